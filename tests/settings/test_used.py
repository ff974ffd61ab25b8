"""Each setting does something, and the manual says what."""

import re
from pathlib import Path

import pytest

from scripts.settings_manual import TARGET, manual
from voiceapp.settings import groups, model
from voiceapp.settings.model import keys

PACKAGE = Path(model.__file__).resolve().parent.parent
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in PACKAGE.rglob("*.py")
    if Path(groups.__file__).resolve().parent not in path.resolve().parents
)
THEIR_OWN_GROUP_READS = {"talking.preset", "talking.presets"}
BY_THEIR_NAMES = "shortcuts."
"""The window asks for these by the names of what they do."""


@pytest.mark.parametrize("key", [key for key in keys() if key not in THEIR_OWN_GROUP_READS])
def test_every_setting_is_read_somewhere(key: str) -> None:
    name = key.split(".")[1]
    if key.startswith(BY_THEIR_NAMES):
        assert re.search(rf'"{name}"|\.{name}\b', SOURCES), f"nothing obeys {key}"
    else:
        assert re.search(rf"\.{name}\b", SOURCES) or f'"{key}"' in SOURCES, f"nothing obeys {key}"


def test_the_manual_is_in_step() -> None:
    """After a change: .venv/bin/python scripts/settings_manual.py."""
    assert TARGET.read_text(encoding="utf-8") == manual()
