"""Defines the interface of each model."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.local.process_messages import Done, FromWorker, Load, Request, SoundMessage
from voiceapp.settings import installation

Say = Callable[[FromWorker], None]
Canceller = Callable[[], bool]
_PIECE = 1024 * 1024
SOUND_PIECE_MS = 100


class ModelRefusedError(Exception):
    """The model cannot be used; `sentence` tells the person why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class ModelRunner(Protocol):
    def load(self, load: Load) -> str:
        """Make the model ready; returns its name. Raises ModelRefusedError."""
        ...

    def work(self, request: Request, say: Say, cancelled: Canceller) -> Done:
        """Do one job, sending pieces as they come, until done or cancelled."""
        ...


def say_sound(job: int, pcm: bytes, say: Say, cancelled: Canceller) -> bool:
    """Send sound piece by piece. Return whether all of it was sent, and nothing was cancelled."""
    step = WIRE.bytes(SOUND_PIECE_MS)
    for start in range(0, len(pcm), step):
        if cancelled():
            return False
        say(SoundMessage(job, pcm[start : start + step]))
    return True


def check_sum(file: Path, sha256: str, rest: Path | None = None) -> None:
    """Verify that a model that comes with the app is the tested one. `rest` is the file's second half. Raises
    ModelRefusedError.
    """
    if not file.exists():
        raise ModelRefusedError(
            Sentence(
                "There's no {name} in {folder}. Choose another file in Settings.",
                name=file.name,
                folder=file.parent.name,
            )
        )
    if not sha256:
        return
    seen = hashlib.sha256()
    for each in (file, rest) if rest else (file,):
        with each.open("rb") as opened:
            while piece := opened.read(_PIECE):
                seen.update(piece)
    if seen.hexdigest() != sha256:
        raise ModelRefusedError(
            Sentence(
                "{name} isn't the file that it should be. Install it again with {command}.",
                name=file.name,
                command=installation.brings_models_again(),
            )
        )
