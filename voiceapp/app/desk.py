"""Puts the whole app together behind the one interface that fronts ask: meets `core.desk.Desk`.

It is put together here and taken apart again; what is more than handing on is a part of its own (`Services`,
`SoundDesk`, `DictationDesk`, `ExportService`, `RunningAppCommands`, `UnsavedTalks`).
"""

import logging
import time
import webbrowser
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path

from voiceapp.app.dictation import DictationDesk, DictationNeeds, terminal_wishes
from voiceapp.app.engine_choice import REASONS_TO_RECONNECT, AvailableEngines
from voiceapp.app.export_service import ExportService, formats, name_for
from voiceapp.app.live_settings import LiveSettings
from voiceapp.app.services import Services
from voiceapp.app.session_builder import RunningTalk, SessionNeeds, new_talk, untouched
from voiceapp.app.sound_desk import SoundDesk
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.audio.chimes import chimes_of
from voiceapp.audio.files import RecordingFiles
from voiceapp.checks.checkup import check_up_lines
from voiceapp.core.desk import Answer, DayCost, DeviceChoice, Happening, KeyState, LocalModel, ModelChoice, Probe
from voiceapp.core.dictation.messages import DictationEvent, DictationView
from voiceapp.core.dictation.ports import OwnWindow
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import DiskUsage, ExportFormat, ExportWishes, HistoryPage, Query
from voiceapp.core.messages import (
    AlarmRang,
    Event,
    ModelLoading,
    NetworkCameBack,
    RetryAsked,
    Show,
    ShowFailure,
    ShowLimits,
    StoreFailed,
    StoreRecovered,
    TalkOpened,
)
from voiceapp.core.ports import Clipboard, Engine
from voiceapp.core.sentence import Sentence, in_a_row, verbatim
from voiceapp.core.talk.global_keys import GlobalTalkKeys
from voiceapp.core.transcript import ItemId, SoundId, Spent, Talk, TalkId
from voiceapp.desktop.clipboard.lent_clipboard import ToolClipboard
from voiceapp.desktop.media_players import Players
from voiceapp.desktop.network_watch import NetworkWatch
from voiceapp.desktop.text_output.line_output import LinesOutput
from voiceapp.ipc.commands import RunningAppCommands
from voiceapp.reports.diagnostics import MOST, happenings_of, is_dull, midnight_before
from voiceapp.reports.last_run import LastRun
from voiceapp.reports.report import save_report
from voiceapp.runtime.latest_state import LatestState
from voiceapp.runtime.teardown import end_each
from voiceapp.settings import file as settings_file
from voiceapp.settings.endpoints import AddressError
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths
from voiceapp.settings.secrets import KeyRing
from voiceapp.settings.wishes import retention
from voiceapp.storage.ledger import Ledger
from voiceapp.storage.spending import Spending
from voiceapp.storage.store import Store
from voiceapp.storage.unsaved import RescuePlaces, UnsavedTalks
from voiceapp.tools import all_tools
from voiceapp.tools.parts.alarms import Alarms
from voiceapp.tools.parts.tool_context import ToolContext

log = logging.getLogger(__name__)

LEDGER_BEGINS_WITH = 62
"""Days of what was spent before there was a ledger: as far back as the window looks."""
CONCERNS_DICTATION = ("dictation.", "shortcuts.", "privacy.", "talking.languages", "sound.detector")
"""How the names of settings begin that a dictation is told of."""


class AppDesk:
    """Opened by `open_desk`, closed once by whoever opened it."""

    def __init__(self, paths: Paths, loaded: settings_file.Loaded, keys: KeyRing) -> None:
        self.paths = paths
        self.problems = loaded.problems
        """What was wrong with the settings file."""
        self._settings = LiveSettings(paths.settings_file, loaded.settings, loaded.closed)
        self._shown = LatestState()
        self._questions = WorkerPool()
        self._spending = Spending(self._settings, Ledger(paths.data / "spent"))
        self._services = Services(paths, self._settings, keys, self._questions, self._spending)
        talking: Future[RunningTalk] = Future()

        def stored(event: StoreFailed | StoreRecovered) -> None:
            # What the store says before anybody can hear it waits.
            talking.add_done_callback(lambda there: there.result().tell(event))
            if isinstance(event, StoreRecovered):
                self._questions.beside(self._unsaved.look_whether_written)

        self.store = Store(
            paths.data, RecordingFiles(), stored, notice=lambda failure: self._shown(ShowFailure(failure, stays=True))
        )
        self._unsaved = UnsavedTalks(self.store, RescuePlaces.of(paths.data), self._complain)
        repaired = self.store.start()
        self.store.retain(retention(loaded.settings))
        self._take_away = ExportService(self.store, self._questions.work)
        self._alarms = Alarms(paths.data / "alarms.json", lambda rang: self.tell(AlarmRang(rang.sentence)))
        self._clipboard = ToolClipboard(self.in_clipboard)
        self._chimes = dict(chimes_of(loaded.settings))
        self.engines = AvailableEngines(self._services.settled, keys, self._spending)
        self.engines.on_limits = lambda limits: self._shown(ShowLimits(limits))
        self.engines.on_loading = lambda part, done: self.talking.tell(ModelLoading(part, done))
        self.talking = RunningTalk(self._services.settled(), self._foundations())
        talking.set_result(self.talking)
        self._last_run = LastRun(paths, self.talking.recorder)
        self._sound = SoundDesk(self._settings, self.talking, self.engines, self._questions)
        anywhere = GlobalTalkKeys(self.tell)
        self._shown.watch(anywhere.see)
        self.dictation = DictationDesk(self._settings, self._needs(anywhere))
        self._players = Players(lambda: self.settings.dictation.pause_players)
        self.dictation.watch(self._players.follow)
        self._calls = RunningAppCommands(self.dictation, self._save_report)
        self._settings.listen(self._follow_settings)
        self._questions.beside(self._unsaved.take_back)
        began = time.time()
        self.store.spent_since(
            midnight_before(began, LEDGER_BEGINS_WITH), lambda lines: self._begin_ledger(lines, began)
        )
        self._questions.beside(self._warm)
        self.new_talk()
        self._alarms.start()
        self._network = NetworkWatch(lambda: self.tell(NetworkCameBack()))
        self._network.start()
        self._tell_of_problems()
        mended = repaired.sentence
        if repaired.damaged and mended is not None:
            self._complain(FailureKind.DISK_FULL, mended)
            mended = None
        self._questions.beside(lambda: self._look_at_last_run(mended))

    def _foundations(self) -> SessionNeeds:
        tools = all_tools(ToolContext(self._alarms, self.store, self._clipboard, webbrowser.open))
        return SessionNeeds(self.store, self._engine, tools, self._chimes, self._shown, self.engines.close)

    def _needs(self, anywhere: GlobalTalkKeys) -> DictationNeeds:
        return DictationNeeds(
            self.talking, self.engines, self.store, self._chimes.__getitem__, self._fail, self.paths.state, anywhere.key
        )

    # --- the talk

    def tell(self, event: Event) -> None:
        if isinstance(event, RetryAsked | NetworkCameBack):
            self.dictation.tell(NetworkCameBack())
        if isinstance(event, NetworkCameBack):
            self.talking.room.call(self.engines.network_came_back)
        if isinstance(event, RetryAsked):
            self.talking.room.call(self.engines.reconsider)
        self.talking.tell(event)

    def watch(self, show: Callable[[Show], None]) -> Callable[[], None]:
        return self._shown.watch(show)

    def _engine(self) -> Engine:
        self._services.look_at_models(
            self.talking.change,
            lambda sentence: self._complain(FailureKind.NO_MODEL, sentence),
        )
        return self.engines.engine()

    def _begin_ledger(self, lines: list[tuple[float, Spent]] | Failure, before: float) -> None:
        """Until there was one, the history alone knew what was spent."""
        if not isinstance(lines, Failure):
            self._spending.begin([(at, spent) for at, spent in lines if at < before])

    def _warm(self) -> None:
        """A person without a key shall not wait for models when they begin to talk."""
        try:
            if self.engines.local_answers():
                self.talking.room.call(self.engines.warm_soon)
        except (RuntimeError, AddressError):
            log.info("the models were not loaded beforehand")

    def _look_at_last_run(self, mended: Sentence | None) -> None:
        ended_badly = self._last_run.look(mended)
        if ended_badly is not None:
            self._shown(ShowFailure(ended_badly, stays=True))

    def _tell_of_problems(self) -> None:
        """All of a kind in one line, for there is one line a kind. Where something is closed, it stays to be seen."""
        for kind, strict in ((FailureKind.REJECTED, False), (FailureKind.SETTINGS_UNREAD, True)):
            told = [verbatim(problem.sentence) for problem in self.problems if problem.strict is strict]
            if told:
                self._shown(ShowFailure(Failure(kind, in_a_row(*told)), stays=strict))

    def _complain(self, kind: FailureKind, sentence: Sentence) -> None:
        self._fail(Failure(kind, sentence))

    def _fail(self, failure: Failure) -> None:
        self._shown(ShowFailure(failure))

    # --- dictation

    def open_dictation(self) -> None:
        """Hear the dictation key and the calls of `voiceapp dictate`, from now to the end."""
        self.dictation.open()
        self.dictation.find_leftovers()
        self._calls.open(self.paths.state, self.store.lock.say_address)

    def open_calls(self) -> None:
        """Hear other programs without a window."""
        self._calls.open(self.paths.state, self.store.lock.say_address, dictating=False)

    def when_called(self, show: Callable[[], None]) -> None:
        """What brings the window to the front; called from any thread when the app is started once more."""
        self._calls.show_window = show

    def dictate_lines(self, write: Callable[[str], bool]) -> None:
        """Dictate to whoever reads lines, without keys or other programs."""
        self.dictation.open(LinesOutput(write), keys=False, wishes=terminal_wishes(self.settings))

    def dictate(self, event: DictationEvent) -> None:
        self.dictation.tell(event)

    def watch_dictation(self, show: Callable[[DictationView], None]) -> Callable[[], None]:
        return self.dictation.watch(show)

    def pause_keys(self, *, paused: bool) -> None:
        self.dictation.pause_keys(paused=paused)

    def recognise_again(self, talk: TalkId, item: ItemId, then: Answer[None]) -> None:
        self.dictation.retry(talk, item, then)

    def lend_clipboard(self, clipboard: Clipboard) -> None:
        """A window has a clipboard of its own: use that rather than other programs."""
        self._clipboard.lent = clipboard

    def lend_window(self, window: OwnWindow) -> None:
        """Dictated text goes straight into the fields of this window."""
        self.dictation.lend_window(window)

    def in_clipboard(self) -> Mapping[str, bytes] | None:
        return self.dictation.in_clipboard()

    # --- settings, keys and models

    def setting(self, name: str) -> object:
        return self.settings.value(name)

    @property
    def settings(self) -> Settings:
        return self._settings()

    def change_setting(self, name: str, value: object) -> Failure | None:
        return self._settings.change(name, value)

    def on_settings(self, changed: Callable[[Mapping[str, object]], None]) -> Callable[[], None]:
        return self._settings.listen(changed)

    def _follow_settings(self, changes: Mapping[str, object]) -> None:
        self.talking.change(self._services.settled())
        for name in changes:
            if name.split(".")[0] in REASONS_TO_RECONNECT:
                self._reconsider()
            if name == "engines.leaves_machine" and self.settings.engines.leaves_machine != "sound":
                self.talking.room.call(self.engines.less_may_leave)
            if name.startswith("privacy."):
                self.store.retain(retention(self.settings))
            if name.startswith("sound.chime"):
                self._chimes.update(chimes_of(self.settings))
            if name.startswith(CONCERNS_DICTATION):
                self.dictation.change()

    def _reconsider(self) -> None:
        self.talking.room.call(self.engines.reconsider)

    def key_state(self, base_url: str, then: Answer[KeyState]) -> None:
        self._services.key_state(base_url, then)

    def keep_key(self, base_url: str, key: str, then: Answer[Probe]) -> None:
        self._services.keep_key(base_url, key, self._reconsider, then)

    def probe_role(self, role: str, then: Answer[Probe]) -> None:
        self._services.probe_role(role, then)

    def models(self, role: str, then: Answer[tuple[ModelChoice, ...]]) -> None:
        self._services.models(role, then)

    def local_models(self, then: Answer[tuple[LocalModel, ...]]) -> None:
        self._services.local_models(then)

    def fetch_model(
        self, part: str, address: str, sha256: str, progress: Callable[[int, int], None], then: Answer[LocalModel]
    ) -> None:
        self._services.fetch_model(part, address, sha256, progress, then)

    # --- sound

    def microphones(self, then: Answer[tuple[DeviceChoice, ...]]) -> None:
        self._sound.microphones(then)

    def speakers(self, then: Answer[tuple[DeviceChoice, ...]]) -> None:
        self._sound.speakers(then)

    def test_sound(self, seconds: float, then: Answer[Probe]) -> None:
        self._sound.test(seconds, then)

    def say_sample(self, voice: str, then: Answer[Probe]) -> None:
        self._sound.say_sample(voice, then)

    def play_sound(self, sound: SoundId) -> None:
        self.store.read_sound(sound, self._sound.play)

    def stop_sound(self) -> None:
        self._sound.stop()

    def hear(self, heard: Callable[[float], None]) -> Callable[[], None]:
        return self._sound.hear(heard)

    # --- what was said

    def history(self, query: Query, then: Answer[HistoryPage]) -> None:
        self.store.history(query, then)

    def load_talk(self, talk: TalkId, then: Answer[Talk]) -> None:
        self.store.load_talk(talk, then)

    def continue_talk(self, talk: TalkId) -> None:
        def go_on(found: Talk | Failure) -> None:
            if isinstance(found, Failure):
                self._shown(ShowFailure(found))
            else:
                self.tell(TalkOpened(untouched(found)))

        self.store.load_talk(talk, go_on)

    def new_talk(self) -> None:
        self.tell(TalkOpened(new_talk(time.time())))

    def rename_talk(self, talk: TalkId, title: str) -> None:
        self.store.rename_talk(talk, title)

    def pin_talk(self, talk: TalkId, *, pinned: bool) -> None:
        self.store.pin_talk(talk, pinned=pinned)

    def delete_talk(self, talk: TalkId) -> None:
        self.store.delete_talk(talk)

    def restore_talk(self, talk: TalkId) -> None:
        self.store.restore_talk(talk)

    def delete_everything(self, then: Answer[DiskUsage]) -> None:
        self.new_talk()

        def copies_are_gone(gone: Failure | None) -> None:
            self.store.delete_everything(then if gone is None else lambda _: then(gone))

        self._questions.ask(self._unsaved.delete, copies_are_gone)

    def delete_item(self, talk: TalkId, item: ItemId) -> None:
        self.store.delete_item(talk, item)

    def room(self, then: Answer[DiskUsage]) -> None:
        self.store.room(then)

    # --- taking it elsewhere

    def export_name(self, title: str, at: float, format: str) -> str:
        return name_for(title, at, format, ExportWishes())

    def export_formats(self) -> tuple[ExportFormat, ...]:
        return formats()

    def export(self, talk: TalkId, format: str, wishes: ExportWishes, then: Answer[bytes]) -> None:
        self._take_away.export(talk, format, wishes, then)

    def export_to(self, talk: TalkId, format: str, wishes: ExportWishes, path: str, then: Answer[str]) -> None:
        self._take_away.export_to(talk, format, wishes, path, then)

    def import_file(self, path: str, then: Answer[tuple[TalkId, ...]]) -> None:
        self._take_away.import_file(path, then)

    # --- looking inside

    def folder(self, name: str) -> str:
        return str(self.paths.folders[name])

    def happenings(self, then: Answer[tuple[Happening, ...]]) -> None:
        self._questions.ask(lambda: happenings_of(self.talking.recorder.recent(MOST, is_dull)), then)

    def costs(self, days: int, then: Answer[tuple[DayCost, ...]]) -> None:
        self._questions.ask(lambda: self._spending.days(days), then)

    def report(self, then: Answer[str]) -> None:
        self._questions.ask(lambda: str(self._save_report()), then)

    def _save_report(self) -> Path:
        return save_report(self.paths, self.talking.recorder, check_up_lines)

    # --- the end

    def close(self) -> None:
        end_each(
            self._calls.close,
            self._network.close,
            self._alarms.close,
            self.dictation.close,
            self._players.close,
            self._sound.close,
            self.talking.close,
            self.store.close,
            self._unsaved.put_aside,
            self._questions.close,
            self._last_run.close,
            self._spending.close,
        )
