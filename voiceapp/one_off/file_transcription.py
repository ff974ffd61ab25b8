"""Turns a sound file into a talk that every export can handle: it is cut at silences and recognised piece by piece."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from voiceapp.audio.decode import length_of
from voiceapp.core.failures import Failure
from voiceapp.core.ports import RecognisedText, RecognitionHints, SpeechToText
from voiceapp.core.sound_stretch import SoundStretch
from voiceapp.core.transcript import ItemId, Message, Talk, TalkId, TalkKind
from voiceapp.one_off.recording_parts import RecordingPart, heard, line_of, parts_of

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
) -> Talk:
    """Returns what is said in a file. Raises EngineError. `told`: receives why another recogniser takes over.

    `refers`: each line names its stretch of the file as its recording.
    """
    file = str(Path.cwd() / path) if refers else ""
    whole = length_of(path) or 1.0
    began = (await asyncio.to_thread(path.stat)).st_mtime
    source = parts_of(path)
    messages: list[Message] = []

    async def settle(one: tuple[RecordingPart, asyncio.Task[RecognisedText]]) -> None:
        piece, task = one
        sound = SoundStretch(file, piece.at, piece.until).sound if file else None
        line = line_of(piece, await task, ItemId(f"{len(messages) + 1:05d}"), began, sound)
        if line is not None:
            messages.append(line)

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
    progress(1.0)
    return Talk(
        TalkId(path.stem), began, TalkKind.TRANSCRIPTION, path.stem, ended_at=began + whole, items=tuple(messages)
    )


def _next(source: Iterator[RecordingPart]) -> RecordingPart | None:
    return next(source, None)


def _with_before(hints: RecognitionHints, messages: list[Message]) -> RecognitionHints:
    return replace(hints, before=messages[-1].text) if messages else hints
