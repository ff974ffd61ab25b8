"""The window can be used before the app behind it is there."""

import inspect
from pathlib import Path

from tests.gui.desk import PaperDesk
from voiceapp.core.desk import Desk
from voiceapp.core.history import HistoryPage, Query
from voiceapp.core.messages import Show, ShowState, TalkStarted, TalkState, TextEntered
from voiceapp.gui.late_desk import LateDesk
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths


def late(tmp_path: Path) -> LateDesk:
    return LateDesk(Settings().with_value("talking.speed", 1.2), Paths.under(tmp_path))


def test_what_is_asked_waits_and_is_done_in_its_order(tmp_path: Path) -> None:
    early, desk = late(tmp_path), PaperDesk()
    shown: list[Show] = []
    pages: list[object] = []
    early.watch(shown.append)
    early.tell(TalkStarted())
    early.tell(TextEntered("Hello"))
    early.history(Query(words="x"), pages.append)
    assert early.change_setting("appearance.theme", "dark") is None
    assert early.change_setting("appearance.theme", "purple") is not None
    assert early.setting("appearance.theme") == "dark"
    assert early.setting("talking.speed") == 1.2
    assert early.folder("data") == str(tmp_path / "data")
    assert (desk.told, shown, pages) == ([], [], [])
    early.arrive(desk)
    assert desk.told == [TalkStarted(), TextEntered("Hello")]
    assert desk.setting("appearance.theme") == "dark"
    assert isinstance(pages[0], HistoryPage)
    desk.show(ShowState(TalkState()))
    assert shown == [ShowState(TalkState())]
    early.tell(TalkStarted())
    assert len(desk.told) == 3
    assert early.setting("talking.speed") == desk.setting("talking.speed")


def test_what_was_stopped_before_does_not_begin(tmp_path: Path) -> None:
    early, desk = late(tmp_path), PaperDesk()
    stop = early.hear(lambda level: None)
    keep = early.hear(lambda level: None)
    stop()
    early.arrive(desk)
    assert len(desk.heard) == 1
    keep()
    assert desk.heard == []


def test_closing_before_it_came_does_nothing(tmp_path: Path) -> None:
    late(tmp_path).close()


def test_whatever_the_desk_answers_at_once_is_answered_before_it_is_there() -> None:
    """A call that only waits gives nothing back: each one that must is written out."""
    answers = [
        name
        for name, method in inspect.getmembers(Desk, inspect.isfunction)
        if not name.startswith("_") and inspect.signature(method).return_annotation is not None
    ]
    assert "setting" in answers
    assert [name for name in answers if name not in vars(LateDesk)] == []
