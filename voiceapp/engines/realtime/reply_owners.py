"""Tells which request a reply that begins belongs to, by remembering what was asked of the service, in order.

OpenAI hands back the name under which a side job was asked. Not every service does: there a reply that begins is the
first of what was asked. Nor does every service wait to be asked: some begin by themselves when a turn is committed,
and then refuse our asking, because an answer is being made.
"""

from dataclasses import dataclass, field

ASIDE_PATIENCE = 20.0
"""Seconds for which a side job may wait to begin, before it is believed to have been dropped."""


@dataclass(frozen=True, slots=True)
class _AskedReply:
    job: str | None
    """None: a reply into the conversation."""
    at: float


@dataclass(slots=True)
class ReplyOwners:
    echoes: bool
    """The service is known to hand back the name of a side job."""
    _asked: list[_AskedReply] = field(default_factory=list[_AskedReply])

    @property
    def replies(self) -> int:
        """That were asked for, and have not begun."""
        return sum(asked.job is None for asked in self._asked)

    def reply(self, now: float) -> None:
        self._asked.append(_AskedReply(None, now))

    def aside(self, job: str, now: float) -> None:
        self._asked.append(_AskedReply(job, now))

    def begins(self, named: str | None, now: float, *, owed: bool) -> str | None:
        """The side job that this reply is; None: it is one into the conversation. `named`: by the service. `owed`: the
        service makes one into the conversation by itself.
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
        """The first that was asked under this name is not waited for any more."""
        for number, asked in enumerate(self._asked):
            if asked.job == job:
                del self._asked[number]
                return

    def drop_replies(self) -> None:
        self._asked = [asked for asked in self._asked if asked.job is not None]

    def drop_aside(self) -> bool:
        """The service refused one, and does not say which. False: none was asked."""
        job = next((asked.job for asked in self._asked if asked.job is not None), None)
        if job is not None:
            self.drop(job)
        return job is not None
