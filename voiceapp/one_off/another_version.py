"""Lets somebody else recognise a recording of the history, written down as such a line is."""

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import replace

from voiceapp.core.dictation.wording import Wording
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints
from voiceapp.core.recordings.sound_cuts import assembled
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Message, SoundId, Spent, Version, Via
from voiceapp.core.versions_access import AnotherHearing, RecogniserOffer
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.recogniser_offers import offers, recogniser_named
from voiceapp.one_off.keys import opened
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import dictation_wishes, session_wishes

PIECE = 48_000
"""Bytes of sound that are handed over at a time."""
NOTHING_HEARD = Failure(FailureKind.NO_SPEECH, Sentence("No words were recognised in it. The line stays as it is."))
NO_SOUND = Failure(FailureKind.NOT_FOUND, Sentence("The recording is gone, so it can't be transcribed again."))


def sound_of(line: Message, read: Mapping[SoundId, bytes]) -> bytes:
    """Return the sound of a line from recordings that were read: all of its own, or stretches of others."""
    if line.parts or line.sound is None:
        return assembled(line.parts, read)
    return read.get(line.sound, b"")


def hints_for(settings: Settings, line: Message) -> RecognitionHints:
    if line.via is Via.DICTATION:
        said = dictation_wishes(settings)
        return RecognitionHints("", said.vocabulary, languages=said.languages)
    wishes = session_wishes(settings)
    return RecognitionHints(wishes.language, wishes.vocabulary, languages=wishes.languages)


def written_as(settings: Settings, line: Message, heard: RecognisedText) -> str:
    """Return the words as they are written there: a dictation has spoken commands."""
    if line.via is not Via.DICTATION:
        return heard.text
    wording = Wording.of(dictation_wishes(settings))
    return wording.write(heard.text, wording.language(heard.text, heard.language)).text


def recognisers(engines: AvailableEngines, settings: Settings) -> tuple[RecogniserOffer, ...]:
    """Return who could recognise a recording now, for a command."""
    return offers(engines, settings, opened(lambda: settings))


async def another_version(
    engines: AvailableEngines, settings: Settings, line: Message, pcm: bytes, how: AnotherHearing
) -> tuple[Version, tuple[Spent, ...]]:
    """Return what was heard, and what it cost. Raises EngineError, also where nothing was heard."""
    if not pcm:
        raise EngineError(NO_SOUND)
    hints = hints_for(settings, line)
    if how.languages is not None:
        one = how.languages[0] if len(how.languages) == 1 else ""
        hints = replace(hints, language=one, languages=() if one else how.languages)
    if how.recogniser:
        name, recogniser = recogniser_named(engines, settings, how.recogniser)
    else:
        recogniser = engines.recogniser()
        name = ""
    last = RecognisedText("")
    async with aclosing(recogniser.transcribe(_pieces(pcm), hints)) as answers:
        async for heard in answers:
            last = heard
    text = written_as(settings, line, last).strip()
    if not text:
        raise EngineError(NOTHING_HEARD)
    by = name or next((each.model for each in last.spent), str(recogniser.traits.name))
    return Version(text, by, last.language or hints.language), last.spent


async def _pieces(pcm: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(pcm), PIECE):
        yield pcm[start : start + PIECE]
