"""What one can ask of everything that was ever said, and what comes back."""

from dataclasses import dataclass
from enum import Enum

from voiceapp.core.transcript import ItemId, SoundId, TalkId, TalkKind


@dataclass(frozen=True, slots=True)
class Query:
    """Which talks to list. Everything empty: all, newest first, pinned on top."""

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
    engines: tuple[str, ...] = ()
    sound_ms: int = 0
    hits: tuple[Hit, ...] = ()
    """Where words were asked for: the first few lines that have them."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    query: Query
    talks: tuple[TalkSummary, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Room:
    """How much disk all of it takes, in bytes."""

    database: int
    sounds: int
    free: int


class SpeakersMix(Enum):
    """How the two sides of a talk share a sound file."""

    TOGETHER = "together"
    LEFT_RIGHT = "left-right"


@dataclass(frozen=True, slots=True)
class ExportWishes:
    """What goes into an exported file."""

    user_name: str = "You"
    assistant_name: str = "Assistant"
    timestamps: bool = True
    unheard: bool = True
    """The parts of cut replies that were never heard."""
    tools: bool = True
    only: str = ""
    """user, assistant, or empty for both."""
    time_zone: str = ""
    """IANA name; empty: the system's."""
    with_sound: bool = False
    """HTML: put the recordings into the file."""
    mix: SpeakersMix = SpeakersMix.TOGETHER


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One line of the list of formats, for menus and the command line."""

    name: str
    """md, txt, html, json, jsonl, csv, srt, vtt, docx, pdf, wav, flac"""
    label: str
    suffix: str
    media_type: str
