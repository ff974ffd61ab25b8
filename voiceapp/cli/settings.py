"""Shows and changes settings in the terminal."""

import argparse
import json

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import OK, USAGE
from voiceapp.one_off.choices import without_effect
from voiceapp.settings import file as settings_file
from voiceapp.settings.kinds import Entries, Profiles, Value
from voiceapp.settings.model import SettingError, Settings, keys
from voiceapp.settings.paths import Paths
from voiceapp.settings.profile_kind import table_of


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", nargs="?", choices=["list", "get", "set", "reset", "path"], default="list")
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("value", nargs="?", default=None)
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")


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
            terminal.say(path)
        case "get":
            terminal.say(_shown(settings.value(name), as_json=bool(arguments.json)))
        case "set":
            if arguments.value is None:
                terminal.warn("voiceapp settings set NAME VALUE")
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
                terminal.say(f"{mark} {row.key:<36} {_shown(row.value, as_json=True):<24} {row.label}")
    return OK


def _key(name: str) -> str:
    return ".".join(name.split(".")[:2])


def _plain(value: Value) -> object:
    if isinstance(value, Profiles):
        return [table_of(profile) for profile in value]
    return dict(value) if isinstance(value, Entries) else list(value) if isinstance(value, tuple) else value


def _shown(value: Value, *, as_json: bool) -> str:
    return json.dumps(_plain(value), ensure_ascii=False) if as_json or not isinstance(value, str) else value
