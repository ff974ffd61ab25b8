"""Makes the words that a voice gets of a written text: what can be said, as the person taught it to be said. Pure."""

from voiceapp.core.text.respelling import respelled
from voiceapp.core.text.speakable import speakable
from voiceapp.core.text.text_language import text_language
from voiceapp.core.wishes import SessionWishes


def read_aloud(text: str, wishes: SessionWishes, otherwise: str = "") -> str:
    """Return the words to say; empty if nothing of it can be said. `otherwise`: the language where it doesn't show."""
    language = language_of(text, wishes, otherwise)
    return respelled(speakable(text, language or "en"), wishes.said_as, language)


def language_of(text: str, wishes: SessionWishes, otherwise: str = "") -> str:
    """Return the language of a text among those that the person speaks. Empty: it doesn't show."""
    spoken = (wishes.language,) if wishes.language else wishes.languages
    return text_language(text, spoken, otherwise)
