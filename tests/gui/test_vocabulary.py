"""Words that were corrected twice are offered quietly, and their list has a button for each answer."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.core.dictation.vocabulary_access import LearntWord, WordChange
from voiceapp.core.sentence import SettingPlace
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker, Talk, TalkId, TermUse, Via
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.theme import LIGHT
from voiceapp.gui.notices import Notices
from voiceapp.gui.settings.dialog import SettingsDialog
from voiceapp.gui.settings.vocabulary_box import VocabularyBox
from voiceapp.gui.transcript.line_words import told_of
from voiceapp.gui.transcript.paint import LinePainter
from voiceapp.gui.transcript.term_marks import term_marks
from voiceapp.gui.undoable_edits import UndoableEdits
from voiceapp.gui.vocabulary_notices import VocabularyNotices

PYSIDE = LearntWord(WordChange("pie side", "PySide"), 2)
MAYER = LearntWord(WordChange("Meier", "Mayer"), 3)


@pytest.fixture
def desk() -> Iterator[PaperDesk]:
    desk = PaperDesk()
    yield desk
    desk.close()


@pytest.fixture
def bridge(desk: PaperDesk, qtbot: QtBot) -> Iterator[Bridge]:
    made = Bridge(desk)
    with qtbot.waitSignal(made.words_proposed):
        pass
    yield made
    made.close()
    made.deleteLater()


def propose(desk: PaperDesk, bridge: Bridge, qtbot: QtBot, *words: LearntWord) -> None:
    with qtbot.waitSignal(bridge.words_proposed):
        desk.vocabulary.propose(*words)


def test_a_new_word_is_offered_once_and_taken_with_the_button(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> None:
    notices = Notices(lambda _: None)
    qtbot.addWidget(notices)
    VocabularyNotices(desk.vocabulary, bridge, notices, notices)
    propose(desk, bridge, qtbot, MAYER)
    assert notices.accessibleName() == ""  # It was there when the window opened.
    propose(desk, bridge, qtbot, MAYER, PYSIDE)
    assert "“pie side” to “PySide”" in notices.accessibleName()
    propose(desk, bridge, qtbot, MAYER, PYSIDE)
    button = next(each for each in notices.findChildren(QPushButton) if each.text() == "Add to vocabulary")
    button.click()
    assert desk.vocabulary.told == [("take", "pie side", "PySide")]


@pytest.fixture
def box(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> VocabularyBox:
    made = VocabularyBox(desk.vocabulary, bridge)
    qtbot.addWidget(made)
    return made


def rows(box: QWidget) -> list[QWidget]:
    return [row for row in box.findChildren(QWidget, "proposal") if not row.isHidden()]


@pytest.mark.parametrize(("name", "told"), [("take", "take"), ("onlyHere", "only here"), ("never", "never")])
def test_each_proposal_is_answered_with_a_button(
    desk: PaperDesk, bridge: Bridge, box: VocabularyBox, qtbot: QtBot, name: str, told: str
) -> None:
    assert not box._empty.isHidden()
    propose(desk, bridge, qtbot, PYSIDE, MAYER)
    assert box._empty.isHidden()
    first, _ = rows(box)
    button = first.findChild(QPushButton, name)
    assert button is not None
    with qtbot.waitSignal(bridge.words_proposed):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.vocabulary.told == [(told, "pie side", "PySide")]
    assert len(rows(box)) == 1


def test_a_proposal_says_with_which_profile_it_would_be_written_so(
    desk: PaperDesk, bridge: Bridge, box: VocabularyBox, qtbot: QtBot
) -> None:
    propose(desk, bridge, qtbot, replace(PYSIDE, profile="Mail"))
    (row,) = rows(box)
    button = row.findChild(QPushButton, "onlyHere")
    assert button is not None
    assert button.toolTip() == "Write it so with the profile “Mail”"


def test_files_are_read_and_written_and_what_came_of_it_is_said(
    desk: PaperDesk, box: VocabularyBox, qtbot: QtBot
) -> None:
    box.bring_in("/in.csv")
    qtbot.waitUntil(lambda: box._said.text() == "3 words added.")
    box.put_out("/out.csv")
    qtbot.waitUntil(lambda: box._said.text() == "Saved to /out.csv.")
    assert desk.vocabulary.told == [("read", "/in.csv", ""), ("write", "/out.csv", "")]


def test_the_page_holds_the_words_and_their_settings(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> None:
    dialog = SettingsDialog(desk, bridge, SettingPlace("vocabulary"))
    qtbot.addWidget(dialog)
    dialog.show()
    shown = {key for key, setting in dialog.shown.items() if setting.box.isVisible()}
    assert shown == {"dictation.vocabulary", "dictation.replacements", "vocabulary.learn"}
    box = dialog.findChild(VocabularyBox)
    assert box is not None
    assert box.isVisible()


def heard(via: Via = Via.DICTATION) -> Message:
    return Message(ItemId("1"), Speaker.USER, 1.0, "use pie side", MessageState.DONE, via)


def test_only_what_was_heard_is_learnt_from_and_undoing_takes_it_back(desk: PaperDesk, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    edits = UndoableEdits(desk, Notices(lambda _: None, parent), lambda: True, parent)
    for via in (Via.TEXT, Via.DICTATION):
        talk = Talk(TalkId(via.value), 1.0, items=(heard(via),))
        desk.talks[talk.id] = talk
    edits.correct(TalkId("text"), heard(Via.TEXT), "use PySide")
    assert desk.vocabulary.told == []
    edits.correct(TalkId("dictation"), heard(), "use PySide")
    edits.undo()
    assert desk.vocabulary.told == [
        ("corrected", "use pie side", "use PySide"),
        ("undone", "use pie side", "use PySide"),
    ]


def test_the_history_marks_what_was_heard_otherwise_and_says_what_it_was() -> None:
    message = replace(
        heard(), text="PySide, not PySidewalk. PySide!", term_uses=(TermUse("pie side", "PySide"), TermUse("x", "gone"))
    )
    marks = term_marks(message, message.text, LIGHT)
    assert [(mark.start, mark.length) for mark in marks] == [(0, 6), (24, 6)]
    assert marks[0].format.underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine
    assert [mark for mark in LinePainter()._formats(message, message.text) if mark.format == marks[0].format]
    assert "PySide: heard “pie side”" in told_of(message)
