"""Turns what a recogniser heard into what is written.

First it is cleaned, then come the vocabulary, the forms in which people write numbers and the like, and last spoken
punctuation and commands.
"""

from dataclasses import dataclass

from voiceapp.core.dictation.languages import likely_language
from voiceapp.core.dictation.spoken_commands import Written, interpret
from voiceapp.core.dictation.vocabulary import Vocabulary
from voiceapp.core.dictation.wishes import DictationWishes
from voiceapp.core.dictation.writing.table import DEFAULT_RULES, WritingRule
from voiceapp.core.dictation.writing.writer import write
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.text.hallucinations import is_hallucination
from voiceapp.core.transcript import TermUse


@dataclass(frozen=True, slots=True)
class Wording:
    vocabulary: Vocabulary
    languages: tuple[str, ...]
    commands: bool
    rules: frozenset[WritingRule] = DEFAULT_RULES

    @classmethod
    def of(cls, wishes: DictationWishes) -> "Wording":
        vocabulary = Vocabulary(wishes.vocabulary, wishes.replacements)
        return cls(vocabulary, wishes.languages, wishes.spoken_commands, wishes.rules)

    def language(self, heard: str, told: str | None) -> str | None:
        """The language of the words: as the recogniser says, or else the one of the person's that it looks like."""
        return told or likely_language(heard, self.languages)

    def write(self, heard: str, language: str | None) -> Written:
        return self._write(clean(heard).strip(), language)

    def term_uses(self, heard: str, written: str) -> tuple[TermUse, ...]:
        """Returns where the vocabulary changed what is still in the text."""
        uses = self.vocabulary.corrected(clean(heard).strip())[1]
        return tuple(use for use in uses if use.written in written)

    def in_terminal(self, heard: str, language: str | None) -> str:
        """The same, with no line ends but those that were spoken."""
        return self._write(in_one_line(clean(heard).strip()), language).text

    def _write(self, text: str, language: str | None) -> Written:
        if not text or is_hallucination(text):
            return Written("")
        language = (language or next(iter(self.languages), "en"))[:2]
        text = write(self.vocabulary.correct(text), language, self.rules)
        if not self.commands:
            return Written(text)
        return interpret(text, language, lists=WritingRule.LISTS in self.rules)
