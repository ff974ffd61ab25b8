"""From what a recogniser heard to what is written: vocabulary first, then spoken punctuation and commands."""

from dataclasses import dataclass

from voiceapp.core.dictation.messages import DictationWishes
from voiceapp.core.dictation.spoken import Written, interpret
from voiceapp.core.dictation.vocabulary import Vocabulary
from voiceapp.core.phantoms import is_phantom


@dataclass(frozen=True, slots=True)
class Wording:
    vocabulary: Vocabulary
    languages: tuple[str, ...]
    commands: bool

    @classmethod
    def of(cls, wishes: DictationWishes) -> "Wording":
        return cls(Vocabulary(wishes.vocabulary, wishes.replacements), wishes.languages, wishes.spoken_commands)

    def write(self, heard: str, language: str | None) -> Written:
        text = heard.strip()
        if not text or is_phantom(text):
            return Written("")
        text = self.vocabulary.correct(text)
        if not self.commands:
            return Written(text)
        return interpret(text, (language or next(iter(self.languages), "en"))[:2])
