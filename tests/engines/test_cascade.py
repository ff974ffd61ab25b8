"""The cascade: three parts streamed through each other, told apart from no other engine."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import replace
from functools import partial

import pytest

from tests.engines.driver import Driver
from tests.engines.parts import BROKEN, Brain, Ears, Voice
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    BEING_SAID,
    AsideAnswered,
    AskAside,
    AskReply,
    CallId,
    CancelReply,
    CommitTurn,
    CorrectReply,
    CorrectTurn,
    DropAudio,
    EngineRefused,
    EngineTraits,
    ForgetTurn,
    GiveToolOutput,
    LinkLost,
    Outcome,
    PreparedInVain,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySound,
    ReplyTakenBack,
    ReplyThought,
    ReplyWords,
    SendAudio,
    SendText,
    SendUtterance,
    ToolAsked,
    TruncateReply,
    TurnId,
    TurnNotUnderstood,
    TurnTaken,
    TurnWords,
    own_reply,
    own_turn,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import (
    ChatPiece,
    ChatText,
    ChatThought,
    ChatTool,
    EngineError,
    RecognisedText,
    RecognitionHints,
    SpokenAudio,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image, Item, ItemId, Message, MessageState, Speaker, ToolCall
from voiceapp.core.wishes import SessionWishes, side_job
from voiceapp.engines.cascade.engine import CascadeEngine
from voiceapp.engines.cascade.fallback import FallbackRecogniser, FallbackVoice
from voiceapp.engines.cascade.link import MOST_CALLS
from voiceapp.engines.cascade.parts import CascadeParts

SPEECH = bytes(WIRE.bytes(400))
TURN = TurnId("turn-1")


@contextlib.asynccontextmanager
async def at_once() -> AsyncGenerator[None]:
    yield


def engine(recogniser: Ears | None = None, chat: Brain | None = None, voice: Voice | None = None) -> CascadeEngine:
    parts = CascadeParts(recogniser or Ears(["Hello."]), chat or Brain([]), voice or Voice())
    return CascadeEngine(parts, EngineTraits(Sentence("Cascade")), at_once, "brain")


def talking(made: CascadeEngine, wishes: SessionWishes | None = None, history: tuple[Item, ...] = ()) -> Driver:
    return Driver(made, wishes or SessionWishes(language="en"), history)


def roles(items: tuple[Item, ...]) -> list[tuple[str, str]]:
    """Who said what, as the chat part was told."""
    return [(item.speaker.value, item.heard_text) for item in items if isinstance(item, Message)]


async def test_speech_becomes_words_becomes_an_answer_becomes_speech() -> None:
    recogniser, chat, voice = Ears(["What time is it?"]), Brain([["It is noon. ", "Time to eat."]]), Voice()
    async with talking(engine(recogniser, chat, voice)) as link:
        await link.opened()
        link.speak(SPEECH)
        await link.until(TurnWords)
        link.send(CommitTurn(TURN))
        ended = await link.until(ReplyEnded)
        assert recogniser.sounds == [SPEECH]
        assert [words.turn for words in link.of(TurnWords)] == [BEING_SAID, TURN], "words come while it is being said"
        assert link.of(TurnWords)[-1].text == "What time is it?"
        assert link.of(TurnTaken)
        assert "".join(words.text for words in link.of(ReplyWords)) == "It is noon. Time to eat."
        assert voice.spoken == ["It is noon.", "Time to eat."]
        assert [words.at for words in link.of(ReplyWords)] == [0, 100], "each sentence says where it sounds"
        assert sum(len(sound.pcm) for sound in link.of(ReplySound)) == WIRE.bytes(200)
        assert ended.outcome is Outcome.DONE
        assert ended.spent[0].usd == 0.01
        assert roles(chat.asked[0]) == [("user", "What time is it?")]


async def test_the_first_sentence_sounds_while_the_rest_is_being_written() -> None:
    chat = Brain([["One is done. Two", " is not."]], hold=asyncio.Event())
    async with talking(engine(chat=chat)) as link:
        link.send(SendText(TURN, "Count."))
        await link.until(ReplySound)
        assert not link.of(ReplyEnded)
        assert chat.hold is not None
        chat.hold.set()
        await link.until(ReplyEnded)


async def test_taught_words_are_said_as_they_are_spelled_and_shown_as_they_are_written() -> None:
    chat, voice = Brain([["Use nginx here. ", "Das **Gen** ist klein."]]), Voice()
    taught = (("nginx", "engine x"), ("gen (de)", "Gehn"))
    async with talking(engine(chat=chat, voice=voice), SessionWishes(languages=("en", "de"), said_as=taught)) as link:
        link.send(SendText(TURN, "What is used?"))
        await link.until(ReplyEnded)
        assert voice.spoken == ["Use engine x here.", "Das Gehn ist klein."]
        assert "".join(words.text for words in link.of(ReplyWords)) == "Use nginx here. Das **Gen** ist klein."


async def test_a_typed_question_may_be_answered_in_writing_alone() -> None:
    voice = Voice()
    async with talking(engine(voice=voice)) as link:
        link.send(SendText(TURN, "Hi.", spoken=False))
        await link.until(ReplyEnded)
        assert voice.spoken == []
        assert "".join(words.text for words in link.of(ReplyWords)) == "Certainly."


async def test_pictures_reach_the_chat_part() -> None:
    chat = Brain([])
    async with talking(engine(chat=chat)) as link:
        link.send(SendText(TURN, "What is this?", (Image("image/png", b"x"),)))
        await link.until(ReplyEnded)
        (item,) = chat.asked[0]
        assert isinstance(item, Message)
        assert item.images


async def test_interrupting_cancels_all_three_and_remembers_what_was_heard() -> None:
    chat = Brain([["First sentence. Second ", "sentence. "], ["Yes."]], hold=asyncio.Event())
    async with talking(engine(chat=chat)) as link:
        link.send(SendText(TURN, "Tell me."))
        reply = (await link.until(ReplySound)).reply
        link.send(CancelReply(reply), TruncateReply(reply, 60, "First"))
        assert (await link.until(ReplyEnded)).outcome is Outcome.CUT
        sounds = len(link.of(ReplySound))
        chat.hold = None
        link.send(SendText(TurnId("turn-2"), "Go on."))
        await link.until(ReplyEnded, lambda each: each.reply != reply)
        assert roles(chat.asked[1]) == [("user", "Tell me."), ("assistant", "First"), ("user", "Go on.")]
        assert chat.cancelled == 1
        late = [sound for sound in link.of(ReplySound)[sounds:] if sound.reply == reply]
        assert late == [], "nothing of a cancelled reply comes late"


async def test_a_reply_of_which_nothing_was_heard_was_not_said() -> None:
    chat = Brain([["Never heard. At all. "], ["Yes."]], hold=asyncio.Event())
    async with talking(engine(chat=chat)) as link:
        link.send(SendText(TURN, "Tell me."))
        reply = (await link.until(ReplyBegan)).reply
        link.send(CancelReply(reply), TruncateReply(reply, 0, ""))
        chat.hold = None
        link.send(SendText(TurnId("turn-2"), "Go on."))
        await link.until(ReplyEnded, lambda each: each.outcome is Outcome.DONE)
        assert roles(chat.asked[-1]) == [("user", "Tell me."), ("user", "Go on.")]


async def test_a_noise_is_forgotten_and_nothing_is_answered() -> None:
    recogniser, chat = Ears(["Real."]), Brain([])
    async with talking(engine(recogniser, chat)) as link:
        link.speak(SPEECH)
        link.send(DropAudio())
        link.speak(SPEECH)
        link.send(CommitTurn(TURN))
        await link.until(ReplyEnded)
        assert len(chat.asked) == 1
        assert recogniser.sounds == [SPEECH]


async def test_what_has_no_words_is_said_and_the_turn_is_over() -> None:
    async with talking(engine(Ears(["  "]))) as link:
        link.speak(SPEECH)
        link.send(CommitTurn(TURN))
        missed = await link.until(TurnNotUnderstood)
        assert missed.failure.kind is FailureKind.NOT_UNDERSTOOD
        ended = await link.until(ReplyEnded)
        assert ended.outcome is Outcome.DONE
        assert link.of(ReplyBegan)[0].turn == TURN


async def test_a_person_who_goes_on_is_answered_once_for_both_parts() -> None:
    chat = Brain([])
    async with talking(engine(Ears(["I would like to", "know the time."]), chat)) as link:
        link.speak(SPEECH)
        link.send(CommitTurn(TURN))
        await link.until(TurnWords, lambda words: words.final)
        link.speak(SPEECH)
        link.send(CommitTurn(TurnId("turn-2")))
        await link.until(ReplyEnded)
        assert roles(chat.asked[0]) == [("user", "I would like to"), ("user", "know the time.")]
        assert len(chat.asked) == 1


async def test_unfinished_words_are_answered_when_nothing_more_comes() -> None:
    async with talking(engine(Ears(["I would like to"]))) as link:
        link.speak(SPEECH)
        link.send(CommitTurn(TURN))
        assert (await link.until(ReplyEnded)).outcome is Outcome.DONE


async def test_unfinished_words_that_were_known_in_the_pause_are_not_waited_for_again() -> None:
    chat = Brain([])
    wishes = SessionWishes(language="en", unfinished_ms=60_000)
    async with talking(engine(Ears(["I would like to", "know the"]), chat), wishes) as link:
        link.speak(SPEECH)
        link.send(CommitTurn(TURN, waited=True))
        await link.until(ReplyEnded)
        link.speak(SPEECH)
        link.send(CommitTurn(TurnId("turn-2")))
        await link.until(TurnWords, lambda words: words.final and words.text == "know the")
        await asyncio.sleep(0)
        assert len(chat.asked) == 1, "of this turn nobody knew the words"


async def test_what_a_reply_that_was_cut_has_cost_is_told() -> None:
    voice = Voice(price=0.5)
    chat = Brain([["One is done. Two"]], hold=asyncio.Event())
    async with talking(engine(chat=chat, voice=voice)) as link:
        link.send(SendText(TURN, "Count."))
        sound = await link.until(ReplySound)
        link.send(CancelReply(sound.reply))
        ended = await link.until(ReplyEnded)
        assert ended.outcome is Outcome.CUT
        assert [each.usd for each in ended.spent] == [0.5]


async def test_of_several_languages_the_one_that_is_spoken_counts() -> None:
    class German(Ears):
        async def transcribe(
            self, sound: AsyncIterator[bytes], hints: RecognitionHints
        ) -> AsyncGenerator[RecognisedText]:
            async with contextlib.aclosing(super().transcribe(sound, hints)) as answers:
                async for heard in answers:
                    yield replace(heard, language="de")

    recogniser, chat = German(["Ich komme gleich und"]), Brain([])
    wishes = SessionWishes(languages=("en", "de"), unfinished_ms=60_000)
    async with talking(engine(recogniser, chat), wishes) as link:
        link.send(SendUtterance(TURN, SPEECH))
        await link.until(TurnWords, lambda words: words.final)
        assert recogniser.hints[0].languages == ("en", "de")
        # In English it would be finished, and in German more is coming: that is waited for.
        link.send(SendText(TurnId("turn-2"), "Fertig."))
        await link.until(ReplyEnded)
        assert roles(chat.asked[0]) == [("user", "Ich komme gleich und"), ("user", "Fertig.")]


async def test_what_was_said_first_stands_first_whatever_is_recognised_first() -> None:
    chat = Brain([])
    async with talking(engine(Ears(["One.", "Two."]), chat)) as link:
        link.send(SendUtterance(TURN, SPEECH), SendUtterance(TurnId("turn-2"), SPEECH))
        await link.until(ReplyEnded)
        assert roles(chat.asked[-1]) == [("user", "One."), ("user", "Two.")]


async def test_tools_are_asked_and_their_answers_answered() -> None:
    chat = Brain([["Let me see. ", ChatTool("call-1", "clock", "{}"), ChatTool("call-2", "tea", "{}")], ["Noon."]])
    async with talking(engine(chat=chat)) as link:
        link.send(SendText(TURN, "Time?"))
        await link.until(ToolAsked, lambda asked: asked.call == "call-2")
        first = (await link.until(ReplyEnded)).reply
        link.send(GiveToolOutput(CallId("call-1"), "12:00", last=False))
        link.send(GiveToolOutput(CallId("call-2"), "hot", last=True))
        await link.until(ReplyEnded, lambda ended: ended.reply != first)
        outputs = [item.output for item in chat.asked[1] if isinstance(item, ToolCall)]
        assert outputs == ["12:00", "hot"]
        assert ("assistant", "Let me see. ") in roles(chat.asked[1])


def _is_call(call: CallId, asked: ToolAsked) -> bool:
    return asked.call == call


def _ends(reply: ReplyId, ended: ReplyEnded) -> bool:
    return ended.reply == reply


async def test_a_model_that_calls_tools_for_ever_has_to_answer_in_words_at_last() -> None:
    chat = Brain([])
    for number in range(MOST_CALLS):
        chat.answers.append([ChatTool(f"call-{number}", "clock", "{}")])
    chat.answers.append(["Noon."])
    async with talking(engine(chat=chat)) as link:
        link.send(SendText(TURN, "Time?"))
        for number in range(MOST_CALLS):
            call = CallId(f"call-{number}")
            reply = (await link.until(ToolAsked, partial(_is_call, call))).reply
            await link.until(ReplyEnded, partial(_ends, reply))
            link.send(GiveToolOutput(call, "12:00", last=True))
        await link.until(ReplyWords)
    assert [wishes.may_call for wishes in chat.wished] == [True] * MOST_CALLS + [False]


async def test_a_call_that_nobody_answered_is_told_as_given_up() -> None:
    chat = Brain([[ChatTool("call-1", "clock", "{}")], ["Fine."]])
    async with talking(engine(chat=chat)) as link:
        link.send(SendText(TURN, "Time?"))
        first = (await link.until(ReplyEnded)).reply
        link.send(SendText(TurnId("turn-2"), "Never mind."))
        await link.until(ReplyEnded, lambda ended: ended.reply != first)
        (call,) = [item for item in chat.asked[1] if isinstance(item, ToolCall)]
        assert call.output


async def test_the_talk_so_far_is_known_and_forgotten_turns_are_not() -> None:
    chat = Brain([])
    before = Message(ItemId("a"), Speaker.USER, 0.0, "My name is Ada.", MessageState.DONE)
    async with talking(engine(chat=chat), history=(before,)) as link:
        link.send(SendText(TURN, "Forget this."))
        first = (await link.until(ReplyEnded)).reply
        link.send(ForgetTurn(TURN), AskReply())
        await link.until(ReplyEnded, lambda ended: ended.reply != first)
        assert ("user", "My name is Ada.") in roles(chat.asked[1])
        assert ("user", "Forget this.") not in roles(chat.asked[1])


async def test_what_the_person_corrects_is_what_the_model_is_told() -> None:
    chat = Brain([])
    before = (
        Message(ItemId("a"), Speaker.USER, 0.0, "My name is Ada.", MessageState.DONE),
        Message(ItemId("b"), Speaker.ASSISTANT, 0.0, "Hello Ida.", MessageState.CUT, heard=5),
        Message(ItemId("c"), Speaker.USER, 0.0, "Forget this.", MessageState.DONE),
        Message(ItemId("d"), Speaker.ASSISTANT, 0.0, "And this.", MessageState.DONE),
    )
    async with talking(engine(Ears(["I am not late."]), chat), history=before) as link:
        link.speak(SPEECH)
        # It is corrected before it was even understood.
        link.send(CommitTurn(TURN), CorrectTurn(TURN, "I am late."))
        first = (await link.until(ReplyEnded)).reply
        link.send(
            CorrectReply(first, "Hurry."),
            CorrectTurn(own_turn(ItemId("a")), "My name is Ida."),
            CorrectReply(own_reply(ItemId("b")), "Hello, Ida."),
            ForgetTurn(own_turn(ItemId("c"))),
            TruncateReply(own_reply(ItemId("d")), 0),
            AskReply(),
        )
        await link.until(ReplyEnded, lambda ended: ended.reply != first)
        assert roles(chat.asked[1]) == [
            ("user", "My name is Ida."),
            ("assistant", "Hello, Ida."),
            ("user", "I am late."),
            ("assistant", "Hurry."),
        ]


async def test_a_failing_service_loses_the_link_so_that_another_can_answer() -> None:
    for made in (
        engine(Ears([BROKEN])),
        engine(chat=Brain([[BROKEN]])),
        engine(chat=Brain([["Some words, ", BROKEN]])),
    ):
        async with talking(made) as link:
            link.speak(SPEECH)
            link.send(CommitTurn(TURN))
            assert (await link.until(LinkLost)).failure.kind is FailureKind.SERVER_BROKEN


async def test_what_an_answer_cost_that_breaks_off_with_its_link_is_told() -> None:
    brain = Brain([["It is noon. And ", BROKEN]], hold=asyncio.Event())
    async with talking(engine(chat=brain, voice=Voice(price=0.5))) as link:
        link.send(SendText(TURN, "What time is it?"))
        await link.until(ReplySound)
        assert brain.hold is not None
        brain.hold.set()
        await link.until(LinkLost)
        assert [each.usd for vain in link.of(PreparedInVain) for each in vain.spent] == [0.5]


async def test_a_refusal_to_answer_is_that_replys_alone() -> None:
    refused = Failure(FailureKind.CONTENT_REFUSED, Sentence("The service refused to answer this."))
    async with talking(engine(chat=Brain([[refused], ["Yes."]]))) as link:
        link.send(SendText(TURN, "Something."))
        assert (await link.until(ReplyEnded)).outcome is Outcome.FAILED
        link.send(SendText(TurnId("turn-2"), "Something else."))
        await link.until(ReplyEnded, lambda ended: ended.outcome is Outcome.DONE)
        assert not link.of(LinkLost)


async def test_an_answer_without_a_voice_can_still_be_read() -> None:
    async with talking(engine(chat=Brain([["One. ", "Two is longer."]]), voice=Voice(fails=True))) as link:
        link.send(SendText(TURN, "Count."))
        assert (await link.until(ReplyEnded)).outcome is Outcome.DONE
        assert "".join(words.text for words in link.of(ReplyWords)) == "One. Two is longer."
        assert len(link.of(EngineRefused)) == 1, "said once"


async def test_a_spare_voice_speaks_when_the_first_cannot() -> None:
    first, second = Voice(fails=True), Voice()
    voice = FallbackVoice(first, second)
    spoken = [[piece async for piece in voice.speak(text, SessionWishes())] for text in ("One.", "Two.")]
    assert all(any(piece.pcm for piece in pieces) for pieces in spoken)
    assert (first.spoken, second.spoken) == (["One."], ["One.", "Two."])
    (told,) = [piece.trouble for pieces in spoken for piece in pieces if piece.trouble]
    assert told.kind is BROKEN.kind
    assert str(told.sentence).endswith("The voice on this device speaks for now.")


async def test_that_another_voice_speaks_is_said_in_the_window_and_once() -> None:
    voice = FallbackVoice(Voice(fails=True), second := Voice())
    parts = CascadeParts(Ears([]), Brain([["One. ", "Two is longer. ", "Three."]]), voice)
    async with talking(CascadeEngine(parts, EngineTraits(Sentence("Cascade")), at_once, "brain")) as link:
        link.send(SendText(TURN, "Count."))
        await link.until(ReplyEnded)
        assert len(link.of(ReplySound)) == len(second.spoken)
        assert " ".join(second.spoken) == "One. Two is longer. Three.", "nothing is left unspoken"
        (complaint,) = link.of(EngineRefused)
        assert "on this device speaks" in str(complaint.failure.sentence)


@pytest.mark.expects_log
async def test_a_voice_with_a_mistake_in_it_is_not_silent_about_it(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(Voice):
        async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
            del wishes
            if text:
                raise RuntimeError("a mistake")
            yield SpokenAudio(b"")

    async with talking(engine(chat=Brain([["One."]]), voice=Broken())) as link:
        link.send(SendText(TURN, "Count."))
        await link.until(ReplyEnded)
        (complaint,) = link.of(EngineRefused)
        assert complaint.failure.kind is FailureKind.BUG
    assert "RuntimeError" in caplog.text


async def _spoken() -> AsyncGenerator[bytes]:
    yield SPEECH
    yield SPEECH


def ears_of(failure: FailureKind, *then: str) -> tuple[Ears, Ears]:
    return Ears([Failure(failure, Sentence("It failed.")), *then]), Ears(["Heard here."] * 3)


async def words_of(recogniser: FallbackRecogniser) -> tuple[str, list[Failure]]:
    heard = [each async for each in recogniser.transcribe(_spoken(), RecognitionHints("en"))]
    return heard[-1].text, [each.trouble for each in heard if each.trouble is not None]


@pytest.mark.parametrize("kind", [FailureKind.WRONG_ADDRESS, FailureKind.NO_MODEL, FailureKind.REJECTED])
async def test_spare_ears_hear_what_the_service_does_not_do_at_all(kind: FailureKind) -> None:
    first, second = ears_of(kind)
    recogniser = FallbackRecogniser(first, second, chosen=False)
    assert [await words_of(recogniser) for _ in range(2)] == [("Heard here.", [])] * 2, "nobody said that it does"
    assert second.sounds == [SPEECH * 2] * 2, "from the first word on"
    assert len(first.sounds) == 1, "it is not asked again"


async def test_that_chosen_ears_failed_is_said_once() -> None:
    first, second = ears_of(FailureKind.REJECTED)
    recogniser = FallbackRecogniser(first, second)
    words, (told,) = await words_of(recogniser)
    assert words == "Heard here."
    assert str(told.sentence) == "It failed. This device transcribes for now."
    assert await words_of(recogniser) == ("Heard here.", [])


async def test_ears_that_fail_once_are_asked_again_and_twice_no_more() -> None:
    broken = Failure(FailureKind.SERVER_BROKEN, Sentence("It failed."))
    first = Ears([broken, "By the service.", broken, broken, "Never."])
    recogniser = FallbackRecogniser(first, Ears(["Here."] * 9))
    assert [(await words_of(recogniser))[0] for _ in range(5)] == [
        "Here.",
        "By the service.",
        "Here.",
        "Here.",
        "Here.",
    ]
    assert len(first.sounds) == 4


async def test_what_concerns_the_whole_server_goes_to_the_next_engine_unless_it_only_listens() -> None:
    first, second = ears_of(FailureKind.NO_NETWORK)
    with pytest.raises(EngineError):
        await words_of(FallbackRecogniser(first, second))
    first, second = ears_of(FailureKind.NO_NETWORK, "By the service.")
    recogniser = FallbackRecogniser(first, second, alone=True)
    assert (await words_of(recogniser))[0] == "Heard here."
    assert (await words_of(recogniser))[0] == "By the service."


async def test_only_the_ears_go_where_only_they_fail() -> None:
    parts = CascadeParts(FallbackRecogniser(*ears_of(FailureKind.SERVER_BROKEN)), Brain([["Yes."]]), Voice())
    async with talking(CascadeEngine(parts, EngineTraits(Sentence("Cascade")), at_once, "brain")) as link:
        link.send(SendUtterance(TURN, SPEECH))
        assert (await link.until(ReplyEnded)).outcome is Outcome.DONE
        assert [words.text for words in link.of(TurnWords) if words.final] == ["Heard here."]
        (complaint,) = link.of(EngineRefused)
        assert "This device transcribes" in str(complaint.failure.sentence)
        assert not link.of(LinkLost)


async def test_an_empty_answer_is_a_failure_and_not_a_silence() -> None:
    async with talking(engine(chat=Brain([[]]))) as link:
        link.send(SendText(TURN, "Hello?"))
        assert (await link.until(ReplyEnded)).failure is not None


async def test_side_jobs_leave_the_talk_as_it_is() -> None:
    chat = Brain([["A title"], ["Yes."]])
    async with talking(engine(chat=chat)) as link:
        link.send(AskAside("title", "Give a title.", "Hello there"))
        assert (await link.until(AsideAnswered)).text == "A title"
        assert chat.wished == [side_job("Give a title.")], "a title is not spoken aloud"
        link.send(SendText(TURN, "Hi."))
        await link.until(ReplyEnded)
        assert roles(chat.asked[1]) == [("user", "Hi.")]


async def test_nothing_is_left_running_when_it_closes() -> None:
    chat = Brain([["Endless. ", "words. "]], hold=asyncio.Event())
    before = asyncio.all_tasks()
    async with talking(engine(chat=chat)) as link:
        link.send(SendText(TURN, "Hi."))
        await link.until(ReplyBegan)
        link.send(SendAudio(SPEECH))
        await link.until(TurnWords)
    assert asyncio.all_tasks() == before


async def test_thoughts_are_told_apart_and_never_spoken() -> None:
    voice = Voice()
    chat = Brain([[ChatThought("Hm. "), ChatThought("So."), "It is noon."]])
    async with talking(engine(chat=chat, voice=voice)) as link:
        link.send(SendText(TURN, "Time?"))
        ended = await link.until(ReplyEnded)
        assert ended.outcome is Outcome.DONE
        assert "".join(thought.text for thought in link.of(ReplyThought)) == "Hm. So."
        assert "".join(words.text for words in link.of(ReplyWords)) == "It is noon."
        assert voice.spoken == ["It is noon."]
    assert roles(chat.asked[0]) == [("user", "Time?")]


async def test_what_turns_out_to_be_a_thought_is_taken_back_and_the_answer_begins_again() -> None:
    chat = Brain([["I should be brief. And ", ChatThought("", takes_back=True), "Noon."], ["Yes."]])
    voice = Voice()
    async with talking(engine(chat=chat, voice=voice)) as link:
        link.send(SendText(TURN, "Time?"))
        ended = await link.until(ReplyEnded)
        first, second = (began.reply for began in link.of(ReplyBegan))
        assert [taken.reply for taken in link.of(ReplyTakenBack)] == [first]
        assert (ended.reply, ended.outcome) == (second, Outcome.DONE)
        assert [began.up_to for began in link.of(ReplyBegan)] == [TURN, TURN]
        assert "".join(words.text for words in link.of(ReplyWords) if words.reply == second) == "Noon."
        assert "".join(thought.text for thought in link.of(ReplyThought)) == "I should be brief. And "
        link.send(SendText(TurnId("turn-2"), "Sure?"))
        await link.until(ReplyEnded, lambda other: other.reply != second)
    assert roles(chat.asked[1]) == [("user", "Time?"), ("assistant", "Noon."), ("user", "Sure?")]


async def test_an_interruption_reaches_an_answer_that_has_begun_again() -> None:
    class Endless(Brain):
        async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
            del items, wishes
            yield ChatText("I should be brief.")
            yield ChatThought("", takes_back=True)
            await asyncio.Event().wait()

    async with talking(engine(chat=Endless([]))) as link:
        link.send(SendText(TURN, "Time?", spoken=False))
        first = (await link.until(ReplyBegan)).reply
        second = (await link.until(ReplyBegan, lambda began: began.reply != first)).reply
        link.send(CancelReply(first))
        ended = await link.until(ReplyEnded)
        assert (ended.reply, ended.outcome) == (second, Outcome.CUT)


async def test_thoughts_without_an_answer_are_a_failure_that_says_so() -> None:
    async with talking(engine(chat=Brain([[ChatThought("Hm.")]]))) as link:
        link.send(SendText(TURN, "Time?"))
        failure = (await link.until(ReplyEnded)).failure
        assert failure is not None
        assert "said nothing" in str(failure.sentence)
