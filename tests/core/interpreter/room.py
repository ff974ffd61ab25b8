"""Two people at one machine, in virtual time: what they say, what comes of it, and what the machine commands."""

from typing import TypeVar

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.interpreter.job import (
    InterpretNews,
    JobDone,
    Pair,
    Side,
    SideFound,
    VoiceMade,
    WordsHeard,
    WordsTranslated,
)
from voiceapp.core.interpreter.machine import InterpreterMachine
from voiceapp.core.interpreter.messages import (
    BeginJob,
    InterpreterCommand,
    InterpreterEvent,
    InterpreterWishes,
    InterpretingBegan,
    InterpretingFailed,
    NewsCame,
)
from voiceapp.core.messages import KeepItem, MicFrame, PlaybackEnded, ReplyId, Tick
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Message, Spent, TalkId, Usage

C = TypeVar("C")
_USAGE = Usage(seconds=1.0)
FRAME = bytes(WIRE.frame_bytes)
WISHES = InterpreterWishes(Pair("en", "de"), names=("English", "German", "Translation"))
NO_NETWORK = Failure(FailureKind.NO_NETWORK, Sentence("The service can't be reached. Check your network."))
REFUSED = Failure(FailureKind.NO_QUOTA, Sentence("The account has no credit left."))


class Room:
    def __init__(self, wishes: InterpreterWishes = WISHES, *, begun: bool = True) -> None:
        self.machine = InterpreterMachine()
        self.now = 1_000.0
        self.commands: list[InterpreterCommand] = []
        if begun:
            self.tell(InterpretingBegan(TalkId("talk"), wishes))

    def tell(self, *events: InterpreterEvent) -> list[InterpreterCommand]:
        """Return what follows from these."""
        followed: list[InterpreterCommand] = []
        for event in events:
            followed += self.machine.handle(event, self.now)
        self.commands += followed
        return followed

    def frames(self, count: int, *, voice: bool) -> list[InterpreterCommand]:
        followed: list[InterpreterCommand] = []
        for _ in range(count):
            self.now += 0.02
            speech, level = (0.9, -20.0) if voice else (0.0, -80.0)
            followed += self.tell(MicFrame(FRAME, self.now - 0.02, speech, level))
        return followed

    def say(self, seconds: float = 1.0) -> str:
        """Somebody speaks, and pauses until the utterance is over. Return its name."""
        self.frames(20, voice=False)
        self.frames(round(seconds * 50), voice=True)
        self.frames(45, voice=False)
        return self.of(BeginJob)[-1].utterance

    def news(self, name: str, *news: InterpretNews) -> list[InterpreterCommand]:
        return self.tell(*(NewsCame(name, each) for each in news))

    def translate(
        self,
        name: str,
        said: str = "Hello.",
        translated: str = "Hallo.",
        side: Side = Side.LEFT,
        voice: bytes = b"\1\0",
    ) -> list[InterpreterCommand]:
        """All of it comes."""
        spoken = [VoiceMade(voice)] if voice else []
        bill = Spent("m", _USAGE, 0.01)
        return self.news(
            name, WordsHeard(said), SideFound(side), WordsTranslated(translated), *spoken, JobDone((bill,))
        )

    def fail(self, name: str, failure: Failure = NO_NETWORK) -> list[InterpreterCommand]:
        return self.tell(InterpretingFailed(name, failure))

    def heard_out(self, name: str) -> list[InterpreterCommand]:
        """The loudspeaker has played all of its translation."""
        return self.tell(PlaybackEnded(ReplyId(f"interpreted-{name}"), 1_000))

    def wait(self, seconds: float) -> list[InterpreterCommand]:
        """Time passes and nothing else happens."""
        end, followed = self.now + seconds, list[InterpreterCommand]()
        while (due := self.machine.deadline) is not None and due <= end:
            self.now = max(self.now, due)
            followed += self.tell(Tick())
        self.now = end
        return followed

    def of(self, kind: type[C], commands: list[InterpreterCommand] | None = None) -> list[C]:
        return [each for each in (self.commands if commands is None else commands) if isinstance(each, kind)]

    @property
    def lines(self) -> list[tuple[Side | None, str, str]]:
        return [(line.side, line.said, line.translated) for line in self.machine.view.lines]

    def kept(self) -> dict[str, Message]:
        """Return the newest of each line that was kept."""
        items = [command.item for command in self.of(KeepItem)]
        return {item.id: item for item in items if isinstance(item, Message)}
