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
        "The microphone to listen with. Without a choice, the one that the system uses.",
        editor="device",
        source="input",
        wanted=Sentence("the name of a microphone"),
    )
    output_device: str = text(
        "Loudspeaker",
        "Where replies are heard. Without a choice, where the system plays everything.",
        editor="device",
        source="output",
        wanted=Sentence("the name of a loudspeaker"),
    )
    input_gain: float = number(
        "Microphone level",
        "Makes a quiet microphone louder, or a loud one quieter.",
        0.0,
        low=-20.0,
        high=30.0,
        step=1.0,
        unit="dB",
    )
    output_volume: int = whole(
        "Volume", "How loud replies are, beside the system's own volume.", 100, low=0, high=100, step=5, unit="%"
    )
    echo_cancelling: bool = switch(
        "Cancel echo",
        "Takes the app's own voice out of the microphone, so that it does not hear itself. Headphones need none.",
        True,
    )
    noise_suppression: bool = switch(
        "Suppress noise",
        "Takes steady noise, such as a fan, out of the microphone. The detector and the services hear better without.",
        False,
    )
    gain_control: bool = switch(
        "Level the microphone by itself", "Makes near and far voices equally loud before they are sent.", False
    )
    mute_while_speaking: bool = switch(
        "Do not listen while it speaks",
        "For loudspeakers whose echo cannot be cancelled. You cannot interrupt by voice then.",
        False,
    )
    detector: Detector = choice(
        "Voice detector",
        "How speech is told from noise. Silero is the more certain; WebRTC takes less of the processor.",
        "silero",
        (("silero", "Silero (neural)"), ("webrtc", "WebRTC (light)")),
    )
    detector_threshold: float = number(
        "Detector threshold",
        "How sure the detector must be to call it speech. Higher: fewer false alarms, quiet speech may be missed.",
        0.5,
        low=0.1,
        high=0.95,
        step=0.05,
        advanced=True,
    )
    keep_microphone_open: bool = switch(
        "Keep the microphone open",
        "From the first use on, so that no first word is clipped. Off: it is let go when nothing listens, which Bluetooth "
        "headsets need to play music well.",
        True,
        guarded=Guarded(False),
    )
    keep_speaker_open: bool = switch(
        "Keep the loudspeaker open",
        "For loudspeakers that click when they wake, or swallow the first word. Off: they rest in silence and are woken when "
        "you begin to speak.",
        False,
        advanced=True,
    )
    chimes: bool = switch("Chimes", "Soft sounds when listening begins, when it ends, and when something fails.", True)
    chime_volume: int = whole(
        "Volume of the chimes", "How loud the chimes are, beside the replies.", 60, low=0, high=100, step=5, unit="%"
    )
