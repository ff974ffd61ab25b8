"""Keeps a sound stream open while it is wanted, whatever happens to the devices.

A thread of its own looks after it: it opens, notices when the callbacks stop, when the device is
pulled out, when the chosen one comes back or the system's default changes, and opens again. A close
or an opening that hangs (a suspended device does that) is left behind on a thread that nobody waits for.

A device that has nothing to do may rest: an open stream wakes the processor a hundred times a second
and keeps a sound card from sleeping. Whoever wants it again wakes it.
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
"""Of a device that does not answer."""
STALE = 0.6
"""Seconds without a callback after which a stream is dead."""
LOOK = 0.2
AGAIN = 1.0
"""Seconds between two tries to open when there was nothing to open."""
POLL = 2.0
"""Seconds between two looks at the devices where nothing tells of changes."""

DOUBT = 10.0
"""Seconds between two looks whether the chosen device is back, should nobody have told of it."""

Open = Callable[[OpenTarget, "Heartbeat"], Stream]
Changed = Callable[[OpenTarget | None, Failure | None], None]


class Heartbeat:
    """One stream's sign of life. Its callback beats it; an old stream's beats say nothing of the new one."""

    def __init__(self) -> None:
        self.last = time.monotonic()
        self.finished = False
        self.live = True
        """False: what still comes from this stream is not wanted."""

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
    """What should be open, and could not be."""


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
        """Asked now and then, while the stream works: `wants_anew`, would another one be better, and `may_rest`,
        is none needed until it is wanted again.
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
        """Wanted once more, since last looked at."""
        self._resting = False
        self._choice = ""
        self._end = False
        self._running: _Running | None = None
        self._told: tuple[str | None, Sentence | None] = (None, None)
        self._last_try = 0.0
        self._last_look = 0.0
        self._signs = ""
        """Of the sound cards that there were when something was opened."""
        self._idle = threading.Event()
        self._idle.set()
        self._opener = DeviceOpener()
        self._watch = DeviceWatch(self._devices_changed)
        self._thread = threading.Thread(target=self._live, name="speaker" if output else "microphone", daemon=True)
        self._thread.start()

    # --- any thread

    def want(self, *, on: bool) -> None:
        # First said, then looked: a rest that begins this moment looks in the other order, and one of us sees it.
        self._roused = self._roused or on
        if on and self._wanted and not self._resting:
            return
        self._wanted = on
        self._wake.set()

    def rouse(self) -> None:
        """No rest now, if it is wanted at all."""
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
        """Seconds between two looks at the devices that nobody asked for."""
        if not self._watch.sure:
            return POLL
        waits = running is not None and self._choice not in ("", running.target.name)
        return DOUBT if waits else inf

    def _may_be_back(self, running: _Running) -> bool:
        """Another one stands in for the chosen device, and there are other cards than before. To look who they are
        costs what stands in a twentieth of a second.
        """
        stands_in = self._choice not in ("", running.target.name) and not running.target.server_name
        return stands_in and self._devices.signs() != self._signs and self._devices.may_look()

    def _target(self) -> OpenTarget:
        """Returns what should be open. Where that is nothing, nothing stays open: a server moves a stream whose device
        is gone to whatever else it has, were it the sound of its own loudspeaker.
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
            # Perhaps it came after the app. While something else is open that cannot be known.
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
            # It went while it was opened, and may be back: a plug makes contact more than once.
            target = self._target()
        raise no_answer(output=self._output)

    def _go_on(self, running: _Running) -> None:
        self._running = running
        running.heart.beat()
        self._last_try = 0.0
        self._report(running.target, None)

    def _spare(self, gone: OpenTarget) -> OpenTarget | None:
        """Chooses what to open instead of a device that is not to be opened. A sound server has found it already."""
        if gone.server_name:
            return None
        self._devices.look_again()
        found = self._target()
        if found != gone:
            return found
        spare = self._devices.target("")
        return spare if spare != gone else None

    def _try_back(self, running: _Running) -> None:
        """What stands in goes on until the wanted device can be opened again: nobody tells when."""
        try:
            back = self._begin(running.wanted)
        except SoundError:
            return
        self._release()
        self._go_on(back)

    def _opened(self, target: OpenTarget, heart: Heartbeat) -> Stream | None:
        """None: it did not answer. What comes of that stream is not wanted any more."""
        stream = self._opener.open(lambda: self._open(target, heart), lambda: heart.finished)
        heart.live = stream is not None
        return stream

    def _report(self, target: OpenTarget | None, failure: Failure | None) -> None:
        """Once for each change."""
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
