"""The window while notes and what is remembered are looked through."""

from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.desk import PaperDesk
from tests.gui.scenes import Scene
from voiceapp.core.notes.book import KeptNote
from voiceapp.gui import language
from voiceapp.gui.window import Window

NOTES = (
    KeptNote(1, "Ask Ben whether the boat needs a new coat of paint before the summer"),
    KeptNote(2, "The plumber comes on Friday at ten"),
    KeptNote(3, "Oat milk", "Shopping"),
    KeptNote(4, "Six eggs", "Shopping"),
    KeptNote(5, "Bread", "Shopping", done=True),
    KeptNote(6, "Passport", "Packing"),
)
FACTS = (
    KeptNote(1, "I'm allergic to nuts"),
    KeptNote(2, "I live in Graz"),
    KeptNote(3, "My sister's name is Clara, and her birthday is on the fourth of May"),
)


def notes(window: Window, desk: PaperDesk) -> None:
    desk.notes.kept.notes = NOTES
    window.rooms.notes.show()
    QApplication.processEvents()


def memory(window: Window, desk: PaperDesk) -> None:
    desk.memory.kept.notes = FACTS
    window.rooms.memory.show()
    QApplication.processEvents()


def german_memory(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    made = Window(desk)
    made.resize(1120, 780)
    made.show()
    made.rooms.memory.show()
    QApplication.processEvents()
    return made


NOTE_SCENES: dict[str, Scene] = {
    "notes": Scene(notes),
    "memory": Scene(memory),
    "german-memory": Scene(german_memory, (1120, 780)),
}
