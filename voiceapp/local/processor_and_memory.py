"""Reads what the processor and the memory have left, and says what a language model may take of them."""

import contextlib
import os
from pathlib import Path

from voiceapp.core.sentence import Sentence

MOST_THREADS = 4
FEW_CORES = 2
NO_WORK = 0.35
"""Cores that a desktop uses while nobody works at it."""
LARGEST_SHARE = 0.5
"""Of the free memory: what else the person does needs the rest."""
OVERHEAD = 1.15
"""How much more than its file a language model takes."""
BESIDES = 180_000_000
"""Bytes for the libraries and two talks (SmolLM2 of 98 MB took 319 MB, Qwen2.5 of 491 MB 777, of 1,117 MB 1,463)."""
EARS_SHARE, EARS_BESIDES = 0.8, 100_000_000
"""A recogniser: Whisper tiny.en of 78 MB took 162 MB, base of 148 MB 206."""
VOICE_BESIDES = 130_000_000
"""A voice of 63 MB took 190 MB."""
JUDGE = 120_000_000
"""What hears the end of a turn."""
_MEMINFO = Path("/proc/meminfo")


def brain_threads(busy: float, cores: int | None = None) -> int:
    """Return the number of threads for a language model: those cores that no other program uses now.

    Where there are more than two, one stays free all the same. Of two, the model may have both while nobody else wants one.
    """
    cores = cores or os.cpu_count() or 2
    most = min(MOST_THREADS, cores - 1 if cores > FEW_CORES else cores)
    return max(1, min(most, int(cores - busy + NO_WORK)))


def free_bytes() -> int | None:
    """Return how much memory can be had without pushing others out. None where the system does not say."""
    try:
        lines = _MEMINFO.read_text(encoding="ascii").splitlines()
        free = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError):
        return None
    return min([free, *left_to_group()])


def left_to_group(proc: Path = Path("/proc"), groups: Path = Path("/sys/fs/cgroup")) -> list[int]:
    """Return what the limits leave that were set for this program, such as by a container. Empty: there are none."""
    left: list[int] = []
    with contextlib.suppress(OSError):
        for line in (proc / "self" / "cgroup").read_text(encoding="utf-8").splitlines():
            _, controllers, path = line.split(":", 2)
            newer = not controllers
            if not newer and "memory" not in controllers.split(","):
                continue
            folder = (groups if newer else groups / "memory") / path.lstrip("/")
            names = ("memory.max", "memory.current") if newer else ("memory.limit_in_bytes", "memory.usage_in_bytes")
            with contextlib.suppress(OSError, ValueError):
                limit, used = (int((folder / name).read_text(encoding="ascii")) for name in names)
                left.append(max(0, limit - used + _only_cached(folder)))
    return left


def _only_cached(folder: Path) -> int:
    """Return what a group uses for files that can be read again."""
    with contextlib.suppress(OSError, ValueError, StopIteration):
        lines = (folder / "memory.stat").read_text(encoding="ascii").splitlines()
        return next(
            int(line.split()[1]) for line in lines if line.startswith(("inactive_file ", "total_inactive_file "))
        )
    return 0


def held_bytes(pid: int | None) -> int | None:
    """Return how much memory a program holds. None where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return None


def needed_bytes(path: str) -> int:
    """Return roughly what a language model takes once it is loaded. 0: its file cannot be read."""
    try:
        return int(Path(path).stat().st_size * OVERHEAD) + BESIDES
    except OSError:
        return 0


def needed_beside(part: str, size: int) -> int:
    """Return roughly what a recogniser or a voice takes, whose files have this size."""
    return int(size * EARS_SHARE) + EARS_BESIDES if part == "ears" else size + VOICE_BESIDES


def fits(needed: int, free: int | None) -> bool:
    return free is None or needed <= free * LARGEST_SHARE


def too_large(name: str, needed: int, free: int | None) -> Sentence:
    return Sentence(
        "{name} needs {needed} GB of memory with the other models, and may take {half} GB, half of what's free. Close other "
        "programs, or choose a smaller model.",
        name=name,
        needed=_gigabytes(needed),
        half=_gigabytes((free or 0) // 2),
    )


def too_large_for_now(name: str, needed: int, free: int | None) -> Sentence:
    return Sentence(
        "{name} needs {needed} GB of memory with the other models, and may take {half} GB, half of what's free. Until "
        "there's more, a small model answers.",
        name=name,
        needed=_gigabytes(needed),
        half=_gigabytes((free or 0) // 2),
    )


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f}"
