"""The panel with a rewritten text: what it shows, what its buttons ask, and that it never has the keyboard."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.core.dictation.bar_view import DictationStage, DictationView, RewriteView
from voiceapp.core.dictation.messages import DictationRequest, RequestMade
from voiceapp.core.sentence import Sentence
from voiceapp.gui import language
from voiceapp.gui.dictation_bar import DictationBar
from voiceapp.gui.rewrite_panel import RewritePanel

SHOWN = RewriteView("I wanted to say that I am late.", "Shorter.", "I'm late.", hears_keys=True)
OFFER = DictationView(DictationStage.OFFERED, program="editor", rewrite=SHOWN)


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk()


@pytest.fixture
def panel(qtbot: QtBot, desk: PaperDesk) -> Iterator[RewritePanel]:
    it = RewritePanel(desk)
    qtbot.addWidget(it)
    yield it
    it.close()


def offers(panel: RewritePanel) -> set[DictationRequest]:
    return {ask for ask, button in panel.buttons.items() if button.isVisible()}


def test_it_shows_the_old_text_the_new_one_and_what_was_said(panel: RewritePanel) -> None:
    assert not panel.isVisible()
    panel.take(OFFER)
    assert panel.isVisible()
    assert panel.after.toPlainText() == "I'm late."
    assert panel.before.text() == "I wanted to say that I am late."
    assert panel.instruction.text() == "“Shorter.”"
    assert panel.hint.text() == "Enter accepts · Esc cancels"
    assert panel.buttons[DictationRequest.ACCEPT].text() == "Replace"
    assert "I'm late." in panel.accessibleName()
    panel.take(DictationView())
    assert not panel.isVisible()


def test_what_is_still_being_written_can_only_be_left(panel: RewritePanel) -> None:
    panel.take(DictationView(DictationStage.REWRITING, rewrite=replace(SHOWN, after="I'm l", growing=True)))
    assert (panel.title.text(), panel.after.toPlainText()) == ("Being written…", "I'm l")
    assert offers(panel) == {DictationRequest.DISCARD}
    panel.take(OFFER)
    assert panel.title.text() == "Rewritten"
    assert DictationRequest.ACCEPT in offers(panel)


def test_its_buttons_ask_for_what_they_say(qtbot: QtBot, desk: PaperDesk, panel: RewritePanel) -> None:
    panel.take(OFFER)
    for ask, button in panel.buttons.items():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert desk.dictated[-1] == RequestMade(ask)


def test_what_replaces_nothing_is_inserted_and_leaves_nothing_beside_it(panel: RewritePanel) -> None:
    panel.take(replace(OFFER, program="", rewrite=replace(SHOWN, replaces=False)))
    assert panel.buttons[DictationRequest.ACCEPT].text() == "Insert"
    assert DictationRequest.KEEP_BOTH not in offers(panel)
    assert not panel.program.isVisible()


def test_it_says_why_it_was_not_inserted_and_no_key_that_is_not_heard(desk: PaperDesk, panel: RewritePanel) -> None:
    panel.take(replace(OFFER, rewrite=replace(SHOWN, sentence=Sentence("It has changed."))))
    assert panel.why.text() == "It has changed."
    panel.take(replace(OFFER, rewrite=replace(SHOWN, hears_keys=False)))
    assert (panel.why.isVisible(), panel.hint.text()) == (False, "")
    desk.hears_cancel = False
    panel.take(OFFER)
    assert panel.hint.text() == ""


@pytest.mark.parametrize("text", ["Short.", "word " * 400, "line\n" * 60])
@pytest.mark.parametrize(("place", "tongue"), [("top", "en"), ("bottom", "de")])
def test_it_stands_inside_the_screen_with_all_its_buttons(
    qtbot: QtBot, desk: PaperDesk, text: str, place: str, tongue: str
) -> None:
    desk.settings.change("dictation.bar", place)
    language.install(tongue)
    panel = RewritePanel(desk)
    qtbot.addWidget(panel)
    language.install("en")
    panel.take(replace(OFFER, rewrite=replace(SHOWN, before="b " * 2_000, after=text, instruction="i " * 300)))
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert screen.contains(panel.frameGeometry())
    for button in panel.buttons.values():
        assert button.width() >= button.sizeHint().width(), "each label can be read"
    assert panel.hint.width() >= panel.hint.sizeHint().width()


def test_it_never_takes_the_keyboard(panel: RewritePanel) -> None:
    assert panel.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert all(button.focusPolicy() is Qt.FocusPolicy.NoFocus for button in panel.buttons.values())
    assert panel.after.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_bar_makes_room_for_it_and_takes_it_away_at_the_end(qtbot: QtBot, desk: PaperDesk) -> None:
    bar = DictationBar(desk)
    qtbot.addWidget(bar)

    def show(view: DictationView) -> None:
        for watcher in desk.dictation_watchers:
            watcher(view)
        qtbot.waitUntil(lambda: bar._view == view)

    show(DictationView(DictationStage.RECORDING, instructs=True))
    assert "Say what to do with the selected text" in bar.accessibleName()
    show(DictationView(DictationStage.REWRITING, words="Shorter.", asks_context=True, sentence=Sentence("It leaves.")))
    asked = {ask for ask, button in bar.buttons.items() if button.isVisible()}
    assert asked == {DictationRequest.CANCEL, DictationRequest.ALLOW_CONTEXT}
    show(OFFER)
    assert not bar.isVisible()
    assert bar.rewritten.isVisible()
    show(DictationView(DictationStage.INSERTED, words="I'm late.", can_undo=True, can_restore=True, rewritten=True))
    assert not bar.rewritten.isVisible()
    asked = {ask for ask, button in bar.buttons.items() if button.isVisible()}
    assert asked == {DictationRequest.UNDO, DictationRequest.COPY}
    show(DictationView(DictationStage.INSERTED, words="I'm late.", can_restore=True, rewritten=True))
    assert bar.buttons[DictationRequest.ORIGINAL].isVisible(), "where nothing can be undone, the original can be had"
    assert bar.buttons[DictationRequest.ORIGINAL].text() == "Original"
    show(DictationView(DictationStage.INSERTED, words="Long.", can_restore=True, rewritten=True, as_spoken=True))
    assert bar.buttons[DictationRequest.ORIGINAL].text() == "Rewritten"
    bar.shut()
