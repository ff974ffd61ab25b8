"""Leads through the first start: who answers, microphone, voice. These three quiet steps replace the talk, and each can
be skipped.

The button below works throughout, and the last step starts a talk.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.answers import Probe
from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure
from voiceapp.core.messages import TalkStarted
from voiceapp.core.outlook import Outlook
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.controls import LevelMeter
from voiceapp.gui.look.theme import BROAD, EDGE, SPACE, WIDE, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.talk.devices import DeviceList
from voiceapp.gui.who_answers import WhoAnswers
from voiceapp.gui.words import tr

SECONDS = 3.0
MICROPHONE, VOICE = 1, 2
"""The numbers of the steps in which these are tried."""
LINES_SAID = 2
"""How many lines to reserve for the result of a trial, which is rarely longer."""


class FirstStart(QWidget):
    done = Signal()
    """It was completed or skipped, and does not come again."""
    heard = Signal(float)

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("firstStart")
        self._desk = desk
        self._bridge = bridge
        self._begun = False
        self._trying: set[QLabel] = set()
        self._choice = 0
        """Counts how often the choice of who answers has changed."""
        self._said: dict[str, QLabel] = {}
        self._outlook = Outlook()
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
        self._next = QPushButton()
        self._next.setObjectName("primary")
        self._next.clicked.connect(self._forward)
        for step in (self._who_answers(), self._microphone(), self._voice()):
            self.steps.addWidget(step)
        self._lay_out()
        self._go(0)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._skip)
        buttons.addStretch(1)
        buttons.addWidget(self._number)
        buttons.addSpacing(SPACE)
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        card = QFrame()
        card.setObjectName("card")
        card.setMaximumWidth(560)
        column = QVBoxLayout(card)
        column.setContentsMargins(BROAD, BROAD, BROAD, EDGE)
        column.setSpacing(WIDE)
        column.addWidget(self.steps, 1)
        column.addLayout(buttons)
        inside = QWidget()
        around = QHBoxLayout(inside)
        around.setContentsMargins(0, SPACE, 0, SPACE)
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

    def use(self, palette: Palette) -> None:
        self._level.use(palette)

    # --- the steps

    def _step(self, title: str, words: str) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        head = QLabel(title)
        head.setObjectName("title")
        head.setWordWrap(True)
        text = QLabel(words)
        text.setWordWrap(True)
        column.addWidget(head)
        column.addWidget(text)
        page.setAccessibleName(title)
        return page, column

    def _who_answers(self) -> QWidget:
        page, column = self._step(
            tr("Who answers?"),
            tr("voiceapp works right away, offline and without a key. A service answers faster and knows more."),
        )
        self._who = WhoAnswers(self._desk, self._bridge)
        self._try_engine = self._trial(tr("Test connection"), self._connect, "tryEngine")
        kept = self._try_engine.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._try_engine.setSizePolicy(kept)
        self._who.changed.connect(self._other_engine)
        column.addWidget(self._who)
        column.addWidget(self._try_engine)
        column.addStretch(1)
        self._other_engine()
        return page

    def _microphone(self) -> QWidget:
        page, column = self._step(
            tr("Can we hear you?"),
            tr("Say something. If the bar doesn't move, choose another microphone."),
        )
        self._device = DeviceList(self._desk, self._bridge, "sound.input_device", tr("Microphone"))
        self._device.activated.connect(lambda: self._listen(on=True))
        self._level = LevelMeter()
        self._level.setFixedHeight(16)
        self._level.setAccessibleName(tr("Microphone level"))
        column.addWidget(self._device)
        column.addWidget(self._level)
        column.addWidget(self._trial(tr("Hear yourself"), self._test, "tryMicrophone"))
        column.addStretch(1)
        return page

    def _voice(self) -> QWidget:
        page, column = self._step(
            tr("Can you hear it?"),
            tr("Choose where replies are heard, and the voice that speaks them. You can interrupt it by speaking."),
        )
        speaker = DeviceList(self._desk, self._bridge, "sound.output_device", tr("Speaker"))
        self._voices = Chooser()
        self._voices.setAccessibleName(tr("Voice"))
        self._voices.activated.connect(self._voice_chosen)
        form = QFormLayout()
        form.addRow(tr("Speaker"), speaker)
        form.addRow(tr("Voice"), self._voices)
        column.addLayout(form)
        column.addWidget(self._trial(tr("Listen"), self._sample, "tryVoice"))
        column.addStretch(1)
        self._about_menu = QLabel()
        self._about_menu.setObjectName("quiet")
        self._about_menu.setWordWrap(True)
        self._about_menu.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._about_menu)
        return page

    def _trial(self, words: str, begin: Callable[[QLabel], None], name: str) -> QWidget:
        """A button that tries what was chosen, with the result beside it. It keeps the keyboard during the trial."""
        said = QLabel()
        said.setObjectName("quiet")
        said.setWordWrap(True)
        button = QPushButton(words)
        button.setObjectName(name)

        def pressed() -> None:
            if said not in self._trying:
                self._trying.add(said)
                begin(said)

        button.clicked.connect(pressed)
        trial = QWidget()
        row = QHBoxLayout(trial)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(said, 1)
        self._said[name] = said
        return trial

    # --- going through

    def _go(self, step: int) -> None:
        step = min(max(0, step), self.steps.count() - 1)
        self.steps.setCurrentIndex(step)
        for said in self._said.values():
            said.setText("")
        if step == 0 and self._back.hasFocus():
            self._next.setFocus()
        self._back.setEnabled(step > 0)
        self._next.setText((tr("Next: microphone"), tr("Next: voice"), tr("Start talking"))[step])
        self._number.setText(tr("Step {0} of {1}").format(step + 1, self.steps.count()))
        if step == VOICE:
            self._tell_of_menu()
            self._desk.talk.outlook(self._bridge().answer(self._show_voices))
        if self.isVisible():
            self._listen(on=self._begun and step == MICROPHONE)

    def _tell_of_menu(self) -> None:
        from voiceapp.settings.installation import is_in_menu, to_bind  # noqa: PLC0415  (the first picture waits for none)

        if not is_in_menu():
            command = to_bind("integrate")
            self._about_menu.setText(tr("To find voiceapp in your menu, run `{0}` in a terminal.").format(command))

    def _forward(self) -> None:
        if self.steps.currentIndex() < self.steps.count() - 1:
            self._go(self.steps.currentIndex() + 1)
            return
        self._end()
        self._desk.talk.tell(TalkStarted())

    def begin(self) -> None:
        """Seen for the first time: from now on the microphone may be opened where it is tried, but not before."""
        self._begun = True
        self._listen(on=self.isVisible() and self.steps.currentIndex() == MICROPHONE)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._listen(on=False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._begun:
            self._listen(on=self.steps.currentIndex() == MICROPHONE)

    def leave(self) -> None:
        """The microphone is needed elsewhere."""
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

    def _told(self, said: QLabel) -> Callable[[Probe | Failure], None]:
        def told(probe: Probe | Failure) -> None:
            self._trying.discard(said)
            said.setText(in_words(probe if isinstance(probe, Failure) else probe.sentence))
            self._listen(on=self.isVisible() and self.steps.currentIndex() == MICROPHONE)

        return told

    def _test(self, said: QLabel) -> None:
        self._listen(on=False)
        said.setText(tr("Speak now…"))
        self._desk.sound.test(SECONDS, self._bridge().answer(self._told(said)))

    def _sample(self, said: QLabel) -> None:
        said.setText("")
        self._desk.sound.say_sample(str(self._voices.currentData() or ""), self._bridge().answer(self._told(said)))

    def _connect(self, said: QLabel) -> None:
        """Tries the way that answers first; many chat services have no live conversation."""
        said.setText(tr("Testing…"))
        told, choice = self._told(said), self._choice

        def last(probe: Probe | Failure) -> None:
            told(probe)
            if choice != self._choice:
                said.setText("")  # it concerns another choice

        def tried(probe: Probe | Failure) -> None:
            if self._who.other.isChecked() and (isinstance(probe, Failure) or not probe.ok):
                self._desk.services.probe_role("chat", self._bridge().answer(last))
            else:
                last(probe)

        self._desk.services.probe_role("realtime", self._bridge().answer(tried))

    def _other_engine(self) -> None:
        """Clears what was said about another choice."""
        self._choice += 1
        self._said["tryEngine"].setText("")
        self._try_engine.setVisible(self._who.asks_somebody)

    # --- the voice

    def _show_voices(self, outlook: Outlook | Failure) -> None:
        """The voices of whoever will answer and speak."""
        if isinstance(outlook, Failure):
            return
        self._outlook = outlook
        self._voices.clear()
        if not outlook.voice_setting:
            self._voices.addItem(tr("The voice of this device"), "")
            return
        chosen = str(self._desk.settings.value(outlook.voice_setting))
        if not outlook.voices:
            self._voices.addItem(chosen or tr("The voice of the service"), chosen)
            return
        for voice in (*outlook.voices, *([chosen] if chosen and chosen not in outlook.voices else [])):
            self._voices.addItem(voice, voice)
        self._voices.setCurrentIndex(max(0, self._voices.findData(chosen)))

    def _voice_chosen(self) -> None:
        if self._outlook.voice_setting:
            self._desk.settings.change(self._outlook.voice_setting, self._voices.currentData())

    # --- of one height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_height()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._keep_height()

    def _keep_height(self) -> None:
        """Makes all steps as high as the highest, with room for what will be said there."""
        line = self.fontMetrics().lineSpacing()
        for said in self._said.values():
            said.setMinimumHeight(LINES_SAID * line)
        self._who.key.keep_room()
        width = self.steps.width()
        pages = filter(None, (self.steps.widget(number) for number in range(self.steps.count())))
        highest = max(_height_of(page, width) for page in pages)
        self.steps.setFixedHeight(highest + LINES_SAID * line)


def _height_of(page: QWidget, width: int) -> int:
    """A page whose words wrap, and which is only as high as they need at this width."""
    return page.heightForWidth(width) if page.hasHeightForWidth() else page.sizeHint().height()
