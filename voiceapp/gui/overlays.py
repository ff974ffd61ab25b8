"""Opens what lies over the window: the settings, the palette and the table of shortcuts.

Each is loaded when it is first opened, so that the window's start does not wait for it.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from voiceapp.core.sentence import SettingPlace
from voiceapp.gui.late_part import LatePart
from voiceapp.gui.look.theme import LIGHT, Palette
from voiceapp.gui.shortcuts import Works

if TYPE_CHECKING:
    from voiceapp.gui.palette.opener import PaletteOpener
    from voiceapp.gui.settings.dialog import SettingsDialog
    from voiceapp.gui.shortcut_sheet import ShortcutSheet
    from voiceapp.gui.window import Window


class Overlays:
    def __init__(self, window: "Window", works: Works) -> None:
        self._window = window
        self._works = works
        self._theme = LIGHT
        self._palette_opener = LatePart(self._make_palette_opener)
        self.settings: SettingsDialog | None = None

    @property
    def palette_opener(self) -> "PaletteOpener":
        return self._palette_opener.get()

    def _make_palette_opener(self) -> "PaletteOpener":
        from voiceapp.gui.palette.opener import PaletteOpener  # noqa: PLC0415

        window = self._window
        opener = PaletteOpener(
            window.desk,
            window.the_bridge,
            window,
            window.remembered,
            self._works,
            self.open_settings,
            window.main_area.read,
            window.refused,
        )
        opener.use(self._theme)
        return opener

    def open_settings(self, place: SettingPlace | None = None) -> None:
        from voiceapp.gui.settings.dialog import SettingsDialog  # noqa: PLC0415

        self.close_settings()
        dialog = SettingsDialog(self._window.desk, self._window.bridge, place, self._window, self._theme)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._settings_closed)
        self.settings = dialog
        dialog.show()

    def close_settings(self) -> None:
        if self.settings is not None:
            self.settings.close()

    def _settings_closed(self) -> None:
        self.settings = None

    def show_shortcuts(self) -> "ShortcutSheet":
        from voiceapp.gui.shortcut_sheet import ShortcutSheet  # noqa: PLC0415

        sheet = ShortcutSheet(
            self._window.desk.settings, lambda: self.open_settings(SettingPlace("shortcuts")), self._window
        )
        sheet.show()
        return sheet

    def use(self, theme: Palette) -> None:
        self._theme = theme
        if self._palette_opener.made is not None:
            self._palette_opener.made.use(theme)

    def fit(self) -> None:
        """The window has another size."""
        if self._palette_opener.made is not None:
            self._palette_opener.made.palette.fit()
