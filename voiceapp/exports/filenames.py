"""Makes file names of titles, such as every system takes: Windows, macOS, Linux, a memory stick, a zip file."""

import re
import unicodedata

LONGEST = 120
"""Bytes of a name without its suffix: half of what file systems take, as folders and copies add to it."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_JOINERS = "\u200c\u200d"
"""Part of emoji and of words in some scripts."""


def file_name(title: str, suffix: str, day: str = "") -> str:
    """A safe name: the day, where given, what of the title can stand, and the suffix (with its dot)."""
    parts = [part for part in (day, _cleaned(title)) if part]
    name = _trimmed(_cut(" ".join(parts)))
    if not name or name.split(".")[0].rstrip().casefold() in _RESERVED:
        name = f"talk {name}".rstrip()
    return name + suffix


def _cleaned(title: str) -> str:
    # NFC: what macOS and others would make of it anyway, so that the name is the same everywhere.
    text = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", title))
    kept = (" " if sign.isspace() else sign for sign in text if _is_seen(sign))
    return _trimmed(" ".join("".join(kept).split()))


def _is_seen(sign: str) -> bool:
    """Not what turns the direction of writing or hides: a name must look as what it is."""
    return sign.isspace() or sign in _JOINERS or unicodedata.category(sign) not in _UNSEEN


def _cut(name: str) -> str:
    data = name.encode()
    if len(data) <= LONGEST:
        return name
    cut = data[:LONGEST].decode(errors="ignore")
    # Not in the middle of a sign that has an accent or is joined from several.
    while cut and (unicodedata.combining(name[len(cut)]) or name[len(cut)] in _JOINERS or cut[-1] in _JOINERS):
        cut = cut[:-1]
    return cut


def _trimmed(name: str) -> str:
    """Windows drops spaces and dots at the end, Unix hides names that begin with a dot, commands take dashes for options."""
    return name.strip(f" .{_JOINERS}").lstrip("-~ .").rstrip(" .")
