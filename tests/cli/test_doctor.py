"""`voiceapp doctor` looks at everything, says it in a form that can be pasted, and tells no secret."""

import json
import re
import socket
from pathlib import Path

import pytest

from tests.cli.test_sound_output import run
from tests.rig.patience import PROGRAM
from tests.rig.signals import noise
from tests.rig.soundcard import RATE, SoundCard
from tests.server.api import KEY, ApiServer
from voiceapp.cli.exit_codes import FAILED, OK


def findings(said: str) -> dict[str, tuple[str, str]]:
    return {row["name"]: (row["state"], row["sentence"]) for row in json.loads(said)}


def test_all_is_well(sound_card: SoundCard, api_server: ApiServer, tmp_path: Path) -> None:
    feed = sound_card.feed(noise(PROGRAM, RATE, level=0.01))
    try:
        code, said = run(tmp_path / "home", "doctor", "--json", OPENAI_BASE_URL=api_server.base_url, OPENAI_API_KEY=KEY)
    finally:
        feed.stop()
    assert KEY not in said
    assert code == OK, said
    found = findings(said)
    for name in (
        "microphone",
        "speaker",
        "hearing",
        "network",
        "key",
        "service",
        "folders",
        "settings",
        "turns",
        "wake word",
    ):
        assert found[name][0] == "ok", (name, found[name])
    assert "accepts the key" in found["service"][1]
    assert " dB" in found["hearing"][1]


def test_a_wrong_key_is_told_from_a_dead_network(api_server: ApiServer, tmp_path: Path) -> None:
    wrong = "sk-wrong-" + "0" * 40
    code, said = run(tmp_path / "home", "doctor", "--json", OPENAI_BASE_URL=api_server.base_url, OPENAI_API_KEY=wrong)
    assert code == FAILED
    assert wrong not in said
    found = findings(said)
    assert found["network"][0] == "ok"
    assert found["service"][0] == "fail"
    assert "key" in found["service"][1]
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}/v1"
        code, said = run(tmp_path / "home", "doctor", "--json", OPENAI_BASE_URL=address, OPENAI_API_KEY=KEY)
    found = findings(said)
    assert found["network"][0] == "warn"
    assert "can't be reached" in found["network"][1]


@pytest.mark.parametrize("quirk", ["models-404", "models-html"])
def test_a_server_that_lists_no_models_is_none_the_worse(api_server: ApiServer, tmp_path: Path, quirk: str) -> None:
    """Its talk works."""
    api_server.script.quirky(quirk)
    _, said = run(tmp_path / "home", "doctor", "--json", OPENAI_BASE_URL=api_server.base_url, OPENAI_API_KEY=KEY)
    state, sentence = findings(said)["service"]
    assert state == "ok"
    assert "lists no models" in sentence or quirk == "models-html"


@pytest.mark.parametrize("words", [("doctor", "--offline"), ("doctor", "--offline", "--json")])
def test_offline_it_asks_nobody(tmp_path: Path, words: tuple[str, ...]) -> None:
    _, said = run(tmp_path / "home", *words, OPENAI_API_KEY=KEY, HOME=str(tmp_path))
    assert KEY not in said
    assert str(tmp_path) not in said, "nor does it say whose machine it is"
    assert "microphone" in said
    assert "network" not in said.replace("Network", "")
    assert re.search(r'turns("|  )', said) is None, "nor does it start a model"


def test_a_setting_holds_for_this_time(tmp_path: Path) -> None:
    words = ("doctor", "--offline", "--json", "--set")
    _, said = run(tmp_path / "home", *words, "engines.leaves_machine=nothing", OPENAI_API_KEY=KEY)
    assert findings(said)["key"] == ("ok", "no server is used: all is done here")
    code, said = run(tmp_path / "home", *words, "engines.nothing=1")
    assert (code, "engines.nothing" in said) == (2, True)
