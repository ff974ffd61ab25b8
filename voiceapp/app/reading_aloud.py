"""Reads aloud what is selected on the screen, in any program, and stops by the same key."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import aclosing
from typing import Protocol

from voiceapp.app.session_builder import RunningTalk
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Event, Phase, ReplyId, ReplyInterrupted, Show, ShowState
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError, TextToSpeech
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.talk_key import GlobalTalkKeys
from voiceapp.core.text.clean_text import clean
from voiceapp.core.text.read_aloud import read_aloud
from voiceapp.runtime.latest_state import LatestState
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import session_wishes

LONGEST = 20_000
"""Characters; about twenty minutes."""
NOTHING_SELECTED = Failure(
    FailureKind.REJECTED,
    Sentence("Nothing is selected, as far as the program tells. Select some text, then try again."),
)


class HasVoice(Protocol):
    """Chooses who speaks, by what may leave the device and by the budget."""

    def voice(self) -> TextToSpeech: ...


class ReadingAloud:
    """May be used from any thread. It gives way to the talk: as soon as somebody speaks there, it ends."""

    def __init__(
        self,
        talking: RunningTalk,
        engines: HasVoice,
        settings: Callable[[], Settings],
        selected: Callable[[], str],
        complain: Callable[[Failure], None],
    ) -> None:
        """`selected` may take a moment."""
        self._talking = talking
        self._engines = engines
        self._settings = settings
        self._selected = selected
        self._complain = complain
        self._lock = threading.Lock()
        self._work: Future[None] | None = None
        self._until = 0.0
        """When the sound that was handed over so far is over."""
        self._phase = Phase.OFF

    @property
    def is_reading(self) -> bool:
        with self._lock:
            return (self._work is not None and not self._work.done()) or time.monotonic() < self._until

    def keys_anywhere(self, tell: Callable[[Event], None], shown: LatestState, workers: WorkerPool) -> GlobalTalkKeys:
        """Return the keys of the talk that are heard in every program, with the one for this."""
        anywhere = GlobalTalkKeys(tell, lambda: workers.beside(self.toggle))
        shown.watch(anywhere.take_state, reads=False)
        shown.watch(self.take_show, reads=False)
        return anywhere

    def toggle(self) -> None:
        """Read what is selected, or stop."""
        if self.is_reading:
            self.stop()
            return
        text = read_aloud(clean(self._selected())[:LONGEST], session_wishes(self._settings()))
        if not text:
            self._complain(NOTHING_SELECTED)
            return
        if self._phase is Phase.SPEAKING:
            self._talking.tell(ReplyInterrupted())
        with self._lock:
            self._work = self._talking.room.run(self._read(text))

    def stop(self) -> None:
        with self._lock:
            work, self._work = self._work, None
            sounds, self._until = time.monotonic() < self._until, 0.0
        if work is not None:
            work.cancel()
        if sounds or work is not None:
            self._talking.playback.stop()

    def take_show(self, show: Show) -> None:
        if isinstance(show, ShowState):
            self._phase = show.state.phase
            if self._phase in (Phase.HEARING, Phase.THINKING) and self.is_reading:
                self.stop()

    async def _read(self, text: str) -> None:
        reply = ReplyId(f"read-{time.monotonic_ns()}")
        playback = self._talking.playback
        playback.stop()
        playback.open(on=True)
        try:
            async with aclosing(self._engines.voice().speak(text, session_wishes(self._settings()))) as pieces:
                async for piece in pieces:
                    if piece.trouble is not None:
                        self._complain(piece.trouble)
                    if piece.pcm:
                        with self._lock:
                            length = len(piece.pcm) / WIRE.bytes(1_000)
                            self._until = max(self._until, time.monotonic()) + length
                        playback.play(reply, piece.pcm)
            playback.finish(reply)
        except EngineError as error:
            self._complain(error.failure)
        except asyncio.CancelledError:
            playback.stop()
            raise
