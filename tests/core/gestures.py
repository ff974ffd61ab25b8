"""What a person does in any talk, and what happens to its link, for tests that do it in any order."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.core.world import World
from voiceapp.core.messages import MuteSet, ReplyInterrupted, TalkStarted, TalkStopped


class Gestures(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = self.begun()

    def begun(self) -> World:
        """Return the world in which it happens."""
        raise NotImplementedError

    @rule(frames=st.integers(1, 30))
    def begin_to_speak(self, frames: int) -> None:
        self.world.frames(frames, 0.95)

    @rule(frames=st.integers(1, 80))
    def be_silent(self, frames: int) -> None:
        self.world.frames(frames, 0.02)

    @rule()
    def interrupt(self) -> None:
        self.world.tell(ReplyInterrupted())

    @rule(muted=st.booleans())
    def mute(self, *, muted: bool) -> None:
        self.world.tell(MuteSet(muted))
        self.world.muted = muted

    @rule(on=st.booleans())
    def start_or_stop(self, *, on: bool) -> None:
        self.world.tell(TalkStarted() if on else TalkStopped())

    @rule(ms=st.integers(20, 3000))
    def play(self, ms: int) -> None:
        self.world.play(ms)

    @rule()
    def open_link(self) -> None:
        self.world.open_link()
