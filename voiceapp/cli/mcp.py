"""Lists the servers whose tools the assistant may use, changes them, and serves one's own talks to other programs."""

import argparse
import sys
from collections.abc import Sequence

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.language import in_words
from voiceapp.cli.main import overrides
from voiceapp.cli.settings_problems import chosen
from voiceapp.cli.subcommands import describe
from voiceapp.core.failures import Failure
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.tool_servers.access import ServerCard, ServerState
from voiceapp.core.tool_servers.server_entries import ServerEntry
from voiceapp.one_off.archive import Archive
from voiceapp.one_off.tool_servers import TerminalServers
from voiceapp.settings.paths import Paths

TOLD = {
    ServerState.OFF: Sentence("off"),
    ServerState.CHANGED: Sentence("changed"),
    ServerState.STARTING: Sentence("on"),
    ServerState.UNUSABLE: Sentence("unusable"),
}


def add(parser: argparse.ArgumentParser) -> None:
    describe(
        parser,
        Sentence("Lists the programs whose tools the assistant may use (MCP), and changes them."),
        (
            ("", Sentence("serves your conversations to the program that starts this: search and read")),
            ("serve --speak", Sentence("the same, and lets it speak to you")),
            ("list", Sentence("which there are, and what each would run or ask")),
            ("add NAME -- COMMAND …", Sentence("a program of this computer")),
            ("add NAME https://…", Sentence("a server elsewhere")),
            ("on NAME", Sentence("lets the assistant use its tools, asking you each time")),
            ("off NAME", Sentence("no longer")),
            ("try NAME", Sentence("starts it once, and prints its tools")),
            ("remove NAME", Sentence("takes it off the list")),
        ),
    )
    parser.add_argument(
        "action",
        nargs="?",
        choices=["serve", "list", "add", "on", "off", "try", "remove"],
        default="serve",
        help=in_words(Sentence("what to do")),
    )
    parser.add_argument(
        "words",
        nargs=argparse.REMAINDER,
        metavar=in_words(Sentence("server")),
        help=in_words(Sentence("the server's name, and with add its command or its address")),
    )
    _options(parser)


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--env",
        action="append",
        default=[],
        metavar=in_words(Sentence("NAME=VALUE")),
        help=in_words(Sentence("with add: a variable for the program; secrets go into the keyring")),
    )
    parser.add_argument(
        "--header",
        action="append",
        default=[],
        metavar=in_words(Sentence("NAME=VALUE")),
        help=in_words(Sentence("with add: a header for the server; it goes into the keyring")),
    )
    parser.add_argument("--json", action="store_true", help=in_words(Sentence("print JSON, for scripts")))
    parser.add_argument(
        "--speak", action="store_true", help=in_words(Sentence("with serve: other programs may say a text aloud, too"))
    )


def _words_and_options(given: Sequence[str]) -> tuple[list[str], argparse.Namespace]:
    """A server's command has options of its own: they come after --, and are none of ours."""
    ours = list(given[: given.index("--")]) if "--" in given else list(given)
    parser = argparse.ArgumentParser(prog=f"voiceapp {__name__.rsplit('.', 1)[-1]}", add_help=False)
    parser.add_argument("words", nargs="*")
    _options(parser)
    read = parser.parse_intermixed_args(ours)
    return [*(str(word) for word in read.words), *given[len(ours) + 1 :]], read


def run(arguments: argparse.Namespace) -> int:
    words, options = _words_and_options([str(word) for word in arguments.words])
    action = str(arguments.action)
    if action == "serve":
        return _serve(arguments, speaks=bool(arguments.speak or options.speak))
    if action != "list" and not words:
        terminal.warn(Sentence("voiceapp mcp {action} NAME", action=action))
        return USAGE
    settings = chosen(arguments)
    with TerminalServers(lambda: settings.engines.leaves_machine != "nothing") as servers:
        if servers.problem is not None:
            terminal.warn(servers.problem)
        match action:
            case "add":
                return _add(servers, words, options)
            case "on" | "off":
                return _told(servers.switch(words[0], on=action == "on"))
            case "remove":
                return _told(servers.remove(words[0]))
            case "try":
                return _try(servers, words[0])
            case _:
                _list(servers, as_json=bool(arguments.json or options.json))
                return OK


def _serve(arguments: argparse.Namespace, *, speaks: bool) -> int:
    if sys.stdin.isatty():
        terminal.warn(
            Sentence(
                "This serves programs, not people: name `voiceapp mcp` in the other program as a server's command."
            )
        )
        return USAGE
    from voiceapp.one_off.talk_service import serve_talks  # noqa: PLC0415  (who changes the list has no need of it)

    archive = Archive(Paths.find().data)
    serve_talks(archive, (lambda text: _say(text, arguments)) if speaks else None)
    return OK


def _say(text: str, arguments: argparse.Namespace) -> Sentence | None:
    from voiceapp.one_off.sound_files import play_as_made  # noqa: PLC0415  (only where something is said)
    from voiceapp.one_off.terminal_services import TerminalServices  # noqa: PLC0415

    bench = TerminalServices(overrides(arguments), here=False)
    failures: list[Failure] = []
    try:
        bench.run(play_as_made(bench.settings, bench.spoken(text, failures.append)))
    except EngineError as error:
        return error.failure.sentence
    return bench.lacking or (failures[0].sentence if failures else None)


def _add(servers: TerminalServers, words: Sequence[str], arguments: argparse.Namespace) -> int:
    name, *rest = words
    if not rest:
        terminal.warn(Sentence("voiceapp mcp add NAME -- COMMAND …"))
        return USAGE
    remote = rest[0].startswith(("http://", "https://"))
    entry = ServerEntry(
        name,
        command="" if remote else rest[0],
        arguments=() if remote else tuple(rest[1:]),
        variables=_pairs(arguments.env),
        url=rest[0] if remote else "",
        headers=_pairs(arguments.header),
    )
    failure = servers.keep(entry)
    if failure is not None:
        return _told(failure)
    terminal.say(Sentence("It's on the list, and off. `voiceapp mcp on {name}` switches it on.", name=name))
    return OK


def _pairs(given: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, _, value in (each.partition("=") for each in given))


def _try(servers: TerminalServers, name: str) -> int:
    came = servers.try_out(name)
    if isinstance(came, Failure):
        return _told(came)
    for tool in came.offer.tools:
        terminal.plain(f"{tool.shown_name}  {tool.spec.description.splitlines()[0]}")
    if came.sentence is not None:
        terminal.warn(came.sentence)
    if came.state is ServerState.SIGN_IN:
        terminal.warn(Sentence("The window signs you in: Settings, Tools."))
    return OK if came.state is ServerState.READY else FAILED


def _list(servers: TerminalServers, *, as_json: bool) -> None:
    cards = servers.cards()
    if as_json:
        terminal.value([{"name": card.name, "runs": card.shown, "on": card.on} for card in cards], indent=2)
        return
    for card in cards:
        terminal.plain(_line(card))
    if not cards:
        terminal.warn(Sentence("There are no servers yet. `voiceapp mcp add NAME -- COMMAND …` adds one."))


def _line(card: ServerCard) -> str:
    why = f" ({in_words(card.sentence)})" if card.sentence is not None else ""
    return f"{card.name}  {in_words(TOLD[card.state])}{why}  {card.shown}"


def _told(failure: Failure | None) -> int:
    if failure is None:
        return OK
    terminal.warn(failure.sentence)
    return USAGE
