"""Tells the languages that somebody at this computer most likely speaks, where they didn't say."""

import locale

CODE_LENGTH = 2


def usual_languages() -> tuple[str, ...]:
    """Return the language that this computer is set to, and English."""
    own = (locale.getlocale()[0] or "").partition("_")[0].lower()
    return tuple(dict.fromkeys((own, "en"))) if len(own) == CODE_LENGTH else ("en",)
