"""What an empty window suggests is true for the person who reads it."""

import itertools
from dataclasses import replace

import pytest

from voiceapp.core.things_to_try import MOST, Situation, ThingToTry, suggestions

FULL = Situation(
    history=True, talk_key="Space", write_key="Ctrl+L", dictation_key="Ctrl+Alt+Space", screen_key="Ctrl+S", search_key="Ctrl+F"
)  # fmt: skip


def told(now: Situation) -> list[tuple[ThingToTry, str, str]]:
    return [(each.what, str(each.title), str(each.hint)) for each in suggestions(now)]


def test_the_first_four_things() -> None:
    assert told(FULL) == [
        (ThingToTry.TALK, "Ask something", "Press Space and speak"),
        (ThingToTry.DICTATE, "Dictate anywhere", "Hold Ctrl+Alt+Space in any program"),
        (ThingToTry.TIMER, "Set a timer for 10 minutes", "Say it, or click and press Enter"),
        (ThingToTry.SEARCH, "Search your conversations", "Finds what you said, even misspelled · Ctrl+F"),
    ]


def test_who_has_no_history_can_bring_one_in() -> None:
    assert [each.what for each in suggestions(replace(FULL, history=False))][-1] is ThingToTry.SCREEN
    assert [each.what for each in suggestions(replace(FULL, history=False, timers=False))][-1] is ThingToTry.IMPORT


@pytest.mark.parametrize(
    ("now", "hint"),
    [
        (replace(FULL, held=True), "Hold Space while you speak"),
        (replace(FULL, talk_key=""), "Press the button and speak"),
        (replace(FULL, microphone=False), "Type your question below · Ctrl+L"),
        (replace(FULL, microphone=False, write_key=""), "Type your question below"),
        (replace(FULL, dictation_held=False), "Press Ctrl+Alt+Space in any program"),
        (replace(FULL, dictation_key=""), "Choose a key for it"),
        (replace(FULL, microphone=False), "Click and press Enter"),
    ],
)
def test_the_keys_are_those_that_are_chosen(now: Situation, hint: str) -> None:
    assert hint in [each for *_, each in told(now)]


def test_the_screen_is_suggested_only_where_a_picture_of_it_can_be_had() -> None:
    anew = replace(FULL, history=False)
    assert ThingToTry.SCREEN in [each.what for each in suggestions(anew)]
    assert ThingToTry.SCREEN not in [each.what for each in suggestions(replace(anew, screen=False))]


@pytest.mark.parametrize(("microphone", "timers", "history"), list(itertools.product((True, False), repeat=3)))
def test_there_are_always_four_and_nobody_without_a_microphone_is_told_to_speak(
    microphone: bool, timers: bool, history: bool
) -> None:
    found = suggestions(replace(FULL, microphone=microphone, timers=timers, history=history))
    assert len({each.what for each in found}) == len(found)
    assert len(found) == MOST or not (microphone or timers)
    if not microphone:
        assert not {each.what for each in found} & {ThingToTry.TALK, ThingToTry.DICTATE}
    if not timers:
        assert ThingToTry.TIMER not in {each.what for each in found}
