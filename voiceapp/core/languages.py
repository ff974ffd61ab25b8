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


LANGUAGES = tuple(_NAMES)
"""The codes of the languages that have a name."""


def language_name(code: str) -> Sentence:
    """Return a language's name. One without a name here keeps its code."""
    return _NAMES.get(code) or verbatim(code)


_SAMPLES = {
    "de": "Hallo, so klinge ich.",
    "es": "Hola, así sueno yo.",
    "fr": "Bonjour, voici ma voix.",
    "it": "Ciao, questa è la mia voce.",
    "pt": "Olá, esta é a minha voz.",
    "nl": "Hallo, zo klink ik.",
    "pl": "Cześć, tak brzmi mój głos.",
    "el": "Γεια σας, αυτή είναι η φωνή μου.",
    "sl": "Pozdravljeni, tako zveni moj glas.",
    "tr": "Merhaba, sesim böyle.",
    "ru": "Здравствуйте, это мой голос.",
    "uk": "Вітаю, це мій голос.",
}


def sample_sentence(code: str) -> str:
    """Return what a voice of a language says of itself."""
    return _SAMPLES.get(code, "Hello, this is how I sound.")
