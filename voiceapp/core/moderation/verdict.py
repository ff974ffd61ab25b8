"""Says what a check of words and pictures found, and which of it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image

STRICT_FROM = 0.15
"""The score from which on something counts for the strict: services flag it themselves from about half."""


CHECK_PATIENCE = 4.0
"""Seconds for which an answer waits for its check."""
TOO_SLOW = Failure(FailureKind.TIMED_OUT, Sentence("The service that checks what is said doesn't answer."))


class Harm(Enum):
    """Names what may be found."""

    HARASSMENT = "harassment"
    HATE = "hate"
    ILLICIT = "illicit"
    SELF_HARM = "self-harm"
    SEXUAL = "sexual"
    VIOLENCE = "violence"
    OTHER = "other"


_IN_WORDS = {
    Harm.HARASSMENT: Sentence("harassment"),
    Harm.HATE: Sentence("hate"),
    Harm.ILLICIT: Sentence("help with something illegal"),
    Harm.SELF_HARM: Sentence("self-harm"),
    Harm.SEXUAL: Sentence("sexual content"),
    Harm.VIOLENCE: Sentence("violence"),
    Harm.OTHER: Sentence("something harmful"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    flagged: frozenset[Harm]
    """What the service itself objects to."""
    scores: Mapping[Harm, float]
    """How sure it is of each, from 0 to 1."""

    def harm(self, *, strict: bool) -> Harm | None:
        """Return the worst that was found. None: nothing that counts."""
        found = {harm for harm, score in self.scores.items() if strict and score >= STRICT_FROM} | self.flagged
        return max(found, key=lambda harm: (self.scores.get(harm, 0.0), harm.value), default=None)


class Moderator(Protocol):
    @property
    def whom(self) -> str:
        """Name who gets to see the words, in a few words. Empty if nothing leaves this device."""
        ...

    async def look(self, text: str, images: tuple[Image, ...] = ()) -> Verdict:
        """Check a text, and pictures with it. Raises EngineError."""
        ...


def said_failure(harm: Harm) -> Failure:
    """Explain why what the person said is not answered."""
    if harm is Harm.SELF_HARM:
        return _held(
            Sentence(
                "This wasn't answered here. If you think about hurting yourself, please talk to someone you trust, or "
                "call your local emergency number."
            )
        )
    return _held(Sentence("This wasn't answered, because the check found {what} in it.", what=_IN_WORDS[harm]))


def answer_failure(harm: Harm, *, some_heard: bool) -> Failure:
    """Explain why an answer is not heard, or not to its end."""
    if some_heard:
        return _held(
            Sentence(
                "The rest of the answer was held back, because the check found {what} in it.", what=_IN_WORDS[harm]
            )
        )
    return _held(Sentence("The answer was held back, because the check found {what} in it.", what=_IN_WORDS[harm]))


def picture_failure(harm: Harm) -> Failure:
    """Explain why a picture is not made."""
    return _held(
        Sentence("The picture wasn't made, because the check found {what} in its description.", what=_IN_WORDS[harm])
    )


def unchecked_failure(why: Failure) -> Failure:
    """Explain that nothing passes which could not be checked."""
    return Failure(
        FailureKind.UNCHECKED,
        Sentence("{why} So this was held back, unchecked.", why=why.sentence),
        why.detail,
        said=why.said,
    )


def goes_unchecked(why: Failure) -> Failure:
    """Explain that everything passes while nothing can be checked."""
    return Failure(
        FailureKind.UNCHECKED,
        Sentence("{why} Until that works, what is said goes unchecked.", why=why.sentence),
        why.detail,
        said=why.said,
    )


NO_WORDS = Failure(FailureKind.UNCHECKED, Sentence("There were no words to check."))


def _held(sentence: Sentence) -> Failure:
    return Failure(FailureKind.CONTENT_REFUSED, sentence)
