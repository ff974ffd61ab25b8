"""Each setting does something, and the manual says what."""

import re
from pathlib import Path

import pytest

from scripts.settings_manual import TARGET, manual
from voiceapp.settings import groups, model
from voiceapp.settings.model import keys

PACKAGE = Path(model.__file__).resolve().parent.parent
NOT_WHERE_IT_IS_OBEYED = {Path(groups.__file__).resolve().parent, PACKAGE / "gui"}
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in PACKAGE.rglob("*.py")
    if not NOT_WHERE_IT_IS_OBEYED & set(path.resolve().parents)
)
WINDOW = "\n".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "gui").rglob("*.py"))
THEIR_OWN_GROUP_READS = {"talking.preset", "talking.presets"}
BY_THE_WINDOW = ("appearance.", "shortcuts.", "privacy.words_in_notifications")
"""The window obeys these; that it shows the others is not enough."""


@pytest.mark.parametrize("key", [key for key in keys() if key not in THEIR_OWN_GROUP_READS])
def test_every_setting_is_read_somewhere(key: str) -> None:
    name = key.split(".")[1]
    text = WINDOW + SOURCES if key.startswith(BY_THE_WINDOW) else SOURCES
    assert re.search(rf'\.{name}\b|"{name}"', text) or f'"{key}"' in text, f"nothing obeys {key}"


def test_the_manual_is_in_step() -> None:
    """After a change: .venv/bin/python scripts/settings_manual.py."""
    assert TARGET.read_text(encoding="utf-8") == manual()
