"""Writes or removes the file that makes a desktop start the app."""

from pathlib import Path

NAME = "io.github.voiceapp.voiceapp"


def tell(path: Path, content: bytes, *, on: bool) -> None:
    """Does nothing if the file is already as wanted. Raises OSError."""
    if not on:
        path.unlink(missing_ok=True)
    elif not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
