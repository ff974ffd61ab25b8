"""Which voice reads a text: by its language, by what is here, by how fast this computer is."""

import json
import shutil
from collections.abc import AsyncGenerator, Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.local.test_fetched_models import QUICK, put
from tests.rig.models import installed
from voiceapp.core.pcm import WIRE
from voiceapp.core.wishes import SessionWishes
from voiceapp.local import voice as voice_module
from voiceapp.local.chosen_models import ChosenModels
from voiceapp.local.chosen_voices import find_voice, lacking_voice, load_of_voice, main_language, voices_in_use
from voiceapp.local.computer import keep_voice_factor, this_computer
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.model_store import ModelStore
from voiceapp.local.process_messages import Done, Piece, Request, SoundMessage, SpeakJob
from voiceapp.local.voice import LocalVoice, ReadyVoice
from voiceapp.one_off import model_trials
from voiceapp.one_off.model_trials import measured_voice
from voiceapp.settings.model import Settings

pytestmark = installed
FAST, SLOW = replace(QUICK, voice_factor=0.3), replace(QUICK, voice_factor=0.9)


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def chosen(store: ModelStore, **fields: object) -> ChosenModels:
    return replace(ChosenModels(store=str(store.root), computer=QUICK), **fields)  # type: ignore[arg-type]


def speaks(of: ChosenModels, language: str, *, live: bool = True) -> str:
    return find_voice(of, language, live=live).id


def test_the_language_of_the_text_chooses_the_voice(store: ModelStore) -> None:
    put(store, "piper-de-thorsten")
    put(store, "piper-fr-siwis")
    assert [speaks(chosen(store), code) for code in ("de", "fr", "en", "")] == [
        "piper-de-thorsten",
        "piper-fr-siwis",
        "piper-en-joe",
        "piper-en-joe",
    ]
    assert speaks(chosen(store, languages=("de-AT", "en")), "") == "piper-de-thorsten"
    assert speaks(chosen(store), "pl") == "piper-en-joe", "somebody has to read it"
    assert main_language(chosen(store)) == "en"


def test_a_natural_voice_reads_aloud_and_talks_only_where_it_is_fast_enough(store: ModelStore) -> None:
    put(store, "kokoro")
    for computer, live in ((QUICK, "piper-en-joe"), (SLOW, "piper-en-joe"), (FAST, "kokoro")):
        of = chosen(store, computer=computer)
        assert speaks(of, "en") == live
        assert speaks(of, "en", live=False) == "kokoro"
    assert speaks(chosen(store), "de", live=False) == "piper-en-joe", "it speaks English only"
    assert voices_in_use(chosen(store)) == {"kokoro", "piper-en-joe"}


def test_the_person_chooses_before_the_app(store: ModelStore, tmp_path: Path) -> None:
    for name in ("kokoro", "piper-de-thorsten", "piper-en-alba"):
        put(store, name)
    of = chosen(store, voices=(("en", "kokoro/am_adam"), ("de", "piper-nl-pim")))
    assert load_of_voice(of, "en", live=True).style == str(store.root / "kokoro" / "am_adam.bin")
    assert speaks(of, "de") == "piper-de-thorsten", "a voice that is gone doesn't silence anybody"
    of = chosen(store, voice="piper-en-alba")
    assert (speaks(of, "en"), speaks(of, "de")) == ("piper-en-alba", "piper-de-thorsten")
    own = tmp_path / "eva.onnx"
    own.touch()
    own.with_name("eva.onnx.json").write_text(json.dumps({"espeak": {"voice": "de"}}), encoding="utf-8")
    of = chosen(store, voice=str(own))
    assert find_voice(of, "de", live=True).path == str(own)
    assert speaks(of, "en") == "piper-en-joe"
    assert load_of_voice(chosen(store, voices=(("fr", str(own)),)), "fr", live=True).path == str(own)


def test_the_usual_speaker_is_the_first_one(store: ModelStore) -> None:
    put(store, "kokoro")
    named = find_voice(chosen(store, voice="kokoro"), "en", live=True)
    assert (Path(named.style).name, named.title) == ("af_heart.bin", "Kokoro (Heart)")
    assert load_of_voice(chosen(store, voice="kokoro/nobody"), "en", live=True).style == named.style


def test_what_is_lacking_is_the_best_voice_of_that_language(store: ModelStore) -> None:
    lacking = lacking_voice(chosen(store), "de")
    assert lacking is not None
    assert lacking.id == "piper-de-thorsten"
    for language, of in (
        ("en", chosen(store)),
        ("xx", chosen(store)),
        ("", chosen(store)),
        ("de", chosen(store, voices=(("de", "/own.onnx"),))),
    ):
        assert lacking_voice(of, language) is None
    put(store, "piper-de-thorsten")
    assert lacking_voice(chosen(store), "de") is None


def test_what_speaks_is_in_use(store: ModelStore) -> None:
    for name in ("piper-de-thorsten", "piper-fr-siwis", "piper-en-alba"):
        put(store, name)
    assert voices_in_use(chosen(store)) == {"piper-en-joe", "piper-de-thorsten", "piper-fr-siwis"}
    assert voices_in_use(chosen(store, languages=("en", "de"))) == {"piper-en-joe", "piper-de-thorsten"}
    assert voices_in_use(chosen(store, languages=("en",), voice="piper-fr-siwis")) == {"piper-en-joe", "piper-fr-siwis"}


async def test_how_fast_a_voice_is_is_found_out_by_letting_it_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await measured_voice(Settings()) is None, "it isn't here"
    monkeypatch.setattr(model_trials, "KOKORO", "piper-en-joe")
    factor = await measured_voice(Settings())
    assert factor is not None
    assert factor > 0


def test_what_was_measured_is_kept(tmp_path: Path) -> None:
    assert this_computer(tmp_path).voice_factor is None
    keep_voice_factor(tmp_path, 0.28512)
    assert this_computer(tmp_path).voice_factor == 0.285


# --- speaking


class Process:
    """Says a second of sound for each job, and notes what it was asked."""

    model = "a voice"

    def __init__(self, name: str, then: Callable[[], None] = lambda: None) -> None:
        self.name = name
        self.asked: list[SpeakJob] = []
        self._then = then

    async def ask(self, make: Callable[[int], Request]) -> AsyncGenerator[Piece | Done]:
        job = make(1)
        assert isinstance(job, SpeakJob)
        self.asked.append(job)
        self._then()
        yield SoundMessage(1, bytes(WIRE.bytes(2_000)))
        yield Done(1)


def ready(process: Process, *, quick: bool = True) -> ReadyVoice:
    return ReadyVoice(process, nullcontext, is_quick=quick)  # type: ignore[arg-type]


async def say(voice: LocalVoice, *texts: str, wishes: SessionWishes) -> None:
    for text in texts:
        assert b"".join([piece.pcm async for piece in voice.speak(text, wishes)])


async def test_a_sentence_that_shows_no_language_is_read_by_who_read_the_one_before() -> None:
    voices = {"de": Process("de"), "en": Process("en"), "": Process("")}
    voice = LocalVoice(lambda language, _quick: ready(voices[language]))
    wishes = SessionWishes(languages=("en", "de"), speed=1.2)
    await say(voice, "OK.", "Guten Morgen.", "Paris.", "Good morning.", "OK.", wishes=wishes)
    assert [[job.text for job in voices[code].asked] for code in ("", "de", "en")] == [
        ["OK."],
        ["Guten Morgen.", "Paris."],
        ["Good morning.", "OK."],
    ]
    assert {job.speed for process in voices.values() for job in process.asked} == {1.2}


async def test_only_a_sentence_that_is_waited_for_begins_with_its_first_clause() -> None:
    process = Process("en")
    voice = LocalVoice(lambda _language, _quick: ready(process))
    wishes = SessionWishes(language="en")
    first = voice.speak("One, two.", wishes)
    assert (await anext(first)).pcm
    await say(voice, "Three, four.", wishes=wishes)
    await first.aclose()
    await say(voice, "Five, six.", wishes=wishes)
    assert [job.begins_soon for job in process.asked] == [True, False, True]


@pytest.mark.parametrize(("seconds", "left"), [(0.9, False), (1.9, True)])
async def test_a_natural_voice_that_lags_is_left_for_the_rest_of_the_talk(
    monkeypatch: pytest.MonkeyPatch, seconds: float, left: bool
) -> None:
    now = [100.0]

    def pass_time() -> None:
        now[0] += seconds

    monkeypatch.setattr(voice_module, "time", SimpleNamespace(monotonic=lambda: now[0]))
    natural, quick = Process("natural", pass_time), Process("quick")

    def find(_language: str, wants_quick: bool) -> ReadyVoice:
        return ready(quick) if wants_quick else ready(natural, quick=False)

    await say(LocalVoice(find), "One.", "Two.", wishes=SessionWishes(language="en"))
    assert len(quick.asked) == int(left)


async def test_voices_of_two_languages_are_loaded_side_by_side_and_what_lacks_is_told(
    store: ModelStore, tmp_path: Path
) -> None:
    """The German one here is Joe's file read by German rules."""
    joe = Path(find_voice(ChosenModels(), "en", live=True).path)
    german = Path(shutil.copyfile(joe, tmp_path / "german.onnx"))
    described = json.loads(joe.with_name(joe.name + ".json").read_text(encoding="utf-8"))
    described["espeak"]["voice"] = "de"
    german.with_name("german.onnx.json").write_text(json.dumps(described), encoding="utf-8")
    lacking: list[tuple[str, str]] = []
    machine = LocalMachine(
        chosen(store, voices=(("de", str(german)),), threads=1),
        voice_lacking=lambda language, model: lacking.append((language, model)),
    )
    voice, wishes = machine.voice(), SessionWishes(languages=("en", "de", "fr"))
    try:
        spoken: list[str] = []
        for text in ("Good morning to you.", "Guten Morgen, wie geht es dir?", "Bonjour, comment allez-vous ?"):
            pieces = [piece async for piece in voice.speak(text, wishes)]
            assert sum(len(piece.pcm) for piece in pieces) > WIRE.bytes(400)
            spoken.append(pieces[-1].spent[0].model)
        assert spoken == ["en_US-joe-medium", "german", "en_US-joe-medium"]
        assert lacking == [("fr", "piper-fr-siwis")]
        named = machine.voice_named(str(german))
        assert [piece async for piece in named.speak("Hello.", wishes)][-1].spent[0].model == "german"
        assert machine.has("voice")
    finally:
        await machine.close()
