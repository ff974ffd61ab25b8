"""Profiles in the window: edited in the settings, and chosen from the bar, the tray and the palette."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QTableWidget
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.profile_scenes import editor_of, opened_at
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.dictation.messages import DictationRequest, RequestMade, TextTarget
from voiceapp.core.dictation.wishes import ContextKind, DeliveryMethod, DictationProfile, LineEnds, Transcriber
from voiceapp.core.dictation.writing.table import DEFAULT_RULES, WritingRule
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.gui import language
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.dictation_bar import DictationBar
from voiceapp.gui.look.theme import LIGHT
from voiceapp.gui.palette.entries import profile_entries
from voiceapp.gui.profiles.profile_choices import ProfileMenu, profile_choices
from voiceapp.gui.profiles.profiles_editor import ProfilesEditor
from voiceapp.gui.profiles.target_patterns import page_pattern, target_words
from voiceapp.gui.settings.key_edit import KeyEdit
from voiceapp.gui.window import Window
from voiceapp.settings.kinds import Profiles


@pytest.fixture
def editor(desk: PaperDesk, qtbot: QtBot) -> ProfilesEditor:
    def change(value: object) -> None:
        assert desk.settings.change("profiles.list", value) is None
        box.show_value(kept(desk))

    box = ProfilesEditor(change, desk, Bridge(desk), LIGHT)
    qtbot.addWidget(box)
    box.show_value(kept(desk))
    box.show()
    return box


def kept(desk: PaperDesk) -> Profiles:
    found = desk.settings.value("profiles.list")
    assert isinstance(found, Profiles)
    return found


def names(editor: ProfilesEditor) -> list[str]:
    return [editor.list.item(at).text() for at in range(editor.list.count())]


def choose(editor: ProfilesEditor, chooser: str, value: str) -> None:
    box = getattr(editor.form, chooser)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_each_thing_that_belongs_to_a_profile_can_be_set(editor: ProfilesEditor, desk: PaperDesk) -> None:
    editor.new.click()
    assert names(editor)[-1] == "New profile"
    form = editor.form
    for line, text in (
        (form.name, "Letters"),
        (form.programs, "soffice, writer*"),
        (form.pages, "office.com"),
        (form.languages, "de, en"),
        (form.vocabulary, "Kowalska"),
    ):
        line.setText(text)
        line.editingFinished.emit()
    form.automatic.setChecked(False)
    choose(editor, "transcriber", "local")
    choose(editor, "tidy", "Chat")
    choose(editor, "translate_to", "fr")
    choose(editor, "way", "typed")
    choose(editor, "line_ends", "one_line")
    choose(editor, "spoken_commands", "off")
    assert not form.rules.isVisibleTo(form)
    choose(editor, "written_forms", "own")
    assert form.rules.isVisibleTo(form)
    assert form.rules.boxes["dates"].isChecked()
    form.rules.boxes["dates"].setChecked(False)
    form.context[ContextKind.TITLE].setChecked(True)
    assert kept(desk).all[-1] == DictationProfile(
        "new-profile",
        "Letters",
        ("soffice", "writer*"),
        ("office.com",),
        automatic=False,
        languages=("de", "en"),
        transcriber=Transcriber.LOCAL,
        vocabulary=("Kowalska",),
        tidy="Chat",
        way=DeliveryMethod.TYPED,
        line_ends=LineEnds.ONE_LINE,
        spoken_commands=False,
        rules=DEFAULT_RULES - {WritingRule.DATES, WritingRule.TIMES},
        translate_to="fr",
        context=(ContextKind.TITLE,),
    )
    assert names(editor)[-1] == "Letters"
    for chooser in ("transcriber", "tidy", "way", "line_ends", "spoken_commands", "translate_to", "written_forms"):
        choose(editor, chooser, "")
    form.context[ContextKind.TITLE].setChecked(False)
    assert kept(desk).all[-1].spoken_commands is None
    assert kept(desk).all[-1].rules is None


@pytest.mark.parametrize(("width", "size"), [(1000, 100), (720, 100), (720, 150)])
def test_nothing_of_the_page_is_cut_off_in_little_room(window: Window, desk: PaperDesk, width: int, size: int) -> None:
    language.install("de")
    desk.settings.change("appearance.text_size", size)
    dialog = opened_at(window, (width, 500))
    room, inside = dialog._area.viewport().width(), dialog._area.widget()
    assert inside is not None
    box = editor_of(window)
    for each in (box.list, box.export, box.form.name, box.form.tidy, box.form.pick, box.form.recent):
        right = each.mapTo(inside, each.rect().topRight()).x()
        assert right < room, each.accessibleName()
    assert (box.form.y() > box.list.y()) is (width == 720), "below the list only where there is no room beside it"


def test_a_copy_is_another_and_deleting_takes_the_selected_one(editor: ProfilesEditor, desk: PaperDesk) -> None:
    editor.list.setCurrentRow(1)
    editor.copy.click()
    assert [profile.id for profile in kept(desk)][-1] == "chat-2"
    editor.delete.click()
    editor.list.setCurrentRow(0)
    editor.delete.click()
    assert names(editor) == ["Chat", "Code comment", "Terminal", "Notes"]
    for _ in range(4):
        editor.delete.click()
    assert kept(desk) == Profiles()
    assert not editor.form.isEnabled()


def test_pointing_at_a_window_says_where_a_profile_holds(editor: ProfilesEditor, desk: PaperDesk, qtbot: QtBot) -> None:
    editor.new.click()
    editor.form.pick.click()
    qtbot.waitUntil(lambda: kept(desk).all[-1].programs == ("thunderbird",))
    desk.dictation.picked = Failure(FailureKind.REJECTED, Sentence("No window was chosen."))
    editor.form.pick.click()
    qtbot.waitUntil(lambda: editor.form._pointed.text() == "No window was chosen.")
    desk.dictation.seen = (TextTarget("1", "firefox", browser=True, title="Inbox - Gmail - Mozilla Firefox"),)
    editor.form.seen.aboutToShow.emit()
    editor.form.seen.actions()[0].trigger()
    assert kept(desk).all[-1].pages == ("Gmail",)
    desk.dictation.seen = ()
    editor.form.seen.aboutToShow.emit()
    assert [action.text() for action in editor.form.seen.actions()] == ["Nothing yet"]


def test_a_page_is_known_by_its_host_or_else_by_the_name_of_its_site() -> None:
    page = TextTarget(
        "1", "firefox", browser=True, title="A — B — Mozilla Firefox", address="https://www.b.example/x?y"
    )
    assert page_pattern(page) == "b.example"
    assert page_pattern(TextTarget("1", "firefox", browser=True, title="Mozilla Firefox")) == ""
    assert page_pattern(TextTarget("1", "gedit", title="b.example - x")) == ""
    assert target_words(TextTarget("1", "gedit", title="x" * 80)).endswith("x…")


def test_a_file_carries_one_to_another_computer(editor: ProfilesEditor, desk: PaperDesk, tmp_path: Path) -> None:
    editor.list.setCurrentRow(4)
    editor.export_to(str(tmp_path / "notes.toml"))
    assert editor._said.text() == "Exported."
    editor.import_from(str(tmp_path / "notes.toml"))
    assert kept(desk).all[-1].id == "notes-2"
    assert "Imported: Notes" in editor._said.text()
    editor.import_from(str(tmp_path / "none.toml"))
    assert editor._said.text() == "There's no profile in this file."
    editor.export_to(str(tmp_path / "no folder" / "x.toml"))
    assert "can't be written" in editor._said.text()


def test_the_bar_says_which_holds_and_offers_the_others(desk: PaperDesk, qtbot: QtBot) -> None:
    bar = DictationBar(desk)
    qtbot.addWidget(bar)
    for watcher in desk.dictation_watchers:
        watcher(
            DictationView(DictationStage.RECORDING, profile="Mail", asks_context=True, sentence=Sentence("May it?"))
        )
    qtbot.waitUntil(lambda: bar.profile.text() == "Mail ▾")
    assert "Mail" in bar.accessibleName()
    assert bar.profile.focusPolicy() is Qt.FocusPolicy.NoFocus
    bar.buttons[DictationRequest.ALLOW_CONTEXT].click()
    assert desk.dictated == [RequestMade(DictationRequest.ALLOW_CONTEXT)]
    bar.profile.click()
    assert bar.menu.isVisible()
    assert [action.text() for action in bar.menu.actions()] == [
        "By program", "Mail", "Chat", "Code comment", "Terminal", "Notes", "No profile", "", "Clean up this time",
    ]  # fmt: skip
    bar.menu.actions()[2].trigger()
    assert desk.settings.value("profiles.chosen") == "chat"
    bar.menu.fill()
    assert [action.isChecked() for action in bar.menu.actions()].index(True) == 2
    for watcher in desk.dictation_watchers:
        watcher(DictationView(DictationStage.INSERTED))
    qtbot.waitUntil(lambda: bar.profile.text() == "No profile ▾")
    assert not bar.buttons[DictationRequest.ALLOW_CONTEXT].isVisible()
    bar.shut()


def test_the_palette_and_the_tray_offer_the_same(desk: PaperDesk, qtbot: QtBot) -> None:
    offered = [choice.id for choice in profile_choices(desk.settings)]
    assert [entry.id for entry in profile_entries(desk.settings)] == [f"profile:{each}" for each in offered]
    menu = ProfileMenu(desk)
    qtbot.addWidget(menu)
    assert len(menu.actions()) == len(offered)


def test_the_replacements_say_what_is_heard_and_what_is_written(editor: ProfilesEditor) -> None:
    (table,) = editor.findChildren(QTableWidget)
    heads = [table.model().headerData(column, Qt.Orientation.Horizontal) for column in range(2)]
    assert heads == ["Heard", "Written"]


def test_the_key_field_has_room_for_what_it_says_while_no_key_is_chosen(desk: PaperDesk, qtbot: QtBot) -> None:
    language.install("de")
    key = KeyEdit(desk.dictation)
    qtbot.addWidget(key)
    key.show()
    line = key.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    assert line.placeholderText() == "Geben Sie ein Tastenkürzel ein"
    assert line.fontMetrics().horizontalAdvance(line.placeholderText()) < line.width() - 12


def test_the_bar_offers_another_way_of_cleaning_up_this_time(desk: PaperDesk, qtbot: QtBot) -> None:
    bar = DictationBar(desk)
    qtbot.addWidget(bar)
    bar.menu.fill()
    ways = bar.menu.findChildren(QMenu)[0]
    offered = {action.text(): action for action in ways.actions()}
    assert {"As spoken", "E-mail", "Chat", "Notes"} <= set(offered)
    offered["Notes"].trigger()
    assert RequestMade(DictationRequest.TIDY_WITH, tidy="Notes") in desk.dictated
    for watcher in desk.dictation_watchers:
        watcher(DictationView(DictationStage.RECORDING, profile="Mail", tidy="Notes"))
    qtbot.waitUntil(lambda: bar.profile.text() == "Mail · Notes ▾")
    bar.shut()
    assert "Clean up this time" not in {action.text() for action in ProfileMenu(desk).actions()}
