"""Finds out whether a terminal's program is asking for a password, as far as the system can tell.

Such a program has turned the echo off and reads whole lines. If a program shows something elsewhere (another machine,
another account, a container), the system cannot tell, except for tmux, which itself says what it shows.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from pathlib import Path

_PROC = Path("/proc")
_PTS_MAJOR = 136
PATIENCE = 2.0
"""Seconds for tmux to say what it shows."""
_RELAYS = frozenset(
    (
        "ssh", "slogin", "autossh", "mosh-client", "et", "telnet", "rlogin", "sudo", "su", "doas", "run0", "pkexec",
        "docker", "podman", "nerdctl", "kubectl", "oc", "lxc", "incus", "machinectl", "systemd-run", "toolbox",
        "distrobox", "screen", "zellij", "dtach", "abduco", "minicom", "picocom", "cu", "tio", "adb", "vagrant",
        "waypipe", "flatpak-spawn", "host-spawn",
    )
)  # fmt: skip
"""Programs that pass on what is typed, and leave the echo to whoever reads it."""
_ASKERS = frozenset(("systemd-ask-pas", "systemd-tty-ask"))
"""They show a star for each letter, so they read every key separately. The system cuts names to fifteen letters."""
_TMUX = "tmux: client"
_LISTENS = "00010000"


class Prompt(IntEnum):
    """The states of a terminal; the greater, the more careful one has to be."""

    NONE = 0
    UNSEEN = 1
    """It is impossible to tell."""
    PASSWORD = 2


@dataclass(frozen=True, slots=True)
class _Process:
    pid: int
    name: str
    parent: int
    group: int
    tty: str
    """Its terminal; empty: it runs in none."""
    foreground: int
    """The process group that gets what is typed there."""


def prompt_of(pid: int) -> Prompt:
    """Returns the prompt of the terminal window's process. If it has several terminals, the one needing the most care
    counts.
    """
    if not pid or not _PROC.is_dir():
        return Prompt.UNSEEN
    return _ProcessTree().below(pid)


class _ProcessTree:
    """A snapshot of all running processes."""

    def __init__(self) -> None:
        self._processes = {process.pid: process for process in _processes()}
        self._seen: set[str] = set()

    def below(self, pid: int) -> Prompt:
        ttys = self._ttys_below(pid)
        # Without any, its programs run where this system does not see them.
        return self._of_all(ttys) if ttys else Prompt.UNSEEN

    def _of_all(self, ttys: frozenset[str]) -> Prompt:
        return max(map(self._of, ttys), default=Prompt.NONE)

    def _ttys_below(self, pid: int) -> frozenset[str]:
        own = self._processes[pid].tty if pid in self._processes else ""
        return frozenset(each.tty for each in self._below(pid) if each.tty not in ("", own))

    def _below(self, pid: int) -> Iterator[_Process]:
        waiting = [pid]
        while waiting:
            for child in self._children.get(waiting.pop(), ()):
                waiting.append(child.pid)
                yield child

    @cached_property
    def _children(self) -> Mapping[int, list[_Process]]:
        children: dict[int, list[_Process]] = {}
        for process in self._processes.values():
            children.setdefault(process.parent, []).append(process)
        return children

    def _of(self, tty: str) -> Prompt:
        if tty in self._seen:
            return Prompt.NONE
        self._seen.add(tty)
        flags = _flags(tty)
        if flags is None:
            return Prompt.UNSEEN
        whole_lines, echo = flags
        if whole_lines:
            return Prompt.NONE if echo else Prompt.PASSWORD
        return self._of_reader(tty)

    def _of_reader(self, tty: str) -> Prompt:
        """Its program reads every key separately: a line editor, a full-screen program, or a relay."""
        readers = [each for each in self._processes.values() if each.tty == tty and each.group == each.foreground]
        # GnuPG's prompt is drawn on a terminal that it was given, for a program that runs elsewhere.
        drawn = any(each.name.startswith("pinentry") for each in self._processes.values())
        if drawn or any(each.name in _ASKERS for each in readers):
            return Prompt.PASSWORD
        if not readers or any(each.name in _RELAYS for each in readers):
            return Prompt.UNSEEN
        return max((self._in_tmux(each) for each in readers if each.name == _TMUX), default=Prompt.NONE)

    def _in_tmux(self, client: _Process) -> Prompt:
        program = _program_of(client)
        for server in self._processes.values():
            address = _listens_at(server.pid) if server.name == "tmux: server" else None
            if address is None:
                continue
            shown, panes = _panes(program, address)
            pane = shown.get(client.tty)
            if pane is not None:
                # Anything that is not a pane lies over them: a popup.
                seen = [
                    each for each in self._children.get(server.pid, ()) if each.tty == pane or each.tty not in panes
                ]
                below = (self._ttys_below(each.pid) for each in seen)
                return self._of_all(frozenset((pane, *(each.tty for each in seen))).union(*below) - {""})
        return Prompt.UNSEEN


def _processes() -> Iterator[_Process]:
    for entry in _PROC.iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            told = (entry / "stat").read_text(encoding="utf-8", errors="replace")
            # The name is in brackets and may contain anything.
            name = told[told.index("(") + 1 : told.rindex(")")]
            _, parent, group, _, tty, foreground = told[told.rindex(")") + 1 :].split()[:6]
            yield _Process(int(entry.name), name, int(parent), int(group), _tty_name(int(tty)), int(foreground))
        except (OSError, ValueError):
            continue  # The process has ended.


def _tty_name(number: int) -> str:
    major, minor = number >> 8 & 0xFFF, number & 0xFF | number >> 12 & 0xFFF00
    return f"/dev/pts/{minor}" if major == _PTS_MAJOR else ""


def _flags(tty: str) -> tuple[bool, bool] | None:
    """Says whether it reads whole lines, and whether it echoes them. None: access is denied."""
    import termios  # noqa: PLC0415  (missing on Windows)

    try:
        descriptor = os.open(tty, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        local = int(termios.tcgetattr(descriptor)[3])
    except termios.error:
        return None
    finally:
        os.close(descriptor)
    return bool(local & termios.ICANON), bool(local & termios.ECHO)


# --- tmux


def _program_of(client: _Process) -> str:
    """The very binary that is running, because another version would not be understood."""
    try:
        found = str((_PROC / str(client.pid) / "exe").readlink())
    except OSError:
        found = ""
    return found if Path(found).is_file() else shutil.which("tmux") or "tmux"


def _listens_at(pid: int) -> str | None:
    try:
        open_files = {str(link.readlink()) for link in (_PROC / str(pid) / "fd").iterdir()}
        sockets = (_PROC / "net" / "unix").read_text(encoding="utf-8", errors="surrogateescape").splitlines()[1:]
    except OSError:
        return None
    for line in sockets:
        # The columns: number, references, protocol, flags, type, state, inode, path.
        fields = line.split(None, 7)
        if len(fields) == 8 and fields[3] == _LISTENS and f"socket:[{fields[6]}]" in open_files:
            return fields[7]
    return None


def _panes(program: str, address: str) -> tuple[Mapping[str, str], frozenset[str]]:
    """Says which pane has the keyboard, by the client's terminal, and lists all panes."""
    clients = ("list-clients", "-F", "#{client_tty} #{pane_tty}")
    panes = ("list-panes", "-a", "-F", "#{pane_tty}")
    environ = {name: value for name, value in os.environ.items() if name != "TMUX"}
    try:
        told = subprocess.run(
            [program, "-S", address, *clients, ";", *panes],
            env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE, check=True,
        ).stdout  # fmt: skip
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return {}, frozenset()
    lines = [line.split() for line in told.splitlines()]
    return {line[0]: line[1] for line in lines if len(line) == 2}, frozenset(
        line[0] for line in lines if len(line) == 1
    )
