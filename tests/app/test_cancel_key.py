"""Whether Esc cancels a dictation is known, so that nobody is told of a key that is not heard."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import SimpleNamespace
from typing import cast

import pytest

from tests.rig.patience import EVENT
from voiceapp.app import dictation
from voiceapp.app.dictation import DictationDesk, DictationNeeds
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.settings.model import Settings


class Desktop:
    """Hears every key but those that it refuses."""

    def __init__(self, *refused: str) -> None:
        self.refused = refused
        self.complaints: list[Failure] = []

    def bind(self, wanted: Mapping[str, str]) -> Mapping[str, Sentence]:
        return {name: Sentence("Another program has it.") for name in wanted if name in self.refused}

    def close(self) -> None:
        pass


@contextmanager
def opened(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[DictationDesk]:
    monkeypatch.setattr(dictation, "open_keys", lambda _heard: desktop)
    needs = cast("DictationNeeds", SimpleNamespace(complain=desktop.complaints.append, engines=None))
    desk = DictationDesk(Settings, needs)
    desk._keys_worker.submit(desk._open_keys)
    try:
        yield desk
    finally:
        desk._keys_worker.shutdown(wait=True)


def heard_while_recording(desk: DictationDesk, *, recording: bool) -> bool:
    desk._catch_cancel(recording)
    desk._keys_worker.submit(lambda: None).result(EVENT)
    return desk.hears_cancel()


def test_esc_cancels_for_as_long_as_it_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(Desktop(), monkeypatch) as desk:
        assert not desk.hears_cancel()
        assert heard_while_recording(desk, recording=True)
        assert not heard_while_recording(desk, recording=False)


def test_without_esc_one_dictates_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = Desktop("cancel")
    with opened(desktop, monkeypatch) as desk:
        assert not heard_while_recording(desk, recording=True)
        assert desktop.complaints == []


@pytest.mark.parametrize("refused", [(), ("accept",), ("cancel",)])
def test_enter_accepts_a_rewritten_text_where_it_is_heard(
    monkeypatch: pytest.MonkeyPatch, refused: tuple[str, ...]
) -> None:
    desktop = Desktop(*refused)
    with opened(desktop, monkeypatch) as desk:
        for on in (True, False):
            desk._catch_answer(on)
            desk._keys_worker.submit(lambda: None).result(EVENT)
            assert desk.hears_accept() is (on and "accept" not in refused)
            assert desk.hears_cancel() is (on and "cancel" not in refused)
        assert desktop.complaints == []
