"""Shows all settings, generated from their declarations: searchable, each with a line of help, applied at once."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.answers import Probe
from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import SettingPlace
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import SwitchControl, sign_of_clearing
from voiceapp.gui.look.theme import EDGE, HAIR, LIGHT, SPACE, TIGHT, WIDE, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.settings.backup_box import BackupBox
from voiceapp.gui.settings.editor import Editor
from voiceapp.gui.settings.editors import editor_for, reset_button
from voiceapp.gui.settings.folder_box import FolderBox
from voiceapp.gui.settings.house_box import HouseBox
from voiceapp.gui.settings.key_box import KeyBox
from voiceapp.gui.settings.models_box import ModelsBox
from voiceapp.gui.settings.models_page import ModelsPage
from voiceapp.gui.settings.own_folder_box import OwnFolderBox
from voiceapp.gui.settings.remembered_voices_box import RememberedVoicesBox
from voiceapp.gui.settings.tool_servers_box import ToolServersBox
from voiceapp.gui.settings.uploads_box import UploadsBox
from voiceapp.gui.settings.vocabulary_box import VocabularyBox
from voiceapp.gui.settings.voices_box import VoicesBox
from voiceapp.gui.words import tr, translated
from voiceapp.settings import installation
from voiceapp.settings.kinds import Value
from voiceapp.settings.model import SettingRow, Settings, page_of, page_title


@dataclass(frozen=True, slots=True)
class ShownSetting:
    """A setting in the dialog."""

    row: SettingRow
    box: QWidget
    editor: Editor
    reset: QWidget

    def matches(self, words: list[str]) -> bool:
        row = self.row
        own = f"{row.key} {row.label} {row.help} {row.group.title} {page_title(row.key)}"
        text = f"{own} {translated(row.label)} {translated(row.help)} {translated(page_title(row.key))}".casefold()
        return all(word in text for word in words)


_TRIED = {
    "sound": "",
    "realtime": "realtime",
    "live": "live",
    "stt": "stt",
    "chat": "chat",
    "tts": "tts",
    "pictures": "pictures",
}
"""Groups that can be tried where they are set, with the role to try."""


class SettingsDialog(QDialog):
    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        place: SettingPlace | None = None,
        parent: QWidget | None = None,
        palette: Palette = LIGHT,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.setObjectName("settings")
        self.resize(860, 680)
        self.setMinimumSize(720, 420)
        self._desk = desk
        self._bridge = bridge
        self._palette = palette
        self._rows_declared = Settings().rows()
        self._built: dict[str, QWidget] = {}
        self.shown: dict[str, ShownSetting] = {}
        self._groups: list[tuple[str, str, QWidget]] = []
        self._build()
        bridge.settings_changed.connect(self._changed_elsewhere)
        self._search.setFocus()
        self._pages.setCurrentRow(0 if place is None else self._page_ids().index(page_of(place.key)))

    def _page_ids(self) -> list[str]:
        return list(dict.fromkeys(row.group.page for row in self._rows_declared))

    def _build(self) -> None:
        self._make_pages_list()
        top = self._top()
        self._message = QLabel()
        self._message.setObjectName("settingsMessage")
        self._message.setWordWrap(True)
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        inside = QWidget()
        inside.setObjectName("ground")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(EDGE, SPACE, EDGE, EDGE)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        bottom = QHBoxLayout()
        bottom.addWidget(self._message, 1)
        bottom.addWidget(close)
        right = QVBoxLayout()
        right.setContentsMargins(EDGE, EDGE, EDGE, WIDE)
        right.setSpacing(WIDE)
        right.addLayout(top)
        right.addWidget(self._area, 1)
        right.addLayout(bottom)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._pages)
        whole.addLayout(right, 1)

    def _make_pages_list(self) -> None:
        self._pages = QListWidget()
        self._pages.setObjectName("pages")
        self._pages.setAccessibleName(tr("Pages"))
        self._pages.setFixedWidth(170)
        for page in self._page_ids():
            self._pages.addItem(translated(page_title(page)))
        self._pages.currentRowChanged.connect(self._page_chosen)

    def _top(self) -> QHBoxLayout:
        self._search = QLineEdit()
        self._search.setObjectName("settingsSearch")
        self._search.setPlaceholderText(tr("Search settings…"))
        self._search.setAccessibleName(tr("Search settings"))
        self._search.setClearButtonEnabled(True)
        sign_of_clearing(self._search, self._palette)
        self._search.textChanged.connect(self._filter)
        self._all = SwitchControl(self._palette)
        self._all.setObjectName("showAll")
        self._all.setAccessibleName(tr("Show everything"))
        self._all.toggled.connect(lambda: self._filter(self._search.text()))
        everything = QLabel(tr("Show everything"))
        everything.setBuddy(self._all)
        everything.setObjectName("quiet")
        top = QHBoxLayout()
        top.addWidget(self._search, 1)
        top.addSpacing(SPACE)
        top.addWidget(self._all)
        top.addWidget(everything)
        return top

    # --- pages are made when they are first looked at

    def _page_chosen(self, number: int) -> None:
        if number < 0:
            return
        if self._search.text():
            self._search.clear()
        self._make_page(self._page_ids()[number])
        self._filter("")
        self._area.verticalScrollBar().setValue(0)

    def _make_page(self, page: str) -> None:
        if page in self._built:
            return
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR)
        if page == "engines":
            self._special(column, page, tr("API key"), KeyBox(self._desk.services, self._bridge))
            house = HouseBox(self._desk.services, self._desk.settings, self._bridge)
            self._special(column, page, tr("Servers in the house"), house)
        if page == "privacy":
            self._special(column, page, tr("Data folder"), FolderBox(self._desk.kept, self._bridge))
            backup = BackupBox(self._desk.kept.backups, self._bridge, self._palette)
            self._special(column, page, tr("Backup"), backup)
        group = ""
        for row in self._rows_declared:
            if row.group.page != page:
                continue
            if row.section != group:
                group = row.section
                self._heading(column, page, group, row.group.title)
            column.addWidget(self._row(row))
        self._built[page] = box
        self._column.insertWidget(self._column.count() - 1, box)

    def _heading(self, column: QVBoxLayout, page: str, group: str, name: str) -> None:
        title = QLabel(translated(name))
        title.setObjectName("heading")
        title.setContentsMargins(0, WIDE, 0, TIGHT)
        column.addWidget(title)
        self._groups.append((page, group, title))
        if group in _TRIED:
            self._try(column, page, group)
        if group == "local":
            self._models(column, page, group)
        if group == "folder":
            own = OwnFolderBox(self._desk.kept, self._desk.settings, self._bridge)
            column.addWidget(own)
            self._groups.append((page, "", own))
        if group == "vocabulary":
            words = VocabularyBox(self._desk.vocabulary, self._bridge)
            column.addWidget(words)
            self._groups.append((page, "", words))
        if group == "tools":
            servers = ToolServersBox(self._desk.tool_servers, self._desk.settings, self._bridge, self._palette)
            column.addWidget(servers)
            self._groups.append((page, "", servers))
        if group == "privacy":
            uploads = UploadsBox(self._desk.uploads, self._bridge)
            column.addWidget(uploads)
            self._groups.append((page, "", uploads))
        if group == "recordings":
            voices = RememberedVoicesBox(self._desk.recordings.voices, self._bridge)
            column.addWidget(voices)
            self._groups.append((page, "", voices))

    def _models(self, column: QVBoxLayout, page: str, group: str) -> None:
        catalogue = ModelsPage(self._desk.models, self._desk.settings, self._bridge)
        column.addWidget(catalogue)
        # Belongs to no group: whoever searches for a setting doesn't look for a model.
        self._groups.append((page, "", catalogue))
        voices = VoicesBox(self._desk.models, self._desk.settings, self._desk.sound, self._bridge)
        column.addWidget(voices)
        self._groups.append((page, "", voices))
        own = ModelsBox(self._desk.services, self._bridge)
        column.addWidget(own)
        self._groups.append((page, group, own))

    def _try(self, column: QVBoxLayout, page: str, group: str) -> None:
        """Try the current settings right where they are set."""
        said = QLabel()
        said.setObjectName("quiet")
        said.setWordWrap(True)
        button = QPushButton(tr("Record and play back three seconds") if group == "sound" else tr("Test connection"))
        button.setAutoDefault(False)

        def told(probe: Probe | Failure) -> None:
            button.setEnabled(True)
            said.setText(in_words(probe if isinstance(probe, Failure) else probe.sentence))

        def begin() -> None:
            button.setEnabled(False)
            said.setText(tr("Speak now…") if group == "sound" else tr("Testing…"))
            if group == "sound":
                self._desk.sound.test(3.0, self._bridge.answer(told))
            else:
                self._desk.services.probe_role(_TRIED[group], self._bridge.answer(told))

        button.clicked.connect(begin)
        line = QHBoxLayout()
        line.addWidget(button)
        line.addWidget(said, 1)
        box = QWidget()
        box.setLayout(line)
        line.setContentsMargins(0, 0, 0, SPACE)
        column.addWidget(box)
        self._groups.append((page, group, box))

    def _special(self, column: QVBoxLayout, page: str, name: str, box: QWidget) -> None:
        title = QLabel(name)
        title.setObjectName("heading")
        title.setContentsMargins(0, WIDE, 0, TIGHT)
        column.addWidget(title)
        column.addWidget(box)
        self._groups += [(page, "", title), (page, "", box)]

    # --- a setting

    def _row(self, row: SettingRow) -> QWidget:
        box = QWidget()
        change: Callable[[object], None] = lambda value: self._change(row.key, value)  # noqa: E731
        editor = editor_for(row, change, self._desk, self._bridge, self._palette)
        named = editor.widget.focusProxy() or editor.widget
        named.setAccessibleName(translated(row.label))
        told = translated(row.help).replace("`voiceapp ", f"`{installation.to_bind()} ")
        named.setAccessibleDescription(told)
        label = QLabel(translated(row.label))
        label.setBuddy(editor.widget)
        label.setWordWrap(True)
        help_line = QLabel(told)
        help_line.setObjectName("quiet")
        help_line.setWordWrap(True)
        reset = reset_button(translated(row.label), self._palette)
        reset.clicked.connect(lambda: self._change(row.key, row.default))
        kept = reset.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        reset.setSizePolicy(kept)
        words = QVBoxLayout()
        words.setSpacing(HAIR)
        words.addWidget(label)
        words.addWidget(help_line)
        words.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addLayout(words, 1)
        if not editor.below:
            line.addWidget(editor.widget, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(reset, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, TIGHT, 0, SPACE)
        column.addLayout(line)
        if editor.below:
            column.addWidget(editor.widget)
        self.shown[row.key] = ShownSetting(row, box, editor, reset)
        self._refresh(row.key)
        return box

    def _refresh(self, key: str) -> None:
        shown = self.shown.get(key)
        if shown is not None:
            value: Value = self._desk.settings.value(key)  # type: ignore[assignment]
            shown.editor.show(value)
            shown.reset.setVisible(value != shown.row.default)

    def _change(self, key: str, value: object) -> None:
        if value == self._desk.settings.value(key):
            return
        failure = self._desk.settings.change(key, value)
        self._message.setText(in_words(failure))
        self._refresh(key)

    def _changed_elsewhere(self, names: tuple[str, ...]) -> None:
        for name in names:
            self._refresh(".".join(name.split(".")[:2]))

    # --- finding

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        if words:
            for page in self._page_ids():
                self._make_page(page)
        page = self._page_ids()[max(0, self._pages.currentRow())]
        for shown in self.shown.values():
            here = shown.matches(words) if words else shown.row.group.page == page
            hidden = shown.row.advanced and not words and not self._all.isChecked()
            shown.box.setVisible(here and not hidden)
        for name, box in self._built.items():
            box.setVisible(bool(words) or name == page)
        for of_page, group, widget in self._groups:
            some = any(
                not each.box.isHidden()
                for each in self.shown.values()
                if each.row.group.page == of_page and each.row.section == group
            )
            widget.setVisible(some if words or group else of_page == page)

    def sizeHint(self) -> QSize:
        return QSize(860, 680)
