"""The locks in requirements/: each names all that its packages need, with versions and hashes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from prepare.places import LOCKS, STAMPS

_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==", re.MULTILINE)
_SAID = "# say: "


def lock(name: str) -> Path:
    return LOCKS / f"{name}.txt"


def parts(lock: Path) -> list[Path]:
    """A lock, and what belongs to it but asks for packages that nobody uses."""
    return [part for part in (lock, lock.with_suffix(".nodeps.txt")) if part.exists()]


def sentences(lock: Path) -> list[str]:
    """What is to be said before it is installed."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [line[len(_SAID) :] for line in lines if line.startswith(_SAID)]


def names(lock: Path) -> set[str]:
    """The packages of a lock."""
    return {same_name(name) for part in parts(lock) for name in _PIN.findall(part.read_text(encoding="utf-8"))}


def same_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# --- what was installed


def fingerprint(lock: Path) -> str:
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts(lock))).hexdigest()


def stamp(lock: Path) -> str:
    file = STAMPS / lock.stem
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


def put_stamp(lock: Path) -> None:
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / lock.stem).write_text(fingerprint(lock) + "\n", encoding="utf-8")
