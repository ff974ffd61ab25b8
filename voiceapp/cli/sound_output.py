"""Shares what recording and playing in the terminal have in common: the meter, the device, the way they end."""

import signal
from collections.abc import Iterable, Sequence

from voiceapp.cli import terminal
from voiceapp.core.desk import DeviceChoice
from voiceapp.one_off.sound_files import SoundFileStep

WIDTH = 40
QUIETEST = -60.0


def unknown(name: str, there_are: Sequence[DeviceChoice], what: str) -> str:
    """A sentence if the requested device does not exist."""
    if not name or any(choice.name == name for choice in there_are):
        return ""
    return f"There is no {what} named {name}: `voiceapp devices` lists what there is."


def show(steps: Iterable[SoundFileStep]) -> int:
    """Show a level meter until the end or Ctrl+C. Answers the duration in milliseconds."""
    # Whether the system or the person asks for it, it ends in the same clean way.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    at = 0
    try:
        for step in steps:
            at = step.at
            if step.notice:
                terminal.moving("")
                terminal.warn(step.notice)
            else:
                terminal.moving(line(step))
    except KeyboardInterrupt:
        pass
    finally:
        terminal.moving("")
        signal.signal(signal.SIGTERM, before)
    return at


def line(step: SoundFileStep) -> str:
    share = min(1.0, max(0.0, 1.0 - step.level / QUIETEST))
    bar = "█" * round(share * WIDTH)
    minutes, rest = divmod(step.at // 100, 600)
    clipped = " too loud" if step.level > -3.0 else ""
    return f"{minutes:>3}:{rest / 10:04.1f}  {bar:<{WIDTH}}{clipped:<9}"
