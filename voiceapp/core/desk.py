"""Defines the one interface through which a front end (window, terminal, socket) asks the app for anything.

Every call returns at once and may come from any thread. Answers go to the given callback, on one of
the app's own threads, and the front end brings them to its own thread. If a question cannot be
answered, the callback gets a Failure instead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeVar

from voiceapp.core.backup_access import BackupAccess
from voiceapp.core.captions.access import CaptionsAccess
from voiceapp.core.dictation.access import DictationAccess
from voiceapp.core.dictation.vocabulary_access import VocabularyAccess
from voiceapp.core.failures import Failure
from voiceapp.core.history import DeletedEntry, DiskUsage, ExportFormat, ExportWishes, FoundImport, HistoryPage, Query
from voiceapp.core.key_source import KeySource
from voiceapp.core.loaded_models import ModelsInMemory
from voiceapp.core.messages import Event, Show
from voiceapp.core.model_cards import ModelCard
from voiceapp.core.models import ModelChoice
from voiceapp.core.outlook import Outlook
from voiceapp.core.recordings.access import RecordingsAccess
from voiceapp.core.recordings.player_access import PlayerAccess
from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.access import SummariesAccess
from voiceapp.core.talk_questions.access import TalkQuestions
from voiceapp.core.transcript import ItemId, Message, SoundId, Talk, TalkId
from voiceapp.core.versions_access import VersionsAccess


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """A microphone or a loudspeaker that can be chosen."""

    name: str
    """The name that the setting stores."""
    label: str
    is_default: bool
    bluetooth: bool = False


@dataclass(frozen=True, slots=True)
class KeyState:
    """Says whether there is a key for an address, and where it comes from, but never the key itself."""

    base_url: str
    source: KeySource | None
    """None if there is no key."""
    variable: str = ""
    """The environment variable that it is in."""


@dataclass(frozen=True, slots=True)
class Probe:
    """The outcome of trying something: a key, a base URL or a device."""

    ok: bool
    sentence: Sentence


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


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model on this device, or the place where one should be."""

    part: str
    """One of ears, brain or voice."""
    what: Sentence
    """A recogniser, language model or voice."""
    setting: str
    """The setting that names a file of the person's own."""
    name: str = ""
    path: str = ""
    bytes: int = 0
    sha256: str = ""
    """The checksum of a model that came with the app."""
    rest: str = ""
    """The second half of the model, if it comes in two files."""
    own: bool = False
    problem: Sentence | None = None
    """The reason it cannot be used."""


T = TypeVar("T")
Answer = Callable[[T | Failure], None]


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


class ServicesAccess(Protocol):
    """Gives access to keys, and to the models of services and of this device."""

    def addresses(self, then: Answer[tuple[str, ...]]) -> None:
        """Give the configured address of each host that a key can be entered for, Realtime's first."""

    def key_state(self, base_url: str, then: Answer[KeyState]) -> None: ...
    def keep_key(self, base_url: str, key: str, then: Answer[Probe]) -> None:
        """Check the key with its service, then store it in the keyring. An empty key deletes the stored one."""

    def probe_role(self, role: str, then: Answer[Probe]) -> None:
        """Try what is set for realtime, stt, chat or tts, the way a turn would use it."""

    def models(self, role: str, then: Answer[tuple[ModelChoice, ...]]) -> None: ...
    def local_models(self, then: Answer[tuple[LocalModel, ...]]) -> None: ...
    def fetch_model(
        self, part: str, address: str, sha256: str, progress: Callable[[int, int], None], then: Answer[LocalModel]
    ) -> None:
        """Fetch a model for ears, brain or voice from an address, and use it. `progress` gets bytes, on any thread."""


class ModelsAccess(Protocol):
    """Gives access to the models that run on this device, by id. `watch` shows what became of a request."""

    def models(self, then: Answer[tuple[ModelCard, ...]]) -> None:
        """Give all models, those of a part together, the best first."""

    def watch(self, show: Callable[[ModelCard], None]) -> Callable[[], None]:
        """Show each card as it changes; while one is fetched, a few times a second. Return a function that stops it."""
        ...

    def get(self, model: str) -> None:
        """Fetch a model, or go on with one that was paused or failed. One is fetched at a time; the others wait."""

    def pause(self, model: str) -> None:
        """Stop fetching for now. What has come is kept."""

    def cancel(self, model: str) -> None:
        """Stop fetching, and throw away what has come."""

    def delete(self, model: str) -> None:
        """Delete its files. If it was in use, the app chooses again."""

    def use(self, model: str) -> None:
        """Use this one for its part from now on."""

    def let_choose(self, part: str) -> None:
        """Let the app choose again for this part: the best one that's here and fits this computer."""

    def try_out(self, model: str, then: Answer[Probe]) -> None:
        """Let it do its work once: a voice speaks, a language model answers, a recogniser hears a recording."""

    def measure(self, then: Answer[Probe]) -> None:
        """Find out in ten seconds how fast this computer is, so that `unfit` goes by it."""

    def take_in(self, folder: str, then: Answer[Probe]) -> None:
        """Copy the models of a folder here, such as one that `export` wrote on another machine."""

    def export(self, folder: str, then: Answer[Probe]) -> None:
        """Copy the fetched models into a folder, for a machine without a network."""

    def in_memory(self, then: Answer[ModelsInMemory]) -> None:
        """Tell which models are loaded now, and what each holds."""

    def let_go(self, then: Answer[ModelsInMemory]) -> None:
        """Let every model go that does nothing right now, and tell which stay."""


class SoundAccess(Protocol):
    """Gives access to devices and their tests, and to what is played outside a talk."""

    def microphones(self, then: Answer[tuple[DeviceChoice, ...]]) -> None: ...
    def speakers(self, then: Answer[tuple[DeviceChoice, ...]]) -> None: ...
    def test(self, seconds: float, then: Answer[Probe]) -> None:
        """Record for that long and play it back."""

    def try_voice(self, voice: str, text: str, then: Answer[Probe]) -> None:
        """Say a text with a voice of this machine. Empty: with the one that would say it."""

    def say_sample(self, voice: str, then: Answer[Probe]) -> None:
        """Say one sentence in that voice."""
        ...

    def play(self, sound: SoundId) -> None: ...
    def stop(self) -> None: ...
    def open_level_meter(self, heard: Callable[[float], None]) -> Callable[[], None]:
        """Open the configured microphone and report how loud it is (dB below full scale), for trying it out.

        Nothing is kept or sent. Return a function that stops it.
        """
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


@dataclass(frozen=True, slots=True)
class AlarmNotice:
    """Holds the words of a notification of an alarm that rings, in the person's language."""

    text: str
    stop: str
    put_off: str
    seconds: float
    """It rings again after so long when it is put off."""
    open_window: str


class AlarmNoticeEnd(Enum):
    """Names what became of such a notification."""

    NOT_SHOWN = "not-shown"
    """This desktop has no notifications with buttons."""
    OVER = "over"
    """A button was pressed, or the alarm rings no more."""
    OPENED = "opened"
    """The person clicked on it to see more."""


class AlarmAccess(Protocol):
    """Gives access to timers and reminders, by the numbers that `ShowAlarms` reports."""

    def notify(self, number: int, notice: AlarmNotice, then: Answer[AlarmNoticeEnd]) -> None:
        """Show a desktop notification of one that rings, with buttons that stop it and put it off."""

    def stop(self, number: int) -> None:
        """Silence one that is ringing."""

    def put_off(self, number: int, seconds: float) -> None:
        """Silence it, and let it ring again after this long."""

    def cancel(self, number: int) -> None:
        """Cancel one that has not rung yet."""


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
