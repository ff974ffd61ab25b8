"""An empty window teaches: four things to try, true for what the person has, each a click away."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.scenes import TALK, said, show_talk
from voiceapp.core.dictation.messages import DictationRequest, RequestMade
from voiceapp.core.messages import TalkStarted
from voiceapp.core.transcript import Talk, TalkId
from voiceapp.gui.window import Window


def offered(window: Window) -> list[str]:
    things = window.main_area.things
    return [each.accessibleName() for each in things.findChildren(QPushButton) if each.isVisibleTo(things)]


def choose(qtbot: QtBot, window: Window, name: str) -> None:
    qtbot.waitUntil(lambda: name in offered(window) and window.main_area.things.isVisible())
    found = window.main_area.things.findChildren(QPushButton)
    button = next(each for each in found if each.accessibleName() == name and each.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_they_stand_there_only_while_nothing_was_said(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(offered(window)) == 4 and window.main_area.things.isVisible())
    show_talk(desk, items=TALK[:2])
    qtbot.waitUntil(window.main_area.things.isHidden)
    show_talk(desk, items=())
    qtbot.waitUntil(window.main_area.things.isVisible)


@pytest.mark.parametrize(
    ("name", "done"),
    [
        ("Ask something", lambda window, desk: any(isinstance(each, TalkStarted) for each in desk.told)),
        ("Dictate anywhere", lambda window, desk: desk.dictated == [RequestMade(DictationRequest.TOGGLE)]),
        (
            "Set a timer for 10 minutes",
            lambda window, desk: window.composer.toPlainText() == "Set a timer for 10 minutes",
        ),
    ],
)
def test_each_is_a_click_away(
    window: Window, desk: PaperDesk, qtbot: QtBot, name: str, done: Callable[[Window, PaperDesk], bool]
) -> None:
    choose(qtbot, window, name)
    qtbot.waitUntil(lambda: done(window, desk))


def test_who_has_conversations_searches_them(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.talks[TalkId("t")] = Talk(TalkId("t"), time.time(), items=(said("one", 1),))
    window.main_area.look_again()
    choose(qtbot, window, "Search your conversations")
    assert window.history.search.hasFocus()


def test_they_follow_the_settings(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.settings.change("dictation.key", "")
    desk.settings.change("tools.enabled", False)
    qtbot.waitUntil(lambda: "Set a timer for 10 minutes" not in offered(window))
    choose(qtbot, window, "Dictate anywhere")
    assert window.overlays.settings is not None, "no key is chosen yet: that comes first"
    window.overlays.settings.close()


@pytest.mark.parametrize(
    ("own", "otherwise", "works"),
    [
        ({}, "suggested", True),
        ({}, "ask", True),
        ({}, "never", False),
        ({"set_timer": "always"}, "never", True),
        ({"set_timer": "ask"}, "never", True),
        ({"set_timer": "never"}, "suggested", False),
        ({"open_link": "never"}, "suggested", True),
    ],
)
def test_a_timer_is_suggested_only_where_it_may_be_set(
    window: Window, desk: PaperDesk, qtbot: QtBot, own: dict[str, str], otherwise: str, works: bool
) -> None:
    desk.settings.change("tools.permissions", own)
    desk.settings.change("tools.otherwise", otherwise)
    desk.settings.change("dictation.key", "")
    qtbot.waitUntil(lambda: hint_of(window, "Dictate anywhere") == "Choose a key for it")
    assert ("Set a timer for 10 minutes" in offered(window)) is works


def hint_of(window: Window, name: str) -> str:
    things = window.main_area.things
    found = (each for each in things.findChildren(QPushButton) if each.isVisibleTo(things))
    return next((each.accessibleDescription() for each in found if each.accessibleName() == name), "")


def test_where_there_is_no_microphone_nobody_is_told_to_speak(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.microphones = ()
    window.main_area.look_again()
    qtbot.waitUntil(lambda: "Dictate anywhere" not in offered(window))
    choose(qtbot, window, "Ask something")
    assert window.composer.hasFocus()


def test_a_low_window_has_a_sentence_instead(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.main_area.things.isVisible)
    window.resize(window.minimumWidth(), 300)
    qtbot.waitUntil(window.main_area.things.isHidden)
    assert window.transcript.empty_words
