"""Chooses who interprets: translation sessions of the service where there is a key for them, else the parts as they are set."""

from dataclasses import replace

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.interpreter.job import InterpretJob, Interprets, Pair
from voiceapp.core.ports import Chat, EngineError, RecognitionHints, SpeechToText, TextToSpeech
from voiceapp.core.sentence import Sentence, SettingPlace
from voiceapp.core.wishes import SessionWishes
from voiceapp.engine_choice.addresses import servers_of
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engines.cascade.interpreting import InterpretingByParts, InterpretingParts
from voiceapp.local.chosen_models import hears_only_english
from voiceapp.providers import provider_of
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing

ROUGHLY = Sentence("The language model on this device translates roughly. Check what matters.")
TOO_SMALL = Sentence(
    "The language model on this device can't translate. Get a larger one in Settings, {page}, or enter a key for a service.",
    page=SettingPlace("local"),
)
HEARS_ENGLISH = Sentence(
    "The recogniser on this device hears only English. Get one for many languages in Settings, {page}.",
    page=SettingPlace("local"),
)


class Interpreters:
    """Chooses anew for each utterance, because settings, keys and the budget may change. Used in the session's loop."""

    def __init__(self, engines: AvailableEngines, settings: Settings, keys: KeyRing) -> None:
        self._engines = engines
        self._settings = settings
        self._keys = keys

    def learn_keys(self) -> None:
        """Ask the keyring, where it has to be asked; so not in the loop."""
        self._keys.learn(servers_of(self._settings))

    def chosen(self) -> Interprets:
        """Raises EngineError."""
        sessions = self._sessions()
        return sessions if sessions is not None else self._by_parts()

    def caution(self) -> Sentence | None:
        """Return what is to be known of the translations."""
        if self._sessions() is not None or self._asks("chat"):
            return None
        return None if self._engines.machine().brain_profile().translates else ROUGHLY

    def trouble(self, pair: Pair) -> Sentence | None:
        """Return why these two languages can't be interpreted here. None: they can, as far as is known."""
        if self._sessions() is not None:
            return None
        machine = self._engines.machine()
        if not self._asks("stt") and set(pair.codes) != {"en"} and hears_only_english(machine.chosen):
            return HEARS_ENGLISH
        if not self._asks("chat") and (not machine.has("brain") or machine.brain_profile().small):
            return TOO_SMALL
        return None

    # --- sessions

    def _sessions(self) -> Interprets | None:
        by = self._settings.interpreter.by
        if by not in ("auto", "sessions") or not (by == "sessions" or self._asks("realtime")):
            return None
        factory = self._engines.factory()
        try:
            provider = provider_of(factory.server("realtime").endpoint)
        except EngineError:
            if by == "sessions":
                raise
            return None
        # Of a server of one's own nobody knows whether it has any, unless the person says so.
        if provider.translation_sessions is None or not (provider.live_translator or by == "sessions"):
            return None
        return provider.translation_sessions(factory)

    def _asks(self, role: str) -> bool:
        """Return whether a service does this."""
        return self._settings.interpreter.by != "device" and self._engines.may_ask(role)

    # --- parts

    def _by_parts(self) -> Interprets:
        return InterpretingByParts(
            InterpretingParts(
                self._recogniser,
                self._chat,
                self._voice,
                self._into_english,
                self._hints,
                self._speaking,
                self._leaves(),
            )
        )

    def _recogniser(self) -> SpeechToText:
        if self._asks("stt"):
            return self._engines.recogniser()
        return self._engines.own_recogniser()

    def _chat(self) -> Chat:
        if self._asks("chat"):
            return self._engines.chat()
        machine = self._engines.machine()
        if not machine.has("brain") or machine.brain_profile().small:
            raise EngineError(Failure(FailureKind.NOT_INSTALLED, TOO_SMALL))
        return machine.chat()

    def _voice(self) -> TextToSpeech:
        if self._asks("tts"):
            return self._engines.voice()
        return self._engines.machine().voice(live=False)

    def _into_english(self) -> SpeechToText | None:
        """Return what the server that listens offers for it. What OpenAI has of it ends, and is never asked."""
        if not self._asks("stt"):
            return None
        factory = self._engines.factory()
        make = factory.provider("stt").translation
        return make(factory) if make is not None else None

    def _hints(self, job: InterpretJob) -> RecognitionHints:
        vocabulary = tuple(self._settings.dictation.vocabulary)
        hints = RecognitionHints(vocabulary=vocabulary, languages=job.pair.codes, live=True)
        return hints if job.side is None else replace(hints, language=job.pair.of(job.side), languages=())

    def _speaking(self, language: str) -> SessionWishes:
        talking = self._settings.talking
        return SessionWishes(language=language, speed=talking.speed, said_as=tuple(talking.said_as.items()))

    def _leaves(self) -> Sentence | None:
        factory = self._engines.factory()
        sound = factory.server("stt").whom if self._asks("stt") else ""
        words = factory.server("chat").whom if self._asks("chat") else ""
        if sound and words and words != sound:
            return Sentence("What both of you say goes to {ears} as sound, to {chat} as text.", ears=sound, chat=words)
        if sound:
            return Sentence("What both of you say goes to {whom}, as sound.", whom=sound)
        if words:
            return Sentence("What both of you say goes to {whom}, as text; your voices stay here.", whom=words)
        spoken = factory.server("tts").whom if self._asks("tts") else ""
        return Sentence("The translations go to {whom} to be spoken.", whom=spoken) if spoken else None
