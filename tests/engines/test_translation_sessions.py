"""Translation sessions with the true server: both languages, whoever speaks, and what is paid for."""

import asyncio

import numpy as np
import pytest

from tests.engines.test_contract import realtime_server
from tests.rig.signals import noise
from tests.server.api import KEY, ApiServer
from tests.server.script import Interpreted
from voiceapp.core.failures import FailureKind
from voiceapp.core.interpreter.job import (
    InterpretJob,
    InterpretNews,
    JobDone,
    Pair,
    Side,
    SideFound,
    VoiceMade,
    WordsHeard,
    WordsTranslated,
)
from voiceapp.core.ports import EngineError
from voiceapp.engines.translation.interpreting import TranslationSessions
from voiceapp.live_sound import LiveSound
from voiceapp.openai.wire_sound import WireSound

SPEECH = noise(2.0, 24_000, seed=3).tobytes()
PAIR = Pair("en", "de")
ENGLISH = Interpreted("en", "Where is the station?", "Wo ist der Bahnhof?")
GERMAN = Interpreted("de", "Der ist gleich um die Ecke.", "It is right around the corner.")


def sessions(api: ApiServer) -> TranslationSessions:
    server = realtime_server(api, KEY)
    return TranslationSessions(server, "gpt-realtime-translate", "gpt-live-transcribe", WireSound)


def whole(pcm: bytes = SPEECH) -> LiveSound:
    sound = LiveSound()
    sound.append(pcm)
    sound.end()
    return sound


async def interpreted(api: ApiServer, job: InterpretJob, sound: LiveSound | None = None) -> list[InterpretNews]:
    async with asyncio.timeout(30):
        return [each async for each in sessions(api).interpret(sound or whole(), job)]


def last_words(news: list[InterpretNews]) -> tuple[str, str]:
    said = [each.text for each in news if isinstance(each, WordsHeard)]
    translated = [each.text for each in news if isinstance(each, WordsTranslated)]
    return said[-1] if said else "", translated[-1] if translated else ""


async def test_a_side_that_is_known_takes_one_session_and_its_words_and_sound_come(api_server: ApiServer) -> None:
    api_server.script.interpreted = [ENGLISH]
    news = await interpreted(api_server, InterpretJob(PAIR, Side.LEFT))
    assert last_words(news) == (ENGLISH.said, ENGLISH.translated)
    sound = b"".join(each.pcm for each in news if isinstance(each, VoiceMade))
    assert np.abs(np.frombuffer(sound, "<i2")).max() > 1_000
    assert isinstance(news[-1], JobDone)
    assert [line.model for line in news[-1].spent] == ["gpt-realtime-translate", "gpt-live-transcribe"]
    assert len(api_server.connections) == 1
    assert bytes(api_server.connections[0].state.heard) == SPEECH
    assert api_server.violations == []


@pytest.mark.parametrize(("entry", "side"), [(ENGLISH, Side.LEFT), (GERMAN, Side.RIGHT)])
async def test_who_speaks_shows_by_the_words_and_only_the_right_direction_goes_on(
    api_server: ApiServer, entry: Interpreted, side: Side
) -> None:
    api_server.script.interpreted = [entry]
    news = await interpreted(api_server, InterpretJob(PAIR))
    assert [each.side for each in news if isinstance(each, SideFound)] == [side]
    assert last_words(news) == (entry.said, entry.translated)
    assert api_server.translated.texts == [entry.translated]
    assert api_server.violations == []


async def test_words_that_show_no_language_are_told_apart_by_what_is_left_as_it_is(api_server: ApiServer) -> None:
    api_server.script.interpreted = [Interpreted("de", "Zwiebelkuchen", "onion tart")]
    news = await interpreted(api_server, InterpretJob(PAIR))
    assert [each.side for each in news if isinstance(each, SideFound)] == [Side.RIGHT]
    assert last_words(news) == ("Zwiebelkuchen", "onion tart")


async def test_captions_alone_bring_no_sound(api_server: ApiServer) -> None:
    api_server.script.interpreted = [ENGLISH]
    news = await interpreted(api_server, InterpretJob(PAIR, Side.LEFT, spoken=False))
    assert not [each for each in news if isinstance(each, VoiceMade)]
    assert last_words(news)[1] == ENGLISH.translated


async def test_a_service_that_writes_nothing_down_still_translates(api_server: ApiServer) -> None:
    api_server.script.interpreted = [ENGLISH]
    api_server.script.refuses_transcriber = True
    news = await interpreted(api_server, InterpretJob(PAIR, Side.LEFT))
    assert last_words(news) == ("", ENGLISH.translated)


async def test_a_line_that_breaks_is_said_to_be_worth_another_try(api_server: ApiServer) -> None:
    api_server.script.interpreted = [ENGLISH]
    api_server.script.drops_translation_after = 4
    with pytest.raises(EngineError) as broke:
        await interpreted(api_server, InterpretJob(PAIR, Side.LEFT))
    assert broke.value.failure.kind is FailureKind.LINK_DROPPED
    assert broke.value.failure.worth_retrying
    news = await interpreted(api_server, InterpretJob(PAIR, Side.LEFT))
    assert last_words(news) == (ENGLISH.said, ENGLISH.translated)


async def test_a_language_that_the_service_lacks_is_said_in_a_sentence(api_server: ApiServer) -> None:
    with pytest.raises(EngineError) as refused:
        await interpreted(api_server, InterpretJob(Pair("en", "el"), Side.LEFT))
    assert refused.value.failure.kind is FailureKind.REJECTED
    assert "Choose another" in str(refused.value.failure.sentence)
    api_server.violations.clear()


async def test_a_wrong_key_is_said_before_anything_is_sent(api_server: ApiServer) -> None:
    server = realtime_server(api_server, "sk-wrong-key-of-nobody-0000000000")
    wrong = TranslationSessions(server, "gpt-realtime-translate", "", WireSound)
    with pytest.raises(EngineError) as refused:
        async for _ in wrong.interpret(whole(), InterpretJob(PAIR, Side.LEFT)):
            pass
    assert refused.value.failure.kind is FailureKind.WRONG_KEY
    assert api_server.connections == []


def test_sound_of_another_layout_is_brought_to_ours() -> None:
    wave = (np.sin(np.arange(16_000) / 16_000 * 440 * 2 * np.pi) * 8_000).astype("<i2")
    stereo = np.repeat(wave, 2).tobytes()
    sound = WireSound()
    got = b"".join(sound.taken(stereo[start : start + 999], 16_000, 2) for start in range(0, len(stereo), 999))
    samples = np.frombuffer(got, "<i2").astype(float)
    assert abs(len(samples) - 24_000) < 200
    spectrum = np.abs(np.fft.rfft(samples[1_000:23_000]))
    assert abs(np.argmax(spectrum) * 24_000 / 22_000 - 440) < 3
    assert WireSound().taken(wave.tobytes(), 24_000, 1) == wave.tobytes()
