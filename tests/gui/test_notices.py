"""Notices lie over the talk: they push nothing, cover nothing new, look like what they are, and can be put away."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.scenes import TALK, show_talk
from tests.gui.test_staying import MANY
from voiceapp.core.failures import Failure, FailureKind, Remedy
from voiceapp.core.messages import ClearFailure, ShowFailure
from voiceapp.core.sentence import Sentence
from voiceapp.gui.notices import NoticeTone, tone_of
from voiceapp.gui.window import Window

LOST = Failure(FailureKind.NO_NETWORK, Sentence("There is no network: what you say is kept and sent later."))
STEADY_LOOKS = 20
NO_KEY = Failure(FailureKind.NO_KEY, Sentence("There is no key for this service."))


@pytest.mark.parametrize("kind", list(FailureKind), ids=lambda kind: kind.value)
def test_red_is_only_where_one_must_act(kind: FailureKind) -> None:
    failure = Failure(kind, Sentence("Something."))
    tone = tone_of(ShowFailure(failure))
    saved_later = kind is FailureKind.OWN_FOLDER
    by_itself = (
        saved_later
        or kind.is_news
        or failure.worth_retrying
        or failure.remedy in (Remedy.NONE, Remedy.REPORT, Remedy.OPEN_REPORTS)
    )
    assert (tone is NoticeTone.ACTS) is not by_itself


def test_each_kind_has_its_own_look_and_sign(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(ShowFailure(LOST, stays=True), ShowFailure(NO_KEY, stays=True))
    qtbot.waitUntil(lambda: len(window.notices.failures()) == 2)
    window.notices.notice("Copied.")
    lines = window.notices._lines()
    assert [line.tone for line in lines] == [NoticeTone.ACTS, NoticeTone.WARNS, NoticeTone.TELLS]
    assert [line.objectName() for line in lines] == ["failure", "warning", "notice"]
    signs = [bytes(line._sign.pixmap().toImage().constBits()) for line in lines]
    assert len(set(signs)) == 3, "nothing is told by colour alone"


def test_they_push_nothing(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    show_talk(desk, items=MANY)
    qtbot.waitUntil(lambda: window.model.rowCount() == len(MANY) and window.bridge.idle)
    view = window.transcript

    def places() -> tuple[QRect, QRect, int]:
        return view.geometry(), view.row_rect(len(MANY) - 1), view.verticalScrollBar().value()

    seen = [places()]
    qtbot.waitUntil(lambda: _is_steady(seen, places()))
    desk.show(ShowFailure(LOST, stays=True))
    qtbot.waitUntil(window.notices.isVisible)
    qtbot.waitUntil(lambda: window.notices.height() > 20)
    assert places() == seen[-1]


def _is_steady(seen: list[tuple[QRect, QRect, int]], now: tuple[QRect, QRect, int]) -> bool:
    """The controls below have found their height: nothing moved for so many looks at it."""
    seen.append(now)
    return len(seen) > STEADY_LOOKS and len({str(each) for each in seen[-STEADY_LOOKS:]}) == 1


@pytest.mark.parametrize("count", [1, 2, 4])
def test_the_newest_message_is_never_under_one(window: Window, desk: PaperDesk, qtbot: QtBot, count: int) -> None:
    window.resize(1_000, 640)
    show_talk(desk, items=TALK[:count])
    qtbot.waitUntil(lambda: window.model.rowCount() == count and window.bridge.idle)
    view = window.transcript
    top = view.row_rect(0).top()
    desk.show(ShowFailure(LOST, stays=True), ShowFailure(NO_KEY, stays=True))

    def clear() -> bool:
        under = window.notices.geometry().bottom()
        return view.row_rect(count - 1).top() > under > 60

    qtbot.waitUntil(clear)
    desk.show(ClearFailure(LOST), ClearFailure(NO_KEY))
    qtbot.waitUntil(lambda: view.row_rect(0).top() == top)


def test_several_stack_and_each_is_put_away_by_itself(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    undone: list[str] = []
    desk.show(ShowFailure(LOST, stays=True))
    qtbot.waitUntil(lambda: len(window.notices.failures()) == 1)
    window.notices.notice("Deleted: one", "Undo", lambda: undone.append("one"))
    window.notices.notice("Deleted: two", "Undo", lambda: undone.append("two"))
    lines = [line for line in window.notices._lines() if line.isVisible()]
    assert [line.accessibleName() for line in lines] == [str(LOST.sentence), "Deleted: two", "Deleted: one"]
    qtbot.waitUntil(lambda: all(a.geometry().bottom() < b.geometry().top() for a, b in pairwise(lines)))
    qtbot.mouseClick(lines[2].button, Qt.MouseButton.LeftButton)
    assert undone == ["one"]
    qtbot.mouseClick(lines[1].shut, Qt.MouseButton.LeftButton)
    assert undone == ["one"]
    assert [line.accessibleName() for line in window.notices._lines()] == [str(LOST.sentence)]


def test_a_screen_reader_hears_them(
    window: Window, desk: PaperDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr("voiceapp.gui.notices.announce", lambda widget, words: heard.append(words))
    desk.show(ShowFailure(LOST, stays=True))
    qtbot.waitUntil(lambda: heard == [str(LOST.sentence)])
    window.notices.notice("Copied.")
    assert heard[1:] == ["Copied."]
    line = QAccessible.queryAccessibleInterface(window.notices._lines()[0])
    assert line.text(QAccessible.Text.Name) == str(LOST.sentence)
