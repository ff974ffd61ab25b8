"""Makes captions of sound that others play: each source is heard as it comes, and recognised while somebody speaks."""

import asyncio
import contextlib
import itertools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Protocol

from voiceapp.audio.live_utterances import LiveUtterances, UtteranceBegan, UtteranceNews, UtteranceOver, UtteranceSound
from voiceapp.core.captions.flow import MOST, CaptionEvent, Said, Unsaid
from voiceapp.core.failures import Failure
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError, RecognitionHints, SpeechToText
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import EndpointingWishes
from voiceapp.live_sound import LiveSound, recognised_live
from voiceapp.runtime.session_thread import SessionThread

log = logging.getLogger(__name__)

EDGES = EndpointingWishes(attack=2, hangover=30, pause=0, shortest=6, preroll=15, longest=750)
"""Like those of files, but after 15 s at the latest, for somebody waits for the words."""
TAKE_EVERY = 0.1
GO_ON_EVERY = 1.0
ECHO = 0.4
"""Seconds for which our own reply is still heard after it has ended."""
LATE = 0.4
"""Seconds for which sound from before the person came back to the record still comes."""
BEFORE = 0.5
"""Seconds of sound before an utterance that are recognised with it."""
_NUMBERS = itertools.count(1)


class SoundSource(Protocol):
    """Gives the sound of a device as it comes."""

    @property
    def waiting(self) -> int: ...
    def take(self, length: int) -> bytes: ...
    def go_on(self) -> None: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class HeardSource:
    device: str
    """The sound server's name."""
    name: Sentence | None = None
    """Who speaks there."""
    ours: bool = False
    """Our own replies are heard there, too, and left out."""
    person: bool = False
    """The person is heard there, of whom nothing is shown while they are off the record."""


class CaptionEars(Protocol):
    """Lends who recognises what others say, each time anew, as the settings may change."""

    def recogniser(self) -> SpeechToText: ...
    def hints(self) -> RecognitionHints: ...


@dataclass(slots=True)
class _HeardUtterance:
    """An utterance on its way to the recogniser."""

    id: str
    name: Sentence | None
    began: float
    ended: float = float("inf")
    task: "asyncio.Task[None] | None" = None
    left_out: bool = False
    """Whatever is recognised of it is not told."""


class HeardCaptions:
    """Listens on a thread of its own from when it is made until it is closed, and recognises in the session's loop."""

    def __init__(
        self,
        sources: Sequence[HeardSource],
        opened: Callable[[str], SoundSource],
        room: SessionThread,
        ears: CaptionEars,
        tell: Callable[[CaptionEvent], None],
        trouble: Callable[[Failure], None],
    ) -> None:
        """Raises SoundError, OSError."""
        self.sources = tuple(sources)
        self._room = room
        self._ears = ears
        self._tell = tell
        self._trouble = trouble
        self._open: dict[int, tuple[_HeardUtterance, LiveSound]] = {}
        self._of_person: deque[_HeardUtterance] = deque(maxlen=MOST)
        """The newest, for that they were off the record may be known late."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._told: set[object] = set()
        self._silent_until = 0.0
        self._off_record_until = 0.0
        self._closed = threading.Event()
        self._listening = [opened(source.device) for source in self.sources]
        self._thread = threading.Thread(target=self._listen, name="captions", daemon=True)
        self._thread.start()

    def leave_out_ours(self, *, speaking: bool) -> None:
        """Told when a reply of ours begins to sound, and when it is over."""
        self._silent_until = float("inf") if speaking else min(self._silent_until, time.monotonic() + ECHO)

    def leave_out_moment(self) -> None:
        """Told again and again while a reply of ours sounds, also while the person speaks over it."""
        self._silent_until = max(self._silent_until, time.monotonic() + ECHO)

    def leave_record(self, *, off: bool) -> None:
        """Told when the person leaves the record, with what they are saying, and when they come back to it."""
        now = time.monotonic()
        if off:
            self._off_record_until = float("inf")
            self._room.call(lambda: self._leave_out(now, float("inf")))
        else:
            self._off_record_until = min(self._off_record_until, now + LATE)

    def leave_out_person(self, since: float, until: float) -> None:
        """Told what the person said off the record, which may be known only after they said more."""
        self._room.call(lambda: self._leave_out(since, until))

    def close(self) -> None:
        """A second call does nothing."""
        self._closed.set()
        self._thread.join()
        self._room.call(self._cancel)

    # --- the thread

    def _listen(self) -> None:
        utterances = [LiveUtterances(EDGES) for _ in self.sources]
        looked = time.monotonic()
        while not self._closed.wait(TAKE_EVERY):
            for place, source in enumerate(self._listening):
                with contextlib.suppress(OSError):
                    self._take(place, source, utterances[place])
            if time.monotonic() - looked > GO_ON_EVERY:
                looked = time.monotonic()
                for source in self._listening:
                    source.go_on()
        for source in self._listening:
            source.close()

    def _take(self, place: int, source: SoundSource, utterances: LiveUtterances) -> None:
        pcm = source.take(source.waiting)
        if self._is_left_out(self.sources[place]):
            pcm = bytes(len(pcm))
        heard_at = time.monotonic() - WIRE.ms(len(pcm)) / 1000
        news = list(utterances.take(pcm))
        if news:
            self._room.call(lambda: self._on_news(place, news, heard_at))

    def _is_left_out(self, source: HeardSource) -> bool:
        now = time.monotonic()
        return (source.ours and now < self._silent_until) or (source.person and now < self._off_record_until)

    # --- the session's loop

    def _on_news(self, place: int, news: list[UtteranceNews], heard_at: float) -> None:
        for each in news:
            match each:
                case UtteranceBegan():
                    self._begin(place, heard_at)
                case UtteranceSound(pcm):
                    self._open[place][1].append(pcm)
                case UtteranceOver(kept):
                    self._end(*self._open.pop(place), kept=kept)

    def _begin(self, place: int, at: float) -> None:
        source = self.sources[place]
        utterance, sound = _HeardUtterance(f"heard-{next(_NUMBERS)}", source.name, at), LiveSound()
        self._open[place] = utterance, sound
        utterance.task = asyncio.get_running_loop().create_task(self._recognise(utterance, sound), name="captions")
        self._tasks.add(utterance.task)
        utterance.task.add_done_callback(self._tasks.discard)
        if source.person:
            self._of_person.append(utterance)
            if self._is_left_out(source):
                self._take_back(utterance)

    def _end(self, utterance: _HeardUtterance, sound: LiveSound, *, kept: bool) -> None:
        utterance.ended = time.monotonic()
        sound.end()
        if not kept:
            self._take_back(utterance)

    def _leave_out(self, since: float, until: float) -> None:
        for utterance in self._of_person:
            if utterance.ended >= since and utterance.began - BEFORE <= until and not utterance.left_out:
                self._take_back(utterance)

    def _take_back(self, utterance: _HeardUtterance) -> None:
        utterance.left_out = True
        if utterance.task is not None:
            utterance.task.cancel()
        self._tell(Unsaid(utterance.id))

    async def _recognise(self, utterance: _HeardUtterance, sound: LiveSound) -> None:
        try:
            recogniser = self._ears.recogniser()
            async with aclosing(recognised_live(recogniser, sound, self._ears.hints())) as answers:
                async for heard in answers:
                    if utterance.left_out:
                        return
                    if heard.trouble is not None:
                        self._complain(heard.trouble)
                        continue
                    self._tell(
                        Said(
                            utterance.id,
                            heard.text,
                            heard.final,
                            utterance.name,
                            utterance.began,
                            heard.language or "",
                        )
                    )
        except EngineError as error:
            self._complain(error.failure)
        except Exception:  # a recogniser's bug must not end the captions of what follows
            log.exception("a recogniser failed in a way that it should not")

    def _complain(self, failure: Failure) -> None:
        """Once for each kind: every utterance would say the same."""
        if failure.kind not in self._told:
            self._told.add(failure.kind)
            self._trouble(failure)

    def _cancel(self) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        self._open.clear()
