"""The counter behind which the whole app stands: meets `core.desk.Desk`."""

import contextlib
import logging
import os
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from pathlib import Path
from typing import TypeVar

from voiceapp.app import rescue
from voiceapp.app.addresses import endpoint_for
from voiceapp.app.anywhere import Anywhere
from voiceapp.app.build import Foundations, Talking, new_talk, untouched
from voiceapp.app.catalogue import Catalogue
from voiceapp.app.chimes import chimes
from voiceapp.app.clipboard import LentClipboard
from voiceapp.app.dictation import DictationDesk, terminal_wishes
from voiceapp.app.dictation import Surroundings as Around
from voiceapp.app.dictation_calls import DictationCalls
from voiceapp.app.engines import REASONS_TO_RECONNECT, Engines
from voiceapp.app.inside import MOST, by_day, happenings_of, is_dull, midnight_before
from voiceapp.app.last_shown import LastShown
from voiceapp.app.network import NetworkWatch
from voiceapp.app.reception import Caller, Reception
from voiceapp.app.report import keep_flight, save_report
from voiceapp.app.takeaway import TakeAway, formats, name_for
from voiceapp.app.wishes import retention, session_wishes
from voiceapp.audio.devices import Devices
from voiceapp.audio.files import RecordingFiles
from voiceapp.audio.portaudio import SoundError
from voiceapp.core.desk import Answer, DayCost, DeviceChoice, Happening, KeyState, LocalModel, ModelChoice, Probe
from voiceapp.core.dictation.messages import DictationEvent, DictationView
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import ExportFormat, ExportWishes, HistoryPage, Query, Room
from voiceapp.core.messages import (
    AlarmRang,
    Chime,
    Event,
    FinishPlaying,
    ModelLoading,
    NetworkCameBack,
    ReplyId,
    RetryAsked,
    Show,
    ShowFailure,
    ShowLimits,
    TalkOpened,
)
from voiceapp.core.models import Role
from voiceapp.core.ports import Clipboard, Engine, EngineError, Tool
from voiceapp.core.transcript import ItemId, SoundId, Spent, Talk, TalkId
from voiceapp.outputs.lines import LinesOutput
from voiceapp.settings import file as settings_file
from voiceapp.settings import logs
from voiceapp.settings.endpoints import AddressError
from voiceapp.settings.model import SettingError, Settings
from voiceapp.settings.paths import Paths
from voiceapp.settings.secrets import KeyRing, Secret
from voiceapp.storage.store import Store
from voiceapp.tools import all_tools
from voiceapp.tools.parts.alarms import Alarms
from voiceapp.tools.parts.surroundings import Surroundings

log = logging.getLogger(__name__)
T = TypeVar("T")
SAMPLE = "Hello. This is how I sound when I answer you."
SAMPLE_PATIENCE = 60.0


class AppDesk:
    """Opened by `open_desk`, closed once by whoever opened it."""

    def __init__(
        self, paths: Paths, loaded: settings_file.Loaded, keys: KeyRing, tools: Mapping[str, Tool] | None = None
    ) -> None:
        self.paths = paths
        self._settings = loaded.settings
        self._problems = loaded.problems
        self._keys = keys
        self._lock = threading.Lock()
        self._shown = LastShown()
        self._listeners: list[Callable[[Mapping[str, object]], None]] = []
        self._workers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="desk")
        self._replayed = 0
        self.store = Store(paths.data, RecordingFiles(), self._told_by_store)
        repaired = self.store.start()
        self._aside = (*rescue.places(),)
        self._workers.submit(self._take_back)
        self.store.retain(retention(self._settings))
        self._take_away = TakeAway(self.store, self._workers.submit)
        self._catalogue = Catalogue(paths.cache / "models.json", keys)
        self._warned: set[str] = set()
        self._alarms = Alarms(paths.data / "alarms.json", lambda rang: self.tell(AlarmRang(rang.sentence)))
        self._clipboard = LentClipboard()
        if tools is None:
            tools = all_tools(Surroundings(self._alarms, self.store, self._clipboard, webbrowser.open))
        self._chimes = dict(_chimes_of(self._settings))
        self.engines = Engines(lambda: self._catalogue.settled(self._settings), keys)
        self.engines.on_limits = lambda limits: self._shown(ShowLimits(limits))
        self.engines.on_loading = lambda part, done: self.talking.tell(ModelLoading(part, done))
        self.talking = Talking(
            self._catalogue.settled(self._settings),
            Foundations(self.store, self._engine, tools, self._chimes, self._shown, self.engines.close),
        )
        anywhere = Anywhere(self.tell)
        self._shown.watch(anywhere.see)
        self.dictation = DictationDesk(
            lambda: self._settings,
            Around(
                self.talking, self.engines, self.store, self._chimes.__getitem__, self._fail, paths.state, anywhere.key
            ),
        )
        self._reception: Reception | None = None
        self._show_window: Callable[[], None] | None = None
        self.store.spent_since(_month_began(time.time()), self._remember_spending)
        self._workers.submit(self._warm)
        self.new_talk()
        self._alarms.start()
        self._network = NetworkWatch(lambda: self.tell(NetworkCameBack()))
        self._network.start()
        for problem in loaded.problems:
            self._complain(FailureKind.REJECTED, problem.sentence)
        if repaired.sentence:
            self._complain(FailureKind.DISK_FULL if repaired.damaged else FailureKind.LINK_DROPPED, repaired.sentence)

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
        with contextlib.suppress(RuntimeError):  # the app is closing
            self._workers.submit(self._look_at_models)
        return self.engines.engine()

    def _remember_spending(self, lines: list[tuple[float, Spent]] | Failure) -> None:
        if not isinstance(lines, Failure):
            self.engines.remember_spending(lines)

    def _look_at_models(self) -> None:
        """Beside a talk, at most once a day: what this key may use now, and what of it ends soon."""
        try:
            before = self._catalogue.settled(self._settings)
            self._catalogue.refresh(self._settings, Role.CONVERSATION)
            after = self._catalogue.settled(self._settings)
            if after.differences(before):
                self.talking.change(after)
            for sentence in self._catalogue.warnings(self._settings):
                if sentence not in self._warned:
                    self._warned.add(sentence)
                    self._complain(FailureKind.NO_MODEL, sentence)
        except (EngineError, AddressError) as error:
            # The talk itself says what is wrong with the service.
            log.info("the models could not be looked at: %s", type(error).__name__)
        except Exception:  # the worker's edge
            log.exception("the models could not be looked at")

    def _told_by_store(self, event: Event) -> None:
        talking = getattr(self, "talking", None)
        if talking is not None:
            talking.tell(event)

    def _complain(self, kind: FailureKind, sentence: str) -> None:
        self._fail(Failure(kind, sentence))

    def _fail(self, failure: Failure) -> None:
        self._shown(ShowFailure(failure))

    # --- dictation

    def open_dictation(self) -> None:
        """Hear the dictation key and the calls of `voiceapp dictate`, from now to the end."""
        self.dictation.open()
        self.dictation.find_leftovers()
        try:
            answers = {
                "dictate": DictationCalls(self.dictation).answer,
                "show": self._called,
                "report": self._asked_for_report,
            }
            self._reception = Reception(self.paths.state, answers)
            self.store.lock.say_address(self._reception.address)
        except OSError as error:
            log.warning("other programs cannot call this one: %s", type(error).__name__)

    def when_called(self, show: Callable[[], None]) -> None:
        """What brings the window to the front; called from any thread when the app is started once more."""
        self._show_window = show

    def _called(self, words: list[str], caller: Caller) -> None:
        del words
        if self._show_window is None:
            caller.say("error voiceapp runs without a window.")
        else:
            self._show_window()
            caller.say("shown")

    def _asked_for_report(self, words: list[str], caller: Caller) -> None:
        del words
        try:
            caller.say(f"saved {save_report(self.paths, self.talking.recorder)}")
        except OSError as error:
            caller.say(f"error The report could not be written ({error.strerror}).")

    def dictate_lines(self, write: Callable[[str], bool]) -> None:
        """Dictate to whoever reads lines, without keys or other programs."""
        self.dictation.open(LinesOutput(write), keys=False, wishes=terminal_wishes(self._settings))

    def recognise_file(self, path: Path, write: Callable[[str], bool]) -> Failure | None:
        """Write what is said in a recording, and return when all of it is written."""
        from voiceapp.app.dictated_file import words_of  # noqa: PLC0415  (only when somebody asks)

        wishes = terminal_wishes(self._settings)
        words = words_of(path, self.dictation.ears(), self.dictation.hints, wishes, write)
        try:
            self.talking.room.run(words).result()
        except EngineError as error:
            return error.failure
        return None

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

    # --- settings and keys

    def setting(self, name: str) -> object:
        return self._settings.value(name)

    @property
    def settings(self) -> Settings:
        return self._settings

    def change_setting(self, name: str, value: object) -> Failure | None:
        with self._lock:
            try:
                changed = self._settings.with_value(name, value)
            except SettingError as error:
                return Failure(FailureKind.REJECTED, error.sentence)
            self._settings = changed
            key = ".".join(name.split(".")[:2])
        self.talking.change(self._catalogue.settled(changed))
        if key.split(".")[0] in REASONS_TO_RECONNECT:
            self.talking.room.call(self.engines.reconsider)
        if key.startswith("privacy."):
            self.store.retain(retention(changed))
        if key.startswith("sound.chime"):
            self._chimes.update(_chimes_of(changed))
        if key.startswith(("dictation.", "shortcuts.", "privacy.", "talking.languages", "sound.detector")):
            self.dictation.change()
        for listener in tuple(self._listeners):
            listener({name: value})
        try:
            settings_file.save(self.paths.settings_file, changed, (key,))
        except settings_file.SettingsFileError as error:
            return Failure(FailureKind.DISK_FULL, str(error))
        return None

    def on_settings(self, changed: Callable[[Mapping[str, object]], None]) -> Callable[[], None]:
        self._listeners.append(changed)
        return lambda: self._listeners.remove(changed)

    def key_state(self, base_url: str, then: Answer[KeyState]) -> None:
        def look() -> KeyState:
            address = base_url or endpoint_for(self._settings, "realtime").base_url
            found = self._keys.find(address)
            return KeyState(address, found is not None, found.source.value if found else "")

        self._ask(look, then)

    def keep_key(self, base_url: str, key: str, then: Answer[Probe]) -> None:
        from voiceapp.app.probes import check_key  # noqa: PLC0415  (only when somebody enters one)

        def keep() -> Probe:
            address = base_url or endpoint_for(self._settings, "realtime").base_url
            if not key.strip():
                return Probe(True, self._keys.forget(address) or "The key is forgotten.")
            refused = check_key(address, Secret(key), plain_allowed=self._settings.engines.allow_plain)
            if refused is not None and refused.kind is FailureKind.WRONG_KEY:
                return Probe(
                    False, "The service does not know this key, so it was not kept: look whether all of it is there."
                )
            said = self._keys.keep(address, Secret(key))
            self._catalogue.forget(self._settings)
            self.talking.room.call(self.engines.reconsider)
            kept = said or "The key is kept in the system's keyring."
            return Probe(True, kept if refused is None else f"{kept} It could not be checked: {refused.sentence}")

        self._ask(keep, then)

    def probe_role(self, role: str, then: Answer[Probe]) -> None:
        from voiceapp.app.probes import probe  # noqa: PLC0415  (only when somebody asks)

        settings, keys = self._settings, self._keys
        self._ask(lambda: probe(role, settings, keys), then)

    def local_models(self, then: Answer[tuple[LocalModel, ...]]) -> None:
        from voiceapp.app.model_files import listed  # noqa: PLC0415

        self._ask(lambda: listed(self._settings), then)

    def fetch_model(
        self, part: str, address: str, sha256: str, progress: Callable[[int, int], None], then: Answer[LocalModel]
    ) -> None:
        from voiceapp.app.model_files import brought, listed, setting_of  # noqa: PLC0415

        def bring() -> LocalModel:
            found = brought(self.paths, part, address, sha256, progress)
            refused = self.change_setting(setting_of(part), str(found.path))
            if refused is not None:
                raise EngineError(refused)
            return next(model for model in listed(self._settings) if model.part == part)

        self._ask(bring, then)

    def models(self, role: str, then: Answer[tuple[ModelChoice, ...]]) -> None:
        settings = self._settings
        self._ask(lambda: self._catalogue.choices(settings, Role(role)), then)

    # --- sound

    def microphones(self, then: Answer[tuple[DeviceChoice, ...]]) -> None:
        self._ask(lambda: tuple(Devices(output=False).choices()), then)

    def speakers(self, then: Answer[tuple[DeviceChoice, ...]]) -> None:
        self._ask(lambda: tuple(Devices(output=True).choices()), then)

    def test_sound(self, seconds: float, then: Answer[Probe]) -> None:
        from voiceapp.app.probes import record_and_play  # noqa: PLC0415

        self._ask(lambda: record_and_play(self._settings, seconds), then)

    def say_sample(self, voice: str, then: Answer[Probe]) -> None:
        self._ask(lambda: self.talking.room.run(self._speak_sample(voice)).result(SAMPLE_PATIENCE), then)

    async def _speak_sample(self, voice: str) -> Probe:
        """One sentence by the voice that a cascade would speak with."""
        settings = self._settings.with_value("tts.voice", voice) if voice else self._settings
        reply = ReplyId(f"sample-{time.monotonic_ns()}")
        speaking = self.engines.voice(settings)
        self.talking.mouth.open(on=True)
        async with aclosing(speaking.speak(SAMPLE, session_wishes(settings))) as pieces:
            async for piece in pieces:
                if piece.pcm:
                    self.talking.mouth.play(reply, piece.pcm)
        self.talking.mouth.finish(reply)
        return Probe(True, f"That was {speaking.traits.name or voice}.")

    def play_sound(self, sound: SoundId) -> None:
        self._replayed += 1
        reply = ReplyId(f"replay-{self._replayed}")

        def play(pcm: bytes) -> None:
            self.talking.mouth.stop()
            self.talking.mouth.play(reply, pcm)
            self.talking.mouth.finish(FinishPlaying(reply).reply)

        self.store.read_sound(sound, play)

    def stop_sound(self) -> None:
        self.talking.mouth.stop()

    def hear(self, heard: Callable[[float], None]) -> Callable[[], None]:
        from voiceapp.app.probes import hearing  # noqa: PLC0415

        return hearing(self._settings, heard)

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

    def delete_everything(self, then: Answer[Room]) -> None:
        self.new_talk()
        self.store.delete_everything(then)

    def delete_item(self, talk: TalkId, item: ItemId) -> None:
        self.store.delete_item(talk, item)

    def room(self, then: Answer[Room]) -> None:
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
        self._ask(lambda: happenings_of(self.talking.recorder.recent(MOST, is_dull)), then)

    def costs(self, days: int, then: Answer[tuple[DayCost, ...]]) -> None:
        now = time.time()

        def added_up(lines: list[tuple[float, Spent]] | Failure) -> None:
            then(lines if isinstance(lines, Failure) else by_day(lines, now, days))

        self.store.spent_since(midnight_before(now, days), added_up)

    def report(self, then: Answer[str]) -> None:
        self._ask(lambda: str(save_report(self.paths, self.talking.recorder)), then)

    # --- the end

    def close(self) -> None:
        if self._reception is not None:
            self._reception.close()
        self._network.close()
        self._alarms.close()
        self.dictation.close()
        self.talking.close()
        self.store.close()
        self._put_aside()
        self._workers.shutdown(wait=False, cancel_futures=True)
        try:
            keep_flight(self.paths, self.talking.recorder)
        except OSError as error:
            log.warning("what happened last could not be kept for a report: %s", error.strerror)

    def _warm(self) -> None:
        """A person without a key shall not wait for models when they begin to talk."""
        try:
            if self.engines.local_answers():
                self.talking.room.call(self.engines.warm_soon)
        except (RuntimeError, AddressError):
            log.info("the models were not loaded beforehand")

    def _put_aside(self) -> None:
        """The disk would not take it until the end: it is put where there is room, and taken back next time."""
        kept = rescue.save(self.store.unsaved(), self._aside)
        if kept is not None:
            print(  # noqa: T201  (the window is gone)
                f"The disk did not take everything that was said; it is in {kept}, and taken back at the next start.",
                file=sys.stderr,
            )

    def _take_back(self) -> None:
        """Beside everything else: what was put aside when the disk was full."""
        try:
            lines = rescue.take_back(self.store, self._aside)
            if lines and self.store.settle():
                rescue.forget_taken(self._aside)
                self._complain(
                    FailureKind.DISK_FULL, f"{lines} lines that the disk did not take last time are kept now."
                )
        except OSError:
            log.exception("what was put aside could not be taken back")

    def _ask(self, question: Callable[[], T], then: Answer[T]) -> None:
        """Answer on a worker: whatever goes wrong becomes one sentence."""

        def work() -> None:
            try:
                then(question())
            except (SoundError, EngineError) as error:
                then(error.failure)
            except (AddressError, OSError) as error:
                then(Failure(FailureKind.REJECTED, str(error)))
            except Exception:  # the worker's edge: whoever asked is told
                log.exception("a question could not be answered")
                then(Failure(FailureKind.BUG, "Something went wrong inside voiceapp: please report it."))

        self._workers.submit(work)


def _chimes_of(settings: Settings) -> Mapping[Chime, bytes]:
    return chimes(settings.sound.chime_volume, soft=settings.sound.chimes)


def _month_began(now: float) -> float:
    local = time.localtime(now)
    return time.mktime((local.tm_year, local.tm_mon, 1, 0, 0, 0, 0, 0, -1))


def open_desk(*, verbose: bool = False, overrides: Mapping[str, str] | None = None) -> AppDesk:
    """Everything ready, nothing talking. Raises OSError when the folders or the history cannot be used."""
    paths = Paths.find()
    paths.make()
    logs.start(paths.log_file, verbose=verbose)
    logs.catch_uncaught()
    loaded = settings_file.load(paths.settings_file)
    for key, text in (overrides or {}).items():
        loaded = settings_file.Loaded(loaded.settings.with_text(key, text), loaded.problems)
    return AppDesk(paths, loaded, KeyRing(os.environ))
