"""The window while something that was said is edited, deleted, and brought back."""

from PySide6.QtWidgets import QWidget

from tests.gui.desk import PaperDesk
from tests.gui.scenes import TALK, Scene, fill_history, said, show_talk
from voiceapp.core.messages import HideItem
from voiceapp.core.transcript import TalkId, Word
from voiceapp.gui import language
from voiceapp.gui.window import Window

CORRECTED = said("Good morning. What do I need for pancakes for four?", 1, original="What do I need for four?")


def editing(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, items=(CORRECTED, *TALK[1:4]))
    while not window.bridge.idle:
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


def deleted(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, items=TALK[:4])
    while not window.bridge.idle:
        window.bridge._hand_over()
    window.edits.delete_item(TalkId("t"), TALK[2])
    desk.show(HideItem(TALK[2].id))


def fill_deleted(desk: PaperDesk) -> None:
    fill_history(desk)
    desk.deleted_at -= 3 * 86_400
    for name, place in (("talk-3", 0), ("talk-1", 1), ("talk-2", 3)):
        desk.history.delete_item(TalkId(name), desk.talks[TalkId(name)].items[place].id)
    for name in ("talk-6", "talk-7"):
        desk.history.delete_talk(TalkId(name))


def recently_deleted(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, items=TALK[:4])
    window.top.history.setChecked(True)
    window.history.show_deleted()


def german_deleted(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    made = Window(desk)
    made.resize(1120, 780)
    made.show()
    deleted(made, desk)
    made.top.history.setChecked(True)
    made.history.show_deleted()
    return made


UNSURE = said(
    "Remind me to buy flower for the pancakes, and tell Ada that dinner is at ate.",
    1,
    sound_ms=5_000,
    words=tuple(
        Word(text, 300 * place, 300 * place + 250, 0.2 if text in ("flower", "ate.") else 0.9)
        for place, text in enumerate(
            "Remind me to buy flower for the pancakes, and tell Ada that dinner is at ate.".split()  # noqa: SIM905
        )
    ),
)


def unsure(window: Window, desk: PaperDesk) -> None:
    """Words of which the recogniser was unsure are marked, and Tab came to the first."""
    show_talk(desk, items=(UNSURE, *TALK[1:3]))
    while not window.bridge.idle:
        window.bridge._hand_over()
    window.transcript.setFocus()
    window.transcript._go_to_doubt(back=False)


EDITING_SCENES: dict[str, Scene] = {
    "editing": Scene(editing),
    "german-editing": Scene(german_editing),
    "unsure": Scene(unsure),
    "deleted": Scene(deleted),
    "recently-deleted": Scene(recently_deleted, (1120, 780), fill_deleted),
    "german-recently-deleted": Scene(german_deleted, (1120, 780), fill_deleted),
}
