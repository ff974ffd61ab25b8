"""Carries out what the dictation machine commands. Nothing here decides anything.

All of it runs in the session's loop, but `tell` may be called from any thread. Finding out who has the keyboard and
inserting text each have a thread of their own, because a slow program must not delay the sound.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass, replace

from voiceapp.core.dictation.machine import DictationMachine
from voiceapp.core.dictation.messages import (
    AgreeToContext,
    BeginWords,
    CatchCancel,
    Deliver,
    Delivered,
    DeliveryResult,
    DictationCommand,
    DictationEvent,
    DropWords,
    EndWords,
    FeedWords,
    LearnWords,
    LookAtFocus,
    LookAtTranslator,
    PartId,
    ReadContext,
    ShowDictation,
    Tidy,
    WishesGiven,
    WordsCame,
    WordsFailed,
    WordsFromKept,
)
from voiceapp.core.dictation.ports import TextOutput
from voiceapp.core.dictation.recogniser_hints import hints_of
from voiceapp.core.dictation.rewrite_messages import (
    CatchAnswer,
    DropRewrite,
    LookAtRewriter,
    ReadSource,
    Rewrite,
    RewriterSeen,
)
from voiceapp.core.dictation.text_target import DictationId, TextTarget
from voiceapp.core.dictation.wishes import DictationWishes, LiveWords, Transcriber
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Chime, Listen, MicFrame, PlayChime, Stopped, Tick
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import Chat, EngineError, RecognisedText, RecognitionHints, SpeechToText, TalkKeeper
from voiceapp.core.sentence import Sentence
from voiceapp.live_sound import LiveSound, recognised_live
from voiceapp.runtime.background_tasks import BackgroundTasks
from voiceapp.runtime.clock import Clock
from voiceapp.runtime.command_handlers import handle_keeper
from voiceapp.runtime.dictation_look_ups import DictationLookUps
from voiceapp.runtime.machine_runner import MachineRunner
from voiceapp.runtime.word_editing import WordEditing

log = logging.getLogger(__name__)

BEHIND = 3_000
"""Pieces of sound that may wait for a recogniser, a minute's worth. One that falls further behind has failed."""
_NO_WORDS = Failure(FailureKind.NOT_UNDERSTOOD, Sentence("The recogniser didn't answer. The recording is saved."))
_BROKEN = Failure(FailureKind.BUG, Sentence("A bug stopped the recogniser. Please report it."))
_GONE = Failure(FailureKind.NOT_FOUND, Sentence("The recording is gone, so it can't be transcribed again."))
_ANEW = Failure(FailureKind.BUG, Sentence("Dictation hit a bug and restarted. Your words are in the history."))
_TOO_SLOW = Failure(
    FailureKind.TOO_SLOW, Sentence("The recogniser is too slow for live speech. It gets the recording again.")
)
_NO_OUTPUT = Failure(
    FailureKind.NOT_INSTALLED,
    Sentence("voiceapp can't insert text into other programs here. Copy it from the bar or the history."),
)


@dataclass(frozen=True, slots=True)
class DictationParts:
    """The parts that dictation is put together from. The callables are called in the session's loop and never wait."""

    recogniser: Callable[[Transcriber, LiveWords], SpeechToText]
    """Called for each part of a dictation, because the settings may have changed. May raise EngineError."""
    chat: Callable[[bool], Chat]
    """Given whether it is to translate. May raise EngineError, which says what is missing."""
    translator_trouble: Callable[[], Sentence | None]
    """Says why nobody can translate. May take its time, so it is asked on a thread of its own."""
    rewriter: Callable[[], Chat]
    continuer: Callable[[], Chat]
    """May raise EngineError, which says what is missing."""
    look_at_rewriter: Callable[[DictationId], RewriterSeen]
    """Says whether anybody can rewrite, and whether texts leave the device for it. May take its time, too."""
    keeper: TalkKeeper
    output: TextOutput | None
    listen: Callable[[bool], None]
    chime: Callable[[Chime], None]
    catch_cancel: Callable[[bool], None]
    catch_answer: Callable[[bool], None]
    show: Callable[[ShowDictation], None]
    clock: Clock
    complain: Callable[[Failure], None]
    learn: Callable[[LearnWords], None] = lambda _: None
    """Told of a text that was said or written anew."""
    agree: Callable[[tuple[str, ...]], None] = lambda _: None
    """Remembers what context the person lets out."""
    seen: Callable[[TextTarget], None] = lambda _: None
    """Told which window has the keyboard, on any thread."""
    clean: Callable[[MicFrame], MicFrame] = lambda frame: frame
    """Removes our own sound from what the microphone takes."""


class _RecognisedPart:
    """A part on its way to a recogniser."""

    def __init__(self) -> None:
        self.sound = LiveSound()
        self.task: asyncio.Task[None] | None = None


class DictationRunner:
    """Created, used and closed in the loop."""

    def __init__(self, wishes: DictationWishes, parts: DictationParts) -> None:
        self._wishes = wishes
        self._machine = DictationMachine(wishes)
        self._parts = parts
        self._loop = asyncio.get_running_loop()
        self._recognised_parts: dict[PartId, _RecognisedPart] = {}
        self._tasks = BackgroundTasks()
        self._editing = WordEditing(parts, self._tasks, self.tell)
        self._looking = ThreadPoolExecutor(1, thread_name_prefix="focus")
        self._putting = ThreadPoolExecutor(1, thread_name_prefix="output")
        self._look_ups = DictationLookUps(parts, self._looking, self._putting, self.tell, self._complain_soon)
        self._runner = MachineRunner[DictationEvent, DictationCommand](
            self._machine, parts.clock, self._carry_out, tick=Tick(), mend=self._begin_anew
        )
        self._runner.start()

    def tell(self, event: DictationEvent) -> None:
        """May be called from any thread. After the end, events are dropped."""
        if isinstance(event, WishesGiven):
            self._wishes = event.wishes
        self._runner.post(event)

    def take_mic_frame(self, frame: MicFrame) -> bool:
        """Takes a frame from the microphone, in the loop. Returns True if it belongs to the dictation alone. Next stop:
        `DictationMachine.handle`, and from there, as FeedWords, `_append_sound`.
        """
        mine = self._machine.recording
        # Sound from before the key is passed on too, because it may belong to the next recording.
        self.tell(self._parts.clean(frame))
        return mine

    def _begin_anew(self) -> DictationMachine:
        """Replaces a machine that failed. The old one still gets Stopped, so that its recording comes to an end."""
        broken, self._machine = self._machine, DictationMachine(self._wishes)
        recognised_parts, self._recognised_parts = self._recognised_parts, {}
        for recognised in recognised_parts.values():
            if recognised.task is not None:
                recognised.task.cancel()
        with contextlib.suppress(Exception):  # it has failed before
            self._runner.carry_out_all(broken.handle(Stopped(), self._parts.clock.now()))
        self._runner.carry_out_all(
            (Listen(on=False), CatchCancel(on=False), CatchAnswer(on=False), ShowDictation(self._machine.view))
        )
        try:
            self._parts.complain(_ANEW)
        except Exception:  # a watcher's bug must not stop dictation
            log.exception("that dictation began anew could not be shown")
        return self._machine

    async def close(self) -> None:
        """Brings what is under way to an end, with sounds whole and text not half typed."""
        self.tell(Stopped())
        await self._tasks.close()
        output = self._parts.output
        if output is not None:
            try:
                await self._loop.run_in_executor(self._putting, output.close)
            except Exception:  # an output's bug must not keep the rest from closing
                log.exception("an output did not end well")
        self._looking.shutdown(wait=False, cancel_futures=True)
        self._putting.shutdown(wait=False, cancel_futures=True)

    def _complain_soon(self, failure: Failure) -> None:
        """May be called from any thread."""
        with contextlib.suppress(RuntimeError):  # the loop may be over
            self._loop.call_soon_threadsafe(self._parts.complain, failure)

    # --- commands, none of which may wait

    def _carry_out(self, command: DictationCommand) -> None:
        parts = self._parts
        match command:
            case FeedWords(part, pcm):
                self._append_sound(part, pcm)
            case ShowDictation():
                parts.show(command)
            case LookAtFocus() | LookAtTranslator() | LookAtRewriter() | ReadContext() | ReadSource():
                self._look_ups.find_out(command)
            case AgreeToContext() | LearnWords():
                self._remember(command)
            case BeginWords(part, before, wishes, context):
                self._begin_words(part, wishes, hints_of(wishes, before, context))
            case EndWords(part):
                self._end_words(part)
            case DropWords(part):
                self._drop_words(part)
            case WordsFromKept():
                self._read_kept(command)
            case Tidy() | Rewrite() | DropRewrite():
                self._editing.carry_out(command)
            case Deliver():
                self._putting.submit(self._deliver, command)
            case Listen(on):
                parts.listen(on)
            case CatchCancel(on):
                parts.catch_cancel(on)
            case CatchAnswer(on):
                parts.catch_answer(on)
            case PlayChime(chime):
                parts.chime(chime)
            case _:
                handle_keeper(command, parts.keeper)

    def _remember(self, command: AgreeToContext | LearnWords) -> None:
        if isinstance(command, LearnWords):
            self._parts.learn(command)
        else:
            self._parts.agree(command.what)

    # --- words

    def _begin_words(self, part: PartId, wishes: DictationWishes, hints: RecognitionHints) -> _RecognisedPart:
        recognised = _RecognisedPart()
        self._recognised_parts[part] = recognised
        recognised.task = self._tasks.start(self._recognise(part, recognised, wishes, hints))
        return recognised

    def _append_sound(self, part: PartId, pcm: bytes) -> None:
        """Next stop: the recogniser, which `_recognise` asks."""
        recognised = self._recognised_parts.get(part)
        if recognised is None:
            return
        if recognised.sound.waiting >= BEHIND:
            if recognised.task is not None:
                recognised.task.cancel()
            self._on_words(part, recognised, WordsFailed(part, _TOO_SLOW))
            return
        recognised.sound.append(pcm)

    def _end_words(self, part: PartId) -> None:
        recognised = self._recognised_parts.get(part)
        if recognised is not None:
            recognised.sound.end()

    def _drop_words(self, part: PartId) -> None:
        recognised = self._recognised_parts.pop(part, None)
        if recognised is not None and recognised.task is not None:
            recognised.task.cancel()

    async def _recognise(
        self, part: PartId, recognised: _RecognisedPart, wishes: DictationWishes, hints: RecognitionHints
    ) -> None:
        final = False
        try:
            recogniser = self._parts.recogniser(wishes.transcriber, wishes.live_words)
            async with aclosing(recognised_live(recogniser, recognised.sound, hints)) as answers:
                async for heard in answers:
                    if heard.trouble is not None:
                        self._parts.complain(heard.trouble)
                        continue
                    final = heard.final
                    self._on_words(part, recognised, _as_event(part, heard))
            if not final:
                self._on_words(part, recognised, WordsFailed(part, _NO_WORDS))
        except EngineError as error:
            self._on_words(part, recognised, WordsFailed(part, error.failure))
        except Exception:  # a recogniser's bug must not lose the recording
            log.exception("a recogniser failed in a way that it should not")
            self._on_words(part, recognised, WordsFailed(part, _BROKEN))

    def _on_words(self, part: PartId, recognised: _RecognisedPart, event: WordsCame | WordsFailed) -> None:
        """Next stop: the machine, which commands `Deliver` once it is the words\' turn."""
        if self._recognised_parts.get(part) is not recognised:
            return  # Another try has taken its place, or it is no longer wanted.
        if isinstance(event, WordsFailed) or event.final:
            del self._recognised_parts[part]
        self.tell(event)

    def _read_kept(self, command: WordsFromKept) -> None:
        if command.item.sound is None:
            self.tell(WordsFailed(command.part, _GONE))
            return

        def give(pcm: bytes) -> None:
            self._recognise_kept(command, pcm)

        def read(pcm: bytes) -> None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(give, pcm)

        self._parts.keeper.read_sound(command.item.sound, read)

    def _recognise_kept(self, command: WordsFromKept, pcm: bytes) -> None:
        if self._runner.over:
            return
        if not pcm:
            self.tell(WordsFailed(command.part, _GONE))
            return
        # It was said long ago, so nobody watches its words come.
        wishes = replace(command.wishes, live_words=LiveWords.OFF)
        recognised = self._begin_words(command.part, wishes, hints_of(wishes, "", command.context))
        step = WIRE.bytes(500)
        for start in range(0, len(pcm), step):
            recognised.sound.append(pcm[start : start + step])
        recognised.sound.end()

    # --- the other program

    def _deliver(self, wish: Deliver) -> None:
        """Runs on a thread of its own. Next stop: this system's `TextOutput`, and through it the other program."""
        output = self._parts.output
        if output is None:
            self.tell(Delivered(wish.delivery, DeliveryResult.FAILED, failure=_NO_OUTPUT))
            return
        try:
            delivered = output.deliver(wish)
        except Exception:  # an output's bug must not lose the words
            log.exception("an output failed in a way that it should not")
            delivered = Delivered(wish.delivery, DeliveryResult.FAILED, failure=_NO_OUTPUT)
        self.tell(delivered)


def _as_event(part: PartId, heard: RecognisedText) -> WordsCame:
    return WordsCame(part, heard.text, heard.final, heard.language, heard.spent, heard.preview, heard.words)
