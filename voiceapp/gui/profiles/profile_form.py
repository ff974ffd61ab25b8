"""Edits one profile: a line for each thing that belongs to it, which may be left as usual."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QLocale, QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.desk import Desk
from voiceapp.core.dictation.languages import NAMED_LANGUAGES
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import (
    ContextKind,
    DeliveryMethod,
    DictationProfile,
    LineEnds,
    Transcriber,
)
from voiceapp.core.dictation.writing.table import WritingRule
from voiceapp.core.failures import Failure
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.controls import Paragraph, SwitchControl
from voiceapp.gui.look.theme import SPACE, TIGHT, Palette
from voiceapp.gui.profiles.profile_choices import tidy_styles
from voiceapp.gui.profiles.rule_boxes import RuleBoxes
from voiceapp.gui.profiles.target_patterns import page_pattern, program_pattern, target_words
from voiceapp.gui.sentences import in_words
from voiceapp.gui.settings.editor import no_wheel
from voiceapp.gui.settings.key_edit import key_edit
from voiceapp.gui.settings.list_editors import entries
from voiceapp.gui.words import tr, translated
from voiceapp.settings.kinds import Entries
from voiceapp.settings.profile_kind import REPLACEMENTS
from voiceapp.settings.writing_rules import RULES, rules_of, switches_of

LEAST, ROOM = 200, 260
ON_OFF: Mapping[str, bool | None] = {"": None, "on": True, "off": False}


class ProfileForm(QWidget):
    changed = Signal(object)
    """Another profile of the same id."""

    def __init__(self, desk: Desk, bridge: Bridge, palette: Palette) -> None:
        super().__init__()
        self._desk = desk
        self._bridge = bridge
        self._profile = DictationProfile("", "")
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(SPACE)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.name = self._line(
            tr("Name"), lambda text: self._edit(replace(self._profile, name=text or self._profile.name))
        )
        self.automatic = SwitchControl(palette)
        self.automatic.toggled.connect(self._set_automatic)
        self._switch_row(tr("Use by itself in these programs"), self.automatic)
        self.programs = self._words(tr("Programs"), lambda words: self._edit(replace(self._profile, programs=words)))
        self.programs.setPlaceholderText(tr("Window classes or processes; @terminal is every terminal"))
        self.pages = self._words(tr("Web pages"), lambda words: self._edit(replace(self._profile, pages=words)))
        self.pages.setPlaceholderText(tr("Words of the title or the address"))
        self._pointing()
        self.key = key_edit(lambda key: self._edit(replace(self._profile, key=str(key))), desk.dictation)
        self._add(tr("Key of its own"), self.key)
        self.languages = self._words(tr("Languages"), lambda words: self._edit(replace(self._profile, languages=words)))
        self.languages.setPlaceholderText(tr("As usual"))
        self._choosers()
        self.vocabulary = self._words(
            tr("Vocabulary"), lambda words: self._edit(replace(self._profile, vocabulary=words))
        )
        self._replacements = entries(REPLACEMENTS, self._replaced)
        self._form.addRow(QLabel(tr("Replacements")))
        self._replacements.widget.setAccessibleName(tr("Replacements"))
        self._form.addRow(self._replacements.widget)
        self._context()

    # --- the lines

    def _choosers(self) -> None:
        usual = ("", tr("As usual"))
        self.transcriber = self._chooser(
            tr("Transcribed by"),
            (usual, ("auto", tr("As in conversations")), ("api", tr("The API")), ("local", tr("This device"))),
            lambda value: self._edit(replace(self._profile, transcriber=Transcriber(value) if value else None)),
        )
        self.tidy = self._chooser(tr("Clean up"), (), lambda value: self._edit(replace(self._profile, tidy=value)))
        into = [("", tr("No")), *((code, _native(code)) for code in NAMED_LANGUAGES)]
        self.translate_to = self._chooser(
            tr("Translate into"), into, lambda value: self._edit(replace(self._profile, translate_to=value))
        )
        self.way = self._chooser(
            tr("How text is inserted"),
            (usual, ("paste", tr("Pasted")), ("typed", tr("Typed")), ("clipboard", tr("Clipboard only"))),
            lambda value: self._edit(replace(self._profile, way=DeliveryMethod(value) if value else None)),
        )
        self.line_ends = self._chooser(
            tr("Line ends"),
            (usual, ("kept", tr("Kept")), ("one_line", tr("All in one line"))),
            lambda value: self._edit(replace(self._profile, line_ends=LineEnds(value) if value else None)),
        )
        self.spoken_commands = self._chooser(
            tr("Spoken commands"),
            (usual, ("on", tr("On")), ("off", tr("Off"))),
            lambda value: self._edit(replace(self._profile, spoken_commands=ON_OFF[value])),
        )

        self.written_forms = self._chooser(
            tr("How words are written"),
            (usual, ("own", tr("As chosen here"))),
            lambda value: self._edit(replace(self._profile, rules=self._usual_rules() if value else None)),
        )
        self.rules = RuleBoxes()
        self.rules.changed.connect(self._set_rules)
        self._form.addRow("", self.rules)

    def _line(self, label: str, then: Callable[[str], None]) -> QLineEdit:
        line = QLineEdit()
        line.editingFinished.connect(lambda: then(line.text().strip()))
        self._add(label, line)
        return line

    def _words(self, label: str, then: Callable[[tuple[str, ...]], None]) -> QLineEdit:
        return self._line(label, lambda text: then(_split(text)))

    def _chooser(self, label: str, choices: Iterable[tuple[str, str]], then: Callable[[str], None]) -> Chooser:
        chooser = Chooser()
        chooser.setSizeAdjustPolicy(Chooser.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        chooser.setMinimumWidth(LEAST)
        chooser.setMaximumWidth(ROOM)
        no_wheel(chooser)
        for value, words in choices:
            chooser.addItem(words, value)
        chooser.activated.connect(lambda: then(str(chooser.currentData())))
        self._add(label, chooser)
        return chooser

    def _add(self, label: str, widget: QWidget) -> None:
        widget.setAccessibleName(label)
        self._form.addRow(label, widget)

    def _switch_row(self, label: str, switch: QWidget) -> None:
        words = QLabel(label)
        words.setBuddy(switch)
        words.setWordWrap(True)
        switch.setAccessibleName(label)
        row = QHBoxLayout()
        row.addWidget(switch)
        row.addWidget(words, 1)
        self._form.addRow(row)

    def _pointing(self) -> None:
        """Say where it holds by pointing at a window."""
        self.pick = QPushButton(tr("Pick a window…"))
        self.pick.setAutoDefault(False)
        self.pick.clicked.connect(self._pick)
        self.recent = QPushButton(tr("Lately dictated to"))
        self.recent.setAutoDefault(False)
        self.seen = QMenu(self.recent)
        self.seen.aboutToShow.connect(self._list_seen)
        self.recent.setMenu(self.seen)
        self._pointed = Paragraph()
        self._pointed.setObjectName("quiet")
        row = QHBoxLayout()
        row.addWidget(self.pick)
        row.addWidget(self.recent)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(TIGHT)
        column.addLayout(row)
        column.addWidget(self._pointed)
        self._pointed.hide()
        self._form.addRow(column)

    def _context(self) -> None:
        self.context: dict[ContextKind, QCheckBox] = {}
        column = QVBoxLayout()
        column.setSpacing(TIGHT)
        for kind, words in (
            (ContextKind.TITLE, tr("Window title")),
            (ContextKind.BEFORE, tr("Text before the cursor")),
            (ContextKind.SELECTION, tr("Selected text")),
            (ContextKind.CLIPBOARD, tr("Clipboard")),
        ):
            box = QCheckBox(words)
            box.toggled.connect(self._context_chosen)
            self.context[kind] = box
            column.addWidget(box)
        self._leaves = Paragraph()
        self._leaves.setObjectName("quiet")
        column.addWidget(self._leaves)
        self._form.addRow(tr("Also told to the models"), column)

    # --- what is shown

    def show_profile(self, profile: DictationProfile, prompts: Mapping[str, str]) -> None:
        self._profile = profile
        shown = translated(profile.name)
        for line, text in (
            (self.name, shown),
            (self.programs, ", ".join(profile.programs)),
            (self.pages, ", ".join(profile.pages)),
            (self.languages, ", ".join(profile.languages)),
            (self.vocabulary, ", ".join(profile.vocabulary)),
        ):
            if line.text() != text:
                line.setText(text)
                line.setCursorPosition(0)
        self.key.show_key(profile.key)
        with QSignalBlocker(self.automatic):
            self.automatic.setChecked(profile.automatic)
        self.automatic.update()
        self._list_prompts(prompts)
        words = {value: word for word, value in ON_OFF.items()}
        for chooser, value in (
            (self.transcriber, profile.transcriber.value if profile.transcriber else ""),
            (self.tidy, profile.tidy),
            (self.translate_to, profile.translate_to),
            (self.way, profile.way.value if profile.way else ""),
            (self.line_ends, profile.line_ends.value if profile.line_ends else ""),
            (self.spoken_commands, words[profile.spoken_commands]),
            (self.written_forms, "" if profile.rules is None else "own"),
        ):
            chooser.setCurrentIndex(max(0, chooser.findData(value)))
        self._form.setRowVisible(self.rules, profile.rules is not None)
        self.rules.show_switches(switches_of(profile.rules or frozenset()))
        self._replacements.show(Entries(dict(profile.replacements)))
        for kind, box in self.context.items():
            with QSignalBlocker(box):
                box.setChecked(kind in profile.context)
        self._leaves.setText(
            tr("You're asked in the dictation bar before any of it is first given away. Never from private windows.")
            if profile.context
            else tr("Off. Only your voice and your words are used.")
        )

    def _list_prompts(self, prompts: Mapping[str, str]) -> None:
        self.tidy.clear()
        self.tidy.addItem(tr("As usual"), "")
        for name, words in (*tidy_styles(), *((name, translated(name)) for name in prompts)):
            self.tidy.addItem(words, name)

    # --- what the person does

    def _edit(self, changed: DictationProfile) -> None:
        if changed.name == translated(self._profile.name):
            changed = replace(changed, name=self._profile.name)
        if changed != self._profile:
            self._profile = changed
            self.changed.emit(changed)

    def _set_rules(self, on: tuple[str, ...]) -> None:
        self._edit(replace(self._profile, rules=rules_of(on)))

    def _set_automatic(self, on: bool) -> None:
        self._edit(replace(self._profile, automatic=on))

    def _usual_rules(self) -> frozenset[WritingRule]:
        """What a choice of one's own begins with."""
        return rules_of(name for name in RULES if self._desk.settings.value(f"writing.{name}"))

    def _replaced(self, value: object) -> None:
        found = cast("Mapping[str, str]", value)
        self._edit(replace(self._profile, replacements=tuple(found.items())))

    def _context_chosen(self) -> None:
        self._edit(replace(self._profile, context=tuple(kind for kind, box in self.context.items() if box.isChecked())))

    def _pick(self) -> None:
        self.pick.setEnabled(False)
        self._tell(tr("Click the window, or go to it within three seconds."))
        self._desk.dictation.pick_window(self._bridge.answer(self._picked))

    def _picked(self, found: TextTarget | Failure) -> None:
        self.pick.setEnabled(True)
        if isinstance(found, Failure):
            self._tell(in_words(found))
        else:
            self.take_target(found)

    def _list_seen(self) -> None:
        self.seen.clear()
        for target in self._desk.dictation.seen_windows():
            action = QAction(target_words(target), self.seen)
            action.triggered.connect(lambda _=False, target=target: self.take_target(target))
            self.seen.addAction(action)
        if self.seen.isEmpty():
            self.seen.addAction(tr("Nothing yet")).setEnabled(False)

    def take_target(self, target: TextTarget) -> None:
        """Let the profile hold there: on the page that a browser shows, or else in the program."""
        page = page_pattern(target)
        if page:
            self._edit(replace(self._profile, pages=tuple(dict.fromkeys((*self._profile.pages, page))), automatic=True))
        else:
            self._edit(
                replace(
                    self._profile,
                    programs=tuple(dict.fromkeys((*self._profile.programs, program_pattern(target)))),
                    automatic=True,
                )
            )
        self._tell(target_words(target))

    def _tell(self, words: str) -> None:
        self._pointed.setText(words)
        self._pointed.show()


def _split(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))


def _native(code: str) -> str:
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:] if name else code
