"""Writes recordings down, part by part and beside the talk, into the history."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from voiceapp.app.known_voices import KnownVoices, known_voices
from voiceapp.app.quiet_time import QuietTime
from voiceapp.app.speaker_work import SpeakerWork
from voiceapp.app.word_timing import WordTimer
from voiceapp.audio.decode import channels_differ, facts_of
from voiceapp.audio.meeting_capture import CHANNELS, growing_blocks
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints, SpeechToText
from voiceapp.core.recordings.jobs import RecordingJob, RecordingOptions, VoicesBy
from voiceapp.core.recordings.queue import (
    PartSettled,
    RecordingEnded,
    RecordingEvent,
    RecordingOpened,
    SpeakersSought,
)
from voiceapp.core.recordings.speaker_wishes import SpeakerWishes
from voiceapp.core.recordings.troubles import MOST_BAD, stops
from voiceapp.core.sentence import Sentence
from voiceapp.core.sound_stretch import SoundStretch, stretch_in
from voiceapp.core.transcript import ItemId, Message, MessageState, SoundId, Speaker, Talk, TalkKind, Via
from voiceapp.one_off.recording_parts import (
    RecordingPart,
    heard,
    in_long_parts,
    line_of,
    parts_as_they_come,
    parts_of,
    turns_in,
)
from voiceapp.storage.recording_jobs import RecordingJobs

log = logging.getLogger(__name__)

LOOKS_EVERY = 0.25
"""Seconds after which it's noticed that somebody talks, or is done."""
MOST_CHANNELS = 8
GONE = Sentence("The file is gone. Put it back and try again, or remove it from the list.")
BROKE = Sentence("Something went wrong in voiceapp. Please report it.")


class RecordingNeeds(Protocol):
    """Lends who writes recordings down, each time anew, as the settings may change."""

    def recogniser(self, options: RecordingOptions) -> SpeechToText: ...
    def works_here(self, options: RecordingOptions) -> bool: ...
    def hints(self, options: RecordingOptions) -> RecognitionHints: ...
    def goes_by_voice(self, options: RecordingOptions) -> bool:
        """Return whether whoever writes it down tells the persons apart by their voices."""
        ...

    def timer(self) -> WordTimer | None:
        """Return who tells when words sound. None: nobody here does."""
        ...

    def ways_to_tell_apart(self) -> tuple[VoicesBy, ...]:
        """Return how persons can be told apart now."""
        ...


class _StoppedError(Exception):
    """The work was ended while a thread was reading the file."""


@dataclass(slots=True)
class _Work:
    """Holds a job as it stands, and what the parts before said."""

    job: RecordingJob
    talk: Talk
    ended: threading.Event
    before: str = ""
    bad_in_a_row: int = 0

    def next_item(self, after: int = 0) -> ItemId:
        return ItemId(f"{self.job.id}-{self.job.lines + self.job.bad + after + 1:05d}")


class RecordingWork:
    """Works in the session's loop, at one job at a time. `tell` gets what became of it."""

    def __init__(
        self,
        kept: RecordingJobs,
        needs: RecordingNeeds,
        quiet: QuietTime,
        tell: Callable[[RecordingEvent], None],
        trouble: Callable[[Failure], None],
        grows: Callable[[str], bool] = lambda _: False,
        speakers: SpeakerWork | None = None,
    ) -> None:
        """`trouble`: receives why another recogniser than the chosen one takes over. `grows`: whether a job's file does."""
        self._speakers = speakers
        self._grows = grows
        self._kept = kept
        self._needs = needs
        self._quiet = quiet
        self._tell = tell
        self._trouble = trouble

    async def run(self, job: RecordingJob) -> None:
        """Write it down to its end, or until this is cancelled."""
        work = _Work(job, _talk_of(job), threading.Event())
        try:
            failure = await self._run(work)
            if failure is None:
                await self._find_speakers(work)
        except EngineError as error:
            failure = error.failure.in_full
        except FileNotFoundError:
            failure = GONE
        except Exception:
            log.exception("a recording could not be written down in a way that it should not")
            failure = BROKE
        finally:
            work.ended.set()
            self._kept.keep_talk(replace(work.talk, ended_at=work.talk.started_at + work.job.position / 1000))
        if failure is None:
            self._kept.keep_talk(
                replace(work.talk, ended_at=work.talk.started_at + max(work.job.length, work.job.position) / 1000)
            )
        self._tell(RecordingEnded(job.id, failure))

    async def _run(self, work: _Work) -> Sentence | None:
        job = work.job
        opened = await asyncio.to_thread(_opened, job)
        channels = opened.channels
        positions = job.positions if len(job.positions) == channels else (job.position,) * channels
        work.job = replace(job, length=opened.length, positions=positions)
        self._tell(opened)
        self._kept.keep_talk(work.talk)
        parts = self._parts(work, positions)
        source = in_long_parts(parts) if self._needs.goes_by_voice(job.options) else parts
        coming = asyncio.create_task(asyncio.to_thread(_next, source))
        try:
            while (part := await coming) is not None:
                began = time.monotonic()
                coming = asyncio.create_task(asyncio.to_thread(_next, source))
                stopped = await self._settle(work, part, began)
                if stopped is not None:
                    return stopped
        finally:
            work.ended.set()
            coming.cancel()
            with suppress(asyncio.CancelledError, EngineError, _StoppedError):
                await coming
        return None

    async def _find_speakers(self, work: _Work) -> None:
        """Find out who spoke, where that's wanted of this device. Raises EngineError."""
        options = work.job.options
        if self._speakers is None or options.voices is not VoicesBy.DEVICE or not work.job.lines:
            return
        self._tell(SpeakersSought(work.job.id))
        # In a meeting nobody needs to find out who is at the microphone.
        if options.meeting:
            wishes = SpeakerWishes(options.persons, options.voice(CHANNELS - 1, CHANNELS))
        else:
            wishes = SpeakerWishes(options.persons, names=options.names)
        found = await self._speakers.find(work.talk.id, wishes)
        if found is not None:
            self._kept.edit(work.talk.id, found)

    def _parts(self, work: _Work, positions: tuple[Milliseconds, ...]) -> Iterator[RecordingPart]:
        path, job = Path(work.job.path), work.job.id
        if not work.job.options.meeting:
            return parts_of(path, positions, lambda: self._wait(work))
        pieces = growing_blocks(path, start=min(positions), grows=lambda: self._grows(job), ended=work.ended)
        return parts_as_they_come(pieces, positions, lambda: self._wait(work))

    async def _settle(self, work: _Work, part: RecordingPart, began: float) -> Sentence | None:
        """Write a part down. Returns why the job can't go on."""
        job = work.job
        found: RecognisedText | None = None
        bad: Failure | None = None
        try:
            found = await self._heard(work, part)
        except EngineError as error:
            if stops(error.failure.kind):
                return error.failure.in_full
            bad = error.failure
        if bad is not None:
            lines = [_bad_line(work, part, bad)]
        else:
            lines = list(_lines(work, part, found or RecognisedText("")))
        work.bad_in_a_row = work.bad_in_a_row + 1 if bad is not None else 0
        work.before = lines[-1][0].text if lines else work.before
        count = 0 if bad is not None else len(lines)
        settled = PartSettled(job.id, part.channel, part.until, count, bad is not None, time.monotonic() - began)
        work.job = _after(job, settled)
        self._kept.keep_part(work.job, work.talk, [(line, pcm if _is_copied(line) else b"") for line, pcm in lines])
        self._tell(settled)
        return bad.in_full if bad is not None and work.bad_in_a_row >= MOST_BAD else None

    async def _heard(self, work: _Work, part: RecordingPart) -> RecognisedText:
        """Recognise a part. Whenever somebody talks to this device meanwhile, it is done again afterwards."""
        job, options = work.job, work.job.options
        while True:
            if not self._may_work(options):
                await asyncio.to_thread(self._wait, work)
            by_voice = self._needs.goes_by_voice(options)
            known = await known_voices(self._kept, job.talk) if by_voice else KnownVoices()
            hints = replace(self._needs.hints(options), before=work.before, voices=known.samples)
            recogniser = self._needs.recogniser(options)
            hearing = asyncio.create_task(heard(recogniser, part.pcm, hints, self._trouble), name="recording")
            try:
                while not hearing.done():
                    await asyncio.wait((hearing,), timeout=LOOKS_EVERY)
                    if not hearing.done() and not self._may_work(options):
                        break
                else:
                    return known.named(hearing.result(), options.name)
            finally:
                if not hearing.done():
                    hearing.cancel()
                    await asyncio.gather(hearing, return_exceptions=True)

    # --- beside a talk

    def _may_work(self, options: RecordingOptions) -> bool:
        return self._quiet.is_quiet or not self._needs.works_here(options)

    def _wait(self, work: _Work) -> None:
        """Wait on a thread until nobody talks. Reading a file takes the processor as well."""
        while not work.ended.is_set() and not self._may_work(work.job.options):
            work.ended.wait(LOOKS_EVERY)
        if work.ended.is_set():
            raise _StoppedError

    async def hear_line(self, line: Message, pcm: bytes, options: RecordingOptions) -> Message:
        """Return what is heard in a line this time. Raises EngineError."""
        found = await heard(self._needs.recogniser(options), pcm, self._needs.hints(options), self._trouble)
        again = line_of(RecordingPart(0, 0, pcm), found, line.id, line.at)
        if again is None:
            raise EngineError(Failure(FailureKind.NO_SPEECH, Sentence("Nobody says anything there.")))
        return again


def _talk_of(job: RecordingJob) -> Talk:
    return Talk(job.talk, job.added_at, TalkKind.TRANSCRIPTION, job.title)


def _opened(job: RecordingJob) -> RecordingOpened:
    path = Path(job.path)
    if not path.is_file():
        raise FileNotFoundError
    if job.options.meeting:
        return RecordingOpened(job.id, 0, CHANNELS)
    facts = facts_of(path)
    apart = job.options.voices is VoicesBy.CHANNELS and facts.channels > 1 and channels_differ(path)
    channels = min(facts.channels, MOST_CHANNELS) if apart else 1
    return RecordingOpened(job.id, round(facts.seconds * 1000), channels)


def _next(source: Iterator[RecordingPart]) -> RecordingPart | None:
    return next(source, None)


def _lines(work: _Work, part: RecordingPart, found: RecognisedText) -> Iterator[tuple[Message, bytes]]:
    """The lines that a part gives, each with its sound."""
    by_channel = work.job.options.voice(part.channel, len(work.job.positions))
    count = 0
    for piece, said, voice in turns_in(part, found):
        item = work.next_item(count)
        line = line_of(piece, said, item, work.talk.started_at, _sound(work, piece, item), voice or by_channel)
        if line is not None:
            count += 1
            yield line, piece.pcm


def _bad_line(work: _Work, part: RecordingPart, failure: Failure) -> tuple[Message, bytes]:
    item = work.next_item()
    line = Message(
        item,
        Speaker.USER,
        work.talk.started_at + part.at / 1000,
        state=MessageState.WAITING,
        via=Via.FILE,
        sound=_sound(work, part, item, waits=True),
        sound_ms=part.length,
        failure=failure.sentence,
        voice=work.job.options.voice(part.channel, len(work.job.positions)),
    )
    return line, part.pcm


def _is_copied(line: Message) -> bool:
    return line.sound is not None and stretch_in(line.sound) is None


def _sound(work: _Work, part: RecordingPart, item: ItemId, *, waits: bool = False) -> SoundId | None:
    """`waits`: nobody could write it down yet."""
    if work.job.options.copies_sound or (work.job.options.meeting and waits):
        return SoundId(item)
    if work.job.options.meeting:
        # Its file goes when it is written down, and the person wants no sound kept.
        return None
    channel = part.channel if len(work.job.positions) > 1 else None
    return SoundStretch(work.job.path, part.at, part.until, channel).sound


def _after(job: RecordingJob, part: PartSettled) -> RecordingJob:
    """The job as the history has it with this part; the queue counts the same way."""
    positions = tuple(part.until if channel == part.channel else place for channel, place in enumerate(job.positions))
    return replace(job, positions=positions, lines=job.lines + part.lines, bad=job.bad + part.bad)
