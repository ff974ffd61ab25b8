"""Puts voiceapp where a desktop and a shell look for programs: menu, icon, manual pages, completions; and out again.

Only what belongs to this person is touched, as `pip install --user` would do it.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from voiceapp.desktop.exec_line import exec_line
from voiceapp.settings import installation
from voiceapp.settings.assets import asset

COMPLETIONS = (
    ("voiceapp.bash", "bash-completion/completions/voiceapp"),
    ("_voiceapp", "zsh/site-functions/_voiceapp"),
    ("voiceapp.fish", "fish/vendor_completions.d/voiceapp.fish"),
)
"""Each with its place below the folder of a person's data."""


@dataclass(frozen=True, slots=True)
class Integration:
    data: Path
    """Where desktops look for what belongs to this person."""
    programs: Path
    """Where shells look for programs."""
    command: tuple[str, ...]
    """What starts this copy of the app."""

    @classmethod
    def of_this_person(cls) -> "Integration":
        return cls(installation.data_of_this_person(), Path.home() / ".local" / "bin", tuple(installation.command()))

    @property
    def entry(self) -> Path:
        """Return what puts it into the menu."""
        return self.data / "applications" / installation.MENU_ENTRY

    @property
    def link(self) -> Path:
        """Return what lets it be called by its name where only its full path would do."""
        return self.programs / "voiceapp"

    def put(self) -> tuple[Path, ...]:
        """Write everything, anew where it is there. Return what was written. Raises OSError."""
        written: list[Path] = []
        for path, content in self._files():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written.append(path)
        if shutil.which("voiceapp") is None and len(self.command) == 1 and not self.link.is_symlink():
            self.link.parent.mkdir(parents=True, exist_ok=True)
            self.link.symlink_to(self.command[0])
            written.append(self.link)
        return tuple(written)

    def take_out(self) -> tuple[Path, ...]:
        """Delete what `put` wrote. Return what was deleted. Raises OSError."""
        places = [path for path, _ in self._files()]
        if self.link.is_symlink() and self.link.readlink() == Path(self.command[0]):
            places.append(self.link)
        there = [path for path in places if path.exists() or path.is_symlink()]
        for path in there:
            path.unlink()
        return tuple(there)

    def _files(self) -> Iterator[tuple[Path, bytes]]:
        entry = asset(installation.MENU_ENTRY).read_text(encoding="utf-8")
        yield self.entry, entry.replace("Exec=voiceapp\n", f"Exec={exec_line(self.command)}\n").encode()
        yield (
            self.data / "icons/hicolor/scalable/apps" / f"{Path(installation.MENU_ENTRY).stem}.svg",
            asset("voiceapp.svg").read_bytes(),
        )
        for page in sorted(asset("man").glob("*.1")):
            yield self.data / "man/man1" / page.name, page.read_bytes()
        for source, place in COMPLETIONS:
            yield self.data / place, (asset("completions") / source).read_bytes()
