"""Converts events to plain JSON values and back, for reports and replays. Sound and words are left out on the way.

Sound keeps its length and words keep their shape ("Xxxx xx 00."), so that a report shows what happened without showing
what was said. Keys never reach an event in the first place.
"""

import dataclasses
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import cast, get_args, get_type_hints

from voiceapp.core import failures, history, messages, overlap_decision, transcript, wishes
from voiceapp.core.sentence import Sentence
from voiceapp.core.sentence_data import from_data, to_data
from voiceapp.core.summaries import summary
from voiceapp.core.value import Value

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

CLASS = "_"
_SPOKEN_FIELDS = frozenset(
    {
        "text",
        "title",
        "arguments",
        "output",
        "original",
        "thoughts",
        "instructions",
        "vocabulary",
        "said",
        "word",
        "phrase",
        "wake_phrase",
        "heard",
        "written",
        "profile",
    }
)
_NAMES = frozenset({"ToolCall"})
"""Models invent tools, and name them as they like."""
_SPOKEN_HERE = frozenset(
    {
        ("Improvement", "before"),
        ("Message", "voice"),
        ("Point", "owner"),
        ("Point", "due"),
        ("Summary", "tags"),
        ("PromptedText", "prompt"),
        ("Sampling", "stop"),
        ("ToolCall", "allowed_as"),
        ("Source", "url"),
        ("Remembered", "facts"),
    }
)
"""Fields whose names mean something else elsewhere: words, and the names of persons."""
_MAY_QUOTE = frozenset({"Note", "AlarmRang", "ShowAlarm", "ToolCall", "ToolAnswered"})
"""The gaps of their sentences may hold what a person said."""
SENTENCE = "Sentence"


def mask(text: str) -> str:
    """Returns the shape of words without the words."""
    return "".join(
        "X" if letter.isupper() else "x" if letter.isalpha() else "0" if letter.isdigit() else letter for letter in text
    )


def to_plain(value: object) -> Plain:
    """Converts a value of the vocabulary to JSON, without sound and words."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Enum():
            return cast("str", value.value)
        case bytes():
            return len(value)
        case memoryview():
            return value.nbytes
        case tuple() | list() | frozenset():
            return [to_plain(one) for one in cast("tuple[object, ...]", value)]
        case Sentence():
            return {CLASS: SENTENCE, **cast("dict[str, Plain]", to_data(value))}
        case _ if is_record(type(value)):
            return _record(value)
        case _:
            return type(value).__name__


def _record(value: object) -> Plain:
    name = type(value).__name__
    record: dict[str, Plain] = {CLASS: name}
    for field in fields_of(type(value)):
        inner = getattr(value, field)
        plain = to_plain(inner)
        if field in _SPOKEN_FIELDS or (field == "name" and name in _NAMES) or (name, field) in _SPOKEN_HERE:
            plain = _masked(plain)
        elif isinstance(plain, dict) and name in _MAY_QUOTE and plain.get(CLASS) == SENTENCE:
            plain = _without_words(plain)
        record[field] = plain
    return record


def is_record(kind: type[object]) -> bool:
    """Say whether it is a kind of value with fields, which the vocabulary is made of."""
    return issubclass(kind, Value) or dataclasses.is_dataclass(kind)


def fields_of(kind: type[object]) -> tuple[str, ...]:
    if issubclass(kind, Value):
        return kind.__struct_fields__
    return tuple(field.name for field in dataclasses.fields(kind))  # type: ignore[arg-type]


def _without_words(sentence: dict[str, Plain]) -> Plain:
    """Masks a template without gaps, because it may be a text kept by an earlier version of the app, with everything in
    it.
    """
    gone = "values" if sentence["values"] else "template"
    return {**sentence, gone: _masked(sentence[gone])}


def _masked(plain: Plain) -> Plain:
    if isinstance(plain, str):
        return mask(plain)
    if isinstance(plain, list):
        return [_masked(one) for one in plain]
    if isinstance(plain, dict):
        return {name: inner if name == "template" else _masked(inner) for name, inner in plain.items()}
    return plain


@cache
def _classes() -> Mapping[str, type[object]]:
    return {
        name: value
        for module in (failures, history, messages, overlap_decision, summary, transcript, wishes)
        for name, value in vars(module).items()
        if isinstance(value, type) and is_record(value)
    }


_HINTS: dict[str, Mapping[str, object]] = {}


def _hints(kind: type[object]) -> Mapping[str, object]:
    return _HINTS.get(kind.__name__) or _HINTS.setdefault(kind.__name__, get_type_hints(kind))


def from_plain(plain: Plain) -> object:
    """Converts back to a value without sound or words. Raises ValueError for what is not one of ours."""
    if isinstance(plain, list):
        return tuple(from_plain(one) for one in plain)
    if not isinstance(plain, dict):
        return plain
    if plain.get(CLASS) == SENTENCE:
        return from_data(plain)
    kind = _classes().get(str(plain.get(CLASS)))
    if kind is None:
        raise ValueError(f"unknown value {plain.get(CLASS)!r}")
    hints = _hints(kind)
    if "sentence" in hints and "sentence" not in plain and "text" in plain:
        # Older recordings hold text in place of a sentence as data.
        plain = {**plain, "sentence": plain["text"]}
    known = {name: _fitted(inner, hints[name]) for name, inner in plain.items() if name in hints}
    try:
        return kind(**known)
    except TypeError as error:
        raise ValueError(str(error)) from error


def _fitted(plain: Plain, hint: object) -> object:
    if hint is bytes and isinstance(plain, int):
        return bytes(plain)
    if isinstance(plain, str) and (hint is Sentence or Sentence in get_args(hint)):
        return Sentence.restored(plain) if plain or hint is Sentence else None
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(plain)
    return from_plain(plain)
