"""The card of a picture: as it comes, and what can be done with it when it is there."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.picture_scenes import call, lake, painted, talk
from tests.gui.scenes import show_talk
from voiceapp.core.messages import ItemDeleted, ShowItem, TextEntered, ToolPermitted
from voiceapp.core.transcript import Image, ToolCall, ToolState
from voiceapp.gui.pictures.decoded import decoded
from voiceapp.gui.pictures.picture_window import PictureWindow
from voiceapp.gui.transcript.line_pictures import DRAWN, MOST_KEPT, SHARP, LinePictures
from voiceapp.gui.transcript.line_words import spoken_line
from voiceapp.gui.transcript.picture_card import PictureCard
from voiceapp.gui.window import Window


def card(window: Window, qtbot: QtBot) -> PictureCard:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(PictureCard)))
    return next(each for each in window.findChildren(PictureCard) if each.isVisible())


def button(window: Window, qtbot: QtBot, name: str) -> QAbstractButton:
    buttons: list[QAbstractButton] = card(window, qtbot).findChildren(QAbstractButton)
    return next(each for each in buttons if name in (each.accessibleName(), each.text()))


def shown(window: Window, desk: PaperDesk, item: ToolCall) -> None:
    show_talk(desk, items=talk(item))


def test_a_picture_on_its_way_is_seen_and_can_be_cancelled(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    running = call(2, ToolState.RUNNING)
    shown(window, desk, running)
    cancel = button(window, qtbot, "Cancel")
    assert "Drawing “a mountain lake at sunset”…" in cancel.accessibleDescription()
    low = window.transcript.row_rect(1).height()
    desk.show(ShowItem(replace(running, images=(painted(done=0.03),))))
    qtbot.waitUntil(lambda: window.transcript.row_rect(1).height() > low + 200)
    button(window, qtbot, "Cancel").click()
    assert desk.told[-1] == ToolPermitted(running.id, allowed=False)


def test_what_it_shows_is_its_name_for_screen_readers(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    shown(window, desk, lake())
    assert card(window, qtbot).accessibleName() == "Picture: “a mountain lake at sunset”"
    assert spoken_line(lake()) == "Picture: “a mountain lake at sunset”"


def test_it_opens_large(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    shown(window, desk, lake())
    button(window, qtbot, "Open large").click()
    (large,) = window.findChildren(PictureWindow)
    assert large.shown.accessibleName() == "a mountain lake at sunset"
    assert large.width() / large.height() == pytest.approx(1.5, abs=0.05)
    large.close()


def test_it_is_copied_as_a_picture(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    shown(window, desk, lake())
    button(window, qtbot, "Copy picture").click()
    assert QGuiApplication.clipboard().image().size() == QSize(1536, 1024)


def test_it_is_saved_as_it_came(window: Window, desk: PaperDesk, qtbot: QtBot, tmp_path: Path) -> None:
    item = lake()
    shown(window, desk, item)
    button(window, qtbot, "Save picture").click()
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("a mountain lake at sunset.png")
    dialog.fileSelected.emit(str(tmp_path / "lake.png"))
    dialog.close()
    assert (tmp_path / "lake.png").read_bytes() == item.images[0].data


def test_it_is_taken_into_the_message_to_be_changed(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    shown(window, desk, lake())
    button(window, qtbot, "Change picture").click()
    assert [(image.width, image.height) for image in window.composer.images] == [(1536, 1024)]
    window.composer.setPlainText("Make the sky red")
    window.composer.send()
    sent = desk.told[-1]
    assert isinstance(sent, TextEntered)
    assert (sent.text, len(sent.images)) == ("Make the sky red", 1)


def test_it_is_deleted_and_that_can_be_undone(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    item = lake()
    shown(window, desk, item)
    button(window, qtbot, "Delete picture").click()
    assert ItemDeleted(item.id) in desk.told


def test_pictures_are_decoded_no_larger_than_they_are_shown() -> None:
    pictures = LinePictures()
    for number in range(MOST_KEPT + 3):
        pictures.placed(call(number, ToolState.DONE, painted(sky=f"#{number:02d}8040")), 600)
    assert len(pictures._decoded) == MOST_KEPT
    largest = max(each.sizeInBytes() for each in pictures._decoded.values())
    assert largest <= DRAWN.width() * DRAWN.height() * SHARP * SHARP * 4


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\nrubbish", b"<svg/>"])
def test_what_is_no_picture_is_none(data: bytes) -> None:
    assert decoded(Image("image/png", data, 9, 9)).isNull()
