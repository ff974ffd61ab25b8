"""What a talk is called."""

import pytest

from tests.talks import answered, said, talk_of
from voiceapp.core.talk.titles import shortened, title_of
from voiceapp.core.transcript import TalkKind


def test_a_name_given_by_hand_stands() -> None:
    assert title_of(talk_of(said("Hello"), title=" Tea ")) == "Tea"


def test_else_it_is_what_the_person_said_first() -> None:
    assert title_of(talk_of(answered("Good morning!", 1), said("Where is the tea?", 2))) == "Where is the tea?"
    assert title_of(talk_of(answered("Good morning!", 1), said(" ", 2))) == "Good morning!"


@pytest.mark.parametrize("kind", TalkKind)
def test_where_nothing_was_said_it_is_called_after_its_kind(kind: TalkKind) -> None:
    assert title_of(talk_of(kind=kind)) == kind.value.capitalize()


def test_long_titles_are_cut_between_words() -> None:
    assert shortened("one two  three\nfour", 12) == "one two…"
    assert shortened("one, two", 8) == "one, two"
    assert shortened("W" * 100, 10) == "WWWWWWWWWW…"
