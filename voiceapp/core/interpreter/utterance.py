"""Holds what became of one utterance: its words, their translation, its voice, and how it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from voiceapp.core.failures import Failure
from voiceapp.core.interpreter.job import Pair, Side
from voiceapp.core.interpreter.view import InterpretedLine
from voiceapp.core.messages import ReplyId
from voiceapp.core.pcm import WIRE
from voiceapp.core.transcript import ItemId, Message, MessageState, SoundId, Speaker, Spent, TalkId
from voiceapp.core.transitions import Transitions

TRANSLATION = "-translation"
"""Ends the name of the line that holds the translation of another."""
VOICE = "interpreted-"
"""Begins the names under which the loudspeaker knows translations."""


class JobPhase(Enum):
    """Names what becomes of an utterance."""

    WORKING = "being translated"
    """It is said, or translated."""
    WAITING = "waiting"
    """Whoever translates could not be reached; it is tried again."""
    DONE = "translated"
    """Both texts are there."""
    FAILED = "not translated"
    """Trying again by itself is of no use."""


class JobMove(Enum):
    """Names what moves it."""

    FINISHED = "finished"
    """All of it has come."""
    BROKE = "broke off"
    """A failure that passes by itself."""
    REFUSED = "refused"
    """Any other failure."""
    BEGAN_ANEW = "began anew"
    """It was asked for once more."""


JOB_TRANSITIONS = Transitions[JobPhase, JobMove](
    "An interpreted utterance",
    JobPhase.WORKING,
    {
        JobPhase.WORKING: {
            JobMove.FINISHED: JobPhase.DONE,
            JobMove.BROKE: JobPhase.WAITING,
            JobMove.REFUSED: JobPhase.FAILED,
            JobMove.BEGAN_ANEW: JobPhase.WORKING,
        },
        JobPhase.WAITING: {JobMove.BEGAN_ANEW: JobPhase.WORKING},
        JobPhase.DONE: {},
        JobPhase.FAILED: {JobMove.BEGAN_ANEW: JobPhase.WORKING},
    },
)


class VoiceState(Enum):
    """Names how far the voice of a translation is."""

    COMING = "coming"
    """It may come, or waits for its turn."""
    PLAYING = "playing"
    OVER = "over"
    """It was heard, is not wanted, or never comes."""


@dataclass(slots=True)
class InterpretedUtterance:
    id: str
    talk: TalkId
    at: float
    pair: Pair
    names: tuple[str, str, str]
    side: Side | None
    off_record: bool
    over_ours: bool = False
    """It began while a translation sounded."""
    phase: JobPhase = JOB_TRANSITIONS.first
    is_open: bool = True
    """It is still being said."""
    said: str = ""
    translated: str = ""
    length: int = 0
    """Bytes of its sound."""
    voice: VoiceState = VoiceState.COMING
    waiting_sound: list[bytes] = field(default_factory=list[bytes])
    failure: Failure | None = None
    is_gone: bool = False
    """Its sound is no longer there to be tried again."""
    spent: tuple[Spent, ...] = ()

    def move(self, move: JobMove) -> None:
        self.phase = JOB_TRANSITIONS.after(self.phase, move)

    @property
    def reply(self) -> ReplyId:
        """Return the name of its voice."""
        return ReplyId(f"{VOICE}{self.id}")

    @property
    def has_words(self) -> bool:
        return bool(self.said or self.translated)

    def line(self) -> InterpretedLine:
        return InterpretedLine(
            self.id,
            self.side,
            self.said,
            self.translated,
            grows=self.phase is JobPhase.WORKING,
            waiting=self.phase is JobPhase.WAITING,
            sounds=self.voice is VoiceState.PLAYING,
            remark=self.failure.in_full if self.failure is not None else None,
            can_retry=self.phase is JobPhase.FAILED and not self.is_gone,
        )

    def items(self, *, with_sound: bool) -> Iterator[Message]:
        """Yield it as it is kept: what was said, and below it its translation."""
        side = self.side
        length = WIRE.ms(self.length)
        state = {JobPhase.WORKING: MessageState.WAITING, JobPhase.WAITING: MessageState.WAITING}.get(
            self.phase, MessageState.FAILED if self.phase is JobPhase.FAILED else MessageState.DONE
        )
        left, right, translation = self.names
        yield Message(
            ItemId(self.id),
            Speaker.USER,
            self.at,
            self.said,
            state,
            sound=SoundId(self.id) if with_sound else None,
            sound_ms=length if with_sound else 0,
            language=self.pair.of(side) if side is not None else None,
            voice={Side.LEFT: left, Side.RIGHT: right}.get(side, "") if side is not None else "",
            spent=self.spent,
            failure=self.failure.sentence if self.failure is not None else None,
        )
        if self.translated and side is not None:
            yield Message(
                ItemId(f"{self.id}{TRANSLATION}"),
                Speaker.ASSISTANT,
                self.at + length / 1000,
                self.translated,
                MessageState.DONE,
                language=self.pair.of(side.other),
                voice=translation,
            )
