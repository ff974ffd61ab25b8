"""Recognises what speech recognisers invent when nobody spoke. An answer that consists only of this is no answer."""

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


_OF_SILENCE = frozenset({"you", "thank you", "bye", "vielen dank", "untertitelung des zdf, 2020"})
"""Phrases that people say as well, so they count as invented only if the sound is silent."""
_NO_SPEECH = 0.6
_UNSURE = -1.0
_REPEATED = 2.4


def is_doubtful(no_speech: float, sureness: float, compression: float) -> bool:
    """A piece that Whisper itself doubts: it heard no speech and guessed, or it repeats itself."""
    return (no_speech > _NO_SPEECH and sureness < _UNSURE) or compression > _REPEATED


def is_typical_of_silence(text: str) -> bool:
    """Words that recognisers make out of silence."""
    return is_hallucination(text) or text.casefold().strip(" .!?…\n") in _OF_SILENCE


def is_hallucination(text: str) -> bool:
    return text.casefold().strip(" .!…♪\n") in _PHANTOMS or not any(each.isalnum() for each in text)
