"""Lists the models that know what texts mean, for searching by meaning."""

from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue import carriers
from voiceapp.local.catalogue.model import CatalogueFile, CatalogueModel

_NAME = "e5-small-q4.bin"
_SIZE = 71_622_400

MEANING = (
    CatalogueModel(
        id="multilingual-e5-small",
        part="meaning",
        title="multilingual-e5-small",
        brings=Sentence("Finds earlier talks by what was meant, not only by the words."),
        licence="MIT",
        languages=(),
        files=(
            CatalogueFile(
                _NAME,
                "",
                "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
                _SIZE,
                carried=carriers.nano_e5(_NAME, _SIZE),
            ),
        ),
        memory=200_000_000,
        rank=10,
        load=_NAME,
    ),
)
