"""The lines of a saved talk are edited in its page, and each step can be undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.recording_scenes import open_recording
from tests.gui.test_recording_page import point_of
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.recordings.line_edits import Change, LineEdit
from voiceapp.core.recordings.player_access import PlayWishes
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Message, TalkId
from voiceapp.gui.history.reading import ReadingPage
from voiceapp.gui.recording_page.remember_dialog import RememberDialog
from voiceapp.gui.recording_page.speakers_dialog import SpeakersDialog
from voiceapp.gui.recording_page.times_dialog import TimesDialog
from voiceapp.gui.transcript.doubt_marks import MarkedWord
from voiceapp.gui.undo_stack import MOST
from voiceapp.gui.window import Window

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
TALK = TalkId("recording")


@pytest.fixture
def page(window: Window, desk: PaperDesk, qtbot: QtBot) -> ReadingPage:
    window.resize(1000, 1000)
    open_recording(window, desk)
    page = window.main_area.reading
    qtbot.waitUntil(lambda: page.player.isVisible() and page.player.waveform.length > 0)
    page.view.setFocus()
    return page


def texts(page: ReadingPage) -> list[str]:
    return [item.text for item in page.model.items() if isinstance(item, Message)]


def stored(desk: PaperDesk) -> list[str]:
    return [item.text for item in desk.talks[TALK].items if isinstance(item, Message)]


def line(page: ReadingPage, row: int) -> Message:
    item = page.model.item(row)
    assert isinstance(item, Message)
    return item


def span(text: str, word: str) -> tuple[int, int]:
    return text.index(word), text.index(word) + len(word)


def click(page: ReadingPage, row: int, word: str) -> None:
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, NONE, point_of(page, row, word))


def choices(menu: QMenu) -> dict[str, QAction]:
    return {action.text(): action for action in menu.actions() if action.text()}


def test_a_line_is_split_before_the_word_that_was_clicked(page: ReadingPage, desk: PaperDesk, window: Window) -> None:
    before = texts(page)
    click(page, 1, "and")
    QTest.keyClick(page.view, Qt.Key.Key_Return, CTRL)
    assert texts(page)[1:3] == ["Yes. I went through the numbers again last night,", "and two of them can't be right."]
    assert stored(desk) == texts(page)
    assert len(page.player.track.lines) == len(before) + 1, "the new line sounds, too"
    window.edits.undo()
    assert texts(page) == stored(desk) == before
    window.edits.redo()
    assert len(texts(page)) == len(before) + 1


def test_lines_are_merged_by_a_key(page: ReadingPage, desk: PaperDesk, window: Window) -> None:
    before = texts(page)
    click(page, 2, "mean")
    QTest.keyClick(page.view, Qt.Key.Key_J, CTRL)
    assert texts(page)[2] == f"{before[2]} {before[3]}"
    assert stored(desk) == texts(page)
    for _ in range(2):
        window.edits.undo()
        assert texts(page) == before
        window.edits.redo()
        assert texts(page)[2] == f"{before[2]} {before[3]}"


def test_the_menu_of_a_word_offers_what_can_be_done_there(page: ReadingPage, desk: PaperDesk) -> None:
    click(page, 3, "rent")
    offered = choices(page.view.menu_for(line(page, 3)))
    assert "Split before “rent”" in offered
    assert "Merge with the next message" in offered
    offered["“rent” is right"].trigger()
    assert "“rent” is right" not in choices(page.view.menu_for(line(page, 3)))
    last = choices(page.view.menu_for(line(page, 6)))
    assert "Merge with the next message" not in last


def test_a_line_is_given_to_another_speaker(
    page: ReadingPage, desk: PaperDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def name(*_: object, **__: object) -> tuple[str, bool]:
        return "Ada", True

    monkeypatch.setattr(QInputDialog, "getText", name)
    menu = choices(page.view.menu_for(line(page, 1)))["Speaker"].menu()
    assert isinstance(menu, QMenu)
    choices(menu)["Another name…"].trigger()
    assert line(page, 1).voice == "Ada"
    click(page, 1, "again")
    assert page.view.chosen == MarkedWord(line(page, 1).id, *span(line(page, 1).text, "again")), "below the name"
    menu = choices(page.view.menu_for(line(page, 2)))["Speaker"].menu()
    assert isinstance(menu, QMenu)
    choices(menu)["Ada"].trigger()
    assert line(page, 2).voice == "Ada"
    menu = choices(page.view.menu_for(line(page, 2)))["Speaker"].menu()
    assert isinstance(menu, QMenu)
    choices(menu)["No name"].trigger()
    assert line(page, 2).voice == ""


def test_the_times_of_a_line_are_moved(page: ReadingPage, desk: PaperDesk, qtbot: QtBot) -> None:
    before = page.player.track.lines[1]
    choices(page.view.menu_for(line(page, 1)))["Times…"].trigger()
    qtbot.waitUntil(lambda: bool(page.view.findChildren(TimesDialog)))
    (dialog,) = page.view.findChildren(TimesDialog)
    dialog.start.setValue(dialog.start.value() + 0.5)
    dialog.accept_button.click()
    after = page.player.track.line_of(before.item)
    assert after is not None
    assert (after.start, after.end) == (before.start + 500, before.end)
    assert line(page, 1).parts[0].start == 500


def test_a_corrected_line_keeps_the_times_of_its_words(page: ReadingPage, desk: PaperDesk, qtbot: QtBot) -> None:
    click(page, 3, "rent")
    QTest.keyClick(page.view, Qt.Key.Key_F2)
    field = page.view.findChild(QPlainTextEdit, "messageField")
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("The rents are far too low, and the travel costs were counted twice.")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert line(page, 3).words[8].text == "travel"
    assert line(page, 3).words[8].start == 8 * 330
    assert line(page, 3).original is not None


def test_what_was_recognised_is_one_click_away(page: ReadingPage, desk: PaperDesk, window: Window) -> None:
    button = page.first
    assert not button.isVisible()
    window.edits.correct(TALK, line(page, 3), "The rent is far too high.")
    assert button.isVisible()
    low = page.view.measured_height(3)
    button.click()
    assert page.view.measured_height(3) > low
    button.click()
    assert page.view.measured_height(3) == low


def test_tab_goes_from_doubt_to_doubt_and_plays_around_it(page: ReadingPage, desk: PaperDesk) -> None:
    heard: list[str] = []
    for _ in range(3):
        QTest.keyClick(page.view, Qt.Key.Key_Tab)
        chosen = page.view.chosen
        assert chosen is not None
        item = page.model.item(page.model.row_of(chosen.item))
        assert isinstance(item, Message)
        heard.append(item.text[chosen.start : chosen.end])
    assert heard == ["numbers", "rent", "Friday,"]
    start, wishes, end = desk.player.played[-1]
    assert wishes == PlayWishes()
    assert end == start + 2_000
    QTest.keyClick(page.view, Qt.Key.Key_Backtab, SHIFT)
    assert page.view.chosen == MarkedWord(line(page, 3).id, 4, 8)
    QTest.keyClick(page.view, Qt.Key.Key_Tab)
    QTest.keyClick(page.view, Qt.Key.Key_Tab)
    assert not page.view.hasFocus(), "after the last one the keyboard goes on"


def test_doubtful_words_are_marked_in_the_waveform(page: ReadingPage) -> None:
    track = page.player.track
    assert page.player.view.marks[0] == track.lines[1].start + 5 * 330
    assert len(page.player.view.marks) == 3


def test_words_are_found_and_replaced(page: ReadingPage, desk: PaperDesk, window: Window, qtbot: QtBot) -> None:
    QTest.keyClick(page.view, Qt.Key.Key_R, CTRL)
    finder = page.finder
    qtbot.waitUntil(finder.words.hasFocus)
    QTest.keyClicks(finder.words, "the")
    assert finder.count.text() == "9 found"
    finder.case.setChecked(True)
    assert finder.count.text() == "6 found"
    finder.whole.setChecked(True)
    assert finder.count.text() == "5 found"
    QTest.keyClick(finder.words, Qt.Key.Key_Return)
    assert finder.count.text() == "1 of 5"
    finder.by.setText("THE")
    finder.one.click()
    assert "with THE budget" in texts(page)[0]
    assert finder.count.text() == "1 of 4"
    before = texts(page)
    finder.all.click()
    assert finder.count.text() == "4 replaced"
    assert sum(text.count("THE") for text in stored(desk)) == 5
    window.edits.undo()
    assert texts(page) == stored(desk) == before
    QTest.keyClick(finder.words, Qt.Key.Key_Escape)
    assert not finder.isVisible()
    assert page.view.hasFocus()


def test_a_click_far_from_any_word_chooses_none(page: ReadingPage) -> None:
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(4, 4))
    assert page.view.chosen is None


def test_every_edit_of_a_line_can_be_undone(page: ReadingPage, desk: PaperDesk, window: Window) -> None:
    before = texts(page)
    for _ in range(MOST + 20):
        page.editor.give_to(line(page, 0), "Bob" if line(page, 0).voice == "Ada" else "Ada")
    for _ in range(MOST + 20):
        window.edits.undo()
    assert texts(page) == before
    assert line(page, 0).voice == ""
    assert window.edits.stack.undo() is None, "it is back at the beginning"


def test_a_talk_that_goes_on_is_no_longer_undone_here(page: ReadingPage, desk: PaperDesk, window: Window) -> None:
    click(page, 1, "and")
    QTest.keyClick(page.view, Qt.Key.Key_Return, CTRL)
    after = stored(desk)
    window.edits.now(TALK)
    window.edits.undo()
    assert stored(desk) == after


def test_a_person_is_named_once_for_all_lines(
    page: ReadingPage, desk: PaperDesk, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    for row in (1, 3):
        page.editor.give_to(line(page, row), "Speaker 2")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("Ben", True))
    (speakers,) = [
        action.menu() for action in page.view.menu_for(line(page, 3)).actions() if action.text() == "Speaker"
    ]
    assert isinstance(speakers, QMenu)
    choices(speakers)["Rename “Speaker 2”…"].trigger()
    assert [line(page, row).voice for row in (1, 2, 3)] == ["Ben", "", "Ben"]
    window.edits.undo()
    assert [line(page, row).voice for row in (1, 2, 3)] == ["Speaker 2", "", "Speaker 2"]


# --- who spoke


def named_lines(page: ReadingPage, *voices: str) -> LineEdit:
    items = [line(page, row) for row in range(len(voices))]
    changes: list[Change] = []
    for item, voice in zip(items, voices, strict=True):
        below = changes[-1].before[0].id if changes else None
        changes.append(Change(below, (item,), (replace(item, voice=voice),)))
    return LineEdit(tuple(changes))


def voices(page: ReadingPage) -> list[str]:
    return [item.voice for item in page.model.items() if isinstance(item, Message)]


def ask_who(page: ReadingPage, qtbot: QtBot) -> SpeakersDialog:
    page.who.click()
    qtbot.waitUntil(lambda: bool(page.view.findChildren(SpeakersDialog)))
    (dialog,) = page.view.findChildren(SpeakersDialog)
    return dialog


def test_who_spoke_is_found_out_and_undone(page: ReadingPage, desk: PaperDesk, window: Window, qtbot: QtBot) -> None:
    before = voices(page)
    dialog = ask_who(page, qtbot)
    dialog.persons.setValue(2)
    dialog.start.click()
    ((talk, wishes),) = desk.recordings.speakers_sought
    assert (talk, wishes.persons, wishes.only, wishes.name(1)) == (TALK, 2, None, "Speaker 2")
    qtbot.waitUntil(lambda: dialog.bar.value() == 500)
    desk.recordings.then_speakers(named_lines(page, "Speaker 1", "Speaker 2", "Speaker 1"))
    qtbot.waitUntil(lambda: voices(page)[:3] == ["Speaker 1", "Speaker 2", "Speaker 1"])
    assert [item.voice for item in desk.talks[TALK].items if isinstance(item, Message)] == voices(page)
    window.edits.undo()
    assert voices(page) == before
    window.edits.redo()
    assert voices(page)[:2] == ["Speaker 1", "Speaker 2"]


def test_why_it_is_not_found_out_is_said_and_it_can_be_tried_again(
    page: ReadingPage, desk: PaperDesk, qtbot: QtBot
) -> None:
    dialog = ask_who(page, qtbot)
    dialog.start.click()
    lacking = Failure(FailureKind.NOT_INSTALLED, Sentence("The model isn't here."))
    desk.recordings.then_speakers(lacking)
    qtbot.waitUntil(dialog.told.isVisible)
    assert dialog.told.text() == "The model isn't here."
    assert dialog.start.isEnabled()
    dialog.start.click()
    desk.recordings.then_speakers(None)
    qtbot.waitUntil(lambda: dialog.told.text() == "The names stay as they are.")


def test_who_closes_it_wants_no_answer(page: ReadingPage, desk: PaperDesk, qtbot: QtBot) -> None:
    dialog = ask_who(page, qtbot)
    dialog.start.click()
    dialog.reject()
    assert desk.recordings.searches_ended == 1


def test_a_name_is_given_to_all_lines_at_once(
    page: ReadingPage, desk: PaperDesk, qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.editor.do(named_lines(page, "Speaker 1", "Speaker 2", "Speaker 1"))

    def name(*_: object, **__: object) -> tuple[str, bool]:
        return "Ada", True

    monkeypatch.setattr(QInputDialog, "getText", name)
    menu = choices(page.view.menu_for(line(page, 2)))["Speaker"].menu()
    assert isinstance(menu, QMenu)
    choices(menu)["Rename “Speaker 1”…"].trigger()
    assert voices(page)[:3] == ["Ada", "Speaker 2", "Ada"]
    window.edits.undo()
    assert voices(page)[:3] == ["Speaker 1", "Speaker 2", "Speaker 1"]
    dialog = ask_who(page, qtbot)
    dialog.only.setCurrentIndex(dialog.only.findData("Speaker 2"))
    dialog.start.click()
    ((_, wishes),) = desk.recordings.speakers_sought
    assert (wishes.persons, wishes.only) == (0, "Speaker 2")


def test_a_voice_is_remembered_only_after_it_is_said_what_is_kept(
    page: ReadingPage, desk: PaperDesk, qtbot: QtBot
) -> None:
    page.editor.do(named_lines(page, "Ada", "Speaker 2"))
    menu = choices(page.view.menu_for(line(page, 0)))["Speaker"].menu()
    assert isinstance(menu, QMenu)
    choices(menu)["Remember the voice of Ada…"].trigger()
    qtbot.waitUntil(lambda: bool(page.view.findChildren(RememberDialog)))
    (dialog,) = page.view.findChildren(RememberDialog)
    assert desk.recordings.voices.asked == []
    desk.recordings.voices.refusal = Failure(FailureKind.NO_SPEECH, Sentence("Ada says too little."))
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.told.text() == "Ada says too little.")
    desk.recordings.voices.refusal = None
    with qtbot.waitSignal(dialog.remembered):
        dialog.start.click()
    assert desk.recordings.voices.asked == [(TALK, "Ada")] * 2
