"""The sound of a line is cut and joined without losing a moment of it."""

from voiceapp.core.pcm import WIRE
from voiceapp.core.recordings.sound_cuts import assembled, cut_sound, joined_sound
from voiceapp.core.transcript import SoundId, SoundPart

ONE, OTHER = SoundId("one"), SoundId("other")


def test_a_cut_gives_either_side_its_part() -> None:
    assert cut_sound((SoundPart(ONE, 100, 900),), 300) == (
        (SoundPart(ONE, 100, 300),),
        (SoundPart(ONE, 400, 600),),
    )


def test_whole_parts_go_to_one_side() -> None:
    parts = (SoundPart(ONE, 0, 500), SoundPart(OTHER, 0, 400, at=700))
    assert cut_sound(parts, 600) == ((parts[0],), (SoundPart(OTHER, 0, 400, at=100),))
    assert cut_sound(parts, 0) == ((), parts)
    assert cut_sound((SoundPart(ONE, 0, 0),), 0) == ((SoundPart(ONE, 0, 0),), ())


def test_joining_takes_back_a_cut() -> None:
    whole = (SoundPart(ONE, 100, 900),)
    first, rest = cut_sound(whole, 300)
    assert joined_sound(first, rest, 300) == whole


def test_other_recordings_stand_behind_each_other() -> None:
    assert joined_sound((SoundPart(ONE, 0, 500),), (SoundPart(OTHER, 0, 400),), 600) == (
        SoundPart(ONE, 0, 500),
        SoundPart(OTHER, 0, 400, at=600),
    )
    assert joined_sound((), (SoundPart(OTHER, 0, 400),), 0) == (SoundPart(OTHER, 0, 400),)


def test_what_is_read_is_put_together_with_silence_between() -> None:
    first, second = WIRE.bytes(100) * b"\x01", WIRE.bytes(50) * b"\x02"
    parts = (SoundPart(ONE, 50, 50), SoundPart(OTHER, 0, 50, at=70), SoundPart(SoundId("gone"), 0, 50, at=120))
    assert assembled(parts, {ONE: first, OTHER: second}) == (first[: WIRE.bytes(50)] + bytes(WIRE.bytes(20)) + second)
