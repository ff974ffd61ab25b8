"""Opens, copies and saves a picture that was drawn, as the person wants it."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from voiceapp.core.pictures.picture_file import suffix_of
from voiceapp.core.talk.tool_arguments import fields_of
from voiceapp.core.transcript import Image, ToolCall
from voiceapp.gui.pictures.decoded import decoded
from voiceapp.gui.pictures.picture_window import PictureWindow
from voiceapp.gui.words import tr

LONGEST_NAME = 60


def prompt_of(call: ToolCall) -> str:
    """Return what a picture shows, as it was asked for."""
    return " ".join(fields_of(call.arguments).get("prompt", "").split())


def open_large(call: ToolCall, parent: QWidget) -> None:
    picture = decoded(call.images[-1])
    if not picture.isNull():
        PictureWindow(picture, prompt_of(call), parent.window()).show()


def copy(image: Image) -> None:
    QGuiApplication.clipboard().setImage(decoded(image))


def save(call: ToolCall, parent: QWidget) -> None:
    """Ask where, and write the file as it came."""
    image = call.images[-1]
    suffix = suffix_of(image.media_type)
    plain = "".join(sign if sign.isalnum() or sign in " -" else " " for sign in prompt_of(call))
    name = " ".join(plain[:LONGEST_NAME].split()) or tr("Picture")
    dialog = QFileDialog(parent.window(), tr("Save picture"), str(Path.home() / f"{name}{suffix}"), f"*{suffix}")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix.lstrip("."))
    dialog.selectFile(f"{name}{suffix}")

    def chosen(path: str) -> None:
        try:
            Path(path).write_bytes(image.data)
        except OSError as error:
            words = tr("The picture couldn't be saved: {0}. Choose another folder.").format(error.strerror)
            QMessageBox.warning(parent.window(), tr("Save picture"), words)

    dialog.fileSelected.connect(chosen)
    dialog.open()
