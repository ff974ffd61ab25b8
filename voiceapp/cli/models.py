"""Lists the models on this device, and replaces them.

voiceapp models                       which there are
voiceapp models check                 whether they are what they should be
voiceapp models use brain FILE        a file of your own (a folder for ears); "default" goes back
voiceapp models get brain ADDRESS     fetched from an address that you give
voiceapp models install               those that come with the app, where pip installed it
voiceapp models install languages     and a recogniser for many languages
"""

import argparse
import subprocess
from dataclasses import asdict
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.settings_problems import chosen
from voiceapp.core.desk import LocalModel
from voiceapp.core.ports import EngineError
from voiceapp.one_off.model_files import PARTS, brought, checked, listed, setting_of
from voiceapp.one_off.model_packages import MEGABYTES, bring
from voiceapp.settings import file as settings_file
from voiceapp.settings import installation
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths

BAR = 30
LANGUAGES = "languages"


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "ears is the recogniser, brain the language model, voice the voice."
    parser.add_argument("action", nargs="?", choices=["list", "check", "use", "get", "install"], default="list")
    parser.add_argument("part", nargs="?", choices=[*PARTS, LANGUAGES])
    parser.add_argument("what", nargs="?", default="", help="a file, a folder, an address, or default")
    parser.add_argument("--sha256", default="", help="the checksum that the downloaded file must have")
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")


def run(arguments: argparse.Namespace) -> int:
    paths = Paths.find()
    settings = chosen(arguments)
    if arguments.action == "install":
        return _install(str(arguments.part or ""))
    if arguments.action in ("use", "get") and not (arguments.part in PARTS and arguments.what):
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
        terminal.value([_as_values(model) for model in models], indent=2)
        return OK
    for model in models:
        where = "your own" if model.own else "built in"
        told = model.problem or f"{model.name:<36} {model.bytes / 1e6:7.0f} MB  {where}"
        terminal.say(f"{model.part:<6} {str(model.what).lower():<15} {told}")
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


def _install(part: str) -> int:
    if part in PARTS:
        terminal.warn("`voiceapp models install` brings all of them; `languages` after it, a recogniser for more.")
        return USAGE
    languages = part == LANGUAGES
    if installation.is_from_make():
        terminal.warn(
            f"In a checkout {installation.brings_languages() if languages else installation.brings_models()} does it."
        )
        return USAGE
    megabytes = sum(MEGABYTES[lock] for lock in MEGABYTES if languages or lock != LANGUAGES)
    terminal.say(f"Downloading the models for this device, about {megabytes} MB.")
    if not bring(languages=languages):
        terminal.warn("The models couldn't be installed. See above, then try again.")
        return FAILED
    # A separate process, because this one may already have noticed that they were missing.
    return subprocess.run([*installation.command("models")], check=False).returncode


def _as_values(model: LocalModel) -> dict[str, object]:
    return {**asdict(model), "what": str(model.what).lower(), "problem": str(model.problem or "")}


def _bar(done: int, whole: int) -> None:
    if whole:
        filled = round(done / whole * BAR)
        terminal.moving(f"[{'#' * filled}{'.' * (BAR - filled)}] {done / 1e6:.0f} of {whole / 1e6:.0f} MB")
