"""A keyring that takes its time keeps nobody waiting but whoever needs the key: never the loop that carries the sound."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import aclosing

import pytest

from tests.rig.patience import EVENT
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import RecognitionHints
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.settings.endpoints import OPENAI_BASE_URL, OPENAI_ORIGIN
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing, Secret

NOBODY = "http://127.0.0.1:9/v1"
"""Nothing answers there."""
KEY = "sk-test-key-of-nobody-0123456789"


class Slow:
    """A keyring that answers when it is let."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.asked = threading.Event()
        self.waited_in_vain = False

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.set()
        self.waited_in_vain |= not self.let_go.wait(EVENT / 2)
        return KEY

    def set_password(self, service: str, username: str, password: str) -> None:
        self.get_password(service, username)

    def delete_password(self, service: str, username: str) -> None:
        self.get_password(service, username)


@pytest.fixture
def slow() -> Iterator[Slow]:
    slow = Slow()
    yield slow
    slow.let_go.set()


SAID = Message(ItemId("1"), Speaker.USER, 0.0, "Hello?", MessageState.DONE)


async def _sound() -> AsyncIterator[bytes]:
    yield bytes(WIRE.bytes(500))


async def _connects(engines: AvailableEngines) -> None:
    async with engines.engine().connect(SessionWishes(), ()):
        pass


async def _recognises(engines: AvailableEngines) -> None:
    async with aclosing(engines.recogniser().transcribe(_sound(), RecognitionHints())) as answers:
        async for _ in answers:
            pass


async def _answers(engines: AvailableEngines) -> None:
    async with aclosing(engines.chat().answer((SAID,), SessionWishes())) as pieces:
        async for _ in pieces:
            pass


async def _speaks(engines: AvailableEngines) -> None:
    async with aclosing(engines.voice().speak("Hello.", SessionWishes())) as pieces:
        async for _ in pieces:
            pass


async def _opens_a_socket(engines: AvailableEngines) -> None:
    async with engines.factory().realtime().connect(SessionWishes(), ()):
        pass


async def _asks_a_server(engines: AvailableEngines) -> None:
    await engines.factory().server("chat").get("models")


async def _builds_a_cascade(engines: AvailableEngines) -> None:
    engines.factory().cascade()
    await engines._keys_known()


NEEDS: Mapping[str, Callable[[AvailableEngines], Awaitable[None]]] = {
    "a talk": _connects,
    "recognising": _recognises,
    "answering": _answers,
    "speaking": _speaks,
    "a socket": _opens_a_socket,
    "a request": _asks_a_server,
    "a cascade": _builds_a_cascade,
}


@pytest.mark.parametrize("what", NEEDS)
async def test_the_loop_goes_on_while_the_keyring_thinks(what: str, slow: Slow) -> None:
    settings = Settings().with_value("engines.order", ["realtime", "cascade"])
    # Which parts there are depends on keys at OpenAI alone; all else shall go nowhere.
    base_url = "" if what == "a cascade" else NOBODY
    settings = settings.with_value("engines.base_url", base_url)
    keys = KeyRing({}, lambda: slow, patience=EVENT)
    engines = AvailableEngines(lambda: settings, keys)
    needing = asyncio.ensure_future(NEEDS[what](engines))
    try:
        await asyncio.to_thread(slow.asked.wait, EVENT)
        slow.let_go.set()  # Nobody gets here while the loop is held.
        await asyncio.to_thread(keys.learn, (base_url or OPENAI_BASE_URL,))
    finally:
        needing.cancel()
        await asyncio.gather(needing, return_exceptions=True)
        await engines.close()
    assert not slow.waited_in_vain, "the loop stood still until the keyring was given up"


def test_what_is_known_is_told_while_another_thread_waits(slow: Slow) -> None:
    ring = KeyRing({}, lambda: slow, patience=EVENT)
    waits = threading.Thread(target=ring.find, args=(OPENAI_BASE_URL,))
    waits.start()
    assert slow.asked.wait(EVENT)
    assert (ring.known(OPENAI_BASE_URL), ring.knows(OPENAI_BASE_URL)) == (None, False)
    assert not ring.lacks(OPENAI_BASE_URL), "it may have one"
    slow.let_go.set()
    waits.join(EVENT)
    found = ring.known(OPENAI_BASE_URL)
    assert found is not None
    assert found.key.reveal() == KEY
    assert not slow.waited_in_vain


def test_keeping_a_key_holds_nobody_either(slow: Slow) -> None:
    ring = KeyRing({}, lambda: slow, patience=EVENT)
    keeps = threading.Thread(target=ring.keep, args=(OPENAI_BASE_URL, Secret(KEY)))
    keeps.start()
    assert slow.asked.wait(EVENT)
    assert ring.known(NOBODY) is None
    slow.let_go.set()
    keeps.join(EVENT)
    assert ring.known_key(OPENAI_BASE_URL) == Secret(KEY, OPENAI_ORIGIN)
    assert not slow.waited_in_vain


def test_several_servers_are_asked_about_at_once() -> None:
    """Three seconds a server were nine before the first word."""
    together = threading.Barrier(3, timeout=EVENT)

    class Patient(Slow):
        def get_password(self, service: str, username: str) -> str | None:
            together.wait()
            return None

    ring = KeyRing({}, Patient, patience=EVENT)
    ring.learn((OPENAI_BASE_URL, NOBODY, "https://example.com/v1"))
    assert ring.lacks(OPENAI_BASE_URL)
    assert ring.lacks(NOBODY)
