"""Which way a text is written."""

import unicodedata


def is_rtl(text: str) -> bool:
    """By its first sign that has a direction, as the Unicode bidirectional algorithm finds it."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
