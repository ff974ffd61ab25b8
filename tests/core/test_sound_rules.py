"""What counts as a voice or a sudden sound, at both sides of each threshold."""

from voiceapp.core.sound_rules import (
    AUDIBLE,
    FAINT,
    HALF,
    MARGIN,
    NEAR_FLOOR,
    ONSET,
    STANDS_OUT,
    SUDDEN,
    followed,
    is_above_room,
    is_half_sudden,
    is_half_worth_asking,
    is_room,
    is_sudden,
    is_voice_over_reply,
)


def test_a_faint_voice_over_a_reply_is_none() -> None:
    assert is_voice_over_reply(ONSET, FAINT + 1)
    assert not is_voice_over_reply(ONSET, FAINT)
    assert not is_voice_over_reply(ONSET - 0.1, FAINT + 1)


def test_a_sudden_sound_is_audible_and_far_louder_than_it_was() -> None:
    assert is_sudden(AUDIBLE + 1, AUDIBLE - SUDDEN)
    assert not is_sudden(AUDIBLE, AUDIBLE - SUDDEN - 20)
    assert not is_sudden(AUDIBLE + SUDDEN, AUDIBLE)


def test_half_a_frame_must_say_more_to_say_the_same() -> None:
    assert is_half_sudden(AUDIBLE + SUDDEN + HALF + 1, AUDIBLE)
    assert not is_half_sudden(AUDIBLE + SUDDEN + HALF, AUDIBLE)
    assert is_half_worth_asking(AUDIBLE + HALF + 1, AUDIBLE - STANDS_OUT)
    assert not is_half_worth_asking(AUDIBLE + HALF, AUDIBLE - STANDS_OUT)


def test_what_is_little_louder_than_the_room_may_be_the_room_alone() -> None:
    assert is_room(-60 + NEAR_FLOOR - 1, -60)
    assert not is_room(-60 + NEAR_FLOOR, -60)
    assert is_above_room(-60 + MARGIN + 1, -60)
    assert not is_above_room(-60 + MARGIN, -60)


def test_a_quieter_room_is_believed_at_once_and_a_louder_one_bit_by_bit() -> None:
    assert followed(-50, -60) == -60
    assert -60 < followed(-60, -30) < -30
