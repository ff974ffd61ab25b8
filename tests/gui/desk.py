"""A desk of values: what the window asks is noted, what it is shown a test says."""

from collections.abc import Callable, Mapping

from voiceapp.core.desk import Answer, DeviceChoice, KeyState, ModelChoice, Probe
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import ExportFormat, ExportWishes, HistoryPage, Query, Room
from voiceapp.core.messages import Event, Show
from voiceapp.core.transcript import ItemId, SoundId, Talk, TalkId
from voiceapp.settings.model import SettingError, Settings


class PaperDesk:
    """Meets `core.desk.Desk`."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.told: list[Event] = []
        self.settings = settings or Settings()
        self.played: list[SoundId] = []
        self.kept_keys: list[str] = []
        self.talks_begun = 0
        self._watchers: list[Callable[[Show], None]] = []

    def show(self, *shows: Show) -> None:
        for show in shows:
            for watcher in tuple(self._watchers):
                watcher(show)

    # --- Desk

    def tell(self, event: Event) -> None:
        self.told.append(event)

    def watch(self, show: Callable[[Show], None]) -> Callable[[], None]:
        self._watchers.append(show)
        return lambda: self._watchers.remove(show)

    def setting(self, name: str) -> object:
        return self.settings.value(name)

    def change_setting(self, name: str, value: object) -> Failure | None:
        try:
            self.settings = self.settings.with_value(name, value)
        except SettingError as error:
            return Failure(FailureKind.REJECTED, error.sentence)
        return None

    def on_settings(self, changed: Callable[[Mapping[str, object]], None]) -> Callable[[], None]:
        return lambda: None

    def key_state(self, base_url: str, then: Answer[KeyState]) -> None:
        then(KeyState(base_url or "https://api.openai.com/v1", bool(self.kept_keys), "the system's keyring"))

    def keep_key(self, base_url: str, key: str, then: Answer[Probe]) -> None:
        self.kept_keys.append(key)
        then(Probe(ok=True, sentence="The key is kept in the system's keyring."))

    def probe_role(self, role: str, then: Answer[Probe]) -> None:
        then(Probe(ok=True, sentence="It works."))

    def models(self, role: str, then: Answer[tuple[ModelChoice, ...]]) -> None:
        then(())

    def microphones(self, then: Answer[tuple[DeviceChoice, ...]]) -> None:
        then((DeviceChoice("mic", "Microphone", is_default=True),))

    def speakers(self, then: Answer[tuple[DeviceChoice, ...]]) -> None:
        then((DeviceChoice("speaker", "Speaker", is_default=True),))

    def test_sound(self, seconds: float, then: Answer[Probe]) -> None:
        then(Probe(ok=True, sentence="Did you hear yourself?"))

    def say_sample(self, voice: str, then: Answer[Probe]) -> None:
        then(Probe(ok=True, sentence=""))

    def play_sound(self, sound: SoundId) -> None:
        self.played.append(sound)

    def stop_sound(self) -> None:
        pass

    def history(self, query: Query, then: Answer[HistoryPage]) -> None:
        then(HistoryPage(query, (), 0))

    def load_talk(self, talk: TalkId, then: Answer[Talk]) -> None:
        then(Failure(FailureKind.REJECTED, "There is no such talk."))

    def continue_talk(self, talk: TalkId) -> None:
        pass

    def new_talk(self) -> None:
        self.talks_begun += 1

    def rename_talk(self, talk: TalkId, title: str) -> None:
        pass

    def pin_talk(self, talk: TalkId, *, pinned: bool) -> None:
        pass

    def delete_talk(self, talk: TalkId) -> None:
        pass

    def restore_talk(self, talk: TalkId) -> None:
        pass

    def delete_everything(self, then: Answer[Room]) -> None:
        then(Room(0, 0, 0))

    def delete_item(self, talk: TalkId, item: ItemId) -> None:
        pass

    def room(self, then: Answer[Room]) -> None:
        then(Room(0, 0, 0))

    def export_formats(self) -> tuple[ExportFormat, ...]:
        return (ExportFormat("txt", "Plain text", ".txt", "text/plain"),)

    def export(self, talk: TalkId, format: str, wishes: ExportWishes, then: Answer[bytes]) -> None:
        then(b"")

    def export_to(self, talk: TalkId, format: str, wishes: ExportWishes, path: str, then: Answer[str]) -> None:
        then(path)

    def import_file(self, path: str, then: Answer[tuple[TalkId, ...]]) -> None:
        then(())

    def report(self, then: Answer[str]) -> None:
        then("/reports/one.jsonl")

    def close(self) -> None:
        pass
