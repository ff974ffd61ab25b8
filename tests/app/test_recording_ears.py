"""Who writes a file down, and what they are told: each choice has its effect."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from voiceapp.app.recording_ears import RecordingEars
from voiceapp.core.dictation.wishes import DictationProfile, Transcriber
from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import EngineError, SpeechToText
from voiceapp.core.recordings.jobs import RecordedBy, RecordingOptions, VoicesBy
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.lazy_parts import LazyRecogniser
from voiceapp.openai.diarised import DiarisedTranscriptions
from voiceapp.providers import ALL_PRICES
from voiceapp.settings.kinds import Profiles
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.storage.spending import Spending

GERMAN = DictationProfile("notes", "Notes", languages=("de",), transcriber=Transcriber.LOCAL, vocabulary=("Fjordline",))
SETTINGS = (
    Settings()
    .with_value("dictation.vocabulary", ("Anneliese",))
    .with_value("talking.languages", ("en", "fr"))
    .with_value("profiles.list", Profiles((GERMAN,)))
)
PLAIN = RecordingOptions()
BY_VOICE = RecordingOptions(voices=VoicesBy.SERVICE)


class _NoVault:
    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


@contextmanager
def ears(settings: Settings = SETTINGS, key: str = "sk-test-key-of-nobody-0123456789") -> Iterator[RecordingEars]:
    spending = Spending(lambda: settings, ALL_PRICES)
    keys = KeyRing({"OPENAI_API_KEY": key} if key else {}, _NoVault)
    keys.learn(["https://api.openai.com/v1"])
    yield RecordingEars(lambda: settings, AvailableEngines(lambda: settings, keys, spending))
    spending.close()


def name_of(recogniser: SpeechToText) -> str:
    chosen = recogniser._choose() if isinstance(recogniser, LazyRecogniser) else recogniser
    return str(chosen.traits.name)


def test_who_transcribes_is_chosen_for_each_file() -> None:
    with ears() as found:
        assert name_of(found.recogniser(PLAIN)) == "gpt-transcribe"
        assert name_of(found.recogniser(replace(PLAIN, by=RecordedBy.DEVICE))) == "On this device"
        assert name_of(found.recogniser(replace(PLAIN, profile="Notes"))) == "On this device", "as the profile has it"
        both = replace(PLAIN, profile="notes", by=RecordedBy.SERVICE)
        assert name_of(found.recogniser(both)) == "gpt-transcribe", "what is said of the file goes first"
        assert [found.works_here(each) for each in (PLAIN, replace(PLAIN, by=RecordedBy.DEVICE))] == [False, True]


def test_languages_vocabulary_and_profile_are_told() -> None:
    with ears() as found:
        assert found.hints(PLAIN).languages == ("en", "fr")
        assert "Anneliese" in found.hints(PLAIN).vocabulary
        assert found.hints(replace(PLAIN, vocabulary=False)).vocabulary == ()
        assert found.hints(replace(PLAIN, languages=("pl",))).language == "pl"
        assert found.hints(replace(PLAIN, languages=("pl", "cs"))).languages == ("pl", "cs")
        by_profile = found.hints(replace(PLAIN, profile="notes"))
        assert (by_profile.language, by_profile.vocabulary[0]) == ("de", "Fjordline")
        assert not by_profile.live, "nobody watches the words of a file come"
        spoken = found.hints(replace(PLAIN, profile="notes", languages=("pl",)))
        assert (spoken.language, spoken.vocabulary[0]) == ("pl", "Fjordline")


def test_voices_go_to_a_service_only_where_one_may_and_can() -> None:
    with ears() as found:
        assert VoicesBy.SERVICE in found.ways_to_tell_apart()
        recogniser = found.recogniser(BY_VOICE)
        assert isinstance(recogniser, DiarisedTranscriptions)
        assert name_of(recogniser) == "gpt-4o-transcribe-diarize"
        here = replace(BY_VOICE, by=RecordedBy.DEVICE)
        assert name_of(found.recogniser(here)) == "On this device"
        assert (found.goes_by_voice(here), found.works_here(here)) == (False, True)
    with ears(key="") as found:
        assert VoicesBy.SERVICE not in found.ways_to_tell_apart()
    for settings in (
        SETTINGS.with_value("engines.leaves_machine", "text"),
        SETTINGS.with_value("engines.base_url", "http://127.0.0.1:9/v1"),
    ):
        with ears(settings) as found:
            assert VoicesBy.SERVICE not in found.ways_to_tell_apart()
            with pytest.raises(EngineError, match="can't tell persons apart") as refused:
                found.recogniser(BY_VOICE)
            assert refused.value.failure.kind is FailureKind.NO_MODEL
    own = SETTINGS.with_value("engines.base_url", "http://127.0.0.1:9/v1").with_value("stt.model", "whisperx-diarize")
    with ears(own) as found:
        assert VoicesBy.SERVICE in found.ways_to_tell_apart()
        assert name_of(found.recogniser(BY_VOICE)) == "whisperx-diarize"
