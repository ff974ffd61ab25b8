"""Lists the profiles of dictation, chooses one, and carries them from one computer to another."""

import argparse
import tomllib
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.language import in_words
from voiceapp.core.dictation.wishes import AS_USUAL, DictationProfile
from voiceapp.core.sentence import Sentence
from voiceapp.ipc.client import NotRunningError, RunningAppCall
from voiceapp.ipc.told import sentence_in
from voiceapp.settings import file as settings_file
from voiceapp.settings.kinds import Profiles
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths
from voiceapp.settings.profile_file import copy_of, joined, read_profiles, written
from voiceapp.settings.profile_kind import table_of

ACTIONS = ("list", "use", "copy", "export", "import")


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = in_words(
        Sentence(
            "A profile says what belongs together when one dictates into a kind of program: language, vocabulary, "
            "cleanup, how text is inserted. `use NAME` lets one hold everywhere, `use none` none, and `use auto` lets "
            "the program decide."
        )
    )
    parser.add_argument("action", nargs="?", choices=ACTIONS, default="list", help=in_words(Sentence("what to do")))
    parser.add_argument(
        "name",
        nargs="?",
        default="",
        metavar=in_words(Sentence("name")),
        help=in_words(Sentence("the name or id of a profile; for import, a file")),
    )
    parser.add_argument(
        "target",
        nargs="?",
        default="",
        metavar=in_words(Sentence("target")),
        help=in_words(Sentence("the name of the copy; for export, the file")),
    )
    parser.add_argument("--json", action="store_true", help=in_words(Sentence("print JSON, for scripts")))


def run(arguments: argparse.Namespace) -> int:
    settings = _settings()
    name, target = str(arguments.name), str(arguments.target)
    match arguments.action:
        case "use" if name:
            return _use(settings, name)
        case "copy" if name:
            original = found(settings.profiles.list, name)
            _keep(settings, Profiles((*settings.profiles.list, copy_of(original, settings.profiles.list, target))))
        case "export":
            return _export(settings, name, target)
        case "import" if name:
            return _import(settings, Path(name))
        case "list":
            _list(settings, as_json=bool(arguments.json))
        case _:
            terminal.warn(Sentence("voiceapp profiles {action} NAME", action=str(arguments.action)))
            return USAGE
    return OK


def found(profiles: Profiles, wanted: str) -> DictationProfile:
    """Raises ValueError if there is none of that name or id."""
    for profile in profiles:
        if wanted == profile.id or wanted.casefold() == profile.name.casefold():
            return profile
    known = ", ".join(profile.name for profile in profiles)
    if not known:
        raise ValueError(Sentence("There's no profile {name}, and no other either.", name=wanted))
    raise ValueError(Sentence("There's no profile {name}. There are: {known}.", name=wanted, known=known))


def loaded_profiles() -> Profiles:
    return _settings().profiles.list


def _settings() -> Settings:
    loaded = settings_file.load(Paths.find().settings_file)
    for problem in loaded.problems:
        terminal.warn(problem.sentence)
    return loaded.settings


def _keep(settings: Settings, profiles: Profiles) -> None:
    changed = settings.with_value("profiles.list", profiles)
    settings_file.save(Paths.find().settings_file, changed, ("profiles.list",))


def _list(settings: Settings, *, as_json: bool) -> None:
    if as_json:
        terminal.value([table_of(profile) for profile in settings.profiles.list], indent=2)
        return
    chosen = settings.profiles.chosen
    for profile in settings.profiles.list:
        where = ", ".join((*profile.programs, *profile.pages)) if profile.automatic else ""
        mark = "*" if profile.id == chosen else " "
        terminal.plain(f"{mark} {profile.id:<14} {profile.name:<22} {profile.key:<16} {where}".rstrip())


def _use(settings: Settings, name: str) -> int:
    chosen = {"auto": "", AS_USUAL: AS_USUAL}.get(name)
    chosen = found(settings.profiles.list, name).id if chosen is None else chosen
    try:
        call = RunningAppCall(f"dictate profile {chosen or '-'}")
        answer = call.answer()
        call.close()
    except NotRunningError:
        changed = settings.with_value("profiles.chosen", chosen)
        settings_file.save(Paths.find().settings_file, changed, ("profiles.chosen",))
        return OK
    if answer != "ok":
        terminal.warn(sentence_in(answer))
        return FAILED
    return OK


def _export(settings: Settings, name: str, target: str) -> int:
    """Without a name: all of them. Without a file: to standard output."""
    chosen = (found(settings.profiles.list, name),) if name and name != "all" else settings.profiles.list.all
    text = written(chosen, settings.profiles.prompts)
    if target:
        Path(target).write_text(text, encoding="utf-8")
    else:
        terminal.write(text)
    return OK


def _import(settings: Settings, path: Path) -> int:
    try:
        profiles, prompts = read_profiles(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        terminal.warn(Sentence("{path} is no file of profiles.", path=str(path)))
        return FAILED
    kept, taken = joined(settings.profiles.list, profiles)
    changed = settings.with_value("profiles.list", kept)
    changed = changed.with_value("profiles.prompts", {**prompts, **changed.profiles.prompts})
    settings_file.save(Paths.find().settings_file, changed, ("profiles.list", "profiles.prompts"))
    for profile in taken:
        terminal.plain(f"{profile.id}  {profile.name}")
    return OK
