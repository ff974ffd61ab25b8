"""Describes state machines as tables: phase by phase, which event leads to which phase.

A machine keeps one phase and moves it in one method, by `Transitions.after`. A move that is not in the table is a bug
of ours and raises, as in h11, so that nobody can write an illegal one. Phases and events are enums with a sentence
below each member, and `scripts/state_tables.py` makes docs/STATES.md from these and from the tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

PhaseT = TypeVar("PhaseT", bound=Enum)
MoveT = TypeVar("MoveT", bound=Enum)


class IllegalMoveError(Exception):
    """An event reached a machine in a phase whose row does not have it."""

    def __init__(self, machine: str, phase: Enum, event: Enum) -> None:
        super().__init__(f"{machine}: {event.name} is not possible while {phase.name}")


@dataclass(frozen=True)
class Transitions(Generic[PhaseT, MoveT]):
    """The table of one machine."""

    name: str
    """The name of what the phases belong to, for the docs."""
    first: PhaseT
    table: Mapping[PhaseT, Mapping[MoveT, PhaseT]]
    """Each phase has a row. The row of a final phase is empty."""

    def after(self, phase: PhaseT, event: MoveT) -> PhaseT:
        """Return the phase that follows. Raises IllegalMoveError if the table has none."""
        following = self.table[phase].get(event)
        if following is None:
            raise IllegalMoveError(self.name, phase, event)
        return following

    def allows(self, phase: PhaseT, event: MoveT) -> bool:
        return event in self.table[phase]

    @property
    def reachable(self) -> frozenset[PhaseT]:
        found: set[PhaseT] = set()
        to_visit = [self.first]
        while to_visit:
            phase = to_visit.pop()
            if phase not in found:
                found.add(phase)
                to_visit.extend(self.table[phase].values())
        return frozenset(found)
