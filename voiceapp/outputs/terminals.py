"""Whether a terminal's program is asking for a password: it has the echo turned off and reads whole lines then."""

import os
from pathlib import Path

_PROC = Path("/proc")
_MOST = 400


def asks_for_password(pid: int) -> bool:
    """Of the terminal window's process. Where it has several terminals, any of them counts. False where unknown."""
    if not pid or not _PROC.is_dir():
        return False
    return any(_hides(tty) for tty in _ttys_below(pid))


def _ttys_below(pid: int) -> set[str]:
    """The terminals that the children of a process have open."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdecimal():
            parent = _parent_of(entry)
            if parent:
                children.setdefault(parent, []).append(int(entry.name))
    found: set[str] = set()
    waiting = list(children.get(pid, ()))
    seen = 0
    while waiting and seen < _MOST:
        child = waiting.pop()
        seen += 1
        waiting += children.get(child, ())
        try:
            tty = str((_PROC / str(child) / "fd" / "0").readlink())
        except OSError:
            continue
        if tty.startswith("/dev/pts/"):
            found.add(tty)
    return found


def _parent_of(entry: Path) -> int:
    try:
        # The name stands in brackets and may hold anything.
        return int((entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return 0


def _hides(tty: str) -> bool:
    import termios  # noqa: PLC0415  (there is none on Windows)

    try:
        descriptor = os.open(tty, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        local = int(termios.tcgetattr(descriptor)[3])
    except termios.error:
        return False
    finally:
        os.close(descriptor)
    return bool(local & termios.ICANON) and not local & termios.ECHO
