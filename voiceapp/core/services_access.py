"""Defines how a front end reaches keys, and the models of services and of this device."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from voiceapp.core.answers import Answer, Probe
from voiceapp.core.house_servers import HouseServer
from voiceapp.core.key_source import KeySource
from voiceapp.core.models import ModelChoice
from voiceapp.core.sentence import Sentence


@dataclass(frozen=True, slots=True)
class KeyState:
    """Says whether there is a key for an address, and where it comes from, but never the key itself."""

    base_url: str
    source: KeySource | None
    """None if there is no key."""
    variable: str = ""
    """The environment variable that it is in."""


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model on this device, or the place where one should be."""

    part: str
    """One of ears, brain or voice."""
    what: Sentence
    """A recogniser, language model or voice."""
    setting: str
    """The setting that names a file of the person's own."""
    name: str = ""
    path: str = ""
    bytes: int = 0
    sha256: str = ""
    """The checksum of a model that came with the app."""
    rest: str = ""
    """The second half of the model, if it comes in two files."""
    own: bool = False
    problem: Sentence | None = None
    """The reason it cannot be used."""


class ServicesAccess(Protocol):
    """Gives access to keys, and to the models of services and of this device."""

    def addresses(self, then: Answer[tuple[str, ...]]) -> None:
        """Give the configured address of each host that a key can be entered for, Realtime's first."""

    def key_state(self, base_url: str, then: Answer[KeyState]) -> None: ...
    def keep_key(self, base_url: str, key: str, then: Answer[Probe]) -> None:
        """Check the key with its service, then store it in the keyring. An empty key deletes the stored one."""

    def probe_role(self, role: str, then: Answer[Probe]) -> None:
        """Try what is set for realtime, stt, chat or tts, the way a turn would use it."""

    def models(self, role: str, then: Answer[tuple[ModelChoice, ...]]) -> None: ...
    def voices(self, role: str, then: Answer[tuple[str, ...]]) -> None:
        """Give the voices of the server that speaks. Empty: it doesn't name them."""

    def find_house_servers(self, then: Answer[tuple[HouseServer, ...]]) -> None:
        """Look for servers that announce themselves in the local network, for a few seconds."""

    def local_models(self, then: Answer[tuple[LocalModel, ...]]) -> None: ...
    def fetch_model(
        self, part: str, address: str, sha256: str, progress: Callable[[int, int], None], then: Answer[LocalModel]
    ) -> None:
        """Fetch a model for ears, brain or voice from an address, and use it. `progress` gets bytes, on any thread."""
