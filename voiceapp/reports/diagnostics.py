"""Shows, to anyone curious, the last events in words."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from voiceapp.core.desk import LoggedEvent
from voiceapp.runtime.event_values import CLASS, Plain
from voiceapp.runtime.recorder import Entry
from voiceapp.settings.redaction import redact

MOST = 600
_USUAL = {
    "MicFrame": frozenset({"ToEngine"}),
    "Played": frozenset({"ShowItem"}),
    "Tick": frozenset[str](),
}
"""Events that come fifty times a second, with their consequences: they would bury the rest."""
LONGEST = 400


def logged_events_of(lines: Iterable[Plain]) -> tuple[LoggedEvent, ...]:
    """Reads the flight recorder's lines, in which sound and words are already masked."""
    found: list[LoggedEvent] = []
    for line in lines:
        if not isinstance(line, dict) or "event" not in line:
            continue
        event = line["event"]
        at = line.get("at")
        commands = line.get("commands")
        name, detail = _told(event)
        found.append(
            LoggedEvent(
                at=float(at) if isinstance(at, int | float) else 0.0,
                name=name,
                detail=redact(detail)[:LONGEST],
                commands=tuple(str(each) for each in commands) if isinstance(commands, list) else (),
            )
        )
    return tuple(found)


def is_dull(entry: Entry) -> bool:
    usual = _USUAL.get(type(entry.event).__name__)
    return usual is not None and usual.issuperset(entry.commands)


def _told(event: Plain) -> tuple[str, str]:
    """An event's name and content; an engine's event goes by its own name."""
    if not isinstance(event, dict):
        return "?", str(event)
    name = str(event.get(CLASS, "?"))
    inner = event.get("event")
    if name == "FromEngine" and isinstance(inner, dict):
        name, detail = _told(inner)
        return f"engine: {name}", detail
    rest = ((key, value) for key, value in event.items() if key != CLASS and value not in (None, "", [], {}))
    return name, ", ".join(f"{key}: {_short(value)}" for key, value in rest)


def _short(value: Plain) -> str:
    if isinstance(value, dict):
        return f"({_told(value)[1]})" if CLASS in value else str(value)
    return str(value)


def midnight_before(now: float, days: int) -> float:
    """Says when the first of the last so many days began, in local time."""
    today = datetime.fromtimestamp(now).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return (today - timedelta(days=days - 1)).timestamp()
