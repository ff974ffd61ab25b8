"""Puts the whole app together behind `core.desk.Desk`, and takes it apart again.

Each topic of the desk is a separate part, reached by its name.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future

from voiceapp.app.alarm_desk import AlarmDesk, AlarmNeeds
from voiceapp.app.captions_desk import captions_by_settings
from voiceapp.app.costs_desk import inside_desks
from voiceapp.app.dictation import DictationDesk, DictationNeeds
from voiceapp.app.export_service import ExportService
from voiceapp.app.interpreter_desk import CONCERNS_INTERPRETER, interpreting
from voiceapp.app.kept_data import KeptData
from voiceapp.app.limit_watch import watch_limits
from voiceapp.app.live_settings import LiveSettings
from voiceapp.app.model_desk import LoadedModels, ModelsDesk
from voiceapp.app.notes_desk import notes_desks
from voiceapp.app.pictures_by_settings import PicturesBySettings
from voiceapp.app.player_desk import PlayerDesk
from voiceapp.app.reading_aloud import ReadingAloud
from voiceapp.app.recordings_by_settings import recordings_by_settings
from voiceapp.app.services import Services
from voiceapp.app.session_builder import RunningTalk, SessionNeeds
from voiceapp.app.settings_followers import CONCERNS_DICTATION, SettingsFollowers
from voiceapp.app.sound_desk import SoundDesk
from voiceapp.app.start_at_login import StartAtLogin
from voiceapp.app.talk_desk import TalkDesk
from voiceapp.app.talk_readers import NEW_READERS, TalkReaders
from voiceapp.app.tool_servers_desk import ToolServersDesk
from voiceapp.app.tool_surroundings import tool_surroundings
from voiceapp.app.uploads_desk import UploadsDesk, searching
from voiceapp.app.versions_desk import VersionsDesk
from voiceapp.app.vocabulary_desk import VocabularyDesk
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.audio.chimes import chimes_of
from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.core.dictation.messages import DictationEvent
from voiceapp.core.dictation.ports import OwnWindow
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import Repaired
from voiceapp.core.messages import (
    Chime,
    Event,
    ModelLoading,
    NetworkCameBack,
    ShowFailure,
    StoreFailed,
    StoreRecovered,
)
from voiceapp.core.ports import Clipboard, Engine
from voiceapp.core.sentence import Sentence, in_a_row
from voiceapp.core.talk.talk_key import GlobalTalkKeys
from voiceapp.core.transcript import Spent
from voiceapp.desktop.clipboard.tool_clipboard import ToolClipboard
from voiceapp.desktop.media_players.while_dictating import PausedWhileDictating
from voiceapp.desktop.network_watch import NetworkWatch
from voiceapp.engine_choice.addresses import choice_without_effect
from voiceapp.engine_choice.available_engines import REASONS_TO_RECONNECT, AvailableEngines
from voiceapp.ipc.caption_commands import CaptionCommands
from voiceapp.ipc.commands import RunningAppCommands
from voiceapp.ipc.talk_commands import TalkCommands
from voiceapp.providers import ALL_PRICES
from voiceapp.reports.diagnostics import midnight_before
from voiceapp.reports.report import LastRun
from voiceapp.runtime.latest_state import LatestState
from voiceapp.runtime.teardown import end_each
from voiceapp.settings import file as settings_file
from voiceapp.settings.endpoints import AddressError
from voiceapp.settings.paths import Paths
from voiceapp.settings.secrets import KeyRing
from voiceapp.settings.wishes_from_settings import retention
from voiceapp.storage.ledger import Ledger
from voiceapp.storage.spending import Spending
from voiceapp.storage.store import Store
from voiceapp.storage.unsaved import RescuePlaces, UnsavedTalks
from voiceapp.storage.upload_memory import UploadMemory
from voiceapp.tools import TOOLS, all_tools
from voiceapp.tools.parts.tool_context import ToolContext

log = logging.getLogger(__name__)

LEDGER_BEGINS_WITH = 62
"""Days of spending from before there was a ledger: as far back as the window looks."""


class AppDesk:
    """Meets `core.desk.Desk`. Opened by `open_desk`, closed once by whoever opened it."""

    def __init__(self, paths: Paths, loaded: settings_file.Loaded, keys: KeyRing) -> None:
        self.paths = paths
        self.problems = loaded.problems
        """What was wrong with the settings file."""
        self.settings = LiveSettings(paths.settings_file, loaded.settings, loaded.closed, choice_without_effect)
        self._shown = LatestState()
        self._workers = WorkerPool()
        self._spending = Spending(self.settings, ALL_PRICES, Ledger(paths.data / "spent"))
        self.services = Services(paths, self.settings, keys, self._workers, self._spending, self._reconsider)
        talking: Future[RunningTalk] = Future()

        def stored(event: StoreFailed | StoreRecovered) -> None:
            # Messages from the store wait until somebody can hear them.
            talking.add_done_callback(lambda there: there.result().tell(event))
            if isinstance(event, StoreRecovered):
                self._workers.beside(self._unsaved.look_whether_written)

        self.store = self.history = Store(
            paths.data, RecordingFiles(), stored, notice=lambda failure: self._shown(ShowFailure(failure, stays=True))
        )
        self._unsaved = UnsavedTalks(self.store, RescuePlaces.of(paths.data), self._complain)
        repaired = self.store.start()
        self.store.retain(retention(loaded.settings))
        self._noted, self.notes, self.memory = notes_desks(paths.data, self._workers)
        self.exports, self._uploaded = ExportService(self.store, self._workers.work), UploadMemory.of(paths.data)
        self.alarms = AlarmDesk(paths.data / "alarms.json", self._alarm_needs())
        self._clipboard = ToolClipboard()
        self._chimes = dict(chimes_of(loaded.settings))
        self.engines = AvailableEngines(self.services.settled, keys, self._spending)
        watch_limits(self.engines, self._shown, self._fail)
        self.engines.on_loading = lambda part, done: self.talking.tell(ModelLoading(part, done))
        self.tool_servers = self._tool_servers()
        self.talking = RunningTalk(self.services.settled(), self._foundations())
        talking.set_result(self.talking)
        self._last_run = LastRun(paths, self.talking.recorder)
        self.talk = TalkDesk(self.talking, self.engines, self._shown, self.store, self._dictate, self._workers)
        self.kept = KeptData(
            paths, self.store, self._unsaved, self._workers, self.talk, self.settings, self._fail, self._noted
        )
        self.diagnostics, self.costs = inside_desks(paths, self.settings, self.talking, self._spending, self._workers)
        self.sound, self.player = self._sound_desks()
        self.models = ModelsDesk(
            paths, self.settings, self._workers, self.sound.play_samples, self._choose_models, self._loaded_models()
        )
        self.engines.on_voice_lacking = self.models.offer_voice
        anywhere = ReadingAloud(
            self.talking, self.engines, self.services.settled, self._selected, self._fail
        ).keys_anywhere(self.talk.tell, self._shown, self._workers)
        self.versions = VersionsDesk(
            self.services.settled, keys, self.engines, self.store, self.talking.room, self._workers
        )
        self.vocabulary = VocabularyDesk(self.settings, self.store, self._workers)
        self.dictation = DictationDesk(self.settings, self._needs(anywhere))
        self._clipboard.standing = self.dictation.in_clipboard
        self._players = PausedWhileDictating(lambda: self.settings().dictation.pause_players)
        self.captions = captions_by_settings(
            self.settings, self.engines, self.talking.room, self._workers, self.dictation.editors, self._fail
        )
        self.interpreter = interpreting(
            self.services.settled, self.talking, self.engines, keys, self.store, self._workers
        )
        self._calls = self._commands()
        self._readers = TalkReaders(
            self.store, (self.settings, self.services.settled), keys, self.engines, self.talking.room
        )
        self.questions, self.summaries, self.uploads = (
            self._readers.questions,
            self._readers.summaries,
            UploadsDesk(self.engines, self.store, self.talking.room, self._uploaded, self._reconsider),
        )
        self.recordings = recordings_by_settings(
            self.store, self.settings, self.engines, self.talking.room, self._workers, self._fail
        )
        self._network = NetworkWatch(self._network_came_back)
        self._followers = SettingsFollowers()
        self._begin(repaired)

    def _tool_servers(self) -> ToolServersDesk:
        return ToolServersDesk(self.paths, self.settings, self.settings.change, self._workers.beside, self._fail)

    def _sound_desks(self) -> tuple[SoundDesk, PlayerDesk]:
        sound = SoundDesk(self.settings, self.talking, self.engines, self._workers, self.store.read_sound)
        return sound, PlayerDesk(self.store, self.talking, self._workers)

    def _commands(self) -> RunningAppCommands:
        return RunningAppCommands(
            self.dictation,
            self.diagnostics.save_report,
            all_tools(self._tool_context(), (tool for tool in TOOLS if tool.handed_over)),
            self.models,
            TalkCommands(self.talk, lambda show: self._shown.watch(show, reads=False), self.history, self.dictation),
            CaptionCommands(self.settings, self.captions.watch),
        )

    def _begin(self, repaired: Repaired) -> None:
        """Start everything, now that all parts are there."""
        self._name_followers()
        self._noted.when_remembered(lambda: self.talking.change(self.services.settled()))
        StartAtLogin(self.settings, self._workers.beside, self._fail)
        self._workers.beside(self._unsaved.take_back)
        began = time.time()
        self.store.spent_since(
            midnight_before(began, LEDGER_BEGINS_WITH), lambda lines: self._begin_ledger(lines, began)
        )
        self._workers.beside(self._warm)
        self.talk.begin()
        self.alarms.alarms.start()
        self._network.start()
        self.dictation.watch(self._players.follow)
        self._shown.watch(self.recordings.quiet.take_show, reads=False)
        self.dictation.watch(self.recordings.quiet.take_view)
        self.kept.start(self.recordings.forget_all)
        self.recordings.start()
        self.tool_servers.changed = lambda: self.talking.change(self.services.settled())
        self.tool_servers.start()
        self.captions.start(
            lambda take: self._shown.watch(take, reads=False), self.dictation.watch, self.recordings.watch
        )
        self._readers.start(self._shown, self.dictation, self.recordings)
        self._tell_of_problems()
        mended = repaired.sentence
        if repaired.damaged and mended is not None:
            self._complain(FailureKind.DISK_FULL, mended)
            mended = None
        self._workers.beside(lambda: self._look_at_last_run(mended))

    def _alarm_needs(self) -> AlarmNeeds:
        """Connects the alarms to the talk, which is made after them."""

        def tell(event: Event) -> None:
            self.talk.tell(event)

        def sound() -> None:
            self.talking.playback.chime(self._chimes[Chime.ALARM])

        def hush() -> None:
            self.talking.playback.hush_chimes()

        return AlarmNeeds(tell, sound, hush, self._shown, self._fail)

    def _foundations(self) -> SessionNeeds:
        tools = self.tool_servers.all_tools(all_tools(self._tool_context()))
        ears, judge, close = self.engines.own_recogniser(), self.engines.pause_judge, self.engines.close
        facts = self._noted.facts
        return SessionNeeds(self.store, self._engine, tools, self._chimes, self._shown, judge, ears, close, facts)

    def _loaded_models(self) -> LoadedModels:
        engines = self.engines
        return LoadedModels(
            lambda: self.talking.room.run(engines.models_in_memory()),
            lambda: self.talking.room.run(engines.let_models_go()),
        )

    def _selected(self) -> str:
        return self.dictation.selected()

    def _tool_context(self) -> ToolContext:
        pictures = PicturesBySettings(self.services.settled, self.engines.factory)
        known = (self._noted, pictures, self._selected, searching(self.engines, self._uploaded))
        return tool_surroundings(self.alarms.alarms, self.store, self._clipboard, *known)

    def _needs(self, anywhere: GlobalTalkKeys) -> DictationNeeds:
        return DictationNeeds(
            self.talking,
            self.engines,
            self.store,
            self._chimes.__getitem__,
            self._fail,
            self.paths.state,
            anywhere.key,
            self.vocabulary.corrected,
            self.settings.change,
            self._workers.beside,
        )

    def _engine(self) -> Engine:
        self.tool_servers.look_again()
        self.services.look_at_models(
            self.talking.change,
            lambda sentence: self._complain(FailureKind.NO_MODEL, sentence),
        )
        return self.engines.engine()

    def _begin_ledger(self, lines: list[tuple[float, Spent]] | Failure, before: float) -> None:
        """Take over earlier spending from the history, the only place that knew it before there was a ledger."""
        if not isinstance(lines, Failure):
            self._spending.begin([(at, spent) for at, spent in lines if at < before])

    def _warm(self) -> None:
        """Load models early, so that a person without a key need not wait when they begin to talk."""
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
        """Show all problems of a kind in one line. If a setting was made stricter, the line stays visible."""
        for kind, strict in ((FailureKind.REJECTED, False), (FailureKind.SETTINGS_UNREAD, True)):
            told = [problem.sentence for problem in self.problems if problem.strict is strict]
            if told:
                self._shown(ShowFailure(Failure(kind, in_a_row(*told)), stays=strict))

    def _complain(self, kind: FailureKind, sentence: Sentence) -> None:
        self._fail(Failure(kind, sentence))

    def _fail(self, failure: Failure) -> None:
        self._shown(ShowFailure(failure))

    def _dictate(self, event: DictationEvent) -> None:
        self.dictation.tell(event)

    # --- what fronts open and lend

    def open_dictation(self) -> None:
        """Serve the dictation key and the calls of `voiceapp dictate`, from now to the end."""
        self.dictation.open()
        self.dictation.find_leftovers()
        self._calls.open(self.paths.state, self.store.lock.say_address)

    def open_calls(self) -> None:
        """Serve other programs without a window."""
        self._calls.open(self.paths.state, self.store.lock.say_address, dictating=False)

    def when_called(self, show: Callable[[], None]) -> None:
        """Set the function that brings the window to the front. It is called, from any thread, on another start."""
        self._calls.show_window = show

    def say_last(self, say: Callable[[Sentence], None]) -> None:
        """Set the function that tells the person what is to be told when no window is left."""
        self._unsaved.say_last = say

    def lend_clipboard(self, clipboard: Clipboard) -> None:
        """A window has its own clipboard: use that rather than other programs."""
        self._clipboard.lent = clipboard

    def lend_window(self, window: OwnWindow) -> None:
        """Dictated text goes directly into the fields of this window."""
        self.dictation.lend_window(window)

    def _name_followers(self) -> None:
        """Say who is told of which settings."""
        tell = self._followers.tell
        tell(lambda: self.talking.change(self.services.settled()), "")
        tell(self._reconsider, *(f"{group}." for group in REASONS_TO_RECONNECT))
        tell(self._less_may_leave, "engines.leaves_machine")
        tell(self._readers.settings_changed, *NEW_READERS)
        tell(self.captions.change_soon, "captions.")
        tell(self.interpreter.change, *CONCERNS_INTERPRETER)
        tell(self.recordings.wake, "recordings.watched")
        tell(lambda: self.store.retain(retention(self.settings())), "privacy.")
        tell(lambda: self._chimes.update(chimes_of(self.settings())), "sound.chime")
        tell(self.dictation.change, *CONCERNS_DICTATION)
        tell(self.tool_servers.permissions_changed, "tools.permissions")
        tell(self.tool_servers.what_may_leave_changed, "engines.leaves_machine")
        self.settings.listen(self._followers.take)

    def _less_may_leave(self) -> None:
        if self.settings().engines.leaves_machine != "sound":
            self.talking.room.call(self.engines.less_may_leave)

    def _network_came_back(self) -> None:
        self.talk.tell(NetworkCameBack())
        self.models.network_came_back()
        self.recordings.network_came_back()
        self.interpreter.network_came_back()

    def _choose_models(self) -> None:
        self.talking.room.run(self.engines.models_changed())
        self._readers.models_changed()

    def _reconsider(self) -> None:
        self.talking.room.call(self.engines.reconsider)
        self.talking.change(self.services.settled())

    # --- the end

    def close(self) -> None:
        end_each(
            self._calls.close,
            self._network.close,
            self.models.close,
            self.alarms.close,
            self.captions.close,
            self.dictation.close,
            self.interpreter.close,
            self._players.close,
            self.sound.close,
            self.recordings.close,
            self._readers.close,
            self.talking.close,
            self.tool_servers.close,
            self.kept.close,
            self.store.close,
            self._unsaved.put_aside,
            self._workers.close,
            self._last_run.close,
            self._spending.close,
        )
