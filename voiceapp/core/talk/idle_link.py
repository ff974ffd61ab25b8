"""Closes a link that nobody needs any more."""

from voiceapp.core.talk.link_state import LinkKeeper

IDLE_PATIENCE = 60.0
"""Seconds for which the link stays open after a typed exchange, so that the next line need not wait for one."""


class IdleLink:
    def __init__(self, link: LinkKeeper) -> None:
        self._link = link
        self._since: float | None = None
        """The time since which the link has been open although nobody needs it."""

    @property
    def deadline(self) -> float | None:
        return None if self._since is None else self._since + IDLE_PATIENCE

    def expect_nothing_more(self, now: float) -> None:
        """Close it at once if nobody needs it, because the person hung up. If an answer is still owed, it stays open for
        the usual time after that.
        """
        self._since = now - IDLE_PATIENCE

    def close_when_idle(self, now: float, *, idle: bool) -> None:
        if not idle or not self._link.is_open:
            self._since = None
        elif self._since is None:
            self._since = now
        elif now >= self._since + IDLE_PATIENCE:
            self._since = None
            self._link.close()
