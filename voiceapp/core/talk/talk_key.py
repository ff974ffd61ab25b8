"""Decides what pressing and releasing the talk key means now, for the button, the keyboard, the small bar and any
program.
"""

from collections.abc import Callable

from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.dictation.messages import DictationEvent, DictationRequest, RequestMade
from voiceapp.core.messages import (
    Event,
    KeyPressed,
    KeyReleased,
    MuteSet,
    Phase,
    ReplyInterrupted,
    Show,
    ShowState,
    TalkStarted,
    TalkState,
    TalkStopped,
)
from voiceapp.core.wishes import TurnTaking


class TalkKey:
    def __init__(self, tell: Callable[[Event], None], dictate: Callable[[DictationEvent], None]) -> None:
        self._tell = tell
        self._dictate = dictate
        self._held = False
        self._dictating = False
        self._state = TalkState()
        self._dictation = DictationView()

    # --- what it goes by

    def show_state(self, state: TalkState) -> None:
        self._state = state

    def show_dictation(self, view: DictationView) -> None:
        self._dictation = view

    def serve_dictation(self, *, on: bool) -> None:
        """Let the key serve the dictation, or the talk again."""
        self._dictating = on

    @property
    def state(self) -> TalkState:
        return self._state

    @property
    def dictating(self) -> bool:
        return self._dictating

    # --- what the person does

    @property
    def held(self) -> bool:
        return self._held

    def press(self) -> None:
        state = self._state
        if self._held:
            return
        if self._dictating:
            self._dictate(
                RequestMade(DictationRequest.INSERT_HERE if self._dictation.waiting else DictationRequest.TOGGLE)
            )
        elif state.turn_taking.by_key:
            self._press_key()
        elif state.phase in (Phase.OFF, Phase.ASLEEP):
            self._tell(TalkStarted())
        elif state.phase is Phase.SPEAKING:
            self._tell(ReplyInterrupted())
        elif state.phase is Phase.MUTED:
            self._tell(MuteSet(muted=False))
        else:
            self._tell(TalkStopped())

    def release(self) -> None:
        """Release the key, also when the window loses the keyboard, so that nobody keeps talking by accident."""
        if self._held:
            self._held = False
            self._tell(KeyReleased())

    def mute_or_unmute(self) -> None:
        self._tell(MuteSet(muted=not self._state.muted))

    def stop(self) -> None:
        """Silence a reply, or stop what is being dictated."""
        if self._dictating and self._dictation.stage is DictationStage.RECORDING:
            self._dictate(RequestMade(DictationRequest.CANCEL))
        else:
            self._tell(ReplyInterrupted())

    def hang_up_or_talk(self) -> None:
        """Hang up or begin to talk, from a menu where there is nothing to hold."""
        self._tell(TalkStarted() if self._state.phase is Phase.OFF else TalkStopped())

    def _press_key(self) -> None:
        state = self._state
        if state.phase is Phase.OFF:
            self._tell(TalkStarted())
        elif state.phase is Phase.MUTED:
            self._tell(MuteSet(muted=False))
        if state.turn_taking is TurnTaking.HOLD:
            self._held = True
            self._tell(KeyPressed())
        else:
            self._tell(KeyReleased() if state.phase is Phase.HEARING else KeyPressed())


class GlobalTalkKeys:
    """Handles keys heard in any program. `see` gets what the window is shown; `key` gets keys, from any thread."""

    def __init__(self, tell: Callable[[Event], None], read: Callable[[], None] = lambda: None) -> None:
        """`read`: reads the selection aloud, or stops."""
        self._talk = TalkKey(tell, lambda _: None)
        self._read = read

    def take_state(self, show: Show) -> None:
        if isinstance(show, ShowState):
            self._talk.show_state(show.state)

    def key(self, name: str, down: bool) -> None:
        if name == "mute" and down:
            self._talk.mute_or_unmute()
        elif name == "read" and not down:
            self._read()
        elif name == "talk":
            (self._talk.press if down else self._talk.release)()
