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
from voiceapp.checks.desktop_trial import try_desktop
from voiceapp.checks.probes import check_key
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import DataSize, Sentence, in_a_row, listed, told_by, verbatim
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.engine_choice.addresses import choice_without_effect, endpoints_for, servers_of
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engine_choice.wake_server import heard_phrase
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
    """What scripts go by."""
    state: str
    """ok, warn or fail"""
    sentence: Sentence

    def words(self, rendered: Callable[[Sentence], str] = str) -> str:
        """Return what was found. It may be posted anywhere: no key is in it, and no path shows the person's name."""
        return redact(installation.as_typed(rendered(self.sentence))).replace(str(Path.home()), "~")

    @property
    def title(self) -> Sentence:
        return TITLES[self.name]


TITLES = {
    "system": Sentence("system"),
    "packages": Sentence("packages"),
    "folders": Sentence("folders"),
    "display": Sentence("display"),
    "microphone": Sentence("microphone"),
    "speaker": Sentence("speaker"),
    "settings": Sentence("settings"),
    "models": Sentence("models"),
    "memory": Sentence("memory"),
    "key": Sentence("key"),
    "turns": Sentence("turns"),
    "wake word": Sentence("wake word"),
    "hearing": Sentence("listening test"),
    "network": Sentence("network"),
    "service": Sentence("service"),
    "keys": Sentence("keys"),
    "insert": Sentence("typing"),
    "paste": Sentence("pasting"),
}
UNTIL_THEN = Sentence("Until then, the models on this device answer.")


def _system() -> Finding:
    how = Sentence("in its checkout") if installation.is_from_make() else Sentence("installed as a package")
    told = Sentence(
        "voiceapp {version} {how}, Python {python}, {system}",
        version=__version__,
        how=how,
        python=platform.python_version(),
        system=platform.platform(),
    )
    return Finding("system", "ok", told)


def _packages() -> Finding:
    names = ("PySide6-Essentials", "sounddevice", "websockets", "numpy", "httpx", "pywebrtc-audio")
    found = {name: _version(name) for name in names}
    missing = [name for name, version in found.items() if not version]
    said = listed(
        *(
            Sentence("{package} {version}", package=name, version=version or Sentence("missing"))
            for name, version in found.items()
        )
    )
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
        return Finding("folders", "fail", told_by(error))
    return Finding("folders", "ok", Sentence("writable, and only you can read them"))


def _settings(settings: Settings) -> Finding:
    told = [problem.sentence for problem in settings_file.load(Paths.find().settings_file).problems]
    told += [vain for key in keys() if (vain := choice_without_effect(settings, key)) is not None]
    if told:
        return Finding("settings", "warn", in_a_row(*told))
    return Finding("settings", "ok", Sentence("no mistakes found"))


def _display() -> Finding:
    if has_display():
        return Finding("display", "ok", verbatim(os.environ.get("XDG_SESSION_TYPE") or sys.platform))
    return Finding("display", "warn", Sentence("none. `voiceapp talk` works in the terminal."))


def _microphone() -> Finding:
    return _devices("microphone", microphones, Sentence("none. Plug one in, or type."))


def _hearing(settings: Settings) -> Finding:
    """Opens the chosen microphone and listens for half a second."""
    try:
        levels = [step.level for step in listen(settings, seconds=0.5)]
    except SoundError as error:
        return Finding("hearing", "fail", error.failure.sentence)
    loudest = max(levels, default=-120.0)
    if loudest <= -96:
        silent = Sentence("no sound at all from the microphone. Is it muted or switched off?")
        return Finding("hearing", "warn", silent)
    return Finding("hearing", "ok", Sentence("the microphone gives sound, now at {level} dB", level=round(loudest)))


def _speaker() -> Finding:
    return _devices("speaker", speakers, Sentence("none. Plug one in, or read the answers."))


def _devices(name: str, find: Callable[[], Sized], none: Sentence) -> Finding:
    try:
        found = find()
    except SoundError as error:
        return Finding(name, "fail", error.failure.sentence)
    if not len(found):
        return Finding(name, "warn", none)
    return Finding(name, "ok", Sentence("{count} found", count=len(found)))


def _chosen(overrides: Mapping[str, str]) -> Settings:
    settings = settings_file.load(Paths.find().settings_file).settings
    for key, text in overrides.items():
        settings = settings.with_text(key, text)
    return settings


def _servers(settings: Settings) -> list[Endpoint]:
    """The services that the settings use, the first choice first. Raises AddressError."""
    ring = opened(lambda: settings)
    ring.learn(servers_of(settings))
    factory = PartsFactory(settings, ring, ConnectionPool(), LocalMachine(chosen_models(settings)))
    roles: list[str] = []
    for kind in engines_in(settings.engines.order, settings.engines.leaves_machine):
        roles += [role for role in kind.asks if not factory.is_local(role)]
    found: dict[Origin, Endpoint] = {}
    for role in roles:
        for endpoint in endpoints_for(settings, role):
            found.setdefault(endpoint.origin, endpoint)
    return list(found.values())


def _of_each(settings: Settings, name: str, look: Callable[[Endpoint], Finding]) -> list[Finding]:
    try:
        servers = _servers(settings)
    except AddressError as error:
        return [Finding(name, "fail", error.sentence)]
    return [look(server) for server in servers] or [
        Finding(name, "ok", Sentence("no server is used: all is done here"))
    ]


def _key(settings: Settings, endpoint: Endpoint) -> Finding:
    ring = opened(lambda: settings)
    found = ring.find(endpoint.base_url)
    if found is not None:
        told = Sentence("there is one for {server}: {place}", server=endpoint.origin.shown, place=found.words)
        return Finding("key", "ok", told)
    if (trouble := ring.command_trouble(endpoint.base_url)) is not None:
        return Finding("key", "fail", trouble)
    if not endpoint.provider.takes_key:
        return Finding("key", "ok", Sentence("none is needed for {server}", server=endpoint.origin.shown))
    if not endpoint.provider.needs_key:
        return Finding("key", "ok", Sentence("none for {server}, which may need none", server=endpoint.origin.shown))
    none = Sentence("none for {server}.", server=endpoint.origin.shown)
    return Finding("key", "warn", in_a_row(none, ring.trouble) if ring.trouble else none)


def _network(endpoint: Endpoint) -> Finding:
    began = time.monotonic()
    try:
        _connect(endpoint.origin)
    except socket.gaierror:
        lost = Sentence("the name {host} wasn't found. Check your network and the address.", host=endpoint.origin.host)
        return Finding("network", "warn", in_a_row(lost, UNTIL_THEN))
    except OSError:
        lost = Sentence("{server} can't be reached.", server=endpoint.origin.shown)
        return Finding("network", "warn", in_a_row(lost, UNTIL_THEN))
    took = round((time.monotonic() - began) * 1000)
    told = Sentence("{server} answers after {milliseconds} ms", server=endpoint.origin.shown, milliseconds=took)
    return Finding("network", "ok", told)


def _connect(origin: Origin) -> None:
    """Raises OSError."""
    if origin.scheme != "unix":
        socket.create_connection((origin.host, origin.port), NETWORK_PATIENCE).close()
        return
    if not hasattr(socket, "AF_UNIX"):
        raise OSError("this system has no such sockets")
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(NETWORK_PATIENCE)
        line.connect(origin.host)


def _service(settings: Settings, endpoint: Endpoint) -> Finding:
    """Asks the service for its models, which also shows whether it accepts the key."""
    ring = opened(lambda: settings)
    found = ring.find(endpoint.base_url)
    if found is None and (endpoint.provider.needs_key or ring.has_command(endpoint.base_url)):
        return Finding("service", "warn", Sentence("not asked: there is no key for it"))
    failure = check_key(settings, endpoint.base_url, found.key if found else None)
    server = endpoint.origin.shown
    if failure is not None and keeps_no_list(failure):
        told = Sentence("{server} answers but lists no models. Choose one for each role.", server=server)
        return Finding("service", "ok", told)
    if failure is not None:
        return Finding("service", "fail", failure.in_full)
    if not endpoint.provider.takes_key:
        return Finding(
            "service", "ok", Sentence("{server} answers as {kind}", server=server, kind=endpoint.provider.name)
        )
    if found:
        return Finding("service", "ok", Sentence("{server} accepts the key", server=server))
    return Finding("service", "ok", Sentence("{server} answers without a key", server=server))


def _models(settings: Settings) -> Finding:
    chosen = chosen_models(settings)
    found: list[Sentence] = []
    missing: list[Sentence] = []
    for part in CARRIED:
        try:
            model = find(part, chosen)
            size = DataSize(model.bytes)
            found.append(
                Sentence("{what} of your own ({size})", what=model.what, size=size)
                if model.own
                else Sentence("{what} {title} ({size})", what=model.what, title=model.title, size=size)
            )
        except EngineError as error:
            missing.append(error.failure.sentence)
    if any(language != "en" for language in settings.talking.languages) and english_only(chosen):
        missing.append(
            Sentence(
                "The recogniser on this device understands English only. {command} adds one for more languages.",
                command=installation.brings_languages(),
            )
        )
    store = ModelStore(Path(chosen.store))
    missing += [
        Sentence("{title} has changed. Delete it, then get it again.", title=model.title) for model in store.damaged()
    ]
    found += [
        Sentence("{title} comes while the window is open ({size})", title=coming.title, size=DataSize(coming.size))
        for coming in wanted_by_itself(settings)
    ]
    here = (Sentence("{models}.", models=listed(*found)),) if found else ()
    return Finding("models", "warn" if missing else "ok", in_a_row(*here, *missing))


def _memory() -> Finding:
    return Finding("memory", "ok", told_by_app(Paths.find()))


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
        alone = Sentence("Silence and words alone end your turns.")
        return Finding("turns", "warn", in_a_row(alone, error.failure.in_full))
    return Finding("turns", "ok", Sentence("a model on this device hears whether you've finished"))


def _wake_word(settings: Settings) -> Finding:
    """Loads the wake word, if one is chosen."""
    word = wake_wishes(settings).word
    if not word:
        return Finding("wake word", "ok", Sentence("none is chosen: a conversation always listens"))
    if settings.talking.wake_word == "server":
        return _served_wake_word(settings, word)
    try:
        phrase = asyncio.run(wake_words.loaded(word)).phrase
    except EngineError as error:
        sleeps = Sentence("A conversation sleeps until you press the button.")
        return Finding("wake word", "warn", in_a_row(sleeps, error.failure.in_full))
    return Finding("wake word", "ok", Sentence("this device listens for “{phrase}”", phrase=phrase))


def _served_wake_word(settings: Settings, word: str) -> Finding:
    """Asks the server that hears it."""
    try:
        phrase = asyncio.run(heard_phrase(settings, word))
    except EngineError as error:
        sleeps = Sentence("A conversation sleeps until you press the button.")
        return Finding("wake word", "warn", in_a_row(sleeps, error.failure.in_full))
    server = settings.talking.wake_word_server
    return Finding("wake word", "ok", Sentence("{server} listens for “{phrase}”", server=server, phrase=phrase))


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
        *_desktop(),
    ]


def _desktop() -> list[Finding]:
    """Tries out what dictation does, in a window that is seen for a moment."""
    here = DesktopEnvironment(state=Paths.find().state)
    if here.is_windows or here.is_macos or not (here.has_x11 or here.has_wayland):
        return []
    return [Finding(each.name, "ok" if each.ok else "warn", each.sentence) for each in try_desktop(here)]


def check_up(overrides: Mapping[str, str] | None = None, *, thorough: bool = False) -> list[Finding]:
    """Runs all checks. `overrides`: settings for this run only. Raises ValueError for an invalid one."""
    settings = _chosen(overrides or {})
    return [
        *(check() for check in CHECKS),
        _settings(settings),
        _models(settings),
        _memory(),
        *_of_each(settings, "key", partial(_key, settings)),
        *(_reaching_out(settings) if thorough else ()),
    ]


def check_up_lines() -> list[str]:
    """All checks that use neither the microphone nor the network, one line each."""
    return [f"{found.state} {found.name}: {found.words()}" for found in check_up()]
