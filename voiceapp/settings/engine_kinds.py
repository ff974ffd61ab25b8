"""Knows every engine that can answer, each a line in `ENGINES`.

The module of the same name in `voiceapp/engine_choice/options/` makes it.
"""

from dataclasses import dataclass
from typing import Literal

Leaves = Literal["sound", "text", "nothing"]
_LEAST_FIRST: tuple[Leaves, ...] = ("nothing", "text", "sound")


@dataclass(frozen=True, slots=True)
class EngineKind:
    name: str
    label: str
    """The name by which a person chooses it."""
    leaves: Leaves
    """The least that has to leave this device for it."""
    asks: tuple[str, ...] = ()
    """The roles whose servers it needs, the one that thinks first. Empty if everything is done here."""
    ends_turns: bool = False
    """True if it can tell by itself where the person's turn ends."""
    by_choice: bool = False
    """True if it answers only whoever chose it."""
    can_be_checked: bool = True
    """False if its words come no sooner than its sound, so that nothing of it can be held back."""

    def may_answer(self, allowed: Leaves) -> bool:
        return _LEAST_FIRST.index(self.leaves) <= _LEAST_FIRST.index(allowed)


ENGINES: tuple[EngineKind, ...] = (
    EngineKind("realtime", "Realtime: speech to speech", "sound", asks=("realtime",), ends_turns=True),
    EngineKind(
        "live",
        "Live: full duplex, billed by the minute",
        "sound",
        asks=("live",),
        ends_turns=True,
        by_choice=True,
        can_be_checked=False,
    ),
    EngineKind("cascade", "Cascade: recognise, chat, speak", "text", asks=("chat", "stt", "tts")),
    EngineKind("local", "On this device", "nothing"),
)
"""The order in which they are offered."""

USUAL: tuple[str, ...] = tuple(kind.name for kind in ENGINES if not kind.by_choice)
"""The order in which they are tried unless the person says otherwise."""

ALL_HERE: tuple[str, ...] = tuple(kind.name for kind in ENGINES if not kind.asks)
"""Those that ask nobody."""


def engines_in(order: tuple[str, ...], allowed: Leaves) -> tuple[EngineKind, ...]:
    """Those of a person's order that may answer. If nothing may leave this device, those that ask nobody, chosen or
    not.
    """
    known = {kind.name: kind for kind in ENGINES}
    chosen = tuple(known[name] for name in order if known[name].may_answer(allowed))
    return chosen or (tuple(known[name] for name in ALL_HERE) if allowed == "nothing" else ())
