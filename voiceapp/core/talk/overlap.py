"""Judges what is heard while a reply sounds: speech to the assistant, a sign of listening, a command to stop, or noise.

Any sudden sound makes the reply quieter at once. A voice makes it wait where it is, before it is known what the voice
wants: that is silence as soon as the person expects it, and nothing is lost if they only said "mhm". It is given up
only once words, or the length of the voice, say that it is no longer wanted; after anything else it goes on.

Time is counted in frames of 20 ms; there is no clock here.
"""

from collections import deque
from dataclasses import dataclass
from enum import Enum

from voiceapp.core.overlap_decision import OverlapDecision, OverlapKind, OverlapReason
from voiceapp.core.pcm import FRAME_MS
from voiceapp.core.sound_rules import AUDIBLE, LOUDEST, is_half_sudden, is_sudden, is_voice_over_reply
from voiceapp.core.text.backchannels import OverlapWords, meaning_of
from voiceapp.core.transitions import Transitions
from voiceapp.core.wishes import BargeIn

KNOWN = 20
"""Frames after which it is known how loud the microphone is while a reply plays."""
RISES, FALLS = 0.1, 0.03
"""The share of a louder and of a quieter frame in that level."""
ECHO_TAIL = 12
"""Frames after the reply was held in which its echo may still be heard."""
ECHO_COSTS = 3
"""More voiced frames that a voice must have after one that fell silent with the reply."""
MOST_ECHOES = 2
LONGEST_NOISE = 150
"""Frames after which a sound that is no voice counts as part of the room."""
LONGEST_HOLD = 150
"""Frames after which a held reply is decided on, whatever is still to be heard."""
FORGOTTEN = 50
"""Silent frames after which a voice in the background is no longer known."""
SHORTER = 2 / 3
"""The share of the usual length above which a voice is speech whose turn had only just ended: nobody agrees with an answer
that has hardly begun.
"""
UNCLEAR = 7 / 8
"""The share of the usual length above which a voice is speech whose words were heard, and not understood: a sign of
listening is understood more often.
"""
REPEATS = 150
"""Frames within which a second short voice means that the first one was not a sign of listening either."""
LOUDER = 6.0
"""dB by which a voice must exceed one in the background to be another."""
PERSON_PACE = 0.02
"""The share of each voiced frame in the person's usual level."""
PERSON_KNOWN = 100
"""Voiced frames after which that level is known."""


class OverlapPhase(Enum):
    QUIET = "quiet"
    """Nobody is heard over the reply."""
    DUCKED = "ducked"
    """Something is heard, so the reply is quieter."""
    HELD = "held"
    """A voice is heard, so the reply waits where it is."""
    SPEECH = "speech"
    """The person speaks to the assistant, so the reply is over."""
    BACKCHANNEL = "back-channel"
    """The person only shows that they listen, so the reply goes on."""
    STOP_COMMAND = "stop command"
    """The person wants silence, and no answer."""
    NOISE = "noise"
    """It was a noise, another person or the reply's own echo, so the reply goes on."""


class OverlapMove(Enum):
    SOUND = "sound"
    """A first voiced frame, or a sudden sound."""
    VOICE = "voice"
    """Enough voiced frames in a short time."""
    SPEAK = "speak"
    """Words or the length of the voice show that it is speech."""
    LISTEN = "listen"
    """It was short, or its words are signs of listening."""
    COMMAND = "command"
    """The words ask for silence."""
    GO_BY = "go by"
    """It is over, or known to be of no concern."""


OVERLAP_TRANSITIONS = Transitions(
    "A sound over a reply",
    OverlapPhase.QUIET,
    {
        OverlapPhase.QUIET: {OverlapMove.SOUND: OverlapPhase.DUCKED},
        OverlapPhase.DUCKED: {OverlapMove.VOICE: OverlapPhase.HELD, OverlapMove.GO_BY: OverlapPhase.NOISE},
        OverlapPhase.HELD: {
            OverlapMove.SPEAK: OverlapPhase.SPEECH,
            OverlapMove.LISTEN: OverlapPhase.BACKCHANNEL,
            OverlapMove.COMMAND: OverlapPhase.STOP_COMMAND,
            OverlapMove.GO_BY: OverlapPhase.NOISE,
        },
        OverlapPhase.SPEECH: {},
        OverlapPhase.BACKCHANNEL: {},
        OverlapPhase.STOP_COMMAND: {},
        OverlapPhase.NOISE: {},
    },
)


@dataclass(slots=True)
class _Overlap:
    """Collects what is known of one sound over a reply."""

    began_first: bool = False
    """Nothing of the reply could be heard yet when it began."""
    frames: int = 0
    voiced: int = 0
    loudness: float = 0.0
    """The sum of its voiced frames' levels."""
    silent: int = 0
    """Frames since it was last heard."""
    held: int = 0
    """Frames since the reply was held."""
    voiced_while_held: int = 0
    """Voiced frames of those that cannot be echo."""
    meaning: OverlapWords | None = None
    complete: bool = False
    """Nothing was said after the words that are known."""
    goes_on: bool = False
    """The person's turn had only just ended when it began."""
    unclear: bool = False
    """It has words, but none that can be relied on."""

    def take_frame(self, level: float, *, voiced: bool, heard: bool, held: bool) -> None:
        self.frames += 1
        self.silent = 0 if heard else self.silent + 1
        self.held += held
        if voiced:
            self.voiced += 1
            self.loudness += level
            self.voiced_while_held += self.held > ECHO_TAIL
            self.complete = False

    def take_words(self, meaning: OverlapWords, *, complete: bool) -> None:
        self.meaning, self.complete = meaning, complete

    @property
    def level(self) -> float:
        return self.loudness / self.voiced if self.voiced else LOUDEST


class OverlapJudge:
    """Judges one sound after another, while a reply sounds or is awaited."""

    def __init__(self, wishes: BargeIn) -> None:
        self._wishes = wishes
        self._person = LOUDEST
        """The level at which the person usually speaks."""
        self._spoken = 0
        """Voiced frames from which that is known."""
        self.hears_words = False
        """A recogniser tells what is said meanwhile."""
        self.decision: OverlapDecision | None = None
        """The newest decision."""
        self.reset()

    def reset(self) -> None:
        """Forget everything of the reply that sounded, but not the person."""
        self._recent: deque[bool] = deque(maxlen=64)
        self._run = 0
        self._phase = OVERLAP_TRANSITIONS.first
        self._sound = _Overlap()
        self._usual = LOUDEST
        """The highest level in dB while nobody speaks over the reply, including what is left of its echo."""
        self._known = 0
        self._since_short = REPEATS
        """Frames since a voice was let pass because it was short."""
        self._echoes = 0
        """Voices that fell silent with this reply."""
        self._background = LOUDEST
        self._ignores = False
        """A voice up to the level of `_background` belongs to the room."""
        self._quiet = 0

    @property
    def holds(self) -> bool:
        """Return whether a reply waits for what becomes of a voice."""
        return self._phase is OverlapPhase.HELD

    @property
    def weighs(self) -> bool:
        """Return whether a sound is not decided on yet."""
        return self._phase is not OverlapPhase.QUIET

    @property
    def paused(self) -> bool:
        """Return whether the voice has been silent for just so long that its words may be all that was said."""
        return self._sound.silent == self._wishes.pause

    @property
    def patience(self) -> int:
        """Return for how many silent frames a voice may stay undecided."""
        return self._wishes.words_patience if self.hears_words else self._wishes.settle_after

    def person_spoke(self, level: float) -> None:
        """Take the level of a voiced frame that was certainly the person's."""
        self._spoken += 1
        share = max(PERSON_PACE, 1 / self._spoken)
        self._person += (level - self._person) * share

    def take_frame(
        self, speech: float, level: float, *, sounding: bool = True, asked: bool = False, goes_on: bool = False
    ) -> OverlapPhase | None:
        """Return the phase into which this frame leads. `sounding`: some of the reply can be heard. `asked`: it ends
        with a question. `goes_on`: the person's turn had only just ended when they were heard again.
        """
        if not self._wishes.on and sounding and self._phase is OverlapPhase.QUIET:
            return None  # but while nothing sounds, there is nothing that the person must not interrupt
        self._since_short += 1
        voiced = is_voice_over_reply(speech, level, self._wishes.onset)
        loud = self._is_sudden(level)
        if self._belongs_to_room(level, voiced=voiced):
            voiced = loud = False
        self._recent.append(voiced)
        self._run = self._run + 1 if voiced else 0
        if self._phase is OverlapPhase.QUIET:
            return self._notice(level, voiced=voiced, loud=loud, sounding=sounding)
        self._sound.take_frame(level, voiced=voiced, heard=voiced or loud, held=self.holds)
        self._sound.goes_on = goes_on
        if self._phase is OverlapPhase.DUCKED:
            return self._doubt(level)
        return self._weigh(asked=asked)

    def take_words(self, text: str, *, asked: bool = False, spoke_on: bool = False) -> OverlapPhase | None:
        """Take all words that were recognised of the current sound so far. `spoke_on`: more was said after them."""
        if not self.holds:
            return None
        sound, meaning = self._sound, meaning_of(text)
        sound.take_words(meaning, complete=not spoke_on and sound.silent >= self._wishes.pause)
        if meaning is OverlapWords.STOP:
            # Who goes on after "stop" may ask something, and wants an answer.
            return self._decide(OverlapMove.COMMAND if sound.complete else OverlapMove.SPEAK, OverlapReason.WORDS)
        if meaning is OverlapWords.SPEECH and not self._is_far_away:
            return self._decide(OverlapMove.SPEAK, OverlapReason.WORDS)
        return self._decide_by_words(asked=asked) if sound.complete else None

    def take_unclear_words(self, *, spoke_on: bool) -> OverlapPhase | None:
        """Take that words were heard of the current sound, but none that can be relied on. So its length decides."""
        sound = self._sound
        sound.unclear = True
        complete = not spoke_on and sound.silent >= self._wishes.pause
        return self._decide_by_length() if self.holds and complete else None

    def believe_short(self) -> None:
        """Take it that what was let pass because it was short was a sign of listening, as its words say."""
        self._since_short = REPEATS

    def decide(self) -> OverlapPhase | None:
        """Decide on a voice that a reply waits for, because no more of it will be heard."""
        return self._decide_by_length() if self.holds else None

    def startles(self, level: float) -> bool:
        """Return whether half a frame at this level makes the whole frame sudden, so that the reply is ducked now."""
        unready = self._phase is not OverlapPhase.QUIET or self._known < KNOWN
        if not self._wishes.on or unready or not is_half_sudden(level, self._usual):
            return False
        self._move(OverlapMove.SOUND)
        return True

    # --- the phases

    def _move(self, move: OverlapMove) -> OverlapPhase:
        self._phase = OVERLAP_TRANSITIONS.after(self._phase, move)
        return self._phase

    def _notice(self, level: float, *, voiced: bool, loud: bool, sounding: bool) -> OverlapPhase | None:
        if self._run < self._wishes.duck_after and not loud:
            return None
        self._sound.take_frame(level, voiced=voiced, heard=True, held=False)
        self._sound.began_first = not sounding
        return self._move(OverlapMove.SOUND)

    def _doubt(self, level: float) -> OverlapPhase | None:
        """Decide whether to hold a reply that is ducked."""
        sound, wishes = self._sound, self._wishes
        needed = wishes.hold_after + ECHO_COSTS * self._echoes
        if sum(tuple(self._recent)[-(needed + needed // 2) :]) >= needed:
            held = self._move(OverlapMove.VOICE)
            if sound.began_first:
                return self._decide(OverlapMove.SPEAK, OverlapReason.NOTHING_SOUNDS)
            return self._decide_by_length() if self._has_lasted else held
        patience = wishes.resume_after if sound.voiced else wishes.resume_after // 2
        if sound.silent >= patience:
            return self._decide(OverlapMove.GO_BY, OverlapReason.NO_VOICE)
        if sound.frames >= LONGEST_NOISE:
            self._usual = level
            return self._decide(OverlapMove.GO_BY, OverlapReason.NO_VOICE)
        return None

    def _weigh(self, *, asked: bool) -> OverlapPhase | None:
        """Decide what becomes of a reply that is held."""
        sound = self._sound
        if self._has_lasted or sound.held >= LONGEST_HOLD:
            return self._decide_by_length()
        if sound.silent < self._wishes.settle_after:
            return None
        if sound.complete or (sound.meaning is not None and sound.silent >= self.patience):
            return self._decide_by_words(asked=asked)
        if sound.silent < self.patience:
            return None
        return self._decide_by_length()

    @property
    def _has_lasted(self) -> bool:
        """Return whether the voice lasts too long to be anything but speech. Who laughs or agrees may take longer."""
        agrees = self._sound.meaning in (OverlapWords.LISTENING, OverlapWords.ANSWER, OverlapWords.NOTHING)
        return self._sound.voiced >= self._wishes.certain_after * (2 if agrees else 1)

    def _decide_by_words(self, *, asked: bool) -> OverlapPhase:
        match self._sound.meaning:
            case OverlapWords.ANSWER if asked:
                return self._decide(OverlapMove.SPEAK, OverlapReason.QUESTION)
            case OverlapWords.LISTENING | OverlapWords.ANSWER:
                return self._decide(OverlapMove.LISTEN, OverlapReason.WORDS)
            case OverlapWords.NOTHING:
                return self._decide(OverlapMove.GO_BY, OverlapReason.WORDS)
            case _:
                return self._ignore()

    def _decide_by_length(self) -> OverlapPhase:
        sound = self._sound
        if self._is_far_away:
            return self._ignore()
        if sound.voiced_while_held == 0 and sound.level < AUDIBLE:
            self._echoes = min(self._echoes + 1, MOST_ECHOES)
            return self._decide(OverlapMove.GO_BY, OverlapReason.ECHO)
        share = SHORTER if sound.goes_on else UNCLEAR if sound.unclear else 1
        if sound.voiced > self._wishes.longest_backchannel * share:
            return self._decide(OverlapMove.SPEAK, OverlapReason.LONG)
        if self._since_short < REPEATS:
            return self._decide(OverlapMove.SPEAK, OverlapReason.REPEATED)
        self._since_short = 0
        return self._decide(OverlapMove.LISTEN, OverlapReason.SHORT)

    def _ignore(self) -> OverlapPhase:
        """Let the reply go on over a voice that is far away, however long that voice goes on."""
        self._background, self._ignores, self._quiet = self._sound.level + LOUDER, True, 0
        return self._decide(OverlapMove.GO_BY, OverlapReason.FAR_AWAY)

    def _decide(self, move: OverlapMove, reason: OverlapReason) -> OverlapPhase:
        phase, sound = self._move(move), self._sound
        kind = OverlapKind(phase.value)
        voice, after = sound.voiced * FRAME_MS, sound.frames * FRAME_MS
        self.decision = OverlapDecision(kind, reason, voice, after, round(sound.level, 1))
        self._phase, self._sound = OVERLAP_TRANSITIONS.first, _Overlap()
        self._recent.clear()
        self._run = 0
        if kind.ends_reply:
            self.reset()
        return phase

    # --- levels

    @property
    def _is_far_away(self) -> bool:
        """Return whether the voice is much quieter than the person usually speaks."""
        known = self._spoken >= PERSON_KNOWN and self._sound.voiced > 0
        return known and self._sound.level < self._person - self._wishes.far_below

    def _belongs_to_room(self, level: float, *, voiced: bool) -> bool:
        """Return whether this frame is of a voice that is known to be in the background."""
        if not self._ignores:
            return False
        self._quiet = 0 if voiced else self._quiet + 1
        self._ignores = self._quiet < FORGOTTEN
        return level <= self._background

    def _is_sudden(self, level: float) -> bool:
        """Return whether a level far exceeds the usual one. False until it is known: an echo starts loud."""
        sudden = self._known >= KNOWN and is_sudden(level, self._usual)
        if self._phase is OverlapPhase.QUIET and not sudden:
            self._known += 1
            self._usual = min(self._usual, level) if self._known == 1 else self._usual
            self._usual += (level - self._usual) * (RISES if level > self._usual else FALLS)
        return sudden
