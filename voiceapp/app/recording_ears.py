"""Chooses by the settings who writes a recording down, and what they are told."""

from collections.abc import Callable
from dataclasses import replace

from voiceapp.app.word_timing import WordTimer
from voiceapp.core.dictation.profile_choice import with_profile
from voiceapp.core.dictation.recogniser_hints import hints_of
from voiceapp.core.dictation.wishes import DictationProfile, Transcriber
from voiceapp.core.ports import EngineError, RecognitionHints, SpeechToText
from voiceapp.core.recordings.jobs import RecordedBy, RecordingOptions, VoicesBy
from voiceapp.engine_choice.addresses import servers_of
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import dictation_wishes, session_wishes

_BY = {
    Transcriber.AUTO: RecordedBy.SETTINGS,
    Transcriber.API: RecordedBy.SERVICE,
    Transcriber.LOCAL: RecordedBy.DEVICE,
}


def usual_options(settings: Settings) -> RecordingOptions:
    """Returns what holds for a file of which the person says nothing else."""
    chosen = settings.recordings
    return RecordingOptions(
        RecordedBy(chosen.by),
        chosen.languages,
        chosen.vocabulary,
        chosen.profile,
        VoicesBy(chosen.voices),
        copies_sound=chosen.sound == "copy",
    )


class RecordingEars:
    def __init__(self, settings: Callable[[], Settings], engines: AvailableEngines) -> None:
        self._settings = settings
        self._engines = engines

    def recogniser(self, options: RecordingOptions) -> SpeechToText:
        """Returns who writes it down. Raises EngineError, at once or when it is used."""
        if options.translated:
            return self._engines.translator()
        if self.goes_by_voice(options):
            return self._engines.factory(is_patient=True).diariser()
        if self._by(options) is RecordedBy.DEVICE:
            return self._engines.machine().recogniser(timed=True)
        by_server = self._by(options) is RecordedBy.SERVICE
        return self._engines.recogniser(timed=True, by_server=by_server, is_patient=True)

    def works_here(self, options: RecordingOptions) -> bool:
        """Returns whether this device does the work, which a talk would feel."""
        if self.goes_by_voice(options):
            return False
        return self._by(options) is RecordedBy.DEVICE or self._engines.factory().is_local("stt")

    def goes_by_voice(self, options: RecordingOptions) -> bool:
        """Returns whether it goes to a service that tells voices apart. What is to stay on this device stays here."""
        return options.voices is VoicesBy.SERVICE and self._by(options) is not RecordedBy.DEVICE

    def ways_to_tell_apart(self) -> tuple[VoicesBy, ...]:
        """Returns how persons can be told apart now. May ask the keyring, so not in the loop."""
        factory = self._engines.factory()
        factory.keys.learn(servers_of(factory.settings))
        ways = (VoicesBy.NOTHING, VoicesBy.CHANNELS)
        if not self._engines.may_ask("stt"):
            return ways
        try:
            factory.diariser()
        except EngineError:
            return ways
        return (*ways, VoicesBy.SERVICE)

    def timer(self) -> WordTimer | None:
        """Returns this device's recogniser, which tells when each word sounds. None: there is none."""
        machine = self._engines.machine()
        return machine.recogniser(timed=True) if machine.has("ears") else None

    def hints(self, options: RecordingOptions) -> RecognitionHints:
        settings = self._settings()
        profile = self._profile(options)
        if profile is not None:
            hints = replace(hints_of(with_profile(dictation_wishes(settings), profile)), live=False)
        else:
            wishes = session_wishes(settings)
            hints = RecognitionHints(wishes.language, wishes.vocabulary, languages=wishes.languages)
        spoken = options.languages
        if spoken:
            hints = RecognitionHints(spoken[0] if len(spoken) == 1 else "", hints.vocabulary, languages=spoken)
        return hints if options.vocabulary else RecognitionHints(hints.language, languages=hints.languages)

    def _profile(self, options: RecordingOptions) -> DictationProfile | None:
        if not options.profile:
            return None
        profiles = dictation_wishes(self._settings()).profiles
        return next((profile for profile in profiles if options.profile in (profile.id, profile.name)), None)

    def _by(self, options: RecordingOptions) -> RecordedBy:
        profile = self._profile(options)
        if options.by is RecordedBy.SETTINGS and profile is not None and profile.transcriber is not None:
            return _BY[profile.transcriber]
        return options.by
