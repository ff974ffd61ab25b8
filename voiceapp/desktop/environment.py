"""Describes the desktop that the app runs on, as far as it decides which way of doing something fits."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DesktopEnvironment:
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    platform: str = sys.platform
    state: Path | None = None
    """A folder for what a desktop needs to remember."""

    @property
    def is_windows(self) -> bool:
        return self.platform == "win32"

    @property
    def is_macos(self) -> bool:
        return self.platform == "darwin"

    @property
    def has_wayland(self) -> bool:
        return bool(self.environ.get("WAYLAND_DISPLAY"))

    @property
    def has_x11(self) -> bool:
        return bool(self.environ.get("DISPLAY"))
