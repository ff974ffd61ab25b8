"""What the conversation promises while one link takes the place of another, told as dialogues."""

from tests.core.world import DROPPED, World, connected, talking
from voiceapp.core.messages import (
    EngineChanged,
    EngineTraits,
    FromEngine,
    ItemDeleted,
    ItemRestored,
    LinkId,
    LinkInfo,
    LinkLost,
    LinkOpened,
    MachineWoke,
    NeedsNewSession,
    Phase,
    ReplyBegan,
    ReplyId,
    ReplyWords,
    ShowFailure,
    TextEntered,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import MessageState, Note, Speaker

ELSEWHERE = LinkInfo(EngineTraits(Sentence("Elsewhere")), model="other")


def renewing() -> tuple[World, LinkId]:
    """The next link was asked for, and this one is used until it is open."""
    world = talking()
    world.hear_engine(NeedsNewSession(None))
    (asked,) = world.links_asked
    assert world.link != asked.link
    return world, asked.link


def notes(world: World) -> list[str]:
    return [item.text for item in world.shown.values() if isinstance(item, Note)]


def failures(world: World) -> list[ShowFailure]:
    return [command for command in world.commands if isinstance(command, ShowFailure)]


def test_where_the_next_link_fails_the_talk_goes_on_over_this_one_and_it_is_tried_again_later() -> None:
    world, coming = renewing()
    world.links_asked.clear()
    world.tell(FromEngine(coming, LinkLost(DROPPED)))
    assert connected(world)
    assert failures(world) == [], "nothing is missing"
    world.say_something()
    world.answer()
    world.play_out()
    assert world.lines(Speaker.USER)[0].state is MessageState.DONE
    began = world.now
    while not world.links_asked:
        world.frames(10, 0.02)
        assert world.now < began + 60
    world.open_link()
    assert world.link not in (None, coming)


def test_where_this_link_is_lost_the_next_one_that_is_on_its_way_is_waited_for() -> None:
    world, coming = renewing()
    world.say_something()
    world.lose_link()
    assert [asked.link for asked in world.links_asked] == [coming], "no third one"
    world.open_link()
    assert world.link == coming
    world.answer()
    world.play_out()
    assert world.lines(Speaker.USER)[0].state is MessageState.DONE


def test_a_machine_that_wakes_while_the_next_link_opens_opens_it_anew() -> None:
    world, coming = renewing()
    world.tell(MachineWoke(3_600.0), 3_600.0)
    assert [asked.link for asked in world.links_asked][-1] > coming
    world.tell(FromEngine(coming, LinkOpened(ELSEWHERE)))
    assert world.state.model == "m", "what opened before the sleep is not used"
    world.open_link()
    world.say_something()
    assert world.answer() is not None


def test_a_line_that_is_restored_while_the_next_link_opens_waits_for_that_link_and_then_for_one_that_knows_it() -> None:
    world = talking()
    world.say_something(25)
    world.tell(MachineWoke(3_600.0), 3_600.0)
    (coming,) = world.links_asked
    world.cough()
    (line,) = world.lines(Speaker.USER)
    world.tell(ItemDeleted(line.id))
    world.tell(ItemRestored(line))
    deadline = world.conversation.deadline
    assert deadline is None or deadline > world.now, "nothing is due before the link is open"
    world.tick()
    assert world.breaches == []
    assert world.links_asked == [coming]
    world.open_link()
    assert len(world.links_asked) == 1, "the history of the one that opened has the line deleted"
    assert world.links_asked[0].link != coming.link
    world.open_link()
    assert world.breaches == []


def test_a_machine_that_wakes_does_not_wait_for_the_next_try() -> None:
    world = talking()
    for _ in range(4):
        world.lose_link()
        world.tick()
    world.lose_link()
    assert world.state.phase is Phase.OFFLINE
    assert world.state.retry_at is not None
    assert world.links_asked == []
    world.tell(MachineWoke(3_600.0))
    assert len(world.links_asked) == 1


def test_news_of_a_link_that_is_gone_is_old_news() -> None:
    world = talking()
    old = world.link
    assert old is not None
    world.lose_link()
    world.tick()
    world.open_link()
    told = len(failures(world))
    shown = world.state
    world.tell(FromEngine(old, LinkOpened(ELSEWHERE)))
    world.tell(FromEngine(old, LinkLost(DROPPED)))
    assert world.state == shown
    assert len(failures(world)) == told


def test_another_engine_that_answers_over_the_same_link_is_named_and_the_transcript_says_why() -> None:
    world = talking()
    world.hear_engine(EngineChanged(ELSEWHERE, Sentence("Another engine answers from here on.")))
    assert (str(world.state.engine), world.state.model) == ("Elsewhere", "other")
    assert notes(world) == ["Another engine answers from here on."]


def test_another_model_of_which_there_is_nothing_to_say_leaves_the_transcript_alone() -> None:
    world = talking()
    world.hear_engine(EngineChanged(ELSEWHERE, None))
    assert world.state.model == "other"
    assert notes(world) == []


def test_an_answer_of_which_no_sound_had_come_is_asked_for_again_over_the_next_link() -> None:
    world = talking()
    world.tell(TextEntered("Well?"))
    world.hear_engine(ReplyBegan(ReplyId("half")))
    world.hear_engine(ReplyWords(ReplyId("half"), "Well, the"))
    world.lose_link()
    world.tick()
    world.open_link()
    assert len(world.unanswered) == 1
    world.answer("Here you are.")
    world.play_out()
    states = [(line.text, line.state) for line in world.lines(Speaker.ASSISTANT)]
    assert states == [("Well, the", MessageState.FAILED), ("Here you are.", MessageState.DONE)]
    assert world.lines(Speaker.USER)[0].state is MessageState.DONE
