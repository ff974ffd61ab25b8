"""Programs in xterm."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.desktop.text_output.programs import Program, running_program
from tests.foreign.programs.opened import Around, Opened


@contextmanager
def vim(around: Around) -> Iterator[Opened]:
    display = around.display
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        file = home / "note.txt"
        title = f"vim-{time.monotonic_ns()}"
        inside = ["vim", "-u", "DEFAULTS", "-i", "NONE", "-n", "+startinsert", str(file)]
        command = ["xterm", "-u8", "-xrm", "XTerm*allowTitleOps: false", "-T", title, "-e", *inside]
        with running_program(display, command, title, home, around.bus, tells=around.tells) as (window, process):
            Program(display, window, file, process).activate()

            def read() -> str:
                display.key("Escape")
                display.type(":w\n")
                display.key("a" if file.exists() and file.read_text(encoding="utf-8") else "i")
                return file.read_text(encoding="utf-8").removesuffix("\n") if file.exists() else ""

            def clear() -> None:
                display.key("Escape", "g", "g", "d", "G", "i")

            yield Opened(display, window, read, clear)
