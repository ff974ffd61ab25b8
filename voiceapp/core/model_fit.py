"""Decides which models suit a computer, by its memory, its processor and a short measurement."""

from collections.abc import Sequence
from dataclasses import dataclass

from voiceapp.core.sentence import DataSize, Sentence

SHARE_OF_MEMORY = 0.25
"""What a model may take of the whole memory, because other programs and the app's other models need some, too."""
LARGER_IS_SLOWER = 0.77
"""How a model's speed falls with the size of its file: 98 MB gave 85 tokens a second, 491 MB 24, 1,117 MB 13."""


@dataclass(frozen=True, slots=True)
class MeasuredSpeed:
    """Records what a language model of a known size did on this computer."""

    tokens_a_second: float
    bytes: int

    def of(self, size: int) -> float:
        """Return what a model of another size may be expected to do."""
        return self.tokens_a_second * (self.bytes / size) ** LARGER_IS_SLOWER if size else self.tokens_a_second


@dataclass(frozen=True, slots=True)
class Computer:
    """Describes what models find on a computer."""

    memory: int
    """Bytes in all; 0 if unknown."""
    cores: int
    speed: MeasuredSpeed | None = None
    """None: not measured yet."""
    too_slow: tuple[str, ...] = ()
    """Models that took too long here."""
    voice_factor: float | None = None
    """The share of real time that a natural voice took to speak. None: not measured yet."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Describes what a model wants of a computer, and how good it is."""

    id: str
    rank: int
    bytes: int
    memory: int
    cores: int = 1
    least_speed: float = 0.0
    by_default: bool = True
    """It may be chosen without anybody's asking for it."""


def unfit(needs: Needs, computer: Computer) -> Sentence | None:
    """Say why a model doesn't suit a computer. None: it does, as far as is known."""
    wanted = round(needs.memory / SHARE_OF_MEMORY)
    if computer.memory and wanted > computer.memory:
        return Sentence(
            "Needs a computer with {wanted} of memory. This one has {memory}.",
            wanted=DataSize(wanted),
            memory=DataSize(computer.memory),
        )
    if needs.cores > computer.cores:
        return Sentence(
            "Slow on this computer: it should have {wanted} processor cores, and has {cores}.",
            wanted=needs.cores,
            cores=computer.cores,
        )
    slow = computer.speed is not None and computer.speed.of(needs.bytes) < needs.least_speed
    if slow or needs.id in computer.too_slow:
        return Sentence("Slow on this computer. You'd wait for each answer.")
    return None


def best(candidates: Sequence[Needs], computer: Computer, *, unmeasured: float) -> str:
    """Return the id of the best model that suits a computer. Empty if none does.

    Without a measurement, only those are chosen that need no more than `unmeasured` tokens a second.
    """
    fitting = [
        each
        for each in candidates
        if each.by_default
        and unfit(each, computer) is None
        and (computer.speed is not None or each.least_speed <= unmeasured)
    ]
    return max(fitting, key=lambda each: each.rank).id if fitting else ""
