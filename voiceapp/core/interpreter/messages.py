"""Defines the vocabulary of interpreting: what happened (past tense), what to do (imperative), and what is shown."""

from dataclasses import dataclass, field

from voiceapp.core.failures import Failure
from voiceapp.core.interpreter.job import USUAL_PAIR, InterpretJob, InterpretNews, Pair, Side
from voiceapp.core.interpreter.view import InterpreterView
from voiceapp.core.messages import (
    Duck,
    EndSound,
    FinishPlaying,
    ForgetItem,
    KeepItem,
    KeepSound,
    KeepTalk,
    Listen,
    MicFrame,
    MicrophoneChanged,
    NetworkCameBack,
    OffRecordSet,
    Play,
    PlaybackEnded,
    PlaybackStopped,
    Played,
    ReadySpeaker,
    Stopped,
    StopPlaying,
    Tick,
    Unduck,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import TalkId
from voiceapp.core.value import Value


@dataclass(frozen=True, slots=True)
class InterpreterWishes:
    """Says what the two people want."""

    pair: Pair = USUAL_PAIR
    spoken: bool = True
    """Translations are spoken. Otherwise they are only shown."""
    keep_talks: bool = True
    keep_sound: bool = True
    names: tuple[str, str, str] = ("", "", "")
    """What the two and the translation are called in the history, in the person's language."""


# --- what happened


@dataclass(frozen=True, slots=True)
class InterpretingBegan:
    talk: TalkId
    wishes: InterpreterWishes
    leaves_machine: Sentence | None = None
    caution: Sentence | None = None
    side: Side | None = None


class InterpretingEnded(Value, frozen=True):
    """The two have finished."""


class PauseSet(Value, frozen=True):
    paused: bool


class SideChosen(Value, frozen=True):
    """The person says who speaks from here on. None: that shows by the language."""

    side: Side | None


class SpokenSet(Value, frozen=True):
    spoken: bool


class HushAsked(Value, frozen=True):
    """The person wants the translation that sounds to be silent."""


class TriedAgain(Value, frozen=True):
    """The person wants an utterance translated that was not."""

    utterance: str


@dataclass(frozen=True, slots=True)
class WishesTold:
    wishes: InterpreterWishes
    leaves_machine: Sentence | None = None
    caution: Sentence | None = None


@dataclass(frozen=True, slots=True)
class NewsCame:
    utterance: str
    news: InterpretNews = field(repr=False)


@dataclass(frozen=True, slots=True)
class InterpretingFailed:
    utterance: str
    failure: Failure


PersonAsked = (
    InterpretingBegan
    | InterpretingEnded
    | PauseSet
    | SideChosen
    | SpokenSet
    | HushAsked
    | TriedAgain
    | WishesTold
    | OffRecordSet
)
InterpreterEvent = (
    PersonAsked
    | NewsCame
    | InterpretingFailed
    | MicFrame
    | MicrophoneChanged
    | Played
    | PlaybackEnded
    | PlaybackStopped
    | NetworkCameBack
    | Tick
    | Stopped
)


# --- what is to be done


@dataclass(frozen=True, slots=True)
class BeginJob:
    """Interpret the sound of this utterance, from its beginning. NewsCame and InterpretingFailed follow."""

    utterance: str
    job: InterpretJob


class FeedJob(Value, frozen=True):
    """Hold more of an utterance's sound. The first piece begins it."""

    utterance: str
    pcm: bytes


class EndJobSound(Value, frozen=True):
    """All of the utterance's sound has been given."""

    utterance: str


class DropJob(Value, frozen=True):
    """Stop working on it, and forget its sound."""

    utterance: str


@dataclass(frozen=True, slots=True)
class ShowInterpreter:
    view: InterpreterView


InterpreterCommand = (
    BeginJob
    | FeedJob
    | EndJobSound
    | DropJob
    | ShowInterpreter
    | Listen
    | Play
    | FinishPlaying
    | StopPlaying
    | Duck
    | Unduck
    | ReadySpeaker
    | KeepTalk
    | KeepItem
    | ForgetItem
    | KeepSound
    | EndSound
)
