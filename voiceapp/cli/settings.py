"""Shows and changes settings in the terminal."""

import argparse
import json

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import OK, USAGE
from voiceapp.cli.language import in_words, translated
from voiceapp.core.sentence import Sentence
from voiceapp.one_off.choices import without_effect
from voiceapp.settings import file as settings_file
from voiceapp.settings.kinds import Entries, Profiles, Value
from voiceapp.settings.model import SettingError, Settings, keys
from voiceapp.settings.paths import Paths
from voiceapp.settings.profile_kind import table_of


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        nargs="?",
        choices=["list", "get", "set", "reset", "path"],
        default="list",
        help=in_words(Sentence("what to do; path says where the file is")),
    )
    parser.add_argument(
        "name",
        nargs="?",
        default="",
        metavar=in_words(Sentence("name")),
        help=in_words(Sentence("of a setting, as the list shows it")),
    )
    parser.add_argument(
        "value", nargs="?", default=None, metavar=in_words(Sentence("value")), help=in_words(Sentence("for set"))
    )
    parser.add_argument("--json", action="store_true", help=in_words(Sentence("print JSON, for scripts")))


def run(arguments: argparse.Namespace) -> int:
    path = Paths.find().settings_file
    loaded = settings_file.load(path)
    for problem in loaded.problems:
        terminal.warn(problem.sentence)
    try:
        return _act(arguments, loaded.settings)
    except SettingError as error:
        terminal.warn(error.sentence)
        return USAGE


def _act(arguments: argparse.Namespace, settings: Settings) -> int:
    path = Paths.find().settings_file
    name = str(arguments.name)
    match arguments.action:
        case "path":
            terminal.plain(path)
        case "get":
            terminal.plain(_shown(settings.value(name), as_json=bool(arguments.json)))
        case "set":
            if arguments.value is None:
                terminal.warn(Sentence("voiceapp settings set NAME VALUE"))
                return USAGE
            changed = settings.with_text(name, str(arguments.value))
            refused = without_effect(changed, name)
            if refused is not None:
                terminal.warn(refused)
                return USAGE
            settings_file.save(path, changed, (_key(name),))
        case "reset":
            settings_file.save(path, settings.with_default(name), (_key(name),))
        case _ if arguments.json:
            terminal.value({key: _plain(settings.value(key)) for key in keys()}, indent=2)
        case _:
            for row in settings.rows():
                mark = " " if row.is_default else "*"
                shown = _shown(row.value, as_json=True)
                terminal.plain(f"{mark} {row.key:<36} {shown:<24} {translated(row.label)}")
    return OK


def _key(name: str) -> str:
    return ".".join(name.split(".")[:2])


def _plain(value: Value) -> object:
    if isinstance(value, Profiles):
        return [table_of(profile) for profile in value]
    return dict(value) if isinstance(value, Entries) else list(value) if isinstance(value, tuple) else value


def _shown(value: Value, *, as_json: bool) -> str:
    return json.dumps(_plain(value), ensure_ascii=False) if as_json or not isinstance(value, str) else value
