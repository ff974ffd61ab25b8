"""Declares the settings for dictating into other programs."""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Choices, Guarded, choice, switch, table, text, whole, words
from voiceapp.settings.groups.talking import KeyStyle
from voiceapp.settings.kinds import HEARD_AND_WRITTEN, Entries
from voiceapp.settings.rules import keys, language

TextOutput = Literal["typed", "paste", "clipboard"]
TidyUp = Literal["as_said", "punctuated", "clear", "email", "code_comment", "own"]
Transcriber = Literal["auto", "api", "local"]
LiveWords = Literal["auto", "service", "device", "off"]
BarPlace = Literal["caret", "cursor", "top", "bottom", "off"]

_OUTPUTS: Choices[TextOutput] = (
    ("typed", "Typed"),
    ("paste", "Pasted, then the clipboard is restored"),
    ("clipboard", "Clipboard only"),
)


@dataclass(frozen=True, slots=True)
class DictationSettings:
    key: str = text(
        "Key",
        "Works in every program. Empty: none. You can bind `voiceapp dictate --toggle` in your desktop instead.",
        "Ctrl+Alt+Space",
        editor="keys",
        wanted=Sentence("a key such as Ctrl+Alt+Space"),
        rule=keys,
        longest=60,
    )
    key_style: KeyStyle = choice(
        "Hold or press",
        "Hold the key while you speak, or press it once to start and once to stop.",
        "hold",
        (("hold", "Hold while speaking"), ("toggle", "Press to begin and to end")),
        guarded=Guarded("hold"),
    )
    original_key: str = text(
        "Key for the original words",
        "Restores your original words if you don't like the cleanup. Again: the cleaned-up ones.",
        editor="keys",
        wanted=Sentence("a key such as Ctrl+Alt+Z"),
        rule=keys,
        longest=60,
    )
    undo_key: str = text(
        "Key for undo",
        "Removes what was dictated last, exactly that, while nothing was typed since. “Undo that”, said alone, does the same.",
        editor="keys",
        wanted=Sentence("a key such as Ctrl+Alt+Z"),
        rule=keys,
        longest=60,
    )
    hands_free_key: str = text(
        "Key for hands-free",
        "Listens until you press it again, pause for long, or say “stop dictation”, and inserts what you say at each pause.",
        editor="keys",
        wanted=Sentence("a key such as Ctrl+Alt+Z"),
        rule=keys,
        longest=60,
    )
    hands_free_pause: int = whole(
        "Pause when hands-free",
        "After this much silence, what you said is inserted.",
        900,
        low=300,
        high=5000,
        step=100,
        unit="ms",
    )
    hands_free_silence: int = whole(
        "End of hands-free",
        "Hands-free dictation ends after this much silence.",
        60,
        low=0,
        high=3600,
        step=10,
        unit="s",
        zero_means="Never by itself",
    )
    stop_phrases: tuple[str, ...] = words(
        "To end hands-free, say",
        "Said at the end, and kept out of the text. Empty: “stop dictation”, and the like in other languages.",
        wanted=Sentence("a list of phrases"),
    )
    edit_key: str = text(
        "Key for changing a selection",
        "Select text, hold this key and say what you want: “shorter”, “in English”, “as a list”, “answer this mail”.",
        "Ctrl+Alt+Shift+Space",
        editor="keys",
        wanted=Sentence("a key such as Ctrl+Alt+Shift+Space"),
        rule=keys,
        longest=60,
    )
    edit_selection: bool = switch(
        "Dictation key changes a selection",
        "If text is selected, what you dictate says what to do with it. In a terminal, it's dictated as usual.",
        False,
    )
    edit_look: bool = switch(
        "Look before it's replaced", "Shows the rewritten text and waits for Enter. Off: it's replaced at once.", True
    )
    output: TextOutput = choice("How text is inserted", "How your words get into the other program.", "paste", _OUTPUTS)
    programs: Entries = table(
        "Per program",
        "A different way for single programs, by program name or window class.",
        wanted=Sentence("names of programs"),
        choices=_OUTPUTS,
    )
    transcriber: Transcriber = choice(
        "Transcribed by",
        "Where dictated speech becomes text.",
        "auto",
        (("auto", "As in conversations"), ("api", "The API"), ("local", "This device")),
        guarded=Guarded("local"),
    )
    live_words: LiveWords = choice(
        "Words while you speak",
        "Automatic: live from the service where it can (OpenAI: $0.017 a minute instead of $0.0045), else a preview.",
        "auto",
        (
            ("auto", "Automatic"),
            ("service", "Only the service's"),
            ("device", "A preview by this device"),
            ("off", "Off"),
        ),
        guarded=Guarded("device"),
    )
    languages: tuple[str, ...] = words(
        "Languages",
        "Two-letter codes, most used first. Empty: as in conversations.",
        wanted=Sentence('a list of language codes such as "en"'),
        most=20,
        rule=language,
    )
    tidy_up: TidyUp = choice(
        "Clean up",
        "How a language model cleans up your words. Meaning stays the same, and the original is kept.",
        "as_said",
        (
            ("as_said", "As spoken"),
            ("punctuated", "Punctuated"),
            ("clear", "Clear sentences"),
            ("email", "E-mail"),
            ("code_comment", "Code comment"),
            ("own", "Your own instructions below"),
        ),
        guarded=Guarded("as_said"),
    )
    tidy_named: str = text(
        "Cleanup prompt",
        "One of your prompts, which you write in Settings > Profiles. It takes the place of the choice above.",
        editor="prompt",
        wanted=Sentence("the name of a prompt"),
        longest=200,
        guarded=Guarded(""),
    )
    tidy_prompt: str = text(
        "Your own instructions", "Used with “Your own instructions below”.", editor="lines", longest=8000
    )
    vocabulary: tuple[str, ...] = words(
        "Vocabulary", "Names and terms with their exact spelling.", wanted=Sentence("a list of names and terms")
    )
    replacements: Entries = table(
        "Replacements",
        "What's heard, and what's written instead.",
        wanted=Sentence("what is heard with what is written"),
        heads=HEARD_AND_WRITTEN,
    )
    spoken_commands: bool = switch(
        "Spoken commands", 'Understands "new line", "scratch that", "comma", and so on.', True
    )
    chimes: bool = switch("Chimes", "Plays a soft sound when recording starts and stops.", True)
    pause_players: bool = switch("Pause music", "Pauses other programs' music while you dictate.", True)
    bar: BarPlace = choice(
        "Dictation bar",
        "Drag the bar to any place, kept for each screen; choosing one here resets that. Under Wayland, the desktop decides.",
        "bottom",
        (
            ("caret", "At the text cursor, where programs tell it"),
            ("cursor", "At the mouse pointer"),
            ("top", "At the top edge"),
            ("bottom", "At the bottom edge"),
            ("off", "Hidden"),
        ),
    )
