"""What an engine says is cleaned before anything is made of it."""

import json

import pytest

from voiceapp.core.messages.engine import (
    AsideAnswered,
    CallId,
    EngineEvent,
    ReplyId,
    ReplySound,
    ReplyThought,
    ReplyWords,
    ToolAsked,
    TurnId,
    TurnWords,
)
from voiceapp.core.talk.clean_events import cleaned
from voiceapp.core.transcript import Word

REPLY, TURN = ReplyId("r1"), TurnId("t1")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            TurnWords(TURN, "two\x1b words", final=True, words=(Word("two\x1b", 0, 100), Word("words", 100, 200))),
            TurnWords(TURN, "two words", final=True, words=(Word("two", 0, 100), Word("words", 100, 200))),
        ),
        (ReplyThought(REPLY, "hm\u202e"), ReplyThought(REPLY, "hm")),
        (AsideAnswered("title", "A\rtitle"), AsideAnswered("title", "A\ntitle")),
        (
            ToolAsked(REPLY, CallId("c1"), "open\npage", json.dumps({"list": ["a\x1b", {"deep": "b\x1b"}, 3]})),
            ToolAsked(REPLY, CallId("c1"), "open page", json.dumps({"list": ["a", {"deep": "b"}, 3]})),
        ),
    ],
)
def test_words_lose_what_acts_on_a_screen(said: EngineEvent, expected: EngineEvent) -> None:
    assert cleaned(said) == expected


def test_the_words_of_a_reply_are_cleaned_and_its_sound_stays_as_it_is() -> None:
    words = cleaned(ReplyWords(REPLY, "yes\x07"))
    assert isinstance(words, ReplyWords)
    assert words.text == "yes"
    sound = ReplySound(REPLY, b"\x1b\x07")
    assert cleaned(sound) is sound
