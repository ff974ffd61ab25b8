"""The rules that hold whatever happens, tried with gestures in any order."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.core.gestures import Gestures
from tests.core.world import World
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    CorrectionUndone,
    EngineTraits,
    ItemCorrected,
    ItemDeleted,
    ItemRestored,
    KeyPressed,
    KeyReleased,
    MachineWoke,
    MicrophoneChanged,
    MuteSet,
    NetworkCameBack,
    Outcome,
    Phase,
    RetryAsked,
    TalkStarted,
    TextEntered,
    ToolPermitted,
    TurnTaken,
    WishesChanged,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.talk_state import Floor
from voiceapp.core.transcript import Item, Message, MessageState, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import SessionWishes, TalkWishes, ThinkAhead, TurnTaking

FATAL = Failure(FailureKind.NO_QUOTA, Sentence("The account has no credit left."))


class Everything(Gestures):
    """A person, an engine and a network, in any order."""

    turn_taking = TurnTaking.LOCAL

    def __init__(self) -> None:
        super().__init__()
        self.said = 0

    def begun(self) -> World:
        return World(self._wishes, ends_turns=self.turn_taking.by_engine, prepares=True).begin()

    @property
    def _wishes(self) -> TalkWishes:
        return TalkWishes(
            SessionWishes(turn_taking=self.turn_taking, think_ahead_hearing=ThinkAhead.ALWAYS), titles=False
        )

    # --- the person

    @rule(frames=st.integers(25, 60))
    def say_something(self, frames: int) -> None:
        if self.turn_taking.by_key:
            self.world.tell(KeyPressed())
            self.world.frames(frames, 0.95)
            self.world.tell(KeyReleased())
            self.world.frames(30, 0.02)
        else:
            self.world.say_something(frames)
            if self.turn_taking.by_engine:
                self._server_takes()

    def _server_takes(self) -> None:
        from voiceapp.core.messages import TurnId

        self.said += 1
        turn = TurnId(f"server-{self.world.link}-{self.said}")
        if self.world.link is not None and not self.world.muted:
            self.world.hear_engine(TurnTaken(turn))
            self.world.unanswered.append(turn)

    @rule()
    def cough(self) -> None:
        self.world.cough()

    @rule()
    def type_something(self) -> None:
        self.world.tell(TextEntered("words"))

    @rule(down=st.booleans())
    def key(self, *, down: bool) -> None:
        self.world.tell(KeyPressed() if down else KeyReleased())

    @rule()
    def sleep(self) -> None:
        self.world.now += 3_600.0
        self.world.tell(MachineWoke(3_600.0))

    @rule(allowed=st.booleans())
    def permit(self, *, allowed: bool) -> None:
        for item in list(self.world.shown.values()):
            if isinstance(item, ToolCall) and item.state is ToolState.ASKED:
                self.world.tell(ToolPermitted(item.id, allowed))

    # --- the engine, the speaker, the network

    @rule(whole=st.booleans())
    def answer(self, *, whole: bool) -> None:
        self.world.answer(whole=whole)

    @rule(outcome=st.sampled_from(Outcome))
    def finish_answer(self, outcome: Outcome) -> None:
        self.world.finish_answer(outcome)

    @rule()
    def take_the_answer_back(self) -> None:
        self.world.take_back()

    @rule()
    def ask_tool(self) -> None:
        self.world.ask_tool()

    @rule()
    def tools_answer(self) -> None:
        self.world.tools_answer()

    @rule(fatal=st.booleans())
    def lose_the_link(self, *, fatal: bool) -> None:
        self.world.lose_link(*((FATAL,) if fatal else ()))

    @rule(asked=st.booleans())
    def try_again(self, *, asked: bool) -> None:
        self.world.tell(RetryAsked() if asked else NetworkCameBack())

    @rule(there=st.booleans())
    def unplug_or_plug(self, *, there: bool) -> None:
        self.world.tell(MicrophoneChanged("mic" if there else None))

    @precondition(lambda self: self.world.conversation.deadline is not None)
    @rule()
    def let_time_pass(self) -> None:
        self.world.tick()

    # --- what always holds

    @invariant()
    def no_rule_is_broken(self) -> None:
        assert self.world.breaches == [], self.world.breaches

    @invariant()
    def every_state_that_waits_has_a_deadline(self) -> None:
        if self.world.state.phase is Phase.LISTENING:
            assert self.world.conversation.deadline is not None

    @invariant()
    def heard_is_never_more_than_the_text(self) -> None:
        for item in self.world.shown.values():
            if isinstance(item, Message) and item.heard is not None:
                assert 0 <= item.heard <= len(item.text)

    def teardown(self) -> None:
        """In the end all is well again: everything that was said gets its answer, or waits where one sees it."""
        world = self.world
        world.tell(MicrophoneChanged("mic"))
        world.tell(MuteSet(muted=False))
        world.muted = False
        world.tell(KeyReleased())
        world.frames(700, 0.01)
        world.tell(TalkStarted())
        for _ in range(12):
            self.permit(allowed=False)
            world.tools_answer()
            world.finish_answer()
            world.play_out()
            world.tell(RetryAsked())
            world.open_link()
            world.frames(60, 0.01)
            world.answer()
            world.tick()
        world.finish_answer()
        world.play_out()
        assert world.breaches == [], world.breaches
        for line in world.lines(Speaker.USER):
            assert line.state in (MessageState.DONE, MessageState.WAITING), line
            assert line.state is MessageState.DONE or line.failure, "a line that waits says why"
        assert world.state.waiting == 0
        assert world.conversation.floor is not Floor.SPEAKING
        world.stop()
        world.frames(3, 0.9)
        assert world.breaches == [], world.breaches


class ByServer(Everything):
    turn_taking = TurnTaking.SERVER


class ByKey(Everything):
    turn_taking = TurnTaking.HOLD


class Changing(ByServer):
    """The turn taking becomes another, whatever goes on."""

    @rule(turn_taking=st.sampled_from(TurnTaking))
    def change(self, turn_taking: TurnTaking) -> None:
        self.turn_taking = turn_taking
        self.world.tell(WishesChanged(self._wishes))

    @rule(ends_turns=st.booleans())
    def change_the_engine(self, *, ends_turns: bool) -> None:
        """From the next link on."""
        self.world.traits = EngineTraits(Sentence("Test engine"), ends_turns=ends_turns)

    @rule()
    def the_engine_takes_something(self) -> None:
        self._server_takes()


class Editing(Everything):
    """Lines are deleted, corrected, and brought back, whatever goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.deleted: list[Item] = []

    @rule(place=st.integers(0, 20))
    def delete_a_line(self, place: int) -> None:
        shown = list(self.world.shown.values())
        if shown:
            item = shown[place % len(shown)]
            self.deleted.append(item)
            self.world.tell(ItemDeleted(item.id))
            assert item.id not in self.world.shown

    @rule(place=st.integers(0, 20))
    def restore_a_line(self, place: int) -> None:
        if self.deleted:
            item = self.deleted.pop(place % len(self.deleted))
            self.world.tell(ItemRestored(item))
            assert item.id in self.world.shown
            assert item.id in self.world.kept

    @rule(place=st.integers(0, 20), back=st.booleans())
    def correct_a_line(self, place: int, *, back: bool) -> None:
        lines = [item for item in self.world.shown.values() if isinstance(item, Message)]
        if lines:
            line = lines[place % len(lines)]
            self.world.tell(ItemCorrected(line.id, "other words"))
            if back:
                self.world.tell(CorrectionUndone(line))
                now = self.world.shown[line.id]
                assert isinstance(now, Message)
                assert (now.text, now.original) == (line.text, line.original)


_EFFORT = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestByVoice = Everything.TestCase
TestByVoice.settings = _EFFORT
TestByServer = ByServer.TestCase
TestByServer.settings = _EFFORT
TestByKey = ByKey.TestCase
TestByKey.settings = _EFFORT
TestEditing = Editing.TestCase
TestEditing.settings = _EFFORT
TestChanging = Changing.TestCase
TestChanging.settings = _EFFORT
