"""Writes the manual pages and the shells' completions from the commands' own descriptions. Run it after changing one."""

import argparse
import importlib
import keyword
import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PAGES = ROOT / "assets" / "man"
COMPLETIONS = ROOT / "assets" / "completions"
SHELLS = {"bash": "voiceapp.bash", "zsh": "_voiceapp", "fish": "voiceapp.fish"}
STATUS = (
    ("0", "It went well."),
    ("1", "It failed; a sentence on the error output says why."),
    ("2", "The command was not understood."),
    ("3", "Nothing was found."),
    ("4", "This device lacks something that the command needs: a display, a microphone."),
)


def files() -> dict[Path, str]:
    """Everything that is written, by its place."""
    os.environ["COLUMNS"] = "80"
    from voiceapp.cli.main import COMMANDS, parser_of, parser_of_all
    from voiceapp.core.sentence import Sentence

    parsers = {
        name: parser_of(name, importlib.import_module(f"voiceapp.cli.{name}{'_' * keyword.iskeyword(name)}"))
        for name in COMMANDS
    }
    made: dict[Path, str] = {}
    for name, parser in parsers.items():
        made[PAGES / f"voiceapp-{name}.1"] = page(f"voiceapp-{name}", str(COMMANDS[name]), parser)
    what: dict[str, Sentence] = COMMANDS
    made[PAGES / "voiceapp.1"] = overview(parser_of_all(), {name: str(does) for name, does in what.items()})
    for shell, place in SHELLS.items():
        made[COMPLETIONS / place] = completion(shell, parsers, {name: str(does) for name, does in what.items()})
    return made


# --- manual pages


def page(name: str, does: str, parser: argparse.ArgumentParser) -> str:
    lines = [*_head(name, does), *_synopsis(parser), ".SH DESCRIPTION", *_paragraphs(parser.description or "")]
    lines += _arguments(parser)
    lines += [".SH EXIT STATUS"]
    for status, means in STATUS:
        lines += [".TP", f".B {status}", means]
    lines += [".SH SEE ALSO", ".BR voiceapp (1)"]
    return "\n".join(lines) + "\n"


def overview(parser: argparse.ArgumentParser, commands: dict[str, str]) -> str:
    does = "a desktop voice assistant"
    lines = [
        *_head("voiceapp", does),
        ".SH SYNOPSIS",
        ".B voiceapp",
        "[options]",
        ".br",
        ".B voiceapp",
        "command [options]",
    ]
    lines += [".SH DESCRIPTION", *_paragraphs(parser.description or ""), ".SH COMMANDS"]
    for name, what in commands.items():
        lines += [".TP", f".BR voiceapp-{_escaped(name)} (1)", _escaped(what)]
    lines += _arguments(parser)
    lines += [".SH FILES", ".TP", ".I ~/.config/voiceapp/settings.toml", "The settings."]
    lines += [".TP", ".I ~/.local/share/voiceapp", "Conversations and their sound; readable by their owner alone."]
    return "\n".join(lines) + "\n"


def _head(name: str, does: str) -> list[str]:
    return [f'.TH {name.upper()} 1 "" voiceapp "User Commands"', ".SH NAME", f"{_escaped(name)} \\- {_escaped(does)}"]


def _synopsis(parser: argparse.ArgumentParser) -> list[str]:
    lines = [".SH SYNOPSIS", f".B {_escaped(parser.prog)}", "[options]"]
    for action in parser._actions:
        if not action.option_strings:
            shown = _escaped(_named(action))
            lines.append(f"[{shown}]" if action.nargs in ("?", "*") else shown)
    return lines


def _arguments(parser: argparse.ArgumentParser) -> list[str]:
    positional = [action for action in parser._actions if not action.option_strings]
    options = [action for action in parser._actions if action.option_strings]
    lines: list[str] = []
    for title, actions in (("ARGUMENTS", positional), ("OPTIONS", options)):
        if actions:
            lines.append(f".SH {title}")
        for action in actions:
            lines += [".TP", f".B {_escaped(_shown(action))}", *_paragraphs(_help(parser, action))]
    return lines


def _shown(action: argparse.Action) -> str:
    if not action.option_strings:
        return _named(action)
    takes = "" if action.nargs == 0 else f" {_named(action)}"
    return ", ".join(option + takes for option in action.option_strings)


def _named(action: argparse.Action) -> str:
    if action.choices is not None and action.metavar is None:
        return "{" + ",".join(str(choice) for choice in action.choices) + "}"
    given = action.metavar[0] if isinstance(action.metavar, tuple) else action.metavar
    return given or (action.dest.upper() if action.option_strings else action.dest)


def _help(parser: argparse.ArgumentParser, action: argparse.Action) -> str:
    return parser._get_formatter()._expand_help(action) if action.help else ""


def _paragraphs(text: str) -> list[str]:
    """Lines that are laid out stay as they are."""
    lines: list[str] = []
    for part in text.split("\n\n"):
        laid_out = "\n" in part
        lines += [".PP"] if lines else []
        lines += [".nf", *map(_escaped, part.splitlines()), ".fi"] if laid_out else [_escaped(part)]
    return [line for line in lines if line]


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    plain = "".join(each if each.isascii() else f"\\[u{ord(each):04X}]" for each in plain)
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


# --- completions


def completion(shell: str, parsers: dict[str, argparse.ArgumentParser], commands: dict[str, str]) -> str:
    """One parser that has them all, of which the shell's completion is made."""
    import shtab

    whole = argparse.ArgumentParser(prog="voiceapp", add_help=False)
    _copy_options(whole, _options_of(next(iter(parsers.values())), common=True))
    each = whole.add_subparsers()
    for name, parser in parsers.items():
        part = each.add_parser(name, help=commands[name], description=commands[name], add_help=False)
        _copy_options(part, parser._actions)
    return shtab.complete(whole, shell)


def _options_of(parser: argparse.ArgumentParser, *, common: bool) -> Iterator[argparse.Action]:
    for action in parser._actions:
        if (action.dest in ("help", "verbose", "set")) is common:
            yield action


def _copy_options(
    parser: argparse.ArgumentParser, actions: "Iterator[argparse.Action] | list[argparse.Action]"
) -> None:
    import shtab

    for action in actions:
        if action.type is Path or action.dest in ("file", "files", "path", "folder"):
            action.complete = shtab.FILE
        parser._add_action(action)


def main() -> None:
    made = files()
    for folder in (PAGES, COMPLETIONS):
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            if old not in made:
                old.unlink()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
