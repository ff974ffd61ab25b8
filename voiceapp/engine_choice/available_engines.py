"""Chooses which engines answer, in which order: a line each, from the settings and from which keys there are."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from voiceapp.core.dictation.wishes import LiveWords
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.loaded_models import LoadedModel, ModelsInMemory
from voiceapp.core.meaning import Embedder
from voiceapp.core.messages import Limit
from voiceapp.core.moderation.verdict import Moderator
from voiceapp.core.outlook import Outlook
from voiceapp.core.ports import Chat, Engine, EngineError, SpeechToText, TextToSpeech
from voiceapp.core.sentence import Sentence
from voiceapp.engine_choice.addresses import servers_of
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engine_choice.lazy_parts import LazyChat, LazyEngine, LazyRecogniser, LazyVoice, key_known_in, known_in
from voiceapp.engine_choice.likely_engine import engines_in_order, likely_engine, outlook_of
from voiceapp.engine_choice.moderators import LazyModerator, checked, checked_chat
from voiceapp.engine_choice.options import option_of
from voiceapp.engines.several.hosts import HostHealth
from voiceapp.engines.supervisor.circuit_breakers import CircuitBreakers
from voiceapp.engines.supervisor.engine import Supervisor
from voiceapp.local.brain_profiles import BrainProfile
from voiceapp.local.chosen_models import ChosenModels, chosen_models
from voiceapp.local.model_set import LocalMachine, ignore_lacking, ignore_loading
from voiceapp.local.pause_judge import LocalPauseJudge
from voiceapp.local.quick_answers import QuickAnswers
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server, within_limits
from voiceapp.providers import ALL_PRICES, provider_of
from voiceapp.settings.endpoints import Endpoint
from voiceapp.settings.engine_kinds import ALL_HERE
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.storage.spending import Spending
from voiceapp.tools import phrasings_of

REASONS_TO_RECONNECT = frozenset({"engines", "realtime", "live", "stt", "chat", "tts", "local", "budget", "moderation"})
"""Groups of settings that decide who answers."""


def getter_for(settings: Settings, keys: KeyRing, endpoint: Endpoint) -> Callable[[str], Awaitable[object]]:
    """Asks this server for something that it lists, with a connection of its own."""

    async def get(call: str) -> object:
        pool = ConnectionPool()
        try:
            server = Server(
                endpoint,
                lambda: keys.known_key(endpoint.base_url),
                pool,
                plain_allowed=settings.engines.allow_plain,
                key_is_known=lambda: key_known_in(keys, endpoint.base_url),
                refuse_key=keys.refuse,
            )
            return await provider_of(endpoint).get(server, call)
        finally:
            await pool.close()

    return get


class AvailableEngines:
    """Everything that can hear, think and speak. Lives as long as the app; its parts belong to one event loop."""

    def __init__(self, settings: Callable[[], Settings], keys: KeyRing, spending: Spending | None = None) -> None:
        self._settings = settings
        self._keys = keys
        self._spending = spending or Spending(settings, ALL_PRICES)
        self._pool = ConnectionPool()
        self._breakers = CircuitBreakers()
        self._hosts = HostHealth()
        self.on_loading: Callable[[str, float | None], None] = ignore_loading
        """Told which model of this device is being loaded, and how far it is; an empty name: none any more."""
        self.on_voice_lacking: Callable[[str, str], None] = ignore_lacking
        """Told the language of a text that no voice here speaks, and the model that would; each language once."""
        self._lacking: set[str] = set()
        self._machine = self._machine_with(chosen_models(settings()))
        self._old_machines: list[LocalMachine] = []
        self._second: LocalMachine | None = None
        self._warming: asyncio.Task[None] | None = None
        self._warming_ears: asyncio.Task[None] | None = None
        self.pause_judge = LocalPauseJudge(self.models_linger)
        self.on_limits: Callable[[tuple[Limit, ...]], None] = lambda _: None
        """Told what an answer over HTTP says of the service's limits."""

    # --- for the conversation

    def engine(self) -> Engine:
        """Asked at each connection: the settings may have changed."""
        return LazyEngine(self._talk_engine, self._keys_known)

    def _talk_engine(self) -> Engine:
        settings = self._settings()
        # Within a talk the supervisor minds the budget, between two turns.
        factory = self.factory(capped=False)
        choices = [option_of(kind, factory) for kind in engines_in_order(settings, factory)]
        # What was billed has been counted already, where the bill was made.
        supervisor = Supervisor(choices, self._breakers, self._spending.over, lambda _: self._spending.warning())
        return checked(supervisor, settings, self.moderator())

    def moderator(self) -> Moderator:
        """Return what checks words and pictures, for whoever wants them checked."""
        return LazyModerator(lambda: self.factory(capped=False), self._keys_known)

    async def _keys_known(self) -> None:
        await known_in(self._keys, servers_of(self._settings()))

    # --- for dictation, files and the terminal

    def factory(
        self, settings: Settings | None = None, *, capped: bool = True, is_patient: bool = False
    ) -> PartsFactory:
        """`capped`: its servers are sent nothing that costs once the budget is spent. `is_patient`: nobody waits for what
        they do.
        """
        return PartsFactory(
            settings or self._settings(),
            self._keys,
            self._pool,
            self.machine(),
            self._take_limits,
            self._spending.charge,
            self._spending.over if capped else within_limits,
            self._hosts,
            is_patient,
        )

    def translator(self) -> SpeechToText:
        """Speech of any language into English words. Raises EngineError, at once or when it is used, where nobody does."""
        over = self._spending.over()
        if over is not None:
            raise EngineError(over)
        return LazyRecogniser(lambda: self.factory().translator(), self._keys_known)

    def recogniser(
        self,
        *,
        timed: bool = False,
        alone: bool = False,
        by_server: bool = False,
        watched: LiveWords = LiveWords.OFF,
        is_patient: bool = False,
    ) -> SpeechToText:
        """Returns what turns speech into words: the server's where there is a key for it, else this device's.

        `alone`: nobody takes over where it fails. `by_server`: the person wants the server's, key or not; when the budget
        is spent it is this device all the same. `watched`: whose words are to be seen while one speaks. `is_patient`: nobody
        waits for them.
        """
        live = watched in (LiveWords.AUTO, LiveWords.SERVICE)
        previewed = watched in (LiveWords.AUTO, LiveWords.DEVICE)

        def choose() -> SpeechToText:
            factory = self.factory(is_patient=is_patient)
            if not self._reachable("stt", factory) and not (by_server and self._spending.over() is None):
                return factory.machine.recogniser(timed=timed)
            one = factory.recogniser_alone if alone else factory.recogniser
            chosen = one(timed=timed, live=live)
            return factory.previewed(chosen) if previewed else chosen

        return LazyRecogniser(choose, self._keys_known, self._is_over)

    def get_ready(self, recogniser: SpeechToText) -> None:
        """Load this device's recogniser if that one takes part in it, before there is any sound. In the loop."""
        under_way = self._warming_ears is not None and not self._warming_ears.done()
        if recogniser.traits.loads_models and not under_way:
            self._warming_ears = asyncio.get_running_loop().create_task(self._warm("ears"))

    def own_recogniser(self) -> SpeechToText:
        """Returns what turns speech into words without asking anyone outside this device."""
        return LazyRecogniser(lambda: self.machine().recogniser(), self._keys_known)

    def chat(self) -> Chat:
        def choose() -> Chat:
            factory = self.factory()
            return (
                factory.chat()
                if self._reachable("chat", factory)
                else QuickAnswers(factory.machine.chat(), phrasings_of())
            )

        return checked_chat(LazyChat(choose, self._keys_known, self._is_over), self._settings(), self.moderator())

    def word_editor(self, nobody: Sentence, *, translates: bool) -> Chat:
        """Returns what tidies or translates dictated words. Where it is used and nobody is fit for it, it raises EngineError
        with that sentence: the small models of this device would spoil the words.
        """
        return self._editor(nobody, lambda profile: profile.translates if translates else profile.tidies)

    def rewriter(self, nobody: Sentence) -> Chat:
        """Returns what rewrites a selected text, in the same way."""
        return self._editor(nobody, lambda profile: profile.rewrites)

    def continuer(self, nobody: Sentence) -> Chat:
        """Returns what writes on where a text ends: a base model where the person has one, else what rewrites."""
        return LazyChat(lambda: self.factory().drafter() or self.rewriter(nobody), self._keys_known)

    def _editor(self, nobody: Sentence, is_fit: Callable[[BrainProfile], bool]) -> Chat:
        def choose() -> Chat:
            factory = self.factory()
            if self._reachable("chat", factory):
                return factory.chat()
            if not is_fit(factory.machine.brain_profile()):
                raise EngineError(Failure(FailureKind.NOT_INSTALLED, nobody))
            return factory.machine.chat()

        return LazyChat(choose, self._keys_known)

    def embedder(self) -> Embedder | None:
        """Returns what tells the meaning of texts. None: nothing is to. Raises EngineError where it can't, or may not."""
        if self._settings().history.meaning == "off":
            return None
        over = self._spending.over()
        if over is not None and self._settings().history.meaning == "service":
            raise EngineError(over)
        return self.factory().embedder()

    def translates(self, *, learn: bool = False) -> bool:
        """Return whether the chat that would answer is fit to translate. `learn`: ask the keyring first, if it has to be
        asked; so not in the loop.
        """
        settings = self._settings()
        if learn:
            self._keys.learn(servers_of(settings))
        return self._reachable("chat", self.factory()) or self.machine().brain_profile().translates

    def rewrites(self) -> tuple[bool, bool, bool]:
        """Return whether anybody can rewrite a text, whether the text leaves this device for it, and whether what comes
        may be used unseen. May ask the keyring, so not in the loop.
        """
        self._keys.learn(servers_of(self._settings()))
        factory = self.factory()
        by_server, drafts = self._reachable("chat", factory), factory.drafter()
        profile = self.machine().brain_profile()
        leaves = by_server or (drafts is not None and drafts.traits.leaves_machine is not None)
        return by_server or profile.rewrites or drafts is not None, leaves, by_server or profile.tidies

    def voice(self, settings: Settings | None = None) -> TextToSpeech:
        def choose() -> TextToSpeech:
            factory = self.factory(settings)
            return factory.voice(live=False) if self._reachable("tts", factory) else factory.machine.voice(live=False)

        return LazyVoice(choose, self._keys_known, self._is_over)

    def sample_voice(self, settings: Settings) -> TextToSpeech:
        """The voice of whoever will answer, for trying it out."""

        def choose() -> TextToSpeech:
            factory = self.factory(settings)
            here = not outlook_of(settings, factory, over=self._is_over()).voice_setting or not self._reachable(
                "tts", factory
            )
            return factory.machine.voice(live=False) if here else factory.voice(live=False)

        return LazyVoice(choose, self._keys_known)

    def voice_named(self, name: str) -> TextToSpeech:
        """One voice of this device, by its name or file."""
        return LazyVoice(lambda: self.machine().voice_named(name), self._keys_known)

    def over_budget(self) -> Failure | None:
        """Return why nobody who charges may be asked any more."""
        return self._spending.over()

    def heard_here_for_budget(self) -> bool:
        """Say whether a service would transcribe if the budget were not spent. May ask the keyring."""
        factory = self.factory()
        return self._is_over() and not factory.is_local("stt") and not factory.lacks_key("stt")

    def _is_over(self) -> bool:
        return self._spending.over() is not None

    def may_ask(self, role: str) -> bool:
        """Return whether a service would do this now: it may be asked, there is a key, and the budget isn't spent."""
        return self._reachable(role, self.factory())

    def _reachable(self, role: str, factory: PartsFactory) -> bool:
        return not factory.is_local(role) and not factory.lacks_key(role) and self._spending.over() is None

    def machine(self) -> LocalMachine:
        """This device's models, as they are chosen now."""
        chosen = chosen_models(self._settings())
        if self._machine.chosen != chosen:
            self._old_machines.append(self._machine)
            self._machine = self._machine_with(chosen)
        return self._machine

    def second_machine(self, chosen: ChosenModels) -> LocalMachine:
        """This machine's models as they would be by another choice: the same ones, where that's the choice."""
        if chosen == self.machine().chosen:
            return self._machine
        if self._second is None or self._second.chosen != chosen:
            if self._second is not None:
                self._old_machines.append(self._second)
            self._second = LocalMachine(chosen)
        return self._second

    def _machine_with(self, chosen: ChosenModels) -> LocalMachine:
        return LocalMachine(chosen, self._take_loading, self._take_lacking, self.models_linger)

    @property
    def _machines(self) -> tuple[LocalMachine, ...]:
        """All that may have models loaded."""
        return (self._machine, *self._old_machines, *((self._second,) if self._second else ()))

    def _take_lacking(self, language: str, model: str) -> None:
        if language not in self._lacking:
            self._lacking.add(language)
            self.on_voice_lacking(language, model)

    def models_linger(self) -> float | None:
        """Return for how many seconds a model stays loaded after its last use. None: until the end."""
        return self._settings().local.keep_minutes * 60.0 or None

    async def models_in_memory(self) -> ModelsInMemory:
        """Tell which of this machine's models are loaded now. In the loop."""
        judge = self.pause_judge.process
        loaded = [model for machine in self._machines for model in machine.in_memory()]
        if judge.loaded is not None:
            loaded.append(LoadedModel("judge", judge.model, judge.memory, judge.works))
        return ModelsInMemory(tuple(loaded), self._settings().local.keep_minutes)

    async def let_models_go(self) -> ModelsInMemory:
        """Let every model go that does nothing now, and tell which stay. In the loop."""
        for machine in self._machines:
            await machine.let_go()
        await self.pause_judge.process.let_go()
        return await self.models_in_memory()

    def _take_loading(self, part: str, done: float | None) -> None:
        self.on_loading(part, done)

    def _take_limits(self, limits: tuple[Limit, ...]) -> None:
        self.on_limits(limits)

    # --- changes, and the end

    def network_came_back(self) -> None:
        """Try again what failed for want of a network. Call this in the loop."""
        self._breakers.network_came_back()
        self._hosts.network_came_back()

    def local_answers(self) -> bool:
        """This device will answer, as far as can be known beforehand. May ask the keyring, so not in the loop."""
        settings = self._settings()
        self._keys.learn(servers_of(settings))
        kind = likely_engine(settings, self.factory(), over=self._is_over())
        return kind is not None and not kind.asks

    def outlook(self) -> Outlook:
        """Return who will answer and speak. It may ask the keyring, so not in the loop."""
        settings = self._settings()
        self._keys.learn(servers_of(settings))
        return outlook_of(settings, self.factory(), over=self._is_over())

    def warm_soon(self) -> None:
        """Load this device's models, so that the first talk need not wait. They go again when nobody comes. In the loop."""
        self._warming = asyncio.get_running_loop().create_task(self._warm("ears", "brain", "voice"))

    async def _warm(self, *parts: str) -> None:
        with contextlib.suppress(EngineError):
            async with self.machine().using(*parts):
                pass

    async def models_changed(self) -> None:
        """Let the next answer come from what is here now. A talk goes on. In the loop."""
        for machine in self._machines:
            await machine.reconsider()

    def reconsider(self) -> None:
        """A key or a setting that decides who answers has changed, or the person wants another try. In the loop."""
        self._breakers.forgive()
        self._hosts.forgive()
        self._pool.acquaintances.forget()

    def less_may_leave(self) -> None:
        """Applies from now on, not from the next silence on. To be called in the loop."""
        self._breakers.let_go(but=ALL_HERE)

    async def close(self) -> None:
        for warming in (self._warming, self._warming_ears):
            if warming is not None:
                warming.cancel()
                await asyncio.gather(warming, return_exceptions=True)
        for machine in self._machines:
            await machine.close()
        await self.pause_judge.close()
        await self._hosts.close()
        await self._pool.close()
