"""Reads vocabularies from files and writes them, with a sentence for each thing that may go wrong."""

from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.imports.vocabulary_file import LARGEST, VocabularyEntries, read_vocabulary, write_vocabulary
from voiceapp.settings.model import Settings
from voiceapp.talk_files import written


def entries_of(settings: Settings) -> VocabularyEntries:
    return VocabularyEntries(tuple(settings.dictation.vocabulary), dict(settings.dictation.replacements))


def read_words(path: Path) -> VocabularyEntries | Failure:
    try:
        with path.open("rb") as file:
            found = read_vocabulary(file.read(LARGEST + 1))
    except OSError as error:
        return Failure(
            FailureKind.BAD_FILE,
            Sentence(
                "{path} couldn't be read ({why}). Choose another file.",
                path=str(path),
                why=error.strerror or str(error),
            ),
        )
    if found is None:
        return Failure(
            FailureKind.BAD_FILE,
            Sentence(
                "{path} holds no list of words. Choose a CSV file, a text file with a word on each line, or a dictionary "
                "of VoiceInk.",
                path=str(path),
            ),
        )
    return found


def write_words(path: Path, settings: Settings) -> Sentence | Failure:
    kept = written(path, write_vocabulary(path.name, entries_of(settings)))
    return kept if isinstance(kept, Failure) else Sentence("Saved to {path}.", path=kept)


def added(before: Settings, found: VocabularyEntries) -> Sentence:
    """Says how much of a file was new."""
    known = entries_of(before)
    new = len(known.with_all_of(found)) - len(known)
    if new == 1:
        return Sentence("1 word added.")
    return Sentence("{count} words added.", count=new) if new else Sentence("All of these words were there already.")
