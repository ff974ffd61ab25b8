"""Which recogniser is used, and one whose file comes in two halves."""

import hashlib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.rig.models import installed
from tests.rig.signals import noise
from tests.rig.soundcard import RATE
from tests.rig.speech import recorded
from voiceapp.checks.checkup import _models
from voiceapp.core.model_fit import Computer
from voiceapp.core.ports import EngineError
from voiceapp.local import chosen_models
from voiceapp.local.chosen_models import ChosenModels, find, load_of
from voiceapp.local.process_messages import RecogniseJob, WordsMessage
from voiceapp.local.runners.base import ModelRefusedError
from voiceapp.local.runners.short_window import ShortEncoder
from voiceapp.settings.file import load
from voiceapp.settings.paths import Paths

pytestmark = installed


@pytest.fixture
def in_halves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The recogniser that came with the app once more, as two packages that each hold half of its file."""
    whole = Path(find("ears", ChosenModels(english_only=True)).path)
    weights = (whole / "model.bin").read_bytes()
    for name, half in (("part1", weights[: len(weights) // 2]), ("part2", weights[len(weights) // 2 :])):
        data = tmp_path / f"halves_{name}" / "data"
        data.mkdir(parents=True)
        (data.parent / "__init__.py").touch()
        (data / f"model.bin.{name}").write_bytes(half)
    for file in whole.iterdir():
        if file.name != "model.bin" and file.is_file():
            (tmp_path / "halves_part1" / "data" / file.name).write_bytes(file.read_bytes())
    many = replace(
        chosen_models.MANY_LANGUAGES,
        package="halves_part1",
        rest=("halves_part2", "data/model.bin.part2"),
        sha256=hashlib.sha256(weights).hexdigest(),
    )
    monkeypatch.setattr(chosen_models, "MANY_LANGUAGES", many)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_two_halves_are_one_recogniser(in_halves: Path) -> None:
    from voiceapp.local.runners.whisper import Whisper

    whisper = Whisper()
    assert whisper.load(load_of("ears", ChosenModels(threads=1))).startswith("Whisper")
    said: list[object] = []
    whisper.work(RecogniseJob(1, recorded("lobster", RATE).tobytes()), said.append, lambda: False)
    (words,) = said
    assert isinstance(words, WordsMessage)
    assert "lobster" in words.text.casefold()


def test_a_half_that_was_changed_is_refused(in_halves: Path) -> None:
    from voiceapp.local.runners.whisper import Whisper

    half = in_halves / "halves_part2" / "data" / "model.bin.part2"
    half.write_bytes(half.read_bytes()[:-2] + noise(0.001, RATE).tobytes()[:2])
    with pytest.raises(ModelRefusedError, match="isn't the file"):
        Whisper().load(load_of("ears", ChosenModels()))


def test_the_better_one_is_taken_where_it_is_installed_unless_it_is_slow_and_english_is_enough(in_halves: Path) -> None:
    base, tiny = "Whisper base (many languages)", "Whisper tiny.en (English)"
    slow = Computer(0, 2, too_slow=("whisper-base",))
    assert find("ears", ChosenModels()).title == base
    assert find("ears", ChosenModels(english_only=True)).title == base
    assert find("ears", ChosenModels(computer=slow)).title == base
    assert find("ears", ChosenModels(english_only=True, computer=slow)).title == tiny
    assert find("ears", ChosenModels(whisper=find("ears", ChosenModels(english_only=True, computer=slow)).path)).own


@pytest.mark.parametrize(
    ("hear", "tried"),
    [
        (RecogniseJob(1, b""), [None, "en"]),
        (RecogniseJob(1, b"", usual=("en", "de")), [None, "de"]),
        (RecogniseJob(1, b"", "de"), ["de"]),
        (RecogniseJob(1, b"", languages=("nl", "de")), [None]),
        (RecogniseJob(1, b"", languages=("en", "de")), [None, "de"]),
    ],
)
def test_what_is_heard_is_one_of_the_languages_that_are_spoken(hear: RecogniseJob, tried: list[str | None]) -> None:
    from voiceapp.local.runners.whisper import Whisper

    asked: list[object] = []

    class Library:
        """Takes everything for Dutch, and next for German."""

        def transcribe(self, audio: object, **options: object) -> tuple[list[object], SimpleNamespace]:
            del audio
            asked.append(options["language"])
            found = [("nl", 0.6), ("de", 0.3), ("en", 0.1)]
            return [], SimpleNamespace(language=options["language"] or "nl", all_language_probs=found)

    whisper = Whisper()
    whisper._model = Library()  # type: ignore[assignment]
    whisper._encoder = ShortEncoder(lambda features: features)
    said: list[object] = []
    whisper.work(hear, said.append, lambda: False)
    assert asked == tried
    assert isinstance(said[0], WordsMessage)
    assert said[0].language == tried[-1] or (tried[-1] is None and said[0].language == "nl")


def test_a_half_without_its_other_is_no_recogniser(in_halves: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        chosen_models, "MANY_LANGUAGES", replace(chosen_models.MANY_LANGUAGES, rest=("halves_part3", ""))
    )
    with pytest.raises(EngineError) as told:
        find("ears", ChosenModels())
    assert "isn't here yet" in str(told.value.failure.sentence)


@pytest.mark.parametrize(("language", "helped"), [("de", True), ("en", False)])
def test_the_doctor_says_what_helps_who_speaks_another_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, helped: bool
) -> None:
    monkeypatch.setattr(
        chosen_models, "MANY_LANGUAGES", replace(chosen_models.MANY_LANGUAGES, package="voiceapp_no_such_package")
    )
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path))
    file = Paths.find().settings_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'[talking]\nlanguages = ["{language}"]\n', encoding="utf-8")
    assert ("make run LANGUAGES=1 adds one for more" in str(_models(load(file).settings).sentence)) is helped
