"""Makes a file in a process of its own, because some formats import as much as the app; the process frees it again.

`python -m voiceapp.exports.separate_process` reads a talk and all that belongs to it, and writes the file.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from voiceapp.core.failures import Failure
from voiceapp.core.history import ExportWishes
from voiceapp.core.transcript import SoundId, Talk
from voiceapp.exports import FORMATS
from voiceapp.exports.errors import ExportError

Task = tuple[str, Talk, ExportWishes, dict[SoundId, bytes]]


def render_apart(format: str, talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> bytes:
    """Render as the format's own `render` does. If no process can be started, the file is made here."""
    task: Task = (format, talk, wishes, dict(sounds))
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "voiceapp.exports.separate_process"],
            input=pickle.dumps(task),
            capture_output=True,
            check=True,
            env=_environment(),
            # On Windows, a program without a window would get a console.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        made = cast("bytes | Failure", pickle.loads(done.stdout))  # noqa: S301  (our own process)
    except (OSError, subprocess.CalledProcessError, pickle.UnpicklingError, EOFError):
        return FORMATS[format].render(talk, wishes, sounds)
    if isinstance(made, Failure):
        raise ExportError(made)
    return made


def _environment() -> dict[str, str]:
    """Passes enough to find the code and the fonts, and no key."""
    package = str(Path(__file__).resolve().parents[2])
    return {name: value for name, value in os.environ.items() if "KEY" not in name} | {"PYTHONPATH": package}


def main() -> None:
    # Libraries may print anywhere, but nothing except the file may be on the pipe.
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    name, talk, wishes, sounds = cast("Task", pickle.load(sys.stdin.buffer))  # noqa: S301  (from the app itself)
    made: bytes | Failure
    try:
        made = FORMATS[name].render(talk, wishes, sounds)
    except ExportError as error:
        made = error.failure
    with sink:
        pickle.dump(made, sink)


if __name__ == "__main__":
    main()
