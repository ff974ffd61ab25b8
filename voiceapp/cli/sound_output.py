"""Shares what recording and playing in the terminal have in common: the meter, the device, the way they end."""

import signal
from collections.abc import Callable, Iterable, Sequence

from voiceapp.cli import terminal
from voiceapp.cli.language import in_words
from voiceapp.core.sentence import Sentence
from voiceapp.core.sound_access import DeviceChoice
from voiceapp.one_off.sound_files import SoundFileStep

WIDTH = 40
QUIETEST = -60.0


def is_unknown(name: str, devices: Callable[[], Sequence[DeviceChoice]]) -> bool:
    """Say whether a device was asked for that does not exist."""
    return bool(name) and all(choice.name != name for choice in devices())


def seconds(milliseconds: int) -> float:
    return round(milliseconds / 1000, 1)


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
    clipped = in_words(Sentence("too loud")) if step.level > -3.0 else ""
    return f"{minutes:>3}:{rest / 10:04.1f}  {bar:<{WIDTH}} {clipped:<8}"
