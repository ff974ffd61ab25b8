"""Lets others recognise a recording of the history, and chooses between what they heard."""

import argparse
from collections.abc import Sequence

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK, USAGE
from voiceapp.cli.failure_output import complain
from voiceapp.cli.language import in_words
from voiceapp.cli.main import overrides
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.text.word_changes import PieceKind, difference
from voiceapp.core.transcript import Message, Talk, Version
from voiceapp.core.versions import own_version, using, with_version
from voiceapp.core.versions_access import AnotherHearing, RecogniserOffer
from voiceapp.one_off.another_version import another_version, recognisers, sound_of
from voiceapp.one_off.archive import Archive, ArchiveError
from voiceapp.one_off.terminal_services import TerminalServices
from voiceapp.settings.paths import Paths

MARKS = {PieceKind.SAME: "{}", PieceKind.REMOVED: "[-{}-]", PieceKind.ADDED: "[+{}+]"}
DETECTED = "auto"


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = in_words(
        Sentence(
            "Without options it lists the lines of a conversation that have a recording, and what others heard in them, "
            "with the difference word by word: [-gone-] [+new+]."
        )
    )
    parser.add_argument(
        "name",
        nargs="?",
        default="",
        metavar=in_words(Sentence("NAME")),
        help=in_words(Sentence("of a conversation, as `voiceapp history` lists it, or of one line")),
    )
    parser.add_argument(
        "--recognisers", action="store_true", help=in_words(Sentence("list who can recognise a recording now"))
    )
    parser.add_argument(
        "--hear", action="store_true", help=in_words(Sentence("have it recognised, beside the words that are there"))
    )
    parser.add_argument(
        "--engine",
        default="",
        metavar=in_words(Sentence("RECOGNISER")),
        help=in_words(Sentence("who: one that --recognisers lists; without it, the usual one")),
    )
    parser.add_argument(
        "--language",
        default="",
        metavar=in_words(Sentence("LANGUAGE")),
        help=in_words(Sentence("what it is in, such as de; auto: detected; without it, as usual")),
    )
    parser.add_argument(
        "--use",
        type=int,
        default=0,
        metavar=in_words(Sentence("NUMBER")),
        help=in_words(Sentence("let this version be the line's words; the former ones take its place")),
    )


def run(arguments: argparse.Namespace) -> int:
    try:
        return _run(arguments)
    except (ArchiveError, EngineError) as error:
        complain(error.failure)
        return FAILED


def _run(arguments: argparse.Namespace) -> int:
    if arguments.recognisers:
        return _list_recognisers(TerminalServices(overrides(arguments)))
    if not arguments.name:
        terminal.warn(Sentence("Name a conversation or a line. {command} lists them.", command="voiceapp history"))
        return USAGE
    archive = Archive(Paths.find().data)
    talk, lines = _found(archive, str(arguments.name))
    if talk is None or not lines:
        terminal.warn(Sentence("Nothing named {name} has a recording.", name=str(arguments.name)))
        return NOTHING_FOUND
    if not (arguments.hear or arguments.use):
        for each in lines:
            _show(each)
        return OK
    line, *others = lines
    if others:
        terminal.warn(Sentence("{name} has several lines. Name one of them.", name=str(arguments.name)))
        return USAGE
    if arguments.hear:
        return _hear(archive, talk, line, arguments)
    return _use(archive, talk, line, int(arguments.use))


def _found(archive: Archive, name: str) -> tuple[Talk | None, tuple[Message, ...]]:
    """A line's name begins with its talk's, or is given after it."""
    talk = archive.talk(name) or archive.talk_of_item(name)
    if talk is None:
        return None, ()
    spoken = tuple(item for item in talk.items if isinstance(item, Message) and item.sound_parts)
    one = tuple(item for item in spoken if item.id == name)
    return talk, one or spoken


def _list_recognisers(services: TerminalServices) -> int:
    for offer in recognisers(services.engines, services.settings):
        goes = Sentence("your voice leaves this device") if offer.leaves_machine else Sentence("on this device")
        terminal.plain(f"{offer.id:<34}{offer.title:<34}{in_words(goes)}")
    return OK


def _hear(archive: Archive, talk: Talk, line: Message, arguments: argparse.Namespace) -> int:
    services = TerminalServices(overrides(arguments))
    how = AnotherHearing(_named(services, str(arguments.engine)), _languages(str(arguments.language)))
    pcm = sound_of(line, archive.sounds(talk))
    version, _ = services.run(another_version(services.engines, services.settings, line, pcm, how))
    _show(archive.change_message(talk.id, line.id, lambda now: with_version(now, version)))
    return OK


def _named(services: TerminalServices, wanted: str) -> str:
    """Returns the id of a recogniser that was named by it, or by its title."""
    if not wanted:
        return ""
    known: Sequence[RecogniserOffer] = recognisers(services.engines, services.settings)
    names = {each.id.casefold(): each.id for each in known}
    names |= {each.title.casefold(): each.id for each in known}
    names |= {each.id.partition("/")[2].casefold(): each.id for each in known}
    found = names.get(wanted.casefold())
    if found is None:
        listed = ", ".join(each.id for each in known)
        raise ValueError(Sentence("There's no recogniser {name} now. There are: {known}.", name=wanted, known=listed))
    return found


def _languages(wanted: str) -> tuple[str, ...] | None:
    if wanted == DETECTED:
        return ()
    return (wanted,) if wanted else None


def _use(archive: Archive, talk: Talk, line: Message, number: int) -> int:
    if not 1 <= number <= len(line.versions):
        terminal.warn(Sentence("This line has no version {number}.", number=number))
        return NOTHING_FOUND
    _show(archive.change_message(talk.id, line.id, lambda now: using(now, line.versions[number - 1])))
    return OK


def _show(line: Message) -> None:
    terminal.plain(_one_line(line.id))
    terminal.plain(f"   * {_heading(own_version(line))}: {_one_line(line.text)}")
    for number, version in enumerate(line.versions, 1):
        pieces = difference(line.text, version.text)
        words = " ".join(MARKS[piece.kind].format(piece.text) for piece in pieces)
        terminal.plain(f"  {number:>2} {_heading(version)}: {_one_line(words)}")


def _heading(version: Version) -> str:
    by = in_words(verbatim(version.by) if version.by else Sentence("first version"))
    return _one_line(f"{by}, {version.language}" if version.language else by)


def _one_line(text: str) -> str:
    return in_one_line(clean(text))
