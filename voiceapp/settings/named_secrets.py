"""Keeps secrets that belong to no address, such as a token that a program is given, in the system's keyring by name."""

import threading
from collections.abc import Callable

from voiceapp.core.sentence import Sentence
from voiceapp.settings.keyring_question import KeyringQuestion, Vault, VaultError
from voiceapp.settings.redaction import remember
from voiceapp.settings.secrets import SERVICE, system_vault


class NamedSecrets:
    """May be used from any thread. Every call waits for the keyring, at most `patience` seconds."""

    def __init__(self, open_vault: Callable[[], Vault] = system_vault, patience: float = 3.0) -> None:
        self._open_vault = open_vault
        self._patience = patience
        self._lock = threading.Lock()
        self._known: dict[str, str] = {}
        """What was read or kept since the start, so that the keyring is asked for each once."""

    def find(self, name: str) -> str | None:
        """Return a secret. None: there is none, or the keyring does not answer."""
        with self._lock:
            if name in self._known:
                return self._known[name]
        try:
            value = self._ask(lambda vault: vault.get_password(SERVICE, name))
        except VaultError:
            return None
        if value:
            self._take(name, value)
        return value or None

    def keep(self, name: str, value: str) -> Sentence | None:
        """Keep a secret. Return why it could not be kept; then it is known until the app ends."""
        self._take(name, value)
        try:
            self._ask(lambda vault: vault.set_password(SERVICE, name, value))
        except VaultError as error:
            return Sentence("{why}, so it's kept only until you close voiceapp.", why=error.why)
        return None

    def forget(self, name: str) -> None:
        with self._lock:
            self._known.pop(name, None)
        try:
            if self._ask(lambda vault: vault.get_password(SERVICE, name)):
                self._ask(lambda vault: vault.delete_password(SERVICE, name))
        except VaultError:
            pass  # What could not be read there was not kept by us either.

    def _take(self, name: str, value: str) -> None:
        remember(value)
        with self._lock:
            self._known[name] = value

    def _ask(self, question: Callable[[Vault], str | None]) -> str | None:
        asked = KeyringQuestion(lambda: question(self._open_vault()))
        if not asked.wait(asked.began + self._patience):
            raise VaultError(Sentence("The system's keyring doesn't answer"))
        return asked.answer()
