"""Reads what this computer has for models: memory, processor cores, and the speed that was measured."""

import os
import time
from pathlib import Path

import msgspec

from voiceapp.core.model_fit import Computer, MeasuredSpeed
from voiceapp.local.recogniser_speed import too_slow
from voiceapp.settings.atomic import replace_file

NAME = "model_speed.json"


def this_computer(state: Path) -> Computer:
    """Return what models have here. `state` is the app's folder for its own memory."""
    return Computer(memory_in_all(), os.cpu_count() or 1, kept_speed(state), too_slow(state, time.time()))


def memory_in_all() -> int:
    """Return the bytes of memory. 0 where the system doesn't say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 0


def kept_speed(state: Path) -> MeasuredSpeed | None:
    try:
        return msgspec.json.decode((state / NAME).read_bytes(), type=MeasuredSpeed)
    except (OSError, msgspec.MsgspecError):
        return None


def keep_speed(state: Path, speed: MeasuredSpeed) -> None:
    """Keep a measurement. Raises OSError."""
    replace_file(state / NAME, msgspec.json.encode(speed))
