"""Writes sound files of the kinds that only FFmpeg's libraries read, for tests."""

from pathlib import Path
from typing import Any, cast

import av
import numpy as np
import numpy.typing as npt

CODECS = {
    ".m4a": "aac",
    ".mp4": "aac",
    ".mov": "aac",
    ".mkv": "libopus",
    ".webm": "libopus",
    ".opus": "libopus",
    ".mp3": "mp3",
}
PIECE = 1024


def write(path: Path, samples: npt.NDArray[np.int16], rate: int) -> Path:
    """`samples`: one row for each channel."""
    layout = "mono" if len(samples) == 1 else "stereo"
    with cast("Any", av).open(str(path), "w") as container:
        stream = container.add_stream(CODECS[path.suffix], rate=48_000, layout=layout)
        resampler = av.AudioResampler(format=stream.codec_context.format, layout=layout, rate=48_000)
        for start in range(0, samples.shape[1], PIECE):
            piece = np.ascontiguousarray(samples[:, start : start + PIECE])
            frame = av.AudioFrame.from_ndarray(piece, format="s16p", layout=layout)
            frame.sample_rate, frame.pts = rate, start
            for ready in resampler.resample(frame):
                container.mux(stream.encode(ready))
        for rest in (*resampler.resample(None), None):
            container.mux(stream.encode(rest))
    return path
