"""Lists and searches what was said."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict

from voiceapp.cli import terminal
from voiceapp.cli.dates import add_span, span
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK, USAGE
from voiceapp.cli.failure_output import complain
from voiceapp.cli.main import overrides
from voiceapp.core.history import DeletedEntry, HistoryPage, Hit, Query, TalkSummary
from voiceapp.core.ports import EngineError
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.transcript import TalkKind, ToolCall
from voiceapp.one_off.archive import Archive, ArchiveError, local_time
from voiceapp.settings import installation
from voiceapp.settings.paths import Paths


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("search", nargs="*", help="words that must all be in one message; the last may be unfinished")
    parser.add_argument("--meaning", action="store_true", help="also find what means nearly the same; best match first")
    add_span(parser)
    parser.add_argument("--engine", default="", metavar="NAME", help="only conversations in which this engine answered")
    parser.add_argument("--kind", choices=[kind.value for kind in TalkKind])
    parser.add_argument("--pinned", action="store_true")
    parser.add_argument("--count", type=int, default=20, help="how many at most (20)")
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")
    parser.add_argument("--deleted", action="store_true", help="list what you deleted and can restore")
    parser.add_argument("--restore", default="", metavar="NAME", help="restore what --deleted lists under this name")


def run(arguments: argparse.Namespace) -> int:
    if arguments.deleted or arguments.restore:
        return _deleted(Archive(Paths.find().data), str(arguments.restore))
    since, until = span(arguments)
    query = Query(
        words=" ".join(arguments.search),
        since=since,
        until=until,
        engine=str(arguments.engine),
        kind=TalkKind(arguments.kind) if arguments.kind else None,
        pinned=bool(arguments.pinned),
        meaning=bool(arguments.meaning),
        count=max(1, int(arguments.count)),
    )
    if query.meaning and not query.words.strip():
        terminal.warn("Search by meaning needs words.")
        return USAGE
    try:
        page = _found(query, arguments)
    except (ArchiveError, EngineError) as error:
        complain(error.failure)
        return FAILED
    if arguments.json:
        terminal.value(_plain_values(page), indent=2)
    else:
        _show(page)
    return OK if page.total else NOTHING_FOUND


def _found(query: Query, arguments: argparse.Namespace) -> HistoryPage:
    if not query.meaning:
        return Archive(Paths.find().data).find(query)
    # It loads the engines, which a search by words has no need of.
    from voiceapp.one_off.meaning_search import found_by_meaning  # noqa: PLC0415

    return found_by_meaning(query, overrides(arguments))


def _deleted(archive: Archive, restore: str) -> int:
    """List what was deleted, or restore one of these."""
    try:
        if restore:
            return _restore(archive, restore)
        entries = archive.deleted()
    except ArchiveError as error:
        terminal.warn(error.failure.sentence)
        return FAILED
    for entry in entries:
        terminal.say(f"  {local_time(entry.deleted_at)}  {_one_line(_shown(entry))}  {_one_line(entry.name)}")
    if not entries:
        terminal.warn("Recently deleted is empty.")
    return OK if entries else NOTHING_FOUND


def _restore(archive: Archive, name: str) -> int:
    entry = archive.restore(name)
    if entry is None:
        listed = installation.as_typed("`voiceapp history --deleted`")
        terminal.warn(f"Nothing named {name} can be restored. {listed} lists what can.")
        return NOTHING_FOUND
    terminal.say(f"Restored: {_one_line(_shown(entry))}")
    return OK


def _shown(entry: DeletedEntry) -> str:
    if entry.item is None:
        return str(entry.shown_title)
    text = entry.item.name if isinstance(entry.item, ToolCall) else entry.item.text
    return f"{text[:60]}{'…' if len(text) > 60 else ''} (in {entry.shown_title})"


def _plain_values(page: HistoryPage) -> dict[str, object]:
    talks = [{**asdict(talk), "title": str(talk.shown_title), "kind": talk.kind.value} for talk in page.talks]
    return {"total": page.total, "similar": page.similar, "talks": talks}


def _show(page: HistoryPage) -> None:
    if page.total and page.similar:
        terminal.warn(f"No exact match for “{_one_line(page.query.words)}”. Similar:")
    for talk in page.talks:
        terminal.say(_line(talk))
        for hit in talk.hits:
            mark = "≈" if hit.by_meaning else " "
            terminal.highlighted([(f"  {mark} {hit.speaker:<10} ", False), *_marked(hit)])
    if page.total > len(page.talks):
        terminal.warn(f"… and {page.total - len(page.talks)} more: --count shows them.")
    if not page.total:
        terminal.warn("Nothing found.")


def _line(talk: TalkSummary) -> str:
    pin = "* " if talk.pinned else "  "
    return (
        f"{pin}{local_time(talk.started_at)}  {_one_line(str(talk.shown_title))}  ({talk.items})  {_one_line(talk.id)}"
    )


def _marked(hit: Hit) -> Iterator[tuple[str, bool]]:
    """Yields the text of a hit in pieces, and for each whether it was searched for."""
    place = 0
    for span_ in hit.spans:
        yield _one_line(hit.snippet[place : span_.start]), False
        yield _one_line(hit.snippet[span_.start : span_.end]), True
        place = span_.end
    yield _one_line(hit.snippet[place:]), False


def _one_line(text: str) -> str:
    return in_one_line(clean(text))
