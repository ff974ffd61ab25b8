"""Keeps the secrets of servers of tools in the keyring, so that the file of servers holds none of them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from voiceapp.core.sentence import Sentence
from voiceapp.core.tool_servers.server_entries import IN_KEYRING, Pairs, ServerEntry, sounds_secret
from voiceapp.settings.named_secrets import NamedSecrets
from voiceapp.tool_servers.sign_in import sign_in_name

_NOT_KEPT = Sentence("The keyring didn't take its secret, so nothing was saved. Unlock it, and try again.")


class ServerSecrets:
    """May be used from any thread; each call may wait for the keyring."""

    def __init__(self, secrets: NamedSecrets) -> None:
        self.named = secrets

    def put_away(self, entry: ServerEntry) -> ServerEntry | Sentence:
        """Return the entry without its secrets, which the keyring has then; or why it did not take them."""
        found = dict(_secret_pairs(entry))
        if any(self.named.keep(name_of(entry, part), value) is not None for part, value in found.items()):
            return _NOT_KEPT
        return replace(
            entry,
            variables=tuple((name, IN_KEYRING if name in found else value) for name, value in entry.variables),
            headers=tuple((name, IN_KEYRING if name in found else value) for name, value in entry.headers),
        )

    def of(self, entry: ServerEntry) -> Mapping[str, str]:
        """Return what the keyring has for it, by the name of the variable or header."""
        wanted = [name for name, value in (*entry.variables, *entry.headers) if value == IN_KEYRING]
        found = {name: self.named.find(name_of(entry, name)) for name in wanted}
        return {name: value for name, value in found.items() if value}

    def forget(self, entry: ServerEntry) -> None:
        for name, value in (*entry.variables, *entry.headers):
            if value == IN_KEYRING:
                self.named.forget(name_of(entry, name))
        if entry.url:
            self.named.forget(sign_in_name(entry.name, entry.url))


def name_of(entry: ServerEntry, part: str) -> str:
    """Return the name under which the keyring has a secret of a server, as it is: another program or address has none of it."""
    what = entry.url or json.dumps([entry.command, *entry.arguments])
    return f"mcp/{entry.name}/{part}/{hashlib.sha256(what.encode()).hexdigest()[:16]}"


def _secret_pairs(entry: ServerEntry) -> Pairs:
    """Every header is one, and each variable that sounds like one; what only names a variable is none."""
    named = (pair for pair in entry.variables if sounds_secret(pair[0]))
    return tuple((name, value) for name, value in (*named, *entry.headers) if value and "${" not in value)
