"""Finds the sound files that are meant, and recordings of meetings that nothing knows of."""

from collections.abc import Iterable
from pathlib import Path

from voiceapp.core.recordings.file_kinds import is_recording
from voiceapp.core.recordings.jobs import RecordingJob, RecordingPhase


def files_in(paths: Iterable[str]) -> Iterable[Path]:
    """The files, and those of the folders among them, by name."""
    for name in paths:
        path = Path(name).expanduser().absolute()
        if path.is_dir():
            yield from sorted(each for each in path.iterdir() if each.is_file() and is_recording(each.name))
        elif path.is_file():
            yield path


def orphans(folder: Path, jobs: Iterable[RecordingJob]) -> list[Path]:
    """Find the recordings of meetings that belong to no job. Those of jobs that are done go: all of it is written down."""
    phases = {job.path: job.phase for job in jobs}
    unknown: list[Path] = []
    for file in sorted(folder.glob("*.wav")):
        phase = phases.get(str(file))
        if phase is RecordingPhase.DONE:
            file.unlink(missing_ok=True)
        elif phase is None:
            unknown.append(file)
    return unknown
