"""Decides when to replace a session that the service is going to end."""

SHORTEST = 60.0
"""Seconds. A shorter lifetime means a wrong clock, or sessions that are reopened on demand."""
LONGEST = 7 * 86_400.0


def end_of(expires_at: float | None, now: float) -> float | None:
    """Return when the service ends the session. None if that is unknown or cannot be trusted."""
    if expires_at is None or not SHORTEST <= expires_at - now <= LONGEST:
        return None
    return expires_at


def renewal_of(expires_at: float | None, now: float, ahead: float) -> float | None:
    """Return when to open the next session: `ahead` of the end, but never before half of this one's life."""
    end = end_of(expires_at, now)
    return None if end is None else max(end - ahead, now + (end - now) / 2)
