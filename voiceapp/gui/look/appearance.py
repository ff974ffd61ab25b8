"""Reads the person's preferences: the theme, the text size, and whether things may move."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle

from voiceapp.gui.look.theme import DARK, LIGHT, Palette, style_sheet
from voiceapp.settings.assets import asset

Setting = Callable[[str], object]
"""Returns the value of the setting with that name."""


def marks_doubts(setting: Setting) -> bool:
    """Return whether words of which the recogniser was unsure are to be marked."""
    return bool(setting("appearance.unsure_words"))


def palette_wanted(setting: Setting) -> Palette:
    wanted = setting("appearance.theme")
    if wanted in ("light", "dark"):
        return DARK if wanted == "dark" else LIGHT
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def sheet_wanted(setting: Setting, palette: Palette) -> str:
    size = setting("appearance.text_size")
    scale = size / 100 if isinstance(size, int) and size > 0 else 1.0
    return style_sheet(palette, scale, asset("arrow.svg").as_posix())


def still(setting: Setting, style: QStyle) -> bool:
    """Nothing moves unless it has to."""
    wanted = setting("appearance.motion")
    if wanted in ("full", "reduced"):
        return wanted == "reduced"
    return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
