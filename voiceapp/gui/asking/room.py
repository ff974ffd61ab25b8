"""Leads what the window does with questions about the history: the page, the talk that a source opens, and the way back."""

from typing import TYPE_CHECKING

from voiceapp.core.dictation.messages import DictationRequest, RequestMade
from voiceapp.core.history import Hit, TalkSummary
from voiceapp.core.talk_questions.passages import FoundPassage
from voiceapp.gui.history.model import FoundLine
from voiceapp.gui.late_part import LatePart
from voiceapp.gui.look.theme import LIGHT, Palette

if TYPE_CHECKING:
    from voiceapp.gui.asking.page import AskPage
    from voiceapp.gui.window import Window


class AskingRoom:
    def __init__(self, window: "Window") -> None:
        self._window = window
        self._palette = LIGHT
        self._page = LatePart(self._make_page)
        window.history.asked.connect(self.show)

    @property
    def page(self) -> "AskPage":
        return self._page.get()

    def _make_page(self) -> "AskPage":
        from voiceapp.gui.asking.page import AskPage  # noqa: PLC0415  (only when somebody asks)

        page = AskPage(self._window.desk, self._window.the_bridge)
        page.opened.connect(self._read)
        page.dictated.connect(self._dictate)
        page.closed.connect(self._window.main_area.show_live)
        page.use(self._palette)
        page.question.installEventFilter(self._window.undo_keys)
        self._window.main_area.addWidget(page)
        return page

    def use(self, palette: Palette) -> None:
        self._palette = palette
        if self._page.made is not None:
            self._page.made.use(palette)

    def show(self, question: str = "") -> None:
        """Open the page, and ask that, where it's given."""
        self.page.look()
        self._window.main_area.setCurrentWidget(self.page)
        self.page.begin(question)

    def close(self) -> None:
        if self._page.made is not None:
            self._page.made.stop()

    def _read(self, source: FoundPassage) -> None:
        """Open the talk of a source at its line; closing it leads back to the answer."""
        talk = TalkSummary(source.talk, source.title, source.started_at, None, source.kind, pinned=False, items=1)
        hit = Hit(source.found.item, source.found.at, source.found.speaker, source.found.text, ())
        self._window.main_area.read(FoundLine(talk, hit), back=self.page)

    def _dictate(self) -> None:
        """What is said goes into the question, because the cursor is there."""
        self.page.question.setFocus()
        self._window.desk.dictation.tell(RequestMade(DictationRequest.TOGGLE))
