"""The place of recordings in the window: choosing, following, and opening what came of them."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.core.actions import ActionId
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.recordings.jobs import RecordedBy, RecordingJob, RecordingMove, RecordingPhase, VoicesBy
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import (
    ItemId,
    Message,
    MessageState,
    SoundId,
    Speaker,
    Talk,
    TalkId,
    TalkKind,
    Version,
    Via,
)
from voiceapp.core.versions import with_version
from voiceapp.gui.history.versions_dialog import VersionsDialog
from voiceapp.gui.recordings.consent import ConsentDialog
from voiceapp.gui.recordings.files_dialog import FilesDialog
from voiceapp.gui.recordings.job_row import JobRow, state_of
from voiceapp.gui.window import Window
from voiceapp.gui.window_actions import works_of

CALL = RecordingJob("call", "/home/me/Call with Ana.m4a", time.time(), length=120_000, place=1)
WORKING = replace(CALL, phase=RecordingPhase.WORKING, positions=(30_000,), lines=4, worked=10.0, worked_through=30_000)
WAITING = replace(CALL, id="memo", path="/home/me/memo.wav", place=2)
DONE = replace(CALL, phase=RecordingPhase.DONE, lines=12, positions=(120_000,))


def chosen(window: Window, *paths: str) -> FilesDialog:
    window.rooms.recordings.take(list(paths))
    assert window.rooms.recordings.dialog is not None
    return window.rooms.recordings.dialog


def rows(window: Window, qtbot: QtBot, number: int) -> list[JobRow]:
    qtbot.waitUntil(lambda: len(window.rooms.recordings.page.rows) == number)
    return window.rooms.recordings.page.rows


def told(window: Window) -> str:
    return " ".join(label.text() for label in window.notices.findChildren(QLabel))


def test_files_are_queued_as_chosen_and_that_is_suggested_next_time(window: Window, desk: PaperDesk) -> None:
    dialog = chosen(window, "/home/me/a.m4a", "/home/me/b.mkv", "/home/me/a.m4a")
    dialog.by.setCurrentIndex(dialog.by.findData(RecordedBy.DEVICE))
    dialog.voices.setCurrentIndex(dialog.voices.findData(VoicesBy.CHANNELS))
    dialog.languages.setText("de, en")
    dialog.left.setText("Me")
    dialog.sound.setCurrentIndex(dialog.sound.findData("file"))
    dialog.start.click()
    ((paths, options),) = desk.recordings.added
    assert paths == ("/home/me/a.m4a", "/home/me/b.mkv")
    assert (options.by, options.voices, options.languages) == (RecordedBy.DEVICE, VoicesBy.CHANNELS, ("de", "en"))
    assert options.names == ("Me", "Right")
    assert not options.copies_sound
    assert window.main_area.currentWidget() is window.rooms.recordings.page
    again = chosen(window, "/home/me/c.wav")
    assert again.options() == replace(options, names=("Left", "Right"))
    again.reject()


def test_what_cannot_be_is_said_in_the_dialog(window: Window, desk: PaperDesk, tmp_path: Path) -> None:
    dialog = chosen(window)
    assert not dialog.start.isEnabled(), "there's no file yet"
    dialog.path.setText(str(tmp_path / "nowhere.wav"))
    dialog.path.returnPressed.emit()
    assert "nowhere.wav" in dialog.refused.text()
    (tmp_path / "here.wav").write_bytes(b"")
    dialog.path.setText(f'"{tmp_path / "here.wav"}"')
    dialog.path.returnPressed.emit()
    assert dialog.paths() == (str(tmp_path / "here.wav"),)
    dialog.languages.setText("no-such-language")
    dialog.start.click()
    assert dialog.isVisible()
    assert dialog.refused.text()
    assert desk.recordings.added == []
    dialog.reject()


def test_a_refusal_of_the_queue_is_told(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.recordings.refusal = Failure(FailureKind.BAD_FILE, Sentence("There are no recordings."))
    chosen(window, "/home/me/a.m4a").start.click()
    qtbot.waitUntil(lambda: "There are no recordings." in told(window))


def test_each_file_shows_how_far_it_is_and_can_be_led(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    window.rooms.recordings.show()
    assert window.rooms.recordings.page.empty.isVisible()
    desk.recordings.show(WORKING, WAITING)
    first, second = rows(window, qtbot, 2)
    assert first.name.whole() == "Call with Ana.m4a"
    assert first.told.whole() == "Transcribing 25% · 0:30 of 2:00 · 0:30 left · 4 lines"
    assert second.told.whole() == "Waiting"
    assert first.bar.value() == 250
    assert (first.up.isEnabled(), first.down.isEnabled(), second.down.isEnabled()) == (False, True, False)
    first.pause.click()
    second.up.click()
    second.remove.click()
    assert desk.recordings.asked == [("call", RecordingMove.PAUSE), ("memo", RecordingMove.REMOVE)]
    assert desk.recordings.shifted == [("memo", -1)]
    desk.recordings.show(replace(WORKING, phase=RecordingPhase.PAUSED))
    (only,) = rows(window, qtbot, 1)
    only.pause.click()
    assert desk.recordings.asked[-1] == ("call", RecordingMove.RESUME)


def test_what_is_recorded_of_a_meeting_goes_only_after_a_question(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    window.rooms.recordings.show()
    desk.recordings.show(replace(WORKING, options=replace(WORKING.options, meeting=True), phase=RecordingPhase.FAILED))
    (row,) = rows(window, qtbot, 1)
    row.remove.click()
    sure = row.findChild(QPushButton, "confirmRemove")
    assert sure is not None
    assert sure.isVisible()
    assert desk.recordings.asked == []
    sure.click()
    assert desk.recordings.asked == [("call", RecordingMove.REMOVE)]
    assert not sure.isVisible()


@pytest.mark.parametrize(
    ("job", "words"),
    [
        (replace(DONE, bad=1), "Done · 12 lines · 1 not transcribed"),
        (replace(DONE, lines=1), "Done · 1 line"),
        (replace(DONE, lines=0), "No speech found · 0 lines"),
        (replace(WORKING, phase=RecordingPhase.FAILED, failure=Sentence("No key.")), "No key. · 4 lines"),
        (replace(WORKING, phase=RecordingPhase.PAUSED), "Paused · 0:30 of 2:00 · 4 lines"),
        (replace(WORKING, length=0, lines=0), "Transcribing…"),
    ],
)
def test_the_state_is_said_in_words(job: RecordingJob, words: str) -> None:
    assert state_of(job) == words


def test_what_is_done_is_told_and_opens_as_a_talk(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    line = Message(ItemId("1"), Speaker.USER, CALL.added_at, "Good morning.", MessageState.DONE, Via.FILE)
    desk.talks[TalkId("call")] = Talk(
        TalkId("call"), CALL.added_at, TalkKind.TRANSCRIPTION, "Call with Ana", items=(line,)
    )
    desk.recordings.show(WORKING)
    qtbot.waitUntil(lambda: window.rooms.recordings.jobs == (WORKING,))
    desk.recordings.show(DONE)
    qtbot.waitUntil(lambda: "Call with Ana.m4a is transcribed." in told(window))
    (button,) = [each for each in window.notices.findChildren(QPushButton) if each.text() == "Open"]
    button.click()
    qtbot.waitUntil(lambda: window.main_area.currentWidget() is window.main_area.reading)
    assert window.main_area.reading.model.rowCount() == 1


def test_a_line_nobody_could_write_down_is_tried_again(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    bad = Message(
        ItemId("2"),
        Speaker.USER,
        CALL.added_at,
        state=MessageState.WAITING,
        via=Via.FILE,
        sound=SoundId("2"),
        failure=Sentence("The service broke."),
    )
    talk = Talk(TalkId("call"), CALL.added_at, TalkKind.TRANSCRIPTION, "Call with Ana", items=(bad,))
    desk.talks[talk.id] = talk
    window.rooms.recordings.read(DONE)
    reading = window.main_area.reading
    qtbot.waitUntil(lambda: reading.model.rowCount() == 1 and reading.isVisible())
    qtbot.waitUntil(lambda: any(each.text() == "Try again" for each in reading.findChildren(QPushButton)))
    written = replace(bad, text="Good morning.", state=MessageState.DONE, failure=None)
    desk.talks[talk.id] = replace(talk, items=(written,))
    next(each for each in reading.findChildren(QPushButton) if each.text() == "Try again").click()
    qtbot.waitUntil(lambda: reading.model.item(0) == written)
    assert desk.recordings.heard_again == [(talk.id, bad.id)]


def test_a_line_with_words_that_is_transcribed_again_gets_a_version_to_compare(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    line = Message(
        ItemId("2"), Speaker.USER, CALL.added_at, "Good mourning.", MessageState.DONE, Via.FILE, sound=SoundId("2")
    )
    talk = Talk(TalkId("call"), CALL.added_at, TalkKind.TRANSCRIPTION, "Call with Ana", items=(line,))
    desk.talks[talk.id] = talk
    window.rooms.recordings.read(DONE)
    reading = window.main_area.reading
    qtbot.waitUntil(lambda: reading.model.rowCount() == 1 and reading.isVisible())
    heard = with_version(line, Version("Good morning.", "Whisper small"))
    desk.talks[talk.id] = replace(talk, items=(heard,))
    (again,) = [each for each in reading.view.menu_for(line).actions() if each.text() == "Transcribe again"]
    again.trigger()
    qtbot.waitUntil(lambda: reading.model.item(0) == heard)
    (dialog,) = [each for each in reading.findChildren(VersionsDialog) if each.isVisible()]
    assert dialog.line == heard
    dialog.close()


def test_it_is_reached_from_the_bar_and_by_name(window: Window) -> None:
    window.top.recordings.click()
    page = window.rooms.recordings.page
    assert window.main_area.currentWidget() is page
    page.back.click()
    assert window.main_area.currentWidget() is window.transcript
    works_of(window)[ActionId.TRANSCRIBE]()
    assert window.rooms.recordings.dialog is not None
    window.rooms.recordings.dialog.reject()


def test_a_meeting_is_recorded_after_a_word_on_consent_with_a_sign(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    window.rooms.recordings.show()
    page = window.rooms.recordings.page
    assert not window.top.recording.isVisible()
    page.meeting.click()
    dialog = window.findChild(ConsentDialog)
    assert dialog is not None
    assert desk.recordings.meetings == []
    dialog.start.click()
    ((title, names),) = desk.recordings.meetings
    assert title.startswith("Meeting 20")
    assert names == ("Me", "Others")
    desk.recordings.show(replace(WORKING, recording=True, length=0))
    qtbot.waitUntil(window.top.recording.isVisible)
    assert page.rows[0].told.whole().startswith("Recording since ")
    page.meeting.click()
    assert desk.recordings.meetings_ended == 1
    desk.recordings.show(WORKING)
    qtbot.waitUntil(lambda: not window.top.recording.isVisible())
    page.meeting.click()
    assert len(desk.recordings.meetings) == 2, "consent is asked for once"


def test_a_folder_can_be_watched(window: Window, desk: PaperDesk) -> None:
    window.rooms.recordings.show()
    page = window.rooms.recordings.page
    assert not page.folders.isVisible()
    page.watch("/home/me/Calls")
    page.watch("/home/me/Calls")
    assert desk.settings.value("recordings.watched") == ("/home/me/Calls",)
    assert "/home/me/Calls" in page.watched.whole()
    assert page.folders.isVisible()


def test_a_service_that_knows_voices_is_offered_and_names_are_asked_for(window: Window, desk: PaperDesk) -> None:
    plain = chosen(window, __file__)
    assert plain.voices.findData(VoicesBy.SERVICE) < 0
    plain.reject()
    desk.recordings.ways = (VoicesBy.NOTHING, VoicesBy.CHANNELS, VoicesBy.SERVICE)
    dialog = chosen(window, __file__)
    QApplication.processEvents()
    dialog.by.setCurrentIndex(dialog.by.findData(RecordedBy.DEVICE))
    dialog.voices.setCurrentIndex(dialog.voices.findData(VoicesBy.SERVICE))
    assert dialog.by.currentData() is RecordedBy.SETTINGS, "this device doesn't know voices"
    assert dialog.persons.isVisible()
    dialog.persons.setText("Ana, Ben")
    dialog.start.click()
    ((_, options),) = desk.recordings.added
    assert (options.voices, options.names[:3]) == (VoicesBy.SERVICE, ("Ana", "Ben", "Speaker 3"))
    again = chosen(window, __file__)
    QApplication.processEvents()
    assert again.voices.currentData() is VoicesBy.SERVICE
    again.by.setCurrentIndex(again.by.findData(RecordedBy.DEVICE))
    assert again.voices.currentData() is VoicesBy.NOTHING, "what stays here goes to no service"
