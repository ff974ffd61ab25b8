"""The pane on the left finds, opens, names, pins, deletes and takes away what was said."""

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import pressed, shortcut
from tests.gui.desk import PaperDesk
from tests.gui.scenes import fill_history, said
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import TalkSummary
from voiceapp.core.messages import ItemDeleted, Phase, ShowItem, ShowState, ShowTalk, TalkState
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import (
    BY_PERSON,
    Improvement,
    ItemId,
    Message,
    MessageState,
    Speaker,
    Talk,
    TalkId,
    TalkKind,
    Version,
)
from voiceapp.core.versions_access import AnotherHearing
from voiceapp.exports import EXPORTERS
from voiceapp.gui.history.model import FoundLine, Heading, day_words
from voiceapp.gui.history.pane import picked
from voiceapp.gui.history.versions_dialog import VersionsDialog
from voiceapp.gui.look.theme import LIGHT
from voiceapp.gui.transcript.line_words import fold_words
from voiceapp.gui.transcript.view import TranscriptView
from voiceapp.gui.window import Window


def test_similar_words_are_told_from_those_that_were_typed(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.talks[TalkId("t")] = Talk(TalkId("t"), time.time(), items=(said("In Brooklyn", 1),))
    desk.similar = ("brooklyn",)
    window.begin_search()
    qtbot.keyClicks(window.history.search, "brooklyn")
    qtbot.waitUntil(lambda: window.history.model.entry(0) == Heading("No exact match. Similar:"))


def test_what_means_the_same_is_marked_and_the_best_match_comes_first(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    for name, text, age in (("old", "My flat is freezing", 9e6), ("new", "Call the landlord", 60.0)):
        desk.talks[TalkId(name)] = Talk(
            TalkId(name), time.time() - age, items=(replace(said(text, 1), id=ItemId(name)),)
        )
    desk.history.meant["cold flat"] = {ItemId("old"), ItemId("new")}
    window.begin_search()
    qtbot.keyClicks(window.history.search, "cold flat")
    model = window.history.model
    qtbot.waitUntil(lambda: model.entry(0) == Heading("Best matches first"))
    assert [query.meaning for query in desk.queries[-2:]] == [False, True], "words are found at once"
    found = [entry for row in range(model.rowCount()) if isinstance(entry := model.entry(row), FoundLine)]
    assert [line.hit.by_meaning for line in found] == [True, True]
    told = [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]
    assert "Found by meaning: My flat is freezing" in told
    assert sum("Today" in each for each in told) == 1, "a talk tells its day where it doesn't stand under it"
    layout = window.history.list._snippet(found[0])
    assert layout.text() == "By meaning · My flat is freezing"


def test_what_is_like_a_line_is_found_from_its_menu(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    live = said("My flat is freezing and nobody comes", 1)
    desk.show(ShowTalk(Talk(TalkId("now"), time.time(), items=(live,))))
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    menu = window.transcript.menu_for(live)
    choose(menu, "Find similar")
    assert window.history.search.text() == "My flat is freezing and nobody comes"
    assert window.top.history.isChecked()
    qtbot.waitUntil(lambda: bool(desk.queries) and desk.queries[-1].meaning)
    assert desk.queries[-1].like == live.id
    window.history.search.setText("another flat")
    qtbot.waitUntil(lambda: desk.queries[-1].words == "another flat" and desk.queries[-1].meaning)
    assert desk.queries[-1].like == "", "other words stand for themselves"


def test_what_is_like_a_hit_is_found_from_its_menu(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    qtbot.keyClicks(filled.history.search, "batter")
    model = filled.history.model
    qtbot.waitUntil(lambda: any(isinstance(model.entry(row), FoundLine) for row in range(model.rowCount())))
    found = next(entry for row in range(model.rowCount()) if isinstance(entry := model.entry(row), FoundLine))
    choose(filled.history.menu_for(found), "Find similar")
    assert filled.history.search.text() in found.hit.snippet
    qtbot.waitUntil(lambda: desk.queries[-1].meaning and desk.queries[-1].like == found.hit.item)
    choose(filled.history.menu_for(found.talk), "Find similar")
    qtbot.waitUntil(lambda: desk.queries[-1].meaning and desk.queries[-1].like == found.talk.id)


@pytest.fixture
def filled(window: Window, desk: PaperDesk, qtbot: QtBot) -> Window:
    fill_history(desk)
    window.history._look()
    qtbot.waitUntil(lambda: window.history.model.rowCount() > 8)
    return window


def titles(window: Window) -> list[str]:
    entries = [window.history.model.entry(row) for row in range(window.history.model.rowCount())]
    return [each.title for each in entries if isinstance(each, TalkSummary)]


def summary(window: Window, title: str) -> TalkSummary:
    entries = [window.history.model.entry(row) for row in range(window.history.model.rowCount())]
    return next(each for each in entries if isinstance(each, TalkSummary) and each.title == title)


def choose(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()


def lit(view: TranscriptView, message: Message) -> list[tuple[int, int]]:
    """Where the words of a line are marked, and how far."""
    formats = view._painter._formats(message, message.text)
    marked = [each for each in formats if each.format.background().style() is not Qt.BrushStyle.NoBrush]
    return [(each.start, each.length) for each in marked]


def test_talks_stand_under_their_days_and_pinned_ones_on_top(filled: Window) -> None:
    first = filled.history.model.entry(0)
    assert first == Heading("Pinned")
    assert titles(filled)[0].startswith("What to see in Lisbon")
    today = date(2026, 11, 20)
    words = [day_words(date(2026, 11, day), today) for day in (20, 19, 18, 14)]
    assert words == ["Today", "Yesterday", "Wednesday", "Saturday"]
    assert "2026" in day_words(date(2026, 11, 13), today)


def test_words_are_found_lit_up_and_jumped_to(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    shortcut(qtbot, filled, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert filled.history.search.hasFocus()
    qtbot.keyClicks(filled.history.search, "batter")
    qtbot.waitUntil(lambda: desk.queries[-1].words == "batter" and len(titles(filled)) == 6)
    entries = [filled.history.model.entry(row) for row in range(filled.history.model.rowCount())]
    row, found = next((row, each) for row, each in enumerate(entries) if isinstance(each, FoundLine))
    assert found.words == ("batter",)
    place = filled.history.list.visualRect(filled.history.model.index(row, 0)).center()
    qtbot.mouseClick(filled.history.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: filled.main_area.currentWidget() is filled.main_area.reading)
    view = filled.main_area.reading.view
    item = filled.main_area.reading.model.item(view.currentIndex().row())
    assert isinstance(item, Message)
    assert "batter" in item.text
    assert lit(view, item)


@pytest.mark.parametrize("kind", [FoundLine, TalkSummary])
def test_what_a_search_found_opens_at_the_words(
    window: Window, desk: PaperDesk, qtbot: QtBot, kind: type[FoundLine | TalkSummary]
) -> None:
    """A long talk whose lines were never measured before, opened by the line that was found or by its title."""
    items = tuple(said(f"{number} " + "and so on " * (number % 40), number) for number in range(1, 301))
    found = replace(items[199], text="a needle")
    desk.talks[TalkId("long")] = Talk(
        TalkId("long"), time.time(), title="Long", items=(*items[:199], found, *items[200:])
    )
    shown = window.history
    window.begin_search()
    qtbot.keyClicks(shown.search, "needle")
    qtbot.waitUntil(lambda: any(isinstance(shown.model.entry(row), FoundLine) for row in range(shown.model.rowCount())))
    row = next(row for row in range(shown.model.rowCount()) if isinstance(shown.model.entry(row), kind))
    place = shown.list.visualRect(shown.model.index(row, 0)).center()
    qtbot.mouseClick(shown.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    view = window.main_area.reading.view

    def at_the_words() -> bool:
        rect = view.row_rect(view.lines.row_of(found.id)) if view.lines.rowCount() else None
        return view.hasFocus() and rect is not None and view.viewport().rect().contains(rect)

    qtbot.waitUntil(at_the_words)
    assert view.currentIndex().row() == 199
    assert lit(view, found) == [(2, 6)]
    shown.search.clear()
    window.main_area.read(replace(summary(window, "Long"), hits=()))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == 0)
    assert lit(view, found) == []


def test_the_list_is_walked_and_opened_by_keyboard(filled: Window, qtbot: QtBot) -> None:
    shown = filled.history.list
    shown.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_Home)
    assert isinstance(filled.history.model.entry(shown.currentIndex().row()), TalkSummary), "a heading is passed over"
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    entry = filled.history.model.entry(shown.currentIndex().row())
    assert isinstance(entry, TalkSummary)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: filled.main_area.reading.talk is not None and filled.main_area.reading.talk.id == entry.id)


def test_an_earlier_talk_is_read_while_the_present_one_goes_on(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    talk = summary(filled, "Chess openings")
    filled.main_area.read(talk)
    qtbot.waitUntil(lambda: filled.main_area.currentWidget() is filled.main_area.reading)
    assert filled.main_area.reading.model.rowCount() == talk.items
    desk.show(ShowItem(replace(desk.talks[talk.id].items[0], id=ItemId("live"))))
    qtbot.waitUntil(lambda: filled.model.rowCount() == 1)
    assert filled.main_area.reading.model.rowCount() == talk.items
    desk.show(ShowState(TalkState(phase=Phase.LISTENING)))
    qtbot.waitUntil(lambda: filled.main_area.currentWidget() is filled.transcript)


def test_a_dictation_is_listed_when_it_is_written_down(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    before = desk.talks[summary(filled, "Chess openings").id]
    new = TalkId("just-dictated")
    desk.talks[new] = replace(before, id=new, kind=TalkKind.DICTATION, title="A letter to the bank")
    for watcher in desk.dictation_watchers:
        watcher(DictationView(DictationStage.INSERTED, words="Dear bank"))
    qtbot.waitUntil(lambda: "A letter to the bank" in titles(filled))


def test_an_earlier_talk_is_continued(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    talk = summary(filled, "Chess openings")
    filled.main_area.read(talk)
    qtbot.waitUntil(lambda: filled.main_area.currentWidget() is filled.main_area.reading)
    pressed(qtbot, filled, QPushButton, "continueTalk")
    assert desk.continued == [talk.id]
    qtbot.waitUntil(lambda: filled.model.rowCount() == talk.items)
    assert filled.main_area.currentWidget() is filled.transcript
    assert filled.history.list.shown_talk == talk.id


def test_lines_of_an_earlier_talk_are_deleted_there(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    talk = summary(filled, "Chess openings")
    filled.main_area.read(talk)
    qtbot.waitUntil(lambda: filled.main_area.reading.model.rowCount() == talk.items)
    item = filled.main_area.reading.model.item(0)
    assert item is not None
    choose(filled.main_area.reading.view.menu_for(item), "Delete")
    assert len(desk.talks[talk.id].items) == talk.items - 1
    assert not any(isinstance(event, ItemDeleted) for event in desk.told), "the present talk is not meant"


def test_a_talk_is_renamed_and_pinned(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    choose(filled.history.menu_for(summary(filled, "Chess openings")), "Rename…")
    dialog = filled.history.findChild(QInputDialog)
    assert dialog is not None
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setText("The Sicilian")
    dialog.accept()
    qtbot.waitUntil(lambda: "The Sicilian" in titles(filled))
    choose(filled.history.menu_for(summary(filled, "The Sicilian")), "Pin")
    qtbot.waitUntil(lambda: summary(filled, "The Sicilian").pinned)


def test_what_was_deleted_can_be_taken_back(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    choose(filled.history.menu_for(summary(filled, "Chess openings")), "Delete")
    qtbot.waitUntil(lambda: "Chess openings" not in titles(filled))
    pressed(qtbot, filled, QPushButton, "noticeButton")
    qtbot.waitUntil(lambda: "Chess openings" in titles(filled))


def test_deleting_the_present_talk_begins_a_new_one(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    talk = summary(filled, "Chess openings")
    desk.show(ShowTalk(desk.talks[talk.id]))
    qtbot.waitUntil(lambda: filled.history.list.shown_talk == talk.id)
    filled.history.delete(talk)
    assert desk.talks_begun == 1
    assert desk.deleted == [talk.id]


def test_deleting_everything_is_asked_twice(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    filled.history._confirm.show()
    assert desk.talks
    pressed(qtbot, filled, QPushButton, "deleteAllYes")
    qtbot.waitUntil(lambda: titles(filled) == [])
    assert not desk.talks


def test_the_list_is_narrowed_by_kind_and_time(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    filters = filled.history.filters
    filters.kind.setCurrentIndex(filters.kind.findData("dictation"))
    filters.when.setCurrentIndex(2)
    filters.changed.emit()
    query = desk.queries[-1]
    assert query.kind is TalkKind.DICTATION
    assert query.since is not None
    assert 6 * 86_400 <= time.time() - query.since <= 7 * 86_400 + 3_600
    qtbot.waitUntil(lambda: titles(filled) == ["Letter to the landlord"])


def test_only_kinds_that_there_can_be_are_offered(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    """Transcriptions are there only where somebody took one in from a file."""
    kinds = filled.history.filters.kind
    assert [kinds.itemData(row) for row in range(kinds.count())] == [None, "conversation", "dictation"]
    taken_in = replace(desk.talks[summary(filled, "Chess openings").id], kind=TalkKind.TRANSCRIPTION)
    desk.talks[taken_in.id] = taken_in
    filled.history._look()
    qtbot.waitUntil(lambda: kinds.count() == 4)
    assert kinds.itemData(3) == "transcription"


def test_the_menu_has_the_five_formats_that_people_want_and_all_others_below_more(filled: Window) -> None:
    menu = filled.exports.menu(picked(summary(filled, "Chess openings")), filled._palette)
    shown = [action.text() for action in menu.actions() if action.text().endswith("…")]
    assert shown == [
        "Markdown…", "Plain text…", "Word document…", "PDF…", "Subtitles (SRT)…", "More…",
        "Upload to be searched…", "Options…",
    ]  # fmt: skip
    more = next(each for each in menu.findChildren(QMenu) if each.title() == "More…")
    others = {f"{exporter.format.label}…" for exporter in EXPORTERS if not exporter.format.common}
    assert {action.text() for action in more.actions()} == others


def test_a_talk_is_copied_saved_and_dragged(filled: Window, desk: PaperDesk, qtbot: QtBot, tmp_path: Path) -> None:
    talk = picked(summary(filled, "Chess openings"))
    choose(filled.exports.menu(talk, filled._palette), "Copy as text")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == f"{talk.id} as txt")
    dialog = filled.exports.ask(talk, filled._palette)
    dialog.times.setChecked(False)
    dialog.user.setText("Ada")
    wishes = dialog.wishes()
    assert (wishes.timestamps, wishes.user_name, wishes.unheard) == (False, "Ada", True)
    filled.exports.write(talk, "md", wishes, str(tmp_path / "talk.md"))
    assert desk.exported == [(talk.id, "md", str(tmp_path / "talk.md"))]
    qtbot.waitUntil(lambda: any("talk.md" in each.text() for each in filled.notices.findChildren(QLabel)))
    data = filled.exports.dragged(talk, b"# Chess")
    (url,) = data.urls()
    assert Path(url.toLocalFile()).read_bytes() == b"# Chess"
    assert Path(url.toLocalFile()).stat().st_mode & 0o077 == 0
    assert data.text() == "# Chess"
    Path(url.toLocalFile()).unlink()
    Path(url.toLocalFile()).parent.rmdir()
    dialog.close()


def test_more_talks_come_as_one_scrolls(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    now = time.time()
    for number in range(350):
        name = TalkId(f"t{number}")
        desk.talks[name] = Talk(name, now - number * 3_600, title=f"Talk {number}")
    window.history._look()
    qtbot.waitUntil(lambda: len(titles(window)) >= 100)
    assert len(titles(window)) < 350, "not all at once"
    bar = window.history.list.verticalScrollBar()

    def all_there() -> bool:
        bar.setValue(bar.maximum())
        return len(titles(window)) == 350

    qtbot.waitUntil(all_there)
    assert titles(window) == [f"Talk {number}" for number in range(350)]


def test_an_old_answer_does_not_cover_a_new_one(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    fill_history(desk)
    window.history.search.setText("flour")
    window.history._look()
    window.history.search.setText("nothing like this")
    window.history._look()
    qtbot.waitUntil(lambda: window.history.list.empty_words == "No results")
    assert titles(window) == []


def test_the_room_it_takes_is_said(filled: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "33 MB used" in filled.history._room.whole())
    assert filled.history._room.whole().startswith("8 conversations")


def test_the_footer_counts_what_a_search_found(filled: Window, qtbot: QtBot) -> None:
    pane = filled.history
    qtbot.waitUntil(lambda: pane._room.whole().startswith("8 conversations"))
    pane.search.setText("batter")
    pane._look()
    qtbot.waitUntil(lambda: len(titles(filled)) < 8)
    qtbot.waitUntil(lambda: pane._room.whole().startswith(f"{len(titles(filled))} found · 33 MB used"))
    pane.search.clear()
    pane._look()
    qtbot.waitUntil(lambda: pane._room.whole().startswith("8 conversations"))


def test_the_menu_key_opens_the_menu(filled: Window, qtbot: QtBot) -> None:
    wanted: list[tuple[object, QPoint]] = []
    filled.history.list.menu_wanted.connect(lambda entry, at: wanted.append((entry, at)))
    filled.history.list.setFocus()
    qtbot.keyClick(filled.history.list, Qt.Key.Key_Home)
    filled.history.list.menu_wanted.disconnect(filled.history._menu)
    qtbot.keyClick(filled.history.list, Qt.Key.Key_Menu)
    assert len(wanted) == 1


def test_a_dictation_of_the_history_is_recognised_once_more(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    talk = summary(filled, "Letter to the landlord")
    filled.main_area.read(talk)
    qtbot.waitUntil(lambda: filled.main_area.reading.model.rowCount() == talk.items)
    item = filled.main_area.reading.model.item(0)
    assert item is not None
    choose(filled.main_area.reading.view.menu_for(item), "Transcribe again")
    assert desk.recognised == [(talk.id, item.id, None)]


def test_another_language_is_tried_on_a_dictation_without_words(filled: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    watchers = len(desk.dictation_watchers)
    assert desk.settings.change("talking.languages", ["en", "de"]) is None
    talk = summary(filled, "Letter to the landlord")
    filled.main_area.read(talk)
    qtbot.waitUntil(lambda: filled.main_area.reading.model.rowCount() == talk.items)
    item = filled.main_area.reading.model.item(0)
    assert isinstance(item, Message)
    wordless = replace(item, text="", state=MessageState.FAILED)
    menu = filled.main_area.reading.view.menu_for(wordless)
    choices = next(action.menu() for action in menu.actions() if action.text() == "Transcribe again in")
    assert isinstance(choices, QMenu)
    assert [action.text() for action in choices.actions()] == ["English", "German", "Detected language"]
    choose(choices, "German")
    choose(choices, "Detected language")
    assert desk.recognised == [(talk.id, item.id, ("de",)), (talk.id, item.id, ())]
    new = replace(item, text="Guten Tag.", improved=Improvement(BY_PERSON, item.text))
    desk.talks[talk.id] = replace(desk.talks[talk.id], items=(new, *desk.talks[talk.id].items[1:]))
    for stage in (DictationStage.TRANSCRIBING, DictationStage.WAITING):
        for show in tuple(desk.dictation_watchers):
            show(DictationView(stage))
    qtbot.waitUntil(lambda: filled.main_area.reading.model.item(0) == new)
    assert fold_words(new, is_open=False) == "▸ Transcribed again"
    assert len(desk.dictation_watchers) == watchers, "nobody waits for it any longer"
    assert desk.settings.change("talking.languages", []) is None
    menu = filled.main_area.reading.view.menu_for(wordless)
    assert "Transcribe again in" not in [action.text() for action in menu.actions()], "none is named to choose from"


def open_dictation(filled: Window, qtbot: QtBot) -> tuple[TalkSummary, Message]:
    talk = summary(filled, "Letter to the landlord")
    filled.main_area.read(talk)
    reading = filled.main_area.reading
    qtbot.waitUntil(lambda: reading.model.rowCount() == talk.items and bool(reading._versions.offers))
    item = reading.model.item(0)
    assert isinstance(item, Message)
    return talk, item


def menu_named(menu: QMenu, name: str) -> QMenu:
    found = next(action.menu() for action in menu.actions() if action.text() == name)
    assert isinstance(found, QMenu)
    return found


def test_another_recogniser_is_tried_and_its_words_stand_beside_the_others_until_they_are_chosen(
    filled: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    assert desk.settings.change("talking.languages", ["en", "de"]) is None
    talk, item = open_dictation(filled, qtbot)
    reading = filled.main_area.reading
    choices = menu_named(reading.view.menu_for(item), "Transcribe again with")
    assert [action.text() for action in choices.actions() if not action.isSeparator()] == [
        "English",
        "German",
        "Detected language",
        "Whisper base",
        "OpenAI gpt-transcribe",
    ]
    choose(menu_named(choices, "Whisper base"), "German")
    assert desk.versions.asked == [(talk.id, item.id, AnotherHearing("here/whisper-base", ("de",)))]
    qtbot.waitUntil(lambda: reading._versions.dialog is not None)
    dialog = reading._versions.dialog
    assert dialog is not None
    line = reading.model.item(0)
    assert isinstance(line, Message)
    assert line.text == item.text, "nothing is overwritten"
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "In use: First version" in texts
    assert "Whisper base · English" in texts
    assert any("line-through" in text and "Other words." in text for text in texts), "the difference, word by word"
    dialog.buttons[0].click()
    qtbot.waitUntil(lambda: reading.model.item(0) != line)
    used = reading.model.item(0)
    assert isinstance(used, Message)
    assert (used.text, used.heard_by) == ("Other words.", "Whisper base")
    assert [version.text for version in used.versions] == [item.text]
    qtbot.waitUntil(lambda: "In use: Whisper base · English" in [each.text() for each in dialog.findChildren(QLabel)])
    filled.edits.undo()
    qtbot.waitUntil(lambda: reading.model.item(0) == line)
    assert desk.talks[talk.id].items[0] == line, "the history has them back too"
    choose(reading.view.menu_for(line), "Compare versions")
    assert reading._versions.dialog not in (None, dialog)
    reading._versions.dialog.close()
    assert reading._versions.dialog is None


def test_a_recogniser_that_hears_nothing_changes_nothing_and_says_so(
    filled: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    talk, item = open_dictation(filled, qtbot)
    reading = filled.main_area.reading
    desk.versions.heard = Failure(FailureKind.NO_SPEECH, Sentence("No words."))
    failures: list[Failure] = []
    reading.failed.connect(failures.append)
    choices = menu_named(reading.view.menu_for(item), "Transcribe again with")
    choose(menu_named(choices, "OpenAI gpt-transcribe"), "Usual languages")
    qtbot.waitUntil(lambda: failures == [desk.versions.heard])
    assert desk.versions.asked == [(talk.id, item.id, AnotherHearing("service/gpt-transcribe"))]
    assert reading.model.item(0) == item
    assert reading._versions.dialog is None


def test_versions_with_the_same_words_are_called_so(qtbot: QtBot) -> None:
    line = Message(ItemId("1"), Speaker.USER, 0.0, "Hello <you>.", versions=(Version("Hello, <you>!", "Whisper base"),))
    dialog = VersionsDialog(line, LIGHT)
    qtbot.addWidget(dialog)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert texts == [
        "In use: First version",
        "Hello &lt;you&gt;.",
        "Whisper base · the same words",
        "Hello, &lt;you&gt;!",
    ]


def test_a_replayed_line_is_silenced_by_esc(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    shortcut(qtbot, window, Qt.Key.Key_Escape)
    assert desk.silenced == 1
    desk.show(ShowState(TalkState(phase=Phase.SPEAKING)))
    qtbot.waitUntil(lambda: window.key.state.phase is Phase.SPEAKING)
    shortcut(qtbot, window, Qt.Key.Key_Escape)
    assert desk.silenced == 1, "a reply is ended by the conversation"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.0, "Reasoning"), (4.4, "Thought for 4 s"), (99.4, "Thought for 99 s"), (150.0, "Thought for 2 min")]
)  # fmt: skip
def test_a_folded_thought_says_how_long_it_took(seconds: float, words: str) -> None:
    thinking = Message(ItemId("1"), Speaker.ASSISTANT, 0.0, "Noon.", thoughts="Hm.", thought_for=seconds)
    assert fold_words(thinking, is_open=False) == f"▸ {words}"
