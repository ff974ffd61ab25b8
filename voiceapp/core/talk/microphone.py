"""Tracks the microphone as the conversation knows it: wanted, muted, present, and whether it delivers anything."""

from collections.abc import Callable

from voiceapp.core.messages import Command, Event, Listen, MicrophoneChanged, MuteSet, ShowLevels, TalkStarted

SILENCE = -120.0
VISIBLE = 1.5
"""The least change in dB that is shown, because a meter that trembles in silence costs more than listening."""
DEAF_AFTER = 2.0
"""Seconds without a frame after which the microphone counts as deaf, whatever the device says."""


class Microphone:
    """Expects frames as long as it is on, not muted, and present."""

    def __init__(self, emit: Callable[[Command], None]) -> None:
        self._emit = emit
        self.on = False
        """The person wants to be listened to."""
        self.muted = False
        self.asleep = False
        """Only the wake word is listened for."""
        self.name: str | None = None
        """None if there is no microphone."""
        self.opening = False
        """It was asked for, and nobody knows yet whether there is one."""
        self.deaf = False
        """It is present but delivers nothing."""
        self._last_frame: float | None = None
        """None if no frame is expected."""
        self._level = 0.0
        """The level that was last shown."""

    @property
    def hears(self) -> bool:
        return self.awake and not self.muted

    @property
    def awake(self) -> bool:
        return self.on and not self.asleep

    @property
    def as_told(self) -> tuple[Event, ...]:
        """Return the events that bring another instance to the same state."""
        name = (MicrophoneChanged(self.name),) if self.name is not None else ()
        muted = (MuteSet(muted=True),) if self.muted else ()
        return (*name, *muted, *((TalkStarted(asleep=self.asleep),) if self.on else ()))

    @property
    def deadline(self) -> float | None:
        expected = self.on and not self.muted
        return self._last_frame + DEAF_AFTER if self._last_frame is not None and expected else None

    def open(self, now: float) -> None:
        if not self.on:
            self.on = True
            self.opening = self.name is None
            self._last_frame = now
            self._emit(Listen(on=True))

    def close(self) -> bool:
        """Close it. Return False if it was not open."""
        if not self.on:
            return False
        self.on = self.opening = False
        self._last_frame = None
        self._emit(Listen(on=False))
        return True

    def mute(self, now: float, *, muted: bool) -> None:
        self.muted = muted
        self._last_frame = now if self.on else None

    def changed(self, name: str | None, now: float) -> None:
        """Note that another microphone is used, or that none is present."""
        if name is None:
            self._show(SILENCE)
        self.name = name
        self.deaf = self.opening = False
        self._last_frame = now if self.on and name is not None else None

    def gave(self, level: float, now: float) -> None:
        """Take note of a frame."""
        self._last_frame = now
        self.deaf = False
        if abs(level - self._level) >= VISIBLE:
            self._show(level)

    def went_deaf(self, now: float) -> bool:
        """Check whether nothing has come for too long. Return True once, when that is first noticed."""
        due = self.deadline
        if due is None or now < due:
            return False
        self._last_frame = None
        self.opening = False
        self.deaf = True
        return True

    def _show(self, level: float) -> None:
        self._level = level
        self._emit(ShowLevels(microphone=level))
