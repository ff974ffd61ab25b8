"""Leads what the window does with the interpreter: its page, and when the microphone is given back."""

from typing import TYPE_CHECKING

from voiceapp.core.messages import ShowState
from voiceapp.gui.late_part import LatePart
from voiceapp.gui.look.theme import LIGHT, Palette

if TYPE_CHECKING:
    from voiceapp.gui.interpreter.page import InterpreterPage
    from voiceapp.gui.window import Window


class InterpreterRoom:
    def __init__(self, window: "Window") -> None:
        self._window = window
        self._palette = LIGHT
        self._talk_is_open = False
        self._page = LatePart(self._make_page)
        window.bridge.shown.connect(self._on_shown)

    @property
    def page(self) -> "InterpreterPage":
        return self._page.get()

    def _make_page(self) -> "InterpreterPage":
        from voiceapp.gui.interpreter.page import InterpreterPage  # noqa: PLC0415  (few need an interpreter)

        page = InterpreterPage(self._window.desk, self._window.the_bridge)
        page.closed.connect(self._leave)
        page.use(self._palette)
        self._window.main_area.addWidget(page)
        self._window.main_area.currentChanged.connect(self._page_changed)
        return page

    def use(self, palette: Palette) -> None:
        self._palette = palette
        if self._page.made is not None:
            self._page.made.use(palette)

    def show(self) -> None:
        self._window.main_area.setCurrentWidget(self.page)
        self.page.go.setFocus()

    def close(self) -> None:
        if self._page.made is not None:
            self._page.made.close_watch()

    def _leave(self) -> None:
        from voiceapp.core.interpreter.messages import InterpretingEnded  # noqa: PLC0415  (few need an interpreter)

        if self.page.view.is_on:
            self._window.desk.interpreter.tell(InterpretingEnded())
        self._window.main_area.show_live()

    def _page_changed(self) -> None:
        """Nobody is listened to whom one does not see interpreted, and the two have all the room."""
        is_seen = self._window.main_area.currentWidget() is self.page
        for part in (self._window.panel, self._window.message, self._window.leaves):
            line = part.parentWidget()
            if line is not None:
                line.setVisible(not is_seen)
        if not is_seen:
            self._pause()

    def _on_shown(self, show: object) -> None:
        """A talk that begins to listen takes the microphone."""
        if isinstance(show, ShowState):
            before, self._talk_is_open = self._talk_is_open, show.state.hears
            if self._talk_is_open and not before:
                self._pause()

    def _pause(self) -> None:
        page = self._page.made
        if page is None or not page.view.is_on:
            return
        from voiceapp.core.interpreter.messages import PauseSet  # noqa: PLC0415  (few need an interpreter)

        self._window.desk.interpreter.tell(PauseSet(paused=True))
