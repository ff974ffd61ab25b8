"""Tells of a model that is fetched without anybody's asking, and lets the person stop it."""

from PySide6.QtCore import QObject

from voiceapp.core.languages import language_name
from voiceapp.core.model_cards import HAS_FILES, ModelCard, ModelState
from voiceapp.core.models_access import ModelsAccess
from voiceapp.core.sentence import DataSize, Sentence, SettingPlace
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.notices import Notices
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

SHOWN_MS = 30_000
"""Long enough to decide whether one wants it, as it costs the person's traffic."""


class ModelNotices(QObject):
    def __init__(self, models: ModelsAccess, bridge: Bridge, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models = models
        self._notices = notices
        self._told: set[str] = set()
        """The models whose coming was told."""
        bridge.model_changed.connect(self._show)

    def _show(self, card: ModelCard) -> None:
        if card.state is ModelState.FETCHING and card.by_itself and card.id not in self._told:
            self._told.add(card.id)
            coming = _coming(card)
            self._notices.notice(in_words(coming), tr("Stop"), lambda: self._models.cancel(card.id), shown_ms=SHOWN_MS)
        elif card.lacking_for:
            self._told.add(card.id)
            lacking = Sentence(
                "No voice on this device speaks {language}. {title} does ({size}).",
                language=language_name(card.lacking_for),
                title=card.title,
                size=DataSize(card.bytes),
            )
            self._notices.notice(in_words(lacking), tr("Get"), lambda: self._models.get(card.id), shown_ms=SHOWN_MS)
        elif card.state in HAS_FILES and card.id in self._told:
            self._told.discard(card.id)
            here = _here(card)
            self._notices.notice(in_words(here))


def _coming(card: ModelCard) -> Sentence:
    size = DataSize(card.bytes)
    if card.part == "ears":
        return Sentence("Downloading a better recogniser ({size}). You can talk meanwhile.", size=size)
    return Sentence("Downloading a better language model ({size}). You can talk meanwhile.", size=size)


def _here(card: ModelCard) -> Sentence:
    if card.part == "voice":
        language = language_name(next(iter(card.languages), ""))
        return Sentence("{title} is here. It speaks {language} from now on.", title=card.title, language=language)
    if card.state is not ModelState.IN_USE:
        return Sentence(
            "{title} is here. To use it, choose it in Settings > {place}.",
            title=card.title,
            place=SettingPlace("local"),
        )
    if card.part == "ears":
        return Sentence("{title} is here. It transcribes what you say next.", title=card.title)
    return Sentence("{title} is here. The next answer comes from it.", title=card.title)
