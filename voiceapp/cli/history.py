"""Lists and searches what was said."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.dates import add_span, span
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK, USAGE
from voiceapp.cli.failure_output import complain
from voiceapp.cli.language import in_words
from voiceapp.cli.main import overrides
from voiceapp.core.history import DeletedEntry, HistoryPage, Hit, Query, TalkSummary
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.transcript import Speaker, TalkKind, ToolCall
from voiceapp.one_off.archive import Archive, ArchiveError, local_time
from voiceapp.settings.paths import Paths

SPEAKERS = {Speaker.USER.value: Sentence("user"), Speaker.ASSISTANT.value: Sentence("assistant")}


def add(parser: argparse.ArgumentParser) -> None:
    name = in_words(Sentence("NAME"))
    parser.add_argument(
        "search",
        nargs="*",
        metavar=in_words(Sentence("search")),
        help=in_words(Sentence("words that must all be in one message; the last may be unfinished")),
    )
    parser.add_argument(
        "--meaning",
        action="store_true",
        help=in_words(Sentence("also find what means nearly the same; best match first")),
    )
    parser.add_argument(
        "--like",
        default="",
        metavar=name,
        help=in_words(Sentence("find what means nearly the same as this conversation, message or text")),
    )
    add_span(parser)
    parser.add_argument(
        "--engine",
        default="",
        metavar=name,
        help=in_words(Sentence("only conversations in which this engine answered")),
    )
    parser.add_argument(
        "--kind", choices=[kind.value for kind in TalkKind], help=in_words(Sentence("only those of this kind"))
    )
    parser.add_argument("--pinned", action="store_true", help=in_words(Sentence("only pinned ones")))
    parser.add_argument(
        "--count",
        type=int,
        default=20,
        metavar=in_words(Sentence("COUNT")),
        help=in_words(Sentence("how many at most (20)")),
    )
    parser.add_argument("--json", action="store_true", help=in_words(Sentence("print JSON, for scripts")))
    parser.add_argument(
        "--deleted", action="store_true", help=in_words(Sentence("list what you deleted and can restore"))
    )
    parser.add_argument(
        "--restore",
        default="",
        metavar=name,
        help=in_words(Sentence("restore what --deleted lists under this name")),
    )
    parser.add_argument(
        "--rebuild-from",
        default="",
        metavar=in_words(Sentence("FOLDER")),
        help=in_words(Sentence("bring back what the folder with saved conversations has and the history lacks")),
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.rebuild_from:
        return _rebuild(Path(str(arguments.rebuild_from)).expanduser())
    if arguments.deleted or arguments.restore:
        return _deleted(Archive(Paths.find().data), str(arguments.restore))
    since, until = span(arguments)
    like = str(arguments.like).strip()
    query = Query(
        words=like or " ".join(arguments.search),
        since=since,
        until=until,
        engine=str(arguments.engine),
        kind=TalkKind(arguments.kind) if arguments.kind else None,
        pinned=bool(arguments.pinned),
        meaning=bool(arguments.meaning or like),
        like=like,
        count=max(1, int(arguments.count)),
    )
    if query.meaning and not query.words.strip():
        terminal.warn(Sentence("Search by meaning needs words."))
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


def _rebuild(folder: Path) -> int:
    # It loads what reads sound, which nothing else here has need of.
    from voiceapp.one_off.folder_history import rebuild  # noqa: PLC0415

    try:
        rebuilt, _ = rebuild(Paths.find().data, folder)
    except ArchiveError as error:
        terminal.warn(error.failure.sentence)
        return FAILED
    terminal.say(rebuilt.told)
    if rebuilt.unread:
        terminal.warn(Sentence("Empty or unreadable: {count}.", count=rebuilt.unread))
    return OK


def _found(query: Query, arguments: argparse.Namespace) -> HistoryPage:
    if query.like and (found := Archive(Paths.find().data).find_like(query)) is not None:
        return found
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
        shown = _one_line(in_words(_shown(entry)))
        terminal.plain(f"  {local_time(entry.deleted_at)}  {shown}  {_one_line(entry.name)}")
    if not entries:
        terminal.warn(Sentence("Recently deleted is empty."))
    return OK if entries else NOTHING_FOUND


def _restore(archive: Archive, name: str) -> int:
    entry = archive.restore(name)
    if entry is None:
        terminal.warn(
            Sentence("Nothing named {name} can be restored. `voiceapp history --deleted` lists what can.", name=name)
        )
        return NOTHING_FOUND
    terminal.say(Sentence("Restored: {what}", what=_one_line(in_words(_shown(entry)))))
    return OK


def _shown(entry: DeletedEntry) -> Sentence:
    if entry.item is None:
        return entry.shown_title
    text = entry.item.name if isinstance(entry.item, ToolCall) else entry.item.text
    shortened = f"{text[:60]}{'…' if len(text) > 60 else ''}"
    return Sentence("{text} (in {title})", text=shortened, title=entry.shown_title)


def _plain_values(page: HistoryPage) -> dict[str, object]:
    talks = [{**asdict(talk), "title": str(talk.shown_title), "kind": talk.kind.value} for talk in page.talks]
    return {"total": page.total, "similar": page.similar, "talks": talks}


def _show(page: HistoryPage) -> None:
    if page.total and page.similar:
        terminal.warn(Sentence("No exact match for “{words}”. Similar:", words=_one_line(page.query.words)))
    for talk in page.talks:
        terminal.plain(_line(talk))
        for hit in talk.hits:
            mark = "≈" if hit.by_meaning else " "
            speaker = in_words(SPEAKERS.get(hit.speaker) or verbatim(hit.speaker))
            terminal.highlighted([(f"  {mark} {speaker:<10} ", False), *_marked(hit)])
    if page.total > len(page.talks):
        terminal.warn(Sentence("… and {count} more: --count shows them.", count=page.total - len(page.talks)))
    if not page.total:
        terminal.warn(Sentence("Nothing found."))


def _line(talk: TalkSummary) -> str:
    pin = "* " if talk.pinned else "  "
    return (
        f"{pin}{local_time(talk.started_at)}  {_one_line(in_words(talk.shown_title))}  ({talk.items})  "
        f"{_one_line(talk.id)}"
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
