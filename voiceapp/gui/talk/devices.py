"""Offers microphones and loudspeakers to choose from, in a popover together with the volume."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QSlider, QWidget

from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure
from voiceapp.core.sound_access import DeviceChoice
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.popover import Popover
from voiceapp.gui.look.theme import SPACE, WIDE
from voiceapp.gui.words import tr

SETTLE_MS = 250
"""Milliseconds for which a slider must rest before its position becomes a setting."""
ROOM = 260
"""The widest that the name of a device may be, in pixels."""


class DeviceList(Chooser):
    """Microphones or loudspeakers, looked up when the list is opened."""

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge], setting: str, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._desk = desk
        self._bridge = bridge
        self._setting = setting
        self._used = ""
        self.addItem(tr("System default"), "")
        chosen = str(desk.settings.value(setting) or "")
        if chosen:
            self.addItem(chosen, chosen)
            self.setCurrentIndex(1)
        self.activated.connect(self._chosen)

    def showPopup(self) -> None:
        self.look()
        super().showPopup()

    def look(self) -> None:
        ask = self._desk.sound.microphones if self._setting == "sound.input_device" else self._desk.sound.speakers
        ask(self._bridge().answer(self._found))

    def show_used(self, name: str | None) -> None:
        """Shows the device that is really open beside "as the system"."""
        system = tr("System default")
        self._used = name or ""
        self.setItemText(0, f"{system} · {name}" if name and not self._desk.settings.value(self._setting) else system)
        self.setToolTip(name or self.currentText())
        self.update()

    def words_shown(self) -> str:
        """The device in use, whatever was chosen."""
        return self._used or self.currentText()

    def _found(self, choices: tuple[DeviceChoice, ...] | Failure) -> None:
        if isinstance(choices, Failure):
            return
        chosen = str(self._desk.settings.value(self._setting) or "")
        first = self.itemText(0)
        with QSignalBlocker(self):
            self.clear()
            self.addItem(first, "")
            for choice in choices:
                self.addItem(choice.label, choice.name)
            if chosen and self.findData(chosen) < 0:
                self.addItem(tr("{0} (unavailable)").format(chosen), chosen)
            self.setCurrentIndex(max(0, self.findData(chosen)))
        if self.view().isVisible():
            self.fit_popup()

    def _chosen(self) -> None:
        self._desk.settings.change(self._setting, self.currentData())


class SoundPopover(Popover):
    """A popover for where the voice comes from, where replies go, and how loud they are."""

    refused = Signal(object)
    """A Failure: a choice could not be saved."""

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge], anchor: QWidget) -> None:
        super().__init__(anchor)
        self.setAccessibleName(tr("Sound"))
        self._desk = desk
        self.microphone = DeviceList(desk, bridge, "sound.input_device", tr("Microphone"))
        self.speaker = DeviceList(desk, bridge, "sound.output_device", tr("Speaker"))
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setObjectName("volume")
        self.volume.setRange(0, 100)
        self.volume.setAccessibleName(tr("Volume"))
        # Louder is always to the right, because the style fills the groove from the left.
        self.volume.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self._keep_volume)
        self.show_volume()
        self.volume.valueChanged.connect(lambda: self._settling.start())
        grid = QGridLayout(self.inside)
        grid.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        grid.setHorizontalSpacing(WIDE)
        grid.setVerticalSpacing(SPACE)
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Microphone"), self.microphone),
            (tr("Speaker"), self.speaker),
            (tr("Volume"), self.volume),
        )
        for row, (words, control) in enumerate(rows):
            label = QLabel(words)
            label.setObjectName("quiet")
            label.setBuddy(control)
            control.setMinimumWidth(ROOM)
            grid.addWidget(label, row, 0)
            grid.addWidget(control, row, 1)
        self.setFocusProxy(self.microphone)

    def show_devices(self, microphone: str | None, speaker: str | None) -> None:
        self.microphone.show_used(microphone)
        self.speaker.show_used(speaker)

    def told(self) -> str:
        """The devices in use, in one line."""
        return f"{self.microphone.words_shown()} · {self.speaker.words_shown()}"

    def show_volume(self) -> None:
        wanted = self._desk.settings.value("sound.output_volume")
        if isinstance(wanted, int) and not self.volume.isSliderDown():
            with QSignalBlocker(self.volume):
                self.volume.setValue(wanted)

    def _keep_volume(self) -> None:
        failure = self._desk.settings.change("sound.output_volume", self.volume.value())
        if failure is not None:
            self.refused.emit(failure)
