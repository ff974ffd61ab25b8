"""Holds what decides without doing anything to that: it imports nothing that waits, reads, writes or asks a clock.

What may be imported is listed, and everything else is not, so that nothing has to be thought of before it is misused.
"""

import ast
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "voiceapp"

VALUES = frozenset(
    {
        "bisect", "collections", "collections.abc", "contextlib", "dataclasses", "datetime", "enum", "functools",
        "itertools", "json", "math", "re", "typing", "unicodedata", "urllib.parse",
        "msgspec",  # what events and commands are made of
    }
)  # fmt: skip
"""The standard library as far as it only makes values out of values, and what does nothing else."""
OF_PROTOCOLS = VALUES | {
    "abc", "base64", "binascii", "codecs", "difflib", "email.utils", "numpy", "struct",
    "logging",  # says what a server did; where that goes is not theirs
}  # fmt: skip
OF_FORMATS = VALUES | {
    "base64", "binascii", "csv", "docx", "fpdf", "html", "importlib", "io", "numpy", "soundfile", "wave", "zipfile",
    "zoneinfo",
    "fontTools", "PIL",  # what is in a font and in a picture
}  # fmt: skip
DOES_SOMETHING: Mapping[str, frozenset[str]] = {
    "exports/fonts.py": frozenset({"os", "sys", "pathlib"}),  # looks through the fonts of this machine
    "exports/separate_process.py": frozenset({"os", "pathlib", "pickle", "subprocess", "sys"}),  # is the other process
}
ASKED_BY_PROTOCOLS = frozenset({"voiceapp.settings.redaction"})
"""Takes keys out of what a server says, wherever that goes; a lock guards the keys that it knows."""
ASKED_BY_FORMATS = ("voiceapp.settings.text_language",)
"""Reads the translations that come with the app."""

ACTS = frozenset({"__import__", "breakpoint", "compile", "eval", "exec", "input", "open", "print"})
CLOCKS = frozenset({"now", "today", "utcnow"})


def _modules(*folders: str) -> dict[str, Path]:
    return {
        path.relative_to(PACKAGE).as_posix(): path for folder in folders for path in (PACKAGE / folder).rglob("*.py")
    }


def _protocols() -> dict[str, Path]:
    """Those whose coverage is held, and whatever of the app they are made of."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["coverage"]["report"][
        "include"
    ]
    waiting = [ROOT / name for name in listed if name.endswith(".py")]
    found: dict[str, Path] = {}
    while waiting:
        path = waiting.pop()
        name = path.relative_to(PACKAGE).as_posix()
        if name in found:
            continue
        found[name] = path
        for imported in _imports(_tree_of(path)):
            if imported.startswith("voiceapp.") and imported not in ASKED_BY_PROTOCOLS:
                module = ROOT / (imported.replace(".", "/") + ".py")
                if module.is_file() and not imported.startswith("voiceapp.core."):
                    waiting.append(module)
    return found


def _tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide what they mean"
            of_a_package = node.module and (ROOT / node.module.replace(".", "/")).is_dir()
            yield from (f"{node.module}.{alias.name}" for alias in node.names) if of_a_package else (str(node.module),)


def _faults(tree: ast.AST, allowed: frozenset[str], ours: tuple[str, ...]) -> Iterator[str]:
    for name in _imports(tree):
        roots = [name.rsplit(".", cut)[0] for cut in range(name.count(".") + 1)]
        packages = allowed if name.split(".", maxsplit=1)[0] not in sys.stdlib_module_names else frozenset[str]()
        if name.startswith("voiceapp"):
            if not name.startswith(ours):
                yield f"imports {name}"
        elif name not in allowed and not packages.intersection(roots):
            yield f"imports {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) if name in ACTS:
                    yield f"calls {name}()"
                case ast.Attribute(value=ast.Name(id="date" | "datetime"), attr=name) if name in CLOCKS:
                    yield f"asks the clock: {name}()"
                case _:
                    pass


def _faults_of(modules: Mapping[str, Path], allowed: frozenset[str], *ours: str) -> dict[str, list[str]]:
    found = {
        name: list(_faults(_tree_of(path), allowed | DOES_SOMETHING.get(name, frozenset()), ours))
        for name, path in modules.items()
    }
    assert found
    return {name: faults for name, faults in found.items() if faults}


def test_the_core_makes_values_out_of_values() -> None:
    assert _faults_of(_modules("core"), VALUES, "voiceapp.core") == {}


def test_formats_turn_a_talk_into_bytes_and_bytes_into_talks() -> None:
    ours = ("voiceapp.core", "voiceapp.exports", "voiceapp.imports", *ASKED_BY_FORMATS)
    assert _faults_of(_modules("exports", "imports"), OF_FORMATS, *ours) == {}


def test_protocols_and_what_they_are_made_of_do_no_io() -> None:
    protocols = _protocols()
    ours = tuple("voiceapp." + name.removesuffix(".py").replace("/", ".") for name in protocols)
    assert _faults_of(protocols, OF_PROTOCOLS, "voiceapp.core", *ASKED_BY_PROTOCOLS, *ours) == {}


def test_what_is_called_a_protocol_is_held_to_it() -> None:
    named = {name for name in _modules("") if name.endswith(("/protocol.py", "_protocol.py"))}
    assert named
    assert named <= set(_protocols()), "list it in pyproject.toml, [tool.coverage.report]"


@pytest.mark.parametrize(
    "text",
    [
        "import asyncio",
        "import os.path",
        "from time import monotonic",
        "import random",
        "import urllib.request",
        "import httpx",
        "from voiceapp.settings.model import Settings",
        "def late():\n    import sqlite3",
        "open('there')",
        "print('here')",
        "datetime.now()",
    ],
)
def test_what_does_something_is_found(text: str) -> None:
    assert list(_faults(ast.parse(text), VALUES, ("voiceapp.core",)))


@pytest.mark.parametrize(
    "text",
    [
        "from collections.abc import Callable",
        "from voiceapp.core.text import sentences",
        "self.open()",
        "budget.today(day)",
        "datetime.fromtimestamp(0.0, UTC)",
    ],
)
def test_what_does_nothing_passes(text: str) -> None:
    assert not list(_faults(ast.parse(text), VALUES, ("voiceapp.core",)))
