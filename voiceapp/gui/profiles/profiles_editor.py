"""Edits the profiles of dictation: their list on the left, and the one that is selected on the right."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.desk import Desk
from voiceapp.core.dictation.wishes import DictationProfile
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import Paragraph, announce
from voiceapp.gui.look.theme import SPACE, TIGHT, WIDE, Palette
from voiceapp.gui.profiles.profile_form import ProfileForm
from voiceapp.gui.settings.editor import Change, Editor
from voiceapp.gui.words import tr, translated
from voiceapp.settings.kinds import Entries, Profiles, Value
from voiceapp.settings.profile_file import copy_of, free_id, joined, read_profiles, written

LIST_WIDTH = 170
LIST_HEIGHT = 190
FILES = "*.toml"


class ProfilesEditor(QWidget):
    def __init__(self, change: Change, desk: Desk, bridge: Bridge, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("profiles")
        self._change = change
        self._desk = desk
        self._profiles = Profiles()
        self.list = QListWidget()
        self.list.setObjectName("profileList")
        self.list.setAccessibleName(tr("Profiles"))
        self.list.setFixedSize(LIST_WIDTH, LIST_HEIGHT)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._selected)
        self.form = ProfileForm(desk, bridge, palette)
        self.form.changed.connect(self._edited)
        self.new = self._button(tr("New"), self._add_new)
        self.copy = self._button(tr("Copy"), self._add_copy)
        self.delete = self._button(tr("Delete"), self._delete)
        self.take_in = self._button(tr("Import…"), self._choose_import)
        self.export = self._button(tr("Export…"), self._choose_export)
        self._said = Paragraph()
        self._said.setObjectName("quiet")
        self._said.hide()
        self._lay_out()

    def _button(self, words: str, then: object) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(then)
        return button

    def _lay_out(self) -> None:
        buttons = QVBoxLayout()
        buttons.setSpacing(TIGHT)
        for button in (self.new, self.copy, self.delete, self.take_in, self.export):
            buttons.addWidget(button)
        buttons.addWidget(self._said)
        buttons.addStretch(1)
        self._left = left = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        left.setSpacing(TIGHT)
        left.addWidget(self.list, 0, Qt.AlignmentFlag.AlignTop)
        left.addLayout(buttons, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, SPACE, 0, SPACE)
        self._row.setSpacing(WIDE)
        self._row.addLayout(left)
        self._row.addWidget(self.form, 1)
        self.setFocusProxy(self.list)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the form alone, since it stands below the list where there is little room."""
        needed = super().minimumSizeHint()
        return QSize(self._form_width(), needed.height())

    def _form_width(self) -> int:
        return max(LIST_WIDTH, self.form.minimumSizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        side_by_side = self.width() >= LIST_WIDTH + WIDE + self._form_width()
        self._row.setDirection(across if side_by_side else down)
        self._left.setDirection(down if side_by_side else across)

    # --- what is shown

    def show_value(self, value: Value) -> None:
        self._profiles = value if isinstance(value, Profiles) else Profiles()
        row = self.list.currentRow()
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems([translated(profile.name) for profile in self._profiles])
            self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        self._selected()

    def selected(self) -> DictationProfile | None:
        row = self.list.currentRow()
        return self._profiles.all[row] if 0 <= row < len(self._profiles.all) else None

    def _selected(self) -> None:
        profile = self.selected()
        for each in (self.form, self.copy, self.delete, self.export):
            each.setEnabled(profile is not None)
        if profile is not None:
            self.form.show_profile(profile, self._prompts())

    def _prompts(self) -> Entries:
        prompts = self._desk.settings.value("profiles.prompts")
        return prompts if isinstance(prompts, Entries) else Entries()

    # --- what the person does

    def _edited(self, changed: DictationProfile) -> None:
        self._keep(tuple(changed if each.id == changed.id else each for each in self._profiles))

    def _add_new(self) -> None:
        name = tr("New profile")
        self._add(DictationProfile(free_id(name, self._profiles), name))

    def _add_copy(self) -> None:
        profile = self.selected()
        if profile is not None:
            shown = replace(profile, name=translated(profile.name))
            self._add(copy_of(shown, self._profiles))

    def _add(self, profile: DictationProfile) -> None:
        self._keep((*self._profiles, profile))
        self.list.setCurrentRow(self.list.count() - 1)
        self.form.name.setFocus()
        self.form.name.selectAll()

    def _delete(self) -> None:
        gone = self.selected()
        self._keep(tuple(each for each in self._profiles if each is not gone))

    def _keep(self, profiles: tuple[DictationProfile, ...]) -> None:
        self._change(Profiles(profiles))

    # --- files

    def _choose_import(self) -> None:
        dialog = QFileDialog(self, tr("Import profiles"), filter=FILES)
        dialog.fileSelected.connect(self.import_from)
        dialog.open()

    def _choose_export(self) -> None:
        profile = self.selected()
        dialog = QFileDialog(self, tr("Export the profile"), f"{profile.id if profile else ''}.toml", FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def import_from(self, path: str) -> None:
        try:
            found, prompts = read_profiles(Path(path).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._tell(tr("There's no profile in this file."))
            return
        self._desk.settings.change("profiles.prompts", {**prompts, **self._prompts()})
        kept, taken = joined(self._profiles, found)
        self._keep(kept.all)
        self.list.setCurrentRow(self.list.count() - 1)
        self._tell(tr("Imported: {0}").format(", ".join(translated(profile.name) for profile in taken)))

    def export_to(self, path: str) -> None:
        profile = self.selected()
        if profile is None:
            return
        try:
            Path(path).write_text(written((profile,), self._prompts()), encoding="utf-8")
        except OSError as error:
            self._tell(tr("The file can't be written ({0}).").format(error.strerror or ""))
        else:
            self._tell(tr("Exported."))

    def _tell(self, words: str) -> None:
        self._said.setText(words)
        self._said.show()
        announce(self._said, words)


def profiles_editor(change: Change, desk: Desk, bridge: Bridge, palette: Palette) -> Editor:
    box = ProfilesEditor(change, desk, bridge, palette)
    return Editor(box, box.show_value, below=True)
