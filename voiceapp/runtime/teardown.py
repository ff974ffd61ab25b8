"""Takes things apart, ending each part even if the one before it failed."""

import logging
from collections.abc import Callable

log = logging.getLogger(__name__)


def end_each(*ends: Callable[[], object]) -> None:
    """Ends all of them in this order. Failures are only logged, because whoever closes can do nothing about them."""
    for end in ends:
        try:
            end()
        except Exception:  # one part's failure must not keep the others open
            log.exception("a part of voiceapp did not end well")
