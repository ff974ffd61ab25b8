"""Tells which way a text is written, and whether its letters change with their neighbours."""

import unicodedata
from functools import lru_cache

_JOINING = ((0x0600, 0x1CFF), (0xA800, 0xABFF), (0x200C, 0x200D), (0x10A00, 0x11FFF))
"""Ranges of scripts whose letters join or move: Arabic, Syriac, the Indian ones, Thai, Khmer, Mongolian, …"""


def is_rtl(text: str) -> bool:
    """Judge by the first character that has a direction, as the Unicode bidirectional algorithm does."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def needs_shaping(text: str) -> bool:
    """Says whether the text needs shaping. It mostly does not, and setting it without is ten times as fast."""
    return not text.isascii() and any(map(_needs_shaping, text))


@lru_cache(maxsize=4096)
def _needs_shaping(sign: str) -> bool:
    code = ord(sign)
    joins = any(first <= code <= last for first, last in _JOINING)
    return joins or unicodedata.category(sign)[0] == "M" or unicodedata.bidirectional(sign) in ("R", "AL", "AN")
