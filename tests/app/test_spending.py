"""There is one purse: whatever is paid for counts, whoever paid, and also after the next start."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import aclosing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from tests.server.api import KEY, ApiServer
from voiceapp.checks.probes import probe
from voiceapp.core.failures import FailureKind
from voiceapp.core.meaning import TextUse
from voiceapp.core.messages import LinkOpened, ReplyEnded, SendText, TurnId
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import Chat, EngineError, RecognitionHints, SpeechToText, TextToSpeech
from voiceapp.core.prices import Price, PriceTable
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker, Spent, Usage
from voiceapp.core.wishes import SessionWishes, side_job
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.local.recogniser import LocalRecogniser
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.providers import ALL_PRICES, endpoint_at
from voiceapp.providers.openai_prices import PRICES
from voiceapp.settings import proxies
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.storage.ledger import Ledger
from voiceapp.storage.spending import Spending

NOON = time.mktime((2026, 11, 20, 12, 0, 0, 0, 0, -1))
DAY = 86_400


def limited(per_day: float = 1.0) -> Settings:
    return Settings().with_value("budget.per_day", per_day)


def dollars(usd: float | None, **usage: float) -> Spent:
    return Spent("m", Usage(**usage), usd)  # type: ignore[arg-type]


class Shelf:
    """Purses that share a ledger, closed in the end."""

    def __init__(self, folder: Path) -> None:
        self.ledger = Ledger(folder)
        self.purses: list[Spending] = []

    def spending(self, settings: Settings | None = None, at: float = NOON) -> Spending:
        self.purses.append(Spending(lambda: settings or limited(), ALL_PRICES, self.ledger, lambda: at))
        return self.purses[-1]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "spent")
    yield shelf
    for spending in shelf.purses:
        spending.close()


# --- the purse


def test_what_was_spent_counts_at_once_and_after_the_next_start(shelf: Shelf) -> None:
    spending = shelf.spending()
    spending.charge(dollars(0.6))
    assert spending.over() is None
    spending.charge(dollars(0.6))
    over = spending.over()
    assert over is not None
    assert over.kind is FailureKind.OVER_BUDGET
    spending.close()
    assert shelf.spending().over() is not None
    assert shelf.spending(at=NOON + DAY).over() is None, "tomorrow is another day"


def test_a_price_that_is_not_known_counts_as_the_dearest_there_is(shelf: Shelf) -> None:
    spending = shelf.spending()
    spending.charge(dollars(None, audio_out=20_000))
    assert spending.over() is not None
    (day,) = spending.days(1)
    assert (day.usd, day.unpriced) == (0.0, True), "but it is not said to have cost that"


def test_the_dearest_price_is_no_less_than_any() -> None:
    usage = Usage(1_000, 1_000, 1_000, 0, 0, 0, 1_000, 1_000, 60.0, 1_000)
    assert all(ALL_PRICES.dearest(usage) >= price.of(usage) for _, price in ALL_PRICES.prices)
    table = PriceTable("", (("a", Price(text_in=1.0)), ("b", Price(text_out=2.0))))
    assert table.dearest(Usage(text_in=1_000_000, text_out=1_000_000)) == 3.0


def test_what_another_process_spends_is_seen(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voiceapp.storage.spending.LOOK_EVERY", -1.0)
    spending, other = shelf.spending(), shelf.spending()
    other.charge(dollars(2.0))
    other.close()
    spending.over()
    spending.days(1)  # the worker has looked
    assert spending.over() is not None


def test_what_was_spent_before_there_was_a_ledger_is_taken_over_once(shelf: Shelf) -> None:
    spending = shelf.spending()
    spending.begin([(NOON - 60, dollars(2.0)), (NOON - 40 * DAY, dollars(5.0))])
    assert [day.usd for day in spending.days(2)] == [0.0, 2.0]
    assert spending.over() is not None
    spending.begin([(NOON - 60, dollars(2.0))])
    assert spending.days(1)[0].usd == 2.0


def test_cost_is_added_up_by_the_days_of_this_machine(shelf: Shelf) -> None:
    for back, line in ((2 * DAY, dollars(0.5)), (60, dollars(0.5)), (0, dollars(0.5)), (40 * DAY, dollars(0.5))):
        shelf.spending(at=NOON - back).charge(line)
    shelf.spending().charge(dollars(None))
    for spending in shelf.purses:
        spending.close()
    assert [(day.day, day.usd, day.unpriced) for day in shelf.spending().days(3)] == [
        ("2026-11-18", 0.5, False),
        ("2026-11-19", 0.0, False),
        ("2026-11-20", 1.0, True),
    ]


@pytest.mark.expects_log
def test_a_ledger_that_cannot_be_read_lets_nothing_be_spent_that_has_a_limit(tmp_path: Path) -> None:
    (tmp_path / "spent").write_text("taken", encoding="utf-8")
    shelf = Shelf(tmp_path / "spent")
    over = shelf.spending().over()
    assert over is not None
    assert "can't be read" in str(over.sentence)
    assert shelf.spending(Settings()).over() is None, "without a limit there is nothing to keep to"
    for spending in shelf.purses:
        spending.close()


def test_a_limit_that_comes_near_is_said_once(shelf: Shelf) -> None:
    spending = shelf.spending()
    spending.charge(dollars(0.9))
    assert spending.warning() is not None
    assert spending.warning() is None


# --- everything that is paid for


async def _sound() -> AsyncIterator[bytes]:
    yield (b"\x00\x20\x00\xe0" * WIRE.bytes(1_000))[: WIRE.bytes(1_000)]


SAID = Message(ItemId("1"), Speaker.USER, 0.0, "Hello?", MessageState.DONE)


async def _recognises(engines: AvailableEngines) -> None:
    async with aclosing(engines.recogniser().transcribe(_sound(), RecognitionHints())) as answers:
        assert [answer async for answer in answers]


async def _dictates_by_the_api(engines: AvailableEngines) -> None:
    async with aclosing(engines.recogniser(by_server=True).transcribe(_sound(), RecognitionHints())) as answers:
        assert [answer async for answer in answers]


async def _translates(engines: AvailableEngines) -> None:
    async with aclosing(engines.translator().transcribe(_sound(), RecognitionHints())) as answers:
        assert [answer async for answer in answers]


async def _answers(engines: AvailableEngines) -> None:
    async with aclosing(engines.chat().answer((SAID,), SessionWishes())) as pieces:
        assert [piece async for piece in pieces]


async def _breaks_off_an_answer(engines: AvailableEngines) -> None:
    async with aclosing(engines.chat().answer((SAID,), SessionWishes())) as pieces:
        async for _ in pieces:
            break


async def _speaks(engines: AvailableEngines) -> None:
    async with aclosing(engines.voice().speak("Hello there.", SessionWishes())) as pieces:
        assert [piece async for piece in pieces]


async def _stops_speaking(engines: AvailableEngines) -> None:
    async with aclosing(engines.voice().speak("Hello there.", SessionWishes())) as pieces:
        async for _ in pieces:
            break


async def _cleans_up(engines: AvailableEngines) -> None:
    await _edits(engines, translates=False)


async def _translates_dictated_words(engines: AvailableEngines) -> None:
    await _edits(engines, translates=True)


async def _edits(engines: AvailableEngines, *, translates: bool) -> None:
    editor = engines.word_editor(Sentence("Nobody can."), translates=translates)
    async with aclosing(editor.answer((SAID,), side_job("Tidy."))) as pieces:
        assert [piece async for piece in pieces]


async def _reads_meanings(engines: AvailableEngines) -> None:
    embedder = engines.embedder()
    assert embedder is not None
    assert (await embedder.embed(["Tea, please."], TextUse.QUERY)).rows


async def _talks(engines: AvailableEngines) -> None:
    async with engines.engine().connect(SessionWishes(model="gpt-realtime-2.1-mini"), ()) as link:
        async for event in link:
            if isinstance(event, LinkOpened):
                link.send(SendText(TurnId("t"), "Hello?"))
            if isinstance(event, ReplyEnded):
                return


PAID: Mapping[str, Callable[[AvailableEngines], Awaitable[None]]] = {
    "recognising": _recognises,
    "dictating by the API": _dictates_by_the_api,
    "translating": _translates,
    "cleaning up what was dictated": _cleans_up,
    "translating what was dictated": _translates_dictated_words,
    "reading meanings by a service": _reads_meanings,
    "answering": _answers,
    "an answer that nobody waited for": _breaks_off_an_answer,
    "speaking": _speaks,
    "speech that nobody wanted to hear": _stops_speaking,
    "a talk": _talks,
}


@pytest.fixture
def openai(api_server: ApiServer, monkeypatch: pytest.MonkeyPatch) -> ApiServer:
    """The server on loopback is billed as OpenAI's own would be."""
    monkeypatch.setattr(Origin, "is_loopback", property(lambda origin: origin.host == "127.0.0.2"))
    monkeypatch.setattr(proxies, "is_private", lambda _: False)
    monkeypatch.setattr("voiceapp.openai.http.is_private", lambda _: False)
    monkeypatch.setattr("voiceapp.engines.realtime.connect.is_private", lambda _: False)
    api_server.script.hear("Hello.", "Hello.")
    return api_server


def settings_for(api: ApiServer) -> Settings:
    settings = limited(0.000_000_1).with_value("engines.base_url", api.base_url)
    for key, value in {
        "engines.allow_plain": True,
        "stt.model": "gpt-transcribe",
        "chat.model": "gpt-6-luna",
        "tts.model": "gpt-4o-mini-tts",
        "history.meaning": "service",
        "history.meaning_model": "text-embedding-3-small",
    }.items():
        settings = settings.with_value(key, value)
    return settings


@pytest.mark.parametrize("what", PAID)
async def test_it_counts_towards_the_limit(openai: ApiServer, what: str) -> None:
    settings = settings_for(openai)
    spending = Spending(lambda: settings, ALL_PRICES)
    keys = KeyRing({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": openai.base_url})
    engines = AvailableEngines(lambda: settings, keys, spending)
    try:
        assert spending.over() is None
        await PAID[what](engines)
        assert spending.over() is not None, "it cost nothing"
    finally:
        await engines.close()
        spending.close()


@pytest.mark.parametrize("role", ["realtime", "stt", "chat", "tts"])
def test_trying_it_out_counts_as_well(openai: ApiServer, role: str) -> None:
    settings = settings_for(openai)
    keys = KeyRing({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": openai.base_url})
    charged: list[Spent] = []
    assert probe(role, settings, keys, charged.append).ok
    assert charged or role == "realtime", "opening a session is free, all else is not"


@pytest.mark.parametrize("what", ["recognising", "dictating by the API", "answering", "speaking"])
async def test_when_it_is_spent_this_machine_does_it(openai: ApiServer, what: str) -> None:
    settings = settings_for(openai)
    spending = Spending(lambda: settings, ALL_PRICES)
    spending.charge(dollars(1.0))
    keys = KeyRing({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": openai.base_url})
    engines = AvailableEngines(lambda: settings, keys, spending)
    try:
        with suppress(EngineError, AssertionError):
            # Whether there are models on this machine does not matter here.
            async with asyncio.timeout(0.5):
                await PAID[what](engines)
    except TimeoutError:
        pass
    finally:
        await engines.close()
        spending.close()
    assert openai.headers == []


def _live(context: PartsFactory) -> SpeechToText:
    settings = context.settings.with_value("stt.dialect", "realtime")
    return replace(context, settings=settings).recogniser_alone()


async def _hear(recogniser: SpeechToText) -> None:
    async with aclosing(recogniser.transcribe(_sound(), RecognitionHints())) as answers:
        assert [answer async for answer in answers]


async def _think(chat: Chat) -> None:
    async with aclosing(chat.answer((SAID,), SessionWishes())) as pieces:
        assert [piece async for piece in pieces]


async def _gives_up_dictating(engines: AvailableEngines) -> None:
    sent = asyncio.Event()

    async def sound() -> AsyncIterator[bytes]:
        async for pcm in _sound():
            yield pcm
        sent.set()
        await asyncio.Event().wait()

    async def hear() -> None:
        async with aclosing(_live(engines.factory()).transcribe(sound(), RecognitionHints())) as answers:
            async for _ in answers:
                pass

    hearing = asyncio.create_task(hear())
    async with asyncio.timeout(EVENT):
        await sent.wait()
    hearing.cancel()
    with suppress(asyncio.CancelledError):
        await hearing


async def test_sound_that_was_sent_as_it_was_said_counts_though_nobody_waits_for_its_words(openai: ApiServer) -> None:
    settings = settings_for(openai)
    spending = Spending(lambda: settings, ALL_PRICES)
    keys = KeyRing({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": openai.base_url})
    engines = AvailableEngines(lambda: settings, keys, spending)
    try:
        await _gives_up_dictating(engines)
        assert spending.over() is not None, "it cost nothing"
    finally:
        await engines.close()
        spending.close()


async def _say(voice: TextToSpeech) -> None:
    async with aclosing(voice.speak("Hello there.", SessionWishes())) as pieces:
        assert [piece async for piece in pieces]


REQUESTS: Mapping[str, Callable[[PartsFactory], Awaitable[object]]] = {
    "recognising": lambda parts: _hear(parts.recogniser_alone()),
    "recognising as it is said": lambda parts: _hear(_live(parts)),
    "answering": lambda parts: _think(parts.chat()),
    "speaking": lambda parts: _say(parts.voice_alone()),
    "reading meanings": lambda parts: parts.embedder().embed(["Tea"], TextUse.PASSAGE),
}


@pytest.mark.parametrize("what", REQUESTS)
async def test_the_request_after_the_last_that_could_be_paid_is_not_sent(openai: ApiServer, what: str) -> None:
    settings = settings_for(openai)
    spending = Spending(lambda: settings, ALL_PRICES)
    keys = KeyRing({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": openai.base_url})
    engines = AvailableEngines(lambda: settings, keys, spending)
    parts = engines.factory()
    try:
        await REQUESTS[what](parts)
        sent = len(openai.headers)
        assert sent
        spending.charge(dollars(1.0))
        with pytest.raises(EngineError, match="Today's budget is spent"):
            await REQUESTS[what](parts)
        assert len(openai.headers) == sent
    finally:
        await engines.close()
        spending.close()


async def test_a_long_recording_goes_on_here_once_the_budget_is_spent(openai: ApiServer) -> None:
    settings = settings_for(openai)
    spending = Spending(lambda: settings, ALL_PRICES)
    keys = KeyRing({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": openai.base_url})
    engines = AvailableEngines(lambda: settings, keys, spending)
    recogniser = engines.recogniser()
    try:
        await _hear(recogniser)
        sent = len(openai.headers)
        # Whether there are models on this machine does not matter here.
        with suppress(EngineError, AssertionError, TimeoutError):
            async with asyncio.timeout(0.5):
                await _hear(recogniser)
        assert sent
        assert len(openai.headers) == sent
        assert recogniser.traits.leaves_machine is None
    finally:
        await engines.close()
        spending.close()


async def test_a_server_of_ones_own_is_asked_whatever_was_spent(api_server: ApiServer) -> None:
    api_server.script.reply("Fine.")
    settings = settings_for(api_server)
    spending = Spending(lambda: settings, ALL_PRICES)
    spending.charge(dollars(1.0))
    keys = KeyRing({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": api_server.base_url})
    engines = AvailableEngines(lambda: settings, keys, spending)
    try:
        await _think(engines.factory().chat())
    finally:
        await engines.close()
        spending.close()
    assert api_server.log.received("/v1/chat/completions")


async def test_a_translation_is_refused_when_the_budget_is_spent() -> None:
    spending = Spending(limited, ALL_PRICES)
    spending.charge(dollars(2.0))
    engines = AvailableEngines(limited, KeyRing({}), spending)
    with pytest.raises(EngineError, match="Today's budget is spent"):
        engines.translator()
    assert isinstance(engines.recogniser(by_server=True)._choose(), LocalRecogniser)  # type: ignore[attr-defined]
    await engines.close()
    spending.close()


# --- prices


def test_the_voice_that_a_cascade_speaks_with_has_a_price() -> None:
    spent = PRICES.spent("gpt-4o-mini-tts", Usage(characters=900, seconds=60.0))
    assert spent.usd is not None
    assert 0.014 < spent.usd < 0.02


@pytest.mark.parametrize(("host", "free"), [("localhost", True), ("192.168.1.7", True), ("api.example.com", False)])
def test_a_server_of_ones_own_is_free(host: str, free: bool) -> None:
    server = Server(endpoint_at(f"http://{host}/v1"), lambda: None, ConnectionPool())
    assert (server.price("m", Usage(text_in=1)).usd == 0.0) is free
