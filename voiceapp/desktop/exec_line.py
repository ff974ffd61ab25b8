"""Writes commands as desktop entries want them."""

import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[\w@%+=:,./-]+", re.ASCII)


def exec_line(words: Iterable[str]) -> str:
    """Write a command for the key Exec."""
    return " ".join(_in_entry(word) for word in words)


def _in_entry(word: str) -> str:
    """A word of a command, quoted as the Desktop Entry Specification demands: twice, as an argument and as a string."""
    if not _PLAIN.fullmatch(word):
        word = '"' + re.sub(r'(["`$\\])', r"\\\1", word) + '"'
    return word.replace("\\", "\\\\").replace("%", "%%")
