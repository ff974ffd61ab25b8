"""Cuts and joins the stretches of recordings that a line is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from voiceapp.core.pcm import WIRE, Milliseconds
from voiceapp.core.transcript import SoundId, SoundPart

Parts = tuple[SoundPart, ...]


def cut_sound(parts: Sequence[SoundPart], moment: Milliseconds) -> tuple[Parts, Parts]:
    """Return what sounds before a moment of the line, and what sounds from it on, counted from there."""
    first: list[SoundPart] = []
    rest: list[SoundPart] = []
    for part in parts:
        before = min(max(moment - part.at, 0), part.length)
        if before or not part.length:
            first.append(replace(part, length=before))
        if before < part.length:
            start = part.start + before
            rest.append(SoundPart(part.sound, start, part.length - before, part.at + before - moment))
    return tuple(first), tuple(rest)


def joined_sound(one: Sequence[SoundPart], other: Sequence[SoundPart], start: Milliseconds) -> Parts:
    """Return the sound of two lines as one, in which the second begins at `start`."""
    whole = [*one]
    for part in other:
        moved = replace(part, at=part.at + start)
        last = whole[-1] if whole else None
        goes_on = (
            last is not None
            and last.sound == moved.sound
            and last.start + last.length == moved.start
            and last.at + last.length == moved.at
        )
        if last is not None and goes_on:
            whole[-1] = replace(last, length=last.length + moved.length)
        else:
            whole.append(moved)
    return tuple(whole)


def assembled(parts: Sequence[SoundPart], read: Mapping[SoundId, bytes]) -> bytes:
    """Return the sound of a line from recordings that were read, with silence where it has none."""
    whole = bytearray()
    for part in parts:
        pcm = read.get(part.sound, b"")[WIRE.bytes(part.start) : WIRE.bytes(part.start + part.length)]
        if pcm:
            whole += bytes(max(0, WIRE.bytes(part.at) - len(whole))) + pcm
    return bytes(whole)
