"""Leads what the window does with notes and with what is remembered: the page of each, made when somebody looks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from voiceapp.core.notes.access import NotesAccess
from voiceapp.gui.late_part import LatePart
from voiceapp.gui.look.theme import LIGHT, Palette
from voiceapp.gui.words import tr

if TYPE_CHECKING:
    from voiceapp.gui.notes.page import NotesPage, NotesWords
    from voiceapp.gui.window import Window


class NotesRoom:
    def __init__(self, window: "Window", access: NotesAccess, words: "Callable[[], NotesWords]") -> None:
        self._window = window
        self._access = access
        self._words = words
        self._palette = LIGHT
        self._page = LatePart(self._make_page)

    @property
    def page(self) -> "NotesPage":
        return self._page.get()

    def _make_page(self) -> "NotesPage":
        from voiceapp.gui.notes.page import NotesPage  # noqa: PLC0415  (only when somebody looks)

        window = self._window
        page = NotesPage(self._access, self._words(), window.the_bridge, window.edits, window.notices)
        page.closed.connect(window.main_area.show_live)
        page.use(self._palette)
        for field in (page.typed, page.search):
            field.installEventFilter(window.undo_keys)
        window.main_area.addWidget(page)
        return page

    def use(self, palette: Palette) -> None:
        self._palette = palette
        if self._page.made is not None:
            self._page.made.use(palette)

    def show(self) -> None:
        self._window.main_area.setCurrentWidget(self.page)
        self.page.begin()

    def close(self) -> None:
        if self._page.made is not None:
            self._page.made.stop()


def words_of_notes() -> "NotesWords":
    from voiceapp.gui.notes.page import NotesWords  # noqa: PLC0415  (only when somebody looks)

    return NotesWords(
        tr("Notes and lists"),
        tr("“Add milk to the shopping list”, “Note that …”: what you have noted stays on this device."),
        tr("Nothing is noted yet."),
        tr("Add a note…"),
        tr("Add note"),
        "notes",
        lists=True,
    )


def words_of_memory() -> "NotesWords":
    from voiceapp.gui.notes.page import NotesWords  # noqa: PLC0415  (only when somebody looks)

    return NotesWords(
        tr("Memory"),
        tr(
            "“Remember that …”: everything that the assistant remembers about you stands here. It's told to whoever answers, "
            "as chosen in Settings > Privacy."
        ),
        tr("Nothing is remembered."),
        tr("Add something to remember…"),
        tr("Remember"),
        "memory",
        lists=False,
    )
