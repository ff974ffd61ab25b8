"""Getting what is tried: Debian's packages, and Python's in environments of their own."""

import importlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ENVIRONMENTS = ROOT / ".foreign"


class NotToBeHadError(Exception):
    """With a reason that fits into a table."""


def packages(names: Sequence[str]) -> None:
    """Installed, or NotToBeHadError. The first is what is tried; the others are what it needs."""
    if not shutil.which("apt-get"):
        raise NotToBeHadError("no apt-get here")
    # As scripts/setup.py does it, which has its own way to become root; it is no package of ours.
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        system = importlib.import_module("prepare.system")
    finally:
        sys.path.pop(0)
    if system.install(list(names)):
        raise NotToBeHadError(f"{', '.join(names)} could not be installed")


def version_of(package: str) -> str:
    shown = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True, check=False
    ).stdout
    # Without the epoch and what Debian adds.
    return shown.partition(":")[2].partition("-")[0] if ":" in shown else shown.partition("-")[0]


def environment(name: str, requirements: Sequence[str]) -> Path:
    """The interpreter of an environment with just these, or NotToBeHadError."""
    folder = ENVIRONMENTS / name
    python = folder / "bin" / "python"
    asked = folder / "requirements"
    wanted = "\n".join(requirements)
    if asked.exists() and asked.read_text(encoding="utf-8") == wanted:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"]
    for command in ([sys.executable, "-m", "venv", str(folder)], [*pip, *requirements]):
        if subprocess.run(command, check=False).returncode:
            raise NotToBeHadError(f"{' '.join(requirements)} could not be installed")
    asked.write_text(wanted, encoding="utf-8")
    return python


def without_its_needs(python: Path, requirements: Sequence[str]) -> None:
    """Added to an environment without what they ask for themselves."""
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    if subprocess.run([*pip, *requirements], check=False).returncode:
        raise NotToBeHadError(f"{' '.join(requirements)} could not be installed")


def node(name: str, requirements: Sequence[str]) -> Path:
    """The folder node_modules with these packages, or NotToBeHadError."""
    if not shutil.which("npm"):
        raise NotToBeHadError("no npm here")
    folder = ENVIRONMENTS / name
    folder.mkdir(parents=True, exist_ok=True)
    install = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), *requirements]
    if subprocess.run(install, stdout=subprocess.DEVNULL, check=False).returncode:
        raise NotToBeHadError(f"{' '.join(requirements)} could not be installed")
    return folder / "node_modules"


def version_in(python: Path, package: str) -> str:
    ask = f"import importlib.metadata; print(importlib.metadata.version({package!r}))"
    return subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
