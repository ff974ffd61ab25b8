"""Tries what is asked for, says what came of it, and writes it down."""

import os
import sys
import tempfile
from collections.abc import Sequence

from tests.foreign.parts import PARTS
from tests.foreign.results import Row, write

NOT_WELL, MISTAKEN = 1, 2


def main(arguments: Sequence[str]) -> int:
    parts = [part for part in PARTS if not arguments or part.name == arguments[0]]
    if not parts:
        print(f"There is no such part: {', '.join(part.name for part in PARTS)}.")
        return MISTAKEN
    ill = False
    for part in parts:
        wanted = [word.lower() for word in arguments[1:]]
        names = [name for name in part.names if not wanted or any(word in name.lower() for word in wanted)]
        rows: list[Row] = []
        for row in part.run(names):
            print(f"{row.name} {row.version}: {'; '.join(map(str, row.cells))}", flush=True)
            rows.append(row)
            write(part, rows)
            ill = ill or row.ill
    return NOT_WELL if ill else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="voiceapp-home-", ignore_cleanup_errors=True) as home:
        # Nothing of this person's own is read or written.
        os.environ["HOME"] = os.environ["VOICEAPP_HOME"] = home
        for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
            os.environ.pop(name, None)
        sys.exit(main(sys.argv[1:]))
