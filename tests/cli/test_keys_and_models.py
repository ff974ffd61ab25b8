"""Keys and models in the terminal: what is there is shown, what is refused is said, and no key is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.patience import PROGRAM
from tests.server.api import ApiServer

WRONG = "sk-wrong-0123456789abcdef"


def run(home: Path, *arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    known = {**os.environ, "VOICEAPP_HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    return subprocess.run(
        [sys.executable, "-m", "voiceapp", *arguments],
        env={**known, "OPENAI_API_KEY": "", **environment},
        input=given,
        capture_output=True,
        text=True,
        timeout=PROGRAM,
        check=False,
    )


def test_whether_there_is_a_key_is_told_and_never_which(api_server: ApiServer, tmp_path: Path) -> None:
    none = run(tmp_path, "key", OPENAI_BASE_URL=api_server.base_url)
    assert (none.returncode, "there is no key" in none.stdout) == (3, True)
    there = run(tmp_path, "key", OPENAI_BASE_URL=api_server.base_url, OPENAI_API_KEY=WRONG)
    assert there.returncode == 0
    assert "there is a key" in there.stdout
    assert WRONG not in there.stdout + there.stderr


def test_a_key_that_the_service_refuses_is_not_kept(api_server: ApiServer, tmp_path: Path) -> None:
    done = run(tmp_path, "key", "set", given=f"{WRONG}\n", OPENAI_BASE_URL=api_server.base_url)
    assert done.returncode == 1
    assert "wasn't saved" in done.stderr
    assert WRONG not in done.stdout + done.stderr
    assert run(tmp_path, "key", "set", given="\n", OPENAI_BASE_URL=api_server.base_url).returncode == 1


@pytest.mark.parametrize("word", ["remove", "forget"])
def test_a_key_is_removed_by_the_word_of_the_window_and_by_the_former_one(tmp_path: Path, word: str) -> None:
    done = run(tmp_path, "key", word, "--for", "https://api.example/v1")
    assert (done.returncode, done.stdout) == (0, "There's no key for https://api.example/v1 any more.\n")


def test_a_command_that_there_is_not_has_no_help(tmp_path: Path) -> None:
    for asked in (["nonsense", "--help"], ["--help", "nonsense"], ["nonsense"]):
        done = run(tmp_path, *asked)
        assert (done.returncode, done.stdout) == (2, "")
        assert "no command 'nonsense'" in done.stderr
    whole = run(tmp_path, "--set", "window.scale=1", "--help")
    assert (whole.returncode, whole.stderr) == (0, "")
    assert "save, remove or look for an API key" in whole.stdout
    assert "forget" not in run(tmp_path, "key", "--help").stdout


def test_the_models_are_listed_with_their_place_and_size(tmp_path: Path) -> None:
    models = json.loads(run(tmp_path, "models", "--json").stdout)
    assert [model["part"] for model in models] == ["ears", "brain", "voice"]
    assert all(model["bytes"] or model["problem"] for model in models)


@pytest.mark.parametrize("part", ["ears", "brain", "voice"])
def test_a_file_that_is_no_model_is_refused_and_nothing_changes(tmp_path: Path, part: str) -> None:
    wrong = tmp_path / "wrong.bin"
    wrong.write_bytes(b"no model")
    done = run(tmp_path / "home", "models", "use", part, str(wrong))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "wrong.bin" not in run(tmp_path / "home", "settings", "list").stdout


@pytest.mark.parametrize(("what", "does_it"), [((), "make run LOCAL=1"), (("languages",), "make run LANGUAGES=1")])
def test_in_a_checkout_the_models_are_installed_by_make(tmp_path: Path, what: tuple[str, ...], does_it: str) -> None:
    done = run(tmp_path, "models", "install", *what)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"In a checkout {does_it} does it.\n"


def test_a_model_of_the_list_is_taken_in_used_tried_and_deleted(tmp_path: Path) -> None:
    """Joe's voice is carried by a package that is installed: it comes from there, without a network."""
    home = tmp_path / "home"
    got = run(home, "models", "get", "piper-en-joe", HTTPS_PROXY="http://127.0.0.1:9")
    if got.returncode:  # where no voice is installed
        assert "piper" not in got.stdout
        return
    assert "Joe is here (CC0-1.0)." in got.stdout
    assert (home / "data" / "models" / "piper-en-joe" / "manifest.json").exists()
    assert run(home, "models", "use", "piper-en-joe").returncode == 0
    assert "piper-en-joe" in run(home, "settings", "list").stdout
    exported = run(home, "models", "export", str(tmp_path / "stick"))
    assert exported.stdout.startswith("Exported Joe")
    other = tmp_path / "other"
    assert run(other, "models", "import", str(tmp_path / "stick")).stdout.startswith("Imported Joe")
    assert "piper-en-joe as it should be" in run(other, "models", "check").stdout
    assert run(home, "models", "delete", "piper-en-joe").returncode == 0
    assert not (home / "data" / "models" / "piper-en-joe").exists()
    assert "piper-en-joe" not in run(home, "settings", "list").stdout


def test_what_comes_by_itself_and_was_deleted_does_not_come_again(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "models" / "whisper-base"
    folder.mkdir(parents=True)
    (folder / "model.bin.part").write_bytes(b"begun")
    assert run(tmp_path, "models", "delete", "whisper-base").returncode == 0
    assert not folder.exists()
    assert run(tmp_path, "settings", "get", "local.fetch_models").stdout.strip().endswith("asked")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("get", "nothing"), 1, "There's no model nothing in the catalogue."),
        (("use", "whisper-small"), 1, "Whisper small isn't on this device."),
        (("use", "multilingual-e5-small"), 1, "isn't on this device"),
        (("try", "kokoro"), 1, "Kokoro has no sample. Get it to hear it"),
        (("get",), 2, "voiceapp models get ID"),
        (("export",), 2, "voiceapp models export FOLDER"),
        (("get", "brain"), 2, "voiceapp models get ID"),
        (("import", "/nowhere"), 1, "There's no model in that folder"),
        (("export", "/dev/null/x"), 1, "Couldn't save the file"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(tmp_path: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = run(tmp_path, "models", *arguments)
    assert done.returncode == code
    assert told in done.stdout + done.stderr
    assert (done.stdout + done.stderr).count("\n") == 1


def test_the_list_says_what_there_is_and_what_it_would_bring(tmp_path: Path) -> None:
    listed = run(tmp_path, "models").stdout
    assert "qwen2.5-coder-1.5b" in listed
    assert "Speaks German, with a man's voice." in listed
    assert "Speaks English, with 28 voices." in listed
    assert "No model is in memory, because voiceapp isn't open." in listed
    assert run(tmp_path, "models", "memory").stdout == "No model is in memory, because voiceapp isn't open.\n"
