"""Holds talks by day as rows: a heading, a talk, and its lines in which words were found. Scrolling loads more."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import QAbstractListModel, QDate, QLocale, QModelIndex, QPersistentModelIndex, Qt, QTime, Signal

from voiceapp.core.answers import Answer
from voiceapp.core.desk import HistoryAccess
from voiceapp.core.failures import Failure
from voiceapp.core.history import HistoryPage, Hit, Query, TalkSummary
from voiceapp.core.transcript import TalkId, TalkKind
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

PAGE = 100
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line of a talk that contains the words."""

    talk: TalkSummary
    hit: Hit

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.hit.snippet[span.start : span.end] for span in self.hit.spans))


Entry = Heading | TalkSummary | FoundLine


def at_its_hit(entry: TalkSummary | FoundLine) -> tuple[TalkSummary, FoundLine | None]:
    """The talk of an entry and the line at which to begin: the line that was chosen, or else the first that contains
    the words.
    """
    if isinstance(entry, FoundLine):
        return entry.talk, entry
    return entry, FoundLine(entry, entry.hits[0]) if entry.hits else None


class HistoryModel(QAbstractListModel):
    loaded = Signal()
    failed = Signal(object)

    def __init__(
        self, history: HistoryAccess, answer: Callable[[Callable[[HistoryPage | Failure], None]], Answer[HistoryPage]]
    ) -> None:
        super().__init__()
        self._history = history
        self._answer = answer
        self._query = Query(count=PAGE)
        self._talks: list[TalkSummary] = []
        self._rows: list[Entry] = []
        self._total = 0
        self.ranked = False
        """The best match stands first, not the newest."""
        self._asked = 0
        """Counts the queries, so that the answer to an older one is not shown."""
        self._waiting = False

    @property
    def query(self) -> Query:
        return self._query

    @property
    def total(self) -> int:
        return self._total

    @property
    def engines(self) -> tuple[str, ...]:
        return tuple(sorted({engine for talk in self._talks for engine in talk.engines}))

    @property
    def kinds(self) -> frozenset[TalkKind]:
        return frozenset(talk.kind for talk in self._talks)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row())
        if entry is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return spoken_entry(entry, dated=self.ranked)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.entry(index.row()), Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def entry(self, row: int) -> Entry | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, talk: TalkId) -> int:
        return next(
            (row for row, each in enumerate(self._rows) if isinstance(each, TalkSummary) and each.id == talk), -1
        )

    # --- asking

    def look(self, query: Query) -> None:
        """Query again. The current rows are replaced when the answer comes."""
        self._query = query
        self._ask(offset=0)

    def look_again(self) -> None:
        self._ask(offset=0, count=max(PAGE, len(self._talks)))

    def want_more(self) -> None:
        if not self._waiting and len(self._talks) < self._total:
            self._ask(offset=len(self._talks))

    def _ask(self, offset: int, count: int = PAGE) -> None:
        self._asked += 1
        number = self._asked
        self._waiting = True
        query = replace(self._query, offset=offset, count=count)

        def answered(page: HistoryPage | Failure) -> None:
            if number == self._asked:
                self._waiting = False
                self._take(page, offset)

        self._history.find(query, self._answer(answered))

    def _take(self, page: HistoryPage | Failure, offset: int) -> None:
        if isinstance(page, Failure):
            self.failed.emit(page)
            return
        self._total = page.total
        self.ranked = page.ranked
        if offset == 0:
            rows = [*_told_of_similar(page), *_rows_of(page.talks, "", ranked=page.ranked)]
            self._talks = list(page.talks)
            if rows != self._rows:
                self.beginResetModel()
                self._rows = rows
                self.endResetModel()
        elif page.talks:
            added = _rows_of(page.talks, _heading_of(self._talks[-1], ranked=page.ranked), ranked=page.ranked)
            self._talks += page.talks
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(added) - 1)
            self._rows += added
            self.endInsertRows()
        self.loaded.emit()


def _told_of_similar(page: HistoryPage) -> list[Entry]:
    return [Heading(tr("No exact match. Similar:"))] if page.similar and page.total else []


def _rows_of(talks: tuple[TalkSummary, ...], heading: str, *, ranked: bool) -> list[Entry]:
    rows: list[Entry] = []
    for talk in talks:
        under = _heading_of(talk, ranked=ranked)
        if under != heading:
            heading = under
            rows.append(Heading(heading))
        rows.append(talk)
        rows += [FoundLine(talk, hit) for hit in talk.hits]
    return rows


def _heading_of(talk: TalkSummary, *, ranked: bool) -> str:
    if ranked:
        return tr("Best matches first")
    return tr("Pinned") if talk.pinned else date_words(talk.started_at)


def date_words(at: float, form: QLocale.FormatType = QLocale.FormatType.LongFormat) -> str:
    return day_words(datetime.fromtimestamp(at).date(), form=form)  # noqa: DTZ006  (the person's own day is meant)


def day_words(day: date, today: date | None = None, form: QLocale.FormatType = QLocale.FormatType.LongFormat) -> str:
    """Today, Yesterday, Wednesday, then dates in the format of the person's country."""
    back = ((today or date.today()) - day).days  # noqa: DTZ011  (the person's own day is meant)
    locale = QLocale()
    if back == 0:
        return tr("Today")
    if back == 1:
        return tr("Yesterday")
    if 1 < back < 7:
        return locale.dayName(day.isoweekday())
    return locale.toString(QDate(day.year, day.month, day.day), form)


def clock_words(at: float) -> str:
    then = datetime.fromtimestamp(at)  # noqa: DTZ006  (the person's own clock is meant)
    return QLocale().toString(QTime(then.hour, then.minute), QLocale.FormatType.ShortFormat)


def kind_words(kind: TalkKind) -> str:
    match kind:
        case TalkKind.CONVERSATION:
            return tr("Conversation")
        case TalkKind.DICTATION:
            return tr("Dictation")
        case TalkKind.TRANSCRIPTION:
            return tr("Transcription")


def told_of_talk(talk: TalkSummary, *, dated: bool = False) -> str:
    """The second line of a talk. `dated`: it doesn't stand under its day."""
    day = [date_words(talk.started_at, QLocale.FormatType.ShortFormat)] if dated else []
    parts = [*day, clock_words(talk.started_at)]
    if talk.kind is not TalkKind.CONVERSATION:
        parts.append(kind_words(talk.kind))
    parts.append(tr("{0} messages").format(talk.items) if talk.items != 1 else tr("1 message"))
    return " · ".join(parts)


def spoken_entry(entry: Entry, *, dated: bool = False) -> str:
    match entry:
        case Heading(text):
            return text
        case FoundLine(hit=hit) if hit.by_meaning:
            return tr("Found by meaning: {0}").format(hit.snippet)
        case FoundLine(hit=hit):
            return tr("Found: {0}").format(hit.snippet)
        case TalkSummary():
            pinned = f", {tr('pinned')}" if entry.pinned else ""
            return f"{in_words(entry.shown_title)}, {told_of_talk(entry, dated=dated)}{pinned}"
