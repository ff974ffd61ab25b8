"""Decides when a session that the service will end is to be replaced by a new one."""

SHORTEST = 60.0
"""Seconds. Who says less has a clock that is wrong, or sessions that are opened anew when they are needed."""
LONGEST = 7 * 86_400.0


def end_of(expires_at: float | None, now: float) -> float | None:
    """Says when the service ends the session, where that can be believed; None: nothing is known."""
    if expires_at is None or not SHORTEST <= expires_at - now <= LONGEST:
        return None
    return expires_at


def renewal_of(expires_at: float | None, now: float, ahead: float) -> float | None:
    """Says when the next one is to be opened: so long before the end, but never before half of this one's life."""
    end = end_of(expires_at, now)
    return None if end is None else max(end - ahead, now + (end - now) / 2)
