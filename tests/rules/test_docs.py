"""Holds the documents to the tree: every file that they name exists, and every class of the glossary as well."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path for path in (*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md") if path.exists()
)
FOLDERS = ("voiceapp", "tests", "scripts", "docs", "assets", "benchmarks", "requirements", "packaging")
ELSEWHERE = frozenset({"conversations.json", "tasks.md", ".venv/bin/voiceapp", "demo-out/"})
"""What is named like a file and is none of this tree: ChatGPT's export, a format, and what `make` brings."""

_CODE = re.compile(r"`([^`\s]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
_FILE = re.compile(r"[\w./-]+\.(?:py|md|toml|json|txt|ts|sh|cfg|yml)|[\w./-]+/")


def _tree() -> frozenset[str]:
    paths = {path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*")}
    paths |= {path.relative_to(ROOT) for path in ROOT.iterdir()} | {Path(folder) for folder in FOLDERS}
    return frozenset("/" + path.as_posix() for path in paths if "__pycache__" not in path.parts)


def _named_in(document: Path) -> set[str]:
    text = document.read_text(encoding="utf-8")
    files = {name for name in _CODE.findall(text) if _FILE.fullmatch(name)}
    return files - ELSEWHERE


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_document_names_only_files_that_exist(document: Path) -> None:
    tree = _tree()
    missing = [name for name in _named_in(document) if not any(path.endswith("/" + name.strip("/")) for path in tree)]
    assert sorted(missing) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_document_links_only_to_files_that_exist(document: Path) -> None:
    links = _LINK.findall(document.read_text(encoding="utf-8"))
    missing = [link for link in links if ":" not in link and not (document.parent / link).exists()]
    assert missing == []


def test_every_class_of_the_glossary_exists() -> None:
    classes = {
        node.name
        for path in (ROOT / "voiceapp").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    glossary = (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
    named = {name for name in _CODE.findall(glossary) if re.fullmatch(r"(?:[A-Z][a-z]+)+", name)}
    assert named - classes == set()
    assert len(named) > 20  # it is about the code
