"""Decodes the frames of a socket into typed values, as leniently as wire data deserves. Nothing in here raises.

A known event that is not needed is `Ignored`, an unknown one is `Unknown`, and a frame that is no event at all is
`Malformed`. Missing fields have harmless defaults, and unknown ones are ignored.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import msgspec

from voiceapp.core.pcm import Milliseconds

LAST_PLACE: Milliseconds = 86_400_000
"""No session is longer than a day, whatever a server says."""


class Ignored(msgspec.Struct, frozen=True):
    """A known event that is not needed; `type` says which."""

    type: str = ""


class Unknown(msgspec.Struct, frozen=True):
    type: str = ""


class Malformed(msgspec.Struct, frozen=True):
    reason: str = ""


NoNews = Ignored | Unknown | Malformed
Event = TypeVar("Event")


class _EventHead(msgspec.Struct):
    type: str = ""


_head = msgspec.json.Decoder(_EventHead)


class FrameDecoder(Generic[Event]):
    def __init__(
        self,
        kinds: Mapping[str, type[Any]],
        ignored: Mapping[str, str],
        odd: Callable[[str, str | bytes], Event | None],
    ) -> None:
        """`ignored`: known events that have no effect, and why. `odd`: makes what it can of a known event whose fields are
        not as they should be.
        """
        self._decoders: dict[str, Any] = {name: msgspec.json.Decoder(kind) for name, kind in kinds.items()}
        self._ignored = ignored
        self._odd = odd

    def decode(self, frame: str | bytes) -> Event | NoNews:
        """Decodes a frame into a value. Never raises."""
        try:
            return self._decoded(frame)
        except UnicodeError:
            return self._decoded(_mended(frame))

    def _decoded(self, frame: str | bytes) -> Event | NoNews:
        """Raises UnicodeError."""
        name = ""
        try:
            name = _head.decode(frame).type
            decoder = self._decoders.get(name)
            if decoder is not None:
                event: Event = decoder.decode(frame)
                return event
        except (msgspec.DecodeError, RecursionError) as error:
            return self._odd(name, frame) or Malformed(type(error).__name__)
        if name in self._ignored:
            return Ignored(name)
        return Unknown(name[:80]) if name else Malformed("no type")


def sound_of(delta: str) -> bytes | None:
    """Returns the samples, or None if they were not valid base64."""
    try:
        return base64.b64decode(delta, validate=True)
    except (binascii.Error, ValueError):
        return None


def place_of(told: float) -> Milliseconds:
    """Returns a place on the time line of a session, which what a server says may lie beyond."""
    return int(min(max(told, 0.0), LAST_PLACE))


def _mended(frame: str | bytes) -> bytes:
    """Replaces invalid characters by a mark, because the rest of the frame is still useful."""
    text = frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
    return text.encode("utf-8", "replace")
