"""What can be tried: a line each."""

from tests.foreign.programs import PROGRAMS
from tests.foreign.results import Part

PARTS: tuple[Part, ...] = (PROGRAMS,)
