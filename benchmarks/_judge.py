"""Judges an answer by the rules that its question has."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import cast

from benchmarks.recognisers import errors


class Verdict(Enum):
    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"


def judged(kind: str, question: Mapping[str, object], said: str, called: tuple[str, Mapping[str, object]]) -> Verdict:
    """`called`: the tool and what it was asked; an empty name is none."""
    if kind == "tools":
        return _call(question, called)
    if called[0]:
        return Verdict.WRONG
    if kind == "rewriting":
        return _rewritten(_texts(question, "wanted"), said)
    return _words(question, said)


def _call(question: Mapping[str, object], called: tuple[str, Mapping[str, object]]) -> Verdict:
    name, arguments = called
    if name != question["tool"]:
        return Verdict.WRONG
    wanted = cast("Mapping[str, object]", question.get("arguments", {}))
    fits = [_fits(asked, arguments.get(key)) for key, asked in wanted.items()]
    surplus = name == "set_timer" and any(
        arguments.get(key) for key in ("hours", "minutes", "seconds") if key not in wanted
    )
    return Verdict.RIGHT if all(fits) and not surplus else Verdict.PARTLY


def _fits(wanted: object, got: object) -> bool:
    if isinstance(wanted, str):
        return isinstance(got, str) and re.search(wanted, got, re.IGNORECASE) is not None
    return isinstance(got, (int, float)) and got == wanted


def _words(question: Mapping[str, object], said: str) -> Verdict:
    wanted = _texts(question, "all")
    met = sum(re.search(each, said, re.IGNORECASE) is not None for each in wanted)
    if any(re.search(each, said, re.IGNORECASE) for each in _texts(question, "never")) or not met:
        return Verdict.WRONG
    longest = question.get("longest")
    too_long = isinstance(longest, int) and len(said.split()) > longest
    return Verdict.RIGHT if met == len(wanted) and not too_long else Verdict.PARTLY


def _rewritten(wanted: list[str], said: str) -> Verdict:
    """Cases and punctuation don't count; more than one word added, dropped or changed is wrong."""
    fewest = min(errors(_plain(each), _plain(said)) for each in wanted)
    return (Verdict.RIGHT, Verdict.PARTLY, Verdict.WRONG)[min(fewest, 2)]


def _plain(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.casefold().replace("’", "'"))


def _texts(question: Mapping[str, object], name: str) -> list[str]:
    return cast("list[str]", question.get(name, []))
