"""Leads through the first start: microphone, voice, engine. Three quiet steps in the place of the talk; each can be
skipped.

The button below works all the while. It ends in a first sentence, spoken and answered.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.desk import Desk, Probe
from voiceapp.core.failures import Failure
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.controls import LevelMeter
from voiceapp.gui.look.theme import Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.settings.key_box import KeyBox
from voiceapp.gui.talk.devices import DeviceList
from voiceapp.gui.words import tr
from voiceapp.settings.engine_kinds import ALL_HERE, ENGINES
from voiceapp.settings.kinds import TextKind
from voiceapp.settings.model import Settings

SECONDS = 3.0
EVERY_ENGINE = tuple(kind.name for kind in ENGINES)


class FirstStart(QWidget):
    done = Signal()
    """It was gone through, or skipped: it does not come again."""
    heard = Signal(float)

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("firstStart")
        self._desk = desk
        self._bridge = bridge
        self._begun = False
        self._stop_hearing: Callable[[], None] | None = None
        self.heard.connect(self._show_level, Qt.ConnectionType.QueuedConnection)
        self.steps = QStackedWidget()
        self._number = QLabel()
        self._number.setObjectName("small")
        self._skip = QPushButton(tr("Skip"))
        self._skip.setObjectName("link")
        self._skip.clicked.connect(self._end)
        self._back = QPushButton(tr("Back"))
        self._back.clicked.connect(lambda: self._go(self.steps.currentIndex() - 1))
        self._next = QPushButton(tr("Next"))
        self._next.setObjectName("primary")
        self._next.clicked.connect(lambda: self._go(self.steps.currentIndex() + 1))
        for step in (self._microphone(), self._voice(), self._engine(), self._end_step()):
            self.steps.addWidget(step)
        buttons = QHBoxLayout()
        buttons.addWidget(self._skip)
        buttons.addStretch(1)
        buttons.addWidget(self._number)
        buttons.addSpacing(8)
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        card = QFrame()
        card.setObjectName("card")
        card.setMaximumWidth(560)
        column = QVBoxLayout(card)
        column.setContentsMargins(28, 22, 28, 18)
        column.setSpacing(14)
        column.addWidget(self.steps, 1)
        column.addLayout(buttons)
        inside = QWidget()
        around = QHBoxLayout(inside)
        around.setContentsMargins(0, 8, 0, 8)
        around.addStretch(1)
        around.addWidget(card, 100, Qt.AlignmentFlag.AlignVCenter)
        around.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._go(0)

    def use(self, palette: Palette) -> None:
        self._level.use(palette)

    # --- the steps

    def _step(self, title: str, words: str) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QLabel(title)
        head.setObjectName("title")
        head.setWordWrap(True)
        text = QLabel(words)
        text.setWordWrap(True)
        column.addWidget(head)
        column.addWidget(text)
        page.setAccessibleName(title)
        return page, column

    def _microphone(self) -> QWidget:
        page, column = self._step(
            tr("Can it hear you?"),
            tr("Say something: the bar moves with your voice. Choose another microphone if not."),
        )
        self._device = DeviceList(self._desk, self._bridge, "sound.input_device", tr("Microphone"))
        self._device.activated.connect(lambda: self._listen(on=True))
        self._level = LevelMeter()
        self._level.setFixedHeight(16)
        self._level.setAccessibleName(tr("Level of the microphone"))
        column.addWidget(self._device)
        column.addWidget(self._level)
        column.addLayout(self._trial(tr("Hear yourself"), self._test, "tryMicrophone"))
        column.addStretch(1)
        return page

    def _voice(self) -> QWidget:
        page, column = self._step(
            tr("Can you hear it?"), tr("Choose where replies are heard, and the voice that speaks them.")
        )
        speaker = DeviceList(self._desk, self._bridge, "sound.output_device", tr("Loudspeaker"))
        self._voices = Chooser()
        self._voices.setAccessibleName(tr("Voice"))
        kind = Settings().row("realtime.voice").kind
        self._voices.addItems(list(kind.suggestions) if isinstance(kind, TextKind) else [])
        self._voices.setCurrentText(str(self._desk.settings.value("realtime.voice")))
        self._voices.activated.connect(lambda: self._desk.settings.change("realtime.voice", self._voices.currentText()))
        form = QFormLayout()
        form.addRow(tr("Loudspeaker"), speaker)
        form.addRow(tr("Voice"), self._voices)
        column.addLayout(form)
        column.addLayout(self._trial(tr("Hear it"), self._sample, "tryVoice"))
        column.addStretch(1)
        return page

    def _engine(self) -> QWidget:
        page, column = self._step(
            tr("Who answers?"),
            tr("It works as it is, without a network and without a key. A service answers faster and knows more."),
        )
        self._here = QRadioButton(tr("This machine alone: nothing leaves it"))
        self._service = QRadioButton(tr("The OpenAI API, and this machine when it cannot be reached"))
        self._other = QRadioButton(tr("Another service that speaks the same API"))
        self._key = KeyBox(self._desk.services, self._bridge())
        self._address = QLineEdit()
        self._address.setAccessibleName(tr("Address of the service"))
        self._address.setPlaceholderText("https://…/v1")
        self._address.setText(str(self._desk.settings.value("engines.base_url") or ""))
        self._address.editingFinished.connect(self._keep_address)
        order = self._desk.settings.value("engines.order")
        chosen = self._here if order == ALL_HERE else self._other if self._address.text() else self._service
        chosen.setChecked(True)
        for button in (self._here, self._service, self._other):
            button.toggled.connect(self._engine_chosen)
            column.addWidget(button)
        column.addWidget(self._address)
        column.addWidget(self._key)
        column.addLayout(self._trial(tr("Try the connection"), self._connect, "tryEngine"))
        column.addStretch(1)
        self._show_engine()
        return page

    def _end_step(self) -> QWidget:
        page, column = self._step(
            tr("Say hello"),
            tr("Press the round button below, or Space, and say a first sentence. You can interrupt at any time."),
        )
        column.addStretch(1)
        return page

    def _trial(self, words: str, begin: Callable[[QPushButton, QLabel], None], name: str) -> QHBoxLayout:
        """A button that tries what was chosen, and beside it what came of it."""
        said = QLabel()
        said.setObjectName("quiet")
        said.setWordWrap(True)
        button = QPushButton(words)
        button.setObjectName(name)
        button.clicked.connect(lambda: begin(button, said))
        row = QHBoxLayout()
        row.addWidget(button)
        row.addWidget(said, 1)
        return row

    # --- going through

    def _go(self, step: int) -> None:
        if step >= self.steps.count():
            self._end()
            return
        self.steps.setCurrentIndex(max(0, step))
        last = step == self.steps.count() - 1
        self._back.setVisible(step > 0)
        self._next.setText(tr("Done") if last else tr("Next"))
        self._skip.setVisible(not last)
        self._number.setText(tr("Step {0} of {1}").format(step + 1, 3) if not last else "")
        if self.isVisible():
            self._listen(on=step == 0)

    def begin(self) -> None:
        """Seen for the first time: the microphone is opened now, and not before."""
        self._begun = True
        self._listen(on=self.isVisible() and self.steps.currentIndex() == 0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._listen(on=False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._begun:
            self._listen(on=self.steps.currentIndex() == 0)

    def leave(self) -> None:
        """The microphone is wanted elsewhere."""
        self._listen(on=False)

    def _end(self) -> None:
        self._listen(on=False)
        self.done.emit()

    def _listen(self, *, on: bool) -> None:
        stop, self._stop_hearing = self._stop_hearing, None
        if stop is not None:
            stop()
        if on:
            self._stop_hearing = self._desk.sound.open_level_meter(self.heard.emit)

    def _show_level(self, decibels: float) -> None:
        if self._stop_hearing is not None:
            self._level.show_level(decibels)

    # --- trying

    def _told(self, button: QPushButton, said: QLabel) -> Callable[[Probe | Failure], None]:
        def told(probe: Probe | Failure) -> None:
            button.setEnabled(True)
            said.setText(in_words(probe if isinstance(probe, Failure) else probe.sentence))
            self._listen(on=self.isVisible() and self.steps.currentIndex() == 0)

        return told

    def _test(self, button: QPushButton, said: QLabel) -> None:
        self._listen(on=False)
        button.setEnabled(False)
        said.setText(tr("Speak now…"))
        self._desk.sound.test(SECONDS, self._bridge().answer(self._told(button, said)))

    def _sample(self, button: QPushButton, said: QLabel) -> None:
        button.setEnabled(False)
        said.setText("")
        self._desk.sound.say_sample(self._voices.currentText(), self._bridge().answer(self._told(button, said)))

    def _connect(self, button: QPushButton, said: QLabel) -> None:
        button.setEnabled(False)
        said.setText(tr("Trying…"))
        self._desk.services.probe_role("realtime", self._bridge().answer(self._told(button, said)))

    # --- the engine

    def _engine_chosen(self, on: bool) -> None:
        if on:
            self._desk.settings.change("engines.order", ALL_HERE if self._here.isChecked() else EVERY_ENGINE)
            if self._service.isChecked():
                self._desk.settings.change("engines.base_url", "")
            self._show_engine()

    def _show_engine(self) -> None:
        self._address.setVisible(self._other.isChecked())
        self._key.setVisible(not self._here.isChecked())
        self._key.look()

    def _keep_address(self) -> None:
        failure = self._desk.settings.change("engines.base_url", self._address.text().strip())
        self._address.setToolTip(in_words(failure))
        self._key.look()
