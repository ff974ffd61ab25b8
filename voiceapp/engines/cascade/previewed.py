"""Shows words while one speaks where the recogniser itself has none until the end, or might not be able to stream."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import replace

from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints, SpeechToText
from voiceapp.live_sound import LiveSound

log = logging.getLogger(__name__)

_News = RecognisedText | Exception | None
"""None: the recogniser is done."""


class PreviewedRecogniser:
    """Meets `core.ports.SpeechToText`. All final words are the first recogniser's; what the second hears is only shown."""

    def __init__(self, first: SpeechToText, preview: SpeechToText) -> None:
        self._first = first
        self._preview = preview

    @property
    def traits(self) -> EngineTraits:
        return replace(self._first.traits, loads_models=True)

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        kept = LiveSound()
        news: asyncio.Queue[_News] = asyncio.Queue()
        keeping = asyncio.create_task(kept.take_all(sound), name="keep-sound")
        hearing = asyncio.create_task(_pass_on(self._first, kept, hints, news), name="recognise")
        previewing = asyncio.create_task(
            _show_early(self._preview, kept, replace(hints, live=True), news), name="preview"
        )
        own_words = False
        try:
            while (heard := await news.get()) is not None:
                if isinstance(heard, Exception):
                    raise heard
                if heard.text and not heard.preview:
                    own_words = True
                    previewing.cancel()
                if not (heard.preview and own_words):
                    yield heard
        finally:
            for task in (hearing, previewing, keeping):
                task.cancel()
            await asyncio.gather(hearing, previewing, keeping, return_exceptions=True)


async def _pass_on(
    recogniser: SpeechToText, sound: LiveSound, hints: RecognitionHints, news: asyncio.Queue[_News]
) -> None:
    try:
        async with aclosing(recogniser.transcribe(sound.from_beginning(), hints)) as answers:
            async for heard in answers:
                news.put_nowait(heard)
        news.put_nowait(None)
    except Exception as error:  # noqa: BLE001 whatever a recogniser raises is for whoever asked it
        news.put_nowait(error)


async def _show_early(
    recogniser: SpeechToText, sound: LiveSound, hints: RecognitionHints, news: asyncio.Queue[_News]
) -> None:
    try:
        async with aclosing(recogniser.transcribe(sound.from_beginning(), hints)) as answers:
            async for heard in answers:
                news.put_nowait(RecognisedText(heard.text, final=False, language=heard.language, preview=True))
    except EngineError as error:
        log.info("there is no preview: %s", error.failure.kind.value)
    except Exception:  # a bug in the preview must not lose the words themselves
        log.exception("a preview failed in a way that it should not")


_CANNOT_STREAM = frozenset(
    {
        FailureKind.NOT_ALLOWED,
        FailureKind.NO_MODEL,
        FailureKind.REJECTED,
        FailureKind.WRONG_ADDRESS,
        FailureKind.WRONG_DIALECT,
        FailureKind.SERVER_BROKEN,
        FailureKind.LINK_DROPPED,
    }
)
"""The same service may well take a recording."""


class LiveFirst:
    """Meets `core.ports.SpeechToText`. What a service can't hear live, although it should, it gets as a recording."""

    def __init__(self, live: SpeechToText, whole: SpeechToText, refused: Callable[[], None]) -> None:
        """`refused`: told that this account or server has no live words at all."""
        self._live = live
        self._whole = whole
        self._refused = refused

    @property
    def traits(self) -> EngineTraits:
        return self._live.traits

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        kept = LiveSound()
        keeping = asyncio.create_task(kept.take_all(sound), name="keep-sound")
        try:
            async with aclosing(self._by_either(kept, hints)) as answers:
                async for heard in answers:
                    yield heard
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    async def _by_either(self, sound: LiveSound, hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        heard_any = False
        try:
            async with aclosing(self._live.transcribe(sound.from_beginning(), hints)) as answers:
                async for heard in answers:
                    heard_any = True
                    yield heard
                return
        except EngineError as error:
            kind = error.failure.kind
            # While the sound still comes, the same is tried on a new line.
            if kind not in _CANNOT_STREAM or (kind is FailureKind.LINK_DROPPED and not sound.ended):
                raise
            log.info("the service has no live words (%s), so it gets the recording", kind.value)
            if not heard_any and kind is not FailureKind.LINK_DROPPED:
                self._refused()
        async with aclosing(self._whole.transcribe(sound.from_beginning(), hints)) as answers:
            async for heard in answers:
                yield heard
