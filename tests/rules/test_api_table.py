"""The table of the API names only modules and settings that there are."""

import re
from pathlib import Path

from voiceapp.settings.model import Settings, keys

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "API.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([^`]+)`", TABLE)


def test_each_setting_that_it_names_exists() -> None:
    groups = {key.split(".")[0] for key in keys()}
    fields = {name for name in NAMED if re.fullmatch(r"[a-z]+\.[a-z_]+", name) and name.split(".")[0] in groups}
    # These belong to the wire: `session.update` is no setting.
    unknown = {name for name in fields if name not in keys()}
    assert unknown == set()
    assert len(fields) > 40


def test_each_module_that_it_names_exists() -> None:
    modules = {name for name in NAMED if name.startswith("voiceapp/")}
    assert {name for name in modules if not (ROOT / name).is_file()} == set()
    assert len(modules) > 30


def test_no_way_to_hear_speak_or_answer_lacks_its_place() -> None:
    rows = {row.key for row in Settings().rows()}
    for role in ("stt", "chat", "tts", "realtime", "live", "sampling", "drafts", "moderation"):
        named = {key for key in rows if key.startswith(f"{role}.") and f"`{key}`" in TABLE}
        assert named, f"nothing is said of {role}"
