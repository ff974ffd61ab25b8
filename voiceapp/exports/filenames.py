"""Makes file names from titles that every system accepts: Windows, macOS, Linux, a USB stick, a zip file."""

import re
import unicodedata

LONGEST = 120
"""Bytes of a name without its suffix: half of what file systems accept, because folders and copies add to it."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_JOINERS = "\u200c\u200d"
"""Part of emoji and of words in some scripts."""


def file_name(title: str, suffix: str, day: str = "") -> str:
    """A safe name: the day if given, what is allowed of the title, and the suffix (with its dot)."""
    parts = [part for part in (day, _cleaned(title)) if part]
    name = _trimmed(_cut(" ".join(parts)))
    if not name or name.split(".")[0].rstrip().casefold() in _RESERVED:
        name = f"talk {name}".rstrip()
    return name + suffix


def _cleaned(title: str) -> str:
    # macOS and others would make NFC of it anyway, so this keeps the name the same everywhere.
    text = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", title))
    kept = (" " if sign.isspace() else sign for sign in text if _is_seen(sign))
    return _trimmed(" ".join("".join(kept).split()))


def _is_seen(sign: str) -> bool:
    """Rejects characters that change the direction of writing or are invisible: a name must look like what it is."""
    return sign.isspace() or sign in _JOINERS or unicodedata.category(sign) not in _UNSEEN


def _cut(name: str) -> str:
    data = name.encode()
    if len(data) <= LONGEST:
        return name
    cut = data[:LONGEST].decode(errors="ignore")
    # Must not cut inside a character that has an accent or is joined from several.
    while cut and (unicodedata.combining(name[len(cut)]) or name[len(cut)] in _JOINERS or cut[-1] in _JOINERS):
        cut = cut[:-1]
    return cut


def _trimmed(name: str) -> str:
    """Windows drops final spaces and dots, Unix hides names with a leading dot, commands take dashes for options."""
    return name.strip(f" .{_JOINERS}").lstrip("-~ .").rstrip(" .")
