"""Whether this computer is plugged in."""

from pathlib import Path

import pytest

from voiceapp.desktop.power import on_mains


def supply(folder: Path, name: str, **facts: str) -> None:
    (folder / name).mkdir()
    for fact, value in facts.items():
        (folder / name / fact).write_text(f"{value}\n")


@pytest.mark.skipif("not __import__('sys').platform.startswith('linux')")
@pytest.mark.parametrize(
    ("supplies", "plugged"),
    [
        ([], True),
        ([{"type": "Mains", "online": "1"}, {"type": "Battery", "status": "Charging"}], True),
        ([{"type": "Mains", "online": "0"}, {"type": "Battery", "status": "Discharging"}], False),
        ([{"type": "USB", "online": "0"}, {"type": "USB", "online": "1"}, {"type": "Battery", "status": "Full"}], True),
        ([{"type": "Battery", "status": "Not charging"}], True),
        ([{"type": "Battery", "status": "Full"}, {"type": "Battery", "status": "Discharging"}], False),
        ([{"type": "Battery", "scope": "Device", "status": "Discharging"}], True),
        ([{"type": "Battery"}], False),
    ],
)
def test_a_computer_is_plugged_in_unless_a_battery_of_it_empties(
    tmp_path: Path, supplies: list[dict[str, str]], *, plugged: bool
) -> None:
    for number, facts in enumerate(supplies):
        supply(tmp_path, f"supply{number}", **facts)
    assert on_mains(tmp_path) is plugged


@pytest.mark.skipif("not __import__('sys').platform.startswith('linux')")
def test_a_computer_that_knows_of_no_supply_has_no_battery(tmp_path: Path) -> None:
    assert on_mains(tmp_path / "missing")
