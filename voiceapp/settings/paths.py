"""Says where voiceapp keeps things on this device.

`VOICEAPP_HOME` puts everything under one folder, for a portable copy or a test.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from platformdirs import PlatformDirs

from voiceapp.core.sentence import Sentence

OWNER_ONLY_FOLDER = 0o700


class PathsError(OSError):
    """A folder cannot be used. The message is one sentence for the person."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Names the four folders, and what is in them."""

    config: Path
    """The person's settings: small, and worth a backup."""
    data: Path
    """Conversations and their sound."""
    state: Path
    """The app's own memory, such as logs and the window's place."""
    cache: Path
    """Files that can be made or fetched again."""

    @classmethod
    def find(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Finds the folders of this person on this system. Creates nothing."""
        home = (os.environ if environ is None else environ).get("VOICEAPP_HOME", "")
        if home:
            return cls.under(Path(home))
        dirs = PlatformDirs("voiceapp", appauthor=False, roaming=False)
        return cls(dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, dirs.user_cache_path)

    @classmethod
    def under(cls, home: Path) -> Self:
        home = home.expanduser().absolute()
        return cls(home / "config", home / "data", home / "state", home / "cache")

    @property
    def folders(self) -> dict[str, Path]:
        return {"config": self.config, "data": self.data, "state": self.state, "cache": self.cache}

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.toml"

    @property
    def database(self) -> Path:
        return self.data / "voiceapp.sqlite3"

    @property
    def sounds(self) -> Path:
        return self.data / "sounds"

    @property
    def log_file(self) -> Path:
        return self.state / "voiceapp.log"

    def make(self) -> None:
        """Create what is missing, readable only by the owner. Raises PathsError."""
        for folder in self.folders.values():
            make_private_folder(folder)


def make_private_folder(folder: Path) -> None:
    """Create a folder that only its owner can open, or restrict an existing one. Raises PathsError."""
    try:
        folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        if os.name == "posix" and folder.stat().st_mode & 0o077:
            folder.chmod(OWNER_ONLY_FOLDER)
    except OSError as error:
        why = error.strerror or "it failed"
        raise PathsError(
            Sentence(
                "voiceapp cannot use the folder {folder} ({why}): make it writable, "
                "or set VOICEAPP_HOME to a folder that is.",
                folder=str(folder),
                why=why,
            )
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PathsError(
            Sentence(
                "voiceapp may not write in {folder}: make it writable, or set VOICEAPP_HOME to a folder that is.",
                folder=str(folder),
            )
        )
