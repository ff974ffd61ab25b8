"""The window speaks German as completely as English, and runs from right to left."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from scripts import translations
from tests.gui.desk import PaperDesk
from tests.gui.scenes import STATE, TALK, show_talk
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Phase
from voiceapp.core.wishes import TurnTaking
from voiceapp.gui import language
from voiceapp.gui.failure_words import in_words
from voiceapp.gui.settings.dialog import SettingsDialog
from voiceapp.gui.window import Window
from voiceapp.gui.words import phase_words, translated
from voiceapp.settings.assets import asset


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    assert language.install("de") == "de"
    yield
    language.install("en")


def test_no_text_is_left_untranslated() -> None:
    """After a new text: .venv/bin/python scripts/translations.py, then translate what it names."""
    for name in translations.LANGUAGES:
        assert translations.missing(name) == []


def test_what_is_put_in_later_is_still_there_in_the_translation() -> None:
    for texts in translations.read(translations.FOLDER / "voiceapp_de.ts").values():
        for source, in_german in texts.items():
            for place in ("{0}", "{1}"):
                assert (place in source) == (place in in_german), source


def shown_texts(top: QWidget) -> set[str]:
    found: set[str] = set()
    for widget in [top, *top.findChildren(QWidget)]:
        found |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()}
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
        elif isinstance(widget, QLineEdit | QPlainTextEdit):
            found.add(widget.placeholderText())
        elif isinstance(widget, QComboBox):
            found |= {widget.itemText(number) for number in range(widget.count())}
    found |= {action.text() for action in top.findChildren(QAction)}
    return found


@pytest.mark.usefixtures("german")
def test_nothing_english_is_left_in_the_german_window(desk: PaperDesk, qtbot: QtBot) -> None:
    known = translations.read(translations.FOLDER / "voiceapp_de.ts")
    english = {
        source
        for texts in known.values()
        for source, in_german in texts.items()
        if source != in_german and len(source) > 2
    } - {in_german for texts in known.values() for in_german in texts.values()}
    window = Window(desk)
    qtbot.addWidget(window)
    window.show()
    show_talk(desk)
    window.middle.welcome_if_new()
    window.top.happened.setChecked(True)
    qtbot.waitUntil(lambda: window.model.rowCount() == len(TALK) and window.bridge.idle)
    menu = window.transcript.menu_for(TALK[1])
    texts = shown_texts(window) | shown_texts(window.presence.bar) | {action.text() for action in menu.actions()}
    dialog = SettingsDialog(desk, window.bridge)
    qtbot.addWidget(dialog)
    dialog._search.setText("e")
    texts |= shown_texts(dialog)
    assert texts & english == set()
    assert "Einstellungen" in texts
    assert {"Ich höre zu", "Einfach sprechen · Drücken legt auf"} <= texts
    window.bridge.close()


@pytest.mark.usefixtures("german")
def test_failures_speak_german_and_keep_the_exact_words_for_the_curious() -> None:
    for kind in FailureKind:
        sentence, detail = in_words(Failure(kind, "The host api.example.org hung up (1006).", "request 7"))
        assert "example" not in sentence
        assert detail == "The host api.example.org hung up (1006). request 7"
    assert QLocale().language() is QLocale.Language.German


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("english", "expected"),
    [
        (
            "The microphone gives no sound at all: is it muted, or switched off at its side?",
            "Vom Mikrofon kommt gar kein Ton: Ist es stumm, oder an seiner Seite ausgeschaltet?",
        ),
        ("Playing through Jabra Evolve 65 now.", "Jetzt wird über Jabra Evolve 65 gesprochen."),
        ("Listening through Jabra Evolve 65 now.", "Jetzt wird über Jabra Evolve 65 zugehört."),
        ("Cascade: On this machine (small model)", "Kaskade: Auf diesem Rechner (kleines Modell)"),
        (
            "Your voice goes to a.example.com, your words to b.example.com.",
            "Ihre Stimme geht an a.example.com, Ihre Worte an b.example.com.",
        ),
        (
            "The language model on this machine crashed; it is loaded again.",
            "Das Sprachmodell auf diesem Rechner ist abgestürzt und wird neu geladen.",
        ),
        (
            "The service had a fault of its own. Cascade: llama answers again.",
            "Der Dienst hatte selbst einen Fehler. Kaskade: llama antwortet wieder.",
        ),
        ("Set timer", "Timer stellen"),
        ("What a person said. In English.", "What a person said. In English."),
    ],
)
def test_sentences_of_other_parts_are_german_too(english: str, expected: str) -> None:
    assert translated(english) == expected


@pytest.mark.usefixtures("german")
def test_what_stands_in_the_gaps_of_a_sentence_is_kept() -> None:
    patterns = asset("i18n/patterns.txt").read_text("utf-8").splitlines()
    assert len(patterns) > 30
    for pattern in patterns:
        gaps = [f"NAME{number}" for number in range(pattern.count("{"))]
        written = pattern.format(*gaps)
        said = translated(written)
        assert said != written, pattern
        assert all(gap in said for gap in gaps), pattern


@pytest.mark.usefixtures("german")
def test_each_state_has_german_words() -> None:
    for phase in Phase:
        for turns in TurnTaking:
            german = phase_words(phase, turns)
            language.install("en")
            english = phase_words(phase, turns)
            language.install("de")
            assert german.title != english.title
            assert german.hint != english.hint


def test_an_unknown_language_is_english() -> None:
    assert language.wanted("tlh") == "en"
    assert language.wanted("de") == "de"


def test_from_right_to_left_everything_changes_sides(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    show_talk(desk, STATE, TALK[:2])
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)
    painter, view = window.transcript._painter, window.transcript
    width = view.viewport().width()
    user, assistant = (painter.laid(item, width).box for item in TALK[:2])
    assert user.right() > assistant.right()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window.use_theme()
    user, assistant = (painter.laid(item, width).box for item in TALK[:2])
    assert user.left() < assistant.left()
    window.history.show()
    qtbot.waitUntil(lambda: window.history.mapTo(window, window.history.rect().center()).x() > window.width() / 2)
