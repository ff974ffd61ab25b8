"""Music rests while one dictates: a player on a bus of its own, asked as a desktop's programs are."""

import os
import subprocess
import threading
from collections.abc import Iterator
from typing import Any, Protocol

import pytest
from jeepney import HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from tests.rig.patience import EVENT
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.desktop.media_players.while_dictating import PausedWhileDictating


@pytest.fixture
def playing(monkeypatch: pytest.MonkeyPatch) -> Iterator["Begin"]:
    """Begins players on a bus of their own, and ends them."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().decode().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        begun: list[Player] = []

        def begin(name: str, status: str, *, deaf: bool = False) -> Player:
            begun.append(Player(name, status, deaf=deaf))
            return begun[-1]

        yield begin
        process.kill()
        for player in begun:
            player.thread.join(EVENT)


class Begin(Protocol):
    def __call__(self, name: str, status: str, *, deaf: bool = False) -> "Player": ...


class Player:
    """Answers as MPRIS describes it."""

    def __init__(self, name: str, status: str, *, deaf: bool = False) -> None:
        self.status = status
        self.told: list[str] = []
        self.properties: dict[str, tuple[str, object]] = {}
        self.changed = threading.Condition()
        self._deaf = deaf
        self._bus: Any = open_dbus_connection("SESSION")
        self._bus.send_and_get_reply(message_bus.RequestName(f"org.mpris.MediaPlayer2.{name}"))
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                message: Any = self._bus.receive()
            except (OSError, EOFError):
                self._bus.close()
                return
            if message.header.message_type is not MessageType.method_call:
                continue
            member = message.header.fields[HeaderFields.member]
            if self._deaf:
                self._bus.send(new_error(message, "org.freedesktop.DBus.Error.Failed"))
            elif member == "Get" and message.body[1] == "PlaybackStatus":
                self._bus.send(new_method_return(message, "v", (("s", self.status),)))
            elif member == "Get" and message.body[1] in self.properties:
                self._bus.send(new_method_return(message, "v", (self.properties[message.body[1]],)))
            elif member == "Get":
                self._bus.send(new_error(message, "org.freedesktop.DBus.Error.UnknownProperty"))
            else:
                with self.changed:
                    self.told.append(member)
                    self.status = {"Pause": "Paused", "Play": "Playing"}.get(member, self.status)
                    self.changed.notify_all()
                self._bus.send(new_method_return(message))

    def wait_for(self, *told: str) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.told == list(told), EVENT), self.told


def settled(players: PausedWhileDictating) -> None:
    """All that was asked of them is done."""
    players._worker.submit(lambda: None).result(EVENT)


def test_what_plays_rests_and_goes_on_and_what_was_silent_stays_so(playing: Begin) -> None:
    music, film, broken = (
        playing("music", "Playing"),
        playing("film", "Paused"),
        playing("broken", "Playing", deaf=True),
    )
    players = PausedWhileDictating(lambda: True)
    players.follow(DictationView(DictationStage.RECORDING))
    music.wait_for("Pause")
    players.follow(DictationView(DictationStage.RECORDING, words="Hello"))
    players.follow(DictationView(DictationStage.TRANSCRIBING))
    music.wait_for("Pause", "Play")
    settled(players)
    assert (film.told, broken.told) == ([], [])
    players.close()


def test_a_player_that_the_person_has_stopped_meanwhile_is_left_alone(playing: Begin) -> None:
    music = playing("music", "Playing")
    players = PausedWhileDictating(lambda: True)
    players.follow(DictationView(DictationStage.RECORDING))
    music.wait_for("Pause")
    music.status = "Stopped"
    players.follow(DictationView())
    settled(players)
    assert music.told == ["Pause"]
    players.close()


def test_nothing_stays_silent_when_the_app_ends_and_nothing_is_paused_that_shall_not_be(playing: Begin) -> None:
    music = playing("music", "Playing")
    players = PausedWhileDictating(lambda: True)
    players.follow(DictationView(DictationStage.RECORDING))
    music.wait_for("Pause")
    players.close()
    music.wait_for("Pause", "Play")
    unwanted = PausedWhileDictating(lambda: False)
    unwanted.follow(DictationView(DictationStage.RECORDING))
    settled(unwanted)
    unwanted.close()
    assert music.told == ["Pause", "Play"]


def test_without_a_session_bus_dictation_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path=/nonexistent/{os.getpid()}")
    players = PausedWhileDictating(lambda: True)
    players.follow(DictationView(DictationStage.RECORDING))
    players.follow(DictationView())
    settled(players)
    players.close()
