"""Queues frames on their way to the service, each with a name, so that an error can be traced to its cause."""

from collections import deque

from voiceapp.openai import realtime_client_events as client

REMEMBERED_FRAMES = 200
ASIDE = "side job"


class Outbox:
    def __init__(self) -> None:
        self._frames: deque[str] = deque()
        self._number = 0
        self._causes: dict[str, str] = {}
        """What each of our recent frames was, by event id."""

    def post(self, kind: str, /, **fields: client.Json) -> None:
        event_id = self.name("c")
        response = fields.get("response")
        aside = isinstance(response, dict) and response.get("conversation") == "none"
        self._causes[event_id] = ASIDE if aside else kind
        if len(self._causes) > REMEMBERED_FRAMES:
            del self._causes[next(iter(self._causes))]
        self._frames.append(client.encode(kind, event_id, **fields))

    def append(self, pcm: bytes) -> None:
        """Sends sound without a name, because it goes out fifty times a second and is never refused on its own."""
        self._frames.append(client.append_audio(pcm))

    def drain(self) -> list[str]:
        frames = list(self._frames)
        self._frames.clear()
        return frames

    def cause_of(self, event_id: str | None) -> str:
        return self._causes.get(event_id or "", "")

    def name(self, prefix: str) -> str:
        """Returns a name that is unique within the session."""
        self._number += 1
        return f"va_{prefix}{self._number}"
