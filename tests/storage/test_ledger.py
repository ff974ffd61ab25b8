"""What was spent is kept by day, for all of the app's processes, whatever a crash left of the last line."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.patience import PROGRAM
from voiceapp.storage.ledger import BEFORE, Ledger, LedgerLine

ONE = LedgerLine("2026-11-21", "gpt-transcribe", 0.5)
UNPRICED = LedgerLine("2026-11-22", "new", None, 0.25)
EARLIER = LedgerLine("2026-10-31", "gpt-6-luna", 1.0)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "spent")


def test_nothing_was_spent_before_the_first_line(ledger: Ledger) -> None:
    assert (ledger.since("2026-01-01"), ledger.size(), ledger.is_begun) == ([], 0, False)


def test_lines_are_there_from_their_day_on(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add([EARLIER, ONE])
    ledger.add([UNPRICED])
    assert Ledger(tmp_path / "spent").since("2026-10-01") == [EARLIER, ONE, UNPRICED]
    assert ledger.since("2026-11-22") == [UNPRICED]
    assert [line.towards_limit for line in ledger.since("2026-11-21")] == [0.5, 0.25]


def test_it_begins_once_with_what_was_spent_before(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add([ONE])
    assert not ledger.is_begun, "a command in the terminal came first"
    ledger.begin([EARLIER])
    assert Ledger(tmp_path / "spent").is_begun
    assert sorted(ledger.since("2026-10-01"), key=lambda line: line.day) == [EARLIER, ONE]


def test_only_the_owner_reads_it(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add([ONE])
    assert stat.S_IMODE((tmp_path / "spent").stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "spent").iterdir()} == {0o600}


@pytest.mark.parametrize(
    "rubbish", [b'{"day":"2026-11-21","mod', b"\xff\xfe\n", b"[" * 20_000 + b"\n", b"[]\n", b"\n\n"]
)
def test_a_damaged_line_costs_that_line(ledger: Ledger, tmp_path: Path, rubbish: bytes) -> None:
    ledger.add([ONE])
    with (tmp_path / "spent" / "2026-11.jsonl").open("ab") as file:
        file.write(rubbish + b"\n")
    ledger.add([UNPRICED])
    assert ledger.since("2026-11-01") == [ONE, UNPRICED]


def test_a_line_that_was_cut_short_does_not_take_the_next_with_it(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add([ONE])
    with (tmp_path / "spent" / "2026-11.jsonl").open("ab") as file:
        file.write(b'{"day":"2026-11-21","mod')
    ledger.add([UNPRICED])
    assert ledger.since("2026-11-01") == [ONE, UNPRICED]


def test_a_folder_that_cannot_be_read_is_told(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "spent").write_text("taken", encoding="utf-8")
    with pytest.raises(OSError):
        ledger.since("2026-11-01")
    with pytest.raises(OSError):
        ledger.add([ONE])


def test_what_was_spent_before_is_no_month(ledger: Ledger) -> None:
    assert BEFORE.removesuffix(".jsonl") > "9999-12"


WRITER = """
import sys
from pathlib import Path
from voiceapp.storage.ledger import Ledger, LedgerLine
for _ in range(200):
    Ledger(Path(sys.argv[1])).add([LedgerLine("2026-11-21", "m", 0.25)])
"""


def test_processes_that_spend_at_once_lose_nothing(ledger: Ledger, tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path / "spent")]) for _ in range(3)]
    assert [writer.wait(PROGRAM) for writer in writers] == [0, 0, 0]
    assert sum(line.usd or 0.0 for line in ledger.since("2026-11-21")) == 150.0
