"""Declares the settings of the window, its place in the desktop, and its keys."""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Guarded, choice, switch, text, whole
from voiceapp.settings.rules import keys

Theme = Literal["system", "light", "dark"]
Motion = Literal["system", "full", "reduced"]
CloseWhileListening = Literal["ask", "keep", "stop"]
UiLanguage = Literal["system", "en", "de"]


@dataclass(frozen=True, slots=True)
class AppearanceSettings:
    theme: Theme = choice(
        "Theme", "Light or dark.", "system", (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))
    )
    text_size: int = whole("Text size", "Of everything in the window.", 100, low=75, high=250, step=5, unit="%")
    motion: Motion = choice(
        "Motion",
        "Reduced: nothing moves that does not have to.",
        "system",
        (("system", "As the system"), ("full", "Full"), ("reduced", "Reduced")),
    )
    language: UiLanguage = choice(
        "Language of the window",
        "Not the one that you speak with the assistant.",
        "system",
        (("system", "As the system"), ("en", "English"), ("de", "Deutsch")),
    )
    notifications: bool = switch("Notifications", "Says that it answered while the window is hidden.", True)
    minimise_to_tray: bool = switch(
        "Stay in the tray", "Closing the window leaves the app in the system tray, where there is one.", True
    )
    close_while_listening: CloseWhileListening = choice(
        "Closing while it listens",
        "What becomes of the microphone when you close the window and the app stays in the tray.",
        "ask",
        (("ask", "Ask"), ("keep", "Keep listening"), ("stop", "Stop listening")),
        guarded=Guarded("stop"),
    )
    start_at_login: bool = switch("Start at login", "Starts the app when you log in.", False)
    start_hidden: bool = switch("Start hidden", "Starts in the tray, without a window.", False)


def _key(label: str, help: str, default: str = "") -> str:
    return text(label, help, default, editor="keys", wanted=Sentence("a key such as Ctrl+M"), rule=keys, longest=60)


@dataclass(frozen=True, slots=True)
class ShortcutSettings:
    talk: str = _key("Talk", "Begins and ends a talk, or is held with push-to-talk.", "Space")
    stop: str = _key("Stop", "Silences the reply.", "Esc")
    mute: str = _key("Mute", "Turns the microphone off and on.", "Ctrl+M")
    new_talk: str = _key("New conversation", "Begins a new conversation.", "Ctrl+N")
    search: str = _key("Search", "Searches in what was said.", "Ctrl+F")
    history: str = _key("History", "Shows or hides earlier conversations.", "Ctrl+H")
    screenshot: str = _key("Picture of the screen", "Takes a picture to ask about.", "Ctrl+Shift+S")
    small_bar: str = _key("Small bar", "Changes between the window and the small bar.", "Ctrl+B")
    what_happened: str = _key("What happened", "Shows where the time went, and the events.", "Ctrl+E")
    palette: str = _key("Do anything", "Finds everything that you can do, and every conversation.", "Ctrl+K")
    shortcut_sheet: str = _key("Keyboard shortcuts", "Shows them all.", "F1")
    settings: str = _key("Settings", "Opens the settings.", "Ctrl+,")
    quit: str = _key("Quit", "Ends the app.", "Ctrl+Q")
    talk_anywhere: str = _key("Talk, in every program", "The same as Talk, while another program has the keyboard.")
    mute_anywhere: str = _key("Mute, in every program", "The same as Mute, while another program has the keyboard.")
