"""How servers of other hands answer: each oddity is a mode that a test, or `--quirk`, switches on by its name.

The table in README.md says the same; a test holds the two in step.
"""

import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import soundfile
from aiohttp import web

RATE = 24_000


@dataclass(frozen=True, slots=True)
class Asked:
    path: str
    fields: Mapping[str, Any] = field(default_factory=dict[str, Any])


Chunk = dict[str, Any]
Instead = Callable[[Asked], web.Response | None]
"""What is answered instead; None: this request is answered as ever."""
Sound = Callable[[bytes], tuple[str, bytes]]
"""From 24 kHz samples to a content type and a body."""


@dataclass(frozen=True, slots=True)
class Quirk:
    does: str
    who: str
    """As far as known."""
    path: str = ""
    """Of the requests that `instead` concerns; each path that ends so."""
    instead: Instead | None = None
    sound: Sound | None = None
    reply: Callable[[str], str] | None = None
    """From the text of an answer to what is written instead."""
    chunks: Callable[[list[Chunk]], list[Chunk]] | None = None
    """From the pieces of an answer to those that are sent."""
    content_type: str = "text/event-stream"
    """Of an answer in events."""


def whole(status: int, body: object, content_type: str = "application/json") -> Instead:
    """Always this."""
    content = body if isinstance(body, str) else json.dumps(body)

    def answer(_: Asked) -> web.Response:
        return web.Response(status=status, body=content.encode(), content_type=content_type)

    return answer


def where(field_name: str, status: int, body: object) -> Instead:
    """Only where this field is sent."""
    refused = whole(status, body)

    def answer(asked: Asked) -> web.Response | None:
        return refused(asked) if field_name in asked.fields else None

    return answer


def where_form(kind: str, status: int, body: object) -> Instead:
    """Only where JSON is asked for in this way: json_schema, json_object, or a call that is forced."""
    refused = whole(status, body)

    def answer(asked: Asked) -> web.Response | None:
        forms = asked.fields.get("response_format"), (asked.fields.get("text") or {}).get("format")
        kinds = {form["type"] for form in forms if form}
        if isinstance(asked.fields.get("tool_choice"), dict):
            kinds.add("call")
        return refused(asked) if kind in kinds else None

    return answer


def error(message: str, code: object = None, kind: str = "api_error") -> dict[str, object]:
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


PAGE = "<!DOCTYPE html><html><head><title>Welcome</title></head><body>Welcome to nginx!</body></html>"

# --- speech

AAC = (b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(9)) * 40
"""The frames' heads; nothing here could make or read what is in them."""


def in_file(form: str, subtype: str, content_type: str, rate: int = RATE) -> Sound:
    def encode(pcm: bytes) -> tuple[str, bytes]:
        file = io.BytesIO()
        samples = resampled(np.frombuffer(pcm, "<i2"), rate) / 32768
        soundfile.write(file, samples, rate, format=form, subtype=subtype)
        return content_type, file.getvalue()

    return encode


def resampled(samples: "np.ndarray[Any, np.dtype[np.int16]]", rate: int) -> "np.ndarray[Any, np.dtype[np.int16]]":
    if rate == RATE:
        return samples
    places = np.arange(int(len(samples) * rate / RATE)) * RATE / rate
    found: np.ndarray[Any, np.dtype[np.int16]] = np.interp(places, np.arange(len(samples)), samples).astype(np.int16)
    return found


def bare(content_type: str, rate: int, order: str = "<", channels: int = 1) -> Sound:
    def encode(pcm: bytes) -> tuple[str, bytes]:
        samples = np.repeat(resampled(np.frombuffer(pcm, "<i2"), rate), channels)
        return content_type, samples.astype(f"{order}i2").tobytes()

    return encode


def streamed_wav(pcm: bytes) -> tuple[str, bytes]:
    _, wav = in_file("WAV", "PCM_16", "")(pcm)
    data = wav.index(b"data") + 4
    return "audio/wav", wav[:4] + b"\xff" * 4 + wav[8:data] + b"\xff" * 4 + wav[data + 4 :]


SPEECH = {
    "speech-wav": Quirk("sends a WAV file, whatever was asked for", "Groq, Chatterbox", sound=in_file("WAV", "PCM_16", "audio/wav")),
    "speech-wav-stream": Quirk("sends a WAV file that does not know its length", "ffmpeg behind many", sound=streamed_wav),
    "speech-wav-float": Quirk("sends a WAV file of floats at 22.05 kHz", "Coqui, XTTS", sound=in_file("WAV", "FLOAT", "audio/x-wav", 22_050)),
    "speech-flac": Quirk("sends a FLAC file", "Kokoro-FastAPI by setting", sound=in_file("FLAC", "PCM_16", "audio/flac")),
    "speech-ogg": Quirk("sends an Ogg file", "AllTalk", sound=in_file("OGG", "VORBIS", "application/ogg")),
    "speech-opus": Quirk("sends Opus in Ogg at 48 kHz", "openedai-speech", sound=in_file("OGG", "OPUS", "audio/ogg", 48_000)),
    "speech-mp3": Quirk("sends an MP3 file, OpenAI's own default", "LocalAI, edge-tts behind many", sound=in_file("MP3", "MPEG_LAYER_III", "audio/mpeg")),
    "speech-mp3-as-pcm": Quirk("sends an MP3 file and calls it what was asked for", "proxies", sound=in_file("MP3", "MPEG_LAYER_III", "audio/pcm")),
    "speech-16k": Quirk("sends samples at 16 kHz and says so", "Piper behind many", sound=bare("audio/pcm;rate=16000", 16_000)),
    "speech-stereo": Quirk("sends two channels and says so", "gateways", sound=bare("audio/pcm; rate=48000; channels=2", 48_000, channels=2)),
    "speech-l16": Quirk("sends L16 in the network's byte order", "gateways to telephony", sound=bare("audio/L16;rate=16000;channels=1", 16_000, ">")),
    "speech-l16-google": Quirk("sends L16 in the other byte order", "Gemini", sound=bare("audio/L16;codec=pcm;rate=24000", RATE)),
    "speech-aac": Quirk("sends AAC", "many, when asked", sound=lambda _: ("audio/aac", AAC)),
    "speech-json": Quirk("answers 200 with an error as JSON", "proxies", "/audio/speech", whole(200, {"error": {"message": "no such voice", "code": "voice_not_found"}})),
    "speech-json-as-sound": Quirk("answers 200 with an error as JSON, and calls it sound", "proxies", "/audio/speech", whole(200, {"error": "no such voice"}, "audio/mpeg")),
    "speech-html": Quirk("answers 200 with a page", "captive portals, a wrong path", "/audio/speech", whole(200, PAGE, "text/html")),
    "speech-empty": Quirk("answers 200 with nothing", "XTTS at an unknown voice", "/audio/speech", whole(200, "", "audio/pcm")),
}  # fmt: skip

# --- chat

CHAT = "/chat/completions"
MUSING = "Hm, somebody asks. I had better be brief."
"""What the model thinks, where it thinks aloud."""
_TOOL_TEXT = '<tool_call>\n{"name": "clock", "arguments": {"zone": "UTC"}}\n</tool_call>'


def deltas(change: Callable[[Chunk], Chunk]) -> Callable[[list[Chunk]], list[Chunk]]:
    """Each piece that says something is changed."""

    def changed(chunks: list[Chunk]) -> list[Chunk]:
        found: list[Chunk] = []
        for chunk in chunks:
            choices = [{**choice, "delta": change(dict(choice["delta"]))} for choice in chunk["choices"]]
            found.append({**chunk, "choices": choices})
        return found

    return changed


def first_thinks(name: str, *, only: bool = False) -> Callable[[list[Chunk]], list[Chunk]]:
    """Thoughts in a field of their own, before the answer or instead of it."""

    def changed(chunks: list[Chunk]) -> list[Chunk]:
        first, *rest = chunks
        musing = {
            **first,
            "choices": [{"index": 0, "delta": {"role": "assistant", name: MUSING}, "finish_reason": None}],
        }
        said = [chunk for chunk in rest if not only or not any("content" in each["delta"] for each in chunk["choices"])]
        return [musing, *said]

    return changed


def in_parts(delta: Chunk) -> Chunk:
    text = delta.get("content")
    return {**delta, "content": [{"type": "text", "text": text}]} if text else delta


def old_call(delta: Chunk) -> Chunk:
    calls = delta.pop("tool_calls", None)
    return {**delta, "function_call": calls[0]["function"]} if calls else delta


def dies(last: Chunk) -> Callable[[list[Chunk]], list[Chunk]]:
    """An error where the rest of the answer should be."""
    return lambda chunks: [*chunks[:3], last]


CHATS = {
    "chat-no-tools-ollama": Quirk("refuses tools in a sentence (400)", "Ollama", CHAT, where("tools", 400, error("registry.ollama.ai/library/gemma3:1b does not support tools"))),
    "chat-no-tools-vllm": Quirk("refuses tools in a sentence, without the key `error` (400)", "vLLM", CHAT, where("tools", 400, {"object": "error", "message": '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set', "type": "BadRequestError", "param": None, "code": 400})),
    "chat-no-tools-llamacpp": Quirk("refuses tools as a fault of its own (500)", "llama.cpp without --jinja", CHAT, where("tools", 500, {"error": {"code": 500, "message": "tools param requires --jinja flag", "type": "server_error"}})),
    "chat-no-tools-openrouter": Quirk("refuses tools as an address that is not there (404)", "OpenRouter", CHAT, where("tools", 404, {"error": {"message": "No endpoints found that support tool use. To learn more about provider routing, visit: https://openrouter.ai/docs/provider-routing", "code": 404}})),
    "chat-no-stream-options": Quirk("refuses `stream_options`, with a list of details (422)", "Mistral, pydantic behind many", CHAT, where("stream_options", 422, {"detail": [{"type": "extra_forbidden", "loc": ["body", "stream_options"], "msg": "Extra inputs are not permitted", "input": {}}]})),
    "chat-no-stream": Quirk("refuses to stream (400)", "gateways", CHAT, where("stream", 400, error("Streaming is not supported for this model"))),
    "chat-memory": Quirk("has no memory for the model (500)", "Ollama", CHAT, whole(500, error("model requires more system memory (8.4 GiB) than is available (3.1 GiB)"))),
    "chat-context": Quirk("finds the talk too long (400)", "vLLM", CHAT, whole(400, {"object": "error", "message": "This model's maximum context length is 2048 tokens. However, you requested 2310 tokens (2310 in the messages, 0 in the tools). Please reduce the length of the messages.", "type": "BadRequestError", "param": None, "code": 400})),
    "chat-not-pulled": Quirk("does not have the model, and says so in a sentence (404)", "Ollama", CHAT, whole(404, error('model "llama3" not found, try pulling it first'))),
    "chat-not-for-chat": Quirk("refuses to chat with this model (400)", "Ollama with an embedding model", CHAT, whole(400, error('"nomic-embed-text" does not support chat'))),
    "chat-error-200": Quirk("answers 200 with an error", "OpenRouter, proxies", CHAT, whole(200, error("The upstream provider is overloaded", 503))),
    "chat-html": Quirk("answers 200 with a page", "nginx, captive portals", CHAT, whole(200, PAGE, "text/html")),
    "chat-malformed": Quirk("answers 200 with half of its JSON", "servers that died", CHAT, whole(200, '{"choices": [{"index": 0, "message": {"role": "assistant", "content": "Half of')),
    "chat-empty": Quirk("answers 200 with nothing", "proxies", CHAT, whole(200, "")),
    "chat-reasoning-only": Quirk("thinks, and answers nothing", "thinking models at a small `max_tokens`", CHAT, chunks=first_thinks("reasoning_content", only=True)),
    "chat-events-as-json": Quirk("sends events and calls them JSON", "one-api and its like", CHAT, content_type="application/json"),
    "chat-parts": Quirk("sends content as parts", "Mistral, Databricks", CHAT, chunks=deltas(in_parts)),
    "chat-function-call": Quirk("calls a tool as it was done before tools", "older FastChat, Azure's older versions", CHAT, chunks=deltas(old_call)),
    "chat-dies": Quirk("breaks off with an error that is not called one", "TGI, vLLM's older versions", CHAT, chunks=dies({"message": "The worker ran out of memory", "code": 500})),
    "chat-dies-openrouter": Quirk("breaks off with `finish_reason: error`", "OpenRouter", CHAT, chunks=dies({"id": "1", "choices": [{"index": 0, "delta": {"content": ""}, "finish_reason": "error", "error": {"message": "Provider disconnected", "code": 502}}]})),
    "chat-thinks": Quirk("thinks in `<think>` tags", "DeepSeek, Qwen at LM Studio", CHAT, reply=lambda text: f"<think>\n{MUSING}\n</think>\n\n{text}"),
    "chat-thinks-unopened": Quirk("thinks without an opening tag", "DeepSeek R1 and Qwen Thinking at vLLM and llama.cpp", CHAT, reply=lambda text: f"{MUSING}\n</think>\n\n{text}"),
    "chat-thinks-thinking": Quirk("thinks in `<thinking>` tags", "prompts for Claude, older Qwen", CHAT, reply=lambda text: f"<thinking>{MUSING}</thinking>{text}"),
    "chat-thinks-channels": Quirk("thinks in a channel", "gpt-oss at older servers", CHAT, reply=lambda text: f"<|channel|>analysis<|message|>{MUSING}<|end|><|start|>assistant<|channel|>final<|message|>{text}"),
    "chat-thinks-apart": Quirk("thinks in `reasoning_content`", "DeepSeek, vLLM, llama.cpp", CHAT, chunks=first_thinks("reasoning_content")),
    "chat-thinks-apart-ollama": Quirk("thinks in `reasoning`", "Ollama, OpenRouter", CHAT, chunks=first_thinks("reasoning")),
    "chat-no-schema-deepseek": Quirk("refuses `json_schema` (400)", "DeepSeek", CHAT, where_form("json_schema", 400, error("This response_format type is unavailable now", "invalid_request_error", "invalid_request_error"))),
    "chat-no-schema-groq": Quirk("refuses `json_schema` for this model (400)", "Groq", CHAT, where_form("json_schema", 400, error("This model does not support response format `json_schema`. See supported models at https://console.groq.com/docs/structured-outputs#supported-models", kind="invalid_request_error"))),
    "chat-no-schema-pydantic": Quirk("refuses `json_schema`, with a list of details (422)", "older vLLM, TGI, many gateways", CHAT, where_form("json_schema", 422, {"detail": [{"type": "literal_error", "loc": ["body", "response_format", "type"], "msg": "Input should be 'text' or 'json_object'", "input": "json_schema"}]})),
    "chat-no-forced-call": Quirk("refuses to be made to call a tool (400)", "DeepSeek's reasoner", CHAT, where_form("call", 400, error("deepseek-reasoner does not support this tool_choice", kind="invalid_request_error"))),
    "chat-no-json-mode": Quirk("refuses `json_object` (400)", "LM Studio", CHAT, where_form("json_object", 400, error("'response_format.type' must be 'json_schema' or 'text'"))),
    "responses-no-schema": Quirk("refuses `json_schema` (400)", "gateways in front of older models", "/responses", where_form("json_schema", 400, {"error": {"message": "Invalid parameter: 'text.format' of type 'json_schema' is not supported with this model.", "type": "invalid_request_error", "param": "text.format", "code": None}})),
    "responses-no-forced-call": Quirk("refuses to be made to call a tool (400)", "gateways in front of older models", "/responses", where_form("call", 400, {"error": {"message": "tool_choice is not supported with this model", "type": "invalid_request_error", "param": "tool_choice", "code": None}})),
    "chat-tool-as-text": Quirk("writes the call of a tool as text", "Hermes, Qwen without a parser", CHAT, reply=lambda _: _TOOL_TEXT),
}  # fmt: skip

# --- recognition

HEARS = "/audio/transcriptions"
RECOGNITION = {
    "stt-html": Quirk("answers 200 with a page", "nginx, captive portals", HEARS, whole(200, PAGE, "text/html")),
    "stt-json-as-text": Quirk("sends JSON and calls it text", "whisper.cpp's server", HEARS, whole(200, '{"text": " Hello there."}\n', "text/plain")),
    "stt-text": Quirk("sends the words alone, whatever was asked for", "small servers around Whisper", HEARS, whole(200, "Hello there.\n", "text/plain")),
    "stt-error-200": Quirk("answers 200 with an error", "whisper.cpp's server", HEARS, whole(200, {"error": "failed to read audio data"})),
    "stt-not-supported": Quirk("refuses: the model does not transcribe (400)", "LiteLLM, Groq", HEARS, whole(400, error("The model `gpt-6-luna` does not support transcriptions", kind="invalid_request_error"))),
    "stt-405": Quirk("does not know the call, and says so by 405", "Ollama behind nginx", HEARS, whole(405, {"detail": "Method Not Allowed"})),
    "stt-501": Quirk("does not do it (501)", "LM Studio", HEARS, whole(501, {"error": "Not implemented"})),
    "stt-500": Quirk("fails (500)", "speaches when its model does not load", HEARS, whole(500, "Internal Server Error", "text/plain")),
    "stt-json-only": Quirk("refuses `verbose_json` (400)", "gpt-4o-transcribe, many small servers", HEARS, lambda asked: whole(400, error("response_format 'verbose_json' is not supported, use 'json' or 'text'", kind="invalid_request_error"))(asked) if asked.fields.get("response_format") == "verbose_json" else None),
    "stt-no-voices": Quirk("refuses `diarized_json`, with a list of details (422)", "speaches, pydantic behind many", HEARS, lambda asked: whole(422, {"detail": [{"type": "enum", "loc": ["body", "response_format"], "msg": "Input should be 'text', 'json', 'verbose_json', 'srt' or 'vtt'", "input": "diarized_json"}]})(asked) if asked.fields.get("response_format") == "diarized_json" else None),
}  # fmt: skip

# --- the list of models

MODELS = "/models"
LISTS = {
    "models-404": Quirk("lists no models (404)", "whisper.cpp's server, Kokoro's older versions", MODELS, whole(404, {"detail": "Not Found"})),
    "models-html": Quirk("answers a page where its models should be", "servers with a window of their own", MODELS, whole(200, PAGE, "text/html")),
}  # fmt: skip

# --- the Realtime socket: what these do is in realtime.py, responses.py and api.py

ONE_SLOT, SLOT_KEPT, BUSY_CLOSE = "realtime-one-slot", "realtime-slot-kept", "realtime-busy-close"
ACTIVE_IN_TYPE, ANSWERS_COMMITS = "realtime-active-in-type", "realtime-answers-commits"
NO_METADATA, ERROR_FIRST = "realtime-no-metadata", "realtime-error-first"
SOCKET = {
    ONE_SLOT: Quirk("has one place; refuses another by an error, and closes with 1008", "Hugging Face's speech-to-speech"),
    SLOT_KEPT: Quirk("keeps the place of who leaves without a goodbye", "speech-to-speech while it drains, servers behind proxies"),
    BUSY_CLOSE: Quirk("closes with 1013 at once, without a word", "gateways in front of few GPUs"),
    ACTIVE_IN_TYPE: Quirk("names an error in `type`, without `code` and cause", "Hugging Face's speech-to-speech"),
    ANSWERS_COMMITS: Quirk("answers what is committed without being asked, and refuses to be asked then", "Hugging Face's speech-to-speech"),
    NO_METADATA: Quirk("does not hand back `metadata`", "servers that read `response.create` without its fields"),
    ERROR_FIRST: Quirk("says what is wrong with the key in an error, and closes with 1008", "gateways that check the key late"),
}  # fmt: skip

# --- pictures: what the last six do is in images.py

DRAWS = "/images/generations"
PICTURE_WHOLE, PICTURE_URL, PICTURE_ELSEWHERE = "picture-whole", "picture-url", "picture-elsewhere"
PICTURE_GARBAGE, PICTURE_VAST, PICTURE_DIES = "picture-garbage", "picture-vast", "picture-dies"
PICTURES = {
    "picture-no-stream": Quirk("refuses to stream a picture (400)", "gateways", "", lambda asked: whole(400, error("Unknown parameter: 'partial_images'.", kind="invalid_request_error"))(asked) if "/images/" in asked.path and "partial_images" in asked.fields else whole(400, error("Streaming is not supported for this model.", kind="invalid_request_error"))(asked) if "/images/" in asked.path and asked.fields.get("stream") else None),
    "picture-no-list": Quirk("takes the picture that is changed as `image` alone (422)", "LocalAI, small servers around Diffusers", "/images/edits", lambda asked: whole(422, {"detail": [{"type": "missing", "loc": ["body", "image"], "msg": "Field required"}]})(asked) if "image[]" in asked.fields else None),
    PICTURE_WHOLE: Quirk("sends a picture whole, whatever was asked for, without a bill", "LocalAI, stable-diffusion.cpp"),
    PICTURE_URL: Quirk("sends the address of a picture on itself", "LocalAI"),
    PICTURE_ELSEWHERE: Quirk("sends the address of a picture on another host", "gateways with a store of their own"),
    PICTURE_GARBAGE: Quirk("sends something that is no picture", "servers that died"),
    PICTURE_VAST: Quirk("sends a small file that says it is 60,000 pixels wide", "nobody who means well"),
    PICTURE_DIES: Quirk("breaks off after a partial picture with an error", "OpenAI, when the result is refused"),
}  # fmt: skip

QUIRKS: dict[str, Quirk] = {**PICTURES, **SPEECH, **CHATS, **RECOGNITION, **LISTS, **SOCKET}


def instead(odd: Iterable[Quirk], asked: Asked) -> web.Response | None:
    """What an odd server answers here; None: nothing of its own."""
    for quirk in odd:
        if quirk.instead is not None and asked.path.endswith(quirk.path):
            answer = quirk.instead(asked)
            if answer is not None:
                return answer
    return None


def rewritten(odd: Iterable[Quirk], text: str) -> str:
    for quirk in odd:
        text = quirk.reply(text) if quirk.reply is not None else text
    return text


def reshaped(odd: Iterable[Quirk], chunks: list[Chunk]) -> list[Chunk]:
    for quirk in odd:
        chunks = quirk.chunks(chunks) if quirk.chunks is not None else chunks
    return chunks


def table() -> str:
    """As the README has it."""
    rows = [f"| `{name}` | {quirk.does} | {quirk.who} |" for name, quirk in QUIRKS.items()]
    return "\n".join(["| mode | the server | as do |", "| --- | --- | --- |", *rows])
