"""Nothing said between the marks is ever commanded to be kept, whatever happens in whatever order."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.core.gestures import Gestures
from tests.core.world import FRAME, World, talking
from voiceapp.core.messages import (
    Command,
    CommitTurn,
    DeleteItem,
    Event,
    ItemDeleted,
    ItemRestored,
    KeepItem,
    KeepSound,
    KeepTalk,
    MicFrame,
    OffRecordSet,
    SendAudio,
    SendUtterance,
    TextEntered,
    ToEngine,
    TurnId,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.transcript import Item, Message
from voiceapp.core.wishes import SessionWishes, TalkWishes, TurnTaking

SECRET = "Secret"
SECRET_FRAME = b"\x05\x06" * (len(FRAME) // 2)
SECRET_SOUND = b"\x07\x08" * 24_000


def tells_secret(command: Command) -> bool:
    match command:
        case KeepItem(_, item) | DeleteItem(_, item):
            return SECRET in repr(item)
        case KeepTalk(talk):
            return SECRET in talk.title
        case KeepSound(_, pcm):
            return SECRET_FRAME[:2] in (pcm[:2], pcm[-2:]) or pcm[:2] == SECRET_SOUND[:2]
        case _:
            return False


class SpiedWorld(World):
    """A world in which whoever speaks off the record says something secret, and is answered with it."""

    def __init__(self, wishes: TalkWishes, *, ends_turns: bool) -> None:
        self.off = False
        self.secret_turns: set[TurnId] = set()
        self.heard_secret = False
        """Of the sound that the engine has, some is secret."""
        super().__init__(wishes, ends_turns=ends_turns)

    def tell(self, event: Event, after: float = 0.001) -> list[Command]:
        commands = super().tell(event, after)
        self.breaches += [f"kept: {command}" for command in commands if tells_secret(command)]
        return commands

    def frames(self, count: int, speech: float) -> None:
        level = -20.0 if speech > 0.5 else -60.0
        for _ in range(count):
            self.tell(MicFrame(SECRET_FRAME if self.off else FRAME, self.now, speech, level), 0.02)

    def _carry_out(self, command: Command) -> list[Event]:
        match command:
            case ToEngine(_, SendAudio(pcm)):
                self.heard_secret |= pcm[:2] == SECRET_FRAME[:2]
            case ToEngine(_, CommitTurn(turn)):
                if self.heard_secret:
                    self.secret_turns.add(turn)
                self.heard_secret = False
            case ToEngine(_, SendUtterance(turn, pcm)) if SECRET_FRAME in pcm:
                self.secret_turns.add(turn)
            case _:
                pass
        return super()._carry_out(command)

    def words_of(self, turn: TurnId) -> str:
        return f"{SECRET} of {turn}" if turn in self.secret_turns else "what was said"

    def answer_waiting(self, *, whole: bool) -> None:
        if self.link is None or not self.unanswered:
            return
        waiting, self.unanswered = self.unanswered, []
        secret = self.off or any(turn in self.secret_turns for turn in waiting)
        for turn in waiting:
            self.hear_engine(TurnTaken(turn))
            self.hear_engine(TurnWords(turn, self.words_of(turn), final=True))
        self.asked = True
        self.answer(f"{SECRET} answer" if secret else "Certainly, here you are.", whole=whole)


class OffTheRecord(Gestures):
    turn_taking = TurnTaking.LOCAL
    world: SpiedWorld

    def __init__(self) -> None:
        super().__init__()
        self.deleted: list[Item] = []
        self.late: list[TurnId] = []

    def begun(self) -> SpiedWorld:
        wishes = TalkWishes(SessionWishes(turn_taking=self.turn_taking))
        world = SpiedWorld(wishes, ends_turns=self.turn_taking.by_engine)
        world.begin()
        return world

    @rule(off=st.booleans())
    def press_the_key(self, *, off: bool) -> None:
        self.world.off = off  # first, for what is on its way belongs to the span
        self.world.tell(OffRecordSet(off))

    @rule(frames=st.integers(25, 60))
    def say_something(self, frames: int) -> None:
        self.world.say_something(frames)

    @rule()
    def write(self) -> None:
        self.world.tell(TextEntered(SECRET if self.world.off else "words"))

    @rule(whole=st.booleans())
    def answer(self, *, whole: bool) -> None:
        self.late += self.world.unanswered
        self.world.answer_waiting(whole=whole)

    @rule()
    def finish_answer(self) -> None:
        self.world.finish_answer()

    @rule()
    def words_come_late(self) -> None:
        for turn in self.late:
            self.world.hear_engine(TurnWords(turn, self.world.words_of(turn), final=True))

    @rule()
    def lose_the_link(self) -> None:
        self.world.lose_link()

    @rule()
    def let_time_pass(self) -> None:
        self.world.tick()

    @rule(place=st.integers(0, 20))
    def delete_a_line(self, place: int) -> None:
        shown = list(self.world.shown.values())
        if shown:
            self.deleted.append(shown[place % len(shown)])
            self.world.tell(ItemDeleted(self.deleted[-1].id))

    @rule(place=st.integers(0, 20))
    def restore_a_line(self, place: int) -> None:
        if self.deleted:
            self.world.tell(ItemRestored(self.deleted.pop(place % len(self.deleted))))

    @invariant()
    def nothing_secret_is_kept(self) -> None:
        assert self.world.breaches == [], self.world.breaches
        assert SECRET not in repr(self.world.kept)

    @invariant()
    def what_goes_on_shows_its_sign(self) -> None:
        assert self.world.state.off_record is self.world.off

    def teardown(self) -> None:
        assert SECRET not in repr(self.world.conversation.remains())
        self.world.stop()
        assert self.world.breaches == [], self.world.breaches


class ByServer(OffTheRecord):
    turn_taking = TurnTaking.SERVER


SAYS = {"leave": "Off the record.", "back": "Back on the record.", "plain": "Words"}


def ideal(kinds: list[str]) -> list[bool]:
    """Which utterances are off the record, if each was understood at once."""
    off, found = False, list[bool]()
    for kind in kinds:
        off = off or kind == "leave"
        found.append(off)
        off = off and kind != "back"
    return found


@settings(max_examples=150, deadline=None)
@given(data=st.data(), kinds=st.lists(st.sampled_from(sorted(SAYS)), min_size=1, max_size=6))
def test_however_late_phrases_are_known_nothing_between_them_stays(data: st.DataObject, kinds: list[str]) -> None:
    order = data.draw(st.permutations(range(len(kinds))))
    world = talking()
    turns = [spoken_turn(world) for _ in kinds]
    for place in order:
        world.hear_engine(TurnWords(turns[place], f"{SAYS[kinds[place]]} {place}.", final=True))
    wanted = {place for place, off in enumerate(ideal(kinds)) if not off}
    kept = {int(item.text[-2]) for item in world.kept.values() if isinstance(item, Message)}
    assert kept <= wanted
    if list(order) == sorted(order):
        assert kept == wanted


def spoken_turn(world: World) -> TurnId:
    world.say_something()
    return world.commits[-1]


_EFFORT = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestByVoice = OffTheRecord.TestCase
TestByVoice.settings = _EFFORT
TestByServer = ByServer.TestCase
TestByServer.settings = _EFFORT
