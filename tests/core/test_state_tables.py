"""Every machine's table is whole: all phases are reached, what is not in it is refused, and the docs say the same."""

import subprocess
import sys

import pytest

from scripts.state_tables import TARGET, Machine, machines, meanings_of

by_name = pytest.mark.parametrize("machine", machines(), ids=lambda machine: machine.name)


@by_name
def test_every_phase_has_a_row_and_is_reached(machine: Machine) -> None:
    assert set(machine.phases) == set(type(machine.first)) == machine.reachable


@by_name
def test_every_event_moves_something_and_what_is_not_in_the_table_is_refused(machine: Machine) -> None:
    assert {event for _, event, _ in machine.arrows} == set(machine.moves)
    assert len(machine.arrows) + len(machine.refused) == len(machine.phases) * len(machine.moves)
    assert machine.refused


@by_name
def test_every_phase_and_event_says_what_it_is_in_a_sentence(machine: Machine) -> None:
    for members in (machine.phases, machine.moves):
        meanings = meanings_of(type(members[0]))
        for member in members:
            assert meanings[member.name].endswith("."), member.name


def test_the_docs_are_made_from_the_tables() -> None:
    """After a change: .venv/bin/python scripts/state_tables.py."""
    script = TARGET.parents[1] / "scripts" / "state_tables.py"
    checked = subprocess.run([sys.executable, script, "--check"], check=False, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
