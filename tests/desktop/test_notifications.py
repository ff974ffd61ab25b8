"""A notification with buttons is answered: a server of notifications on a bus of its own, as desktops have them."""

import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from tests.rig.patience import EVENT
from voiceapp.desktop.notifications import open_notifications
from voiceapp.desktop.notifications.freedesktop import NAME, PATH
from voiceapp.desktop.ports import NotifiedQuestion

QUESTION = NotifiedQuestion("voiceapp", "Timer: salt & <pepper>", (("default", "Open"), ("stop", "Stop")))
OTHER = 99
"""The number of a notification of another program."""


class Server:
    """Answers as the description of desktop notifications says."""

    def __init__(self, *capabilities: str, refuses: str = "") -> None:
        self.shown: Future[tuple[Any, ...]] = Future()
        self.closed: Future[int] = Future()
        self._capabilities = list(capabilities)
        self._refuses = refuses
        self._bus: Any = open_dbus_connection("SESSION")
        self._bus.send_and_get_reply(message_bus.RequestName(NAME))
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                message: Any = self._bus.receive()
            except (OSError, EOFError):
                self._bus.close()
                return
            if message.header.message_type is MessageType.method_call:
                self._take(message, message.header.fields[HeaderFields.member])

    def _take(self, message: Any, member: str) -> None:
        if member == self._refuses:
            self._bus.send(new_error(message, "org.freedesktop.DBus.Error.Failed"))
        elif member == "GetCapabilities":
            self._bus.send(new_method_return(message, "as", (self._capabilities,)))
        elif member == "Notify":
            self._bus.send(new_method_return(message, "u", (7,)))
            self.shown.set_result(message.body)
        else:
            self._bus.send(new_method_return(message))
            self.closed.set_result(message.body[0])

    def tells(self, member: str, signature: str, *body: object) -> None:
        self._bus.send(new_signal(DBusAddress(PATH, NAME, NAME), member, signature, body))


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Server]]:
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", process.stdout.readline().decode().strip())
        begun: list[Server] = []

        def begin(*capabilities: str, refuses: str = "") -> Server:
            begun.append(Server(*capabilities, refuses=refuses))
            return begun[-1]

        yield begin
        process.kill()
        for server in begun:
            server.thread.join(EVENT)


def asked(wanted: Callable[[], bool] = lambda: True) -> "Future[str | None]":
    answer: Future[str | None] = Future()
    threading.Thread(target=lambda: answer.set_result(open_notifications().ask(QUESTION, wanted)), daemon=True).start()
    return answer


def test_the_button_that_is_pressed_is_the_answer(serving: Callable[..., Server]) -> None:
    server = serving("actions", "body")
    answer = asked()
    shown = server.shown.result(EVENT)
    assert shown[0] == shown[3] == "voiceapp"
    assert shown[4:6] == ("Timer: salt & <pepper>", ["default", "Open", "stop", "Stop"])
    server.tells("ActionInvoked", "us", OTHER, "default")
    server.tells("NotificationClosed", "uu", OTHER, 2)
    server.tells("ActivationToken", "us", 7, "token")
    server.tells("ActionInvoked", "us", 7, "stop")
    assert answer.result(EVENT) == "stop"


def test_what_would_be_taken_for_markup_is_shown_as_it_is(serving: Callable[..., Server]) -> None:
    server = serving("actions", "body", "body-markup")
    answer = asked()
    assert server.shown.result(EVENT)[4] == "Timer: salt &amp; &lt;pepper&gt;"
    server.tells("NotificationClosed", "uu", 7, 2)
    assert answer.result(EVENT) == "", "it was put away"


def test_it_goes_when_it_is_not_wanted_any_more(serving: Callable[..., Server]) -> None:
    server = serving("actions")
    rings = threading.Event()
    rings.set()
    answer = asked(rings.is_set)
    server.shown.result(EVENT)
    rings.clear()
    assert server.closed.result(EVENT) == 7
    assert answer.result(EVENT) == ""


def test_a_server_without_buttons_shows_none_of_it(serving: Callable[..., Server]) -> None:
    server = serving("body")
    assert asked().result(EVENT) is None
    assert not server.shown.done()


@pytest.mark.parametrize("member", ["GetCapabilities", "Notify"])
def test_a_server_that_refuses_shows_none_of_it(serving: Callable[..., Server], member: str) -> None:
    serving("actions", refuses=member)
    assert asked().result(EVENT) is None


def test_without_a_server_or_a_bus_nothing_is_shown(
    serving: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked().result(EVENT) is None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    assert asked().result(EVENT) is None
