"""The window has one scale of distances, one radius and one set of colours: theme.py alone has the numbers."""

import ast
import re
from pathlib import Path

import pytest

import voiceapp.gui

FOLDER = Path(voiceapp.gui.__file__).parent
MODULES = sorted(each for each in FOLDER.rglob("*.py") if each.name != "theme.py")
DISTANCES = frozenset({"setSpacing", "addSpacing", "setContentsMargins", "setHorizontalSpacing", "setVerticalSpacing"})
PICTOGRAMS = frozenset({"talk/button.py", "system/tray.py", "look/controls.py", "history/list.py"})
"""They draw shapes with curves of their own."""
COLOUR = re.compile(r"^#[0-9a-fA-F]{3,8}$")


def numbers(call: ast.Call, arguments: list[ast.expr]) -> list[str]:
    """Numbers that stand there themselves; nought is no distance."""
    return [
        f"line {call.lineno}: {each.value}"
        for each in arguments
        if isinstance(each, ast.Constant) and isinstance(each.value, int | float) and each.value
    ]


def faults(module: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in DISTANCES:
                found += numbers(node, node.args)
            elif node.func.attr in ("drawRoundedRect", "addRoundedRect"):
                drawn = module.relative_to(FOLDER).as_posix() in PICTOGRAMS
                found += [] if drawn else numbers(node, node.args[-2:])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and COLOUR.match(node.value):
            found.append(f"line {node.lineno}: {node.value}")
    return found


@pytest.mark.parametrize("module", MODULES, ids=[each.relative_to(FOLDER).as_posix() for each in MODULES])
def test_distances_radii_and_colours_come_from_the_theme(module: Path) -> None:
    assert faults(module) == [], "use HAIR, TIGHT, SPACE, WIDE, EDGE, BROAD, RADIUS, or a palette's colour"


def test_the_rule_sees_what_it_is_about(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text('row.setSpacing(7)\npainter.drawRoundedRect(box, 3, 3)\nink = "#ff0000"\nrow.setSpacing(0)\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.rules.test_look.FOLDER", tmp_path)
        assert len(faults(wrong)) == 4
