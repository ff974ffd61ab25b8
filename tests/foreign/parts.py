"""What can be tried: a line each."""

from tests.foreign.clients import CLIENTS
from tests.foreign.programs import PROGRAMS
from tests.foreign.results import Part
from tests.foreign.servers import SERVERS
from tests.foreign.wyoming_servers import WYOMING

PARTS: tuple[Part, ...] = (PROGRAMS, SERVERS, WYOMING, CLIENTS)
