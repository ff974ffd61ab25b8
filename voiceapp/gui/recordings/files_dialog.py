"""Asks which sound files are to be written down, and how. What is chosen is suggested the next time."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.desk import SettingsAccess
from voiceapp.core.dropped_files import endings_of_sound
from voiceapp.core.recordings.jobs import RecordedBy, RecordingOptions, VoicesBy
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.controls import Paragraph, SwitchControl
from voiceapp.gui.look.theme import EDGE, SPACE, Palette
from voiceapp.gui.recordings.persons_field import PersonsField, limits_of_voices
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr, translated
from voiceapp.settings.kinds import Profiles

LOWEST_LIST = 90
NARROWEST = 560
MOST_NAMED = 12
"""Of more persons than this, names are no longer translated."""


class FilesDialog(QDialog):
    wanted = Signal(object, object)
    """The paths, and the RecordingOptions."""

    def __init__(self, settings: SettingsAccess, paths: Iterable[str], palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filesDialog")
        self.setWindowTitle(tr("Transcribe files"))
        self.setAcceptDrops(True)
        self.setMinimumWidth(NARROWEST)
        self._settings = settings
        self.files = QListWidget()
        self.files.setAccessibleName(tr("Files"))
        self.files.setMinimumHeight(LOWEST_LIST)
        QShortcut(QKeySequence.StandardKey.Delete, self.files, self._leave_out)
        self.nothing = Paragraph(tr("Drop files here, choose some, or paste a path."))
        self.nothing.setObjectName("quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMinimumHeight(LOWEST_LIST)
        self.path = QLineEdit()
        self.path.setPlaceholderText(tr("Paste the path of a file or a folder"))
        self.path.setAccessibleName(tr("Path"))
        self.path.returnPressed.connect(self._take_path)
        choose = QPushButton(tr("Choose files…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self.choose)
        self.by, self.voices, self.sound, self.profile = Chooser(), Chooser(), Chooser(), Chooser()
        self._fill_choices()
        self.languages = QLineEdit(", ".join(self._value_of_words("recordings.languages")))
        self.languages.setPlaceholderText(tr("As in conversations, or e.g. en, de"))
        self.vocabulary = SwitchControl(palette)
        self.vocabulary.setChecked(bool(settings.value("recordings.vocabulary")))
        self.left, self.right = QLineEdit(tr("Left")), QLineEdit(tr("Right"))
        self.persons = QLineEdit()
        self.persons.setPlaceholderText(tr("In the order in which they first speak, if you know it"))
        self.count = PersonsField()
        self.by_voice = Paragraph(limits_of_voices())
        self.by_voice.setObjectName("quiet")
        self.voices.currentIndexChanged.connect(self._fit)
        self.voices.currentIndexChanged.connect(self._leave_device)
        self.by.currentIndexChanged.connect(self._leave_service)
        self.refused = QLabel()
        self.refused.setObjectName("quiet")
        self.refused.setWordWrap(True)
        self.refused.hide()
        self.start = QPushButton(tr("Transcribe"))
        self.start.setObjectName("primary")
        # Return in the field takes the path, and must not begin as well.
        self.start.setAutoDefault(False)
        self.start.clicked.connect(self._begin)
        self._lay_out(choose)
        self.add(paths)
        self._fit()
        (self.start if self.paths() else self.path).setFocus()

    def _lay_out(self, choose: QPushButton) -> None:
        line = QHBoxLayout()
        line.addWidget(self.path, 1)
        line.addWidget(choose)
        names = QWidget()
        both = QHBoxLayout(names)
        both.setContentsMargins(0, 0, 0, 0)
        for field, words in (
            (self.left, tr("Name on the left channel")),
            (self.right, tr("Name on the right channel")),
        ):
            field.setAccessibleName(words)
            both.addWidget(field)
        self._names = names
        self._form = QFormLayout()
        for words, widget in (
            (tr("Transcribed by"), self.by),
            (tr("Languages"), self.languages),
            (tr("Profile"), self.profile),
            (tr("Use the vocabulary"), self.vocabulary),
            (tr("Tell persons apart"), self.voices),
            (tr("Their names"), names),
            (tr("Their names"), self.persons),
            (tr("How many speak"), self.count),
            (tr("Sound"), self.sound),
        ):
            widget.setAccessibleName(words)
            self._form.addRow(words, widget)
        cancel = QPushButton(tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(SPACE)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.files, 1)
        column.addLayout(line)
        column.addLayout(self._form)
        column.addWidget(self.by_voice)
        column.addWidget(self.refused)
        column.addLayout(buttons)

    def _fill_choices(self) -> None:
        for words, by in (
            (tr("As in Settings > Engines"), RecordedBy.SETTINGS),
            (tr("The service"), RecordedBy.SERVICE),
            (tr("This device"), RecordedBy.DEVICE),
        ):
            self.by.addItem(words, by)
        self.voices.addItem(tr("No"), VoicesBy.NOTHING)
        self.voices.addItem(tr("By the channels of a stereo file"), VoicesBy.CHANNELS)
        self.voices.addItem(tr("By voice, on this device"), VoicesBy.DEVICE)
        self.sound.addItem(tr("Keep a copy (about 50 MB an hour)"), "copy")
        self.sound.addItem(tr("Play it from the file (no space)"), "file")
        self.profile.addItem(tr("None"), "")
        profiles = self._settings.value("profiles.list")
        if isinstance(profiles, Profiles):
            for profile in profiles:
                self.profile.addItem(translated(profile.name), profile.id)
        _choose(self.by, RecordedBy(str(self._settings.value("recordings.by"))))
        _choose(self.voices, VoicesBy(str(self._settings.value("recordings.voices"))))
        _choose(self.sound, str(self._settings.value("recordings.sound")))
        _choose(self.profile, str(self._settings.value("recordings.profile")))

    def _value_of_words(self, name: str) -> tuple[str, ...]:
        value = self._settings.value(name)
        return tuple(map(str, value)) if isinstance(value, tuple) else ()  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]

    def offer(self, ways: Iterable[VoicesBy]) -> None:
        """Offer also what a service can do now."""
        if VoicesBy.SERVICE in ways and self.voices.findData(VoicesBy.SERVICE) < 0:
            self.voices.addItem(tr("By their voices, by the service"), VoicesBy.SERVICE)
            if str(self._settings.value("recordings.voices")) == VoicesBy.SERVICE.value:
                _choose(self.voices, VoicesBy.SERVICE)

    # --- files

    def add(self, paths: Iterable[str]) -> None:
        known = set(self.paths())
        self.files.addItems([path for path in dict.fromkeys(paths) if path and path not in known])
        self._count()

    def _leave_out(self) -> None:
        self.files.takeItem(self.files.currentRow())
        self._count()

    def _count(self) -> None:
        some = self.files.count() > 0
        self.start.setEnabled(some)
        self.files.setVisible(some)
        self.nothing.setHidden(some)

    def paths(self) -> tuple[str, ...]:
        return tuple(self.files.item(row).text() for row in range(self.files.count()))

    def choose(self) -> None:
        endings = " ".join(f"*.{ending}" for ending in endings_of_sound())
        dialog = QFileDialog(
            self, tr("Choose files"), "", f"{tr('Sound and video')} ({endings});;{tr('All files')} (*)"
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.add)
        dialog.open()

    def _take_path(self) -> None:
        path = self.path.text().strip().strip("\"'").removeprefix("file://")
        if not path:
            return
        if Path(path).expanduser().exists():
            self.add([path])
            self.path.clear()
            self.refused.hide()
        else:
            self._refuse(tr("There's nothing at {0}.").format(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add(_files_of(event.mimeData()))
        event.acceptProposedAction()

    # --- the end

    def options(self) -> RecordingOptions:
        languages = self.languages.text().replace(",", " ").split()
        return RecordingOptions(
            RecordedBy(self.by.currentData()),
            tuple(languages),
            self.vocabulary.isChecked(),
            str(self.profile.currentData()),
            VoicesBy(self.voices.currentData()),
            self._names_given(),
            copies_sound=self.sound.currentData() == "copy",
            persons=self.count.value(),
        )

    def _names_given(self) -> tuple[str, ...]:
        if self.voices.currentData() not in (VoicesBy.SERVICE, VoicesBy.DEVICE):
            return self.left.text().strip() or tr("Left"), self.right.text().strip() or tr("Right")
        given = [name for name in map(str.strip, self.persons.text().split(",")) if name]
        return (*given, *(tr("Speaker {0}").format(number + 1) for number in range(len(given), MOST_NAMED)))

    def _begin(self) -> None:
        self._take_path()
        options = self.options()
        chosen: dict[str, object] = {
            "recordings.languages": list(options.languages),
            "recordings.by": options.by.value,
            "recordings.vocabulary": options.vocabulary,
            "recordings.profile": options.profile,
            "recordings.voices": options.voices.value,
            "recordings.sound": "copy" if options.copies_sound else "file",
        }
        for name, value in chosen.items():
            failure = self._settings.change(name, value)
            if failure is not None:
                self._refuse(in_words(failure))
                return
        spoken = self._value_of_words("recordings.languages")
        self.wanted.emit(self.paths(), replace(options, languages=spoken))
        self.accept()

    def _refuse(self, words: str) -> None:
        self.refused.setText(words)
        self.refused.show()

    def _fit(self) -> None:
        """Names are asked for only where persons are told apart."""
        self._form.setRowVisible(self._names, self.voices.currentData() is VoicesBy.CHANNELS)
        by_voice = self.voices.currentData() in (VoicesBy.SERVICE, VoicesBy.DEVICE)
        self._form.setRowVisible(self.persons, by_voice)
        here = self.voices.currentData() is VoicesBy.DEVICE
        self._form.setRowVisible(self.count, here)
        self.by_voice.setVisible(here)

    def _leave_device(self) -> None:
        """This device doesn't do what the service is wanted for."""
        if self.voices.currentData() is VoicesBy.SERVICE and self.by.currentData() is RecordedBy.DEVICE:
            _choose(self.by, RecordedBy.SETTINGS)

    def _leave_service(self) -> None:
        if self.voices.currentData() is VoicesBy.SERVICE and self.by.currentData() is RecordedBy.DEVICE:
            _choose(self.voices, VoicesBy.NOTHING)


def _choose(box: Chooser, value: object) -> None:
    box.setCurrentIndex(max(0, box.findData(value)))


def _files_of(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
