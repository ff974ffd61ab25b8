"""Puts the interpreter together: its machine, the microphone and the loudspeaker that it shares with talks, and who translates."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from voiceapp.app.session_builder import new_talk
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.interpreter.job import Pair
from voiceapp.core.interpreter.messages import (
    InterpreterEvent,
    InterpreterWishes,
    InterpretingBegan,
    ShowInterpreter,
    WishesTold,
)
from voiceapp.core.interpreter.utterance import VOICE
from voiceapp.core.interpreter.view import InterpreterView
from voiceapp.core.languages import language_name
from voiceapp.core.messages import (
    Event,
    MicFrame,
    MicrophoneChanged,
    NetworkCameBack,
    PlaybackEnded,
    PlaybackStopped,
    Played,
    TalkStopped,
)
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence, render
from voiceapp.engine_choice.interpreters import Interpreters
from voiceapp.runtime.interpreter_runner import InterpreterParts, InterpreterRunner
from voiceapp.runtime.teardown import end_each
from voiceapp.runtime.watchers import Watchers
from voiceapp.settings.endpoints import AddressError
from voiceapp.settings.model import Settings
from voiceapp.settings.system_language import system_language
from voiceapp.settings.text_language import text_language
from voiceapp.settings.wishes_from_settings import codes

if TYPE_CHECKING:
    from voiceapp.app.interpreter_desk import InterpreterNeeds

PATIENCE = 10.0
TRANSLATION = Sentence("Translation")


class RunningInterpreter:
    """May be used from any thread, from when it is made until it is closed."""

    def __init__(self, settings: Callable[[], Settings], needs: "InterpreterNeeds") -> None:
        self._settings = settings
        self._needs = needs
        self._lock = threading.Lock()
        wishes = wishes_of(settings())
        self._view = InterpreterView(pair=wishes.pair, spoken=wishes.spoken)
        self._watchers: Watchers[InterpreterView] = Watchers()
        talking = needs.talking
        parts = InterpreterParts(
            interprets=lambda: self._interpreters().chosen(),
            keeper=needs.keeper,
            loudspeaker=talking.playback,
            listen=lambda on: talking.shared.for_interpreter.listen(on=on),
            show=self._show,
            clock=talking.clock,
        )
        made: Future[InterpreterRunner] = Future()
        talking.room.call(lambda: made.set_result(InterpreterRunner(parts)))
        self._runner = made.result(PATIENCE)
        self._runner.tell(WishesTold(wishes))
        talking.shared.lend_to_interpreter(self._take_mic_event)
        others_take = talking.takes_playback
        talking.takes_playback = lambda event: self._take_playback(event) or others_take(event)

    # --- what is asked

    def watch(self, show: Callable[[InterpreterView], None]) -> Callable[[], None]:
        with self._lock:
            stop = self._watchers.add(show)
            self._watchers.notify_one(show, self._view)
        return stop

    def begin(self, then: Answer[None]) -> None:
        """May ask the keyring, so not in the loop."""
        interpreters, wishes = self._interpreters(), wishes_of(self._settings())
        try:
            interpreters.learn_keys()
            trouble = interpreters.trouble(wishes.pair)
            leaves, caution = interpreters.chosen().leaves_machine, interpreters.caution()
        except EngineError as error:
            then(error.failure)
            return
        except AddressError as error:
            then(Failure(FailureKind.WRONG_ADDRESS, error.sentence))
            return
        if trouble is not None:
            then(Failure(FailureKind.NOT_INSTALLED, trouble))
            return
        clock = self._needs.talking.clock
        # Whatever is said now is for the other person, not for the assistant.
        self._needs.talking.tell(TalkStopped())
        self._runner.tell(InterpretingBegan(new_talk(clock.now()).id, wishes, leaves, caution))
        then(None)

    def tell(self, event: InterpreterEvent) -> None:
        self._runner.tell(event)

    def change(self) -> None:
        """Apply changed settings. May ask the keyring, so not in the loop."""
        interpreters = self._interpreters()
        leaves = caution = None
        try:
            interpreters.learn_keys()
            leaves, caution = interpreters.chosen().leaves_machine, interpreters.caution()
        except (EngineError, AddressError):
            pass  # the next utterance says what is wrong
        self._runner.tell(WishesTold(wishes_of(self._settings()), leaves, caution))

    def network_came_back(self) -> None:
        self._runner.tell(NetworkCameBack())

    def close(self) -> None:
        talking = self._needs.talking
        end_each(
            lambda: talking.shared.lend_to_interpreter(None),
            lambda: talking.room.run(self._runner.close()).result(PATIENCE),
        )

    # --- parts

    def _interpreters(self) -> Interpreters:
        return Interpreters(self._needs.engines, self._settings(), self._needs.keys)

    def _take_mic_event(self, event: MicFrame | MicrophoneChanged) -> bool:
        """True: the frame belongs to the interpreter."""
        if isinstance(event, MicFrame):
            return self._runner.take_mic_frame(event)
        self._runner.tell(event)
        return False

    def _take_playback(self, event: Event) -> bool:
        if isinstance(event, Played | PlaybackEnded | PlaybackStopped) and event.reply.startswith(VOICE):
            self._runner.tell(event)
            return True
        return False

    def _show(self, show: ShowInterpreter) -> None:
        with self._lock:
            self._view = show.view
        self._watchers.notify(show.view)


def pair_of(settings: Settings) -> Pair:
    """Return the two languages, where the person left one open by those that they speak."""
    spoken = codes(settings.talking.languages) or (system_language(os.environ)[:2] or "en",)
    left = settings.interpreter.left or spoken[0]
    return Pair(left, settings.interpreter.right or ("de" if left == "en" else "en"))


def wishes_of(settings: Settings) -> InterpreterWishes:
    pair = pair_of(settings)
    shown = settings.appearance.language
    language = text_language(system_language(os.environ) if shown == "system" else shown)
    left, right, translation = (
        render(name, language) for name in (language_name(pair.left), language_name(pair.right), TRANSLATION)
    )
    return InterpreterWishes(
        pair,
        settings.interpreter.spoken,
        keep_talks=settings.privacy.keep_talks,
        keep_sound=settings.privacy.keep_audio,
        names=(left, right, translation),
    )
