"""Changes the volume of the system's output through the programs that sound servers have for it.

The system's volume and our own ducking do not meet: ducking makes our replies quieter before they reach the system.
"""

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from voiceapp.core.machine_ports import NO_VOLUME, OutputVolume, SystemVolume
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.desktop.environment import DesktopEnvironment

PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class VolumeProgram:
    """Describes how one program is asked."""

    name: str
    reads: tuple[tuple[str, ...], ...]
    """What it is asked for: all of its answers are read as one."""
    understood: Callable[[str], OutputVolume | None]
    turns: Callable[[int], tuple[str, ...]]
    mutes: Callable[[bool], tuple[str, ...]]


_SHARE = re.compile(r"Volume: (\d+(?:\.\d+)?)")
_PERCENT = re.compile(r"(\d+)%")


def _of_wpctl(told: str) -> OutputVolume | None:
    match = _SHARE.search(told)
    return OutputVolume(round(float(match[1]) * 100), "[MUTED]" in told) if match else None


def _of_pactl(told: str) -> OutputVolume | None:
    match = _PERCENT.search(told)
    return OutputVolume(int(match[1]), re.search(r"^Mute: yes", told, re.MULTILINE) is not None) if match else None


def _of_amixer(told: str) -> OutputVolume | None:
    match = _PERCENT.search(told)
    return OutputVolume(int(match[1]), "[off]" in told) if match else None


PROGRAMS: tuple[VolumeProgram, ...] = (
    VolumeProgram(
        "wpctl",
        (("get-volume", "@DEFAULT_AUDIO_SINK@"),),
        _of_wpctl,
        lambda percent: ("set-volume", "@DEFAULT_AUDIO_SINK@", f"{percent / 100:.2f}"),
        lambda on: ("set-mute", "@DEFAULT_AUDIO_SINK@", str(int(on))),
    ),
    VolumeProgram(
        "pactl",
        (("get-sink-volume", "@DEFAULT_SINK@"), ("get-sink-mute", "@DEFAULT_SINK@")),
        _of_pactl,
        lambda percent: ("set-sink-volume", "@DEFAULT_SINK@", f"{percent}%"),
        lambda on: ("set-sink-mute", "@DEFAULT_SINK@", str(int(on))),
    ),
    VolumeProgram(
        "amixer",
        (("-M", "sget", "Master"),),
        _of_amixer,
        lambda percent: ("-M", "sset", "Master", f"{percent}%"),
        lambda on: ("-M", "sset", "Master", "mute" if on else "unmute"),
    ),
)
"""The first one that is installed, and that reaches a sound server, is used."""


class VolumeByPrograms:
    """Meets `core.machine_ports.SystemVolume`."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def read(self) -> OutputVolume:
        return self._found()[1]

    def turn(self, percent: int) -> None:
        program, _ = self._found()
        self._obeyed(program, program.turns(percent))

    def mute(self, *, on: bool) -> None:
        program, _ = self._found()
        self._obeyed(program, program.mutes(on))

    def _found(self) -> tuple[VolumeProgram, OutputVolume]:
        for program in PROGRAMS:
            if shutil.which(program.name, path=self._environ.get("PATH")) is not None:
                told = [self._run(program, asked) for asked in program.reads]
                volume = program.understood("\n".join(each or "" for each in told))
                if volume is not None and None not in told:
                    return program, volume
        raise ToolError(NO_VOLUME)

    def _obeyed(self, program: VolumeProgram, asked: tuple[str, ...]) -> None:
        if self._run(program, asked) is None:
            raise ToolError(Sentence("The sound system didn't take the new volume. Try again."))

    def _run(self, program: VolumeProgram, asked: tuple[str, ...]) -> str | None:
        """Return what it wrote, in English. None: it failed."""
        try:
            done = subprocess.run(
                [program.name, *asked],
                env={**self._environ, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def open_volume(here: DesktopEnvironment) -> SystemVolume:
    return VolumeByPrograms(here.environ)
