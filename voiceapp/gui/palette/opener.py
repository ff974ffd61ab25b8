"""Opens the palette, and carries out what is chosen in it."""

from collections.abc import Callable

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from voiceapp.core.actions import ActionId
from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure
from voiceapp.core.history import HistoryPage, Query, TalkSummary
from voiceapp.core.palette import remembered
from voiceapp.core.sentence import SettingPlace
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.history.model import FoundLine
from voiceapp.gui.look.theme import Palette
from voiceapp.gui.palette.command_palette import CommandPalette, FoundTalks
from voiceapp.gui.palette.entries import (
    ACTION,
    CHOICE,
    ENGINE,
    PAGE,
    PROFILE,
    TALK,
    action_entries,
    choice_entries,
    page_entries,
    profile_entries,
    talk_entry,
    with_first,
)
from voiceapp.gui.shortcuts import Works

RECENT = "palette/recent"
NEWEST = 5
"""How many conversations are listed before anything is typed."""
MOST_FOUND = 20


class PaletteOpener:
    def __init__(
        self,
        desk: Desk,
        bridge: Callable[[], Bridge],
        window: QWidget,
        remembered_in: QSettings,
        works: Works,
        open_settings: Callable[[SettingPlace], None],
        read: Callable[[TalkSummary | FoundLine], None],
        refused: Callable[[Failure], None],
    ) -> None:
        self._desk = desk
        self._bridge = bridge
        self._remembered = remembered_in
        self._works = works
        self._open_settings = open_settings
        self._read = read
        self._refused = refused
        self._talks: dict[str, TalkSummary] = {}
        self.palette = CommandPalette(window, self._find)
        self.palette.chosen.connect(self._chosen)

    def use(self, palette: Palette) -> None:
        self.palette.use(palette)

    def toggle(self) -> None:
        if self.palette.isVisible():
            self.palette.shut()
            return
        self._talks.clear()
        shown = [*action_entries(self._desk.settings), *page_entries()]
        typed = (*choice_entries(), *profile_entries(self._desk.settings))
        self.palette.open(shown, typed, self._recent())

    def _recent(self) -> tuple[str, ...]:
        kept = self._remembered.value(RECENT)
        return tuple(str(kept).split("\n")) if kept else ()

    def _find(self, typed: str, then: FoundTalks) -> None:
        def found(page: HistoryPage | Failure) -> None:
            if not isinstance(page, Failure):
                entries = tuple(talk_entry(talk, typed) for talk in page.talks)
                # Those that were found before are still listed if something else was typed since.
                self._talks.update((entry.id, talk) for entry, talk in zip(entries, page.talks, strict=True))
                then(entries)

        query = Query(words=typed, count=MOST_FOUND if typed else NEWEST)
        self._desk.history.find(query, self._bridge().answer(found))

    def _chosen(self, entry: str) -> None:
        self._remembered.setValue(RECENT, "\n".join(remembered(self._recent(), entry)))
        kind, _, what = entry.partition(":")
        if kind == ACTION:
            self._works[ActionId(what)]()
        elif kind == PAGE:
            self._open_settings(SettingPlace(what))
        elif kind == TALK:
            self._read(self._talks[entry])
        elif kind == CHOICE:
            key, _, value = what.partition("=")
            self._change(key, value)
        elif kind == PROFILE:
            self._desk.dictation.choose_profile(what)
        elif kind == ENGINE:
            self._change("engines.order", with_first(what, self._desk.settings.value("engines.order")))

    def _change(self, key: str, value: object) -> None:
        failure = self._desk.settings.change(key, value)
        if failure is not None:
            self._refused(failure)
