"""Defines how answers that take a while reach whoever asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Probe:
    """The outcome of trying something: a key, a base URL or a device."""

    ok: bool
    sentence: Sentence


T = TypeVar("T")
Answer = Callable[[T | Failure], None]
