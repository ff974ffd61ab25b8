"""Declares the settings of the microphone, the loudspeaker, and what is done to the sound between."""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Guarded, choice, number, switch, text, whole

Detector = Literal["silero", "webrtc"]


@dataclass(frozen=True, slots=True)
class SoundSettings:
    input_device: str = text(
        "Microphone",
        "The microphone to use. Default: the system's.",
        editor="device",
        source="input",
        wanted=Sentence("the name of a microphone"),
    )
    output_device: str = text(
        "Speaker",
        "The speaker to use. Default: the system's.",
        editor="device",
        source="output",
        wanted=Sentence("the name of a speaker"),
    )
    input_gain: float = number(
        "Microphone level",
        "Makes a quiet microphone louder or a loud one quieter.",
        0.0,
        low=-20.0,
        high=30.0,
        step=1.0,
        unit="dB",
    )
    output_volume: int = whole(
        "Volume", "How loud replies are, on top of the system volume.", 100, low=0, high=100, step=5, unit="%"
    )
    echo_cancelling: bool = switch(
        "Echo cancellation",
        "Removes the assistant's voice from the microphone so it doesn't hear itself. Not needed with headphones.",
        True,
    )
    noise_suppression: bool = switch(
        "Suppress noise",
        "Removes steady noise such as a fan. Speech is usually understood better with this off.",
        False,
    )
    gain_control: bool = switch("Automatic gain", "Makes near and far voices equally loud before sending.", False)
    mute_while_speaking: bool = switch(
        "Mute the microphone during replies",
        "For speakers whose echo can't be cancelled. You can't interrupt by voice then.",
        False,
    )
    detector: Detector = choice(
        "Voice detector",
        "How voiceapp tells speech from noise. Silero is more accurate, WebRTC uses less CPU.",
        "silero",
        (("silero", "Silero (neural)"), ("webrtc", "WebRTC (light)")),
    )
    detector_threshold: float = number(
        "Detector threshold",
        "How sure the detector must be. Higher: fewer false alarms, but quiet speech may be missed.",
        0.5,
        low=0.1,
        high=0.95,
        step=0.05,
        advanced=True,
    )
    keep_microphone_open: bool = switch(
        "Keep the microphone open",
        "Keeps the first word from being clipped. Off: the microphone is released when nothing "
        "listens, which Bluetooth headsets need for good music.",
        True,
        guarded=Guarded(False),
    )
    keep_speaker_open: bool = switch(
        "Keep the speaker open",
        "For speakers that click when they wake or swallow the first word. Off: the speaker "
        "rests in silence and wakes when you start to speak.",
        False,
        advanced=True,
    )
    chimes: bool = switch("Chimes", "Soft sounds when listening starts, stops, or something fails.", True)
    chime_volume: int = whole(
        "Volume of the chimes", "How loud chimes are compared to replies.", 60, low=0, high=100, step=5, unit="%"
    )
