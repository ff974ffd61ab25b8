"""Defines what is sent to an engine's link: the person's sound and words, and what to do with an answer."""

from voiceapp.core.messages.engine import CallId, ReplyId, TurnId
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.transcript import Image
from voiceapp.core.value import Value
from voiceapp.core.wishes import SessionWishes


class SendAudio(Value, frozen=True):
    """Add more of the person's sound, 16-bit mono at the wire rate."""

    pcm: bytes


class CommitTurn(Value, frozen=True):
    """Take what was sent since the last commit as one turn and answer it, because the person has finished."""

    turn: TurnId
    waited: bool = False
    """The words were known in the pause that ended it, so it was already waited for more if they looked unfinished."""


class PrepareTurn(Value, frozen=True):
    """Prepare an answer, unnoticed, to what was sent since the last commit, because the person is pausing.

    CommitTurn delivers it; whatever is not in BESIDE_A_PAUSE throws it away.
    """

    turn: TurnId


class ResumeTurn(Value, frozen=True):
    """Drop what was prepared for this turn, because the person went on, or may have, too quietly to be sure of."""

    turn: TurnId


class SendUtterance(Value, frozen=True):
    """Answer a whole utterance as one turn: what was said while no link was open, or when one broke."""

    turn: TurnId
    pcm: bytes


class DropAudio(Value, frozen=True):
    """Forget what was sent since the last commit, because it was not speech."""


class SendText(Value, frozen=True):
    """Add something that the person wrote (or a picture), and answer it."""

    turn: TurnId
    text: str
    images: tuple[Image, ...] = ()
    spoken: bool = True
    answer: bool = True
    """False: more is sent with it, and one reply answers both."""


class AskReply(Value, frozen=True):
    """Answer once more, from the conversation as it stands."""

    spoken: bool = True


class AnswerOverdue(Value, frozen=True):
    """An answer that is owed does not come. An engine that can have another one answer does so; one that is still
    waiting for it to begin stops waiting, so that it can be asked for again.
    """


class CancelReply(Value, frozen=True):
    reply: ReplyId


class TruncateReply(Value, frozen=True):
    """Note that only this much of the reply was heard, and forget the rest. 0: forget the whole reply."""

    reply: ReplyId
    heard: Milliseconds
    text: str = ""
    """The words that were heard, for engines that keep text rather than sound."""


class ForgetTurn(Value, frozen=True):
    """Forget a turn that the person deleted from the conversation."""

    turn: TurnId


class CorrectTurn(Value, frozen=True):
    """Put these words of the person in the place of what was understood."""

    turn: TurnId
    text: str
    pictures: int = 0
    """How many pictures were sent with it, which all stay."""


class CorrectReply(Value, frozen=True):
    """Replace the words of a finished reply."""

    reply: ReplyId
    text: str


class GiveToolOutput(Value, frozen=True):
    call: CallId
    output: str
    last: bool
    """No other call of that reply is still open, so the engine may answer now."""


class Configure(Value, frozen=True):
    wishes: SessionWishes


class AskAside(Value, frozen=True):
    """Do a side job, which leaves the conversation as it is and is answered in text."""

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

BESIDE_A_PAUSE = (SendAudio, CommitTurn, AnswerOverdue, AskAside)
"""These do not change what an answer is made from. Any other command makes a prepared one outdated."""
