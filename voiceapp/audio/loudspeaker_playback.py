"""Plays replies in order through a loudspeaker, and always knows how much of each was heard.

One stream stays open while the app talks and plays silence in between, so that nothing waits for a device and no ending
is cut off. After some seconds without a sound it is closed, because a listening app is silent for most of the day. It
is reopened when somebody starts to speak, well before the answer. What was heard is counted in samples that the
callback handed out, each from the time at which the card says that it leaves the speaker.
"""

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np

from voiceapp.audio.card_buffer import CardBuffer
from voiceapp.audio.devices import Devices, OpenTarget
from voiceapp.audio.echo import FarEnd
from voiceapp.audio.jitter_buffer import JitterBuffer, PlayedPart
from voiceapp.audio.levels import decibels_of
from voiceapp.audio.portaudio import CallbackTime, SoundError, Stream, open_output
from voiceapp.audio.reply_sound import Block
from voiceapp.audio.resample import Resampler, to_float, to_pcm
from voiceapp.audio.stream_keeper import Heartbeat, StreamKeeper
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Event, PlaybackEnded, PlaybackStopped, Played, ReplyId, SpeakerChanged
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence

log = logging.getLogger(__name__)

BLOCK_MS = 10
RATES = (WIRE.rate, 48_000, 44_100)
REPORT_EVERY = 0.05
SETTLED = 100
"""Blocks after which a stream has started."""
REST = 200
"""Blocks of silence after which the canceller needs no record of what was played (two seconds)."""
SLEEP = 500
"""Blocks of silence after which the device is released (five seconds)."""
LATENCY_VARIABLE = "VOICEAPP_OUTPUT_LATENCY"
"""Seconds; overrides what the app finds by itself."""


@dataclass(frozen=True, slots=True)
class _Leaving:
    """Describes samples of a reply on their way to the speaker."""

    part: PlayedPart
    at: float
    """When the last of them has left it, by the monotonic clock."""
    pcm: bytes
    """The block that they are in, kept so that loudness is computed only for blocks that are reported."""


class LoudspeakerPlayback:
    """Implements `core.ports.Loudspeaker`. `on_playback` gets what was heard, and changes of the device, on threads of
    our own; next stop: `Session.tell`.
    """

    def __init__(
        self,
        on_playback: Callable[[Event], None],
        far_end: FarEnd,
        to_session_time: Callable[[float], float],
    ) -> None:
        self._on_playback = on_playback
        self._far_end = far_end
        self._to_session_time = to_session_time
        self._buffer = JitterBuffer()
        self._chimes: deque[Block] = deque()
        self._chimed_until = -inf
        self._hushed = False
        """Session time."""
        self._leaving: deque[_Leaving] = deque()
        self._news = threading.Condition()
        self._stopped: list[tuple[ReplyId, int]] = []
        self._end = False
        self._silent = 0
        """Blocks since something was played."""
        self._name: str | None = None
        self._mute = False
        """True while there is no loudspeaker."""
        self.before_playing: Callable[[ReplyId], None] = lambda _: None
        """Told of each piece before it is queued, so that what can wait gives way to it."""
        self._never_rests = False
        self._holding = CardBuffer()
        self._kept = StreamKeeper(
            Devices(output=True),
            self._open,
            self._changed,
            output=True,
            wants_anew=self._wants_other_latency,
            may_rest=self._may_rest,
        )
        self._reporter = threading.Thread(target=self._report, name="heard", daemon=True)
        self._reporter.start()

    # --- from the session; none of these waits

    def open(self, *, on: bool) -> None:
        """Open the device ahead of time, so that the first sound of a reply need not wait for it."""
        self._kept.want(on=on)

    def keep_open(self, *, on: bool) -> None:
        """While wanted it never rests."""
        self._never_rests = on
        if on:
            self._kept.rouse()

    def get_ready(self) -> None:
        self._silent = 0
        self._kept.rouse()

    def choose(self, name: str) -> None:
        self._kept.choose(name)

    def play(self, reply: ReplyId, pcm: bytes, *, paced: bool = False) -> None:
        """Next stop: the jitter buffer, from which the device's callback takes blocks."""
        self.before_playing(reply)
        self._kept.want(on=True)
        self._buffer.push(reply, pcm, paced=paced)
        self._drain_if_mute()

    def finish(self, reply: ReplyId) -> None:
        self._buffer.finish(reply)
        self._drain_if_mute()

    def turn(self, percent: int) -> None:
        """Set the volume. People hear loudness by ratios, so half the way is a quarter of the amplitude."""
        self._buffer.turn((min(max(percent, 0), 100) / 100) ** 2)

    def duck(self) -> None:
        self._buffer.duck(on=True)

    def unduck(self) -> None:
        self._buffer.duck(on=False)

    def pause(self) -> None:
        self._buffer.hold(on=True)

    def resume(self) -> None:
        self._buffer.hold(on=False)

    def stop(self) -> None:
        stopped = self._buffer.stop()
        with self._news:
            cut = {reply for reply, _ in stopped}
            self._leaving = deque(leaving for leaving in self._leaving if leaving.part.reply not in cut)
            self._stopped.extend(stopped)
            self._news.notify()

    def chime(self, pcm: bytes) -> None:
        if pcm:
            self._kept.want(on=True)
            self._chimes.append(np.frombuffer(pcm, "<i2").astype(np.int16))

    def hush_chimes(self) -> None:
        """Silence them at once, even one that is already sounding."""
        self._hushed = True

    @property
    def chimes_until(self) -> float:
        """The session time at which the last chime has left the speaker; infinite while one is still to be played."""
        return inf if self._chimes else self._chimed_until

    @property
    def is_mute(self) -> bool:
        """True while there is no loudspeaker: then what is played is discarded."""
        return self._mute

    @property
    def gaps(self) -> int:
        """Says how often a reply ran dry before its end."""
        return self._buffer.gaps

    def close(self) -> None:
        self._kept.close()
        with self._news:
            self._end = True
            self._news.notify()
        self._reporter.join(2)

    # --- the device's own thread

    def _open(self, target: OpenTarget, heart: Heartbeat) -> Stream:
        refused: SoundError | None = None
        for rate in RATES[:1] if target.server_name else RATES:
            try:
                return self._open_at(rate, target, heart)
            except SoundError as error:
                refused = refused or error
        assert refused is not None
        raise refused

    def _open_at(self, rate: int, target: OpenTarget, heart: Heartbeat) -> Stream:
        fixed = os.environ.get(LATENCY_VARIABLE, "")
        self._silent = 0
        settled = 0
        block = rate * BLOCK_MS // 1000
        resampler = Resampler(WIRE.rate, rate)

        def callback(out: memoryview, frames: int, times: CallbackTime, underflowed: bool) -> None:
            del frames
            nonlocal settled
            heart.beat()
            settled += 1
            # A stream is always late while it starts.
            self._holding.block(late=underflowed and settled > SETTLED)
            if not heart.live or self._rests():
                out[:] = bytes(len(out))
                return
            delay = times.outputBufferDacTime - times.currentTime
            out[:] = self._next_block(delay if 0.0 <= delay < 2.0 else 0.05, resampler, rate)

        return open_output(
            target.index,
            rate=rate,
            block=block,
            latency=float(fixed) if fixed else self._holding.latency,
            callback=callback,
            finished=heart.finish,
        )

    def _wants_other_latency(self) -> bool:
        """A machine too busy for so short a latency clicks; once it is less busy, it can use a shorter one again."""
        if os.environ.get(LATENCY_VARIABLE) or not self._buffer.idle or not self._holding.change():
            return False
        log.info("the card may hold %s s from now on", self._holding.latency)
        return True

    def _may_rest(self) -> bool:
        idle = self._buffer.idle and not self._chimes and not self._leaving
        return idle and self._silent > SLEEP and not self._never_rests

    def _rests(self) -> bool:
        """True if nothing has played for so long that the room is silent too, as for most of the day."""
        self._silent = self._silent + 1 if self._buffer.idle and not self._chimes else 0
        return self._silent > REST

    def _next_block(self, delay: float, resampler: Resampler, rate: int) -> bytes:
        block, parts = self._buffer.pull(WIRE.rate * BLOCK_MS // 1000)
        leaves_at = time.monotonic() + delay
        if self._hushed:
            self._chimes.clear()
            self._hushed = False
        if self._chimes:
            # Set this before taking it out, so that nobody who asks in between believes that it is over.
            self._chimed_until = self._to_session_time(leaves_at) + BLOCK_MS / 1000
            self._mix_chime(block)
        pcm = block.tobytes()
        self._far_end.played(pcm, self._to_session_time(leaves_at))
        if parts:
            with self._news:
                was_idle = not self._leaving
                for part in parts:
                    leaves_at += part.samples / WIRE.rate
                    self._leaving.append(_Leaving(part, leaves_at, pcm))
                if was_idle:
                    self._news.notify()
        return pcm if rate == WIRE.rate else to_pcm(resampler.resampled(to_float(pcm)))

    def _mix_chime(self, block: Block) -> None:
        chime = self._chimes[0]
        count = min(len(chime), len(block))
        mixed = block[:count].astype(np.int32) + chime[:count]
        block[:count] = mixed.clip(-32768, 32767).astype(np.int16)
        if count < len(chime):
            self._chimes[0] = chime[count:]
        else:
            self._chimes.popleft()

    def _changed(self, target: OpenTarget | None, failure: Failure | None) -> None:
        name = target.name if target else None
        if target is not None and name != self._name:
            self._far_end.speaker += 1
            if self._name is not None:
                failure = failure or Failure(
                    FailureKind.OTHER_DEVICE, Sentence("Now playing through {label}.", label=target.label)
                )
        self._name = name or self._name
        self._mute = name is None
        self._on_playback(SpeakerChanged(name, failure))
        self._drain_if_mute()

    def _drain_if_mute(self) -> None:
        """Discard everything: nothing can play here, and written answers must not wait for a loudspeaker."""
        if self._mute:
            now = time.monotonic()
            with self._news:
                self._leaving.extend(_Leaving(part, now, b"") for part in self._buffer.drain())
                self._news.notify()

    # --- what was heard: a thread that sleeps until something has left the speaker

    def _report(self) -> None:
        told_at = 0.0
        while True:
            with self._news:
                while not (self._end or self._stopped or self._leaving):
                    self._news.wait()
                if self._end:
                    return
                stopped, self._stopped = self._stopped, []
                now = time.monotonic()
                heard: dict[ReplyId, _Leaving] = {}
                ended: list[_Leaving] = []
                while self._leaving and self._leaving[0].at <= now:
                    leaving = self._leaving.popleft()
                    heard[leaving.part.reply] = leaving
                    if leaving.part.last:
                        ended.append(leaving)
                wait = max(0.0, self._leaving[0].at - now) if self._leaving else None
            for reply, samples in stopped:
                self._on_playback(PlaybackStopped(reply, samples * 1000 // WIRE.rate))
            for leaving in ended:
                self._on_playback(PlaybackEnded(leaving.part.reply, leaving.part.total * 1000 // WIRE.rate))
            for reply, leaving in heard.items():
                if not leaving.part.last:
                    self._on_playback(Played(reply, leaving.part.total * 1000 // WIRE.rate, decibels_of(leaving.pcm)))
            told_at = now
            if wait is not None and not stopped:
                with self._news:
                    if not self._stopped and not self._end:
                        self._news.wait(max(wait, REPORT_EVERY - (time.monotonic() - told_at)))
