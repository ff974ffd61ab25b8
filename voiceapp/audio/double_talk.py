"""Keeps the person's voice audible while a reply comes out of the loudspeaker.

A suppressor takes whatever may be echo out of the sound, and a short word over a loud reply with it. A model of the room
takes out no more than the echo. The suppressor's sound is used as long as the model is unsure or hears nothing beyond
the echo; once it does, its own sound is, where that has more of the voice.
"""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from voiceapp.audio.echo_model import BINS, BLOCK, EchoModel, Power
from voiceapp.audio.resample import Wave

VOICE = slice(4, 110)
"""The frequencies at which a voice is told from echo: 200 to 5,500 Hz."""
STANDS_OUT = 4.0
"""dB by which sound must exceed what may be left of the echo, on the average of these frequencies."""
FAINTEST, MOST = -3.0, 15.0
"""dB within which each frequency counts."""
HOLDS = 10
"""Blocks for which a voice counts as heard after it stood out."""
DISTRUST = 6.0
"""The factor by which more echo may be left than the model expects: rooms are longer than it, and speakers distort."""
FADES = 0.85
"""The share of what may be left that is still there a block later."""
FALLS_BY = 1.005
"""The factor by which the room's level may rise with each block. It may fall at once."""
QUIETEST = 1e-5
"""The lowest level of a room. A microphone that is muted gives nothing, from which no factor leads back."""
AGREEMENT_PACE = 0.07
SMOOTH = np.full(13, 1 / 13)
WRONG = -0.5
"""What is left agrees with the echo that was taken out by this much: the echo is not there, so the model is wrong."""
ALL_WRONG = -0.7
DOUBTED = 5
"""Blocks for which a wrong model is not used."""
WRONG_FOR = 15
"""Blocks after which it starts over, as the room or the delay has changed."""
PATIENCE = 50
"""Blocks between two such starts."""
HEARD = 0.01
"""The power below which no echo was expected that could be missing."""
LEAST = 1e-6
"""No power is divided by less than this."""
TINY = 1e-9


class Suppressor(Protocol):
    """Takes out echo, and whatever sounds at the same time."""

    @property
    def delay(self) -> float: ...
    def prime(self, wave: Wave) -> None: ...
    def cancel(self, wave: Wave, far_wave: Wave | None) -> Wave: ...


class DoubleTalkPath:
    """Cancels echo with a suppressor, and with a model of the room where somebody speaks. Takes blocks of 10 ms."""

    def __init__(self, suppressor: Suppressor) -> None:
        self._suppressor = suppressor
        self._rest = EchoRest()
        self._levels = np.zeros(2)
        """The recent power of the suppressor's sound and the model's."""
        self._share = 0.0
        """The model's share in the sound."""
        self._held = 0
        self.calm = True
        """True while nobody speaks, as set by whoever hears the result."""

    @property
    def delay(self) -> float:
        """Return the seconds by which the output is late, with the suppressor as with the model."""
        return self._suppressor.delay

    def prime(self, wave: Wave) -> None:
        self._suppressor.prime(wave)
        self._rest.begin(wave[-BLOCK:])
        self._share = 0.0

    def forget(self) -> None:
        """Start over with another room."""
        self._rest = EchoRest()

    def cancel(self, wave: Wave, far_wave: Wave) -> Wave:
        suppressed = self._suppressor.cancel(wave, far_wave)
        modelled = self._rest.take(wave, far_wave)
        powers = np.array([np.dot(suppressed, suppressed), np.dot(modelled, modelled)])
        self._levels += 0.5 * (powers - self._levels)
        stands_out = self._rest.stands_out >= STANDS_OUT or not self.calm
        self._held = HOLDS if stands_out else max(0, self._held - 1)
        wanted = bool(self._held and not self._rest.doubted and self._levels[1] > self._levels[0])
        share = min(1.0, self._share + 0.5) if wanted else max(0.0, self._share - 0.5)
        before, self._share = self._share, share
        if before == share == 0.0:
            return suppressed
        fade = np.linspace(before, share, BLOCK, dtype=np.float32)
        return (suppressed + (modelled - suppressed) * fade).astype(np.float32)


class EchoRest:
    """Tells a voice from what the model leaves of the echo."""

    def __init__(self) -> None:
        self._model = EchoModel()
        self._window = np.sqrt(np.hanning(2 * BLOCK + 1)[:-1]).astype(np.float32)
        self._before: npt.NDArray[np.float32] = np.zeros((2, BLOCK), np.float32)
        """The last block of what was left, and of the echo."""
        self._overlap: Wave = np.zeros(BLOCK, np.float32)
        self._left: Power = np.zeros(BINS, np.float32)
        """What may be left of the echo."""
        self._sound: Power = np.zeros(BINS, np.float32)
        self._room: Power = np.full(BINS, 1e-3, np.float32)
        self._agreement: Power = np.zeros(BINS, np.float32)
        self._expected: Power = np.full(BINS, LEAST, np.float32)
        self._wrong = 0
        self._since = 0
        """Blocks since the model started over."""
        self._doubted = 0
        self.stands_out = 0.0
        """dB by which sound exceeds what may be left of the echo."""

    @property
    def doubted(self) -> bool:
        """True while the model is wrong, so that nothing follows from it."""
        return self._doubted > 0

    def begin(self, wave: Wave) -> None:
        """Take the block before the first one that may have an echo."""
        self._model.forget_played()
        self._before[0], self._before[1] = wave, 0.0
        self._overlap[:] = 0.0

    def take(self, heard: Wave, played: Wave) -> Wave:
        """Return the block before this one without its echo, and note how much it stands out."""
        rest = self._model.without_echo(heard, played)
        both = np.stack([rest, self._model.echo])
        spectra = np.fft.rfft(np.concatenate([self._before, both], axis=1) * self._window, axis=1).astype(np.complex64)
        self._before = both
        powers = (spectra.real**2 + spectra.imag**2).astype(np.float32)
        disagreement = self._check(spectra, powers[1])
        may_be_left = DISTRUST * (self._model.left + disagreement * powers[1])
        self._left = np.maximum(may_be_left, FADES * self._left)
        self._sound += 0.5 * (powers[0] - self._sound)
        self._room = np.maximum(QUIETEST, np.minimum(self._sound, self._room * FALLS_BY))
        above = self._sound / (self._left / DISTRUST + 4.0 * self._room + TINY)
        self.stands_out = float(np.clip(10.0 * np.log10(above[VOICE] + TINY), FAINTEST, MOST).mean())
        gains = np.sqrt(np.maximum(0.0, 1.0 - self._left / (self._sound + TINY)))
        sound = (np.fft.irfft(spectra[0] * gains, 2 * BLOCK) * self._window).astype(np.float32)
        whole: Wave = self._overlap + sound[:BLOCK]
        self._overlap = sound[BLOCK:]
        return whole

    def _check(self, spectra: npt.NDArray[np.complex64], echo: Power) -> Power:
        """Return, for each frequency, how far the model is wrong. What is left of a right one has nothing in common
        with the echo that was taken out; a voice has nothing in common with it either.
        """
        common = (spectra[0] * np.conj(spectra[1])).real
        self._agreement += AGREEMENT_PACE * (common - self._agreement)
        self._expected += AGREEMENT_PACE * (echo - self._expected)
        smooth = np.convolve(self._agreement, SMOOTH, "same") / (np.convolve(self._expected, SMOOTH, "same") + LEAST)
        usual = float(np.clip(smooth[VOICE], -1.5, 1.5).mean())
        self._since += 1
        self._doubted = DOUBTED if usual < WRONG else max(0, self._doubted - 1)
        audible = float(self._expected[VOICE].sum()) > HEARD
        self._wrong = self._wrong + 1 if usual < ALL_WRONG and audible else 0
        if self._wrong >= WRONG_FOR and self._since > PATIENCE:
            self._wrong = self._since = 0
            self._model.start_over()
        wrong: Power = np.clip(np.abs(smooth) - 0.3, 0.0, 1.0).astype(np.float32)
        return wrong
