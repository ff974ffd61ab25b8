"""Makes names that services accept, and that no other tool has, from what servers call their tools."""

import re
from collections.abc import Sequence

LONGEST = 64
"""Characters that services allow in a function's name."""
LONGEST_SERVER = 24
BETWEEN = "__"
_STRANGE = re.compile(r"[^A-Za-z0-9_-]+")


def safe_server_name(server: str) -> str:
    """Return the first part of the names of a server's tools. Empty: nothing of its name can be used."""
    return _plain(server)[:LONGEST_SERVER].strip("_-")


def safe_names(server: str, tools: Sequence[str]) -> dict[str, str]:
    """Return the name under which a model knows each tool, by its real one.

    A name says for good which tool it is, because permissions go by it: it depends on no other tool and on no order. Two
    tools that cannot be told apart are both left out.
    """
    named = {tool: _safe_name(safe_server_name(server), tool) for tool in dict.fromkeys(tools)}
    taken = list(named.values())
    return {tool: name for tool, name in named.items() if name and taken.count(name) == 1}


def _safe_name(server: str, tool: str) -> str:
    plain = _plain(tool)
    if not server or not plain.strip("_-"):
        return ""
    room = LONGEST - len(server) - len(BETWEEN)
    if plain != tool or len(plain) > room:
        mark = f"_{_checksum(tool):05x}"
        plain = f"{plain[: room - len(mark)]}{mark}"
    return f"{server}{BETWEEN}{plain}"


def _plain(name: str) -> str:
    return _STRANGE.sub("_", name)


def _checksum(text: str) -> int:
    value = 0
    for byte in text.encode("utf-8", "replace"):
        value = (value * 257 + byte + 1) % 0xFFFFD
    return value
