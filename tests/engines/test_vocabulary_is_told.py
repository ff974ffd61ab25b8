"""Every recogniser is told of the person's words, each in its own way."""

from types import SimpleNamespace
from typing import cast

import pytest

from voiceapp.core.dictation.recogniser_hints import hints_of
from voiceapp.core.dictation.wishes import DictationWishes
from voiceapp.core.ports import RecognitionHints
from voiceapp.core.wishes import SessionWishes
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.http import Server
from voiceapp.openai.transcriptions import Transcriptions
from voiceapp.providers.deepgram import _hinted
from voiceapp.providers.openai import OPENAI

WISHES = DictationWishes(languages=("de", "en"), vocabulary=("PySide", "Anna Müller"))
HINTS = hints_of(WISHES)
SPOKEN = ("de", "en")


def served(model: str, hints: RecognitionHints) -> list[tuple[str, str]]:
    server = cast("Server", SimpleNamespace(provider=OPENAI, endpoint=None))
    return [(name, str(value)) for name, value in Transcriptions(server, model)._fields(hints, "")]


def realtime(model: str, hints: RecognitionHints) -> dict[str, object]:
    wishes = SessionWishes(
        languages=hints.languages, vocabulary=hints.vocabulary, transcription_model=model, language=hints.language
    )
    found = client.transcription(wishes)
    assert isinstance(found, dict)
    return cast("dict[str, object]", found)


def test_a_dictation_hints_at_all_languages_and_words() -> None:
    assert RecognitionHints("", ("PySide", "Anna Müller"), "", SPOKEN, live=True) == HINTS


def test_the_newest_transcriber_gets_keywords_and_every_language() -> None:
    fields = served("gpt-transcribe", HINTS)
    assert [value for name, value in fields if name == "keywords[]"] == ["PySide", "Anna Müller"]
    assert [value for name, value in fields if name == "languages[]"] == ["de", "en"]


@pytest.mark.parametrize("model", ["whisper-1", "gpt-4o-transcribe", "whisper-large-v3"])
def test_others_get_them_in_the_prompt_and_are_forced_into_no_language(model: str) -> None:
    fields = dict(served(model, HINTS))
    assert fields["prompt"] == "PySide, Anna Müller."
    assert "language" not in fields


def test_a_prompt_keeps_room_for_the_terms_and_the_words_before() -> None:
    many = RecognitionHints("en", tuple(f"term{n}" for n in range(900)), "before " * 200)
    prompt = dict(served("whisper-1", many))["prompt"]
    assert prompt.startswith("term0, term1")
    assert prompt.endswith("before")
    assert len(prompt) <= 810


def test_realtime_gets_keywords_or_a_prompt() -> None:
    assert realtime("gpt-live-transcribe", HINTS)["keywords"] == ["PySide", "Anna Müller"]
    assert realtime("gpt-transcribe", HINTS)["languages"] == ["de", "en"]
    assert realtime("gpt-4o-transcribe", HINTS)["prompt"] == "PySide, Anna Müller"


@pytest.mark.parametrize(("model", "name"), [("nova-3", "keyterm"), ("nova-2", "keywords")])
def test_deepgram_gets_key_terms(model: str, name: str) -> None:
    told = _hinted(model, HINTS, settled=False)
    assert [value for key, value in told if key == name] == ["PySide", "Anna Müller"]


def test_deepgram_is_told_of_every_language() -> None:
    told = _hinted("nova-3", HINTS, settled=False)
    assert [value for key, value in told if key.startswith("language")] == ["multi", "de", "en"]
