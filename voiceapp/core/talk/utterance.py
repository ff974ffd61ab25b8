"""Describes one utterance of the person while it is heard: how much of it there is, who gets it, and what is known of it."""

from collections import deque
from dataclasses import dataclass, field

from voiceapp.core.messages import LinkId, PauseHeard, PauseJudged, TurnId, own_turn
from voiceapp.core.pcm import FRAME_MS
from voiceapp.core.talk.turn_end import PauseSigns
from voiceapp.core.transcript import ItemId, SoundId

JUDGED = 8_000 // FRAME_MS
"""Frames at the end of an utterance by which a pause is judged."""


@dataclass(slots=True)
class Utterance:
    turn: TurnId
    item: ItemId
    began_at: float
    spoke_at: float
    """When its first voice was heard."""
    streamed_on: LinkId | None
    """Every frame so far went over this link. None: the utterance will be sent whole."""
    sure: bool
    """It is speech, not just a noise during a reply."""
    wants_silence: bool = False
    """So far it is a command to be silent, which is not answered."""
    frames: int = 0
    last_voice: int = 0
    """The newest frame with a voice."""
    engines_own: bool = False
    """The engine named this turn and will end it."""
    ended_at: float | None = None
    """When our own detector heard the end, if the engine has not said so yet."""
    noise: bool = False
    """Our own detector decided that this was only noise."""
    recent: deque[bytes] = field(default_factory=lambda: deque[bytes](maxlen=JUDGED), repr=False)
    """The most recent sound of the utterance."""
    pause: PauseSigns | None = None
    """What is known of the current pause."""
    pauses: int = 0
    """The number of pauses so far, including the current one."""
    keeps_floor: bool = False
    """The person is pausing after asking for time to think."""
    preparations: int = 0
    """The number of pauses in which an answer was prepared."""
    prepared_on: LinkId | None = None
    """The link whose engine is preparing an answer in case the person has finished."""
    stirred: bool = False
    """In the current pause there may be a very quiet voice."""

    @property
    def sound(self) -> SoundId:
        return SoundId(self.item)

    @property
    def is_recent(self) -> bool:
        """Return whether all of it is still in hand."""
        return self.frames == len(self.recent)

    def take_back(self) -> TurnId | None:
        """Stop streaming it to any engine. Return the name that the engine gave it."""
        self.streamed_on = None
        if not self.engines_own:
            return None
        known, self.turn, self.engines_own = self.turn, own_turn(self.item), False
        return known

    def adopt(self, turn: TurnId) -> None:
        """Take the engine's name for this utterance as ours."""
        if not self.engines_own:
            self.turn, self.engines_own = turn, True

    def take_frame(self, pcm: bytes) -> None:
        self.recent.append(pcm)
        self.frames += 1

    def stay_on(self, link: LinkId | None) -> None:
        """Keep streaming only if this is still the same link; over another one the utterance is sent whole."""
        if self.streamed_on != link:
            self.streamed_on = None

    def is_speech(self) -> None:
        """Mark it as speech rather than a cough."""
        self.sure = True

    def commands_silence(self, *, only: bool) -> None:
        """Note that it asks for silence, and whether it is nothing more than that."""
        self.wants_silence = only

    def hear_voice(self) -> None:
        """Note that the newest frame has a voice. If a command to be silent came before, it was not all."""
        self.last_voice = self.frames
        self.commands_silence(only=False)

    def pause_at(self, prepared_on: LinkId | None) -> None:
        """Begin a pause that may end the utterance. An answer is being prepared on that link."""
        self.pauses += 1
        self.stirred = False
        self.prepared_on = None
        if prepared_on is not None:
            self.prepare_on(prepared_on)

    def prepare_on(self, link: LinkId) -> None:
        """Note that an answer is being prepared on that link."""
        self.preparations += 1
        self.prepared_on = link

    def pauses_at(self, event: PauseJudged | PauseHeard) -> bool:
        """Return whether the current pause is the one that was judged."""
        return self.pause is not None and (self.sound, self.pauses) == (event.sound, event.pause)

    @property
    def words_are_known(self) -> bool:
        """Return whether the words up to the current pause are known."""
        return self.pause is not None and bool(self.pause.words)

    def learn(self, signs: PauseSigns) -> None:
        """Note what else is known of the pause."""
        self.pause = signs
        self.keeps_floor = signs.asks_for_time

    def speak_on(self) -> LinkId | None:
        """Note that the person went on. Return the link where an answer was being prepared."""
        prepared_on, self.prepared_on, self.pause = self.prepared_on, None, None
        self.keeps_floor = False
        return prepared_on

    def end_at(self, now: float | None, *, noise: bool = False) -> None:
        """Note when our own detector heard the end, or that the utterance goes on."""
        self.ended_at = now
        self.noise = noise
