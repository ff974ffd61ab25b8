"""The window speaks German as completely as English, and runs from right to left."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from scripts import translations
from tests.gui.desk import PaperDesk
from tests.gui.scenes import STATE, TALK, show_talk
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import TalkSummary
from voiceapp.core.messages import Phase, ShowFailure, TalkState
from voiceapp.core.sentence import DataSize, Dollars, Sentence, SettingPlace, in_a_row, verbatim
from voiceapp.core.transcript import TalkId, TalkKind
from voiceapp.core.wishes import TurnTaking
from voiceapp.gui import language
from voiceapp.gui.history.pane import picked
from voiceapp.gui.sentences import in_words
from voiceapp.gui.settings.dialog import SettingsDialog
from voiceapp.gui.window import Window
from voiceapp.gui.words import state_words, translated
from voiceapp.local.bundled_model import LANGUAGE_MODEL
from voiceapp.settings.model import SettingError, Settings


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    assert language.install("de") == "de"
    yield
    language.install("en")


def test_no_text_is_left_untranslated() -> None:
    """After a new text: .venv/bin/python scripts/translations.py, then translate what it names."""
    for name in translations.LANGUAGES:
        assert translations.missing(name) == []


def gaps_in(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


def test_what_is_put_in_later_is_still_there_in_the_translation() -> None:
    for texts in translations.read(translations.FOLDER / "voiceapp_de.ts").values():
        for source, in_german in texts.items():
            assert gaps_in(source) == gaps_in(in_german), source


def declared() -> list[tuple[str, frozenset[str], str]]:
    """Every sentence in the code: its template, the names of its arguments, and where it stands."""
    return [
        (template, names, f"{path}:{line}")
        for path in sorted((translations.ROOT / "voiceapp").rglob("*.py"))
        for template, names, line in translations.sentences(path)
    ]


def test_each_gap_of_a_sentence_has_an_argument_of_its_name() -> None:
    assert len(declared()) > 250
    for template, names, place in declared():
        assert gaps_in(template) == sorted(names), place
        assert "{}" not in template, place


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
    window.main_area.welcome_if_new()
    window.top.activity.setChecked(True)
    qtbot.waitUntil(lambda: window.model.rowCount() == len(TALK) and window.bridge.idle)
    menu = window.transcript.menu_for(TALK[1])
    texts = shown_texts(window) | shown_texts(window.presence.bar) | {action.text() for action in menu.actions()}
    dialog = SettingsDialog(desk, window.bridge)
    qtbot.addWidget(dialog)
    dialog._search.setText("e")  # pyright: ignore[reportPrivateUsage]
    texts |= shown_texts(dialog)
    assert texts & english == set()
    assert "Einstellungen" in texts
    assert {"Ich höre zu", "Einfach sprechen · Drücken beendet"} <= texts
    window.bridge.close()


@pytest.mark.usefixtures("german")
def test_each_sentence_is_german_in_the_window(window: Window) -> None:
    """Whatever can go wrong: each sentence that is declared, with a name in each of its gaps."""
    for kind, (template, names, place) in zip(itertools.cycle(FailureKind), declared(), strict=False):
        if not translations.is_made_of_words(template):
            continue
        values = tuple((name, f"NAME{number}") for number, name in enumerate(sorted(names)))
        failure = Failure(kind, Sentence.restored(template, values))
        window.notices.show_failure(ShowFailure(failure, stays=True))
        shown = next(
            each.text()
            for each in window.notices.findChildren(QLabel)
            if each.objectName() == "noticeSentence" and each.text() == in_words(failure)
        )
        assert shown != str(failure.sentence) or template in SAME_IN_GERMAN, place
        assert all(value in shown for _, value in values), place
        window.notices.clear_failure(failure)
    assert QLocale().language() is QLocale.Language.German


SAME_IN_GERMAN = frozenset(
    {
        "Chat",
        "Hindi",
        "Name",
        "Terminal",
        "Timer: {what}",
        "Token",
        "Timer · {length} · {label}",
        "Timer · {length}",
        "NAME",
        "ok",
        "offline",
        "voiceapp models {action} {what}",
        "voiceapp mcp {action} NAME",
        "voiceapp profiles {action} NAME",
        "voiceapp {version} {how}, Python {python}, {system}",
        "{path}: {seconds} s",
        "{text} (in {title})",
    }
)


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            Sentence("No sound at all from the microphone. Is it muted or switched off?"),
            "Vom Mikrofon kommt gar kein Ton. Ist es stumm oder ausgeschaltet?",
        ),
        (Sentence("Now playing through {label}.", label="Evolve 65"), "Die Wiedergabe läuft jetzt über Evolve 65."),
        (
            Sentence("Cascade: {model}", model=Sentence("On this device (small model)")),
            "Kaskade: Auf diesem Gerät (kleines Modell)",
        ),
        (
            Sentence("{part} on this device crashed. Reloading it.", part=LANGUAGE_MODEL.subject),
            "Das Sprachmodell auf diesem Gerät ist abgestürzt und wird neu geladen.",
        ),
        (
            in_a_row(
                Sentence("The service had an internal error."),
                Sentence("{name} answers again.", name=Sentence("Cascade: {model}", model="llama")),
            ),
            "Der Dienst hatte einen internen Fehler. Kaskade: llama antwortet wieder.",
        ),
        (
            Sentence(
                "The model {model} was retired on {day}. {successor} answers instead.",
                model="m1",
                day=date(2026, 10, 3),
                successor="m2",
            ),
            "Das Modell m1 wurde am 03.10.2026 eingestellt. Stattdessen antwortet m2.",
        ),
        (
            Sentence(
                "{spent} of today's {limit} spent. After that, this device answers.",
                spent=Dollars(0.8),
                limit=Dollars(1250),
            ),
            "Von 1.250,00\xa0$ für heute sind 0,80\xa0$ ausgegeben. Danach antwortet dieses Gerät.",
        ),
        (
            Sentence("There's no room for {size} on this disk. Free some space first.", size=DataSize(700_000_000)),
            "Auf diesem Datenträger ist kein Platz für 700 MB. Schaffen Sie zuerst Platz.",
        ),
        (
            Sentence("Don't put a key in an address. Save it in Settings, {page}.", page=SettingPlace("engines")),
            "In eine Adresse gehört kein Schlüssel. Speichern Sie ihn in den Einstellungen unter „Antwortwege“.",
        ),
        (
            Sentence.restored("Saved. Sends when you're back online."),
            "Gespeichert. Wird gesendet, sobald Sie wieder online sind.",
        ),
        (verbatim("What a person said. In English."), "What a person said. In English."),
    ],
)
def test_values_are_written_as_germans_write_them(told: Sentence, expected: str) -> None:
    assert in_words(told) == expected


@pytest.mark.usefixtures("german")
def test_a_refused_setting_says_in_german_what_is_allowed() -> None:
    with pytest.raises(SettingError) as refusal:
        Settings().with_value("budget.per_day", -1)
    assert in_words(refusal.value.sentence) == (
        "budget.per_day kann nicht „-1“ sein: Erlaubt ist eine Zahl von 0 bis 10.000 USD, oder 0 für „kein Limit“."
    )


@pytest.mark.usefixtures("german")
def test_what_is_declared_in_english_is_called_in_german() -> None:
    assert translated("Set timer") == "Timer stellen"
    assert translated("What nobody declared") == "What nobody declared"


@pytest.mark.usefixtures("german")
def test_each_state_has_german_words() -> None:
    for phase in Phase:
        for turns in TurnTaking:
            state = TalkState(phase, turns)
            german = state_words(state)
            language.install("en")
            english = state_words(state)
            language.install("de")
            assert german.title != english.title
            assert german.hint != english.hint


def test_an_unknown_language_is_english() -> None:
    assert language.wanted("tlh") == "en"
    assert language.wanted("de") == "de"


def test_from_right_to_left_everything_changes_sides(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    show_talk(desk, STATE, TALK[:2])
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)
    painter, view = window.transcript._painter, window.transcript  # pyright: ignore[reportPrivateUsage]
    width = view.viewport().width()
    user, assistant = (painter.laid(item, width).box for item in TALK[:2])
    assert user.right() > assistant.right()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window.use_theme()
    user, assistant = (painter.laid(item, width).box for item in TALK[:2])
    assert user.left() < assistant.left()
    window.history.show()
    qtbot.waitUntil(lambda: window.history.mapTo(window, window.history.rect().center()).x() > window.width() / 2)


@pytest.mark.usefixtures("german")
def test_a_talk_without_a_title_is_called_after_its_kind_in_german() -> None:
    talks = {kind: TalkSummary(TalkId("t"), "", 1.0, None, kind, pinned=False, items=1) for kind in TalkKind}
    assert {kind: picked(talk).title for kind, talk in talks.items()} == {
        TalkKind.CONVERSATION: "Gespräch",
        TalkKind.DICTATION: "Diktat",
        TalkKind.TRANSCRIPTION: "Transkript",
    }
    named = replace(talks[TalkKind.DICTATION], title="Conversation")
    assert picked(named).title == "Conversation", "as the person said it"
