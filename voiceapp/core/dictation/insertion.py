"""Describes the text that was inserted last."""

from dataclasses import dataclass

from voiceapp.core.dictation.dictation_parts import DictationPart, as_spoken
from voiceapp.core.dictation.messages import Deliver, Delivered, DeliveryResult
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import DeliveryMethod

FRESH = 120.0
"""Seconds for which inserted text is assumed to still stand before the cursor."""
STANDING = 400
"""Characters before the cursor that are remembered."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """The text that was inserted last."""

    target: TextTarget
    text: str
    at: float
    original: str | None = None
    """The other wording of it: as spoken, or tidied if it stands there as spoken. None: there is only one."""
    original_in_terminal: str | None = None
    standing: str = ""
    """All that we inserted lately, as it stands before the cursor."""
    despite: frozenset[DeliveryResult] = frozenset()
    can_undo: bool = False
    way: DeliveryMethod = DeliveryMethod.PASTE
    profile: str = ""
    """The name of the profile that it was dictated with."""
    parts: tuple[DictationPart, ...] = ()
    as_spoken: bool = False
    """The person had the original words brought back."""
    rewritten: bool = False
    """It stands where a selected text stood, which is the other wording."""

    def replaced_by(self, delivery: int, text: str, in_terminal: str | None) -> Deliver:
        """Returns what puts other words in its place, between the same spaces."""
        before = self.text[: len(self.text) - len(self.text.lstrip())]
        after = self.text[len(self.text.rstrip()) :]
        return Deliver(
            delivery,
            f"{before}{text}{after}",
            self.way,
            self.target,
            erase=len(self.text),
            as_is=True,
            line=None if in_terminal is None else f"{before}{in_terminal}{after}",
            despite=self.despite,
        )

    @property
    def can_be_heard_again(self) -> bool:
        return self.can_undo and len(self.parts) == 1 and self.parts[0].item.sound is not None

    def others_of(self, spoken: tuple[str, ...]) -> tuple[str, ...]:
        """Returns the languages in which it can be heard again, instead of the one in which it was."""
        if not self.can_be_heard_again:
            return ()
        return tuple(code for code in spoken if code != (self.parts[0].item.language or "")[:2])


@dataclass(frozen=True, slots=True)
class DeliveryUnderWay:
    """Says what is being inserted."""

    wish: Deliver
    parts: tuple[DictationPart, ...]
    instead_of: Insertion | None = None
    """The other wording of the same words, which this one replaces."""
    rewritten: bool = False
    """It is the result of an instruction, which hears itself what becomes of it."""


def standing_before(last: Insertion | None, target: TextTarget, now: float, erased: int) -> str:
    """Returns what we inserted there lately, without what is taken out again."""
    if last is None or last.target.window != target.window or now - last.at >= FRESH:
        return ""
    return last.standing[: len(last.standing) - erased]


def insertion_of(
    flight: DeliveryUnderWay, target: TextTarget, came: Delivered, last: Insertion | None, now: float
) -> Insertion:
    """Returns what stands there now. `last`: what was inserted before it."""
    other = flight.instead_of
    replaced = "" if other is None else other.text.strip()
    original, original_in_terminal = as_spoken(flight.parts) if other is None else (replaced, replaced)
    return Insertion(
        target,
        came.inserted,
        now,
        original,
        original_in_terminal,
        f"{standing_before(last, target, now, flight.wish.erase)}{came.inserted}"[-STANDING:],
        flight.wish.despite,
        came.can_undo,
        flight.wish.way,
        flight.parts[0].dictation.profile_name if flight.parts else last.profile if last else "",
        flight.parts if other is None else other.parts,
        as_spoken=other is not None and not other.as_spoken,
        rewritten=other is not None and other.rewritten,
    )
