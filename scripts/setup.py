#!/usr/bin/env python3
"""Prepare this checkout: system packages, virtual environment, pinned packages. Standard library only.

    python3 scripts/setup.py run      what the app needs
    python3 scripts/setup.py test     and what its tests need
    python3 scripts/setup.py demo     the app on a virtual display and sound card

What is there already is left alone; a second call takes a fraction of a second.
"""

import os
import sys

from prepare import environment, installing, locks, system, wheels
from prepare.say import NEEDS_A_PERSON

SYSTEM = {"run": system.APP, "demo": system.APP + system.RIG, "test": system.APP + system.RIG}
LOCKS = {"run": ["base"], "demo": ["base", "dev"], "test": ["base", "dev"]}
EXTRAS = {"local": "1", "languages": "0", "mcp": "1"}
"""Locks for models on this device and for tools of other programs, each with what its variable is where nobody sets it. All targets use them."""


def main(arguments: list[str]) -> int:
    job = arguments[0] if arguments else "run"
    if job not in SYSTEM:
        print(__doc__)
        return NEEDS_A_PERSON
    # All that the system lacks in one go: whoever is not root asks for it once.
    refused = system.install([*SYSTEM[job], *environment.lacking()])
    if refused:
        return refused
    # What hears a wake word comes with the other models, where it comes at all.
    usual_choices = {**EXTRAS, "wake": os.environ.get("LOCAL", "1") if wheels.of_wake_words() else "0"}
    extras = [name for name, usual in usual_choices.items() if os.environ.get(name.upper(), usual) != "0"]
    failed = environment.fill([locks.lock(name) for name in (*LOCKS[job], *extras)])
    if failed:
        return failed
    if job == "test":
        installing.fetch_pips(locks.lock("pips"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
