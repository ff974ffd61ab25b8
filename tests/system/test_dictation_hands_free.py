"""Hands-free dictation as a person does it: the real app, real programs, sound at the microphone, and no key touched."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.desktop.text_output.programs import editor, terminal, wait_for
from tests.rig.display import Display
from tests.rig.patience import EVENT
from tests.rig.signals import Samples, silence
from tests.rig.soundcard import RATE, SoundCard
from tests.server.api import ApiServer
from tests.system.test_dictation import SPEECH, answers, ask, dictate, history, reads, running
from voiceapp.core.dictation.bar_view import BAR_TITLE

SENTENCES = ("When is a lobster not a lobster?", "And who told you so?", "That is all for now. Stop dictation.")
TEXT = "When is a lobster not a lobster? And who told you so? That is all for now."


def sentences(count: int, pause: float = 1.6) -> Samples:
    """One after the other, with a pause after each, played in one go as nobody is there to wait for anything."""
    return np.concatenate([silence(0.5, RATE), *([SPEECH, silence(pause, RATE)] * count)])


def test_two_sentences_are_inserted_at_their_pauses_and_the_phrase_ends_it_unwritten(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear(*SENTENCES)
    with running(sound_card, api_server, display, tmp_path / "home") as app, editor(display) as note:
        dictate(app, "hands-free")
        wait_for(lambda: ask(app, "stage") == "recording", "it listens")
        playing = sound_card.feed(sentences(3), rate=RATE)
        display.window(f"^{BAR_TITLE}$")
        wait_for(lambda: len(history(app)) >= 1, "the first words")
        display.screenshot(Path("test-out/dictation-hands-free.png"))
        playing.wait()
        reads(app, note, TEXT)
        assert ask(app, "stage") in ("inserted", "idle"), "it has ended"
        assert " ".join(history(app)) == TEXT


def test_its_key_begins_and_ends_it_and_each_sentence_goes_where_the_keyboard_is(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("For the editor.", "echo hello")
    settings = {"dictation.hands_free_key": "F7", "dictation.hands_free_pause": "600"}
    with running(sound_card, api_server, display, tmp_path / "home", **settings) as app, editor(display) as note:
        display.do("key", "F7")
        wait_for(lambda: ask(app, "stage") == "recording", "it listens")
        sound_card.speak(sentences(1))
        wait_for(lambda: history(app) == ["For the editor."], "the first words")
        with terminal(display) as shell:
            sound_card.speak(sentences(1))
            wait_for(lambda: shell.text() == "echo hello", "the words in the terminal")
            assert ask(app, "stage") == "recording", "it still listens"
            display.do("key", "F7")
            wait_for(lambda: ask(app, "stage") in ("idle", "inserted"), "the end")
        note.activate()
        assert note.text() == "For the editor."


@pytest.mark.parametrize("by", ["silence", "escape"])
def test_silence_or_escape_ends_it(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path, by: str
) -> None:
    settings = {"dictation.hands_free_silence": "10" if by == "silence" else "0"}
    with running(sound_card, api_server, display, tmp_path / "home", **settings) as app, editor(display) as note:
        begun = subprocess.run(
            [sys.executable, "-m", "voiceapp", "control", "dictate", "hands-free"],
            env=app.environment, capture_output=True, text=True, timeout=EVENT, check=False,
        )  # fmt: skip
        assert begun.returncode == 0, begun.stderr
        wait_for(lambda: ask(app, "stage") == "recording", "it listens")
        if by == "escape":
            display.do("key", "Escape")
            wait_for(lambda: ask(app, "stage") == "idle", "the end")
        else:
            sound_card.speak(silence(11.0, RATE))
            wait_for(lambda: ask(app, "stage") == "ended", "the end")
            display.screenshot(Path("test-out/dictation-hands-free-ended.png"))
        assert note.is_empty()
        assert not history(app)
        assert answers(app)
