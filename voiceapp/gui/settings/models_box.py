"""Shows the models on this device in one place: which there are, and how to get better ones."""

from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.failures import Failure
from voiceapp.core.services_access import LocalModel, ServicesAccess
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.theme import EDGE, SPACE
from voiceapp.gui.sentences import in_words, size_words
from voiceapp.gui.words import tr


class ModelsBox(QWidget):
    def __init__(self, services: ServicesAccess, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._bridge = bridge
        self._table = QGridLayout()
        self._cells: list[QLabel] = []
        self._table.setHorizontalSpacing(EDGE)
        self._part = Chooser()
        self._part.setObjectName("fetchPart")
        self._part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._part.setAccessibleName(tr("Model"))
        self._address = QLineEdit()
        self._address.setObjectName("fetchAddress")
        self._address.setPlaceholderText(tr("Address of a model file (https)"))
        self._address.setAccessibleName(tr("Address of a model file (https)"))
        self._checksum = QLineEdit()
        self._checksum.setObjectName("fetchChecksum")
        self._checksum.setPlaceholderText(tr("SHA-256 (optional)"))
        self._checksum.setAccessibleName(tr("SHA-256 (optional)"))
        self._button = QPushButton(tr("Download and use"))
        self._button.setObjectName("fetchModel")
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self._fetch)
        self._progress = QProgressBar()
        self._progress.setObjectName("fetchProgress")
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._said = QLabel(
            tr("A model of your own can be used, too: the file's address is enough, or its path below.")
        )
        self._said.setObjectName("quiet")
        self._said.setWordWrap(True)
        title = QLabel(tr("Your own model"))
        title.setObjectName("phase")
        title.setContentsMargins(0, SPACE, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self._part)
        line.addWidget(self._address, 1)
        end = QHBoxLayout()
        end.addWidget(self._checksum, 1)
        end.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(title)
        column.addLayout(self._table)
        column.addWidget(self._said)
        column.addLayout(line)
        column.addLayout(end)
        column.addWidget(self._progress)
        self.look()

    def look(self) -> None:
        self._services.local_models(self._bridge.answer(self._show))

    def said(self) -> str:
        return self._said.text()

    def shown(self) -> str:
        """The table as it is read aloud."""
        return "\n".join(label.text() for label in self._cells)

    def _show(self, models: tuple[LocalModel, ...] | Failure) -> None:
        if isinstance(models, Failure):
            self._said.setText(in_words(models))
            return
        for old in self._cells:
            self._table.removeWidget(old)
            old.deleteLater()
        self._cells.clear()
        chosen = self._part.currentData()
        self._part.clear()
        for place, model in enumerate(models):
            if model.part != "ears":  # a Whisper model is a folder, which no URL points to
                self._part.addItem(in_words(model.what), model.part)
            for column, text in enumerate(_cells(model)):
                label = QLabel(text)
                label.setObjectName("" if column == 0 else "quiet")
                label.setWordWrap(column == 1)
                label.setToolTip(f"{model.path}\nSHA-256 {model.sha256}" if model.sha256 else model.path)
                self._table.addWidget(label, place, column)
                self._cells.append(label)
            self._table.setColumnStretch(1, 1)
        self._part.setCurrentIndex(max(0, self._part.findData(chosen)))

    def _fetch(self) -> None:
        address = self._address.text().strip()
        if not address:
            self._address.setFocus()
            return
        self._button.setEnabled(False)
        self._progress.setRange(0, 0)
        self._progress.show()
        self._said.setText(tr("Downloading…"))
        tell = self._bridge.answer(self._so_far)
        self._services.fetch_model(
            str(self._part.currentData()),
            address,
            self._checksum.text().strip(),
            lambda done, whole: tell((done, whole)),
            self._bridge.answer(self._fetched),
        )

    def _so_far(self, told: tuple[int, int] | Failure) -> None:
        if isinstance(told, Failure) or self._button.isEnabled():
            return
        done, whole = told
        if whole:
            self._progress.setRange(0, 1000)
            self._progress.setValue(done * 1000 // whole)
            self._said.setText(tr("{0} of {1}").format(size_words(done), size_words(whole)))

    def _fetched(self, model: LocalModel | Failure) -> None:
        self._button.setEnabled(True)
        self._progress.hide()
        if isinstance(model, Failure):
            self._said.setText(in_words(model))
            return
        self._address.clear()
        self._checksum.clear()
        self._said.setText("\n".join((tr("Now using {0}").format(model.name), f"SHA-256 {model.sha256}")))
        self.look()


def _cells(model: LocalModel) -> tuple[str, str]:
    what = in_words(model.what)
    if model.problem:
        return what, in_words(model.problem)
    whose = tr("your own") if model.own else tr("built in")
    return what, " · ".join((model.name, size_words(model.bytes), whose))
