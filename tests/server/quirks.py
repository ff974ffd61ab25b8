"""How servers of other hands answer: each oddity is a mode that a test, or `--quirk`, switches on by its name.

The table in README.md says the same; a test holds the two in step.
"""

import io
import json
from collections.abc import Callable, Mapping
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


def whole(status: int, body: object, content_type: str = "application/json") -> Instead:
    """Always this."""
    content = body if isinstance(body, str) else json.dumps(body)

    def answer(_: Asked) -> web.Response:
        return web.Response(status=status, body=content.encode(), content_type=content_type)

    return answer


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
    "speech-html": Quirk("answers 200 with a page", "captive portals, a wrong path", "/audio/speech", whole(200, "<!DOCTYPE html><html><body>Welcome</body></html>", "text/html")),
    "speech-empty": Quirk("answers 200 with nothing", "XTTS at an unknown voice", "/audio/speech", whole(200, "", "audio/pcm")),
}  # fmt: skip

QUIRKS: dict[str, Quirk] = {**SPEECH}


def table() -> str:
    """As the README has it."""
    rows = [f"| `{name}` | {quirk.does} | {quirk.who} |" for name, quirk in QUIRKS.items()]
    return "\n".join(["| mode | the server | as do |", "| --- | --- | --- |", *rows])
