"""No module is a book: what has grown too long is more than one thing."""

from pathlib import Path

import pytest

import voiceapp

PACKAGE = Path(voiceapp.__file__).parent
MOST = 400
MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=[module.relative_to(PACKAGE).as_posix() for module in MODULES])
def test_a_module_has_at_most_400_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= MOST
