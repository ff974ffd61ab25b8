"""Defines how a front end reaches devices, their tests, and what is played outside a talk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from voiceapp.core.answers import Answer, Probe
from voiceapp.core.ids import SoundId


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """A microphone or a loudspeaker that can be chosen."""

    name: str
    """The name that the setting stores."""
    label: str
    is_default: bool
    bluetooth: bool = False


class SoundAccess(Protocol):
    """Gives access to devices and their tests, and to what is played outside a talk."""

    def microphones(self, then: Answer[tuple[DeviceChoice, ...]]) -> None: ...
    def speakers(self, then: Answer[tuple[DeviceChoice, ...]]) -> None: ...
    def test(self, seconds: float, then: Answer[Probe]) -> None:
        """Record for that long and play it back."""

    def try_voice(self, voice: str, text: str, then: Answer[Probe]) -> None:
        """Say a text with a voice of this machine. Empty: with the one that would say it."""

    def say_sample(self, voice: str, then: Answer[Probe]) -> None:
        """Say one sentence in that voice."""
        ...

    def play(self, sound: SoundId) -> None: ...
    def stop(self) -> None: ...
    def open_level_meter(self, heard: Callable[[float], None]) -> Callable[[], None]:
        """Open the configured microphone and report how loud it is (dB below full scale), for trying it out.

        Nothing is kept or sent. Return a function that stops it.
        """
        ...
