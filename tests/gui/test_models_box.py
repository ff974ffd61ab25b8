"""The models on this machine, in one place of the settings."""

from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.settings.models_box import ModelsBox


def box(desk: PaperDesk, qtbot: QtBot) -> ModelsBox:
    made = ModelsBox(desk.services, Bridge(desk))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "mine.gguf" in made.shown())
    return made


def test_it_shows_what_there_is_and_what_is_missing(desk: PaperDesk, qtbot: QtBot) -> None:
    shown = box(desk, qtbot).shown()
    assert "78 MB" in shown
    assert "built in" in shown
    assert "4.0 GB" in shown
    assert "your own" in shown
    assert "not installed" in shown


def test_a_model_is_fetched_from_an_address_that_the_person_gives(desk: PaperDesk, qtbot: QtBot) -> None:
    made = box(desk, qtbot)
    made._button.click()
    assert desk.fetched == [], "nothing is fetched without an address"
    made._address.setText(" https://example.org/new.gguf ")
    made._checksum.setText("abc")
    made._button.click()
    qtbot.waitUntil(lambda: "Now using new.gguf" in made.said())
    assert desk.fetched == [("brain", "https://example.org/new.gguf", "abc")]
    assert made._button.isEnabled()
    assert not made._progress.isVisible()
