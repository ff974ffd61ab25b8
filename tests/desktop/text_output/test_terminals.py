"""What is seen of the prompts in terminals: real pseudo terminals, real tmux, and programs that hand on what is typed."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.desktop.text_output.programs import wait_for
from tests.rig.patience import EVENT
from tests.rig.soundcard import RigError
from voiceapp.core.dictation.messages import TextTarget
from voiceapp.desktop.text_output.cursor_context import CursorContext
from voiceapp.desktop.text_output.field_kinds import place
from voiceapp.desktop.text_output.terminals import Prompt, prompt_of

READY = "echo ready;"
TERMINAL = """
import os, pty, sys
def read(descriptor):
    data = os.read(descriptor, 1024)
    if b"ready" in data:
        open(sys.argv[1], "w").close()
    return data
pty.spawn(["sh", "-c", sys.argv[2]], read)
"""
"""A terminal as the system sees it: a process with the one side, a child with the other."""


@contextmanager
def terminal(folder: Path, command: str) -> Iterator[int]:
    """Its process, once what runs in it has said that it is ready."""
    sign = folder / "ready"
    sign.unlink(missing_ok=True)
    with subprocess.Popen(
        [sys.executable, "-c", TERMINAL, str(sign), command],
        env={**os.environ, "TERM": "xterm", "PATH": f"{folder}:{os.environ['PATH']}"},
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            wait_for(sign.exists, "the program in the terminal")
            yield process.pid
        finally:
            process.kill()


def relay(folder: Path, name: str) -> None:
    """A program of that name that hands on every key, as far as the terminal is concerned."""
    script = folder / name
    script.write_text("#!/bin/sh\nstty raw -echo\necho ready\nsleep 300\n")
    script.chmod(0o700)


def shows(pid: int, prompt: Prompt) -> bool:
    return wait_for(lambda: prompt_of(pid) is prompt, f"{prompt.name}, but {prompt_of(pid).name}")


@pytest.mark.parametrize(
    ("command", "prompt"),
    [
        (f"{READY} cat", Prompt.NONE),
        (f"stty -echo; {READY} cat", Prompt.PASSWORD),
        (f"stty raw -echo; {READY} cat", Prompt.NONE),
    ],
)
def test_a_password_prompt_is_told_from_lines_and_from_programs_that_fill_the_screen(
    tmp_path: Path, command: str, prompt: Prompt
) -> None:
    with terminal(tmp_path, command) as pid:
        assert shows(pid, prompt)


@pytest.mark.parametrize("name", ["ssh", "mosh-client", "sudo", "docker", "screen"])
def test_what_shows_another_machine_or_account_cannot_be_seen(tmp_path: Path, name: str) -> None:
    relay(tmp_path, name)
    with terminal(tmp_path, name) as pid:
        assert shows(pid, Prompt.UNSEEN)


def test_stars_for_letters_are_a_password_prompt(tmp_path: Path) -> None:
    relay(tmp_path, "systemd-ask-password")
    with terminal(tmp_path, "systemd-ask-password") as pid:
        assert shows(pid, Prompt.PASSWORD)


def test_ssh_that_asks_itself_is_seen(tmp_path: Path) -> None:
    (tmp_path / "ssh").write_text("#!/bin/sh\nstty -echo\necho ready\nhead -n 1\n")
    (tmp_path / "ssh").chmod(0o700)
    with terminal(tmp_path, "ssh") as pid:
        assert shows(pid, Prompt.PASSWORD)


def test_of_a_terminal_without_programs_nothing_is_known() -> None:
    assert prompt_of(0) is Prompt.UNSEEN
    with subprocess.Popen(["sleep", "300"]) as alone:
        assert prompt_of(alone.pid) is Prompt.UNSEEN
        alone.kill()


# --- tmux


class Tmux:
    def __init__(self, folder: Path, name: str = "outer") -> None:
        if not shutil.which("tmux"):
            raise RigError("tmux is not installed: `make test` installs it.")
        self.socket = folder / name

    def session(self, command: str) -> str:
        return f"exec tmux -S {self.socket} -f /dev/null new-session {shlex.quote(command)}"

    def do(self, *words: str) -> bytes:
        command = ["tmux", "-S", str(self.socket), *words]
        return subprocess.run(command, check=True, capture_output=True, timeout=EVENT).stdout


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    it = Tmux(tmp_path)
    yield it
    subprocess.run(["tmux", "-S", str(it.socket), "kill-server"], check=False, capture_output=True, timeout=EVENT)


def test_under_tmux_the_pane_that_has_the_keyboard_counts(tmp_path: Path, tmux: Tmux) -> None:
    with terminal(tmp_path, tmux.session("stty -echo; echo ready; cat")) as pid:
        assert shows(pid, Prompt.PASSWORD)
        tmux.do("new-window", "cat")
        assert shows(pid, Prompt.NONE)
        tmux.do("last-window")
        assert shows(pid, Prompt.PASSWORD)


def test_under_tmux_a_pane_that_shows_another_machine_cannot_be_seen(tmp_path: Path, tmux: Tmux) -> None:
    relay(tmp_path, "ssh")
    with terminal(tmp_path, tmux.session("ssh")) as pid:
        assert shows(pid, Prompt.UNSEEN)
        tmux.do("split-window", "cat")
        assert shows(pid, Prompt.NONE)


def test_under_tmux_a_prompt_in_a_popup_is_seen(tmp_path: Path, tmux: Tmux) -> None:
    with terminal(tmp_path, tmux.session("echo ready; cat")) as pid:
        assert shows(pid, Prompt.NONE)
        popup = ["tmux", "-S", str(tmux.socket), "display-popup", "-E", "stty -echo; cat"]
        with subprocess.Popen(popup, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL):
            assert shows(pid, Prompt.PASSWORD)
            tmux.do("kill-server")


def test_tmux_in_tmux_is_looked_through(tmp_path: Path, tmux: Tmux) -> None:
    inner = Tmux(tmp_path, "inner")
    with terminal(tmp_path, tmux.session(f"TMUX= {inner.session('stty -echo; echo ready; cat')}")) as pid:
        try:
            assert shows(pid, Prompt.PASSWORD)
        finally:
            inner.do("kill-server")


def test_a_tmux_that_does_not_answer_is_not_trusted(tmp_path: Path, tmux: Tmux) -> None:
    with terminal(tmp_path, tmux.session("echo ready; cat")) as pid:
        assert shows(pid, Prompt.NONE)
        server = int(tmux.do("display-message", "-p", "#{pid}"))
        os.kill(server, signal.SIGSTOP)
        try:
            assert shows(pid, Prompt.UNSEEN)
        finally:
            os.kill(server, signal.SIGCONT)
        assert shows(pid, Prompt.NONE)


# --- places


def test_only_terminals_are_looked_into(tmp_path: Path) -> None:
    with terminal(tmp_path, f"stty -echo; {READY} cat") as pid:
        assert replace(place("7", "editor", pid), process="") == TextTarget("7", "editor")
        assert replace(place("7", "xterm", pid), process="") == TextTarget("7", "xterm", secret=True, terminal=True)
        assert place("7", "builder", pid, CursorContext(terminal=True)).secret
    assert place("7", "kitty", 0) == TextTarget("7", "kitty", terminal=True, unseen=True)
    assert place("7", "pinentry-qt", 0).secret
