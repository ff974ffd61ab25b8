"""Lists the models on this device, fetches others, and replaces them.

voiceapp models                       which there are, and which could be
voiceapp models get ID                one of the list, or an address: get brain ADDRESS
voiceapp models use ID                one of the list, or a file of your own: use brain FILE; "default" goes back
voiceapp models try ID                lets it work once; of a voice that isn't here, plays its publisher's sample
voiceapp models try VOICE "TEXT"      lets a voice say it
voiceapp models delete ID             deletes what was fetched
voiceapp models memory                which are in memory now, and what each holds
voiceapp models let-go                lets those go that do nothing right now
voiceapp models check                 whether they are what they should be
voiceapp models measure               how fast this computer is
voiceapp models export FOLDER         copies what was fetched, for a machine without a network
voiceapp models import FOLDER         takes it in there
voiceapp models install               those that come with the app, where pip installed it
voiceapp models install languages     and a recogniser for many languages
"""

import argparse
import subprocess
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.settings_problems import chosen
from voiceapp.core.desk import LocalModel, Probe
from voiceapp.core.model_cards import ModelCard, ModelState
from voiceapp.core.ports import EngineError
from voiceapp.one_off import catalogue_models
from voiceapp.one_off.model_files import PARTS, brought, checked, listed
from voiceapp.one_off.model_packages import MEGABYTES, bring
from voiceapp.one_off.models_in_memory import told_by_app
from voiceapp.settings import file as settings_file
from voiceapp.settings import installation
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths

BAR = 30
LANGUAGES = "languages"
ACTIONS = (
    "list", "get", "use", "try", "delete", "memory", "let-go", "check", "measure", "export", "import", "install",
)  # fmt: skip
TOLD = {
    ModelState.IN_USE: "in use",
    ModelState.HERE: "here",
    ModelState.PAUSED: "begun",
    ModelState.BROKEN: "broken",
}


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "ears is the recogniser, brain the language model, voice the voice."
    parser.add_argument("action", nargs="?", choices=ACTIONS, default="list")
    parser.add_argument("part", nargs="?", default="", help="the name of a model; ears, brain or voice; or a folder")
    parser.add_argument("what", nargs="?", default="", help="a file, an address, default, or what a voice is to say")
    parser.add_argument("--sha256", default="", help="the checksum that the downloaded file must have")
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")


def run(arguments: argparse.Namespace) -> int:
    paths = Paths.find()
    settings = chosen(arguments)
    part, what = str(arguments.part), str(arguments.what)
    try:
        match arguments.action:
            case "install":
                return _install(part)
            case "list":
                return _list(paths, settings, as_json=bool(arguments.json))
            case "memory" | "let-go" as wanted if not part:
                terminal.say(told_by_app(paths, let_go=wanted == "let-go"))
                return OK
            case "check":
                return _check(paths, settings)
            case "use" | "get" if part in PARTS and what:
                return _own(paths, settings, arguments)
            case "measure":
                terminal.say("This takes ten seconds.")
                return _said(catalogue_models.measured(paths, settings))
            case "try" if part and what and part not in PARTS:
                return _said(catalogue_models.tried(part, settings, what))
            case action if part and not what and part not in PARTS:
                return _with_model(str(action), part, paths, settings)
            case action:
                terminal.warn(f"voiceapp models {action} {'FOLDER' if action in ('export', 'import') else 'ID'}")
                return USAGE
    except EngineError as error:
        terminal.moving("")
        terminal.warn(error.failure.sentence)
        return FAILED


def _with_model(action: str, name: str, paths: Paths, settings: Settings) -> int:
    """Do what was asked with a model of the list, or with a folder."""
    works: dict[str, Callable[[], int]] = {
        "get": lambda: _get(name, paths, settings),
        "use": lambda: _use(paths, settings, *catalogue_models.choice(name, settings)),
        "try": lambda: _said(catalogue_models.tried(name, settings)),
        "delete": lambda: _delete(name, paths, settings),
        "export": lambda: _said(catalogue_models.exported(paths, Path(name))),
        "import": lambda: _said(catalogue_models.taken_in(paths, Path(name))),
    }
    return works[action]()


def _said(probe: Probe) -> int:
    terminal.say(probe.sentence)
    return OK if probe.ok else FAILED


def _list(paths: Paths, settings: Settings, *, as_json: bool) -> int:
    models = listed(settings)
    if as_json:
        terminal.value([_as_values(model) for model in models], indent=2)
        return OK
    for model in models:
        where = "your own" if model.own else "in use"
        told = model.problem or f"{model.name:<36} {model.bytes / 1e6:7.0f} MB  {where}"
        terminal.say(f"{model.part:<8} {str(model.what).lower():<15} {told}")
    terminal.say()
    for card in catalogue_models.cards(settings):
        terminal.say(_line(card))
    terminal.say()
    terminal.say(told_by_app(paths))
    return OK


def _line(card: ModelCard) -> str:
    state = TOLD.get(card.state, "doesn't fit" if card.unfit else "")
    spoken = ",".join(card.languages) or "many"
    return f"{card.part:<8} {card.id:<24} {card.bytes / 1e6:6.0f} MB  {state:<12} {spoken:<6.14} {card.brings}"


def _get(name: str, paths: Paths, settings: Settings) -> int:
    paths.make()
    card = catalogue_models.card(name, settings)
    if card.unfit is not None:
        terminal.say(card.unfit)
    catalogue_models.fetched(name, paths, settings, lambda done: _bar(done, card.bytes))
    terminal.moving("")
    terminal.say(f"{card.title} is here ({card.licence}).")
    if catalogue_models.card(name, settings).state is ModelState.HERE:
        terminal.say(f"To use it: voiceapp models use {name}")
    return OK


def _delete(name: str, paths: Paths, settings: Settings) -> int:
    changed = catalogue_models.deleted(name, paths, settings)
    for setting, value in changed.items():
        settings = settings.with_value(setting, value)
    if changed:
        settings_file.save(paths.settings_file, settings, tuple(changed))
    return OK


def _check(paths: Paths, settings: Settings) -> int:
    code = OK
    for model in listed(settings):
        problem = model.problem or checked(model)
        terminal.say(f"{model.part:<6} {problem or 'as it should be'}")
        code = FAILED if problem else code
    for name, sound in catalogue_models.verified(paths):
        terminal.say(f"{name} {'as it should be' if sound else 'has changed. Delete it, then get it again.'}")
        code = code if sound else FAILED
    return code


def _own(paths: Paths, settings: Settings, arguments: argparse.Namespace) -> int:
    """Use or fetch a file of the person's own."""
    part, what = str(arguments.part), str(arguments.what)
    if arguments.action == "get":
        return _get_own(paths, settings, arguments)
    return _use(paths, settings, part, "" if what == "default" else str(Path(what).expanduser().resolve()))


def _use(paths: Paths, settings: Settings, part: str, what: str) -> int:
    setting = next(model.setting for model in listed(settings) if model.part == part)
    changed = settings.with_value(setting, what)
    problem = next(model.problem for model in listed(changed) if model.part == part)
    if problem:
        terminal.warn(problem)
        return FAILED
    settings_file.save(paths.settings_file, changed, (setting,))
    return OK


def _get_own(paths: Paths, settings: Settings, arguments: argparse.Namespace) -> int:
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
        filled = min(BAR, round(done / whole * BAR))
        terminal.moving(f"[{'#' * filled}{'.' * (BAR - filled)}] {done / 1e6:.0f} of {whole / 1e6:.0f} MB")
