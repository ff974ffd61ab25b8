"""Files that are dropped onto the window are taken as what they are, and what is dragged out is a file and a text."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.gui.dragged_out import _folder, dragged_out  # pyright: ignore[reportPrivateUsage]
from voiceapp.gui.window import Window


def drop(window: Window, *paths: Path) -> bool:
    """Drop them as a desktop does. Answers whether the window would take them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, entering)
    if not entering.isAccepted():
        return False
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, left, none))
    return True


def told(window: Window) -> str:
    return " ".join(label.text() for label in window.notices.findChildren(QLabel))


def test_pictures_and_texts_go_into_the_message(window: Window, tmp_path: Path) -> None:
    picture, text = tmp_path / "a.png", tmp_path / "notes.md"
    drawn = QImage(4, 3, QImage.Format.Format_RGB32)
    drawn.fill(0)
    assert drawn.save(str(picture))
    text.write_text("# Notes\nof today", encoding="utf-8")
    assert drop(window, picture, text)
    assert [(image.width, image.height) for image in window.composer.images] == [(4, 3)]
    assert window.composer.toPlainText() == "# Notes\nof today"
    assert window.composer.hasFocus()


def test_exported_conversations_are_taken_in(window: Window, desk: PaperDesk, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "conversations.json"
    assert drop(window, file)
    qtbot.waitUntil(lambda: desk.imported == [str(file)])


def test_for_recordings_and_folders_of_them_it_is_asked_how(window: Window, tmp_path: Path) -> None:
    (tmp_path / "calls").mkdir()
    assert drop(window, tmp_path / "memo.m4a", tmp_path / "calls")
    assert window.rooms.recordings.dialog is not None
    assert window.rooms.recordings.dialog.paths() == (str(tmp_path / "memo.m4a"), str(tmp_path / "calls"))


def test_what_is_too_long_or_nothing_for_here_is_said(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("x" * 200_000, encoding="utf-8")
    assert drop(window, long)
    qtbot.waitUntil(lambda: "long.txt is too long" in told(window))
    assert drop(window, tmp_path / "gone.txt")
    qtbot.waitUntil(lambda: "gone.txt can't be used here" in told(window))
    assert window.composer.toPlainText() == ""


def test_what_is_no_file_is_not_taken(window: Window) -> None:
    assert not drop(window)


def test_a_file_that_is_pasted_into_the_message_is_taken_alike(window: Window, desk: PaperDesk, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("pasted", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(text))])
    window.composer.insertFromMimeData(data)
    assert window.composer.toPlainText() == "pasted"


def test_what_is_dragged_out_is_a_file_of_its_owners_and_a_text() -> None:
    data = dragged_out("Message.md", "Grüße")
    (url,) = data.urls()
    path = Path(url.toLocalFile())
    assert data.text() == "Grüße"
    assert path.read_text(encoding="utf-8") == "Grüße"
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_second_one_of_that_name_leaves_the_first_whole() -> None:
    first, second = (Path(dragged_out("Message.md", text).urls()[0].toLocalFile()) for text in ("one", "two"))
    assert (first.read_text(encoding="utf-8"), second.read_text(encoding="utf-8")) == ("one", "two")
    assert first.parents[1] == second.parents[1], "one folder holds them all"
    shutil.rmtree(first.parents[1])
    again = Path(dragged_out("Message.md", "three").urls()[0].toLocalFile())
    assert again.read_text(encoding="utf-8") == "three", "also when the system cleared the folder away"


@pytest.mark.expects_log
def test_where_no_file_can_be_written_the_text_is_dragged_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _folder.cache_clear()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    data = dragged_out("Message.md", "words")
    assert (data.text(), data.urls()) == ("words", [])


def test_nothing_that_was_dragged_out_stays_when_the_app_has_ended(tmp_path: Path) -> None:
    script = (
        "from voiceapp.gui.dragged_out import dragged_out; print(dragged_out('a.md', 'words').urls()[0].toLocalFile())"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.startswith(str(tmp_path))
    assert list(tmp_path.iterdir()) == []
