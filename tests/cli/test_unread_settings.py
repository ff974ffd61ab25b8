"""Commands tell on standard error that the settings file cannot be read, and keep to the strictest."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.cli.test_speech_commands import run
from tests.server.api import ApiServer

WRONG = b'[engines]\nleaves_machine = "nothin"\n'
NO_TEXT = b'[engines]\nleaves_machine = "nothing" # \xfc\n'


@pytest.mark.parametrize("content", [WRONG, NO_TEXT])
@pytest.mark.parametrize(
    "command",
    [("ask", "Hello"), ("say", "Hello", "-o", "{home}/x.wav"), ("transcribe", "{sound}"), ("dictate", "--file", "{sound}"),
     ("models",), ("key",)],
    ids=lambda command: command[0],
)  # fmt: skip
def test_each_command_says_so_and_asks_nobody(
    api_server: ApiServer, tmp_path: Path, command: tuple[str, ...], content: bytes
) -> None:
    sound = tmp_path / "sound.wav"
    soundfile.write(sound, np.zeros(24_000, np.int16), 24_000)
    (tmp_path / "config").mkdir(mode=0o700)
    (tmp_path / "config" / "settings.toml").write_bytes(content)
    words = [each.format(home=tmp_path, sound=sound) for each in command]
    done = run(tmp_path, *words, api=api_server)
    assert "settings.toml" in done.stderr
    assert "strictest" in done.stderr
    assert api_server.headers == []
