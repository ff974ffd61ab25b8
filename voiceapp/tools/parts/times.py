"""Tells moments and lengths of time, to the model and aloud."""

import re
from datetime import datetime

from voiceapp.core.text.lengths import length

__all__ = ["length", "moment", "spoken_length"]


def moment(at: datetime) -> str:
    return f"{at:%A} {at.isoformat(timespec='seconds')}"


def moment_in(text: object) -> datetime | None:
    """Read what `moment` wrote. None: it's something else."""
    try:
        return datetime.fromisoformat(str(text or "").rsplit(" ", maxsplit=1)[-1])
    except ValueError:
        return None


def spoken_length(text: object) -> str:
    """A length as `length` writes it, in words: "1 hour and 5 minutes"."""
    words = {"d": "day", "h": "hour", "min": "minute", "s": "second"}
    parts = [
        f"{number} {words[unit]}{'' if number == '1' else 's'}"
        for number, unit in re.findall(r"(\d+) (d|h|min|s)\b", str(text or ""))
    ]
    return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"
