"""A wake word that a Wyoming server hears: what it gets, what it says, and what follows where it goes away."""

import asyncio

import pytest

from tests.rig.patience import EVENT
from tests.rig.signals import noise
from tests.server.wyoming import WyomingServer
from voiceapp.app.wake_words import ChosenWakeWords
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import SpotWakeWord, WakeEvent, WakeWordHeard, WakeWordReady
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError
from voiceapp.engine_choice.wake_server import heard_phrase
from voiceapp.runtime.background_tasks import BackgroundTasks
from voiceapp.runtime.wake_listener import WakeListener
from voiceapp.settings.model import SettingError, Settings
from voiceapp.settings.wishes_from_settings import wake_wishes

FRAME = noise(0.02, WIRE.rate, seed=3).tobytes()


def chosen() -> ChosenWakeWords:
    return ChosenWakeWords(Settings)


async def until_heard(words: ChosenWakeWords) -> None:
    async with asyncio.timeout(EVENT):
        heard = False
        while not heard:
            heard = words.hears(FRAME)
            await asyncio.sleep(0)


async def test_the_word_is_heard_where_the_server_says_so(wyoming: WyomingServer) -> None:
    wyoming.script.wakes_after = 3_200
    words = chosen()
    assert await words.choose(wyoming.address) == "okay nabu"
    await until_heard(words)
    asked = wyoming.wait_for("audio-chunk")
    assert (asked.detect, asked.rates) == (None, {(16_000, 2, 1)})
    assert await words.choose("") == ""
    assert not words.hears(FRAME), "once it is let go nobody hears"


async def test_one_of_its_words_can_be_named(wyoming: WyomingServer) -> None:
    words = chosen()
    assert await words.choose(f"{wyoming.address} okay_nabu") == "okay nabu"
    assert (await asyncio.to_thread(wyoming.wait_for, "detect")).detect == ["okay_nabu"]
    await words.choose("")
    with pytest.raises(EngineError) as told:
        await words.choose(f"{wyoming.address} hey_nobody")
    assert told.value.failure.kind is FailureKind.NO_MODEL


async def test_a_server_without_any_is_told(wyoming: WyomingServer) -> None:
    wyoming.script.wakes = False
    with pytest.raises(EngineError):
        await chosen().choose(wyoming.address)


async def test_a_server_that_goes_away_is_told_once_and_tried_until_it_is_back(wyoming: WyomingServer) -> None:
    told: list[WakeEvent] = []
    news = asyncio.Event()
    gate = asyncio.Event()

    def tell(event: WakeEvent) -> None:
        told.append(event)
        news.set()

    async def wait(seconds: float) -> None:
        assert seconds > 0
        await gate.wait()

    async def until(count: int) -> None:
        async with asyncio.timeout(EVENT):
            while len(told) < count:
                listener.spot(SpotWakeWord(FRAME, 1.0))
                await asyncio.sleep(0)

    tasks = BackgroundTasks()
    listener = WakeListener(chosen(), tasks, tell, wait)
    wyoming.script.dies = "audio-chunk"
    listener.choose(wyoming.address)
    await until(2)
    ready, lost = told
    assert ready == WakeWordReady("okay nabu")
    assert isinstance(lost, WakeWordReady)
    assert lost.failure is not None
    assert "press the talk button" in str(lost.failure.sentence)
    wyoming.script.dies, wyoming.script.wakes_after = "", 3_200
    gate.set()
    await until(4)
    assert told[2:] == [WakeWordReady("okay nabu"), WakeWordHeard(1.0)]
    await tasks.close()
    await listener.close()


async def test_it_may_not_hear_the_room_where_the_voice_stays_here(wyoming: WyomingServer) -> None:
    closed = Settings().with_value("engines.leaves_machine", "text")
    with pytest.raises(EngineError) as told:
        await heard_phrase(closed, wyoming.address)
    assert told.value.failure.kind is FailureKind.NOT_ALLOWED
    assert wyoming.asked == []
    assert await heard_phrase(Settings(), wyoming.address) == "okay nabu"


def test_the_settings_name_the_server_and_its_word() -> None:
    settings = Settings().with_value("talking.wake_word", "server")
    with pytest.raises(EngineError) as told:
        asyncio.run(chosen().choose(wake_wishes(settings).word))
    assert "Enter its address" in str(told.value.failure.sentence)
    settings = settings.with_value("talking.wake_word_server", "tcp://nabu.local:10400")
    assert wake_wishes(settings).word == "tcp://nabu.local:10400"
    settings = settings.with_value("talking.wake_word_of_server", "hey_jarvis")
    assert wake_wishes(settings).word == "tcp://nabu.local:10400 hey_jarvis"
    with pytest.raises(SettingError):
        settings.with_value("talking.wake_word_server", "https://nabu.local")
