"""Represents a dictation in progress: its parts, the stage of each, and what the history says about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum

from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.messages import DeliveryResult, PartId
from voiceapp.core.dictation.text_target import DictationId, TextTarget
from voiceapp.core.dictation.wishes import DictationProfile
from voiceapp.core.failures import Failure
from voiceapp.core.messages import KeepItem
from voiceapp.core.pcm import FRAME_MS
from voiceapp.core.text.clean_text import in_one_line
from voiceapp.core.transcript import (
    BY_PERSON,
    Improvement,
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
from voiceapp.core.transitions import Transitions

MOST_KEPT = 50
"""How many failed or waiting parts are kept here; older ones are only in the history."""


class PartPlace(Enum):
    """The stage of a part on its way from the microphone to another program."""

    RECORDING = "recording"
    """Its sound is still coming."""
    HEARING = "hearing"
    """The sound has ended, but its last words have not come yet."""
    TIDYING = "tidying"
    """A model is making its words more readable."""
    READY = "ready"
    """Its words are inserted as soon as those before them have been."""
    DELIVERING = "delivering"
    """Its words are being inserted."""
    WAITING = "waiting"
    """It waits for "insert here"."""
    FAILED = "failed"
    """It is kept with its sound and can be tried again."""
    DONE = "done"
    """Nothing more happens to it."""


class PartMove(Enum):
    END_SOUND = "end sound"
    """The key was released, or a long recording is split here."""
    HEAR_AGAIN = "hear again"
    """Its recording goes to a recogniser once more."""
    GIVE_UP = "give up"
    """No recogniser has turned it into words so far."""
    UNDERSTAND = "understand"
    """Its last words came."""
    TIDY = "tidy"
    """Its words are to be tidied before they are inserted."""
    TIDIED = "tidied"
    """Tidying has finished, or it took too long."""
    DELIVER = "deliver"
    """It is its turn, or the person says where it belongs."""
    WAIT = "wait"
    """It may not, or could not, be inserted where it was meant to go."""
    FINISH = "finish"
    """It was inserted or discarded, or there is nothing to insert."""


PART_TRANSITIONS = Transitions(
    "A part of a dictation",
    PartPlace.RECORDING,
    {
        PartPlace.RECORDING: {
            PartMove.END_SOUND: PartPlace.HEARING,
            PartMove.FINISH: PartPlace.DONE,
        },
        PartPlace.HEARING: {
            PartMove.HEAR_AGAIN: PartPlace.HEARING,
            PartMove.GIVE_UP: PartPlace.FAILED,
            PartMove.UNDERSTAND: PartPlace.READY,
        },
        PartPlace.TIDYING: {PartMove.TIDIED: PartPlace.READY},
        PartPlace.READY: {
            PartMove.TIDY: PartPlace.TIDYING,
            PartMove.DELIVER: PartPlace.DELIVERING,
            PartMove.WAIT: PartPlace.WAITING,
            PartMove.FINISH: PartPlace.DONE,
        },
        PartPlace.DELIVERING: {
            PartMove.WAIT: PartPlace.WAITING,
            PartMove.FINISH: PartPlace.DONE,
        },
        PartPlace.WAITING: {
            PartMove.DELIVER: PartPlace.DELIVERING,
            PartMove.FINISH: PartPlace.DONE,
        },
        PartPlace.FAILED: {
            PartMove.HEAR_AGAIN: PartPlace.HEARING,
            PartMove.FINISH: PartPlace.DONE,
        },
        PartPlace.DONE: {},
    },
)


@dataclass(slots=True)
class DictationEntry:
    """One press of the key."""

    id: DictationId
    talk: Talk
    target: TextTarget | None = None
    target_known: bool = False
    ended_at: float = 0.0
    unwanted: bool = False
    """Cancelled: the words go only into the history."""
    spoke: bool = False
    sounded: bool = False
    """A frame has come, so the microphone works."""
    ended: bool = False
    asked_profile: str = ""
    """The id of the profile that the person asked for this time."""
    asked_tidy: str = ""
    """How the person wants it cleaned up this time: the name of a prompt, or else a TidyStyle."""
    profile: DictationProfile | None = None
    profile_known: bool = False
    """Whether a profile holds, and which, is decided."""
    context: DictationContext = field(default_factory=DictationContext)
    context_due: bool = False
    """It is being read."""
    languages: tuple[str, ...] | None = None
    """The languages that the person says it is in, instead of the usual ones. Empty: the recogniser finds out."""
    instructs: bool | None = False
    """Its words say what is to become of the selected text. None: they do if text is selected, which is being read."""
    tapped: bool = False
    """The key was only touched."""
    untranslated: bool = False
    """Nobody can translate it, and the person was told so."""
    begun_at: float = 0.0
    hands_free: bool = False
    """It is an utterance of hands-free dictation, in whose talk it is one of many."""

    @property
    def profile_name(self) -> str:
        return "" if self.profile is None else self.profile.name


@dataclass(slots=True)
class DictationPart:
    id: PartId
    item: Message
    dictation: DictationEntry
    _place: PartPlace = field(default=PART_TRANSITIONS.first, init=False)
    words: str = ""
    """The words so far."""
    preview: str = ""
    """What is shown until there are any."""
    begun: bool = False
    """It holds speech."""
    held: list[bytes] = field(default_factory=list[bytes])
    """Sound that waits for the profile, before a recogniser is asked."""
    asked: bool = False
    """A recogniser was told to begin."""
    broken: Failure | None = None
    """The recogniser failed while the recording went on."""
    attempts: int = 0
    again_at: float | None = None
    """When a failed part is next tried again automatically."""
    asked_at: float = 0.0
    """When the last words were requested."""
    said: str = ""
    text: str = ""
    said_in_terminal: str = ""
    """Without line ends except those that were spoken, as the next field."""
    line: str = ""
    told: frozenset[DeliveryResult] = frozenset()
    """Why it waited, if the person may want it inserted anyway."""
    scratch: bool = False
    """What was inserted before is removed first."""
    undo: bool = False
    """Its words only ask to take back what was inserted before."""
    asks_language: str = ""
    """Its words only ask to transcribe what was inserted before again in this language."""
    replaces: bool = False
    """It is what was inserted last, in another language, and takes its place."""
    translating: bool = False
    """Its words are being translated while they are tidied."""
    corrects: bool = False
    """What was inserted before is to be corrected by hand."""
    stops: bool = False
    """Its words end with the phrase that ends hands-free dictation."""
    retried: bool = False
    """Tried again later, so it is never typed unasked."""
    failure: Failure | None = None
    first: str = ""
    """The words that the history has of it from before it was recognised again."""
    spent: tuple[Spent, ...] = ()
    frames: int = 0

    @property
    def place(self) -> PartPlace:
        return self._place

    def move(self, event: PartMove) -> None:
        self._place = PART_TRANSITIONS.after(self._place, event)

    def finish(self) -> None:
        """Nothing more happens to it."""
        self.move(PartMove.FINISH)

    def note(self, stage: str, now: float) -> None:
        """Record when a stage was reached, for the timeline."""
        self.item = replace(self.item, stages=(*self.item.stages, Stage(stage, now)))

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.scratch or self.undo or self.asks_language)

    @property
    def only_asks(self) -> bool:
        """Its words were no text, only a request."""
        return bool(self.undo or self.corrects or self.asks_language or (self.stops and not self.text))

    @property
    def settled(self) -> bool:
        return self.place in (PartPlace.WAITING, PartPlace.FAILED, PartPlace.DONE)

    @property
    def on_its_way(self) -> bool:
        return self.place in (PartPlace.HEARING, PartPlace.TIDYING, PartPlace.READY, PartPlace.DELIVERING)

    def holds_up(self, later: "DictationPart") -> bool:
        """Says whether a later part has to wait as long as this one does, so that the order stays."""
        if later.dictation is self.dictation:
            return True
        mine, its = self.dictation.target, later.dictation.target
        one_run = self.dictation.hands_free and later.dictation.talk.id == self.dictation.talk.id and not self.retried
        return one_run and mine is not None and its is not None and mine.window == its.window and not mine.secret

    def keep(self, **changes: object) -> KeepItem:
        self.item = replace(self.item, profile=self.dictation.profile_name, **changes)  # type: ignore[arg-type]
        return KeepItem(self.dictation.talk.id, self.item)


def new_dictation(number: int, now: float) -> DictationEntry:
    name = f"dictation-{int(now * 1000)}-{number}"
    return DictationEntry(DictationId(name), Talk(TalkId(name), now, TalkKind.DICTATION), begun_at=now)


def next_utterance(talk: Talk, number: int, now: float) -> DictationEntry:
    """One of hands-free dictation."""
    return DictationEntry(DictationId(f"{talk.id}-{number}"), talk, begun_at=now, hands_free=True)


def new_part(dictation: DictationEntry, number: int, now: float, *, keep_sound: bool) -> DictationPart:
    name = f"{dictation.id}-{number}"
    item = Message(ItemId(name), Speaker.USER, now, via=Via.DICTATION, sound=SoundId(name) if keep_sound else None)
    return DictationPart(PartId(dictation.id, number), item, dictation)


def kept_part(number: int, talk: TalkId, item: Message, languages: tuple[str, ...] | None = None) -> DictationPart:
    """A part from the history that is to be tried again."""
    dictation = DictationEntry(
        DictationId(f"again-{number}"),
        Talk(talk, item.at, TalkKind.DICTATION),
        target_known=True,
        ended=True,
        spoke=True,
        languages=languages,
    )
    first = item.text if item.improved is None else item.improved.before
    part = DictationPart(PartId(dictation.id, 0), item, dictation, retried=True, first=first.strip())
    part.move(PartMove.END_SOUND)
    return part


def part_to_replace(part: DictationPart, target: TextTarget, language: str, now: float) -> DictationPart:
    """Return what was just inserted there as a part that is to be heard again in another language."""
    before = part.dictation
    again = kept_part(0, before.talk.id, part.item, (language,))
    dictation = replace(
        again.dictation,
        id=DictationId(f"{part.item.id}-in-{language}-{now}"),
        talk=before.talk,
        target=target,
        ended_at=now,
    )
    dictation.profile, dictation.profile_known, dictation.hands_free = before.profile, True, before.hands_free
    again.id, again.dictation, again.retried, again.replaces = PartId(dictation.id, 0), dictation, False, True
    return again


def length_of(frames: int) -> int:
    return frames * FRAME_MS


def done(part: DictationPart, *, text: str, original: str | None, language: str | None) -> KeepItem:
    """Words that were there before stay beside the new ones, and alone where none came."""
    if part.first and not text:
        return part.keep(spent=part.item.spent + part.spent)
    if part.first:
        improved = None if text == part.first else Improvement(BY_PERSON, part.first)
        part.item = replace(part.item, improved=improved)
    return part.keep(
        text=text,
        original=original,
        language=language,
        state=MessageState.DONE,
        failure=None,
        spent=part.item.spent + part.spent,
    )


def remembered(parts: list[DictationPart]) -> list[DictationPart]:
    """Returns those that still matter."""
    open_dictations = {id(part.dictation) for part in parts if not part.settled}
    kept = [part for part in parts if part.place is not PartPlace.DONE or id(part.dictation) in open_dictations]
    # Words that were heard long ago in a dictation that is still going on are no longer shown.
    recent = [part for part in kept if part.place is not PartPlace.DONE or part in kept[-3:]]
    surplus = [part for part in recent if part.place in (PartPlace.FAILED, PartPlace.WAITING)][:-MOST_KEPT]
    return [part for part in recent if part not in surplus]


def shown_words(parts: Iterable[DictationPart]) -> tuple[str, str]:
    """Returns the words of some parts as far as they are the recogniser's, and what is only shown for now."""
    words: list[str] = []
    preview: list[str] = []
    for part in parts:
        (preview if preview or (part.preview and not part.words) else words).append(part.words or part.preview)
    return " ".join(filter(None, words)), " ".join(filter(None, preview))


def joined(texts: Iterable[str]) -> str:
    """Returns the joint text of several parts."""
    whole = ""
    for text in texts:
        gap = "" if not whole or whole.endswith("\n") or text.startswith("\n") else " "
        whole += gap + text
    return whole


def told_of_all(parts: tuple[DictationPart, ...]) -> frozenset[DeliveryResult]:
    """Returns, for each of them, what the person was told about it."""
    unseen = all(DeliveryResult.UNSEEN in part.told for part in parts)
    lines = all(DeliveryResult.SEVERAL_LINES in part.told for part in parts if "\n" in part.line)
    return frozenset(
        arrival for arrival, told in ((DeliveryResult.UNSEEN, unseen), (DeliveryResult.SEVERAL_LINES, lines)) if told
    )


def as_spoken(parts: tuple[DictationPart, ...]) -> tuple[str | None, str | None]:
    """Returns the words as spoken, and those for a terminal. None: that is what is inserted."""
    if all(part.text == part.said for part in parts):
        return None, None
    return joined(part.said for part in parts), joined(part.said_in_terminal for part in parts)


def keep_rest(parts: tuple[DictationPart, ...], inserted: str, *, in_terminal: bool) -> None:
    """Keeps only what has not been inserted yet, so that nothing is inserted twice."""
    gone = len(inserted.lstrip())
    for part in parts:
        if gone <= 0:
            break
        text = part.line if in_terminal else part.text
        taken = min(gone, len(text))
        part.text = text[taken:].lstrip()
        part.line = part.text if in_terminal else in_one_line(part.text)
        gone -= taken + 1
