"""Takes things apart: each part is ended, whatever became of the one before it."""

import logging
from collections.abc import Callable

log = logging.getLogger(__name__)


def end_each(*ends: Callable[[], object]) -> None:
    """All of them, in this order. Whoever closes cannot do anything about what fails: it is logged."""
    for end in ends:
        try:
            end()
        except Exception:  # the edge of each part
            log.exception("a part of voiceapp did not end well")
