"""Cuts a sound file into the parts that a recogniser takes in one go, and makes lines of what it hears."""

import heapq
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path

from voiceapp.audio.decode import blocks_of
from voiceapp.audio.utterance_splitter import UtteranceSplitter, utterances
from voiceapp.core.failures import Failure
from voiceapp.core.pcm import WIRE, Milliseconds
from voiceapp.core.ports import RecognisedText, RecognitionHints, SpeechToText
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import ItemId, Message, MessageState, SoundId, Speaker, Via

LONGEST_TOGETHER: Milliseconds = 180_000
"""The most sound that is sent at once to who tells voices apart; an error costs no more."""
LONGEST_PAUSE: Milliseconds = 20_000
"""The longest silence that is sent along."""


@dataclass(frozen=True, slots=True)
class RecordingPart:
    """A stretch in which somebody speaks."""

    channel: int
    """The place of its channel among those that are told apart; 0 if none are."""
    at: Milliseconds
    """Where it begins in the file."""
    pcm: bytes

    @property
    def length(self) -> Milliseconds:
        return WIRE.ms(len(self.pcm))

    @property
    def until(self) -> Milliseconds:
        return self.at + self.length


def parts_of(
    path: Path,
    positions: tuple[Milliseconds, ...] = (0,),
    gate: Callable[[], None] = lambda: None,
) -> Iterator[RecordingPart]:
    """Yield the parts in order, from where each channel was left. Memory holds no more than two of each channel.

    More than one position: each channel is a person. `gate` is asked before each block, and may wait or raise.
    Raises EngineError.
    """
    apart = len(positions) > 1
    voices = (
        _parts_of_channel(path, number, start, number if apart else None, gate)
        for number, start in enumerate(positions)
    )
    return heapq.merge(*voices, key=lambda part: part.at)


def _parts_of_channel(
    path: Path, number: int, start: Milliseconds, channel: int | None, gate: Callable[[], None]
) -> Iterator[RecordingPart]:
    for found in utterances(_gated(blocks_of(path, start=start, channel=channel), gate)):
        yield RecordingPart(number, start + found.at, found.pcm)


def parts_as_they_come(
    pieces: Iterator[tuple[bytes, ...]], positions: tuple[Milliseconds, ...], gate: Callable[[], None]
) -> Iterator[RecordingPart]:
    """Yield the parts of a recording that may still go on, each as soon as it has ended. Raises what `gate` raises.

    `pieces`: a piece of each channel at a time, from the least of the positions on.
    """
    start = min(positions)
    splitters = [UtteranceSplitter() for _ in positions]

    def found(piece: tuple[bytes, ...] | None) -> Iterator[RecordingPart]:
        for channel, splitter in enumerate(splitters):
            for each in splitter.end() if piece is None else splitter.take(piece[channel]):
                yield RecordingPart(channel, start + each.at, each.pcm)

    for piece in itertools.chain(pieces, (None,)):
        gate()
        for part in sorted(found(piece), key=lambda part: part.at):
            if part.until > positions[part.channel]:
                yield part


def in_long_parts(parts: Iterator[RecordingPart]) -> Iterator[RecordingPart]:
    """Join parts, with the silence between them, so that who tells voices apart hears those who speak to each other."""
    waiting: RecordingPart | None = None
    for part in parts:
        pause = 0 if waiting is None else part.at - waiting.until
        if waiting is not None and pause <= LONGEST_PAUSE and part.until - waiting.at <= LONGEST_TOGETHER:
            waiting = replace(waiting, pcm=waiting.pcm + bytes(WIRE.bytes(max(0, pause))) + part.pcm)
            continue
        if waiting is not None:
            yield waiting
        waiting = part
    if waiting is not None:
        yield waiting


def turns_in(part: RecordingPart, found: RecognisedText) -> Iterator[tuple[RecordingPart, RecognisedText, str]]:
    """Yield what each person says there as a part of its own, with their name. The bill goes with the first."""
    if not found.turns:
        yield part, found, ""
    for number, turn in enumerate(found.turns):
        start = min(max(turn.start, 0), part.length)
        sound = part.pcm[WIRE.bytes(start) : WIRE.bytes(max(turn.end, start))]
        said = RecognisedText(turn.text, language=found.language, spent=() if number else found.spent)
        yield RecordingPart(part.channel, part.at + start, sound), said, turn.voice


def _gated(blocks: Iterator[bytes], gate: Callable[[], None]) -> Iterator[bytes]:
    gate()
    for block in blocks:
        yield block
        gate()


async def heard(
    recogniser: SpeechToText, pcm: bytes, hints: RecognitionHints, told: Callable[[Failure], None]
) -> RecognisedText:
    """Recognise one part. Raises EngineError. `told`: receives why another recogniser takes over."""
    last = RecognisedText("")
    async with aclosing(recogniser.transcribe(_once(pcm), hints)) as answers:
        async for answer in answers:
            last = answer
            if answer.trouble is not None:
                told(answer.trouble)
    return last


async def _once(pcm: bytes) -> AsyncIterator[bytes]:
    yield pcm


def line_of(
    part: RecordingPart,
    found: RecognisedText,
    item: ItemId,
    began: float,
    sound: SoundId | None = None,
    voice: str = "",
) -> Message | None:
    """Return what somebody says there. None: nothing. `began`: when the recording begins."""
    text = clean(found.text).strip()
    if not text:
        return None
    return Message(
        item,
        Speaker.USER,
        began + part.at / 1000,
        text,
        MessageState.DONE,
        Via.FILE,
        words=found.words,
        sound=sound,
        sound_ms=part.length,
        language=found.language,
        spent=found.spent,
        voice=voice,
    )
