"""Editors: what stands in them is saved, and read from the file."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.desktop.text_output.programs import Program, running_program
from tests.foreign.programs.opened import Around, Opened


@dataclass(frozen=True, slots=True)
class Editor:
    """`{file}` in the command is the file. Keys are X's names, pressed one after the other."""

    command: tuple[str, ...]
    save: tuple[str, ...] = ("ctrl+s",)
    clear: tuple[str, ...] = ("ctrl+a", "BackSpace")
    title: str = ""
    """Of its window, where the file's name is not in it."""
    prepare: Callable[[Path], None] = lambda home: None

    def __call__(self, around: Around) -> AbstractContextManager[Opened]:
        return _opened(self, around)


@contextmanager
def _opened(editor: Editor, around: Around) -> Iterator[Opened]:
    display = around.display
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        file = home / f"note{time.monotonic_ns()}.txt"
        file.touch()
        editor.prepare(home)
        command = [part.format(file=file, home=home) for part in editor.command]
        title = editor.title or file.stem
        with running_program(display, command, title, home, around.bus, tells=around.tells) as (window, process):
            Program(display, window, file, process).activate()

            def press(keys: Sequence[str]) -> None:
                for key in keys:
                    display.do("key", "--clearmodifiers", key)

            def read() -> str:
                press(editor.save)
                return file.read_text(encoding="utf-8").removesuffix("\n")

            yield Opened(display, window, read, lambda: press(editor.clear))


def settings_of_mousepad(home: Path) -> None:
    """It would take its own saving for somebody else's, and ask."""
    settings = home / "glib-2.0" / "settings"
    settings.mkdir(parents=True)
    (settings / "keyfile").write_text("[org/xfce/mousepad/preferences/file]\nmonitor-changes=false\n")


def settings_of_featherpad(home: Path) -> None:
    folder = home / "featherpad"
    folder.mkdir(parents=True)
    (folder / "fp.conf").write_text("[text]\nautoBracket=false\nautoReplace=false\n")


mousepad = Editor(("mousepad", "--disable-server", "{file}"), prepare=settings_of_mousepad)
featherpad = Editor(("featherpad", "--standalone", "{file}"), prepare=settings_of_featherpad)
kwrite = Editor(("kwrite", "{file}"))
gedit = Editor(("gedit", "--standalone", "{file}"))
geany = Editor(("geany", "--new-instance", "--config", "{home}/geany", "--no-msgwin", "{file}"))
emacs = Editor(("emacs", "--no-init-file", "{file}"), save=("ctrl+x", "ctrl+s"), clear=("ctrl+x", "h", "BackSpace"))
