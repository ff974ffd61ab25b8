"""Chooses the language of the terminal, and renders sentences in it: the setting's, or else the environment's."""

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from voiceapp.core.sentence import ENGLISH, English, Sentence, render
from voiceapp.settings.paths import Paths
from voiceapp.settings.system_language import system_language

SETTING = "appearance.language"
PARSER_WORDS = (
    "usage: ",
    "positional arguments",
    "options",
    "show this help message and exit",
    "argument %(argument_name)s: %(message)s",
    "the following arguments are required: %s",
    "one of the arguments %s is required",
    "not allowed with argument %s",
    "unrecognized arguments: %s",
    "ignored explicit argument %r",
    "ambiguous option: %(option)s could match %(matches)s",
    "expected one argument",
    "expected at most one argument",
    "expected at least one argument",
    "expected %s argument",
    "expected %s arguments",
    "invalid %(type)s value: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)",
    "%(prog)s: error: %(message)s\n",
)
"""What argparse says to people, in all versions of Python."""


@dataclass(slots=True)
class _TerminalLanguage:
    language: English = ENGLISH


_TERMINAL = _TerminalLanguage()


def choose_language(arguments: Sequence[str]) -> None:
    """Everything printed from now on is in the person's language. `arguments`: a setting may be among them."""
    name = wanted(arguments, os.environ, Paths.find().settings_file)
    if name == "en":
        _TERMINAL.language = ENGLISH
        return
    from voiceapp.settings.text_language import text_language  # noqa: PLC0415  (English needs no translations)

    _TERMINAL.language = text_language(name)
    # argparse looks up its own words under these names, in the language of the environment, whatever the setting says.
    for name_there, ours in (("_", translated), ("ngettext", _counted)):
        setattr(argparse, name_there, ours)


def wanted(arguments: Sequence[str], environ: Mapping[str, str], settings_file: Path) -> str:
    """Return the code of the language: English for scripts, which say `LC_ALL=C`, else the setting's or the system's."""
    if environ.get("LC_ALL") in ("C", "POSIX"):
        return "en"
    chosen = _set_now(arguments) or _set_in(settings_file)
    if chosen not in ("", "system"):
        return chosen
    return system_language(environ)


def _set_now(arguments: Sequence[str]) -> str:
    """Return the value of the last `--set` that names the language."""
    named = [each.removeprefix("--set=").partition("=") for each in arguments]
    return next((value.strip() for name, _, value in reversed(named) if name.strip() == SETTING), "")


def _set_in(settings_file: Path) -> str:
    """Return what the file says. Whatever is wrong with it is reported by those who go by it."""
    group, _, name = SETTING.partition(".")
    try:
        text = settings_file.read_text(encoding="utf-8")
        if name not in text:
            return ""
        from voiceapp.settings.bounded_toml import parsed  # noqa: PLC0415  (few have chosen a language)

        match parsed(text).get(group):
            case {"language": str(chosen)}:
                return chosen
            case _:
                return ""
    except (OSError, ValueError):
        return ""


def in_words(told: Sentence) -> str:
    """Return a sentence in the terminal's language."""
    return render(told, _TERMINAL.language)


def translated(text: str) -> str:
    """Translate the name of a setting or a tool, which another part of the app declares in English."""
    return _TERMINAL.language.template(text)


def _counted(one: str, several: str, count: int) -> str:
    return translated(one if count == 1 else several)
