"""Lists the languages whose spoken punctuation and commands are understood: each has a table, and a line here."""

from collections.abc import Mapping

from voiceapp.core.dictation.english import ENGLISH
from voiceapp.core.dictation.german import GERMAN
from voiceapp.core.dictation.spoken_command_table import SpokenCommandTable

TABLES: Mapping[str, SpokenCommandTable] = {"en": ENGLISH, "de": GERMAN}
"""The tables by language code. A language without one is written as it was heard."""

SMALL_WORDS: frozenset[str] = frozenset(word for table in TABLES.values() for word in table.small)
"""Words of all languages that carry no meaning of their own."""
