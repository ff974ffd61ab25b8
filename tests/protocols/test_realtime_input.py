"""The person's side over the Realtime API: what goes out of the microphone's sound, and what comes back of it."""

import base64
import json
from typing import Any

import pytest

from tests.engines.wire import Wire, refusal
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import (
    CommitTurn,
    CorrectTurn,
    DropAudio,
    ForgetTurn,
    SendAudio,
    SendUtterance,
    TurnBegan,
    TurnEnded,
    TurnId,
    TurnNotUnderstood,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.wishes import SessionWishes, TurnTaking
from voiceapp.engines.realtime.input_audio import LEAD, PIECE, SHORTEST_COMMIT

SECOND = bytes(48_000)
SERVER = SessionWishes(turn_taking=TurnTaking.SERVER)
HEARD = "conversation.item.input_audio_transcription"


def started(item: str, at: float = 0) -> dict[str, Any]:
    return {"type": "input_audio_buffer.speech_started", "item_id": item, "audio_start_ms": at}


def stopped(item: str, at: float = 0) -> dict[str, Any]:
    return {"type": "input_audio_buffer.speech_stopped", "item_id": item, "audio_end_ms": at}


def committed(item: str) -> dict[str, Any]:
    return {"type": "input_audio_buffer.committed", "item_id": item}


def completed(item: str, text: str | None, **more: Any) -> dict[str, Any]:
    return {"type": f"{HEARD}.completed", "item_id": item, "transcript": text, **more}


def taken(wire: Wire) -> list[TurnId]:
    return [each.turn for each in wire.of(TurnTaken)]


def sound_sent(wire: Wire) -> bytes:
    return b"".join(base64.b64decode(frame["audio"]) for frame in wire.sent("input_audio_buffer.append"))


def kinds(wire: Wire) -> list[str]:
    return [frame["type"] for frame in wire.frames]


# --- what goes out


def test_sound_goes_out_in_pieces_that_are_small_enough() -> None:
    wire = Wire()
    pcm = b"\1\2" * PIECE
    wire.say(SendAudio(pcm))
    assert len(wire.frames) == 2
    assert sound_sent(wire) == pcm
    assert all(len(json.dumps(frame)) < 256 * 1024 for frame in wire.frames)


def test_what_is_too_short_to_be_a_turn_is_taken_back() -> None:
    wire = Wire()
    wire.say(CommitTurn(TurnId("nothing")))
    assert wire.frames == []
    wire.say(SendAudio(bytes(SHORTEST_COMMIT - 2)), CommitTurn(TurnId("short")), SendUtterance(TurnId("s"), b"\0\0"))
    assert kinds(wire) == ["input_audio_buffer.append", "input_audio_buffer.clear"]
    wire.say(DropAudio())
    assert len(wire.frames) == 2, "nothing is left that could be taken back"


def test_turns_are_confirmed_in_the_order_in_which_they_were_ended() -> None:
    wire = Wire()
    for name in ("one", "two"):
        wire.say(SendAudio(SECOND), CommitTurn(TurnId(name)))
    wire.hear(committed("u1"), committed("u2"))
    assert taken(wire) == ["one", "two"]


def test_a_refusal_of_what_nobody_ended_changes_no_name() -> None:
    wire = Wire()
    wire.say(SendAudio(SECOND), CommitTurn(TurnId("one")))
    commit = wire.sent("input_audio_buffer.commit")[0]
    wire.hear(committed("u1"), refusal(commit, "input_audio_buffer_commit_empty"))
    wire.say(SendAudio(SECOND), CommitTurn(TurnId("two")))
    wire.hear(committed("u2"))
    assert taken(wire) == ["one", "two"]


def test_what_is_being_said_is_sent_once_more_after_an_utterance_that_was_kept() -> None:
    wire = Wire()
    wire.say(SendAudio(b"\1\1" * 100), SendUtterance(TurnId("kept"), b"\2\2" * 24_000))
    assert sound_sent(wire) == b"\1\1" * 100 + b"\2\2" * 24_000 + b"\1\1" * 100
    assert kinds(wire)[-3:] == ["input_audio_buffer.commit", "response.create", "input_audio_buffer.append"]


def test_while_the_services_detector_hears_nobody_only_the_last_second_may_belong_to_what_is_said() -> None:
    wire = Wire(SERVER)
    wire.say(SendAudio(b"\1\1" * LEAD), SendAudio(b"\2\2" * (LEAD // 2)))
    wire.frames.clear()
    wire.say(SendUtterance(TurnId("kept"), SECOND))
    assert sound_sent(wire) == SECOND + b"\2\2" * (LEAD // 2)


def test_nothing_is_sent_once_more_where_nothing_is_being_said() -> None:
    wire = Wire(SERVER)
    wire.say(SendUtterance(TurnId("kept"), SECOND))
    assert sound_sent(wire) == SECOND
    assert "input_audio_buffer.clear" not in kinds(wire)


# --- the service's detector


def test_the_service_tells_when_somebody_begins_and_ends() -> None:
    wire = Wire(SERVER)
    wire.hear(started("u1", 120.7), stopped("u1", 900), committed("u1"))
    assert wire.events == [TurnBegan(TurnId("u1"), 120), TurnEnded(TurnId("u1"), 900), TurnTaken(TurnId("u1"))]


def test_what_began_and_has_not_ended_goes_on_under_another_name_of_the_services() -> None:
    wire = Wire(SERVER)
    wire.hear(started("u1"), started("u2"), committed("u2"))
    assert [each.turn for each in wire.of(TurnBegan)] == ["u1", "u1"]
    assert taken(wire) == ["u1"]


def test_what_was_being_said_when_something_else_was_sent_is_still_the_same_turn() -> None:
    wire = Wire(SERVER)
    wire.say(SendAudio(SECOND))
    wire.hear(started("u1"))
    wire.say(SendUtterance(TurnId("kept"), SECOND))
    wire.hear(committed("u2"), started("u3"), committed("u3"))
    assert taken(wire) == ["kept", "u1"]


def test_a_turn_that_the_service_ends_while_ours_waits_is_not_taken_for_ours() -> None:
    wire = Wire(SERVER)
    wire.say(SendAudio(SECOND))
    wire.hear(started("u1"))
    wire.say(SendAudio(SECOND), CommitTurn(TurnId("ours")), SendAudio(SECOND))
    wire.hear(committed("u1"), committed("u2"))
    assert taken(wire) == ["u1", "ours"]


def test_what_is_committed_while_another_is_announced_keeps_the_announced_sound() -> None:
    wire = Wire(SERVER)
    wire.say(SendAudio(SECOND))
    wire.hear(started("u1"), committed("older"))
    wire.frames.clear()
    wire.say(SendUtterance(TurnId("kept"), SECOND))
    assert sound_sent(wire) == SECOND + SECOND


# --- words


def test_words_grow_until_they_are_final() -> None:
    wire = Wire()
    wire.say(SendAudio(SECOND), CommitTurn(TurnId("t")))
    deltas = [{"type": f"{HEARD}.delta", "item_id": "u1", "delta": delta} for delta in ("Is there", None, " tea")]
    wire.hear(committed("u1"), *deltas, completed("u1", " Is there tea? ", languages=[{"code": "en"}]))
    words = wire.of(TurnWords)
    assert [(each.text, each.final) for each in words] == [
        ("Is there", False),
        ("Is there", False),
        ("Is there tea", False),
        ("Is there tea?", True),
    ]
    assert {each.turn for each in words} == {"t"}
    assert words[-1].language == "en"


@pytest.mark.parametrize(
    ("more", "seconds", "tokens"),
    [
        ({}, None, None),
        ({"languages": [], "usage": {"type": "duration", "seconds": 2.5}}, 2.5, 0),
        ({"languages": [{}], "usage": {"type": "tokens", "input_tokens": 7, "output_tokens": 3}}, 0.0, 3),
    ],
)
def test_words_are_charged_as_the_service_counts(
    more: dict[str, Any], seconds: float | None, tokens: int | None
) -> None:
    wire = Wire()
    wire.hear(completed("u1", None, **more))
    (words,) = wire.of(TurnWords)
    assert (words.text, words.language) == ("", None)
    assert [(each.usage.seconds, each.usage.text_out) for each in words.spent] == (
        [] if seconds is None else [(seconds, tokens)]
    )


@pytest.mark.parametrize("code", ["audio_unintelligible", None])
def test_what_could_not_be_written_down_is_said(code: str | None) -> None:
    wire = Wire()
    wire.hear({"type": f"{HEARD}.failed", "item_id": "u1", "error": {"code": code}})
    (failed,) = wire.of(TurnNotUnderstood)
    assert (failed.turn, failed.failure.kind, failed.failure.detail) == (
        "u1",
        FailureKind.NOT_UNDERSTOOD,
        code or "",
    )


# --- corrections


@pytest.mark.parametrize("command", [CorrectTurn(TurnId("t"), "Right."), ForgetTurn(TurnId("t"))])
def test_what_is_changed_before_the_service_confirmed_it_is_changed_then(command: CorrectTurn | ForgetTurn) -> None:
    wire = Wire()
    wire.say(SendAudio(SECOND), CommitTurn(TurnId("t")), command)
    assert "conversation.item.delete" not in kinds(wire)
    wire.hear(committed("u1"), committed("u2"))
    assert [frame["item_id"] for frame in wire.sent("conversation.item.delete")] == ["u1"]


def test_a_name_that_comes_again_is_the_same_item() -> None:
    wire = Wire(SERVER)
    wire.hear(started("u1"), committed("u1"))
    wire.hear(started("u1"), started("u1"), committed("u1"))
    wire.say(ForgetTurn(TurnId("u1")))
    assert [frame["item_id"] for frame in wire.sent("conversation.item.delete")] == ["u1"]


def test_a_talk_of_five_minutes_without_a_pause_is_not_sent_twice() -> None:
    wire = Wire()
    wire.say(SendAudio(bytes(WIRE.bytes(301_000))), SendUtterance(TurnId("kept"), SECOND))
    assert "input_audio_buffer.commit" not in kinds(wire), "it waits"
    wire.frames.clear()
    wire.say(DropAudio())
    assert kinds(wire)[:2] == ["input_audio_buffer.clear", "input_audio_buffer.append"]
    assert sound_sent(wire) == SECOND


UNSURE = [{"token": "or", "logprob": -0.1}, {"token": " dry", "logprob": -2.0}]


def words_of(wire: Wire) -> list[tuple[str, int, int, float]]:
    final = next(each for each in wire.of(TurnWords) if each.final)
    return [(word.text, word.start, word.end, round(word.sure or 0, 2)) for word in final.words]


def test_how_sure_the_server_was_of_each_word_comes_with_a_turn_of_ours() -> None:
    wire = Wire()
    wire.say(SendAudio(SECOND), CommitTurn(TurnId("one")))
    wire.hear(committed("u1"), completed("u1", "or dry", logprobs=UNSURE))
    assert words_of(wire) == [("or", 0, 428, 0.9), ("dry", 428, 1000, 0.14)]


def test_it_comes_with_a_turn_that_the_server_ended_too() -> None:
    wire = Wire(SERVER)
    wire.hear(started("u1", 500), stopped("u1", 1_200), committed("u1"), completed("u1", "or dry", logprobs=UNSURE))
    assert words_of(wire) == [("or", 0, 300, 0.9), ("dry", 300, 700, 0.14)]


@pytest.mark.parametrize("odd", [None, "much", [], [3]])
def test_odd_probabilities_cost_no_words(odd: object) -> None:
    wire = Wire()
    wire.say(SendAudio(SECOND), CommitTurn(TurnId("one")))
    wire.hear(committed("u1"), completed("u1", "or dry", logprobs=odd))
    assert words_of(wire) == []
    assert wire.of(TurnWords)[-1].text == "or dry"


def test_words_of_a_turn_whose_length_nobody_knows_are_words_all_the_same() -> None:
    wire = Wire()
    wire.hear(completed("unknown", "or dry", logprobs=UNSURE))
    assert words_of(wire) == []
