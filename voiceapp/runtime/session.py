"""Runs the session in one loop, which takes events from one inbox and carries out what the conversation commands.

Nothing here decides anything. `tell` may be called from any thread; everything else runs on the loop.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Protocol, assert_never

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    CancelTool,
    Chime,
    Command,
    Connect,
    Disconnect,
    EngineChanged,
    EngineEvent,
    Event,
    FromEngine,
    HearOverlap,
    HearPause,
    JudgePause,
    LinkId,
    LinkLost,
    LinkOpened,
    Listen,
    MachineWoke,
    NoteOverlap,
    OverlapHeard,
    OverlapJudged,
    PauseHeard,
    PauseJudged,
    ReadyJudge,
    ReadyWakeWord,
    RecordingNotFound,
    RunTool,
    SendSound,
    SendUtterance,
    Show,
    SpotWakeWord,
    StopPlaying,
    Tick,
    ToEngine,
)
from voiceapp.core.pcm import SHORTEST_TURN
from voiceapp.core.ports import (
    Engine,
    EngineError,
    EngineLink,
    Loudspeaker,
    PauseJudge,
    RecognisedText,
    RecognitionHints,
    SpeechToText,
    TalkKeeper,
    Tool,
    WakeWords,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.conversation import Conversation
from voiceapp.core.text.backchannels import expected_words
from voiceapp.runtime.background_tasks import BackgroundTasks
from voiceapp.runtime.clock import Clock
from voiceapp.runtime.command_handlers import KeeperCommand, SpeakerCommand, handle_keeper, handle_loudspeaker
from voiceapp.runtime.machine_runner import MachineRunner
from voiceapp.runtime.tool_runs import run_tool
from voiceapp.runtime.wake_listener import WakeListener

log = logging.getLogger(__name__)

_JUDGEMENT = "judgement of the newest pause"
_WORDS = "words up to the newest pause"


class Listener(Protocol):
    """Opens and releases the microphone. Never waits."""

    def listen(self, *, on: bool) -> None: ...


class Recorder(Protocol):
    """Notes what happened, for reports and replays. Never waits."""

    def note(self, event: Event, commands: list[Command], now: float) -> None: ...


@dataclass(frozen=True, slots=True)
class SessionParts:
    """The parts that a session is put together from."""

    engine: Callable[[], Engine]
    """Called at each connection, because the settings may have changed."""
    loudspeaker: Loudspeaker
    capture: Listener
    keeper: TalkKeeper
    clock: Clock
    show: Callable[[Show], None]
    tools: Mapping[str, Tool]
    chimes: Mapping[Chime, bytes]
    recorder: Recorder | None = None
    pause_judge: PauseJudge | None = None
    wake_words: WakeWords | None = None
    overlap_recogniser: SpeechToText | None = None
    """It must not ask anyone outside this device."""


class Session:
    def __init__(self, conversation: Conversation, parts: SessionParts) -> None:
        self._parts = parts
        self._loop = asyncio.get_running_loop()
        self._links: dict[LinkId, EngineLink] = {}
        self._tasks = BackgroundTasks()
        self._wake = WakeListener(parts.wake_words, self._tasks, self.tell)
        self._runner = MachineRunner[Event, Command](
            conversation,
            parts.clock,
            self._carry_out,
            tick=Tick(),
            note=parts.recorder.note if parts.recorder is not None else None,
            woke=MachineWoke,
        )

    def tell(self, event: Event) -> None:
        """May be called from any thread. Next stop: `Conversation.handle`, in the loop. After Stopped it is dropped."""
        self._runner.post(event)

    def carry_out_all(self, commands: Iterable[Command]) -> None:
        """Carries out commands in the loop, including those given by others when the conversation itself failed."""
        self._runner.carry_out_all(commands)

    @property
    def left(self) -> tuple[Event, ...]:
        """Returns events that were not handled before the end."""
        return self._runner.left

    async def run(self) -> None:
        """Runs until Stopped was handled. Raises what went wrong, with everything at rest; it cannot be run again."""
        try:
            await self._runner.run()
        except Exception:
            self.carry_out_all((StopPlaying(),))
            raise
        finally:
            await self._tasks.close()
            await self._wake.close()

    # --- commands, none of which may wait

    def _carry_out(self, command: Command) -> None:
        """Next stop of a reply's sound: `handle_loudspeaker`; of the person's: the link."""
        parts = self._parts
        if isinstance(command, ToEngine):
            link = self._links.get(command.link)
            if link is not None:
                link.send(command.command)
        elif isinstance(command, SpeakerCommand):
            handle_loudspeaker(command, parts.loudspeaker, parts.chimes)
        elif isinstance(command, KeeperCommand):
            handle_keeper(command, parts.keeper)
        elif isinstance(command, Show):
            self._show(command)
        elif isinstance(command, ReadyWakeWord):
            self._wake.choose(command.word)
        elif isinstance(command, SpotWakeWord):
            self._wake.spot(command)
        else:
            self._look_after(command)

    def _look_after(
        self,
        command: Connect
        | Disconnect
        | SendSound
        | ReadyJudge
        | JudgePause
        | HearPause
        | HearOverlap
        | NoteOverlap
        | RunTool
        | CancelTool
        | Listen,
    ) -> None:
        match command:
            case Connect():
                self._tasks.start(self._run_link(command), command.link)
            case Disconnect(link):
                self._tasks.cancel(link)
            case SendSound():
                self._send_sound(command)
            case ReadyJudge() if self._parts.pause_judge is not None:
                self._parts.pause_judge.get_ready()
            case JudgePause() if self._parts.pause_judge is not None:
                self._tasks.cancel(_JUDGEMENT)  # an older pause is over
                self._tasks.start(self._judge(self._parts.pause_judge, command), _JUDGEMENT)
            case ReadyJudge() | JudgePause():
                pass  # without a judge, silence and words end turns
            case HearPause() if self._parts.overlap_recogniser is not None:
                self._tasks.cancel(_WORDS)  # an older pause is over
                self._tasks.start(self._hear(self._parts.overlap_recogniser, command), _WORDS)
            case HearOverlap() if self._parts.overlap_recogniser is not None:
                self._tasks.start(self._hear(self._parts.overlap_recogniser, command))
            case HearPause() | HearOverlap():
                pass  # without a recogniser, how long a pause or a voice lasts decides
            case NoteOverlap(decision):
                self.tell(OverlapJudged(decision))
            case RunTool():
                self._tasks.start(run_tool(self._parts.tools, command, self.tell), command.call)
            case CancelTool(call):
                self._tasks.cancel(call)
            case Listen(on):
                self._parts.capture.listen(on=on)
            case _:
                assert_never(command)

    def _show(self, show: Show) -> None:
        try:
            self._parts.show(show)
        except Exception:  # a display that fails must not harm the talk
            log.exception("%s could not be shown", type(show).__name__)

    def _send_sound(self, command: SendSound) -> None:
        def send(pcm: bytes) -> None:
            link = self._links.get(command.link)
            if len(pcm) < SHORTEST_TURN:
                self.tell(RecordingNotFound(command.link, command.turn))
            elif link is not None:
                link.send(SendUtterance(command.turn, pcm))

        def from_store(pcm: bytes) -> None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(send, pcm)

        self._parts.keeper.read_sound(command.sound, from_store)

    # --- work that takes time

    async def _run_link(self, command: Connect) -> None:
        """Next stop of what the engine says: `Conversation.handle`, by the inbox."""
        lost = Failure(FailureKind.LINK_DROPPED, Sentence("Connection lost. Reconnecting."))
        try:
            async with self._parts.engine().connect(command.wishes, command.history) as link:
                self._links[command.link] = link
                async for event in link:
                    self.tell(FromEngine(command.link, self._on_our_clock(event)))
                    if isinstance(event, LinkLost):
                        return
        except EngineError as error:
            lost = error.failure
        except Exception:  # an engine's bug must not take the session with it
            log.exception("an engine failed in a way that it should not")
            lost = Failure(FailureKind.BUG, Sentence("A bug stopped the engine. Please report it."))
        finally:
            self._links.pop(command.link, None)
        self.tell(FromEngine(command.link, LinkLost(lost)))

    def _on_our_clock(self, event: EngineEvent) -> EngineEvent:
        if isinstance(event, LinkOpened | EngineChanged) and event.info.expires_at is not None:
            ends_at = self._parts.clock.of_wall(event.info.expires_at)
            return event.changed(info=event.info.changed(expires_at=ends_at))
        return event

    async def _judge(self, judge: PauseJudge, command: JudgePause) -> None:
        try:
            likelihood = await judge.likelihood(command.pcm)
        except Exception:  # turns end without the judge as well
            log.exception("the judge of pauses failed in a way that it should not")
            return
        if likelihood is not None:
            self.tell(PauseJudged(command.sound, command.pause, likelihood))

    async def _hear(self, recogniser: SpeechToText, command: HearOverlap | HearPause) -> None:
        async def sound() -> AsyncIterator[bytes]:
            yield command.pcm

        language = command.language
        over_reply = isinstance(command, HearOverlap)
        before = expected_words(language) if over_reply else ""
        hints = RecognitionHints(language, before=before, languages=command.languages, over_reply=over_reply)
        try:
            async with aclosing(recogniser.transcribe(sound(), hints)) as answers:
                async for heard in answers:
                    if heard.final:
                        self.tell(_heard(command, heard))
        except EngineError as error:
            log.info("%s brought no words: %s", type(command).__name__, error.failure.kind.value)
        except Exception:  # how long a voice or a pause lasts decides as well
            log.exception("the recogniser of this device failed in a way that it should not")


def _heard(command: HearOverlap | HearPause, heard: RecognisedText) -> OverlapHeard | PauseHeard:
    language = heard.language or ""
    if isinstance(command, HearPause):
        return PauseHeard(command.sound, command.pause, heard.text, language)
    return OverlapHeard(command.sound, heard.text, command.frames, language, heard.unsure)
