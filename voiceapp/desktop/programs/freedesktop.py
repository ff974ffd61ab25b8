"""Lists the programs of a desktop's menu, and opens one as the menu does: never through a shell."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from voiceapp.core.machine_ports import NO_PROGRAMS, InstalledProgram, Programs
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.programs.desktop_entry import DesktopEntry, entry_in
from voiceapp.processes import keyless_environment

PATIENCE = 10.0
LARGEST = 200_000
"""Bytes that are read of an entry."""
ALWAYS_KNOWN = ("de", "en")
"""Languages in which programs are found by name, whatever the desktop speaks."""


class MenuPrograms:
    """Meets `core.machine_ports.Programs`. Entries are read anew each time: programs come and go."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def installed(self) -> Sequence[InstalledProgram]:
        return [entry.program for _, entry in self._entries()]

    def open(self, program: InstalledProgram) -> None:
        found = next(((path, entry) for path, entry in self._entries() if entry.program.id == program.id), None)
        if found is None or not self._opened(*found):
            raise ToolError(Sentence("{program} couldn't be opened.", program=verbatim(program.names[0])))

    def _opened(self, path: Path, entry: DesktopEntry) -> bool:
        opener = shutil.which("gio", path=self._environ.get("PATH"))
        if opener is not None and self._by_desktop(opener, path):
            return True
        return bool(entry.command) and not entry.in_terminal and self._by_itself(entry.command)

    def _by_desktop(self, opener: str, path: Path) -> bool:
        """The desktop's own tool knows D-Bus activation, start notification and terminals."""
        try:
            done = subprocess.run(
                [opener, "launch", str(path)],
                env=keyless_environment(self._environ),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0

    def _by_itself(self, command: tuple[str, ...]) -> bool:
        try:
            process = subprocess.Popen(
                command,
                env=keyless_environment(self._environ),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            return False
        threading.Thread(target=process.wait, name="opened program", daemon=True).start()
        return True

    def _entries(self) -> Iterator[tuple[Path, DesktopEntry]]:
        """Go through all programs, each once: a folder that comes first hides what later ones say of the same."""
        seen: set[str] = set()
        languages = self._languages()
        for folder in self._folders():
            for path in sorted(folder.rglob("*.desktop")):
                name = "-".join(path.relative_to(folder).parts)
                if name not in seen:
                    seen.add(name)
                    entry = _read(path, name, languages)
                    if entry is not None:
                        yield path, entry

    def _folders(self) -> Iterator[Path]:
        home = self._environ.get("HOME", "")
        own = self._environ.get("XDG_DATA_HOME") or (f"{home}/.local/share" if home else "")
        shared = self._environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        found = [Path(folder) / "applications" for folder in (own, *shared.split(os.pathsep)) if folder]
        there = [folder for folder in dict.fromkeys(found) if folder.is_dir()]
        if not there:
            raise ToolError(NO_PROGRAMS)
        yield from there

    def _languages(self) -> tuple[str, ...]:
        told = next((self._environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if self._environ.get(name)), "")
        whole = told.split(".")[0].split("@")[0]
        return tuple(dict.fromkeys(each for each in (whole, whole.split("_")[0], *ALWAYS_KNOWN) if each))


def _read(path: Path, name: str, languages: tuple[str, ...]) -> DesktopEntry | None:
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST).decode("utf-8", "replace")
    except OSError:
        return None
    return entry_in(text, name, languages)


def open_programs(here: DesktopEnvironment) -> Programs:
    return MenuPrograms(here.environ)
