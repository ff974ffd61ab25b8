"""Speaking over a reply, counted in samples: how long until it is quieter on a machine that is never late.

Recorded first words, at each place of a frame at which they can begin, go block by block through what the microphone's
callback does, the front end, the judge and the jitter buffer. Added is what every loop has: 5 ms until the speaker's
next callback in the middle, and the two blocks that the card holds. What the plainest loop would need is counted alike.
"""

import statistics
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from unittest.mock import patch

import numpy as np

from benchmarks.barge_in import GATE, QUIETER, REPLY, VOICES, first_words
from tests.rig.signals import Samples, noise, silence
from tests.rig.soundcard import RATE
from voiceapp.audio import microphone_capture as ears_module
from voiceapp.audio.devices import OpenTarget
from voiceapp.audio.echo import FarEnd
from voiceapp.audio.frontend import FrontEndWishes, SoundForm
from voiceapp.audio.jitter_buffer import JitterBuffer
from voiceapp.audio.microphone_capture import MicrophoneCapture
from voiceapp.audio.stream_keeper import Heartbeat
from voiceapp.core.messages import Event, MicFrame, MicStirred, ReplyId
from voiceapp.core.talk.overlap import OverlapJudge, OverlapPhase
from voiceapp.core.wishes import BargeIn

BLOCK = RATE // 100
NEXT_CALLBACK, CARD = 0.005, 0.020
LEAD = 3.0
"""Seconds before the person speaks; the reply begins after the first."""
PLACES = range(0, 20, 2)
WINDOW = RATE // 1000
"""In which it is looked how loud the reply is."""
HOLDS = 10
SOUNDING = 500


def main() -> None:
    rows: dict[str, list[float]] = {"bare": [], "app": []}
    for name in VOICES:
        for late in PLACES:
            microphone, first = over_a_reply(first_words(name), late)
            for who, play in (("bare", bare), ("app", app)):
                rows[who].append(quieter_after(play(microphone), first))
    print(f"{'ms, median (most) of ' + str(len(rows['app'])):<28}{'bare':>18}{'voiceapp':>18}")
    shown = [f"{statistics.median(each):.0f} ({max(each):.0f})" for each in rows.values()]
    print(f"{f'{QUIETER:.0f} dB quieter after':<28}{shown[0]:>18}{shown[1]:>18}")


def over_a_reply(said: Samples, late: int) -> tuple[Samples, float]:
    """A room in which somebody begins to speak, and when that is."""
    lead = LEAD + late / 1000
    microphone = np.concatenate([noise(lead, RATE, level=0.001, seed=5), said[:RATE], silence(0.1, RATE)])
    return microphone, lead + int(np.flatnonzero(np.abs(said.astype(np.int32)) > SOUNDING)[0]) / RATE


def bare(microphone: Samples) -> Iterator[Samples]:
    """Blocks of the plain loop's speaker: it clears what it holds when a block is loud."""
    held = noise(8.0, RATE, level=REPLY, seed=77)[: len(microphone)].copy()
    for start in range(0, len(microphone) - BLOCK + 1, BLOCK):
        if np.abs(microphone[start : start + BLOCK].astype(np.int32)).max() > GATE:
            held[start:] = 0
        yield held[start : start + BLOCK]


class Here:
    """Stands in for the session's loop: what is handed over is done at once."""

    def call_soon_threadsafe(self, work: Callable[..., object], *arguments: object) -> None:
        work(*arguments)


def app(microphone: Samples) -> Iterator[Samples]:
    """The same of ours."""
    buffer, far_end, judge = JitterBuffer(), FarEnd(), OverlapJudge(BargeIn())
    now = [0.0]

    def tell(event: Event) -> None:
        match event:
            case MicFrame(_, _, speech, level):
                phase = judge.take_frame(speech, level)
                if phase is not None:
                    buffer.duck(on=phase not in (OverlapPhase.BACKCHANNEL, OverlapPhase.NOISE))
            case MicStirred(level):
                if judge.startles(level):
                    buffer.duck(on=True)
            case _:
                pass

    with _by_hand(tell, far_end, lambda: now[0]) as give:
        for number, start in enumerate(range(0, len(microphone) - BLOCK + 1, BLOCK)):
            now[0] = number / 100
            if number == 100:
                buffer.push(ReplyId("reply"), noise(8.0, RATE, level=REPLY, seed=77).tobytes())
            give(microphone[start : start + BLOCK].tobytes())
            block, _ = buffer.pull(BLOCK)
            far_end.played(block.tobytes(), now[0] + 0.01 + NEXT_CALLBACK + CARD)
            yield block


@contextmanager
def _by_hand(
    tell: Callable[[Event], None], far_end: FarEnd, now: Callable[[], float]
) -> Iterator[Callable[[bytes], None]]:
    """Ears whose blocks are given by hand, and which hand them over as they do to the session."""
    callbacks: list[Callable[..., None]] = []

    def opened(_: object, *, callback: Callable[..., None], **how: object) -> None:
        del how
        callbacks.append(callback)

    capture = MicrophoneCapture(Here(), tell, far_end, FrontEndWishes(), lambda _: now())  # type: ignore[arg-type]
    with patch.object(ears_module, "open_input", opened), closing(capture):
        capture._open_as(SoundForm(RATE), OpenTarget("by hand", None), Heartbeat())
        yield lambda block: callbacks[0](block, None, False)


def quieter_after(blocks: Iterator[Samples], first: float) -> float:
    """Milliseconds after the first sound, as the speaker gives it."""
    sound = np.concatenate(list(blocks)).astype(np.float64)
    windows = sound[: len(sound) // WINDOW * WINDOW].reshape(-1, WINDOW)
    levels = 10 * np.log10(np.mean(windows**2, axis=1) / 32768**2 + 1e-12)
    times = np.arange(len(levels)) * WINDOW / RATE + BLOCK / RATE + NEXT_CALLBACK + CARD
    usual = float(np.median(levels[(times > first - 1.0) & (times < first)]))
    quiet = (levels < usual - QUIETER) & (times > first)
    held = np.convolve(quiet, np.ones(HOLDS), "valid") >= HOLDS
    if not held.any():
        raise AssertionError("the reply did not grow quiet")
    return float(times[int(np.argmax(held))] - first) * 1000


if __name__ == "__main__":
    main()
