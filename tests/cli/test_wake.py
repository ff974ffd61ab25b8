"""A talk in the terminal that sleeps: the room reaches no server until somebody says the word."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Generator, Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from tests.rig.signals import Samples
from tests.rig.soundcard import SoundCard
from tests.rig.speech import spoken
from tests.server.api import KEY, ApiServer
from voiceapp.local.runners.wake_word import PACKAGE

SETTINGS = {
    "sound.input_device": "mic",
    "sound.output_device": "speaker",
    "talking.wake_word": "okay_nabu",
    "talking.sleep_after": "5",
}

CALLS = 4
UNHEARD = 20.0
"""Seconds without a new line after which somebody calls again."""


@contextlib.contextmanager
def talking(home: Path, server: ApiServer) -> Generator["queue.Queue[str]"]:
    """What `voiceapp talk` prints, line by line."""
    command = [sys.executable, "-m", "voiceapp", "talk", *(f"--set={name}={value}" for name, value in SETTINGS.items())]
    environment = {
        **os.environ,
        "VOICEAPP_HOME": str(home),
        "OPENAI_BASE_URL": server.base_url,
        "OPENAI_API_KEY": KEY,
        "PYTHONUNBUFFERED": "1",
    }
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        lines: queue.Queue[str] = queue.Queue()
        assert process.stdout is not None
        reader = threading.Thread(target=read, args=(process.stdout, lines))
        reader.start()
        try:
            yield lines
        finally:
            process.terminate()
            reader.join(EVENT)


def read(printed: Iterable[str], lines: "queue.Queue[str]") -> None:
    for line in printed:
        lines.put(line.strip())


def wait_for(lines: "queue.Queue[str]", beginning: str, timeout: float = EVENT) -> list[str]:
    """The lines that came before one that begins so."""
    passed: list[str] = []
    while not (line := lines.get(timeout=timeout)).startswith(beginning):
        passed.append(line)
    return passed


def called_until_answered(sound_card: SoundCard, lines: "queue.Queue[str]", said: Samples) -> list[str]:
    """The lines until the answer. Who isn't heard says it again: on a busy machine the card loses pieces of a word."""
    for _ in range(CALLS - 1):
        sound_card.speak(said)
        with suppress(queue.Empty):
            return wait_for(lines, "Assistant: Noon.", UNHEARD)
    sound_card.speak(said)
    return wait_for(lines, "Assistant: Noon.")


@pytest.mark.alone
@pytest.mark.skipif(find_spec(PACKAGE) is None, reason="what hears a wake word was left out (WAKE=0)")
def test_a_talk_that_sleeps_answers_whoever_says_the_word(
    sound_card: SoundCard, api_server: ApiServer, tmp_path: Path
) -> None:
    api_server.script.reply("Noon.")
    with talking(tmp_path, api_server) as lines:
        wait_for(lines, "· asleep: say “Okay Nabu”")
        sound_card.speak(spoken("what a fine day it is today"))
        assert api_server.log.received("input_audio_buffer.append") == [], "what the room says stays here"
        called = spoken("okay nahboo. what time is it in New York now?", voice="en-us")
        between = called_until_answered(sound_card, lines, called)
    assert not any(line.startswith("Assistant:") for line in between)
    states = [line for line in between if line.startswith("·")]
    # The lines of a call that was not answered are gone; the one that was begins with the word.
    assert states.index("· listening") < states.index("· hearing"), "nothing is heard before the word"
