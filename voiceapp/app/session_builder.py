"""Puts the session together and takes it apart again, both in the session's loop."""

import sys
import time
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace

from voiceapp.app.wake_words import ChosenWakeWords
from voiceapp.audio.echo import FarEnd
from voiceapp.audio.frontend import front_end_wishes
from voiceapp.audio.loudspeaker_playback import LoudspeakerPlayback
from voiceapp.audio.microphone_capture import MicrophoneCapture
from voiceapp.audio.shared_microphone import SharedMicrophone
from voiceapp.core.messages import Chime, Event, Show, Stopped, WishesChanged
from voiceapp.core.ports import Engine, PauseJudge, SpeechToText, TalkKeeper, Tool
from voiceapp.core.transcript import Talk, TalkId
from voiceapp.core.wishes import TalkWishes
from voiceapp.runtime.clock import SteadyClock
from voiceapp.runtime.lasting_session import LastingSession
from voiceapp.runtime.recorder import FlightRecorder
from voiceapp.runtime.session import SessionParts
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.runtime.teardown import end_each
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import talk_wishes

SWITCH_INTERVAL = 0.001
"""Seconds for which one thread may keep the others waiting: uninterrupted sound is worth the switches."""


@dataclass(frozen=True, slots=True)
class SessionNeeds:
    """The parts that a session is built on. The desk makes and closes them."""

    keeper: TalkKeeper
    engine: Callable[[], Engine]
    tools: Mapping[str, Tool]
    chimes: Mapping[Chime, bytes]
    show: Callable[[Show], None]
    pause_judge: PauseJudge
    overlap_recogniser: SpeechToText
    let_go: Callable[[], Coroutine[None, None, None]]
    """Closes what the engines keep open, in the session's loop, after the session has ended."""
    facts: Callable[[], tuple[str, ...]]
    """What the person asked to remember."""


class RunningTalk:
    """The running session with its ears and mouth."""

    def __init__(self, settings: Settings, foundations: SessionNeeds) -> None:
        sys.setswitchinterval(SWITCH_INTERVAL)
        self._foundations = foundations
        self._settings = settings
        self._tools = foundations.tools
        self.clock = SteadyClock()
        self.room = SessionThread()
        self.room.start()
        self._session: LastingSession | None = None
        self._waiting: list[Event] = []
        wishes = talk_wishes(settings, tuple(self._tools.values()), foundations.facts())
        self.recorder = FlightRecorder(wishes)
        far_end = FarEnd()
        self.takes_playback: Callable[[Event], bool] = lambda _: False
        """Takes what the loudspeaker reports of sound that is not the talk's."""
        self.playback = LoudspeakerPlayback(self._on_playback_event, far_end, self.clock.at)
        self.capture = MicrophoneCapture(
            self.room.loop, self._on_mic_event, far_end, front_end_wishes(settings), self.clock.at
        )
        self.shared = SharedMicrophone(self.capture, self.playback)
        self.shared.keep_open(on=settings.sound.keep_microphone_open)
        self.capture.choose(settings.sound.input_device)
        self.playback.choose(settings.sound.output_device)
        self.playback.turn(settings.sound.output_volume)
        self.playback.keep_open(on=settings.sound.keep_speaker_open)
        started: Future[None] = Future()
        self._running = self.room.run(self._run(wishes, started))
        started.result(10)

    def tell(self, event: Event) -> None:
        """May be called from any thread. What comes before the session runs waits for it."""
        if self._session is None:
            self._waiting.append(event)
        else:
            self._session.tell(event)

    def _on_playback_event(self, event: Event) -> None:
        if not self.takes_playback(event):
            self.tell(event)

    def _on_mic_event(self, event: Event) -> None:
        """Passes on what the microphone reports to the listeners: first to the dictation, then to the talk's inbox."""
        mine = self.shared.divide(event)
        if mine is not None:
            self.tell(mine)

    async def _run(self, wishes: TalkWishes, started: "Future[None]") -> None:
        foundations = self._foundations
        parts = SessionParts(
            engine=foundations.engine,
            loudspeaker=self.playback,
            capture=self.shared.for_talks,
            keeper=foundations.keeper,
            clock=self.clock,
            show=foundations.show,
            tools=foundations.tools,
            chimes=foundations.chimes,
            recorder=self.recorder,
            pause_judge=foundations.pause_judge,
            overlap_recogniser=foundations.overlap_recogniser,
            wake_words=ChosenWakeWords(lambda: self._settings),
        )
        session = LastingSession(wishes, parts, seed=time.monotonic() % 1.0)
        self._session = session
        for event in self._waiting:
            session.tell(event)
        started.set_result(None)
        await session.run()

    def change(self, settings: Settings) -> None:
        self._settings = settings
        self.capture.change(front_end_wishes(settings))
        self.shared.keep_open(on=settings.sound.keep_microphone_open)
        self.capture.choose(settings.sound.input_device)
        self.playback.choose(settings.sound.output_device)
        self.playback.turn(settings.sound.output_volume)
        self.playback.keep_open(on=settings.sound.keep_speaker_open)
        self.tell(WishesChanged(talk_wishes(settings, tuple(self._tools.values()), self._foundations.facts())))

    def close(self, patience: float = 5.0) -> None:
        """Ends everything in bounded time: the session first, then its audio output."""
        self.tell(Stopped())
        end_each(
            lambda: self._running.result(patience),
            lambda: self.room.run(self._foundations.let_go()).result(patience),
            self.capture.close,
            self.playback.close,
            lambda: self.room.stop(patience),
        )


def new_talk(now: float) -> Talk:
    """An empty talk with a name that sorts by time."""
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(now))
    return Talk(TalkId(f"{stamp}-{time.monotonic_ns() % 1_000_000:06d}"), 0.0)


def untouched(talk: Talk) -> Talk:
    """An old talk, to be continued."""
    return replace(talk, ended_at=None)
