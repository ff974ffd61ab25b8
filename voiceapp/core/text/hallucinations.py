"""Recognises what speech recognisers invent when nobody spoke. An answer that consists only of this is no answer."""

import re

_PHANTOMS = frozenset(
    {
        "[blank_audio]",
        "[silence]",
        "[music]",
        "(music)",
        "[no speech]",
        "thanks for watching",
        "thank you for watching",
        "please subscribe",
        "subtitles by the amara.org community",
        "untertitel der amara.org-community",
        "untertitel im auftrag des zdf für funk, 2017",
        "vielen dank für's zuschauen",
    }
)


_OF_SILENCE = frozenset(
    {
        "you",
        "thank you",
        "thank you very much",
        "bye",
        "mhm",
        "mm hmm",
        "mm-hmm",
        "music",
        "shh",
        "shh shh",
        "vielen dank",
        "untertitelung des zdf, 2020",
    }
)
"""Phrases that people say as well, so they count as invented only if the sound is silent."""
_NO_SPEECH = 0.6
_UNSURE = -1.0
_REPEATED = 2.4
_FASTEST = 32.0
"""Letters in each second of voice. Who speaks fast says 25; a recogniser that repeats itself writes 42 and more."""
_MAYBE_NO_SPEECH = 0.25
"""What small models say of hardly any speech, and of most noise."""
_NOISE = 0.45
_UNSURE_OF_NOISE = -0.9
_GUESS = -1.2
"""Less sure than small models are of speech in a café."""


def is_doubtful(no_speech: float, sureness: float, compression: float, pace: float) -> bool:
    """A piece that Whisper itself doubts: it heard no speech and guessed, or it repeats itself where nobody says so much.
    `pace`: the letters for each second of voice.
    """
    if no_speech > _NO_SPEECH and sureness < _UNSURE:
        return True
    return compression > _REPEATED and (pace > _FASTEST or no_speech > _NOISE)


def pace(text: str, voice: float) -> float:
    """The letters of a text for each second of voice."""
    return len(text.strip()) / max(voice, 0.001)


def is_typical_of_silence(text: str) -> bool:
    """Words that recognisers make out of silence."""
    return is_hallucination(text) or text.casefold().strip(" .!?…\n") in _OF_SILENCE


def is_hallucination(text: str) -> bool:
    return text.casefold().strip(" .!…♪\n") in _PHANTOMS or not any(each.isalnum() for each in text)


def is_made_of_noise(text: str, no_speech: float, sureness: float, terms: str = "") -> bool:
    """Words that a small model made out of noise: a guess, what it was taught to write where nobody speaks, or the
    `terms` that it was told of.
    """
    if no_speech <= _MAYBE_NO_SPEECH:
        return False
    if sureness < (_UNSURE_OF_NOISE if no_speech > _NOISE else _GUESS):
        return True
    return all(is_typical_of_silence(each) for each in _pieces(text)) or _is_echo(text, terms)


def _is_echo(text: str, terms: str) -> bool:
    told, said = set(_words(terms)), _words(text)
    # The last word may have been cut off.
    return len(said) > 1 and told.issuperset(said[:-1]) and any(each.startswith(said[-1]) for each in told)


def _pieces(text: str) -> list[str]:
    return [each for each in re.split(r"[.,!?…]+", text) if each.strip()] or [text]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
