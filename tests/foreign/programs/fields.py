"""Fields of toolkits, in programs that note what stands in them."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.desktop.text_output.programs import Fields, qt_fields, running_program
from tests.foreign.programs.opened import Around, Opened

TK_FIELD = Path(__file__).with_name("tk_field.py")


def qt_field(binding: str, kind: str = "text") -> Callable[[Around], AbstractContextManager[Opened]]:
    @contextmanager
    def opened(around: Around) -> Iterator[Opened]:
        python = {} if around.python is None else {"python": str(around.python)}
        with qt_fields(around.display, kind, binding=binding, bus=around.bus, tells=around.tells, **python) as page:
            yield opened_field(page)

    return opened


@contextmanager
def tk_field(around: Around) -> Iterator[Opened]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "field.txt"
        file.touch()
        title = f"tk-{time.monotonic_ns()}"
        # The system's own Python: Debian's package is for that one.
        command = ["/usr/bin/python3", str(TK_FIELD), str(file), title]
        with running_program(around.display, command, title, Path(folder), around.bus) as (window, process):
            page = Fields(around.display, window, file, process)
            page.activate()
            yield opened_field(page, mark="ctrl+slash")


def opened_field(page: Fields, mark: str = "ctrl+a") -> Opened:
    return Opened(
        page.display,
        page.window,
        lambda: page.file.read_text(encoding="utf-8"),
        lambda: page.display.key(mark, "BackSpace"),
    )
