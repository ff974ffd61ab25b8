"""The virtual environment: made, filled with what the locks name, and given the command `voiceapp`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from prepare import installing, locks
from prepare.places import PYTHON, ROOT, STAMPS, VENV
from prepare.say import NEEDS_A_PERSON, say

OLDEST, NEWEST = (3, 11), (3, 14)
ANY_PYTHON = "|".join(f"python3.{minor}-venv" for minor in range(NEWEST[1], OLDEST[1] - 1, -1))

LAUNCHER = """\
#!/bin/sh
# Starts voiceapp from this checkout, in any folder, and also through a link to this file.
exec "$(dirname "$(readlink -f "$0")")/python" -P -m voiceapp "$@"
"""
# From site-packages to the checkout: right after the folder was moved, too.
PATH_FILE = "../../../..\n"


def lacking() -> list[str]:
    """The system's package without which no environment can be made here."""
    if _site_packages() is not None:
        return []
    python = _best_python()
    if python is None:
        return [ANY_PYTHON]
    # Debian keeps ensurepip in a package of its own.
    asked = "import sys; print('python%d.%d-venv' % sys.version_info[:2])\nimport ensurepip, venv"
    tried = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=False)
    return [tried.stdout.strip()] if tried.returncode else []


def fill(wanted: list[Path]) -> int:
    """Have in the environment what these locks name. 0, or the exit code after saying what to do."""
    if VENV.is_symlink():
        return 0  # Somebody else's: shared by several checkouts.
    if _site_packages() is None and _make():
        return NEEDS_A_PERSON
    stale = [lock for lock in wanted if locks.stamp(lock) != locks.fingerprint(lock)]
    if stale:
        say(*(sentence for lock in stale for sentence in locks.sentences(lock)))
        say(f"Installing the Python packages of {', '.join(str(lock.relative_to(ROOT)) for lock in stale)}…")
        if not installing.install(stale):
            say("The Python packages could not be installed: see above, then try again.")
            return NEEDS_A_PERSON
        complaints = installing.misfits(wanted)
        if complaints:
            say("The Python packages do not fit together:", *(f"  {complaint}" for complaint in complaints))
            return NEEDS_A_PERSON
    for lock in stale:
        locks.put_stamp(lock)
    _give_command()
    return 0


def _give_command() -> None:
    site_packages = _site_packages()
    if site_packages is not None:
        _write(site_packages / "voiceapp-checkout.pth", PATH_FILE)
        _write(VENV / "bin" / "voiceapp", LAUNCHER).chmod(0o755)


def _write(path: Path, text: str) -> Path:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    return path


def _site_packages() -> Path | None:
    """Where the packages are, or None where the environment is not whole.

    An upgrade of the system can take its Python away, or put another one in that place.
    """
    try:
        name = subprocess.run(
            [str(PYTHON), "-I", "-S", "-c", "import sys; print('python%d.%d' % sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None
    there = VENV / "lib" / name / "site-packages"
    return there if (there / "pip").is_dir() else None


def _make() -> int:
    python = _best_python()
    if python is None:
        say("voiceapp needs Python 3.11 or newer: install it (for example python3.12), then try again.")
        return NEEDS_A_PERSON
    say(f"Making a virtual environment with {python}…")
    shutil.rmtree(VENV, ignore_errors=True)
    shutil.rmtree(STAMPS, ignore_errors=True)  # They speak of the environment that is gone.
    return subprocess.run([python, "-m", "venv", str(VENV)], check=False).returncode


def _best_python() -> str | None:
    """The Python that runs this, or else the newest one on the path that is new enough."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    return None
