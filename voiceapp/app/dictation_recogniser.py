"""Chooses who turns dictated speech into words, and gets them ready before there is any."""

import contextlib
from collections.abc import Callable

from voiceapp.core.dictation.messages import NoticeGiven
from voiceapp.core.dictation.wishes import DictationWishes, LiveWords, Transcriber
from voiceapp.core.ports import EngineError, SpeechToText
from voiceapp.core.sentence import Sentence
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.local.chosen_models import english_only

HEARD_HERE = Sentence("The budget is spent, so this device transcribes what you say.")


def dictation_recogniser(engines: AvailableEngines, by: Transcriber, watched: LiveWords) -> SpeechToText:
    match by:
        case Transcriber.LOCAL:
            return engines.machine().recogniser()
        case Transcriber.API:
            return engines.recogniser(by_server=True, alone=True, watched=watched)
        case Transcriber.AUTO:
            # What cannot be heard properly is better kept and tried again than inserted wrongly.
            return engines.recogniser(alone=english_only(engines.machine().chosen), watched=watched)


def get_ready(engines: AvailableEngines, wishes: DictationWishes) -> None:
    """Load now what the first words would wait for. In the loop."""
    with contextlib.suppress(EngineError):  # the first part says what is wrong
        engines.get_ready(dictation_recogniser(engines, wishes.transcriber, wishes.live_words))


class BudgetNotice:
    """Says on the bar, once, that the budget moved recognition to this device."""

    def __init__(self, engines: AvailableEngines, tell: Callable[[NoticeGiven], None]) -> None:
        self._engines = engines
        self._tell = tell
        self._told = False

    def look(self, by: Transcriber) -> None:
        """Called as a dictation begins, on a worker, because a keyring takes its time."""
        moved = by is not Transcriber.LOCAL and self._engines.heard_here_for_budget()
        if moved and not self._told:
            self._tell(NoticeGiven(HEARD_HERE))
        self._told = moved
