"""Lists the voices that can be fetched: Piper's, and Kokoro.

A voice's licence is that of the recordings that it learned from, as its model card names them; `SEE_CARD` where the card
gives only a link. Everything of Piper's is pinned to one revision.
"""

from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue import carriers
from voiceapp.local.catalogue.hub import HUB, hub_file
from voiceapp.local.catalogue.kokoro import KOKORO
from voiceapp.local.catalogue.model import CatalogueFile, CatalogueModel

REPOSITORY = "rhasspy/piper-voices"
REVISION = "c10ece1aade47bb51c153c893d14e5bf8e5b7117"
SEE_CARD = "see its model card"
_ABOUT = 63_200_000
_SETTINGS_ABOUT = 5_000
_MEMORY = 236_000_000


def _sample(name: str) -> str:
    """Return where its publisher lets one hear a voice, before it's fetched."""
    return f"{HUB}/{REPOSITORY}/resolve/{REVISION}/{_folder(name)}/samples/speaker_0.mp3"


def _folder(name: str) -> str:
    place, speaker, quality = name.split("-")
    return f"{place.split('_')[0]}/{place}/{speaker}/{quality}"


def _piper(name: str, weights: str, settings: str, size: int = 0, settings_size: int = 0) -> tuple[CatalogueFile, ...]:
    """Name the two files of a voice, such as `de_DE-thorsten-medium`, and their checksums."""
    folder, speaker = _folder(name), name.split("-")[1]
    return (
        hub_file(
            REPOSITORY,
            f"{folder}/{name}.onnx.json",
            settings,
            revision=REVISION,
            size=settings_size,
            about=_SETTINGS_ABOUT,
            carried=carriers.joe(f"{name}.onnx.json", settings_size) if speaker == "joe" else (),
        ),
        hub_file(
            REPOSITORY,
            f"{folder}/{name}.onnx",
            weights,
            revision=REVISION,
            size=size,
            about=_ABOUT,
            carried=carriers.joe(f"{name}.onnx", size) if speaker == "joe" else (),
        ),
    )


VOICES = (
    CatalogueModel(
        id="piper-en-joe",
        part="voice",
        title="Joe",
        brings=Sentence("Speaks American English, with a man's voice."),
        licence="CC0-1.0",
        languages=("en",),
        files=_piper(
            "en_US-joe-medium",
            "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06",
            "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33",
            63_201_294,
            4_794,
        ),
        memory=_MEMORY,
        rank=40,
        load="en_US-joe-medium.onnx",
        sample=_sample("en_US-joe-medium"),
    ),
    CatalogueModel(
        id="piper-en-kristin",
        part="voice",
        title="Kristin",
        brings=Sentence("Speaks American English, with a woman's voice."),
        licence="public domain",
        languages=("en",),
        files=_piper(
            "en_US-kristin-medium",
            "5849957f929cbf720c258f8458692d6103fff2f0e3d3b19c8259474bb06a18d4",
            "5681426d4aead22195de70531eeeeddb46493cfaffc5764b2ea3db73428b651c",
        ),
        memory=_MEMORY,
        rank=30,
        load="en_US-kristin-medium.onnx",
        sample=_sample("en_US-kristin-medium"),
    ),
    CatalogueModel(
        id="piper-en-alba",
        part="voice",
        title="Alba",
        brings=Sentence("Speaks Scottish English, with a woman's voice."),
        licence="CC-BY-4.0",
        languages=("en",),
        files=_piper(
            "en_GB-alba-medium",
            "401369c4a81d09fdd86c32c5c864440811dbdcc66466cde2d64f7133a66ad03b",
            "aa965a2f02ecced632c2694e1fc72bbff6d65f265fab567ca945918c73dd89f4",
            63_201_294,
            4_888,
        ),
        memory=_MEMORY,
        rank=30,
        load="en_GB-alba-medium.onnx",
        sample=_sample("en_GB-alba-medium"),
    ),
    CatalogueModel(
        id="piper-en-northern",
        part="voice",
        title="Northern English",
        brings=Sentence("Speaks British English, with a man's voice."),
        licence="CC-BY-SA-4.0",
        languages=("en",),
        files=_piper(
            "en_GB-northern_english_male-medium",
            "57a219ae8e638873db7d18893304be5069c42868f392bb95c3ff17f0690d0689",
            "69557ed3d974463453e9b0c09dd99a7ed0e52b8b87b64b357dbeeb2540a97d47",
            63_201_294,
            4_847,
        ),
        memory=_MEMORY,
        rank=30,
        load="en_GB-northern_english_male-medium.onnx",
        sample=_sample("en_GB-northern_english_male-medium"),
    ),
    CatalogueModel(
        id="piper-de-thorsten",
        part="voice",
        title="Thorsten",
        brings=Sentence("Speaks German, with a man's voice."),
        licence="CC0-1.0",
        languages=("de",),
        files=_piper(
            "de_DE-thorsten-medium",
            "7e64762d8e5118bb578f2eea6207e1a35a8e0c30595010b666f983fc87bb7819",
            "974adee790533adb273a1ac88f49027d2a1b8f0f2cf4905954a4791e79264e85",
            63_201_294,
            4_819,
        ),
        memory=_MEMORY,
        rank=30,
        load="de_DE-thorsten-medium.onnx",
        sample=_sample("de_DE-thorsten-medium"),
    ),
    CatalogueModel(
        id="piper-es-davefx",
        part="voice",
        title="Davefx",
        brings=Sentence("Speaks Spanish, with a man's voice."),
        licence="CC0-1.0",
        languages=("es",),
        files=_piper(
            "es_ES-davefx-medium",
            "6658b03b1a6c316ee4c265a9896abc1393353c2d9e1bca7d66c2c442e222a917",
            "0e0dda87c732f6f38771ff274a6380d9252f327dca77aa2963d5fbdf9ec54842",
            63_201_294,
            4_817,
        ),
        memory=_MEMORY,
        rank=30,
        load="es_ES-davefx-medium.onnx",
        sample=_sample("es_ES-davefx-medium"),
    ),
    CatalogueModel(
        id="piper-fr-siwis",
        part="voice",
        title="Siwis",
        brings=Sentence("Speaks French, with a woman's voice."),
        licence="CC-BY-4.0",
        languages=("fr",),
        files=_piper(
            "fr_FR-siwis-medium",
            "641d1ab097da2b81128c076810edb052b385decc8be3381814802a64a73baf99",
            "39479916c2db192b5ac9764daddd0c744d83e023ad890c6976c0633ae4df8959",
            63_201_294,
            4_875,
        ),
        memory=_MEMORY,
        rank=30,
        load="fr_FR-siwis-medium.onnx",
        sample=_sample("fr_FR-siwis-medium"),
    ),
    CatalogueModel(
        id="piper-it-paola",
        part="voice",
        title="Paola",
        brings=Sentence("Speaks Italian, with a woman's voice."),
        licence="CC0-1.0",
        languages=("it",),
        files=_piper(
            "it_IT-paola-medium",
            "6fc918b5a0ea6137382833dddfa567bffbe6a5060c02043c87192ee59c04210c",
            "aea19c0a7fce29fbc359b93f10e7902854401e4c95ae2ea328ae516b15d296cf",
            63_511_038,
            7_099,
        ),
        memory=_MEMORY,
        rank=30,
        load="it_IT-paola-medium.onnx",
        sample=_sample("it_IT-paola-medium"),
    ),
    CatalogueModel(
        id="piper-pt-faber",
        part="voice",
        title="Faber",
        brings=Sentence("Speaks Brazilian Portuguese, with a man's voice."),
        licence="CC0-1.0",
        languages=("pt",),
        files=_piper(
            "pt_BR-faber-medium",
            "858555e3a064209c57088fe6bd70c4c3dc54d03eaa00c45d5ecaf43a33f95aa7",
            "7e694de195ae3fc36dd732c445eb04fb49b649854893cb5506b978f0d50a1d6f",
            63_201_294,
            4_855,
        ),
        memory=_MEMORY,
        rank=30,
        load="pt_BR-faber-medium.onnx",
        sample=_sample("pt_BR-faber-medium"),
    ),
    CatalogueModel(
        id="piper-nl-pim",
        part="voice",
        title="Pim",
        brings=Sentence("Speaks Dutch, with a man's voice."),
        licence="CC0-1.0",
        languages=("nl",),
        files=_piper(
            "nl_NL-pim-medium",
            "403e58c3675c394f505c2428117bf34cc56e9542dcf6eadbdd3a84706c12e048",
            "08b58456ca00cf77123826b1712758f99d5fd19ddfb7ec7da8e1a715b047f642",
            63_516_050,
            5_037,
        ),
        memory=_MEMORY,
        rank=30,
        load="nl_NL-pim-medium.onnx",
        sample=_sample("nl_NL-pim-medium"),
    ),
    CatalogueModel(
        id="piper-pl-gosia",
        part="voice",
        title="Gosia",
        brings=Sentence("Speaks Polish, with a woman's voice."),
        licence="CC0-1.0",
        languages=("pl",),
        files=_piper(
            "pl_PL-gosia-medium",
            "38f66464240ed74f186e6b7dc13c6e3b22e023426299f25c2b3cc9dfa9373fbc",
            "1aefb31a9d53ffe44a8163ff73ec833acb7a6253848f6bb0403d8a66f9c7510d",
            63_201_294,
            4_814,
        ),
        memory=_MEMORY,
        rank=30,
        load="pl_PL-gosia-medium.onnx",
        sample=_sample("pl_PL-gosia-medium"),
    ),
    CatalogueModel(
        id="piper-el-rapunzelina",
        part="voice",
        title="Rapunzelina",
        brings=Sentence("Speaks Greek, with a woman's voice."),
        licence="CC0-1.0",
        languages=("el",),
        files=_piper(
            "el_GR-rapunzelina-medium",
            "3ca9fb3092215ee92edfc019b43feb0115ff4dfe638eb34474833ab1de840952",
            "3a6182ec7c7550e14ef15e5d9badbb18f973a434086ac9658a1b10991fd192f8",
            62_950_044,
            4_973,
        ),
        memory=_MEMORY,
        rank=30,
        load="el_GR-rapunzelina-medium.onnx",
        sample=_sample("el_GR-rapunzelina-medium"),
    ),
    CatalogueModel(
        id="piper-sl-artur",
        part="voice",
        title="Artur",
        brings=Sentence("Speaks Slovenian, with a man's voice."),
        licence="CC-BY-4.0",
        languages=("sl",),
        files=_piper(
            "sl_SI-artur-medium",
            "9222ed93ef425524ad4be0b083369af8ea8db18455576a6016b154192f4ed38c",
            "741283430f1fa2be5c61717c6f1fe795a7b9f537491927340dd12f90f3b3cc04",
            63_200_492,
            4_970,
        ),
        memory=_MEMORY,
        rank=30,
        load="sl_SI-artur-medium.onnx",
        sample=_sample("sl_SI-artur-medium"),
    ),
    CatalogueModel(
        id="piper-tr-dfki",
        part="voice",
        title="DFKI",
        brings=Sentence("Speaks Turkish, with a man's voice."),
        licence=SEE_CARD,
        languages=("tr",),
        files=_piper(
            "tr_TR-dfki-medium",
            "2844717f524ab965d3fe86e60562cbb601d3e456836efcc2196cc3a14112a8fb",
            "13ebd7810f1b61b5027583cf3131a0a233b6ea81c38f2200ebc4ff41c3cca039",
            63_201_294,
            4_960,
        ),
        memory=_MEMORY,
        rank=30,
        load="tr_TR-dfki-medium.onnx",
        sample=_sample("tr_TR-dfki-medium"),
    ),
    CatalogueModel(
        id="piper-ru-irina",
        part="voice",
        title="Irina",
        brings=Sentence("Speaks Russian, with a woman's voice."),
        licence=SEE_CARD,
        languages=("ru",),
        files=_piper(
            "ru_RU-irina-medium",
            "8ff38212d23da300bbe3705c645e6e5b9475f0bfde01558eb17813e22acaaaaa",
            "c2ec28bb38e2b59e93b959b3e40348c1afebbd272f30fed5d41205d08e98a9d7",
            63_201_294,
            4_765,
        ),
        memory=_MEMORY,
        rank=30,
        load="ru_RU-irina-medium.onnx",
        sample=_sample("ru_RU-irina-medium"),
    ),
    CatalogueModel(
        id="piper-uk-tts",
        part="voice",
        title="Ukrainian TTS",
        brings=Sentence("Speaks Ukrainian, with three voices."),
        licence=SEE_CARD,
        languages=("uk",),
        files=_piper(
            "uk_UA-ukrainian_tts-medium",
            "7920419ac5f6fd8b6450520f24b52ed5a319cb53dd018fbcd71c9e079cbac84f",
            "",
            76_735_663,
            2_002,
        ),
        memory=_MEMORY,
        rank=30,
        load="uk_UA-ukrainian_tts-medium.onnx",
        sample=_sample("uk_UA-ukrainian_tts-medium"),
    ),
    KOKORO,
)
