"""The history is asked in the window: the answer as it comes, and each source a link to its line."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.asking_scenes import QUESTION, answer
from tests.gui.desk import PaperDesk
from tests.gui.scenes import fill_history
from voiceapp.core.dictation.messages import DictationRequest, RequestMade
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import ShowTalk
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk_questions.access import AnswerStage, TalkAnswer
from voiceapp.core.transcript import TalkId
from voiceapp.gui.asking.page import AskPage
from voiceapp.gui.window import Window


@pytest.fixture
def page(window: Window, desk: PaperDesk) -> AskPage:
    fill_history(desk)
    window.rooms.asking.show()
    return window.rooms.asking.page


def asked(page: AskPage, desk: PaperDesk, qtbot: QtBot, *answers: TalkAnswer) -> None:
    qtbot.keyClicks(page.question, QUESTION)
    qtbot.keyClick(page.question, Qt.Key.Key_Return)
    assert desk.questions.asked[-1] == QUESTION
    desk.questions.answer(*answers)
    qtbot.waitUntil(lambda: page.answer == answers[-1])
    qtbot.waitUntil(lambda: not page._soon.isActive())


def test_an_answer_is_shown_as_it_comes(page: AskPage, desk: PaperDesk, qtbot: QtBot) -> None:
    whole = answer(desk)
    begun = replace(whole, stage=AnswerStage.ANSWERING, written="A quarter of a litre for four people [")
    asked(page, desk, qtbot, begun)
    assert page.text.toPlainText().strip() == "A quarter of a litre for four people"
    assert page.go.text() == "Stop"
    assert page.state.whole() == "Answering…  ·  GPT-6 Luna  ·  Your words go to api.openai.com."
    desk.questions.answer(whole)
    qtbot.waitUntil(lambda: page.answer.is_over)
    shown = page.text.toPlainText()
    assert "for four people [1], and" in shown
    assert "Sources" in shown
    assert "[1] Pancakes for four" in shown
    assert "[2]" not in shown, "only what it names"
    assert page.go.text() == "Ask"


def test_a_source_opens_its_talk_at_the_line_and_leads_back(
    page: AskPage, window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    whole = answer(desk)
    asked(page, desk, qtbot, whole)
    page.text.anchorClicked.emit(QUrl("source:1"))
    reading = window.main_area.reading
    qtbot.waitUntil(lambda: window.main_area.currentWidget() is reading)
    assert reading.talk is not None
    assert reading.talk.id == "talk-0"
    assert reading.view.currentIndex().row() == reading.model.row_of(whole.sources[0].found.item)
    reading.closed.emit()
    assert window.main_area.currentWidget() is page
    page.back.click()
    assert window.main_area.currentWidget() is window.transcript


def test_a_source_in_the_talk_that_goes_on_is_shown_there(
    page: AskPage, window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    talk = desk.talks[TalkId("talk-0")]
    desk.show(ShowTalk(talk))
    qtbot.waitUntil(lambda: window.model.rowCount() == len(talk.items))
    window.rooms.asking.show()
    asked(page, desk, qtbot, answer(desk))
    page.text.anchorClicked.emit(QUrl("source:1"))
    assert window.main_area.currentWidget() is window.transcript


def test_a_link_that_is_no_source_opens_nothing(page: AskPage, window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    asked(page, desk, qtbot, replace(answer(desk), written="See <a href='source:2'>this</a> [1]"))
    assert "<a href='source:2'>this</a>" in page.text.toPlainText(), "what a model writes is text"
    for link in ("source:9", "source:0", "source:x", "https://example.com"):
        page.text.anchorClicked.emit(QUrl(link))
    assert window.main_area.currentWidget() is page


@pytest.mark.parametrize(
    ("came", "told", "state"),
    [
        (TalkAnswer(QUESTION, AnswerStage.NOTHING), "Nothing in your history is about this.", "Nobody was asked."),
        (
            TalkAnswer(QUESTION).failed(Failure(FailureKind.NO_NETWORK, Sentence("Check your network."))),
            "Check your network.",
            "",
        ),
    ],
)
def test_what_went_wrong_is_said(
    page: AskPage, desk: PaperDesk, qtbot: QtBot, came: TalkAnswer, told: str, state: str
) -> None:
    asked(page, desk, qtbot, came)
    assert told in page.text.toPlainText()
    assert page.state.whole() == state


def test_an_answer_without_sources_says_so_and_lists_what_was_found(
    page: AskPage, desk: PaperDesk, qtbot: QtBot
) -> None:
    asked(page, desk, qtbot, replace(answer(desk), written="Half a litre.", leaves=None))
    shown = page.text.toPlainText()
    assert "don't rely on it" in shown
    assert "Messages that may fit" in shown
    assert "[2] Letter to the landlord" in shown
    assert page.state.whole() == "GPT-6 Luna  ·  Nothing left this device."


def test_an_answer_is_stopped_and_what_still_comes_of_it_is_not_shown(
    page: AskPage, desk: PaperDesk, qtbot: QtBot
) -> None:
    begun = replace(answer(desk), stage=AnswerStage.ANSWERING, written="A quarter")
    asked(page, desk, qtbot, begun)
    page.go.click()
    assert desk.questions.stopped == 1
    assert page.state.whole() == "Stopped"
    desk.questions.answer(answer(desk))
    QApplication.processEvents()
    assert page.answer == begun
    page.question.setText("Another one?")
    page.ask()
    assert desk.questions.asked[-1] == "Another one?"
    desk.questions.answer_first(answer(desk))
    QApplication.processEvents()
    assert page.answer.question == "Another one?"


def test_a_question_is_said_into_the_field(page: AskPage, window: Window, desk: PaperDesk) -> None:
    page.say.click()
    assert desk.dictated == [RequestMade(DictationRequest.TOGGLE)]
    assert page.question.hasFocus() or not window.isActiveWindow()


def test_what_is_searched_for_can_be_asked(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    fill_history(desk)
    window.begin_search()
    (ask,) = [button for button in window.history.findChildren(QPushButton) if button.text() == "Ask your history"]
    assert not ask.isVisible()
    qtbot.keyClicks(window.history.search, QUESTION)
    qtbot.waitUntil(ask.isVisible)
    ask.click()
    assert desk.questions.asked == [QUESTION]
    assert window.main_area.currentWidget() is window.rooms.asking.page


def test_where_the_lines_go_is_said_before_anybody_is_asked(page: AskPage, window: Window, desk: PaperDesk) -> None:
    assert "a service, where there's a key" in page.hint.text()
    desk.settings.change("history.questions", "device")
    window.rooms.asking.show()
    assert "stay on this device" in page.hint.text()
    assert not page.go.isEnabled(), "there's no question yet"


def test_a_window_that_closes_stops_the_answer(page: AskPage, window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    begun = replace(answer(desk), stage=AnswerStage.ANSWERING, written="A quarter")
    asked(page, desk, qtbot, begun)
    window.rooms.asking.close()
    assert desk.questions.stopped == 1
