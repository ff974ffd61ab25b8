"""Finds out which language the system speaks."""

import re
from collections.abc import Mapping


def system_language(environ: Mapping[str, str]) -> str:
    """Return its code, such as "de". English where nothing is said."""
    locale = next(filter(None, map(environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    language = re.split(r"[_.@-]", locale)[0].lower()
    return "en" if language in ("", "c", "posix") else language
