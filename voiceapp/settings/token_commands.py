"""Gets keys that are printed by a command of the person's, keeps them in memory, and asks anew before they end.

Such a token is never written down. What the command prints beside it is shown only where it fails, and without keys.
"""

import logging
import os
import shlex
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.redaction import redact, remember
from voiceapp.settings.token_answer import LONGEST, PrintedToken, token_in

log = logging.getLogger(__name__)

Command = tuple[str, ...]

PATIENCE = 30.0
"""Seconds that a command may take; signing in again over the network takes some."""
SOON = 300.0
"""Seconds before a token's end from which another is fetched, while the old one still serves."""
TOO_LATE = 15.0
"""Seconds before its end from which a token is no longer used, since a request takes a while."""
OPAQUE_LASTS = 600.0
"""Seconds for which a token serves that names no end."""
AFTER_FAILURE = 10.0
"""Seconds before a command that failed is run again."""
MOST_SAID = 300
"""Characters of what a command says that are shown."""
_PASSED = frozenset(
    {
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TMPDIR", "TZ", "DBUS_SESSION_BUS_ADDRESS",
        "SSH_AUTH_SOCK", "KUBECONFIG", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE",
        "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
        "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP", "USERPROFILE", "USERNAME",
        "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES",
    }
)  # fmt: skip
_PASSED_BEGINNINGS = ("LC_", "XDG_", "AZURE_", "AWS_", "CLOUDSDK_", "GOOGLE_")


class TokenError(Exception):
    """No token came of a command; `sentence` tells the person why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def command_of(text: str) -> Command:
    """Splits a command as a shell would, though none runs it. Raises ValueError."""
    return tuple(shlex.split(text, posix=os.name != "nt"))


class _CommandRun:
    """Runs a command once, on a thread of its own."""

    def __init__(self, command: Command, environ: Mapping[str, str], server: str, now: Callable[[], float]) -> None:
        self.token: PrintedToken | None = None
        self.error: Sentence | None = None
        self._work = (command, environ, server, now)
        self._over = threading.Event()
        # A daemon: a command that hangs must not keep the app from ending.
        threading.Thread(target=self._run, name="token", daemon=True).start()

    def _run(self) -> None:
        command, environ, server, now = self._work
        try:
            self.token = printed_token(command, environ, server, now)
        except TokenError as error:
            self.error = error.sentence
        finally:
            self._over.set()

    @property
    def over(self) -> bool:
        return self._over.is_set()

    def wait(self) -> None:
        self._over.wait(PATIENCE + 5.0)


@dataclass(slots=True)
class _Kept:
    command: Command
    token: PrintedToken | None = None
    refresh_at: float = 0.0
    dead_at: float = 0.0
    error: Sentence | None = None
    failed_at: float = float("-inf")
    run: _CommandRun | None = None


class TokenKeeper:
    """Knows the tokens of all addresses that have a command. Safe to use from any thread; only `learn` waits."""

    def __init__(self, environ: Mapping[str, str], now: Callable[[], float] = time.time) -> None:
        self._environ = environ
        self._now = now
        self._lock = threading.Lock()
        self._kept: dict[Origin, _Kept] = {}
        self.commands: Callable[[], Mapping[Origin, Command]] = dict
        """The commands as they are set now."""

    def serves(self, origin: Origin) -> bool:
        """Says whether a command prints the key for this server."""
        return origin in self.commands()

    def known(self, origin: Origin) -> str | None:
        """Returns the token for this server, if there is one now. Where it ends soon, another is fetched beside."""
        with self._lock:
            kept = self._of(origin)
            if kept is None or kept.token is None or self._now() >= kept.dead_at:
                return None
            if self._now() >= kept.refresh_at and not self._failed_just_now(kept):
                self._begin(origin, kept)
            return kept.token.value

    def is_settled(self, origin: Origin) -> bool:
        """Says whether running the command now would bring nothing new."""
        with self._lock:
            kept = self._of(origin)
            if kept is None:
                return True
            return (kept.token is not None and self._now() < kept.dead_at) or self._failed_just_now(kept)

    def trouble(self, origin: Origin) -> Sentence | None:
        """Says why there is no token for this server."""
        with self._lock:
            kept = self._of(origin)
            return kept.error if kept is not None and (kept.token is None or self._now() >= kept.dead_at) else None

    def learn(self, origins: Iterable[Origin]) -> None:
        """Runs the commands of servers whose token is missing, all at once, and waits for them."""
        runs: list[tuple[Origin, _CommandRun]] = []
        for origin in origins:
            if not self.is_settled(origin):
                with self._lock:
                    kept = self._of(origin)
                    if kept is not None:
                        runs.append((origin, self._begin(origin, kept)))
        for origin, run in runs:
            run.wait()
            with self._lock:
                self._of(origin)

    def refuse(self, origin: Origin, value: str) -> None:
        """The server did not take this token, so the command is run again, even if the token had not ended."""
        with self._lock:
            kept = self._of(origin)
            if kept is not None and kept.token is not None and kept.token.value == value:
                kept.token = None
                kept.failed_at = float("-inf")

    # --- under the lock

    def _of(self, origin: Origin) -> _Kept | None:
        command = self.commands().get(origin)
        if command is None:
            self._kept.pop(origin, None)
            return None
        kept = self._kept.get(origin)
        if kept is None or kept.command != command:
            kept = self._kept[origin] = _Kept(command)
        self._take(kept)
        return kept

    def _begin(self, origin: Origin, kept: _Kept) -> _CommandRun:
        if kept.run is None:
            kept.run = _CommandRun(kept.command, self._environ, origin.shown, self._now)
        return kept.run

    def _take(self, kept: _Kept) -> None:
        run = kept.run
        if run is None or not run.over:
            return
        kept.run, now = None, self._now()
        if run.token is None:
            kept.error, kept.failed_at = run.error, now
            return
        ends = run.token.ends if run.token.ends is not None else now + OPAQUE_LASTS + TOO_LATE
        kept.token, kept.error = run.token, None
        kept.dead_at = ends - TOO_LATE
        # One that lasts shorter than that is renewed in the second half of its life.
        kept.refresh_at = max(ends - SOON, now + (ends - now) / 2)

    def _failed_just_now(self, kept: _Kept) -> bool:
        return self._now() < kept.failed_at + AFTER_FAILURE


# --- running it


def printed_token(
    command: Command, environ: Mapping[str, str], server: str, now: Callable[[], float] = time.time
) -> PrintedToken:
    """Runs the command without a shell, and returns the token that it printed. Waits. Raises TokenError."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_passed(environ),
            start_new_session=os.name != "nt",
        )
    except (OSError, ValueError) as error:
        log.info("the command for a token did not start: %s", type(error).__name__)
        raise TokenError(
            Sentence(
                "The key for {server} comes from {program}, which can't be started. Check the command in Settings.",
                server=server,
                program=Path(command[0]).name if command else "",
            )
        ) from error
    printed, said = _output_of(process, server)
    token = token_in(printed, now()) if process.returncode == 0 else None
    if token is not None:
        remember(token.value)
        return token
    raise TokenError(_failure(server, process.returncode, printed, said))


def _failure(server: str, code: int | None, printed: str, said: str) -> Sentence:
    words = _quotable(said, printed)
    if words:
        return Sentence(
            "The command that prints the key for {server} gave none. It says: {words}", server=server, words=words
        )
    if code:
        return Sentence(
            "The command that prints the key for {server} failed (code {code}). Try it in a terminal.",
            server=server,
            code=code,
        )
    return Sentence("The command that prints the key for {server} printed no key. Try it in a terminal.", server=server)


def _quotable(said: str, printed: str) -> str:
    """What the command said of its failure, in a line without keys. What it printed beside may be one."""
    for secret in (printed.strip(), *printed.split()):
        if len(secret) >= 8:
            said = said.replace(secret, "…")
    words = redact(in_one_line(clean(said[: 4 * MOST_SAID])).strip())
    return words if len(words) <= MOST_SAID else f"{words[:MOST_SAID].rstrip()}…"


def _passed(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of the command: what it needs to find and sign in, and none of our own keys."""
    return {
        name: value
        for name, value in environ.items()
        if name.upper() in _PASSED or name.upper().startswith(_PASSED_BEGINNINGS)
    }


def _output_of(process: "subprocess.Popen[bytes]", server: str) -> tuple[str, str]:
    """What it printed, and what it said beside. What it leaves behind is ended, if it holds on to that. Raises TokenError."""
    until = time.monotonic() + PATIENCE
    readers = [_OutputReader(stream) for stream in (process.stdout, process.stderr) if stream is not None]
    try:
        process.wait(max(0.1, until - time.monotonic()))
        for reader in readers:
            reader.wait(time.monotonic() + 1.0)
    except subprocess.TimeoutExpired:
        raise TokenError(
            Sentence("The command that prints the key for {server} took too long. Try it in a terminal.", server=server)
        ) from None
    finally:
        if process.returncode is None or not all(reader.over for reader in readers):
            _end(process)
        for reader in readers:
            reader.close()
    printed, said = (reader.text for reader in readers)
    return printed, said


class _OutputReader:
    """Reads one of its streams, not more than a token can be long."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._read = b""
        self._thread = threading.Thread(target=self._take, name="token-output", daemon=True)
        self._thread.start()

    def _take(self) -> None:
        try:
            self._read = self._stream.read(4 * LONGEST)
        except (OSError, ValueError):
            log.debug("the output of a command broke off")

    @property
    def text(self) -> str:
        return self._read.decode("utf-8", "replace")

    @property
    def over(self) -> bool:
        return not self._thread.is_alive()

    def wait(self, until: float) -> None:
        self._thread.join(max(0.0, until - time.monotonic()))

    def close(self) -> None:
        self._thread.join(1.0)
        if self.over:
            self._stream.close()


def _end(process: "subprocess.Popen[bytes]") -> None:
    try:
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    try:
        process.wait(5.0)
    except subprocess.TimeoutExpired:
        log.warning("the command for a token could not be ended")
