"""Tells which request a reply that begins belongs to, by remembering in order what was asked of the service.

OpenAI hands back the name under which a side job was requested, but not every service does; on the others, a reply that
begins is taken as the first one requested. Nor does every service wait to be asked; some begin on their own when a turn
is committed, and then refuse our request because an answer is already being made.
"""

from dataclasses import dataclass, field

ASIDE_PATIENCE = 20.0
"""Seconds that a side job may take to begin before it counts as dropped."""


@dataclass(frozen=True, slots=True)
class _AskedReply:
    job: str | None
    """None for a reply into the conversation."""
    at: float


@dataclass(slots=True)
class ReplyOwners:
    echoes: bool
    """The service is known to hand back the name of a side job."""
    _asked: list[_AskedReply] = field(default_factory=list[_AskedReply])

    @property
    def replies(self) -> int:
        """Replies that were requested and have not begun."""
        return sum(asked.job is None for asked in self._asked)

    def reply(self, now: float) -> None:
        self._asked.append(_AskedReply(None, now))

    def aside(self, job: str, now: float) -> None:
        self._asked.append(_AskedReply(job, now))

    def begins(self, named: str | None, now: float, *, owed: bool) -> str | None:
        """Returns the side job that this reply is, or None for a reply into the conversation. `named` is the name that
        the service gave. `owed`: the service makes a reply into the conversation by itself.
        """
        if named is not None:
            self.echoes = True
            self.drop(named)
            return named
        self._asked = [asked for asked in self._asked if asked.job is None or now < asked.at + ASIDE_PATIENCE]
        first = self._asked[0].job if self._asked else None
        if first is not None and not self.echoes and not owed:
            self.drop(first)
            return first
        self.drop(None)
        return None

    def drop(self, job: str | None) -> None:
        """Stops waiting for the first request under this name."""
        for number, asked in enumerate(self._asked):
            if asked.job == job:
                del self._asked[number]
                return

    def drop_replies(self) -> None:
        self._asked = [asked for asked in self._asked if asked.job is not None]

    def drop_aside(self) -> bool:
        """Drops the first side job, because the service refused one without saying which. Returns False if there was
        none.
        """
        job = next((asked.job for asked in self._asked if asked.job is not None), None)
        if job is not None:
            self.drop(job)
        return job is not None
