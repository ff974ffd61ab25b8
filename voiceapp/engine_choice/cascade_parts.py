"""Makes the parts of a cascade, each from the server or from the machine that the settings name."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.meaning import Embedder
from voiceapp.core.messages import EngineTraits, Limit
from voiceapp.core.models import Role
from voiceapp.core.pictures.painter import Painter
from voiceapp.core.ports import Chat, Engine, EngineError, SoundChat, SpeechToText, TextToSpeech
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Spent
from voiceapp.engine_choice.addresses import endpoints_for, may_ask, socket_endpoint
from voiceapp.engine_choice.lazy_parts import key_known_in
from voiceapp.engines.cascade.engine import CascadeEngine
from voiceapp.engines.cascade.fallback import FallbackRecogniser, FallbackVoice
from voiceapp.engines.cascade.parts import CascadeParts
from voiceapp.engines.cascade.previewed import PreviewedRecogniser
from voiceapp.engines.cascade.translation import TranslatingRecogniser
from voiceapp.engines.several.hosts import Host, HostHealth
from voiceapp.engines.several.parts import SeveralChats, SeveralEngines, SeveralRecognisers, SeveralVoices
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.quick_answers import QuickAnswers
from voiceapp.openai.completions import DraftCompletions, DraftWishes
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.diarised import TELLS_NOBODY_APART
from voiceapp.openai.http import Server, within_limits
from voiceapp.providers import THIS_MACHINE, Provider, provider_of
from voiceapp.settings.endpoints import AddressError, Endpoint
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.tools import phrasings_of

T = TypeVar("T")
ANSWER_WITHIN = 6.0
_CANNOT_ANSWER = frozenset(
    {
        FailureKind.NO_KEY,
        FailureKind.WRONG_KEY,
        FailureKind.NO_NETWORK,
        FailureKind.TIMED_OUT,
        FailureKind.NO_QUOTA,
        FailureKind.LINK_DROPPED,
    }
)
"""What a server's list of models may say that concerns all its other calls too. That it has no list says nothing."""


NOT_OFFERED = Failure(FailureKind.NO_MODEL, Sentence("The service doesn't offer this. Choose another one for it."))
NO_TRANSLATOR = Failure(
    FailureKind.NOT_INSTALLED,
    Sentence("Translation needs a server or your own language model. Enter a key or an address."),
)


@dataclass(frozen=True, slots=True)
class PartsFactory:
    """Makes parts by the settings of one moment; the next may have others."""

    settings: Settings
    keys: KeyRing
    pool: ConnectionPool
    machine: LocalMachine
    limits: Callable[[tuple[Limit, ...]], None] = lambda _: None
    charge: Callable[[Spent], None] = lambda _: None
    """Told each line of every bill."""
    over_budget: Callable[[], Failure | None] = within_limits
    health: HostHealth = field(default_factory=HostHealth)
    """How well each of several servers for the same is."""
    is_patient: bool = False
    """Nobody waits for what its parts do."""

    def server(self, role: str) -> Server:
        """The server of a role: realtime, live, stt, chat or tts; of several, one that is well. Raises EngineError where its
        address is none, or it may not be asked.
        """
        may_ask(self.settings, role)
        several = self._endpoints(role)
        # The person allows a picture for a server that they are told of, so no other takes its place.
        endpoint = several[0] if role == "pictures" else self.health.best(several)
        return Server(
            endpoint,
            lambda: self.keys.known_key(endpoint.base_url),
            self.pool,
            plain_allowed=self.settings.engines.allow_plain,
            limits=self.limits,
            charge=self.charge,
            over_budget=self.over_budget,
            key_is_known=lambda: key_known_in(self.keys, endpoint.base_url),
            refuse_key=self.keys.refuse,
            is_patient=self.is_patient,
        )

    def _endpoints(self, role: str) -> tuple[Endpoint, ...]:
        """All that may serve it, in the person's order. Raises EngineError."""
        try:
            if role == "realtime" and self.settings.realtime.socket_url:
                return (socket_endpoint(self.settings),)
            found = endpoints_for(self.settings, role)
        except AddressError as error:
            raise EngineError(Failure(FailureKind.WRONG_ADDRESS, error.sentence)) from error
        with_key = [each for each in found if not each.provider.needs_key or not self.keys.lacks(each.base_url)]
        return tuple(with_key) or found

    def _hosts(self, role: str, make: "Callable[[PartsFactory], T]") -> tuple[Host[T], ...]:
        """Each of several servers with what asks it alone. Raises EngineError."""
        return tuple(_host(self, role, endpoint, make) for endpoint in self._endpoints(role))

    def _spread(
        self,
        role: str,
        make: "Callable[[PartsFactory], T]",
        several: Callable[[Sequence[Host[T]], HostHealth], T],
    ) -> T:
        """The part of a role, with all its servers behind it. Raises EngineError."""
        if self.is_local(role):
            return make(self)
        hosts = self._hosts(role, make)
        return several(hosts, self.health) if len(hosts) > 1 else make(self)

    # --- who does what

    def is_local(self, role: str) -> bool:
        """Done on this device: by choice, because what it needs may not leave, or because nobody else can."""
        if role in ("realtime", "live", "pictures"):
            return False
        leaves = self.settings.engines.leaves_machine
        where = {"stt": self.settings.stt.where, "chat": self.settings.chat.where, "tts": self.settings.tts.where}[role]
        if where == "local" or leaves == "nothing" or (leaves == "text" and role == "stt"):
            return True
        if role == "chat":
            return False
        if self.settings.value(f"{role}.base_url"):
            # The person named its server: what is wrong there is said, and not done elsewhere without a word.
            return not self._offers(role)
        return not self._offers(role) or (
            self.lacks_key(role) and not self.is_local("chat") and not self.lacks_key("chat")
        )

    def _offers(self, role: str) -> bool:
        """Its server has parts for it, as far as is known."""
        try:
            provider = provider_of(self.server(role).endpoint)
        except EngineError:
            return True  # what is wrong with it is told where it is used
        return (provider.speech_to_text if role == "stt" else provider.text_to_speech) is not None

    def lacks_key(self, role: str) -> bool:
        """Its server answers nobody without a key, and it is known that there is none."""
        try:
            server = self.server(role)
        except EngineError:
            return False
        return server.provider.needs_key and self.keys.lacks(server.endpoint.base_url)

    @property
    def all_local(self) -> bool:
        return all(self.is_local(role) for role in ("stt", "chat", "tts"))

    def provider(self, role: str) -> Provider:
        """Says who does it. Raises EngineError."""
        if self.is_local(role):
            return THIS_MACHINE
        return provider_of(self.server(role).endpoint)

    def realtime(self) -> Engine:
        """Raises EngineError."""
        return self._spread("realtime", lambda one: _offered(one.provider("realtime").realtime)(one), SeveralEngines)

    def live(self) -> Engine:
        """Raises EngineError."""
        return self._spread("live", lambda one: _offered(one.provider("live").live)(one), SeveralEngines)

    def side_chat(self) -> Chat | None:
        """The chat that works beside a talk, if there is one: the small models of this device are not asked."""
        if self.is_local("chat") or self.lacks_key("chat"):
            return None
        with contextlib.suppress(EngineError):
            return self.chat()
        return None

    def recogniser(self, *, timed: bool = False, live: bool = False) -> SpeechToText:
        recogniser, stt = self.recogniser_alone(timed=timed, live=live), self.settings.stt
        if self.is_local("stt") or not self.machine.has("ears"):
            return recogniser
        server = self.server("stt")
        # Many servers that chat do not listen, and nobody said that this one does.
        chosen = bool(stt.base_url or stt.model or server.provider.surely_offers)
        alone = self.is_local("chat") or self.server("chat").endpoint.origin != server.endpoint.origin
        return FallbackRecogniser(recogniser, self.machine.recogniser(timed=timed), chosen=chosen, alone=alone)

    def recogniser_alone(self, *, timed: bool = False, live: bool = False) -> SpeechToText:
        """Gives the ones that are set, without others behind them. `live`: words are wanted while one speaks, by another model
        of the service's if the person named none.
        """
        return self._spread("stt", lambda one: _recogniser_of(one, timed=timed, live=live), SeveralRecognisers)

    def previewed(self, recogniser: SpeechToText) -> SpeechToText:
        """Adds words of this device to look at until the recogniser's come, where it has none early and this device may."""
        if recogniser.traits.live_words or not self.machine.may_preview:
            return recogniser
        return PreviewedRecogniser(recogniser, self.machine.recogniser())

    def translator(self) -> SpeechToText:
        """Translate by the server that listens, where it may do so itself, else by way of a chat."""
        by_chat = TranslatingRecogniser(self.recogniser(), self.chat()) if self._translates_by_chat else None
        make = self.provider("stt").translation
        if make is None:
            if by_chat is None:
                raise EngineError(NO_TRANSLATOR)
            return by_chat
        itself = make(self)
        return FallbackRecogniser(itself, by_chat) if by_chat is not None else itself

    def diariser(self) -> SpeechToText:
        """Return what tells the persons in a recording apart by their voices. Raises EngineError where nobody does."""
        make = None if self.is_local("stt") else self.provider("stt").diariser
        found = None if make is None else make(self)
        if found is None:
            raise EngineError(TELLS_NOBODY_APART)
        return found

    @property
    def _translates_by_chat(self) -> bool:
        """Small models do not."""
        if self.is_local("chat"):
            return self.machine.brain_profile().translates
        return not self.lacks_key("chat")

    def chat(self) -> Chat:
        return self._spread("chat", lambda one: _offered(one.provider("chat").chat)(one), SeveralChats)

    def sound_chat(self) -> SoundChat | None:
        """The chat that hears the person itself, or speaks itself, where that is chosen and may be."""
        settings = self.settings
        leaves = settings.engines.leaves_machine
        hears = settings.stt.dialect == "chat" and settings.stt.where == "api" and leaves == "sound"
        speaks = settings.tts.dialect == "chat" and settings.tts.where == "api"
        make = None if self.is_local("chat") else self.provider("chat").sound_chat
        return make(self, hears=hears, speaks=speaks) if make is not None and (hears or speaks) else None

    def drafter(self) -> Chat | None:
        """The base model that writes on where a text ends. None: the person named no server for it, or none may be asked."""
        drafts = self.settings.drafts
        if not drafts.base_url or self.settings.engines.leaves_machine == "nothing":
            return None
        return DraftCompletions(self.server("drafts"), drafts.model, DraftWishes(drafts.longest, drafts.temperature))

    def voice_alone(self) -> TextToSpeech:
        """The one that is set, without another behind it."""
        return self._spread("tts", lambda one: _offered(one.provider("tts").text_to_speech)(one), SeveralVoices)

    def voice(self, *, live: bool = True) -> TextToSpeech:
        """`live`: in a talk, where it is waited for."""
        if self.is_local("tts"):
            return self.machine.voice(live=live)
        voice = self.voice_alone()
        return FallbackVoice(voice, self.machine.voice(live=live)) if self.machine.has("voice") else voice

    @property
    def draws(self) -> bool:
        """Somebody makes pictures, as far as is known: a server that the person chose for it, or one that surely does."""
        try:
            server = self.server("pictures")
        except EngineError:
            return False
        provider, chosen = provider_of(server.endpoint), self.settings.pictures
        named = bool(chosen.base_url or chosen.model or provider.surely_offers)
        return named and provider.painter is not None and not self.lacks_key("pictures")

    @property
    def picture_model(self) -> str:
        """The model that makes pictures, as far as it is known before any is made. Raises EngineError."""
        return self.settings.pictures.model or self.server("pictures").provider.models.usual(Role.PICTURES)

    def painter(self) -> Painter:
        """Returns what makes pictures. Raises EngineError."""
        return _offered(self.provider("pictures").painter)(self)

    def embedder(self) -> Embedder:
        """Returns what tells the meaning of texts, by the settings. Raises EngineError."""
        by_service = self.settings.history.meaning == "service"
        provider = provider_of(self.server("chat").endpoint) if by_service else THIS_MACHINE
        return _offered(provider.embedder)(self)

    # --- together

    def cascade(self) -> CascadeEngine:
        """The parts as the settings have them. Raises EngineError."""
        chat, here = self.chat(), self.is_local("chat")
        ready_for = chat.get_ready if isinstance(chat, QuickAnswers) else None
        sound_chat = self.sound_chat()
        # Its words are needed beside the answer alone, so whoever writes them down for nothing does.
        by_us = sound_chat is not None and sound_chat.hears and self.machine.has("ears")
        ears = self.machine.recogniser() if by_us else self.recogniser()
        parts = CascadeParts(ears, chat, self.voice(), asides=not here, get_ready=ready_for, sound_chat=sound_chat)
        local = tuple(part for role, part in _PART_OF.items() if self.is_local(role) or (by_us and part == "ears"))
        asked = [self._hosts(role, _server_of(role)) for role in _PART_OF if not self.is_local(role)]

        @contextlib.asynccontextmanager
        async def ready() -> AsyncGenerator[None]:
            async with self.machine.using(*local):
                await asyncio.gather(*(self.health.first_that(hosts, _check) for hosts in _different(asked)))
                yield

        return CascadeEngine(parts, self._traits(parts), ready, model=str(parts.answers.traits.name))

    def on_this_machine(self) -> CascadeEngine:
        """Everything here, whatever the settings say of the parts."""
        machine = self.machine
        chat = QuickAnswers(machine.chat(), phrasings_of())
        parts = CascadeParts(machine.recogniser(), chat, machine.voice(), asides=False, get_ready=chat.get_ready)
        return CascadeEngine(
            parts, chat.traits, lambda: machine.using("ears", "brain", "voice"), model=machine.name("brain")
        )

    def _whom(self, role: str) -> str:
        """Names all that may get it. Empty: nobody outside this device."""
        if self.is_local(role):
            return ""
        return ", ".join(dict.fromkeys(endpoint.whom for endpoint in self._endpoints(role) if endpoint.whom))

    def _traits(self, parts: CascadeParts) -> EngineTraits:
        if self.all_local:
            return parts.chat.traits
        voice_leaves = self._whom("chat" if parts.hears else "stt")
        words_leave = self._whom("chat")
        leaves: Sentence | None = None
        if voice_leaves and words_leave and words_leave != voice_leaves:
            leaves = Sentence("Your voice goes to {ears}, your words to {chat}.", ears=voice_leaves, chat=words_leave)
        elif voice_leaves:
            leaves = Sentence("Your voice goes to {whom}.", whom=voice_leaves)
        elif words_leave:
            leaves = Sentence("Your words go to {whom}; your voice stays here.", whom=words_leave)
        elif whom := self._whom("tts"):
            leaves = Sentence("The answers' words go to {whom}; your voice stays here.", whom=whom)
        loads = any(part.traits.loads_models for part in (parts.recogniser, parts.chat, parts.voice))
        name = Sentence("Cascade: {model}", model=parts.answers.traits.name)
        return EngineTraits(name, leaves_machine=leaves, loads_models=loads)


_PART_OF = {"stt": "ears", "chat": "brain", "tts": "voice"}


def _offered(make: T | None) -> T:
    if make is None:
        raise EngineError(NOT_OFFERED)
    return make


def _different(asked: Sequence[tuple[Host[Server], ...]]) -> Sequence[tuple[Host[Server], ...]]:
    return tuple({tuple(host.name for host in hosts): hosts for hosts in asked}.values())


def _host(factory: PartsFactory, role: str, endpoint: Endpoint, make: Callable[[PartsFactory], T]) -> Host[T]:
    def alone() -> PartsFactory:
        if role == "realtime" and factory.settings.realtime.socket_url:
            return factory
        return replace(factory, settings=factory.settings.with_value(f"{role}.base_url", endpoint.base_url))

    return Host(str(endpoint.origin), lambda: make(alone()), lambda: _make_sure_it_answers(alone().server(role)))


def _server_of(role: str) -> Callable[[PartsFactory], Server]:
    return lambda factory: factory.server(role)


async def _check(host: Host[Server]) -> None:
    await _make_sure_it_answers(host.make())


async def _make_sure_it_answers(server: Server) -> None:
    """Is anybody there, and is the key taken? The connection stays open, so that the first turn need not wait."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            await provider_of(server.endpoint).get(server, server.provider.key_call)
    except TimeoutError:
        raise EngineError(
            Failure(FailureKind.TIMED_OUT, Sentence("The service doesn't answer. Check your network."))
        ) from None
    except EngineError as error:
        if error.failure.kind in _CANNOT_ANSWER:
            raise


def _recogniser_of(factory: PartsFactory, *, timed: bool, live: bool) -> SpeechToText:
    provider, stt = factory.provider("stt"), factory.settings.stt
    if live and provider.live_speech_to_text is not None and not stt.model and stt.dialect == "auto":
        return provider.live_speech_to_text(factory)
    return _offered(provider.speech_to_text)(factory, timed=timed)
