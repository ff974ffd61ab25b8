"""Works out when each turn sounds in the recording of the whole talk. Sound and subtitles share it, so they match."""

from collections.abc import Mapping
from dataclasses import dataclass

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.transcript import ItemId, Message, Speaker, Talk

SOUND_OUT = "sound_out"
SPEECH_ENDED = "speech_ended"
LATEST = 30.0
"""Seconds after a reply's first sound arrived within which it may have begun to be heard."""


@dataclass(frozen=True, slots=True)
class TimelinePlace:
    start: Milliseconds
    end: Milliseconds


def places(talk: Talk, longest_pause: Milliseconds) -> Mapping[ItemId, TimelinePlace]:
    """Says when each message with sound is heard, counted from the beginning of the first.

    Silences longer than `longest_pause` are shortened to it (0: they stay).
    """
    spoken = sorted(_spoken(talk), key=lambda turn: (turn[1], turn[0].id))
    found: dict[ItemId, TimelinePlace] = {}
    if not spoken:
        return found
    shift = spoken[0][1]
    over = 0
    for message, at in spoken:
        start = at - shift
        if longest_pause and start - over > longest_pause:
            shift += start - over - longest_pause
            start = over + longest_pause
        found[message.id] = TimelinePlace(start, start + max(message.sound_ms, 0))
        over = max(over, found[message.id].end)
    return found


def spoken_part(message: Message, place: TimelinePlace) -> TimelinePlace:
    """The turn's place without the silence that was waited for before it was over."""
    ended = next((stage.at for stage in message.stages if stage.name == SPEECH_ENDED), None)
    if ended is None or message.speaker is not Speaker.USER:
        return place
    end = place.start + round((ended - message.at) * 1000)
    return TimelinePlace(place.start, end) if place.start < end < place.end else place


def _spoken(talk: Talk) -> list[tuple[Message, Milliseconds]]:
    turns: list[tuple[Message, Milliseconds]] = []
    heard_at = 0.0
    for item in talk.items:
        if not isinstance(item, Message):
            continue
        if item.speaker is Speaker.USER:
            # The turn's timeline knows when the answer was first heard; the reply only knows when it arrived.
            heard_at = next((stage.at for stage in item.stages if stage.name == SOUND_OUT), 0.0)
        at = item.at
        if item.speaker is Speaker.ASSISTANT and at <= heard_at <= at + LATEST:
            at, heard_at = heard_at, 0.0
        if item.sound is not None or item.sound_ms > 0:
            turns.append((item, round(at * 1000)))
    return turns
