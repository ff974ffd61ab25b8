"""Engines that fail as they are told, and a real session with a supervisor over them, in virtual time."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

from voiceapp.core.conversation import Conversation
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    CancelReply,
    CommitTurn,
    EngineCommand,
    EngineEvent,
    EngineTraits,
    LinkInfo,
    LinkLost,
    LinkOpened,
    MicFrame,
    MicrophoneChanged,
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
    TurnId,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.pcm import FRAME_MS, WIRE
from voiceapp.core.ports import EngineError, EngineLink
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
from voiceapp.core.wishes import SessionWishes, TalkWishes
from voiceapp.engines.supervisor.engine import Choice, Supervisor
from voiceapp.engines.supervisor.health import Ward
from voiceapp.engines.told import until_lost
from voiceapp.runtime.lasting import LastingSession
from voiceapp.runtime.session import Parts, Session

FAILURES = {
    "key": Failure(FailureKind.WRONG_KEY, "The service refused the key: enter another one in the settings."),
    "quota": Failure(FailureKind.NO_QUOTA, "The account has no credit left."),
    "network": Failure(FailureKind.NO_NETWORK, "The service cannot be reached."),
    "fault": Failure(FailureKind.SERVER_BROKEN, "The service had a fault of its own."),
    "busy": Failure(FailureKind.RATE_LIMITED, "The service is asked too much just now.", retry_after=3.0),
}
FAULTS = (
    "ok", "stumble", "refuse-network", "refuse-key", "refuse-quota", "drop-before", "drop-words", "drop-reply", "drop-sound",
    "fail-fault", "fail-quota", "fail-busy", "hang", "hang-reply",
)  # fmt: skip


@dataclass
class Scripted:
    """An engine that fails as it is told, at each connection and each turn; then it is well."""

    name: str
    faults: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    """The person spoke on before these were answered: that is their right."""
    histories: list[tuple[Item, ...]] = field(default_factory=list)
    price: float = 0.0
    replies: int = 0
    lives: float | None = None
    """Seconds after which it says that its sessions end."""

    @property
    def traits(self) -> EngineTraits:
        return EngineTraits(self.name)

    def next_fault(self) -> str:
        return self.faults.pop(0) if self.faults else "ok"

    @contextlib.asynccontextmanager
    async def connect(self, wishes: SessionWishes, history: Sequence[Item]) -> AsyncGenerator[EngineLink]:
        del wishes
        if self.faults and self.faults[0] == "stumble":
            self.next_fault()
            raise ImportError("a proxy of a kind for which nothing is installed")
        if self.faults and self.faults[0].startswith("refuse-"):
            raise EngineError(FAILURES[self.next_fault().removeprefix("refuse-")])
        self.histories.append(tuple(history))
        yield ScriptedLink(self)


class ScriptedLink:
    def __init__(self, engine: Scripted) -> None:
        self._engine = engine
        self._events: asyncio.Queue[EngineEvent] = asyncio.Queue()
        self._audio = b""
        self._answering: dict[ReplyId, str] = {}
        self._with_the_next: list[tuple[TurnId, str]] = []
        loop = asyncio.get_running_loop()
        ends_at = None if engine.lives is None else loop.time() + engine.lives
        self._say(LinkOpened(LinkInfo(engine.traits, expires_at=ends_at)))
        if engine.lives is not None and engine.lives > 0:
            expired = Failure(FailureKind.SESSION_EXPIRED, "The session reached its age limit.")
            loop.call_later(engine.lives, self._say, LinkLost(expired))

    def _say(self, *events: EngineEvent) -> None:
        for event in events:
            self._events.put_nowait(event)

    def __aiter__(self) -> AsyncIterator[EngineEvent]:
        return until_lost(self._events)

    def send(self, command: EngineCommand) -> None:
        match command:
            case SendAudio(pcm):
                self._audio += pcm
            case CommitTurn(turn):
                pcm, self._audio = self._audio, b""
                self._turn(turn, words_in(pcm))
            case SendUtterance(turn, pcm):
                self._turn(turn, words_in(pcm))
            case SendText(turn, text, answer=False):
                self._with_the_next.append((turn, text))
            case SendText(turn, text):
                waited, self._with_the_next = self._with_the_next, []
                for earlier in waited:
                    self._turn(*earlier)
                self._turn(turn, text)
            case CancelReply(reply):
                self._engine.cut.append(self._answering.get(reply, ""))
                self._say(ReplyEnded(reply, Outcome.CUT))
            case _:
                pass

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
        lost = LinkLost(Failure(FailureKind.LINK_DROPPED, "The connection was lost."))
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
                self._say(TurnTaken(turn), words, began, ReplyWords(reply, answer), sound)
                self._say(ReplySpoken(reply), ReplyEnded(reply, Outcome.DONE, spent))


def words_in(pcm: bytes) -> str:
    """An utterance's number is in its samples."""
    return f"utterance {max(pcm)}" if pcm else "nothing"


def choice(engine: Scripted) -> Choice:
    local = engine.name == "local"
    return Choice(engine.name, lambda: engine, billed=not local, humble="A small model answers." if local else "")


class Rig:
    """A real session with a supervisor, in virtual time."""

    def __init__(self, engines: Sequence[Scripted], limit: float = 0.0, *, lasting: bool = False) -> None:
        self.engines = {engine.name: engine for engine in engines}
        self.ward = Ward()
        self.items: dict[ItemId, Item] = {}
        self.sounds: dict[SoundId, bytes] = {}
        self.spent = 0.0
        self.asleep = 0.0
        """Seconds that the machine has slept so far."""
        self._limit = limit
        self._choices = [choice(engine) for engine in engines]
        self._loop = asyncio.get_running_loop()
        parts = Parts(
            engine=self._supervisor,
            loudspeaker=self,
            ears=self,
            keeper=self,
            clock=self,
            show=self._show,
            tools={},
            chimes={},
        )
        wishes = TalkWishes(SessionWishes(), titles=False)
        self.session = LastingSession(wishes, parts) if lasting else Session(Conversation(wishes), parts)
        self.failures: list[Failure] = []
        self.kept: dict[ItemId, Item] = {}
        self._playing: dict[ReplyId, int] = {}
        self._running = self._loop.create_task(self.session.run())

    def _supervisor(self) -> Supervisor:
        return Supervisor(self._choices, self.ward, self._over, self._spend, self._loop.time)

    def _over(self) -> Failure | None:
        over = self._limit and self.spent >= self._limit
        return Failure(FailureKind.OVER_BUDGET, "The budget for today is spent.") if over else None

    def _spend(self, lines: tuple[Spent, ...]) -> Failure | None:
        self.spent += sum(line.usd or 0.0 for line in lines)
        return None

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
    def play(self, reply: ReplyId, pcm: bytes) -> None:
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

    def keep_sound(self, sound: SoundId, pcm: bytes) -> None:
        self.sounds[sound] = self.sounds.get(sound, b"") + pcm

    def end_sound(self, sound: SoundId, *, keep: bool) -> None: ...
    def read_sound(self, sound: SoundId, then: Callable[[bytes], None]) -> None:
        then(self.sounds[sound])

    # --- what a person does

    async def begin(self) -> None:
        self.session.tell(TalkOpened(Talk(TalkId("talk"), 0.0)))
        self.session.tell(TalkStarted())
        self.session.tell(MicrophoneChanged("mic"))
        await asyncio.sleep(0.1)

    async def say(self, number: int) -> None:
        for speech in [1.0] * 40 + [0.0] * 45:
            frame = bytes([number]) * WIRE.frame_bytes if speech else bytes(WIRE.frame_bytes)
            self.session.tell(MicFrame(frame, self.now(), speech, -20.0 if speech else -90.0))
            await asyncio.sleep(FRAME_MS / 1000)

    async def silence(self, seconds: float) -> None:
        for _ in range(round(seconds / 1.5) + 1):
            self.session.tell(MicFrame(bytes(WIRE.frame_bytes), self.now(), 0.0, -90.0))
            await asyncio.sleep(1.5)

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
