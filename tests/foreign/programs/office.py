"""LibreOffice Writer: what stands in it is copied."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.desktop.text_output.programs import Program, running_program, wait_for
from tests.foreign.programs.opened import Around, Opened, copied, copy

NOTHING = "nothing was copied"
SHORT = 3.0
"""Seconds: of an empty document nothing is copied."""


@contextmanager
def writer(around: Around) -> Iterator[Opened]:
    display = around.display
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        command = ["soffice", "--writer", "--norestore", "--nologo", f"-env:UserInstallation=file://{home}/profile"]
        with running_program(display, command, "LibreOffice Writer", home, around.bus, tells=around.tells) as (
            window,
            process,
        ):
            Program(display, window, home, process).activate()

            def read() -> str:
                copy(display, NOTHING)
                display.key("ctrl+a", "ctrl+c")
                wait_for(lambda: copied(display) != NOTHING, "a copy", SHORT, strict=False)
                display.key("ctrl+End")
                return copied(display).removeprefix(NOTHING)

            def clear() -> None:
                display.key("ctrl+a", "BackSpace")

            def works() -> bool:
                display.key("x")
                return "x" in read()

            # The window stands seconds before it does what it is told.
            wait_for(works, "the document")
            clear()
            yield Opened(display, window, read, clear, reads_by_clipboard=True)
