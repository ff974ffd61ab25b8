"""Decodes server-sent events from bytes that may be cut anywhere. Pure."""

import codecs
from dataclasses import dataclass

LONGEST = 16 * 1024 * 1024
"""Characters of one event. Anything longer is an attack or a fault."""


@dataclass(frozen=True, slots=True)
class ServerEvent:
    data: str
    event: str = ""


class SseError(ValueError):
    """The server sent something that is not a stream of events."""


class SseDecoder:
    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace")
        self._line = ""
        self._data: list[str] = []
        self._size = 0
        self._event = ""
        self._after_return = False

    def decode(self, piece: bytes) -> list[ServerEvent]:
        return self._take(self._decode.decode(piece))

    def end(self) -> list[ServerEvent]:
        """Ends the stream; a last event without its blank line still counts."""
        return self._take(self._decode.decode(b"", final=True) + "\n\n")

    def _take(self, text: str) -> list[ServerEvent]:
        if self._after_return and text.startswith("\n"):
            text = text[1:]
        if text:
            self._after_return = text.endswith("\r")
        lines = (self._line + text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._line = lines.pop()
        if len(self._line) + self._size > LONGEST:
            raise SseError("an event is too long")
        found: list[ServerEvent] = []
        for line in lines:
            event = self._read(line)
            if event is not None:
                found.append(event)
        return found

    def _read(self, line: str) -> ServerEvent | None:
        if not line:
            event = ServerEvent("\n".join(self._data), self._event) if self._data else None
            self._data, self._event, self._size = [], "", 0
            return event
        if line.startswith(":"):
            return None  # servers keep connections alive with comments
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
            self._size += len(value)
            if self._size > LONGEST:
                raise SseError("an event is too long")
        elif name == "event":
            self._event = value
        return None
