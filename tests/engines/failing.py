"""Engines that fail as they are told, and a real session with a supervisor over them, in virtual time."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    CancelReply,
    CommitTurn,
    Configure,
    DropAudio,
    EngineCommand,
    EngineEvent,
    EngineTraits,
    ForgetTurn,
    KeyPressed,
    KeyReleased,
    LinkInfo,
    LinkLost,
    LinkOpened,
    MicFrame,
    MicrophoneChanged,
    MuteSet,
    Outcome,
    PlaybackEnded,
    PlaybackStopped,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySound,
    ReplySpoken,
    ReplyWords,
    SendAudio,
    SendText,
    SendUtterance,
    Show,
    ShowFailure,
    ShowItem,
    ShowTalk,
    Stopped,
    TalkOpened,
    TalkStarted,
    TruncateReply,
    TurnBegan,
    TurnEnded,
    TurnId,
    TurnTaken,
    TurnWords,
    WishesChanged,
)
from voiceapp.core.pcm import FRAME_MS, WIRE
from voiceapp.core.ports import (
    ChatEnd,
    ChatPiece,
    ChatText,
    Engine,
    EngineError,
    EngineLink,
    PauseJudge,
    RecognisedText,
    RecognitionHints,
    SpeechToText,
    SpokenAudio,
)
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.core.talk.conversation import Conversation
from voiceapp.core.transcript import (
    Item,
    ItemId,
    Message,
    MessageState,
    Note,
    SoundId,
    Speaker,
    Spent,
    Talk,
    TalkId,
    Usage,
)
from voiceapp.core.wishes import SessionWishes, TalkWishes, TurnTaking
from voiceapp.engine_choice.options.local import small_model_words
from voiceapp.engines.cascade.engine import CascadeEngine
from voiceapp.engines.cascade.parts import CascadeParts
from voiceapp.engines.link_events import until_lost
from voiceapp.engines.supervisor.circuit_breakers import CircuitBreakers
from voiceapp.engines.supervisor.engine import EngineOption, Supervisor
from voiceapp.runtime.lasting_session import LastingSession
from voiceapp.runtime.session import Session, SessionParts

FAILURES = {
    "key": Failure(FailureKind.WRONG_KEY, Sentence("The service refused the key. Enter another one in Settings.")),
    "quota": Failure(FailureKind.NO_QUOTA, Sentence("The account has no credit left.")),
    "network": Failure(FailureKind.NO_NETWORK, Sentence("The service cannot be reached.")),
    "fault": Failure(FailureKind.SERVER_BROKEN, Sentence("The service had an internal error.")),
    "busy": Failure(FailureKind.RATE_LIMITED, Sentence("The service is asked too much just now."), retry_after=3.0),
}
FAULTS = (
    "ok", "stumble", "refuse-network", "refuse-key", "refuse-quota", "drop-before", "drop-words", "drop-reply",
    "drop-sound", "drop-listening", "fail-fault", "fail-quota", "fail-busy", "hang", "hang-taken", "hang-reply",
)  # fmt: skip
SPOKEN = 40
"""Frames of speech in an utterance."""
SILENT = bytes(WIRE.frame_bytes)
BEGINS, ENDS = 5, 30
"""Frames of speech, and then of silence, after which an engine says that a turn began and is over."""


@dataclass
class Scripted:
    """An engine that fails as it is told, at each connection and each turn; then it is well."""

    name: str
    faults: list[str] = field(default_factory=list[str])
    answered: list[str] = field(default_factory=list[str])
    cut: list[str] = field(default_factory=list[str])
    """The person spoke on before these were answered: that is their right."""
    histories: list[tuple[Item, ...]] = field(default_factory=list[tuple[Item, ...]])
    price: float = 0.0
    replies: int = 0
    lives: float | None = None
    """Seconds after which it says that its sessions end."""
    ends_turns: bool = False
    latency: float = 0.0
    """Seconds that a command takes to it, and an event back."""
    forgotten: list[TurnId] = field(default_factory=list[TurnId])
    thinks: float = 0.0
    """Seconds from taking a turn to the first of its answer."""
    loads_models: bool = False
    bills_time: bool = False
    links: int = 0
    """How many are open."""

    @property
    def traits(self) -> EngineTraits:
        return EngineTraits(
            verbatim(self.name),
            ends_turns=self.ends_turns,
            loads_models=self.loads_models,
            bills_time=self.bills_time,
        )

    def next_fault(self) -> str:
        return self.faults.pop(0) if self.faults else "ok"

    @contextlib.asynccontextmanager
    async def connect(self, wishes: SessionWishes, history: Sequence[Item]) -> AsyncGenerator[EngineLink]:
        if self.faults and self.faults[0] == "stumble":
            self.next_fault()
            raise ImportError("a proxy of a kind for which nothing is installed")
        if self.faults and self.faults[0].startswith("refuse-"):
            raise EngineError(FAILURES[self.next_fault().removeprefix("refuse-")])
        self.histories.append(tuple(history))
        link = ScriptedLink(self, wishes)
        self.links += 1
        try:
            yield link
        finally:
            self.links -= 1
            link.close()


class ScriptedLink:
    def __init__(self, engine: Scripted, wishes: SessionWishes) -> None:
        self._engine = engine
        self._wishes = wishes
        self._events: asyncio.Queue[EngineEvent] = asyncio.Queue()
        self._audio: list[bytes] = []
        """Frames since the last turn."""
        self._voiced = self._silent = self._spoken = 0
        self._hearing: TurnId | None = None
        """The turn that it has heard begin."""
        self._turns = 0
        self._answering: dict[ReplyId, str] = {}
        self._with_the_next: list[tuple[TurnId, str]] = []
        self._while_speaking: list[tuple[TurnId, str]] = []
        self._commands = Wire(engine.latency, self._on)
        self._told = Wire(engine.latency, self._events.put_nowait)
        loop = asyncio.get_running_loop()
        ends_at = None if engine.lives is None else loop.time() + engine.lives
        self._say(LinkOpened(LinkInfo(engine.traits, expires_at=ends_at)))
        if engine.lives is not None and engine.lives > 0:
            expired = Failure(FailureKind.SESSION_EXPIRED, Sentence("The session reached its age limit."))
            loop.call_later(engine.lives, self._say, LinkLost(expired))

    def close(self) -> None:
        self._commands.close()
        self._told.close()

    def _say(self, *events: EngineEvent) -> None:
        for event in events:
            self._told.put(event)

    def __aiter__(self) -> AsyncIterator[EngineEvent]:
        return until_lost(self._events)

    def send(self, command: EngineCommand) -> None:
        self._commands.put(command)

    def _on(self, command: EngineCommand) -> None:
        match command:
            case SendAudio(pcm):
                self._hear(pcm)
            case CommitTurn(turn):
                self._end(turn)
            case DropAudio():
                self._forget_audio()
            case SendUtterance(turn, pcm):
                self._turn(turn, words_in(pcm))
            case SendText(turn, text, answer=False):
                self._with_the_next.append((turn, text))
            case SendText(turn, text):
                waited, self._with_the_next = self._with_the_next, []
                self._write(*waited, (turn, text))
            case CancelReply(reply):
                self._engine.cut.append(self._answering.get(reply, ""))
                self._say(ReplyEnded(reply, Outcome.CUT))
            case TruncateReply(reply):
                self._engine.cut.append(self._answering.get(reply, ""))
            case Configure(wishes):
                self._wishes = wishes
            case ForgetTurn(turn):
                self._engine.forgotten.append(turn)
            case _:
                pass

    @property
    def _ends_turns(self) -> bool:
        return self._engine.ends_turns and self._wishes.turn_taking.by_engine

    def _hear(self, pcm: bytes) -> None:
        self._audio.append(pcm)
        voiced = pcm != SILENT
        self._spoken += voiced
        if self._engine.faults[:1] == ["drop-listening"] and self._spoken >= SPOKEN // 2:
            self._engine.next_fault()
            self._say(LinkLost(Failure(FailureKind.LINK_DROPPED, Sentence("The connection was lost."))))
        if not self._ends_turns:
            return
        self._voiced, self._silent = (self._voiced + 1, 0) if voiced else (0, self._silent + 1)
        if self._hearing is None and self._voiced >= BEGINS:
            self._turns += 1
            self._hearing = TurnId(f"{self._engine.name}-item-{id(self)}-{self._turns}")
            self._say(TurnBegan(self._hearing, 0))
        elif self._hearing is not None and self._silent >= ENDS:
            self._say(TurnEnded(self._hearing, 0))
            self._end(self._hearing)

    def _end(self, turn: TurnId) -> None:
        pcm = b"".join(self._audio)
        self._forget_audio()
        self._turn(turn, words_in(pcm))

    def _forget_audio(self) -> None:
        self._audio.clear()
        self._hearing = None
        self._voiced = self._silent = self._spoken = 0
        waited, self._while_speaking = self._while_speaking, []
        self._write(*waited)

    def _write(self, *lines: tuple[TurnId, str]) -> None:
        """Who does not end turns waits with the answer until the person has finished."""
        if self._audio and not self._ends_turns:
            self._while_speaking.extend(lines)
            return
        for turn, text in lines:
            self._turn(turn, text)

    def _turn(self, turn: TurnId, text: str) -> None:
        engine = self._engine
        fault = engine.next_fault()
        engine.replies += 1
        reply = ReplyId(f"{engine.name}-{engine.replies}")
        self._answering[reply] = text
        words = TurnWords(turn, text, final=True)
        began = ReplyBegan(reply, turn)
        answer = f"Answer to {text}."
        sound = ReplySound(reply, bytes(WIRE.bytes(200)))
        lost = LinkLost(Failure(FailureKind.LINK_DROPPED, Sentence("The connection was lost.")))
        match fault:
            case "drop-before":
                self._say(lost)
            case "drop-words":
                self._say(TurnTaken(turn), words, lost)
            case "drop-reply":
                self._say(TurnTaken(turn), words, began, ReplyWords(reply, "Answer to"), lost)
            case "drop-sound":
                self._say(TurnTaken(turn), words, began, ReplyWords(reply, "Answer to"), sound, lost)
            case "hang":
                pass
            case "hang-taken":
                self._say(TurnTaken(turn))
            case "hang-reply":
                self._say(TurnTaken(turn), words, began)
            case _ if fault.startswith("fail-"):
                failure = FAILURES[fault.removeprefix("fail-")]
                self._say(TurnTaken(turn), words, began, ReplyEnded(reply, Outcome.FAILED, (), failure))
            case _ if fault.startswith("refuse-"):
                self._say(LinkLost(FAILURES[fault.removeprefix("refuse-")]))
            case _:
                engine.answered.append(text)
                spent = (Spent(engine.name, Usage(text_out=1), engine.price),)
                self._say(TurnTaken(turn), words, began)
                said = ReplyWords(reply, answer), sound, ReplySpoken(reply), ReplyEnded(reply, Outcome.DONE, spent)
                if engine.thinks:
                    asyncio.get_running_loop().call_later(engine.thinks, self._say, *said)
                else:
                    self._say(*said)


class Wire:
    """What is put into it comes out a while later, in order."""

    def __init__(self, latency: float, then: Callable[[Any], None]) -> None:
        self._latency = latency
        self._then = then
        self._loop = asyncio.get_running_loop()
        self._due: asyncio.Queue[tuple[float, object]] = asyncio.Queue()
        self._task = self._loop.create_task(self._carry()) if latency else None

    def put(self, what: object) -> None:
        if self._task is None:
            self._then(what)
        else:
            self._due.put_nowait((self._loop.time() + self._latency, what))

    async def _carry(self) -> None:
        while True:
            due, what = await self._due.get()
            await asyncio.sleep(max(0.0, due - self._loop.time()))
            self._then(what)

    def close(self) -> None:
        if self._task is not None:
            self._task.cancel()


def words_in(pcm: bytes) -> str:
    """An utterance's number is in its samples; one that is not whole, or holds something twice, is not that utterance."""
    number = max(pcm, default=0)
    spoken = pcm.count(bytes([number])) / WIRE.frame_bytes if number else 0
    return f"utterance {number}" if spoken == SPOKEN else f"{spoken:.0f} frames of utterance {number}"


@dataclass
class Echo:
    """The parts of a cascade: it hears what was said, and answers that it was."""

    traits: EngineTraits = field(default_factory=lambda: EngineTraits(Sentence("echo")))
    heard: list[bytes] = field(default_factory=list[bytes])

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        del hints
        pcm = b"".join([piece async for piece in sound])
        self.heard.append(pcm)
        yield RecognisedText(words_in(pcm))

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        del wishes
        said = [item.text for item in items if isinstance(item, Message) and item.speaker is Speaker.USER]
        yield ChatText(f"Answer to {said[-1]}.")
        yield ChatEnd()

    async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
        del text, wishes
        yield SpokenAudio(bytes(WIRE.bytes(200)))


@dataclass
class Cascading:
    """A real cascade, of parts that echo."""

    name: str
    parts: Echo = field(default_factory=Echo)
    cut: list[str] = field(default_factory=list[str])

    def make(self) -> CascadeEngine:
        return CascadeEngine(
            CascadeParts(self.parts, self.parts, self.parts, asides=False),
            EngineTraits(verbatim(self.name)),
            contextlib.nullcontext,
        )


Player = Scripted | Cascading


def choice(engine: Player) -> EngineOption:
    local = engine.name == "local"
    make: Callable[[], Engine] = engine.make if isinstance(engine, Cascading) else lambda: engine
    return EngineOption(engine.name, make, billed=not local, notice=small_model_words if local else None)


class Rig:
    """A real session with a supervisor, in virtual time."""

    def __init__(
        self,
        engines: Sequence[Player],
        limit: float = 0.0,
        *,
        turn_taking: TurnTaking = TurnTaking.LOCAL,
        lasting: bool = False,
        pause_judge: PauseJudge | None = None,
        overlap_recogniser: SpeechToText | None = None,
    ) -> None:
        self.engines = {engine.name: engine for engine in engines}
        self.turn_taking = turn_taking
        self.breakers = CircuitBreakers()
        self.items: dict[ItemId, Item] = {}
        self.sounds: dict[SoundId, bytes] = {}
        self.spent = 0.0
        self.asleep = 0.0
        """Seconds that the machine has slept so far."""
        self._limit = limit
        self._choices = [choice(engine) for engine in engines]
        self._loop = asyncio.get_running_loop()
        parts = SessionParts(
            engine=self._supervisor,
            loudspeaker=self,
            capture=self,
            keeper=self,
            clock=self,
            show=self._show,
            tools={},
            chimes={},
            pause_judge=pause_judge,
            overlap_recogniser=overlap_recogniser,
        )
        self.session = LastingSession(self._wishes, parts) if lasting else Session(Conversation(self._wishes), parts)
        self.failures: list[Failure] = []
        self.kept: dict[ItemId, Item] = {}
        self._playing: dict[ReplyId, int] = {}
        self._running = self._loop.create_task(self.session.run())

    def _supervisor(self) -> Supervisor:
        return Supervisor(self._choices, self.breakers, self._over, self._spend, self._loop.time)

    def _over(self) -> Failure | None:
        over = self._limit and self.spent >= self._limit
        return Failure(FailureKind.OVER_BUDGET, Sentence("The budget for today is spent.")) if over else None

    def _spend(self, lines: tuple[Spent, ...]) -> Failure | None:
        self.spent += sum(line.usd or 0.0 for line in lines)
        return None

    @property
    def _wishes(self) -> TalkWishes:
        return TalkWishes(SessionWishes(turn_taking=self.turn_taking), titles=False)

    # --- the world around the session

    def now(self) -> float:
        return self._loop.time() + self.asleep

    def of_wall(self, epoch: float) -> float:
        return epoch

    def slept(self) -> float:
        return self.asleep

    def _show(self, what: Show) -> None:
        match what:
            case ShowItem(item):
                self.items[item.id] = item
            case ShowTalk(talk):
                self.items = {item.id: item for item in talk.items}
            case ShowFailure(failure):
                self.failures.append(failure)
            case _:
                pass

    def listen(self, *, on: bool) -> None: ...
    def play(self, reply: ReplyId, pcm: bytes, *, paced: bool = False) -> None:
        self._playing[reply] = self._playing.get(reply, 0) + len(pcm)

    def finish(self, reply: ReplyId) -> None:
        self._loop.call_later(0.3, self._played, reply)

    def _played(self, reply: ReplyId) -> None:
        if reply in self._playing:
            self.session.tell(PlaybackEnded(reply, WIRE.ms(self._playing.pop(reply))))

    def stop(self) -> None:
        for reply in tuple(self._playing):
            self.session.tell(PlaybackStopped(reply, WIRE.ms(self._playing.pop(reply)) // 2))

    def get_ready(self) -> None: ...
    def duck(self) -> None: ...
    def unduck(self) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def chime(self, pcm: bytes) -> None: ...

    def keep_talk(self, talk: Talk) -> None: ...
    def keep_item(self, talk: TalkId, item: Item) -> None:
        self.kept[item.id] = item

    def forget_item(self, talk: TalkId, item: ItemId) -> None:
        self.kept.pop(item, None)

    def set_item_aside(self, talk: TalkId, item: Item) -> None:
        self.kept.pop(item.id, None)

    def keep_sound(self, sound: SoundId, pcm: bytes) -> None:
        self.sounds[sound] = self.sounds.get(sound, b"") + pcm

    def end_sound(self, sound: SoundId, *, keep: bool) -> None: ...
    def read_sound(self, sound: SoundId, then: Callable[[bytes], None]) -> None:
        then(self.sounds.get(sound, b""))

    # --- what a person does

    async def begin(self) -> None:
        self.session.tell(TalkOpened(Talk(TalkId("talk"), 0.0)))
        self.session.tell(TalkStarted())
        self.session.tell(MicrophoneChanged("mic"))
        await asyncio.sleep(0.1)

    def change(self, turn_taking: TurnTaking) -> None:
        self.turn_taking = turn_taking
        self.session.tell(WishesChanged(self._wishes))

    async def say(self, number: int, then: TurnTaking | None = None) -> None:
        """With the key, where it takes one. In the middle of it the turn taking may become another."""
        held = self.turn_taking.by_key
        if held:
            self.session.tell(KeyPressed())
        for frame in range(SPOKEN + 45):
            if frame == SPOKEN // 2 and then is not None:
                self.change(then)
            if frame == SPOKEN and held:
                self.session.tell(KeyReleased())
            self._hear(number if frame < SPOKEN else 0)
            await asyncio.sleep(FRAME_MS / 1000)

    def _hear(self, number: int) -> None:
        frame = bytes([number]) * WIRE.frame_bytes
        self.session.tell(MicFrame(frame, self.now(), 1.0 if number else 0.0, -20.0 if number else -90.0))

    async def silence(self, seconds: float) -> None:
        """Frames come as they do from a quiet room: four at a time."""
        for _ in range(round(seconds * 1000 / FRAME_MS / 4)):
            for _ in range(4):
                self._hear(0)
            await asyncio.sleep(4 * FRAME_MS / 1000)

    async def wait(self, seconds: float) -> None:
        """Muted, so that it costs nothing."""
        self.session.tell(MuteSet(muted=True))
        await asyncio.sleep(seconds)
        self.session.tell(MuteSet(muted=False))

    async def end(self) -> None:
        self.session.tell(Stopped())
        await self._running

    # --- what came of it

    def lines(self, speaker: Speaker) -> list[Message]:
        return [item for item in self.items.values() if isinstance(item, Message) and item.speaker is speaker]

    @property
    def notes(self) -> str:
        return " ".join(item.text for item in self.items.values() if isinstance(item, Note))

    def answers_to(self, text: str) -> list[Message]:
        return [
            line
            for line in self.lines(Speaker.ASSISTANT)
            if line.text == f"Answer to {text}." and line.state is MessageState.DONE
        ]
