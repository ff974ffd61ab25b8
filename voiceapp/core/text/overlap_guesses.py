"""Chooses among what a recogniser may have heard over a reply, where few things are said, and most of them in a syllable.

Of a syllable it is seldom sure. So a sign of listening or a command that is nearly as likely as its best guess is taken
instead, because there is hardly anything else that one says there. What remains a guess says that somebody spoke, not what.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from voiceapp.core.text.backchannels import OverlapWords, meaning_of
from voiceapp.core.text.hallucinations import is_made_of_noise, is_typical_of_silence

UNSURE = -1.0
"""The mean log likelihood of its parts below which a text is a guess. Short questions had more, and most of what signs of
listening were taken for had less.
"""
NEARLY = 0.6
"""How much less may be enough for what is often said over a reply."""
LEAST = -2.0
"""What is often said there is no guess down to this."""
NO_WORDS = -2.5
"""What is less likely was no word: music, or the murmur of many voices. Nor was a guess that recognisers make of silence."""


@dataclass(frozen=True, slots=True)
class Guess:
    text: str
    sureness: float


@dataclass(frozen=True, slots=True)
class OverlapText:
    text: str
    unsure: bool = False
    """Somebody spoke, but probably said something else."""


def sure_text(guesses: Sequence[Guess], no_speech: float) -> OverlapText | None:
    """Return what was said if there is little doubt about it. The guesses are in order, the best first."""
    best = guesses[0]
    if _is_usual(best):
        return OverlapText(best.text)
    if best.sureness < UNSURE:
        return None
    return OverlapText("" if is_made_of_noise(best.text, no_speech, best.sureness) else best.text)


def likely_text(guesses: Sequence[Guess], no_speech: float) -> OverlapText:
    """Return what was probably said."""
    sure = sure_text(guesses, no_speech)
    if sure is not None:
        return sure
    best = guesses[0].sureness
    usual = next((each for each in guesses if each.sureness >= best - NEARLY and _is_usual(each)), None)
    if usual is not None:
        return OverlapText(usual.text)
    no_word = best < NO_WORDS or is_typical_of_silence(guesses[0].text)
    return OverlapText("") if no_word else OverlapText(guesses[0].text, unsure=True)


def _is_usual(guess: Guess) -> bool:
    """Return whether it is a sign of listening or a command to stop."""
    usual = (OverlapWords.LISTENING, OverlapWords.ANSWER, OverlapWords.STOP)
    return guess.sureness >= LEAST and meaning_of(guess.text) in usual
