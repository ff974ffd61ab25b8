"""Loads the `mcp` package where a server is used, keeps what it logs out of our log, and says if it is not there."""

import importlib
import importlib.util
import logging

from voiceapp.core.sentence import Sentence

NOT_INSTALLED = Sentence("The package for this isn't installed. Install it with: pip install 'voiceapp[mcp]'")
_LOGGERS = ("mcp", "client", "httpx2", "httpcore2", "uvicorn", "sse_starlette")
"""They log addresses, and messages that could not be read."""


def is_installed() -> bool:
    return importlib.util.find_spec("mcp") is not None


def load() -> None:
    """Load it, which takes about a second, so that nothing waits for it later."""
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    importlib.import_module("mcp")
