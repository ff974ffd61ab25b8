"""Decodes the server events of a translation session into typed values. Wire data is untrusted, so nothing in here raises."""

from typing import Any

import msgspec

from voiceapp.openai.frame_decoding import FrameDecoder, Ignored, Malformed, Unknown, sound_of
from voiceapp.openai.realtime_server_events import ErrorBody


class TranslationEvent(msgspec.Struct, frozen=True):
    """Unknown fields are ignored."""


class TranslationSessionInfo(TranslationEvent, frozen=True):
    model: str | None = None


class TranslationCreated(TranslationEvent, frozen=True):
    session: TranslationSessionInfo = TranslationSessionInfo()


class TranslationUpdated(TranslationEvent, frozen=True):
    """Confirms that what we asked for holds from here on."""


class SourceDelta(TranslationEvent, frozen=True):
    """More of what was said, in its own language. It has its own spaces."""

    delta: str | None = None


class TargetDelta(TranslationEvent, frozen=True):
    """More of the translation. It has its own spaces."""

    delta: str | None = None


class TargetSoundDelta(TranslationEvent, frozen=True):
    delta: str = ""
    sample_rate: int | None = None
    channels: int | None = None

    def sound(self) -> bytes | None:
        """Returns the samples, or None if they were not valid base64."""
        return sound_of(self.delta)


class TranslationClosed(TranslationEvent, frozen=True):
    pass


class TranslationError(TranslationEvent, frozen=True):
    error: ErrorBody = ErrorBody()


ServerEvent = (
    TranslationCreated
    | TranslationUpdated
    | SourceDelta
    | TargetDelta
    | TargetSoundDelta
    | TranslationClosed
    | TranslationError
    | Ignored
    | Unknown
    | Malformed
)

_KINDS: dict[str, type[Any]] = {
    "session.created": TranslationCreated,
    "session.updated": TranslationUpdated,
    "session.input_transcript.delta": SourceDelta,
    "session.output_transcript.delta": TargetDelta,
    "session.output_audio.delta": TargetSoundDelta,
    "session.closed": TranslationClosed,
    "error": TranslationError,
}


def _leniently(name: str, frame: str | bytes) -> ServerEvent | None:
    """Takes an odd beginning for one all the same."""
    del frame
    return TranslationCreated() if name == "session.created" else None


_decoder: FrameDecoder[ServerEvent] = FrameDecoder(_KINDS, {}, _leniently)


def decode(frame: str | bytes) -> ServerEvent:
    """Decodes a frame into a value. Never raises."""
    return _decoder.decode(frame)


KNOWN = frozenset(_KINDS)
