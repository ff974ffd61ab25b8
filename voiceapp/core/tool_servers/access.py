"""Defines what a front end may ask of servers of tools: programs, here or elsewhere, whose tools the assistant may use."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from voiceapp.core.sentence import Sentence


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

    @property
    def on(self) -> bool:
        return self.state in (ServerState.STARTING, ServerState.READY, ServerState.SIGN_IN, ServerState.FAILED)


class ToolServersAccess(Protocol):
    """Gives access to the servers of tools, by name."""

    def watch(self, show: Callable[[tuple[ServerCard, ...]], None]) -> Callable[[], None]:
        """Show all servers, beginning with those of now, as they change. Return a function that stops it."""
        ...

    def switch(self, server: str, *, on: bool) -> None:
        """Switch a server on, as it is configured now, or off."""
