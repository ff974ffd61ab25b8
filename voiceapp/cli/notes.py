"""Lists, adds, ticks off, deletes and exports notes, or what the assistant remembers."""

import argparse
from pathlib import Path
from typing import cast

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.language import in_words
from voiceapp.core.notes.book import Notes, found, grouped, in_list
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence, told_by
from voiceapp.core.text.clean_text import in_one_line
from voiceapp.one_off.note_commands import NO_FORMAT, export, kept, use
from voiceapp.settings.paths import Paths

ACTIONS = ("list", "add", "done", "open", "remove", "export")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action", nargs="?", choices=list(ACTIONS), default="list", help=in_words(Sentence("what to do"))
    )
    parser.add_argument(
        "words",
        nargs="*",
        metavar=in_words(Sentence("words")),
        help=in_words(Sentence("the note, words of it, or the file (.md, .txt, .json, .ics, todo.txt)")),
    )
    parser.add_argument(
        "--list", default="", metavar=in_words(Sentence("LIST")), help=in_words(Sentence("in this list"))
    )
    parser.add_argument(
        "--memory", action="store_true", help=in_words(Sentence("what the assistant remembers, instead of notes"))
    )
    parser.add_argument("--json", action="store_true", help=in_words(Sentence("print JSON, for scripts")))


def run(arguments: argparse.Namespace) -> int:
    paths, words = Paths.find(), " ".join(cast("list[str]", arguments.words)).strip()
    action, name, memory = str(arguments.action), str(arguments.list), bool(arguments.memory)
    if action == "list":
        return _show(found(in_list(kept(paths, memory=memory), name), words), as_json=bool(arguments.json))
    if not words:
        terminal.warn(Sentence("voiceapp notes {action} WORDS", action=action))
        return USAGE
    if action == "export":
        return _export(in_list(kept(paths, memory=memory), name), Path(words), memory=memory)
    if memory and action in ("done", "open"):
        terminal.warn(Sentence("What is remembered can't be ticked off."))
        return USAGE
    try:
        use(paths, *_asked(action, words, name, memory=memory))
    except ToolError as error:
        terminal.warn(told_by(error))
        return FAILED
    return OK


def _asked(action: str, words: str, name: str, *, memory: bool) -> tuple[str, dict[str, object]]:
    match action:
        case "add":
            return ("remember", {"text": words}) if memory else ("add_note", {"texts": [words], "list": name})
        case "remove":
            return ("forget", {"what": words}) if memory else ("remove_note", {"what": words, "list": name})
        case _:
            return "tick_note", {"what": words, "list": name, "done": action == "done"}


def _show(notes: Notes, *, as_json: bool) -> int:
    if as_json:
        told = [{"text": note.text, "list": note.list, "done": note.done, "at": note.at} for note in notes]
        terminal.value(told, indent=2)
        return OK
    for name, of_list in grouped(notes):
        if name:
            terminal.plain(f"{name}:")
        for note in of_list:
            terminal.plain(f"{'✓' if note.done else '-'} {in_one_line(note.text)}")
    if not notes:
        terminal.warn(Sentence("Nothing is noted there. `voiceapp notes add WORDS` adds to it."))
    return OK


def _export(notes: Notes, path: Path, *, memory: bool) -> int:
    heading = in_words(Sentence("Memory") if memory else Sentence("Notes"))
    if not export(notes, path, heading):
        terminal.warn(NO_FORMAT)
        return USAGE
    terminal.say(Sentence("Saved {path}", path=str(path)))
    return OK
