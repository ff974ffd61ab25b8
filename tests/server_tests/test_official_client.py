"""The official `openai` package talks to the server: what it understands is what the service would say."""

import base64
import io
import wave
from collections.abc import AsyncIterator
from typing import Literal

import httpx
import numpy as np
import openai
import pytest
import soundfile
from openai.types import ModerationMultiModalInputParam
from openai.types.chat import ChatCompletionMessageParam
from openai.types.chat.chat_completion_content_part_input_audio_param import InputAudio

from tests.rig.signals import Samples, noise, silence
from tests.rig.speech import spoken
from tests.server.api import KEY, ApiServer
from tests.server.script import Call

SOUND = noise(1.0, 24_000)
MESSAGES: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hello"}]


@pytest.fixture
async def client(api_server: ApiServer) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(api_key=KEY, base_url=api_server.base_url, max_retries=1) as client:
        yield client


async def test_a_spoken_turn_over_realtime(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    api_server.script.hear("Hello?").reply("Hello yourself.", sound=SOUND)
    async with client.realtime.connect(model="gpt-realtime-2.1-mini") as connection:
        await connection.session.update(
            session={
                "type": "realtime",
                "audio": {"input": {"turn_detection": None, "transcription": {"model": "gpt-transcribe"}}},
            }
        )
        await connection.input_audio_buffer.append(audio=base64.b64encode(SOUND.tobytes()).decode())
        await connection.input_audio_buffer.commit()
        await connection.response.create()
        kinds: list[str] = []
        sound = b""
        async for event in connection:
            kinds.append(event.type)
            if event.type == "response.output_audio.delta":
                sound += base64.b64decode(event.delta)
            if event.type == "response.done":
                assert event.response.status == "completed"
                break
    assert sound == SOUND.tobytes()
    assert kinds[:2] == ["session.created", "session.updated"]
    assert "conversation.item.input_audio_transcription.completed" in kinds


async def test_rules_of_the_service_are_kept(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    """An empty commit, a truncation beyond the sound, cancelling nothing, a second reply: all refused."""
    api_server.script.reply("Slow.", sound=SOUND, pace=1.0)
    codes: list[str | None] = []
    async with client.realtime.connect(model="gpt-realtime-2.1-mini") as connection:
        await connection.input_audio_buffer.commit()
        await connection.response.cancel()
        await connection.conversation.item.truncate(item_id="nothing", content_index=0, audio_end_ms=10)
        await connection.response.create()
        await connection.response.create()
        async for event in connection:
            if event.type == "error":
                codes.append(event.error.code)
            if event.type == "response.done":
                break
    assert codes == [
        "input_audio_buffer_commit_empty",
        "response_cancel_not_active",
        "invalid_item_id",
        "conversation_already_has_active_response",
    ]


async def test_chat_streams_words_and_usage(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    api_server.script.reply("Größe ≥ 5, 日本語.")
    stream = await client.chat.completions.create(
        model="gpt-4",
        messages=MESSAGES,
        stream=True,
        stream_options={"include_usage": True},
    )
    words, usage = "", None
    async for chunk in stream:
        words += "".join(choice.delta.content or "" for choice in chunk.choices)
        usage = chunk.usage or usage
    assert words == "Größe ≥ 5, 日本語."
    assert usage is not None
    assert usage.total_tokens == 27


async def test_a_text_goes_on_where_it_ends(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    api_server.script.models.add("base")
    api_server.script.reply(" rose late.")
    stream = await client.completions.create(
        model="base",
        prompt="The sun",
        max_tokens=20,
        temperature=0.8,
        stream=True,
        stream_options={"include_usage": True},
    )
    words, ends = "", list[str | None]()
    async for chunk in stream:
        words += "".join(choice.text for choice in chunk.choices)
        ends += [choice.finish_reason for choice in chunk.choices]
    assert (words, ends[-1]) == (" rose late.", "length")


async def test_chat_calls_tools_in_pieces(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    api_server.script.reply(calls=(Call("weather", '{"city": "Rome"}'),))
    stream = await client.chat.completions.create(model="gpt-4", messages=MESSAGES, stream=True)
    arguments = ""
    async for chunk in stream:
        for call in chunk.choices[0].delta.tool_calls or []:
            arguments += (call.function.arguments if call.function else "") or ""
    assert arguments == '{"city": "Rome"}'


async def test_a_chat_hears_and_speaks(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    api_server.script.reply("Loud and clear.")
    recording = io.BytesIO()
    with wave.open(recording, "wb") as file:
        file.setparams((1, 2, 24_000, 0, "NONE", ""))
        file.writeframes(SOUND.tobytes())
    heard: InputAudio = {"data": base64.b64encode(recording.getvalue()).decode(), "format": "wav"}
    stream = await client.chat.completions.create(
        model="gpt-audio-1.5",
        modalities=["text", "audio"],
        audio={"voice": "marin", "format": "pcm16"},
        messages=[{"role": "user", "content": [{"type": "input_audio", "input_audio": heard}]}],
        stream=True,
        stream_options={"include_usage": True},
    )
    pcm, words, name, usage = b"", "", "", None
    async for chunk in stream:
        for choice in chunk.choices:
            audio = choice.delta.audio
            if audio is not None:
                pcm += base64.b64decode(audio.data or "")
                words += audio.transcript or ""
                name = audio.id or name
        usage = chunk.usage or usage
    assert (words, api_server.rest.chat_sounds.heard) == ("Loud and clear.", [SOUND.tobytes()])
    assert len(pcm) > 24_000
    assert usage is not None
    assert usage.completion_tokens_details is not None
    assert usage.completion_tokens_details.audio_tokens == 36
    await client.chat.completions.create(
        model="gpt-audio-1.5",
        modalities=["text", "audio"],
        audio={"voice": "marin", "format": "pcm16"},
        messages=[*MESSAGES, {"role": "assistant", "audio": {"id": name}}, *MESSAGES],
        stream=True,
    )
    with pytest.raises(openai.BadRequestError, match="not found"):
        await client.chat.completions.create(
            model="gpt-audio-1.5",
            modalities=["text", "audio"],
            audio={"voice": "marin", "format": "pcm16"},
            messages=[*MESSAGES, {"role": "assistant", "audio": {"id": "audio_of_nobody"}}],
            stream=True,
        )
    with pytest.raises(openai.BadRequestError, match="contain audio"):
        await client.chat.completions.create(model="gpt-audio-1.5", messages=MESSAGES)
    with pytest.raises(openai.BadRequestError, match="only supported by certain models"):
        await client.chat.completions.create(
            model="gpt-4", messages=MESSAGES, modalities=["audio"], audio={"voice": "marin", "format": "wav"}
        )


async def test_a_reasoning_model_refuses_what_it_does_not_take(
    api_server: ApiServer, client: openai.AsyncOpenAI
) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        await client.chat.completions.create(model="gpt-6-luna", messages=MESSAGES, temperature=0.5)
    assert refused.value.param == "temperature"


async def test_responses_stream(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    api_server.script.reply("One two three.")
    stream = await client.responses.create(model="gpt-6-luna", input="Count", stream=True)
    words = ""
    async for event in stream:
        if event.type == "response.output_text.delta":
            words += event.delta
    assert words == "One two three."
    api_server.script.reply("All at once.")
    assert (await client.responses.create(model="gpt-6-luna", input="Go")).output_text == "All at once."


async def test_transcriptions_and_translations(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    api_server.script.hear("One.", "Two three.", "Four.")
    file = ("speech.wav", io.BytesIO(b"RIFF" + SOUND.tobytes()), "audio/wav")
    whole = await client.audio.transcriptions.create(model="gpt-transcribe", file=file)
    assert whole.text == "One."
    file = ("speech.wav", io.BytesIO(b"RIFF" + SOUND.tobytes()), "audio/wav")
    stream = await client.audio.transcriptions.create(model="gpt-4o-transcribe", file=file, stream=True)
    assert "".join([event.delta async for event in stream if event.type == "transcript.text.delta"]) == "Two three."
    file = ("speech.wav", io.BytesIO(b"RIFF" + SOUND.tobytes()), "audio/wav")
    with pytest.warns(DeprecationWarning, match="deprecated"):
        assert (await client.audio.translations.create(model="whisper-1", file=file)).text == "Four."


async def test_speech_comes_as_plain_samples(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    async with client.audio.speech.with_streaming_response.create(
        model="gpt-4o-mini-tts", voice="marin", input="Good evening.", response_format="pcm"
    ) as response:
        pcm = b"".join([piece async for piece in response.iter_bytes()])
    assert len(pcm) > 24_000
    assert len(pcm) % 2 == 0
    assert float(np.abs(np.frombuffer(pcm, "<i2").astype(float)).max()) > 1_000
    with pytest.raises(openai.BadRequestError):
        await client.audio.speech.create(model="tts-1", voice="alloy", input="x" * 4_097)


async def test_models_tell_when_they_end(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    ends = {
        model.id: (model.model_extra or {}).get("shutdown_date", getattr(model, "shutdown_date", None))
        async for model in client.models.list()
    }
    assert ends["whisper-1"] is not None
    assert ends["gpt-transcribe"] is None


async def test_the_smaller_endpoints(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    moderated = await client.moderations.create(model="omni-moderation-latest", input="Hello")
    assert moderated.results[0].flagged is False
    api_server.script.objects_to = {"punch": "violence/graphic"}
    picture = "data:image/png;base64,cG5n"
    parts: list[ModerationMultiModalInputParam] = [
        {"type": "text", "text": "a punch"},
        {"type": "image_url", "image_url": {"url": picture}},
    ]
    looked_at = await client.moderations.create(model="omni-moderation-latest", input=parts)
    (result,) = looked_at.results
    assert (result.flagged, result.categories.violence_graphic, result.categories.hate) == (True, True, False)
    assert result.category_scores.violence_graphic > 0.5
    assert result.category_applied_input_types.violence_graphic == ["text", "image"]
    embedded = await client.embeddings.create(model="text-embedding-3-small", input=["a", "b"])
    assert len(embedded.data) == 2
    assert len(embedded.data[0].embedding) == 16


@pytest.mark.parametrize(
    ("status", "error", "headers", "tries"),
    [
        (401, {"code": "invalid_api_key"}, {}, 1),
        (404, {"code": "model_not_found"}, {}, 1),
        (429, {"code": "rate_limit_exceeded"}, {"retry-after-ms": "10"}, 2),
        (429, {"code": "rate_limit_exceeded"}, {"retry-after": "0.01"}, 2),
        (500, {}, {"retry-after-ms": "10"}, 2),
        (500, {}, {"x-should-retry": "false"}, 1),
        (404, {}, {"x-should-retry": "true", "retry-after-ms": "10"}, 2),
    ],
)
async def test_refusals_are_what_the_client_expects(
    api_server: ApiServer,
    client: openai.AsyncOpenAI,
    status: int,
    error: dict[str, str],
    headers: dict[str, str],
    tries: int,
) -> None:
    api_server.script.refuse = {"status": status, "error": error, "headers": headers}
    with pytest.raises(openai.APIStatusError) as refused:
        await client.chat.completions.create(model="gpt-4", messages=MESSAGES)
    assert refused.value.status_code == status
    assert len(api_server.headers) == tries


async def test_a_stream_may_break_in_its_middle(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    api_server.script.reply("This will not be finished at all.", drop_after_ms=1)
    stream = await client.chat.completions.create(model="gpt-4", messages=MESSAGES, stream=True)
    with pytest.raises((openai.APIError, Exception)):
        async for _ in stream:
            pass


@pytest.mark.allows_violations
async def test_what_the_service_would_refuse_is_noted(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    async with client.realtime.connect(model="gpt-realtime-2.1-mini") as connection:
        await connection.send({"type": "session.update", "session": {"type": "realtime", "nonsense": 1}})  # type: ignore[arg-type]
        async for event in connection:
            if event.type == "error":
                break
    assert "nonsense" in api_server.violations[0]


async def test_who_speaks_is_told_whole_and_in_a_stream_and_known_by_a_sample(
    api_server: ApiServer, client: openai.AsyncOpenAI
) -> None:
    his, hers = spoken("Good morning everybody.", 24_000), spoken("Hello, how are you today?", 24_000, "en+f3")
    quiet = silence(0.5, 24_000)
    sound = np.concatenate([quiet, his, quiet, hers, quiet])
    sample = f"data:audio/wav;base64,{base64.b64encode(in_wav(np.concatenate([hers, hers]))).decode()}"
    api_server.script.hear("Good morning.", "Hello.", "Good morning.", "Hello.")
    whole = await client.audio.transcriptions.create(
        model="gpt-4o-transcribe-diarize",
        file=("talk.wav", in_wav(sound)),
        response_format="diarized_json",
        chunking_strategy="auto",
    )
    assert [(each.speaker, each.text.strip()) for each in whole.segments] == [("A", "Good morning."), ("B", "Hello.")]
    stream = await client.audio.transcriptions.create(
        model="gpt-4o-transcribe-diarize",
        file=("talk.wav", in_wav(sound)),
        response_format="diarized_json",
        chunking_strategy="auto",
        known_speaker_names=["anna"],
        known_speaker_references=[sample],
        stream=True,
    )
    events = [event async for event in stream]
    assert [event.speaker for event in events if event.type == "transcript.text.segment"] == ["A", "anna"]
    assert events[-1].type == "transcript.text.done"
    for refused in ({"prompt": "Talk."}, {"known_speaker_names": ["anna"]}):
        with pytest.raises(openai.BadRequestError):
            await client.audio.transcriptions.create(
                model="gpt-4o-transcribe-diarize",
                file=("talk.wav", in_wav(sound)),
                response_format="diarized_json",
                **refused,
            )
    with pytest.raises(openai.BadRequestError, match="chunking_strategy"):
        await client.audio.transcriptions.create(
            model="gpt-4o-transcribe-diarize", file=("talk.wav", in_wav(np.tile(sound, 12)))
        )


def in_wav(samples: Samples) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, samples, 24_000, format="WAV", subtype="PCM_16")
    return file.getvalue()


async def test_a_transcription_session_writes_down_and_never_answers(
    api_server: ApiServer, client: openai.AsyncOpenAI
) -> None:
    api_server.script.hear("Dictated.")
    async with client.realtime.connect(extra_query={"intent": "transcription"}) as connection:
        await connection.session.update(
            session={
                "type": "transcription",
                "audio": {
                    "input": {
                        "transcription": {"model": "gpt-transcribe"},
                        "turn_detection": {"type": "server_vad", "silence_duration_ms": 300},
                    }
                },
            }
        )
        burst = np.concatenate([np.zeros(24_000, np.int16), SOUND, np.zeros(24_000, np.int16)])
        await connection.input_audio_buffer.append(audio=base64.b64encode(burst.tobytes()).decode())
        kinds: list[str] = []
        stopped_at = 0
        written = ""
        async for event in connection:
            kinds.append(event.type)
            if event.type == "input_audio_buffer.speech_stopped":
                stopped_at = event.audio_end_ms
            if event.type == "conversation.item.input_audio_transcription.completed":
                written = event.transcript
                break
    assert written == "Dictated."
    assert "input_audio_buffer.speech_started" in kinds
    assert abs(stopped_at - 2_300) < 60, "in one burst as in many pieces, with the silence that ended it"
    assert not any(kind.startswith("response.") for kind in kinds)


async def test_items_are_put_where_they_are_wanted_and_can_be_referred_to(
    api_server: ApiServer, client: openai.AsyncOpenAI
) -> None:
    api_server.script.asides.append("Greetings")
    async with client.realtime.connect(model="gpt-realtime-2.1-mini") as connection:
        for name, after in (("b", None), ("a", "root"), ("c", "a")):
            item = {"id": name, "type": "message", "role": "user", "content": [{"type": "input_text", "text": name}]}
            await connection.conversation.item.create(item=item, previous_item_id=after)  # type: ignore[arg-type]
        await connection.send(
            {
                "type": "response.create",
                "response": {
                    "conversation": "none",
                    "output_modalities": ["text"],
                    "input": [{"type": "item_reference", "id": "a"}],
                },
            }
        )
        async for event in connection:
            if event.type == "response.done":
                break
    assert list(api_server.connections[0].state.items) == ["a", "c", "b"]


async def test_who_brings_no_key_or_an_unknown_model_is_refused(api_server: ApiServer) -> None:
    async with httpx.AsyncClient() as nobody:
        assert (await nobody.get(f"{api_server.base_url}/models")).status_code == 401
    async with openai.AsyncOpenAI(api_key=KEY, base_url=api_server.base_url, max_retries=0) as client:
        with pytest.raises(Exception, match="404"):
            async with client.realtime.connect(model="gpt-imaginary"):
                pass


@pytest.mark.allows_violations
@pytest.mark.parametrize(
    "session",
    [
        {"audio": {"output": {"speed": 9.0}}},
        {"max_output_tokens": 99_999},
        {"output_modalities": ["text", "audio"]},
        {"audio": {"input": {"transcription": {"model": "gpt-transcribe", "language": "en", "languages": ["en"]}}}},
    ],
)
async def test_values_that_the_service_refuses_are_violations(
    api_server: ApiServer, client: openai.AsyncOpenAI, session: dict[str, object]
) -> None:
    async with client.realtime.connect(model="gpt-realtime-2.1-mini") as connection:
        await connection.send({"type": "session.update", "session": {"type": "realtime", **session}})  # type: ignore[arg-type]
        async for event in connection:
            if event.type in ("error", "session.updated"):
                break
    assert event.type == "error"
    assert len(api_server.violations) == 1


@pytest.mark.allows_violations
async def test_a_field_that_the_service_does_not_know_is_refused_and_noted(
    api_server: ApiServer, client: openai.AsyncOpenAI
) -> None:
    with pytest.raises(openai.BadRequestError):
        await client.chat.completions.create(model="gpt-4", messages=MESSAGES, extra_body={"nonsense": 1})
    assert api_server.violations == ["/v1/chat/completions: unknown field nonsense"]
    async with httpx.AsyncClient() as plain:
        answer = await plain.post(
            f"{api_server.base_url}/chat/completions",
            content=b"{broken",
            headers={"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"},
        )
    assert answer.status_code == 400


async def test_a_model_is_looked_up_and_an_unknown_one_refused(client: openai.AsyncOpenAI) -> None:
    assert (await client.models.retrieve("gpt-6-luna")).id == "gpt-6-luna"
    with pytest.raises(openai.NotFoundError):
        await client.models.retrieve("gpt-0")
    with pytest.raises(openai.NotFoundError) as refused:
        await client.chat.completions.create(model="gpt-0", messages=MESSAGES)
    assert refused.value.code == "model_not_found"
    with pytest.raises(openai.NotFoundError):
        await client.responses.create(model="gpt-0", input="Hello")


async def test_a_secret_for_a_browser_opens_one_kind_of_door(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    made = await client.realtime.client_secrets.create(
        expires_after={"anchor": "created_at", "seconds": 60}, session={"type": "realtime", "model": "gpt-realtime-2.1"}
    )
    assert made.value.startswith("ek_")
    async with openai.AsyncOpenAI(api_key=made.value, base_url=api_server.base_url, max_retries=0) as browser:
        async with browser.realtime.connect(model="gpt-realtime-2.1") as connection:
            assert (await connection.recv()).type == "session.created"
        with pytest.raises(openai.AuthenticationError):
            await browser.models.list()


@pytest.mark.parametrize(("form", "head"), [("mp3", b"ID3"), ("wav", b"RIFF"), ("flac", b"fLaC"), ("opus", b"OggS")])
async def test_speech_comes_in_the_form_that_was_asked_for(
    client: openai.AsyncOpenAI, form: Literal["mp3", "wav", "flac", "opus"], head: bytes
) -> None:
    made = await client.audio.speech.create(
        model="gpt-4o-mini-tts", voice="marin", input="Hello.", response_format=form
    )
    content = made.content
    assert content.startswith(head) or (form == "mp3" and content[0] == 0xFF)
    samples, _ = soundfile.read(io.BytesIO(content))
    assert len(samples) > 1000
