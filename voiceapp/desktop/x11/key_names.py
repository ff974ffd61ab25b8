"""Finds, in the X server, the keys that the settings name."""

from dataclasses import dataclass

from Xlib import XK, X

from voiceapp.desktop.keysym_names import KEYSYM_NAMES

_MODIFIERS = {"Ctrl": X.ControlMask, "Alt": X.Mod1Mask, "Shift": X.ShiftMask, "Meta": X.Mod4Mask}
_NAMES = KEYSYM_NAMES | {
    "Enter": "KP_Enter",
    "ScrollLock": "Scroll_Lock",
    "CapsLock": "Caps_Lock",
    "NumLock": "Num_Lock",
    "Media Play": "XF86_AudioPlay",
    "Media Stop": "XF86_AudioStop",
    "Media Previous": "XF86_AudioPrev",
    "Media Next": "XF86_AudioNext",
    "Volume Mute": "XF86_AudioMute",
    "Microphone Mute": "XF86_AudioMicMute",
}
_MICROPHONE_MUTE = 0x1008FFB2
XK.load_keysym_group("xf86")


@dataclass(frozen=True, slots=True)
class Combination:
    keysym: int
    modifiers: int


def combination(key: str) -> Combination | None:
    """Returns None if the X server has no such key."""
    last = "+" if key == "+" or key.endswith("++") else key.rpartition("+")[2]
    held = [word for word in key[: len(key) - len(last)].split("+") if word]
    keysym = _keysym(last)
    if not keysym or any(word not in _MODIFIERS for word in held):
        return None
    # A modifier alone is heard whatever else is held.
    modifiers = X.AnyModifier if " " in last and last.partition(" ")[0] in ("Left", "Right") else 0
    for word in held:
        modifiers |= _MODIFIERS[word]
    return Combination(keysym, modifiers)


def _keysym(name: str) -> int:
    if name == "Microphone Mute":
        return _MICROPHONE_MUTE
    known = XK.string_to_keysym(_NAMES.get(name, name))
    if known:
        return known
    if len(name) == 1:
        letter = name.lower()
        return ord(letter) if ord(letter) < 0x100 else 0x0100_0000 | ord(letter)
    return 0
