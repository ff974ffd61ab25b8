"""Golden files: what was looked at once and found good. `pytest --update-golden` writes them anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "golden"

Golden = Callable[[str, bytes], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew, to be looked at")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare with the golden file of that name."""

    def compare(name: str, content: bytes) -> None:
        path = FOLDER / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        assert path.exists(), f"no golden file {name}: run pytest --update-golden and look at it"
        assert content == path.read_bytes()

    return compare
