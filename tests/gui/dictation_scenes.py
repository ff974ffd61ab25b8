"""The bar of the dictation in each of its states."""

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from tests.gui.desk import PaperDesk
from tests.gui.scenes import Scene
from voiceapp.core.dictation.bar_view import DictationStage, DictationView, RewriteView
from voiceapp.core.dictation.context import kind_words
from voiceapp.core.dictation.wishes import ContextKind
from voiceapp.core.sentence import Sentence
from voiceapp.gui import language
from voiceapp.gui.dictation_bar import DictationBar
from voiceapp.gui.rewrite_panel import RewritePanel
from voiceapp.gui.window import Window

WORDS = "Dear Mrs Miller, thank you for the keys. I'm going to bring them back on Friday."
INSERTED = DictationView(DictationStage.INSERTED, words=WORDS, program="thunderbird", can_undo=True)
WAITING = DictationView(
    DictationStage.WAITING,
    waiting=WORDS,
    sentence=Sentence("Another window has the focus now. Click where the text belongs, then insert it."),
)
HANDS_FREE = DictationView(
    DictationStage.RECORDING,
    time.time() - 83,
    -22.0,
    WORDS[:58],
    program="thunderbird",
    profile="Mail",
    hands_free=True,
    stop_phrase="stop dictation",
)
CONTEXT = replace(
    INSERTED,
    profile="Notes",
    asks_context=True,
    sentence=Sentence(
        "This profile also gives {what} to the recogniser and the language model, once you allow it.",
        what=kind_words((ContextKind.TITLE, ContextKind.CLIPBOARD)),
    ),
)


def bar(view: DictationView, tongue: str = "en") -> Callable[[Window, PaperDesk], QWidget]:
    def act(window: Window, desk: PaperDesk) -> QWidget:
        language.install(tongue)
        shown = DictationBar(desk)
        for watcher in desk.dictation_watchers:
            watcher(view)
        shown._paint_newest()
        for stop in shown._stops:
            stop()
        return shown

    return act


def recording(*, held: bool = True) -> DictationView:
    return DictationView(
        DictationStage.RECORDING, time.time() - 7, -22.0, WORDS[:58], program="thunderbird", held=held, profile="Mail"
    )


REWRITTEN = DictationView(
    DictationStage.OFFERED,
    program="thunderbird",
    rewrite=RewriteView(
        "Hi Anna, I just wanted to let you know that I'm going to be about ten minutes late for our meeting today, "
        "because the train from Hamburg is delayed again. Sorry!",
        "Friendlier, and as a list.",
        "Hi Anna,\n\n- I'll be about ten minutes late today.\n- The train from Hamburg is delayed again.\n\nSee you soon!",
        hears_keys=True,
    ),
)


def panel(view: DictationView, tongue: str = "en") -> Callable[[Window, PaperDesk], QWidget]:
    def act(window: Window, desk: PaperDesk) -> QWidget:
        language.install(tongue)
        shown = RewritePanel(desk)
        shown.take(view)
        return shown

    return act


DICTATION_SCENES: dict[str, Scene] = {
    "dictation-recording": Scene(bar(recording())),
    "dictation-preview": Scene(bar(replace(recording(), words=WORDS[:28], preview=WORDS[28:58].lower()))),
    "dictation-hands-free": Scene(bar(HANDS_FREE)),
    "german-dictation-hands-free": Scene(bar(replace(HANDS_FREE, stop_phrase="Diktat beenden"), "de")),
    "german-dictation-hands-free-waits": Scene(
        bar(replace(HANDS_FREE, stop_phrase="Diktat beenden", waiting=WORDS, sentence=WAITING.sentence), "de")
    ),
    "rewrite-panel": Scene(panel(REWRITTEN)),
    "german-rewrite-panel": Scene(panel(REWRITTEN, "de")),
    "dictation-inserted": Scene(bar(INSERTED)),
    "dictation-waiting": Scene(bar(WAITING)),
    "dictation-context": Scene(bar(CONTEXT)),
    "german-dictation-context": Scene(bar(CONTEXT, "de")),
    "german-dictation-recording": Scene(bar(recording(held=False), "de")),
    "german-dictation-inserted": Scene(
        bar(DictationView(DictationStage.INSERTED, words=WORDS, program="thunderbird", can_restore=True), "de")
    ),
    "german-dictation-restored": Scene(
        bar(
            DictationView(
                DictationStage.INSERTED,
                words=WORDS,
                program="thunderbird",
                can_restore=True,
                as_spoken=True,
                can_undo=True,
            ),
            "de",
        )
    ),
    "german-dictation-waiting": Scene(bar(WAITING, "de")),
}
