"""Keeps the file of servers, and which of them the person has switched on, as it was then.

A server runs only as the person saw it: where its entry has changed since, by whomever, it is off again.
"""

import hashlib
import json
import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.tool_servers.offered_tools import OfferedTool
from voiceapp.core.tool_servers.server_entries import (
    LONGEST_FILE,
    UNREADABLE,
    EntryProblemError,
    ServerEntry,
    ServerFile,
    read_servers,
    with_server,
    without_server,
)
from voiceapp.settings.atomic import replace_file

log = logging.getLogger(__name__)

FILE = "mcp.json"
DECIDED = "tool_servers.json"


class Decisions(msgspec.Struct, frozen=True):
    """Remembers what the person decided of servers and tools, each with what it looked like then."""

    on: dict[str, str] = {}
    """Servers that are switched on, by name."""
    always: dict[str, str] = {}
    """Tools that may always be used, by the name that models know."""


class ServerList:
    """May be used from any thread."""

    def __init__(self, config: Path, state: Path) -> None:
        self._path = config / FILE
        self._decided_path = state / DECIDED
        self._lock = threading.Lock()
        self._decided = Decisions()
        self._seen: tuple[tuple[int, int], ...] = ()
        self.read_decisions()

    def changed_elsewhere(self) -> bool:
        """Say whether either file is another than when it was last read or written here. Asks the disk only for that."""
        return self._stamps() != self._seen

    def _stamps(self) -> tuple[tuple[int, int], ...]:
        found: list[tuple[int, int]] = []
        for path in (self._path, self._decided_path):
            try:
                told = path.stat()
                found.append((told.st_mtime_ns, told.st_size))
            except OSError:
                found.append((0, 0))
        return tuple(found)

    @property
    def path(self) -> Path:
        return self._path

    def servers(self) -> ServerFile:
        """Return the servers of the file as it is now."""
        self._seen = self._stamps()
        try:
            if not self._path.exists():
                return ServerFile()
            if self._path.stat().st_size > LONGEST_FILE * 4:
                return read_servers(" " * (LONGEST_FILE + 1))
            return read_servers(self._path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            return ServerFile(problem=Sentence("mcp.json can't be read ({why}).", why=error.strerror or "it failed"))
        except UnicodeError:
            return ServerFile(problem=UNREADABLE)

    def keep(self, entry: ServerEntry) -> Failure | None:
        """Write a server into the file, in the place of one of that name. It is off afterwards."""
        return self._rewrite(lambda text: with_server(text, entry)) or self.switch(entry, on=False)

    def remove(self, name: str) -> Failure | None:
        return self._rewrite(lambda text: without_server(text, name)) or self.switch(ServerEntry(name), on=False)

    def _rewrite(self, change: Callable[[str], str]) -> Failure | None:
        try:
            with self._lock:
                text = self._path.read_text(encoding="utf-8-sig") if self._path.exists() else ""
                self._path.parent.mkdir(parents=True, exist_ok=True)
                replace_file(self._path, change(text))
        except EntryProblemError as error:
            return Failure(FailureKind.REJECTED, error.sentence)
        except (OSError, UnicodeError) as error:
            why = getattr(error, "strerror", None) or "it failed"
            return Failure(FailureKind.DISK_FULL, Sentence("mcp.json can't be written ({why}).", why=str(why)))
        return None

    # --- what the person decided

    def is_on(self, entry: ServerEntry) -> bool:
        """Say whether the person has switched it on as it is now."""
        return self._decided.on.get(entry.name) == entry_fingerprint(entry)

    def has_changed(self, entry: ServerEntry) -> bool:
        """Say whether it was switched on when it was configured otherwise."""
        return entry.name in self._decided.on and not self.is_on(entry)

    def switch(self, entry: ServerEntry, *, on: bool) -> Failure | None:
        decided = {name: seen for name, seen in self._decided.on.items() if name != entry.name}
        return self._decide(
            Decisions(decided | ({entry.name: entry_fingerprint(entry)} if on else {}), self._decided.always)
        )

    def always_as(self, tool: str) -> str:
        """Return what a tool looked like when it was allowed for good; empty if nobody knows."""
        return self._decided.always.get(tool, "")

    def allow_always(self, tools: Mapping[str, str]) -> None:
        """Remember what tools look like that are allowed for good. An empty look: no longer."""
        always = {name: look for name, look in {**self._decided.always, **tools}.items() if look}
        if always != self._decided.always:
            self._decide(Decisions(self._decided.on, always))

    def _decide(self, decided: Decisions) -> Failure | None:
        with self._lock:
            self._decided = decided
            try:
                self._decided_path.parent.mkdir(parents=True, exist_ok=True)
                replace_file(self._decided_path, msgspec.json.encode(decided))
            except OSError as error:
                why = error.strerror or "it failed"
                return Failure(FailureKind.DISK_FULL, Sentence("This couldn't be saved ({why}).", why=why))
        return None

    def read_decisions(self) -> None:
        """Read again what was decided. What cannot be read was not decided, so everything is off."""
        try:
            decided = msgspec.json.decode(self._decided_path.read_bytes(), type=Decisions)
        except FileNotFoundError:
            decided = Decisions()
        except (OSError, msgspec.DecodeError, UnicodeError):
            log.info("which servers of tools are on could not be read")
            decided = Decisions()
        with self._lock:
            self._decided = decided


def entry_fingerprint(entry: ServerEntry) -> str:
    told = (entry.name, entry.command, entry.arguments, entry.variables, entry.folder, entry.url, entry.headers)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def tool_fingerprint(server: str, tool: OfferedTool) -> str:
    """Return what stands for a tool as it is described now."""
    told = (server, tool.real_name, tool.title, tool.spec.description, tool.spec.parameters, tool.read_only)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
