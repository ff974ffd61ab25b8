"""Defines the one interface through which a front end (window, terminal, socket) asks the app for anything.

Every call returns at once and may come from any thread. Answers come to the callback that was
handed over, on a thread of the app's own: a front brings them to its own thread. Where a question
cannot be answered the callback gets a Failure instead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from voiceapp.core.dictation.messages import DictationEvent, DictationView
from voiceapp.core.failures import Failure
from voiceapp.core.history import DeletedEntry, DiskUsage, ExportFormat, ExportWishes, HistoryPage, Query
from voiceapp.core.key_source import KeySource
from voiceapp.core.messages import Event, Show
from voiceapp.core.models import ModelChoice
from voiceapp.core.outlook import Outlook
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, SoundId, Talk, TalkId


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """A microphone or a loudspeaker that can be chosen."""

    name: str
    """What the setting remembers."""
    label: str
    is_default: bool
    bluetooth: bool = False


@dataclass(frozen=True, slots=True)
class KeyState:
    """Says whether there is a key for an address, and where it comes from; never the key itself."""

    base_url: str
    source: KeySource | None
    """Nothing where there is none."""
    variable: str = ""
    """The one of the environment that it is in."""


@dataclass(frozen=True, slots=True)
class Probe:
    """The outcome of trying something: a key, a base URL, a device."""

    ok: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One line of the event log: what came, and what the app did then. Without sound and without keys."""

    at: float
    """Seconds since the epoch."""
    name: str
    detail: str
    commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayCost:
    """The cost of one day, as far as prices are known."""

    day: str
    """As 2026-11-21, in the time of this machine."""
    usd: float
    unpriced: bool = False
    """Something was used whose price is not known."""


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model on this machine, or the place where one should be."""

    part: str
    """ears, brain or voice."""
    what: Sentence
    """Recogniser, language model or voice."""
    setting: str
    """Names a file of the person's own."""
    name: str = ""
    path: str = ""
    bytes: int = 0
    sha256: str = ""
    """Of what came with the app."""
    rest: str = ""
    """The second half of its file, if it comes in two."""
    own: bool = False
    problem: Sentence | None = None
    """Why it cannot be used."""


T = TypeVar("T")
Answer = Callable[[T | Failure], None]


class TalkAccess(Protocol):
    """The talk that goes on."""

    def tell(self, event: Event) -> None:
        """Hand an event of the person's to the conversation."""
        ...

    def watch(self, show: Callable[[Show], None]) -> Callable[[], None]:
        """Be shown everything, beginning with what stands now. Returns the way to stop it."""
        ...

    def outlook(self, then: Answer[Outlook]) -> None:
        """Tell who will answer, as far as is known before anybody is asked."""
        ...

    def begin(self) -> None:
        """Begin a new talk."""
        ...

    def continue_talk(self, talk: TalkId) -> None:
        """Continue an earlier talk."""
        ...


class DictationAccess(Protocol):
    def tell(self, event: DictationEvent) -> None:
        """Hand what the person asks of the dictation to it."""
        ...

    def watch(self, show: Callable[[DictationView], None]) -> Callable[[], None]:
        """Be shown what the bar shows, beginning with what stands now. Returns the way to stop it."""
        ...

    def pause_keys(self, *, paused: bool) -> None:
        """While a key is being chosen by pressing it, no key that is heard in every program takes it away."""
        ...

    def recognise_again(self, talk: TalkId, item: ItemId, then: Answer[None]) -> None:
        """Turn a recording of the history into words once more; they wait for "insert here"."""
        ...

    def in_clipboard(self) -> Mapping[str, bytes] | None:
        """Return what dictation itself answers with when somebody pastes, by format; None: the clipboard is not ours.

        Never waits. Whoever would ask the desktop instead, from a thread that keeps us from answering, waits for ever.
        """
        ...


class SettingsAccess(Protocol):
    def value(self, name: str) -> object: ...
    def change(self, name: str, value: object) -> Failure | None:
        """Apply and remember. A Failure says what is allowed."""
        ...

    def listen(self, changed: Callable[[Mapping[str, object]], None]) -> Callable[[], None]:
        """Be told of each change. Returns the way to stop it."""
        ...


class ServicesAccess(Protocol):
    """Keys, and the models of services and of this machine."""

    def addresses(self, then: Answer[tuple[str, ...]]) -> None:
        """An address of each host that a key may be entered for, as it is set; that of Realtime first."""
        ...

    def key_state(self, base_url: str, then: Answer[KeyState]) -> None: ...
    def keep_key(self, base_url: str, key: str, then: Answer[Probe]) -> None:
        """Check the key with its service, then keep it in the keyring. An empty key is forgotten."""
        ...

    def probe_role(self, role: str, then: Answer[Probe]) -> None:
        """Try what is set for realtime, stt, chat or tts, as a turn would use it."""
        ...

    def models(self, role: str, then: Answer[tuple[ModelChoice, ...]]) -> None: ...
    def local_models(self, then: Answer[tuple[LocalModel, ...]]) -> None: ...
    def fetch_model(
        self, part: str, address: str, sha256: str, progress: Callable[[int, int], None], then: Answer[LocalModel]
    ) -> None:
        """Fetch a model for ears, brain or voice from an address, and use it. `progress` is told bytes, on any thread."""
        ...


class SoundAccess(Protocol):
    """Devices, trying them out, and what is played although nobody talks."""

    def microphones(self, then: Answer[tuple[DeviceChoice, ...]]) -> None: ...
    def speakers(self, then: Answer[tuple[DeviceChoice, ...]]) -> None: ...
    def test(self, seconds: float, then: Answer[Probe]) -> None:
        """Record that long and play it back."""
        ...

    def say_sample(self, voice: str, then: Answer[Probe]) -> None:
        """Say one sentence in that voice."""
        ...

    def play(self, sound: SoundId) -> None: ...
    def stop(self) -> None: ...
    def open_level_meter(self, heard: Callable[[float], None]) -> Callable[[], None]:
        """Open the microphone that is set and tell how loud it is (dB below full scale), for trying it out.

        Nothing is kept or sent. Returns the way to stop it.
        """
        ...


class HistoryAccess(Protocol):
    """Access to what was said in earlier talks."""

    def find(self, query: Query, then: Answer[HistoryPage]) -> None: ...
    def load_talk(self, talk: TalkId, then: Answer[Talk]) -> None: ...
    def rename_talk(self, talk: TalkId, title: str, *, by_hand: bool = True) -> None:
        """Not `by_hand`: as it was called by itself, which may change again."""
        ...

    def pin_talk(self, talk: TalkId, *, pinned: bool) -> None: ...
    def delete_talk(self, talk: TalkId) -> None:
        """Can be taken back with `restore_talk`, as long as deleted things are kept."""
        ...

    def restore_talk(self, talk: TalkId) -> None: ...
    def delete_item(self, talk: TalkId, item: ItemId) -> None:
        """Delete an item of a talk that does not go on; so do the following. It can be taken back with `restore_item`."""
        ...

    def restore_item(self, talk: TalkId, item: ItemId) -> None: ...
    def correct_item(self, talk: TalkId, item: ItemId, text: str) -> None: ...
    def undo_correction(self, talk: TalkId, before: Message) -> None:
        """The words of a message are again what they were."""
        ...

    def find_deleted(self, then: Answer[tuple[DeletedEntry, ...]]) -> None:
        """Find what can be restored, the newest first."""
        ...

    def purge(self, talk: TalkId | None = None, item: ItemId | None = None) -> None:
        """Let go for good of what was deleted: an item, a talk, or (neither) all of it."""
        ...


class KeptAccess(Protocol):
    """All that the app keeps on this machine."""

    def folder(self, name: str) -> str:
        """Return the path of a folder: config, data, state or cache."""
        ...

    def room(self, then: Answer[DiskUsage]) -> None: ...
    def delete_everything(self, then: Answer[DiskUsage]) -> None: ...


class ExportAccess(Protocol):
    """Takes talks elsewhere, and brings them in."""

    def name(self, title: str, at: float, format: str) -> str:
        """A file name that every system takes, made from a talk's title and day."""
        ...

    def formats(self) -> tuple[ExportFormat, ...]: ...
    def export(self, talk: TalkId, format: str, wishes: ExportWishes, then: Answer[bytes]) -> None: ...
    def export_to(self, talk: TalkId, format: str, wishes: ExportWishes, path: str, then: Answer[str]) -> None:
        """Write the file whole or not at all, into a folder under a name made from the title; answers with its path."""
        ...

    def import_file(self, path: str, then: Answer[tuple[TalkId, ...]]) -> None: ...


class DiagnosticsAccess(Protocol):
    """Looks inside."""

    def recent_events(self, then: Answer[tuple[LoggedEvent, ...]]) -> None:
        """The last minutes of what happened inside, oldest first."""
        ...

    def costs(self, days: int, then: Answer[tuple[DayCost, ...]]) -> None:
        """Returns what each of the last days cost, oldest first, today last."""
        ...

    def report(self, then: Answer[str]) -> None:
        """Save the flight recorder, without sound and without keys; answers with the file's path."""
        ...


class AlarmAccess(Protocol):
    """Timers and reminders, by their numbers: `ShowAlarms` says which there are."""

    def stop(self, number: int) -> None:
        """Silence one that rings."""
        ...

    def put_off(self, number: int, seconds: float) -> None:
        """Silence it, and let it ring again after so long."""
        ...

    def cancel(self, number: int) -> None:
        """One that waits shall not ring."""
        ...


class Desk(Protocol):
    """The topics about which a front may ask; whoever needs one topic takes that alone."""

    @property
    def talk(self) -> TalkAccess: ...
    @property
    def dictation(self) -> DictationAccess: ...
    @property
    def settings(self) -> SettingsAccess: ...
    @property
    def services(self) -> ServicesAccess: ...
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
