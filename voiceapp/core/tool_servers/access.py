"""Defines what a front end may ask of servers of tools: programs, here or elsewhere, whose tools the assistant may use."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from voiceapp.core.answers import Answer, Probe
from voiceapp.core.sentence import Sentence
from voiceapp.core.tool_servers.server_entries import ServerEntry


class ServerState(Enum):
    OFF = "off"
    """The person has not switched it on, or has switched it off."""
    CHANGED = "changed"
    """It is not configured as it was when the person switched it on, so it is off until they do so again."""
    STARTING = "starting"
    READY = "ready"
    SIGN_IN = "sign in"
    """It wants the person to sign in."""
    FAILED = "failed"
    """It did not start, or has died. It is tried again after a while."""
    UNUSABLE = "unusable"
    """It cannot be used as it is configured."""


@dataclass(frozen=True, slots=True)
class ServerTool:
    """A tool as the list of servers shows it."""

    name: str
    """The name by which models know it, and by which permissions go."""
    shown_name: str
    """What its server calls it."""
    description: str
    read_only: bool


@dataclass(frozen=True, slots=True)
class ServerCard:
    """A server as it is shown in a list."""

    name: str
    shown: str
    """What would be run or asked, whole."""
    state: ServerState
    remote: bool = False
    sentence: Sentence | None = None
    """What is wrong with it, or what it lacks."""
    tools: tuple[ServerTool, ...] = ()
    entry: ServerEntry = field(default_factory=lambda: ServerEntry(""))
    """Its configuration, with nothing filled in."""

    @property
    def on(self) -> bool:
        return self.state in (ServerState.STARTING, ServerState.READY, ServerState.SIGN_IN, ServerState.FAILED)


@dataclass(frozen=True, slots=True)
class FoundServers:
    """The servers that another program is configured with."""

    program: str
    path: str
    entries: tuple[ServerEntry, ...]


class ToolServersAccess(Protocol):
    """Gives access to the servers of tools, by name."""

    def watch(self, show: Callable[[tuple[ServerCard, ...]], None]) -> Callable[[], None]:
        """Show all servers, beginning with those of now, as they change. Return a function that stops it.

        They come on one of the app's own threads.
        """
        ...

    def switch(self, server: str, *, on: bool) -> None:
        """Switch a server on, as it is configured now, or off."""

    def keep(self, entry: ServerEntry, then: Answer[Probe]) -> None:
        """Keep a server, in the place of one of that name. It is off afterwards. Its secrets go into the keyring."""

    def remove(self, server: str) -> None:
        """Take a server off the list, and its secrets out of the keyring."""

    def sign_in(self, server: str) -> None:
        """Open the person's browser, so that they can sign in at a server that is on."""

    def try_out(self, server: str, then: Answer[Probe]) -> None:
        """Start a server once, on or off, and tell which tools it has."""

    def found_elsewhere(self, then: Answer[tuple[FoundServers, ...]]) -> None:
        """Find the servers that other programs are configured with. Nothing is run."""
