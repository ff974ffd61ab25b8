"""The official `openai` package has speech translated by the server: what it understands is what the service would say."""

import base64
from collections.abc import AsyncIterator

import numpy as np
import openai
import pytest

from tests.rig.signals import noise
from tests.server.api import KEY, ApiServer
from tests.server.script import Interpreted

SPEECH = noise(1.5, 24_000, seed=4)
FRAME = 4_800


@pytest.fixture
async def client(api_server: ApiServer) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(api_key=KEY, base_url=api_server.base_url, max_retries=1) as client:
        yield client


async def test_a_session_says_words_of_both_languages_and_sound_and_then_it_is_closed(
    api_server: ApiServer, client: openai.AsyncOpenAI
) -> None:
    api_server.script.interpreted = [Interpreted("en", "Where is the station?", "Wo ist der Bahnhof?")]
    async with client.realtime.translations.connect(model="gpt-realtime-translate") as connection:
        created = await connection.recv()
        assert created.type == "session.created"
        assert (created.session.type, created.session.model) == ("translation", "gpt-realtime-translate")
        await connection.send(
            {
                "type": "session.update",
                "session": {
                    "audio": {
                        "input": {"transcription": {"model": "gpt-live-transcribe"}},
                        "output": {"language": "de"},
                    }
                },
            }
        )
        for start in range(0, len(SPEECH), FRAME):
            piece = base64.b64encode(SPEECH[start : start + FRAME].tobytes()).decode()
            await connection.send({"type": "session.input_audio_buffer.append", "audio": piece})
        await connection.send({"type": "session.close"})
        said, translated, sound = "", "", b""
        async for event in connection:
            if event.type == "session.input_transcript.delta":
                said += event.delta
            elif event.type == "session.output_transcript.delta":
                translated += event.delta
            elif event.type == "session.output_audio.delta":
                assert (event.sample_rate, event.channels, event.format) == (24_000, 1, "pcm16")
                sound += base64.b64decode(event.delta)
            elif event.type == "session.closed":
                break
    assert (said, translated) == ("Where is the station?", "Wo ist der Bahnhof?")
    assert np.abs(np.frombuffer(sound, "<i2")).max() > 1_000
    assert api_server.violations == []


async def test_what_the_service_refuses_is_said_with_its_cause(
    api_server: ApiServer, client: openai.AsyncOpenAI
) -> None:
    async with client.realtime.translations.connect(model="gpt-realtime-translate") as connection:
        await connection.recv()
        await connection.send(
            {"type": "session.update", "event_id": "mine", "session": {"audio": {"output": {"language": "xx"}}}}
        )
        refused = await connection.recv()
        assert refused.type == "error"
        assert (refused.error.event_id, refused.error.param) == ("mine", "session.audio.output.language")
    api_server.violations.clear()
