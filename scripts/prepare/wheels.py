"""Which systems a package comes for, where that is not all of them."""

from __future__ import annotations

import platform

OLDEST_GLIBC = (2, 35)
OLDEST_MACOS = 15


def of_wake_words() -> bool:
    """Whether pymicro-wakeword 2.5 has a wheel for this system. So asks voiceapp/settings/installation.py, too."""
    system, machine = platform.system(), platform.machine().lower()
    if system == "Linux":
        name, version = platform.libc_ver()
        glibc = tuple(int(number) for number in version.split(".")[:2] if number.isdigit())
        return machine in ("x86_64", "aarch64") and name == "glibc" and glibc >= OLDEST_GLIBC
    if system == "Darwin":
        return int(platform.mac_ver()[0].split(".")[0] or 0) >= OLDEST_MACOS
    return system == "Windows" and machine == "amd64"
