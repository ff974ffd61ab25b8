"""What each model must meet."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from voiceapp.local.messages import Done, FromWorker, Load, Request

Say = Callable[[FromWorker], None]
Canceller = Callable[[], bool]


class ModelRefusedError(Exception):
    """The model cannot be used; the message is one sentence for the person."""


class Part(Protocol):
    def load(self, load: Load) -> str:
        """Make the model ready; answers its name. Raises ModelRefusedError."""
        ...

    def work(self, request: Request, say: Say, cancelled: Canceller) -> Done:
        """Do one job, saying pieces as they come, until done or cancelled."""
        ...


def check_sum(file: Path, sha256: str) -> None:
    """The models that come with the app are what was tried. Raises ModelRefusedError."""
    if not file.exists():
        raise ModelRefusedError(f"There is no {file.name} in {file.parent.name}: choose another file in the settings.")
    if not sha256:
        return
    with file.open("rb") as opened:
        found = hashlib.file_digest(opened, "sha256").hexdigest()
    if found != sha256:
        raise ModelRefusedError(f"{file.name} is not the file that it should be: install it again with make run.")
