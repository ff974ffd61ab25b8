"""What can be tried: a line each."""

from tests.foreign.clients import CLIENTS
from tests.foreign.programs import PROGRAMS
from tests.foreign.results import Part
from tests.foreign.servers import SERVERS

PARTS: tuple[Part, ...] = (PROGRAMS, SERVERS, CLIENTS)
