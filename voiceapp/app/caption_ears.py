"""Chooses by the settings whose sound captions are made of, and who recognises it."""

from collections.abc import Callable
from dataclasses import replace

from voiceapp.app.dictation_recogniser import dictation_recogniser
from voiceapp.app.heard_captions import HeardSource
from voiceapp.app.recording_ears import RecordingEars, usual_options
from voiceapp.audio.meeting_capture import DEFAULT_MICROPHONE, WHAT_IS_PLAYED
from voiceapp.core.dictation.wishes import LiveWords, Transcriber
from voiceapp.core.ports import RecognitionHints, SpeechToText
from voiceapp.core.sentence import verbatim
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.settings.model import Settings


class CaptionEarsBySettings:
    """Meets `heard_captions.CaptionEars`."""

    def __init__(self, settings: Callable[[], Settings], engines: AvailableEngines) -> None:
        self._settings = settings
        self._engines = engines
        self._files = RecordingEars(settings, engines)

    def recogniser(self) -> SpeechToText:
        by = Transcriber.API if self._settings().captions.by == "service" else Transcriber.LOCAL
        return dictation_recogniser(self._engines, by, LiveWords.AUTO)

    def hints(self) -> RecognitionHints:
        """Return those of sound files, which are the same sort of sound."""
        return replace(self._files.hints(usual_options(self._settings())), live=True)


def sources_wanted(settings: Settings, meeting: tuple[str, ...]) -> tuple[HeardSource, ...]:
    """`meeting`: what the person at the microphone and the others are called, while a meeting is recorded."""
    wanted = settings.captions.computer
    if wanted != "off" and len(meeting) > 1:
        mine, theirs = (verbatim(name) for name in meeting[:2])
        microphone = settings.sound.input_device or DEFAULT_MICROPHONE
        return HeardSource(microphone, mine, person=True), HeardSource(WHAT_IS_PLAYED, theirs, ours=True)
    return (HeardSource(WHAT_IS_PLAYED, ours=True),) if wanted == "always" else ()
