"""What recognisers invent where nobody spoke. A whole answer that is one of these is no answer."""

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


def is_phantom(text: str) -> bool:
    return text.casefold().strip(" .!…♪\n") in _PHANTOMS or not any(each.isalnum() for each in text)
