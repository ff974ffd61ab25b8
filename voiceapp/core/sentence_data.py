"""Turns sentences into plain values and back, so that they can be stored or sent to another process."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from voiceapp.core.sentence import DataSize, Dollars, Sentence, SettingPlace, Value, verbatim

SentenceData = dict[str, object]
"""Texts, numbers and nested data: `{"template": "There is no file {path}.", "values": {"path": "a.wav"}}`."""


def to_data(sentence: Sentence) -> SentenceData:
    return {"template": sentence.template, "values": {name: _plain(value) for name, value in sentence.values}}


def from_data(data: Mapping[str, object]) -> Sentence:
    """Read a sentence. Unreadable data becomes plain words, because a message must never be lost over its form."""
    template, values = data.get("template"), data.get("values", {})
    if not isinstance(template, str) or not isinstance(values, Mapping):
        return verbatim(str(data.get("template", "")))
    known = cast("Mapping[str, object]", values)
    return Sentence.restored(template, tuple((name, _value(value)) for name, value in known.items()))


def _plain(value: Value) -> object:
    match value:
        case Sentence():
            return to_data(value)
        case Dollars(amount):
            return {"dollars": amount}
        case DataSize(count):
            return {"bytes": count}
        case SettingPlace(key):
            return {"setting": key}
        case date():
            return {"day": value.isoformat()}
        case _:
            return value


def _value(plain: object) -> Value:
    match plain:
        case str() | int() | float():
            return plain
        case {"dollars": int() | float() as amount}:
            return Dollars(float(amount))
        case {"bytes": int() as count}:
            return DataSize(count)
        case {"setting": str() as key}:
            return SettingPlace(key)
        case {"day": str() as day}:
            return _day(day)
        case {"template": str()}:
            return from_data(cast("Mapping[str, object]", plain))
        case _:
            return str(plain)


def _day(text: str) -> Value:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
