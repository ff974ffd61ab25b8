"""Holds that the window can be used before the app behind it is there, and that nothing asked early is lost."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_type_hints

import pytest

from tests.gui.desk import PaperDesk
from voiceapp.core.desk import Desk
from voiceapp.core.history import HistoryPage, Query
from voiceapp.core.messages import Event, Show, ShowState, TalkStarted, TalkState, TextEntered
from voiceapp.gui.late_desk import LateDesk
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths


def late(tmp_path: Path) -> LateDesk:
    return LateDesk(Settings().with_value("talking.speed", 1.2), Paths.under(tmp_path))


def test_what_is_asked_waits_and_is_done_in_its_order(tmp_path: Path) -> None:
    early, desk = late(tmp_path), PaperDesk()
    shown: list[Show] = []
    pages: list[object] = []
    early.talk.watch(shown.append)
    early.talk.tell(TalkStarted())
    early.talk.tell(TextEntered("Hello"))
    early.history.find(Query(words="x"), pages.append)
    assert early.settings.change("appearance.theme", "dark") is None
    assert early.settings.change("appearance.theme", "purple") is not None
    assert early.settings.value("appearance.theme") == "dark"
    assert early.settings.value("talking.speed") == 1.2
    assert early.kept.folder("data") == str(tmp_path / "data")
    assert (desk.told, shown, pages) == ([], [], [])
    early.arrive(desk)
    assert desk.told == [TalkStarted(), TextEntered("Hello")]
    assert desk.settings.value("appearance.theme") == "dark"
    assert isinstance(pages[0], HistoryPage)
    desk.show(ShowState(TalkState()))
    assert shown == [ShowState(TalkState())]
    early.talk.tell(TalkStarted())
    assert len(desk.told) == 3
    assert early.settings.value("talking.speed") == desk.settings.value("talking.speed")


def test_what_was_stopped_before_does_not_begin(tmp_path: Path) -> None:
    early, desk = late(tmp_path), PaperDesk()
    stop = early.sound.open_level_meter(lambda level: None)
    keep = early.sound.open_level_meter(lambda level: None)
    stop()
    early.arrive(desk)
    assert len(desk.heard) == 1
    keep()
    assert desk.heard == []


def test_what_is_asked_while_it_arrives_comes_after_what_waited(tmp_path: Path) -> None:
    early, desk = late(tmp_path), PaperDesk()
    early.dictation.watch(lambda view: early.talk.tell(TextEntered("third")))
    early.talk.tell(TextEntered("first"))
    early.talk.tell(TextEntered("second"))
    early.arrive(desk)
    assert desk.told == [TextEntered("first"), TextEntered("second"), TextEntered("third")]


def test_what_fails_keeps_none_of_the_others_from_being_done(tmp_path: Path) -> None:
    early, desk = late(tmp_path), PaperDesk()

    def fail(page: object) -> None:
        raise RuntimeError(str(page))

    early.history.find(Query(), fail)
    early.history.find(Query(), fail)
    early.talk.tell(TalkStarted())
    with pytest.raises(RuntimeError):
        early.arrive(desk)
    early.talk.tell(TextEntered("after"))
    told: list[Event] = [TalkStarted(), TextEntered("after")]
    assert desk.told == told


Call = tuple[str, str, tuple[object, ...], dict[str, object]]
AT_ONCE = {
    ("dictation", "in_clipboard"),
    ("dictation", "hears_cancel"),
    ("dictation", "hears_accept"),
    ("dictation", "seen_windows"),
    ("player", "state"),
    ("settings", "value"),
    ("kept", "folder"),
    ("exports", "name"),
    ("exports", "formats"),
}
"""What the window must know now: it is answered before the app is there."""


@dataclass(frozen=True)
class NotedTopic:
    """Notes what it is asked."""

    topic: str
    calls: list[Call]

    def __getattr__(self, name: str) -> Callable[..., Callable[[], None]]:
        def note(*values: object, **named: object) -> Callable[[], None]:
            self.calls.append((self.topic, name, values, named))
            return lambda: None

        return note


class NotedDesk:
    def __init__(self) -> None:
        self.calls: list[Call] = []
        for topic in topics():
            setattr(self, topic, NotedTopic(topic, self.calls))


def topics() -> dict[str, type]:
    properties = inspect.getmembers(Desk, lambda member: isinstance(member, property))
    return {name: get_type_hints(each.fget)["return"] for name, each in properties}


def methods() -> Iterator[tuple[str, str, inspect.Signature]]:
    for topic, protocol in topics().items():
        for name, method in inspect.getmembers(protocol, inspect.isfunction):
            if not name.startswith("_"):
                yield topic, name, inspect.signature(method)


def early_call(topic: str, name: str, signature: inspect.Signature) -> Call:
    """Arguments by name, for nobody looks at them; a setting must be one."""
    if (topic, name) == ("settings", "change"):
        return (topic, name, ("appearance.theme", "dark"), {})
    parameters = [each for each in signature.parameters.values() if each.name != "self"]
    values = tuple(f"{topic} {name} {each.name}" for each in parameters if each.kind is not each.KEYWORD_ONLY)
    named: dict[str, object] = {each.name: True for each in parameters if each.kind is each.KEYWORD_ONLY}
    return (topic, name, values, named)


def test_every_method_of_every_topic_that_is_called_early_arrives_in_its_order(tmp_path: Path) -> None:
    early, desk = late(tmp_path), NotedDesk()
    asked = [early_call(*each) for each in methods() if each[:2] not in AT_ONCE]
    assert len(asked) > 30
    for topic, name, values, named in asked:
        getattr(getattr(early, topic), name)(*values, **named)
    assert desk.calls == []
    early.arrive(desk)  # type: ignore[arg-type]
    assert desk.calls == asked


def test_whatever_is_answered_at_once_is_answered_before_it_is_there(tmp_path: Path) -> None:
    early = late(tmp_path)
    assert early.dictation.in_clipboard() is None
    assert not early.dictation.hears_cancel()
    assert not early.dictation.hears_accept()
    assert early.exports.formats() == ()
    assert early.exports.name("A title", 0.0, "md") == ""
    assert {each[:2] for each in methods()} >= AT_ONCE
