"""Finds out how this copy of the app was installed, how to start it again, and how to install what is missing.

`make run` makes an environment inside its checkout with the command in it. pip puts the command in the system's usual
place, and installs no models.
"""

import os
import platform
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from voiceapp.core.sentence import Sentence

OLDEST_GLIBC = (2, 35)
OLDEST_MACOS = 15
"""The oldest systems for which there is a wheel of pymicro-wakeword 2.5."""
MENU_ENTRY = "io.github.voiceapp.voiceapp.desktop"
"""The name of the file by which a desktop's menu has it."""
_ROOT = Path(__file__).resolve().parent.parent.parent


def is_from_make() -> bool:
    """Return whether this is the environment that `make` keeps in this checkout. It may be a link to one that several
    checkouts share.
    """
    return (_ROOT / "scripts" / "setup.py").is_file() and (_ROOT / ".venv").resolve() == Path(sys.prefix).resolve()


def command(*arguments: str) -> list[str]:
    """Returns what starts this copy of the app, in any folder and by any program."""
    name = "voiceapp.exe" if sys.platform == "win32" else "voiceapp"
    # Environments have it in the first place, and pip puts it in the second for a single user.
    folders = (Path(sys.executable).parent, *map(Path, (_scripts(), _scripts_of_user())))
    found = next((folder / name for folder in folders if (folder / name).is_file()), None)
    return [*([str(found)] if found else [sys.executable, "-m", "voiceapp"]), *arguments]


def to_bind(*arguments: str) -> str:
    """The command in full, as needed for a desktop's shortcut, because the desktop's PATH may differ from the shell's."""
    words = command(*arguments)
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def as_typed(sentence: str) -> str:
    """Replaces commands (`voiceapp …`) in a sentence by what the person has to type here."""
    (first, *_) = words = command()
    on_path = shutil.which("voiceapp")
    if on_path and Path(on_path).resolve() == Path(first).resolve():
        return sentence
    written = subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
    return sentence.replace("`voiceapp ", f"`{written} ")


def data_of_this_person() -> Path:
    """Say where desktops and shells look for what belongs to this person."""
    given = os.environ.get("XDG_DATA_HOME", "")
    return Path(given) if Path(given).is_absolute() else Path.home() / ".local" / "share"


def is_in_menu() -> bool:
    """Return whether a menu has it, be it for this person or for all. Only Linux has to be told."""
    if sys.platform in ("win32", "darwin"):
        return True
    of_all = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    folders = [data_of_this_person(), *map(Path, of_all.split(":"))]
    return any((folder / "applications" / MENU_ENTRY).exists() for folder in folders)


# --- what brings what is missing


def brings_packages() -> Sentence:
    if is_from_make():
        return Sentence("`make run` installs what is missing.")
    return Sentence("Install voiceapp with pip again.")


def brings_models() -> str:
    return "make run LOCAL=1" if is_from_make() else _of_models("install")


def gets_model(model: str) -> str:
    """Return the command that downloads one model of the list."""
    return _of_models("get", model)


def brings_models_again() -> str:
    """Return the command that repairs a damaged file."""
    return "make clean run" if is_from_make() else _of_models("install")


def brings_languages() -> str:
    return "make run LANGUAGES=1" if is_from_make() else _of_models("install", "languages")


def hears_wake_words() -> bool:
    """Return whether what hears a wake word comes for this system. So asks scripts/prepare/wheels.py, too."""
    system, machine = platform.system(), platform.machine().lower()
    if system == "Linux":
        name, version = platform.libc_ver()
        glibc = tuple(int(number) for number in version.split(".")[:2] if number.isdigit())
        return machine in ("x86_64", "aarch64") and name == "glibc" and glibc >= OLDEST_GLIBC
    if system == "Darwin":
        return int(platform.mac_ver()[0].split(".")[0] or 0) >= OLDEST_MACOS
    return system == "Windows" and machine == "amd64"


def brings_wake_words() -> str:
    return "make run WAKE=1" if is_from_make() else _of_models("install")


def locks() -> Path:
    """Says where the pinned packages are listed: in the checkout, or inside the package when installed."""
    inside = _ROOT / "voiceapp" / "assets" / "requirements"
    return inside if inside.is_dir() else _ROOT / "requirements"


def _of_models(*arguments: str) -> str:
    return as_typed(f"`voiceapp models {' '.join(arguments)}`").strip("`")


def _scripts() -> str:
    return sysconfig.get_path("scripts")


def _scripts_of_user() -> str:
    return sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user"))
