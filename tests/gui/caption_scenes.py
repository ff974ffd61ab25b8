"""Captions in their window and full screen."""

import time
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tests.gui.desk import PaperDesk
from tests.gui.scenes import Scene
from voiceapp.core.captions.flow import Caption
from voiceapp.core.captions.sources import ASSISTANT, YOU
from voiceapp.core.sentence import Sentence
from voiceapp.gui.window import Window


def caption(number: int, text: str, name: Sentence | None = None, translated: str = "") -> Caption:
    now = time.monotonic()
    return Caption(
        str(number), number, text, True, name, now, now, translated=translated, is_translated=bool(translated)
    )


def said_now() -> tuple[Caption, ...]:
    return (
        caption(1, "When does the next train to Dresden leave?", YOU, "Wann fährt der nächste Zug nach Dresden?"),
        caption(
            2,
            "At ten past five, from platform four. You change in Leipzig, where you have twelve minutes.",
            ASSISTANT,
            "Um zehn nach fünf, von Gleis vier. In Leipzig steigen Sie um, dort haben Sie zwölf Minuten.",
        ),
    )


def captions(full_screen: bool = False, **settings: object) -> Callable[[Window, PaperDesk], QWidget]:
    def act(window: Window, desk: PaperDesk) -> QWidget:
        for name, value in settings.items():
            desk.settings.change(f"captions.{name}", value)
        desk.captions.now = said_now()
        if full_screen:
            window.rooms.captions.present()
            assert window.rooms.captions.presented is not None
            return window.rooms.captions.presented
        desk.settings.change("captions.on", True)
        window.rooms.captions.show_or_hide()
        assert window.rooms.captions.shown is not None
        return window.rooms.captions.shown

    return act


CAPTION_SCENES = {
    "captions": Scene(captions()),
    "captions-two-languages": Scene(captions(second="de", lines=2, colours="yellow_on_black")),
    "captions-for-obs": Scene(captions(ground="green", weight="bold")),
    "captions-full-screen": Scene(captions(full_screen=True)),
}
