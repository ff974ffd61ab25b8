"""Tells of each word of a recording how sure a service was of it, and when it probably sounds."""

from collections.abc import Mapping, Sequence

from voiceapp.audio.resample import to_float
from voiceapp.audio.track_sound import peaks_of
from voiceapp.core.pcm import WIRE
from voiceapp.core.recordings.waveform import voiced
from voiceapp.core.text.word_times import spread, spread_over
from voiceapp.core.transcript import Word
from voiceapp.openai.token_weights import weighed


def weighed_words(text: str, tokens: Sequence[Mapping[str, object]], pcm: bytes) -> tuple[Word, ...]:
    """Return the words with the times at which they probably sound. Without tokens there are none."""
    if not tokens or not text.strip():
        return ()
    words = text.split()
    timed = spread_over(words, voiced(peaks_of(to_float(pcm)))) or tuple(spread(words, 0, WIRE.ms(len(pcm))))
    return weighed(timed, tokens)
