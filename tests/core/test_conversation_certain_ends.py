"""An engine that hears prepares an answer where the turn is almost certainly over, and nobody hears it too soon."""

from dataclasses import replace

import pytest

from tests.core.world import World
from voiceapp.core.messages import (
    BEING_SAID,
    CommitTurn,
    DropAudio,
    HearPause,
    JudgePause,
    PauseHeard,
    PauseJudged,
    PrepareTurn,
    ResumeTurn,
    TurnWords,
)
from voiceapp.core.transcript import Speaker
from voiceapp.core.wishes import EndpointingWishes, SessionWishes, TalkWishes, ThinkAhead, TurnTaking

WISHES = TalkWishes(
    SessionWishes(language="en"),
    EndpointingWishes(
        pause=10, hangover=35, certain_end=15, likely_end=45, told_end=50, doubtful_end=60, unfinished_end=75
    ),
    titles=False,
)
THE_END = (PrepareTurn, CommitTurn, ResumeTurn, DropAudio)
LOBSTER = 0.989
"""What the judge makes of the pause in "When is a lobster … not a lobster?"."""


def hearing(think_ahead: ThinkAhead = ThinkAhead.CERTAIN, *, hears: bool = True, prepares: bool = True) -> World:
    session = replace(WISHES.session, think_ahead_hearing=think_ahead)
    return World(replace(WISHES, session=session), hears=hears, prepares=prepares).begin()


def told(world: World) -> list[type[object]]:
    return [type(each) for each in world.sent if isinstance(each, THE_END)]


def pause(world: World, likelihood: float | None = LOBSTER) -> None:
    """The person speaks, and is silent for 200 ms."""
    world.frames(40, 0.95)
    world.frames(10, 0.02)
    if likelihood is not None:
        judge(world, likelihood)


def judge(world: World, likelihood: float) -> None:
    asked = [each for each in world.commands if isinstance(each, JudgePause)][-1]
    world.tell(PauseJudged(asked.sound, asked.pause, likelihood), 0.0)


def asked_words(world: World) -> list[HearPause]:
    return [each for each in world.commands if isinstance(each, HearPause)]


def hear(world: World, text: str, language: str = "en") -> None:
    asked = asked_words(world)[-1]
    world.tell(PauseHeard(asked.sound, asked.pause, text, language), 0.0)


def frames_until_it_ends(world: World) -> int:
    """Counted from the last word, after a pause that was just judged."""
    for frame in range(11, 100):
        world.frames(1, 0.02)
        if world.commits:
            return frame
    raise AssertionError("it did not end")


def test_an_almost_certain_end_is_prepared_for_and_its_words_are_asked_for_here() -> None:
    world = hearing()
    pause(world, None)
    assert told(world) == []
    judge(world, LOBSTER)
    assert told(world) == [PrepareTurn]
    (asked,) = asked_words(world)
    assert (asked.pause, asked.language) == (1, "en")
    hear(world, "Is a lobster a fish?")
    assert frames_until_it_ends(world) == 15
    assert told(world) == [PrepareTurn, CommitTurn]


@pytest.mark.parametrize(
    ("words", "frames"),
    [("", 35), ("The weather was fine.", 50), ("Set a timer for the", 75), ("Turn on the light.", 15)],
)
def test_it_ends_soon_only_if_the_words_want_an_answer(words: str, frames: int) -> None:
    world = hearing()
    pause(world)
    hear(world, words)
    assert frames_until_it_ends(world) == frames


def test_without_the_words_it_ends_after_the_chosen_silence_and_its_answer_is_ready() -> None:
    world = hearing()
    pause(world)
    assert frames_until_it_ends(world) == 35
    assert told(world) == [PrepareTurn, CommitTurn]


def test_words_of_the_service_do_as_well() -> None:
    world = hearing()
    pause(world)
    world.hear_engine(TurnWords(BEING_SAID, "Turn on the light.", final=False, prepared=True))
    assert frames_until_it_ends(world) == 15


def test_no_words_of_the_service_are_no_words() -> None:
    world = hearing()
    pause(world)
    world.hear_engine(TurnWords(BEING_SAID, "", final=False, prepared=True))
    assert frames_until_it_ends(world) == 35


def test_words_in_a_language_that_is_not_spoken_say_nothing() -> None:
    world = World(replace(WISHES, session=SessionWishes(language="de")), prepares=True).begin()
    pause(world)
    hear(world, "What is the time?", "en")
    assert frames_until_it_ends(world) == 35


def test_the_lobster_is_one_turn_of_which_no_half_is_answered() -> None:
    world = hearing()
    pause(world)
    world.frames(5, 0.02)
    world.frames(40, 0.95)
    assert told(world) == [PrepareTurn, ResumeTurn]
    assert [line.text for line in world.lines(Speaker.ASSISTANT)] == []
    world.frames(60, 0.02)
    assert told(world) == [PrepareTurn, ResumeTurn, CommitTurn]
    assert len(world.lines(Speaker.USER)) == 1


def test_who_went_on_after_an_almost_certain_end_is_not_prepared_for_again_in_that_utterance() -> None:
    world = hearing()
    pause(world)
    pause(world)
    assert told(world) == [PrepareTurn, ResumeTurn]
    assert len(asked_words(world)) == 1
    assert frames_until_it_ends(world) == 35
    world.answer()
    world.play_out()
    pause(world)
    assert len(world.told(PrepareTurn)) == 2, "the next utterance is another"


def test_what_is_only_likely_is_not_prepared_for() -> None:
    world = hearing()
    pause(world, 0.96)
    assert told(world) == []
    assert asked_words(world) == []


def test_a_pause_with_a_whisper_in_it_is_not_prepared_for() -> None:
    world = hearing()
    pause(world, None)
    world.frames(3, 0.3)
    judge(world, LOBSTER)
    assert told(world) == []
    pause(world)
    assert told(world) == [PrepareTurn], "the whisper was in the pause before"


def test_words_of_a_pause_that_is_over_say_nothing_of_the_next() -> None:
    world = hearing()
    pause(world)
    earlier = asked_words(world)[0]
    pause(world, None)
    world.tell(PauseHeard(earlier.sound, earlier.pause, "Turn on the light.", "en"), 0.0)
    judge(world, LOBSTER)
    assert frames_until_it_ends(world) == 35


def test_a_judgement_after_the_end_prepares_nothing() -> None:
    world = hearing()
    pause(world, None)
    world.frames(25, 0.02)
    judge(world, LOBSTER)
    assert told(world) == [CommitTurn]


@pytest.mark.parametrize(("think_ahead", "prepared"), [(ThinkAhead.NEVER, 0), (ThinkAhead.ALWAYS, 1)])
def test_as_the_person_wishes_nothing_is_prepared_or_every_pause_and_then_the_words_are_asked_for(
    think_ahead: ThinkAhead, prepared: int
) -> None:
    world = hearing(think_ahead)
    pause(world, None)
    assert len(world.told(PrepareTurn)) == prepared
    judge(world, LOBSTER)
    assert len(world.told(PrepareTurn)) == prepared
    assert len(asked_words(world)) == prepared


@pytest.mark.parametrize(("hears", "prepares"), [(False, True), (True, False)])
def test_others_are_not_concerned(hears: bool, prepares: bool) -> None:
    world = hearing(hears=hears, prepares=prepares)
    pause(world)
    assert asked_words(world) == []


def test_a_service_that_may_not_forget_is_asked_only_if_the_person_wishes_it() -> None:
    for wanted in (ThinkAhead.CERTAIN, ThinkAhead.ALWAYS):
        world = World(replace(WISHES, session=SessionWishes(think_ahead_hearing=wanted)), prepares=True)
        world.traits = replace(world.traits, takes_back=False)
        world.begin()
        pause(world)
        assert len(world.told(PrepareTurn)) == (wanted is ThinkAhead.ALWAYS)


def test_while_an_answer_is_owed_no_other_is_prepared() -> None:
    world = hearing()
    pause(world, 0.1)
    world.frames(60, 0.02)
    pause(world)
    assert world.told(PrepareTurn) == []


def test_what_an_engine_did_not_hear_whole_is_not_prepared_for() -> None:
    world = hearing()
    world.frames(20, 0.95)
    world.lose_link()
    pause(world)
    assert world.told(PrepareTurn) == []
    assert asked_words(world) == []


def test_an_engine_that_ends_turns_itself_is_not_told() -> None:
    session = replace(WISHES.session, turn_taking=TurnTaking.SERVER)
    world = World(replace(WISHES, session=session), ends_turns=True, prepares=True).begin()
    pause(world, None)
    assert [each for each in world.commands if isinstance(each, JudgePause)] == []
