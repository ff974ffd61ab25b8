"""Shows what was written about an earlier talk, above its lines: made by a click, each point with a link to its line."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure
from voiceapp.core.ids import ItemId
from voiceapp.core.summaries.access import SummaryOffer, WritingState
from voiceapp.core.summaries.summary import NO_SUMMARIES, Point, PromptedText, Section, Summaries, Summary
from voiceapp.core.text.lengths import clock
from voiceapp.core.transcript import Talk, TalkId, TalkKind
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.history.model import clock_words
from voiceapp.gui.look.controls import Paragraph, ShortLabel
from voiceapp.gui.look.theme import LIGHT, SPACE, TIGHT, WIDE, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.summaries.point_row import PointRow
from voiceapp.gui.summaries.text_card import TextCard
from voiceapp.gui.undoable_edits import UndoableEdits
from voiceapp.gui.words import tr

LOWEST = 120
TALLEST = 340


class SummaryPanel(QFrame):
    line_wanted = Signal(object)
    """An ItemId."""
    failed = Signal(object)
    """A Failure."""
    loaded = Signal(object)
    """The Talk as it is kept, once something was written about it."""
    _progress = Signal(object)

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge], edits: UndoableEdits, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._desk = desk
        self._bridge = bridge
        self._edits = edits
        edits.about.connect(self._take)
        self._palette = LIGHT
        self._talk: Talk | None = None
        self._states: tuple[WritingState, ...] = ()
        self._writing: WritingState | None = None
        self._body: QWidget | None = None
        self.rows: list[PointRow] = []
        self.cards: list[TextCard] = []
        self._build()
        self._progress.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        self._stop = desk.summaries.watch(self._told)
        self.destroyed.connect(self._stop)

    def _build(self) -> None:
        self.state = ShortLabel()
        self.state.setObjectName("small")
        self.make = QPushButton()
        self.make.setObjectName("summarise")
        self.make.clicked.connect(lambda: self._make(""))
        self.write = QPushButton(tr("Write…"))
        self.write.setToolTip(tr("Has a text written by one of your prompts"))
        self.write.clicked.connect(self._offer_prompts)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self.state, 1)
        for button in (self.cancel, self.make, self.write):
            head.addWidget(button)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, SPACE, WIDE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(self._scroll)
        self._fill()

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self._fill()

    def read(self, talk: Talk) -> None:
        """Show what was written about this talk."""
        anew = self._talk is None or self._talk.id != talk.id
        before = NO_SUMMARIES if self._talk is None else self._talk.summaries
        self._talk = talk
        if anew:
            self.rows, self.cards = [], []
        if anew or before != talk.summaries:
            self._fill()
        self._look_at_states()
        if anew and not talk.summaries:
            self._desk.summaries.offer(self._bridge().answer(self._take_offer))
        self._say()

    @property
    def about(self) -> Summaries:
        return NO_SUMMARIES if self._talk is None else self._talk.summaries

    # --- what is shown

    def _fill(self) -> None:
        rows, cards = self.rows, self.cards
        self.rows, self.cards = [], []
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.setSpacing(TIGHT)
        summary = self.about.summary
        if summary is not None:
            self._fill_summary(column, summary)
        for text in self.about.texts:
            column.addWidget(self._card(text))
        column.addStretch(1)
        self._write_on(rows, cards)
        self._scroll.takeWidget()
        if self._body is not None:
            self._body.deleteLater()  # what was clicked is in it
        self._body = body
        self._scroll.setWidget(body)
        for ground in (self._scroll.viewport(), body):
            ground.setAutoFillBackground(False)
        self._scroll.setVisible(bool(self.about))
        self._scroll.setMinimumHeight(LOWEST)
        self._scroll.setMaximumHeight(TALLEST)
        self._say()

    def _write_on(self, rows: list[PointRow], cards: list[TextCard]) -> None:
        """Take over what is typed and not saved yet, whatever else has changed meanwhile."""
        points = {row.point: row.typed for row in rows if row.typed is not None}
        texts = {card.text.prompt: card.typed for card in cards if card.typed is not None}
        for row in self.rows:
            typed = points.get(row.point)
            if typed is not None:
                row.write_on(typed)
        for card in self.cards:
            text = texts.get(card.text.prompt)
            if text is not None:
                card.write_on(text)

    def _fill_summary(self, column: QVBoxLayout, summary: Summary) -> None:
        if summary.title:
            column.addWidget(_heading(summary.title))
        for section in Section:
            places = [place for place, point in enumerate(summary.points) if point.section is section]
            if places:
                column.addWidget(_heading(section_words(section)))
            for place in places:
                column.addWidget(self._row(summary, place))
        if summary.tags:
            tags = Paragraph(" · ".join(summary.tags))
            tags.setObjectName("small")
            tags.setAccessibleName(tr("Tags: {0}").format(", ".join(summary.tags)))
            column.addWidget(tags)

    def _row(self, summary: Summary, place: int) -> PointRow:
        def change(changed: Point) -> None:
            self._put(replace(self.about, summary=summary.with_point(place, changed)))

        point = summary.points[place]
        row = PointRow(point, self._links(point), self._palette)
        row.line_wanted.connect(self.line_wanted)
        row.changed.connect(change)
        row.removed.connect(lambda: self._delete(replace(self.about, summary=summary.without_point(place))))
        self.rows.append(row)
        return row

    def _card(self, text: PromptedText) -> TextCard:
        card = TextCard(text, self._palette)
        card.changed.connect(self._put_text)
        card.removed.connect(lambda: self._delete(self.about.without_text(text.prompt)))
        self.cards.append(card)
        return card

    def _links(self, point: Point) -> list[tuple[ItemId, str]]:
        talk = self._talk
        if talk is None:
            return []
        times = {item.id: item.at for item in talk.items}
        return [(line, moment_words(talk, times[line])) for line in point.lines if line in times]

    def _say(self) -> None:
        """Say how far it is, or what there is."""
        writing = self._writing
        for button in (self.make, self.write):
            button.setVisible(writing is None)
        self.cancel.setVisible(writing is not None)
        self.make.setText(tr("Summarise again") if self.about.summary is not None else tr("Summarise"))
        if writing is not None:
            words = tr("Writing…") if writing.of < 2 else tr("Part {0} of {1}…").format(writing.done + 1, writing.of)
            self.state.say(words)
        else:
            self.state.say(self._made_by() if self.about else tr("Not summarised yet"))

    def _made_by(self) -> str:
        summary = self.about.summary
        by = summary.by if summary is not None else self.about.texts[0].by
        partial = summary is not None and summary.partial
        parts = [tr("Written by {0}").format(by)] if by else []
        parts += [tr("parts are missing")] if partial else []
        return " · ".join(parts)

    # --- what one does

    def _make(self, prompt: str) -> None:
        if self._talk is not None:
            self._desk.summaries.make(self._talk.id, prompt, self._bridge().answer(self._made))

    def _made(self, found: Summaries | Failure) -> None:
        if isinstance(found, Failure):
            self.failed.emit(found)

    def _cancel(self) -> None:
        if self._talk is not None:
            self._desk.summaries.cancel(self._talk.id)

    def _offer_prompts(self) -> None:
        menu = self.prompts_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.write.mapToGlobal(self.write.rect().bottomLeft()))

    def prompts_menu(self) -> QMenu:
        menu = QMenu(self)
        for name in cast("dict[str, str]", self._desk.settings.value("summaries.prompts")):
            menu.addAction(name, partial(self._make, name))
        return menu

    def _put(self, about: Summaries) -> None:
        if self._talk is not None:
            self._edits.write_about(self._talk.id, self.about, about)

    def _put_text(self, changed: PromptedText) -> None:
        self._put(self.about.with_text(changed))

    def _delete(self, about: Summaries) -> None:
        if self._talk is not None:
            self._edits.write_about(self._talk.id, self.about, about, tr("Point deleted"))

    def _take(self, talk: TalkId, about: Summaries) -> None:
        if self._talk is not None and talk == self._talk.id:
            self._talk = replace(self._talk, summaries=about)
            self._fill()

    def _take_offer(self, offer: SummaryOffer | Failure) -> None:
        if self.about or self._writing is not None:
            return
        if isinstance(offer, Failure):
            self.state.say(in_words(offer.sentence))
        elif offer.whom:
            self.state.say(tr("The words go to {0}.").format(offer.whom))
        elif offer.unsure:
            self.state.say(tr("A small model on this device writes it, and makes mistakes."))

    # --- what is being written

    def _told(self, states: tuple[WritingState, ...]) -> None:
        """Runs on any thread, and perhaps when the window is gone."""
        with contextlib.suppress(RuntimeError):
            self._progress.emit(states)

    def _show_progress(self, states: tuple[WritingState, ...]) -> None:
        was_writing, self._states = self._writing is not None, states
        self._look_at_states()
        if was_writing and self._writing is None and self._talk is not None:
            self._desk.history.load_talk(self._talk.id, self._bridge().answer(self._loaded))
        self._say()

    def _look_at_states(self) -> None:
        mine = self._talk.id if self._talk is not None else None
        self._writing = next((state for state in self._states if state.talk == mine), None)

    def _loaded(self, found: Talk | Failure) -> None:
        """Something was written, here or by the person's rule."""
        mine = isinstance(found, Talk) and self._talk is not None and found.id == self._talk.id
        if mine and isinstance(found, Talk) and found.summaries != self.about:
            self._edits.was_written_about(found.id, self.about, found.summaries)
            self.loaded.emit(found)


def section_words(section: Section) -> str:
    return {
        Section.KEY: tr("Summary"),
        Section.DECISION: tr("Decisions"),
        Section.TASK: tr("Tasks"),
        Section.QUESTION: tr("Open questions"),
        Section.CHAPTER: tr("Chapters"),
    }[section]


def moment_words(talk: Talk, at: float) -> str:
    """Return when a line was said: in a recording from its beginning, else by the clock."""
    if talk.kind is not TalkKind.TRANSCRIPTION:
        return clock_words(at)
    return clock(max(0, round(at - talk.started_at)))


def _heading(words: str) -> QLabel:
    label = Paragraph(words)
    label.setObjectName("strong")
    return label
