"""Writes docs/SETTINGS.md from the settings' own declarations. Run it after changing one."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TARGET = ROOT / "docs" / "SETTINGS.md"
HEAD = """# Settings

Every setting, as the dialog has it. In the terminal: `voiceapp settings set NAME VALUE`, or `--set NAME=VALUE` for one
time. Made by `scripts/settings_manual.py`.
"""


def manual() -> str:
    from voiceapp.settings.model import Settings

    lines = [HEAD]
    group = ""
    for row in Settings().rows():
        if row.group.title != group:
            group = row.group.title
            lines += ["", f"## {group}", "", "| setting | what it does | as it comes |", "| --- | --- | --- |"]
        lines.append(f"| `{row.key}` | **{row.label}.** {_cell(row.help)} | {_cell(_plain(row.default))} |")
    return "\n".join(lines) + "\n"


def _plain(value: object) -> str:
    from voiceapp.settings.kinds import Profiles

    match value:
        case bool():
            return "on" if value else "off"
        case tuple():
            return ", ".join(str(each) for each in value)
        case Profiles():
            return ", ".join(profile.name for profile in value)
        case str() | int() | float():
            return str(value) or "empty"
        case _:
            return "a table"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    TARGET.write_text(manual(), encoding="utf-8")


if __name__ == "__main__":
    main()
