"""Tracks the link to the engine: closed > opening > open, its retries, and its renewal before it grows too old.

Every link has a number. News from any link but the current (or the coming) one is out of date.
"""

from collections.abc import Callable
from enum import Enum

from voiceapp.core.backoff import Backoff
from voiceapp.core.failures import Failure
from voiceapp.core.messages import Command, Configure, Connect, Disconnect, LinkId, LinkInfo, ToEngine
from voiceapp.core.talk.session_lifetimes import end_of, renewal_of
from voiceapp.core.transcript import Item
from voiceapp.core.transitions import Transitions
from voiceapp.core.wishes import SessionWishes

URGENT = 15.0
"""Seconds before the age limit at which a session is renewed even in the middle of a talk."""


class LinkPhase(Enum):
    CLOSED = "closed"
    """There is none; one may be tried again in a while."""
    OPENING = "opening"
    """One was asked for."""
    OPEN = "open"
    """What is said goes over it."""
    RENEWING = "renewing"
    """It is used until the next one, which was asked for, is open."""


class LinkMove(Enum):
    CONNECT = "connect"
    """Somebody needs one."""
    OPENED = "opened"
    """The one that was asked for is open."""
    RENEW = "renew"
    """It grows too old, or was wished otherwise: the next one is asked for."""
    NEXT_LOST = "next lost"
    """The next one could not be opened, or is not wanted after all."""
    LOST = "lost"
    """The one that is used, or was asked for first, is gone."""
    CLOSE = "close"
    """Nobody needs it, or it is to be opened anew."""


LINK_TRANSITIONS = Transitions(
    "The link to the engine",
    LinkPhase.CLOSED,
    {
        LinkPhase.CLOSED: {
            LinkMove.CONNECT: LinkPhase.OPENING,
            LinkMove.CLOSE: LinkPhase.CLOSED,
        },
        LinkPhase.OPENING: {
            LinkMove.OPENED: LinkPhase.OPEN,
            LinkMove.LOST: LinkPhase.CLOSED,
            LinkMove.CLOSE: LinkPhase.CLOSED,
        },
        LinkPhase.OPEN: {
            LinkMove.RENEW: LinkPhase.RENEWING,
            LinkMove.LOST: LinkPhase.CLOSED,
            LinkMove.CLOSE: LinkPhase.CLOSED,
        },
        LinkPhase.RENEWING: {
            LinkMove.OPENED: LinkPhase.OPEN,
            LinkMove.NEXT_LOST: LinkPhase.OPEN,
            LinkMove.LOST: LinkPhase.OPENING,
            LinkMove.CLOSE: LinkPhase.CLOSED,
        },
    },
)


class LinkKeeper:
    def __init__(self, emit: Callable[[Command], None], backoff: Backoff) -> None:
        self._emit = emit
        self._backoff = backoff
        self._last = 0
        self.current: LinkId | None = None
        self.coming: LinkId | None = None
        """The next one, while the current one is still open."""
        self._phase = LINK_TRANSITIONS.first
        self.info: LinkInfo | None = None
        self.retry_at: float | None = None
        self.failure: Failure | None = None
        """Why there is no link, once one has been lost or refused."""
        self._renew_at: float | None = None
        self._renewal_wished = False
        self._ends_at: float | None = None
        """When the service ends the current session, if its word can be trusted."""
        self._doubtful = False
        """The link may be dead without anyone having noticed, so it is renewed even in the middle of a talk."""
        self._told: dict[LinkId, SessionWishes] = {}
        """The wishes that each link was given."""

    @property
    def is_open(self) -> bool:
        return self._phase in (LinkPhase.OPEN, LinkPhase.RENEWING)

    @property
    def usable(self) -> LinkId | None:
        """Return the link over which something can be said now."""
        return self.current if self.is_open else None

    @property
    def gave_up(self) -> bool:
        """Return whether nothing will be tried until the person, or the network, gives a reason."""
        return self._phase is LinkPhase.CLOSED and self.failure is not None and self.retry_at is None

    @property
    def deadline(self) -> float | None:
        match self._phase:
            case LinkPhase.CLOSED:
                return self.retry_at
            case LinkPhase.OPENING | LinkPhase.RENEWING:
                return None  # what is due goes on once the link that was asked for is open, or lost
            case LinkPhase.OPEN:
                return self._renew_at

    def _move(self, event: LinkMove) -> None:
        self._phase = LINK_TRANSITIONS.after(self._phase, event)

    def open(self, wishes: SessionWishes, history: Callable[[], tuple[Item, ...]]) -> None:
        """Begin to open a link, unless one is open or opening. The history is put together only then, because this is
        called with every event and a talk may be long.
        """
        if self._phase is not LinkPhase.CLOSED:
            return
        self._move(LinkMove.CONNECT)
        self.retry_at = None
        self._renewal_wished = self._doubtful = False
        self.current = self._connect(wishes, history())

    def renew(self, wishes: SessionWishes, history: tuple[Item, ...]) -> None:
        """Open the next link while this one still works."""
        self._move(LinkMove.RENEW)
        self._renew_at = None
        self._renewal_wished = self._doubtful = False
        self.coming = self._connect(wishes, history)

    def renew_soon(self, now: float) -> bool:
        """Renew the session in the next silence, because this one cannot take up the wishes. False: already due."""
        if self._phase is not LinkPhase.OPEN or self._renewal_wished:
            return False
        self._renew_at = now
        self._renewal_wished = True
        return True

    def renew_when_quiet(self, now: float) -> None:
        """Renew the session in the next silence, because what was said before is no longer what the engine was told. A
        link that is already being opened was given the old history too, so another one follows.
        """
        if self._phase is not LinkPhase.CLOSED:
            self._renewal_wished = True
            self._renew_at = now

    def woke(self, now: float) -> None:
        """Replace links after sleep. One being opened is opened anew; an open one is used until the next is open."""
        if self.coming is not None:
            self._disconnect(self.coming)
            self.coming = None
            self._move(LinkMove.NEXT_LOST)
        if self._phase is LinkPhase.OPEN:
            self._renew_at = now
            self._doubtful = True
        elif self._phase is LinkPhase.OPENING and self.current is not None:
            self._disconnect(self.current)
            self.current = None
            self._move(LinkMove.CLOSE)
            self.try_now()
        elif self.retry_at is not None:
            self.try_now()

    def due_for_renewal(self, now: float, *, quiet: bool) -> bool:
        if self._phase is not LinkPhase.OPEN or self._renew_at is None:
            return False
        ends_at = self._ends_at
        urgent = self._doubtful or (ends_at is not None and now >= ends_at - URGENT)
        if now < self._renew_at and not (self._renewal_wished and quiet):
            return False
        if not quiet and not urgent:
            # It is asked again with every event; this is for when none comes before the renewal is urgent.
            later = now + 1.0
            self._renew_at = later if ends_at is None else max(self._renew_at, min(later, ends_at - URGENT))
            return False
        return True

    def opened(self, link: LinkId, info: LinkInfo, renew_before: float, now: float) -> bool:
        """Take the news that a link is open. Return True if it became the current one."""
        if link == self.coming:
            if self.current is None:
                raise AssertionError("the next one is asked for while this one is open")
            self._disconnect(self.current)
            self.current, self.coming = link, None
        elif link != self.current or self._phase is not LinkPhase.OPENING:
            return False
        self._move(LinkMove.OPENED)
        self.info = info
        self.failure = None
        self._ends_at = end_of(info.expires_at, now)
        self._renew_at = now if self._renewal_wished else renewal_of(info.expires_at, now, renew_before)
        return True

    def configure(self, wishes: SessionWishes) -> None:
        """Send the engine the wishes, which may have changed while the link was being opened."""
        link = self.usable
        if link is not None and self._told.get(link) != wishes:
            self._told[link] = wishes
            self._emit(ToEngine(link, Configure(wishes)))

    def worked(self) -> None:
        """Note that the link did something useful, so that the next loss counts as the first again."""
        self._backoff.reset()

    def lost(self, link: LinkId, failure: Failure, now: float) -> bool:
        """Take the news that a link is gone. Return True if it was the current one."""
        self._disconnect(link)
        if link == self.coming:
            self._move(LinkMove.NEXT_LOST)
            self.coming = None
            self._renew_at = now + self._backoff.next(asked_for=5.0)
            return False
        if link != self.current:
            return False
        self._move(LinkMove.LOST)
        # If the next link is already being opened, it is the one to wait for.
        self.current, self.coming = self.coming, None
        if self.current is not None:
            return True
        self.failure = failure
        again = failure.worth_retrying or failure.retry_after is not None
        self.retry_at = now + self._backoff.next(asked_for=failure.retry_after) if again else None
        return True

    def close(self) -> None:
        for link in (self.current, self.coming):
            if link is not None:
                self._disconnect(link)
        self.current = self.coming = None
        self._move(LinkMove.CLOSE)
        self.retry_at = self._renew_at = None
        self.failure = None

    def try_now(self) -> None:
        """Try at once, because the person asked or the network came back."""
        self._backoff.reset()
        self.failure = None
        self.retry_at = None

    def stop_trying(self) -> None:
        """Stop trying automatically, because nobody needs the link."""
        self.retry_at = None

    def became(self, info: LinkInfo) -> None:
        """Note that another engine, or another model, answers over this link from here on."""
        self.info = info

    def _connect(self, wishes: SessionWishes, history: tuple[Item, ...]) -> LinkId:
        self._last += 1
        link = LinkId(self._last)
        self._told[link] = wishes
        self._emit(Connect(link, wishes, history))
        return link

    def _disconnect(self, link: LinkId) -> None:
        self._told.pop(link, None)
        self._emit(Disconnect(link))
