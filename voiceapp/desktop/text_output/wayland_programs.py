"""Runs the programs that Wayland desktops have for typing, for the clipboard and for asking who has the keyboard."""

import shutil
import subprocess
import time
from collections.abc import Mapping

from voiceapp.desktop.text_output.surroundings import SECRET_HINT

PATIENCE = 10.0
SETTLE = 0.3
"""Seconds to allow for fetching pasted text, because these programs do not report when that is done."""
_PLAIN = "text/plain;charset=utf-8"


class WaylandPrograms:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = dict(environ)
        names = ("wtype", "ydotool", "wl-copy", "wl-paste", "swaymsg", "hyprctl")
        path = self._environ.get("PATH")
        self._found = {name: found for name in names if (found := shutil.which(name, path=path)) is not None}

    def has(self, name: str) -> bool:
        return name in self._found

    def run(self, tool: str, *arguments: str, content: bytes = b"") -> bool:
        try:
            done = subprocess.run(
                [self._found[tool], *arguments],
                input=content,
                env=self._environ,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0

    def ask(self, tool: str, *arguments: str) -> bytes:
        if tool not in self._found:
            return b""
        try:
            done = subprocess.run(
                [self._found[tool], *arguments],
                env=self._environ,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return b""
        return done.stdout


class ProgramClipboard:
    """Lends the clipboard with wl-clipboard, which keeps one format of what was there."""

    def __init__(self, programs: WaylandPrograms) -> None:
        self._programs = programs
        self._lent = b""
        self._before: tuple[str, bytes] | None = None

    def put(self, content: str) -> bool:
        return self._copy(content.encode(), _PLAIN)

    def lend(self, content: str, *, primary: bool = False) -> bool:
        self._before = self._kept()
        self._lent = content.encode()
        if primary and not self._copy(self._lent, _PLAIN, "--primary"):
            return False
        return self._copy(self._lent, _PLAIN)

    def wait_until_taken(self, patience: float) -> bool:
        time.sleep(min(SETTLE, patience))
        return True

    def give_back_soon(self) -> None:
        if self._before is not None and self._programs.ask("wl-paste", "--no-newline") == self._lent:
            self._copy(self._before[1], self._before[0])

    def text_of(self, *, primary: bool = False) -> str:
        more = ("--primary",) if primary else ()
        if SECRET_HINT.encode() in self._programs.ask("wl-paste", "--list-types", *more):
            return ""
        told = self._programs.ask("wl-paste", "--no-newline", "--type", "text/plain", *more)
        return told.decode("utf-8", "replace")

    def close(self) -> None:
        """Leave what was copied to these programs, which stay."""

    def _kept(self) -> tuple[str, bytes] | None:
        """Returns the clipboard's content in the one format that can be restored: the first that is not text, or else
        text.

        None: nothing should be restored. A password would lose the mark that tells others not to store it.
        """
        offered = self._programs.ask("wl-paste", "--list-types").decode("utf-8", "replace").split("\n")
        kinds = [kind for kind in offered if "/" in kind]
        if not kinds or SECRET_HINT in offered:
            return None
        kind = next((each for each in kinds if not each.startswith("text/")), kinds[0])
        return kind, self._programs.ask("wl-paste", "--no-newline", "--type", kind)

    def _copy(self, content: bytes, kind: str, *more: str) -> bool:
        return self._programs.has("wl-copy") and self._programs.run("wl-copy", *more, "--type", kind, content=content)
