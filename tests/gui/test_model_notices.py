"""A model that comes by itself is told, can be stopped, and is told when it is here."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.model_scenes import catalogue
from voiceapp.core.model_cards import ModelState
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.model_notices import ModelNotices
from voiceapp.gui.notices import Notices

MODEL = "qwen2.5-coder-0.5b"
EARS = "whisper-base"
Told: TypeAlias = Callable[[], str]


@pytest.fixture
def desk() -> Iterator[PaperDesk]:
    desk = PaperDesk()
    yield desk
    desk.close()


@pytest.fixture
def bridge(desk: PaperDesk, qtbot: QtBot) -> Iterator[Bridge]:
    made = Bridge(desk)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def notices(bridge: Bridge) -> Iterator[Notices]:
    made = Notices(lambda _: None)
    yield made
    made.deleteLater()


@pytest.fixture
def told(desk: PaperDesk, bridge: Bridge, notices: Notices, qtbot: QtBot) -> Told:
    """What the window says once it has shown everything that came."""
    ModelNotices(desk.models, bridge, notices, notices)

    def words() -> str:
        qtbot.waitUntil(lambda: bridge.idle)
        return notices.accessibleName()

    return words


def test_what_comes_by_itself_is_told_once_with_its_size(desk: PaperDesk, notices: Notices, told: Told) -> None:
    desk.models.change(MODEL, state=ModelState.FETCHING, by_itself=True)
    assert "491 MB" in told()
    desk.models.change(MODEL, done=100)
    assert "491 MB" in told()
    assert len(notices._news) == 1
    desk.models.change(MODEL, state=ModelState.IN_USE, by_itself=False)
    assert told().startswith("Qwen2.5 0.5B is here.")


def test_a_recogniser_is_told_as_one(desk: PaperDesk, told: Told) -> None:
    desk.models.change(EARS, state=ModelState.FETCHING, by_itself=True)
    assert "a better recogniser" in told()
    desk.models.change(EARS, state=ModelState.IN_USE, by_itself=False)
    assert "transcribes what you say next" in told()


@pytest.mark.parametrize("model", [MODEL, EARS])
def test_what_is_here_and_not_used_says_how_to_use_it(desk: PaperDesk, told: Told, model: str) -> None:
    desk.models.change(model, state=ModelState.FETCHING, by_itself=True)
    assert told().startswith("Downloading a better")
    desk.models.change(model, state=ModelState.HERE, by_itself=False)
    assert told().endswith("is here. To use it, choose it in Settings > Models.")


def test_its_button_stops_it(desk: PaperDesk, notices: Notices, told: Told) -> None:
    desk.models.change(MODEL, state=ModelState.FETCHING, by_itself=True)
    assert told()
    (button,) = [each for each in notices.findChildren(QPushButton) if each.text() == "Stop"]
    button.click()
    assert desk.models_told == [("cancel", MODEL)]


def test_what_was_asked_for_is_not_told_here(desk: PaperDesk, told: Told) -> None:
    desk.models.change(MODEL, state=ModelState.FETCHING)
    assert told() == ""
    desk.models.change(MODEL, state=ModelState.HERE)
    assert told() == ""


def test_it_ends_with_the_one_way_to_the_window(desk: PaperDesk, bridge: Bridge, told: Told) -> None:
    assert told() == ""
    assert len(desk.card_watchers) == 1
    bridge.close()
    assert desk.card_watchers == []


def test_a_voice_for_the_language_of_a_reply_is_offered_and_fetched_at_a_press(
    desk: PaperDesk, notices: Notices, told: Told, qtbot: QtBot
) -> None:
    catalogue(desk)
    desk.models.change("piper-it-paola", lacking_for="it")
    assert told() == "No voice on this device speaks Italian. Paola does (64 MB)."
    (button,) = (each for each in notices.findChildren(QPushButton) if each.text() == "Get")
    button.click()
    assert desk.models_told == [("get", "piper-it-paola")]
    desk.models.change("piper-it-paola", state=ModelState.IN_USE, lacking_for="")
    assert told() == "Paola is here. It speaks Italian from now on."
