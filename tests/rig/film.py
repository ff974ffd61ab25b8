"""Films a display, as somebody who sits in front of it sees it, with the sound that was heard meanwhile.

PyAV does it, which comes with the recogniser for this device. Where it is missing there is no film.
"""

import importlib.util
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tests.rig.display import Display
from tests.rig.patience import EVENT
from tests.rig.streams import RATE, RigError, Samples

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import InputContainer, OutputContainer

FRAMES_A_SECOND = 12
MILLISECONDS = Fraction(1, 1_000)
MICROSECONDS = Fraction(1, 1_000_000)
SHRUNK = 1000
"""The width of the moving picture."""
SHOWN_EVERY = 0.4
"""Seconds of the film between two frames of the moving picture."""
FASTER = 2.5
SOUND_PIECE = 1024


def can_film() -> bool:
    return importlib.util.find_spec("av") is not None


class Film:
    """Frames that are grabbed by a thread of its own, and encoded as they come."""

    def __init__(self, display: Display, path: Path) -> None:
        import av

        self.path = path
        self.began = 0.0
        """The clock (`time.monotonic`) at the first frame."""
        self.frames = 0
        self._silent = path.with_suffix(".silent.mkv")
        look = {"framerate": str(FRAMES_A_SECOND), "draw_mouse": "1"}
        self._grab = av.open(display.name, format="x11grab", options=look)
        self._over = threading.Event()
        self._arrived = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="film", daemon=True)
        self._thread.start()
        self.wait_for_frames(1)

    def wait_for_frames(self, count: int) -> None:
        with self._arrived:
            if not self._arrived.wait_for(lambda: self.frames >= count, EVENT):
                raise RigError("The display cannot be filmed.")

    def _run(self) -> None:
        import av

        with self._grab as grab, av.open(self._silent, "w") as out:
            self._encode(grab, out)

    def _encode(self, grab: "InputContainer", out: "OutputContainer") -> None:
        from av.video.frame import PictureType

        seen = grab.streams.video[0]
        stream = out.add_stream("libx264", rate=FRAMES_A_SECOND, options={"preset": "veryfast", "crf": "22", "bf": "0"})
        stream.width, stream.height, stream.pix_fmt = seen.width, seen.height, "yuv420p"
        stream.codec_context.time_base = MILLISECONDS
        first: int | None = None
        for frame in grab.decode(seen):
            if first is None:
                first, self.began = frame.pts or 0, time.monotonic()
            picture = frame.reformat(format="yuv420p")
            picture.pict_type = PictureType.NONE  # as it comes each is a whole one, and would be encoded as such
            picture.pts, picture.time_base = (frame.pts or 0) - first, MICROSECONDS
            out.mux(stream.encode(picture))
            with self._arrived:
                self.frames += 1
                self._arrived.notify_all()
            if self._over.is_set():
                break
        out.mux(stream.encode(None))

    def stop(self) -> None:
        self._over.set()
        self._thread.join(EVENT)

    def write(self, sound: Samples, began: float) -> Path:
        """The film with its sound. `began`: the clock at its first sample."""
        import av

        with av.open(self._silent) as silent, av.open(self.path, "w") as out:
            pictures = out.add_stream_from_template(silent.streams.video[0])
            voice = out.add_stream("aac", rate=RATE, layout="mono")
            for packet in silent.demux(video=0):
                if packet.size:
                    packet.stream = pictures
                    out.mux(packet)
            placed = in_step(sound, began - self.began)
            for at in range(0, len(placed), SOUND_PIECE):
                piece = placed[at : at + SOUND_PIECE].astype(np.int16)[None, :]
                frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="mono")
                frame.rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
                out.mux(voice.encode(frame))
            out.mux(voice.encode(None))
        self._silent.unlink()
        return self.path


def differs(frame: "VideoFrame", other: "VideoFrame") -> bool:
    """In more of it than a mouse takes."""
    return bool(np.mean(frame.to_ndarray(format="gray") != other.to_ndarray(format="gray")) > 0.1)


def in_step(sound: Samples, late: float) -> Samples:
    """The sound from the first frame on, where it began so many seconds later, or earlier."""
    samples = round(late * RATE)
    return np.concatenate([np.zeros(samples, np.int16), sound]) if samples > 0 else sound[-samples:]


@contextmanager
def filming(display: Display, path: Path) -> Generator[Film]:
    """Film the display. Afterwards `write` makes the film of it."""
    film = Film(display, path)
    try:
        yield film
    finally:
        film.stop()


def moving_picture(film: Path, path: Path) -> Path:
    """A small silent picture that moves, made of the film: it goes by faster, and begins when something comes."""
    import av

    shown = small_frames(film)
    begins = next((number for number, (_, frame) in enumerate(shown) if differs(frame, shown[0][1])), 0)
    with av.open(path, "w", format="webp", options={"loop": "0"}) as out:
        stream = out.add_stream("libwebp_anim", rate=30, options={"quality": "70", "compression_level": "5"})
        stream.width, stream.height, stream.pix_fmt = shown[0][1].width, shown[0][1].height, "yuv420p"
        stream.codec_context.time_base = MILLISECONDS
        for at, frame in shown[begins:]:
            frame.pts, frame.time_base = round((at - shown[begins][0]) / FASTER * 1000), MILLISECONDS
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def small_frames(film: Path) -> "list[tuple[float, VideoFrame]]":
    """Some of them, each with its time."""
    import av

    found: list[tuple[float, VideoFrame]] = []
    with av.open(film) as shown:
        seen = shown.streams.video[0]
        for frame in shown.decode(seen):
            at = frame.time or 0.0
            if not found or at >= found[-1][0] + SHOWN_EVERY:
                height = seen.height * SHRUNK // seen.width // 2 * 2
                found.append((at, frame.reformat(SHRUNK, height, "yuv420p", interpolation="AREA")))
    return found
