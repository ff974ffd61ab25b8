"""Defines what an engine's link is told: the person's sound and words, and what is to become of an answer."""

from dataclasses import dataclass, field

from voiceapp.core.messages.engine import CallId, ReplyId, TurnId
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.transcript import Image
from voiceapp.core.wishes import SessionWishes


@dataclass(frozen=True, slots=True)
class SendAudio:
    """More of the person's sound, 16-bit mono at the wire rate."""

    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CommitTurn:
    """The person has finished: take what was sent since the last commit as one turn, and answer it."""

    turn: TurnId


@dataclass(frozen=True, slots=True)
class PrepareTurn:
    """The person pauses: make ready an answer to what was sent since the last commit, and let nobody notice it.

    CommitTurn gives it out, ResumeTurn and everything else throws it away.
    """

    turn: TurnId


@dataclass(frozen=True, slots=True)
class ResumeTurn:
    """The person goes on: what was prepared for this turn is not wanted."""

    turn: TurnId


@dataclass(frozen=True, slots=True)
class SendUtterance:
    """A whole utterance at once, as one turn: what was said while no link was open, or when one broke. Answer it."""

    turn: TurnId
    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class DropAudio:
    """Forget what was sent since the last commit: it was no speech."""


@dataclass(frozen=True, slots=True)
class SendText:
    """The person wrote something (or shows a picture): add it, and answer it."""

    turn: TurnId
    text: str
    images: tuple[Image, ...] = ()
    spoken: bool = True
    answer: bool = True
    """False: more is sent with it, and one reply answers both."""


@dataclass(frozen=True, slots=True)
class AskReply:
    """Answer once more, from the conversation as it stands."""

    spoken: bool = True


@dataclass(frozen=True, slots=True)
class AnswerOverdue:
    """An answer that is owed does not come. Who can let another engine give it does so; who waits for it to begin waits
    no longer, so that it can be asked for once more."""


@dataclass(frozen=True, slots=True)
class CancelReply:
    reply: ReplyId


@dataclass(frozen=True, slots=True)
class TruncateReply:
    """So much of the reply was heard; the engine forgets the rest. 0: forget the reply."""

    reply: ReplyId
    heard: Milliseconds
    text: str = ""
    """The words that were heard, for engines that keep text rather than sound."""


@dataclass(frozen=True, slots=True)
class ForgetTurn:
    """The person deleted this from the conversation."""

    turn: TurnId


@dataclass(frozen=True, slots=True)
class CorrectTurn:
    """The person said, or wrote, this: it takes the place of what was understood."""

    turn: TurnId
    text: str
    pictures: int = 0
    """That were sent with it, and stay."""


@dataclass(frozen=True, slots=True)
class CorrectReply:
    """A reply that is over is to have said this."""

    reply: ReplyId
    text: str


@dataclass(frozen=True, slots=True)
class GiveToolOutput:
    call: CallId
    output: str
    last: bool
    """No other call of that reply is still open: the engine may answer now."""


@dataclass(frozen=True, slots=True)
class Configure:
    wishes: SessionWishes


@dataclass(frozen=True, slots=True)
class AskAside:
    """A side job that leaves the conversation as it is and is answered in text."""

    job: str
    instructions: str
    text: str


EngineCommand = (
    SendAudio
    | CommitTurn
    | PrepareTurn
    | ResumeTurn
    | SendUtterance
    | DropAudio
    | SendText
    | AskReply
    | AnswerOverdue
    | CancelReply
    | TruncateReply
    | ForgetTurn
    | CorrectTurn
    | CorrectReply
    | GiveToolOutput
    | Configure
    | AskAside
)
