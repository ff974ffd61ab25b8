"""Lists the languages whose spoken punctuation and commands are understood: each has a table, and a line here."""

from collections.abc import Mapping, Sequence

from voiceapp.core.dictation.english import ENGLISH
from voiceapp.core.dictation.german import GERMAN
from voiceapp.core.dictation.spoken_command_table import SpokenCommandTable

TABLES: Mapping[str, SpokenCommandTable] = {"en": ENGLISH, "de": GERMAN}
"""The tables by language code. A language without one is written as it was heard."""


def likely_language(text: str, spoken: Sequence[str]) -> str | None:
    """Returns the language of the person's that the small words of a text are from, or else their first one."""
    words = [word.strip(".,;:!?…\"'„“”").casefold() for word in text.split()]
    best, most = next(iter(spoken), None), 0
    for language in spoken:
        table = TABLES.get(language[:2])
        count = 0 if table is None else sum(word in table.small for word in words)
        if count > most:
            best, most = language, count
    return best


_NAMES: Mapping[str, str] = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


NAMED_LANGUAGES = tuple(_NAMES)
"""The codes of the languages that can be translated into."""


def language_name(code: str) -> str:
    """Returns the name of a language for a model, which is told the code of one that is not listed."""
    return _NAMES.get(code[:2].lower(), code)


SMALL_WORDS: frozenset[str] = frozenset(word for table in TABLES.values() for word in table.small)
"""Words of all languages that carry no meaning of their own."""
