"""The page of models in the settings: what there is, what can be done with it, and what became of it."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.model_scenes import catalogue
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.loaded_models import ModelsInMemory
from voiceapp.core.model_cards import ModelState
from voiceapp.core.sentence import DataSize, Sentence, SettingPlace
from voiceapp.gui import language
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.theme import LIGHT
from voiceapp.gui.sentences import in_words, size_words
from voiceapp.gui.settings.dialog import SettingsDialog
from voiceapp.gui.settings.editors import editor_for
from voiceapp.gui.settings.model_card import ModelCardFrame
from voiceapp.gui.settings.model_words import time_left
from voiceapp.gui.settings.models_page import ModelsPage
from voiceapp.gui.settings.spelling_box import SpellingBox
from voiceapp.gui.settings.voices_box import VoicesBox
from voiceapp.gui.window import Window
from voiceapp.settings.kinds import Entries
from voiceapp.settings.model import Settings

BETTER = "qwen2.5-coder-0.5b"
SMALL = "smollm2-135m"


@pytest.fixture
def bridge(desk: PaperDesk) -> Bridge:
    return Bridge(desk)


def opened(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> ModelsPage:
    page = ModelsPage(desk.models, desk.settings, bridge)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.sections))
    return page


def frame(page: ModelsPage, model: str) -> ModelCardFrame:
    return next(each for each in page.findChildren(ModelCardFrame) if each.card.id == model)


def offered(shown: ModelCardFrame) -> list[str]:
    return [button.text() for button in shown.findChildren(QPushButton) if not button.isHidden()]


def test_what_is_in_memory_is_said_and_let_go(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> None:
    page = opened(desk, bridge, qtbot)
    shown = page.in_memory.line.text
    qtbot.waitUntil(lambda: "SmolLM2 135M (319 MB)" in shown())
    assert "let go after 2 minutes" in shown()
    page.in_memory.go.click()
    qtbot.waitUntil(lambda: shown().startswith("No model is in memory."))
    assert desk.models_told[-1] == ("let go", "")
    page.in_memory.look()
    qtbot.waitUntil(lambda: not page.in_memory.go.isEnabled())


def test_what_is_in_memory_is_asked_only_while_it_is_seen(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> None:
    page = opened(desk, bridge, qtbot)
    qtbot.waitUntil(lambda: bool(page.in_memory.line.text()))
    timer = page.in_memory.findChild(QTimer)
    assert timer is not None
    assert timer.isActive()
    page.hide()
    assert not timer.isActive()
    desk.in_memory = ModelsInMemory()
    page.show()
    qtbot.waitUntil(lambda: page.in_memory.line.text().startswith("No model"))


def test_each_part_says_what_is_here_what_is_in_use_and_what_does_not_fit(
    desk: PaperDesk, bridge: Bridge, qtbot: QtBot
) -> None:
    page = opened(desk, bridge, qtbot)
    assert list(page.sections) == ["brain", "ears", "voice"]
    assert "in use" in frame(page, SMALL).told()
    assert "98 MB · English · Apache-2.0" in frame(page, SMALL).told()
    assert "Gets more right." in frame(page, BETTER).told()
    assert offered(frame(page, BETTER)) == ["Get"]
    assert offered(frame(page, SMALL)) == ["Try"], "what came with the app can't be deleted"
    section = page.sections["brain"]
    large = frame(page, "qwen2.5-coder-1.5b")
    assert large.isHidden()
    section.more.click()
    assert not large.isHidden()
    assert "It needs 8.0 GB of memory." in large.told()
    section.more.click()
    assert large.isHidden()


def test_a_download_can_be_paused_continued_and_cancelled(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> None:
    page = opened(desk, bridge, qtbot)
    shown = frame(page, BETTER)
    shown.get.click()
    qtbot.waitUntil(lambda: offered(shown) == ["Pause", "Cancel"])
    desk.models.change(BETTER, done=12_000_000, seconds_left=130.0)
    qtbot.waitUntil(lambda: "12 MB of 491 MB · 2 min left" in shown.told())
    shown.pause.click()
    qtbot.waitUntil(lambda: offered(shown) == ["Continue", "Cancel"])
    shown.get.click()
    qtbot.waitUntil(lambda: offered(shown) == ["Pause", "Cancel"])
    shown.cancel.click()
    qtbot.waitUntil(lambda: offered(shown) == ["Get"])
    assert desk.models_told == [(what, BETTER) for what in ("get", "pause", "get", "cancel")]


def test_what_took_long_to_come_is_only_thrown_away_after_a_question(
    desk: PaperDesk, bridge: Bridge, qtbot: QtBot
) -> None:
    desk.models.change(BETTER, state=ModelState.FETCHING, done=400_000_000)
    page = opened(desk, bridge, qtbot)
    shown = frame(page, BETTER)
    shown.cancel.click()
    assert "delete the 400 MB that are here?" in shown.told()
    desk.models.change(BETTER, done=401_000_000)
    qtbot.waitUntil(lambda: shown.card.done == 401_000_000)
    assert offered(shown) == ["Cancel download", "Keep"], "progress doesn't take the question away"
    shown.no.click()
    assert desk.models_told == []
    assert offered(shown) == ["Pause", "Cancel"]
    desk.models.change(BETTER, state=ModelState.HERE)
    qtbot.waitUntil(lambda: offered(shown) == ["Use", "Try", "Delete"])
    shown.delete.click()
    assert "Delete this model (491 MB)?" in shown.told()
    shown.yes.click()
    qtbot.waitUntil(lambda: offered(shown) == ["Get"])
    assert desk.models_told == [("delete", BETTER)]


def test_one_is_chosen_and_the_app_may_choose_again(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> None:
    desk.models.change(BETTER, state=ModelState.HERE)
    page = opened(desk, bridge, qtbot)
    section = page.sections["brain"]
    assert section.let_choose.isHidden()
    frame(page, BETTER).use.click()
    desk.settings.change("local.language_model", BETTER)
    qtbot.waitUntil(lambda: "in use" in frame(page, BETTER).told())
    assert offered(frame(page, SMALL)) == ["Use", "Try"]
    qtbot.waitUntil(lambda: not section.let_choose.isHidden())
    section.let_choose.click()
    assert desk.models_told == [("use", BETTER), ("let choose", "brain")]
    desk.settings.change("local.language_model", "")
    qtbot.waitUntil(section.let_choose.isHidden)


def test_a_trial_says_what_came_of_it_beside_the_model(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> None:
    page = opened(desk, bridge, qtbot)
    frame(page, SMALL).try_out.click()
    qtbot.waitUntil(lambda: "It works." in frame(page, SMALL).told())
    assert desk.models_told == [("try", SMALL)]


def test_the_keyboard_stays_at_the_model_whatever_its_buttons_become(
    desk: PaperDesk, bridge: Bridge, qtbot: QtBot
) -> None:
    page = opened(desk, bridge, qtbot)
    shown = frame(page, BETTER)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    shown.get.setFocus()
    qtbot.keyClick(shown.get, Qt.Key.Key_Space)
    qtbot.waitUntil(shown.pause.hasFocus)
    desk.models.change(BETTER, state=ModelState.HERE)
    qtbot.waitUntil(shown.use.hasFocus)
    shown.delete.setFocus()
    qtbot.keyClick(shown.delete, Qt.Key.Key_Space)
    assert shown.no.hasFocus(), "Space once more deletes nothing"
    qtbot.keyClick(shown.no, Qt.Key.Key_Space)
    assert shown.use.hasFocus()


def test_screen_readers_hear_of_the_model_that_a_button_is_for(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> None:
    page = opened(desk, bridge, qtbot)
    shown = frame(page, BETTER)
    assert shown.accessibleName() == shown.get.accessibleDescription() == "Qwen2.5 0.5B"
    assert "491 MB" in shown.accessibleDescription()
    for button in shown.findChildren(QPushButton):
        assert button.accessibleDescription() == "Qwen2.5 0.5B", button.text()


def test_voices_are_shown_by_language(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> None:
    catalogue(desk)
    page = opened(desk, bridge, qtbot)
    section = page.sections["voice"]
    assert {"piper-en-joe", "piper-de-thorsten"} <= set(section.shown()), "what is here is always shown"
    assert "piper-fr-siwis" not in section.shown()
    section.choose_language("fr")
    assert "piper-fr-siwis" in section.shown()
    section.choose_language("")
    assert len(section.shown()) > 10


def test_a_failed_download_says_why_and_can_be_tried_again(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> None:
    page = opened(desk, bridge, qtbot)
    shown = frame(page, BETTER)
    desk.models.change(BETTER, state=ModelState.PAUSED, done=5, problem=Sentence("There's no network."))
    qtbot.waitUntil(lambda: offered(shown) == ["Try again", "Cancel"])
    assert "There's no network." in shown.told()
    shown.get.click()
    desk.models.change(BETTER, state=ModelState.BROKEN, problem=Sentence("Its files have changed."))
    qtbot.waitUntil(lambda: offered(shown) == ["Delete"])
    assert desk.models_told == [("get", BETTER)]


def test_what_became_of_a_model_is_announced_once_with_its_reason(
    desk: PaperDesk, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr("voiceapp.gui.settings.model_card.announce", lambda widget, words: heard.append(words))
    page = opened(desk, bridge, qtbot)
    shown = frame(page, BETTER)

    def becomes(state: ModelState, done: int, problem: Sentence | None = None) -> None:
        desk.models.change(BETTER, state=state, done=done, problem=problem)
        qtbot.waitUntil(lambda: shown.card.done == done)

    becomes(ModelState.FETCHING, 1)
    becomes(ModelState.FETCHING, 2)
    becomes(ModelState.PAUSED, 3, Sentence("There's no network."))
    becomes(ModelState.PAUSED, 4, Sentence("There's no network."))
    becomes(ModelState.PAUSED, 5, Sentence("The disk is full."))
    becomes(ModelState.ABSENT, 6)
    assert heard == [
        f"Qwen2.5 0.5B: {became}"
        for became in ("downloading", "There's no network.", "The disk is full.", "not on this device")
    ]


def test_models_are_carried_in_and_out_and_the_computer_is_measured(
    desk: PaperDesk, bridge: Bridge, qtbot: QtBot
) -> None:
    page = opened(desk, bridge, qtbot)
    page.import_from("/stick")
    qtbot.waitUntil(lambda: page.said() == "Imported Thorsten.")
    page.export_to("/full")
    qtbot.waitUntil(lambda: page.said() == "No room.")
    page.measure.click()
    qtbot.waitUntil(lambda: page.said() == "It works.")
    assert desk.models_told == [("take in", "/stick"), ("export", "/full"), ("measure", "")]


def test_where_the_models_cannot_be_listed_it_says_so_and_asks_again(
    desk: PaperDesk, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(
            "tests.gui.desk.PaperModels.models",
            lambda self, then: then(Failure(FailureKind.DISK_BROKEN, Sentence("The disk is broken."))),
        )
        page = ModelsPage(desk.models, desk.settings, bridge)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: page.said() == "The disk is broken.")
    page.again.click()
    qtbot.waitUntil(lambda: bool(page.sections))
    assert page.again.isHidden()


def test_a_download_goes_on_while_the_settings_are_closed(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> None:
    dialog = SettingsDialog(desk, bridge, SettingPlace("local"))
    qtbot.addWidget(dialog)
    dialog.show()
    page = dialog.findChildren(ModelsPage)[0]
    qtbot.waitUntil(lambda: bool(page.sections))
    frame(page, BETTER).get.click()
    dialog.close()
    desk.models.change(BETTER, done=246_000_000)
    again = SettingsDialog(desk, bridge, SettingPlace("local"))
    qtbot.addWidget(again)
    again.show()
    shown = again.findChildren(ModelsPage)[0]
    qtbot.waitUntil(lambda: bool(shown.sections))
    assert "246 MB of 491 MB" in frame(shown, BETTER).told()
    assert desk.models_told == [("get", BETTER)]


def test_whoever_searches_the_settings_is_not_shown_the_catalogue(
    desk: PaperDesk, bridge: Bridge, qtbot: QtBot
) -> None:
    dialog = SettingsDialog(desk, bridge, SettingPlace("local"))
    qtbot.addWidget(dialog)
    dialog.show()
    page = dialog.findChildren(ModelsPage)[0]
    assert page.isVisible()
    dialog._search.setText("voice")
    assert not page.isVisible()
    dialog._search.clear()
    assert page.isVisible()


@pytest.mark.parametrize(
    ("seconds", "said"), [(20, "less than a minute left"), (95, "2 min left"), (5_400, "1 h 30 min left")]
)
def test_the_time_left_is_told_in_minutes(seconds: float, said: str) -> None:
    assert time_left(seconds) == said


def test_a_size_has_a_decimal_only_from_a_gigabyte_on() -> None:
    assert (size_words(98_300_000), size_words(1_117_000_000)) == ("98 MB", "1.1 GB")
    assert in_words(Sentence("{size}", size=DataSize(1_117_000_000))) == "1.1 GB"


# --- voices


@pytest.fixture
def voices(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> VoicesBox:
    catalogue(desk)
    box = VoicesBox(desk.models, desk.settings, desk.sound, bridge)
    qtbot.addWidget(box)
    box.show()
    qtbot.waitUntil(lambda: bool(box._rows))
    return box


def items(chooser: Chooser) -> list[str]:
    return [chooser.itemText(at) for at in range(chooser.count())]


def choose(chooser: Chooser, data: str) -> None:
    chooser.setCurrentIndex(chooser.findData(data))
    chooser.activated.emit(chooser.currentIndex())


def test_each_language_that_one_speaks_has_a_voice_to_choose_and_to_hear(
    voices: VoicesBox, desk: PaperDesk, qtbot: QtBot
) -> None:
    desk.settings.change("talking.languages", ("de", "en", "it"))
    qtbot.waitUntil(lambda: list(voices._rows) == ["de", "en", "it"])
    assert items(voices.chooser("de")) == ["Automatic", "Thorsten"]
    assert items(voices.chooser("it")) == ["None on this device", "Paola (download, 64 MB)"]
    desk.models.change(
        "kokoro", state=ModelState.HERE, speakers=(("kokoro/af_heart", "Heart"), ("kokoro/am_adam", "Adam"))
    )
    qtbot.waitUntil(lambda: "Kokoro: Adam" in items(voices.chooser("en")))
    choose(voices.chooser("en"), "kokoro/am_adam")
    assert desk.settings.value("local.voices") == Entries({"en": "kokoro/am_adam"})
    voices.hear("en")
    voices.text.setText("Guten Abend.")
    voices.hear("de")
    assert desk.models_told == [
        ("say kokoro/am_adam", "Hello, this is how I sound."),
        ("say piper-de-thorsten", "Guten Abend."),
    ]
    qtbot.waitUntil(lambda: voices.said() == "That's how it sounds.")
    choose(voices.chooser("en"), "")
    assert desk.settings.value("local.voices") == Entries({})
    voices.speed.setValue(1.25)
    assert desk.settings.value("talking.speed") == 1.25
    desk.settings.change("talking.speed", 0.9)
    qtbot.waitUntil(lambda: voices.speed.value() == 0.9)


def test_a_voice_that_is_not_here_is_fetched_when_it_is_chosen_and_heard_before(
    voices: VoicesBox, desk: PaperDesk, qtbot: QtBot
) -> None:
    choose(voices.more, "it")
    qtbot.waitUntil(lambda: "it" in voices._rows)
    voices.hear("it")
    choose(voices.chooser("it"), "piper-it-paola")
    assert desk.models_told == [("try", "piper-it-paola"), ("get", "piper-it-paola")]
    assert "Downloading Paola" in voices.said()
    assert desk.settings.value("local.voices") == Entries({"it": "piper-it-paola"})


def test_a_file_of_ones_own_stays_chosen(voices: VoicesBox, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.settings.change("local.voices", {"fr": "/home/eva/voices/eva.onnx"})
    qtbot.waitUntil(lambda: "fr" in voices._rows)
    assert voices.chooser("fr").currentText() == "eva.onnx"


def test_a_voice_that_is_not_here_has_a_sample_where_its_publisher_has_one(
    desk: PaperDesk, bridge: Bridge, qtbot: QtBot
) -> None:
    catalogue(desk)
    desk.models.change("piper-it-paola", has_sample=True)
    page = opened(desk, bridge, qtbot)
    page.sections["voice"].choose_language("it")
    shown = frame(page, "piper-it-paola")
    assert offered(shown) == ["Get", "Hear a sample"]
    shown.try_out.click()
    assert desk.models_told[-1] == ("try", "piper-it-paola")


def test_a_taught_word_is_heard_as_it_is_spelled(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> None:
    row = next(row for row in Settings().rows() if row.key == "talking.said_as")
    changed: list[object] = []
    editor = editor_for(row, changed.append, desk, bridge, LIGHT)
    box = editor.widget
    qtbot.addWidget(box)
    assert isinstance(box, SpellingBox)
    box.hear.click()
    assert "how it's said" in box.told()
    editor.show(Entries({"nginx": "engine x", "Siobhan": "Shivawn"}))
    box._table.setCurrentCell(1, 0)
    box.hear.click()
    assert desk.models_told == [("say ", "Shivawn")]
    qtbot.waitUntil(lambda: box.told() == "")
    item = box._table.item(0, 1)
    assert item is not None
    item.setText("engine eks")
    assert changed == [{"nginx": "engine eks", "Siobhan": "Shivawn"}]


@pytest.mark.parametrize("page", ["local", "engines", "dictation", "talking"])
def test_no_row_is_wider_than_a_small_window_in_large_german_letters(desk: PaperDesk, qtbot: QtBot, page: str) -> None:
    desk.settings.change("appearance.text_size", 150)
    language.install("de")
    try:
        window = Window(desk)
        window.show()
        window.open_settings(SettingPlace(page))
        dialog = window.overlays.settings
        assert dialog is not None
        dialog.resize(720, 640)
        qtbot.waitUntil(lambda: dialog.width() == 720)
        inside = dialog._area.widget()
        assert inside is not None
        assert inside.minimumSizeHint().width() <= dialog._area.viewport().width()
        window.give_way()
    finally:
        language.install("en")
