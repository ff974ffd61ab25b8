"""The Realtime engine over a real socket against the true server, in both dialects."""

import asyncio
import json

import numpy as np
import pytest

from tests.engines.driver import Driver
from tests.rig.signals import noise
from tests.server.api import KEY, ApiServer
from tests.server.script import Call
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import (
    AsideAnswered,
    AskAside,
    AskReply,
    CancelReply,
    CommitTurn,
    Configure,
    CorrectReply,
    CorrectTurn,
    DropAudio,
    EngineRefused,
    ForgetTurn,
    GiveToolOutput,
    LinkLost,
    LinkOpened,
    NeedsNewSession,
    Outcome,
    RateLimitsChanged,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySound,
    ReplySpoken,
    ReplyWords,
    SendText,
    SendUtterance,
    ToolAsked,
    TruncateReply,
    TurnBegan,
    TurnEnded,
    TurnId,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image, ItemId, Message, MessageState, Note, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import SessionWishes, ToolSpec, TurnTaking
from voiceapp.engines.realtime.engine import RealtimeEngine, RealtimeServer
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.providers import endpoint_at
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.secrets import Secret

SECOND = noise(1.0, 24_000, seed=2)
SPEECH = noise(1.2, 24_000, seed=9).tobytes()
LOCAL = SessionWishes(turn_taking=TurnTaking.LOCAL, transcription_model="gpt-transcribe")


def engine(server: ApiServer, key: str = KEY, dialect: Dialect | None = None) -> RealtimeEngine:
    endpoint = endpoint_at(server.base_url)
    return RealtimeEngine(
        RealtimeServer(endpoint, lambda: Secret(key, Origin.of(server.base_url)) if key else None, dialect)
    )


async def test_what_is_said_is_answered_in_words_and_sound(api_server: ApiServer) -> None:
    api_server.script.hear("Can you hear me?").reply("Loud and clear.", sound=SECOND)
    async with Driver(engine(api_server), LOCAL) as talk:
        opened = await talk.until(LinkOpened)
        assert opened.info.model == "gpt-realtime-2.1-mini"
        assert opened.info.expires_at is not None
        talk.speak(SPEECH)
        talk.send(CommitTurn(TurnId("t1")))
        await talk.until(ReplyEnded)
        await talk.until(TurnWords, lambda words: words.final)
    assert api_server.heard().tobytes() == SPEECH
    assert [event.turn for event in talk.of(TurnTaken)] == [TurnId("t1")]
    words = talk.of(TurnWords)
    assert [w.text for w in words][-1] == "Can you hear me?"
    assert all(w.turn == TurnId("t1") for w in words)
    assert "".join(w.text for w in talk.of(ReplyWords)) == "Loud and clear."
    assert b"".join(sound.pcm for sound in talk.of(ReplySound)) == SECOND.tobytes()
    (ended,) = talk.of(ReplyEnded)
    assert ended.outcome is Outcome.DONE
    assert ended.spent[0].usage.audio_out == 36
    assert ended.spent[0].usage.cached_text_in == 64
    assert talk.of(RateLimitsChanged)[0].limits[1].resets_in == 12.5


async def test_words_say_how_much_of_the_sound_had_come(api_server: ApiServer) -> None:
    api_server.script.reply("one two three four five six seven eight nine ten", sound=SECOND, delta_ms=100)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t"), "Count."))
        await talk.until(ReplyEnded)
    places = [words.at for words in talk.of(ReplyWords)]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] == 900


async def test_a_commit_of_nothing_is_never_sent(api_server: ApiServer) -> None:
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.speak(SPEECH[:2000])
        talk.send(CommitTurn(TurnId("short")))
        talk.send(CommitTurn(TurnId("empty")))
        talk.send(SendText(TurnId("t"), "Hello"))
        await talk.until(ReplyEnded)
    assert api_server.log.received("input_audio_buffer.commit") == []
    assert len(api_server.log.received("input_audio_buffer.clear")) == 1


async def test_a_dropped_utterance_is_not_part_of_the_next(api_server: ApiServer) -> None:
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.speak(SPEECH)
        talk.send(DropAudio())
        talk.send(SendUtterance(TurnId("t2"), SPEECH))
        await talk.until(ReplyEnded)
    assert len(api_server.log.received("input_audio_buffer.clear")) == 1
    assert [event.turn for event in talk.of(TurnTaken)] == [TurnId("t2")]


async def test_a_cancelled_reply_says_nothing_more_and_is_truncated(api_server: ApiServer) -> None:
    api_server.script.reply("This will take a long while to say.", sound=noise(20.0, 24_000), pace=1.0)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t"), "Talk."))
        await talk.until(ReplySound)
        reply = talk.of(ReplyBegan)[0].reply
        talk.send(CancelReply(reply), TruncateReply(reply, 60))
        ended = await talk.until(ReplyEnded)
        after = talk.events.index(ended)
        await asyncio.to_thread(api_server.log.wait_for_sent, "conversation.item.truncated")
        talk.send(SendText(TurnId("t2"), "Again."))
        await talk.until(ReplyBegan, lambda began: began.reply != reply)
    assert ended.outcome is Outcome.CUT
    assert not any(isinstance(e, ReplySound) and e.reply == reply for e in talk.events[after:])
    (truncation,) = api_server.log.received("conversation.item.truncate")
    assert truncation.body["audio_end_ms"] == 60


async def test_a_reply_is_truncated_after_it_is_done_and_never_beyond_its_sound(api_server: ApiServer) -> None:
    api_server.script.reply("Short.", sound=SECOND)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t"), "Talk."))
        reply = (await talk.until(ReplyEnded)).reply
        talk.send(CancelReply(reply), TruncateReply(reply, 5_000))
        talk.send(TruncateReply(reply, 400))
        await asyncio.to_thread(api_server.log.wait_for_sent, "conversation.item.truncated")
    assert api_server.log.received("response.cancel") == []
    assert [entry.body["audio_end_ms"] for entry in api_server.log.received("conversation.item.truncate")] == [400]
    assert api_server.log.sent("error") == []


async def test_a_reply_of_which_nothing_was_heard_is_deleted(api_server: ApiServer) -> None:
    api_server.script.reply("Short.", sound=SECOND)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t"), "Talk."))
        reply = (await talk.until(ReplyEnded)).reply
        talk.send(TruncateReply(reply, 0))
        await asyncio.to_thread(api_server.log.wait_for_sent, "conversation.item.deleted")


async def test_only_one_reply_is_asked_for_at_a_time(api_server: ApiServer) -> None:
    api_server.script.reply("First.", sound=SECOND, pace=4.0).reply("Second.", sound=SECOND)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("a"), "One"), SendText(TurnId("b"), "Two"), AskReply())
        await talk.until(ReplyEnded, lambda ended: len(talk.of(ReplyEnded)) == 2)
        talk.send(SendText(TurnId("c"), "Three"))
        await talk.until(ReplyEnded, lambda ended: len(talk.of(ReplyEnded)) == 3)
    assert api_server.log.sent("error") == []
    # What was said meanwhile is answered together, and each reply says up to where it knew the talk.
    assert [began.up_to for began in talk.of(ReplyBegan)] == [TurnId("a"), TurnId("b"), TurnId("c")]


async def test_tools_are_called_and_answered_once_all_of_them_are(api_server: ApiServer) -> None:
    api_server.script.reply(calls=(Call("clock"), Call("weather", '{"city": "Rome"}'))).reply("It is noon and sunny.")
    wishes = SessionWishes(tools=(ToolSpec("clock", "Tells the time.", '{"type": "object", "properties": {}}'),))
    async with Driver(engine(api_server), wishes) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t"), "Time and weather?"))
        await talk.until(ReplyEnded)
        first, second = talk.of(ToolAsked)
        assert (second.name, second.arguments) == ("weather", '{"city": "Rome"}')
        talk.send(GiveToolOutput(first.call, '"12:00"', last=False), GiveToolOutput(second.call, '"sun"', last=True))
        await talk.until(ReplyEnded, lambda ended: ended.reply != first.reply)
    assert len(api_server.log.received("response.create")) == 2
    assert "".join(words.text for words in talk.of(ReplyWords)) == "It is noon and sunny."


async def test_with_the_servers_detection_the_server_ends_the_turn_and_answers(api_server: ApiServer) -> None:
    api_server.script.hear("Hello there.").reply("Hi.", sound=SECOND)
    wishes = SessionWishes(turn_taking=TurnTaking.SERVER, silence_ms=300)
    async with Driver(engine(api_server), wishes) as talk:
        await talk.opened()
        talk.speak(SPEECH)
        talk.speak(bytes(48_000))
        await talk.until(ReplyEnded)
        await talk.until(TurnWords, lambda words: words.final)
    began, ended, taken = talk.of(TurnBegan)[0], talk.of(TurnEnded)[0], talk.of(TurnTaken)[0]
    assert began.turn == ended.turn == taken.turn
    assert abs(ended.at - 1500) < 60, "with the silence that ended it"
    assert api_server.log.received("response.create") == []
    assert api_server.log.received("input_audio_buffer.commit") == []


@pytest.mark.parametrize("turn_taking", [TurnTaking.LOCAL, TurnTaking.HOLD, TurnTaking.SERVER, TurnTaking.SEMANTIC])
async def test_a_long_utterance_is_sent_again_in_pieces_as_one_turn(
    api_server: ApiServer, turn_taking: TurnTaking
) -> None:
    """With pauses at which the service's own detection would have cut it."""
    minute = np.concatenate([np.frombuffer(SPEECH, "<i2"), np.zeros(72_000, np.int16)] * 14).tobytes()
    api_server.script.hear("All of it.", "And this.").reply("I heard it.", sound=SECOND)
    api_server.script.reply("And that.", sound=SECOND)
    wishes = SessionWishes(turn_taking=turn_taking, silence_ms=300, eagerness="high")
    async with Driver(engine(api_server), wishes) as talk:
        await talk.opened()
        talk.send(SendUtterance(TurnId("kept"), minute))
        await talk.until(ReplyEnded)
        await talk.until(TurnWords, lambda words: words.final)
        talk.speak(SPEECH)
        if turn_taking.by_engine:
            talk.speak(bytes(48_000))
        else:
            talk.send(CommitTurn(TurnId("live")))
        await talk.until(ReplyEnded, lambda _: len(talk.of(ReplyEnded)) == 2)
        await talk.until(TurnWords, lambda words: words.text == "And this.")
    assert api_server.heard().tobytes().startswith(minute)
    assert len(talk.of(TurnTaken)) == 2
    assert talk.of(TurnTaken)[0].turn == TurnId("kept")
    assert {words.turn for words in talk.of(TurnWords) if "All of it." in words.text} == {TurnId("kept")}
    appended = api_server.log.received("input_audio_buffer.append")
    assert max(len(entry.body["audio"]) for entry in appended) <= 128_000
    assert len(api_server.log.received("response.create")) == (1 if turn_taking.by_engine else 2)
    assert api_server.log.sent("error") == []


@pytest.mark.parametrize("turn_taking", [TurnTaking.LOCAL, TurnTaking.SERVER])
async def test_what_is_being_said_while_an_older_utterance_is_sent_again_stays_whole(
    api_server: ApiServer, turn_taking: TurnTaking
) -> None:
    older = np.frombuffer(SPEECH, "<i2")[::-1].tobytes()
    half = len(SPEECH) // 2 // WIRE.frame_bytes * WIRE.frame_bytes
    api_server.script.hear("The older one.", "What is being said.")
    api_server.script.reply("One.", sound=SECOND).reply("Two.", sound=SECOND)
    async with Driver(engine(api_server), SessionWishes(turn_taking=turn_taking, silence_ms=300)) as talk:
        await talk.opened()
        talk.speak(SPEECH[:half])
        if turn_taking.by_engine:
            await talk.until(TurnBegan)
        talk.send(SendUtterance(TurnId("older"), older))
        talk.speak(SPEECH[half:])
        if turn_taking.by_engine:
            talk.speak(bytes(48_000))
        else:
            talk.send(CommitTurn(TurnId("live")))
        await talk.until(TurnWords, lambda words: words.text == "What is being said.")
        await talk.until(ReplyEnded, lambda _: len(talk.of(ReplyEnded)) == 2)
    assert SPEECH[:half] + older + SPEECH in api_server.heard().tobytes()
    assert talk.of(TurnTaken)[0].turn == TurnId("older")
    live = talk.of(TurnTaken)[1].turn
    assert {words.turn for words in talk.of(TurnWords) if words.text == "What is being said."} == {live}
    if turn_taking.by_engine:
        assert {began.turn for began in talk.of(TurnBegan)} == {live}, "one turn under one name"
    assert api_server.log.sent("error") == []


async def test_what_the_service_takes_while_an_older_answer_has_not_begun_is_answered_too(
    api_server: ApiServer,
) -> None:
    api_server.script.hear("The older one.", "What is being said.")
    api_server.script.reply("One.", sound=SECOND, after_ms=700).reply("Two.", sound=SECOND)
    async with Driver(engine(api_server), SessionWishes(turn_taking=TurnTaking.SERVER, silence_ms=300)) as talk:
        await talk.opened()
        talk.send(SendUtterance(TurnId("older"), SPEECH))
        talk.speak(SPEECH + bytes(48_000))
        await talk.until(ReplyEnded, lambda _: len(talk.of(ReplyEnded)) == 2)
    assert "".join(words.text for words in talk.of(ReplyWords)) == "One.Two."
    assert api_server.log.sent("error") == []


async def test_four_pictures_are_not_one_frame(api_server: ApiServer) -> None:
    pictures = tuple(Image("image/png", bytes([number]) * 100_000) for number in range(4))
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t"), "What are these?", pictures))
        await talk.until(ReplyEnded)
        talk.send(ForgetTurn(TurnId("t")))
        await asyncio.to_thread(api_server.log.wait_for_sent, "conversation.item.deleted", 5)
    items = [entry.body["item"] for entry in api_server.log.received("conversation.item.create")]
    assert [part["type"] for item in items for part in item["content"]] == [*["input_image"] * 4, "input_text"]
    assert len(items) == 5
    assert len(talk.of(TurnTaken)) == 1
    assert len(api_server.log.received("response.create")) == 1


async def test_a_side_job_leaves_the_conversation_as_it_is(api_server: ApiServer) -> None:
    api_server.script.asides.append("Microphone check")
    api_server.script.reply("Long answer.", sound=SECOND, pace=2.0)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t"), "Talk."), AskAside("title", "A title, please.", "We talked."))
        answered = await talk.until(AsideAnswered)
        await talk.until(ReplyEnded)
    assert (answered.job, answered.text) == ("title", "Microphone check")
    assert len(talk.of(ReplyBegan)) == 1


async def test_the_conversation_so_far_is_given_to_a_new_session(api_server: ApiServer) -> None:
    done = MessageState.DONE
    history = (
        Message(ItemId("1"), Speaker.USER, 1.0, "My name is Ada.", done, images=(Image("image/png", b"png"),)),
        Message(ItemId("2"), Speaker.ASSISTANT, 2.0, "Hello Ada, how are you?", MessageState.CUT, heard=9),
        ToolCall(ItemId("3"), 3.0, "clock", "{}", '"noon"', ToolState.DONE, call_id="call_9"),
        ToolCall(ItemId("4"), 3.0, "clock", "{}", "", ToolState.FAILED, call_id="call_10"),
        Note(ItemId("5"), 4.0, Sentence("The connection was lost.")),
    )
    async with Driver(engine(api_server), LOCAL, history) as talk:
        await talk.opened()
        talk.send(AskReply())
        await talk.until(ReplyEnded)
    items = [entry.body["item"] for entry in api_server.log.received("conversation.item.create")]
    assert [item["type"] for item in items] == [*["message"] * 3, "function_call", "function_call_output"]
    assert items[0]["content"][0]["image_url"].startswith("data:image/png;base64,")
    assert items[1]["content"] == [{"type": "input_text", "text": "My name is Ada."}]
    assert items[2]["content"] == [{"type": "output_text", "text": "Hello Ada"}]


async def test_what_may_change_in_a_session_changes_and_what_may_not_asks_for_a_new_one(
    api_server: ApiServer,
) -> None:
    api_server.script.reply("Hi.", sound=SECOND)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.send(Configure(SessionWishes(turn_taking=TurnTaking.LOCAL, voice="cedar", speed=1.2)))
        await asyncio.to_thread(api_server.log.wait_for_sent, "session.updated", 2)
        talk.send(SendText(TurnId("t"), "Talk."))
        await talk.until(ReplyEnded)
        talk.send(Configure(SessionWishes(turn_taking=TurnTaking.LOCAL, voice="marin", speed=1.2)))
        talk.send(SendText(TurnId("u"), "Talk."))
        await talk.until(NeedsNewSession)
    assert api_server.log.sent("error") == []


async def test_a_deleted_turn_is_forgotten(api_server: ApiServer) -> None:
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t"), "Secret."))
        await talk.until(ReplyEnded)
        talk.send(ForgetTurn(TurnId("t")))
        await asyncio.to_thread(api_server.log.wait_for_sent, "conversation.item.deleted")


async def test_a_corrected_line_is_another_item_in_its_place(api_server: ApiServer) -> None:
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.speak(SPEECH)
        talk.send(CommitTurn(TurnId("t")))
        await talk.until(ReplyEnded)
        talk.send(CorrectTurn(TurnId("t"), "What I really said."), CorrectReply(talk.of(ReplyEnded)[0].reply, "Right."))
        talk.send(SendText(TurnId("next"), "And now?"))
        await talk.until(ReplyEnded, lambda ended: ended.reply != talk.of(ReplyEnded)[0].reply)
        assert talk.of(EngineRefused) == []
    assert len(api_server.log.sent("conversation.item.deleted")) == 2
    placed = [entry.body for entry in api_server.log.sent("conversation.item.added")]
    texts = {
        part["text"]: body["previous_item_id"] for body in placed for part in body["item"]["content"] if "text" in part
    }
    gone = [entry.body["item_id"] for entry in api_server.log.sent("conversation.item.deleted")]
    assert [texts["What I really said."], texts["Right."]] == gone


async def test_a_failed_reply_says_what_happened(api_server: ApiServer) -> None:
    api_server.script.reply(fails={"type": "server_error", "code": "inference_rate_limit_exceeded"})
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t"), "Talk."))
        ended = await talk.until(ReplyEnded)
    assert ended.outcome is Outcome.FAILED
    assert ended.failure is not None
    assert ended.failure.kind is FailureKind.RATE_LIMITED


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (401, "invalid_api_key", FailureKind.WRONG_KEY),
        (403, "country", FailureKind.NOT_ALLOWED),
        (404, "model_not_found", FailureKind.NO_MODEL),
        (429, "insufficient_quota", FailureKind.NO_QUOTA),
        (429, "rate_limit_exceeded", FailureKind.RATE_LIMITED),
        (500, None, FailureKind.SERVER_BROKEN),
    ],
)
async def test_a_refused_connection_is_one_sentence(
    api_server: ApiServer, status: int, code: str | None, kind: FailureKind
) -> None:
    api_server.script.refuse = {"status": status, "error": {"code": code}, "headers": {"retry-after-ms": "1500"}}
    with pytest.raises(EngineError) as refused:
        async with Driver(engine(api_server), LOCAL):
            pass
    assert refused.value.failure.kind is kind
    assert refused.value.failure.retry_after == 1.5
    assert KEY not in str(refused.value) + repr(refused.value.failure)


async def test_a_wrong_key_is_told_from_a_missing_server(api_server: ApiServer) -> None:
    with pytest.raises(EngineError) as refused:
        async with Driver(engine(api_server, key="sk-wrong-0123456789abcdef"), LOCAL):
            pass
    assert refused.value.failure.kind is FailureKind.WRONG_KEY
    api_server.stop()
    with pytest.raises(EngineError) as unreachable:
        async with Driver(engine(api_server), LOCAL):
            pass
    assert unreachable.value.failure.kind is FailureKind.NO_NETWORK


@pytest.mark.parametrize("in_frame", [False, True])
async def test_a_dropped_connection_is_told_once(api_server: ApiServer, *, in_frame: bool) -> None:
    api_server.script.reply("Cut off.", sound=SECOND, pace=1.0, drop_after_ms=300, drop_in_frame=in_frame)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t"), "Talk."))
        lost = await talk.until(LinkLost)
    assert lost.failure.kind is FailureKind.LINK_DROPPED
    assert len(talk.of(LinkLost)) == 1


async def test_a_session_at_its_age_limit_says_so(api_server: ApiServer) -> None:
    api_server.script.expires_in = 0.3
    async with Driver(engine(api_server), LOCAL) as talk:
        lost = await talk.until(LinkLost)
    assert lost.failure.kind is FailureKind.SESSION_EXPIRED


async def test_sound_cut_in_the_middle_of_a_sample_is_put_together(api_server: ApiServer) -> None:
    api_server.script.reply("Odd.", sound=SECOND, odd=True)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t"), "Talk."))
        await talk.until(ReplyEnded)
    assert b"".join(sound.pcm for sound in talk.of(ReplySound)) == SECOND.tobytes()


async def test_rubbish_from_the_server_does_no_harm(api_server: ApiServer) -> None:
    rubbish = (
        "no json at all",
        '{"type": "response.output_audio.delta", "response_id": "resp_1", "item_id": "x", "delta": "%%%"}',
        '{"type": "something.new", "event_id": "e"}',
        '{"type": "response.output_audio.delta", "delta": 7}',
        "[]",
        json.dumps({"type": "session.created", "session": {"id": "x" * 2_000_000}}),
    )
    api_server.script.reply("Still here.", sound=SECOND, extra=rubbish)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t"), "Talk."))
        await talk.until(ReplyEnded)
    assert b"".join(sound.pcm for sound in talk.of(ReplySound)) == SECOND.tobytes()
    assert talk.of(EngineRefused) == []


async def test_a_server_that_speaks_only_the_beta_is_found_out_and_spoken_to(api_server: ApiServer) -> None:
    api_server.script.beta = "only"
    api_server.script.reply("Old but fine.", sound=SECOND)
    speaker = engine(api_server)
    async with Driver(speaker, LOCAL) as first:
        lost = await first.until(LinkLost)
    assert lost.failure.kind is FailureKind.WRONG_DIALECT
    assert lost.failure.worth_retrying
    async with Driver(speaker, LOCAL) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t"), "Talk."))
        await talk.until(ReplyEnded)
        await talk.until(ReplySpoken)
    assert "".join(words.text for words in talk.of(ReplyWords)) == "Old but fine."
    assert b"".join(sound.pcm for sound in talk.of(ReplySound)) == SECOND.tobytes()


async def test_a_service_that_refuses_the_beta_is_spoken_to_as_today(api_server: ApiServer) -> None:
    speaker = engine(api_server)
    assert speaker._server.speaks_other(Dialect.TODAY), "as one would remember from last year"
    async with Driver(speaker, LOCAL) as first:
        await first.until(LinkLost)
    async with Driver(speaker, LOCAL) as talk:
        await talk.opened()
    assert "OpenAI-Beta" not in api_server.headers[-1]


async def test_the_key_goes_in_the_header_and_nowhere_else(api_server: ApiServer) -> None:
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
    assert api_server.headers[0]["Authorization"] == f"Bearer {KEY}"
    said = json.dumps([entry.body for entry in api_server.log.entries])
    assert KEY not in said


async def test_a_large_reply_comes_at_once_and_whole(api_server: ApiServer) -> None:
    sound = np.tile(SECOND, 60)
    api_server.script.reply("A minute.", sound=sound, delta_ms=20_000)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t"), "Talk."))
        await talk.until(ReplyEnded)
    assert b"".join(each.pcm for each in talk.of(ReplySound)) == sound.tobytes()
    assert ReplyId("") not in {each.reply for each in talk.of(ReplySound)}
