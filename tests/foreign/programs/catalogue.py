"""The programs, a line each."""

from tests.foreign.programs.editors import mousepad
from tests.foreign.programs.fields import qt_field
from tests.foreign.programs.opened import Candidate

CANDIDATES: tuple[Candidate, ...] = (
    Candidate("Mousepad", "GTK 3", ("mousepad",), mousepad, light=True),
    Candidate("PySide6 field", "Qt 6", (), qt_field("PySide6"), ("PySide6-Essentials",)),
)
