"""Declares the settings of the window, its place on the desktop, and its keys."""

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
        "Theme", "Light or dark.", "system", (("system", "System default"), ("light", "Light"), ("dark", "Dark"))
    )
    text_size: int = whole("Text size", "Size of all text in the window.", 100, low=75, high=250, step=5, unit="%")
    motion: Motion = choice(
        "Motion",
        "Reduced turns off animations.",
        "system",
        (("system", "System default"), ("full", "Full"), ("reduced", "Reduced")),
    )
    language: UiLanguage = choice(
        "Language of the app",
        "The language of menus, messages and commands in a terminal, not the one you speak.",
        "system",
        (("system", "System default"), ("en", "English"), ("de", "Deutsch")),
    )
    unsure_words: bool = switch(
        "Mark unsure words", "Marks words that the recogniser wasn't sure of. Tab goes to the next and plays it.", True
    )
    notifications: bool = switch("Notifications", "Tells you about answers while the window is hidden.", True)
    minimise_to_tray: bool = switch(
        "Stay in the tray", "When you close the window, voiceapp stays in the system tray (if there is one).", True
    )
    close_while_listening: CloseWhileListening = choice(
        "When you close while voiceapp listens",
        "What happens to the microphone when you close the window and voiceapp stays in the tray.",
        "ask",
        (("ask", "Ask"), ("keep", "Keep listening"), ("stop", "Stop listening")),
        guarded=Guarded("stop"),
    )
    start_at_login: bool = switch("Start at login", "Starts voiceapp when you log in.", False)
    start_hidden: bool = switch("Start hidden", "Starts in the tray, without a window.", False)


def _key(label: str, help: str, default: str = "") -> str:
    return text(label, help, default, editor="keys", wanted=Sentence("a key such as Ctrl+M"), rule=keys, longest=60)


@dataclass(frozen=True, slots=True)
class ShortcutSettings:
    talk: str = _key("Talk", "Starts and ends a conversation. With push-to-talk, hold it.", "Space")
    stop: str = _key("Stop", "Stops the reply.", "Esc")
    mute: str = _key("Mute", "Mutes and unmutes the microphone.", "Ctrl+M")
    off_record: str = _key("Off the record", "Keeps nothing of what you say, and comes back.", "Ctrl+Shift+O")
    new_talk: str = _key("New conversation", "Starts a new conversation.", "Ctrl+N")
    search: str = _key("Search", "Searches your conversations.", "Ctrl+F")
    history: str = _key("History", "Shows or hides earlier conversations.", "Ctrl+H")
    screenshot: str = _key("Picture of the screen", "Takes a picture to ask about.", "Ctrl+Shift+S")
    small_bar: str = _key("Small bar", "Switches between the window and the small bar.", "Ctrl+B")
    captions: str = _key("Captions", "Shows or hides captions.", "Ctrl+Shift+C")
    what_happened: str = _key("Activity", "Shows timelines, events, and cost.", "Ctrl+E")
    palette: str = _key("Do anything", "Finds everything that you can do, and every conversation.", "Ctrl+K")
    shortcut_sheet: str = _key("Keyboard shortcuts", "Shows all keyboard shortcuts.", "F1")
    settings: str = _key("Settings", "Opens Settings.", "Ctrl+,")
    quit: str = _key("Quit", "Quits voiceapp.", "Ctrl+Q")
    talk_anywhere: str = _key("Talk, in every program", "Same as Talk, from any program.")
    mute_anywhere: str = _key("Mute, in every program", "Same as Mute, from any program.")
    read_anywhere: str = _key("Read the selection aloud", "From any program. The same keys stop it.")
