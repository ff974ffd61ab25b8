"""Lists and searches what was said."""

import argparse
import json
import sys
from dataclasses import asdict

from voiceapp.app.archive import Archive, ArchiveError, local_time, plain
from voiceapp.cli.dates import add_span, span
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK
from voiceapp.core.history import HistoryPage, Hit, Query, TalkSummary
from voiceapp.core.transcript import TalkKind
from voiceapp.settings.paths import Paths


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("search", nargs="*", help="words that must all occur in a line; the last may be unfinished")
    add_span(parser)
    parser.add_argument("--engine", default="", metavar="NAME", help="talks in which this engine answered")
    parser.add_argument("--kind", choices=[kind.value for kind in TalkKind])
    parser.add_argument("--pinned", action="store_true")
    parser.add_argument("--count", type=int, default=20, help="how many at most (20)")
    parser.add_argument("--json", action="store_true", help="for scripts")


def run(arguments: argparse.Namespace) -> int:
    since, until = span(arguments)
    query = Query(
        words=" ".join(arguments.search),
        since=since,
        until=until,
        engine=str(arguments.engine),
        kind=TalkKind(arguments.kind) if arguments.kind else None,
        pinned=bool(arguments.pinned),
        count=max(1, int(arguments.count)),
    )
    try:
        page = Archive(Paths.find().data).find(query)
    except ArchiveError as error:
        print(error.failure.sentence, file=sys.stderr)
        return FAILED
    if arguments.json:
        print(json.dumps(_plain_values(page), ensure_ascii=False, indent=2))
    else:
        _show(page)
    return OK if page.total else NOTHING_FOUND


def _plain_values(page: HistoryPage) -> dict[str, object]:
    talks = [{**asdict(talk), "kind": talk.kind.value} for talk in page.talks]
    return {"total": page.total, "talks": talks}


def _show(page: HistoryPage) -> None:
    bold = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    for talk in page.talks:
        print(_line(talk))
        for hit in talk.hits:
            print(f"    {hit.speaker:<10} {_marked(hit, bold)}")
    if page.total > len(page.talks):
        print(f"… and {page.total - len(page.talks)} more: --count shows them.", file=sys.stderr)
    if not page.total:
        print("Nothing found.", file=sys.stderr)


def _line(talk: TalkSummary) -> str:
    pin = "* " if talk.pinned else "  "
    return f"{pin}{local_time(talk.started_at)}  {_one_line(talk.title)}  ({talk.items})  {_one_line(talk.id)}"


def _marked(hit: Hit, bold: tuple[str, str]) -> str:
    parts: list[str] = []
    place = 0
    for span_ in hit.spans:
        parts += [
            _one_line(hit.snippet[place : span_.start]),
            bold[0],
            _one_line(hit.snippet[span_.start : span_.end]),
            bold[1],
        ]
        place = span_.end
    return "".join([*parts, _one_line(hit.snippet[place:])])


def _one_line(text: str) -> str:
    """What was said must not steer the terminal."""
    return plain(text).replace("\n", " ").replace("\t", " ")
