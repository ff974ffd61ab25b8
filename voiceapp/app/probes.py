"""Trying things out for the person who sets them: a server and its key, the models it offers, the sound."""

import asyncio
import threading
import time
from collections.abc import Callable

from voiceapp.app.engines import realtime_engine
from voiceapp.app.wishes import front_end_wishes, session_wishes
from voiceapp.audio.ears import Ears
from voiceapp.audio.echo import FarEnd
from voiceapp.audio.mouth import Mouth
from voiceapp.core.desk import Probe
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Event, LinkLost, LinkOpened, MicFrame, PlaybackEnded, ReplyId
from voiceapp.core.ports import EngineError
from voiceapp.runtime.clock import SteadyClock
from voiceapp.runtime.room import Room
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing

PATIENCE = 20.0


def probe(role: str, settings: Settings, keys: KeyRing) -> Probe:
    """Do what a turn would do first. Raises EngineError with the sentence that a turn would show."""
    if role != "realtime":
        raise EngineError(Failure(FailureKind.NOT_INSTALLED, "Only the live conversation can be tried so far."))
    began = time.monotonic()
    model = asyncio.run(_open_session(settings, keys))
    return Probe(True, f"It works: {model} answers.", round((time.monotonic() - began) * 1000))


async def _open_session(settings: Settings, keys: KeyRing) -> str:
    async with (
        asyncio.timeout(PATIENCE),
        realtime_engine(settings, keys).connect(session_wishes(settings), ()) as link,
    ):
        async for event in link:
            if isinstance(event, LinkOpened):
                return event.info.model
            if isinstance(event, LinkLost):
                raise EngineError(event.failure)
    raise EngineError(Failure(FailureKind.TIMED_OUT, "The service took the connection but does not answer."))


def record_and_play(settings: Settings, seconds: float) -> Probe:
    """Record that long and play it back, through the devices that are set."""
    room = Room("sound-test")
    room.start()
    clock = SteadyClock()
    news = threading.Condition()
    events: list[Event] = []

    def tell(event: Event) -> None:
        with news:
            events.append(event)
            news.notify_all()

    far_end = FarEnd()
    ears = Ears(room.loop, tell, far_end, front_end_wishes(settings), clock.at)
    mouth = Mouth(tell, far_end, clock.at)
    try:
        ears.choose(settings.sound.input_device)
        mouth.choose(settings.sound.output_device)
        ears.listen(on=True)
        with news:
            enough = news.wait_for(lambda: len(_frames(events)) >= seconds * 50, PATIENCE)
        ears.listen(on=False)
        frames = _frames(events)
        if not enough:
            return Probe(False, "The microphone gave no sound: choose another one, or plug it in again.")
        reply = ReplyId("sound-test")
        mouth.play(reply, b"".join(frame.pcm for frame in frames))
        mouth.finish(reply)
        with news:
            heard = news.wait_for(lambda: any(isinstance(event, PlaybackEnded) for event in events), PATIENCE)
        if not heard:
            return Probe(False, "Nothing could be played: choose another loudspeaker.")
        loudest = max(frame.level for frame in frames)
        quiet = loudest < -50
        return Probe(
            not quiet, "That was very quiet: come closer or raise the level." if quiet else "Did you hear yourself?"
        )
    finally:
        ears.close()
        mouth.close()
        room.stop()


def _frames(events: list[Event]) -> list[MicFrame]:
    return [event for event in events if isinstance(event, MicFrame)]


def hearing(settings: Settings, heard: Callable[[float], None]) -> Callable[[], None]:
    """Tell how loud the microphone is until the returned function is called. Nothing is kept."""
    room = Room("level")
    room.start()

    def tell(event: Event) -> None:
        if isinstance(event, MicFrame):
            heard(event.level)

    ears = Ears(room.loop, tell, FarEnd(), front_end_wishes(settings), SteadyClock().at)
    ears.choose(settings.sound.input_device)
    ears.listen(on=True)

    def end() -> None:
        ears.close()
        room.stop()

    def stop() -> None:
        # Closing a device may take a while: whoever looked at the level need not wait for it.
        threading.Thread(target=end, name="level-end", daemon=True).start()

    return stop
