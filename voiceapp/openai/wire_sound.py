"""Brings sound of any rate and any number of channels to the form that sound has inside the app."""

from voiceapp.audio.resample import Resampler, to_float, to_pcm
from voiceapp.core.pcm import BYTES_PER_SAMPLE, WIRE


class WireSound:
    """Takes one sound, piece by piece, each of any length."""

    def __init__(self) -> None:
        self._resampler: Resampler | None = None
        self._rate = WIRE.rate
        self._rest = b""

    def taken(self, pcm: bytes, rate: int, channels: int) -> bytes:
        """Return as much of the sound so far as was not returned yet."""
        channels = max(1, channels)
        size = BYTES_PER_SAMPLE * channels
        pcm = self._rest + pcm
        whole = len(pcm) // size * size
        self._rest = pcm[whole:]
        wave = to_float(pcm[:whole])
        if channels > 1:
            wave = wave.reshape(-1, channels).mean(axis=1)
        if rate == WIRE.rate or rate <= 0:
            return to_pcm(wave)
        if self._resampler is None or self._rate != rate:
            self._resampler, self._rate = Resampler(rate, WIRE.rate), rate
        return to_pcm(self._resampler.resampled(wave))
