"""Ask a store and wait for its answer."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from tests.rig.patience import EVENT
from tests.talks import said, talk_of
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure
from voiceapp.core.history import HistoryPage, Query
from voiceapp.core.transcript import SoundId, Talk, TalkId
from voiceapp.storage.store import Store

SECOND = bytes(range(256)) * 187 + b"\x00" * 128
"""Of sound, at the rate of the wire."""
T = TypeVar("T")


def answer(ask: Callable[[Answer[T]], None]) -> T | Failure:
    future: Future[T | Failure] = Future()
    ask(future.set_result)
    return future.result(EVENT)


def found(ask: Callable[[Answer[T]], None]) -> T:
    got = answer(ask)
    assert not isinstance(got, Failure), got
    return got


def load(store: Store, talk: str = "talk") -> Talk:
    got: Talk = found(partial(store.load_talk, TalkId(talk)))
    return got


def page(store: Store, words: str = "", **more: object) -> HistoryPage:
    got: HistoryPage = found(partial(store.find, Query(words=words, **more)))  # type: ignore[arg-type]
    return got


def sound(store: Store, name: str) -> bytes:
    future: Future[bytes] = Future()
    store.read_sound(SoundId(name), future.set_result)
    return future.result(EVENT)


def keep(store: Store, *texts: str, name: str = "talk") -> None:
    items = [said(text, number, talk=name) for number, text in enumerate(texts, 1)]
    store.keep_talk(talk_of(*items, name=name))
    for item in items:
        store.keep_item(TalkId(name), item)
