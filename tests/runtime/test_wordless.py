"""Whatever field of the vocabulary words come in, a report does not tell them."""

import json
import tracemalloc
from collections.abc import Iterator
from enum import Enum
from itertools import cycle, islice
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from voiceapp.core.messages import (
    CallId,
    Event,
    FromEngine,
    LinkId,
    ReplyId,
    TalkOpened,
    TextEntered,
    ToolAsked,
    WishesChanged,
)
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.core.transcript import Image, ItemId, Message, Note, Speaker, Talk, TalkId, ToolCall
from voiceapp.core.wishes import Permission, TalkWishes
from voiceapp.runtime.event_values import fields_of, is_record
from voiceapp.runtime.recorder import FlightRecorder

WORD = "Nutmeg"
TELLS = {
    ("AnswerSchema", "name"): "ours",
    ("PromptedText", "by"): "of a model",
    ("Summary", "by"): "of a model",
    ("EngineTraits", "leaves_machine"): "ours",
    ("EngineTraits", "name"): "of an engine",
    ("Failure", "detail"): "codes",
    ("Failure", "sentence"): "ours",
    ("Message", "failure"): "ours",
    ("EngineChanged", "why"): "ours",
    ("NeedsNewSession", "why"): "ours",
    ("LinkInfo", "model"): "of a model",
    ("LinkInfo", "voice"): "of a voice",
    ("Limit", "name"): "of a limit",
    ("Message", "engine"): "of an engine",
    ("Message", "heard_by"): "of a recogniser",
    ("Message", "language"): "a code",
    ("OverlapHeard", "language"): "a code",
    ("PauseHeard", "language"): "a code",
    ("Message", "model"): "of a model",
    ("MicrophoneChanged", "name"): "of a device",
    ("ModelLoading", "what"): "ours",
    ("ReplyBegan", "model"): "of a model",
    ("SessionWishes", "*"): "settings; what a person writes there is masked",
    ("Sampling", "logit_bias"): "numbers of tokens",
    ("SpeakerChanged", "name"): "of a device",
    ("Spent", "model"): "of a model",
    ("Stage", "name"): "ours",
    ("TalkWishes", "permissions"): "settings",
    ("TalkWishes", "cards"): "ours",
    ("ToolCard", "*"): "ours",
    ("CardFact", "*"): "ours",
    ("ToolCall", "call_id"): "an id",
    ("ToolSpec", "*"): "ours",
    ("TurnWords", "language"): "a code",
    ("Version", "by"): "of a recogniser",
    ("Version", "language"): "a code",
    ("AsideAnswered", "job"): "ours",
    ("Image", "media_type"): "of a format",
    ("Improvement", "by"): "of a model",
}
"""Fields whose texts a report keeps, and what they are."""


def filled(hint: Any) -> Iterator[Any]:
    """Values of a type, with the word in every text; of each kind that it may be, one."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        for each in inner:
            if each is not NoneType:
                yield from filled(each)
    elif origin is tuple:
        kinds = list(filled(inner[0]))
        yield tuple(kinds) if inner[1:] == (...,) else tuple(next(filled(each)) for each in inner)
    elif hasattr(hint, "__supertype__"):
        yield hint("id-1") if hint.__supertype__ is str else hint(1)
    elif hint is Sentence:
        yield Sentence("Look: {what}", what=Sentence("{text}", text=WORD))
        yield Sentence.restored(WORD)
    elif isinstance(hint, type) and is_record(hint):
        hints = get_type_hints(hint)
        kinds_of = {field: list(filled(hints[field])) for field in fields_of(hint)}
        for number in range(max(map(len, kinds_of.values()), default=1)):
            yield hint(**{name: next(islice(cycle(kinds), number, None)) for name, kinds in kinds_of.items()})
    elif isinstance(hint, type) and issubclass(hint, Enum):
        yield next(iter(hint))
    else:
        yield {str: WORD, bytes: b"Nutmeg", int: 1, float: 1.0, bool: True}[hint]


Plain = dict[str, "Plain"] | list["Plain"] | str | int | float | bool | None


def telling(plain: Plain, where: tuple[str, str] = ("", "")) -> Iterator[tuple[str, str]]:
    """In which fields the word stands."""
    if isinstance(plain, dict) and plain.get("_") == "Sentence":
        yield from telling([plain["template"], json.dumps(plain["values"])], where)
    elif isinstance(plain, dict):
        for name, value in plain.items():
            yield from telling(value, (str(plain.get("_", where[0])), name))
    elif isinstance(plain, list):
        for each in plain:
            yield from telling(each, where)
    elif isinstance(plain, str) and WORD in plain:
        yield where


def entries(recorder: FlightRecorder) -> list[Any]:
    told: list[Any] = json.loads(json.dumps(list(recorder.lines())))
    return told[1:]


@pytest.mark.parametrize("kind", get_args(Event), ids=lambda kind: kind.__name__)
def test_no_field_of_any_event_tells_words(kind: type[object]) -> None:
    for event in filled(kind):
        recorder = FlightRecorder(TalkWishes())
        recorder.note(event, [], 1.0)
        found = set(telling(entries(recorder)))
        unknown = {place for place in found if place not in TELLS and (place[0], "*") not in TELLS}
        assert not unknown, "a field tells what it is filled with"


def test_a_reminders_text_and_names_that_a_model_made_up_are_not_told() -> None:
    recorder = FlightRecorder(TalkWishes(permissions=(("clock", Permission.ALWAYS),)))
    items = (
        Note(ItemId("1"), 1.0, Sentence("Reminder: {what}", what=verbatim("buy nutmeg"))),
        Note(ItemId("1"), 1.0, Sentence.restored("Reminder: buy nutmeg")),
        ToolCall(ItemId("2"), 1.0, "find_nutmeg", "{}"),
    )
    recorder.note(TalkOpened(Talk(TalkId("t"), 1.0, items=items)), [], 1.0)
    for name in ("find_nutmeg", "clock", "timer"):
        recorder.note(FromEngine(LinkId(1), ToolAsked(ReplyId("r"), CallId("c"), name, "{}")), [], 1.0)
    recorder.note(WishesChanged(TalkWishes(permissions=(("timer", Permission.ALWAYS),))), [], 1.0)
    recorder.note(FromEngine(LinkId(1), ToolAsked(ReplyId("r"), CallId("d"), "timer", "{}")), [], 1.0)
    told = entries(recorder)
    assert "nutmeg" not in json.dumps(told)
    names = [each["event"]["event"]["name"] for each in told if each["event"]["_"] == "FromEngine"]
    assert names == ["xxxx_xxxxxx", "clock", "xxxxx", "timer"]


def _note_picture(recorder: FlightRecorder, number: int) -> None:
    image = Image("image/png", bytes([number]) * 1_000_000, 10, 20)
    recorder.note(TextEntered("look", (image,)), [], 1.0)
    shown = Message(ItemId("1"), Speaker.USER, 1.0, images=(image,))
    recorder.note(TalkOpened(Talk(TalkId("t"), 1.0, items=(shown,))), [], 1.0)


def test_pictures_do_not_stay_in_memory() -> None:
    recorder = FlightRecorder(TalkWishes())
    tracemalloc.start()
    try:
        for number in range(20):
            _note_picture(recorder, number)
        weight, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert weight < 1_000_000
    (first, *_) = entries(recorder)
    assert first["event"]["images"][0]["width"] == 10
