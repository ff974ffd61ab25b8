"""Keeps API keys in the system's keyring, never shows them, and sends each to one host only.

A `Secret` keeps its value from leaking by accident. A `KeyRing` finds the key for a server: from a command that prints it,
from the environment, from the system's keyring, or from what the person entered for this session. A key has an `Origin`, and asking for it on
behalf of another server raises an error.
"""

import hmac
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn, Self, cast

from voiceapp.core.key_source import KeySource
from voiceapp.core.sentence import Sentence
from voiceapp.settings.endpoints import AddressError, FromEnvironment, Origin
from voiceapp.settings.keyring_question import KeyringQuestion, Vault, VaultError
from voiceapp.settings.redaction import MARK, remember
from voiceapp.settings.token_commands import TokenKeeper

SERVICE = "voiceapp"
OPENAI_KEY = "OPENAI_API_KEY"
"""Belongs to whatever OPENAI_BASE_URL names, as in OpenAI's own tools."""


class WrongHostError(Exception):
    """A key was about to be sent to a host that it does not belong to. A bug, always."""


class Secret:
    """Hides a text. Only `reveal` and `reveal_for` return it."""

    __slots__ = ("_origin", "_value")

    def __init__(self, value: str, origin: Origin | None = None) -> None:
        self._value = value.strip()
        self._origin = origin
        remember(self._value)

    @property
    def origin(self) -> Origin | None:
        """The only server that may get it."""
        return self._origin

    def reveal(self) -> str:
        """Returns the value, for the keyring and for headers. Never log it, show it or put it into an address."""
        return self._value

    def reveal_for(self, address: str) -> str:
        """Returns the value, to be sent to this address. Raises WrongHostError if it belongs to another server."""
        if self._origin is None or Origin.of(address) != self._origin:
            raise WrongHostError(f"The key for {self._origin} was asked for another server.")
        return self._value

    def bound_to(self, origin: Origin) -> Self:
        return type(self)(self._value, origin)

    @property
    def is_token(self) -> bool:
        """It was printed by a command, ends by itself, and is sent as a bearer token whoever gets it."""
        return False

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return f"Secret({MARK})"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return self._origin == other._origin and hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return hash(self._value)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret is not written down.")


class PrintedKey(Secret):
    __slots__ = ()

    @property
    def is_token(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class FoundKey:
    """Holds a key and where it was found."""

    key: Secret
    source: KeySource
    variable: str = ""
    """The environment variable that held it."""

    @property
    def words(self) -> Sentence:
        """The place where it was found."""
        return self.source.words(self.variable)


class KeyRing:
    """Finds and keeps the key of each server. Safe to use from any thread.

    A keyring may take seconds, or never answer. `find`, `learn`, `keep` and `forget` wait for it, at most `patience`
    seconds in all for each question; a later answer counts the next time. `known` and `knows` never wait, not even for
    another thread that does, so an event loop calls only these.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        open_vault: Callable[[], Vault] | None = None,
        patience: float = 3.0,
        variables: Callable[[], Mapping[str, str]] = dict,
        *,
        service: str = SERVICE,
        own_variable: str = OPENAI_KEY,
    ) -> None:
        """`service`: under which name the system's keyring has them. `own_variable`: the environment variable of the key for
        whatever OPENAI_BASE_URL names. `variables` names the environment variable that may hold the key for a host, as its provider says. It is
        asked only where there may be one, because all services are loaded for it.
        """
        self._environ = environ
        self._variables = variables
        self._service = service
        self._own_variable = own_variable
        self.tokens = TokenKeeper(environ)
        self._open_vault = open_vault or system_vault
        self._patience = patience
        self._lock = threading.Lock()
        """Never held while waiting for a keyring."""
        self._session: dict[Origin, Secret] = {}
        self._from_vault: dict[Origin, Secret | None] = {}
        self._asked: dict[Origin, KeyringQuestion] = {}
        self._trouble: Sentence | None = None

    @property
    def trouble(self) -> Sentence | None:
        """The known fault of the system's keyring, if any."""
        return self._trouble

    # --- without waiting

    def known(self, base_url: str) -> FoundKey | None:
        """Returns the key for this server and where it was found, as far as known. Raises AddressError."""
        origin = Origin.of(base_url)
        if self.tokens.serves(origin):
            # Only the token: whoever chose a command wants no other key to be sent there.
            token = self.tokens.known(origin)
            return FoundKey(PrintedKey(token, origin), KeySource.COMMAND) if token else None
        key = self._from_environment(origin)
        if key:
            return FoundKey(key, KeySource.ENVIRONMENT, self._variable_for(origin))
        with self._lock:
            # A key given in this session is here only if the keyring would not take it, so it is the newer one.
            if origin in self._session:
                return FoundKey(self._session[origin], KeySource.SESSION)
            self._collect_answer(origin)
            key = self._from_vault.get(origin)
            return FoundKey(key, KeySource.KEYRING) if key else None

    def knows(self, base_url: str) -> bool:
        """Says whether `known` is up to date for this server. Raises AddressError."""
        origin = Origin.of(base_url)
        if self.tokens.serves(origin):
            return self.tokens.is_settled(origin)
        if self._from_environment(origin):
            return True
        with self._lock:
            self._collect_answer(origin)
            return origin in self._session or origin in self._from_vault

    def lacks(self, base_url: str) -> bool:
        """True if there certainly is no key for this server. Why a command printed none is told where it is needed."""
        if self.has_command(base_url):
            return False
        return self.knows(base_url) and self.known(base_url) is None

    def has_command(self, base_url: str) -> bool:
        """Says whether a command prints the key for this server. Raises AddressError."""
        return self.tokens.serves(Origin.of(base_url))

    def command_trouble(self, base_url: str) -> Sentence | None:
        """Says why the command for this server printed no key. None: there is no such command, or it did."""
        return self.tokens.trouble(Origin.of(base_url))

    def refuse(self, key: Secret) -> bool:
        """The server did not take this key. Says whether another may be had by asking anew."""
        if not key.is_token or key.origin is None:
            return False
        self.tokens.refuse(key.origin, key.reveal())
        return True

    def known_key(self, base_url: str) -> Secret | None:
        found = self.known(base_url)
        return found.key if found else None

    # --- these wait

    def find(self, base_url: str) -> FoundKey | None:
        """Finds the key for this server, and where it is kept. None if there is none. Raises AddressError if this is
        not an address.
        """
        self.learn((base_url,))
        return self.known(base_url)

    def learn(self, base_urls: Iterable[str]) -> None:
        """Ask the keyring for the unknown keys of several servers at once. Raises AddressError."""
        unknown = [Origin.of(url) for url in base_urls if not self.knows(url)]
        asked = {origin: self._ask_vault(origin) for origin in unknown if not self.tokens.serves(origin)}
        self.tokens.learn(origin for origin in unknown if self.tokens.serves(origin))
        for origin, question in asked.items():
            if not question.wait(question.began + self._patience):
                self._trouble = (
                    Sentence("The system's keyring doesn't answer. Unlock it, or set {variable}.", variable=variable)
                    if (variable := self._variable_for(origin))
                    else Sentence("The system's keyring doesn't answer. Unlock it, and try again.")
                )
            with self._lock:
                self._collect_answer(origin)

    def keep(self, base_url: str, key: Secret) -> Sentence | None:
        """Keep a key for this server in the system's keyring, or if that fails, for this session.

        Returns why it is kept for this session only, if it is.
        """
        origin = Origin.of(base_url)
        bound = key.bound_to(origin)
        try:
            self._tell_vault(lambda vault: vault.set_password(self._service, str(origin), bound.reveal()))
        except VaultError as error:
            with self._lock:
                self._session[origin] = bound
            # The variable's key is for one server only; without this check another server's key would be sent there.
            self._trouble = (
                Sentence(
                    "{why}, so the key is kept only until you close voiceapp. {variable} keeps it longer.",
                    why=error.why,
                    variable=variable,
                )
                if (variable := self._variable_for(origin))
                else Sentence("{why}, so the key is kept only until you close voiceapp.", why=error.why)
            )
            return self._trouble
        with self._lock:
            self._session.pop(origin, None)
            self._asked.pop(origin, None)
            self._from_vault[origin] = bound
        return None

    def forget(self, base_url: str) -> Sentence | None:
        """Forget the key of this server everywhere but in the environment. Returns the same as `keep`."""
        origin = Origin.of(base_url)
        with self._lock:
            self._session.pop(origin, None)
        question = self._ask_vault(origin)
        question.wait(question.began + self._patience)
        with self._lock:
            self._collect_answer(origin)
            known = self._from_vault.get(origin)
            self._asked.pop(origin, None)
            self._from_vault[origin] = None
        if known is None:
            return None
        try:
            self._tell_vault(lambda vault: vault.delete_password(self._service, str(origin)))
        except VaultError as error:
            return Sentence(
                "{why}, so the key may still be in it. Remove it there, under the name {name}.",
                why=error.why,
                name=self._service,
            )
        return None

    def refresh(self) -> None:
        """Ask the system's keyring again next time, as it may have been unlocked, or changed by another program."""
        with self._lock:
            self._from_vault.clear()
            self._asked.clear()
            self._trouble = None

    def _from_environment(self, origin: Origin) -> Secret | None:
        variable = self._variable_for(origin)
        value = self._environ.get(variable, "").strip() if variable else ""
        return Secret(value, origin) if value else None

    def _variable_for(self, origin: Origin) -> str:
        """Names the variable whose key is for this server and no other. Empty if there is none."""
        try:
            if FromEnvironment.read(self._environ).key_origin == origin:
                return self._own_variable
        except AddressError:
            pass  # Nobody knows whom that key is for, so nobody gets it.
        # No key goes to another port or without https, and OpenAI's only to its own address.
        if origin != Origin("https", origin.host, 443):
            return ""
        variable = self._variables().get(origin.host, "")
        return variable if variable not in (OPENAI_KEY, self._own_variable) else ""

    def _ask_vault(self, origin: Origin) -> KeyringQuestion:
        """The question to the keyring, asked only once until it is answered."""
        with self._lock:
            asked = self._asked.get(origin)
            if asked is None:
                asked = KeyringQuestion(lambda: self._open_vault().get_password(self._service, str(origin)))
                self._asked[origin] = asked
            return asked

    def _collect_answer(self, origin: Origin) -> None:
        """Call this under the lock. Takes over what the keyring has answered meanwhile."""
        asked = self._asked.get(origin)
        if asked is None or not asked.over:
            return
        del self._asked[origin]
        try:
            value = asked.answer()
        except VaultError as error:
            self._trouble = Sentence(
                "{why}, so a key that you enter is kept only until you close voiceapp.", why=error.why
            )
            value = None
        self._from_vault[origin] = Secret(value, origin) if value and value.strip() else None

    def _tell_vault(self, told: Callable[[Vault], None]) -> None:
        asked = KeyringQuestion(lambda: told(self._open_vault()))
        if not asked.wait(asked.began + self._patience):
            raise VaultError(Sentence("The system's keyring doesn't answer"))
        asked.answer()


def system_vault() -> Vault:
    # Takes 80 ms to import, and is needed only when a key is.
    import keyring  # noqa: PLC0415

    return cast("Vault", keyring.get_keyring())
