"""What a talk is called."""

import pytest

from tests.core.world import TALK, World
from tests.talks import answered, said, talk_of
from voiceapp.core.messages import AsideAnswered, AskAside, KeepTalk, TalkOpened, TalkStarted
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.core.talk.titles import TITLE_JOB, shortened, title_of
from voiceapp.core.transcript import Talk, TalkId, TalkKind
from voiceapp.core.wishes import TalkWishes


def test_a_name_given_by_hand_stands() -> None:
    assert str(title_of(talk_of(said("Hello"), title=" Tea "))) == "Tea"


def test_else_it_is_what_the_person_said_first() -> None:
    assert str(title_of(talk_of(answered("Good morning!", 1), said("Where is the tea?", 2)))) == "Where is the tea?"
    assert str(title_of(talk_of(answered("Good morning!", 1), said(" ", 2)))) == "Good morning!"


def test_what_was_said_is_no_name_of_a_kind() -> None:
    assert title_of(talk_of(said("Dictation"))) == verbatim("Dictation")
    assert title_of(talk_of(kind=TalkKind.DICTATION)) == Sentence("Dictation")


@pytest.mark.parametrize("kind", TalkKind)
def test_where_nothing_was_said_it_is_called_after_its_kind(kind: TalkKind) -> None:
    assert str(title_of(talk_of(kind=kind))) == kind.value.capitalize()


def test_long_titles_are_cut_between_words() -> None:
    assert shortened("one two  three\nfour", 12) == "one two…"
    assert shortened("one, two", 8) == "one, two"
    assert shortened("W" * 100, 10) == "WWWWWWWWWW…"


# --- asking for one


def exchange(world: World) -> None:
    world.say_something()
    world.answer("At noon.")
    world.play_out()


def titles(world: World) -> list[str]:
    """As the talk was kept, one after the other."""
    return [command.talk.title for command in world.commands if isinstance(command, KeepTalk)]


def test_the_engine_is_asked_once_after_the_first_answer_and_told_what_was_said() -> None:
    world = World(TalkWishes()).begin()
    exchange(world)
    (asked,) = world.told(AskAside)
    assert isinstance(asked, AskAside)
    assert asked.text == "what was said\nAt noon."
    exchange(world)
    assert len(world.told(AskAside)) == 1


def test_it_is_asked_for_once_more_over_the_next_link_where_the_answer_was_lost_with_the_first() -> None:
    world = World(TalkWishes()).begin()
    exchange(world)
    for _ in range(2):
        world.lose_link()
        while not world.links_asked and world.tick():
            pass
        world.open_link()
    assert len(world.told(AskAside)) == 2
    world.hear_engine(AsideAnswered(TITLE_JOB, "Tea"))
    assert titles(world)[-1] == "Tea"


def test_what_was_answered_is_not_asked_again_over_another_link() -> None:
    world = World(TalkWishes()).begin()
    exchange(world)
    world.hear_engine(AsideAnswered(TITLE_JOB, " "))
    world.lose_link()
    if not world.links_asked:
        world.tick()
    world.open_link()
    exchange(world)
    assert len(world.told(AskAside)) == 1


def test_its_first_line_is_the_title_without_quotes() -> None:
    world = World(TalkWishes()).begin()
    exchange(world)
    world.hear_engine(AsideAnswered(TITLE_JOB, ' "Tea at noon."\nAnything else?'))
    assert titles(world)[-1] == "Tea at noon"


@pytest.mark.parametrize("answer", [AsideAnswered("another job", "Tea"), AsideAnswered(TITLE_JOB, " ")])
def test_what_is_no_title_is_not_taken_for_one(answer: AsideAnswered) -> None:
    world = World(TalkWishes()).begin()
    exchange(world)
    world.hear_engine(answer)
    assert set(titles(world)) == {""}


def test_a_title_that_nobody_asked_for_is_not_taken() -> None:
    world = World(TalkWishes(titles=False)).begin()
    exchange(world)
    world.hear_engine(AsideAnswered(TITLE_JOB, "Tea"))
    assert set(titles(world)) == {""}


def test_a_talk_that_has_a_name_is_not_named_again() -> None:
    world = World(TalkWishes()).begin()
    world.tell(TalkOpened(Talk(TALK, 0.0, title="Mine")))
    world.tell(TalkStarted())
    world.open_link()
    exchange(world)
    assert world.told(AskAside) == []


def test_the_next_talk_gets_a_title_of_its_own() -> None:
    world = World(TalkWishes()).begin()
    exchange(world)
    world.hear_engine(AsideAnswered(TITLE_JOB, "Tea"))
    world.tell(TalkOpened(Talk(TalkId("next"), 0.0)))
    world.tell(TalkStarted())
    world.open_link()
    exchange(world)
    world.hear_engine(AsideAnswered(TITLE_JOB, "Coffee"))
    assert len(world.told(AskAside)) == 2
    assert titles(world)[-1] == "Coffee"
