"""Every database that a test opens is closed again.

From 3.13 on Python itself complains of one that is not, and the suite takes a complaint for a failure; earlier ones say
nothing. So it is counted here, whichever Python it is. (`with` around a
connection ends a transaction, and closes nothing.)
"""

import itertools
import sqlite3
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

_opened: dict[int, str] = {}
"""What is open, by when it was opened, and who did it."""
_count = itertools.count(1)


class CountedConnection(sqlite3.Connection):
    def __init__(self, *how: Any, **more: Any) -> None:
        super().__init__(*how, **more)
        self._opened_as = next(_count)
        _opened[self._opened_as] = _who()

    def close(self) -> None:
        super().close()
        _opened.pop(self._opened_as, None)


def _who() -> str:
    """The last steps of our own code that led to it, the very last one last."""
    stack = traceback.extract_stack()
    own = [frame for frame in stack if "site-packages" not in frame.filename and frame.filename != __file__]
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in own[-4:])


def pytest_configure(config: pytest.Config) -> None:
    del config
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def counted(*how: Any, **more: Any) -> sqlite3.Connection:
        return connect(*how, **{"factory": CountedConnection, **more})

    sqlite3.connect = counted  # type: ignore[assignment]


@pytest.fixture(scope="session", autouse=True)
def _all_databases_closed() -> Iterator[None]:
    """Also those of fixtures that several tests share."""
    yield
    assert list(_opened.values()) == [], "databases that were opened and not closed"


@pytest.fixture(autouse=True)
def _databases_closed() -> Iterator[None]:
    before = next(_count)
    yield
    left = [_opened.pop(number) for number in sorted(_opened) if number > before]
    assert left == [], "databases that were opened and not closed"
