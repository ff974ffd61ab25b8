"""What the keys for talking and muting do while another program has the keyboard."""

from collections.abc import Callable

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


class Anywhere:
    """`see` is shown what the window is shown; `key` is told of keys, from any thread."""

    def __init__(self, tell: Callable[[Event], None]) -> None:
        self._tell = tell
        self._state = TalkState()

    def see(self, show: Show) -> None:
        if isinstance(show, ShowState):
            self._state = show.state

    def key(self, name: str, down: bool) -> None:
        if name == "mute" and down:
            self._tell(MuteSet(muted=not self._state.muted))
        elif name == "talk":
            (self._press if down else self._release)()

    def _press(self) -> None:
        state = self._state
        if state.turn_taking.by_key:
            self._press_to_talk()
        elif state.phase is Phase.OFF:
            self._tell(TalkStarted())
        elif state.phase is Phase.SPEAKING:
            self._tell(ReplyInterrupted())
        elif state.phase is Phase.MUTED:
            self._tell(MuteSet(muted=False))
        else:
            self._tell(TalkStopped())

    def _press_to_talk(self) -> None:
        state = self._state
        if state.phase is Phase.OFF:
            self._tell(TalkStarted())
        elif state.phase is Phase.MUTED:
            self._tell(MuteSet(muted=False))
        ends = state.turn_taking is TurnTaking.TOGGLE and state.phase is Phase.HEARING
        self._tell(KeyReleased() if ends else KeyPressed())

    def _release(self) -> None:
        if self._state.turn_taking is TurnTaking.HOLD:
            self._tell(KeyReleased())
