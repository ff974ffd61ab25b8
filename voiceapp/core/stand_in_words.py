"""Says what a small model's answers are, and what would make them better: only what would really help."""

from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence

NO_KEY_YET = Sentence(
    "A small model on this device answers. For better answers, enter a key in Settings, "
    "or choose a larger model of your own."
)
UNTIL_THEN = Sentence("Until then, a small model on this device answers.")


def small_model_words(why: Failure | None) -> Sentence:
    """`why`: what keeps the engine from answering that the person would rather have; None: there is no key for it."""
    return NO_KEY_YET if why is None else UNTIL_THEN
