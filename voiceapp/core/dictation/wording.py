"""Turns what a recogniser heard into what is written: cleaned, then vocabulary, then spoken punctuation and commands."""

from dataclasses import dataclass

from voiceapp.core.dictation.spoken_commands import Written, interpret
from voiceapp.core.dictation.vocabulary import Vocabulary
from voiceapp.core.dictation.wishes import DictationWishes
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.text.hallucinations import is_hallucination


@dataclass(frozen=True, slots=True)
class Wording:
    vocabulary: Vocabulary
    languages: tuple[str, ...]
    commands: bool

    @classmethod
    def of(cls, wishes: DictationWishes) -> "Wording":
        return cls(Vocabulary(wishes.vocabulary, wishes.replacements), wishes.languages, wishes.spoken_commands)

    def write(self, heard: str, language: str | None) -> Written:
        return self._write(clean(heard).strip(), language)

    def in_terminal(self, heard: str, language: str | None) -> str:
        """The same, with no line ends but those that were spoken."""
        return self._write(in_one_line(clean(heard).strip()), language).text

    def _write(self, text: str, language: str | None) -> Written:
        if not text or is_hallucination(text):
            return Written("")
        text = self.vocabulary.correct(text)
        if not self.commands:
            return Written(text)
        return interpret(text, (language or next(iter(self.languages), "en"))[:2])
