"""Defines the queries that can be made of all that was ever said, and the values that answer them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.sentence import Sentence, listed
from voiceapp.core.transcript import Item, ItemId, SoundId, TalkId, TalkKind


@dataclass(frozen=True, slots=True)
class Query:
    """Says which talks to list. Everything empty: all, newest first, pinned on top."""

    words: str = ""
    """As the person types them; not a query language, every word must occur, the last one may be unfinished."""
    since: float | None = None
    until: float | None = None
    engine: str = ""
    kind: TalkKind | None = None
    pinned: bool = False
    offset: int = 0
    count: int = 100


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a snippet that matched, from `start` up to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One line in which the words occur."""

    item: ItemId
    at: float
    speaker: str
    snippet: str
    spans: tuple[Span, ...]
    sound: SoundId | None = None


@dataclass(frozen=True, slots=True)
class TalkSummary:
    id: TalkId
    title: str
    """Never empty: given by hand, or the first words."""
    started_at: float
    ended_at: float | None
    kind: TalkKind
    pinned: bool
    items: int
    named: bool = False
    """The title was given by hand."""
    engines: tuple[str, ...] = ()
    sound_ms: int = 0
    hits: tuple[Hit, ...] = ()
    """Where words were asked for: the first few lines that have them."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    query: Query
    talks: tuple[TalkSummary, ...]
    total: int
    similar: tuple[str, ...] = ()
    """Nobody said what was asked for: these words were looked for instead."""


@dataclass(frozen=True, slots=True)
class DeletedEntry:
    """A conversation, or an item of one, that was deleted and can be restored."""

    talk: TalkId
    title: str
    """Of the conversation; never empty."""
    deleted_at: float
    item: Item | None = None
    """None: the whole conversation."""
    items: int = 0
    """How many there are in a whole conversation."""

    @property
    def name(self) -> str:
        """The one by which it is restored from a command."""
        return str(self.talk if self.item is None else self.item.id)


@dataclass(frozen=True, slots=True)
class DiskUsage:
    """The room that everything takes on the disk, in bytes."""

    database: int
    sounds: int
    free: int


@dataclass(frozen=True, slots=True)
class Retention:
    """Says how long what was said is kept. What still waits to be answered is never deleted by itself."""

    talks: bool = True
    """False: a talk is forgotten when the next one begins, or the app ends."""
    sound_days: int | None = None
    """Older recordings go, the words stay. None: they are kept."""
    word_days: int | None = None
    """Older talks go, unless they are pinned. None: they are kept."""
    deleted_days: int = 30
    """What the person deleted can be restored that long. 0: it goes at once."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """The repairs that the store made when it was opened after a crash, a power cut or a full disk."""

    waiting: int = 0
    """Utterances that were being said or answered: kept, with a Retry button."""
    cut: int = 0
    """Replies that broke off."""
    recordings: int = 0
    """Recordings that were open and are whole now."""
    adopted: int = 0
    """Recordings that belonged to nothing: they are in the history as recordings that wait."""
    damaged: str = ""
    """Where the damaged database was put, of which everything readable was taken over."""

    @property
    def sentence(self) -> Sentence | None:
        """Returns what was mended, for the person."""
        parts = tuple(self._parts())
        return Sentence("voiceapp didn't shut down properly last time: {what}.", what=listed(*parts)) if parts else None

    def _parts(self) -> Iterator[Sentence]:
        if self.waiting == 1:
            yield Sentence("1 recording is waiting for an answer")
        elif self.waiting:
            yield Sentence("{count} recordings are waiting for an answer", count=self.waiting)
        if self.cut == 1:
            yield Sentence("1 reply was cut off")
        elif self.cut:
            yield Sentence("{count} replies were cut off", count=self.cut)
        if self.adopted == 1:
            yield Sentence("1 lost recording found")
        elif self.adopted:
            yield Sentence("{count} lost recordings found", count=self.adopted)
        if self.damaged:
            yield Sentence(
                "the history was damaged; what was readable is saved, the rest is in {path}", path=self.damaged
            )


class SpeakersMix(Enum):
    """The ways in which the two sides of a talk can share a sound file."""

    TOGETHER = "together"
    LEFT_RIGHT = "left-right"


@dataclass(frozen=True, slots=True)
class ExportWishes:
    """The choices about what goes into an exported file."""

    language: str = ""
    """Such as "de", for what is noted and not said ("interrupted"); empty: English."""
    user_name: str = ""
    """Empty: "You", in that language."""
    assistant_name: str = ""
    timestamps: bool = True
    unheard: bool = True
    """The parts of cut replies that were never heard."""
    tools: bool = True
    only: str = ""
    """user, assistant, or empty for both."""
    item: ItemId | None = None
    """This one turn alone."""
    time_zone: str = ""
    """IANA name; empty: the system's."""
    with_sound: bool = False
    """HTML and JSON: put the recordings into the file."""
    mix: SpeakersMix = SpeakersMix.TOGETHER
    longest_pause: Milliseconds = 30_000
    """Sound and subtitles: longer silences are shortened to this, alike in both. A talk may go on the next day."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """Everything that menus, dialogs and commands need to know about a format; `exports.FORMATS` declares it."""

    name: str
    """Also the end of a file's name."""
    label: str
    media_type: str
    choices: frozenset[str]
    """The fields of `ExportWishes` that change the file; the others may be left alone."""
    is_text: bool = True
    """It can be copied to the clipboard and written to a terminal."""
    timed: bool = False
    """It says when words were spoken, so that a recogniser must tell it."""
    needs_sound: bool = False
    """It is nothing without the recordings; others take them only when they are wished for."""
    joins: bool = False
    """Several talks can share a file."""
    for_transcripts: bool = False
    """It is offered for the words of a recording, which no assistant answers."""
    common: bool = False
    """Most people want one of these: it stands in the menu itself, the others below "More"."""

    @property
    def suffix(self) -> str:
        return f".{self.name}"

    def reads_sound(self, wishes: ExportWishes) -> bool:
        """The recordings have to be loaded for it."""
        return self.needs_sound or (wishes.with_sound and "with_sound" in self.choices)
