"""A checkout of its own for the set-up to work on, and an index of packages that are hollow but otherwise real.

Names, versions, extras, markers and what each asks for are those of the true packages; their files are made here, so
their hashes are put into the checkout's copies of the locks. The index offers a newer version of everything, too.
"""

import hashlib
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.rig.patience import PROGRAM

ROOT = Path(__file__).parent.parent.parent
NEWER = "9999.0"
_HASH = re.compile(r" *\\?\n? *--hash=sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Pin:
    """One package as a lock has it."""

    name: str
    version: str
    extras: frozenset[str]
    marker: str
    applies: bool
    """On the Python and the system of this test."""


def pins(lock: Path) -> Iterator[Pin]:
    text = _HASH.sub("", lock.read_text(encoding="utf-8"))
    for line in text.splitlines():
        if line and not line.startswith(("#", " ")):
            wanted = Requirement(line)
            (version,) = [specifier.version for specifier in wanted.specifier]
            applies = wanted.marker is None or wanted.marker.evaluate()
            yield Pin(wanted.name, version, frozenset(wanted.extras), str(wanted.marker or ""), applies)


def parts(name: str) -> list[Path]:
    """A lock's files."""
    return [ROOT / "requirements" / f"{name}{end}" for end in (".txt", ".nodeps.txt")][: 2 if name == "local" else 1]


def tool(folder: Path, name: str, body: str) -> None:
    """A program that is a script of a line."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


class Index:
    """A simple index in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = folder / "files"
        self._files.mkdir(parents=True)

    @property
    def address(self) -> str:
        return (self.folder / "simple").as_uri()

    def offer(self, name: str, version: str, asks_for: list[str], extras: Iterable[str] = ()) -> str:
        """A wheel with nothing in it. Its hash."""
        stem = f"{name.replace('-', '_')}-{version}"
        path = self._files / f"{stem}-py3-none-any.whl"
        headers = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
        headers += [*(f"Provides-Extra: {extra}" for extra in extras), *(f"Requires-Dist: {need}" for need in asks_for)]
        inside = {
            "METADATA": "\n".join(headers) + "\n",
            "WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        inside["RECORD"] = "".join(f"{stem}.dist-info/{file},,\n" for file in (*inside, "RECORD"))
        with zipfile.ZipFile(path, "w") as wheel:
            for file, text in inside.items():
                wheel.writestr(f"{stem}.dist-info/{file}", text)
        return self._list(name, path)

    def offer_source(self, name: str, version: str) -> str:
        path = self._files / f"{name}-{version}.tar.gz"
        path.write_bytes(b"not looked into")
        return self._list(name, path)

    def _list(self, name: str, file: Path) -> str:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        page = self.folder / "simple" / canonicalize_name(name) / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        with page.open("a", encoding="utf-8") as opened:
            opened.write(f'<a href="../../files/{file.name}#sha256={digest}">{file.name}</a><br>\n')
        return digest


def true_needs(name: str, version: str) -> tuple[list[str], list[str]]:
    """What the true package asks for and its extras, where it is installed here."""
    try:
        found = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return [], []
    if found.version != version:
        return [], []
    return list(found.requires or ()), list(found.metadata.get_all("Provides-Extra") or ())


class Checkout:
    """A folder with the set-up and its locks, in a machine with no package tools but pip."""

    def __init__(self, root: Path, index: Index | None) -> None:
        self.root = root
        self.index = index
        self.bin = root.parent / "bin"
        self.bin.mkdir(exist_ok=True)
        shutil.copytree(ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
        (root / "requirements").mkdir()

    @property
    def python(self) -> Path:
        return self.root / ".venv" / "bin" / "python"

    def lock(self, name: str, text: str) -> None:
        (self.root / "requirements" / f"{name}.txt").write_text(text, encoding="utf-8")

    def lock_nothing(self) -> None:
        for name in ("base", "dev", "local", "mcp", "wake"):
            self.lock(name, "# nothing is asked for\n")

    def pin(self, name: str, version: str, digest: str) -> str:
        return f"{name}=={version} --hash=sha256:{digest}\n"

    def set_up(self, job: str, **environment: str) -> subprocess.CompletedProcess[str]:
        usual = {
            "PATH": str(self.bin),
            "HOME": str(self.root.parent),
            "LOCAL": "0",
            "MCP": "0",
            "PIP_CONFIG_FILE": os.devnull,
        }
        # Whoever asks for anything but files finds no network.
        usual |= {"HTTPS_PROXY": "http://127.0.0.1:9", "PIP_RETRIES": "0", "UV_HTTP_RETRIES": "0"}
        if self.index is not None:
            usual["PIP_INDEX_URL"] = self.index.address
        return subprocess.run(
            [sys.executable, str(self.root / "scripts" / "setup.py"), job],
            env={**usual, **environment},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=PROGRAM,
            check=False,
        )

    def make_environment(self, pip: Path | None = None) -> None:
        """With the pip in this folder, or with the one of this test's environment."""
        made = [sys.executable, "-m", "venv", "--without-pip", str(self.root / ".venv")]
        subprocess.run(made, check=True, timeout=PROGRAM)
        found = pip or Path(str(importlib.metadata.distribution("pip").locate_file("")))
        for folder in (found / "pip", *found.glob("pip-*.dist-info")):
            shutil.copytree(folder, self.site_packages / folder.name)

    @property
    def site_packages(self) -> Path:
        (found,) = (self.root / ".venv" / "lib").glob("python3.*/site-packages")
        return found

    def installed(self) -> dict[str, str]:
        """Packages and their versions, but pip."""
        found = importlib.metadata.distributions(path=[str(self.site_packages)])
        versions = {canonicalize_name(each.metadata["Name"]): each.version for each in found}
        return {name: version for name, version in versions.items() if name != "pip"}


def hollow(checkout: Checkout, index: Index, names: list[str]) -> dict[str, str]:
    """Offer what the true locks name, put copies of them with the hollow files' hashes in, and tell what to expect."""
    hashes: dict[tuple[str, str], str] = {}
    expected: dict[str, str] = {}
    for lock in [part for name in names for part in parts(name)]:
        lines = []
        for pin in pins(lock):
            key = (pin.name, pin.version)
            if key not in hashes:
                needs = true_needs(*key)
                if not any(name == pin.name for name, _ in hashes):
                    index.offer(pin.name, NEWER, *needs)
                hashes[key] = index.offer(pin.name, pin.version, *needs)
            extras = f"[{','.join(sorted(pin.extras))}]" if pin.extras else ""
            marker = f" ; {pin.marker}" if pin.marker else ""
            lines.append(f"{pin.name}{extras}=={pin.version}{marker} \\\n    --hash=sha256:{hashes[key]}\n")
            if pin.applies:
                expected[canonicalize_name(pin.name)] = pin.version
        checkout.lock(lock.stem, "".join(lines))
    return expected
