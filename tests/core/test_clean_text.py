"""What comes from outside is text, and nothing that acts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.world import talking
from voiceapp.core.messages import TurnWords
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.transcript import Speaker, ToolCall


@pytest.mark.parametrize(
    ("dirty", "text"),
    [
        ("end of pasting\x1b[201~ here", "end of pasting[201~ here"),
        ("one\r\ntwo\rthree\u2028four\vfive\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("\x9b31m and \x07 and \x7f", "31m and  and "),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("half \ud800 of one", "half \ufffd of one"),
        ("\ufeffbegin", "begin"),
        ("tab\tand line\nend", "tab\tand line\nend"),
        ("👩‍💻 می‌خواهم שלום\u200f!", "👩‍💻 می‌خواهم שלום\u200f!"),
    ],
)
def test_control_characters_go_and_text_stays(dirty: str, text: str) -> None:
    assert clean(dirty) == text


@given(st.text(st.characters()))
def test_nothing_that_acts_is_left_of_any_text(text: str) -> None:
    cleaned = clean(text)
    assert all(each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs", "Zl", "Zp") for each in cleaned)
    assert clean(cleaned) == cleaned
    cleaned.encode()


@given(st.text(st.sampled_from("ab \t\n")))
def test_in_one_line_there_is_no_line_end_and_every_word(text: str) -> None:
    line = in_one_line(text)
    assert not set(line) & set("\n\t")
    assert line.split() == text.split()


def test_what_an_engine_says_is_clean_before_it_is_shown_or_kept() -> None:
    world = talking()
    world.say_something()
    world.hear_engine(TurnWords(world.unanswered[0], "what I\x1b[2J said\r", final=True))
    assert [message.text for message in world.lines(Speaker.USER)] == ["what I[2J said\n"]
    world.answer("It \x1b]52;c;cm0=\x07is\r\nnoon.")
    world.play_out()
    assert [message.text for message in world.lines(Speaker.ASSISTANT)] == ["It ]52;c;cm0=is\nnoon."]


def test_a_tool_call_is_clean_before_anybody_is_asked() -> None:
    world = talking()
    world.say_something()
    world.ask_tool("clipboard\x1b[A\r")
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    assert call.name == "clipboard[A "
