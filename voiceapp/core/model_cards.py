"""Describes the models that this device can run, each as a card for the person to decide by."""

from dataclasses import dataclass
from enum import Enum

from voiceapp.core.sentence import Sentence


class ModelState(Enum):
    """Says how far a model is on its way to this device."""

    ABSENT = "absent"
    WAITING = "waiting"
    """It's fetched as soon as the one before it is done."""
    FETCHING = "fetching"
    PAUSED = "paused"
    """Begun, and kept until somebody goes on with it."""
    HERE = "here"
    IN_USE = "in use"
    BROKEN = "broken"
    """Its files aren't what they should be: `problem` says why."""


HAS_FILES = frozenset({ModelState.HERE, ModelState.IN_USE})
"""The states of a model that can be used."""
COMING = frozenset({ModelState.WAITING, ModelState.FETCHING})
"""The states of a model that is being fetched without anybody's doing more."""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """One model of the catalogue."""

    id: str
    """Short and stable, such as `whisper-base`."""
    part: str
    """One of ears, brain, voice or meaning."""
    title: str
    brings: Sentence
    """What the person gains by it."""
    licence: str
    languages: tuple[str, ...] = ()
    """Codes such as `de`. Empty: many."""
    bytes: int = 0
    """What is fetched in all, roughly where the publisher doesn't say."""
    memory: int = 0
    """Bytes that it takes while it's loaded."""
    state: ModelState = ModelState.ABSENT
    built_in: bool = False
    """It came with the app, so it can't be deleted."""
    by_itself: bool = False
    """It's fetched because the app wants it, not because somebody asked. `cancel` then ends that for good."""
    done: int = 0
    """Bytes fetched so far."""
    seconds_left: float | None = None
    unfit: Sentence | None = None
    """Why it isn't a good choice for this computer. None: it fits."""
    speakers: tuple[tuple[str, str], ...] = ()
    """Whom a voice can sound like: names that can be chosen, such as `kokoro/af_heart`, each with its title."""
    has_sample: bool = False
    """Its publisher lets one hear it before it's fetched."""
    lacking_for: str = ""
    """A reply was in this language, which this voice speaks and none here does. Told once."""
    problem: Sentence | None = None
    """Why it isn't here although it was wanted, or can't be used."""

    @property
    def share(self) -> float:
        """Return how much of it has been fetched, from 0 to 1."""
        return min(1.0, self.done / self.bytes) if self.bytes else 0.0
