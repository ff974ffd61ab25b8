"""Writes docs/STATES.md from the tables in the code. Run it after changing one; `--check` only says whether it is stale."""

import ast
import inspect
import itertools
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
if TYPE_CHECKING:
    from voiceapp.core.transitions import MoveT, PhaseT, Transitions
TARGET = ROOT / "docs" / "STATES.md"
HEAD = """# States

What a turn, a reply, a link and their like may be, and what may become of them. Each machine keeps one phase and moves
it in one method, by its table; whatever is not in the table raises `IllegalMoveError`. Made from these tables by
`scripts/state_tables.py`.
"""


@dataclass(frozen=True)
class Machine:
    """A table with its types left out, so that all of them can stand in one list."""

    name: str
    first: Enum
    phases: tuple[Enum, ...]
    moves: tuple[Enum, ...]
    arrows: tuple[tuple[Enum, Enum, Enum], ...]
    """From which phase, by which event, to which phase."""
    refused: tuple[tuple[Enum, Enum], ...]
    reachable: frozenset[Enum]


def machine(table: "Transitions[PhaseT, MoveT]", moves: type["MoveT"]) -> Machine:
    from voiceapp.core.transitions import IllegalMoveError

    arrows: list[tuple[Enum, Enum, Enum]] = []
    refused: list[tuple[Enum, Enum]] = []
    for phase in table.table:
        for event in moves:
            try:
                arrows.append((phase, event, table.after(phase, event)))
            except IllegalMoveError:
                refused.append((phase, event))
    return Machine(
        table.name,
        table.first,
        tuple(table.table),
        tuple(moves),
        tuple(arrows),
        tuple(refused),
        frozenset(table.reachable),
    )


def machines() -> tuple[Machine, ...]:
    from voiceapp.core.dictation.dictation_parts import PART_TRANSITIONS, PartMove
    from voiceapp.core.dictation.rewrite_job import REWRITE_TRANSITIONS, RewriteMove
    from voiceapp.core.interpreter.utterance import JOB_TRANSITIONS, JobMove
    from voiceapp.core.recordings.jobs import RECORDING_TRANSITIONS, RecordingMove
    from voiceapp.core.talk.link_state import LINK_TRANSITIONS, LinkMove
    from voiceapp.core.talk.off_record import RECORD_TRANSITIONS, RecordMove
    from voiceapp.core.talk.overlap import OVERLAP_TRANSITIONS, OverlapMove
    from voiceapp.core.talk.reply import GENERATION_TRANSITIONS, PLAYBACK_TRANSITIONS, GenerationMove, PlaybackMove
    from voiceapp.core.talk.tool_calls import CALL_TRANSITIONS, CallMove
    from voiceapp.core.talk.turn import TURN_TRANSITIONS, TurnMove
    from voiceapp.core.talk.wake import WAKE_TRANSITIONS, WakeMove
    from voiceapp.engines.realtime.handshake import HANDSHAKE_TRANSITIONS, HandshakeMove

    return (
        machine(TURN_TRANSITIONS, TurnMove),
        machine(GENERATION_TRANSITIONS, GenerationMove),
        machine(PLAYBACK_TRANSITIONS, PlaybackMove),
        machine(OVERLAP_TRANSITIONS, OverlapMove),
        machine(CALL_TRANSITIONS, CallMove),
        machine(LINK_TRANSITIONS, LinkMove),
        machine(WAKE_TRANSITIONS, WakeMove),
        machine(RECORD_TRANSITIONS, RecordMove),
        machine(HANDSHAKE_TRANSITIONS, HandshakeMove),
        machine(PART_TRANSITIONS, PartMove),
        machine(RECORDING_TRANSITIONS, RecordingMove),
        machine(REWRITE_TRANSITIONS, RewriteMove),
        machine(JOB_TRANSITIONS, JobMove),
    )


def manual() -> str:
    lines = [HEAD.rstrip(), *(line for each in machines() for line in _section(each)), *_overdue_answers()]
    return "\n".join(lines) + "\n"


def _overdue_answers() -> list[str]:
    from voiceapp.core.talk.answer_patience import PATIENCE, MissingAnswer, NextStep

    rows = [
        f"| `{silence.name}` | {patience.ask_another:g} s | {patience.ask_once_more:g} s |"
        for silence, patience in PATIENCE.items()
    ]
    return [
        "",
        "## An answer that does not come",
        "",
        "The seconds count from the last sign of life: the engine took a turn, said words of it, or brought something of a",
        "reply, or more of that was heard. While a tool is at work nobody waits.",
        "",
        f"| silence | `{NextStep.ASK_ANOTHER.name}` after | `{NextStep.ASK_ONCE_MORE.name}`, then `{NextStep.TELL.name}`, after |",
        "| --- | --- | --- |",
        *rows,
        "",
        *_meanings("silence", tuple(MissingAnswer)),
        "",
        *_meanings("step", tuple(NextStep)),
    ]


def _section(machine: Machine) -> list[str]:
    ends = {phase for phase in machine.phases if not any(start is phase for start, _, _ in machine.arrows)}
    return [
        "",
        f"## {machine.name}",
        "",
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {machine.first.name}",
        *(f"    {start.name} --> {end.name}: {names}" for start, end, names in _arrows(machine)),
        *(f"    {phase.name} --> [*]" for phase in machine.phases if phase in ends),
        "```",
        "",
        *_meanings("phase", machine.phases),
        "",
        *_meanings("event", machine.moves),
    ]


def _arrows(machine: Machine) -> list[tuple[Enum, Enum, str]]:
    """Between two phases one arrow, whatever number of events leads along it."""
    along: dict[tuple[Enum, Enum], list[str]] = {}
    for start, event, end in machine.arrows:
        along.setdefault((start, end), []).append(_name(event))
    return [(start, end, ", ".join(names)) for (start, end), names in along.items()]


def _meanings(what: str, members: Sequence[Enum]) -> list[str]:
    meanings = meanings_of(type(members[0]))
    rows = [f"| `{member.name}` | {meanings.get(member.name, '')} |" for member in members]
    return [f"| {what} | what it means |", "| --- | --- |", *rows]


def meanings_of(kind: type[Enum]) -> dict[str, str]:
    """What stands below each member, as a docstring does."""
    (declared,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(declared, ast.ClassDef)
    found: dict[str, str] = {}
    for member, below in itertools.pairwise(declared.body):
        match member, below:
            case ast.Assign(targets=[ast.Name(name)]), ast.Expr(ast.Constant(str(text))):
                found[name] = " ".join(text.split())
            case _:
                pass
    return found


def _name(event: Enum) -> str:
    return event.name.lower().replace("_", " ")


def main() -> None:
    if "--check" in sys.argv[1:]:
        if TARGET.read_text(encoding="utf-8") != manual():
            sys.exit("docs/STATES.md is stale: run scripts/state_tables.py")
    else:
        TARGET.write_text(manual(), encoding="utf-8")


if __name__ == "__main__":
    main()
