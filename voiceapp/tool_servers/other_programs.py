"""Finds the servers that other programs of this person are configured with. Nothing of them is run."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from voiceapp.core.tool_servers.access import FoundServers
from voiceapp.core.tool_servers.server_entries import LONGEST_FILE, read_servers


def servers_of_other_programs(environ: Mapping[str, str] = os.environ) -> tuple[FoundServers, ...]:
    return tuple(_found(environ))


def _found(environ: Mapping[str, str]) -> Iterator[FoundServers]:
    for program, path in _places(environ):
        try:
            if not path.is_file() or path.stat().st_size > LONGEST_FILE * 4:
                continue
            told = read_servers(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeError):
            continue
        usable = tuple(entry for entry in told.entries if entry.problem is None)
        if usable:
            yield FoundServers(program, str(path), usable)


def _places(environ: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home())
    config = _configuration(environ, home)
    yield "Claude Desktop", config / "Claude" / "claude_desktop_config.json"
    yield "Claude Code", home / ".claude.json"
    yield "Cursor", home / ".cursor" / "mcp.json"
    yield "VS Code", config / "Code" / "User" / "mcp.json"
    yield "VS Code", config / "Code" / "User" / "settings.json"
    yield "Windsurf", home / ".codeium" / "windsurf" / "mcp_config.json"
    yield "LM Studio", home / ".lmstudio" / "mcp.json"


def _configuration(environ: Mapping[str, str], home: Path) -> Path:
    if sys.platform == "win32":
        return Path(environ.get("APPDATA") or home / "AppData" / "Roaming")
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
