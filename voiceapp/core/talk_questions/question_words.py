"""Finds the words of a question that are worth looking for, as the beginnings of words."""

import re
from collections.abc import Iterator

from voiceapp.core.text.small_words import SMALL_WORDS
from voiceapp.core.text.text_language import text_language

MOST = 12
"""Words that are looked for: a longer question is about no more than that."""
SHORTEST_STEM = 4
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_ENDINGS = ("ungen", "ing", "ies", "ern", "es", "ed", "en", "er", "em", "s", "n", "e")
_ASKING_WORDS = """said say says tell told talk talked talks mention mentioned ask asked discuss discussed discussion conversation
    conversations dictation remember find recall last ever gesagt sagte sage sagen erzählt erzählte erwähnt gefragt
    gesprochen besprochen geredet gespräch gespräche gesprächen diktat erinnern letzte letzten letztes letzter jemals
    welche welcher welches welchen habe wurde"""
_ASKING = frozenset(_ASKING_WORDS.split())
"""What questions about talks are made of, whatever they are about."""


def question_words(question: str) -> tuple[str, ...]:
    """Return the words that tell what a question is about, without their endings. Empty: it is about no word."""
    return tuple(dict.fromkeys(_telling(question, _ASKING)))[:MOST]


def telling_words(text: str) -> frozenset[str]:
    """Return the words that tell what a text says, without their endings."""
    return frozenset(_telling(text, frozenset()))


def _telling(text: str, others: frozenset[str]) -> Iterator[str]:
    small = _small_words(text_language(text)) | others
    words = (_POSSESSIVE.sub("", match[0].casefold()) for match in _WORDS.finditer(text))
    return (_stem(word) for word in words if word not in small and not _is_letter(word))


def _small_words(language: str) -> frozenset[str]:
    """Those of one language: many a small word means something in another."""
    return SMALL_WORDS[language] if language in SMALL_WORDS else SMALL_WORDS["en"] | SMALL_WORDS["de"]


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii() and not word.isdigit()


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word
