"""Lists the microphones and loudspeakers for a command."""

from voiceapp.audio.devices import Devices
from voiceapp.audio.portaudio import SoundError
from voiceapp.core.sound_access import DeviceChoice


def microphones() -> list[DeviceChoice]:
    """Lists the system's default first. Raises SoundError."""
    return Devices(output=False).choices()


def speakers() -> list[DeviceChoice]:
    return Devices(output=True).choices()


__all__ = ["SoundError", "microphones", "speakers"]
