"""Asks the system's keyring something, without being held up by one that hangs."""

import threading
import time
from collections.abc import Callable
from typing import Protocol

from voiceapp.core.sentence import Sentence


class Vault(Protocol):
    """Defines the part of a system keyring that we use. The backends of the `keyring` package fit."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class VaultError(Exception):
    """The system's keyring failed; `why` is a sentence without its full stop."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why)
        self.why = why


class KeyringQuestion:
    """Asks the keyring once, on a thread of its own, because keyrings may hang and cannot be interrupted."""

    def __init__(self, question: Callable[[], str | None]) -> None:
        self._question = question
        self.began = time.monotonic()
        self._answered = threading.Event()
        self._answer: str | None = None
        self._error: Exception | None = None
        # A daemon: a keyring that hangs must not keep the app from ending.
        threading.Thread(target=self._run, name="keyring", daemon=True).start()

    def _run(self) -> None:
        try:
            self._answer = self._question()
        except Exception as error:  # noqa: BLE001 backends raise whatever their system raises
            self._error = error
        finally:
            self._answered.set()

    @property
    def over(self) -> bool:
        """True once it has been answered or has failed."""
        return self._answered.is_set()

    def wait(self, until: float) -> bool:
        """Wait for the answer until a time of the monotonic clock. False if it did not come."""
        return self._answered.wait(max(0.0, until - time.monotonic()))

    def answer(self) -> str | None:
        """Returns the answer once it is there. Raises VaultError."""
        if self._error is not None:
            raise VaultError(_reason(self._error)) from self._error
        return self._answer


def _reason(error: Exception) -> Sentence:
    kind = type(error).__name__
    if kind == "NoKeyringError":
        return Sentence("This system has no keyring")
    if kind in {"KeyringLocked", "InitError"}:
        return Sentence("The system's keyring is locked")
    return Sentence("The system's keyring refused ({kind})", kind=kind)
