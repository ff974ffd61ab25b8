"""What every test may ask for: the sound card, the display, and a home of its own."""

import gc
import ipaddress
import logging
import os
import signal
import socket
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, settings

from tests.rig.alone import only_hands_out
from tests.rig.display import Display
from tests.rig.soundcard import SoundCard
from voiceapp.app import garbage_collection

REAL_SCREEN = "VOICEAPP_TEST_DISPLAY"
"""Names an X display on which the window's tests are to run, instead of in memory."""
OUT = Path(__file__).parent.parent.parent / "test-out"
FULL_LOOK_EVERY = 100
"""Tests: by then a process has so many objects that a look at all of them takes a second."""
_CARD = pytest.StashKey[SoundCard]()
_HOME = pytest.StashKey["tempfile.TemporaryDirectory[str]"]()
_FAILED = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "expects_log: this test means to make voiceapp log a warning or an error")
    config.addinivalue_line("markers", "allows_violations: this test means to say what the service refuses")
    # The same examples on each machine that decides; other ones each time where people work.
    # How fast they are made says something of the machine, not of the app.
    timeless = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("ci", timeless, derandomize=True)
    settings.register_profile("here", timeless)
    settings.load_profile("ci" if os.environ.get("CI") else "here")
    garbage_collection.disable_automatic()
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # Begun in the background, this process and its children would not hear Ctrl+C, which some tests press.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    home = tempfile.TemporaryDirectory(prefix="voiceapp-home-")
    config.stash[_HOME] = home
    # Before anything is imported: PortAudio, Qt and keyring look at these once.
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = str(Path(home.name) / name.lower())
    os.environ["HOME"] = home.name
    os.environ["VOICEAPP_HOME"] = str(Path(home.name) / "voiceapp")
    # What a command prints is English, whatever the language of whoever runs the tests.
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        os.environ.pop(name, None)
    os.environ["LANG"] = "C.UTF-8"
    # A window that a test opens fetches no model.
    os.environ["LOCAL"] = "0"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    screen = os.environ.get(REAL_SCREEN, "")
    os.environ["QT_QPA_PLATFORM"] = "xcb" if screen else "offscreen"
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "DISPLAY"):
        os.environ.pop(name, None)
    if screen:
        os.environ["DISPLAY"] = screen


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is measured must follow from the examples that somebody wrote down, not from what hypothesis happens to try."""
    for item in items:
        if isinstance(item, pytest.Function) and getattr(item.obj, "is_hypothesis_test", False):
            item.add_marker("no_cover")


def pytest_sessionstart(session: pytest.Session) -> None:
    """The card is there before any test module imports sounddevice."""
    if session.config.option.collectonly or only_hands_out(session.config):
        return
    card = SoundCard().start()
    session.config.stash[_CARD] = card
    os.environ.update(card.environment)


def pytest_unconfigure(config: pytest.Config) -> None:
    card = config.stash.get(_CARD, None)
    if card is not None:
        card.stop()
    home = config.stash.get(_HOME, None)
    if home is not None:
        home.cleanup()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    return report


@pytest.fixture(scope="session")
def sound_card(pytestconfig: pytest.Config) -> SoundCard:
    """The virtual sound card that this process and its children hear and speak through."""
    return pytestconfig.stash[_CARD]


@pytest.fixture(scope="session")
def screen() -> Iterator[Display]:
    display = Display().start()
    yield display
    display.stop()


@pytest.fixture
def display(screen: Display, request: pytest.FixtureRequest) -> Iterator[Display]:
    """The virtual screen. What it shows is kept in test-out/ when the test fails."""
    yield screen
    node = cast("pytest.Item", request.node)
    if node.stash.get(_FAILED, False):
        safe = "".join(c if c.isalnum() else "-" for c in node.nodeid)
        screen.screenshot(OUT / f"{safe[-120:]}.png")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing reaches out: only this machine may be connected to."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
            host = str(cast("tuple[object, ...]", address)[0])
            loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
            assert loopback, f"a test tried to connect to {host}"
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


class _Loud(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    """What a test leaves is freed at its end, by this thread: windows bear no other, and a test answers for its own."""
    yield
    gc.collect(1)
    if gc.get_count()[2] >= FULL_LOOK_EVERY:
        gc.collect()


@pytest.fixture(autouse=True)
def _quiet_logs(request: pytest.FixtureRequest, _tidy: None) -> Iterator[None]:
    """A warning that no test expects is a defect."""
    handler = _Loud()
    logger = logging.getLogger("voiceapp")
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    if cast("pytest.Item", request.node).get_closest_marker("expects_log") is None:
        said = [f"{record.name}: {record.getMessage()}" for record in handler.records]
        assert said == [], "unexpected log: mark the test with expects_log if this is meant"
