"""Keeps a sound stream open while it is wanted, whatever happens to the devices.

Its own thread opens the stream, and reopens it when the callbacks stop, the device is unplugged, the chosen one comes
back or the system's default changes. An opening or closing that hangs (as with a suspended device) is left behind on a
thread that nobody waits for.

An idle device may rest, because an open stream wakes the processor a hundred times a second and keeps a sound card from
sleeping. Wanting it again wakes it.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from voiceapp.audio.device_opening import DeviceOpener
from voiceapp.audio.devices import Devices, DeviceWatch, OpenTarget, select
from voiceapp.audio.portaudio import SoundError, Stream, close_stream, no_answer
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence

log = logging.getLogger(__name__)

TRIES = 2
"""Tries before a device that does not answer is given up."""
STALE = 0.6
"""Seconds without a callback after which a stream is dead."""
LOOK = 0.2
AGAIN = 1.0
"""Seconds between two tries to open when there was nothing to open."""
POLL = 2.0
"""Seconds between two looks at the devices if nothing reports changes."""

DOUBT = 10.0
"""Seconds between two checks whether the chosen device is back, in case nobody has reported it."""

Open = Callable[[OpenTarget, "Heartbeat"], Stream]
Changed = Callable[[OpenTarget | None, Failure | None], None]


class Heartbeat:
    """Records that one stream is alive. Its callback beats it; an old stream's beats say nothing about the new one."""

    def __init__(self) -> None:
        self.last = time.monotonic()
        self.finished = False
        self.live = True
        """False once the sound of this stream is no longer wanted."""

    def beat(self) -> None:
        self.last = time.monotonic()

    def finish(self) -> None:
        self.finished = True

    @property
    def dead(self) -> bool:
        return self.finished or time.monotonic() - self.last > STALE


@dataclass(slots=True)
class _Running:
    stream: Stream
    target: OpenTarget
    heart: Heartbeat
    wanted: OpenTarget
    """The device that should be open and could not be opened."""


class StreamKeeper:
    def __init__(
        self,
        devices: Devices,
        opener: Open,
        changed: Changed,
        *,
        output: bool,
        wants_anew: Callable[[], bool] = lambda: False,
        may_rest: Callable[[], bool] = lambda: False,
    ) -> None:
        """Asks now and then, while the stream works, whether another would be better (`wants_anew`), and whether none
        is needed until it is wanted again (`may_rest`).
        """
        self._devices = devices
        self._open = opener
        self._changed = changed
        self._output = output
        self._wants_anew = wants_anew
        self._may_rest = may_rest
        self._wake = threading.Event()
        self._look_again = threading.Event()
        self._wanted = False
        self._roused = False
        """Wanted again since the last check."""
        self._resting = False
        self._choice = ""
        self._end = False
        self._running: _Running | None = None
        self._told: tuple[str | None, Sentence | None] = (None, None)
        self._last_try = 0.0
        self._last_look = 0.0
        self._signs = ""
        """The fingerprint of the sound cards at the last opening."""
        self._idle = threading.Event()
        self._idle.set()
        self._opener = DeviceOpener()
        self._watch = DeviceWatch(self._devices_changed)
        self._thread = threading.Thread(target=self._live, name="speaker" if output else "microphone", daemon=True)
        self._thread.start()

    # --- any thread

    def want(self, *, on: bool) -> None:
        # Set first, then check. A rest that starts at this moment checks in the other order, so one of the two notices.
        self._roused = self._roused or on
        if on and self._wanted and not self._resting:
            return
        self._wanted = on
        self._wake.set()

    def rouse(self) -> None:
        """End the rest, if the stream is wanted at all."""
        if self._wanted:
            self.want(on=True)

    def choose(self, name: str) -> None:
        """Use the device of this name; empty: the system's default."""
        self._choice = name
        self._look_again.set()
        self._wake.set()

    def close(self, patience: float = 3.0) -> None:
        """Release the device and end the thread."""
        self._end = True
        self._wanted = False
        self._wake.set()
        self._thread.join(patience)

    # --- the thread

    def _devices_changed(self) -> None:
        self._look_again.set()
        self._wake.set()

    def _live(self) -> None:
        while not self._end:
            try:
                self._look_after()
            except SoundError as error:
                self._report(None, error.failure)
            except Exception:  # the thread's edge: a device must not take the ears with it
                log.exception("looking after a sound device failed")
            busy = (self._wanted and not self._resting) or self._running is not None
            self._wake.wait(LOOK if busy else None)
            self._wake.clear()
        self._release()
        self._watch.stop()

    def _look_after(self) -> None:
        if not self._wanted:
            self._release()
            self._told = (None, None)
            self._resting = False
            return
        if self._roused:
            self._roused = self._resting = False
        elif self._resting:
            return
        if not self._watch.watching:
            self._watch.start()
        running = self._running
        if running is not None and running.heart.dead:
            log.info("a sound device stopped by itself; opening again")
            self._release()
            running = None
        anew = running is not None and self._wants_anew()
        if anew:
            self._release()
            running = None
        due = anew or self._look_again.is_set() or time.monotonic() - self._last_look > self._pause(running)
        if running is not None and due:
            self._look_again.clear()
            self._last_look = time.monotonic()
            if self._target() != running.wanted or self._may_be_back(running):
                self._release()
                running = None
            elif running.target != running.wanted:
                self._try_back(running)
        if running is not None and self._may_rest():
            self._resting = True
            if not self._roused:
                self._release()
                return
        if running is None and (due or time.monotonic() - self._last_try > AGAIN or self._last_try == 0.0):
            self._start()

    def _pause(self, running: _Running | None) -> float:
        """Seconds between two unprompted looks at the devices."""
        if not self._watch.sure:
            return POLL
        waits = running is not None and self._choice not in ("", running.target.name)
        return DOUBT if waits else inf

    def _may_be_back(self, running: _Running) -> bool:
        """True if a substitute is in use and the sound cards have changed. Finding out which they are interrupts the
        substitute for a twentieth of a second.
        """
        stands_in = self._choice not in ("", running.target.name) and not running.target.server_name
        return stands_in and self._devices.signs() != self._signs and self._devices.may_look()

    def _target(self) -> OpenTarget:
        """Returns what should be open. If that is nothing, nothing stays open, because a server moves a stream whose
        device is gone to whatever else it has, even the monitor of its own loudspeaker.
        """
        try:
            return self._devices.target(self._choice)
        except SoundError:
            self._release()
            raise

    def _start(self) -> None:
        self._last_try = self._last_look = time.monotonic()
        self._look_again.clear()
        self._signs = self._devices.signs()
        wanted = self._target()
        if self._choice not in ("", wanted.name) and not wanted.server_name:
            # It may have been plugged in after the app started, which cannot be seen while something else is open.
            self._devices.look_again()
            wanted = self._target()
        try:
            running = self._begin(wanted)
        except SoundError:
            spare = self._spare(wanted)
            if spare is None:
                raise
            running = self._begin(spare)
            running.wanted = self._target()
        self._go_on(running)

    def _begin(self, target: OpenTarget) -> _Running:
        for _ in range(TRIES):
            select(target, output=self._output)
            heart = Heartbeat()
            stream = self._opened(target, heart)
            if stream is not None:
                return _Running(stream, target, heart, target)
            # It vanished while being opened and may be back, as a plug makes contact more than once.
            target = self._target()
        raise no_answer(output=self._output)

    def _go_on(self, running: _Running) -> None:
        self._running = running
        running.heart.beat()
        self._last_try = 0.0
        self._report(running.target, None)

    def _spare(self, gone: OpenTarget) -> OpenTarget | None:
        """Chooses a substitute for a device that cannot be opened. A sound server does that by itself."""
        if gone.server_name:
            return None
        self._devices.look_again()
        found = self._target()
        if found != gone:
            return found
        spare = self._devices.target("")
        return spare if spare != gone else None

    def _try_back(self, running: _Running) -> None:
        """Keeps the substitute until the wanted device can be opened again, which nobody reports."""
        try:
            back = self._begin(running.wanted)
        except SoundError:
            return
        self._release()
        self._go_on(back)

    def _opened(self, target: OpenTarget, heart: Heartbeat) -> Stream | None:
        """None if it did not answer. A stream that still comes of this is not wanted any more."""
        stream = self._opener.open(lambda: self._open(target, heart), lambda: heart.finished)
        heart.live = stream is not None
        return stream

    def _report(self, target: OpenTarget | None, failure: Failure | None) -> None:
        """Reports each change once."""
        news = (target.name if target else None, failure.sentence if failure else None)
        if news != self._told:
            self._told = news
            self._changed(target, failure)

    def _release(self) -> None:
        running, self._running = self._running, None
        if running is None:
            return
        running.heart.live = False
        closer = threading.Thread(target=close_stream, args=(running.stream,), name="sound-closer", daemon=True)
        closer.start()
        closer.join(0.5)
