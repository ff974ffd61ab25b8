"""Decodes the server events of a Live session into typed values. Wire data is untrusted input, so nothing in here raises."""

from typing import Any

import msgspec

from voiceapp.core.pcm import Milliseconds
from voiceapp.openai.frame_decoding import FrameDecoder, Ignored, Malformed, Unknown, place_of, sound_of


class LiveEvent(msgspec.Struct, frozen=True):
    """Unknown fields are ignored."""


class LiveError(LiveEvent, frozen=True):
    type: str | None = None
    code: str | int | None = None
    message: str | None = None
    param: str | None = None
    client_event_id: str | None = None


class LiveAudioOut(LiveEvent, frozen=True):
    voice: str | dict[str, Any] | None = None


class LiveSessionAudio(LiveEvent, frozen=True):
    output: LiveAudioOut | None = None


class LiveSessionInfo(LiveEvent, frozen=True):
    id: str = ""
    model: str | None = None
    expires_at: float | None = None
    audio: LiveSessionAudio | None = None

    @property
    def voice_name(self) -> str:
        voice = self.audio.output.voice if self.audio and self.audio.output else None
        return voice if isinstance(voice, str) else str((voice or {}).get("id", ""))


class LiveUsage(LiveEvent, frozen=True):
    """Totals of the session, never to be summed."""

    seconds: float = 0.0


class Delegation(LiveEvent, frozen=True):
    """Work that the model hands over. What it is about is said nowhere but in the talk."""

    id: str = ""
    target: str = ""


class BackendItem(LiveEvent, frozen=True):
    type: str = ""
    name: str | None = None
    call_id: str | None = None
    arguments: str | None = None


class BackendCachedTokens(LiveEvent, frozen=True):
    cached_tokens: int | None = None
    cache_write_tokens: int | None = None


class BackendUsage(LiveEvent, frozen=True):
    input_tokens: int | None = None
    output_tokens: int | None = None
    input_tokens_details: BackendCachedTokens | None = None


class BackendResponse(LiveEvent, frozen=True):
    model: str | None = None
    usage: BackendUsage | None = None
    error: LiveError | None = None


class BackendStep(LiveEvent, frozen=True):
    """An event of the Responses API, from the model that works behind the voice."""

    type: str = ""
    item: BackendItem | None = None
    response: BackendResponse | None = None


# --- the events


class SessionStarted(LiveEvent, frozen=True):
    session: LiveSessionInfo = LiveSessionInfo()


class LiveErrorReceived(LiveEvent, frozen=True):
    error: LiveError = LiveError()


class LiveAudioDelta(LiveEvent, frozen=True):
    delta: str = ""

    def sound(self) -> bytes | None:
        """Returns the samples, or None if they were not valid base64."""
        return sound_of(self.delta)


class _Words(LiveEvent, frozen=True):
    """Its places are on the time line of the session, in milliseconds of sound since its beginning."""

    delta: str | None = None
    start_ms: float = 0
    end_ms: float = 0

    @property
    def start(self) -> Milliseconds:
        return place_of(self.start_ms)

    @property
    def end(self) -> Milliseconds:
        return place_of(self.end_ms)


class InputWords(_Words, frozen=True):
    """A fragment of what the person said."""


class OutputWords(_Words, frozen=True):
    """A fragment of what the model says."""


class DelegationCreated(LiveEvent, frozen=True):
    delegation: Delegation = Delegation()


class BackendEvent(LiveEvent, frozen=True):
    event: BackendStep = BackendStep()
    delegation_id: str | None = None


class UsageUpdated(LiveEvent, frozen=True):
    usage: LiveUsage = LiveUsage()


class SessionClosed(LiveEvent, frozen=True):
    reason: str = ""
    usage: LiveUsage = LiveUsage()


class LiveNotice(LiveEvent, frozen=True):
    code: str | None = None
    message: str | None = None


ServerEvent = (
    SessionStarted
    | LiveErrorReceived
    | LiveAudioDelta
    | InputWords
    | OutputWords
    | DelegationCreated
    | BackendEvent
    | UsageUpdated
    | SessionClosed
    | LiveNotice
    | Ignored
    | Unknown
    | Malformed
)

_KINDS: dict[str, type[Any]] = {
    "session.started": SessionStarted,
    "error": LiveErrorReceived,
    "session.output_audio.delta": LiveAudioDelta,
    "session.input_transcript.delta": InputWords,
    "session.output_transcript.delta": OutputWords,
    "session.delegation.created": DelegationCreated,
    "response.event": BackendEvent,
    "session.usage.updated": UsageUpdated,
    "session.closed": SessionClosed,
    "info": LiveNotice,
}

_DECISIONS = "decisions are never asked for"
_SIDEBAND = "only beside a session over WebRTC or a telephone line"
IGNORED = {
    "session.updated": "our own command, confirmed",
    "session.input_audio.muted": "our own command, confirmed",
    "session.input_audio.unmuted": "our own command, confirmed",
    "session.instructions.appended": "says when it was read in, not that anything follows",
    "session.thinking.appended": "says when it was read in, not that anything follows",
    "session.commentary.appended": "says when it was read in, not that it was said",
    "session.output_audio.fixture.playing": "never asked for",
    "session.output_audio.fixture.played": "never asked for",
    "decision.event": _DECISIONS,
    "decision.item.created": _DECISIONS,
    "decision.item.deleted": _DECISIONS,
    "session.paused": _SIDEBAND,
    "session.resumed": _SIDEBAND,
    "session.input_audio.append": _SIDEBAND,
    "transport.dtmf.received": _SIDEBAND,
    "transport.dtmf.send": _SIDEBAND,
    "transport.dtmf.sent": _SIDEBAND,
    "transport.ringing": _SIDEBAND,
    "transport.answered": _SIDEBAND,
    "transport.failed": _SIDEBAND,
}
"""Known events that have no effect, and why."""


class _BareClosed(LiveEvent, frozen=True):
    reason: str = ""


_bare_closed = msgspec.json.Decoder(_BareClosed)


def _leniently(name: str, frame: str | bytes) -> ServerEvent | None:
    """Reads an odd `session.closed` by its reason alone, because the session is over all the same."""
    if name != "session.closed":
        return None
    try:
        return SessionClosed(_bare_closed.decode(frame).reason)
    except (msgspec.DecodeError, RecursionError):
        return SessionClosed()


_decoder: FrameDecoder[ServerEvent] = FrameDecoder(_KINDS, IGNORED, _leniently)


def decode(frame: str | bytes) -> ServerEvent:
    """Decodes a frame into a value. Never raises."""
    return _decoder.decode(frame)


KNOWN = frozenset(_KINDS) | frozenset(IGNORED)
