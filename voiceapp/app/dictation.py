"""Puts dictation together: the machine, the microphone that it shares with talks, the keys, and the other programs."""

import contextlib
import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from voiceapp.app.dictation_chimes import DictationChimes
from voiceapp.app.dictation_recogniser import BudgetNotice, dictation_recogniser, get_ready
from voiceapp.app.dictation_windows import DictationWindows
from voiceapp.app.session_builder import RunningTalk
from voiceapp.app.word_editors import WordEditors
from voiceapp.core.answers import Answer
from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.dictation.messages import (
    DictationEvent,
    DictationRequest,
    KeptFound,
    KeyWentDown,
    KeyWentUp,
    ProfileTaken,
    RequestMade,
    ShowDictation,
    WishesGiven,
)
from voiceapp.core.dictation.ports import GlobalKeys, OwnWindow, TextOutput
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import DictationWishes, LiveWords, Transcriber
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import Query
from voiceapp.core.messages import Chime, MicFrame, MicrophoneChanged
from voiceapp.core.ports import EngineError, SpeechToText
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, MessageState, Talk, TalkId, TalkKind
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.keys import open_keys
from voiceapp.desktop.text_output import open_output
from voiceapp.desktop.text_output.line_output import LinesOutput, OutputSwitch
from voiceapp.desktop.text_output.own_window import OwnWindowFirst
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.one_off.file_dictation import words_of
from voiceapp.runtime.dictation_runner import DictationParts, DictationRunner
from voiceapp.runtime.teardown import end_each
from voiceapp.runtime.watchers import Watchers
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import dictation_wishes, terminal_wishes
from voiceapp.storage.store import Store

log = logging.getLogger(__name__)

OF_PROFILE = "profile-"
"""Begins the names of the profiles' own keys."""
LEFTOVERS = 50
"""How many talks are searched for recordings without words."""
PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class DictationNeeds:
    """The things that dictation is built on. The desk makes and closes them."""

    talking: RunningTalk
    engines: AvailableEngines
    store: Store
    chimes: Callable[[Chime], bytes]
    complain: Callable[[Failure], None]
    state: Path
    """The folder for what has to be remembered."""
    other_key: Callable[[str, bool], None]
    """Keys of the talk that are heard in every program: "talk", "mute" and "read"."""
    learn: Callable[[str, str, str], None]
    change: Callable[[str, object], object]
    """Changes a setting, and stores it."""
    beside: Callable[[Callable[[], object]], None]
    """Does slow work on a worker."""


class DictationDesk:
    """Runs dictation from `open` to `close`. Every method may be called from any thread."""

    def __init__(self, settings: Callable[[], Settings], needs: DictationNeeds) -> None:
        self._settings = settings
        self._needs = needs
        self.editors = WordEditors(needs.engines)
        self._budget = BudgetNotice(needs.engines, self.tell)
        self._dictating: DictationRunner | None = None
        self._keys: GlobalKeys | None = None
        self._keys_worker = ThreadPoolExecutor(1, thread_name_prefix="bind")
        self._catching_cancel = self._hears_cancel = self._paused = False
        self._catching_answer = self._hears_accept = False
        self._refused: dict[str, Sentence] = {}
        self._lock = threading.Lock()
        self._view = DictationView()
        self._watchers: Watchers[DictationView] = Watchers()
        self._wishes: DictationWishes | None = None
        """Replaces the output that the settings would choose."""
        self._switch = OutputSwitch(None)
        self._places = OwnWindowFirst(None)
        self._own_window: OwnWindow | None = None
        self._windows = DictationWindows()

    # --- the beginning and the end

    def open(
        self, output: TextOutput | None = None, *, keys: bool = True, wishes: DictationWishes | None = None
    ) -> None:
        """Get ready for the key. `output`: used instead of the programs of this desktop."""
        if self._dictating is not None:
            return
        if output is None:
            try:
                output = open_output(DesktopEnvironment(state=self._needs.state))
            except OSError as error:
                log.info("text cannot be put into other programs: %s", error)
        self._wishes = wishes
        self._places = OwnWindowFirst(output)
        self._places.own = self._own_window
        self._switch = switch = OutputSwitch(self._places)
        begun = wishes or dictation_wishes(self._settings())
        made: Future[DictationRunner] = Future()
        self._needs.talking.room.call(lambda: made.set_result(DictationRunner(begun, self._parts(switch))))
        self._dictating = made.result(PATIENCE)
        self._needs.talking.shared.lend(self._take_mic_event)
        if keys:
            self._keys_worker.submit(self._open_keys)

    def lend_window(self, own: OwnWindow) -> None:
        """Lets a window of ours take text itself."""
        self._own_window = self._places.own = own

    def selected(self) -> str:
        """Return what is selected in the program that has the keyboard, as far as it tells. May take a moment."""
        return self._places.selected(None, copy=False)

    def hears_cancel(self) -> bool:
        return self._hears_cancel

    def hears_accept(self) -> bool:
        return self._hears_accept

    def in_clipboard(self) -> Mapping[str, bytes] | None:
        """Returns what we ourselves serve there, by format; None: it is not ours. Thread-safe; never waits."""
        return self._places.in_clipboard()

    def open_for_lines(self, write: Callable[[str], bool], profile: str = "") -> None:
        """Dictate to a reader of lines, without keys or other programs."""
        self.open(LinesOutput(write), keys=False, wishes=terminal_wishes(self._settings(), profile))

    def write_down(self, path: Path, write: Callable[[str], bool], profile: str = "") -> Failure | None:
        """Write what is said in a recording, and return when all of it is written."""
        wishes = terminal_wishes(self._settings(), profile)
        words = words_of(path, self.recogniser(wishes.transcriber), wishes, write)
        try:
            self._needs.talking.room.run(words).result()
        except EngineError as error:
            return error.failure
        return None

    def find_leftovers(self) -> None:
        """Recognise now what a crash or a failure left without words. It is never typed unasked."""
        self._needs.store.load_talks(Query(kind=TalkKind.DICTATION, count=LEFTOVERS), self._take_leftovers)

    def close(self) -> None:
        dictating, self._dictating = self._dictating, None
        if dictating is None:
            return
        self._keys_worker.submit(self._close_keys)
        end_each(
            lambda: self._keys_worker.shutdown(wait=True),
            lambda: self._needs.talking.shared.lend(None),
            lambda: self._needs.talking.room.run(dictating.close()).result(PATIENCE),
        )

    # --- what is asked of it

    def tell(self, event: DictationEvent) -> None:
        if self._dictating is not None:
            self._dictating.tell(event)

    def watch(self, show: Callable[[DictationView], None]) -> Callable[[], None]:
        """Receive what the bar shows, beginning with its current state. Returns a function that stops it."""
        with self._lock:
            stop = self._watchers.add(show)
            self._watchers.notify_one(show, self._view)
        return stop

    @property
    def view(self) -> DictationView:
        return self._view

    def change(self) -> None:
        """Applies changed settings."""
        self.tell(WishesGiven(self._wishes or dictation_wishes(self._settings())))
        if self._keys is not None:
            self._keys_worker.submit(self._bind)

    def listen_to(self, output: TextOutput | None, profile: str = "") -> bool:
        """Dictate there until this is called with None. False: somebody else already does."""
        if output is not None and self._switch.turned:
            return False
        self._switch.turn(output)
        self._wishes = None if output is None else terminal_wishes(self._settings(), profile)
        self.change()
        self.tell(RequestMade(DictationRequest.STOP if output is None else DictationRequest.START))
        return True

    def pause_keys(self, *, paused: bool) -> None:
        """While a key is being chosen by pressing it, none of our hotkeys may intercept it."""
        self._paused = paused
        if self._keys is not None:
            self._keys_worker.submit(self._bind)

    def recognise_again(
        self, talk: TalkId, item: ItemId, then: Answer[None], languages: tuple[str, ...] | None = None
    ) -> None:
        """Recognise a recording from the history again; its words wait for "insert here"."""

        def take(found: Talk | Failure) -> None:
            if isinstance(found, Failure):
                then(found)
                return
            for each in found.items:
                if each.id == item and isinstance(each, Message) and each.sound is not None:
                    self.tell(KeptFound(talk, each, languages))
                    then(None)
                    return
            then(Failure(FailureKind.NOT_FOUND, Sentence("The recording is gone, so it can't be transcribed again.")))

        self._needs.store.load_talk(talk, take)

    # --- profiles

    def choose_profile(self, profile: str) -> None:
        """Let it hold from now on, also for what is being recorded. Empty: the program decides."""
        self._needs.beside(lambda: self._needs.change("profiles.chosen", profile))
        self.tell(ProfileTaken(profile))

    def seen_windows(self) -> tuple[TextTarget, ...]:
        return self._windows.seen()

    def pick_window(self, then: Answer[TextTarget]) -> None:
        self._needs.beside(lambda: self._windows.pick(self._places.others, then))

    def _agree(self, what: tuple[str, ...]) -> None:
        def add() -> None:
            agreed = (*self._settings().profiles.agreed_context, *what)
            self._needs.change("profiles.agreed_context", list(dict.fromkeys(agreed)))

        self._needs.beside(add)

    # --- parts

    def _parts(self, output: TextOutput) -> DictationParts:
        needs = self._needs
        chimes = DictationChimes(needs.chimes, needs.talking)
        return DictationParts(
            recogniser=self.recogniser,
            chat=self.editors.editor,
            translator_trouble=self.editors.translator_trouble,
            rewriter=self.editors.rewriter,
            continuer=self.editors.continuer,
            look_at_rewriter=self.editors.look_at_rewriter,
            keeper=needs.store,
            output=output,
            listen=self._listen,
            chime=chimes.play,
            catch_cancel=self._catch_cancel,
            catch_answer=self._catch_answer,
            show=self._show,
            clock=needs.talking.clock,
            complain=needs.complain,
            learn=lambda words: needs.learn(words.before, words.after, words.profile),
            agree=self._agree,
            seen=self._windows.note,
            clean=chimes.clean,
        )

    def recogniser(self, by: Transcriber, watched: LiveWords = LiveWords.OFF) -> SpeechToText:
        return dictation_recogniser(self._needs.engines, by, watched)

    def _listen(self, on: bool) -> None:
        self._needs.talking.shared.for_dictation.listen(on=on)
        if on:
            wishes = self._wishes or dictation_wishes(self._settings())
            get_ready(self._needs.engines, wishes)
            self._needs.beside(lambda: self._budget.look(wishes.transcriber))

    def _take_mic_event(self, event: MicFrame | MicrophoneChanged) -> bool:
        """True: the frame belongs to the dictation. Continues in `DictationRunner.take_mic_frame`."""
        dictating = self._dictating
        if dictating is None:
            return False
        if isinstance(event, MicFrame):
            return dictating.take_mic_frame(event)
        dictating.tell(event)
        return False

    def _show(self, show: ShowDictation) -> None:
        with self._lock:
            self._view = show.view
        self._watchers.notify(show.view)

    # --- keys, on their worker

    def _open_keys(self) -> None:
        try:
            self._keys = open_keys(self._key)
        except OSError as error:
            log.info("keys cannot be had: %s", error)
            return
        self._bind()

    def _close_keys(self) -> None:
        keys, self._keys = self._keys, None
        if keys is not None:
            keys.close()

    def _key(self, name: str, down: bool) -> None:
        match name:
            case "dictate":
                self.tell(KeyWentDown() if down else KeyWentUp())
            case "edit":
                self.tell(KeyWentDown(edits=True) if down else KeyWentUp())
            case "cancel" if down:
                self.tell(RequestMade(DictationRequest.CANCEL))
            # Only when it comes up: while it is down the keyboard is ours, and what is typed would come to us.
            case "original" | "undo" | "accept" | "hands-free" if not down:
                self.tell(RequestMade(DictationRequest(name)))
            case "talk" | "mute" | "read":
                self._needs.other_key(name, down)
            case _ if name.startswith(OF_PROFILE):
                self.tell(KeyWentDown(name.removeprefix(OF_PROFILE)) if down else KeyWentUp())
            case _:
                pass

    def _catch_answer(self, on: bool) -> None:
        self._catching_answer = on
        self._catch_cancel(self._catching_cancel)

    def _catch_cancel(self, on: bool) -> None:
        self._catching_cancel = on
        with contextlib.suppress(RuntimeError):  # It is being closed.
            self._keys_worker.submit(self._bind)

    def _bind(self) -> None:
        keys = self._keys
        if keys is None:
            return
        dictation, shortcuts = self._settings().dictation, self._settings().shortcuts
        wanted = {
            "dictate": dictation.key,
            "edit": dictation.edit_key,
            "original": dictation.original_key,
            "undo": dictation.undo_key,
            "hands-free": dictation.hands_free_key,
            "talk": shortcuts.talk_anywhere,
            "mute": shortcuts.mute_anywhere,
            "read": shortcuts.read_anywhere,
        }
        for profile in self._settings().profiles.list:
            if profile.key not in wanted.values():
                wanted[f"{OF_PROFILE}{profile.id}"] = profile.key
        if self._catching_cancel or self._catching_answer:
            wanted["cancel"] = "Esc"
        if self._catching_answer:
            wanted["accept"] = "Return"
        if self._paused:
            wanted.clear()
        self._places.has_keys([key for key in wanted.values() if key])
        refused = dict(keys.bind({name: key for name, key in wanted.items() if key}))
        # Another program may have grabbed Esc, or this desktop has no such key, so the dictation goes on without it.
        self._hears_cancel = "cancel" in wanted and refused.pop("cancel", None) is None
        self._hears_accept = "accept" in wanted and refused.pop("accept", None) is None
        for name, sentence in refused.items():
            if self._refused.get(name) != sentence:
                self._needs.complain(Failure(FailureKind.REJECTED, sentence))
        self._refused = refused

    # --- what was left

    def _take_leftovers(self, found: tuple[Talk, ...] | Failure) -> None:
        if isinstance(found, Failure):
            return
        for talk in found:
            for item in talk.items:
                if isinstance(item, Message) and item.state is MessageState.WAITING and item.sound is not None:
                    self.tell(KeptFound(talk.id, item))
