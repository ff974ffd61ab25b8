"""Each module of the core stands by itself: it can be loaded first, and in any order."""

import importlib
from pathlib import Path

import pytest

import voiceapp.core

ROOT = Path(voiceapp.core.__file__).parent
MODULES = sorted(
    ".".join(("voiceapp.core", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    for path in ROOT.rglob("*.py")
    if path != ROOT / "__init__.py"
)


@pytest.mark.parametrize("name", MODULES)
def test_it_says_what_it_is_for(name: str) -> None:
    assert importlib.import_module(name).__doc__
