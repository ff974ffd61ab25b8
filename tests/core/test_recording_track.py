"""The recordings of a talk lie on one time line, and it is known how loud each moment is."""

from dataclasses import replace

from tests.talks import answered, said, talk_of
from voiceapp.core.recordings.track import LONGEST_PAUSE, Track, TrackLine, TrackPiece, track_of
from voiceapp.core.recordings.waveform import (
    EDGE,
    PEAK_MS,
    Silence,
    Waveform,
    after_silence,
    next_silence,
    peaks_of_track,
    silences,
    voiced,
    waveform_of,
)
from voiceapp.core.transcript import SoundId, SoundPart, Speaker

A, B = SoundId("a"), SoundId("b")
ONE = said("one", 1, at=10.0, sound=A, sound_ms=1000)
TWO = answered("two", 2, at=11.5, sound=B, sound_ms=2000)


def test_lines_lie_behind_each_other_as_they_were_said() -> None:
    track = track_of(talk_of(ONE, TWO, said("typed", 3)))
    assert track == Track(
        (TrackPiece(A, 0, 0, 1000), TrackPiece(B, 0, 1500, 2000)),
        (TrackLine(ONE.id, 0, 1000, Speaker.USER), TrackLine(TWO.id, 1500, 3500, Speaker.ASSISTANT)),
        3500,
    )
    assert track.sounds == (A, B)
    assert track_of(talk_of(said("typed"))) == Track()


def test_a_long_pause_is_shortened() -> None:
    track = track_of(talk_of(ONE, replace(TWO, at=5000.0)))
    assert track.lines[1].start == 1000 + LONGEST_PAUSE


def test_a_line_of_several_recordings_has_them_all() -> None:
    whole = replace(ONE, sound_ms=2500, parts=(SoundPart(A, 100, 900), SoundPart(B, 0, 5000, at=1500)))
    assert track_of(talk_of(whole)).pieces == (TrackPiece(A, 100, 0, 900), TrackPiece(B, 0, 1500, 1000))


def test_the_track_begins_with_what_can_be_heard() -> None:
    """A recording that is gone leaves its line without sound, though its length is known."""
    gone = replace(ONE, sound=None)
    track = track_of(talk_of(gone, TWO))
    assert (track.lines[0].start, track.length) == (0, 2000)


def test_what_sounds_at_a_moment_is_found() -> None:
    track = track_of(talk_of(ONE, TWO))
    assert track.line_at(-1) is None
    assert track.line_at(1200) == track.lines[0]
    assert track.line_at(1500) == track.lines[1]
    assert track.line_of(TWO.id) == track.lines[1]
    assert track.line_of(said("other", 9).id) is None
    assert track.pieces_between(900, 1600) == list(track.pieces)
    assert track.pieces_between(1000, 1500) == []


# --- how loud it is


def test_columns_show_the_highest_peak_at_every_zoom() -> None:
    waveform = waveform_of(bytes([10, 0, 0, 200, *[5] * 96]))
    assert waveform.length == 100 * PEAK_MS
    assert len(waveform.levels) > 1
    assert waveform.columns(0, 80, 4) == bytes([10, 0, 0, 200])
    assert waveform.columns(0, 2000, 2) == bytes([200, 5])
    assert waveform.columns(-40, 40, 2) == bytes([0, 10])
    assert waveform.columns(1960, 2040, 2) == bytes([5, 0])
    assert waveform.columns(0, 4, 2) == bytes([10, 10])
    assert Waveform().columns(0, 100, 0) == b""


def test_the_peaks_of_a_track_are_those_of_its_recordings_in_their_places() -> None:
    track = Track((TrackPiece(A, 20, 40, 40), TrackPiece(B, 0, 60, 60), TrackPiece(SoundId("gone"), 0, 0, 20)), (), 110)
    assert peaks_of_track(track, {A: bytes([1, 2, 3, 4]), B: bytes([9, 1, 9])}) == bytes([0, 0, 2, 9, 1, 9])


def test_silences_are_judged_by_the_loud_moments() -> None:
    speech, quiet = [200] * 20, [8] * 50
    assert silences(bytes([*speech, *quiet, *speech])) == (Silence(400 + EDGE, 1400 - EDGE),)
    assert silences(bytes([*speech, *[8] * 10, *speech])) == ()
    assert silences(bytes([0] * 50)) == (Silence(0, 1000),)
    assert silences(b"") == ()


def test_between_silences_there_is_a_voice() -> None:
    speech, quiet = [200] * 20, [8] * 50
    assert voiced(bytes([*speech, *quiet, *speech])) == [(0, 400 + EDGE), (1400 - EDGE, 1800)]
    assert voiced(bytes([*quiet, *speech])) == [(1000 - EDGE, 1400)]
    assert voiced(b"") == []


def test_a_silence_is_skipped() -> None:
    silent = (Silence(100, 900), Silence(2000, 3000))
    assert after_silence(silent, 100) == 900
    assert after_silence(silent, 899) == 900
    assert after_silence(silent, 900) == 900
    assert next_silence(silent, 100) == 2000
    assert next_silence(silent, 99) == 100
    assert next_silence(silent, 2000) is None


def test_a_message_without_sound_has_no_parts() -> None:
    assert said("typed").sound_parts == ()
    assert ONE.sound_parts == (SoundPart(A, 0, 1000),)
