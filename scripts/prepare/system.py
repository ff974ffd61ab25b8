"""The system's packages, through Debian's and Ubuntu's apt-get. Other systems are left alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from prepare.say import NEEDS_A_PERSON, say

# Names separated by | are the same thing under the names of different releases.
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


def install(wanted: list[str]) -> int:
    """Install what is missing. 0: all is there; else the exit code, after saying what to do."""
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return 0  # Another system: the README says what to have there.
    known = _installed()
    missing = [names for names in wanted if known.isdisjoint(names.split("|"))]
    return _apt(missing) if missing else 0


def _installed() -> set[str]:
    shown = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"], capture_output=True, text=True, check=False
    ).stdout
    return {line.split()[0] for line in shown.splitlines() if line.endswith(" installed")}


def _apt(missing: list[str]) -> int:
    as_root = [] if os.geteuid() == 0 else _sudo()
    if as_root is None:
        say(*_to_run_by_hand([_available(names) for names in missing]))
        return NEEDS_A_PERSON
    get = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]
    say(f"Installing {len(missing)} system packages…")
    subprocess.run([*get, "update", "-qq"], check=False)
    names = [_available(names) for names in missing]
    done = subprocess.run(
        [*get, "install", "-y", "-qq", "--no-install-recommends", *names], stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        say(
            "The system packages could not be installed. Run this to see why:",
            "  " + " ".join([*as_root[:1], "apt-get", "install", "--no-install-recommends", *names]),
        )
        return NEEDS_A_PERSON
    return 0


def _to_run_by_hand(names: list[str]) -> list[str]:
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(names)}"
    if shutil.which("sudo"):
        return ["voiceapp needs some system packages. Run this once, then try again:", f"  sudo sh -c '{command}'"]
    return ["voiceapp needs some system packages. Have root run this once, then try again:", f"  {command}"]


def _sudo() -> list[str] | None:
    """How to become root, or None. Without a terminal only a sudo that asks for no password will do."""
    if not shutil.which("sudo"):
        return None
    if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() else None


def _available(names: str) -> str:
    """The name that this release knows, or else the last one."""
    for name in names.split("|"):
        shown = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
        if shown.returncode == 0 and shown.stdout:
            return name
    return names.rsplit("|", maxsplit=1)[-1]
