"""What was written about a talk is read, followed to its lines, changed and taken back in the window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.recording_scenes import open_recording, recorded_talk
from tests.gui.summary_scenes import summarised_talk
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.access import SummaryOffer
from voiceapp.core.summaries.summary import Section, Summaries, Summary
from voiceapp.core.transcript import TalkId, TalkKind
from voiceapp.gui.history.reading import ReadingPage
from voiceapp.gui.look.theme import DARK
from voiceapp.gui.summaries.panel import SummaryPanel, moment_words
from voiceapp.gui.summaries.point_row import PointEditor
from voiceapp.gui.window import Window

TALK = TalkId("recording")


@pytest.fixture
def page(window: Window, desk: PaperDesk, qtbot: QtBot) -> ReadingPage:
    window.resize(1000, 1000)
    open_recording(window, desk, summarised_talk())
    page = window.main_area.reading
    qtbot.waitUntil(page.summary.isVisible)
    return page


def kept(desk: PaperDesk) -> Summary:
    summary = desk.talks[TALK].summaries.summary
    assert summary is not None
    return summary


def texts(desk: PaperDesk, section: Section) -> list[str]:
    return [point.text for point in kept(desk).of(section)]


def shown(panel: SummaryPanel) -> list[str]:
    return [row.words.text() for row in panel.rows]


def test_a_summary_stands_above_the_lines_in_its_order(page: ReadingPage) -> None:
    panel = page.summary
    assert page.about.isChecked()
    assert shown(panel)[2] == "Correct the rent and the travel costs. (Ben, until 2025-03-14)"
    assert [row.point.section for row in panel.rows] == [
        Section.KEY,
        Section.DECISION,
        Section.TASK,
        Section.TASK,
        Section.QUESTION,
        Section.CHAPTER,
        Section.CHAPTER,
    ]
    assert panel.state.whole() == "Written by gpt-6-luna"
    assert "Two numbers were wrong" in panel.cards[0].shown.toPlainText()
    page.about.click()
    assert not panel.isVisible()


def test_a_point_leads_to_its_line(page: ReadingPage) -> None:
    row = page.summary.rows[-1]
    assert row.links[0].text() == "0:23"
    row.links[0].click()
    assert page.view.currentIndex().row() == 6


def test_a_point_is_changed_and_that_is_undone(page: ReadingPage, desk: PaperDesk, window: Window) -> None:
    row = page.summary.rows[2]
    row.edit.click()
    assert row.editor is not None
    row.editor.text.setText("Correct \x1bboth.")
    row.editor.owner.setText("Anna")
    QTest.keyClick(row.editor.due, Qt.Key.Key_Return)
    assert shown(page.summary)[2] == "Correct both. (Anna, until 2025-03-14)"
    assert kept(desk).of(Section.TASK)[0].owner == "Anna"
    window.edits.undo()
    assert shown(page.summary)[2].startswith("Correct the rent")
    assert texts(desk, Section.TASK)[0].startswith("Correct the rent")
    window.edits.redo()
    assert texts(desk, Section.TASK)[0] == "Correct both."


def test_leaving_the_editor_changes_nothing(page: ReadingPage, desk: PaperDesk) -> None:
    before = kept(desk)
    row = page.summary.rows[0]
    row.edit.click()
    row.edit.click()
    assert row.editor is not None
    row.editor.text.setText("Something else")
    QTest.keyClick(row.editor.text, Qt.Key.Key_Escape)
    assert not row.findChildren(PointEditor, options=Qt.FindChildOption.FindDirectChildrenOnly)[0].isVisible()
    assert row.words.isVisible()
    row.edit.click()
    QTest.keyClick(row.editor.text, Qt.Key.Key_Return)
    assert kept(desk) == before


def test_a_point_is_deleted_and_comes_back(page: ReadingPage, desk: PaperDesk, window: Window) -> None:
    page.summary.rows[1].delete.click()
    assert texts(desk, Section.DECISION) == []
    window.edits.undo()
    assert len(texts(desk, Section.DECISION)) == 1
    row = page.summary.rows[0]
    row.edit.click()
    assert row.editor is not None
    row.editor.text.clear()
    QTest.keyClick(row.editor.text, Qt.Key.Key_Return)
    assert texts(desk, Section.KEY) == [], "a point without words is none"


def test_a_task_is_ticked_off(page: ReadingPage, desk: PaperDesk) -> None:
    box = page.summary.rows[2].findChild(QCheckBox)
    assert box is not None
    box.click()
    assert [point.done for point in kept(desk).of(Section.TASK)] == [True, True]


def test_what_is_typed_stays_whatever_else_is_changed_meanwhile(page: ReadingPage) -> None:
    page.summary.cards[0].edit.click()
    page.summary.cards[0].editor.setPlainText("My own minutes")
    row = page.summary.rows[0]
    row.edit.click()
    assert row.editor is not None
    row.editor.text.setText("Half a senten")
    box = page.summary.rows[2].findChild(QCheckBox)
    assert box is not None
    box.click()
    assert page.summary.cards[0].typed == "My own minutes"
    editor = page.summary.rows[0].editor
    assert editor is not None
    assert editor.text.text() == "Half a senten"
    page.summary.use(DARK)
    assert page.summary.cards[0].typed == "My own minutes"
    page.summary.cards[0].leave.click()
    assert page.summary.cards[0].typed is None


def test_a_text_is_changed_and_deleted(page: ReadingPage, desk: PaperDesk, window: Window) -> None:
    card = page.summary.cards[0]
    card.edit.click()
    card.editor.setPlainText("# Mine <img src='file:///etc/hosts'>")
    card.save.click()
    assert desk.talks[TALK].summaries.texts[0].text.startswith("# Mine")
    assert "<img" in page.summary.cards[0].shown.toPlainText(), "what looks like HTML is text"
    page.summary.cards[0].edit.click()
    page.summary.cards[0].leave.click()
    page.summary.cards[0].delete.click()
    assert desk.talks[TALK].summaries.texts == ()
    window.edits.undo()
    assert len(page.summary.cards) == 1
    page.summary.cards[0].edit.click()
    page.summary.cards[0].editor.clear()
    page.summary.cards[0].save.click()
    assert desk.talks[TALK].summaries.texts == ()


def test_a_talk_is_summarised_by_a_click(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    open_recording(window, desk)
    page = window.main_area.reading
    panel = page.summary
    assert not panel.isVisible()
    page.about.click()
    qtbot.waitUntil(lambda: panel.state.whole() == "The words go to OpenAI.")
    panel.make.click()
    assert desk.summaries.asked == [(TALK, "")]
    qtbot.waitUntil(panel.cancel.isVisible)
    assert not panel.make.isVisible()
    panel.cancel.click()
    assert desk.summaries.cancelled == [TALK]
    desk.talks[TALK] = replace(desk.talks[TALK], title="Two wrong numbers")
    desk.summaries.wrote(TALK, summarised_talk().summaries)
    qtbot.waitUntil(lambda: len(panel.rows) == 7)
    assert panel.make.text() == "Summarise again"
    assert page._title.whole() == "Two wrong numbers"
    assert not panel.cancel.isVisible()
    window.edits.undo()
    assert panel.rows == [], "also what was written anew can be taken back"


def test_each_prompt_is_offered_by_its_name(page: ReadingPage, desk: PaperDesk) -> None:
    menu = page.summary.prompts_menu()
    assert [action.text() for action in menu.actions()] == ["Minutes", "Interview", "Lecture notes"]
    menu.actions()[2].trigger()
    assert desk.summaries.asked == [(TALK, "Lecture notes")]


@pytest.mark.parametrize(
    ("offered", "words"),
    [
        (SummaryOffer(), "Not summarised yet"),
        (SummaryOffer(unsure=True), "A small model on this device writes it, and makes mistakes."),
        (Failure(FailureKind.NOT_INSTALLED, Sentence("It needs a model.")), "It needs a model."),
    ],
)
def test_who_would_do_it_is_said_before(
    window: Window, desk: PaperDesk, qtbot: QtBot, offered: SummaryOffer | Failure, words: str
) -> None:
    desk.summaries.offered = offered
    open_recording(window, desk)
    panel = window.main_area.reading.summary
    qtbot.waitUntil(lambda: panel.state.whole() == words)


def test_times_are_those_of_the_recording_or_of_the_clock() -> None:
    talk = recorded_talk()
    assert moment_words(talk, talk.started_at + 3_725) == "1:02:05"
    assert moment_words(talk, talk.started_at - 5) == "0:00"
    spoken = replace(talk, kind=TalkKind.CONVERSATION)
    assert moment_words(spoken, talk.started_at).count(":") >= 1


def test_a_summary_of_parts_says_so(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    open_recording(window, desk, replace(recorded_talk(), summaries=Summaries(Summary("T", by="m", partial=True))))
    panel = window.main_area.reading.summary
    qtbot.waitUntil(lambda: panel.state.whole() == "Written by m · parts are missing")
