"""Takes keys out of any text that is saved or shown: logs, errors, reports.

It works in two layers: every secret that this process knows, in each form in which it may be written, and then whatever
else looks like a key.
"""

import json
import re
import threading
from urllib.parse import quote

MARK = "[secret]"

_SHORTEST = 4
"""Shorter "keys" are placeholders ("x") for servers that want none, and hiding those would hide half the log."""
_ANYWHERE = 8
"""Secrets of this length or more are hidden inside other words too."""

# Each pattern starts with fixed text and has bounded repeats, so that a line of a megabyte takes milliseconds.
_LOOKS_LIKE_A_KEY = re.compile(
    r"""
      \b(?:sk|rk|ek|gsk|xai)[-_][A-Za-z0-9][A-Za-z0-9_\-]{6,}      # keys with a maker's mark
    | \b(?:hf_|r8_|sess-)[A-Za-z0-9]{20,}
    | \bAIza[A-Za-z0-9_\-]{20,}
    | \beyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}(?:\.[A-Za-z0-9_\-]*)?   # tokens with claims inside
    """,
    re.VERBOSE,
)
_BEARER = re.compile(r"\b(Bearer(?:\s+|%20|\+))[^\s\"'<>\[\],;)}]+", re.IGNORECASE)
_TOKEN = re.compile(r"(\bAuthorization\W{1,6}Token\s+|\bToken\s+(?=[0-9a-f]{32}))[^\s\"'<>\[\],;)}]+", re.IGNORECASE)
_BASIC = re.compile(r"\b(Basic )[A-Za-z0-9+/]{12,}={0,2}")
_NAMED = re.compile(
    r"""
    ( (?: api[-_ ]?key | authorization | client[-_]?secret | access[-_]?token | password | passwd )
      [A-Za-z0-9_\-]{0,40}
      \\?["']? \s{0,8} (?: [:=,] | \bis\b ) \s{0,8} b? \\?["']?
    )
    (?! (?:Bearer|Basic|Token)\b | \[secret\] )
    [^\s"'&,;)}\]\\]+
    """,
    re.IGNORECASE | re.VERBOSE,
)
_IN_QUERY = re.compile(r"([?&](?:key|token|sig|signature|code)=)[^&\s\"']+", re.IGNORECASE)
_IN_NETLOC = re.compile(r"(\b[a-z][a-z0-9+.\-]{0,20}://)[^/\s@\"']{1,400}@", re.IGNORECASE)

_SECRET_NAME = re.compile(r"(?:^|[_\-.])(?:key|token|secret|password|passwd)$|api[-_]?key", re.IGNORECASE)

_lock = threading.Lock()
_known: dict[str, "re.Pattern[str]"] = {}


def remember(secret: str) -> None:
    """Hides this text everywhere from now on."""
    if len(secret) < _SHORTEST or secret in _known:
        return
    forms = {secret, quote(secret, safe=""), json.dumps(secret)[1:-1], repr(secret)[1:-1]}
    edges = ("", "") if len(secret) >= _ANYWHERE else (r"(?<!\w)", r"(?!\w)")
    longest_first = sorted(forms, key=len, reverse=True)
    pattern = re.compile(edges[0] + "(?:" + "|".join(re.escape(form) for form in longest_first) + ")" + edges[1])
    with _lock:
        _known[secret] = pattern


def names_a_secret(name: str) -> bool:
    """Says whether something of this name would be a key or a password."""
    return bool(_SECRET_NAME.search(name))


def redact(text: str) -> str:
    """Returns the text without keys, and otherwise unchanged."""
    with _lock:
        known = sorted(_known.items(), key=lambda entry: len(entry[0]), reverse=True)
    for _, pattern in known:
        text = pattern.sub(MARK, text)
    text = _IN_NETLOC.sub(rf"\1{MARK}@", text)
    text = _LOOKS_LIKE_A_KEY.sub(MARK, text)
    text = _BEARER.sub(rf"\1{MARK}", text)
    text = _TOKEN.sub(rf"\1{MARK}", text)
    text = _BASIC.sub(rf"\1{MARK}", text)
    text = _NAMED.sub(rf"\1{MARK}", text)
    return _IN_QUERY.sub(rf"\1{MARK}", text)
