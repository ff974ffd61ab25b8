"""Keeps what no engine should answer: a command to stop, and what was too short to interrupt.

Where words come only with a turn, its length decided that it is speech. If they are a command to stop, the reply is over
as it should be; only nobody wants an answer.
"""

from collections.abc import Callable

from voiceapp.core.messages import Command, DropAudio, HearOverlap, LinkId, OverlapHeard, ToEngine, TurnId, TurnWords
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.engine_side import EngineSide
from voiceapp.core.talk.link_state import LinkKeeper
from voiceapp.core.talk.listening import Utterance
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.talk.turns import Turns
from voiceapp.core.talk.user_line import keep_unanswered, write_words
from voiceapp.core.text.backchannels import OverlapWords, meaning_of


class UnansweredSpeech:
    def __init__(
        self,
        emit: Callable[[Command], None],
        transcript: TranscriptWriter,
        *,
        link: LinkKeeper,
        turns: Turns,
        engine_side: EngineSide,
    ) -> None:
        self._emit = emit
        self._transcript = transcript
        self._link = link
        self._turns = turns
        self._engine_side = engine_side
        self._expected: TurnId | None = None
        """The newest turn that ended a reply that could be heard, until its words are known."""
        self._wordless: Utterance | None = None
        """The newest utterance that was kept without words."""

    def keep(self, utterance: Utterance, *, taken: bool, why: Sentence | None = None) -> None:
        """Keep an utterance in the transcript alone. `taken`: the engine ended it as a turn."""
        keep_unanswered(self._transcript, utterance.item, why)
        link = utterance.streamed_on
        if link is None or link != self._link.usable:
            return
        if taken:
            self._engine_side.refuse(utterance.turn, link)
        else:
            self._emit(ToEngine(link, DropAudio()))

    def ask_for_words(self, utterance: Utterance, language: str, languages: tuple[str, ...]) -> None:
        """Have the words of an utterance recognised on this device that no engine was given."""
        self._wordless = utterance
        pcm = b"".join(utterance.recent)
        self._emit(HearOverlap(utterance.sound, pcm, utterance.frames, language, languages))

    def take_late_words(self, heard: OverlapHeard) -> None:
        """Take words of an utterance that is over. They may be of one that has its words already."""
        utterance = self._wordless
        if utterance is not None and utterance.sound == heard.sound and heard.text:
            self._wordless = None
            write_words(self._transcript, utterance.item, TurnWords(utterance.turn, heard.text, final=True))

    def expect_words(self, turn: TurnId) -> None:
        self._expected = turn

    def take_words(self, said: TurnWords, link: LinkId, now: float) -> None:
        if not said.final or said.turn != self._expected:
            return
        self._expected = None
        turn = self._turns.of(said.turn)
        if turn is not None and turn.is_known_on(link) and meaning_of(said.text) is OverlapWords.STOP:
            self._engine_side.leave_unanswered(turn, link, now)
