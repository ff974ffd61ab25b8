"""The interpreter's page: what the two press is told, what is interpreted is seen, and the microphone is given back."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.desk import PaperDesk
from tests.gui.interpreter_scenes import LINES, WAITING, talking
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.interpreter.job import Side
from voiceapp.core.interpreter.messages import (
    HushAsked,
    InterpretingEnded,
    PauseSet,
    SideChosen,
    SpokenSet,
    TriedAgain,
)
from voiceapp.core.interpreter.view import InterpreterPhase, InterpreterView
from voiceapp.core.messages import OffRecordSet, Phase, ShowState, TalkState
from voiceapp.core.sentence import Sentence
from voiceapp.gui.interpreter.page import InterpreterPage
from voiceapp.gui.window import Window


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


@pytest.fixture
def opened(window: Window) -> InterpreterPage:
    window.resize(720, 780)
    window.rooms.interpreter.show()
    settle()
    return window.rooms.interpreter.page


def shown(desk: PaperDesk, view: InterpreterView) -> None:
    desk.interpreter.show(view)
    settle()


def test_it_begins_and_ends_at_a_press_and_says_what_leaves_the_device(
    opened: InterpreterPage, desk: PaperDesk
) -> None:
    assert opened.go.text() == "Begin"
    assert opened.hint.isVisible()
    opened.go.click()
    assert desk.interpreter.begun == 1
    shown(desk, talking())
    assert (opened.go.text(), opened.hint.isVisible()) == ("End", False)
    assert opened.leaves.text() == "What both of you say goes to OpenAI, as sound."
    assert "Speaking" in opened.state.whole()
    assert "$0.04" in opened.state.whole()
    opened.go.click()
    assert desk.interpreter.told == [InterpretingEnded()]


def test_what_keeps_it_from_beginning_stands_there_until_it_begins(opened: InterpreterPage, desk: PaperDesk) -> None:
    desk.interpreter.refused = Failure(FailureKind.NOT_INSTALLED, Sentence("There is no language model."))
    opened.go.click()
    settle()
    assert opened.notice.text() == "There is no language model."
    desk.interpreter.refused = None
    opened.go.click()
    settle()
    assert not opened.notice.isVisible()


def test_each_text_stands_in_the_column_of_its_language(opened: InterpreterPage, desk: PaperDesk) -> None:
    shown(desk, talking())
    rows = [(row.left.text.text(), row.right.text.text()) for row in opened.lines.rows.values()]
    assert rows == [
        (LINES[0].said, LINES[0].translated),
        (LINES[1].translated, LINES[1].said),
        (LINES[2].said, LINES[2].translated),
    ]
    assert [row.right.objectName() for row in opened.lines.rows.values()] == [
        "interpreted",
        "original",
        "interpretedNow",
    ]
    shown(desk, talking(lines=LINES[2:]))
    assert list(opened.lines.rows) == ["3"]


def test_what_waits_or_failed_says_so_and_can_be_tried_again(opened: InterpreterPage, desk: PaperDesk) -> None:
    shown(desk, WAITING)
    waits, failed = opened.lines.rows["4"], opened.lines.rows["5"]
    assert "once the service can be reached" in waits.remark.text()
    assert failed.remark.text() == "The account has no credit left."
    assert (waits.retry.isVisible(), failed.retry.isVisible()) == (False, True)
    failed.retry.click()
    assert desk.interpreter.told == [TriedAgain("5")]
    assert opened.right_speaks.isChecked()
    assert opened.off_record.isChecked()


@pytest.mark.parametrize(
    ("press", "told"),
    [
        (lambda page: page.left_speaks.click(), SideChosen(Side.LEFT)),
        (lambda page: page.right_speaks.click(), SideChosen(Side.RIGHT)),
        (lambda page: page.automatic.click(), SideChosen(None)),
        (lambda page: page.hush.click(), HushAsked()),
        (lambda page: page.pause.click(), PauseSet(paused=True)),
        (lambda page: page.off_record.click(), OffRecordSet(off=True)),
        (lambda page: page.spoken.click(), SpokenSet(spoken=False)),
    ],
)
def test_what_the_two_press_is_told(
    opened: InterpreterPage, desk: PaperDesk, press: Callable[[InterpreterPage], None], told: object
) -> None:
    shown(desk, talking())
    press(opened)
    assert desk.interpreter.told == [told]


def test_another_language_is_a_setting(opened: InterpreterPage, desk: PaperDesk) -> None:
    place = opened.right.findData("fr")
    opened.right.setCurrentIndex(place)
    opened.right.activated.emit(place)
    assert desk.settings.value("interpreter.right") == "fr"
    shown(desk, talking(pair=type(talking().pair)("en", "xy")))
    assert opened.right.currentText() == "xy"


def test_a_pause_is_seen_and_ends_at_a_press(opened: InterpreterPage, desk: PaperDesk) -> None:
    shown(desk, talking(phase=InterpreterPhase.PAUSED, notice=Sentence("Nobody spoke.")))
    assert (opened.pause.text(), opened.notice.text()) == ("Go on", "Nobody spoke.")
    opened.pause.click()
    assert desk.interpreter.told == [PauseSet(paused=False)]


def test_the_two_have_all_the_room_and_nobody_is_heard_elsewhere(
    window: Window, opened: InterpreterPage, desk: PaperDesk
) -> None:
    shown(desk, talking())
    assert not window.composer.isVisible()
    window.main_area.show_live()
    settle()
    assert desk.interpreter.told == [PauseSet(paused=True)]
    assert window.composer.isVisible()


def test_closing_the_page_ends_it(window: Window, opened: InterpreterPage, desk: PaperDesk) -> None:
    shown(desk, talking())
    opened.back.click()
    settle()
    assert desk.interpreter.told[0] == InterpretingEnded()
    assert window.main_area.currentWidget() is window.transcript


def test_a_talk_that_listens_takes_the_microphone(window: Window, opened: InterpreterPage, desk: PaperDesk) -> None:
    shown(desk, talking())
    for hears in (True, True, False):
        window.bridge.shown.emit(ShowState(TalkState(Phase.LISTENING, hears=hears)))
    assert set(desk.interpreter.told) == {PauseSet(paused=True)}
