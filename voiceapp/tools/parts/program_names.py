"""Finds programs by what people call them: by name, by kind, in either language, and with a word left out."""

import re
from collections.abc import Callable, Sequence

from voiceapp.core.machine_ports import InstalledProgram
from voiceapp.core.text.likeness import slips, slips_forgiven

MOST = 8
_AROUND = re.compile(
    r"^(?:the|my|a|an|das|die|der|den|mein|meine|meinen|ein|eine|einen)\s+|\s+(?:program|app|programm)$"
)


def shown_names(programs: Sequence[InstalledProgram]) -> dict[str, InstalledProgram]:
    """Return each program by the name that it is shown as. Two of one name are told apart by their entries."""
    shown: dict[str, InstalledProgram] = {}
    for program in programs:
        name = program.names[0]
        twins = sum(other.names[0] == name for other in programs)
        shown[name if twins == 1 else f"{name} ({program.id.removesuffix('.desktop')})"] = program
    return shown


def meant_by(asked: str, programs: Sequence[InstalledProgram]) -> dict[str, InstalledProgram]:
    """Return the programs that may be meant, by the names that they are shown as: the best kind of match alone."""
    wanted = _plain(asked)
    if not wanted:
        return {}
    shown = shown_names(programs)
    ways: tuple[Callable[[InstalledProgram], bool], ...] = (
        lambda program: wanted in map(_plain, program.names),
        lambda program: wanted in map(_plain, program.kinds),
        lambda program: any(wanted.split() == _plain(name).split()[: len(wanted.split())] for name in program.names),
        lambda program: any(set(wanted.split()) <= set(_plain(name).split()) for name in program.names),
        lambda program: any(slips(wanted, _plain(name), slips_forgiven(wanted)) is not None for name in program.names),
        lambda program: wanted in map(_plain, program.words),
        lambda program: any(wanted in _plain(name) for name in program.names) and len(wanted) > 2,
    )
    for way in ways:
        found = {name: program for name, program in shown.items() if way(program)}
        if found:
            return dict(list(found.items())[:MOST])
    return {}


def _plain(text: str) -> str:
    plain = " ".join(re.sub(r"[-_.]+", " ", text.casefold()).split())
    return _AROUND.sub("", plain).strip()
