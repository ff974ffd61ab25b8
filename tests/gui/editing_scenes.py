"""The window while something that was said is edited, deleted, and brought back."""

from PySide6.QtWidgets import QWidget

from tests.gui.desk import PaperDesk
from tests.gui.scenes import TALK, Scene, said, show_talk
from voiceapp.gui import language
from voiceapp.gui.window import Window

CORRECTED = said("Good morning. What do I need for pancakes for four?", 1, original="What do I need for four?")


def editing(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, items=(CORRECTED, *TALK[1:4]))
    window.bridge._hand_over()
    window.transcript.edit_line(TALK[2])
    editor = window.transcript.editing.editor
    assert editor is not None
    editor.field.setPlainText(
        "Yes, and how long does the batter have to rest before I can bake the first one in a hot pan,\n"
        "if I am in a hurry?"
    )


def german_editing(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    made = Window(desk)
    made.resize(720, 640)
    made.show()
    editing(made, desk)
    return made


EDITING_SCENES: dict[str, Scene] = {
    "editing": Scene(editing),
    "german-editing": Scene(german_editing),
}
