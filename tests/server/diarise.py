"""The half of the transcriptions that tells voices apart: by their pitch, which is enough for two that differ."""

import base64
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import soundfile

DIARISES = "diarize"
FORMATS = ("json", "text", "diarized_json")
NOT_SUPPORTED = ("prompt", "include[]", "timestamp_granularities[]")
MOST_VOICES = 4
ALIKE = 0.12
"""The share by which the pitch of one voice may differ."""
QUIET_FOR = 0.25
_DATA_URL = re.compile(r"data:audio/[\w.+-]+;base64,([A-Za-z0-9+/=]+)")


@dataclass(frozen=True)
class Refusal:
    message: str
    param: str


@dataclass(frozen=True)
class _Spoken:
    start: float
    end: float
    pitch: float


def refusal_of(fields: dict[str, str], sound: bytes) -> Refusal | None:
    """Why the service would not take this request; None: it would."""
    for name in NOT_SUPPORTED:
        if name in fields:
            return Refusal(f"{name} is not supported with this model", name)
    if fields.get("response_format", "json") not in FORMATS:
        return Refusal(f"response_format {fields['response_format']} is not supported", "response_format")
    if "chunking_strategy" not in fields and _read(sound)[0].size > 30 * _read(sound)[1]:
        return Refusal("chunking_strategy is required for diarization models", "chunking_strategy")
    names, samples = _names(fields), _references(fields)
    if len(names) != len(samples) or len(names) > MOST_VOICES:
        return Refusal("known_speaker_names and known_speaker_references must match", "known_speaker_references")
    for sample in samples:
        wave, rate = _read(sample)
        if not 2.0 <= len(wave) / rate <= 10.0:
            return Refusal("each reference must be between 2 and 10 seconds", "known_speaker_references")
    return None


def segments_of(fields: dict[str, str], sound: bytes, words: Callable[[], str]) -> list[dict[str, Any]]:
    """Who speaks when. `words` gives what each says."""
    known = [_pitch(*_read(sample)) for sample in _references(fields)]
    voices = list(zip(_names(fields), known, strict=True))
    found: list[dict[str, Any]] = []
    for number, spoken in enumerate(_spoken(*_read(sound))):
        name = next((name for name, pitch in voices if abs(pitch - spoken.pitch) < ALIKE * pitch), "")
        if not name:
            name = chr(ord("A") + len(voices) - len(known))
            voices.append((name, spoken.pitch))
        found.append(
            {
                "type": "transcript.text.segment",
                "id": f"seg_{number}",
                "start": spoken.start,
                "end": spoken.end,
                "speaker": name,
                "text": f" {words()}",
            }
        )
    return found


def answer_of(segments: list[dict[str, Any]], sound: bytes) -> dict[str, Any]:
    wave, rate = _read(sound)
    seconds = len(wave) / rate
    text = "".join(segment["text"] for segment in segments).strip()
    usage = {"type": "duration", "seconds": seconds}
    return {"task": "transcribe", "duration": seconds, "text": text, "segments": segments, "usage": usage}


def events_of(segments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    text = "".join(segment["text"] for segment in segments).strip()
    events: list[dict[str, Any]] = []
    for segment in segments:
        events += [
            {"type": "transcript.text.delta", "delta": segment["text"], "segment_id": segment["id"]},
            segment,
        ]
    return [*events, {"type": "transcript.text.done", "text": text}]


def _names(fields: dict[str, str]) -> list[str]:
    return [name for name in fields.get("known_speaker_names[]", "").split(",") if name]


def _references(fields: dict[str, str]) -> list[bytes]:
    return [base64.b64decode(found) for found in _DATA_URL.findall(fields.get("known_speaker_references[]", ""))]


def _read(sound: bytes) -> tuple[Any, int]:
    wave, rate = soundfile.read(io.BytesIO(sound), dtype="float32")
    return wave, int(rate)


def _spoken(wave: Any, rate: int) -> list[_Spoken]:
    size = rate // 50
    loud = np.abs(wave[: len(wave) // size * size]).reshape(-1, size).max(axis=1)
    voiced = [int(place) for place in np.flatnonzero(loud > 0.05 * max(float(loud.max(initial=0.0)), 0.02))]
    runs: list[list[int]] = []
    for place in voiced:
        if runs and place - runs[-1][1] <= QUIET_FOR * 50:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return [
        _Spoken(first / 50, (last + 1) / 50, _pitch(wave[first * size : (last + 1) * size], rate))
        for first, last in runs
        if last - first >= 10
    ]


def _pitch(wave: Any, rate: int) -> float:
    """The beats a second at which a voice is most like itself."""
    likeness = np.fft.irfft(np.abs(np.fft.rfft(wave, 2 * len(wave))) ** 2)
    shortest, longest = rate // 350, rate // 60
    return rate / (shortest + int(likeness[shortest:longest].argmax()))
