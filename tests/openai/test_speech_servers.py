"""Speech of servers that were written by others: what is sound is heard, at its own speed; what is none is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rig.speech import spoken
from tests.server.api import ApiServer
from tests.server.quirks import RATE, SPEECH
from voiceapp.audio.raw_samples import RawConverter, RawLayout
from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.wishes import SessionWishes
from voiceapp.openai.audio_format import SoundFormat, format_of, wav_head
from voiceapp.openai.http import Server
from voiceapp.openai.speech import Speech

TEXT = "Good morning, the kettle is on."
HEARD = sorted(name for name, quirk in SPEECH.items() if quirk.sound is not None and name != "speech-aac")
REFUSED = sorted(name for name, quirk in SPEECH.items() if quirk.instead is not None)


async def said(server: Server) -> bytes:
    return b"".join([piece.pcm async for piece in Speech(server, "tts-1").speak(TEXT, SessionWishes())])


def likeness(pcm: bytes) -> float:
    """To what the server's voice said: 1 where it is the same, whenever it begins; 0 for noise or another speed."""
    heard = np.frombuffer(pcm, "<i2").astype(np.float64)
    wanted = spoken(TEXT, RATE).astype(np.float64)
    size = 1 << (len(heard) + len(wanted)).bit_length()
    both = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size)), size)
    return float(both.max() / np.sqrt((heard**2).sum() * (wanted**2).sum()))


@pytest.mark.parametrize("quirk", HEARD)
async def test_sound_is_heard_whatever_it_comes_in(quirk: str, server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky(quirk)
    pcm = await said(server)
    assert likeness(pcm) > 0.85
    assert abs(len(pcm) / 2 - len(spoken(TEXT, RATE))) < 0.15 * RATE


@pytest.mark.parametrize("quirk", REFUSED)
async def test_what_is_no_sound_is_never_played(quirk: str, server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky(quirk)
    with pytest.raises(EngineError) as told:
        await said(server)
    assert told.value.failure.kind is FailureKind.SERVER_BROKEN
    assert "sent no sound" in str(told.value.failure.sentence)


async def test_samples_are_handed_on_as_they_come(server: Server, api_server: ApiServer) -> None:
    """The first of them long before the last: a voice begins while the rest is made."""
    for quirk in ("", "speech-wav-stream", "speech-16k"):
        api_server.script.quirks = {quirk} if quirk else set()
        pieces = [piece.pcm async for piece in Speech(server, "tts-1").speak(TEXT, SessionWishes()) if piece.pcm]
        assert len(pieces) > 3
        assert len(pieces[0]) < 0.2 * RATE * 2


# --- what is what


@given(
    st.integers(4, 64),
    st.integers(0, 2**31),
    st.sampled_from(["", "audio/pcm", "audio/mpeg", "application/octet-stream"]),
)
def test_speech_is_never_taken_for_text(size: int, seed: int, content_type: str) -> None:
    samples = np.random.default_rng(seed).normal(0, 400, size).astype("<i2").tobytes()
    kind = format_of(samples, content_type)
    assert kind is not SoundFormat.NO_SOUND or samples.isascii()


@pytest.mark.parametrize(
    ("head", "content_type", "kind"),
    [
        (b"\xff\xfb" + bytes(2000), "audio/pcm", RawLayout()),  # a loud sample, and silence
        (b'{"error":', "audio/pcm", SoundFormat.NO_SOUND),
        ('{"error": "没有这个声音'.encode()[:-1], "audio/mpeg", SoundFormat.NO_SOUND),
        (b"upstream connect error", "", SoundFormat.NO_SOUND),
        (bytes(64), "application/json", SoundFormat.NO_SOUND),
        (bytes(64), "audio/mpeg", RawLayout()),
        (b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(9) + b"\xff\xf1", "audio/aac", SoundFormat.FILE),
        (b"\x1aE\xdf\xa3" + bytes(60), "audio/webm", SoundFormat.FILE),
        (bytes(4) + b"ftypM4A ", "audio/mp4", SoundFormat.FILE),
        (bytes(64), "audio/pcm; rate=nonsense; channels=900", RawLayout()),
        (bytes(64), 'audio/pcm;rate="44100"', RawLayout(44_100)),
    ],
)  # fmt: skip
def test_the_first_bytes_say_what_it_is(head: bytes, content_type: str, kind: RawLayout | SoundFormat) -> None:
    assert format_of(head, content_type) == kind


async def test_a_file_that_nobody_here_can_read_is_refused(server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky("speech-aac")
    with pytest.raises(EngineError, match="can't be read here"):
        await said(server)


@given(
    st.lists(st.integers(0, 7), max_size=30),
    st.sampled_from([RawLayout(), RawLayout(16_000), RawLayout(48_000, 2), RawLayout(24_000, 1, big_endian=True)]),
)
def test_where_samples_are_cut_does_not_matter(cuts: list[int], raw: RawLayout) -> None:
    whole = np.random.default_rng(len(cuts)).integers(-9000, 9000, 600).astype("<i2").tobytes()
    once, pieces = RawConverter(raw), RawConverter(raw)
    came, place = b"", 0
    for cut in cuts:
        came += pieces.converted(whole[place : place + cut])
        place += cut
    assert came + pieces.converted(whole[place:]) == once.converted(whole)


@given(st.integers(0, 60))
def test_a_wav_file_is_known_once_its_head_is_there(size: int) -> None:
    _, wav = SPEECH["speech-wav"].sound(bytes(400)) if SPEECH["speech-wav"].sound else ("", b"")
    found = wav_head(wav[:size])
    if size >= 60:
        assert found is not None
        assert not isinstance(found, SoundFormat)
        assert (found.raw, found.size) == (RawLayout(), 400)
    elif size >= 12:
        assert found is None
