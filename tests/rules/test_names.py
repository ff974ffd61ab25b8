"""Holds the rules about names and first sentences that a reader of voiceapp relies on."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "voiceapp"
MODULES = sorted(PACKAGE.rglob("*.py"))

SHARED_NAMES: dict[str, str] = {}
"""Class names that stand in several modules, each with its reason: all of them meet the same protocol."""

VERBS_FILE = Path(__file__).with_name("first_verbs.txt")
VERBS = frozenset(VERBS_FILE.read_text(encoding="utf-8").split())
"""How a module's first sentence may begin: a verb in the third person that says what the module does."""

FINITE = frozenset(
    {
        "are",
        "can",
        "decides",
        "does",
        "gives",
        "has",
        "have",
        "holds",
        "imports",
        "is",
        "keeps",
        "makes",
        "may",
        "must",
        "puts",
        "reads",
        "runs",
        "says",
        "shows",
        "speaks",
        "tells",
        "writes",
    }
)


def _relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _first_sentence(docstring: str) -> str:
    paragraph = " ".join(docstring.strip().split("\n\n")[0].split())
    return re.split(r"(?<=\.)\s", paragraph, maxsplit=1)[0]


def _fault_of(sentence: str) -> str:
    """What keeps it from being a complete sentence; empty where nothing does."""
    words = sentence.split()
    if not sentence.endswith("."):
        return "it does not end with a full stop"
    if len(words) < 4:
        return "it has fewer than four words"
    if words[0].rstrip(",") in VERBS:
        return ""
    if words[0] in {"This", "These", "The", "A", "An"}:
        if any(word.strip(",;:()`") in FINITE for word in words[1:]):
            return ""
        return "it has no finite verb"
    return (
        f"it begins with {words[0]!r}: begin with a verb in the third person (add it to {VERBS_FILE.name} if it is one)"
    )


def test_no_two_classes_share_a_name() -> None:
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(_relative(path))
    shared = {name: where for name, where in homes.items() if len(where) > 1}
    assert {name: where for name, where in shared.items() if name not in SHARED_NAMES} == {}


def test_a_module_says_first_what_it_is_for() -> None:
    faults: dict[str, str] = {}
    for path in MODULES:
        module = ast.parse(path.read_text(encoding="utf-8"))
        if path.name == "__init__.py" and not module.body:
            continue  # an empty package face says nothing
        sentence = _first_sentence(ast.get_docstring(module) or "")
        if fault := _fault_of(sentence):
            faults[_relative(path)] = f"{sentence!r}: {fault}"
    assert faults == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "What the store keeps.",
        "Whether the network is there.",
        "Of one reply.",
        "None where there is none.",
        "How long to wait before trying again.",
        "Runs programs.",
        "Runs other programs and makes sure that they end",
        "The one purse of the whole app.",
    ],
)
def test_a_fragment_is_no_first_sentence(sentence: str) -> None:
    assert _fault_of(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Runs other programs and makes sure that they end.",
        "This module is the only place that opens the window.",
        "The engines that voiceapp knows are listed here, a line each.",
    ],
)
def test_a_complete_sentence_passes(sentence: str) -> None:
    assert not _fault_of(sentence)
