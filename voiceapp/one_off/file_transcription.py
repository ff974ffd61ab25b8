"""Turns a sound file into a talk that every export can handle: it is cut at silences and recognised piece by piece."""

import asyncio
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from voiceapp.audio.decode import length_of
from voiceapp.core.failures import Failure
from voiceapp.core.ports import RecognisedText, RecognitionHints, SpeechToText
from voiceapp.core.recordings.jobs import speaker_name
from voiceapp.core.recordings.known_voices import named_voices
from voiceapp.core.recordings.line_edits import edited
from voiceapp.core.recordings.speaker_edits import ToldLine, given_to_speakers
from voiceapp.core.recordings.speakers import tell_apart
from voiceapp.core.recordings.voice_prints import RememberedVoice, VoiceReader, VoiceStretch
from voiceapp.core.sound_stretch import SoundStretch
from voiceapp.core.transcript import Item, ItemId, Message, Talk, TalkId, TalkKind
from voiceapp.one_off.recording_parts import RecordingPart, heard, line_of, parts_of


@dataclass(frozen=True, slots=True)
class SpeakersWanted:
    """Says that it's to be found out who spoke, by the voices."""

    reader: VoiceReader
    persons: int = 0
    """How many speak. 0: nobody knows."""
    known: tuple[RememberedVoice, ...] = ()
    """Those who are known again."""


AT_ONCE = 2
"""How many pieces are recognised at the same time."""

Progress = Callable[[float], None]
"""How much of the file is done, from 0 to 1."""


async def transcribe(
    path: Path,
    recogniser: SpeechToText,
    hints: RecognitionHints,
    progress: Progress,
    told: Callable[[Failure], None],
    *,
    refers: bool = False,
    speakers: SpeakersWanted | None = None,
) -> Talk:
    """Returns what is said in a file. Raises EngineError. `told`: receives why another recogniser takes over.

    `refers`: each line names its stretch of the file as its recording. `speakers`: it's to be found out who spoke.
    """
    file = str(Path.cwd() / path) if refers else ""
    whole = length_of(path) or 1.0
    began = (await asyncio.to_thread(path.stat)).st_mtime
    source = parts_of(path)
    messages: list[Message] = []
    voices: list[tuple[VoiceStretch, ...]] = []
    if speakers is not None:
        # Whether there is a model is known before hours of work.
        await speakers.reader.read(b"")

    async def settle(one: tuple[RecordingPart, asyncio.Task[RecognisedText]]) -> None:
        piece, task = one
        sound = SoundStretch(file, piece.at, piece.until).sound if file else None
        line = line_of(piece, await task, ItemId(f"{len(messages) + 1:05d}"), began, sound)
        if line is not None:
            messages.append(line)
            if speakers is not None:
                voices.append(await speakers.reader.read(piece.pcm))

    waiting: list[tuple[RecordingPart, asyncio.Task[RecognisedText]]] = []
    try:
        while (piece := await asyncio.to_thread(_next, source)) is not None:
            waiting.append(
                (piece, asyncio.create_task(heard(recogniser, piece.pcm, _with_before(hints, messages), told)))
            )
            if len(waiting) >= AT_ONCE:
                await settle(waiting.pop(0))
                progress(min(1.0, piece.at / 1000 / whole))
        while waiting:
            await settle(waiting.pop(0))
    finally:
        for _, task in waiting:
            task.cancel()
    items: tuple[Item, ...] = tuple(messages)
    if speakers is not None:
        items = await asyncio.to_thread(_by_speakers, messages, voices, speakers)
    progress(1.0)
    return Talk(TalkId(path.stem), began, TalkKind.TRANSCRIPTION, path.stem, ended_at=began + whole, items=items)


def _by_speakers(
    lines: Sequence[Message], voices: Sequence[Sequence[VoiceStretch]], speakers: SpeakersWanted
) -> tuple[Item, ...]:
    found = tell_apart(voices, speakers.persons)
    named = named_voices(found, voices, speakers.known, speaker_name)
    told = {line.id: ToldLine(line, turns) for line, turns in zip(lines, named.lines, strict=True)}
    numbers = itertools.count(1)
    edit = given_to_speakers(lines, told, named.names, lambda: ItemId(f"turn-{next(numbers):05d}"))
    return tuple(lines) if edit is None else edited(lines, edit) or tuple(lines)


def _next(source: Iterator[RecordingPart]) -> RecordingPart | None:
    return next(source, None)


def _with_before(hints: RecognitionHints, messages: list[Message]) -> RecognitionHints:
    return replace(hints, before=messages[-1].text) if messages else hints
