"""A desk of values: what the window asks is noted, what it is shown a test says."""

import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tests.gui.paper_costs import PaperCosts
from tests.gui.paper_interpreter import PaperInterpreter
from tests.gui.paper_questions import PaperQuestions
from tests.gui.paper_recordings import PaperRecordings
from tests.gui.paper_uploads import PaperUploads
from voiceapp.core.alarm_access import AlarmNotice, AlarmNoticeEnd
from voiceapp.core.answers import Answer, Probe
from voiceapp.core.backup_access import BackupContents, BackupState, BackupWishes, RestoreWishes
from voiceapp.core.captions.flow import Caption
from voiceapp.core.desk import DayCost, LoggedEvent
from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.dictation.messages import DictationEvent
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.vocabulary_access import LearntWord, Proposals, WordChange
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import (
    DeletedEntry,
    DiskUsage,
    ExportFormat,
    ExportWishes,
    FoundImport,
    HistoryPage,
    Hit,
    Query,
    Span,
    TalkSummary,
)
from voiceapp.core.house_servers import HouseServer
from voiceapp.core.key_source import KeySource
from voiceapp.core.loaded_models import LoadedModel, ModelsInMemory
from voiceapp.core.messages import Event, Show, ShowTalk
from voiceapp.core.model_cards import ModelCard, ModelState
from voiceapp.core.models import ModelChoice
from voiceapp.core.notes.access import LooseNotes
from voiceapp.core.notes.book import Notes, NotesEdit, NotesError
from voiceapp.core.outlook import Outlook
from voiceapp.core.recordings.line_edits import LineEdit, edited
from voiceapp.core.recordings.player_access import PlayerState, PlayWishes
from voiceapp.core.recordings.track import Track
from voiceapp.core.recordings.waveform import PEAK_MS, Waveform, waveform_of
from voiceapp.core.sentence import DataSize, Sentence, told_by
from voiceapp.core.services_access import KeyState, LocalModel
from voiceapp.core.sound_access import DeviceChoice
from voiceapp.core.summaries.access import SummaryOffer, WritingState
from voiceapp.core.summaries.summary import Summaries
from voiceapp.core.talk.corrections import corrected, uncorrected
from voiceapp.core.talk.titles import title_of
from voiceapp.core.tool_servers.access import FoundServers, ServerCard
from voiceapp.core.tool_servers.server_entries import ServerEntry
from voiceapp.core.transcript import Item, ItemId, Message, SoundId, Talk, TalkId, Version
from voiceapp.core.versions import using, with_version
from voiceapp.core.versions_access import AnotherHearing, RecogniserOffer
from voiceapp.engine_choice.addresses import addresses_with_keys
from voiceapp.exports import FORMATS
from voiceapp.settings.model import SettingError, Settings

CLOUD = Outlook("realtime", ends_turns=True, voice_setting="realtime.voice", voices=("marin", "cedar", "alloy"))
HERE = Outlook("local")


@dataclass(frozen=True)
class _Topic:
    _desk: "PaperDesk"


class PaperTalk(_Topic):
    def tell(self, event: Event) -> None:
        self._desk.told.append(event)

    def watch(self, show: Callable[[Show], None]) -> Callable[[], None]:
        self._desk.watchers.append(show)
        return lambda: self._desk.watchers.remove(show)

    def continue_talk(self, talk: TalkId) -> None:
        self._desk.continued.append(talk)
        self._desk.show(ShowTalk(self._desk.talks[talk]))

    def outlook(self, then: Answer[Outlook]) -> None:
        then(self._desk.outlook)

    def begin(self) -> None:
        self._desk.talks_begun += 1


class PaperDictation(_Topic):
    seen: tuple[TextTarget, ...] = ()
    picked: TextTarget | Failure = TextTarget("1", "thunderbird", title="Inbox")

    def tell(self, event: DictationEvent) -> None:
        self._desk.dictated.append(event)

    def watch(self, show: Callable[[DictationView], None]) -> Callable[[], None]:
        self._desk.dictation_watchers.append(show)
        show(DictationView())
        return lambda: self._desk.dictation_watchers.remove(show)

    def pause_keys(self, *, paused: bool) -> None:
        self._desk.keys_paused = paused

    def recognise_again(
        self, talk: TalkId, item: ItemId, then: Answer[None], languages: tuple[str, ...] | None = None
    ) -> None:
        self._desk.recognised.append((talk, item, languages))
        then(None)

    def in_clipboard(self) -> Mapping[str, bytes] | None:
        return self._desk.clipboard

    def hears_cancel(self) -> bool:
        return self._desk.hears_cancel

    def hears_accept(self) -> bool:
        return self._desk.hears_cancel

    def choose_profile(self, profile: str) -> None:
        self._desk.settings.change("profiles.chosen", profile)

    def seen_windows(self) -> tuple[TextTarget, ...]:
        return self.seen

    def pick_window(self, then: Answer[TextTarget]) -> None:
        then(self.picked)


class PaperSettings(_Topic):
    def value(self, name: str) -> object:
        return self._desk.settings_now.value(name)

    def change(self, name: str, value: object) -> Failure | None:
        try:
            self._desk.settings_now = self._desk.settings_now.with_value(name, value)
        except SettingError as error:
            return Failure(FailureKind.REJECTED, error.sentence)
        for listener in tuple(self._desk.listeners):
            listener({name: value})
        return None

    def listen(self, changed: Callable[[Mapping[str, object]], None]) -> Callable[[], None]:
        self._desk.listeners.append(changed)
        return lambda: self._desk.listeners.remove(changed)


class PaperServices(_Topic):
    def addresses(self, then: Answer[tuple[str, ...]]) -> None:
        then(addresses_with_keys(self._desk.settings_now))

    def key_state(self, base_url: str, then: Answer[KeyState]) -> None:
        then(KeyState(base_url or "https://api.openai.com/v1", KeySource.KEYRING if self._desk.kept_keys else None))

    def keep_key(self, base_url: str, key: str, then: Answer[Probe]) -> None:
        self._desk.kept_keys.append(key)
        self._desk.kept_for.append(base_url)
        then(Probe(ok=True, sentence=Sentence("Key saved in the system keyring.")))

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
        self._desk.fetched.append((part, address, sha256))
        then(
            LocalModel(part, Sentence("language model"), "local.language_model", "new.gguf", "/new.gguf", 100, own=True)
        )

    def models(self, role: str, then: Answer[tuple[ModelChoice, ...]]) -> None:
        then(())

    def voices(self, role: str, then: Answer[tuple[str, ...]]) -> None:
        then(self._desk.voices_there)

    def find_house_servers(self, then: Answer[tuple[HouseServer, ...]]) -> None:
        then(self._desk.house_servers)


CARDS = (
    ModelCard(
        "qwen2.5-coder-1.5b",
        "brain",
        "Qwen2.5 1.5B",
        Sentence("Knows much more."),
        "Apache-2.0",
        bytes=1_117_000_000,
        memory=1_905_000_000,
        unfit=Sentence("It needs {needed} of memory.", needed=DataSize(8_000_000_000)),
    ),
    ModelCard(
        "qwen2.5-coder-0.5b", "brain", "Qwen2.5 0.5B", Sentence("Gets more right."), "Apache-2.0", bytes=491_000_000
    ),
    ModelCard(
        "smollm2-135m",
        "brain",
        "SmolLM2 135M",
        Sentence("Answers at once."),
        "Apache-2.0",
        ("en",),
        98_000_000,
        249_000_000,
        ModelState.IN_USE,
        built_in=True,
    ),
    ModelCard("whisper-base", "ears", "Whisper base", Sentence("Hears many languages."), "MIT", bytes=145_000_000),
    ModelCard("piper-de-thorsten", "voice", "Thorsten", Sentence("Speaks German."), "CC0-1.0", ("de",), 63_000_000),
)
"""One of each state that is most often seen."""


class PaperModels(_Topic):
    """Does at once what it is told; a test shows progress itself with `change`."""

    def models(self, then: Answer[tuple[ModelCard, ...]]) -> None:
        then(self._desk.cards)

    def watch(self, show: Callable[[ModelCard], None]) -> Callable[[], None]:
        self._desk.card_watchers.append(show)

        def stop() -> None:
            if show in self._desk.card_watchers:
                self._desk.card_watchers.remove(show)

        return stop

    def get(self, model: str) -> None:
        self._told("get", model, state=ModelState.FETCHING)

    def pause(self, model: str) -> None:
        self._told("pause", model, state=ModelState.PAUSED)

    def cancel(self, model: str) -> None:
        self._told("cancel", model, state=ModelState.ABSENT, done=0, by_itself=False)

    def delete(self, model: str) -> None:
        self._told("delete", model, state=ModelState.ABSENT, done=0)

    def use(self, model: str) -> None:
        part = next(card.part for card in self._desk.cards if card.id == model)
        for card in self._desk.cards:
            if card.part == part and card.state is ModelState.IN_USE and card.id != model:
                self.change(card.id, state=ModelState.HERE)
        self._told("use", model, state=ModelState.IN_USE)

    def let_choose(self, part: str) -> None:
        self._desk.models_told.append(("let choose", part))

    def try_out(self, model: str, then: Answer[Probe]) -> None:
        self._desk.models_told.append(("try", model))
        then(Probe(ok=True, sentence=Sentence("It works.")))

    def measure(self, then: Answer[Probe]) -> None:
        self._desk.models_told.append(("measure", ""))
        then(Probe(ok=True, sentence=Sentence("It works.")))

    def take_in(self, folder: str, then: Answer[Probe]) -> None:
        self._desk.models_told.append(("take in", folder))
        then(Probe(ok=True, sentence=Sentence("Imported {models}.", models="Thorsten")))

    def export(self, folder: str, then: Answer[Probe]) -> None:
        self._desk.models_told.append(("export", folder))
        then(Failure(FailureKind.DISK_FULL, Sentence("No room.")))

    def in_memory(self, then: Answer[ModelsInMemory]) -> None:
        then(self._desk.in_memory)

    def let_go(self, then: Answer[ModelsInMemory]) -> None:
        self._desk.models_told.append(("let go", ""))
        self._desk.in_memory = ModelsInMemory((), self._desk.in_memory.minutes)
        then(self._desk.in_memory)

    def change(self, model: str, **fields: object) -> None:
        """Show a card as it is now."""
        self._desk.cards = tuple(
            replace(card, **fields) if card.id == model else card  # type: ignore[arg-type]
            for card in self._desk.cards
        )
        for card in self._desk.cards:
            if card.id == model:
                for watcher in tuple(self._desk.card_watchers):
                    watcher(card)

    def _told(self, what: str, model: str, **fields: object) -> None:
        self._desk.models_told.append((what, model))
        self.change(model, **fields)


class PaperSound(_Topic):
    def microphones(self, then: Answer[tuple[DeviceChoice, ...]]) -> None:
        then(self._desk.microphones)

    def speakers(self, then: Answer[tuple[DeviceChoice, ...]]) -> None:
        then((DeviceChoice("speaker", "Speaker", is_default=True),))

    def test(self, seconds: float, then: Answer[Probe]) -> None:
        then(Probe(ok=True, sentence=Sentence("Did you hear yourself?")))

    def try_voice(self, voice: str, text: str, then: Answer[Probe]) -> None:
        self._desk.models_told.append((f"say {voice}", text))
        then(Probe(ok=True, sentence=Sentence("That's how it sounds.")))

    def say_sample(self, voice: str, then: Answer[Probe]) -> None:
        then(Probe(ok=True, sentence=Sentence("That was {voice}.", voice=voice or "the voice of this device")))

    def play(self, sound: SoundId) -> None:
        self._desk.played.append(sound)

    def stop(self) -> None:
        self._desk.silenced += 1

    def open_level_meter(self, heard: Callable[[float], None]) -> Callable[[], None]:
        self._desk.heard.append(heard)
        return lambda: self._desk.heard.remove(heard)


class PaperHistory(_Topic):
    def __init__(self, desk: "PaperDesk") -> None:
        super().__init__(desk)
        self.meant: dict[str, set[ItemId]] = {}
        """The lines that mean the same as some words."""

    def find(self, query: Query, then: Answer[HistoryPage]) -> None:
        self._desk.queries.append(query)
        talks = [talk for name, talk in self._desk.talks.items() if name not in self._desk.deleted]
        if query.kind is not None:
            talks = [talk for talk in talks if talk.kind is query.kind]
        found = [summary for summary in (_summary(talk, query.words) for talk in talks) if summary is not None]
        found.sort(key=lambda talk: (not talk.pinned, -talk.started_at))
        if query.meaning and (meant := self.meant.get(query.words)):
            found += [_meant(talk, meant) for talk in talks if any(item.id in meant for item in talk.items)]
            then(HistoryPage(query, tuple(found), len(found), ranked=True))
            return
        similar = self._desk.similar if query.words else ()
        then(HistoryPage(query, tuple(found[query.offset : query.offset + query.count]), len(found), similar))

    def load_talk(self, talk: TalkId, then: Answer[Talk]) -> None:
        found = self._desk.talks.get(talk)
        then(found if found is not None else Failure(FailureKind.REJECTED, Sentence("There is no such talk.")))

    def rename_talk(self, talk: TalkId, title: str, *, by_hand: bool = True) -> None:
        self._desk.talks[talk] = replace(self._desk.talks[talk], title=title)
        self._desk.renamed.append((talk, title, by_hand))

    def pin_talk(self, talk: TalkId, *, pinned: bool) -> None:
        self._desk.talks[talk] = replace(self._desk.talks[talk], pinned=pinned)

    def delete_talk(self, talk: TalkId) -> None:
        self._desk.deleted.append(talk)

    def restore_talk(self, talk: TalkId) -> None:
        self._desk.deleted.remove(talk)

    def delete_item(self, talk: TalkId, item: ItemId) -> None:
        found = self._desk.talks[talk]
        gone = next(each for each in found.items if each.id == item)
        self._desk.deleted_items.append((talk, gone))
        self._desk.talks[talk] = replace(found, items=tuple(each for each in found.items if each.id != item))

    def restore_item(self, talk: TalkId, item: ItemId) -> None:
        back = next(each for each in self._desk.deleted_items if each[1].id == item)
        self._desk.deleted_items.remove(back)
        items = sorted((*self._desk.talks[talk].items, back[1]), key=lambda each: each.at)
        self._desk.talks[talk] = replace(self._desk.talks[talk], items=tuple(items))

    def correct_item(self, talk: TalkId, item: ItemId, text: str) -> None:
        self._change(talk, item, lambda found: corrected(found, text))

    def undo_correction(self, talk: TalkId, before: Message) -> None:
        self._change(talk, before.id, lambda found: uncorrected(found, before))

    def find_deleted(self, then: Answer[tuple[DeletedEntry, ...]]) -> None:
        at = self._desk.deleted_at
        talks = [
            DeletedEntry(name, str(title_of(self._desk.talks[name])), at, items=len(self._desk.talks[name].items))
            for name in reversed(self._desk.deleted)
        ]
        items = [
            DeletedEntry(name, str(title_of(self._desk.talks[name])), at, item)
            for name, item in reversed(self._desk.deleted_items)
        ]
        then((*talks, *items))

    def purge(self, talk: TalkId | None = None, item: ItemId | None = None) -> None:
        self._desk.purged.append((talk, item))
        if item is None:
            self._desk.deleted = [each for each in self._desk.deleted if talk not in (None, each)]
        kept = [each for each in self._desk.deleted_items if talk is not None and (each[0], each[1].id) != (talk, item)]
        self._desk.deleted_items = kept

    def _change(self, talk: TalkId, item: ItemId, change: Callable[[Message], Message]) -> None:
        found = self._desk.talks[talk]
        items = (change(each) if isinstance(each, Message) and each.id == item else each for each in found.items)
        self._desk.talks[talk] = replace(found, items=tuple(items))


class PaperPlayer(_Topic):
    """Plays nothing by itself: a test says where the player is."""

    def __init__(self, desk: "PaperDesk") -> None:
        super().__init__(desk)
        self.at_present = PlayerState()
        self.played: list[tuple[int, PlayWishes, int | None]] = []
        self.edits: list[LineEdit] = []
        self.peaks = b""

    def waveform(self, track: Track, then: Answer[Waveform]) -> None:
        then(waveform_of(self.peaks or bytes(track.length // PEAK_MS)))

    def play(self, track: Track, start: int, wishes: PlayWishes, end: int | None = None) -> None:
        del track
        self.played.append((start, wishes, end))
        self.at_present = PlayerState(playing=True, at=start)

    def pause(self) -> None:
        self.at_present = replace(self.at_present, playing=False)

    def state(self) -> PlayerState:
        return self.at_present

    def length(self, sound: SoundId, then: Answer[int]) -> None:
        del sound
        then(60_000)

    def edit(self, talk: TalkId, edit: LineEdit) -> None:
        self.edits.append(edit)
        found = self._desk.talks[talk]
        items = edited(found.items, edit)
        assert items is not None
        self._desk.talks[talk] = replace(found, items=items)


class PaperBackups:
    """Notes what is asked; `show` tells how it goes."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, bool]] = []
        self.stopped = 0
        self.contents: BackupContents | Failure = BackupContents(1_790_000_000.0, 12, 340, sound=True)
        self._watchers: list[Callable[[BackupState], None]] = []

    def name(self) -> str:
        return "voiceapp-backup-2026-11-28-1200.zip"

    def watch(self, show: Callable[[BackupState], None]) -> Callable[[], None]:
        self._watchers.append(show)
        show(BackupState())
        return lambda: self._watchers.remove(show)

    def show(self, state: BackupState) -> None:
        for show in self._watchers:
            show(state)

    def look(self, path: str, then: Answer[BackupContents]) -> None:
        self.asked.append(("look", path, True))
        then(self.contents)

    def make(self, path: str, wishes: BackupWishes) -> None:
        self.asked.append(("make", path, wishes.sound))

    def restore(self, path: str, wishes: RestoreWishes) -> None:
        self.asked.append(("restore", path, wishes.settings))

    def stop(self) -> None:
        self.stopped += 1


class PaperKept(_Topic):
    def __init__(self, desk: "PaperDesk") -> None:
        super().__init__(desk)
        self.backups = PaperBackups()

    def delete_everything(self, then: Answer[DiskUsage]) -> None:
        self._desk.talks.clear()
        then(DiskUsage(0, 0, 0))

    def save_all(self, then: Answer[int]) -> None:
        then(len(self._desk.talks))

    def rebuild_from(self, folder: str, then: Answer[Sentence]) -> None:
        then(
            Sentence(
                "Conversations brought back: {new}; already there: {known}; recordings: {sounds}.",
                new=2,
                known=0,
                sounds=3,
            )
        )

    def room(self, then: Answer[DiskUsage]) -> None:
        then(DiskUsage(2_000_000, 31_000_000, 5_000_000_000))

    def folder(self, name: str) -> str:
        return self._desk.state


class PaperExports(_Topic):
    def name(self, title: str, at: float, format: str) -> str:
        return f"{title}.{format}"

    def formats(self) -> tuple[ExportFormat, ...]:
        return tuple(exporter.format for exporter in FORMATS.values())

    def export(self, talk: TalkId, format: str, wishes: ExportWishes, then: Answer[bytes]) -> None:
        then(f"{talk} as {format}".encode())

    def export_to(self, talk: TalkId, format: str, wishes: ExportWishes, path: str, then: Answer[str]) -> None:
        self._desk.exported.append((talk, format, path))
        then(path)

    def import_file(self, path: str, then: Answer[tuple[TalkId, ...]]) -> None:
        self._desk.imported.append(path)
        then(())

    def find_imports(self, then: Answer[tuple[FoundImport, ...]]) -> None:
        then(self._desk.found_imports)


class PaperDiagnostics(_Topic):
    def report(self, then: Answer[str]) -> None:
        then("/reports/one.jsonl")

    def recent_events(self, then: Answer[tuple[LoggedEvent, ...]]) -> None:
        then(self._desk.events)

    def costs(self, days: int, then: Answer[tuple[DayCost, ...]]) -> None:
        then(self._desk.cost)


class PaperAlarms(_Topic):
    def notify(self, number: int, notice: AlarmNotice, then: Answer[AlarmNoticeEnd]) -> None:
        self._desk.alarm_notices.append((number, notice))
        then(self._desk.alarm_notice_end)

    def stop(self, number: int) -> None:
        self._desk.alarms_told.append(("stop", number))

    def put_off(self, number: int, seconds: float) -> None:
        self._desk.alarms_told.append((f"put off {seconds:.0f}", number))

    def cancel(self, number: int) -> None:
        self._desk.alarms_told.append(("cancel", number))


class PaperVocabulary:
    def __init__(self) -> None:
        self.proposals: Proposals = ()
        self.watchers: list[Callable[[Proposals], None]] = []
        self.told: list[tuple[str, ...]] = []

    def watch(self, show: Callable[[Proposals], None]) -> Callable[[], None]:
        self.watchers.append(show)
        show(self.proposals)
        return lambda: self.watchers.remove(show)

    def propose(self, *proposals: LearntWord) -> None:
        self.proposals = proposals
        for show in self.watchers:
            show(proposals)

    def corrected(self, before: str, after: str, profile: str = "") -> None:
        self.told.append(("corrected", before, after, *filter(None, (profile,))))

    def correction_undone(self, before: str, after: str) -> None:
        self.told.append(("undone", before, after))

    def take(self, change: WordChange) -> None:
        self._settle("take", change)

    def never(self, change: WordChange) -> None:
        self._settle("never", change)

    def only_here(self, change: WordChange) -> None:
        self._settle("only here", change)

    def _settle(self, what: str, change: WordChange) -> None:
        self.told.append((what, change.heard, change.written))
        self.propose(*(word for word in self.proposals if word.change != change))

    def read_file(self, path: str, then: Callable[[Sentence | Failure], None]) -> None:
        self.told.append(("read", path, ""))
        then(Sentence("{count} words added.", count=3))

    def write_file(self, path: str, then: Callable[[Sentence | Failure], None]) -> None:
        self.told.append(("write", path, ""))
        then(Sentence("Saved to {path}.", path=path))


class PaperCaptions:
    def __init__(self) -> None:
        self.now: tuple[Caption, ...] = ()
        self.watchers: list[Callable[[tuple[Caption, ...]], None]] = []

    def watch(self, show: Callable[[tuple[Caption, ...]], None]) -> Callable[[], None]:
        self.watchers.append(show)
        show(self.now)
        return lambda: self.watchers.remove(show)

    def say(self, *captions: Caption) -> None:
        self.now = captions
        for show in tuple(self.watchers):
            show(captions)


class PaperVersions:
    offers: tuple[RecogniserOffer, ...] = (
        RecogniserOffer("here/whisper-base", "Whisper base"),
        RecogniserOffer("service/gpt-transcribe", "OpenAI gpt-transcribe", leaves_machine=True),
    )

    def __init__(self, desk: "PaperDesk") -> None:
        self._desk = desk
        self.asked: list[tuple[TalkId, ItemId, AnotherHearing]] = []
        self.heard: Version | Failure = Version("Other words.", "Whisper base", "en")

    def recognisers(self, then: Answer[tuple[RecogniserOffer, ...]]) -> None:
        then(self.offers)

    def hear(self, talk: TalkId, item: ItemId, how: AnotherHearing, then: Answer[Message]) -> None:
        self.asked.append((talk, item, how))
        heard = self.heard
        if isinstance(heard, Failure):
            then(heard)
        else:
            self._change(talk, item, lambda line: with_version(line, heard), then)

    def use(self, talk: TalkId, item: ItemId, version: Version, then: Answer[Message]) -> None:
        self._change(talk, item, lambda line: using(line, version), then)

    def _change(self, talk: TalkId, item: ItemId, change: Callable[[Message], Message], then: Answer[Message]) -> None:
        kept = self._desk.talks[talk]
        items = tuple(change(each) if each.id == item and isinstance(each, Message) else each for each in kept.items)
        self._desk.talks[talk] = replace(kept, items=items)
        then(next(each for each in items if each.id == item and isinstance(each, Message)))


class PaperSummaries:
    def __init__(self, desk: "PaperDesk") -> None:
        self._desk = desk
        self.offered: SummaryOffer | Failure = SummaryOffer("OpenAI")
        self.asked: list[tuple[TalkId, str]] = []
        self.cancelled: list[TalkId] = []
        self.watchers: list[Callable[[tuple[WritingState, ...]], None]] = []

    def offer(self, then: Answer[SummaryOffer]) -> None:
        then(self.offered)

    def make(self, talk: TalkId, prompt: str, then: Answer[Summaries]) -> None:
        self.asked.append((talk, prompt))
        self.show(WritingState(talk, prompt))

    def wrote(self, talk: TalkId, about: Summaries) -> None:
        """What was asked for is there."""
        self.change(talk, about)
        self.show()

    def cancel(self, talk: TalkId) -> None:
        self.cancelled.append(talk)

    def change(self, talk: TalkId, summaries: Summaries) -> None:
        self._desk.talks[talk] = replace(self._desk.talks[talk], summaries=summaries)

    def show(self, *states: WritingState) -> None:
        for watcher in self.watchers:
            watcher(states)

    def watch(self, show: Callable[[tuple[WritingState, ...]], None]) -> Callable[[], None]:
        self.watchers.append(show)
        show(())
        return lambda: self.watchers.remove(show) if show in self.watchers else None


class PaperToolServers:
    def __init__(self) -> None:
        self.cards: tuple[ServerCard, ...] = ()
        self.watchers: list[Callable[[tuple[ServerCard, ...]], None]] = []
        self.told: list[object] = []
        self.answer = Probe(ok=True, sentence=Sentence("It works."))
        self.found: tuple[FoundServers, ...] = ()

    def show(self, *cards: ServerCard) -> None:
        self.cards = cards
        for watcher in self.watchers:
            watcher(cards)

    def watch(self, show: Callable[[tuple[ServerCard, ...]], None]) -> Callable[[], None]:
        self.watchers.append(show)
        show(self.cards)
        return lambda: self.watchers.remove(show) if show in self.watchers else None

    def switch(self, server: str, *, on: bool) -> None:
        self.told.append((server, on))

    def keep(self, entry: ServerEntry, then: Answer[Probe]) -> None:
        self.told.append(entry)
        then(self.answer)

    def remove(self, server: str) -> None:
        self.told.append(("remove", server))

    def sign_in(self, server: str) -> None:
        self.told.append(("sign in", server))

    def try_out(self, server: str, then: Answer[Probe]) -> None:
        self.told.append(("try", server))
        then(self.answer)

    def found_elsewhere(self, then: Answer[tuple[FoundServers, ...]]) -> None:
        then(self.found)


class PaperNotes:
    """Meets `NotesAccess`."""

    def __init__(self) -> None:
        self.kept = LooseNotes()
        self.exported: list[str] = []
        self._watchers: list[Callable[[Notes], None]] = []

    def watch(self, show: Callable[[Notes], None]) -> Callable[[], None]:
        self._watchers.append(show)
        show(self.kept.notes)
        return lambda: self._watchers.remove(show)

    def change(self, make: Callable[[Notes], NotesEdit], then: Answer[NotesEdit]) -> None:
        try:
            edit = self.kept.edit(make)
        except NotesError as error:
            then(Failure(FailureKind.REJECTED, told_by(error)))
            return
        then(edit)
        for show in self._watchers:
            show(self.kept.notes)

    def export(self, path: str, then: Answer[str]) -> None:
        self.exported.append(path)
        then(path)


class PaperDesk:
    """Meets `core.desk.Desk`."""

    found_imports: tuple[FoundImport, ...] = ()
    voices_there: tuple[str, ...] = ()
    house_servers: tuple[HouseServer, ...] = ()
    in_memory = ModelsInMemory((LoadedModel("brain", "SmolLM2 135M", 319_000_000),), 2)

    def __init__(self, settings: Settings | None = None) -> None:
        self.talk = PaperTalk(self)
        self.dictation = PaperDictation(self)
        self.settings = PaperSettings(self)
        self.services, self.models = PaperServices(self), PaperModels(self)
        self.cards: tuple[ModelCard, ...] = CARDS
        self.card_watchers: list[Callable[[ModelCard], None]] = []
        self.models_told: list[tuple[str, str]] = []
        self.sound = PaperSound(self)
        self.history = PaperHistory(self)
        self.kept, self.player, self.uploads = PaperKept(self), PaperPlayer(self), PaperUploads()
        self.alarms, self.vocabulary, self.tool_servers = PaperAlarms(self), PaperVocabulary(), PaperToolServers()
        self.notes, self.memory, self.dictated = PaperNotes(), PaperNotes(), list[DictationEvent]()
        self.captions, self.recordings, self.interpreter = PaperCaptions(), PaperRecordings(), PaperInterpreter()
        self.alarms_told: list[tuple[str, int]] = []
        self.exports, self.versions, self.questions = PaperExports(self), PaperVersions(self), PaperQuestions()
        self.diagnostics, self.summaries, self.costs = PaperDiagnostics(self), PaperSummaries(self), PaperCosts()
        self.told: list[Event] = []
        self.keys_paused = False
        self.outlook = CLOUD
        self.dictation_watchers: list[Callable[[DictationView], None]] = []
        self.settings_now = settings or Settings()
        self.played: list[SoundId] = []
        self.kept_keys: list[str] = []
        self.kept_for: list[str] = []
        self.talks_begun = 0
        self.silenced = 0
        self.recognised: list[tuple[TalkId, ItemId, tuple[str, ...] | None]] = []
        self.heard: list[Callable[[float], None]] = []
        self.talks: dict[TalkId, Talk] = {}
        self.deleted: list[TalkId] = []
        self.deleted_items: list[tuple[TalkId, Item]] = []
        self.deleted_at = time.time()
        self.purged: list[tuple[TalkId | None, ItemId | None]] = []
        self.renamed: list[tuple[TalkId, str, bool]] = []
        self.continued: list[TalkId] = []
        self.exported: list[tuple[TalkId, str, str]] = []
        self.cost: tuple[DayCost, ...] = ()
        self.events: tuple[LoggedEvent, ...] = ()
        self.queries: list[Query] = []
        self.similar: tuple[str, ...] = ()
        self.microphones: tuple[DeviceChoice, ...] = (DeviceChoice("mic", "Microphone", is_default=True),)
        self.imported: list[str] = []
        self.fetched: list[tuple[str, ...]] = []
        self.clipboard: Mapping[str, bytes] | None = None
        self.hears_cancel = True
        self.alarm_notices: list[tuple[int, AlarmNotice]] = []
        self.alarm_notice_end = AlarmNoticeEnd.NOT_SHOWN
        self.state = tempfile.mkdtemp(prefix="voiceapp-paper-")
        self.watchers: list[Callable[[Show], None]] = []
        self.listeners: list[Callable[[Mapping[str, object]], None]] = []

    def show(self, *shows: Show) -> None:
        for show in shows:
            for watcher in tuple(self.watchers):
                watcher(show)

    def close(self) -> None:
        shutil.rmtree(self.state, ignore_errors=True)


def _meant(talk: Talk, lines: set[ItemId]) -> TalkSummary:
    summary = _summary(talk, "")
    assert summary is not None
    hits = [
        Hit(item.id, item.at, item.speaker.value, item.text, (), by_meaning=True)
        for item in talk.items
        if isinstance(item, Message) and item.id in lines
    ]
    return replace(summary, hits=tuple(hits))


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
        talk.title or str(title_of(talk)),
        talk.started_at,
        talk.ended_at,
        talk.kind,
        talk.pinned,
        len(talk.items),
        engines=("Realtime",),
        hits=tuple(hits),
    )
