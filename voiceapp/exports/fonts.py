"""Finds which fonts of this device can show a text. No other part of exports reads the disk.

A PDF must embed its fonts. One ships with the app and covers Latin, Greek, Cyrillic and more; for
other scripts the system's own are searched, those known to have many characters first.
"""

import os
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

MOST_READ = 400
"""How many fonts are searched for characters that none so far has."""
_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")

_KNOWN = (
    "notosans-regular",
    "notosansarabic-regular",
    "notosanshebrew-regular",
    "notosansdevanagari-regular",
    "notosansthai-regular",
    "notosanscjk",
    "notosanssc",
    "notosansjp",
    "notosanskr",
    "droidsansfallback",
    "wqy",
    "segoeui",
    "msyh",
    "meiryo",
    "malgun",
    "leelawui",
    "nirmala",
    "arialuni",
    "arial unicode",
    "pingfang",
    "hiragino",
    "applesdgothicneo",
    "notocoloremoji",
    "notoemoji",
    "seguiemj",
    "notosanssymbols",
    "symbola",
    "notosans",
)
"""Prefixes of file names, in the order in which they are tried."""
_AVOIDED = ("bold", "italic", "oblique", "black", "light", "thin", "medium", "condensed", "mono", "serif", "lastresort")


@dataclass(frozen=True, slots=True)
class Font:
    path: Path
    number: int = 0
    """The index of the font in a collection."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts that together show a text."""

    regular: Font
    bold: Font
    others: tuple[tuple[Font, frozenset[str]], ...]
    """Further fonts for characters that the first lacks, each with these characters."""
    missing: frozenset[str]
    """Characters that no font here has."""


def fonts_for(text: str) -> Fonts:
    """Fonts that together cover as much of the text as this device can show."""
    regular, bold = (Font(_shipped() / name) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"))
    lacking = {sign for sign in text if needs_glyph(sign)} - _signs(regular)
    others: list[tuple[Font, frozenset[str]]] = []
    for font in _candidates():
        if not lacking:
            break
        has = _signs(font) & lacking
        if has:
            others.append((font, frozenset(has)))
            lacking -= has
    return Fonts(regular, bold, tuple(others), frozenset(lacking))


def needs_glyph(sign: str) -> bool:
    """Leaves out spaces, and characters that only say how their neighbours are joined."""
    return not sign.isspace() and unicodedata.category(sign) != "Cf" and not "\ufe00" <= sign <= "\ufe0f"


def _shipped() -> Path:
    here = Path(__file__).resolve()
    places = (here.parents[1] / "assets" / "fonts", here.parents[2] / "assets" / "fonts")
    return next((place for place in places if place.is_dir()), places[0])


def _candidates() -> Iterator[Font]:
    files = _installed()
    known = [path for name in _KNOWN for path in files if _plain_name(path).startswith(name)]
    rest = [path for path in files if path not in set(known)]
    rest.sort(key=lambda path: any(word in _plain_name(path) for word in _AVOIDED))
    for path in dict.fromkeys([*known, *rest][:MOST_READ]):
        yield Font(path)


def _plain_name(path: Path) -> str:
    return path.name.casefold().replace("_", "").replace("-vf", "-regular")


@lru_cache(maxsize=1)
def _installed() -> tuple[Path, ...]:
    found = [path for folder in _folders() if folder.is_dir() for path in folder.rglob("*")]
    fonts = [path for path in found if path.suffix.casefold() in _ENDINGS]
    # The upright, regular fonts of each family come first.
    return tuple(sorted(fonts, key=lambda path: (any(word in _plain_name(path) for word in _AVOIDED), path.name, path)))


def _folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return (Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local / "Microsoft" / "Windows" / "Fonts")
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    )


@lru_cache(maxsize=512)
def _signs(font: Font) -> frozenset[str]:
    """Every character that a font can show. A broken file has none."""
    try:
        with font.path.open("rb") as file, TTFont(file, fontNumber=font.number, lazy=True) as opened:
            return frozenset(map(chr, opened.getBestCmap() or {}))
    except (TTLibError, OSError, KeyError, ValueError, AssertionError):
        return frozenset()
