"""Makes replies out of sound that never ends: one begins with the first sound, and ends after a silence.

What the person has cut is not heard any more until the model falls silent: there is no way to cancel it. Where the sound
is on the session's time line follows from how much of it came.
"""

from collections.abc import Callable
from enum import Enum

from voiceapp.core.messages import (
    EngineEvent,
    Outcome,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySound,
    ReplySpoken,
    ReplyWords,
)
from voiceapp.core.pcm import WIRE, Milliseconds
from voiceapp.engines.live.input_clock import is_silent

AUDIBLE = 60
"""The largest sample of a frame in which the model says nothing. Its silence is all zeros but for a tick."""
ENDS_AFTER: Milliseconds = 800
"""Silence after which a reply is over: longer than between two sentences."""
UNMUTED_AFTER: Milliseconds = 500
"""Silence after which the model has given up what was cut."""
WORDS_WAIT: Milliseconds = 1_500
"""How long words wait for the sound that they belong to."""


class OutputPhase(Enum):
    SILENT = "silent"
    SPEAKING = "speaking"
    CUT = "cut"
    """The model goes on with what the person does not want to hear."""


class SpokenOutput:
    def __init__(self, add_event: Callable[[EngineEvent], None], new_reply: Callable[[], ReplyBegan]) -> None:
        """`new_reply` says what a reply is called that begins now, and what it answers."""
        self._add_event = add_event
        self._new_reply = new_reply
        self._phase = OutputPhase.SILENT
        self._reply: ReplyId | None = None
        self._came = 0
        """Bytes of sound since the session began."""
        self._began = 0
        """Of those, what came before this reply."""
        self._silence: Milliseconds = 0
        self._early: list[tuple[Milliseconds, str]] = []
        """Words whose sound has not come, with their places on the time line."""
        self._hushed = False
        self.spoken = True
        """Its sound is wanted."""

    # --- how it stands

    @property
    def position(self) -> Milliseconds:
        return WIRE.ms(self._came)

    @property
    def reply(self) -> ReplyId | None:
        """Return the reply that is being said."""
        return self._reply

    @property
    def began(self) -> Milliseconds:
        """Return where it began."""
        return WIRE.ms(self._began)

    @property
    def goes_on(self) -> bool:
        """Return whether the model is saying something, heard or not."""
        return self._phase is not OutputPhase.SILENT and self._silence < UNMUTED_AFTER

    # --- what comes

    def take_sound(self, pcm: bytes) -> None:
        silent = is_silent(pcm, AUDIBLE)
        self._silence = self._silence + WIRE.ms(len(pcm)) if silent else 0
        if self._phase is OutputPhase.CUT and not self._hushed and self._silence >= UNMUTED_AFTER:
            self._phase = OutputPhase.SILENT
        if self._phase is OutputPhase.SILENT and not silent:
            self._begin()
        self._came += len(pcm)
        if self._reply is not None:
            if self.spoken and pcm:
                self._add_event(ReplySound(self._reply, pcm))
            if self._silence >= ENDS_AFTER:
                self._end(Outcome.DONE)
        self._say_what_waited_too_long()

    def take_words(self, text: str, start: Milliseconds) -> None:
        if self._phase is OutputPhase.CUT:
            return
        if self._reply is None:
            self._early.append((start, text))
        else:
            self._add_event(ReplyWords(self._reply, text, self._within(start)))

    def _within(self, start: Milliseconds) -> Milliseconds:
        return max(0, start - self.began)

    def _begin(self) -> None:
        began = self._new_reply()
        self._reply, self._began, self._phase = began.reply, self._came, OutputPhase.SPEAKING
        self._add_event(began)
        self._say_early_words()

    def _say_early_words(self) -> None:
        early, self._early = self._early, []
        for start, text in early:
            self.take_words(text, start)

    def _say_what_waited_too_long(self) -> None:
        """Words that came after their reply, or without any sound, are a line of their own."""
        if self._early and self._reply is None and self.position - self._early[0][0] > WORDS_WAIT:
            self._begin()
            self._end(Outcome.DONE)

    def _end(self, outcome: Outcome) -> None:
        reply, self._reply = self._reply, None
        if reply is None:
            raise AssertionError("only what has begun can end")
        if outcome is Outcome.DONE:
            self._add_event(ReplySpoken(reply))
        self._add_event(ReplyEnded(reply, outcome))
        self._phase = OutputPhase.CUT if self._hushed else OutputPhase.SILENT

    # --- what the person wants

    def cut(self, reply: ReplyId) -> bool:
        """Give up a reply. Return whether the model has to be told, because it goes on with it."""
        if reply != self._reply:
            return False
        goes_on = self.goes_on
        self._early.clear()
        self._end(Outcome.CUT)
        if goes_on:
            self._phase = OutputPhase.CUT
        return goes_on

    def hush(self, *, on: bool) -> None:
        """Let nothing be heard while a key is held, nor what was begun meanwhile."""
        self._hushed = on
        if on and self._phase is OutputPhase.SILENT:
            self._phase, self._silence = OutputPhase.CUT, 0
