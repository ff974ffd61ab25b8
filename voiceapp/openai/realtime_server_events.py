"""Decodes Realtime's server events into typed values. Wire data is untrusted input, so nothing in here raises.

Both spellings of an event (today's and the older beta's) become the same value. A known event that we do not need is
`Ignored`, an unknown one is `Unknown`, and a frame that is no event at all is `Malformed`. Missing fields have harmless
defaults.
"""

from typing import Any

import msgspec

from voiceapp.core.pcm import Milliseconds
from voiceapp.openai.frame_decoding import FrameDecoder, Ignored, Malformed, Unknown, place_of, sound_of

__all__ = ["Ignored", "Malformed", "Unknown"]

Index = int


class _Event(msgspec.Struct, frozen=True):
    """Unknown fields are ignored."""


class ErrorBody(_Event, frozen=True):
    type: str | None = None
    code: str | int | None = None
    message: str | None = None
    param: str | None = None
    event_id: str | None = None


class AudioOut(_Event, frozen=True):
    voice: str | dict[str, Any] | None = None


class SessionAudio(_Event, frozen=True):
    output: AudioOut | None = None


class SessionInfo(_Event, frozen=True):
    id: str = ""
    type: str | None = None
    model: str | None = None
    expires_at: float | None = None
    audio: SessionAudio | None = None
    voice: str | dict[str, Any] | None = None
    modalities: list[str] | None = None
    """Only the beta shape has it."""

    @property
    def speaks_beta(self) -> bool:
        return self.type is None and self.modalities is not None

    @property
    def voice_name(self) -> str:
        voice = self.audio.output.voice if self.audio and self.audio.output else self.voice
        return voice if isinstance(voice, str) else str((voice or {}).get("id", ""))


class ContentPart(_Event, frozen=True):
    type: str = ""
    text: str | None = None
    transcript: str | None = None


class ItemInfo(_Event, frozen=True):
    id: str = ""
    type: str = ""
    role: str | None = None
    status: str | None = None
    content: list[ContentPart] | None = None
    name: str | None = None
    call_id: str | None = None
    arguments: str | None = None


class CachedTokens(_Event, frozen=True):
    text_tokens: int | None = None
    audio_tokens: int | None = None
    image_tokens: int | None = None


class InputTokens(_Event, frozen=True):
    text_tokens: int | None = None
    audio_tokens: int | None = None
    image_tokens: int | None = None
    cached_tokens: int | None = None
    cached_tokens_details: CachedTokens | None = None


class OutputTokens(_Event, frozen=True):
    text_tokens: int | None = None
    audio_tokens: int | None = None


class UsageInfo(_Event, frozen=True):
    type: str | None = None
    seconds: float | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    input_token_details: InputTokens | None = None
    output_token_details: OutputTokens | None = None


class StatusDetails(_Event, frozen=True):
    type: str | None = None
    reason: str | None = None
    error: ErrorBody | None = None


class ResponseInfo(_Event, frozen=True):
    id: str = ""
    status: str | None = None
    status_details: StatusDetails | None = None
    output: list[ItemInfo] | None = None
    metadata: dict[str, Any] | None = None
    usage: UsageInfo | None = None


class Language(_Event, frozen=True):
    code: str = ""


class LimitInfo(_Event, frozen=True):
    name: str = ""
    limit: float | None = None
    remaining: float | None = None
    reset_seconds: float | None = None


# --- the events


class SessionCreated(_Event, frozen=True):
    session: SessionInfo = SessionInfo()


class SessionUpdated(_Event, frozen=True):
    session: SessionInfo = SessionInfo()


class ErrorReceived(_Event, frozen=True):
    error: ErrorBody = ErrorBody()


class RateLimits(_Event, frozen=True):
    rate_limits: list[LimitInfo] = []


class SpeechStarted(_Event, frozen=True):
    item_id: str = ""
    audio_start_ms: float = 0

    @property
    def at(self) -> Milliseconds:
        return place_of(self.audio_start_ms)


class SpeechStopped(_Event, frozen=True):
    item_id: str = ""
    audio_end_ms: float = 0

    @property
    def at(self) -> Milliseconds:
        return place_of(self.audio_end_ms)


class Committed(_Event, frozen=True):
    item_id: str = ""


class ItemAdded(_Event, frozen=True):
    item: ItemInfo = ItemInfo()


class WordsDelta(_Event, frozen=True):
    """More of what the person said, as recognised."""

    item_id: str = ""
    delta: str | None = None


class WordsDone(_Event, frozen=True):
    item_id: str = ""
    transcript: str | None = None
    usage: UsageInfo | None = None
    languages: list[Language] | None = None
    logprobs: object = None


class TranscriptionFailed(_Event, frozen=True):
    item_id: str = ""
    error: ErrorBody = ErrorBody()


class ResponseCreated(_Event, frozen=True):
    response: ResponseInfo = ResponseInfo()


class ResponseDone(_Event, frozen=True):
    response: ResponseInfo = ResponseInfo()


class OutputItemAdded(_Event, frozen=True):
    response_id: str = ""
    item: ItemInfo = ItemInfo()


class OutputItemDone(_Event, frozen=True):
    response_id: str = ""
    item: ItemInfo = ItemInfo()


class AudioDelta(_Event, frozen=True):
    response_id: str = ""
    item_id: str = ""
    content_index: int = 0
    delta: str = ""

    def sound(self) -> bytes | None:
        """Returns the samples, or None if they were not valid base64."""
        return sound_of(self.delta)


class ContentDone(_Event, frozen=True):
    response_id: str = ""
    item_id: str = ""


class SpokenDelta(_Event, frozen=True):
    """More words of a spoken reply."""

    response_id: str = ""
    item_id: str = ""
    delta: str | None = None


class WrittenDelta(_Event, frozen=True):
    """More words of a written reply."""

    response_id: str = ""
    item_id: str = ""
    delta: str | None = None


ServerEvent = (
    SessionCreated
    | SessionUpdated
    | ErrorReceived
    | RateLimits
    | SpeechStarted
    | SpeechStopped
    | Committed
    | ItemAdded
    | WordsDelta
    | WordsDone
    | TranscriptionFailed
    | ResponseCreated
    | ResponseDone
    | OutputItemAdded
    | OutputItemDone
    | AudioDelta
    | ContentDone
    | SpokenDelta
    | WrittenDelta
    | Ignored
    | Unknown
    | Malformed
)

_KINDS: dict[str, type[Any]] = {
    "session.created": SessionCreated,
    "session.updated": SessionUpdated,
    "transcription_session.created": SessionCreated,
    "transcription_session.updated": SessionUpdated,
    "error": ErrorReceived,
    "rate_limits.updated": RateLimits,
    "input_audio_buffer.speech_started": SpeechStarted,
    "input_audio_buffer.speech_stopped": SpeechStopped,
    "input_audio_buffer.committed": Committed,
    "conversation.item.added": ItemAdded,
    "conversation.item.created": ItemAdded,
    "conversation.item.input_audio_transcription.delta": WordsDelta,
    "conversation.item.input_audio_transcription.completed": WordsDone,
    "conversation.item.input_audio_transcription.failed": TranscriptionFailed,
    "response.created": ResponseCreated,
    "response.done": ResponseDone,
    "response.output_item.added": OutputItemAdded,
    "response.output_item.done": OutputItemDone,
    "response.output_audio.delta": AudioDelta,
    "response.audio.delta": AudioDelta,
    **dict.fromkeys(("response.output_audio.done", "response.audio.done"), ContentDone),
    **dict.fromkeys(("response.output_text.done", "response.text.done"), ContentDone),
    "response.output_audio_transcript.delta": SpokenDelta,
    "response.audio_transcript.delta": SpokenDelta,
    "response.output_text.delta": WrittenDelta,
    "response.text.delta": WrittenDelta,
}

IGNORED = {
    "conversation.created": "there is one conversation a session",
    "conversation.item.done": "the same item was added before, and what it says comes in deltas",
    "conversation.item.retrieved": "never asked for",
    "conversation.item.truncated": "our own command, confirmed",
    "conversation.item.deleted": "our own command, confirmed",
    "conversation.item.input_audio_transcription.segment": "only diarising models send it; the whole text comes too",
    "input_audio_buffer.cleared": "our own command, confirmed",
    "input_audio_buffer.timeout_triggered": "never asked for; the commit that follows is handled",
    "input_audio_buffer.dtmf_event_received": "only on telephone lines",
    "output_audio_buffer.started": "not on a websocket",
    "output_audio_buffer.stopped": "not on a websocket",
    "output_audio_buffer.cleared": "not on a websocket",
    "response.content_part.added": "the deltas say it",
    "response.content_part.done": "the deltas said it",
    "response.output_audio_transcript.done": "the deltas said it",
    "response.audio_transcript.done": "the deltas said it",
    "response.function_call_arguments.delta": "a call is acted on when it is whole",
    "response.function_call_arguments.done": "response.done brings the call with its status",
    "response.mcp_call_arguments.delta": "tools run here, not at the service",
    "response.mcp_call_arguments.done": "tools run here, not at the service",
    "response.mcp_call.in_progress": "tools run here, not at the service",
    "response.mcp_call.completed": "tools run here, not at the service",
    "response.mcp_call.failed": "tools run here, not at the service",
    "mcp_list_tools.in_progress": "tools run here, not at the service",
    "mcp_list_tools.completed": "tools run here, not at the service",
    "mcp_list_tools.failed": "tools run here, not at the service",
}
"""Known events that have no effect, and why."""


class _BareResponse(_Event, frozen=True):
    id: str = ""
    status: str | None = None


class _BareDone(_Event, frozen=True):
    response: _BareResponse = _BareResponse()


_bare_done = msgspec.json.Decoder(_BareDone)


def _leniently(name: str, frame: str | bytes) -> ServerEvent | None:
    """Reads an odd `response.done` by id and status alone, because a reply must still end."""
    if name != "response.done":
        return None
    try:
        bare = _bare_done.decode(frame).response
    except (msgspec.DecodeError, RecursionError):
        return None
    return ResponseDone(ResponseInfo(id=bare.id, status=bare.status))


_decoder: FrameDecoder[ServerEvent] = FrameDecoder(_KINDS, IGNORED, _leniently)


def decode(frame: str | bytes) -> ServerEvent:
    """Decodes a frame into a value. Never raises."""
    return _decoder.decode(frame)


KNOWN = frozenset(_KINDS) | frozenset(IGNORED)
