"""A world around the conversation: an engine, a speaker and a person, all made of values and a counted clock.

It carries out what the conversation commands, as the real parts would, and notes every breach of a
rule as it happens.
"""

from dataclasses import dataclass, field, replace

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    AskReply,
    CallId,
    CancelReply,
    Command,
    CommitTurn,
    Connect,
    DeleteItem,
    Disconnect,
    DropAudio,
    EngineEvent,
    EngineTraits,
    Event,
    FinishPlaying,
    ForgetItem,
    ForgetTurn,
    FromEngine,
    GiveToolOutput,
    HideItem,
    KeepItem,
    LinkId,
    LinkInfo,
    LinkLost,
    LinkOpened,
    MicFrame,
    MicrophoneChanged,
    Outcome,
    PausePlaying,
    Phase,
    Play,
    PlaybackEnded,
    PlaybackStopped,
    Played,
    PrepareTurn,
    RecordingNotFound,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySound,
    ReplySpoken,
    ReplyTakenBack,
    ReplyThought,
    ReplyWords,
    ResumePlaying,
    ResumeTurn,
    RunTool,
    SendAudio,
    SendSound,
    SendText,
    SendUtterance,
    ShowItem,
    ShowState,
    Stopped,
    StopPlaying,
    TalkOpened,
    TalkStarted,
    TalkState,
    Tick,
    ToEngine,
    ToolAnswered,
    ToolAsked,
    TruncateReply,
    TurnId,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.conversation import Conversation
from voiceapp.core.transcript import Item, ItemId, Message, SoundId, Speaker, Talk, TalkId
from voiceapp.core.wishes import Permission, SessionWishes, TalkWishes, TurnTaking

TALK = TalkId("t")
FRAME = b"\x01\x02" * (WIRE.frame_bytes // 2)
REPLY_SOUND = b"\x03\x04" * 24_000
"""One second."""
DROPPED = Failure(FailureKind.LINK_DROPPED, Sentence("The connection was lost."))


@dataclass
class SpeakerModel:
    """Plays in order, as fast as it is told to."""

    queue: list[tuple[ReplyId, int]] = field(default_factory=list[tuple[ReplyId, int]])
    finished: set[ReplyId] = field(default_factory=set[ReplyId])
    heard: dict[ReplyId, int] = field(default_factory=dict[ReplyId, int])
    stopped: set[ReplyId] = field(default_factory=set[ReplyId])
    paused: bool = False


class World:
    def __init__(
        self,
        wishes: TalkWishes | None = None,
        *,
        ends_turns: bool = False,
        hears: bool = True,
        prepares: bool = False,
    ) -> None:
        self.traits = EngineTraits(
            Sentence("Test engine"), ends_turns=ends_turns, hears=hears, prepares=prepares, takes_back=True
        )
        wishes = wishes or TalkWishes()
        known = tuple((name, Permission.ASK) for name in ("clock", "clipboard"))
        self.conversation = Conversation(replace(wishes, permissions=wishes.permissions or known))
        self.now = 1_000.0
        self.link: LinkId | None = None
        self.links_asked: list[Connect] = []
        self.speaker = SpeakerModel()
        self.sent: list[object] = []
        """What the engine was told, without the sound itself."""
        self.audio_since_commit = 0
        self.audio_sent = 0
        self.shown: dict[ItemId, Item] = {}
        self.kept: dict[ItemId, Item] = {}
        self.state = TalkState()
        self.running: list[RunTool] = []
        self.breaches: list[str] = []
        self.replies = 0
        self.cut: set[ReplyId] = set()
        self.commits: list[TurnId] = []
        self.prepared: TurnId | None = None
        """Of this an answer is made ready."""
        self.muted = False
        self.unanswered: list[TurnId] = []
        self.asked = False
        """An answer is owed to turns that the engine has already."""
        self.answering: ReplyId | None = None
        self.commands: list[Command] = []
        self.stopped = False
        self.gone: set[SoundId] = set()
        """Recordings that are not on the disk any more."""

    # --- the clock and the doors

    def tell(self, event: Event, after: float = 0.001) -> list[Command]:
        self.now += after
        commands = self.conversation.handle(event, self.now)
        if self.stopped and commands:
            self.breaches.append(f"after Stopped: {commands}")
        self.commands.extend(commands)
        followed: list[Event] = []
        for command in commands:
            followed.extend(self._carry_out(command))
        for event_ in followed:
            self.tell(event_, 0.0)
        return commands

    def hear_engine(self, said: EngineEvent) -> None:
        if self.link is not None:
            self.tell(FromEngine(self.link, said))

    def tick(self) -> bool:
        """Let time pass up to the deadline. False: nothing waits."""
        deadline = self.conversation.deadline
        if deadline is None:
            return False
        self.now = max(self.now, deadline)
        self.tell(Tick(), 0.0)
        again = self.conversation.deadline
        if again is not None and again <= deadline and again <= self.now:
            self.breaches.append(f"a Tick at {deadline} moved nothing on")
        return True

    def _carry_out(self, command: Command) -> list[Event]:
        match command:
            case Connect():
                self.links_asked.append(command)
            case Disconnect(link):
                if link == self.link:
                    self._forget_link()
            case ToEngine(link, wish):
                if link == self.link:
                    self._engine(wish)
            case SendSound(link, turn, sound) if sound in self.gone:
                return [RecordingNotFound(link, turn)]
            case SendSound(link, turn, _):
                if link == self.link:
                    self._engine(SendUtterance(turn, FRAME * 40))
            case Play(reply, pcm):
                if reply in self.cut:
                    self.breaches.append(f"{reply} was cut and is played again")
                self.speaker.queue.append((reply, len(pcm)))
            case FinishPlaying(reply):
                self.speaker.finished.add(reply)
                if not any(queued == reply for queued, _ in self.speaker.queue) and reply not in self.speaker.stopped:
                    return [PlaybackEnded(reply, self.speaker.heard.get(reply, 0))]
            case PausePlaying() | ResumePlaying():
                self.speaker.paused = isinstance(command, PausePlaying)
            case StopPlaying():
                return self._silence()
            case _:
                self._note_down(command)
        return []

    def _note_down(self, command: Command) -> None:
        match command:
            case ShowItem(item):
                self.shown[item.id] = item
            case HideItem(item):
                self.shown.pop(item, None)
            case ForgetItem(_, item):
                self.kept.pop(item, None)
            case DeleteItem(_, deleted):
                self.kept.pop(deleted.id, None)
            case KeepItem(_, item):
                self.kept[item.id] = item
            case ShowState(state):
                self.state = state
            case RunTool():
                self.running.append(command)
            case _:
                pass

    def _engine(self, wish: object) -> None:
        match wish:
            case SendAudio(pcm):
                if self.muted:
                    self.breaches.append("sound was sent while muted")
                self.audio_since_commit += len(pcm)
                self.audio_sent += len(pcm)
                return
            case CommitTurn() | PrepareTurn() | ResumeTurn():
                self._on_turn(wish)
            case SendUtterance(turn, _) | SendText(turn, _, _, _):
                self._take_turn(turn)
            case AskReply() | GiveToolOutput(last=True):
                self.asked = True
            case DropAudio():
                self.audio_since_commit = 0
                self.prepared = None
            case ForgetTurn(turn):
                self.unanswered = [waiting for waiting in self.unanswered if waiting != turn]
            case CancelReply(reply):
                if any(queued == reply for queued, _ in self.speaker.queue):
                    self.breaches.append(f"the engine was told to cancel {reply} before it was silent")
                self.cut.add(reply)
            case TruncateReply(reply, heard):
                self.cut.add(reply)
                if heard > self.speaker.heard.get(reply, 0):
                    self.breaches.append(f"{reply}: more heard than was played")
            case _:
                pass
        self.sent.append(wish)

    def _on_turn(self, wish: CommitTurn | PrepareTurn | ResumeTurn) -> None:
        match wish:
            case PrepareTurn(turn):
                if self.prepared is not None:
                    self.breaches.append(f"{turn} was prepared while something else was")
                self.prepared = turn
            case ResumeTurn(turn):
                if turn != self.prepared:
                    self.breaches.append(f"{turn} went on, and was not prepared")
                self.prepared = None
            case CommitTurn(turn):
                if self.prepared not in (None, turn):
                    self.breaches.append(f"{turn} was committed, {self.prepared} was prepared")
                self.prepared = None
                if self.audio_since_commit < WIRE.bytes(100):
                    self.breaches.append(f"{turn} was committed empty")
                self._take_turn(turn)
                self.audio_since_commit = 0

    def _take_turn(self, turn: TurnId) -> None:
        if turn in self.commits:
            self.breaches.append(f"{turn} was committed twice over one link")
        self.commits.append(turn)
        self.unanswered.append(turn)

    def _forget_link(self) -> None:
        self.link = None
        self.commits = []
        self.prepared = None
        self.unanswered = []
        self.asked = False
        self.audio_since_commit = 0
        self.answering = None

    def _silence(self) -> list[Event]:
        replies = list(dict.fromkeys(reply for reply, _ in self.speaker.queue))
        self.speaker.queue.clear()
        self.speaker.paused = False
        self.speaker.stopped.update(replies)
        return [PlaybackStopped(reply, self.speaker.heard.get(reply, 0)) for reply in replies]

    # --- gestures

    def begin(self) -> "World":
        self.tell(TalkOpened(Talk(TALK, 0.0)))
        self.tell(MicrophoneChanged("mic"))
        self.tell(TalkStarted())
        self.open_link()
        return self

    def open_link(self) -> None:
        """The newest link that was asked for opens."""
        if self.links_asked:
            newest = self.links_asked[-1].link
            self.links_asked.clear()
            self._forget_link()
            self.link = newest
            self.tell(FromEngine(newest, LinkOpened(LinkInfo(self.traits, model="m"))))

    def lose_link(self, failure: Failure = DROPPED) -> None:
        lost = self.link or (self.links_asked[-1].link if self.links_asked else None)
        if lost is not None:
            self.links_asked = [asked for asked in self.links_asked if asked.link != lost]
            self._forget_link()
            self.tell(FromEngine(lost, LinkLost(failure)))

    def frames(self, count: int, speech: float) -> None:
        level = -20.0 if speech > 0.5 else -60.0
        for _ in range(count):
            self.tell(MicFrame(FRAME, self.now, speech, level), 0.02)

    def say_something(self, frames: int = 40) -> None:
        self.frames(frames, 0.95)
        self.frames(60, 0.02)

    def cough(self) -> None:
        self.frames(5, 0.9)
        self.frames(60, 0.02)

    def answer(self, words: str = "Certainly, here you are.", *, whole: bool = True) -> ReplyId | None:
        """The engine answers what it was sent."""
        if self.link is None or not (self.unanswered or self.asked):
            return None
        self.finish_answer()
        self.replies += 1
        self.asked = False
        reply = ReplyId(f"r{self.replies}")
        for turn in self.unanswered:
            self.hear_engine(TurnTaken(turn))
            self.hear_engine(TurnWords(turn, "what was said", final=True))
        self.unanswered = []
        self.answering = reply
        self.hear_engine(ReplyBegan(reply))
        self.hear_engine(ReplyWords(reply, words))
        self.hear_engine(ReplySound(reply, REPLY_SOUND))
        if whole:
            self.finish_answer()
        return reply

    def take_back(self, words: str = "Here you are.") -> ReplyId | None:
        """What the engine says turns out to be thought, and it begins again."""
        thought = self.answering
        if thought is None or self.link is None:
            return None
        self.replies += 1
        self.answering = reply = ReplyId(f"r{self.replies}")
        interrupted = thought in self.cut
        self.hear_engine(ReplyTakenBack(thought))
        if interrupted:
            self.answering = None  # it hears that it is cut off, by either name
            return None
        self.hear_engine(ReplyBegan(reply))
        self.hear_engine(ReplyThought(reply, "Certainly, here you are."))
        self.hear_engine(ReplyWords(reply, words))
        self.hear_engine(ReplySound(reply, REPLY_SOUND))
        return reply

    def finish_answer(self, outcome: Outcome = Outcome.DONE) -> None:
        if self.answering is not None:
            reply, self.answering = self.answering, None
            self.hear_engine(ReplySpoken(reply))
            self.hear_engine(ReplyEnded(reply, Outcome.CUT if reply in self.cut else outcome))

    def ask_tool(self, name: str = "clock", arguments: str = "{}") -> CallId | None:
        if self.link is None or not self.unanswered:
            return None
        self.replies += 1
        reply = ReplyId(f"r{self.replies}")
        call = CallId(f"c{self.replies}")
        self.hear_engine(ReplyBegan(reply))
        self.hear_engine(ToolAsked(reply, call, name, arguments))
        self.hear_engine(ReplyEnded(reply, Outcome.DONE))
        return call

    def tools_answer(self) -> None:
        running, self.running = self.running, []
        for call in running:
            self.tell(ToolAnswered(call.call, "done"))

    def play(self, ms: int) -> None:
        """Time passes at the speaker, which plays nothing while it is paused."""
        if self.speaker.paused:
            return
        left = WIRE.bytes(ms)
        while left > 0 and self.speaker.queue:
            reply, size = self.speaker.queue.pop(0)
            taken = min(size, left)
            left -= taken
            if taken < size:
                self.speaker.queue.insert(0, (reply, size - taken))
            heard = self.speaker.heard.get(reply, 0) + WIRE.ms(taken)
            self.speaker.heard[reply] = heard
            self.tell(Played(reply, heard), WIRE.ms(taken) / 1000)
            more = any(queued == reply for queued, _ in self.speaker.queue)
            if not more and reply in self.speaker.finished and reply not in self.speaker.stopped:
                self.tell(PlaybackEnded(reply, heard))

    def play_out(self) -> None:
        self.play(600_000)

    def stop(self) -> None:
        self.tell(Stopped())
        self.stopped = True

    # --- what a person would look at

    def lines(self, speaker: Speaker) -> list[Message]:
        return [item for item in self.shown.values() if isinstance(item, Message) and item.speaker is speaker]

    def told(self, kind: type[object]) -> list[object]:
        return [wish for wish in self.sent if isinstance(wish, kind)]

    @property
    def tool_outputs(self) -> list[GiveToolOutput]:
        return [wish for wish in self.sent if isinstance(wish, GiveToolOutput)]


def talking(turn_taking: TurnTaking = TurnTaking.LOCAL, *, ends_turns: bool = False, hears: bool = True) -> World:
    wishes = TalkWishes(SessionWishes(turn_taking=turn_taking), titles=False)
    return World(wishes, ends_turns=ends_turns, hears=hears).begin()


def connected(world: World) -> bool:
    return world.link is not None


def phase_of(world: World) -> Phase:
    return world.state.phase
