"""Keys that a command prints: run as it is written, asked again before they end, kept nowhere."""

import logging
import os
import shlex
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from tests.rig.token_program import Program
from voiceapp.core.key_source import KeySource
from voiceapp.settings import token_commands
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.key_commands import commands_of
from voiceapp.settings.model import SettingError, Settings
from voiceapp.settings.redaction import redact
from voiceapp.settings.secrets import KeyRing, Secret
from voiceapp.settings.token_commands import TokenError, TokenKeeper, printed_token

SERVER = "https://me.openai.azure.com"
ORIGIN = Origin.of(SERVER)
HOME = {
    "PATH": os.environ["PATH"],
    "HOME": "/nowhere",
    "AZURE_CONFIG_DIR": "/nowhere",
    "OPENAI_API_KEY": "sk-ours-0123456",
}


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


class Clock:
    def __init__(self) -> None:
        self.at = 1_000_000.0

    def __call__(self) -> float:
        return self.at


def keeper(program: Program, clock: Callable[[], float]) -> TokenKeeper:
    kept = TokenKeeper(HOME, clock)
    kept.commands = lambda: {ORIGIN: program.command}
    return kept


def failure_of(program: Program) -> str:
    with pytest.raises(TokenError) as told:
        printed_token(program.command, HOME, SERVER)
    return str(told.value.sentence)


# --- running it


def test_it_runs_without_a_shell_and_without_our_keys(program: Program) -> None:
    program.says('echo "$2|$HOME|$AZURE_CONFIG_DIR|$OPENAI_API_KEY|" | tr " " _')
    assert printed_token(program.command, HOME, SERVER).value == "a_b|/nowhere|/nowhere||"


def test_it_reads_nothing_of_ours_and_has_a_process_group_of_its_own(program: Program) -> None:
    program.says("cat; ps -o pgid= -p $$ | tr -d ' '")
    assert printed_token(program.command, HOME, SERVER).value != str(os.getpgrp())


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("echo 'Please run az login.' >&2; exit 1", "gave none. It says: Please run az login."),
        ("echo half-a-token-1234; echo 'no half-a-token-1234' >&2; exit 3", "gave none. It says: no …"),
        ("printf 'red \\033[31mand\\n next sk-abcdefghijklmnop' >&2; exit 1", "It says: red [31mand next [secret]"),
        ("exit 7", "failed (code 7). Try it in a terminal."),
        ("echo two words", "printed no key. Try it in a terminal."),
        ("true", "printed no key. Try it in a terminal."),
    ],
)
def test_what_went_wrong_is_a_sentence_with_what_the_command_said(program: Program, body: str, said: str) -> None:
    told = failure_of(program.says(body))
    assert told.endswith(said)
    assert "half-a-token" not in told
    assert SERVER in told


def test_a_long_complaint_is_cut(program: Program) -> None:
    told = failure_of(program.says("yes complaint | head -c 100000 >&2; exit 1"))
    assert len(told) < 500
    assert told.endswith("…")


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TokenError, match="comes from nothing-here, which can't be started"):
        printed_token((str(tmp_path / "nothing-here"),), HOME, SERVER)


@pytest.mark.parametrize(
    "body", ["sleep 600", "yes", "(sleep 600 & echo $! > {pid}); sleep 600", "sleep 600 & echo token"]
)
def test_one_that_hangs_is_ended_with_all_that_it_started(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    monkeypatch.setattr(token_commands, "PATIENCE", 1.0)
    program.says(body.format(pid=tmp_path / "pid"))
    if body.endswith("echo token"):
        assert printed_token(program.command, HOME, SERVER).value == "token", "what it leaves behind holds nobody up"
        return
    assert failure_of(program).endswith("took too long. Try it in a terminal.")
    if (tmp_path / "pid").exists():
        pid = int((tmp_path / "pid").read_text())
        state = Path(f"/proc/{pid}/stat")
        assert not state.exists() or state.read_text().split()[2] == "Z"


def test_neither_the_token_nor_the_output_is_logged(program: Program, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    printed_token(program.prints("secret-of-the-gateway").command, HOME, SERVER)
    assert "secret-of-the-gateway" not in caplog.text
    assert "secret-of-the-gateway" not in redact("it was secret-of-the-gateway")


# --- keeping it


def test_it_runs_once_for_as_long_as_the_token_lasts(program: Program) -> None:
    clock = Clock()
    kept = keeper(program.prints("first", 3600), clock)
    assert kept.known(ORIGIN) is None
    assert not kept.is_settled(ORIGIN)
    kept.learn([ORIGIN])
    kept.learn([ORIGIN])
    clock.at += 3200
    assert kept.known(ORIGIN) == "first"
    assert program.runs == 1


def test_another_is_fetched_beside_while_the_old_one_still_serves(program: Program) -> None:
    clock = Clock()
    kept = keeper(program.prints("first", 3600), clock)
    kept.learn([ORIGIN])
    program.prints("second", 3600)
    clock.at += 3400
    assert kept.known(ORIGIN) == "first", "nobody waits for it"
    assert kept.is_settled(ORIGIN)
    until(lambda: kept.known(ORIGIN) == "second")
    assert program.runs == 2


def test_one_that_has_ended_is_waited_for(program: Program) -> None:
    clock = Clock()
    kept = keeper(program.prints("first", 3600), clock)
    kept.learn([ORIGIN])
    program.prints("second", 3600)
    clock.at += 3590
    assert kept.known(ORIGIN) is None
    kept.learn([ORIGIN])
    assert kept.known(ORIGIN) == "second"


def test_the_old_one_serves_on_where_no_other_comes(program: Program) -> None:
    clock = Clock()
    kept = keeper(program.prints("first", 3600), clock)
    kept.learn([ORIGIN])
    program.says("echo down >&2; exit 1")
    clock.at += 3400
    assert kept.known(ORIGIN) == "first"
    until(lambda: kept.known(ORIGIN) == "first" and program.runs == 2 and kept._kept[ORIGIN].run is None)
    assert kept.known(ORIGIN) == "first"
    assert kept.trouble(ORIGIN) is None
    clock.at += 190
    kept.learn([ORIGIN])
    assert kept.known(ORIGIN) is None
    assert "down" in str(kept.trouble(ORIGIN))


def test_a_failure_is_not_repeated_at_once(program: Program) -> None:
    clock = Clock()
    kept = keeper(program.says("exit 1"), clock)
    kept.learn([ORIGIN])
    kept.learn([ORIGIN])
    assert program.runs == 1
    clock.at += token_commands.AFTER_FAILURE
    kept.learn([ORIGIN])
    assert program.runs == 2


def test_a_refused_token_is_asked_for_anew_and_another_one_is_not(program: Program) -> None:
    kept = keeper(program.prints("first", 3600), Clock())
    kept.learn([ORIGIN])
    kept.refuse(ORIGIN, "one of long ago")
    assert kept.known(ORIGIN) == "first"
    kept.refuse(ORIGIN, "first")
    assert kept.known(ORIGIN) is None
    program.prints("second")
    kept.learn([ORIGIN])
    assert kept.known(ORIGIN) == "second"


def test_another_command_has_another_token(program: Program, tmp_path: Path) -> None:
    kept = keeper(program.prints("first", 3600), Clock())
    kept.learn([ORIGIN])
    kept.commands = lambda: {ORIGIN: (sys.executable, "-c", "print('other')")}
    assert kept.known(ORIGIN) is None
    kept.learn([ORIGIN])
    assert kept.known(ORIGIN) == "other"
    kept.commands = dict
    assert kept.known(ORIGIN) is None
    assert kept.trouble(ORIGIN) is None


def test_many_who_wait_share_one_run(program: Program, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    kept = keeper(program.says(f"cat {shlex.quote(str(gate))} > /dev/null; echo shared"), Clock())
    waiting = [threading.Thread(target=kept.learn, args=([ORIGIN],)) for _ in range(4)]
    for each in waiting:
        each.start()
    until(lambda: program.runs == 1)
    gate.write_text("")
    for each in waiting:
        each.join(EVENT)
    assert kept.known(ORIGIN) == "shared"
    assert program.runs == 1


# --- in the key ring


class Vault:
    def get_password(self, service: str, username: str) -> str | None:
        return "sk-from-the-keyring-01234"

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("a token is kept nowhere")

    def delete_password(self, service: str, username: str) -> None: ...


def ring_with(program: Program) -> KeyRing:
    ring = KeyRing(HOME, Vault)
    ring.tokens.commands = lambda: {ORIGIN: program.command}
    return ring


def test_the_command_comes_before_every_other_key_for_its_server_alone(program: Program) -> None:
    ring = ring_with(program.prints("token-of-azure"))
    found = ring.find(f"{SERVER}/openai/v1")
    assert found is not None
    assert found.source is KeySource.COMMAND
    assert found.key.is_token
    assert found.key.reveal_for(SERVER) == "token-of-azure"
    assert "token-of-azure" not in repr(found)
    other = ring.find("https://other.example")
    assert other is not None
    assert not other.key.is_token


def test_where_the_command_fails_no_other_key_is_sent(program: Program) -> None:
    ring = ring_with(program.says("echo 'not signed in' >&2; exit 1"))
    assert ring.find(SERVER) is None
    assert not ring.lacks(SERVER), "so that the reason is told where the key is needed"
    assert "not signed in" in str(ring.command_trouble(SERVER))


def test_only_a_token_can_be_asked_for_anew(program: Program) -> None:
    ring = ring_with(program.prints("first"))
    found = ring.find(SERVER)
    assert found is not None
    assert ring.refuse(found.key)
    assert not ring.knows(SERVER)
    assert not ring.refuse(Secret("sk-other", ORIGIN))


# --- the setting


def test_the_setting_says_what_an_entry_must_be() -> None:
    command = "az account get-access-token --resource 'https://x y'"
    settings = Settings().with_value(f"engines.key_commands.{SERVER}", command)
    assert commands_of(lambda: settings)() == {
        ORIGIN: ("az", "account", "get-access-token", "--resource", "https://x y")
    }
    for server, text in ((SERVER, "az 'open"), (SERVER, "  "), ("ftp://x", "az"), (SERVER, "two\nlines")):
        with pytest.raises(SettingError):
            Settings().with_value("engines.key_commands", {server: text})


def until(done: Callable[[], bool]) -> None:
    """Looks again and again, with a bound."""
    again = threading.Event()
    for _ in range(int(EVENT / 0.02)):
        if done():
            return
        again.wait(0.02)
    raise AssertionError("it never came")
