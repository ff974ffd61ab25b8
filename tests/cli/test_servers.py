"""ask, transcribe and say at servers of other hands: an answer, or one true sentence and an end that says so."""

from pathlib import Path

import pytest
import soundfile

from tests.cli.test_speech_commands import run
from tests.rig.models import installed
from tests.rig.speech import recorded
from tests.server.api import ApiServer
from tests.server.quirks import MUSING

OURS = ("--set=chat.model=llama3", "--set=tools.enabled=true")


@pytest.fixture
def sentence(tmp_path: Path) -> Path:
    path = tmp_path / "lobster.wav"
    soundfile.write(path, recorded("lobster", 24_000), 24_000)
    return path


@pytest.mark.parametrize(
    ("quirk", "sentence_", "words"),
    [
        ("chat-memory", "The service had an internal error. Try again in a moment.", "requires more system memory"),
        ("chat-html", "The service sent something unreadable", ""),
        ("chat-reasoning-only", "The model thought about it but said nothing", ""),
        ("chat-tool-as-text", "The model thought about it but said nothing", ""),
        ("chat-dies", "The service stopped midway", "ran out of memory"),
    ],
)
def test_what_is_no_answer_ends_ask_with_a_sentence(
    quirk: str, sentence_: str, words: str, api_server: ApiServer, tmp_path: Path
) -> None:
    api_server.script.quirky(quirk)
    done = run(tmp_path, "ask", "What time is it?", *OURS, api=api_server)
    assert done.returncode == 1
    assert done.stderr.startswith(sentence_)
    assert "trying again" not in done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert (last.startswith("  “") and words in last) if words else not last.startswith("  “")
    assert MUSING not in done.stdout


@pytest.mark.parametrize("quirk", ["chat-thinks", "chat-thinks-unopened", "chat-thinks-channels", "chat-thinks-apart"])
def test_no_thought_is_written(quirk: str, api_server: ApiServer, tmp_path: Path) -> None:
    api_server.script.quirky(quirk).reply("It is noon.")
    done = run(tmp_path, "ask", "What time is it?", *OURS, api=api_server)
    assert (done.returncode, done.stdout) == (0, "It is noon.\n")


@pytest.mark.parametrize(("quirk", "said"), [("stt-html", "something unreadable"), ("stt-405", "offer this")])
def test_a_server_that_was_asked_for_and_hears_nothing_ends_transcribe_with_a_sentence(
    quirk: str, said: str, api_server: ApiServer, tmp_path: Path, sentence: Path
) -> None:
    api_server.script.quirky(quirk)
    done = run(tmp_path, "transcribe", str(sentence), "--engine", "api", api=api_server)
    assert done.returncode == 1
    assert said in done.stderr
    assert "<html>" not in done.stdout


@installed
@pytest.mark.parametrize("quirk", ["stt-html", "stt-405", "stt-500", "stt-not-supported"])
def test_this_machine_writes_down_what_the_server_cannot_and_says_so(
    quirk: str, api_server: ApiServer, tmp_path: Path, sentence: Path
) -> None:
    api_server.script.quirky(quirk)
    done = run(tmp_path, "transcribe", str(sentence), "--set=stt.model=whisper-1", api=api_server)
    assert done.returncode == 0, done.stderr
    assert "lobster" in done.stdout.lower()
    assert "This device transcribes for now." in done.stderr


def test_subtitles_of_a_server_that_knows_no_times(api_server: ApiServer, tmp_path: Path, sentence: Path) -> None:
    api_server.script.quirky("stt-json-only").hear("When is a lobster not a lobster?")
    done = run(tmp_path, "transcribe", str(sentence), "--to", "srt", "--set=stt.model=whisper-1", api=api_server)
    assert done.returncode == 0, done.stderr
    assert "-->" in done.stdout
    assert "When is a lobster not a lobster?" in done.stdout.replace("\n", " ")


def test_a_voice_that_is_none_ends_say_with_a_sentence(api_server: ApiServer, tmp_path: Path) -> None:
    api_server.script.quirky("speech-html")
    done = run(tmp_path, "say", "Hello there.", "-o", str(tmp_path / "said.wav"), api=api_server)
    told = "The service sent no sound"
    assert told in done.stderr
    assert done.returncode == (0 if "for now" in done.stderr else 1)
