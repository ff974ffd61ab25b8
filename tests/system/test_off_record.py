"""What is said off the record in the real app, by phrase and by key, is found nowhere on the disk."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests.rig.display import Display
from tests.rig.signals import silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded
from tests.server.api import ApiServer
from tests.system.app import RunningApp

PLAIN = {"sound.echo_cancelling": "false", "sound.noise_suppression": "false"}


@pytest.fixture
def app(sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path) -> Iterator[RunningApp]:
    app = RunningApp(sound_card, api_server, tmp_path / "home", display, PLAIN)
    try:
        window = app.window()
        display.do("windowactivate", "--sync", window)
        display.key("space")
        api_server.log.wait_for_received("session.update")
        app.wait_until_it_listens()
        yield app
    finally:
        app.kill()


def say(sound_card: SoundCard, api_server: ApiServer, count: int) -> None:
    """Say something once the reply before it is over. `count`: how many the server has made by then, with the title."""
    sound_card.speak(np.concatenate([silence(3.0, RATE), recorded("lobster"), silence(1.5, RATE)]))
    api_server.log.wait_for_sent("response.done", count)


def everything_on_disk(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def kept(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "data" / "voiceapp.db")) as database:
        return [text for (text,) in database.execute("SELECT text FROM items ORDER BY at")]


def test_between_the_phrases_nothing_reaches_the_disk(
    app: RunningApp, sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    script = api_server.script
    script.hear("Hello there.").reply("Good day.")
    script.hear("Off the record, the password is Zanzibar.").reply("Zanzibar it is.")
    script.hear("It was Quagga before.").reply("Quagga, I see.")
    script.hear("Back on the record.").reply("We are back.")
    script.hear("What time is it?").reply("Noon.")
    for count in range(2, 5):
        say(sound_card, api_server, count)
    display.screenshot(tmp_path / "off.png")
    data = app.home / "data"
    assert len(list((data / "sounds").rglob("*.*"))) <= 2, "the first question and its answer"
    for count in range(5, 7):
        say(sound_card, api_server, count)
    display.screenshot(tmp_path / "on.png")
    assert app.close_window() == 0, app.output
    texts = kept(app.home)
    assert texts[0] == "Hello there."
    assert texts[2].startswith("Off the record, ")
    assert texts[-2:] == ["What time is it?", "Noon."]
    found = everything_on_disk(app.home)
    for secret in (b"Zanzibar", b"Quagga", b"zanzibar", b"quagga", b"We are back"):
        assert secret not in found, secret
    assert len(list((data / "sounds").glob("*.*"))) == 4


def test_the_key_does_the_same(app: RunningApp, sound_card: SoundCard, api_server: ApiServer, display: Display) -> None:
    api_server.script.hear("The password is Zanzibar.").reply("Zanzibar it is.")
    api_server.script.hear("What time is it?").reply("Noon.")
    display.key("ctrl+shift+o")
    app.wait_for_file(app.home / "state" / "flight.jsonl", "OffRecordSet")
    say(sound_card, api_server, 1)
    display.key("ctrl+shift+o")
    say(sound_card, api_server, 3)
    assert app.close_window() == 0, app.output
    assert [text for text in kept(app.home) if text][-2:] == ["What time is it?", "Noon."]
    assert b"anzibar" not in everything_on_disk(app.home)
