"""Several servers for the same work: tried in order, the healthy one kept, and no word lost where one fails."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, contextmanager

import pytest

from tests.rig.patience import EVENT
from tests.rig.signals import noise
from tests.server.api import KEY, ApiServer, serving
from tests.server.wyoming import WyomingServer, serving_wyoming
from voiceapp.checks.probes import probe
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import LinkOpened
from voiceapp.core.ports import Chat, ChatText, EngineError, RecognitionHints
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.engine_choice.addresses import addresses_with_keys, endpoints_for, servers_of
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engines.several.hosts import Host, HostHealth
from voiceapp.engines.supervisor.circuit_breakers import FIRST_REST
from voiceapp.local.chosen_models import chosen_models
from voiceapp.local.model_set import LocalMachine
from voiceapp.openai.connections import ConnectionPool
from voiceapp.settings.model import SettingError, Settings
from voiceapp.settings.secrets import KeyRing, Secret
from voiceapp.wyoming.speech import WyomingVoice

SPEECH = noise(1.5, 24_000, seed=9).tobytes()
PIECES = [SPEECH[start : start + 960] for start in range(0, len(SPEECH), 960)]
QUESTION: tuple[Item, ...] = (Message(ItemId("1"), Speaker.USER, 1.0, "Where is the tea?", MessageState.DONE),)


@contextmanager
def two_wyoming() -> Iterator[tuple[WyomingServer, WyomingServer]]:
    with serving_wyoming() as first, serving_wyoming() as second:
        yield first, second


def factory(settings: Settings, health: HostHealth | None = None, keys: KeyRing | None = None) -> PartsFactory:
    machine = LocalMachine(chosen_models(settings))
    return PartsFactory(settings, keys or KeyRing({}), ConnectionPool(), machine, health=health or HostHealth())


def both(role: str, first: WyomingServer, second: WyomingServer) -> Settings:
    return Settings().with_value(f"{role}.base_url", f"{first.address}, {second.address}")


async def sound() -> AsyncIterator[bytes]:
    for piece in PIECES:
        yield piece


async def heard_by(parts: PartsFactory) -> str:
    async with aclosing(parts.recogniser_alone().transcribe(sound(), RecognitionHints())) as answers:
        return [heard async for heard in answers][-1].text


# --- the text that names them


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("http://one:8000,http://two:8000/v1", "http://one:8000, http://two:8000/v1"),
        ("https://one/v1 ,  https://two/v1", "https://one/v1, https://two/v1"),
        ("https://one/v1, https://one/v1", "https://one/v1"),
        ("https://one/v1?keyterm=a,b", "https://one/v1?keyterm=a%2Cb"),
        ("tcp://one:10300, tcp://two:10300", "tcp://one:10300, tcp://two:10300"),
        ("https://one/v1,", "https://one/v1"),
    ],
)
def test_addresses_are_written_with_commas(written: str, kept: str) -> None:
    settings = Settings().with_value("stt.base_url", written)
    assert settings.stt.base_url == kept
    assert settings.with_value("stt.base_url", kept) == settings, "reading it again changes nothing"


@pytest.mark.parametrize("written", ["https://one/v1, ftp://two", ", ", "https://one two", ", ".join(f"http://h{n}" for n in range(9))])  # fmt: skip
def test_what_is_no_list_of_addresses_is_refused(written: str) -> None:
    with pytest.raises(SettingError):
        Settings().with_value("chat.base_url", written)


def test_each_has_its_own_key() -> None:
    settings = Settings().with_value("engines.base_url", "https://one.example/v1, https://two.example/v1")
    assert [endpoint.origin.host for endpoint in endpoints_for(settings, "chat")] == ["one.example", "two.example"]
    assert addresses_with_keys(settings) == ("https://one.example/v1", "https://two.example/v1")
    assert servers_of(settings) == addresses_with_keys(settings)


# --- recognition


async def test_the_first_is_asked_while_it_is_well() -> None:
    with two_wyoming() as (first, second):
        first.script.words = ["One.", "Two."]
        parts = factory(both("stt", first, second))
        assert [await heard_by(parts), await heard_by(parts)] == ["One.", "Two."]
        assert second.asked == []


@pytest.mark.parametrize("at", ["describe", "audio-chunk", "audio-stop"])
async def test_an_utterance_on_which_one_fails_goes_whole_to_the_next(at: str) -> None:
    with two_wyoming() as (first, second):
        first.script.dies, second.script.words = at, ["Where is the tea?"]
        assert await heard_by(factory(both("stt", first, second))) == "Where is the tea?"
        assert abs(len(second.asked[-1].pcm) - len(SPEECH) * 2 // 3) <= 4, "from its first sound"


async def test_one_that_failed_is_asked_again_once_it_has_answered_beside_the_work() -> None:
    with two_wyoming() as (first, second):
        first.script.dies = "transcribe"
        first.script.words, second.script.words = ["First."], ["Second."] * 3
        now = 0.0
        health = HostHealth(lambda: now)
        parts = factory(both("stt", first, second), health)
        assert await heard_by(parts) == "Second."
        asked = len(first.asked)
        assert await heard_by(parts) == "Second."
        assert len(first.asked) == asked, "it is left alone for a while"
        first.script.dies = ""
        now = FIRST_REST + 1
        assert await heard_by(parts) == "Second.", "nobody waits for it"
        async with asyncio.timeout(EVENT):
            await asyncio.gather(*health.trials)
        assert await heard_by(parts) == "First."
        await health.close()


async def test_where_all_fail_the_first_says_why() -> None:
    with two_wyoming() as (first, second):
        first.script.error, second.script.error = "out of memory", "on fire"
        with pytest.raises(EngineError) as told:
            await heard_by(factory(both("stt", first, second)))
    assert told.value.failure.said == "out of memory"


# --- the voice


async def test_a_sentence_goes_on_where_the_first_server_broke_off() -> None:
    with two_wyoming() as (first, second):
        first.script.breaks_after = 20_000
        settings = both("tts", first, second)
        async with aclosing(factory(settings).voice_alone().speak("Good morning.", SessionWishes())) as pieces:
            pcm = b"".join([piece.pcm async for piece in pieces])
        whole = b""
        alone = settings.with_value("tts.base_url", second.address)
        voice = factory(alone).voice_alone()
        assert isinstance(voice, WyomingVoice)
        async with aclosing(voice.speak("Good morning.", SessionWishes())) as pieces:
            async for piece in pieces:
                whole += piece.pcm
    assert len(pcm) == len(whole)


# --- the answer


@contextmanager
def two_apis() -> Iterator[tuple[ApiServer, ApiServer]]:
    with serving() as first, serving() as second:
        yield first, second


async def said_by(chat: Chat) -> str:
    async with aclosing(chat.answer(QUESTION, SessionWishes(spoken=False))) as pieces:
        return "".join([piece.text async for piece in pieces if isinstance(piece, ChatText)])


async def test_the_next_server_answers_and_each_gets_only_its_own_key() -> None:
    with two_apis() as (first, second):
        keys = KeyRing({})
        keys.keep(second.base_url, Secret(KEY))
        keys.keep(first.base_url, Secret("sk-test-of-the-first-0123456789abcdef"))
        first.script.reply("It got the other's key.")
        second.script.reply("In the tin.")
        settings = Settings().with_value("chat.base_url", f"{first.base_url}, {second.base_url}")
        parts = factory(settings.with_value("chat.model", "gpt-6-luna"), keys=keys)
        assert await said_by(parts.chat()) == "In the tin."
        await parts.pool.close()


async def test_what_another_would_refuse_as_well_is_not_asked_twice() -> None:
    asked: list[str] = []

    def host(name: str) -> Host[str]:
        async def answers() -> None:
            return None

        return Host(name, lambda: name, answers)

    async def refuse(it: Host[str]) -> None:
        asked.append(it.name)
        raise EngineError(Failure(FailureKind.OVER_BUDGET, Sentence("The budget is spent.")))

    with pytest.raises(EngineError):
        await HostHealth().first_that((host("a"), host("b")), refuse)
    assert asked == ["a"]


async def test_a_live_talk_opens_at_the_first_that_opens() -> None:
    with two_apis() as (first, second):
        keys = KeyRing({})
        keys.keep(second.base_url, Secret(KEY))
        keys.keep(first.base_url, Secret("sk-test-of-the-first-0123456789abcdef"))
        settings = Settings().with_value("realtime.base_url", f"{first.base_url}, {second.base_url}")
        parts = factory(settings, keys=keys)
        async with parts.realtime().connect(SessionWishes(), ()) as link:
            async for event in link:
                assert isinstance(event, LinkOpened)
                break
        assert second.log.received("session.update")
        assert not first.log.received("session.update")
        await parts.pool.close()


# --- trying them out


def test_each_is_tried_out() -> None:
    with two_wyoming() as (first, second):
        first.script.words, second.script.error = ["Hello there."], "on fire"
        found = probe("stt", both("stt", first, second), KeyRing({}))
    assert not found.ok
    assert first.address in str(found.sentence)
    assert second.address in str(found.sentence)
    assert "on fire" in str(found.sentence)
