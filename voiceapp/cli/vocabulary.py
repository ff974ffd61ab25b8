"""Lists the vocabulary in the terminal, adds to it, and reads and writes files of words."""

import argparse
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.language import in_words
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.imports.vocabulary_file import VocabularyEntries
from voiceapp.settings import file as settings_file
from voiceapp.settings.model import SettingError, Settings
from voiceapp.settings.paths import Paths
from voiceapp.vocabulary_files import added, entries_of, read_words, write_words

TERMS, REPLACEMENTS = "dictation.vocabulary", "dictation.replacements"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        nargs="?",
        choices=["list", "add", "remove", "import", "export"],
        default="list",
        help=in_words(Sentence("what to do")),
    )
    parser.add_argument(
        "words",
        nargs="*",
        metavar=in_words(Sentence("words")),
        help=in_words(Sentence("the words to add or remove, or the file (.csv, .txt, .json)")),
    )
    parser.add_argument(
        "--heard",
        default="",
        metavar=in_words(Sentence("WORDS")),
        help=in_words(Sentence("with add: written whenever this is heard")),
    )
    parser.add_argument("--json", action="store_true", help=in_words(Sentence("print JSON, for scripts")))


def run(arguments: argparse.Namespace) -> int:
    path = Paths.find().settings_file
    loaded = settings_file.load(path)
    for problem in loaded.problems:
        terminal.warn(problem.sentence)
    try:
        return _act(arguments, path, loaded.settings)
    except SettingError as error:
        terminal.warn(error.sentence)
        return USAGE


def _act(arguments: argparse.Namespace, path: Path, settings: Settings) -> int:
    words = tuple(str(word) for word in arguments.words)
    if arguments.action != "list" and not words:
        terminal.warn(Sentence("voiceapp vocabulary {action} WHAT", action=str(arguments.action)))
        return USAGE
    match arguments.action:
        case "add":
            heard = str(arguments.heard)
            more = VocabularyEntries((), {heard: " ".join(words)}) if heard else VocabularyEntries(words)
            return _take(path, settings, more)
        case "remove":
            return _remove(path, settings, words)
        case "import":
            found = read_words(Path(words[0]))
            return _failed(found) if isinstance(found, Failure) else _take(path, settings, found)
        case "export":
            kept = write_words(Path(words[0]), settings)
            if isinstance(kept, Failure):
                return _failed(kept)
            terminal.say(kept)
        case _:
            _list(entries_of(settings), as_json=bool(arguments.json))
    return OK


def _list(entries: VocabularyEntries, *, as_json: bool) -> None:
    if as_json:
        terminal.value({"vocabulary": list(entries.terms), "replacements": dict(entries.replacements)}, indent=2)
        return
    for term in entries.terms:
        terminal.plain(term)
    for heard, written in entries.replacements.items():
        terminal.plain(f"{heard} → {written}")
    if not len(entries):
        terminal.warn(Sentence("The vocabulary is empty. `voiceapp vocabulary add WORDS` adds to it."))


def _take(path: Path, settings: Settings, more: VocabularyEntries) -> int:
    _save(path, settings, entries_of(settings).with_all_of(more))
    terminal.say(added(settings, more))
    return OK


def _remove(path: Path, settings: Settings, words: tuple[str, ...]) -> int:
    known = entries_of(settings)
    terms = tuple(term for term in known.terms if term not in words)
    replacements = {heard: written for heard, written in known.replacements.items() if heard not in words}
    left = VocabularyEntries(terms, replacements)
    if len(left) == len(known):
        terminal.warn(Sentence("The vocabulary has no such words. `voiceapp vocabulary` lists them."))
        return USAGE
    _save(path, settings, left)
    return OK


def _save(path: Path, settings: Settings, entries: VocabularyEntries) -> None:
    changed = settings.with_value(TERMS, entries.terms).with_value(REPLACEMENTS, entries.replacements)
    settings_file.save(path, changed, (TERMS, REPLACEMENTS))


def _failed(failure: Failure) -> int:
    terminal.warn(failure.sentence)
    return FAILED
