"""Speaks the protocol of Realtime as a voice, without the socket, turning texts into sound, several at a time if need
be.
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Spent
from voiceapp.engines.realtime.billing import Pricing, reply_bill
from voiceapp.engines.realtime.error_meanings import ErrorMeaning
from voiceapp.engines.realtime.outbox import ASIDE
from voiceapp.engines.realtime.side_session import SideSession
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.openai.realtime_server_events import (
    AudioDelta,
    ResponseCreated,
    ResponseDone,
    ResponseInfo,
    ServerEvent,
    SpokenDelta,
)

MARK = "voiceapp_text"


@dataclass(frozen=True, slots=True)
class SpeechReady:
    """Texts can be read out from here on."""

    expires_at: float | None


@dataclass(frozen=True, slots=True)
class TextSound:
    job: str
    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class TextSpoken:
    job: str
    spent: tuple[Spent, ...]
    fidelity: float
    """How much of the text was really said, 0 to 1, because a model that reads may reword."""
    failure: Failure | None = None


News = SpeechReady | TextSound | TextSpoken


@dataclass(slots=True)
class _SpokenText:
    job: str
    text: str
    response: str = ""
    half: bytes = b""
    words: str = ""
    unwanted: bool = False


class SpeechProtocol(SideSession[News]):
    """Meets `websocket.shell.SocketProtocol`. `say` may be called after SpeechReady."""

    def __init__(
        self, voice: str, speed: float, style: str, *, now: float, dialect: Dialect, model: str, pricing: Pricing
    ) -> None:
        super().__init__(client.speaking_session(voice, speed, style, dialect), dialect, now)
        self._model = model
        self._pricing = pricing
        self._readings: dict[str, _SpokenText] = {}
        self._by_response: dict[str, _SpokenText] = {}

    def add_text(self, job: str, text: str) -> None:
        self._readings[job] = _SpokenText(job, text)
        self._out.post("response.create", response=client.read_aloud_request(job, MARK, text, self._dialect))

    def drop_text(self, job: str) -> None:
        """Drops a text that nobody listens to any more."""
        reading = self._readings.get(job)
        if reading is not None and not reading.unwanted:
            reading.unwanted = True
            if reading.response:
                self._out.post("response.cancel", response_id=reading.response)

    def _opened(self) -> News:
        return SpeechReady(self._handshake.session.expires_at)

    def _on_event(self, event: ServerEvent) -> list[News]:
        match event:
            case ResponseCreated(response):
                self._on_begun(response)
            case AudioDelta() as delta:
                return self._on_sound(delta)
            case SpokenDelta(response_id, _, words):
                reading = self._by_response.get(response_id)
                if reading is not None:
                    reading.words += words or ""
            case ResponseDone(response):
                return self._on_done(response)
            case _:
                pass
        return []

    def _on_begun(self, response: ResponseInfo) -> None:
        named = str((response.metadata or {}).get(MARK) or "")
        # A service that names nothing starts with the first request.
        unbegun = (each for each in self._readings.values() if not each.response)
        reading = self._readings.get(named) if named else next(unbegun, None)
        if reading is None or reading.response or not response.id:
            return
        reading.response = response.id
        self._by_response[response.id] = reading
        if reading.unwanted:
            self._out.post("response.cancel", response_id=response.id)

    def _on_sound(self, delta: AudioDelta) -> list[News]:
        reading = self._by_response.get(delta.response_id)
        sound = delta.sound()
        if reading is None or reading.unwanted or sound is None:
            return []
        sound = reading.half + sound
        whole = len(sound) - len(sound) % 2
        reading.half, sound = sound[whole:], sound[:whole]
        return [TextSound(reading.job, sound)] if sound else []

    def _on_done(self, response: ResponseInfo) -> list[News]:
        reading = self._by_response.pop(response.id, None)
        if reading is None:
            return []
        del self._readings[reading.job]
        failure = None
        if response.status == "failed" and not reading.unwanted:
            failure = Failure(FailureKind.SERVER_BROKEN, Sentence("The service couldn't speak this."))
        spent = reply_bill(self._pricing, self._handshake.session.model or self._model, response.usage)
        return [TextSpoken(reading.job, spent, fidelity(reading.text, reading.words), failure)]

    def _on_refused(self, cause: str, meaning: ErrorMeaning, failure: Failure) -> list[News]:
        if meaning is ErrorMeaning.OVER:
            self.failure = failure
        elif cause == ASIDE:
            # Requests are made one at a time, so the refused one, which is not named, is the newest not yet begun.
            refused = next((each for each in reversed(self._readings.values()) if not each.response), None)
            if refused is not None:
                del self._readings[refused.job]
                return [TextSpoken(refused.job, (), 0.0, failure)]
        return []


def fidelity(text: str, said: str) -> float:
    """Says how much of a text's words was said in order. Where no words came, nothing is known."""
    wanted, heard = _words(text), _words(said)
    if not wanted or not heard:
        return 1.0
    return SequenceMatcher(None, wanted, heard, autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
