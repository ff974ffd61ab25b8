"""Interprets by translation sessions, one for each direction. Meets `core.interpreter.job.Interprets`.

Where nobody said who speaks, both directions get the sound until the words show the language; then one of them is closed,
and what the other had translated by then is passed on.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Protocol

from voiceapp.core.interpreter.job import (
    InterpretJob,
    InterpretNews,
    JobDone,
    Side,
    SideFound,
    SoundToInterpret,
    VoiceMade,
    WordsHeard,
    WordsTranslated,
)
from voiceapp.core.interpreter.sides import early_side, likely_side, same_words, side_by_language
from voiceapp.core.sentence import Sentence
from voiceapp.engines.realtime.connect import RealtimeServer
from voiceapp.engines.translation.protocol import (
    News,
    SourceWords,
    TargetSound,
    TargetWords,
    TranslationOver,
    TranslationWishes,
)
from voiceapp.engines.translation.session import translated


class ToWire(Protocol):
    """Brings the sound of one session to the form that is played."""

    def taken(self, pcm: bytes, rate: int, channels: int) -> bytes: ...


@dataclass(slots=True)
class _Direction:
    """Holds what one session has made of an utterance."""

    side: Side
    """Whose language it translates from."""
    wire: ToWire
    said: str = ""
    translated: str = ""
    news: list[InterpretNews] = field(default_factory=list[InterpretNews])
    """What nobody has been told yet."""
    over: bool = False


class TranslationSessions:
    def __init__(self, server: RealtimeServer, model: str, transcriber: str, to_wire: Callable[[], ToWire]) -> None:
        self._server = server
        self._model = model
        self._transcriber = transcriber
        self._to_wire = to_wire

    @property
    def leaves_machine(self) -> Sentence | None:
        whom = self._server.whom
        return Sentence("What both of you say goes to {whom}, as sound.", whom=whom) if whom else None

    async def interpret(self, sound: SoundToInterpret, job: InterpretJob) -> AsyncGenerator[InterpretNews]:
        queue: asyncio.Queue[tuple[_Direction, InterpretNews | BaseException]] = asyncio.Queue()
        sides = (job.side,) if job.side is not None else tuple(Side)
        directions = [_Direction(side, self._to_wire()) for side in sides]
        tasks = {
            each.side: asyncio.create_task(self._translate(sound, job, each, queue), name="translation")
            for each in directions
        }
        chosen = directions[0] if job.side is not None else None
        try:
            while True:
                direction, news = await queue.get()
                if isinstance(news, BaseException):
                    if chosen is None or direction is chosen:
                        raise news
                    continue
                direction.news.append(news)
                if chosen is None:
                    chosen = _chosen(job, directions)
                    if chosen is None:
                        continue
                    tasks[chosen.side.other].cancel()
                    yield SideFound(chosen.side)
                told, chosen.news = chosen.news, []
                for each in told:
                    yield each
                    if isinstance(each, JobDone):
                        return
        finally:
            for task in tasks.values():
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)

    async def _translate(
        self,
        sound: SoundToInterpret,
        job: InterpretJob,
        direction: _Direction,
        queue: "asyncio.Queue[tuple[_Direction, InterpretNews | BaseException]]",
    ) -> None:
        wishes = TranslationWishes(job.pair.of(direction.side.other), self._model, self._transcriber)
        try:
            async with aclosing(translated(self._server, wishes, sound.from_beginning())) as coming:
                async for news in coming:
                    found = self._understood(news, direction, job)
                    if found is not None:
                        queue.put_nowait((direction, found))
        except Exception as error:  # noqa: BLE001 whoever reads the queue is to see it
            queue.put_nowait((direction, error))

    def _understood(self, news: News, direction: _Direction, job: InterpretJob) -> InterpretNews | None:
        match news:
            case SourceWords(text):
                direction.said += text
                return WordsHeard(direction.said)
            case TargetWords(text):
                direction.translated += text
                return WordsTranslated(direction.translated)
            case TargetSound(pcm, rate, channels):
                return VoiceMade(direction.wire.taken(pcm, rate, channels)) if job.spoken else None
            case TranslationOver(spent):
                direction.over = True
                return JobDone(spent)


def _chosen(job: InterpretJob, directions: list[_Direction]) -> _Direction | None:
    """Return the direction that translates from the language that is spoken. None: that isn't known yet."""
    all_over = all(each.over for each in directions)
    said = max((each.said for each in directions), key=len)
    side = side_by_language(job.pair, said) if all_over else early_side(job.pair, said)
    if side is None and all_over:
        # Into the language that is spoken there is nothing to translate, so the words stay as they are.
        kept = {each.side: same_words(said, each.translated) for each in directions}
        side = min(kept, key=lambda each: kept[each]) if len(set(kept.values())) > 1 else likely_side(job)
    return next((each for each in directions if each.side is side), None)
