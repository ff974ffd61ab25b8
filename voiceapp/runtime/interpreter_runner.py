"""Carries out what the interpreter's machine commands. Nothing here decides anything."""

import logging
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.interpreter.job import InterpretJob, Interprets, JobDone
from voiceapp.core.interpreter.machine import InterpreterMachine
from voiceapp.core.interpreter.messages import (
    BeginJob,
    DropJob,
    EndJobSound,
    FeedJob,
    InterpreterCommand,
    InterpreterEvent,
    InterpretingFailed,
    NewsCame,
    ShowInterpreter,
)
from voiceapp.core.messages import (
    Duck,
    EndSound,
    FinishPlaying,
    ForgetItem,
    KeepItem,
    KeepSound,
    KeepTalk,
    Listen,
    MicFrame,
    Play,
    ReadySpeaker,
    Stopped,
    StopPlaying,
    Tick,
    Unduck,
)
from voiceapp.core.ports import EngineError, Loudspeaker, TalkKeeper
from voiceapp.core.sentence import Sentence
from voiceapp.live_sound import LiveSound
from voiceapp.runtime.background_tasks import BackgroundTasks
from voiceapp.runtime.clock import Clock
from voiceapp.runtime.command_handlers import handle_keeper, handle_loudspeaker
from voiceapp.runtime.machine_runner import MachineRunner

log = logging.getLogger(__name__)

_BROKEN = Failure(FailureKind.BUG, Sentence("A bug stopped the translation. Please report it."))


@dataclass(frozen=True, slots=True)
class InterpreterParts:
    """The callables are called in the session's loop and never wait."""

    interprets: Callable[[], Interprets]
    """Called for each utterance, because the settings may have changed. May raise EngineError."""
    keeper: TalkKeeper
    loudspeaker: Loudspeaker
    listen: Callable[[bool], None]
    show: Callable[[ShowInterpreter], None]
    clock: Clock


class InterpreterRunner:
    """Created, used and closed in the loop."""

    def __init__(self, parts: InterpreterParts) -> None:
        self._parts = parts
        self._machine = InterpreterMachine()
        self._sounds: dict[str, LiveSound] = {}
        self._tasks = BackgroundTasks()
        self._runner = MachineRunner[InterpreterEvent, InterpreterCommand](
            self._machine, parts.clock, self._carry_out, tick=Tick(), mend=self._begin_anew
        )
        self._runner.start()

    def tell(self, event: InterpreterEvent) -> None:
        """May be called from any thread. After the end, events are dropped."""
        self._runner.post(event)

    def take_mic_frame(self, frame: MicFrame) -> bool:
        """Takes a frame from the microphone, in the loop. Returns True if it belongs to the interpreter alone."""
        mine = self._machine.takes_sound
        if mine:
            self.tell(frame)
        return mine

    async def close(self) -> None:
        self.tell(Stopped())
        await self._tasks.close()

    def _begin_anew(self) -> InterpreterMachine:
        """Replaces a machine that failed. What was said so far is in the history."""
        self._machine = InterpreterMachine()
        for name in tuple(self._sounds):
            self._drop(name)
        self._runner.carry_out_all((Listen(on=False), StopPlaying(), ShowInterpreter(self._machine.view)))
        return self._machine

    # --- commands, none of which may wait

    def _carry_out(self, command: InterpreterCommand) -> None:
        match command:
            case FeedJob(name, pcm):
                self._sounds.setdefault(name, LiveSound()).append(pcm)
            case BeginJob(name, job):
                self._tasks.cancel(name)
                self._tasks.start(self._interpret(name, self._sounds.setdefault(name, LiveSound()), job), name)
            case EndJobSound(name):
                self._sounds.setdefault(name, LiveSound()).end()
            case DropJob(name):
                self._drop(name)
            case ShowInterpreter():
                self._parts.show(command)
            case Listen(on):
                self._parts.listen(on)
            case Play() | FinishPlaying() | StopPlaying() | Duck() | Unduck() | ReadySpeaker():
                handle_loudspeaker(command, self._parts.loudspeaker, {})
            case KeepTalk() | KeepItem() | ForgetItem() | KeepSound() | EndSound():
                handle_keeper(command, self._parts.keeper)

    def _drop(self, name: str) -> None:
        self._sounds.pop(name, None)
        self._tasks.cancel(name)

    async def _interpret(self, name: str, sound: LiveSound, job: InterpretJob) -> None:
        try:
            last = JobDone()
            async with aclosing(self._parts.interprets().interpret(sound, job)) as coming:
                async for news in coming:
                    if isinstance(news, JobDone):
                        last = news
                    else:
                        self._tell_of(name, sound, NewsCame(name, news))
            # Told once everything is closed, for then this task is no longer wanted.
            self._tell_of(name, sound, NewsCame(name, last))
        except EngineError as error:
            self._tell_of(name, sound, InterpretingFailed(name, error.failure))
        except Exception:  # a bug in one translation must not end the others
            log.exception("an utterance was not interpreted in a way that it should")
            self._tell_of(name, sound, InterpretingFailed(name, _BROKEN))

    def _tell_of(self, name: str, sound: LiveSound, event: NewsCame | InterpretingFailed) -> None:
        """What comes of one that is no longer wanted is dropped."""
        if self._sounds.get(name) is sound:
            self.tell(event)
