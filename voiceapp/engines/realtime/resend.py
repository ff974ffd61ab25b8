"""Sends utterances that were kept on disk over a new session, each as a whole.

Each bypasses the service's own detection, which would cut it up, and what is being said at this moment is set aside
meanwhile.
"""

from collections import deque
from collections.abc import Callable

from voiceapp.core.messages import SendUtterance
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.realtime.input_audio import SHORTEST_COMMIT, InputAudio
from voiceapp.engines.realtime.outbox import Outbox
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.realtime_client_events import Dialect


class UtteranceResender:
    def __init__(self, out: Outbox, input_audio: InputAudio, dialect: Dialect, ask: Callable[[], None]) -> None:
        self._out = out
        self._input_audio = input_audio
        self._dialect = dialect
        self._ask = ask
        self._waiting: deque[SendUtterance] = deque()

    def add(self, said: SendUtterance) -> None:
        if len(said.pcm) >= SHORTEST_COMMIT:
            self._waiting.append(said)

    def send(self, wishes: SessionWishes) -> None:
        """Sends those that can be sent. In the middle of a very long utterance they wait until it is over."""
        while self._waiting and self._input_audio.can_set_aside:
            self._send(self._waiting.popleft(), wishes)

    def _send(self, said: SendUtterance, wishes: SessionWishes) -> None:
        detected = self._input_audio.detected
        if detected:
            self._out.post("session.update", session=client.detection(wishes, self._dialect, on=False))
        growing = self._input_audio.set_aside()
        self._input_audio.utterance(said.turn, said.pcm)
        self._ask()
        if detected:
            self._out.post("session.update", session=client.detection(wishes, self._dialect, on=True))
        self._input_audio.resume(growing)
