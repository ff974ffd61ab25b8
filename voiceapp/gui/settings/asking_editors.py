"""Offers editors that ask the app for their choices: devices, models, voices, roles."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure
from voiceapp.core.models import ModelChoice
from voiceapp.core.sentence import Sentence
from voiceapp.core.sound_access import DeviceChoice
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.sentences import in_words
from voiceapp.gui.settings.editor import Change, Editor, beside_label, no_wheel
from voiceapp.gui.words import tr
from voiceapp.settings.kinds import Entries, TextKind, Value

ROLE = Sentence("the name of a role")


def device(kind: TextKind, change: Change, desk: Desk, bridge: Bridge) -> Editor:
    combo = Chooser()
    beside_label(combo)
    no_wheel(combo)
    combo.addItem(tr("System default"), "")
    combo.activated.connect(lambda: change(combo.currentData()))

    def show(value: Value) -> None:
        if combo.findData(value) < 0:
            combo.addItem(str(value), value)
        combo.setCurrentIndex(combo.findData(value))

    def found(choices: tuple[DeviceChoice, ...] | Failure) -> None:
        if not isinstance(choices, Failure):
            for choice in choices:
                if combo.findData(choice.name) < 0:
                    combo.addItem(choice.label, choice.name)

    (desk.sound.microphones if kind.source == "input" else desk.sound.speakers)(bridge.answer(found))
    return Editor(combo, show)


def suggested(kind: TextKind, change: Change, desk: Desk, bridge: Bridge) -> Editor:
    combo = Chooser()
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    beside_label(combo)
    no_wheel(combo)
    combo.addItems(list(kind.suggestions))
    if kind.wanted == ROLE:
        # The person's own roles are listed as well.
        own: Entries = desk.settings.value("talking.presets")  # type: ignore[assignment]
        combo.addItems([name for name in own if combo.findText(name) < 0])
    line = combo.lineEdit()
    assert line is not None
    if kind.name == "model":
        line.setPlaceholderText(tr("chosen automatically"))

        def found(models: tuple[ModelChoice, ...] | Failure) -> None:
            if not isinstance(models, Failure):
                kept = combo.currentText()
                for model in models:
                    if combo.findText(model.id) < 0:
                        combo.addItem(model.id)
                        combo.setItemData(combo.count() - 1, in_words(model.note), Qt.ItemDataRole.ToolTipRole)
                combo.setEditText(kept)

        desk.services.models(kind.source, bridge.answer(found))
    if kind.name == "voice":

        def heard(voices: tuple[str, ...] | Failure) -> None:
            """What the server has takes the place of the names that OpenAI's API has."""
            if not isinstance(voices, Failure) and voices:
                kept = combo.currentText()
                combo.clear()
                combo.addItems(list(voices))
                combo.setEditText(kept)

        desk.services.voices(kind.source, bridge.answer(heard))
    combo.activated.connect(lambda: change(combo.currentText()))
    line.editingFinished.connect(lambda: change(combo.currentText()))
    return Editor(combo, lambda value: combo.setEditText(str(value)))
