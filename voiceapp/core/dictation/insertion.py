"""Describes the text that was inserted last."""

from dataclasses import dataclass

from voiceapp.core.dictation.dictation_parts import DictationPart
from voiceapp.core.dictation.messages import DeliveryResult, TextTarget
from voiceapp.core.dictation.wishes import DeliveryMethod


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
