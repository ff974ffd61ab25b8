"""Declares what captions show, how they look, and the file that other programs follow."""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Guarded, choice, switch, text, whole
from voiceapp.settings.rules import caption_file, language

Colours = Literal["white_on_black", "black_on_white", "yellow_on_black", "white_on_blue"]
Ground = Literal["solid", "clear", "green", "magenta", "blue"]
Weight = Literal["normal", "bold"]
SecondShown = Literal["both", "translation"]
Computer = Literal["off", "meetings", "always"]
By = Literal["device", "service"]
TextFile = Literal["newest", "all"]


@dataclass(frozen=True, slots=True)
class CaptionSettings:
    on: bool = switch("Captions", "Shows what is being said in large lines above other windows.", False)
    talk: bool = switch("Of conversations", "Your words, and the reply's as they're spoken.", True)
    dictation: bool = switch("Of dictation", "What you dictate, as it's recognized. Nothing for password fields.", True)
    computer: Computer = choice(
        "Of other programs",
        "Captions of what the computer plays, such as a call or a video (Linux with PulseAudio or PipeWire). Nothing is kept.",
        "meetings",
        (("off", "No"), ("meetings", "While a meeting is recorded"), ("always", "While captions are on")),
        guarded=Guarded("off"),
    )
    by: By = choice(
        "Other programs are transcribed by",
        "The service may cost, and hears what the others say.",
        "device",
        (("device", "This device"), ("service", "The service")),
        guarded=Guarded("device"),
    )
    names: bool = switch("Names", "Shows who is speaking, where that's known.", True)
    text_size: int = whole("Text size", "Height of the letters.", 36, low=14, high=160, step=2, unit="px")
    weight: Weight = choice("Weight", "How heavy the letters are.", "bold", (("normal", "Normal"), ("bold", "Bold")))
    lines: int = whole("Lines", "The most lines that are shown at once, for each language.", 3, low=1, high=6)
    colours: Colours = choice(
        "Colors",
        "Pairs of high contrast.",
        "white_on_black",
        (
            ("white_on_black", "White on black"),
            ("black_on_white", "Black on white"),
            ("yellow_on_black", "Yellow on black"),
            ("white_on_blue", "White on blue"),
        ),
    )
    ground: Ground = choice(
        "Background",
        "Clear or in one color, streaming programs such as OBS can show the letters alone.",
        "solid",
        (
            ("solid", "As in Colors"),
            ("clear", "Transparent"),
            ("green", "Green, to be keyed out"),
            ("magenta", "Magenta, to be keyed out"),
            ("blue", "Blue, to be keyed out"),
        ),
    )
    stay: int = whole(
        "Stay for",
        "Captions go away when nothing was said for so long.",
        12,
        low=0,
        high=120,
        unit="s",
        zero_means="Until the next words",
    )
    screen: str = text(
        "Screen for the presentation",
        "The name of the screen that shows captions full screen. Empty: one that the window isn't on.",
        longest=100,
        advanced=True,
    )
    second: str = text(
        "Second language",
        "A code such as en or de: captions are translated into it by your language model, which may cost. Empty: not.",
        wanted=Sentence('a code such as "en" or "de"'),
        longest=3,
        rule=language,
    )
    second_shown: SecondShown = choice(
        "When translated",
        "Which of the two languages are shown.",
        "both",
        (("both", "Both languages"), ("translation", "Only the second language")),
    )
    file: str = text(
        "Live file",
        "Other programs can follow this .vtt, .srt or .txt file while captions are on. Empty: none.",
        wanted=Sentence("a path that ends in .vtt, .srt or .txt"),
        longest=1000,
        rule=caption_file,
    )
    file_text: TextFile = choice(
        "A .txt file holds",
        "The lines of now, as OBS wants them, or everything said, which grows line by line.",
        "newest",
        (("newest", "The newest lines"), ("all", "All lines")),
    )
