"""Chooses who hears what is kept once more, and when there is time for it."""

from collections.abc import Callable

from voiceapp.app.second_pass import SecondEars
from voiceapp.core.dictation.wording import Wording
from voiceapp.core.ports import RecognisedText, RecognitionHints
from voiceapp.core.transcript import Message, Spent, Via
from voiceapp.desktop.power import on_mains
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.local.better_ears import CLEARLY, better_ears, rank_of_words
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import dictation_wishes, session_wishes


class SecondEarsBySettings:
    """Meets `app.second_pass.SecondPassNeeds`."""

    def __init__(
        self, settings: Callable[[], Settings], engines: AvailableEngines, plugged_in: Callable[[], bool] = on_mains
    ) -> None:
        self._settings = settings
        self._engines = engines
        self._plugged_in = plugged_in

    @property
    def is_time(self) -> bool:
        wanted = self._settings().history.second_pass
        return wanted == "always" or (wanted == "mains" and self._plugged_in())

    def ears(self) -> SecondEars | None:
        if not self.is_time:
            return None
        machine = self._engines.machine()
        found = better_ears(machine.chosen)
        if found is None:
            return None
        second = self._engines.second_machine(found.chosen)
        return SecondEars(
            found.title, found.rank - CLEARLY + 1, found.rank, lambda timed: second.recogniser(timed=timed)
        )

    def rank(self, spent: tuple[Spent, ...]) -> int | None:
        return rank_of_words(spent)

    def hints(self, line: Message) -> RecognitionHints:
        if line.via is Via.DICTATION:
            said = dictation_wishes(self._settings())
            return RecognitionHints("", said.vocabulary, languages=said.languages)
        wishes = session_wishes(self._settings())
        return RecognitionHints(wishes.language, wishes.vocabulary, languages=wishes.languages)

    def written(self, line: Message, heard: RecognisedText) -> str:
        if line.via is not Via.DICTATION:
            return heard.text
        wording = Wording.of(dictation_wishes(self._settings()))
        return wording.write(heard.text, wording.language(heard.text, heard.language)).text
