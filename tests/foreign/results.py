"""What came of trying: rows, and the tables that they stand in."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "COMPATIBILITY.md"


class Verdict(Enum):
    WELL = "yes"
    ILL = "**no**"
    NOT_TRIED = "not tried"
    NOT_KNOWN = "not known"
    """What there is cannot be found out, so the words go in although they should not."""


@dataclass(frozen=True, slots=True)
class Cell:
    verdict: Verdict
    note: str = ""

    def __str__(self) -> str:
        return f"{self.verdict.value}: {self.note}" if self.note else self.verdict.value


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    version: str
    cells: Sequence[Cell | str]
    """A text where there is nothing to judge."""

    @property
    def ill(self) -> bool:
        return any(isinstance(cell, Cell) and cell.verdict is Verdict.ILL for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    """As on the command line, and in the marks of its table."""
    columns: Sequence[str]
    """Beside the name, the version and the date."""
    names: Sequence[str]
    run: Callable[[Sequence[str]], Iterator[Row]]
    """Tries those of these names, and answers as it goes."""


def write(part: Part, rows: Iterable[Row], document: Path = DOCUMENT) -> None:
    """Into the part's table: these rows are new, the others stay."""
    text = document.read_text(encoding="utf-8")
    begin, end = f"<!-- {part.name}: written by `make foreign` -->\n", f"<!-- {part.name}: end -->"
    before, _, rest = text.partition(begin)
    standing, _, after = rest.partition(end)
    assert after, f"{document.name} has no marks for {part.name}"
    lines = _rows_of(standing)
    lines.update(
        {row.name: _line(row.name, row.version, *row.cells, datetime.now(tz=UTC).date().isoformat()) for row in rows}
    )
    head = (_line("", "version", *part.columns, "tried on"), _line(*("---" for _ in range(len(part.columns) + 3))))
    table = [lines[name] for name in part.names if name in lines]
    document.write_text(f"{before}{begin}{chr(10).join((*head, *table))}\n{end}{after}", encoding="utf-8")


def _rows_of(table: str) -> dict[str, str]:
    found = [line for line in table.splitlines()[2:] if line.startswith("| ")]
    return {re.split(r" \| ", line[2:])[0].strip(): line for line in found}


def _line(*cells: object) -> str:
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"
