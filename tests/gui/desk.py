"""A desk of values: what the window asks is noted, what it is shown a test says."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace

from voiceapp.app.export_service import formats
from voiceapp.core.desk import Answer, DayCost, DeviceChoice, Happening, KeyState, LocalModel, ModelChoice, Probe
from voiceapp.core.dictation.messages import DictationEvent, DictationView
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import DiskUsage, ExportFormat, ExportWishes, HistoryPage, Hit, Query, Span, TalkSummary
from voiceapp.core.messages import Event, Show, ShowTalk
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.core.talk.titles import title_of
from voiceapp.core.transcript import ItemId, Message, SoundId, Talk, TalkId
from voiceapp.settings.model import SettingError, Settings


class PaperDesk:
    """Meets `core.desk.Desk`."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.told: list[Event] = []
        self.keys_paused = False
        self.dictated: list[DictationEvent] = []
        self.dictation_watchers: list[Callable[[DictationView], None]] = []
        self.settings = settings or Settings()
        self.played: list[SoundId] = []
        self.kept_keys: list[str] = []
        self.talks_begun = 0
        self.silenced = 0
        self.recognised: list[tuple[TalkId, ItemId]] = []
        self.heard: list[Callable[[float], None]] = []
        self.talks: dict[TalkId, Talk] = {}
        self.deleted: list[TalkId] = []
        self.continued: list[TalkId] = []
        self.exported: list[tuple[TalkId, str, str]] = []
        self.cost: tuple[DayCost, ...] = ()
        self.events: tuple[Happening, ...] = ()
        self.queries: list[Query] = []
        self.fetched: list[tuple[str, str, str]] = []
        self.clipboard: Mapping[str, bytes] | None = None
        self.state = tempfile.mkdtemp(prefix="voiceapp-paper-")
        self._watchers: list[Callable[[Show], None]] = []
        self._listeners: list[Callable[[Mapping[str, object]], None]] = []

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

    def dictate(self, event: DictationEvent) -> None:
        self.dictated.append(event)

    def watch_dictation(self, show: Callable[[DictationView], None]) -> Callable[[], None]:
        self.dictation_watchers.append(show)
        show(DictationView())
        return lambda: self.dictation_watchers.remove(show)

    def pause_keys(self, *, paused: bool) -> None:
        self.keys_paused = paused

    def recognise_again(self, talk: TalkId, item: ItemId, then: Answer[None]) -> None:
        self.recognised.append((talk, item))
        then(None)

    def setting(self, name: str) -> object:
        return self.settings.value(name)

    def change_setting(self, name: str, value: object) -> Failure | None:
        try:
            self.settings = self.settings.with_value(name, value)
        except SettingError as error:
            return Failure(FailureKind.REJECTED, verbatim(error.sentence))
        for listener in tuple(self._listeners):
            listener({name: value})
        return None

    def on_settings(self, changed: Callable[[Mapping[str, object]], None]) -> Callable[[], None]:
        self._listeners.append(changed)
        return lambda: self._listeners.remove(changed)

    def key_state(self, base_url: str, then: Answer[KeyState]) -> None:
        then(KeyState(base_url or "https://api.openai.com/v1", bool(self.kept_keys), "the system's keyring"))

    def keep_key(self, base_url: str, key: str, then: Answer[Probe]) -> None:
        self.kept_keys.append(key)
        then(Probe(ok=True, sentence=Sentence("The key is kept in the system's keyring.")))

    def probe_role(self, role: str, then: Answer[Probe]) -> None:
        then(Probe(ok=True, sentence=Sentence("It works.")))

    def local_models(self, then: Answer[tuple[LocalModel, ...]]) -> None:
        then(
            (
                LocalModel("ears", Sentence("recogniser"), "local.whisper", "model", "/models/model", 78_000_000),
                LocalModel(
                    "brain",
                    Sentence("language model"),
                    "local.language_model",
                    "mine.gguf",
                    "/mine.gguf",
                    4_000_000_000,
                    own=True,
                ),
                LocalModel(
                    "voice",
                    Sentence("voice"),
                    "local.voice",
                    problem=Sentence("The voice for this machine is not installed."),
                ),
            )
        )

    def fetch_model(
        self, part: str, address: str, sha256: str, progress: Callable[[int, int], None], then: Answer[LocalModel]
    ) -> None:
        progress(50, 100)
        self.fetched.append((part, address, sha256))
        then(
            LocalModel(part, Sentence("language model"), "local.language_model", "new.gguf", "/new.gguf", 100, own=True)
        )

    def models(self, role: str, then: Answer[tuple[ModelChoice, ...]]) -> None:
        then(())

    def microphones(self, then: Answer[tuple[DeviceChoice, ...]]) -> None:
        then((DeviceChoice("mic", "Microphone", is_default=True),))

    def speakers(self, then: Answer[tuple[DeviceChoice, ...]]) -> None:
        then((DeviceChoice("speaker", "Speaker", is_default=True),))

    def test_sound(self, seconds: float, then: Answer[Probe]) -> None:
        then(Probe(ok=True, sentence=Sentence("Did you hear yourself?")))

    def say_sample(self, voice: str, then: Answer[Probe]) -> None:
        then(Probe(ok=True, sentence=Sentence("That was {voice}.", voice=voice)))

    def play_sound(self, sound: SoundId) -> None:
        self.played.append(sound)

    def stop_sound(self) -> None:
        self.silenced += 1

    def hear(self, heard: Callable[[float], None]) -> Callable[[], None]:
        self.heard.append(heard)
        return lambda: self.heard.remove(heard)

    def history(self, query: Query, then: Answer[HistoryPage]) -> None:
        self.queries.append(query)
        talks = [talk for name, talk in self.talks.items() if name not in self.deleted]
        if query.kind is not None:
            talks = [talk for talk in talks if talk.kind is query.kind]
        found = [summary for summary in (_summary(talk, query.words) for talk in talks) if summary is not None]
        found.sort(key=lambda talk: (not talk.pinned, -talk.started_at))
        then(HistoryPage(query, tuple(found[query.offset : query.offset + query.count]), len(found)))

    def load_talk(self, talk: TalkId, then: Answer[Talk]) -> None:
        found = self.talks.get(talk)
        then(found if found is not None else Failure(FailureKind.REJECTED, Sentence("There is no such talk.")))

    def continue_talk(self, talk: TalkId) -> None:
        self.continued.append(talk)
        self.show(ShowTalk(self.talks[talk]))

    def new_talk(self) -> None:
        self.talks_begun += 1

    def rename_talk(self, talk: TalkId, title: str) -> None:
        self.talks[talk] = replace(self.talks[talk], title=title)

    def pin_talk(self, talk: TalkId, *, pinned: bool) -> None:
        self.talks[talk] = replace(self.talks[talk], pinned=pinned)

    def delete_talk(self, talk: TalkId) -> None:
        self.deleted.append(talk)

    def restore_talk(self, talk: TalkId) -> None:
        self.deleted.remove(talk)

    def delete_everything(self, then: Answer[DiskUsage]) -> None:
        self.talks.clear()
        then(DiskUsage(0, 0, 0))

    def delete_item(self, talk: TalkId, item: ItemId) -> None:
        found = self.talks[talk]
        self.talks[talk] = replace(found, items=tuple(each for each in found.items if each.id != item))

    def room(self, then: Answer[DiskUsage]) -> None:
        then(DiskUsage(2_000_000, 31_000_000, 5_000_000_000))

    def export_name(self, title: str, at: float, format: str) -> str:
        return f"{title}.{format}"

    def export_formats(self) -> tuple[ExportFormat, ...]:
        return formats()

    def export(self, talk: TalkId, format: str, wishes: ExportWishes, then: Answer[bytes]) -> None:
        then(f"{talk} as {format}".encode())

    def export_to(self, talk: TalkId, format: str, wishes: ExportWishes, path: str, then: Answer[str]) -> None:
        self.exported.append((talk, format, path))
        then(path)

    def import_file(self, path: str, then: Answer[tuple[TalkId, ...]]) -> None:
        then(())

    def report(self, then: Answer[str]) -> None:
        then("/reports/one.jsonl")

    def in_clipboard(self) -> Mapping[str, bytes] | None:
        return self.clipboard

    def folder(self, name: str) -> str:
        return self.state

    def happenings(self, then: Answer[tuple[Happening, ...]]) -> None:
        then(self.events)

    def costs(self, days: int, then: Answer[tuple[DayCost, ...]]) -> None:
        then(self.cost)

    def close(self) -> None:
        shutil.rmtree(self.state, ignore_errors=True)


def _summary(talk: Talk, words: str) -> TalkSummary | None:
    hits: list[Hit] = []
    for item in talk.items:
        if words and isinstance(item, Message) and words.lower() in item.text.lower():
            start = item.text.lower().index(words.lower())
            hits.append(Hit(item.id, item.at, item.speaker.value, item.text, (Span(start, start + len(words)),)))
    if words and not hits:
        return None
    return TalkSummary(
        talk.id,
        title_of(talk),
        talk.started_at,
        talk.ended_at,
        talk.kind,
        talk.pinned,
        len(talk.items),
        engines=("Realtime",),
        hits=tuple(hits),
    )
