"""Holds the docstrings of what is public to whole sentences: they say what a thing is or does, and are no fragments."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "voiceapp"
FRAGMENTS = frozenset(
    "As At By For From How In None Of On To What When Where Whether Which Who With".split()  # noqa: SIM905
)
"""How a docstring begins that leaves out what it speaks of."""

Documented = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _public(node: ast.Module | ast.ClassDef, inside: str = "") -> Iterator[tuple[str, Documented]]:
    for each in node.body:
        if isinstance(each, Documented) and not each.name.startswith("_"):
            yield inside + each.name, each
            if isinstance(each, ast.ClassDef):
                yield from _public(each, f"{inside}{each.name}.")


def _fragments_in(source: str) -> dict[str, str]:
    documented = ((name, ast.get_docstring(node) or "") for name, node in _public(ast.parse(source)))
    return {name: text for name, text in documented if text and text.split()[0].rstrip(",:;.") in FRAGMENTS}


def test_no_public_docstring_begins_as_a_fragment() -> None:
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}: {name}": text
        for path in sorted(PACKAGE.rglob("*.py"))
        for name, text in _fragments_in(path.read_text(encoding="utf-8")).items()
    }
    assert found == {}


@pytest.mark.parametrize(
    ("docstring", "is_fragment"),
    [
        ("Of one reply.", True),
        ("What the store keeps.", True),
        ("None where there is none.", True),
        ("In bytes.", True),
        ("Return the size in bytes.", False),
        ("Whatever comes first counts.", False),
        ("Information about a device.", False),
    ],
)
def test_a_fragment_is_known_by_its_first_word(docstring: str, *, is_fragment: bool) -> None:
    source = f'class Shown:\n    def method(self):\n        """{docstring}"""\n'
    assert bool(_fragments_in(source)) is is_fragment
