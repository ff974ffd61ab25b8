"""Represents a dictation while it is on its way: its parts, where each is, and what the history says of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from voiceapp.core.dictation.messages import Arrival, DictationId, PartId, TextTarget
from voiceapp.core.failures import Failure
from voiceapp.core.messages import KeepItem
from voiceapp.core.pcm import FRAME_MS
from voiceapp.core.transcript import (
    ItemId,
    Message,
    MessageState,
    SoundId,
    Speaker,
    Spent,
    Stage,
    Talk,
    TalkId,
    TalkKind,
    Via,
)


class PartPlace(Enum):
    """The place of a part on its way. It only ever moves on."""

    RECORDING = "recording"
    HEARING = "hearing"
    """The sound has ended, its last words have not come."""
    TIDYING = "tidying"
    READY = "ready"
    DELIVERING = "delivering"
    WAITING = "waiting"
    """For "insert here"."""
    FAILED = "failed"
    """Kept with its sound; it can be tried again."""
    DONE = "done"


@dataclass(slots=True)
class DictationEntry:
    """One press of the key."""

    id: DictationId
    talk: Talk
    target: TextTarget | None = None
    target_known: bool = False
    ended_at: float = 0.0
    unwanted: bool = False
    """Cancelled: the words go into the history only."""
    spoke: bool = False
    sounded: bool = False
    """A frame came: the microphone lives."""
    ended: bool = False


@dataclass(slots=True)
class DictationPart:
    id: PartId
    item: Message
    dictation: DictationEntry
    place: PartPlace = PartPlace.RECORDING
    words: str = ""
    """So far."""
    begun: bool = False
    """A recogniser has it."""
    broken: Failure | None = None
    """The recogniser failed while the recording went on."""
    attempts: int = 0
    again_at: float | None = None
    """When one that failed is tried again by itself."""
    asked_at: float = 0.0
    """When the last words were asked for."""
    said: str = ""
    text: str = ""
    said_in_terminal: str = ""
    """With no line ends but those that were spoken, as the next."""
    line: str = ""
    told: frozenset[Arrival] = frozenset()
    """Why it waited, as far as the person may want it put in all the same."""
    scratch: bool = False
    """What was put in before goes first."""
    retried: bool = False
    """Tried again later: never typed by itself."""
    failure: Failure | None = None
    spent: tuple[Spent, ...] = ()
    frames: int = 0

    def note(self, stage: str, now: float) -> None:
        """For the time line: where the time went."""
        self.item = replace(self.item, stages=(*self.item.stages, Stage(stage, now)))

    @property
    def settled(self) -> bool:
        return self.place in (PartPlace.WAITING, PartPlace.FAILED, PartPlace.DONE)

    @property
    def on_its_way(self) -> bool:
        return self.place in (PartPlace.HEARING, PartPlace.TIDYING, PartPlace.READY, PartPlace.DELIVERING)

    def keep(self, **changes: object) -> KeepItem:
        self.item = replace(self.item, **changes)  # type: ignore[arg-type]
        return KeepItem(self.dictation.talk.id, self.item)


def new_dictation(number: int, now: float) -> DictationEntry:
    name = f"dictation-{int(now * 1000)}-{number}"
    return DictationEntry(DictationId(name), Talk(TalkId(name), now, TalkKind.DICTATION))


def new_part(dictation: DictationEntry, number: int, now: float, *, keep_sound: bool) -> DictationPart:
    name = f"{dictation.id}-{number}"
    item = Message(ItemId(name), Speaker.USER, now, via=Via.DICTATION, sound=SoundId(name) if keep_sound else None)
    return DictationPart(PartId(dictation.id, number), item, dictation)


def kept_part(number: int, talk: TalkId, item: Message) -> DictationPart:
    """A part out of the history, to be tried again."""
    dictation = DictationEntry(
        DictationId(f"again-{number}"),
        Talk(talk, item.at, TalkKind.DICTATION),
        target_known=True,
        ended=True,
        spoke=True,
    )
    return DictationPart(PartId(dictation.id, 0), item, dictation, PartPlace.HEARING, retried=True)


def length_of(frames: int) -> int:
    return frames * FRAME_MS


def done(part: DictationPart, *, text: str, original: str | None, language: str | None) -> KeepItem:
    return part.keep(
        text=text,
        original=original,
        language=language,
        state=MessageState.DONE,
        failure=None,
        spent=part.item.spent + part.spent,
    )


def joined(texts: Iterable[str]) -> str:
    """Returns what several parts say together."""
    whole = ""
    for text in texts:
        gap = "" if not whole or whole.endswith("\n") or text.startswith("\n") else " "
        whole += gap + text
    return whole
