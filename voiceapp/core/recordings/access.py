"""Defines what a front end may ask of the recordings that are written down."""

from collections.abc import Callable
from typing import Protocol

from voiceapp.core.failures import Failure
from voiceapp.core.recordings.jobs import JobId, RecordingJob, RecordingMove, RecordingOptions, VoicesBy
from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.recordings.speaker_wishes import SpeakerWishes
from voiceapp.core.recordings.voices_access import VoicesAccess
from voiceapp.core.transcript import ItemId, Message, TalkId


class RecordingsAccess(Protocol):
    """Gives access to the queue of sound files. Every call returns at once; answers come on one of the app's threads."""

    @property
    def voices(self) -> VoicesAccess:
        """Give access to the voices that are remembered."""
        ...

    def add(
        self, paths: tuple[str, ...], options: RecordingOptions, then: Callable[[tuple[JobId, ...] | Failure], None]
    ) -> None:
        """Queue files, and those of folders. A Failure says why none was taken."""
        ...

    def ways_to_tell_apart(self, then: Callable[[tuple[VoicesBy, ...] | Failure], None]) -> None:
        """Give how the persons in a recording can be told apart now."""
        ...

    def watch(self, show: Callable[[tuple[RecordingJob, ...]], None]) -> Callable[[], None]:
        """Show all jobs in their order, now and whenever one changes. Return a function that stops it."""
        ...

    def begin_meeting(self, title: str, names: tuple[str, str], then: Callable[[JobId | Failure], None]) -> None:
        """Record the microphone and what the computer plays, and write both down while that goes on.

        `names`: what the person at the microphone is called, and the others.
        """
        ...

    def end_meeting(self) -> None:
        """Stop recording. What was recorded is written down to its end."""
        ...

    def ask(self, job: JobId, move: RecordingMove) -> None:
        """Pause, resume or remove a job. What was written down of it stays in the history."""
        ...

    def shift(self, job: JobId, by: int) -> None:
        """Move a job up (-1) or down (1) in the queue."""
        ...

    def time_words(self, talk: TalkId, then: Callable[[Message], None]) -> None:
        """Find out when the words of a talk sound, where nobody knows, as soon as this device has time for it.

        `then`: gets each line once it is known. Another talk takes this one's place.
        """
        ...

    def hear_again(
        self,
        talk: TalkId,
        item: ItemId,
        languages: tuple[str, ...] | None,
        then: Callable[[Failure | None], None],
    ) -> None:
        """Write down a line of a recording once more. One that nobody could write down before gets words; one that has
        some gets another version beside them.

        `languages`: what it is in, if the person says so; empty: the recogniser finds out; None: as before.
        """
        ...

    def find_speakers(
        self,
        talk: TalkId,
        wishes: SpeakerWishes,
        progress: Callable[[float], None],
        then: Callable[[LineEdit | Failure | None], None],
    ) -> Callable[[], None]:
        """Find out by their voices who spoke in a recording. Return a function that ends it without an answer.

        The answer is what gives the lines to those who speak; None: they are theirs already. Nothing is written yet.
        """
        ...
