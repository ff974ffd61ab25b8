"""Defines the one interface through which a front end (window, terminal, socket) asks the app for anything.

Every call returns at once and may come from any thread. Answers go to the given callback, on one of
the app's own threads, and the front end brings them to its own thread. If a question cannot be
answered, the callback gets a Failure instead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from voiceapp.core.alarm_access import AlarmAccess
from voiceapp.core.answers import Answer
from voiceapp.core.backup_access import BackupAccess
from voiceapp.core.captions.access import CaptionsAccess
from voiceapp.core.costs.access import CostsAccess
from voiceapp.core.dictation.access import DictationAccess
from voiceapp.core.dictation.vocabulary_access import VocabularyAccess
from voiceapp.core.failures import Failure
from voiceapp.core.history import DeletedEntry, DiskUsage, ExportFormat, ExportWishes, FoundImport, HistoryPage, Query
from voiceapp.core.interpreter.access import InterpreterAccess
from voiceapp.core.messages import Event, Show
from voiceapp.core.models_access import ModelsAccess
from voiceapp.core.notes.access import NotesAccess
from voiceapp.core.outlook import Outlook
from voiceapp.core.recordings.access import RecordingsAccess
from voiceapp.core.recordings.player_access import PlayerAccess
from voiceapp.core.sentence import Sentence
from voiceapp.core.services_access import ServicesAccess
from voiceapp.core.sound_access import SoundAccess
from voiceapp.core.summaries.access import SummariesAccess
from voiceapp.core.talk_questions.access import TalkQuestions
from voiceapp.core.tool_servers.access import ToolServersAccess
from voiceapp.core.transcript import ItemId, Message, Talk, TalkId
from voiceapp.core.uploads.access import UploadsAccess
from voiceapp.core.versions_access import VersionsAccess


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One line of the event log: what came in, and what the app did then. Never includes sound or keys."""

    at: float
    """Seconds since the epoch."""
    name: str
    detail: str
    commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayCost:
    """The cost of one day, as far as prices are known."""

    day: str
    """The day as 2026-11-21, in this device's local time."""
    usd: float
    unpriced: bool = False
    """Something was used whose price is unknown."""


class TalkAccess(Protocol):
    """Gives access to the current talk."""

    def tell(self, event: Event) -> None:
        """Send the conversation an event of the person's."""

    def watch(self, show: Callable[[Show], None]) -> Callable[[], None]:
        """Show everything, beginning with the current state. Return a function that stops it."""
        ...

    def outlook(self, then: Answer[Outlook]) -> None:
        """Tell who will answer, as far as is known before anyone is asked."""

    def begin(self) -> None:
        """Begin a new talk."""

    def continue_talk(self, talk: TalkId) -> None:
        """Continue an earlier talk."""


class SettingsAccess(Protocol):
    def value(self, name: str) -> object: ...
    def change(self, name: str, value: object) -> Failure | None:
        """Apply and store a setting. A Failure says what is allowed."""

    def listen(self, changed: Callable[[Mapping[str, object]], None]) -> Callable[[], None]:
        """Report each change. Return a function that stops it."""
        ...


class HistoryAccess(Protocol):
    """Gives access to what was said in earlier talks."""

    def find(self, query: Query, then: Answer[HistoryPage]) -> None: ...
    def load_talk(self, talk: TalkId, then: Answer[Talk]) -> None: ...
    def rename_talk(self, talk: TalkId, title: str, *, by_hand: bool = True) -> None:
        """Rename a talk. Not `by_hand`: the title was made automatically, and may change again."""
        ...

    def pin_talk(self, talk: TalkId, *, pinned: bool) -> None: ...
    def delete_talk(self, talk: TalkId) -> None:
        """Delete a talk. `restore_talk` brings it back, as long as deleted things are kept."""
        ...

    def restore_talk(self, talk: TalkId) -> None: ...
    def delete_item(self, talk: TalkId, item: ItemId) -> None:
        """Delete an item of a talk that isn't in progress (nor in the following). `restore_item` brings it back."""
        ...

    def restore_item(self, talk: TalkId, item: ItemId) -> None: ...
    def correct_item(self, talk: TalkId, item: ItemId, text: str) -> None: ...
    def undo_correction(self, talk: TalkId, before: Message) -> None:
        """Give a message its earlier words back."""
        ...

    def find_deleted(self, then: Answer[tuple[DeletedEntry, ...]]) -> None:
        """Find what can be restored, the newest first."""
        ...

    def purge(self, talk: TalkId | None = None, item: ItemId | None = None) -> None:
        """Delete for good what was already deleted: an item, a talk, or (if neither is given) everything."""
        ...


class KeptAccess(Protocol):
    """Gives access to all that the app keeps on this device."""

    @property
    def backups(self) -> BackupAccess: ...
    def folder(self, name: str) -> str:
        """Return the path of a folder: config, data, state or cache."""
        ...

    def room(self, then: Answer[DiskUsage]) -> None: ...
    def delete_everything(self, then: Answer[DiskUsage]) -> None: ...
    def save_all(self, then: Answer[int]) -> None:
        """Save every conversation in the person's folder, and tell how many there are."""

    def rebuild_from(self, folder: str, then: Answer[Sentence]) -> None:
        """Bring back what a folder has and the history lacks, and tell what that was."""


class ExportAccess(Protocol):
    """Exports and imports talks."""

    def name(self, title: str, at: float, format: str) -> str:
        """Return a file name that every system accepts, made from a talk's title and day."""
        ...

    def formats(self) -> tuple[ExportFormat, ...]: ...
    def export(self, talk: TalkId, format: str, wishes: ExportWishes, then: Answer[bytes]) -> None: ...
    def export_to(self, talk: TalkId, format: str, wishes: ExportWishes, path: str, then: Answer[str]) -> None:
        """Write the file whole or not at all, into a folder under a name made from the title. Answers with its path."""

    def import_file(self, path: str, then: Answer[tuple[TalkId, ...]]) -> None: ...
    def find_imports(self, then: Answer[tuple[FoundImport, ...]]) -> None:
        """Find what other programs on this computer have."""


class DiagnosticsAccess(Protocol):
    """Gives access to the app's inner workings."""

    def recent_events(self, then: Answer[tuple[LoggedEvent, ...]]) -> None:
        """Give the last minutes of internal events, oldest first."""

    def costs(self, days: int, then: Answer[tuple[DayCost, ...]]) -> None:
        """Give what each of the last days cost, oldest first, today last."""
        ...

    def report(self, then: Answer[str]) -> None:
        """Save the flight recorder, without sound and without keys. The answer is the file's path."""
        ...


class Desk(Protocol):
    """The topics that a front end may ask about. Code that needs one topic takes only that one."""

    @property
    def talk(self) -> TalkAccess: ...
    @property
    def dictation(self) -> DictationAccess: ...
    @property
    def settings(self) -> SettingsAccess: ...
    @property
    def services(self) -> ServicesAccess: ...
    @property
    def models(self) -> ModelsAccess: ...
    @property
    def sound(self) -> SoundAccess: ...
    @property
    def history(self) -> HistoryAccess: ...
    @property
    def kept(self) -> KeptAccess: ...
    @property
    def exports(self) -> ExportAccess: ...
    @property
    def diagnostics(self) -> DiagnosticsAccess: ...
    @property
    def alarms(self) -> AlarmAccess: ...
    @property
    def player(self) -> PlayerAccess: ...
    @property
    def vocabulary(self) -> VocabularyAccess: ...
    @property
    def summaries(self) -> SummariesAccess: ...
    @property
    def versions(self) -> VersionsAccess: ...
    @property
    def recordings(self) -> RecordingsAccess: ...
    @property
    def questions(self) -> TalkQuestions: ...
    @property
    def captions(self) -> CaptionsAccess: ...
    @property
    def interpreter(self) -> InterpreterAccess: ...
    @property
    def tool_servers(self) -> ToolServersAccess: ...
    @property
    def costs(self) -> CostsAccess: ...
    @property
    def notes(self) -> NotesAccess: ...
    @property
    def memory(self) -> NotesAccess: ...
    @property
    def uploads(self) -> UploadsAccess: ...
