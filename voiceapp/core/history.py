"""Defines the queries for everything that was ever said, and the values that answer them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.sentence import Sentence, listed, verbatim
from voiceapp.core.transcript import Item, ItemId, SoundId, TalkId, TalkKind


@dataclass(frozen=True, slots=True)
class Query:
    """Says which talks to list. If everything is empty: all, pinned ones on top, then newest first."""

    words: str = ""
    """The words as typed. There is no query language: every word must occur, and the last may be unfinished."""
    since: float | None = None
    until: float | None = None
    engine: str = ""
    kind: TalkKind | None = None
    pinned: bool = False
    meaning: bool = False
    """Also find lines that mean nearly the same as the words, and rank all that is found together."""
    like: str = ""
    """The name of a line or a talk whose like is looked for; the words are then only those that it is shown by."""
    offset: int = 0
    count: int = 100


@dataclass(frozen=True, slots=True)
class Span:
    """Marks the matching characters of a snippet, from `start` up to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One line that contains the words."""

    item: ItemId
    at: float
    speaker: str
    snippet: str
    spans: tuple[Span, ...]
    sound: SoundId | None = None
    by_meaning: bool = False
    """It was found by what it means, not by its words."""


_UNTITLED: Mapping[TalkKind, Sentence] = {
    TalkKind.CONVERSATION: Sentence("Conversation"),
    TalkKind.DICTATION: Sentence("Dictation"),
    TalkKind.TRANSCRIPTION: Sentence("Transcription"),
}


def shown_title(title: str, kind: TalkKind) -> Sentence:
    """Return a title as people see it: a talk without one is called after its kind, in their language."""
    return verbatim(title) if title else _UNTITLED[kind]


@dataclass(frozen=True, slots=True)
class TalkSummary:
    id: TalkId
    title: str
    """The given title, or the first words. Empty if nothing was said."""
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
    """The first few matching lines, if words were searched for."""

    @property
    def shown_title(self) -> Sentence:
        return shown_title(self.title, self.kind)


@dataclass(frozen=True, slots=True)
class HistoryPage:
    query: Query
    talks: tuple[TalkSummary, ...]
    total: int
    similar: tuple[str, ...] = ()
    """The similar words that were searched for instead, because nothing matched the given ones."""
    ranked: bool = False
    """The best match comes first, not the newest."""


@dataclass(frozen=True, slots=True)
class DeletedEntry:
    """A conversation, or an item of one, that was deleted and can be restored."""

    talk: TalkId
    title: str
    """The title of the conversation, or its first words. Empty if nothing was said."""
    deleted_at: float
    item: Item | None = None
    """None if the whole conversation was deleted."""
    items: int = 0
    """The number of items in a whole conversation."""
    kind: TalkKind = TalkKind.CONVERSATION

    @property
    def shown_title(self) -> Sentence:
        return shown_title(self.title, self.kind)

    @property
    def name(self) -> str:
        """Return the name by which a command restores it."""
        return str(self.talk if self.item is None else self.item.id)


@dataclass(frozen=True, slots=True)
class DiskUsage:
    """The disk space that everything takes, in bytes."""

    database: int
    sounds: int
    free: int


@dataclass(frozen=True, slots=True)
class Retention:
    """Says how long what was said is kept. What still waits for an answer is never deleted automatically."""

    talks: bool = True
    """False: a talk is forgotten when the next one begins or the app closes."""
    sound_days: int | None = None
    """Recordings older than this are deleted, but their words stay. None: they are kept."""
    word_days: int | None = None
    """Talks older than this are deleted, unless they are pinned. None: they are kept."""
    deleted_days: int = 30
    """The number of days for which deleted things can be restored. 0: they go at once."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """The repairs that the store made when it was opened after a crash, a power cut or a full disk."""

    waiting: int = 0
    """The number of utterances that were being said or answered. They are kept, with a Retry button."""
    cut: int = 0
    """The number of replies that broke off."""
    recordings: int = 0
    """The number of recordings that were open and are now complete."""
    adopted: int = 0
    """The number of recordings that belonged to nothing. The history now lists them as waiting recordings."""
    damaged: str = ""
    """Where the damaged database was moved after everything readable was taken over."""

    @property
    def sentence(self) -> Sentence | None:
        """Return what was repaired, for the person."""
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
    """Names the ways in which the two sides of a talk can share a sound file."""

    TOGETHER = "together"
    LEFT_RIGHT = "left-right"


@dataclass(frozen=True, slots=True)
class ExportWishes:
    """The choices about what goes into an exported file."""

    language: str = ""
    """The language, such as "de", of notes that nobody said ("interrupted"). Empty: English."""
    user_name: str = ""
    """The person's name. Empty: "You", in that language."""
    assistant_name: str = ""
    timestamps: bool = True
    unheard: bool = True
    """Include the parts of cut replies that were never heard."""
    tools: bool = True
    only: str = ""
    """One of user, assistant, or empty for both."""
    item: ItemId | None = None
    """Export this one turn alone."""
    time_zone: str = ""
    """An IANA name. Empty: the system's time zone."""
    summary: bool = True
    """Begin with what was written about the talk: its summary, and texts by prompts."""
    with_sound: bool = False
    """Put the recordings into the file (HTML and JSON)."""
    mix: SpeakersMix = SpeakersMix.TOGETHER
    longest_pause: Milliseconds = 30_000
    """Longer silences are shortened to this in both sound and subtitles, because a talk may continue the next day."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """Everything that menus, dialogs and commands need to know about a format. `exports.FORMATS` declares them."""

    name: str
    """The name, which is also the suffix of its files."""
    label: str
    media_type: str
    choices: frozenset[str]
    """The fields of `ExportWishes` that affect the file; the others do not matter."""
    is_text: bool = True
    """It can be copied to the clipboard and written to a terminal."""
    timed: bool = False
    """It says when words were spoken, which a recogniser has to find out."""
    needs_sound: bool = False
    """It needs the recordings; other formats include them only on request."""
    needs_tasks: bool = False
    """It is made of the tasks in a talk's summary."""
    joins: bool = False
    """Several talks can share a file."""
    for_transcripts: bool = False
    """It is offered for the words of a recording that no assistant answers."""
    common: bool = False
    """It is a common choice and stands in the menu itself; the others stand below "More"."""

    @property
    def suffix(self) -> str:
        return f".{self.name}"

    def reads_sound(self, wishes: ExportWishes) -> bool:
        """Return whether the recordings have to be loaded for it."""
        return self.needs_sound or (wishes.with_sound and "with_sound" in self.choices)


@dataclass(frozen=True, slots=True)
class FoundImport:
    """Represents what another program on this computer has."""

    program: str
    path: str
    talks: int
