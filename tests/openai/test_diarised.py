"""Who says what, from a service that tells voices apart."""

from collections.abc import AsyncIterator
from dataclasses import replace

import numpy as np
import pytest

from tests.rig.signals import Samples, silence
from tests.rig.speech import spoken
from tests.server.api import ApiServer
from voiceapp.core.failures import FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints
from voiceapp.core.voice_turns import KnownVoice
from voiceapp.openai.diarised import DiarisedTranscriptions
from voiceapp.openai.http import Server
from voiceapp.openai.transcriptions import Transcriptions

MODEL = "gpt-4o-transcribe-diarize"
HIS = spoken("Good morning everybody, shall we begin?", WIRE.rate)
HERS = spoken("Hello, how are you today my friends?", WIRE.rate, "en+f3")
QUIET = silence(0.6, WIRE.rate)


def pcm(*pieces: Samples) -> bytes:
    return np.concatenate([QUIET, *(each for piece in pieces for each in (piece, QUIET))]).astype("<i2").tobytes()


async def heard(part: DiarisedTranscriptions, sound: bytes, hints: RecognitionHints) -> list[RecognisedText]:
    async def pieces() -> AsyncIterator[bytes]:
        yield sound

    return [each async for each in part.transcribe(pieces(), hints)]


@pytest.mark.parametrize("newest", [False, True])
async def test_each_says_their_words_when_they_say_them(server: Server, api_server: ApiServer, newest: bool) -> None:
    if newest:
        provider = replace(server.provider, takes_newest_fields=True)
        server = replace(server, endpoint=replace(server.endpoint, provider=provider))
    api_server.script.hear("Good morning.", "Hello.", "Begin.")
    answers = await heard(
        DiarisedTranscriptions(server, MODEL), pcm(HIS, HERS, HIS), RecognitionHints("en", ("Fjordline",), before="So")
    )
    last = answers[-1]
    assert (last.text, last.final) == ("Good morning. Hello. Begin.", True)
    assert [(turn.voice, turn.text) for turn in last.turns] == [
        ("A", "Good morning."),
        ("B", "Hello."),
        ("A", "Begin."),
    ]
    begins = [(turn.start, turn.end) for turn in last.turns]
    second = 600 + WIRE.ms(2 * len(HIS)) + 600
    assert begins[1][0] == pytest.approx(second, abs=150)
    assert begins[1][1] == pytest.approx(second + WIRE.ms(2 * len(HERS)), abs=600)
    assert len(answers) == (5 if newest else 2), "a stream shows each as it comes"
    (sent,) = api_server.log.received("/v1/audio/transcriptions")
    assert {name for name in sent.body if name != "bytes"} == {
        "model",
        "response_format",
        "chunking_strategy",
        "language",
        *(["stream"] if newest else []),
    }
    assert [each.model for each in last.spent] == [MODEL]
    assert api_server.violations == []


async def test_a_voice_is_known_by_its_sample_in_the_next_part(server: Server, api_server: ApiServer) -> None:
    sample = np.concatenate([HERS, HERS])[: 9 * WIRE.rate].astype("<i2").tobytes()
    hints = RecognitionHints(voices=(KnownVoice("speaker_2", sample),))
    answers = await heard(DiarisedTranscriptions(server, MODEL), pcm(HIS, HERS), hints)
    assert [turn.voice for turn in answers[-1].turns] == ["A", "speaker_2"]
    assert api_server.violations == []


async def test_a_server_that_knows_no_samples_goes_without_them(server: Server, api_server: ApiServer) -> None:
    short = KnownVoice("speaker_1", bytes(WIRE.bytes(500)))
    answers = await heard(DiarisedTranscriptions(server, MODEL), pcm(HIS), RecognitionHints(voices=(short,)))
    assert [turn.voice for turn in answers[-1].turns] == ["A"]
    assert len(api_server.log.received("/v1/audio/transcriptions")) == 1, "what is refused is not logged as taken"


@pytest.mark.parametrize("quirk", ["stt-no-voices", "stt-text"])
async def test_a_server_that_tells_nobody_apart_says_so(server: Server, api_server: ApiServer, quirk: str) -> None:
    api_server.script.quirky(quirk)
    with pytest.raises(EngineError, match="can't tell persons apart") as refused:
        await heard(DiarisedTranscriptions(server, MODEL), pcm(HIS), RecognitionHints())
    assert refused.value.failure.kind is FailureKind.NO_MODEL


async def test_silence_is_no_words(server: Server, api_server: ApiServer) -> None:
    answers = await heard(DiarisedTranscriptions(server, MODEL), bytes(WIRE.bytes(2000)), RecognitionHints())
    assert (answers[-1].text, answers[-1].turns) == ("", ())


async def test_the_plain_way_leaves_out_what_this_model_refuses(server: Server, api_server: ApiServer) -> None:
    part = Transcriptions(server, MODEL, timed=True)

    async def pieces() -> AsyncIterator[bytes]:
        yield pcm(HIS)

    api_server.script.hear("Good morning.")
    hints = RecognitionHints("en", ("Fjordline",), before="Before.")
    found = [each async for each in part.transcribe(pieces(), hints)]
    assert found[-1].text == "Good morning."
    assert api_server.violations == []
