"""Keeps a microphone open while it is wanted, and hands its cleaned sound to the session.

The callback copies a block and hands it to the session's loop, where the front end runs. A separate thread opens,
closes and watches the device (`kept_open`).

Waking the loop costs far more than processing a frame. While nobody speaks and the room stays quiet, frames are handed
over a few at a time; the first louder one is handed over at once.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable

from voiceapp.audio.devices import Devices, OpenTarget
from voiceapp.audio.echo import FarEnd
from voiceapp.audio.frontend import FrontEnd, FrontEndWishes, SoundForm, peak
from voiceapp.audio.portaudio import CallbackTime, SoundError, Stream, open_input
from voiceapp.audio.stream_keeper import Heartbeat, StreamKeeper
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Event, MicFrame, MicrophoneChanged, MicStirred
from voiceapp.core.pcm import FRAME_MS, WIRE
from voiceapp.core.sentence import Sentence

RATES = (WIRE.rate, 48_000, 44_100, 32_000, 16_000)
"""Tried in this order: a sound server converts to the first, and bare hardware has one of the others."""
FORMS = tuple(
    SoundForm(rate, channels, sample) for sample in ("int16", "float32") for channels in (1, 2) for rate in RATES
)
BLOCK_MS = 10
BLOCKS = FRAME_MS // BLOCK_MS
GATHERED = 4
"""Frames handed over together in a quiet room."""
LATENCY = 0.02
"""Seconds that the card may hold. Frames come as soon as with half of this, for two thirds of the work."""


class MicrophoneCapture:
    """Passes each MicFrame and MicStirred to `on_mic_event` in the session's loop, and MicrophoneChanged on any thread.
    A MicFrame goes on to `MicrophoneSharing`, which says whose it is, and then to `Session.tell`.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        on_mic_event: Callable[[Event], None],
        far_end: FarEnd,
        wishes: FrontEndWishes,
        to_session_time: Callable[[float], float],
    ) -> None:
        self._loop = loop
        self._on_mic_event = on_mic_event
        self._to_session_time = to_session_time
        self._front_end = FrontEnd(wishes, far_end, self._on_trouble, self._on_stir)
        self._name: str | None = None
        self._form = SoundForm(WIRE.rate)
        self._kept = StreamKeeper(Devices(output=False), self._open, self._changed, output=False)

    # --- from the session

    def listen(self, *, on: bool) -> None:
        self._kept.want(on=on)

    def choose(self, name: str) -> None:
        self._kept.choose(name)

    def change(self, wishes: FrontEndWishes) -> None:
        """May be called from any thread. Once the loop has ended, there is nothing left to change."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._front_end.change, wishes)

    def close(self) -> None:
        self._kept.close()

    # --- the device's own thread

    def _open(self, target: OpenTarget, heart: Heartbeat) -> Stream:
        refused: SoundError | None = None
        preferred = [self._form, *(form for form in FORMS if form != self._form)]
        # A sound server offers every form. If it offers none, the device is gone, and trying further has crashed
        # libraries.
        for form in FORMS[:1] if target.server_name else preferred:
            if not heart.live:
                break
            try:
                stream = self._open_as(form, target, heart)
            except SoundError as error:
                refused = refused or error
                continue
            self._form = form
            return stream
        raise refused or SoundError(Failure(FailureKind.NO_SOUND, Sentence("The microphone can't be opened.")))

    def _open_as(self, form: SoundForm, target: OpenTarget, heart: Heartbeat) -> Stream:
        begun = False
        gathered: list[bytes] = []
        ahead = 0
        """Blocks of the next frame that were already handed over."""

        def callback(block: bytes, times: CallbackTime, overflowed: bool) -> None:
            del times, overflowed
            nonlocal begun, ahead
            heart.beat()
            gathered.append(block)
            if (ahead + len(gathered)) % BLOCKS:
                # Before a frame is whole, waking the loop is normally wasted; but a reply that plays should be ducked
                # as soon as somebody is heard.
                stir = self._front_end.stir
                if stir is None or peak((block,), form) <= stir:
                    return
            elif not ahead:
                hush = self._front_end.hush
                if hush is not None and len(gathered) < GATHERED * BLOCKS and peak(gathered[-BLOCKS:], form) <= hush:
                    return
            arrived = time.monotonic()
            whole = b"".join(gathered)
            length = len(gathered) * BLOCK_MS / 1000
            ahead = (ahead + len(gathered)) % BLOCKS
            gathered.clear()
            with contextlib.suppress(RuntimeError):
                if not begun:
                    begun = True
                    self._loop.call_soon_threadsafe(self._front_end.begin, form)
                self._loop.call_soon_threadsafe(self._clean_block, whole, arrived - length, heart)

        return open_input(
            target.index,
            rate=form.rate,
            channels=form.channels,
            sample=form.sample,
            block=form.rate * BLOCK_MS // 1000,
            latency=LATENCY,
            callback=callback,
            finished=heart.finish,
        )

    def _changed(self, target: OpenTarget | None, failure: Failure | None) -> None:
        name = target.name if target else None
        was, self._name = self._name, name or self._name
        if failure is None and target is not None and was is not None and was != name:
            failure = Failure(FailureKind.OTHER_DEVICE, Sentence("Now listening through {label}.", label=target.label))
        self._on_mic_event(MicrophoneChanged(name, failure))

    # --- the session's loop

    def _clean_block(self, block: bytes, began: float, heart: Heartbeat) -> None:
        """Processes the device's blocks in the session's loop. Next stop: `FrontEnd.mic_frames`, and back here."""
        if not heart.live:
            return
        # On many systems the card's own capture time is unreliable; the arrival time minus the length is not.
        for mic_frame in self._front_end.mic_frames(block, self._to_session_time(began)):
            self._on_mic_event(mic_frame)

    def _on_stir(self, level: float) -> None:
        self._on_mic_event(MicStirred(level))

    def _on_trouble(self, sentence: Sentence) -> None:
        self._on_mic_event(MicrophoneChanged(self._name, Failure(FailureKind.NO_SOUND, sentence)))


__all__ = ["MicFrame", "MicrophoneCapture"]
