"""Replaces words by how they are said, as the person taught it: "nginx" by "engine x". Pure.

A word in small letters means any way to write it; one with capitals only that way, so that "US" leaves "us" alone.
"""

import re
from collections.abc import Sequence

_FOR_ONE_LANGUAGE = re.compile(r"^(?P<word>.*\S)\s*\((?P<language>[a-z]{2,3})\)$")


def respelled(text: str, taught: Sequence[tuple[str, str]], language: str = "") -> str:
    """Return the text as it is said. `taught`: words, each with its spelling; "Gen (de)" holds for German texts alone."""
    spellings = _spellings(taught, language)
    if not spellings:
        return text
    # The longest first, so that "New York" comes before "York".
    known = sorted(spellings, key=len, reverse=True)
    return re.sub("|".join(_whole(word) for word in known), lambda found: _said(found[0], spellings), text)


def _spellings(taught: Sequence[tuple[str, str]], language: str) -> dict[str, str]:
    everywhere: dict[str, str] = {}
    here: dict[str, str] = {}
    for written, said in taught:
        only = _FOR_ONE_LANGUAGE.match(written.strip())
        if only is None:
            everywhere[written.strip()] = said.strip()
        elif only["language"] == language:
            here[only["word"]] = said.strip()
    return {word: said for word, said in (everywhere | here).items() if word and said}


def _whole(word: str) -> str:
    """Return a pattern for a word that isn't part of a longer one. Its own edges may be signs, as in "C++"."""
    before = r"(?<!\w)" if word[0].isalnum() else ""
    after = r"(?!\w)" if word[-1].isalnum() else ""
    either = "(?i:" if word == word.lower() else "(?:"
    return f"{before}{either}{re.escape(word)}){after}"


def _said(found: str, spellings: dict[str, str]) -> str:
    return spellings.get(found) or spellings[found.lower()]
