"""The links below an answer: where it was found."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.core.messages import ShowItem, ShowTalk
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker, Talk, TalkId, ToolCall, ToolState
from voiceapp.gui.transcript.line_words import card_words, has_icons
from voiceapp.gui.transcript.sources_card import SourcesCard
from voiceapp.gui.window import Window

OUTPUT = json.dumps(
    {
        "found": "Red.",
        "sources": [
            {"title": "Mars & we - NASA", "url": "https://www.nasa.gov/mars"},
            {"title": "A page whose title is far too long for any window that there is " * 3, "url": "https://a.org"},
            {"title": "Where is the tea?", "talk": "tea"},
        ],
    }
)
QUESTION = Message(ItemId("1"), Speaker.USER, 1.0, "What colour is Mars?", MessageState.DONE)
CALL = ToolCall(ItemId("2"), 2.0, "search_web", '{"words": "Mars"}', OUTPUT, ToolState.DONE)
ANSWER = Message(ItemId("3"), Speaker.ASSISTANT, 3.0, "It is red.", MessageState.DONE)


def _links(window: Window) -> list[QPushButton]:
    cards = [card for card in window.transcript.findChildren(SourcesCard) if card.isVisible()]
    return cards[0].links if cards else []


def test_the_pages_stand_below_the_answer_and_open(
    window: Window, desk: PaperDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    tea = Message(ItemId("t"), Speaker.ASSISTANT, 1.0, "In the tin.", MessageState.DONE)
    desk.talks[TalkId("tea")] = Talk(TalkId("tea"), 1.0, items=(tea,))
    for item in (QUESTION, CALL, ANSWER):
        desk.show(ShowItem(item))
    qtbot.waitUntil(lambda: len(_links(window)) == 3)
    first, long, own = _links(window)
    assert first.accessibleName() == "Mars & we - NASA · nasa.gov"
    assert own.accessibleName() == "Where is the tea?"
    box = window.transcript.row_rect(2)
    card = long.parentWidget()
    assert card is not None
    assert box.contains(card.geometry()), "even a long title keeps to its line"
    assert own.geometry().bottom() <= card.height()
    assert long.text().startswith("A page whose title")
    assert long.text().endswith("…")
    assert first.text() == "Mars && we - NASA · nasa.gov"
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert opened == ["https://www.nasa.gov/mars"]
    own.setFocus()
    qtbot.keyClick(own, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.main_area.currentWidget() is window.main_area.reading)
    assert window.main_area.reading.model.items() == (tea,)
    answer = window.model.item(2)
    assert answer is not None
    assert has_icons(answer), "it can still be played and copied"


def test_an_old_talk_has_them_too_and_another_one_not(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(ShowTalk(Talk(TalkId("a"), 1.0, items=(QUESTION, CALL, ANSWER))))
    qtbot.waitUntil(lambda: len(_links(window)) == 3)
    desk.show(ShowTalk(Talk(TalkId("b"), 1.0, items=(QUESTION, ANSWER))))
    qtbot.waitUntil(lambda: _links(window) == [])


def test_a_search_that_goes_on_says_so() -> None:
    told = Sentence("Searching the web for “{words}”…", words="Mars")
    running = ToolCall(ItemId("2"), 2.0, "search_web", "{}", state=ToolState.RUNNING, told=told)
    assert card_words(running) == "Searching the web for “Mars”…"
    assert (
        card_words(ToolCall(ItemId("2"), 2.0, "search_web", "{}", state=ToolState.RUNNING)) == "Search web · running…"
    )
