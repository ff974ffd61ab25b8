"""An answer that is prepared in a pause: heard at once when the turn is over, and never when the person goes on."""

import asyncio

from tests.engines.driver import Driver
from tests.engines.parts import BROKEN, Brain, Ears, Voice
from tests.engines.test_cascade import SPEECH, TURN, at_once, engine, roles, talking
from voiceapp.core.messages import (
    AskAside,
    CommitTurn,
    CorrectReply,
    DropAudio,
    EngineRefused,
    EngineTraits,
    Outcome,
    PreparedInVain,
    PrepareTurn,
    ReplyBegan,
    ReplyEnded,
    ReplyEvent,
    ReplyId,
    ReplySound,
    ReplyWords,
    ResumeTurn,
    SendText,
    ToolAsked,
    TurnId,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.ports import WENT_ON, ChatTool
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.cascade.engine import CascadeEngine
from voiceapp.engines.cascade.fallback import FallbackVoice
from voiceapp.engines.cascade.parts import CascadeParts

NEXT = TurnId("turn-2")


async def paused(link: Driver, words: str) -> None:
    """The person says so much, and pauses."""
    link.speak(SPEECH)
    link.send(PrepareTurn(TURN))
    await link.until(TurnWords, lambda told: told.text == words)


async def answered(brain: Brain) -> None:
    """Whoever answers has been asked once more."""
    async with asyncio.timeout(5):
        await brain.begun.get()


async def let_it_go_on() -> None:
    """Whatever needs nobody else is done after this."""
    for _ in range(50):
        await asyncio.sleep(0)


async def test_nothing_of_it_is_noticed_before_the_turn_is_over() -> None:
    brain, voice = Brain([["It is noon."]]), Voice()
    async with talking(engine(Ears([], in_pauses=["What time is it?"]), brain, voice)) as link:
        await paused(link, "What time is it?")
        await answered(brain)
        await let_it_go_on()
        assert voice.spoken == ["It is noon."], "its sound is made already"
        assert [each for each in link.events if isinstance(each, ReplyEvent | TurnTaken)] == []
        assert [words.final for words in link.of(TurnWords)] == [False, False]
        link.send(CommitTurn(TURN))
        ended = await link.until(ReplyEnded)
    assert [(words.turn, words.final) for words in link.of(TurnWords)][-1] == (TURN, True)
    assert "".join(words.text for words in link.of(ReplyWords)) == "It is noon."
    assert link.of(ReplySound)
    assert ended.outcome is Outcome.DONE
    assert ended.spent[0].usd == 0.01
    assert link.of(ReplyBegan)[0].up_to == TURN
    assert len(brain.asked) == 1
    assert link.of(PreparedInVain) == []


async def test_what_is_remembered_is_what_was_heard() -> None:
    brain = Brain([["It is noon."], ["Certainly."]])
    async with talking(engine(Ears([], in_pauses=["What time is it?"]), brain)) as link:
        await paused(link, "What time is it?")
        link.send(CommitTurn(TURN))
        await link.until(ReplyEnded)
        await answered(brain)
        link.send(SendText(NEXT, "And now?"))
        await answered(brain)
    assert roles(brain.asked[1]) == [
        ("user", "What time is it?"),
        ("assistant", "It is noon."),
        ("user", "And now?"),
    ]


async def test_who_goes_on_is_answered_once_and_nothing_prepared_is_remembered() -> None:
    brain = Brain([["The wrong thing."], ["The right thing."]])
    ears = Ears(["Tell me the time in Rome."], in_pauses=["Tell me the time."])
    async with talking(engine(ears, brain)) as link:
        await paused(link, "Tell me the time.")
        await answered(brain)
        link.send(ResumeTurn(TURN))
        link.speak(SPEECH)
        link.send(CommitTurn(TURN))
        await link.until(ReplyEnded)
        assert [words.text for words in link.of(ReplyWords)] == ["The right thing."]
        assert len(link.of(ReplyBegan)) == 1
        assert roles(brain.asked[1]) == [("user", "Tell me the time in Rome.")]
        vain = link.of(PreparedInVain)
        assert vain[0].spent[0].usd == 0.002, "recognising it cost something"


async def test_each_pause_prepares_anew() -> None:
    brain = Brain([["One."], ["Two."]])
    async with talking(engine(Ears([], in_pauses=["Tell me.", "Tell me the time."]), brain)) as link:
        await paused(link, "Tell me.")
        await answered(brain)
        link.send(ResumeTurn(TURN))
        await paused(link, "Tell me the time.")
        await answered(brain)
        link.send(CommitTurn(TURN))
        await link.until(ReplyEnded)
        assert [words.text for words in link.of(ReplyWords)] == ["Two."]
        assert roles(brain.asked[1]) == [("user", "Tell me the time.")]


async def test_a_noise_that_is_taken_back_takes_what_was_prepared_with_it() -> None:
    brain = Brain([["Nothing."], ["Certainly."]], hold=asyncio.Event())
    async with talking(engine(Ears([], in_pauses=["Hm."]), brain)) as link:
        await paused(link, "Hm.")
        await answered(brain)
        link.send(DropAudio(), SendText(NEXT, "Hello."))
        await answered(brain)
        assert brain.cancelled == 1
        assert roles(brain.asked[1]) == [("user", "Hello.")]
        assert brain.hold is not None
        brain.hold.set()
        await link.until(ReplyEnded)
        assert len(link.of(ReplyBegan)) == 1


async def test_unfinished_words_are_not_answered_in_the_pause_and_not_waited_for_twice() -> None:
    brain = Brain([["Ten minutes."]])
    wishes = SessionWishes(language="en", unfinished_ms=60_000)
    async with talking(engine(Ears([], in_pauses=["Set a timer for"]), brain), wishes) as link:
        await paused(link, "Set a timer for")
        assert brain.asked == []
        link.send(CommitTurn(TURN))
        await link.until(ReplyEnded)
        assert roles(brain.asked[0]) == [("user", "Set a timer for")]


async def test_who_asks_for_time_is_not_answered_in_the_pause() -> None:
    brain = Brain([["Take your time."]])
    wishes = SessionWishes(language="en")
    async with talking(engine(Ears([], in_pauses=["I'd like, let me think."]), brain), wishes) as link:
        await paused(link, "I'd like, let me think.")
        await let_it_go_on()
        assert brain.asked == []
        link.send(CommitTurn(TURN))
        await link.until(ReplyEnded)
        assert roles(brain.asked[0]) == [("user", "I'd like, let me think.")]


async def test_words_are_told_to_be_prepared_for_only_in_their_own_pause() -> None:
    async with talking(engine(Ears([], in_pauses=["What time is it?", "", "In Rome?"]))) as link:
        await paused(link, "What time is it?")
        link.send(ResumeTurn(TURN))
        await paused(link, "")
        link.send(ResumeTurn(TURN))
        link.speak(SPEECH)
        link.send(PrepareTurn(TURN), ResumeTurn(TURN))
        await link.until(TurnWords, lambda told: told.text == "In Rome?")
        told = [(words.text, words.prepared) for words in link.of(TurnWords)]
    assert told == [("…", False), ("What time is it?", True), ("", False), ("In Rome?", False)]


async def test_a_recogniser_that_says_nothing_in_a_pause_is_asked_at_the_end() -> None:
    async with talking(engine(Ears(["What time is it?"]), Brain([["Noon."]]))) as link:
        link.speak(SPEECH)
        link.send(PrepareTurn(TURN), CommitTurn(TURN))
        await link.until(ReplyEnded)
        assert [words.text for words in link.of(TurnWords)] == ["…", "What time is it?"]


async def test_a_failure_in_the_pause_is_seen_only_when_the_answer_is_wanted() -> None:
    brain = Brain([[BROKEN], ["Noon."]])
    async with talking(engine(Ears([], in_pauses=["What time is it?"]), brain)) as link:
        await paused(link, "What time is it?")
        await answered(brain)
        await let_it_go_on()
        link.send(CommitTurn(TURN))
        ended = await link.until(ReplyEnded)
        assert ended.outcome is Outcome.DONE
        assert [words.text for words in link.of(ReplyWords)] == ["Noon."]


async def test_the_recogniser_is_told_where_the_person_paused_and_that_they_went_on() -> None:
    ears = Ears(["Tell me the time in Rome."], in_pauses=["Tell me the time."])
    async with talking(engine(ears, Brain([["Noon."], ["Later."]]), Voice())) as link:
        link.send(ResumeTurn(TURN))
        await paused(link, "Tell me the time.")
        link.send(ResumeTurn(TURN), CommitTurn(TURN))
        await link.until(ReplyEnded)
    assert [mark is WENT_ON for mark in ears.marks] == [False, True]


async def test_what_is_thrown_away_has_cost_something_and_that_is_told() -> None:
    brain, voice = Brain([["Noon."], ["Later."]]), Voice(price=0.5)
    ears = Ears(["Tell me the time in Rome."], in_pauses=["Tell me the time."])
    async with talking(engine(ears, brain, voice)) as link:
        await paused(link, "Tell me the time.")
        await answered(brain)
        await let_it_go_on()
        link.send(ResumeTurn(TURN))
        (vain,) = [(await link.until(PreparedInVain)).spent]
    assert [(each.model, each.usd) for each in vain] == [("ears", 0.002), ("brain", 0.01), ("voice", 0.5)]


async def test_what_an_answer_that_failed_has_cost_is_told_too() -> None:
    brain, voice = Brain([["It is noon. And ", BROKEN], ["Noon."]]), Voice(price=0.5)
    async with talking(engine(Ears([], in_pauses=["What time is it?"]), brain, voice)) as link:
        brain.hold = asyncio.Event()
        await paused(link, "What time is it?")
        await answered(brain)
        await let_it_go_on()
        brain.hold.set()
        await let_it_go_on()
        link.send(CommitTurn(TURN))
        await link.until(ReplyEnded)
        assert [each.usd for vain in link.of(PreparedInVain) for each in vain.spent] == [0.5]


async def test_trouble_in_what_is_thrown_away_is_told_because_the_spare_voice_says_it_once() -> None:
    brain, voice = Brain([["Noon."], ["Later."]]), FallbackVoice(Voice(fails=True), Voice())
    ears = Ears(["Tell me the time in Rome."], in_pauses=["Tell me the time."])
    parts = CascadeParts(ears, brain, voice)
    made = CascadeEngine(parts, EngineTraits(Sentence("Cascade")), at_once, "brain")
    async with talking(made) as link:
        await paused(link, "Tell me the time.")
        await answered(brain)
        await let_it_go_on()
        assert link.of(EngineRefused) == []
        link.send(ResumeTurn(TURN))
        told = await link.until(EngineRefused)
        assert told.failure.kind is BROKEN.kind
        link.speak(SPEECH)
        link.send(CommitTurn(TURN))
        await link.until(ReplyEnded)
        assert len(link.of(EngineRefused)) == 1


async def test_no_tool_runs_before_the_turn_is_over() -> None:
    brain = Brain([[ChatTool("call-1", "timer", "{}")]])
    async with talking(engine(Ears([], in_pauses=["Set a timer."]), brain)) as link:
        await paused(link, "Set a timer.")
        await answered(brain)
        await let_it_go_on()
        assert link.of(ToolAsked) == []
        link.send(CommitTurn(TURN))
        asked = await link.until(ToolAsked)
        assert asked.name == "timer"


async def test_what_changes_the_talk_meanwhile_makes_the_prepared_answer_old() -> None:
    brain = Brain([["Old."], ["New."]])
    async with talking(engine(Ears(["What did you say?"], in_pauses=["What did you say?"]), brain)) as link:
        await paused(link, "What did you say?")
        await answered(brain)
        link.send(CorrectReply(ReplyId("before"), "Something else."), CommitTurn(TURN))
        await link.until(ReplyEnded)
        assert [words.text for words in link.of(ReplyWords)] == ["New."]


async def test_a_title_that_is_asked_for_in_the_pause_changes_nothing() -> None:
    brain = Brain([["Noon."], ["Time."]])
    async with talking(engine(Ears([], in_pauses=["What time is it?"]), brain)) as link:
        await paused(link, "What time is it?")
        await answered(brain)
        link.send(AskAside("title", "Name this.", "…"), CommitTurn(TURN))
        await link.until(ReplyEnded)
        assert [words.text for words in link.of(ReplyWords)] == ["Noon."]


async def test_nothing_is_prepared_while_an_answer_is_being_made() -> None:
    brain = Brain([["Long."], ["Next."]], hold=asyncio.Event())
    async with talking(engine(Ears(["And then?"], in_pauses=["And then?"]), brain)) as link:
        link.send(SendText(TURN, "Tell me a story."))
        await answered(brain)
        link.speak(SPEECH)
        link.send(PrepareTurn(NEXT), CommitTurn(NEXT))
        await link.until(TurnTaken)
        assert len(brain.asked) == 1
        assert brain.hold is not None
        brain.hold.set()
        await link.until(ReplyBegan, lambda reply: reply.up_to == NEXT)
