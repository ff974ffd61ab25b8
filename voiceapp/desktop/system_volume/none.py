"""Stands in where the system's volume cannot be changed."""

from voiceapp.core.machine_ports import Surroundings, SystemVolume
from voiceapp.desktop.environment import DesktopEnvironment


def open_volume(_here: DesktopEnvironment) -> SystemVolume:
    return Surroundings().volume
