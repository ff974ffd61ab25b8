"""Keeps what the window asks about devices and sound until the app is there."""

from collections.abc import Callable

from voiceapp.core.answers import Answer, Probe
from voiceapp.core.sound_access import DeviceChoice
from voiceapp.core.transcript import SoundId
from voiceapp.gui.pending_work import PendingWork, Stop


class LateSound:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def microphones(self, then: Answer[tuple[DeviceChoice, ...]]) -> None:
        self._arrival.do(lambda desk: desk.sound.microphones(then))

    def speakers(self, then: Answer[tuple[DeviceChoice, ...]]) -> None:
        self._arrival.do(lambda desk: desk.sound.speakers(then))

    def test(self, seconds: float, then: Answer[Probe]) -> None:
        self._arrival.do(lambda desk: desk.sound.test(seconds, then))

    def try_voice(self, voice: str, text: str, then: Answer[Probe]) -> None:
        self._arrival.do(lambda desk: desk.sound.try_voice(voice, text, then))

    def say_sample(self, voice: str, then: Answer[Probe]) -> None:
        self._arrival.do(lambda desk: desk.sound.say_sample(voice, then))

    def play(self, sound: SoundId) -> None:
        self._arrival.do(lambda desk: desk.sound.play(sound))

    def stop(self) -> None:
        self._arrival.do(lambda desk: desk.sound.stop())

    def open_level_meter(self, heard: Callable[[float], None]) -> Stop:
        return self._arrival.begin(lambda desk: desk.sound.open_level_meter(heard))
