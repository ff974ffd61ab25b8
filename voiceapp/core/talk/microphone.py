"""Tracks the microphone as the conversation knows it: wanted, muted, there, and whether it gives anything."""

from collections.abc import Callable

from voiceapp.core.messages import Command, Event, Listen, MicrophoneChanged, MuteSet, ShowLevels, TalkStarted

SILENCE = -120.0
VISIBLE = 1.5
"""dB by which a level must change to be shown: a meter that trembles in silence costs more than listening."""
DEAF_AFTER = 2.0
"""Seconds without a frame after which nothing listens, whatever the device says."""


class Microphone:
    """A frame is expected as long as it is on, not muted, and there."""

    def __init__(self, emit: Callable[[Command], None]) -> None:
        self._emit = emit
        self.on = False
        """The person wants to be listened to."""
        self.muted = False
        self.name: str | None = None
        """None: there is none."""
        self.deaf = False
        """It is there, and gives nothing."""
        self._last_frame: float | None = None
        """None: no frame is expected."""
        self._level = 0.0
        """As it was last shown."""

    @property
    def hears(self) -> bool:
        return self.on and not self.muted

    @property
    def as_told(self) -> tuple[Event, ...]:
        """Brings another one to where this one stands."""
        name = (MicrophoneChanged(self.name),) if self.name is not None else ()
        muted = (MuteSet(muted=True),) if self.muted else ()
        return (*name, *muted, *((TalkStarted(),) if self.on else ()))

    @property
    def deadline(self) -> float | None:
        return self._last_frame + DEAF_AFTER if self._last_frame is not None and self.hears else None

    def open(self, now: float) -> None:
        if not self.on:
            self.on = True
            self._last_frame = now
            self._emit(Listen(on=True))

    def close(self) -> bool:
        """False: it was not open."""
        if not self.on:
            return False
        self.on = False
        self._last_frame = None
        self._emit(Listen(on=False))
        return True

    def mute(self, now: float, *, muted: bool) -> None:
        self.muted = muted
        self._last_frame = now if self.on else None

    def changed(self, name: str | None, now: float) -> None:
        """Another one is used, or none is there."""
        if name is None:
            self._show(SILENCE)
        self.name = name
        self.deaf = False
        self._last_frame = now if self.on and name is not None else None

    def gave(self, level: float, now: float) -> None:
        """A frame came."""
        self._last_frame = now
        self.deaf = False
        if abs(level - self._level) >= VISIBLE:
            self._show(level)

    def went_deaf(self, now: float) -> bool:
        """Nothing came for too long: True once, when that is noticed."""
        due = self.deadline
        if due is None or now < due:
            return False
        self._last_frame = None
        self.deaf = True
        return True

    def _show(self, level: float) -> None:
        self._level = level
        self._emit(ShowLevels(microphone=level))
