"""Makes an editor for each kind of setting. Each reports what the person chose, and can be given the current value."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
)

from voiceapp.core.desk import Desk
from voiceapp.core.dictation.access import DictationAccess
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.controls import SignButton, SwitchControl
from voiceapp.gui.look.theme import Palette
from voiceapp.gui.profiles.profile_choices import profile_choices, prompt_choices
from voiceapp.gui.profiles.profiles_editor import profiles_editor
from voiceapp.gui.settings.asking_editors import device, suggested
from voiceapp.gui.settings.editor import Change, Editor, beside_label, no_wheel
from voiceapp.gui.settings.key_edit import key_edit
from voiceapp.gui.settings.list_editors import entries, order
from voiceapp.gui.settings.spelling_box import spellings
from voiceapp.gui.words import tr, translated
from voiceapp.settings.kinds import (
    ChoiceKind,
    NumberKind,
    OrderKind,
    TableKind,
    TextKind,
    Value,
    WholeNumberKind,
    WordsKind,
)
from voiceapp.settings.kinds import OnOffKind as SwitchKind
from voiceapp.settings.model import SettingRow
from voiceapp.settings.profile_kind import ProfilesKind


def editor_for(row: SettingRow, change: Change, desk: Desk, bridge: Bridge, palette: Palette) -> Editor:
    kind = row.kind
    if isinstance(kind, SwitchKind):
        return _switch(change, palette)
    if isinstance(kind, ChoiceKind):
        return _choice(kind, change)
    if isinstance(kind, NumberKind):
        return _number(kind, change)
    if isinstance(kind, WholeNumberKind):
        return _whole(kind, change)
    if isinstance(kind, OrderKind):
        return order(kind, change, palette)
    if row.key == "talking.said_as" and isinstance(kind, TableKind):
        return spellings(kind, change, desk.sound, bridge)
    if isinstance(kind, TableKind):
        return entries(kind, change)
    if isinstance(kind, TextKind):
        return _text(kind, change, desk, bridge)
    if isinstance(kind, ProfilesKind):
        return profiles_editor(change, desk, bridge, palette)
    assert isinstance(kind, WordsKind)
    return _words(change)


def _switch(change: Change, palette: Palette) -> Editor:
    box = SwitchControl(palette)
    box.toggled.connect(change)

    def show(value: Value) -> None:
        with QSignalBlocker(box):
            box.setChecked(bool(value))
        box.update()

    return Editor(box, show)


def _choice(kind: ChoiceKind, change: Change) -> Editor:
    combo = Chooser()
    beside_label(combo)
    no_wheel(combo)
    for value, words in kind.choices.items():
        combo.addItem(translated(words), value)
    combo.activated.connect(lambda: change(combo.currentData()))
    return Editor(combo, lambda value: combo.setCurrentIndex(max(0, combo.findData(value))))


def _spin(box: QAbstractSpinBox, unit: str, zero: str) -> None:
    box.setFixedWidth(130)
    box.lineEdit().setTextMargins(6, 0, 6, 0)
    box.setKeyboardTracking(False)
    no_wheel(box)
    if unit and isinstance(box, QSpinBox | QDoubleSpinBox):
        box.setSuffix(f" {translated(unit)}")
    if zero:
        box.setSpecialValueText(translated(zero))


def _number(kind: NumberKind, change: Change) -> Editor:
    box = QDoubleSpinBox()
    box.setDecimals(2 if kind.step < 1 else 1)
    box.setRange(kind.low, kind.high)
    box.setSingleStep(kind.step)
    _spin(box, kind.unit, kind.zero_means)
    box.valueChanged.connect(change)

    def show(value: Value) -> None:
        with QSignalBlocker(box):
            box.setValue(float(value) if isinstance(value, int | float) else 0.0)

    return Editor(box, show)


def _whole(kind: WholeNumberKind, change: Change) -> Editor:
    """Zero comes below the lowest value if it has a meaning of its own."""
    box = QSpinBox()
    lowest = kind.low - kind.step if kind.zero_means else kind.low
    box.setRange(lowest, kind.high)
    box.setSingleStep(kind.step)
    _spin(box, kind.unit, kind.zero_means)

    def changed(value: int) -> None:
        change(0 if kind.zero_means and value < kind.low else value)

    def show(value: Value) -> None:
        with QSignalBlocker(box):
            box.setValue(lowest if kind.zero_means and value == 0 else int(value) if isinstance(value, int) else lowest)

    box.valueChanged.connect(changed)
    return Editor(box, show)


def _text(kind: TextKind, change: Change, desk: Desk, bridge: Bridge) -> Editor:
    if kind.name == "lines":
        return _lines(change)
    if kind.name == "keys":
        return _keys(change, desk.dictation)
    if kind.name == "profile":
        return _offered(change, lambda: [(each.id, each.words) for each in profile_choices(desk.settings)])
    if kind.name == "prompt":
        return _offered(change, lambda: [("", tr("None")), *prompt_choices(desk.settings)])
    if kind.name == "device":
        return device(kind, change, desk, bridge)
    if kind.name in ("model", "voice") or kind.suggestions:
        return suggested(kind, change, desk, bridge)
    line = QLineEdit()
    if kind.name != "path":
        beside_label(line)
    line.editingFinished.connect(lambda: change(line.text()))
    return Editor(line, lambda value: line.setText(str(value)), below=kind.name == "path")


def _words(change: Change) -> Editor:
    line = QLineEdit()
    beside_label(line)
    line.setPlaceholderText(tr("separated by commas"))
    line.editingFinished.connect(lambda: change(tuple(each.strip() for each in line.text().split(",") if each.strip())))
    return Editor(line, lambda value: line.setText(", ".join(value) if isinstance(value, tuple) else str(value)))


class _Lines(QPlainTextEdit):
    """Reports the text when the field loses the keyboard."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self._change = change
        self.setTabChangesFocus(True)
        self.setFixedHeight(110)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._change(self.toPlainText())


def _lines(change: Change) -> Editor:
    box = _Lines(change)

    def show(value: Value) -> None:
        if box.toPlainText() != value and not box.hasFocus():
            box.setPlainText(str(value))

    return Editor(box, show, below=True)


def _keys(change: Change, dictation: DictationAccess) -> Editor:
    edit = key_edit(change, dictation)
    return Editor(edit, lambda value: edit.show_key(str(value)))


def _offered(change: Change, choices: Callable[[], Sequence[tuple[str, str]]]) -> Editor:
    """Offers what there is when it is shown, each as its value with its words."""
    combo = Chooser()
    beside_label(combo)
    no_wheel(combo)
    combo.activated.connect(lambda: change(combo.currentData()))

    def show(value: Value) -> None:
        combo.clear()
        for offered, words in choices():
            combo.addItem(words, offered)
        combo.setCurrentIndex(max(0, combo.findData(value)))

    return Editor(combo, show)


def reset_button(label: str, palette: Palette) -> QPushButton | SignButton:
    button = SignButton("undo", tr("Reset {0}").format(label))
    button.use(palette)
    button.setIconSize(QSize(16, 16))
    return button
