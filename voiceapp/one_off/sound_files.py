"""Records to a file, and plays one or sound that is still being made, with a talk's devices but without a talk.

Files report step by step what is heard: a loop over `record` or `play` may be left at any time
(also by Ctrl+C), and then the file is complete and the devices are released.
"""

import asyncio
import contextlib
import queue
from collections.abc import AsyncIterator, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from voiceapp.audio.echo import Cleaning, FarEnd
from voiceapp.audio.frontend import FrontEndWishes, front_end_wishes
from voiceapp.audio.loudspeaker_playback import LoudspeakerPlayback
from voiceapp.audio.microphone_capture import MicrophoneCapture
from voiceapp.audio.portaudio import SoundError
from voiceapp.audio.recording_files import RecordingFile, any_sound
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    Event,
    MicFrame,
    MicrophoneChanged,
    PlaybackEnded,
    Played,
    ReplyId,
    SpeakerChanged,
)
from voiceapp.core.pcm import FRAME_MS, WIRE, Milliseconds
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.runtime.clock import SteadyClock
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.settings.model import Settings

FORMS = {".flac": "FLAC", ".wav": "WAV"}
PATIENCE = 10.0
"""Seconds without any sound from a device after which it is given up."""
SYNC_EVERY = 50
"""Frames after which a recording is flushed to disk (a second)."""
STUCK_AFTER = 15.0
"""Seconds for which a speaker may make no progress once it has all the sound."""
AHEAD: Milliseconds = 4_000
"""How much of a file is handed to the speaker ahead of what is heard."""
_NO_SOUND = Sentence("There's no sound from the microphone. Choose another one, or plug it in again.")
_FELL_SILENT = Sentence("The microphone went silent. What was recorded until then is in the file.")
_NOT_PLAYING = Sentence("The speaker doesn't play. Choose another one, or plug it in again.")


@dataclass(frozen=True, slots=True)
class SoundFileStep:
    """A moment of recording or playing."""

    at: Milliseconds
    level: float
    """Level in dB below full scale."""
    notice: Sentence | None = None
    """A message about the device."""


def form_of(path: Path) -> str:
    """Chooses FLAC or WAV by the file's ending. Raises ValueError."""
    form = FORMS.get(path.suffix.lower())
    if form is None:
        first, second = FORMS
        raise ValueError(
            Sentence("{name} must end in {first} or {second}.", name=path.name, first=first, second=second)
        )
    return form


def record(
    settings: Settings, path: Path, *, device: str = "", seconds: float | None = None, plain: bool = False
) -> Iterator[SoundFileStep]:
    """Record until the time is up or the loop is left. Raises SoundError, OSError, ValueError."""
    form = form_of(path)
    wishes = FrontEndWishes(Cleaning(echo=False), gain_db=settings.sound.input_gain) if plain else _ears_only(settings)
    with _listening(device or settings.sound.input_device, wishes) as events:
        first = _first_frame(events)
        recording = RecordingFile(str(path), form)
        try:
            yield from _written(recording, first, events, None if seconds is None else round(seconds * 1000))
        finally:
            recording.close()


def listen(settings: Settings, *, seconds: float) -> Iterator[SoundFileStep]:
    """Measure how loud it is without keeping anything. Raises SoundError."""
    with _listening(settings.sound.input_device, FrontEndWishes(Cleaning(echo=False))) as events:
        at = 0
        frame = _first_frame(events)
        while True:
            at += FRAME_MS
            yield SoundFileStep(at, frame.level)
            if at >= seconds * 1000:
                return
            frame = _first_frame(events)


def _ears_only(settings: Settings) -> FrontEndWishes:
    """Hears as a talk does, but without echo cancellation, because nothing is played meanwhile."""
    wishes = front_end_wishes(settings)
    return FrontEndWishes(
        Cleaning(echo=False, noise=wishes.cleaning.noise, gain=wishes.cleaning.gain), wishes.detector, wishes.gain_db
    )


@contextlib.contextmanager
def _listening(device: str, wishes: FrontEndWishes) -> "Generator[queue.SimpleQueue[Event]]":
    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    room = SessionThread("recording")
    room.start()
    capture = MicrophoneCapture(room.loop, events.put, FarEnd(), wishes, SteadyClock().at)
    try:
        capture.choose(device)
        capture.listen(on=True)
        yield events
    finally:
        capture.close()
        room.stop()


def _first_frame(events: "queue.SimpleQueue[Event]") -> MicFrame:
    while True:
        match _next(events, _NO_SOUND):
            case MicFrame() as frame:
                return frame
            case MicrophoneChanged(None, Failure() as failure):
                raise SoundError(failure)
            case _:
                pass


def _written(
    recording: RecordingFile, first: MicFrame, events: "queue.SimpleQueue[Event]", length: Milliseconds | None
) -> Iterator[SoundFileStep]:
    frame: MicFrame | None = first
    count = 0
    while True:
        if frame is not None:
            recording.append(frame.pcm)
            count += 1
            if count % SYNC_EVERY == 0:
                recording.sync()
            yield SoundFileStep(count * FRAME_MS, frame.level)
            if length is not None and count * FRAME_MS >= length:
                return
        frame = None
        match _next(events, _FELL_SILENT):
            case MicFrame() as frame:
                pass
            case MicrophoneChanged(_, Failure(sentence=sentence)):
                yield SoundFileStep(count * FRAME_MS, -120.0, sentence)
            case _:
                pass


def play(settings: Settings, path: Path, *, device: str = "") -> Iterator[SoundFileStep]:
    """Play to the end, or until the loop is left. Raises SoundError, and OSError with a sentence."""
    pieces = any_sound(str(path))
    first = next(pieces, b"")
    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    playback = LoudspeakerPlayback(events.put, FarEnd(), SteadyClock().at)
    try:
        playback.choose(device or settings.sound.output_device)
        playback.open(on=True)
        yield from _sounded(playback, first, pieces, events)
    finally:
        playback.stop()
        playback.close()


def _sounded(
    playback: LoudspeakerPlayback, first: bytes, rest: Iterator[bytes], events: "queue.SimpleQueue[Event]"
) -> Iterator[SoundFileStep]:
    reply = ReplyId("file")
    given = WIRE.ms(len(first))
    playback.play(reply, first)
    heard, finished = 0, False
    while True:
        while not finished and given - heard < AHEAD:
            piece = next(rest, None)
            if piece is None:
                playback.finish(reply)
                finished = True
            else:
                playback.play(reply, piece)
                given += WIRE.ms(len(piece))
        match _next(events, _NOT_PLAYING):
            case SpeakerChanged(None, Failure() as failure):
                raise SoundError(failure)
            case SpeakerChanged(_, Failure(sentence=sentence)):
                yield SoundFileStep(heard, -120.0, sentence)
            case Played(_, heard, level):
                yield SoundFileStep(heard, level)
            case PlaybackEnded(_, heard):
                yield SoundFileStep(heard, -120.0)
                return
            case _:
                pass


def _next(events: "queue.SimpleQueue[Event]", trouble: Sentence) -> Event:
    try:
        return events.get(timeout=PATIENCE)
    except queue.Empty:
        raise SoundError(Failure(FailureKind.NO_SOUND, trouble)) from None


async def play_as_made(settings: Settings, pieces: AsyncIterator[bytes]) -> None:
    """Plays pieces as they are made, until the last sample was heard. Raises EngineError if nothing can be played."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    moved = asyncio.Event()

    def tell(event: Event) -> None:
        # The end must be set before the progress, because whoever wakes up for the progress must see the end.
        if isinstance(event, PlaybackEnded):
            loop.call_soon_threadsafe(ended.set)
        loop.call_soon_threadsafe(moved.set)

    playback = LoudspeakerPlayback(tell, FarEnd(), SteadyClock().at)
    reply = ReplyId("aloud")
    try:
        playback.choose(settings.sound.output_device)
        playback.turn(settings.sound.output_volume)
        playback.open(on=True)
        any_sound = False
        async for pcm in pieces:
            any_sound = True
            playback.play(reply, pcm)
        playback.finish(reply)
        while any_sound and not ended.is_set():
            moved.clear()
            try:
                async with asyncio.timeout(STUCK_AFTER):
                    await moved.wait()
            except TimeoutError:
                raise EngineError(
                    Failure(FailureKind.NO_SOUND, Sentence("Nothing could be played. Choose another speaker."))
                ) from None
    finally:
        await asyncio.to_thread(playback.close)
