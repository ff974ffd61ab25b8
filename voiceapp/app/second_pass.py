"""Hears what is kept once more while nobody talks, with the best recogniser that is here, and corrects the words."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from voiceapp.app.idle_work import IdleWork, answered
from voiceapp.app.quiet_time import QuietTime
from voiceapp.core.messages import Show, ShowTalk
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints, SpeechToText
from voiceapp.core.talk.second_pass import improved, may_be_improved
from voiceapp.core.transcript import Message, SoundId, Spent, TalkId, Via
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.storage.second_looks import NEVER, KeptLine, leave, lines_to_hear, look
from voiceapp.storage.store import Store

log = logging.getLogger(__name__)

LOOK_EVERY = 60.0
"""Seconds after which it's looked for lines that could be heard again, and for whoever would hear them."""
NOT_QUIET_FOR = 5.0
"""Seconds after which to see whether it's quiet now."""
GIVEN_UP_FOR = 1800.0
"""Seconds for which a recogniser that fails isn't asked again."""
REST = 1.0
"""How long the work rests, for each second that it took."""
QUIET_EVERY = 0.25
"""Seconds after which it's noticed that somebody talks."""
PIECE = 48_000
"""Bytes of sound that are handed over at a time."""


@dataclass(frozen=True, slots=True)
class SecondEars:
    """A recogniser that is better than those that heard some lines."""

    title: str
    below: int
    """Only what was heard by recognisers below this rank is heard again."""
    rank: int
    recogniser: Callable[[bool], SpeechToText]
    """Asked with whether each word is to be timed."""


class SecondPassNeeds(Protocol):
    """Lends what this needs, each time anew, as the settings may change."""

    def ears(self) -> SecondEars | None:
        """Return the better recogniser. None: there is none, or none is wanted now."""
        ...

    def rank(self, spent: tuple[Spent, ...]) -> int | None:
        """Return the rank of who heard a line on this machine. None: somebody else did."""
        ...

    def hints(self, line: Message) -> RecognitionHints: ...
    def written(self, line: Message, heard: RecognisedText) -> str:
        """Return what was heard as it is written there: a dictation has spoken commands."""
        ...


class SecondPass:
    """Works in the session's loop. `start`, `wake`, `take_show` and `close` may be called from any thread."""

    def __init__(self, store: Store, needs: SecondPassNeeds, room: SessionThread, quiet: QuietTime) -> None:
        self._store = store
        self._needs = needs
        self._quiet = quiet
        self._live = TalkId("")
        self._last: tuple[KeptLine, ...] = ()
        """Those that were found when something was last to be kept of them."""
        self._failed: set[tuple[str, int]] = set()
        """Recognisers, each with the place of a line on which it failed, so that older ones needn't wait."""
        self._work = IdleWork(room, self._work_once)
        self.start, self.wake, self.close = self._work.start, self._work.wake, self._work.close

    def take_show(self, show: Show) -> None:
        """Take what the talk shows: the one that goes on is left alone."""
        if isinstance(show, ShowTalk):
            self._live = show.talk.id

    async def _work_once(self) -> float:
        """Hear one line. Returns after how many seconds to go on."""
        if not self._quiet.is_quiet:
            return NOT_QUIET_FOR
        ears = self._needs.ears()
        if ears is None:
            return LOOK_EVERY
        lines: tuple[KeptLine, ...] = await answered(
            partial(self._store.ask, lambda database: lines_to_hear(database, ears.below, self._live)), ()
        )
        untried = [line for line in lines if (ears.title, line.place) not in self._failed]
        # What comes again could not be kept.
        if not untried or lines == self._last:
            self._last = lines
            return LOOK_EVERY
        ranks = {line.place: self._rank(line) for line in lines}
        if passed := {place: rank for place, rank in ranks.items() if rank >= ears.below}:
            self._store.change(lambda database: leave(database, passed), ("passed", *passed))
            self._last = lines
            return 0.0
        began = time.monotonic()
        failed = (ears.title, untried[0].place)
        # Whatever goes wrong with this line, the next one has its turn.
        self._failed.add(failed)
        try:
            if await self._hear(untried[0], ears):
                self._last = lines
        except EngineError as error:
            log.info("what is kept can't be heard again: %s", error.failure.kind.value)
            return GIVEN_UP_FOR
        self._failed.discard(failed)
        return (time.monotonic() - began) * REST

    def _rank(self, line: KeptLine) -> int:
        """The rank of whoever heard a line. No recogniser changes what the person or a service wrote."""
        heard_by = self._needs.rank(line.message.spent)
        return NEVER if heard_by is None or not may_be_improved(line.message) else max(heard_by, line.rank)

    async def _hear(self, line: KeptLine, ears: SecondEars) -> bool:
        """Return whether it was heard to its end."""
        message = line.message
        assert message.sound is not None, "it may be improved"
        pcm = await _sound(self._store, message.sound)
        heard = await self._while_quiet(_heard(ears, message, self._needs.hints(message), pcm)) if pcm else None
        if heard is None and pcm:
            return False  # somebody talks, so it's done another time
        text = "" if heard is None else self._needs.written(message, heard)
        words = heard.words if heard is not None and message.words and message.via is Via.VOICE else ()

        def change(now: Message) -> Message | None:
            return improved(now, text, ears.title, words)

        self._store.change(
            lambda database: look(database, line, ears.rank if pcm else NEVER, change), ("looked at", line.place)
        )
        return True

    async def _while_quiet(self, hearing: "asyncio.Task[RecognisedText]") -> RecognisedText | None:
        while not hearing.done():
            await asyncio.wait((hearing,), timeout=QUIET_EVERY)
            if not self._quiet.is_quiet and not hearing.done():
                hearing.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await hearing
                return None
        return hearing.result()


async def _sound(store: Store, sound: SoundId) -> bytes:
    def ask(then: Callable[[bytes], None]) -> None:
        store.read_sound(sound, then)

    return await answered(ask, b"")


def _heard(ears: SecondEars, message: Message, hints: RecognitionHints, pcm: bytes) -> "asyncio.Task[RecognisedText]":
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(pcm), PIECE):
            yield pcm[start : start + PIECE]

    async def hear() -> RecognisedText:
        last = RecognisedText("")
        recogniser = ears.recogniser(bool(message.words) and message.via is Via.VOICE)
        async with aclosing(recogniser.transcribe(pieces(), hints)) as answers:
            async for heard in answers:
                last = heard
        return last

    return asyncio.create_task(hear(), name="second-pass")
