"""Runs a flight recording through the same conversation again, offline, in virtual time, without a key."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from voiceapp.core.messages import Event, MicFrame, ReplySound, ShowState
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.conversation import Conversation
from voiceapp.core.wishes import TalkWishes
from voiceapp.runtime.event_values import Plain, from_plain
from voiceapp.runtime.recorder import FORMAT, command_names


class RecordingError(Exception):
    """The file is not one of our recordings; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class ReplayStep:
    at: float
    event: Event
    recorded: tuple[str, ...]
    replayed: tuple[str, ...]
    phase: str

    @property
    def same(self) -> bool:
        return self.recorded == self.replayed


def replay(path: Path) -> Iterator[ReplayStep]:
    """Yields each event of the recording with what followed then and what follows now."""
    try:
        with path.open(encoding="utf-8") as file:
            yield from replay_lines(file)
    except (OSError, UnicodeDecodeError) as error:
        raise RecordingError(Sentence("{path} cannot be read: {why}", path=str(path), why=str(error))) from error


def replay_lines(lines: Iterable[str]) -> Iterator[ReplayStep]:
    rows = (_row(number, line) for number, line in enumerate(lines, 1) if line.strip())
    head = next(rows, None)
    if head is None or head.get("format") != FORMAT:
        raise RecordingError(Sentence("This is no recording of voiceapp, or one of a newer version."))
    wishes = from_plain(head.get("wishes"))
    conversation = Conversation(wishes if isinstance(wishes, TalkWishes) else TalkWishes())
    phase = ""
    for row in rows:
        at, event = _moment(row)
        commands = conversation.handle(event, at)
        for command in commands:
            if isinstance(command, ShowState):
                phase = command.state.phase.value
        recorded = tuple(str(name) for name in cast("list[Plain]", row.get("commands") or []))
        yield ReplayStep(at, event, recorded, command_names(commands), phase)


def _row(number: int, line: str) -> dict[str, Plain]:
    try:
        value = cast("Plain", json.loads(line))
    except json.JSONDecodeError as error:
        raise RecordingError(Sentence("Line {number} of the recording is damaged.", number=number)) from error
    if not isinstance(value, dict):
        raise RecordingError(Sentence("Line {number} of the recording is damaged.", number=number))
    return value


def _moment(row: dict[str, Plain]) -> tuple[float, Event]:
    at = row.get("at")
    try:
        event = from_plain(row.get("event"))
    except ValueError as error:
        raise RecordingError(
            Sentence("The recording holds an event that this version does not know: {why}", why=str(error))
        ) from error
    if not isinstance(at, int | float):
        raise RecordingError(Sentence("The recording is damaged: an event has no time."))
    if not isinstance(event, Event):
        raise RecordingError(Sentence("The recording is damaged: what stands there is no event."))
    return float(at), event


def worth_a_line(step: ReplayStep) -> bool:
    """Says whether somebody would want to read this step, which a frame of sound is not."""
    return not step.same or bool(step.replayed) or not isinstance(step.event, MicFrame | ReplySound)
