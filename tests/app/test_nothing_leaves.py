"""With "Nothing leaves this machine" nobody is asked anything: no list of models, no trial, no key is shown to a server."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import aclosing, suppress
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from voiceapp.app.live_settings import LiveSettings
from voiceapp.app.services import Services
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.checks.probes import check_key, probe
from voiceapp.core.answers import Probe
from voiceapp.core.failures import Failure
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import Engine, EngineError, RecognitionHints
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.model_catalogue import GROUPS
from voiceapp.providers import ALL_PRICES
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths
from voiceapp.settings.secrets import KeyRing, Secret
from voiceapp.storage.spending import Spending

KEY = "sk-test-key-of-nobody-0123456789"


class Door:
    """Takes every connection, counts it, and closes it without a word."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.knocks = 0
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}/v1"

    def _live(self) -> None:
        with suppress(OSError):
            while True:
                caller = self._listening.accept()[0]
                self.knocks += 1  # before the caller can know that it was let go
                caller.close()

    def close(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(EVENT)


@pytest.fixture
def door() -> Iterator[Door]:
    door = Door()
    yield door
    door.close()


class House:
    """What asks servers, put together as in the app."""

    def __init__(self, settings: Settings, keys: KeyRing, home: Path) -> None:
        self.settings = settings
        self.keys = keys
        self.live = LiveSettings(home / "settings.toml", settings)
        self.questions = WorkerPool()
        self.services = Services(
            Paths.under(home), self.live, keys, self.questions, Spending(self.live, ALL_PRICES), lambda: None
        )

    def answer(self, ask: Callable[[Callable[[object], None]], None]) -> object:
        answered = threading.Event()
        answers: list[object] = []

        def take(answer: object) -> None:
            answers.append(answer)
            answered.set()

        ask(take)
        assert answered.wait(EVENT)
        return answers[0]

    def engines(self) -> AvailableEngines:
        return AvailableEngines(lambda: self.settings, self.keys)


async def _sound() -> AsyncIterator[bytes]:
    yield bytes(WIRE.bytes(500))


SAID = Message(ItemId("1"), Speaker.USER, 0.0, "Hello?", MessageState.DONE)


def _daily_list(house: House) -> None:
    house.services._look_at_models(lambda _: None, lambda _: None)


def _choices(house: House) -> None:
    for role in GROUPS:
        house.answer(lambda take, role=role: house.services.models(role.value, take))  # type: ignore[misc]


def _key_is_entered(house: House) -> None:
    said = house.answer(lambda take: house.services.keep_key("", KEY, take))
    assert not isinstance(said, Failure)


def _key_is_checked(house: House) -> None:
    check_key(house.settings, house.settings.engines.base_url, Secret(KEY))


def _tried(role: str) -> Callable[[House], None]:
    def ask(house: House) -> None:
        with suppress(EngineError):
            probe(role, house.settings, house.keys)

    return ask


def _talk_is_opened(house: House) -> None:
    with suppress(EngineError):
        asyncio.run(_open(house.engines().factory().realtime))


def _live_talk_is_opened(house: House) -> None:
    with suppress(EngineError):
        asyncio.run(_open(house.engines().factory().live))


async def _open(engine: Callable[[], Engine]) -> None:
    async with engine().connect(SessionWishes(), ()):
        pass


def _server_of(role: str) -> Callable[[House], None]:
    def ask(house: House) -> None:
        async def get() -> None:
            engines = house.engines()
            try:
                await engines.factory().server(role).get("models")
            finally:
                await engines.close()

        with suppress(EngineError):
            asyncio.run(get())

    return ask


def _speech_is_translated(house: House) -> None:
    async def translate() -> None:
        engines = house.engines()
        try:
            async with aclosing(engines.translator().transcribe(_sound(), RecognitionHints())) as answers:
                async for _ in answers:
                    pass
        finally:
            await engines.close()

    with suppress(EngineError):
        asyncio.run(translate())


ASKS: Mapping[str, Callable[[House], None]] = {
    "the daily list of models": _daily_list,
    "models to choose from": _choices,
    "a key is entered": _key_is_entered,
    "a key is checked": _key_is_checked,
    "realtime is tried": _tried("realtime"),
    "a talk is opened": _talk_is_opened,
    "a live session is tried": _tried("live"),
    "a live talk is opened": _live_talk_is_opened,
    "recognising": _server_of("stt"),
    "answering": _server_of("chat"),
    "speaking": _server_of("tts"),
    "translating": _speech_is_translated,
}
WITH_VOICE = {
    *("realtime is tried", "a talk is opened", "a live session is tried", "a live talk is opened"),
    *("recognising", "translating"),
}


def knocks(ask: Callable[[House], None], leaves: str, door: Door, home: Path) -> int:
    settings = Settings().with_value("engines.base_url", door.base_url).with_value("engines.leaves_machine", leaves)
    house = House(settings, KeyRing({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": door.base_url}), home)
    try:
        ask(house)
    finally:
        house.questions.close()
    return door.knocks


@pytest.mark.parametrize("what", ASKS)
def test_nobody_is_asked(what: str, door: Door, tmp_path: Path) -> None:
    assert knocks(ASKS[what], "nothing", door, tmp_path) == 0


@pytest.mark.parametrize("what", ASKS)
def test_otherwise_it_would_be(what: str, door: Door, tmp_path: Path) -> None:
    assert knocks(ASKS[what], "sound", door, tmp_path) > 0


@pytest.mark.parametrize("what", sorted(WITH_VOICE))
def test_nobody_is_sent_the_voice_where_only_text_may_leave(what: str, door: Door, tmp_path: Path) -> None:
    assert knocks(ASKS[what], "text", door, tmp_path) == 0


def test_what_a_part_would_be_tried_with_is_this_machine(door: Door, tmp_path: Path) -> None:
    settings = Settings().with_value("engines.base_url", door.base_url).with_value("engines.leaves_machine", "nothing")
    factory = House(settings, KeyRing({}), tmp_path).engines().factory()
    assert factory.all_local
    for group in GROUPS.values():
        assert factory.is_local(group) == (group not in ("realtime", "live", "pictures")), (
            "these are of a service always"
        )


def test_a_key_is_kept_unchecked_and_that_is_said(door: Door, tmp_path: Path) -> None:
    settings = Settings().with_value("engines.base_url", door.base_url).with_value("engines.leaves_machine", "nothing")
    house = House(settings, KeyRing({}), tmp_path)
    said = house.answer(lambda take: house.services.keep_key("", KEY, take))
    house.questions.close()
    assert isinstance(said, Probe)
    assert "It couldn't be verified: Nothing may leave this device" in str(said.sentence)
