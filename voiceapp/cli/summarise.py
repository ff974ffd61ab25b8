"""Summarises a conversation or a recording of the history, and keeps the summary with it."""

import argparse
from dataclasses import replace

import msgspec

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK
from voiceapp.cli.failure_output import complain
from voiceapp.cli.language import in_words
from voiceapp.cli.main import overrides
from voiceapp.cli.settings_problems import tell
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.summary import Summaries, Summary
from voiceapp.core.transcript import Talk
from voiceapp.one_off.archive import Archive, ArchiveError
from voiceapp.one_off.talk_summaries import Written, prompt_named, put_beside, written_about
from voiceapp.one_off.terminal_services import TerminalServices
from voiceapp.settings.paths import Paths
from voiceapp.settings.text_language import text_languages
from voiceapp.talk_files import summary_text


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = in_words(
        Sentence(
            "Title, key points, decisions, tasks, open questions, chapters and tags; each point with the lines that it came "
            "from. It's kept with the conversation. The words go to the language model that the settings choose; with "
            "--engine local they stay on this device."
        )
    )
    parser.add_argument(
        "talk",
        nargs="?",
        default="",
        metavar=in_words(Sentence("conversation")),
        help=in_words(Sentence("a conversation's name, or the beginning of it; without one, the newest")),
    )
    parser.add_argument(
        "--prompt",
        default="",
        metavar=in_words(Sentence("NAME")),
        help=in_words(Sentence("write a text by one of your prompts instead: minutes, interview, …")),
    )
    parser.add_argument("--show", action="store_true", help=in_words(Sentence("print what is kept, and ask nobody")))
    parser.add_argument(
        "--engine", choices=["auto", "local"], default="auto", help=in_words(Sentence("who summarises"))
    )
    parser.add_argument(
        "--language", choices=text_languages(), default="en", help=in_words(Sentence("of the headings"))
    )
    parser.add_argument("--json", action="store_true", help=in_words(Sentence("print it as JSON")))


def run(arguments: argparse.Namespace) -> int:
    archive = Archive(Paths.find().data)
    try:
        talk = archive.talk(str(arguments.talk)) if arguments.talk else archive.last()
        if talk is None:
            terminal.warn(Sentence("There's no such conversation. `voiceapp history` lists them."))
            return NOTHING_FOUND
        kept = _kept(talk, str(arguments.prompt)) if arguments.show else _made(archive, talk, arguments)
    except (ArchiveError, EngineError) as error:
        complain(error.failure)
        return FAILED
    if not kept:
        terminal.warn(Sentence("Nothing was written about this conversation yet."))
        return NOTHING_FOUND
    _print(replace(talk, summaries=kept), arguments)
    return OK


def _kept(talk: Talk, prompt: str) -> Summaries:
    if not prompt:
        return talk.summaries
    return Summaries(None, tuple(text for text in talk.summaries.texts if text.prompt.casefold() == prompt.casefold()))


def _made(archive: Archive, talk: Talk, arguments: argparse.Namespace) -> Summaries:
    """Return what was just written, once it is kept."""
    services = TerminalServices(overrides(arguments), here=arguments.engine == "local")
    tell(services.problems, services.over_budget)
    wanted = str(arguments.prompt)
    prompt = prompt_named(wanted, dict(services.settings.summaries.prompts)) if wanted else None
    written = services.run(_written(services, talk, prompt))
    terminal.moving("")
    title = written.title if isinstance(written, Summary) else ""
    archive.change_summaries(talk.id, lambda kept: put_beside(kept, written), title)
    return put_beside(Summaries(), written)


async def _written(services: TerminalServices, talk: Talk, prompt: tuple[str, str] | None) -> Written:
    return await written_about(talk, prompt, services.summariser(), _progress)


def _progress(done: int, of: int) -> None:
    terminal.moving(in_words(Sentence("Part {number} of {count}", number=done + 1, count=of)) if of > 1 else "")


def _print(talk: Talk, arguments: argparse.Namespace) -> None:
    if arguments.json:
        terminal.value(msgspec.to_builtins(talk.summaries), indent=2)
    else:
        terminal.write(summary_text(talk, str(arguments.language)))
