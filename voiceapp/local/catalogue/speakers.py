"""Lists the models that know voices apart, for finding out who spoke in a recording."""

from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue import carriers
from voiceapp.local.catalogue.model import CatalogueFile, CatalogueModel

_NAME = "pretrained.pt"
_SIZE = 17_090_379

SPEAKERS = (
    CatalogueModel(
        id="resemblyzer",
        part="speakers",
        title="Resemblyzer",
        brings=Sentence("Finds out who spoke in your recordings, by their voices."),
        licence="Apache-2.0",
        languages=(),
        files=(
            CatalogueFile(
                _NAME,
                "",
                "39373b86598fa3da9fcddee6142382efe09777e8d37dc9c0561f41f0070f134e",
                _SIZE,
                carried=carriers.resemblyzer(_NAME, _SIZE),
            ),
        ),
        memory=150_000_000,
        rank=10,
        load=_NAME,
    ),
)
