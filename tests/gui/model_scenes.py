"""The settings' page of models in its main states, for pictures and for tests that look at all of them."""

from dataclasses import replace

from PySide6.QtCore import QEventLoop, QPoint
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.desk import PaperDesk
from tests.gui.scenes import Scene
from voiceapp.core.model_cards import ModelCard, ModelState
from voiceapp.core.sentence import DataSize, Sentence, SettingPlace
from voiceapp.gui import language
from voiceapp.gui.settings.dialog import SettingsDialog
from voiceapp.gui.settings.models_page import ModelsPage
from voiceapp.gui.settings.voices_box import VoicesBox
from voiceapp.gui.window import Window
from voiceapp.local.catalogue import CATALOGUE

STATES: dict[str, dict[str, object]] = {
    "smollm2-135m": {"state": ModelState.HERE, "built_in": True},
    "qwen2.5-coder-0.5b": {"state": ModelState.IN_USE},
    "qwen2.5-coder-1.5b": {"state": ModelState.FETCHING, "done": 402_000_000, "seconds_left": 190.0},
    "whisper-tiny.en": {"state": ModelState.IN_USE, "built_in": True},
    "whisper-small": {
        "state": ModelState.PAUSED,
        "done": 120_000_000,
        "problem": Sentence(
            "There's no room for {size} on this disk. Free some space first.", size=DataSize(3 * 10**8)
        ),
    },
    "piper-en-joe": {"state": ModelState.IN_USE, "built_in": True},
    "piper-de-thorsten": {"state": ModelState.HERE},
    "kokoro": {"state": ModelState.HERE},
}
"""How far the models of the pictures are."""


def catalogue(desk: PaperDesk) -> None:
    """The real catalogue, as it could stand on somebody's computer."""
    desk.cards = tuple(
        replace(
            ModelCard(
                model.id,
                model.part,
                model.title,
                model.brings,
                model.licence,
                model.languages,
                model.size,
                model.memory,
                speakers=tuple((f"{model.id}/{each.id}", each.title) for each in model.speakers),
                has_sample=bool(model.sample),
                unfit=Sentence("Slow on this computer. You'd wait for each answer.") if model.size > 1.2e9 else None,
            ),
            **STATES.get(model.id, {}),  # type: ignore[arg-type]
        )
        for model in sorted(CATALOGUE, key=lambda each: (each.part, -each.rank))
    )


def page_of(window: Window) -> ModelsPage:
    assert window.overlays.settings is not None
    return window.overlays.settings.findChildren(ModelsPage)[0]


def opened_at(window: Window, size: tuple[int, int] = (860, 900), part: str = "") -> SettingsDialog:
    """Open the page with its models on it, scrolled to a part."""
    window.open_settings(SettingPlace("local"))
    dialog = window.overlays.settings
    assert dialog is not None
    dialog.resize(*size)
    page = page_of(window)
    while not page.sections:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    for _ in range(3):
        QApplication.processEvents()
    if part:
        inside = dialog._area.widget()
        assert inside is not None
        dialog._area.verticalScrollBar().setValue(page.sections[part].mapTo(inside, QPoint(0, 0)).y())
    return dialog


def models(window: Window, desk: PaperDesk) -> QWidget | None:
    return opened_at(window)


def models_below(window: Window, desk: PaperDesk) -> QWidget | None:
    desk.settings.change("local.voice", "piper-en-joe")
    return opened_at(window, part="ears")


def german_models(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    return opened_at(window, part="voice")


def asked_in_little_room(window: Window, desk: PaperDesk) -> QWidget | None:
    """The least room and the most words, where a question is asked."""
    language.install("de")
    desk.settings.change("appearance.text_size", 150)
    dialog = opened_at(window, (720, 500))
    frame = page_of(window).sections["brain"].frame_of("qwen2.5-coder-0.5b")
    frame.delete.click()
    QApplication.processEvents()
    dialog._area.ensureWidgetVisible(frame)
    return dialog


def end_of_the_page(window: Window, desk: PaperDesk) -> QWidget | None:
    dialog = opened_at(window, (720, 500))
    dialog._area.verticalScrollBar().setValue(dialog._area.verticalScrollBar().maximum())
    return dialog


def large_end_of_the_page(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    desk.settings.change("appearance.text_size", 150)
    return end_of_the_page(window, desk)


def voices(window: Window, desk: PaperDesk) -> QWidget | None:
    """The voices of each language, with Kokoro's speakers among them and one to be fetched."""
    desk.settings.change("talking.languages", ("de", "en", "it"))
    desk.settings.change("local.voices", {"en": "kokoro/am_michael"})
    dialog = opened_at(window)
    box = dialog.findChildren(VoicesBox)[0]
    for _ in range(3):
        QApplication.processEvents()
    inside = dialog._area.widget()
    assert inside is not None
    dialog._area.verticalScrollBar().setValue(box.mapTo(inside, QPoint(0, 0)).y())
    return dialog


def german_voices(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    return voices(window, desk)


def german_pronunciation(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    desk.settings.change("talking.said_as", {"nginx": "engine x", "Siobhan": "Schiwohn", "Gen (de)": "Gehn"})
    window.open_settings(SettingPlace("talking"))
    dialog = window.overlays.settings
    assert dialog is not None
    dialog.resize(860, 700)
    for _ in range(3):
        QApplication.processEvents()
    dialog._area.ensureWidgetVisible(dialog.shown["talking.said_as"].box)
    return dialog


MODEL_SCENES: dict[str, Scene] = {
    "models": Scene(models, prepare=catalogue),
    "models-below": Scene(models_below, prepare=catalogue),
    "german-models": Scene(german_models, prepare=catalogue),
    "voices": Scene(voices, prepare=catalogue),
    "german-voices": Scene(german_voices, prepare=catalogue),
    "german-pronunciation": Scene(german_pronunciation, prepare=catalogue),
    "models-low": Scene(end_of_the_page, prepare=catalogue),
    "german-models-low-large-text": Scene(asked_in_little_room, prepare=catalogue),
    "german-models-large-end": Scene(large_end_of_the_page, prepare=catalogue),
}
