"""Writes or removes the file by which a desktop is told to start the app."""

from pathlib import Path

NAME = "io.github.voiceapp.voiceapp"


def tell(path: Path, content: bytes, *, on: bool) -> None:
    """Does nothing where it is so already. Raises OSError."""
    if not on:
        path.unlink(missing_ok=True)
    elif not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
