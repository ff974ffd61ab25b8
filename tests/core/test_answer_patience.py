"""An answer that does not come: another engine is asked, then the same one once more, then the person is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.world import REPLY_SOUND, World
from voiceapp.core.messages import (
    AnswerOverdue,
    AskReply,
    CancelReply,
    EngineTraits,
    FromEngine,
    LinkInfo,
    LinkOpened,
    ModelLoading,
    Outcome,
    Phase,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplyInterrupted,
    ReplySound,
    ReplySpoken,
    ReplyThought,
    ReplyWords,
    ShowFailure,
    StopPlaying,
    TextEntered,
    ToolAnswered,
    ToolPermitted,
    TurnTaken,
)
from voiceapp.core.sentence import verbatim
from voiceapp.core.talk.answer_patience import (
    NO_ANSWER,
    PATIENCE,
    STOPPED,
    WENT_ON,
    AnswerWatch,
    MissingAnswer,
    NextStep,
    OwedAnswer,
)
from voiceapp.core.transcript import MessageState, Speaker, ToolCall
from voiceapp.core.wishes import SessionWishes, TalkWishes

NEVER = 10_000.0


def seconds_until(world: World, kind: type[object], count: int = 1) -> float:
    """Until the engine is told so, or the failure is shown."""
    began = world.now
    while world.now < began + NEVER:
        told = [each for each in world.commands if isinstance(each, kind)] if kind is ShowFailure else world.told(kind)
        if len(told) >= count:
            return world.now - began
        if not world.tick():
            break
    return NEVER


def asking(*, loads_models: bool = False) -> World:
    world = World(TalkWishes(SessionWishes(), titles=False))
    world.traits = EngineTraits(verbatim("Test engine"), loads_models=loads_models)
    world.begin()
    world.tell(TextEntered("Well?"))
    return world


# --- the policy itself


@given(
    st.sampled_from(MissingAnswer),
    st.booleans(),
    st.floats(0, 1e6),
    st.lists(st.floats(0.01, 50.0), min_size=1, max_size=60),
)
def test_the_steps_come_in_order_each_once_and_always_in_the_end(
    silence: MissingAnswer, last_try: bool, since: float, pauses: list[float]
) -> None:
    watch, now, steps = AnswerWatch(), since, list[NextStep]()
    wait = OwedAnswer(silence, since, last_try)
    for pause in pauses:
        now += pause
        due = watch.deadline([wait])
        assert due is not None
        step = watch.next_step(wait, now)
        assert (step is not None) == (now >= due), "it is asked when it says that it wants to be"
        if step is NextStep.ASK_ANOTHER:
            watch.passed_over(now)
        if step is not None:
            steps.append(step)
    last = NextStep.TELL if last_try else NextStep.ASK_ONCE_MORE
    assert steps[:1] in ([], [NextStep.ASK_ANOTHER], [last])
    assert steps.count(NextStep.ASK_ANOTHER) <= 1
    assert set(steps[1:]) <= {last}
    if now >= since + PATIENCE[silence].ask_once_more:
        assert steps[-1] is last


def test_the_first_sign_is_waited_for_longer_than_the_rest_of_an_answer() -> None:
    begun, loading, broken = (
        PATIENCE[silence]
        for silence in (MissingAnswer.NOT_BEGUN, MissingAnswer.MAY_BE_LOADING, MissingAnswer.BROKEN_OFF)
    )
    assert loading.ask_another > begun.ask_another > broken.ask_another
    for patience in (begun, loading, broken):
        assert patience.ask_another < patience.ask_once_more


# --- in a talk


def test_another_engine_then_the_same_once_more_then_the_person() -> None:
    world = asking()
    assert seconds_until(world, AnswerOverdue) == pytest.approx(20, abs=0.1)
    assert seconds_until(world, AskReply) == pytest.approx(10, abs=0.1)
    assert seconds_until(world, AnswerOverdue, 2) == pytest.approx(20, abs=0.1)
    assert seconds_until(world, ShowFailure) == pytest.approx(10, abs=0.1)
    (line,) = world.lines(Speaker.USER)
    assert (line.state, line.failure) == (MessageState.WAITING, NO_ANSWER.sentence)
    assert len(world.told(AskReply)) == 1


def test_a_server_of_ones_own_may_think_for_long_before_its_first_word() -> None:
    world = asking(loads_models=True)
    world.hear_engine(ReplyBegan(ReplyId("slow")))
    assert seconds_until(world, AnswerOverdue) == pytest.approx(90, abs=0.1)
    assert seconds_until(world, CancelReply) == pytest.approx(30, abs=0.1)
    assert len(world.told(AskReply)) == 1


def test_what_stops_in_the_middle_is_waited_for_no_longer_because_it_began_slowly() -> None:
    world = asking(loads_models=True)
    world.answer("Well, the", whole=False)
    world.play_out()
    assert seconds_until(world, AnswerOverdue) == pytest.approx(15, abs=0.1)
    assert seconds_until(world, CancelReply) == pytest.approx(15, abs=0.1)
    assert seconds_until(world, ShowFailure) == pytest.approx(120, abs=0.1)
    assert world.lines(Speaker.USER)[0].failure == NO_ANSWER.sentence
    world.tell(TextEntered("And now?"))
    world.answer("Well, the", whole=False)
    world.play_out()
    assert seconds_until(world, CancelReply, 2) < 31
    world.answer("Well, the", whole=False)
    world.play_out()
    assert seconds_until(world, ShowFailure, 2) < 31
    assert world.lines(Speaker.USER)[-1].failure == STOPPED.sentence


def test_any_sign_of_life_begins_the_wait_anew() -> None:
    world = asking()
    world.now += 18
    world.hear_engine(TurnTaken(world.unanswered[0]))
    world.now += 18
    world.hear_engine(ReplyBegan(ReplyId("r")))
    world.now += 18
    world.hear_engine(ReplyThought(ReplyId("r"), ""))
    assert seconds_until(world, AnswerOverdue) == pytest.approx(20, abs=0.1)


def begins(world: World, reply: str, words: str) -> ReplyId:
    """The engine makes this reply, whole."""
    name = ReplyId(reply)
    for said in (
        ReplyBegan(name),
        ReplyWords(name, words),
        ReplySound(name, REPLY_SOUND),
        ReplySpoken(name),
        ReplyEnded(name, Outcome.DONE),
    ):
        world.hear_engine(said)
    return name


def words_heard(world: World) -> list[str]:
    return [line.text for line in world.lines(Speaker.ASSISTANT)]


def asked_twice() -> World:
    world = asking()
    assert seconds_until(world, AskReply) < NEVER
    return world


def test_of_two_answers_to_one_question_the_first_that_begins_is_given() -> None:
    world = asked_twice()
    begins(world, "late", "Well.")
    second = begins(world, "second", "Well, well.")
    assert world.told(CancelReply) == [CancelReply(second)]
    assert not [each for each in world.commands if isinstance(each, StopPlaying)], "the first goes on sounding"
    world.play_out()
    assert words_heard(world) == ["Well."]
    (line,) = world.lines(Speaker.USER)
    assert line.state is MessageState.DONE
    assert world.breaches == []


def test_the_second_answer_is_not_wanted_either_when_the_person_asked_something_else_meanwhile() -> None:
    world = asked_twice()
    begins(world, "late", "Well.")
    world.tell(TextEntered("And now?"))
    begins(world, "second", "Now, too.")
    third = begins(world, "third", "Now again.")
    assert world.told(CancelReply) == [CancelReply(third)]
    world.play_out()
    assert words_heard(world) == ["Well.", "Now, too."]


def test_an_engine_that_forgot_the_first_question_may_speak_by_itself_later() -> None:
    world = asked_twice()
    begins(world, "second", "Well.")
    world.play_out()
    world.tell(TextEntered("And now?"))
    begins(world, "third", "Now, too.")
    world.play_out()
    begins(world, "by itself", "Your tea is ready.")
    world.play_out()
    assert words_heard(world) == ["Well.", "Now, too.", "Your tea is ready."]
    assert world.told(CancelReply) == []


def test_what_the_person_asks_again_after_an_answer_failed_is_answered_once_as_well() -> None:
    world = asking()
    world.hear_engine(ReplyBegan(ReplyId("r")))
    world.hear_engine(ReplyEnded(ReplyId("r"), Outcome.FAILED, failure=STOPPED))
    assert len(world.told(AskReply)) == 1
    begins(world, "second", "Well.")
    begins(world, "by itself", "Your tea is ready.")
    assert world.told(CancelReply) == [], "the first question had its reply, so nothing of it is to come"


def test_over_another_link_nothing_is_left_of_what_was_asked_twice() -> None:
    world = asked_twice()
    world.lose_link()
    while not world.links_asked:
        assert world.tick()
    world.open_link()
    begins(world, "first", "Well.")
    begins(world, "by itself", "Your tea is ready.")
    assert world.told(CancelReply) == []


@pytest.mark.parametrize("sound", [REPLY_SOUND, b""])
def test_an_answer_whose_end_alone_is_missing_is_not_asked_for_again(sound: bytes) -> None:
    world = asking()
    reply = ReplyId("r")
    for said in (ReplyBegan(reply), ReplyWords(reply, "Well."), ReplySound(reply, sound), ReplySpoken(reply)):
        world.hear_engine(said)
    world.play_out()
    assert seconds_until(world, CancelReply) == pytest.approx(15, abs=0.1), "it keeps the next one back"
    while world.tick():
        pass
    assert (world.told(AskReply), world.told(AnswerOverdue)) == ([], [])
    (asked,), (answer,) = world.lines(Speaker.USER), world.lines(Speaker.ASSISTANT)
    assert (asked.state, asked.failure) == (MessageState.DONE, None)
    assert (answer.state, answer.failure) == (MessageState.DONE, None)


def test_while_a_model_is_loaded_nobody_is_blamed() -> None:
    world = asking()
    for done in range(10):
        world.tell(ModelLoading("language model", done / 10), 15.0)
    assert world.told(AnswerOverdue) == []
    world.tell(ModelLoading(""))
    assert seconds_until(world, AnswerOverdue) == pytest.approx(20, abs=0.1)


def test_while_a_tool_works_or_waits_to_be_allowed_nobody_waits_for_the_engine() -> None:
    world = asking()
    call = world.ask_tool()
    assert call is not None
    world.now += 500
    while world.conversation.deadline is not None and world.conversation.deadline <= world.now:
        world.tick()
    assert world.told(AnswerOverdue) == []
    (item,) = [each for each in world.shown.values() if isinstance(each, ToolCall)]
    world.tell(ToolPermitted(item.id, allowed=True))
    world.tell(ToolAnswered(call, "noon"), 40.0)
    assert seconds_until(world, AnswerOverdue) == pytest.approx(20, abs=0.1)


def test_what_the_person_went_on_from_is_not_asked_once_more() -> None:
    world = asking()
    world.tell(ReplyInterrupted())
    went_on_at = world.now
    while world.lines(Speaker.USER)[0].failure is None:
        assert world.tick()
    assert world.now - went_on_at == pytest.approx(30, abs=0.1)
    assert world.lines(Speaker.USER)[0].failure == WENT_ON, "nobody asked twice"
    assert [each for each in world.commands if isinstance(each, ShowFailure)] == []
    assert world.told(AskReply) == []
    assert world.told(AnswerOverdue) == [], "no engine is given up for an answer that nobody wants"


def test_while_the_person_goes_on_speaking_nobody_is_late() -> None:
    world = World(TalkWishes(SessionWishes(), titles=False)).begin()
    world.say_something()
    world.frames(50 * 70, 0.95)
    assert world.told(AnswerOverdue) == []
    assert world.told(AskReply) == []
    world.frames(60, 0.02)
    assert seconds_until(world, AnswerOverdue) < 21


def test_the_next_engine_is_given_its_own_time() -> None:
    world = asking()
    assert seconds_until(world, AnswerOverdue) < 21
    link = world.link
    world.lose_link()
    while not world.links_asked:
        assert world.tick()
    world.open_link()
    assert world.link != link
    assert seconds_until(world, AnswerOverdue, 2) == pytest.approx(20, abs=0.1)
    world.answer()
    world.play_out()
    assert world.lines(Speaker.USER)[0].state is MessageState.DONE
    assert world.state.phase is not Phase.OFFLINE


def test_the_engine_that_answers_over_the_link_decides_how_long_it_is_waited_for() -> None:
    world = asking(loads_models=True)
    assert world.link is not None
    world.lose_link()
    while not world.links_asked:
        assert world.tick()
    link = world.links_asked[-1].link
    world.links_asked.clear()
    world.link = link
    world.tell(FromEngine(link, LinkOpened(LinkInfo(EngineTraits(verbatim("Elsewhere"))))))
    assert seconds_until(world, AnswerOverdue) == pytest.approx(20, abs=0.1)
