"""Declares the settings for dictating into other programs."""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Choices, Guarded, choice, switch, table, text, words
from voiceapp.settings.groups.talking import KeyStyle
from voiceapp.settings.kinds import Entries
from voiceapp.settings.rules import keys, language

TextOutput = Literal["typed", "paste", "clipboard"]
TidyUp = Literal["as_said", "punctuated", "clear", "email", "code_comment", "own"]
Transcriber = Literal["auto", "api", "local"]
BarPlace = Literal["cursor", "top", "bottom", "off"]

_OUTPUTS: Choices[TextOutput] = (
    ("typed", "Typed as with a keyboard"),
    ("paste", "Pasted, the clipboard given back"),
    ("clipboard", "To the clipboard only"),
)


@dataclass(frozen=True, slots=True)
class DictationSettings:
    key: str = text(
        "Key",
        "Works in every program. Empty: none, and `voiceapp dictate --toggle` can be bound by your desktop.",
        "Ctrl+Alt+Space",
        editor="keys",
        wanted=Sentence("a key such as Ctrl+Alt+Space"),
        rule=keys,
        longest=60,
    )
    key_style: KeyStyle = choice(
        "Hold or press",
        "Whether you hold the key while you speak, or press it once to begin and once to end.",
        "hold",
        (("hold", "Hold while speaking"), ("toggle", "Press to begin and to end")),
        guarded=Guarded("hold"),
    )
    original_key: str = text(
        "Key for the original",
        "Brings back the words as you said them, where tidying up did not please.",
        editor="keys",
        wanted=Sentence("a key such as Ctrl+Alt+Z"),
        rule=keys,
        longest=60,
    )
    output: TextOutput = choice("How text gets there", "How the words get into the other program.", "paste", _OUTPUTS)
    programs: Entries = table(
        "By program",
        "For single programs, by the name of the program or of its window's class, another way.",
        wanted=Sentence("names of programs"),
        choices=_OUTPUTS,
    )
    transcriber: Transcriber = choice(
        "Recognised by",
        "Where dictated speech becomes text.",
        "auto",
        (("auto", "As in talks"), ("api", "The API"), ("local", "This machine")),
        guarded=Guarded("local"),
    )
    languages: tuple[str, ...] = words(
        "Languages",
        "As two-letter codes, the usual one first. Empty: as in talks.",
        wanted=Sentence('a list of language codes such as "en"'),
        most=20,
        rule=language,
    )
    tidy_up: TidyUp = choice(
        "Tidy up",
        "What a language model makes of your words. It adds and drops no meaning, and the original is kept.",
        "as_said",
        (
            ("as_said", "As said"),
            ("punctuated", "Punctuated"),
            ("clear", "Clear sentences"),
            ("email", "E-mail"),
            ("code_comment", "Code comment"),
            ("own", "By your own words below"),
        ),
        guarded=Guarded("as_said"),
    )
    tidy_prompt: str = text("Your own words for it", 'Used with "By your own words".', editor="lines", longest=8000)
    vocabulary: tuple[str, ...] = words(
        "Vocabulary", "Names and terms that are written just so.", wanted=Sentence("a list of names and terms")
    )
    replacements: Entries = table(
        "Replacements",
        "What is heard, and what is written for it.",
        wanted=Sentence("what is heard with what is written"),
    )
    spoken_commands: bool = switch(
        "Spoken commands", 'Understand "new line", "scratch that", "comma" and the like.', True
    )
    chimes: bool = switch("Chimes", "A soft sound when recording begins and when it ends.", True)
    pause_players: bool = switch(
        "Pause music", "What other programs play rests while you dictate, and goes on afterwards.", True
    )
    bar: BarPlace = choice(
        "Small bar",
        "Where level and words are shown while you dictate.",
        "bottom",
        (("cursor", "At the cursor"), ("top", "At the top edge"), ("bottom", "At the bottom edge"), ("off", "Nowhere")),
    )
