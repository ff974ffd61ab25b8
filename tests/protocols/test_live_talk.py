"""A talk over a Live session: without turns, cancel and truncate, by a clock that is the sound itself."""

import base64
import json
from dataclasses import replace
from typing import Any

import pytest

from tests.protocols.live_wire import LOUD, QUIET, WISHES, LiveWire
from voiceapp.core import messages as m
from voiceapp.core.failures import FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image, ItemId, Message, MessageState, Note, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import SessionWishes, ToolSpec, TurnTaking
from voiceapp.engines.live.history import history_messages
from voiceapp.engines.live.protocol import CLOSED_BY_FILTER, EXPIRED, NO_ANSWER, NO_PICTURES, WENT_SILENT

KEY_WISHES = replace(WISHES, turn_taking=TurnTaking.HOLD)
T1, T2 = m.TurnId("t1"), m.TurnId("t2")


def of(events: list[m.EngineEvent], kind: type[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def speak(wire: LiveWire, ms: int, *, loud: bool = True) -> list[Any]:
    """The person speaks, or is silent, frame by frame, while the model is silent."""
    found: list[Any] = []
    for number in range(ms // 20):
        found += wire.do(m.SendAudio(LOUD if loud else QUIET))
        found += wire.wait(0.02)
        if number % 5 == 4:
            found += wire.server("session.output_audio.delta", delta=encoded(QUIET * 5))
    return found


def encoded(pcm: bytes) -> str:
    return base64.b64encode(pcm).decode()


# --- how it begins and ends


def test_a_session_begins_with_all_that_it_can_never_be_told_again() -> None:
    wishes = replace(WISHES, voice="cedar", instructions="Be brief.", tools=(ToolSpec("clock", "Time.", "{}"),))
    said = (
        Message(ItemId("1"), Speaker.USER, 1.0, "My name is Anna.", MessageState.DONE),
        Message(ItemId("2"), Speaker.ASSISTANT, 2.0, "Hello Anna. How are you?", MessageState.CUT, heard=11),
        ToolCall(ItemId("3"), 3.0, "clock", "{}", "noon", ToolState.DONE, call_id="c1"),
        Note(ItemId("4"), 4.0, Sentence("The connection was lost.")),
    )
    wire = LiveWire(wishes, said, started=False)
    assert wire.kinds() == ["session.start"]
    session = wire.sent[0]["session"]
    assert session["audio"]["output"] == {"voice": "cedar"}
    assert [(each["role"], each["content"][0]["text"]) for each in session["input"]] == [
        ("user", "My name is Anna."),
        ("assistant", "Hello Anna."),
        ("developer", "The function clock({}) was called and returned: noon"),
    ]
    assert session["delegation"]["responses"]["tools"][0]["name"] == "clock"
    assert wire.sound == b"", "the first message is the session itself"
    (opened,) = wire.server("session.started", session={"model": "gpt-live-1", "expires_at": 9})
    assert (opened.info.model, opened.info.expires_at) == ("gpt-live-1", 9)
    assert wire.server("session.started", session={}) == []


def test_what_does_not_fit_into_a_session_is_left_out_at_its_beginning() -> None:
    picture = (Image(data=b"x", media_type="image/png"),)
    long = [Message(ItemId(str(n)), Speaker.USER, n, f"{n} " + "word " * 300, MessageState.DONE) for n in range(40)]
    shown = history_messages([*long, Message(ItemId("p"), Speaker.USER, 50.0, "", MessageState.DONE, images=picture)])
    assert "earlier messages are left out" in str(shown[0])
    assert str(shown[-1]).count("with 1 pictures") == 1
    assert 3 < len(shown) < 40
    short = [Message(ItemId(str(n)), Speaker.USER, n, "Yes.", MessageState.DONE) for n in range(300)]
    assert len(history_messages(short)) == 128
    unheard = Message(ItemId("u"), Speaker.ASSISTANT, 1.0, "Never heard.", MessageState.CUT, heard=0)
    assert history_messages([unheard]) == []


def test_one_that_never_starts_or_falls_silent_is_lost() -> None:
    wire = LiveWire(started=False)
    wire.wait(11)
    assert wire.live.failure == NO_ANSWER
    wire = LiveWire()
    wire.wait(16)
    assert wire.live.failure == WENT_SILENT, "its sound never ends, so silence of the line is a fault"
    assert wire.live.tick(wire.now) == wire.live.receive("{}", wire.now) == []
    assert wire.live.closed(1006, "") == WENT_SILENT, "the first reason counts"
    closing = LiveWire()
    closing.live.say_goodbye()
    assert closing.live.tick(closing.now + 1) == []
    assert wire.live.deadline is None


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("expired", FailureKind.SESSION_EXPIRED),
        ("content", FailureKind.REJECTED),
        ("remote_hangup", FailureKind.LINK_DROPPED),
    ],
)
def test_why_the_service_ended_it_is_said(reason: str, kind: FailureKind) -> None:
    wire = LiveWire()
    wire.server("session.closed", reason=reason, usage={"seconds": 30})
    assert wire.live.failure is not None
    assert wire.live.failure.kind is kind
    assert wire.live.failure in (EXPIRED, CLOSED_BY_FILTER) or kind is FailureKind.LINK_DROPPED


def test_goodbye_is_said_once_and_the_last_second_charged() -> None:
    wire = LiveWire()
    wire.hear(1_000)
    assert wire.live.say_goodbye()
    wire.do(m.SendAudio(LOUD), m.AskReply())
    wire.drain()
    assert wire.kinds()[-1] == "session.close"
    before = wire.sent_ms
    wire.hear(1_000, loud=True)
    assert wire.sent_ms == before, "nothing is sent any more, and nothing heard"
    assert of(wire.events, m.ReplyBegan) == []
    wire.server("session.closed", reason="close_requested", usage={"seconds": 60})
    assert [spent.usd for spent in wire.charged] == [pytest.approx(0.06)]
    wire.live.settle()
    assert len(wire.charged) == 1
    assert not wire.live.say_goodbye()


def test_a_session_that_never_began_costs_nothing() -> None:
    wire = LiveWire(started=False)
    assert not wire.live.say_goodbye()
    wire.live.settle()
    assert wire.live.closed(1006, "").kind is FailureKind.LINK_DROPPED
    assert wire.charged == []


# --- money


def test_time_is_charged_as_it_is_reported_and_never_twice() -> None:
    wire = LiveWire()
    (first,) = wire.server("session.usage.updated", usage={"seconds": 15})
    assert wire.server("session.usage.updated", usage={"seconds": 15}) == []
    wire.server("session.usage.updated", usage={"seconds": 30})
    assert isinstance(first, m.LinkCharged)
    assert [spent.usage.seconds for spent in wire.charged] == [15, 15]
    assert first.spent[0].usd == pytest.approx(0.015)


def test_a_session_that_breaks_is_charged_by_its_sound() -> None:
    wire = LiveWire()
    wire.hear(9_000)
    wire.live.closed(1006, "")
    assert wire.charged[-1].usage.seconds == pytest.approx(wire.sent_ms / 1000)
    wire.live.settle()
    assert len(wire.charged) == 1


# --- the clock


def test_silence_keeps_the_clock_going_and_is_said_to_be_silence() -> None:
    wire = LiveWire()
    wire.hear(3_000)
    assert 2_700 <= wire.sent_ms <= 3_100
    assert not any(wire.sound)
    assert wire.kinds()[1:] == ["session.input_audio.mute"]
    wire.do(m.SendAudio(LOUD))
    assert wire.kinds()[-1] == "session.input_audio.unmute"
    assert wire.sound.endswith(LOUD)


def test_sound_of_the_microphone_goes_out_as_it_comes() -> None:
    wire = LiveWire()
    speak(wire, 2_000)
    assert 1_900 <= wire.sent_ms <= 2_000
    assert wire.kinds() == ["session.start"]


def test_a_whole_utterance_is_sent_no_faster_than_it_is_spoken_and_its_pauses_are_left_out() -> None:
    wire = LiveWire()
    wire.do(m.SendUtterance(T1, LOUD * 50 + QUIET * 50 + LOUD * 50))
    assert wire.sent_ms <= 200
    wire.hear(1_000)
    assert wire.sent_ms <= 1_200
    wire.hear(1_500)
    assert wire.sound.count(LOUD) >= 98
    assert wire.sent_ms <= 2_600


def test_of_much_silence_that_waits_nothing_is_sent() -> None:
    wire = LiveWire()
    wire.do(m.SendUtterance(T1, LOUD * 5 + QUIET * 200))
    wire.hear(500)
    assert wire.sent_ms <= 700


def test_what_was_no_speech_is_not_sent_on() -> None:
    wire = LiveWire()
    wire.do(m.SendAudio(LOUD * 50), m.DropAudio())
    sent = wire.sent_ms
    wire.hear(500)
    assert wire.sent_ms - sent <= 500
    assert wire.sound.count(LOUD) <= 10


def test_while_a_key_is_held_a_pause_is_no_end_of_the_turn() -> None:
    wire = LiveWire(KEY_WISHES)
    wire.hear(1_000)
    before = wire.sent_ms
    speak(wire, 400)
    speak(wire, 3_000, loud=False)
    held = wire.sent_ms
    assert held - before <= 900, "the clock stands still in the pause"
    assert of(wire.events, m.TurnBegan) == [], "the key begins and ends turns"
    speak(wire, 200)
    wire.do(m.CommitTurn(T1))
    wire.hear(1_500)
    assert wire.sent_ms - held >= 1_400, "and goes on when the key is up"
    assert [event.turn for event in of(wire.events, m.TurnTaken)] == [T1]


def test_what_the_model_says_while_a_key_is_held_is_not_heard() -> None:
    wire = LiveWire(KEY_WISHES)
    wire.do(m.SendAudio(LOUD))
    assert wire.hear(1_000, loud=True) == []
    wire.do(m.CommitTurn(T1))
    assert of(wire.hear(300, loud=True), m.ReplyBegan) == []
    wire.hear(500)
    assert len(of(wire.hear(300, loud=True), m.ReplyBegan)) == 1
    wire.do(m.Configure(WISHES))
    assert wire.live.failure is None


def test_what_is_said_before_the_session_began_is_sent_once_it_has() -> None:
    wire = LiveWire(started=False)
    wire.do(m.SendAudio(LOUD))
    assert wire.sound == b""
    wire.server("session.started", session={})
    wire.hear(300)
    assert wire.sound.startswith(LOUD)
    early = LiveWire(KEY_WISHES, started=False)
    early.do(m.SendAudio(LOUD), m.CommitTurn(T1))
    early.server("session.started", session={})
    early.hear(300)
    assert early.sound.startswith(LOUD)


# --- what the person says


def test_a_key_names_what_was_said_while_it_was_held() -> None:
    wire = LiveWire(KEY_WISHES)
    speak(wire, 400)
    wire.words("input", "Where is", 0, 400)
    assert of(wire.events, m.TurnWords)[-1].turn == m.BEING_SAID
    wire.do(m.CommitTurn(T1))
    assert (of(wire.events, m.TurnWords)[-1].turn, of(wire.events, m.TurnWords)[-1].text) == (T1, "Where is")
    wire.do(m.CommitTurn(T2))
    wire.hear(4_000)
    assert [event.turn for event in of(wire.events, m.TurnWords) if event.final] == [T1]


def test_what_was_said_before_the_model_began_counts_as_answered_by_it() -> None:
    """It began to speak before its transcript of the person had come."""
    wire = LiveWire()
    speak(wire, 400)
    wire.hear(500)
    wire.hear(200, loud=True)
    wire.words("input", "Hello.", 0, 400)
    wire.do(m.CommitTurn(of(wire.events, m.TurnBegan)[0].turn))
    assert len(of(wire.events, m.ReplyEnded)) == 1, "nothing more is owed for it"
    wire.hear(100, loud=True)
    assert len(of(wire.events, m.ReplyBegan)) == 2


def test_fragments_become_a_line_and_the_answer_ends_it() -> None:
    wire = LiveWire()
    speak(wire, 1_000)
    wire.words("input", "Where is", 0, 600)
    wire.words("input", " the tea?", 600, 1_000)
    wire.hear(500)
    wire.hear(300, loud=True)
    began, *_ = of(wire.events, m.TurnBegan)
    assert began.turn == m.TurnId("live~1-1")
    assert [event.text for event in of(wire.events, m.TurnWords)][:2] == ["Where is", "Where is the tea?"]
    order = [type(event) for event in wire.events if isinstance(event, m.TurnTaken | m.ReplyBegan)]
    assert order == [m.TurnTaken, m.ReplyBegan]
    (reply,) = of(wire.events, m.ReplyBegan)
    assert (reply.up_to, reply.paced) == (began.turn, True)
    wire.words("input", " Please.", 1_000, 1_200)
    assert of(wire.events, m.TurnWords)[-1].text == "Where is the tea? Please.", "what comes late belongs to it"
    wire.hear(3_000)
    assert of(wire.events, m.TurnWords)[-1].final


def test_silence_ends_a_line_and_the_model_need_not_answer_it() -> None:
    wire = LiveWire()
    speak(wire, 600)
    wire.words("input", "Mhm.", 0, 500)
    wire.hear(2_000)
    assert len(of(wire.events, m.TurnTaken)) == 1
    assert of(wire.events, m.ReplyEnded) == []
    wire.hear(6_000)
    (ended,) = of(wire.events, m.ReplyEnded)
    assert ended.outcome is m.Outcome.DONE, "nothing is owed any more"
    assert of(wire.events, m.ReplyWords) == of(wire.events, m.ReplySound) == []
    wire.words("input", "And another thing.", 9_000, 9_400)
    assert len(of(wire.events, m.TurnBegan)) == 2


def test_words_that_lag_go_on_with_their_line_while_nothing_was_answered() -> None:
    wire = LiveWire()
    speak(wire, 400)
    wire.words("input", "When is a", 0, 400)
    wire.hear(1_600)
    wire.words("input", " lobster", 2_000, 2_200)
    assert of(wire.events, m.TurnWords)[-1].text == "When is a lobster"
    assert len(of(wire.events, m.TurnBegan)) == 1


def test_our_own_detector_ends_what_was_never_written_down() -> None:
    wire = LiveWire()
    speak(wire, 600)
    wire.do(m.CommitTurn(T1))
    assert [event.turn for event in of(wire.events, m.TurnTaken)] == [T1]
    wire.words("input", "Hello.", 100, 500)
    assert (of(wire.events, m.TurnWords)[-1].turn, of(wire.events, m.TurnWords)[-1].text) == (T1, "Hello.")


def test_a_line_that_the_conversation_ends_under_our_name_is_not_told_again() -> None:
    wire = LiveWire()
    speak(wire, 600)
    wire.words("input", "Hello.", 0, 500)
    (began,) = of(wire.events, m.TurnBegan)
    wire.do(m.CommitTurn(began.turn))
    assert of(wire.events, m.TurnTaken) == []
    speak(wire, 600)
    wire.words("input", "Again.", 5_000, 5_200)
    wire.do(m.CommitTurn(T2))
    assert [event.turn for event in of(wire.events, m.TurnTaken)] == [T2]


def test_the_model_may_hum_while_the_person_goes_on() -> None:
    """A sign of listening of the model's does not end the person's line; it counts as its answer once it is over."""
    wire = LiveWire()
    speak(wire, 600)
    wire.words("input", "So I went", 0, 600)
    wire.server("session.output_audio.delta", delta=encoded(LOUD * 5))
    assert of(wire.events, m.TurnTaken) == []
    speak(wire, 600)
    wire.words("input", " home.", 600, 1_200)
    assert len(of(wire.events, m.TurnBegan)) == 1


# --- what the model says


def test_a_reply_begins_with_sound_and_ends_with_silence() -> None:
    wire = LiveWire()
    wire.hear(500)
    wire.words("output", "In the", 500, 700)
    wire.hear(400, loud=True)
    wire.words("output", " tin.", 700, 900)
    wire.hear(1_500)
    (began,) = of(wire.events, m.ReplyBegan)
    assert [(event.text, event.at) for event in of(wire.events, m.ReplyWords)] == [("In the", 0), (" tin.", 200)]
    heard = b"".join(event.pcm for event in of(wire.events, m.ReplySound))
    assert heard.startswith(LOUD)
    assert len(heard) == len(LOUD) * 60, "with the silence that ends it, and no more"
    assert [event.reply for event in of(wire.events, m.ReplySpoken)] == [began.reply]
    assert [event.outcome for event in of(wire.events, m.ReplyEnded)] == [m.Outcome.DONE]


def test_a_pause_between_sentences_is_part_of_a_reply() -> None:
    wire = LiveWire()
    wire.hear(300, loud=True)
    wire.hear(600)
    wire.hear(300, loud=True)
    wire.hear(900)
    wire.hear(300, loud=True)
    assert len(of(wire.events, m.ReplyBegan)) == 2


def test_in_writing_only_the_words_come() -> None:
    wire = LiveWire(replace(WISHES, spoken=False))
    wire.words("output", "Hello.", 0, 200)
    wire.hear(300, loud=True)
    wire.hear(1_000)
    assert of(wire.events, m.ReplySound) == []
    assert [event.text for event in of(wire.events, m.ReplyWords)] == ["Hello."]


def test_words_without_their_sound_are_a_line_of_their_own() -> None:
    wire = LiveWire()
    wire.words("output", "Late.", 0, 200)
    wire.hear(2_000)
    assert [event.text for event in of(wire.events, m.ReplyWords)] == ["Late."]
    assert len(of(wire.events, m.ReplyEnded)) == 1


def test_a_cut_reply_is_not_heard_any_more_and_the_model_is_told() -> None:
    wire = LiveWire()
    wire.hear(500, loud=True)
    (began,) = of(wire.events, m.ReplyBegan)
    (ended,) = wire.do(m.CancelReply(began.reply))
    assert ended.outcome is m.Outcome.CUT
    assert wire.kinds()[-1] == "session.instructions.append"
    wire.do(m.TruncateReply(began.reply, 300, "In the"))
    assert wire.last("session.thinking.append")["content"] == "The person heard only this of it: In the"
    wire.words("output", " tin.", 700, 900)
    assert wire.hear(2_000, loud=True) == [], "there is no cancelling it: it is not listened to"
    wire.hear(400)
    assert wire.hear(100, loud=True) == [], "a short pause is none of its end"
    wire.hear(500)
    assert len(of(wire.hear(100, loud=True), m.ReplyBegan)) == 1


def test_what_is_cut_after_its_last_word_leaves_nothing_to_tell() -> None:
    wire = LiveWire()
    wire.hear(300, loud=True)
    wire.hear(600)
    (began,) = of(wire.events, m.ReplyBegan)
    wire.do(m.CancelReply(began.reply), m.TruncateReply(began.reply, 300, "In the tin."))
    wire.do(m.CancelReply(m.ReplyId("unknown")))
    assert "session.instructions.append" not in wire.kinds()
    assert len(of(wire.hear(100, loud=True), m.ReplyBegan)) == 1


def test_of_an_unheard_reply_the_model_is_told_that() -> None:
    wire = LiveWire()
    wire.hear(200, loud=True)
    (began,) = of(wire.events, m.ReplyBegan)
    wire.do(m.CancelReply(began.reply), m.TruncateReply(began.reply, 0))
    assert wire.last("session.thinking.append")["content"] == "The person heard nothing of it."


# --- what is written


def test_a_written_line_is_asked_to_be_answered() -> None:
    wire = LiveWire()
    (taken,) = wire.do(m.SendText(T1, "Where is the tea?"))
    assert taken == m.TurnTaken(T1)
    ask = wire.last("session.commentary.append")
    assert ask["content"].endswith("\n\nWhere is the tea?")
    assert ask["delegation_id"] is None
    wire.hear(8_000)
    assert of(wire.events, m.ReplyEnded) == [], "it is owed an answer, however long that takes"
    wire.hear(300, loud=True)
    assert of(wire.events, m.ReplyBegan)[-1].up_to == T1


def test_lines_that_waited_together_and_long_ones_come_in_pieces() -> None:
    wire = LiveWire()
    wire.do(m.SendText(T1, "First", answer=False), m.SendText(T1, "  ", answer=False), m.SendText(T2, "word " * 900))
    kinds = wire.kinds()[1:]
    assert kinds[0] == "session.thinking.append"
    assert kinds.count("session.commentary.append") == 1
    assert kinds[-1] == "session.commentary.append"
    assert all(len(body["content"]) / 3 < 500 for body in wire.sent[1:])


def test_an_answer_can_be_asked_for_once_more() -> None:
    wire = LiveWire()
    wire.do(m.AskReply(), m.AnswerOverdue(), m.PrepareTurn(T1), m.ResumeTurn(T1), m.AskAside("title", "x", "y"))
    assert [body["content"][:26] for body in wire.sent[1:]] == ["Reply to the person now. D"] * 2


def test_pictures_go_to_the_model_behind_the_voice_or_are_refused() -> None:
    picture = (Image(data=b"x", media_type="image/png"),)
    wire = LiveWire()
    wire.do(m.SendText(T1, "What is this?", picture, answer=False), m.SendText(T2, "And this?", picture))
    assert wire.kinds()[1:] == ["response.item.create", "response.item.create", "response.create"]
    alone = LiveWire(worker="")
    events = alone.do(m.SendText(T1, "What is this?", picture))
    assert events[-1] == m.EngineRefused(NO_PICTURES)
    assert alone.kinds()[-1] == "session.commentary.append", "the words are answered all the same"


def test_what_a_session_cannot_take_up_has_a_new_one_begin() -> None:
    wire = LiveWire()
    new = m.NeedsNewSession(None)
    assert wire.do(m.CorrectTurn(T1, "x")) == wire.do(m.ForgetTurn(T1)) == [new]
    assert wire.do(m.CorrectReply(m.ReplyId("r"), "x")) == [new]
    assert wire.do(m.Configure(replace(WISHES, instructions="Be brief."))) == [new]
    tools = replace(WISHES, instructions="Be brief.", tools=(ToolSpec("clock", "Time.", "{}"),))
    assert wire.do(m.Configure(tools)) == []
    assert wire.kinds()[-1] == "session.update"
    count = len(wire.sent)
    assert wire.do(m.Configure(tools)) == []
    assert len(wire.sent) == count
    alone = LiveWire(worker="")
    assert alone.do(m.Configure(replace(WISHES, turn_taking=TurnTaking.HOLD))) == []
    alone.do(m.Configure(tools))
    assert alone.kinds() == ["session.start"]


# --- what the service refuses


def test_an_event_that_the_service_does_not_know_is_never_sent_again() -> None:
    wire = LiveWire()
    wire.hear(1_000)
    mute = wire.last("session.input_audio.mute")
    error = {"type": "invalid_request_error", "code": "invalid_value", "param": "type", "message": "Supported: …"}
    assert wire.server("error", error={**error, "client_event_id": mute["event_id"]}) == []
    wire.do(m.SendAudio(LOUD))
    wire.hear(1_000)
    assert wire.kinds().count("session.input_audio.mute") == 1


@pytest.mark.parametrize(
    ("code", "kind"), [("invalid_api_key", FailureKind.WRONG_KEY), ("model_not_found", FailureKind.NO_MODEL)]
)
def test_a_refusal_that_ends_all_is_the_reason(code: str, kind: FailureKind) -> None:
    wire = LiveWire()
    wire.server("error", error={"code": code, "type": "invalid_request_error", "message": "x"})
    assert wire.live.failure is not None
    assert wire.live.failure.kind is kind


def test_what_is_refused_before_the_start_ends_it_and_afterwards_is_said() -> None:
    wire = LiveWire(started=False)
    wire.server("error", error={"code": "forbidden", "message": "The voice is not available."})
    assert wire.live.failure is not None
    wire = LiveWire()
    (told,) = wire.server("error", error={"code": "forbidden", "message": "x", "type": "invalid_request_error"})
    assert isinstance(told, m.EngineRefused)
    assert wire.server("error", error={"code": "invalid_item_id", "message": "x"}) == []
    assert wire.live.failure is None


def test_what_is_unknown_or_broken_breaks_nothing() -> None:
    wire = LiveWire()
    for frame in ("no json", "{}", json.dumps({"type": "something.new"}), json.dumps({"type": "something.new"})):
        assert wire.raw(frame) == []
    for kind in ("session.updated", "info", "session.input_transcript.delta", "session.output_transcript.delta"):
        assert wire.server(kind) == []
    assert wire.server("session.output_audio.delta", delta="no base64!") == []
    assert wire.server("session.delegation.created", delegation={"id": "d", "target": "responses"}) == []
    assert wire.live.failure is None
    assert isinstance(SessionWishes(), SessionWishes)
