"""Decides when a talk listens if it has a wake word: it sleeps until somebody says the word or presses the key.

Asleep, the microphone's frames go to whatever spots the word, on this device or at the server that the person chose for it,
and nowhere else: nothing is recorded or stored. A moment of them is kept in memory, because the word is recognised only after its end, and by then the
person may have gone on. What they said after it becomes part of what they say next.
"""

from collections import deque
from collections.abc import Callable
from enum import Enum
from typing import assert_never

from voiceapp.core.messages import (
    Chime,
    Command,
    EngineEvent,
    MicFrame,
    PlayChime,
    ReadyWakeWord,
    ShowFailure,
    SpotWakeWord,
    TurnWords,
    WakeEvent,
    WakeWordHeard,
    WakeWordReady,
)
from voiceapp.core.pcm import FRAME_MS
from voiceapp.core.talk.link_state import LinkKeeper
from voiceapp.core.talk.microphone import Microphone
from voiceapp.core.talk.replies import Replies
from voiceapp.core.talk.user_side import UserSide
from voiceapp.core.text.farewells import says_goodbye
from voiceapp.core.transitions import Transitions
from voiceapp.core.wishes import TalkWishes

UNANSWERED = 10.0
"""Seconds after the wake word in which nobody speaks, after which it sleeps again: perhaps nobody said the word."""
RECOGNISED_AFTER = 200
"""Milliseconds from the end of the word until it is recognised, nearly at most (docs/decisions/wake-word.md)."""
WORD_LINGERS = 0.1
"""Seconds after that in which a voice may still be the word's own, as a detector of voices hears it a little longer."""
KEPT = 1_000 // FRAME_MS
"""Frames that are kept while asleep: more than pass between the end of the word and the news of it."""


class WakePhase(Enum):
    """Names what a wake word makes of a talk."""

    OFF = "off"
    """There is no talk, or none that waits for a word."""
    AWAKE = "awake"
    """Whatever is said belongs to the talk."""
    ASLEEP = "asleep"
    """Only the wake word is listened for."""


class WakeMove(Enum):
    """Names what moves it."""

    BEGAN = "began"
    """A talk began, or was given a wake word."""
    FELL_ASLEEP = "fell_asleep"
    """Nobody spoke for a while, or the person said goodbye."""
    WOKE = "woke"
    """The word was heard, or the person pressed the key."""
    ENDED = "ended"
    """The talk ended, or does without the word from here on."""


WAKE_TRANSITIONS = Transitions[WakePhase, WakeMove](
    "Wake word",
    WakePhase.OFF,
    {
        WakePhase.OFF: {WakeMove.BEGAN: WakePhase.AWAKE},
        WakePhase.AWAKE: {WakeMove.FELL_ASLEEP: WakePhase.ASLEEP, WakeMove.ENDED: WakePhase.OFF},
        WakePhase.ASLEEP: {WakeMove.WOKE: WakePhase.AWAKE, WakeMove.ENDED: WakePhase.OFF},
    },
)


class Wake:
    def __init__(
        self,
        emit: Callable[[Command], None],
        wishes: TalkWishes,
        microphone: Microphone,
        user_side: UserSide,
        link: LinkKeeper,
        replies: Replies,
    ) -> None:
        self._emit = emit
        self._wishes = wishes
        self._microphone = microphone
        self._user_side = user_side
        self._link = link
        self._replies = replies
        self._phase = WAKE_TRANSITIONS.first
        self._ready: str = ""
        """The word that is listened for."""
        self._quiet_since: float | None = None
        self._called = False
        """The word woke it, and nobody has spoken since."""
        self._dismissed = False
        """The person's last words said goodbye."""
        self._word_until = 0.0
        """The time up to which a voice may be the word's own."""
        self._before: deque[MicFrame] = deque(maxlen=KEPT)
        self.phrase = ""
        """What the person has to say. Empty: unknown, or nothing can hear it."""

    @property
    def deadline(self) -> float | None:
        return None if self._quiet_since is None else self._quiet_since + self._patience

    @property
    def _patience(self) -> float:
        usual = 0.0 if self._dismissed else self._wishes.wake.sleep_after
        return min(usual, UNANSWERED) if self._called else usual

    def change(self, wishes: TalkWishes) -> None:
        self._wishes = wishes

    # --- what happens

    def started(self, now: float, *, asleep: bool) -> None:
        """Listen, because the person wants to speak, or go on sleeping as before a break."""
        self._settle()
        if self._phase is WakePhase.ASLEEP and not asleep:
            self._wake_up()
        elif self._phase is WakePhase.AWAKE and asleep:
            self._fall_asleep(now)

    def mute(self, now: float, *, muted: bool) -> None:
        opened = self._microphone.muted and not muted
        self._user_side.mute(now, muted=muted)
        if opened and self._phase is WakePhase.ASLEEP:
            self._wake_up()  # whoever opens the microphone wants to be heard

    def take_mic_frame(self, frame: MicFrame, now: float) -> None:
        if self._phase is not WakePhase.ASLEEP:
            self._hear(frame, now)
        elif not self._microphone.muted:
            self._microphone.gave(frame.level, now)
            self._before.append(frame)
            self._emit(SpotWakeWord(frame.pcm, frame.at))

    def on_event(self, event: WakeEvent, now: float) -> None:
        match event:
            case WakeWordReady(phrase, failure):
                self.phrase = phrase
                if failure is not None:
                    self._emit(ShowFailure(failure, stays=True))
            case WakeWordHeard(at):
                if self._phase is WakePhase.ASLEEP and not self._microphone.muted:
                    self._answer_call(at, now)
            case _:
                assert_never(event)

    def on_said(self, said: EngineEvent) -> None:
        """Note whether all that the person said last was goodbye."""
        if isinstance(said, TurnWords) and said.final:
            self._dismissed = self._phase is WakePhase.AWAKE and says_goodbye(said.text)

    def follow_up(self, now: float, *, quiet: bool) -> None:
        """Sleep once it has been quiet long enough. `quiet`: nobody is speaking, and no answer is awaited."""
        self._settle()
        if self._phase is not WakePhase.AWAKE or not quiet:
            self._called = self._called and quiet
            self._quiet_since = None
        elif self._quiet_since is None:
            self._quiet_since = now
        elif now >= self._quiet_since + self._patience:
            self._fall_asleep(now)

    # --- what follows

    def _settle(self) -> None:
        """Begin or end, as the talk and the wishes have it."""
        wanted = self._microphone.on and not self._wishes.turn_taking.by_key
        word = self._wishes.wake.word if wanted else ""
        if word != self._ready:
            self._ready, self.phrase = word, ""
            self._emit(ReadyWakeWord(word))
        if word and self._phase is WakePhase.OFF:
            self._move(WakeMove.BEGAN)
        elif not word and self._phase is not WakePhase.OFF:
            was_asleep = self._phase is WakePhase.ASLEEP
            self._move(WakeMove.ENDED)
            if was_asleep and self._microphone.on:
                self._expect_speech()

    def _fall_asleep(self, now: float) -> None:
        self._user_side.break_off(now)
        self._called = False
        self._quiet_since = None
        self._move(WakeMove.FELL_ASLEEP)

    def _answer_call(self, at: float, now: float) -> None:
        """Show and tell that the word was heard, and hear what was said right after it."""
        begins = at - RECOGNISED_AFTER / 1000
        said = [frame for frame in self._before if frame.at > begins]
        self._wake_up()
        self._called = True
        self._emit(PlayChime(Chime.START))
        if self._replies.audible:
            self._user_side.take_floor(now)
        self._word_until = at + WORD_LINGERS
        for frame in said:
            self._hear(frame, now)

    def _hear(self, frame: MicFrame, now: float) -> None:
        """Only a voice that goes on after the word says something. What is left of the word itself does not."""
        is_word = self._called and frame.at <= self._word_until
        self._user_side.take_mic_frame(frame.changed(speech=0.0) if is_word else frame, now)

    def _wake_up(self) -> None:
        self._move(WakeMove.WOKE)
        self._expect_speech()

    def _expect_speech(self) -> None:
        self._user_side.expect_pauses()
        self._link.try_now()

    def _move(self, move: WakeMove) -> None:
        self._phase = WAKE_TRANSITIONS.after(self._phase, move)
        self._microphone.asleep = self._phase is WakePhase.ASLEEP
        self._dismissed = False
        self._before.clear()
