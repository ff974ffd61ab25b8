"""Reads what this computer has for models: memory, processor cores, and the speed that was measured."""

import os
import time
from pathlib import Path

import msgspec

from voiceapp.core.model_fit import Computer, MeasuredSpeed
from voiceapp.local.recogniser_speed import too_slow
from voiceapp.settings.atomic import replace_file

NAME = "model_speed.json"
VOICE_NAME = "voice_speed.json"


def this_computer(state: Path) -> Computer:
    """Return what models have here. `state` is the app's folder for its own memory."""
    cores, slow = os.cpu_count() or 1, too_slow(state, time.time())
    return Computer(memory_in_all(), cores, kept_speed(state), slow, kept_voice_factor(state))


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


class _VoiceSpeed(msgspec.Struct, frozen=True):
    real_time_factor: float


def kept_voice_factor(state: Path) -> float | None:
    """Return the share of real time that the natural voice took here. None: not measured yet."""
    try:
        return msgspec.json.decode((state / VOICE_NAME).read_bytes(), type=_VoiceSpeed).real_time_factor
    except (OSError, msgspec.MsgspecError):
        return None


def keep_voice_factor(state: Path, factor: float) -> None:
    """Keep a measurement. Raises OSError."""
    replace_file(state / VOICE_NAME, msgspec.json.encode(_VoiceSpeed(round(factor, 3))))
