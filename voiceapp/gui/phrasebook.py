"""Translates sentences that other parts of the app wrote in English into the person's language.

Most are known word for word. Those with a name or a number in them are known by their pattern; what stands in the gaps
is looked up as well, and stays as it is where it is a name. Patterns are gathered by `scripts/translations.py`.
"""

import re
from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QCoreApplication

from voiceapp.settings.assets import asset

CONTEXT = "app"
_GAP = re.compile(r"\{(\d)\}")
_END = re.compile(r"(?<=[.!?]) ")


def known(text: str) -> str:
    """In the language that is installed; empty where nobody translated it."""
    return _exact(text) or _patterned(text) or _one_by_one(text)


def _exact(text: str) -> str:
    found = QCoreApplication.translate(CONTEXT, text)
    return found if found != text else ""


def _patterned(text: str) -> str:
    for pattern, shape in _patterns():
        match = shape.fullmatch(text)
        there = _exact(pattern) if match is not None else ""
        if match is not None and there:
            return _filled(there, [known(each) or each for each in match.groups()])
    return ""


def _filled(pattern: str, fillings: Sequence[str]) -> str:
    return _GAP.sub(lambda gap: fillings[int(gap[1])], pattern)


def _one_by_one(text: str) -> str:
    """Two sentences after each other, where both are known."""
    for end in _END.finditer(text):
        first, rest = known(text[: end.start()]), known(text[end.end() :])
        if first and rest:
            return f"{first} {rest}"
    return ""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The longest first: what says more is the better match."""
    lines = asset("i18n/patterns.txt").read_text("utf-8").splitlines()
    return tuple((line, _shape(line)) for line in sorted(lines, key=len, reverse=True))


def _shape(pattern: str) -> re.Pattern[str]:
    parts = _GAP.split(pattern)
    words, gaps = parts[::2], parts[1::2]
    shape = re.escape(words[0])
    for number, after in zip(gaps, words[1:], strict=True):
        shape += f"(?P<g{number}>.+?)" + re.escape(after)
    return re.compile(shape)
