"""transcribe, say and ask: the engines in the terminal, on this machine and over the API."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.rig.models import installed
from tests.rig.patience import PROGRAM
from tests.rig.signals import silence
from tests.rig.soundcard import SoundCard
from tests.rig.speech import recorded
from tests.rig.transcribe import transcribe, words_in_common
from tests.server.api import KEY, ApiServer
from voiceapp.storage.ledger import Ledger, LedgerLine

RATE = 24_000


def run(
    home: Path, *arguments: str, api: ApiServer | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    reach = {"OPENAI_BASE_URL": api.base_url, "OPENAI_API_KEY": KEY} if api else {"OPENAI_API_KEY": ""}
    known = {**os.environ, "VOICEAPP_HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    return subprocess.run(
        [sys.executable, "-m", "voiceapp", *arguments],
        env={**known, **reach, **environment},
        capture_output=True,
        text=True,
        timeout=PROGRAM,
        check=False,
    )


@pytest.fixture
def two_sentences(tmp_path: Path) -> Path:
    """Half a minute of stereo at another rate: two sentences with a long silence between them."""
    path = tmp_path / "talk.ogg"
    sound = np.concatenate([recorded("lobster", 44_100), silence(8.0, 44_100), recorded("modern", 44_100)])
    soundfile.write(path, np.stack([sound, sound], axis=1), 44_100)
    return path


@installed
def test_a_recording_becomes_text_and_subtitles_on_this_machine(two_sentences: Path, tmp_path: Path) -> None:
    words = run(tmp_path / "home", "transcribe", str(two_sentences))
    assert words.returncode == 0, words.stderr
    first, last = words.stdout.splitlines()[0], words.stdout.splitlines()[-1]
    assert "lobster" in first.lower()
    assert "modern" in last.lower()
    folder = tmp_path / "out"
    written = run(tmp_path / "home", "transcribe", str(two_sentences), "--to", "srt", "-o", str(folder))
    assert written.stdout.strip() == str(folder / "talk.srt")
    times = [line for line in (folder / "talk.srt").read_text(encoding="utf-8").splitlines() if "-->" in line]
    assert times[0].startswith("00:00:0")
    assert "00:00:12" <= times[-1] < "00:00:15", f"the second sentence is where it is said: {times}"


def test_the_api_transcribes_where_there_is_a_key(api_server: ApiServer, two_sentences: Path, tmp_path: Path) -> None:
    api_server.script.hear("First sentence.", "Second one.")
    done = run(
        tmp_path / "home", "transcribe", str(two_sentences), "--to", "json", "--set=stt.model=whisper-1", api=api_server
    )
    assert done.returncode == 0, done.stderr
    (talk,) = json.loads(done.stdout)["talks"]
    # Two pieces go at once: which of them the server hears first is chance.
    assert sorted(item["text"] for item in talk["items"]) == ["First sentence.", "Second one."]
    assert talk["kind"] == "transcription"


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    text = tmp_path / "no-sound.wav"
    text.write_text("this is no sound", encoding="utf-8")
    for path in (text, tmp_path / "missing.wav"):
        done = run(tmp_path / "home", "transcribe", str(path))
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert "Traceback" not in done.stderr


def test_silence_has_an_exit_code_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "silence.wav"
    soundfile.write(path, np.zeros(RATE * 3, np.int16), RATE)
    assert run(tmp_path / "home", "transcribe", str(path), "--engine", "local").returncode == 3


@installed
def test_a_text_is_spoken_into_a_file(tmp_path: Path) -> None:
    path = tmp_path / "said.flac"
    # The voice never speaks twice alike: of a short sentence the recogniser loses too much one time in five.
    text = "The weather is sunny today, with a light wind from the south."
    done = run(tmp_path / "home", "say", text, "-o", str(path))
    assert done.returncode == 0, done.stderr
    samples, rate = soundfile.read(path, dtype="int16")
    assert words_in_common(text, transcribe(samples, int(rate))) > 0.8
    assert list(tmp_path.glob(".*part*")) == []


def test_a_text_is_spoken_aloud(api_server: ApiServer, sound_card: SoundCard, tmp_path: Path) -> None:
    with sound_card.recording() as recording:
        done = run(
            tmp_path / "home", "say", "Good morning.", "--set=sound.output_device=speaker",
            "--set=tts.model=tts-1", api=api_server, **sound_card.environment,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        recording.wait_for(lambda samples: bool((np.abs(samples) > 1000).any()))


def test_a_question_is_answered_in_writing(api_server: ApiServer, tmp_path: Path) -> None:
    api_server.script.reply("It is noon.")
    done = run(tmp_path / "home", "ask", "What", "time", "is", "it?", api=api_server)
    assert (done.returncode, done.stdout) == (0, "It is noon.\n")


@installed
def test_without_a_key_sums_are_still_right(tmp_path: Path) -> None:
    done = run(tmp_path / "home", "ask", "What is twelve times twelve?")
    assert (done.returncode, done.stdout) == (0, "That is 144.\n")


def test_a_refused_key_is_one_sentence(api_server: ApiServer, tmp_path: Path) -> None:
    done = run(tmp_path / "home", "ask", "Hello?", api=api_server, OPENAI_API_KEY="sk-wrong-0123456789abcdef")
    assert done.returncode == 1
    sentence, quote = done.stderr.splitlines()
    assert sentence.startswith("The service refused the key")
    assert quote == "  “Incorrect API key provided.”", "and what the service says itself"
    assert "sk-wrong" not in done.stdout + done.stderr


def test_a_server_translates_with_the_model_that_it_has_for_it(
    api_server: ApiServer, two_sentences: Path, tmp_path: Path
) -> None:
    api_server.script.hear("In English.", "In English.")
    done = run(tmp_path / "home", "transcribe", str(two_sentences), "--translate", api=api_server)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "In English.\nIn English.\n"
    assert {each.body["model"] for each in api_server.log.received("/v1/audio/translations")} == {"whisper-1"}
    refused = run(tmp_path / "home", "transcribe", str(two_sentences), "--translate")
    assert refused.returncode == 1
    assert "needs a server or your own language model" in refused.stderr


def test_a_server_that_translates_no_sound_is_asked_to_translate_the_words(
    api_server: ApiServer, two_sentences: Path, tmp_path: Path
) -> None:
    api_server.script.refuse = {"status": 404, "times": 9, "paths": ("/audio/translations",)}
    api_server.script.hear("Auf Deutsch.", "Auf Deutsch.").reply("In English.").reply("In English.")
    done = run(tmp_path / "home", "transcribe", str(two_sentences), "--translate", api=api_server)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "In English.\nIn English.\n"
    sent = api_server.log.received("/v1/chat/completions")
    assert all("Auf Deutsch." in str(each.body["messages"]) for each in sent)


def _spent(home: Path) -> list[LedgerLine]:
    return Ledger(home / "data" / "spent").since("2000-01-01")


@pytest.mark.parametrize("command", ["ask", "say", "transcribe"])
def test_what_a_command_is_billed_is_written_down(
    api_server: ApiServer, two_sentences: Path, tmp_path: Path, command: str
) -> None:
    home = tmp_path / "home"
    more = {"ask": ("Hello?",), "say": ("Hello.", "-o", str(tmp_path / "x.wav")), "transcribe": (str(two_sentences),)}
    api_server.script.hear("One.", "Two.").reply("Fine.")
    done = run(home, command, *more[command], api=api_server)
    assert done.returncode == 0, done.stderr
    assert _spent(home), "nothing is known of what this cost"
    assert {line.day for line in _spent(home)} == {time.strftime("%Y-%m-%d")}


@pytest.mark.parametrize("command", ["ask", "say", "transcribe"])
def test_a_command_keeps_to_the_budget_of_all(
    api_server: ApiServer, two_sentences: Path, tmp_path: Path, command: str
) -> None:
    home = tmp_path / "home"
    Ledger(home / "data" / "spent").add([LedgerLine(time.strftime("%Y-%m-%d"), "gpt-realtime-2.1", 2.0)])
    more = {"ask": ("Hello?",), "say": ("Hello.", "-o", str(tmp_path / "x.wav")), "transcribe": (str(two_sentences),)}
    done = run(home, command, *more[command], "--set=budget.per_day=1", api=api_server)
    assert "Today's budget is spent" in done.stderr
    assert api_server.headers == []


AS_A_SERVICE = """
import sys
import voiceapp.engines.realtime.connect
import voiceapp.openai.http
from voiceapp.__main__ import main
from voiceapp.providers import OPENAI
from voiceapp.settings import proxies
from voiceapp.settings.endpoints import Origin

object.__setattr__(OPENAI, "hosts", (*OPENAI.hosts, "127.0.0.1"))
Origin.is_loopback = property(lambda origin: False)
for module in (proxies, voiceapp.openai.http, voiceapp.engines.realtime.connect):
    module.is_private = lambda _: False
sys.exit(main())
"""
"""Bills the server on loopback as OpenAI's own would be."""
MODELS = (
    "--set=engines.allow_plain=on",
    "--set=stt.model=gpt-transcribe",
    "--set=chat.model=gpt-6-luna",
    "--set=tts.model=gpt-4o-mini-tts",
)


def billed(home: Path, api: ApiServer, *arguments: str) -> subprocess.Popen[str]:
    known = {**os.environ, "VOICEAPP_HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    return subprocess.Popen(
        [sys.executable, "-c", AS_A_SERVICE, *arguments, *MODELS],
        env={**known, "OPENAI_BASE_URL": api.base_url, "OPENAI_API_KEY": KEY},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_commands_at_once_write_what_each_costs_into_one_ledger(
    api_server: ApiServer, two_sentences: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    api_server.script.hear("One.", "Two.").reply("Fine.")
    running = [
        billed(home, api_server, "ask", "Hello?"),
        billed(home, api_server, "say", "Hello.", "-o", str(tmp_path / "x.wav")),
        billed(home, api_server, "transcribe", str(two_sentences)),
    ]
    for each in running:
        _, complaint = each.communicate(timeout=PROGRAM)
        assert each.returncode == 0, complaint
    lines = _spent(home)
    assert {line.model for line in lines} == {"gpt-6-luna", "gpt-4o-mini-tts", "gpt-transcribe"}
    assert all((line.usd or 0.0) > 0.0 for line in lines), lines
    assert sum(line.model == "gpt-transcribe" for line in lines) == 2
    (file,) = (home / "data" / "spent").iterdir()
    assert len(file.read_text(encoding="utf-8").splitlines()) == len(lines), "a line is not whole"


def test_a_dictation_by_the_service_is_written_down(api_server: ApiServer, two_sentences: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    api_server.script.hear("One.", "Two.")
    dictation = billed(home, api_server, "dictate", "--file", str(two_sentences), "--set=dictation.transcriber=api")
    words, complaint = dictation.communicate(timeout=PROGRAM)
    assert dictation.returncode == 0, complaint
    assert "One" in words
    assert [(line.model, (line.usd or 0.0) > 0.0) for line in _spent(home)] == [("gpt-transcribe", True)] * 2


def test_a_search_by_meaning_at_a_service_is_written_down(api_server: ApiServer, tmp_path: Path) -> None:
    home = tmp_path / "home"
    search = billed(home, api_server, "history", "--meaning", "tea", "--set=history.meaning=service")
    search.communicate(timeout=PROGRAM)
    (line,) = _spent(home)
    assert line.model == "text-embedding-3-small"
    assert line.usd


def test_what_only_a_service_may_transcribe_is_refused_once_the_budget_is_spent(
    api_server: ApiServer, two_sentences: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    Ledger(home / "data" / "spent").add([LedgerLine(time.strftime("%Y-%m-%d"), "gpt-realtime-2.1", 2.0)])
    done = run(
        home, "transcribe", str(two_sentences), "--engine", "api", "--set=budget.per_day=1", api=api_server
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "The budget is spent, so nothing was sent." in done.stderr
    assert api_server.headers == []
