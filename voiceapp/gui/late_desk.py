"""Stands in for the desk while engines and models are still loading, so that the window can be used meanwhile.

Requests wait in their order and are answered once the app is there. Settings are known from the start.
"""

from collections.abc import Callable, Mapping

from voiceapp.core.alarm_access import AlarmNotice, AlarmNoticeEnd
from voiceapp.core.answers import Answer
from voiceapp.core.desk import DayCost, LoggedEvent
from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.dictation.messages import DictationEvent
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import DeletedEntry, DiskUsage, ExportFormat, ExportWishes, FoundImport, HistoryPage, Query
from voiceapp.core.messages import Event, Show
from voiceapp.core.outlook import Outlook
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, Talk, TalkId
from voiceapp.gui.late_backups import LateBackups
from voiceapp.gui.late_captions import LateCaptions
from voiceapp.gui.late_costs import LateCosts
from voiceapp.gui.late_interpreter import LateInterpreter
from voiceapp.gui.late_models import LateModels
from voiceapp.gui.late_notes import LateNotes
from voiceapp.gui.late_player import LatePlayer
from voiceapp.gui.late_questions import LateQuestions
from voiceapp.gui.late_recordings import LateRecordings
from voiceapp.gui.late_services import LateServices
from voiceapp.gui.late_sound import LateSound
from voiceapp.gui.late_summaries import LateSummaries
from voiceapp.gui.late_tool_servers import LateToolServers
from voiceapp.gui.late_uploads import LateUploads
from voiceapp.gui.late_versions import LateVersions
from voiceapp.gui.late_vocabulary import LateVocabulary
from voiceapp.gui.pending_work import PendingWork, Stop
from voiceapp.settings.model import SettingError, Settings
from voiceapp.settings.paths import Paths


class LateTalk:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def tell(self, event: Event) -> None:
        self._arrival.do(lambda desk: desk.talk.tell(event))

    def watch(self, show: Callable[[Show], None]) -> Stop:
        return self._arrival.begin(lambda desk: desk.talk.watch(show))

    def outlook(self, then: Answer[Outlook]) -> None:
        self._arrival.do(lambda desk: desk.talk.outlook(then))

    def begin(self) -> None:
        self._arrival.do(lambda desk: desk.talk.begin())

    def continue_talk(self, talk: TalkId) -> None:
        self._arrival.do(lambda desk: desk.talk.continue_talk(talk))


class LateDictation:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def tell(self, event: DictationEvent) -> None:
        self._arrival.do(lambda desk: desk.dictation.tell(event))

    def watch(self, show: Callable[[DictationView], None]) -> Stop:
        return self._arrival.begin(lambda desk: desk.dictation.watch(show))

    def pause_keys(self, *, paused: bool) -> None:
        self._arrival.do(lambda desk: desk.dictation.pause_keys(paused=paused))

    def recognise_again(
        self, talk: TalkId, item: ItemId, then: Answer[None], languages: tuple[str, ...] | None = None
    ) -> None:
        self._arrival.do(lambda desk: desk.dictation.recognise_again(talk, item, then, languages))

    def in_clipboard(self) -> Mapping[str, bytes] | None:
        desk = self._arrival.desk
        return None if desk is None else desk.dictation.in_clipboard()

    def choose_profile(self, profile: str) -> None:
        self._arrival.do(lambda desk: desk.dictation.choose_profile(profile))

    def seen_windows(self) -> tuple[TextTarget, ...]:
        desk = self._arrival.desk
        return () if desk is None else desk.dictation.seen_windows()

    def pick_window(self, then: Answer[TextTarget]) -> None:
        self._arrival.do(lambda desk: desk.dictation.pick_window(then))

    def hears_cancel(self) -> bool:
        desk = self._arrival.desk
        return desk is not None and desk.dictation.hears_cancel()

    def hears_accept(self) -> bool:
        desk = self._arrival.desk
        return desk is not None and desk.dictation.hears_accept()


class LateSettings:
    """Knows the settings from the start, and what has changed since."""

    def __init__(self, arrival: PendingWork, settings: Settings) -> None:
        self._arrival = arrival
        self._known = settings

    def value(self, name: str) -> object:
        desk = self._arrival.desk
        return self._known.value(name) if desk is None else desk.settings.value(name)

    def change(self, name: str, value: object) -> Failure | None:
        desk = self._arrival.desk
        if desk is not None:
            return desk.settings.change(name, value)
        try:
            self._known = self._known.with_value(name, value)
        except SettingError as error:
            return Failure(FailureKind.REJECTED, error.sentence)
        self._arrival.do(lambda desk: desk.settings.change(name, value))
        return None

    def listen(self, changed: Callable[[Mapping[str, object]], None]) -> Stop:
        return self._arrival.begin(lambda desk: desk.settings.listen(changed))


class LateHistory:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def find(self, query: Query, then: Answer[HistoryPage]) -> None:
        self._arrival.do(lambda desk: desk.history.find(query, then))

    def load_talk(self, talk: TalkId, then: Answer[Talk]) -> None:
        self._arrival.do(lambda desk: desk.history.load_talk(talk, then))

    def rename_talk(self, talk: TalkId, title: str, *, by_hand: bool = True) -> None:
        self._arrival.do(lambda desk: desk.history.rename_talk(talk, title, by_hand=by_hand))

    def pin_talk(self, talk: TalkId, *, pinned: bool) -> None:
        self._arrival.do(lambda desk: desk.history.pin_talk(talk, pinned=pinned))

    def delete_talk(self, talk: TalkId) -> None:
        self._arrival.do(lambda desk: desk.history.delete_talk(talk))

    def restore_talk(self, talk: TalkId) -> None:
        self._arrival.do(lambda desk: desk.history.restore_talk(talk))

    def delete_item(self, talk: TalkId, item: ItemId) -> None:
        self._arrival.do(lambda desk: desk.history.delete_item(talk, item))

    def restore_item(self, talk: TalkId, item: ItemId) -> None:
        self._arrival.do(lambda desk: desk.history.restore_item(talk, item))

    def correct_item(self, talk: TalkId, item: ItemId, text: str) -> None:
        self._arrival.do(lambda desk: desk.history.correct_item(talk, item, text))

    def undo_correction(self, talk: TalkId, before: Message) -> None:
        self._arrival.do(lambda desk: desk.history.undo_correction(talk, before))

    def find_deleted(self, then: Answer[tuple[DeletedEntry, ...]]) -> None:
        self._arrival.do(lambda desk: desk.history.find_deleted(then))

    def purge(self, talk: TalkId | None = None, item: ItemId | None = None) -> None:
        self._arrival.do(lambda desk: desk.history.purge(talk, item))


class LateKept:
    def __init__(self, arrival: PendingWork, paths: Paths) -> None:
        self._arrival = arrival
        self._paths = paths
        self.backups = LateBackups(arrival)

    def folder(self, name: str) -> str:
        return str(self._paths.folders[name])

    def room(self, then: Answer[DiskUsage]) -> None:
        self._arrival.do(lambda desk: desk.kept.room(then))

    def delete_everything(self, then: Answer[DiskUsage]) -> None:
        self._arrival.do(lambda desk: desk.kept.delete_everything(then))

    def save_all(self, then: Answer[int]) -> None:
        self._arrival.do(lambda desk: desk.kept.save_all(then))

    def rebuild_from(self, folder: str, then: Answer[Sentence]) -> None:
        self._arrival.do(lambda desk: desk.kept.rebuild_from(folder, then))


class LateExports:
    """Formats are known only with the app: until then there are no talks to export."""

    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def name(self, title: str, at: float, format: str) -> str:
        desk = self._arrival.desk
        return "" if desk is None else desk.exports.name(title, at, format)

    def formats(self) -> tuple[ExportFormat, ...]:
        desk = self._arrival.desk
        return () if desk is None else desk.exports.formats()

    def export(self, talk: TalkId, format: str, wishes: ExportWishes, then: Answer[bytes]) -> None:
        self._arrival.do(lambda desk: desk.exports.export(talk, format, wishes, then))

    def export_to(self, talk: TalkId, format: str, wishes: ExportWishes, path: str, then: Answer[str]) -> None:
        self._arrival.do(lambda desk: desk.exports.export_to(talk, format, wishes, path, then))

    def import_file(self, path: str, then: Answer[tuple[TalkId, ...]]) -> None:
        self._arrival.do(lambda desk: desk.exports.import_file(path, then))

    def find_imports(self, then: Answer[tuple[FoundImport, ...]]) -> None:
        self._arrival.do(lambda desk: desk.exports.find_imports(then))


class LateDiagnostics:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def recent_events(self, then: Answer[tuple[LoggedEvent, ...]]) -> None:
        self._arrival.do(lambda desk: desk.diagnostics.recent_events(then))

    def costs(self, days: int, then: Answer[tuple[DayCost, ...]]) -> None:
        self._arrival.do(lambda desk: desk.diagnostics.costs(days, then))

    def report(self, then: Answer[str]) -> None:
        self._arrival.do(lambda desk: desk.diagnostics.report(then))


class LateAlarms:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def notify(self, number: int, notice: AlarmNotice, then: Answer[AlarmNoticeEnd]) -> None:
        self._arrival.do(lambda desk: desk.alarms.notify(number, notice, then))

    def stop(self, number: int) -> None:
        self._arrival.do(lambda desk: desk.alarms.stop(number))

    def put_off(self, number: int, seconds: float) -> None:
        self._arrival.do(lambda desk: desk.alarms.put_off(number, seconds))

    def cancel(self, number: int) -> None:
        self._arrival.do(lambda desk: desk.alarms.cancel(number))


class LateDesk:
    """Meets `core.desk.Desk`."""

    def __init__(self, settings: Settings, paths: Paths) -> None:
        self._arrival = PendingWork()
        self.arrive = self._arrival.arrive
        self.talk = LateTalk(self._arrival)
        self.dictation = LateDictation(self._arrival)
        self.settings = LateSettings(self._arrival, settings)
        self.services = LateServices(self._arrival)
        self.models = LateModels(self._arrival)
        self.sound = LateSound(self._arrival)
        self.history = LateHistory(self._arrival)
        self.kept = LateKept(self._arrival, paths)
        self.exports = LateExports(self._arrival)
        self.diagnostics = LateDiagnostics(self._arrival)
        self.alarms = LateAlarms(self._arrival)
        self.player = LatePlayer(self._arrival)
        self.vocabulary = LateVocabulary(self._arrival)
        self.summaries = LateSummaries(self._arrival)
        self.versions = LateVersions(self._arrival)
        self.recordings = LateRecordings(self._arrival)
        self.questions = LateQuestions(self._arrival)
        self.captions = LateCaptions(self._arrival)
        self.interpreter = LateInterpreter(self._arrival)
        self.tool_servers = LateToolServers(self._arrival)
        self.costs = LateCosts(self._arrival)
        self.notes = LateNotes(self._arrival, lambda desk: desk.notes)
        self.memory = LateNotes(self._arrival, lambda desk: desk.memory)
        self.uploads = LateUploads(self._arrival)
