"""Chooses who hears what is kept once more, and when there is time for it."""

from collections.abc import Callable

from voiceapp.app.second_pass import SecondEars
from voiceapp.core.ports import RecognisedText, RecognitionHints
from voiceapp.core.transcript import Message, Spent
from voiceapp.desktop.power import on_mains
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.local.better_ears import CLEARLY, better_ears, rank_of_words
from voiceapp.one_off.another_version import hints_for, written_as
from voiceapp.settings.model import Settings


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
        return hints_for(self._settings(), line)

    def written(self, line: Message, heard: RecognisedText) -> str:
        return written_as(self._settings(), line, heard)
