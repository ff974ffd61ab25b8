"""The window while one looks for what can be done, and for its keys."""

from PySide6.QtWidgets import QWidget

from tests.gui.desk import PaperDesk
from tests.gui.scenes import TALK, Scene, fill_history, show_talk
from voiceapp.gui import language
from voiceapp.gui.window import Window


def palette(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, items=TALK[:4])
    window.overlays.palette_opener.toggle()


def palette_typed(window: Window, desk: PaperDesk) -> None:
    palette(window, desk)
    window.overlays.palette_opener.palette.line.setText("conv")


def shortcuts(window: Window, desk: PaperDesk) -> QWidget:
    return window.overlays.show_shortcuts()


def _in_german(desk: PaperDesk) -> Window:
    language.install("de")
    made = Window(desk)
    made.resize(720, 640)
    made.show()
    return made


def german_palette(window: Window, desk: PaperDesk) -> QWidget:
    made = _in_german(desk)
    palette(made, desk)
    return made


def german_shortcuts(window: Window, desk: PaperDesk) -> QWidget:
    return shortcuts(_in_german(desk), desk)


def things_to_try(window: Window, desk: PaperDesk) -> None:
    """Nothing was said yet in this talk, and a lot in others."""


def german_things_to_try(window: Window, desk: PaperDesk) -> QWidget:
    return _in_german(desk)


PALETTE_SCENES: dict[str, Scene] = {
    "things-to-try": Scene(things_to_try, (1120, 780), fill_history),
    "german-things-to-try": Scene(german_things_to_try),
    "palette": Scene(palette, (1120, 780), fill_history),
    "palette-typed": Scene(palette_typed, (1120, 780), fill_history),
    "german-palette": Scene(german_palette, (720, 640), fill_history),
    "shortcuts": Scene(shortcuts),
    "german-shortcuts": Scene(german_shortcuts),
}
