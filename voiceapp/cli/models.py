"""Lists the models on this machine, and puts others in their place.

voiceapp models                       which there are
voiceapp models check                 whether they are what they should be
voiceapp models use brain FILE        a file of your own (a folder for ears); "default" goes back
voiceapp models get brain ADDRESS     fetched from an address that you give
"""

import argparse
from dataclasses import asdict
from pathlib import Path

from voiceapp.app.model_files import PARTS, brought, checked, listed, setting_of
from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.problems import chosen
from voiceapp.core.ports import EngineError
from voiceapp.settings import file as settings_file
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths

BAR = 30


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "ears is the recogniser, brain the language model, voice the voice."
    parser.add_argument("action", nargs="?", choices=["list", "check", "use", "get"], default="list")
    parser.add_argument("part", nargs="?", choices=PARTS)
    parser.add_argument("what", nargs="?", default="", help="a file, a folder, an address, or default")
    parser.add_argument("--sha256", default="", help="what the fetched file must be")
    parser.add_argument("--json", action="store_true", help="for scripts")


def run(arguments: argparse.Namespace) -> int:
    paths = Paths.find()
    settings = chosen(arguments)
    if arguments.action in ("use", "get") and not (arguments.part and arguments.what):
        terminal.warn(f"voiceapp models {arguments.action} {'|'.join(PARTS)} WHAT")
        return USAGE
    try:
        match arguments.action:
            case "check":
                return _check(settings)
            case "use":
                return _use(paths, settings, str(arguments.part), str(arguments.what))
            case "get":
                return _get(paths, settings, arguments)
            case _:
                return _list(settings, as_json=bool(arguments.json))
    except EngineError as error:
        terminal.warn(error.failure.sentence)
        return FAILED


def _list(settings: Settings, *, as_json: bool) -> int:
    models = listed(settings)
    if as_json:
        terminal.value([asdict(model) for model in models], indent=2)
        return OK
    for model in models:
        where = "your own" if model.own else "came with the app"
        told = model.problem or f"{model.name:<36} {model.bytes / 1e6:7.0f} MB  {where}"
        terminal.say(f"{model.part:<6} {model.what:<15} {told}")
    return OK


def _check(settings: Settings) -> int:
    code = OK
    for model in listed(settings):
        problem = model.problem or checked(model)
        terminal.say(f"{model.part:<6} {problem or 'as it should be'}")
        code = FAILED if problem else code
    return code


def _use(paths: Paths, settings: Settings, part: str, what: str) -> int:
    chosen = "" if what == "default" else str(Path(what).expanduser().resolve())
    changed = settings.with_value(setting_of(part), chosen)
    problem = next(model.problem for model in listed(changed) if model.part == part)
    if problem:
        terminal.warn(problem)
        return FAILED
    settings_file.save(paths.settings_file, changed, (setting_of(part),))
    return OK


def _get(paths: Paths, settings: Settings, arguments: argparse.Namespace) -> int:
    paths.make()
    found = brought(paths, str(arguments.part), str(arguments.what), str(arguments.sha256), _bar)
    terminal.moving("")
    terminal.say(f"{found.path}\nsha256 {found.sha256}, {found.bytes / 1e6:.0f} MB")
    if found.path.name.endswith(".json"):
        return OK
    return _use(paths, settings, str(arguments.part), str(found.path))


def _bar(done: int, whole: int) -> None:
    if whole:
        filled = round(done / whole * BAR)
        terminal.moving(f"[{'#' * filled}{'.' * (BAR - filled)}] {done / 1e6:.0f} of {whole / 1e6:.0f} MB")
