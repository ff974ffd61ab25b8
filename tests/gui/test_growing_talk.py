"""An open talk grows while its recording is written down, and leaves alone what the person does in it."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.recording_scenes import open_recording, recorded_talk, spoken
from tests.gui.scenes import NOON
from voiceapp.core.recordings.jobs import RecordingJob, RecordingPhase
from voiceapp.core.transcript import ItemId, Message, Speaker, Talk, TalkKind
from voiceapp.gui.history.reading import ReadingPage
from voiceapp.gui.window import Window

WORKING = RecordingJob(
    "recording",
    "/home/me/Budget.m4a",
    NOON,
    phase=RecordingPhase.WORKING,
    length=3_600_000,
    positions=(900_000,),
    lines=20,
)


def written(count: int) -> Talk:
    """The talk with so many lines."""
    lines = tuple(
        replace(spoken(number, NOON + 4 * number, f"Line {number} of the budget meeting.", Speaker.USER), voice="Ana")
        for number in range(count)
    )
    return replace(recorded_talk(), items=lines, kind=TalkKind.TRANSCRIPTION, ended_at=NOON + 4 * count + 4)


@pytest.fixture
def page(window: Window, desk: PaperDesk, qtbot: QtBot) -> ReadingPage:
    window.resize(1000, 700)
    desk.recordings.show(WORKING)
    open_recording(window, desk, written(20))
    page = window.main_area.reading
    qtbot.waitUntil(lambda: page.player.isVisible() and page.player.waveform.length > 0)
    page.view.setFocus()
    return page


def more_comes(desk: PaperDesk, page: ReadingPage, qtbot: QtBot, count: int) -> None:
    """As the app writes it: beside what the person has made of the lines in the history."""
    now = desk.talks[written(0).id]
    there = {item.id for item in written(count - 3).items}
    new = tuple(item for item in written(count).items if item.id not in there)
    desk.talks[now.id] = replace(now, items=(*now.items, *new))
    desk.recordings.show(replace(WORKING, lines=count, positions=(40_000 * count,)))
    qtbot.waitUntil(lambda: page.model.row_of(new[-1].id) >= 0)


def text_of(page: ReadingPage, row: int) -> str:
    item = page.model.item(row)
    assert isinstance(item, Message)
    return item.text


def test_lines_come_below_and_what_one_looks_at_stays(page: ReadingPage, desk: PaperDesk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "Transcribing 25" in page._when.whole())
    bar = page.view.verticalScrollBar()
    bar.setValue(300)
    page.view.setCurrentIndex(page.model.index(8))
    page.player.view.zoom(4.0)
    top, shown = page.view.row_rect(8).top(), page.player.view.shown
    more_comes(desk, page, qtbot, 23)
    assert page.model.rowCount() == 23
    assert text_of(page, 22) == "Line 22 of the budget meeting."
    page.view.settle()
    assert page.view.row_rect(8).top() == top
    assert page.view.currentIndex().row() == 8
    assert page.player.view.shown == shown
    assert len(page.player.track.lines) == 23, "they are played, too"
    desk.recordings.show(replace(WORKING, phase=RecordingPhase.DONE, lines=23))
    qtbot.waitUntil(lambda: "Transcribing" not in page._when.whole())


def test_who_is_at_the_end_sees_the_newest_line(page: ReadingPage, desk: PaperDesk, qtbot: QtBot) -> None:
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    more_comes(desk, page, qtbot, 23)
    qtbot.waitUntil(lambda: 22 in page.view.seen_rows())


def test_an_edit_in_progress_goes_on_and_earlier_ones_stay(
    page: ReadingPage, desk: PaperDesk, window: Window, qtbot: QtBot
) -> None:
    first, second = page.model.item(0), page.model.item(1)
    assert isinstance(first, Message)
    assert isinstance(second, Message)
    page.editor.merge(first)
    window.edits.delete_item(written(0).id, page.model.item(1) or second)
    page.view.edit_line(page.model.item(3) or first)
    editor = page.view.editing.editor
    assert editor is not None
    QTest.keyClicks(editor.field, " And so on")
    more_comes(desk, page, qtbot, 23)
    assert page.view.editing.editor is editor
    assert "And so on" in editor.field.toPlainText()
    assert page.model.rowCount() == 21, "what was merged and deleted does not come back"
    assert text_of(page, 0) == "Line 0 of the budget meeting. Line 1 of the budget meeting."
    editor.save.click()
    for _ in range(3):
        window.edits.undo()
    assert page.model.rowCount() == 23
    assert [text_of(page, row) for row in (0, 1)] == [f"Line {number} of the budget meeting." for number in (0, 1)]


def test_who_spoke_is_shown_when_it_is_found_out_at_the_end(page: ReadingPage, desk: PaperDesk, qtbot: QtBot) -> None:
    mine = page.model.item(4)
    assert isinstance(mine, Message)
    page.editor.give_to(mine, "Cara")
    now = desk.talks[written(0).id]
    given = tuple(
        replace(item, voice="Ben") if isinstance(item, Message) and item.voice == "Ana" else item for item in now.items
    )
    first = given[2]
    assert isinstance(first, Message)
    rest = replace(
        first, id=ItemId("turn-1"), follows=first.id, at=first.at + 1, text="of the budget meeting.", voice="Dora"
    )
    halves = (replace(first, text="Line 2"), rest)
    desk.talks[now.id] = replace(now, items=(*given[:2], *halves, *given[3:]))
    desk.recordings.show(replace(WORKING, phase=RecordingPhase.DONE))
    qtbot.waitUntil(lambda: page.model.row_of(rest.id) == 3)
    assert [text_of(page, row) for row in (2, 3, 4)] == [
        "Line 2",
        "of the budget meeting.",
        "Line 3 of the budget meeting.",
    ]
    voices = [item.voice for item in page.model.items() if isinstance(item, Message)]
    assert voices[:7] == ["Ben", "Ben", "Ben", "Dora", "Ben", "Cara", "Ben"], "what the person said stays"
