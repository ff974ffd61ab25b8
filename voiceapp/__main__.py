"""Starts the app for `voiceapp` and `python -m voiceapp`."""

import os
import sys
from collections.abc import Mapping

from voiceapp.cli.main import main as command_line


def open_window(*, verbose: bool, overrides: Mapping[str, str]) -> int:
    # Only now: `voiceapp --version` need not wait for Qt.
    from voiceapp.app import garbage_collection  # noqa: PLC0415

    # What is imported stays, so that looking for garbage meanwhile is in vain.
    garbage_collection.disable_automatic()
    from voiceapp.gui.main import run  # noqa: PLC0415

    return run([], verbose=verbose, overrides=overrides)


def main() -> int:
    # Before numpy is loaded. What it multiplies here is small: threads for it cost more than they bring.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return command_line(open_window)


if __name__ == "__main__":
    sys.exit(main())
