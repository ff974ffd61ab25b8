"""Turns what the person says into words for a cascade, while earlier utterances may still be being recognised."""

import asyncio
from collections.abc import Callable, Coroutine

from voiceapp.core.failures import Failure
from voiceapp.core.messages import EngineEvent, EngineRefused, PreparedInVain, TurnId, TurnTaken, TurnWords
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints, SpeechToText
from voiceapp.engines.cascade.utterance import RecognisedUtterance


class Recognition:
    def __init__(
        self,
        recogniser: SpeechToText,
        *,
        hints: Callable[[], RecognitionHints],
        put_event: Callable[[EngineEvent], None],
        start: "Callable[[Coroutine[None, None, None]], asyncio.Task[None]]",
        on_begun: Callable[[], None],
        on_pause: Callable[[RecognisedText], bool],
        on_understood: Callable[[TurnId, RecognisedText], None],
        on_said: Callable[[TurnId, bytes], None] | None = None,
    ) -> None:
        """`on_begun` is told that the person begins to speak; `on_pause` gets the words up to the current pause and says
        whether it wants them; `on_understood` gets the words of a whole turn. `on_said` gets its sound as soon as it is over: then nobody waits for
        the words, and without them the turn is answered all the same.
        """
        self._recogniser = recogniser
        self._hints = hints
        self._put_event = put_event
        self._start = start
        self._on_begun = on_begun
        self._on_pause = on_pause
        self._on_understood = on_understood
        self._on_said = on_said
        self._utterance: RecognisedUtterance | None = None
        """The utterance being said now."""
        self._recognising = 0
        """Utterances that have ended but are not words yet."""
        self._last_turn: asyncio.Task[None] | None = None
        self.newest: TurnId | None = None
        """The newest turn. An answer begins only when everything said has been understood."""
        self.spoke = asyncio.Event()
        """Set when the person has begun to speak since it was last cleared."""

    @property
    def busy(self) -> bool:
        """The person is speaking, or some of what they said is not words yet."""
        return self._utterance is not None or (bool(self._recognising) and self._on_said is None)

    def append(self, pcm: bytes) -> None:
        """Next stop of the microphone's sound: the recogniser of its utterance."""
        if self._utterance is None:
            self.spoke.set()
            self._utterance = self._new_utterance()
            self._on_begun()
        self._utterance.append(pcm)

    def pause(self) -> bool:
        """The person pauses, so ask for the words so far. Returns False if they did not speak or older words are still
        to come.
        """
        if self._utterance is None or self._recognising:
            return False
        self._utterance.pause()
        return True

    def go_on(self) -> None:
        """The pause is over."""
        if self._utterance is not None:
            self._utterance.go_on()

    def drop(self) -> None:
        if self._utterance is not None:
            self._utterance.cancel()
            self._utterance = None

    def end(self, turn: TurnId) -> None:
        utterance, self._utterance = self._utterance, None
        if utterance is not None:
            utterance.end(turn)
            self._recognise(turn, utterance)

    def end_with(self, turn: TurnId, heard: RecognisedText) -> None:
        """Ends the utterance with words that are known already, because only silence followed them."""
        self.drop()
        self.newest = turn
        self._put_event(TurnTaken(turn))
        self._tell(turn, heard)

    def take_utterance(self, turn: TurnId, pcm: bytes) -> None:
        utterance = self._new_utterance()
        utterance.append(pcm)
        utterance.end(turn)
        self._recognise(turn, utterance)

    def _new_utterance(self) -> RecognisedUtterance:
        return RecognisedUtterance(self._recogniser, self._hints(), self._on_partial_words, self._on_trouble)

    def _on_partial_words(self, turn: TurnId, heard: RecognisedText) -> None:
        taken = bool(heard.pause) and self._is_of_this_pause(heard) and self._on_pause(heard)
        prepared = taken and bool(heard.text.strip())
        self._put_event(TurnWords(turn, heard.text, final=False, language=heard.language, prepared=prepared))
        if heard.pause and not taken and heard.spent:
            self._put_event(PreparedInVain(heard.spent))

    def _is_of_this_pause(self, heard: RecognisedText) -> bool:
        return self._utterance is not None and heard.pause == self._utterance.pauses

    def _on_trouble(self, failure: Failure) -> None:
        self._put_event(EngineRefused(failure))

    def _recognise(self, turn: TurnId, utterance: RecognisedUtterance) -> None:
        self.newest = turn
        self._put_event(TurnTaken(turn))
        if self._on_said is not None:
            self._on_said(turn, utterance.pcm)
        self._recognising += 1
        self._last_turn = self._start(self._understand(turn, utterance, self._last_turn))

    async def _understand(
        self, turn: TurnId, utterance: RecognisedUtterance, before: "asyncio.Task[None] | None"
    ) -> None:
        heard = RecognisedText("")
        try:
            heard = await self._words_of(utterance)
            if before is not None:
                await asyncio.wait((before,))  # words must arrive in the order in which they were said
        finally:
            utterance.cancel()
            self._recognising -= 1
        self._tell(turn, heard)
        self._on_understood(turn, heard)

    async def _words_of(self, utterance: RecognisedUtterance) -> RecognisedText:
        try:
            return await utterance.words()
        except EngineError as error:
            if self._on_said is None:
                raise
            self._on_trouble(error.failure)
            return RecognisedText("")

    def _tell(self, turn: TurnId, heard: RecognisedText) -> None:
        self._put_event(
            TurnWords(
                turn, heard.text.strip(), final=True, language=heard.language, words=heard.words, spent=heard.spent
            )
        )
