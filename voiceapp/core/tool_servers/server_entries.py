"""Reads the common `mcp.json`, which says how servers of tools are started or where they are.

Other programs write such files, and anyone can: what is wrong with an entry is told in a sentence, and reading one starts
nothing. Claude Desktop and Cursor call their table `mcpServers`, VS Code `servers`, older versions of it inside `mcp`.
"""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import cast
from urllib.parse import urlsplit

from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean
from voiceapp.core.tool_servers.tool_names import safe_server_name

LONGEST_FILE = 300_000
"""Characters."""
MOST_SERVERS = 50
MOST_PARTS = 100
"""Arguments, variables or headers of one server."""
LONGEST_PART = 8_000
LONGEST_NAME = 60
IN_KEYRING = "${keyring}"
"""Stands in the file for a value that is kept in the system's keyring."""
_TABLES = (("mcpServers",), ("servers",), ("mcp", "servers"), ("mcp", "mcpServers"))
_GAP = re.compile(r"\$\{([^{}]*)\}")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

_SECRET = re.compile(r"key|token|secret|passw|credential|auth|bearer|cookie", re.IGNORECASE)

Pairs = tuple[tuple[str, str], ...]


def sounds_secret(variable: str) -> bool:
    """Say whether the value of a variable is likely to be a secret, by its name."""
    return _SECRET.search(variable) is not None


@dataclass(frozen=True, slots=True)
class ServerEntry:
    """A server as it is configured: a program of this machine, or an address."""

    name: str
    command: str = ""
    arguments: tuple[str, ...] = ()
    variables: Pairs = ()
    folder: str = ""
    """The folder in which it runs. Empty: the person's home."""
    url: str = ""
    headers: Pairs = ()
    disabled: bool = False
    """The file itself says that it is off."""
    problem: Sentence | None = None
    """The reason it cannot be used."""

    @property
    def is_remote(self) -> bool:
        return bool(self.url)

    @property
    def is_elsewhere(self) -> bool:
        """Say whether it is reached over the network, and not on this device."""
        return self.is_remote and not _is_here(urlsplit(self.url).hostname or "")

    @property
    def shown(self) -> str:
        """Return everything that would be run or asked, in one line, with nothing hidden but the values of secrets."""
        if self.url:
            return " ".join((self.url, *(f"[{name}]" for name, _ in self.headers)))
        quoted = (part if part and " " not in part else f'"{part}"' for part in (self.command, *self.arguments))
        around = (f"{name}={'…' if sounds_secret(name) else value}" for name, value in self.variables)
        return " ".join((*around, *quoted, *([f"(in {self.folder})"] if self.folder else [])))


class EntryProblemError(ValueError):
    """A server cannot be used as it is configured. Its sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class ServerFile:
    """The servers of a file."""

    entries: tuple[ServerEntry, ...] = ()
    problem: Sentence | None = None
    """The reason the file, or part of it, cannot be used."""


UNREADABLE = Sentence("mcp.json can't be read: it isn't valid JSON. Correct or delete it.")
NO_TABLE = Sentence("mcp.json names no servers. They belong in a table called mcpServers.")
TOO_LARGE = Sentence("mcp.json is far too large, so it wasn't read.")
TOO_MANY = Sentence("mcp.json names too many servers. Only the first {count} are shown.", count=MOST_SERVERS)
_BAD_NAME = Sentence("It has no usable name. Give it one with letters and digits.")
_NOTHING = Sentence("It has neither a command nor an address.")
_BOTH = Sentence("It has a command and an address. Leave one of them.")
_HIDDEN = Sentence("It contains invisible characters, so it isn't used.")
_MALFORMED = Sentence("It isn't written as such entries are. Correct it in mcp.json.")
_OLD = Sentence("It uses the older SSE protocol. Ask its maker for the newer address (streamable HTTP).")
_NOT_AN_ADDRESS = Sentence("Its address isn't one. It must begin with https://.")
_PLAIN = Sentence("Its address must begin with https://, because it isn't on this device.")
_SAME_NAME = Sentence("Another server has nearly the same name. Rename one of them.")


def read_servers(text: str) -> ServerFile:
    if len(text) > LONGEST_FILE:
        return ServerFile(problem=TOO_LARGE)
    if not text.strip():
        return ServerFile()
    try:
        read = cast("object", json.loads(_without_comments(text)))
    except (ValueError, RecursionError):
        return ServerFile(problem=UNREADABLE)
    table = _table(read)
    if table is None:
        return ServerFile(problem=None if read == {} else NO_TABLE)
    entries = [_entry(name, told) for name, told in list(table.items())[:MOST_SERVERS]]
    return ServerFile(_told_apart(entries), TOO_MANY if len(table) > MOST_SERVERS else None)


def with_server(text: str, entry: ServerEntry) -> str:
    """Return the file with this server, in the place of one of its name. Raises EntryProblemError."""
    whole, table = _changeable(text)
    table[entry.name] = _fields(entry)
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def without_server(text: str, name: str) -> str:
    """Return the file without the server of that name. Raises EntryProblemError."""
    whole, table = _changeable(text)
    table.pop(name, None)
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _changeable(text: str) -> tuple[object, dict[str, object]]:
    """Return all that the file says, and the table of servers within it."""
    read = read_servers(text)
    if read.problem is not None and read.problem != NO_TABLE:
        raise EntryProblemError(read.problem)
    whole: object = json.loads(_without_comments(text)) if text.strip() else {}
    table = _table(whole)
    if table is not None:
        return whole, table
    fresh: dict[str, object] = {}
    kept = cast("dict[str, object]", whole) if isinstance(whole, dict) else {}
    return {**kept, "mcpServers": fresh}, fresh


def expanded(
    entry: ServerEntry, values: Mapping[str, str], secrets: Mapping[str, str], own: Collection[str]
) -> ServerEntry:
    """Return the entry with `${NAME}` filled in. Raises EntryProblemError.

    `values`: variables of the environment. `secrets`: what the keyring has, by the name of the variable or header. `own`:
    variables that hold voiceapp's own keys, which no server gets.
    """

    def filled(text: str, part: str) -> str:
        if text == IN_KEYRING:
            if part not in secrets:
                raise EntryProblemError(
                    Sentence("The keyring has no {name} for it. Remove the server and add it again.", name=part)
                )
            return secrets[part]
        return _GAP.sub(lambda gap: _value(gap[1], values, own), text)

    return replace(
        entry,
        command=filled(entry.command, ""),
        arguments=tuple(filled(each, "") for each in entry.arguments),
        variables=tuple((name, filled(value, name)) for name, value in entry.variables),
        folder=filled(entry.folder, ""),
        url=filled(entry.url, ""),
        headers=tuple((name, filled(value, name)) for name, value in entry.headers),
    )


def _value(gap: str, values: Mapping[str, str], own: Collection[str]) -> str:
    name, has_default, default = gap.removeprefix("env:").partition(":-")
    if name == "userHome":
        name = "HOME"
    if name in own:
        raise EntryProblemError(
            Sentence("It asks for {name}, which is voiceapp's own key. Enter a key of its own for it.", name=name)
        )
    if name in values:
        return values[name]
    if has_default:
        return default
    raise EntryProblemError(Sentence("It asks for {name}, which isn't set. Enter the value itself.", name=clean(name)))


def checked(entry: ServerEntry) -> ServerEntry:
    """Return the entry with the reason why it cannot be used, if there is one."""
    return replace(entry, problem=_problem_of(entry))


def _problem_of(entry: ServerEntry) -> Sentence | None:
    parts = (
        entry.command,
        *entry.arguments,
        entry.folder,
        entry.url,
        *(each for pair in _pairs_of(entry) for each in pair),
    )
    if not entry.name.strip() or not safe_server_name(entry.name) or len(entry.name) > LONGEST_NAME:
        return _BAD_NAME
    if any(_hides(part) for part in (entry.name, *parts)):
        return _HIDDEN
    if any(len(part) > LONGEST_PART for part in parts) or _misnamed(entry):
        return _MALFORMED
    if not entry.command and not entry.url:
        return _NOTHING
    if entry.command and entry.url:
        return _BOTH
    return _problem_of_address(entry.url) if entry.url else None


def _problem_of_address(url: str) -> Sentence | None:
    try:
        told = urlsplit(url)
        host = told.hostname or ""
    except ValueError:
        return _NOT_AN_ADDRESS
    if told.scheme not in ("http", "https") or not host or told.username or told.password:
        return _NOT_AN_ADDRESS
    return None if told.scheme == "https" or _is_here(host) else _PLAIN


def _is_here(host: str) -> bool:
    return host in ("localhost", "127.0.0.1", "::1") or host.endswith(".localhost")


def _pairs_of(entry: ServerEntry) -> Pairs:
    return (*entry.variables, *entry.headers)


def _misnamed(entry: ServerEntry) -> bool:
    return any(not _VARIABLE.fullmatch(name) for name, _ in entry.variables) or any(
        not _HEADER.fullmatch(name) for name, _ in entry.headers
    )


def _hides(text: str) -> bool:
    return clean(text) != text or "\n" in text or "\t" in text


def _table(read: object) -> dict[str, object] | None:
    for path in _TABLES:
        found = read
        for name in path:
            found = cast("dict[str, object]", found).get(name) if isinstance(found, dict) else None
        if isinstance(found, dict):
            return cast("dict[str, object]", found)
    return None


def _entry(name: str, told: object) -> ServerEntry:
    if not isinstance(told, dict):
        return ServerEntry(name, problem=_MALFORMED)
    fields = cast("dict[str, object]", told)
    arguments, variables = _texts(fields.get("args")), _pairs(fields.get("env"))
    headers = _pairs(fields.get("headers"))
    texts = [fields.get(each, "") for each in ("command", "cwd", "url", "serverUrl", "type")]
    if arguments is None or variables is None or headers is None or not all(isinstance(each, str) for each in texts):
        return ServerEntry(name, problem=_MALFORMED)
    command, folder, url, other_url, kind = (str(each).strip() for each in texts)
    disabled = fields.get("disabled") is True or fields.get("enabled") is False
    entry = ServerEntry(name, command, arguments, variables, folder, url or other_url, headers, disabled)
    return replace(entry, problem=_OLD) if kind == "sse" else checked(entry)


def _texts(value: object) -> tuple[str, ...] | None:
    if value is None:
        return ()
    if not isinstance(value, list) or len(cast("list[object]", value)) > MOST_PARTS:
        return None
    texts = tuple(each for each in cast("list[object]", value) if isinstance(each, str))
    return texts if len(texts) == len(cast("list[object]", value)) else None


def _pairs(value: object) -> Pairs | None:
    if value is None:
        return ()
    if not isinstance(value, dict) or len(cast("dict[str, object]", value)) > MOST_PARTS:
        return None
    pairs = cast("dict[str, object]", value).items()
    numbers = {name: str(each) for name, each in pairs if isinstance(each, int | float) and not isinstance(each, bool)}
    texts = {name: each for name, each in pairs if isinstance(each, str)} | numbers
    return tuple(texts.items()) if len(texts) == len(pairs) else None


def _told_apart(entries: list[ServerEntry]) -> tuple[ServerEntry, ...]:
    """Permissions go by the names of tools, so no two servers may share the first part of theirs."""
    names = [safe_server_name(entry.name).lower() for entry in entries]
    return tuple(
        replace(entry, problem=_SAME_NAME) if entry.problem is None and name in names[:place] else entry
        for place, (entry, name) in enumerate(zip(entries, names, strict=True))
    )


def _fields(entry: ServerEntry) -> dict[str, object]:
    told: dict[str, object] = {
        "command": entry.command,
        "args": list(entry.arguments),
        "env": dict(entry.variables),
        "cwd": entry.folder,
        "url": entry.url,
        "headers": dict(entry.headers),
        "disabled": entry.disabled,
    }
    return {name: value for name, value in told.items() if value}


def _without_comments(text: str) -> str:
    """Return JSON without the comments and last commas that VS Code allows."""
    plain = _COMMENT.sub(lambda found: found[1] or "", text)
    return _LAST_COMMA.sub(lambda found: found[1] or found[2], plain)


_STRING = r'("(?:[^"\\]|\\.)*")'
_COMMENT = re.compile(rf"{_STRING}|//[^\n]*|/\*.*?\*/", re.DOTALL)
_LAST_COMMA = re.compile(rf"{_STRING}|,(\s*[\]}}])", re.DOTALL)
