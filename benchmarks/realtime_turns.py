"""From the last word to the first sound of Realtime's answer, in real time through the whole session, by what is prepared.

Recordings go through our own front end and detector into a session for each way, one after the other, so that all ways
have the same load of the computer. Its judge of pauses and its recogniser are real; the service is the server of the
tests, which thinks for 250 ms and has no words in time. Run `python -m benchmarks.realtime_turns [RECORDINGS OF EACH KIND]`.
"""

import asyncio
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

from benchmarks._turn_recordings import Recording, kept_back, recordings
from benchmarks.recognisers import pcm_of
from benchmarks.turns import THINKS, frames_of
from tests.server.api import KEY, ApiServer, serving
from tests.server.script import Reply
from voiceapp.core.messages import (
    Command,
    Event,
    FromEngine,
    LinkOpened,
    MicFrame,
    MicrophoneChanged,
    Phase,
    PlaybackEnded,
    PlaybackStopped,
    Played,
    ReplyId,
    Show,
    ShowState,
    Stopped,
    TalkOpened,
    TalkStarted,
)
from voiceapp.core.pcm import FRAME_MS, WIRE
from voiceapp.core.talk.conversation import Conversation
from voiceapp.core.transcript import Item, ItemId, SoundId, Talk, TalkId
from voiceapp.engines.realtime.connect import RealtimeServer
from voiceapp.engines.realtime.engine import RealtimeEngine
from voiceapp.local.chosen_models import chosen_models
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.pause_judge import LocalPauseJudge
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.providers import endpoint_at
from voiceapp.providers.openai import OPENAI
from voiceapp.runtime.clock import SteadyClock
from voiceapp.runtime.session import Session, SessionParts
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import Secret
from voiceapp.settings.wishes_from_settings import talk_wishes

WAYS = {
    "the server ends turns, by silence": {"talking.turn_taking": "server_vad"},
    "nothing prepared": {"talking.think_ahead_realtime": "never"},
    "almost certain ends": {"talking.think_ahead_realtime": "nearly_certain"},
    "almost certain ends, no recogniser here": {"talking.think_ahead_realtime": "nearly_certain"},
    "every pause": {"talking.think_ahead_realtime": "every_pause"},
}
DEAF = "no recogniser here"
EACH = 8
PATIENCE = 15.0
AFTER = 2.2
"""Seconds of silence after a recording."""


@dataclass
class Heard:
    kind: str
    first_sound: float
    """Milliseconds after the last word."""
    early: bool
    """Something sounded before the person went on."""
    asked: int
    """Answers that the service began."""


class Room:
    """The devices and the store of one session; what they are told is noted."""

    def __init__(self, way: str, api: ApiServer, judge: LocalPauseJudge, machine: LocalMachine) -> None:
        settings = Settings().with_value("realtime.model", "gpt-realtime-2.1-mini")
        for name, value in WAYS[way].items():
            settings = settings.with_value(name, value)
        endpoint = replace(endpoint_at(api.base_url), provider=OPENAI)
        server = RealtimeServer(endpoint, lambda: Secret(KEY, Origin.of(api.base_url)), Dialect.TODAY)
        self.clock = SteadyClock()
        self.opened = asyncio.Event()
        self.rests = asyncio.Event()
        self.sounds: list[float] = []
        """When each reply was first heard."""
        self._playing: dict[ReplyId, int] = {}
        wishes = replace(talk_wishes(settings), titles=False)
        parts = SessionParts(
            engine=lambda: RealtimeEngine(server),
            loudspeaker=self,
            capture=self,
            keeper=self,
            clock=self.clock,
            show=self._show,
            tools={},
            chimes={},
            recorder=self,
            pause_judge=judge,
            overlap_recogniser=None if DEAF in way else machine.recogniser(),
        )
        self.session = Session(Conversation(wishes), parts)
        self._running = asyncio.create_task(self.session.run())

    async def begin(self) -> None:
        self.session.tell(TalkOpened(Talk(TalkId("talk"), 0.0)))
        self.session.tell(TalkStarted())
        self.session.tell(MicrophoneChanged("mic"))
        async with asyncio.timeout(PATIENCE):
            await self.opened.wait()

    async def hear(self, frames: list[MicFrame]) -> float:
        """Hear them in real time, and return when that began."""
        began = self.clock.now()
        self.sounds.clear()
        for number, frame in enumerate(frames, start=1):
            await asyncio.sleep(max(0.0, began + number * FRAME_MS / 1000 - self.clock.now()))
            self.session.tell(frame)
        return began

    async def end(self) -> None:
        self.session.tell(Stopped())
        await asyncio.wait([self._running], timeout=PATIENCE)

    # --- what a session has around it

    def note(self, event: Event, commands: list[Command], now: float) -> None:
        del commands, now
        if isinstance(event, FromEngine) and isinstance(event.event, LinkOpened):
            self.opened.set()

    def _show(self, what: Show) -> None:
        if isinstance(what, ShowState):
            if what.state.phase is Phase.LISTENING:
                self.rests.set()
            else:
                self.rests.clear()

    def listen(self, *, on: bool) -> None: ...
    def get_ready(self) -> None: ...
    def play(self, reply: ReplyId, pcm: bytes, *, paced: bool = False) -> None:
        del paced
        if reply not in self._playing:
            self.sounds.append(self.clock.now())
        self._playing[reply] = self._playing.get(reply, 0) + len(pcm)
        self.session.tell(Played(reply, min(100, WIRE.ms(self._playing[reply])), -20.0))

    def finish(self, reply: ReplyId) -> None:
        if reply in self._playing:
            self.session.tell(PlaybackEnded(reply, WIRE.ms(self._playing.pop(reply))))

    def stop(self) -> None:
        for reply in tuple(self._playing):
            self._playing.pop(reply)
            self.session.tell(PlaybackStopped(reply, 100))

    def duck(self) -> None: ...
    def unduck(self) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def chime(self, pcm: bytes) -> None: ...
    def keep_talk(self, talk: Talk) -> None: ...
    def keep_item(self, talk: TalkId, item: Item) -> None: ...
    def forget_item(self, talk: TalkId, item: ItemId) -> None: ...
    def set_item_aside(self, talk: TalkId, item: Item) -> None: ...
    def keep_sound(self, sound: SoundId, pcm: bytes) -> None: ...
    def end_sound(self, sound: SoundId, *, keep: bool) -> None: ...
    def read_sound(self, sound: SoundId, then: Callable[[bytes], None]) -> None: ...


async def _answered(room: Room, api: ApiServer, recording: Recording, frames: list[MicFrame]) -> Heard:
    before = len(api.log.received("response.create"))
    began = await room.hear(frames)
    async with asyncio.timeout(PATIENCE):
        await room.rests.wait()
    ended = began + recording.end
    early = [at for at in room.sounds if at < ended]
    late = [at for at in room.sounds if at >= ended]
    first = (late[0] - ended) * 1000 if late else float("nan")
    return Heard(recording.kind, first, bool(early), len(api.log.received("response.create")) - before)


def _chosen(each: int) -> list[Recording]:
    """Evenly spread over those of each kind."""
    every = [*recordings(), *kept_back()]
    kinds = dict.fromkeys(recording.kind for recording in every)
    of_kind = [[recording for recording in every if recording.kind == kind] for kind in kinds]
    return [found[number * len(found) // each] for found in of_kind for number in range(each)]


async def _run(api: ApiServer, each: int) -> None:
    machine, judge = LocalMachine(chosen_models(Settings())), LocalPauseJudge()
    api.script.last_words = ""
    api.script.default = Reply(after_ms=THINKS, pace=4.0)
    rooms = {way: Room(way, api, judge, machine) for way in WAYS}
    heard: dict[str, list[Heard]] = {way: [] for way in WAYS}
    async with machine.using("ears"):
        for room in rooms.values():
            await room.begin()
        for recording in _chosen(each):
            frames = frames_of(pcm_of(recording.path))
            frames = frames[: int((recording.end + AFTER) * 1000) // FRAME_MS]
            for way, room in rooms.items():
                heard[way].append(await _answered(room, api, recording, frames))
        for room in rooms.values():
            await room.end()
    await judge.close()
    await machine.close()
    print(
        f"An answer takes {THINKS} ms, and the service has no words in time. Milliseconds from the last word to the first sound.\n"
    )
    print("| way | recordings | first sound, median | mean | heard too early | answers asked for |")
    print("| --- | --- | --- | --- | --- | --- |")
    for way, turns in heard.items():
        for kind in dict.fromkeys(turn.kind for turn in turns):
            rows = [turn for turn in turns if turn.kind == kind]
            sounds = [turn.first_sound for turn in rows if turn.first_sound == turn.first_sound]
            print(
                f"| {way} | {len(rows)} {kind} | {statistics.median(sounds):.0f} | {statistics.mean(sounds):.0f} "
                f"| {sum(turn.early for turn in rows)} | {sum(turn.asked for turn in rows)} |"
            )


def main() -> None:
    with serving() as api:
        asyncio.run(_run(api, int(sys.argv[1]) if len(sys.argv) > 1 else EACH))


if __name__ == "__main__":
    main()
