"""Says which files of a folder are recordings."""

from voiceapp.core.dropped_files import DroppedKind, kind_of


def is_recording(name: str) -> bool:
    """Return whether its name says that there may be sound in it. Hidden and unfinished files are none."""
    return not name.startswith((".", "~")) and kind_of(name) is DroppedKind.SOUND
