"""Chooses who turns dictated speech into words, and gets them ready before there is any."""

import contextlib

from voiceapp.core.dictation.wishes import DictationWishes, LiveWords, Transcriber
from voiceapp.core.ports import EngineError, SpeechToText
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.local.chosen_models import english_only


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
