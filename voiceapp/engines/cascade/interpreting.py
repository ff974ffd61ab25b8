"""Interprets by a recogniser, a language model and a voice, each of any server or of this device.

Meets `core.interpreter.job.Interprets`. The words are shown while they are said; who said them shows by their language.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.interpreter.job import (
    InterpretJob,
    InterpretNews,
    JobDone,
    SideFound,
    SoundToInterpret,
    VoiceMade,
    WordsHeard,
    WordsTranslated,
)
from voiceapp.core.interpreter.prompt import translation_wishes
from voiceapp.core.interpreter.sides import likely_side, side_by_language
from voiceapp.core.ports import Chat, ChatEnd, ChatText, EngineError, RecognitionHints, SpeechToText, TextToSpeech
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.sentences import sentences
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker, Spent
from voiceapp.core.wishes import SessionWishes

NO_TRANSLATION = Failure(
    FailureKind.NOT_UNDERSTOOD, Sentence("The language model gave no translation. Say it again, or try another model.")
)


@dataclass(frozen=True, slots=True)
class InterpretingParts:
    """Lends the parts, each time anew, as the settings may change. Each call may raise EngineError."""

    recogniser: Callable[[], SpeechToText]
    chat: Callable[[], Chat]
    voice: Callable[[], TextToSpeech]
    into_english: Callable[[], SpeechToText | None]
    """Turns sound into English words by itself. None: nobody does."""
    hints: Callable[[InterpretJob], RecognitionHints]
    speaking: Callable[[str], SessionWishes]
    """Says how a language is spoken, given by its code."""
    leaves_machine: Sentence | None


class InterpretingByParts:
    def __init__(self, parts: InterpretingParts) -> None:
        self._parts = parts

    @property
    def leaves_machine(self) -> Sentence | None:
        return self._parts.leaves_machine

    async def interpret(self, sound: SoundToInterpret, job: InterpretJob) -> AsyncGenerator[InterpretNews]:
        bill: list[Spent] = []
        said, language = "", ""
        recogniser = self._parts.recogniser()
        async with aclosing(recogniser.transcribe(sound.from_beginning(), self._parts.hints(job))) as answers:
            async for heard in answers:
                said, language = heard.text, heard.language or ""
                bill += heard.spent
                yield WordsHeard(said)
        if not said.strip():
            yield JobDone(tuple(bill))
            return
        side = job.side or side_by_language(job.pair, said, language) or likely_side(job)
        yield SideFound(side)
        translation = ""
        async with aclosing(self._translate(sound, said, job.pair.of(side), job.pair.of(side.other), bill)) as coming:
            async for translation in coming:
                yield WordsTranslated(translation)
        if not translation.strip():
            raise EngineError(NO_TRANSLATION)
        if job.spoken:
            async with aclosing(self._speak(translation, job.pair.of(side.other), bill)) as spoken:
                async for pcm in spoken:
                    yield VoiceMade(pcm)
        yield JobDone(tuple(bill))

    async def _translate(
        self, sound: SoundToInterpret, said: str, spoken: str, into: str, bill: list[Spent]
    ) -> AsyncGenerator[str]:
        """Yields all of the translation so far."""
        itself = self._parts.into_english() if into == "en" else None
        text = ""
        if itself is not None:
            try:
                async with aclosing(itself.transcribe(sound.from_beginning(), RecognitionHints())) as answers:
                    async for heard in answers:
                        bill += heard.spent
                        text = heard.text
                        yield text
            except EngineError as error:
                if error.failure.worth_retrying:
                    raise
                text = ""  # it can't, whatever it said of itself
        if text:
            return
        message = Message(ItemId("said"), Speaker.USER, 0.0, said, MessageState.DONE)
        async with aclosing(self._parts.chat().answer((message,), translation_wishes(spoken, into))) as pieces:
            async for piece in pieces:
                match piece:
                    case ChatText(more):
                        text += more
                        yield text
                    case ChatEnd(spent):
                        bill += spent
                    case _:
                        pass

    async def _speak(self, text: str, language: str, bill: list[Spent]) -> AsyncGenerator[bytes]:
        voice, wishes = self._parts.voice(), self._parts.speaking(language)
        for sentence in sentences(text):
            async with aclosing(voice.speak(sentence, wishes)) as pieces:
                async for piece in pieces:
                    bill += piece.spent
                    if piece.pcm:
                        yield piece.pcm
