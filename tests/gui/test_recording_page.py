"""A saved talk opens with its recording: seen, played, and heard from any word."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.conftest import shortcut
from tests.gui.desk import PaperDesk
from tests.gui.recording_scenes import open_recording, recorded_talk
from tests.gui.scenes import said
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.recordings.player_access import PlayerState, PlayWishes
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Message, Talk, TalkId
from voiceapp.gui.history.reading import ReadingPage
from voiceapp.gui.transcript.doubt_marks import MarkedWord
from voiceapp.gui.window import Window

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(window: Window, desk: PaperDesk, qtbot: QtBot) -> ReadingPage:
    open_recording(window, desk)
    page = window.main_area.reading
    qtbot.waitUntil(lambda: page.player.isVisible() and page.player.waveform.length > 0)
    return page


def point_of(page: ReadingPage, row: int, word: str) -> QPoint:
    """Where a word of a line stands in the list."""
    item = page.model.item(row)
    assert isinstance(item, Message)
    point = page.view.point_of(item, item.text.index(word) + 1)
    assert point is not None
    return point.toPoint()


def heard(page: ReadingPage, desk: PaperDesk, at: int) -> None:
    """The player has come there."""
    desk.player.at_present = PlayerState(playing=True, at=at)
    page.player.look()


def test_a_talk_without_sound_has_no_player(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    open_recording(window, desk)
    talk = Talk(TalkId("typed"), 1.0, items=(said("Typed", 1, sound=None),))
    window.main_area.reading.read(talk)
    assert not window.main_area.reading.player.isVisible()


def test_the_keys_play_pause_and_move(window: Window, page: ReadingPage, desk: PaperDesk, qtbot: QtBot) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_P, CTRL)
    assert desk.player.played == [(0, PlayWishes(), None)]
    heard(page, desk, 7_000)
    QTest.keyClick(page.view, Qt.Key.Key_Left, CTRL)
    assert desk.player.played[-1][0] == 2_000
    QTest.keyClick(page.view, Qt.Key.Key_Right, CTRL)
    assert desk.player.played[-1][0] == 7_000
    QTest.keyClick(page.view, Qt.Key.Key_F4)
    assert desk.player.played[-1] == (7_000, PlayWishes(1.25), None)
    QTest.keyClick(page.view, Qt.Key.Key_F3)
    QTest.keyClick(page.view, Qt.Key.Key_F3)
    assert desk.player.played[-1][1] == PlayWishes(0.75)
    QTest.keyClick(page.view, Qt.Key.Key_P, CTRL)
    assert not desk.player.at_present.playing
    assert not page.player.is_playing


def test_the_word_that_sounds_is_marked(page: ReadingPage, desk: PaperDesk) -> None:
    line = page.player.track.lines[2]
    page.player.play_from(line.start)
    heard(page, desk, line.start + 3 * 330 + 10)
    item = page.model.item(2)
    assert isinstance(item, Message)
    start = item.text.index("you")
    assert page.view.sounding == MarkedWord(item.id, start, start + 3)
    heard(page, desk, line.end + 300)
    assert page.view.sounding is None


def test_a_click_on_a_word_plays_from_there(page: ReadingPage, desk: PaperDesk, qtbot: QtBot) -> None:
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, NONE, point_of(page, 3, "travel"))
    line = page.player.track.lines[3]
    assert desk.player.played == [(line.start + 8 * 330, PlayWishes(), None)]


def test_a_click_beside_the_words_plays_nothing(page: ReadingPage, desk: PaperDesk, qtbot: QtBot) -> None:
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(5, 5))
    assert desk.player.played == []


def test_words_that_nobody_timed_are_played_too(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    talk = recorded_talk()
    bare = tuple(replace(item, words=()) if isinstance(item, Message) else item for item in talk.items)
    open_recording(window, desk, replace(talk, items=talk.items))
    page = window.main_area.reading
    page.read(replace(talk, id=TalkId("bare"), items=bare))
    qtbot.waitUntil(lambda: page.player.waveform.length > 0)
    item = page.model.item(0)
    assert isinstance(item, Message)
    times = [each.word.start for each in page.words.placed(item)]
    assert len(times) == len(item.text.split())
    assert times == sorted(times)
    assert times[-1] <= item.sound_ms


def test_the_waveform_seeks_and_zooms(page: ReadingPage, desk: PaperDesk, qtbot: QtBot) -> None:
    view = page.player.view
    length = page.player.track.length
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, NONE, QPoint(view.width() // 2, 10))
    assert page.player.at == pytest.approx(length / 2, abs=length / 50)
    assert desk.player.played == [], "it waits where it was put"
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    start, end = view.shown
    assert end - start == pytest.approx(length / 1.5, rel=0.01)
    assert start < page.player.at < end
    QTest.keyClick(view, Qt.Key.Key_End)
    assert page.player.at == length
    assert view.shown[1] == pytest.approx(length, abs=1), "it turned the page"
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert page.player.at == 5_000
    assert view.accessibleDescription().startswith("0:05 / ")
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.shown == (0.0, float(length))


def test_silences_are_skipped_when_wished(page: ReadingPage, desk: PaperDesk, qtbot: QtBot) -> None:
    page.player.toggle()
    page.player.skip.setChecked(True)
    assert desk.player.played[-1][1] == PlayWishes(skip_silence=True)


def test_a_line_is_played_alone_from_its_icon(page: ReadingPage, desk: PaperDesk) -> None:
    item = page.model.item(1)
    assert isinstance(item, Message)
    assert item.sound is not None
    page.play(item.sound)
    line = page.player.track.lines[1]
    assert desk.player.played == [(line.start, PlayWishes(), line.end)]


def test_going_back_to_the_talk_stops_it(window: Window, page: ReadingPage, desk: PaperDesk, qtbot: QtBot) -> None:
    page.player.toggle()
    shortcut(qtbot, window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not desk.player.at_present.playing)


def test_a_minimised_window_plays_on(window: Window, page: ReadingPage, desk: PaperDesk, qtbot: QtBot) -> None:
    page.player.toggle()
    window.showMinimized()
    qtbot.waitUntil(window.isMinimized)
    QApplication.processEvents()
    assert desk.player.at_present.playing
    window.showNormal()


def test_a_player_that_has_no_loudspeaker_says_so(
    window: Window, page: ReadingPage, desk: PaperDesk, qtbot: QtBot
) -> None:
    page.player.toggle()
    failure = Failure(FailureKind.NO_SOUND, Sentence("There's no loudspeaker."))
    told: list[object] = []
    page.failed.connect(told.append)
    desk.player.at_present = PlayerState(at=100, failure=failure)
    page.player.look()
    assert told == [failure]
    assert not page.player.is_playing


def test_words_are_played_at_their_times_once_these_are_found_out(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    talk = recorded_talk()
    bare = replace(talk, items=tuple(replace(item, words=()) for item in talk.items if isinstance(item, Message)))
    open_recording(window, desk, bare)
    page = window.main_area.reading
    ((asked, then),) = desk.recordings.timed
    assert asked == talk.id
    first, second = talk.items[0], talk.items[1]
    assert isinstance(first, Message)
    assert isinstance(second, Message)
    page.view.edit_line(page.model.item(1) or second)
    window.edits.correct(talk.id, replace(second, words=()), "Other words.")
    then(first)
    then(second)
    qtbot.waitUntil(lambda: page.model.item(0) == first)
    assert [each.word for each in page.words.placed(first)] == list(first.words)
    now = page.model.item(1)
    assert isinstance(now, Message)
    assert now.text == "Other words.", "what the person wrote meanwhile stays"
