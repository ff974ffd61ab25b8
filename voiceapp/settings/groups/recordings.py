"""Declares how sound files are written down, unless the person says otherwise for a file."""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import choice, switch, text, words
from voiceapp.settings.rules import language

By = Literal["settings", "service", "device"]
Voices = Literal["nothing", "channels", "service", "device"]
Sound = Literal["copy", "file"]


@dataclass(frozen=True, slots=True)
class RecordingSettings:
    by: By = choice(
        "Transcribed by",
        "Whoever turns sound files into text.",
        "settings",
        (
            ("settings", "As in Engines: the service where there's a key, else this device"),
            ("service", "The service"),
            ("device", "This device"),
        ),
    )
    languages: tuple[str, ...] = words(
        "Languages",
        "Two-letter codes of what is spoken in your files. Empty: as in conversations.",
        wanted=Sentence('a list of language codes such as "en"'),
        most=20,
        rule=language,
    )
    vocabulary: bool = switch("Use the vocabulary", "Tells the recogniser your names and terms.", True)
    profile: str = text(
        "Profile",
        "A dictation profile whose languages, vocabulary and recogniser hold for files. Empty: none.",
        wanted=Sentence("the name of a profile"),
        longest=60,
        advanced=True,
    )
    voices: Voices = choice(
        "Tell persons apart",
        "Recorded calls often have a person on each channel. Voices are known by a service, to which the sound goes, or by a model here.",
        "nothing",
        (
            ("nothing", "No"),
            ("channels", "By the channels of a stereo file"),
            ("service", "By their voices, by the service"),
            ("device", "By voice, on this device"),
        ),
    )
    sound: Sound = choice(
        "Sound of files",
        "A copy takes about 50 MB an hour. Without one, lines can be played only while the file is where it was.",
        "copy",
        (("copy", "Keep a copy with the words"), ("file", "Play it from the file")),
    )
    watched: tuple[str, ...] = words(
        "Watched folders",
        "Recordings that appear in these folders are transcribed, each one once. What is there already is left alone.",
        wanted=Sentence("a list of folders"),
        most=20,
    )
