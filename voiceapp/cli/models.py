"""Lists the models on this device, fetches others, and replaces them."""

import argparse
import subprocess
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.language import in_words
from voiceapp.cli.settings_problems import chosen
from voiceapp.cli.subcommands import describe
from voiceapp.core.answers import Probe
from voiceapp.core.model_cards import ModelCard, ModelState
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import DataSize, Sentence, verbatim
from voiceapp.core.services_access import LocalModel
from voiceapp.one_off import catalogue_models
from voiceapp.one_off.model_files import PARTS, brought, checked, listed
from voiceapp.one_off.model_packages import MEGABYTES, bring
from voiceapp.one_off.models_in_memory import told_by_app
from voiceapp.settings import file as settings_file
from voiceapp.settings import installation
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths

BAR = 30
AS_IT_SHOULD_BE = Sentence("as it should be")
LANGUAGES = "languages"
ACTIONS = (
    "list", "get", "use", "try", "delete", "memory", "let-go", "check", "measure", "export", "import", "install",
)  # fmt: skip
TOLD = {
    ModelState.IN_USE: Sentence("in use"),
    ModelState.HERE: Sentence("here"),
    ModelState.PAUSED: Sentence("begun"),
    ModelState.BROKEN: Sentence("broken"),
}
NEEDS = {"export": Sentence("FOLDER"), "import": Sentence("FOLDER")}
"""What an action is used with; all others with the ID of a model."""


def add(parser: argparse.ArgumentParser) -> None:
    folder = in_words(Sentence("FOLDER"))
    describe(
        parser,
        Sentence("Lists the models on this device, fetches others, and replaces them."),
        (
            ("", Sentence("which there are, and which could be")),
            ("get ID", Sentence("one of the list, or an address: get brain ADDRESS")),
            ("use ID", Sentence('one of the list, or a file of your own: use brain FILE; "default" goes back')),
            ("try ID", Sentence("lets it work once; of a voice that isn't here, plays its publisher's sample")),
            ('try ID "TEXT"', Sentence("lets a voice say it")),
            ("delete ID", Sentence("deletes what was fetched")),
            ("memory", Sentence("which are in memory now, and what each holds")),
            ("let-go", Sentence("lets those go that do nothing right now")),
            ("check", Sentence("whether they are what they should be")),
            ("measure", Sentence("how fast this computer is")),
            (f"export {folder}", Sentence("copies what was fetched, for a machine without a network")),
            (f"import {folder}", Sentence("takes it in there")),
            ("install", Sentence("those that come with the app, where pip installed it")),
            ("install languages", Sentence("and a recogniser for many languages")),
        ),
    )
    parser.epilog = in_words(Sentence("ears is the recogniser, brain the language model, voice the voice."))
    action = in_words(Sentence("ACTION"))
    parser.add_argument(
        "action",
        nargs="?",
        choices=ACTIONS,
        default="list",
        metavar=action,
        help=in_words(Sentence("one of those above")),
    )
    parser.add_argument(
        "part",
        nargs="?",
        default="",
        metavar=in_words(Sentence("part")),
        help=in_words(Sentence("the name of a model; ears, brain or voice; or a folder")),
    )
    parser.add_argument(
        "what",
        nargs="?",
        default="",
        metavar=in_words(Sentence("what")),
        help=in_words(Sentence("a file, an address, default, or what a voice is to say")),
    )
    parser.add_argument(
        "--sha256",
        default="",
        help=in_words(Sentence("the checksum that the downloaded file must have")),
    )
    parser.add_argument("--json", action="store_true", help=in_words(Sentence("print JSON, for scripts")))


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
                terminal.say(Sentence("This takes ten seconds."))
                return _said(catalogue_models.measured(paths, settings))
            case "try" if part and what and part not in PARTS:
                return _said(catalogue_models.tried(part, settings, what))
            case action if part and not what and part not in PARTS:
                return _with_model(str(action), part, paths, settings)
            case action:
                needed = NEEDS.get(str(action), verbatim("ID"))
                terminal.warn(Sentence("voiceapp models {action} {what}", action=str(action), what=needed))
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
        where = in_words(Sentence("your own") if model.own else TOLD[ModelState.IN_USE])
        told = in_words(model.problem) if model.problem else f"{model.name:<36} {_size(model.bytes):>9}  {where}"
        terminal.plain(f"{model.part:<8} {in_words(model.what):<15} {told}")
    terminal.plain()
    for card in catalogue_models.cards(settings):
        terminal.plain(_line(card))
    terminal.plain()
    terminal.say(told_by_app(paths))
    return OK


def _line(card: ModelCard) -> str:
    told = TOLD.get(card.state) or (Sentence("doesn't fit") if card.unfit else None)
    state = in_words(told) if told else ""
    spoken = ",".join(card.languages) or in_words(Sentence("many"))
    return f"{card.part:<8} {card.id:<24} {_size(card.bytes):>9}  {state:<12} {spoken:<6.14} {in_words(card.brings)}"


def _size(count: int) -> str:
    return in_words(Sentence("{size}", size=DataSize(count)))


def _get(name: str, paths: Paths, settings: Settings) -> int:
    paths.make()
    card = catalogue_models.card(name, settings)
    if card.unfit is not None:
        terminal.say(card.unfit)
    catalogue_models.fetched(name, paths, settings, lambda done: _bar(done, card.bytes))
    terminal.moving("")
    terminal.say(Sentence("{title} is here ({licence}).", title=card.title, licence=card.licence))
    if catalogue_models.card(name, settings).state is ModelState.HERE:
        terminal.say(Sentence("To use it: voiceapp models use {name}", name=name))
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
        terminal.plain(f"{model.part:<6} {in_words(problem or AS_IT_SHOULD_BE)}")
        code = FAILED if problem else code
    for name, sound in catalogue_models.verified(paths):
        changed = Sentence("has changed. Delete it, then get it again.")
        terminal.plain(f"{name} {in_words(AS_IT_SHOULD_BE if sound else changed)}")
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
    terminal.plain(f"{found.path}\nsha256 {found.sha256}, {_size(found.bytes)}")
    if found.path.name.endswith(".json"):
        return OK
    return _use(paths, settings, str(arguments.part), str(found.path))


def _install(part: str) -> int:
    if part in PARTS:
        terminal.warn(
            Sentence("`voiceapp models install` brings all of them; `languages` after it, a recogniser for more.")
        )
        return USAGE
    languages = part == LANGUAGES
    if installation.is_from_make():
        does_it = installation.brings_languages() if languages else installation.brings_models()
        terminal.warn(Sentence("In a checkout {command} does it.", command=does_it))
        return USAGE
    megabytes = sum(MEGABYTES[lock] for lock in MEGABYTES if languages or lock != LANGUAGES)
    size = DataSize(megabytes * 1_000_000)
    terminal.say(Sentence("Downloading the models for this device, about {size}.", size=size))
    if not bring(languages=languages):
        terminal.warn(Sentence("The models couldn't be installed. See above, then try again."))
        return FAILED
    # A separate process, because this one may already have noticed that they were missing.
    return subprocess.run([*installation.command("models")], check=False).returncode


def _as_values(model: LocalModel) -> dict[str, object]:
    return {**asdict(model), "what": str(model.what).lower(), "problem": str(model.problem or "")}


def _bar(done: int, whole: int) -> None:
    if whole:
        filled = min(BAR, round(done / whole * BAR))
        told = Sentence("{done} of {whole}", done=DataSize(done), whole=DataSize(whole))
        terminal.moving(f"[{'#' * filled}{'.' * (BAR - filled)}] {in_words(told)}")
