"""A model that comes by itself is told, can be stopped, and is told when it is here."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.gui.desk import PaperDesk
from voiceapp.core.model_cards import ModelState
from voiceapp.gui.model_notices import ModelNotices
from voiceapp.gui.notices import Notices

MODEL = "qwen2.5-coder-0.5b"
EARS = "whisper-base"


@pytest.fixture
def desk() -> Iterator[PaperDesk]:
    desk = PaperDesk()
    yield desk
    desk.close()


@pytest.fixture
def notices(qapp: QApplication) -> Iterator[Notices]:
    made = Notices(lambda _: None)
    yield made
    made.deleteLater()


def told(notices: Notices, qapp: QApplication) -> str:
    qapp.processEvents()
    return notices.accessibleName()


def test_what_comes_by_itself_is_told_once_with_its_size(desk: PaperDesk, notices: Notices, qapp: QApplication) -> None:
    shown = ModelNotices(desk.models, notices)
    desk.models.change(MODEL, state=ModelState.FETCHING, by_itself=True)
    desk.models.change(MODEL, done=100)
    assert "491 MB" in told(notices, qapp)
    assert len(notices._news) == 1
    desk.models.change(MODEL, state=ModelState.IN_USE, by_itself=False)
    assert told(notices, qapp).startswith("Qwen2.5 0.5B is here.")
    shown.close()
    assert desk.card_watchers == []


def test_a_recogniser_is_told_as_one(desk: PaperDesk, notices: Notices, qapp: QApplication) -> None:
    shown = ModelNotices(desk.models, notices)
    desk.models.change(EARS, state=ModelState.FETCHING, by_itself=True)
    assert "a better recogniser" in told(notices, qapp)
    desk.models.change(EARS, state=ModelState.IN_USE, by_itself=False)
    assert "transcribes what you say next" in told(notices, qapp)
    shown.close()


@pytest.mark.parametrize("model", [MODEL, EARS])
def test_what_is_here_and_not_used_says_how_to_use_it(
    desk: PaperDesk, notices: Notices, qapp: QApplication, model: str
) -> None:
    shown = ModelNotices(desk.models, notices)
    desk.models.change(model, state=ModelState.FETCHING, by_itself=True)
    qapp.processEvents()
    desk.models.change(model, state=ModelState.HERE, by_itself=False)
    assert told(notices, qapp).endswith("is here. To use it, choose it in Settings > Models.")
    shown.close()


def test_its_button_stops_it(desk: PaperDesk, notices: Notices, qapp: QApplication) -> None:
    shown = ModelNotices(desk.models, notices)
    desk.models.change(MODEL, state=ModelState.FETCHING, by_itself=True)
    qapp.processEvents()
    (button,) = [each for each in notices.findChildren(QPushButton) if each.text() == "Stop"]
    button.click()
    assert desk.models_told == [("cancel", MODEL)]
    shown.close()


def test_what_was_asked_for_is_not_told_here(desk: PaperDesk, notices: Notices, qapp: QApplication) -> None:
    shown = ModelNotices(desk.models, notices)
    desk.models.change(MODEL, state=ModelState.FETCHING)
    desk.models.change(MODEL, state=ModelState.HERE)
    assert told(notices, qapp) == ""
    shown.close()
