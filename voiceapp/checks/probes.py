"""Tries out what the person has just set: a server and its key, the models that it offers, the sound."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing

from voiceapp.audio.decode import blocks_of
from voiceapp.audio.echo import FarEnd
from voiceapp.audio.frontend import front_end_wishes
from voiceapp.audio.loudspeaker_playback import LoudspeakerPlayback
from voiceapp.audio.microphone_capture import MicrophoneCapture
from voiceapp.core.answers import Probe
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Event, LinkLost, LinkOpened, MicFrame, PlaybackEnded, ReplyId
from voiceapp.core.pictures.painter import NO_PICTURE_CAME, PictureWish
from voiceapp.core.ports import ChatText, Engine, EngineError, RecognitionHints
from voiceapp.core.sentence import Sentence, in_a_row
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker, Spent
from voiceapp.core.wishes import SessionWishes
from voiceapp.engine_choice.addresses import may_ask, servers_of
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.local.chosen_models import chosen_models
from voiceapp.local.model_set import LocalMachine
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.providers import endpoint_at, provider_of
from voiceapp.runtime.clock import SteadyClock
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.settings.assets import asset
from voiceapp.settings.endpoints import AddressError
from voiceapp.settings.model import Settings
from voiceapp.settings.role_addresses import addresses_of
from voiceapp.settings.secrets import KeyRing, Secret
from voiceapp.settings.wishes_from_settings import session_wishes

PATIENCE = 20.0
PICTURE_PATIENCE = 120.0
"""Seconds. A picture takes longer than words."""


Charge = Callable[[Spent], None]


def probe(role: str, settings: Settings, keys: KeyRing, charge: Charge = lambda _: None) -> Probe:
    """Do what a turn would do first. Raises EngineError with the sentence that a turn would show."""
    tries = {
        "realtime": _open_session,
        "live": _open_live_session,
        "stt": _hear_hello,
        "chat": _say_one_word,
        "tts": _speak_one_word,
        "pictures": _draw_one_picture,
    }
    keys.learn(servers_of(settings))
    patience = PICTURE_PATIENCE if role == "pictures" else PATIENCE
    several = _each_alone(role, settings)
    if len(several) < 2:
        return Probe(True, asyncio.run(_in_time(tries[role](settings, keys, charge), patience)))
    told: list[Sentence] = []
    ok = True
    for address, alone in several:
        try:
            said = asyncio.run(_in_time(tries[role](alone, keys, charge), patience))
        except EngineError as error:
            said, ok = error.failure.in_full, False
        told.append(Sentence("{address}: {told}", address=address, told=said))
    return Probe(ok, in_a_row(*told))


def _each_alone(role: str, settings: Settings) -> list[tuple[str, Settings]]:
    """Each server of a role with the settings as if it were the only one."""
    if role == "realtime" and settings.realtime.socket_url:
        return []
    try:
        addresses = addresses_of(settings, role)
    except AddressError:
        return []  # whoever asks it says what is wrong with it
    return [(address, settings.with_value(f"{role}.base_url", address)) for address in addresses]


async def _in_time(work: Coroutine[None, None, Sentence], patience: float) -> Sentence:
    try:
        async with asyncio.timeout(patience):
            return await work
    except TimeoutError:
        raise EngineError(
            Failure(
                FailureKind.TIMED_OUT,
                Sentence("The model took the question but doesn't answer. Try another server or model."),
            )
        ) from None


@contextlib.asynccontextmanager
async def _factory(settings: Settings, keys: KeyRing, charge: Charge) -> AsyncGenerator[PartsFactory]:
    pool, machine = ConnectionPool(), LocalMachine(chosen_models(settings))
    try:
        yield PartsFactory(settings, keys, pool, machine, charge=charge)
    finally:
        await machine.close()
        await pool.close()


async def _hear_hello(settings: Settings, keys: KeyRing, charge: Charge) -> Sentence:
    """Recognises a word that came with the app."""

    async def sound() -> AsyncGenerator[bytes]:
        for block in blocks_of(asset("hello.flac")):
            yield block

    heard = ""
    async with (
        _factory(settings, keys, charge) as factory,
        aclosing(factory.recogniser_alone().transcribe(sound(), RecognitionHints("en"))) as answers,
    ):
        async for answer in answers:
            heard = answer.text
    if not heard.strip():
        raise EngineError(
            Failure(
                FailureKind.NOT_UNDERSTOOD,
                Sentence("The recogniser answered but understood nothing. Try another model."),
            )
        )
    return Sentence("It works. It heard “{heard}” for “Hello there”.", heard=heard.strip()[:60])


async def _say_one_word(settings: Settings, keys: KeyRing, charge: Charge) -> Sentence:
    item = Message(ItemId("probe"), Speaker.USER, 0.0, "Say the word hello.", MessageState.DONE)
    said = ""
    wishes = SessionWishes(max_reply_tokens=50, spoken=False)
    async with _factory(settings, keys, charge) as factory, aclosing(factory.chat().answer((item,), wishes)) as pieces:
        async for piece in pieces:
            said += piece.text if isinstance(piece, ChatText) else ""
            if said.strip():
                break
    if not said.strip():
        raise EngineError(
            Failure(
                FailureKind.SERVER_BROKEN,
                Sentence("The model took the question but answered nothing. Try another one."),
            )
        )
    return Sentence("It works.")


async def _speak_one_word(settings: Settings, keys: KeyRing, charge: Charge) -> Sentence:
    async with (
        _factory(settings, keys, charge) as factory,
        aclosing(factory.voice_alone().speak("Hello.", SessionWishes())) as pieces,
    ):
        async for piece in pieces:
            if piece.pcm:
                return Sentence("It works.")
    raise EngineError(
        Failure(FailureKind.SERVER_BROKEN, Sentence("The voice took the text but said nothing. Try another one."))
    )


async def _draw_one_picture(settings: Settings, keys: KeyRing, charge: Charge) -> Sentence:
    """Draws the cheapest one."""
    cheap = settings.with_value("pictures.quality", "low")
    async with (
        _factory(cheap, keys, charge) as factory,
        aclosing(factory.painter().make(PictureWish("A red apple"))) as pictures,
    ):
        async for news in pictures:
            if news.final:
                return Sentence("It works.")
    raise EngineError(NO_PICTURE_CAME)


def check_key(settings: Settings, address: str, key: Secret | None) -> Failure | None:
    """Returns the service's objection to this key, or to having none; None: it accepts it. Raises AddressError."""
    endpoint = endpoint_at(address)
    try:
        may_ask(settings, "chat")  # Only the key is sent, and nothing that was said.
    except EngineError as error:
        return error.failure
    plain_allowed = settings.engines.allow_plain
    bound = key and key.bound_to(endpoint.origin)

    async def ask() -> Failure | None:
        pool = ConnectionPool()
        try:
            async with asyncio.timeout(PATIENCE):
                server = Server(endpoint, lambda: bound, pool, plain_allowed=plain_allowed)
                await provider_of(endpoint).get(server, endpoint.provider.key_call)
        except EngineError as error:
            return error.failure
        except TimeoutError:
            return Failure(FailureKind.TIMED_OUT, Sentence("The service doesn't answer. Check your network."))
        finally:
            await pool.close()
        return None

    return asyncio.run(ask())


async def _open_session(settings: Settings, keys: KeyRing, charge: Charge) -> Sentence:
    async with _factory(settings, keys, charge) as factory:
        return await _open(factory.realtime(), settings)


async def _open_live_session(settings: Settings, keys: KeyRing, charge: Charge) -> Sentence:
    async with _factory(settings, keys, charge) as factory:
        return await _open(factory.live(), settings)


async def _open(engine: Engine, settings: Settings) -> Sentence:
    async with engine.connect(session_wishes(settings), ()) as link:
        async for event in link:
            if isinstance(event, LinkOpened):
                return Sentence("It works. {model} answers.", model=event.info.model)
            if isinstance(event, LinkLost):
                raise EngineError(event.failure)
    raise EngineError(Failure(FailureKind.TIMED_OUT, Sentence("The service connected but doesn't answer.")))


def record_and_play(settings: Settings, seconds: float) -> Probe:
    """Record for that long and play it back, through the devices in the settings."""
    room = SessionThread("sound-test")
    room.start()
    clock = SteadyClock()
    news = threading.Condition()
    events: list[Event] = []

    def tell(event: Event) -> None:
        with news:
            events.append(event)
            news.notify_all()

    far_end = FarEnd()
    capture = MicrophoneCapture(room.loop, tell, far_end, front_end_wishes(settings), clock.at)
    playback = LoudspeakerPlayback(tell, far_end, clock.at)
    try:
        capture.choose(settings.sound.input_device)
        playback.choose(settings.sound.output_device)
        capture.listen(on=True)
        with news:
            enough = news.wait_for(lambda: len(_frames(events)) >= seconds * 50, PATIENCE)
        capture.listen(on=False)
        frames = _frames(events)
        if not enough:
            return Probe(False, Sentence("No sound from the microphone. Choose another one, or plug it in again."))
        reply = ReplyId("sound-test")
        playback.play(reply, b"".join(frame.pcm for frame in frames))
        playback.finish(reply)
        with news:
            heard = news.wait_for(lambda: any(isinstance(event, PlaybackEnded) for event in events), PATIENCE)
        if not heard:
            return Probe(False, Sentence("Nothing could be played. Choose another speaker."))
        loudest = max(frame.level for frame in frames)
        quiet = loudest < -50
        return Probe(
            not quiet,
            Sentence("That was very quiet. Come closer or raise the level.")
            if quiet
            else Sentence("Did you hear yourself?"),
        )
    finally:
        capture.close()
        playback.close()
        room.stop()


def _frames(events: list[Event]) -> list[MicFrame]:
    return [event for event in events if isinstance(event, MicFrame)]


class MicrophoneProbe:
    """Reports how loud the microphone is until it is stopped. Nothing is kept."""

    def __init__(self, settings: Settings, heard: Callable[[float], None]) -> None:
        self._heard = heard
        self._room = SessionThread("level")
        self._room.start()
        self._capture = MicrophoneCapture(
            self._room.loop, self._on_event, FarEnd(), front_end_wishes(settings), SteadyClock().at
        )
        self._capture.choose(settings.sound.input_device)
        self._capture.listen(on=True)
        # Closing a device may take a while, and whoever watched the level need not wait for it.
        self._end = threading.Thread(target=self._close, name="level-end", daemon=True)

    def stop(self) -> None:
        """Never waits. Further calls do nothing."""
        if self._end.ident is None:
            self._end.start()

    @property
    def over(self) -> bool:
        return self._end.ident is not None and not self._end.is_alive()

    def wait(self, patience: float) -> None:
        """Waits, after `stop`, until the device is released."""
        self._end.join(patience)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, MicFrame):
            self._heard(event.level)

    def _close(self) -> None:
        self._capture.close()
        self._room.stop()
