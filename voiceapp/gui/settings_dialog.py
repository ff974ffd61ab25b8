"""All settings, found by typing, each with its line of help, applied at once. Made from their declarations."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.desk import Desk, KeyState, Probe
from voiceapp.core.failures import Failure
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.words import tr
from voiceapp.settings.kinds import Choice, Kind, Switch, Value
from voiceapp.settings.model import Row, Settings


class SettingsDialog(QDialog):
    def __init__(self, desk: Desk, bridge: Bridge, page: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.setObjectName("settings")
        self.resize(720, 640)
        self._desk = desk
        self._bridge = bridge
        self._rows: list[tuple[Row, QWidget, QWidget]] = []
        self._search = QLineEdit()
        self._search.setObjectName("settingsSearch")
        self._search.setPlaceholderText(tr("Search settings…"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._message = QLabel()
        self._message.setObjectName("quiet")
        self._message.setWordWrap(True)
        inside = QWidget()
        inside.setObjectName("ground")
        self._form = QVBoxLayout(inside)
        self._form.addWidget(self._key_row())
        settings = _settings_of(desk)
        shown_page = ""
        self._titles: list[tuple[str, QLabel]] = []
        for row in settings.rows():
            if row.group.title != shown_page:
                shown_page = row.group.title
                title = QLabel(shown_page)
                title.setObjectName("heading")
                self._titles.append((shown_page, title))
                self._form.addWidget(title)
            self._form.addWidget(self._row(row))
        self._form.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        whole = QVBoxLayout(self)
        whole.addWidget(self._search)
        whole.addWidget(area, 1)
        whole.addWidget(self._message)
        self._search.setText(page)

    # --- the key

    def _key_row(self) -> QWidget:
        box = QWidget()
        row = QFormLayout(box)
        self._key = QLineEdit()
        self._key.setObjectName("keyField")
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._key.setPlaceholderText(tr("Paste a key"))
        self._key.setAccessibleName(tr("API key"))
        keep = QPushButton(tr("Keep"))
        keep.setObjectName("keepKey")
        keep.clicked.connect(self._keep_key)
        line = QHBoxLayout()
        line.addWidget(self._key, 1)
        line.addWidget(keep)
        self._key_state = QLabel(tr("Looking for a key…"))
        self._key_state.setObjectName("quiet")
        self._key_state.setWordWrap(True)
        row.addRow(tr("API key"), line)
        row.addRow("", self._key_state)
        self._desk.key_state("", self._bridge.answer(self._show_key))
        return box

    def _show_key(self, state: KeyState | Failure) -> None:
        if isinstance(state, Failure):
            self._key_state.setText(state.sentence)
        elif state.present:
            self._key_state.setText(tr("There is a key for {0}, from {1}.").format(state.base_url, state.source))
        else:
            self._key_state.setText(
                tr("There is no key for {0}. It is kept in the system's keyring and told to that host alone.").format(
                    state.base_url
                )
            )

    def _keep_key(self) -> None:
        key = self._key.text()
        self._key.clear()
        self._desk.keep_key("", key, self._bridge.answer(self._kept_key))

    def _kept_key(self, probe: Probe | Failure) -> None:
        self._key_state.setText(probe.sentence)

    # --- a setting

    def _row(self, row: Row) -> QWidget:
        box = QWidget()
        box.setObjectName("ground")
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 2, 0, 8)
        editor = self._editor(row)
        editor.setAccessibleName(row.label)
        editor.setAccessibleDescription(row.help)
        line = QHBoxLayout()
        label = QLabel(row.label)
        label.setBuddy(editor)
        label.setMinimumWidth(220)
        line.addWidget(label)
        line.addWidget(editor, 1)
        reset = QPushButton(tr("Reset"))
        reset.setAccessibleName(tr("Reset {0}").format(row.label))
        reset.clicked.connect(lambda: self._change(row.key, row.default))
        line.addWidget(reset)
        layout.addLayout(line)
        help_line = QLabel(row.help)
        help_line.setObjectName("quiet")
        help_line.setWordWrap(True)
        layout.addWidget(help_line)
        self._rows.append((row, box, editor))
        return box

    def _editor(self, row: Row) -> QWidget:
        change: Callable[[object], None] = lambda value: self._change(row.key, value)  # noqa: E731
        kind: Kind = row.kind
        if isinstance(kind, Switch):
            box = QCheckBox()
            box.setChecked(bool(row.value))
            box.toggled.connect(change)
            return box
        if isinstance(kind, Choice):
            combo = QComboBox()
            for value, words in kind.choices.items():
                combo.addItem(words, value)
            combo.setCurrentIndex(max(0, combo.findData(row.value)))
            combo.currentIndexChanged.connect(lambda: change(combo.currentData()))
            return combo
        line = QLineEdit(_as_text(row.value))
        line.editingFinished.connect(lambda: self._change_text(row, line))
        return line

    def _change_text(self, row: Row, line: QLineEdit) -> None:
        if line.text() != _as_text(row.value):
            try:
                value = row.kind.from_text(line.text())
            except ValueError:
                self._message.setText(tr("{0}: allowed is {1}.").format(row.label, row.kind.allowed))
                return
            self._change(row.key, value)

    def _change(self, key: str, value: object) -> None:
        failure = self._desk.change_setting(key, value)
        self._message.setText(failure.sentence if failure else "")

    def _filter(self, words: str) -> None:
        wanted = words.lower().split()
        for row, box, _ in self._rows:
            text = f"{row.key} {row.label} {row.help} {row.group.title} {row.group.page}".lower()
            box.setVisible(all(word in text for word in wanted))
        for title, label in self._titles:
            label.setVisible(any(box.isVisibleTo(self) for row, box, _ in self._rows if row.group.title == title))


def _as_text(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)


def _settings_of(desk: Desk) -> Settings:
    settings = Settings()
    for row in settings.rows():
        settings = settings.with_value(row.key, desk.setting(row.key))
    return settings
