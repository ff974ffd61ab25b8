"""Checks texts that must have a certain form: addresses, languages, keyboard keys. Each rule returns the normal form."""

import math
import re
from collections.abc import Callable

from voiceapp.core.folder_wishes import NAME_FIELDS, unknown_fields
from voiceapp.core.sentence import Sentence, told_by
from voiceapp.settings.address_lists import MOST as MOST_ADDRESSES
from voiceapp.settings.address_lists import SEPARATOR, split_addresses
from voiceapp.settings.endpoints import AddressError, Origin, proper_base_url, proper_socket_url
from voiceapp.settings.kinds import NotAllowedError
from voiceapp.settings.token_commands import command_of

NOT_OF_WYOMING = Sentence("a Wyoming server only transcribes and speaks, so its address belongs to one of these.")


def address(text: str) -> str:
    proper = speech_address(text)
    if Origin.of(proper).is_bare:
        raise NotAllowedError(NOT_OF_WYOMING)
    return proper


def speech_address(text: str) -> str:
    """The address of what transcribes or speaks, which may be a Wyoming server."""
    try:
        return proper_base_url(text)
    except AddressError as error:
        raise NotAllowedError(told_by(error)) from None


def addresses(text: str) -> str:
    """One address, or several servers that do the same, in the order in which they are tried."""
    return _each(text, address)


def speech_addresses(text: str) -> str:
    return _each(text, speech_address)


def _each(text: str, rule: Callable[[str], str]) -> str:
    found = split_addresses(SEPARATOR.join(rule(each) for each in split_addresses(text)))
    if not found or len(found) > MOST_ADDRESSES:
        raise NotAllowedError(Sentence("write one address, or up to {most} with commas between.", most=MOST_ADDRESSES))
    return SEPARATOR.join(found)


def wyoming_address(text: str) -> str:
    proper = speech_address(text)
    if not Origin.of(proper).is_bare:
        raise NotAllowedError(Sentence("a Wyoming server's address begins with tcp:// or unix://."))
    return proper


def socket_address(text: str) -> str:
    address(text)
    try:
        return proper_socket_url(text)
    except AddressError as error:
        raise NotAllowedError(told_by(error)) from None


def key_command(server: str, command: str) -> None:
    """An address with a command that prints its key."""
    address(server)
    try:
        words = command_of(command)
    except ValueError:
        raise NotAllowedError(Sentence("a quotation mark in the command isn't closed.")) from None
    if not words or not command.isprintable():
        raise NotAllowedError(Sentence("a command is one line: a program with what it's given."))


def name_pattern(text: str) -> str:
    unknown = unknown_fields(text)
    if unknown:
        fields = ", ".join(f"{{{name}}}" for name in NAME_FIELDS)
        raise NotAllowedError(Sentence("there's no {name}. Use {fields}.", name=f"{{{unknown[0]}}}", fields=fields))
    return text


def language(text: str) -> str:
    code = text.strip().lower()
    if not re.fullmatch(r"[a-z]{2,3}", code):
        raise NotAllowedError(Sentence('languages are written as codes such as "en" or "de".'))
    return code


def token_weight(text: str) -> str:
    try:
        weight = float(text)
    except ValueError:
        weight = math.nan
    if not -100 <= weight <= 100:
        raise NotAllowedError(Sentence("a weight is a number from -100 to 100."))
    return text.strip()


CAPTION_FILES = (".vtt", ".srt", ".txt")


def caption_file(text: str) -> str:
    if not text.lower().endswith(CAPTION_FILES):
        raise NotAllowedError(Sentence("the name of the file ends in .vtt, .srt or .txt."))
    return text


# --- keys of the keyboard, in the names that Qt reads and writes

_MODIFIERS = {
    "ctrl": "Ctrl",
    "control": "Ctrl",
    "alt": "Alt",
    "option": "Alt",
    "shift": "Shift",
    "meta": "Meta",
    "super": "Meta",
    "win": "Meta",
    "cmd": "Meta",
    "command": "Meta",
}
_ORDER = ("Ctrl", "Alt", "Shift", "Meta")
_NAMED = {
    name.casefold(): name
    for name in (
        "Space", "Esc", "Return", "Enter", "Tab", "Backspace", "Ins", "Del", "Home", "End", "PgUp", "PgDown",
        "Left", "Right", "Up", "Down", "Pause", "Print", "Menu", "ScrollLock", "CapsLock", "NumLock", "Help",
        "Media Play", "Media Stop", "Media Previous", "Media Next", "Volume Mute", "Microphone Mute",
        *(f"F{number}" for number in range(1, 36)),
    )
} | {"escape": "Esc", "insert": "Ins", "delete": "Del", "pageup": "PgUp", "pagedown": "PgDown"}  # fmt: skip
_ALONE = {
    name.casefold(): name
    for name in ("Right Ctrl", "Right Alt", "Right Shift", "Right Meta", "Left Ctrl", "Left Alt", "Left Meta")
}
"""A modifier by itself, to be held down while speaking."""


def keys(text: str) -> str:
    """A key with its modifiers, as in "Ctrl+Alt+Space"."""
    if text.casefold() in _ALONE:
        return _ALONE[text.casefold()]
    *modifiers, last = _parts(text)
    held = {_modifier(word) for word in modifiers}
    if last.casefold() in _MODIFIERS:
        raise NotAllowedError(Sentence("a key is missing after the last +."))
    key = _NAMED.get(last.casefold()) or (_as_printed(last) if len(last) == 1 and last.isprintable() else "")
    if not key or key == " ":
        raise NotAllowedError(Sentence('there\'s no key called "{name}".', name=last))
    return "+".join([name for name in _ORDER if name in held] + [key])


def _parts(text: str) -> list[str]:
    if text == "+" or text.endswith("++"):  # the plus key itself
        return [*[word for word in text[:-1].split("+") if word.strip()], "+"]
    parts = [word.strip() for word in text.split("+")]
    if not all(parts):
        raise NotAllowedError(Sentence("keys are written like Ctrl+Alt+Space."))
    return parts


def _modifier(word: str) -> str:
    try:
        return _MODIFIERS[word.casefold()]
    except KeyError:
        raise NotAllowedError(Sentence('"{word}" isn\'t Ctrl, Alt, Shift, or Meta.', word=word)) from None


def _as_printed(letter: str) -> str:
    """A letter as printed on its key. Some have no single capital: ß would become SS."""
    capital = letter.upper()
    return capital if len(capital) == 1 else letter
