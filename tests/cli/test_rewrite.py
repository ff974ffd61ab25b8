"""A text is rewritten in the terminal, as one says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.patience import PROGRAM
from tests.server.api import KEY, ApiServer
from voiceapp.core.dictation.rewrite_prompt import LONGEST


def run(home: Path, *arguments: str, told: str, api: ApiServer | None = None) -> subprocess.CompletedProcess[str]:
    reach = {"OPENAI_BASE_URL": api.base_url, "OPENAI_API_KEY": KEY} if api else {"OPENAI_API_KEY": ""}
    known = {**os.environ, "VOICEAPP_HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    return subprocess.run(
        [sys.executable, "-m", "voiceapp", "rewrite", *arguments],
        env={**known, **reach}, input=told, capture_output=True, text=True, timeout=PROGRAM, check=False,
    )  # fmt: skip


def test_what_is_piped_in_comes_out_rewritten(api_server: ApiServer, tmp_path: Path) -> None:
    api_server.script.reply("- bread\n- milk")
    done = run(tmp_path / "home", "as", "a", "list", api=api_server, told="Bread and milk.\n")
    assert (done.returncode, done.stdout) == (0, "- bread\n- milk\n")
    (asked,) = api_server.log.received("/v1/chat/completions")
    messages = json.dumps(asked.body)
    assert "<text>\\nBread and milk.\\n</text>" in messages
    assert "The person asks: as a list" in messages


@pytest.mark.parametrize("own", [True, False])
def test_a_text_is_continued_by_ones_own_base_model_or_else_by_the_chat(
    api_server: ApiServer, tmp_path: Path, own: bool
) -> None:
    api_server.script.models.add("base")
    api_server.script.reply("rose late.")
    chosen = ["--set", f"drafts.base_url={api_server.base_url}", "--set", "drafts.model=base"] if own else []
    done = run(tmp_path / "home", "continue", "this", *chosen, api=api_server, told="The sun\n")
    assert (done.returncode, done.stdout) == (0, "The sun rose late.\n")
    assert len(api_server.log.received("/v1/completions")) == own
    assert len(api_server.log.received("/v1/chat/completions")) == (not own)


@pytest.mark.parametrize(("text", "why"), [(" \n", "nothing to rewrite"), ("x" * (LONGEST + 1), "too long")])
def test_nothing_and_too_much_are_said_and_ask_nobody(
    api_server: ApiServer, tmp_path: Path, text: str, why: str
) -> None:
    done = run(tmp_path / "home", "shorter", api=api_server, told=text)
    assert done.returncode == 2
    assert why in done.stderr
    assert api_server.log.received("/v1/chat/completions") == []


def test_an_empty_answer_is_no_text(api_server: ApiServer, tmp_path: Path) -> None:
    api_server.script.reply(" ")
    done = run(tmp_path / "home", "shorter", api=api_server, told="Bread.")
    assert (done.returncode, done.stdout) == (1, "")
    assert "wrote nothing" in done.stderr


def test_the_smallest_model_of_this_device_is_not_asked(tmp_path: Path) -> None:
    done = run(tmp_path / "home", "shorter", "--engine", "local", told="Bread.")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Choose a larger one in Settings > Local models." in done.stderr
