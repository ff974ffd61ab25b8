"""Checks that everything is there that the app needs, with one function per check. Its output holds no secrets."""

import asyncio
import importlib.metadata
import os
import platform
import socket
import sys
import time
from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from voiceapp import __version__
from voiceapp.checks.probes import check_key
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError
from voiceapp.engine_choice.addresses import choice_without_effect, endpoint_for, servers_of
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.local import wake_words
from voiceapp.local.background_model import wanted_by_itself
from voiceapp.local.chosen_models import CARRIED, chosen_models, english_only, find
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.model_store import ModelStore
from voiceapp.local.pause_judge import LocalPauseJudge
from voiceapp.one_off.keys import opened
from voiceapp.one_off.models_in_memory import told_by_app
from voiceapp.one_off.sound_devices import SoundError, microphones, speakers
from voiceapp.one_off.sound_files import listen
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.models import keeps_no_list
from voiceapp.settings import file as settings_file
from voiceapp.settings import installation
from voiceapp.settings.display import has_display
from voiceapp.settings.endpoints import AddressError, Endpoint, Origin
from voiceapp.settings.engine_kinds import engines_in
from voiceapp.settings.model import Settings, keys
from voiceapp.settings.paths import Paths, PathsError
from voiceapp.settings.redaction import redact
from voiceapp.settings.wishes_from_settings import wake_wishes

NETWORK_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    name: str
    state: str
    """ok, warn or fail"""
    sentence: str


def _system() -> Finding:
    how = "in its checkout" if installation.is_from_make() else "installed as a package"
    python = platform.python_version()
    return Finding("system", "ok", f"voiceapp {__version__} {how}, Python {python}, {platform.platform()}")


def _packages() -> Finding:
    names = ("PySide6-Essentials", "sounddevice", "websockets", "numpy", "httpx", "pywebrtc-audio")
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
    return Finding("folders", "ok", "writable, and only you can read them")


def _settings(settings: Settings) -> Finding:
    told = [problem.sentence for problem in settings_file.load(Paths.find().settings_file).problems]
    told += [vain for key in keys() if (vain := choice_without_effect(settings, key)) is not None]
    if told:
        return Finding("settings", "warn", " ".join(map(str, told)))
    return Finding("settings", "ok", "no mistakes found")


def _display() -> Finding:
    if has_display():
        return Finding("display", "ok", os.environ.get("XDG_SESSION_TYPE") or sys.platform)
    return Finding("display", "warn", installation.as_typed("none. `voiceapp talk` works in the terminal."))


def _microphone() -> Finding:
    return _devices("microphone", microphones, "none. Plug one in, or type.")


def _hearing(settings: Settings) -> Finding:
    """Opens the chosen microphone and listens for half a second."""
    try:
        levels = [step.level for step in listen(settings, seconds=0.5)]
    except SoundError as error:
        return Finding("hearing", "fail", str(error.failure.sentence))
    loudest = max(levels, default=-120.0)
    if loudest <= -96:
        return Finding("hearing", "warn", "no sound at all from the microphone. Is it muted or switched off?")
    return Finding("hearing", "ok", f"the microphone gives sound, now at {loudest:.0f} dB")


def _speaker() -> Finding:
    return _devices("speaker", speakers, "none. Plug one in, or read the answers.")


def _devices(name: str, find: Callable[[], Sized], none: str) -> Finding:
    try:
        found = find()
    except SoundError as error:
        return Finding(name, "fail", str(error.failure.sentence))
    return Finding(name, "ok", f"{len(found)} found") if len(found) else Finding(name, "warn", none)


def _chosen(overrides: Mapping[str, str]) -> Settings:
    settings = settings_file.load(Paths.find().settings_file).settings
    for key, text in overrides.items():
        settings = settings.with_text(key, text)
    return settings


def _servers(settings: Settings) -> list[Endpoint]:
    """The services that the settings use, the first choice first. Raises AddressError."""
    ring = opened()
    ring.learn(servers_of(settings))
    factory = PartsFactory(settings, ring, ConnectionPool(), LocalMachine(chosen_models(settings)))
    roles: list[str] = []
    for kind in engines_in(settings.engines.order, settings.engines.leaves_machine):
        roles += [role for role in kind.asks if not factory.is_local(role)]
    found: dict[Origin, Endpoint] = {}
    for role in roles:
        endpoint = endpoint_for(settings, role)
        found.setdefault(endpoint.origin, endpoint)
    return list(found.values())


def _of_each(settings: Settings, name: str, look: Callable[[Endpoint], Finding]) -> list[Finding]:
    try:
        servers = _servers(settings)
    except AddressError as error:
        return [Finding(name, "fail", str(error))]
    return [look(server) for server in servers] or [Finding(name, "ok", "no server is used: all is done here")]


def _key(endpoint: Endpoint) -> Finding:
    ring = opened()
    found = ring.find(endpoint.base_url)
    if found is not None:
        return Finding("key", "ok", f"there is one for {endpoint.origin.shown}, from {found.words}")
    if not endpoint.provider.needs_key:
        return Finding("key", "ok", f"none for {endpoint.origin.shown}, which may need none")
    return Finding("key", "warn", f"none for {endpoint.origin.shown}. {ring.trouble or ''}".strip())


def _network(endpoint: Endpoint) -> Finding:
    began = time.monotonic()
    try:
        socket.create_connection((endpoint.origin.host, endpoint.origin.port), NETWORK_PATIENCE).close()
    except socket.gaierror:
        sentence = f"the name {endpoint.origin.host} wasn't found. Check your network and the address"
        return Finding("network", "warn", f"{sentence}. Until then, the models on this device answer.")
    except OSError:
        sentence = f"{endpoint.origin.shown} can't be reached"
        return Finding("network", "warn", f"{sentence}. Until then, the models on this device answer.")
    return Finding("network", "ok", f"{endpoint.origin.shown} answers after {(time.monotonic() - began) * 1000:.0f} ms")


def _service(settings: Settings, endpoint: Endpoint) -> Finding:
    """Asks the service for its models, which also shows whether it accepts the key."""
    found = opened().find(endpoint.base_url)
    if found is None and endpoint.provider.needs_key:
        return Finding("service", "warn", "not asked: there is no key for it")
    failure = check_key(settings, endpoint.base_url, found.key if found else None)
    if failure is not None and keeps_no_list(failure):
        return Finding(
            "service", "ok", f"{endpoint.origin.shown} answers but lists no models. Choose one for each role."
        )
    if failure is not None:
        return Finding("service", "fail", str(failure.in_full))
    return Finding(
        "service", "ok", f"{endpoint.origin.shown} {'accepts the key' if found else 'answers without a key'}"
    )


def _models(settings: Settings) -> Finding:
    chosen = chosen_models(settings)
    found: list[str] = []
    missing: list[str] = []
    for part in CARRIED:
        try:
            model = find(part, chosen)
            named = " of your own" if model.own else f" {model.title}"
            found.append(f"{str(model.what).lower()}{named} ({model.bytes / 1e6:.0f} MB)")
        except EngineError as error:
            missing.append(str(error.failure.sentence))
    if any(language != "en" for language in settings.talking.languages) and english_only(chosen):
        missing.append(
            "The recogniser on this device understands English only. "
            f"{installation.brings_languages()} adds one for more languages."
        )
    store = ModelStore(Path(chosen.store))
    missing += [f"{model.title} has changed. Delete it, then get it again." for model in store.damaged()]
    found += [
        f"{coming.title} comes while the window is open ({coming.size / 1e6:.0f} MB)"
        for coming in wanted_by_itself(settings)
    ]
    state = "warn" if missing else "ok"
    return Finding("models", state, " ".join([", ".join(found) + "." * bool(found), *missing]).strip())


def _memory() -> Finding:
    return Finding("memory", "ok", str(told_by_app(Paths.find())))


def _turns() -> Finding:
    """Gives some silence to the model that detects the end of a turn."""

    async def tried() -> None:
        judge = LocalPauseJudge()
        try:
            await judge.judged(bytes(WIRE.bytes(500)))
        finally:
            await judge.close()

    try:
        asyncio.run(tried())
    except EngineError as error:
        return Finding("turns", "warn", f"Silence and words alone end your turns. {error.failure.in_full}")
    return Finding("turns", "ok", "a model on this device hears whether you've finished")


def _wake_word(settings: Settings) -> Finding:
    """Loads the wake word, if one is chosen."""
    word = wake_wishes(settings).word
    if not word:
        return Finding("wake word", "ok", "none is chosen: a conversation always listens")
    try:
        phrase = asyncio.run(wake_words.loaded(word)).phrase
    except EngineError as error:
        return Finding(
            "wake word", "warn", f"A conversation sleeps until you press the button. {error.failure.in_full}"
        )
    return Finding("wake word", "ok", f"this device listens for “{phrase}”")


CHECKS: tuple[Callable[[], Finding], ...] = (
    _system,
    _packages,
    _folders,
    _display,
    _microphone,
    _speaker,
)


def _reaching_out(settings: Settings) -> list[Finding]:
    """Checks access to the microphone and to the servers in the settings, and has a model work."""
    return [
        _turns(),
        _wake_word(settings),
        _hearing(settings),
        *_of_each(settings, "network", _network),
        *_of_each(settings, "service", partial(_service, settings)),
    ]


def check_up(overrides: Mapping[str, str] | None = None, *, thorough: bool = False) -> list[Finding]:
    """Runs all checks. The result may be posted anywhere: it holds no keys, and no path shows the person's name.

    `overrides`: settings for this run only. Raises ValueError for an invalid one.
    """
    settings = _chosen(overrides or {})
    home = str(Path.home())
    found = [
        *(check() for check in CHECKS),
        _settings(settings),
        _models(settings),
        _memory(),
        *_of_each(settings, "key", _key),
        *(_reaching_out(settings) if thorough else ()),
    ]
    return [Finding(each.name, each.state, redact(each.sentence).replace(home, "~")) for each in found]


def check_up_lines() -> list[str]:
    """All checks that use neither the microphone nor the network, one line each."""
    return [f"{found.state} {found.name}: {found.sentence}" for found in check_up()]
