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
        text = clean(heard).strip()
        return self._write(text, self.vocabulary.correct(text), language)

    def plain(self, heard: str) -> str:
        """Returns the words as they were heard, with the person's own terms."""
        text = clean(heard).strip()
        return "" if is_hallucination(heard) else self.vocabulary.correct(text)

    def term_uses(self, heard: str, written: str) -> tuple[TermUse, ...]:
        """Returns where the vocabulary changed what is still in the text."""
        uses = self.vocabulary.corrected(clean(heard).strip())[1]
        return tuple(use for use in uses if use.written in written)

    def in_terminal(self, heard: str, language: str | None) -> str:
        """The same, with no line ends but those that were spoken."""
        text = clean(heard).strip()
        # What the vocabulary writes may have line ends, too, and nobody spoke those.
        return self._write(text, in_one_line(self.vocabulary.correct(in_one_line(text))), language).text

    def _write(self, heard: str, text: str, language: str | None) -> Written:
        if not heard or is_hallucination(heard):
            return Written("")
        # What is only a sound in one language is a word in another: "er", "um".
        certain = language is not None or len(self.languages) == 1
        rules = self.rules if certain else self.rules - {WritingRule.FILLERS}
        language = (language or next(iter(self.languages), "en"))[:2]
        text = write(text, language, rules)
        if not self.commands:
            return Written(text)
        written = interpret(text, language, lists=WritingRule.LISTS in self.rules)
        # Of a language that the person does not speak it is only said.
        return Written(text) if written.language and written.language not in self.languages else written
