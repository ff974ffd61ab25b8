"""Names languages, for people."""

from voiceapp.core.sentence import Sentence, verbatim

_NAMES = {
    "ar": Sentence("Arabic"),
    "de": Sentence("German"),
    "el": Sentence("Greek"),
    "en": Sentence("English"),
    "es": Sentence("Spanish"),
    "fr": Sentence("French"),
    "hi": Sentence("Hindi"),
    "it": Sentence("Italian"),
    "ja": Sentence("Japanese"),
    "ko": Sentence("Korean"),
    "nl": Sentence("Dutch"),
    "pl": Sentence("Polish"),
    "pt": Sentence("Portuguese"),
    "ru": Sentence("Russian"),
    "sl": Sentence("Slovenian"),
    "th": Sentence("Thai"),
    "tr": Sentence("Turkish"),
    "uk": Sentence("Ukrainian"),
    "zh": Sentence("Chinese"),
}


def language_name(code: str) -> Sentence:
    """Return a language's name. One without a name here keeps its code."""
    return _NAMES.get(code) or verbatim(code)
