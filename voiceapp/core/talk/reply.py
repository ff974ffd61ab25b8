"""Describes one reply: how far the engine and the loudspeaker have got with it, and what else is known.

It has two sides that move independently, each by its own table: the engine may have ended what will still be heard for
a minute, and may still be writing what the person has cut.
"""

from dataclasses import dataclass, replace
from enum import Enum

from voiceapp.core.failures import Failure
from voiceapp.core.messages import LinkId, Outcome, ReplyEnded, ReplyId
from voiceapp.core.pcm import WIRE, Milliseconds
from voiceapp.core.talk.captions import Captions
from voiceapp.core.transcript import ItemId, Message
from voiceapp.core.transitions import Transitions

ASKED_SOON: Milliseconds = 700
"""People answer a question this much before its end."""
LONGEST_THOUGHT = 100_000
"""The number of characters of a thought that are kept."""


class GenerationPhase(Enum):
    WRITING = "writing"
    """The engine is at work on it."""
    SPOKEN = "spoken"
    """All of its sound has come; words, calls and the bill may follow."""
    ENDED = "ended"
    """The engine has ended it."""
    BROKEN = "broken"
    """It failed, or its link was lost in the middle of it."""
    TAKEN_BACK = "taken back"
    """It was not meant for the person: nothing of it stays."""


class GenerationMove(Enum):
    FINISH_SOUND = "finish sound"
    """All of its sound has come."""
    END = "end"
    """The engine ends it, whole, shortened or cut."""
    BREAK = "break"
    """It fails, or its link is lost before all of its sound has come."""
    TAKE_BACK = "take back"
    """What came of it turns out to be thought."""


_ENDS = {
    GenerationMove.END: GenerationPhase.ENDED,
    GenerationMove.BREAK: GenerationPhase.BROKEN,
    GenerationMove.TAKE_BACK: GenerationPhase.TAKEN_BACK,
}
GENERATION_TRANSITIONS = Transitions(
    "A reply, as the engine makes it",
    GenerationPhase.WRITING,
    {
        GenerationPhase.WRITING: {GenerationMove.FINISH_SOUND: GenerationPhase.SPOKEN, **_ENDS},
        GenerationPhase.SPOKEN: _ENDS,
        GenerationPhase.ENDED: {},
        GenerationPhase.BROKEN: {},
        GenerationPhase.TAKEN_BACK: {},
    },
)


class PlaybackPhase(Enum):
    NOTHING = "nothing"
    """No sound of it has come."""
    PLAYING = "playing"
    """Some of its sound is still to be heard."""
    PLAYED_OUT = "played out"
    """All of its sound that came was heard."""
    STOPPING = "stopping"
    """It was cut, and the loudspeaker has still to say how far it came."""
    SETTLED = "settled"
    """It is over for the person, and in the transcript as far as it was heard."""


class PlaybackMove(Enum):
    PLAY = "play"
    """Sound comes and goes to the loudspeaker."""
    PLAY_OUT = "play out"
    """The loudspeaker has played all that it was given."""
    CUT = "cut"
    """The person takes the floor, or it is not to be heard any more: no more of it is played."""
    SETTLE = "settle"
    """Both sides are done with it, or it was cut and how much was heard is known."""


PLAYBACK_TRANSITIONS = Transitions(
    "A reply, as the person hears it",
    PlaybackPhase.NOTHING,
    {
        PlaybackPhase.NOTHING: {
            PlaybackMove.PLAY: PlaybackPhase.PLAYING,
            PlaybackMove.CUT: PlaybackPhase.STOPPING,
            PlaybackMove.SETTLE: PlaybackPhase.SETTLED,
        },
        PlaybackPhase.PLAYING: {
            PlaybackMove.PLAY: PlaybackPhase.PLAYING,
            PlaybackMove.PLAY_OUT: PlaybackPhase.PLAYED_OUT,
            PlaybackMove.CUT: PlaybackPhase.STOPPING,
        },
        PlaybackPhase.PLAYED_OUT: {
            PlaybackMove.PLAY: PlaybackPhase.PLAYING,
            PlaybackMove.CUT: PlaybackPhase.STOPPING,
            PlaybackMove.SETTLE: PlaybackPhase.SETTLED,
        },
        PlaybackPhase.STOPPING: {
            PlaybackMove.PLAY_OUT: PlaybackPhase.STOPPING,
            PlaybackMove.SETTLE: PlaybackPhase.SETTLED,
        },
        PlaybackPhase.SETTLED: {},
    },
)


@dataclass(frozen=True, slots=True)
class ReplyOutcome:
    """Reports how a reply was settled."""

    reply: ReplyId
    outcome: Outcome
    called_tools: bool
    failure: Failure | None
    any_heard: bool


class Reply:
    def __init__(
        self,
        reply: ReplyId,
        link: LinkId,
        engine: str,
        model: str,
        now: float,
        *,
        off_record: bool = False,
        paced: bool = False,
    ) -> None:
        """Begin one. `off_record`: it answers what was said off the record. `paced`: its sound comes at the pace of speech."""
        self.id = reply
        self.paced = paced
        self.link = link
        self.engine = engine
        self.model = model
        self.off_record = off_record
        self.captions = Captions()
        self._making = GENERATION_TRANSITIONS.first
        self._hearing = PLAYBACK_TRANSITIONS.first
        self._item: ItemId | None = None
        self._received = 0
        """Bytes of sound received."""
        self._heard: Milliseconds = 0
        self._calls = 0
        self._thoughts = ""
        self._began_at = self._thought_until = now
        self._ending: ReplyEnded | None = None
        self._cut_at = 0.0
        self._news_at = now

    # --- how it stands

    @property
    def generation(self) -> GenerationPhase:
        return self._making

    @property
    def playback(self) -> PlaybackPhase:
        return self._hearing

    @property
    def is_being_generated(self) -> bool:
        """Return whether the engine has yet to end it."""
        return self._making in (GenerationPhase.WRITING, GenerationPhase.SPOKEN)

    @property
    def is_uncut(self) -> bool:
        return self._hearing in (PlaybackPhase.NOTHING, PlaybackPhase.PLAYING, PlaybackPhase.PLAYED_OUT)

    @property
    def is_wanted(self) -> bool:
        """Return whether more of it may come."""
        return self.is_being_generated and self.is_uncut

    @property
    def is_audible(self) -> bool:
        """Return whether some of it is still to be heard."""
        return self._hearing is PlaybackPhase.PLAYING

    @property
    def is_stopping(self) -> bool:
        return self._hearing is PlaybackPhase.STOPPING

    @property
    def is_settled(self) -> bool:
        return self._hearing is PlaybackPhase.SETTLED

    @property
    def is_broken(self) -> bool:
        return self._making is GenerationPhase.BROKEN

    @property
    def is_taken_back(self) -> bool:
        return self._making is GenerationPhase.TAKEN_BACK

    @property
    def has_run_its_course(self) -> bool:
        """Return whether the engine has ended it and nothing is left to be heard."""
        return not self.is_being_generated and self._hearing in (PlaybackPhase.NOTHING, PlaybackPhase.PLAYED_OUT)

    # --- what is known of it

    @property
    def item(self) -> ItemId | None:
        """Return its line in the transcript, once it has one."""
        return self._item

    @property
    def called_tools(self) -> bool:
        return self._calls > 0

    @property
    def has_sound(self) -> bool:
        return self._received > 0

    @property
    def has_come(self) -> bool:
        """Return whether any content has arrived, not just the news that it began."""
        return self.has_sound or bool(self.captions.text)

    @property
    def received_ms(self) -> Milliseconds:
        return WIRE.ms(self._received)

    @property
    def heard(self) -> Milliseconds:
        return self._heard

    @property
    def heard_characters(self) -> int:
        """Return how much of its text was heard, or read where nothing of it sounds."""
        return self.captions.heard(self._heard) if self.has_sound else len(self.captions.text)

    @property
    def is_heard_up_to_here(self) -> bool:
        return self._heard >= self.received_ms

    @property
    def asks(self) -> bool:
        """Return whether a question has just been heard, or nearly so."""
        return self.captions.text[: self.captions.heard(self._heard + ASKED_SOON)].rstrip().endswith("?")

    def with_thoughts(self, message: Message) -> Message:
        """Return its line with what the model thought, and for how long it did."""
        thought_for = round(self._thought_until - self._began_at, 1)
        return replace(message, thoughts=self._thoughts.strip(), thought_for=thought_for)

    @property
    def outcome(self) -> Outcome:
        """Return the outcome that the engine ended it with."""
        return self._ending.outcome if self._ending is not None else Outcome.CUT

    @property
    def failure(self) -> Failure | None:
        return self._ending.failure if self._ending is not None else None

    @property
    def cut_at(self) -> float:
        return self._cut_at

    @property
    def news_at(self) -> float:
        """Return when it last brought something, or more of it was heard."""
        return self._news_at

    def settled_as(self, outcome: Outcome) -> ReplyOutcome:
        heard = self._heard > 0 or (not self.has_sound and bool(self.captions.text))
        return ReplyOutcome(self.id, outcome, self.called_tools, self.failure, heard)

    # --- the engine's side

    def _make(self, event: GenerationMove) -> None:
        self._making = GENERATION_TRANSITIONS.after(self._making, event)

    def take_sound(self, pcm: bytes, now: float) -> None:
        self._move_playback(PlaybackMove.PLAY)
        self._received += len(pcm)
        self._news_at = now

    def take_words(self, text: str, at: Milliseconds, now: float) -> None:
        self.captions.add(text, at)
        self._news_at = now

    def take_thought(self, text: str, now: float) -> None:
        self._thoughts = (self._thoughts + text)[:LONGEST_THOUGHT]
        if text:
            self._thought_until = now
        self._news_at = now

    def take_call(self) -> None:
        self._calls += 1

    def write_as(self, item: ItemId) -> None:
        self._item = item

    def finish_sound(self) -> None:
        self._make(GenerationMove.FINISH_SOUND)
        self.captions.end(self.received_ms)

    def end(self, ending: ReplyEnded) -> None:
        self._make(GenerationMove.BREAK if ending.outcome is Outcome.FAILED else GenerationMove.END)
        self._ending = ending

    def take_back(self) -> None:
        self._make(GenerationMove.TAKE_BACK)

    # --- the loudspeaker's side

    def _move_playback(self, event: PlaybackMove) -> None:
        self._hearing = PLAYBACK_TRANSITIONS.after(self._hearing, event)

    def mark_heard(self, heard: Milliseconds, now: float) -> None:
        """Note how much of it has left the loudspeaker."""
        if heard > self._heard:
            self._news_at = now
        self._heard = max(self._heard, min(heard, self.received_ms))

    def play_out(self) -> None:
        self._move_playback(PlaybackMove.PLAY_OUT)

    def cut(self, now: float) -> None:
        self._move_playback(PlaybackMove.CUT)
        self._cut_at = now

    def settle(self) -> None:
        self._move_playback(PlaybackMove.SETTLE)

    def lose_line(self) -> None:
        """Forget its line, because nothing of it stays in the transcript."""
        self._item = None
