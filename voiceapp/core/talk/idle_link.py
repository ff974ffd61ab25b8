"""Closes a link that nobody needs any more, or that costs money by the second while nobody speaks."""

from collections.abc import Callable

from voiceapp.core.talk.link_state import LinkKeeper
from voiceapp.core.talk.talk_state import Floor
from voiceapp.core.talk.tool_calls import ToolCalls

IDLE_PATIENCE = 60.0
"""Seconds for which the link stays open after a typed exchange, so that the next line need not wait for one."""


class IdleLink:
    def __init__(self, link: LinkKeeper, tools: ToolCalls, rest_after: Callable[[], float]) -> None:
        """`rest_after`: seconds without a word after which a link that is billed by time rests."""
        self._link = link
        self._tools = tools
        self._rest_after = rest_after
        self.rests = False
        """It was closed although the microphone listens, and opens when somebody speaks."""
        self._listens = False
        self._since: float | None = None
        """The time since which the link has been open although nobody needs it."""

    @property
    def deadline(self) -> float | None:
        return None if self._since is None else self._since + self._patience

    @property
    def _patience(self) -> float:
        return self._rest_after() if self._listens else IDLE_PATIENCE

    def is_needed(self, *, listens: bool, quiet: bool) -> bool:
        """Return whether a link is needed although nothing waits for it. `listens`: the microphone does."""
        self.rests = self.rests and listens and quiet
        self._listens = listens
        return listens and not self.rests

    def expect_nothing_more(self, now: float) -> None:
        """Close it at once if nobody needs it, because the person hung up. If an answer is still owed, it stays open for
        the usual time after that.
        """
        self._since = now - IDLE_PATIENCE

    def close_when_idle(self, now: float, floor: Floor, *, idle: bool) -> None:
        """Close it after a while. `idle`: nobody speaks, and nothing is owed.

        Where it's billed by time, a question whether a tool may be used doesn't keep it open for ever: the person may have
        left.
        """
        info = self._link.info
        bills_time = info is not None and info.traits.bills_time
        asks = bills_time and floor is Floor.THINKING and self._tools.asking and not self._tools.busy
        may_close = not self._listens or bills_time
        if not (idle or asks) or not may_close or not self._link.is_open:
            self._since = None
        elif self._since is None:
            self._since = now
        elif now >= self._since + self._patience:
            self._since = None
            if asks:
                self._tools.give_up_asking(now)
            else:
                self.rests = self._listens
                self._link.close()
