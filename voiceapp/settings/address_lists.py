"""Reads several addresses from one text, as one that stands for several servers is written: separated by commas."""

import re

_BETWEEN = re.compile(r"\s*,\s+|,(?=[A-Za-z][A-Za-z0-9+.-]*://)")
"""A comma within an address, such as in its query, separates nothing."""
SEPARATOR = ", "
MOST = 8


def split_addresses(text: str) -> tuple[str, ...]:
    """Return the addresses of a text in their order, each once."""
    return tuple(dict.fromkeys(each for each in _BETWEEN.split(text.strip().rstrip(",").strip()) if each))
