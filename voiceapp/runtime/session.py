"""Runs the session: one loop takes events from one inbox and carries out what the conversation commands.

Nothing here decides anything. `tell` may be called from any thread; everything else runs on the loop.
"""

import asyncio
import contextlib
import logging
import threading
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, assert_never

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    CallId,
    CancelTool,
    Chime,
    ClearFailure,
    Command,
    Connect,
    Disconnect,
    Duck,
    EndSound,
    EngineChanged,
    EngineEvent,
    Event,
    FinishPlaying,
    ForgetItem,
    FromEngine,
    HideItem,
    KeepItem,
    KeepSound,
    KeepTalk,
    LinkId,
    LinkLost,
    LinkOpened,
    Listen,
    MachineWoke,
    MicFrame,
    PausePlaying,
    Play,
    PlayChime,
    ReadySpeaker,
    ResumePlaying,
    RunTool,
    SendSound,
    SendUtterance,
    Show,
    ShowAlarm,
    ShowFailure,
    ShowItem,
    ShowLevels,
    ShowLimits,
    ShowState,
    ShowTalk,
    SoundGone,
    Stopped,
    StopPlaying,
    Tick,
    ToEngine,
    ToolAnswered,
    Unduck,
)
from voiceapp.core.pcm import SHORTEST_TURN
from voiceapp.core.ports import Engine, EngineError, EngineLink, Keeper, Loudspeaker, Tool, ToolError
from voiceapp.core.talk.conversation import Conversation

log = logging.getLogger(__name__)

INBOX_LIMIT = 4_000
"""Events that may wait. A session that is so far behind drops sound rather than memory."""
TOOL_PATIENCE = 60.0
A_SLEEP = 5.0
"""Seconds for which the machine must have slept, before what was open is doubted."""


class Clock(Protocol):
    def now(self) -> float: ...
    def of_wall(self, epoch: float) -> float:
        """The same clock for a moment that a service has told."""
        ...

    def slept(self) -> float:
        """Seconds that the machine has slept. Only differences say anything."""
        ...


class Listener(Protocol):
    """Opens and releases the microphone. Never waits."""

    def listen(self, *, on: bool) -> None: ...


class Recorder(Protocol):
    """Notes what happened, for reports and replays. Never waits."""

    def note(self, event: Event, commands: list[Command], now: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What a session is put together from."""

    engine: Callable[[], Engine]
    """Asked at each connection: the settings may have changed."""
    loudspeaker: Loudspeaker
    ears: Listener
    keeper: Keeper
    clock: Clock
    show: Callable[[Show], None]
    tools: Mapping[str, Tool]
    chimes: Mapping[Chime, bytes]
    recorder: Recorder | None = None


class Session:
    def __init__(self, conversation: Conversation, parts: Parts) -> None:
        self._conversation = conversation
        self._parts = parts
        self._inbox: deque[Event] = deque()
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()
        self._links: dict[LinkId, EngineLink] = {}
        self._tasks: dict[LinkId | CallId, asyncio.Task[None]] = {}
        self._ended: asyncio.Future[None] = self._loop.create_future()
        self._open = False
        self._handling = False
        self._alarm: asyncio.TimerHandle | None = None
        self._alarm_at = 0.0
        self._behind = False
        self._slept = parts.clock.slept()

    def tell(self, event: Event) -> None:
        """Put an event into the inbox, from any thread. After the session ended it is dropped."""
        if threading.get_ident() == self._thread:
            # The microphone's frames come from this very loop: waking it for them would cost more than they do.
            self._take(event)
            return
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._take, event)

    def _take(self, event: Event) -> None:
        if len(self._inbox) >= INBOX_LIMIT and isinstance(event, MicFrame):
            if not self._behind:
                log.error("the session cannot keep up; sound is dropped")
            self._behind = True
            return
        self._behind = False
        self._inbox.append(event)
        self._handle_all()

    @property
    def left(self) -> tuple[Event, ...]:
        """What was told, and was not handled before it ended."""
        return tuple(self._inbox)

    async def run(self) -> None:
        """Until Stopped was handled. Raises what went wrong: everything is at rest then, and it cannot be run again."""
        self._open = True
        self._handle_all()
        try:
            await self._ended
        finally:
            self._open = False
            if self._alarm is not None:
                self._alarm.cancel()
            if self._ended.done() and not self._ended.cancelled() and self._ended.exception() is not None:
                self.carry_out_all((StopPlaying(),))
            await self._end_tasks()

    def _handle_all(self) -> None:
        """What is in the inbox, here and now: most events are frames, and a task woken for each would be dearer
        than they are. What a command makes somebody tell at once waits until the event before it is done with.
        """
        if self._handling or not self._open:
            return
        self._handling = True
        try:
            self._look_for_a_sleep()
            while self._inbox and not self._ended.done():
                self._handle(self._inbox.popleft())
            if not self._ended.done():
                self._set_alarm()
        except Exception as error:  # whoever told the event is not to blame: it is raised where the session runs  # noqa: BLE001
            self._ended.set_exception(error)
        finally:
            self._handling = False

    def _look_for_a_sleep(self) -> None:
        """Nobody tells that the machine was asleep: whatever comes first afterwards shows it."""
        slept = self._parts.clock.slept()
        if slept - self._slept >= A_SLEEP:
            self._inbox.appendleft(MachineWoke(slept - self._slept))
        self._slept = slept

    def _handle(self, event: Event) -> None:
        now = self._parts.clock.now()
        commands = self._conversation.handle(event, now)
        self._note(event, commands, now)
        failed = self.carry_out_all(commands)
        if isinstance(event, Stopped):
            self._ended.set_result(None)
        elif failed is not None:
            raise failed

    def _note(self, event: Event, commands: list[Command], now: float) -> None:
        if self._parts.recorder is not None:
            try:
                self._parts.recorder.note(event, commands, now)
            except Exception:  # the recorder's edge: a talk goes on without its record
                log.exception("what happens could not be noted")

    def _set_alarm(self) -> None:
        """See to it that a Tick comes by the deadline. Deadlines move on with every frame: an alarm that rings too
        early and is set again is cheaper than one that is moved each time.
        """
        deadline = self._conversation.deadline
        if self._alarm is not None:
            if deadline is not None and self._alarm_at <= deadline:
                return
            self._alarm.cancel()
            self._alarm = None
        if deadline is not None:
            self._alarm_at = deadline
            self._alarm = self._loop.call_later(max(0.0, deadline - self._parts.clock.now()), self._ring)

    def _ring(self) -> None:
        self._alarm = None
        deadline = self._conversation.deadline
        if deadline is not None and deadline <= self._parts.clock.now():
            self._inbox.append(Tick())
        self._handle_all()

    # --- commands: none of these waits

    def carry_out_all(self, commands: Iterable[Command]) -> Exception | None:
        """Each of them, whatever becomes of the one before: a recording is not lost because a loudspeaker failed.
        Answers with the first that failed.
        """
        first: Exception | None = None
        for command in commands:
            try:
                self._carry_out(command)
            except Exception as error:  # the edge of each part
                log.exception("%s could not be carried out", type(command).__name__)
                first = first or error
        return first

    def _carry_out(self, command: Command) -> None:
        parts = self._parts
        match command:
            case ToEngine(link, wish):
                open_link = self._links.get(link)
                if open_link is not None:
                    open_link.send(wish)
            case Play(reply, pcm):
                parts.loudspeaker.play(reply, pcm)
            case KeepSound(sound, pcm):
                parts.keeper.keep_sound(sound, pcm)
            case (
                ShowLevels()
                | ShowItem()
                | ShowState()
                | ShowTalk()
                | ShowFailure()
                | ShowLimits()
                | ShowAlarm()
                | ClearFailure()
                | HideItem()
            ):
                self._show(command)
            case Duck():
                parts.loudspeaker.duck()
            case Unduck():
                parts.loudspeaker.unduck()
            case ReadySpeaker():
                parts.loudspeaker.get_ready()
            case PausePlaying():
                parts.loudspeaker.pause()
            case ResumePlaying():
                parts.loudspeaker.resume()
            case StopPlaying():
                parts.loudspeaker.stop()
            case FinishPlaying(reply):
                parts.loudspeaker.finish(reply)
            case PlayChime(chime):
                parts.loudspeaker.chime(parts.chimes.get(chime, b""))
            case Listen(on):
                parts.ears.listen(on=on)
            case KeepTalk(talk):
                parts.keeper.keep_talk(talk)
            case KeepItem(talk_id, item):
                parts.keeper.keep_item(talk_id, item)
            case ForgetItem(talk_id, item_id):
                parts.keeper.forget_item(talk_id, item_id)
            case EndSound(sound, keep):
                parts.keeper.end_sound(sound, keep=keep)
            case Connect():
                self._start(command.link, self._run_link(command))
            case Disconnect(link):
                self._cancel(link)
            case SendSound():
                self._send_sound(command)
            case RunTool():
                self._start(command.call, self._run_tool(command))
            case CancelTool(call):
                self._cancel(call)
            case _:
                assert_never(command)

    def _show(self, show: Show) -> None:
        try:
            self._parts.show(show)
        except Exception:  # the watchers' edge: what one of them cannot show harms no talk
            log.exception("%s could not be shown", type(show).__name__)

    def _start(self, name: LinkId | CallId, work: Coroutine[None, None, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks[name] = task
        task.add_done_callback(lambda done: self._tasks.pop(name, None) if self._tasks.get(name) is done else None)

    def _cancel(self, name: LinkId | CallId) -> None:
        task = self._tasks.get(name)
        if task is not None:
            _end(task)

    async def _end_tasks(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            _end(task)
        await asyncio.gather(*tasks, return_exceptions=True)

    def _send_sound(self, command: SendSound) -> None:
        def send(pcm: bytes) -> None:
            link = self._links.get(command.link)
            if len(pcm) < SHORTEST_TURN:
                self._take(SoundGone(command.link, command.turn))
            elif link is not None:
                link.send(SendUtterance(command.turn, pcm))

        def from_store(pcm: bytes) -> None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(send, pcm)

        self._parts.keeper.read_sound(command.sound, from_store)

    # --- what takes time

    async def _run_link(self, command: Connect) -> None:
        lost = Failure(FailureKind.LINK_DROPPED, "The connection was lost; it is being opened again.")
        try:
            async with self._parts.engine().connect(command.wishes, command.history) as link:
                self._links[command.link] = link
                async for event in link:
                    self._take(FromEngine(command.link, self._on_our_clock(event)))
                    if isinstance(event, LinkLost):
                        return
        except EngineError as error:
            lost = error.failure
        except Exception:  # the task's edge: an engine's bug must not take the session with it
            log.exception("an engine failed in a way that it should not")
            lost = Failure(FailureKind.BUG, "The engine stopped because of a mistake of ours: please report it.")
        finally:
            self._links.pop(command.link, None)
        self._take(FromEngine(command.link, LinkLost(lost)))

    def _on_our_clock(self, event: EngineEvent) -> EngineEvent:
        if isinstance(event, LinkOpened | EngineChanged) and event.info.expires_at is not None:
            ends_at = self._parts.clock.of_wall(event.info.expires_at)
            return replace(event, info=replace(event.info, expires_at=ends_at))
        return event

    async def _run_tool(self, command: RunTool) -> None:
        tool = self._parts.tools.get(command.name)
        failed = True
        if tool is None:
            output = f'{{"error": "There is no tool named {command.name}."}}'
        else:
            try:
                async with asyncio.timeout(TOOL_PATIENCE):
                    output = await tool.run(command.arguments)
                failed = False
            except TimeoutError:
                output = '{"error": "It took too long."}'
            except ToolError as error:
                output = str(error)
            except Exception:  # the task's edge: a tool's bug is told to the model, not to the loop
                log.exception("a tool failed in a way that it should not")
                output = '{"error": "The tool failed."}'
        self._take(ToolAnswered(command.call, output, failed))


def _end(task: "asyncio.Task[None]") -> None:
    """Once: a second time would cut short how it ends, a link in the middle of its goodbye."""
    if not task.cancelling():
        task.cancel()
