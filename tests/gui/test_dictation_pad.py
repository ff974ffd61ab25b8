"""The pad: dictated words in a window of their own, to be copied, where no program can be typed into."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.test_dictation_bar import RECORDING, show
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.dictation.messages import DictationRequest, RequestMade
from voiceapp.core.sentence import Sentence
from voiceapp.gui.dictation_bar import DictationBar

WHY = Sentence("This desktop doesn't let programs type. Choose the clipboard only, and paste it yourself.")


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk()


@pytest.fixture
def bar(qtbot: QtBot, desk: PaperDesk) -> Iterator[DictationBar]:
    it = DictationBar(desk)
    qtbot.addWidget(it)
    yield it
    it.shut()


def waiting(text: str, *, pad: bool = True) -> DictationView:
    return DictationView(DictationStage.WAITING, waiting=text, sentence=WHY, pad=pad)


def test_all_words_stand_there_and_the_bar_makes_room(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    text = "Words. " * 200
    show(qtbot, desk, bar, RECORDING)
    assert bar.isVisible()
    show(qtbot, desk, bar, waiting(text))
    assert bar.pad.isVisible()
    assert not bar.isVisible()
    assert bar.pad.field.toPlainText() == text
    assert bar.pad.why.text() == str(WHY)


def test_where_words_only_wait_for_a_click_there_is_no_pad(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    show(qtbot, desk, bar, waiting("Words.", pad=False))
    assert bar.isVisible()
    assert not bar.pad.isVisible()


def test_copied_words_are_in_the_clipboard_and_closing_is_the_end(
    qtbot: QtBot, desk: PaperDesk, bar: DictationBar
) -> None:
    show(qtbot, desk, bar, waiting("Größe."))
    bar.pad.copy.click()
    assert QGuiApplication.clipboard().text() == "Größe."
    assert "Copied" in bar.pad.hint.text()
    assert bar.pad.isVisible(), "the clipboard may be lost, and the words not yet pasted"
    bar.pad.reject()
    assert desk.dictated == [RequestMade(DictationRequest.DISCARD)]
    assert not bar.pad.isVisible()


def test_closed_without_a_copy_the_words_stay_on_the_bar(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    show(qtbot, desk, bar, waiting("Words."))
    bar.pad.reject()
    assert desk.dictated == []
    show(qtbot, desk, bar, DictationView(DictationStage.RECORDING, waiting="Words."))
    show(qtbot, desk, bar, waiting("Words."))
    assert not bar.pad.isVisible()
    assert bar.isVisible()
    show(qtbot, desk, bar, waiting("Words. More."))
    assert bar.pad.isVisible(), "there is something new"


def test_new_words_join_those_that_the_person_changed(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    show(qtbot, desk, bar, waiting("One."))
    bar.pad.field.setPlainText("1.")
    show(qtbot, desk, bar, waiting("One. Two."))
    assert bar.pad.field.toPlainText() == "1. Two."
    bar.pad.dismiss.click()
    assert desk.dictated == [RequestMade(DictationRequest.DISCARD)]
    show(qtbot, desk, bar, DictationView())
    show(qtbot, desk, bar, waiting("Three."))
    assert bar.pad.field.toPlainText() == "Three."
