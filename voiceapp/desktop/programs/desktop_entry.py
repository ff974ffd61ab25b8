"""Reads the entry by which a program is listed in a desktop's menu, as the freedesktop specification describes it."""

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from voiceapp.core.machine_ports import InstalledProgram
from voiceapp.core.text.clean_text import clean, in_one_line

GROUP = "[Desktop Entry]"
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class DesktopEntry:
    program: InstalledProgram
    command: tuple[str, ...]
    """Empty where only the desktop itself knows how it is opened."""
    in_terminal: bool = False


def entry_in(text: str, name: str, languages: Iterable[str]) -> DesktopEntry | None:
    """Return what an entry says. None: it is no program, or none that a menu shows. `languages`: the usual one first."""
    fields = _fields(text)
    hidden = any(fields.get(key, "").lower() == "true" for key in ("Hidden", "NoDisplay"))
    if hidden or fields.get("Type") != "Application" or not fields.get("Name"):
        return None
    wanted = tuple(languages)
    program = InstalledProgram(
        name,
        _texts(fields, "Name", wanted),
        _texts(fields, "GenericName", wanted),
        tuple(word for each in _texts(fields, "Keywords", wanted) for word in each.split(";") if word),
    )
    return DesktopEntry(program, _command(fields), fields.get("Terminal", "").lower() == "true")


def _fields(text: str) -> Mapping[str, str]:
    fields: dict[str, str] = {}
    inside = False
    for line in text.splitlines():
        if line.startswith("["):
            inside = line.strip() == GROUP
        elif inside and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            fields.setdefault(key.strip(), value.strip())
    return fields


def _texts(fields: Mapping[str, str], key: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return a text in each language, and as it stands where it is not translated."""
    keys = [*(f"{key}[{language}]" for language in languages), key]
    found = (in_one_line(clean(fields.get(each, ""))).strip()[:LONGEST_NAME] for each in keys)
    return tuple(dict.fromkeys(text for text in found if text))


def _command(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return the command's words, without the places of files that it could open."""
    unescaped = fields.get("Exec", "").replace("\\\\", "\\")
    try:
        words = shlex.split(unescaped)
    except ValueError:
        return ()
    kept = (word for word in words if not (len(word) == 2 and word[0] == "%" and word != "%%"))
    return tuple(word.replace("%%", "%") for word in kept)
