"""Writes talks to files that other programs can read."""

import argparse
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.dates import add_span, span
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK, USAGE
from voiceapp.cli.failure_output import complain
from voiceapp.cli.language import in_words
from voiceapp.core.history import ExportFormat, ExportWishes, Query, SpeakersMix
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Talk
from voiceapp.one_off.archive import Archive, ArchiveError
from voiceapp.settings.paths import Paths
from voiceapp.settings.text_language import text_languages
from voiceapp.talk_files import formats, suggested_name

STANDARD_OUTPUT = "-"
OTHERWISE = "md"


def add(parser: argparse.ArgumentParser) -> None:
    names = [each.name for each in formats()]
    parser.add_argument(
        "talk",
        nargs="?",
        default="",
        metavar=in_words(Sentence("conversation")),
        help=in_words(Sentence("a conversation's name, or the beginning of it; see `voiceapp history`")),
    )
    parser.add_argument("--last", action="store_true", help=in_words(Sentence("the newest conversation")))
    add_span(parser)
    parser.add_argument(
        "--to",
        required=True,
        metavar=in_words(Sentence("FILE")),
        help=in_words(Sentence("a file, a folder for one file per conversation, or - for standard output")),
    )
    parser.add_argument(
        "--format",
        choices=names,
        help=in_words(Sentence("otherwise by the name of the file, or {format}", format=OTHERWISE)),
    )
    _add_choices_of_content(parser)
    parser.add_argument(
        "--with-sound",
        action="store_true",
        help=in_words(Sentence("put the recordings into {formats}", formats=_that_take("with_sound"))),
    )
    parser.add_argument(
        "--mix",
        choices=[mix.value for mix in SpeakersMix],
        default=SpeakersMix.TOGETHER.value,
        help=in_words(
            Sentence("for {formats}: both speakers together, or each on a channel", formats=_that_take("mix"))
        ),
    )
    parser.add_argument("--json", action="store_true", help=in_words(Sentence("list the files as JSON")))


def _add_choices_of_content(parser: argparse.ArgumentParser) -> None:
    item, names = in_words(Sentence("ITEM")), in_words(Sentence("YOU,ASSISTANT"))
    parser.add_argument("--turn", default="", metavar=item, help=in_words(Sentence("only this message")))
    parser.add_argument("--only", choices=["user", "assistant"], default="", help=in_words(Sentence("only one side")))
    parser.add_argument("--names", default="", metavar=names, help=in_words(Sentence("what the speakers are called")))
    parser.add_argument(
        "--language",
        choices=text_languages(),
        default="en",
        help=in_words(Sentence("the language of notes beside the words, such as “interrupted”")),
    )
    parser.add_argument(
        "--no-times", dest="times", action="store_false", help=in_words(Sentence("leave out the times"))
    )
    parser.add_argument(
        "--no-unheard",
        dest="unheard",
        action="store_false",
        help=in_words(Sentence("leave out what you didn't hear of a reply")),
    )
    parser.add_argument(
        "--no-summary", dest="summary", action="store_false", help=in_words(Sentence("leave out summary and texts"))
    )
    parser.add_argument(
        "--no-tools", dest="tools", action="store_false", help=in_words(Sentence("leave out what tools did"))
    )
    parser.add_argument(
        "--time-zone",
        default="",
        metavar=in_words(Sentence("ZONE")),
        help=in_words(Sentence("such as Europe/Berlin; otherwise this device's")),
    )


def run(arguments: argparse.Namespace) -> int:
    archive = Archive(Paths.find().data)
    chosen = [bool(arguments.talk), bool(arguments.last), bool(arguments.since or arguments.until)]
    if sum(chosen) != 1:
        terminal.warn(Sentence("Say which conversations: a name, --last, or --since DAY (and --until DAY)."))
        return USAGE
    try:
        talks = _talks(archive, arguments)
        if not talks:
            terminal.warn(Sentence("There's no such conversation. `voiceapp history` lists them."))
            return NOTHING_FOUND
        return _write(archive, talks, arguments)
    except ArchiveError as error:
        terminal.warn(error.failure.sentence)
        return FAILED


def _talks(archive: Archive, arguments: argparse.Namespace) -> list[Talk]:
    if arguments.since or arguments.until:
        since, until = span(arguments)
        return archive.talks(Query(since=since, until=until))
    found = archive.last() if arguments.last else archive.talk(str(arguments.talk))
    return [] if found is None else [found]


def _write(archive: Archive, talks: list[Talk], arguments: argparse.Namespace) -> int:
    wishes, to = _wishes(arguments), str(arguments.to)
    form = _format(arguments)
    folder = Path(to)
    if to != STANDARD_OUTPUT and (folder.is_dir() or to.endswith(("/", "\\"))):
        folder.mkdir(parents=True, exist_ok=True)
        return _into_folder(archive, talks, form.name, wishes, folder, as_json=bool(arguments.json))
    if len(talks) > 1 and not form.joins:
        terminal.warn(
            Sentence(
                "{count} conversations don't fit into one {format} file. Give a folder with --to.",
                count=len(talks),
                format=form.name,
            )
        )
        return USAGE
    if len(talks) == 1 and to != STANDARD_OUTPUT:
        _tell([archive.save(folder, talks[0], form.name, wishes)], as_json=bool(arguments.json))
        return OK
    content = archive.exported(talks, form.name, wishes)
    if to == STANDARD_OUTPUT:
        terminal.content(content)
        return OK
    _tell([archive.write(folder, content)], as_json=bool(arguments.json))
    return OK


def _into_folder(
    archive: Archive, talks: list[Talk], form: str, wishes: ExportWishes, folder: Path, *, as_json: bool
) -> int:
    """Writes a file for each talk. Talks that this format cannot hold are reported, and the others written."""
    paths: list[str] = []
    failed = 0
    taken: set[str] = set()
    for talk in talks:
        path = _free(folder / suggested_name(talk, form, wishes), taken)
        try:
            paths.append(archive.save(path, talk, form, wishes))
        except ArchiveError as error:
            complain(error.failure, talk.id)
            failed += 1
        else:
            taken.add(path.name.casefold())
    _tell(paths, as_json=as_json)
    return OK if not failed else FAILED


def _free(path: Path, taken: set[str]) -> Path:
    """Talks with the same day and title get a number; a file of an earlier export is replaced."""
    number, free = 1, path
    while free.name.casefold() in taken:
        number += 1
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
    return free


def _tell(paths: list[str], *, as_json: bool) -> None:
    if as_json:
        terminal.value({"files": paths})
    else:
        terminal.plain("\n".join(paths))


def _format(arguments: argparse.Namespace) -> ExportFormat:
    by_name = {each.name: each for each in formats()}
    suffix = Path(str(arguments.to)).suffix.removeprefix(".").casefold()
    return by_name.get(str(arguments.format or suffix), by_name[OTHERWISE])


def _that_take(choice: str) -> str:
    return ", ".join(each.name for each in formats() if choice in each.choices)


def _wishes(arguments: argparse.Namespace) -> ExportWishes:
    user, _, assistant = str(arguments.names).partition(",")
    return ExportWishes(
        language=str(arguments.language),
        user_name=user.strip(),
        assistant_name=assistant.strip(),
        timestamps=bool(arguments.times),
        unheard=bool(arguments.unheard),
        tools=bool(arguments.tools),
        summary=bool(arguments.summary),
        only=str(arguments.only),
        item=ItemId(str(arguments.turn)) if arguments.turn else None,
        time_zone=str(arguments.time_zone),
        with_sound=bool(arguments.with_sound),
        mix=SpeakersMix(arguments.mix),
    )
