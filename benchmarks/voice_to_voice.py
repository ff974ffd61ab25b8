"""From the end of speech to the first sound of the answer: this machine, the cascade and Realtime, with their parts.

The services are the paced server of the tests, so what is measured is ours. Turns end here, by silence; where an answer
is prepared in the pause, also by the shorter silence that is then enough if the turn is almost certainly over. The
plainest loop does one thing after the other with the same local models. Run `python -m benchmarks.voice_to_voice
[TIMES [SERVICES]]`; with SERVICES it leaves out this machine and needs no models.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.recognisers import HANGOVER_MS, memory_of, pcm_of
from tests.server.api import KEY, ApiServer, serving
from voiceapp.core.messages import (
    CommitTurn,
    LinkOpened,
    PrepareTurn,
    ReplyEnded,
    ReplySound,
    ReplyWords,
    SendAudio,
    TurnId,
    TurnWords,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import PAUSE_LENGTH, ChatText, Engine, RecognitionHints
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.local.chosen_models import chosen_models
from voiceapp.local.model_set import LocalMachine
from voiceapp.openai.connections import ConnectionPool
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing

SAID = Path(__file__).resolve().parents[1] / "tests" / "data" / "lobster.flac"
TIMES = 5
THINKS_MS = 250
"""How long the server's model thinks."""
CERTAIN_MS = 350
"""The silence that ends a turn that is almost certainly over, once its words are known and answered."""
JUDGED_MS, HEARD_MS = 60, 300
"""How long after a pause is noticed it is judged, and its words are recognised on this device."""
TURN = TurnId("turn")


@dataclass
class Turn:
    """Seconds after the last sample of speech."""

    ended: float = 0.0
    words: float = 0.0
    first_text: float = 0.0
    first_sound: float = 0.0
    spoken_at: float = 0.0
    """When that sample was."""


@dataclass(frozen=True, slots=True)
class Way:
    """Milliseconds of silence after which an answer is prepared, and after which the turn ends with its words."""

    prepare: int | None = None
    end: int | None = None


IN_TURN = Way()
AHEAD = Way(PAUSE_LENGTH)
CERTAIN = Way(PAUSE_LENGTH, CERTAIN_MS)
ONLY_CERTAIN = Way(PAUSE_LENGTH + JUDGED_MS, PAUSE_LENGTH + HEARD_MS)


async def through(engine: Engine, pcm: bytes, way: Way) -> Turn:
    turn = Turn()
    frame = WIRE.frame_bytes
    never = len(pcm) + WIRE.bytes(HANGOVER_MS)
    pause, soonest = (never if ms is None else len(pcm) + WIRE.bytes(ms) for ms in (way.prepare, way.end))
    wishes = SessionWishes(language="en", transcription_model="gpt-transcribe")
    async with engine.connect(wishes, ()) as link:
        opened, answered = asyncio.Event(), asyncio.Event()

        async def read() -> None:
            async for event in link:
                now = time.perf_counter() - turn.spoken_at
                if isinstance(event, LinkOpened):
                    opened.set()
                elif isinstance(event, TurnWords) and (event.final or event.prepared):
                    turn.words = turn.words or now
                elif isinstance(event, ReplyWords):
                    turn.first_text = turn.first_text or now
                elif isinstance(event, ReplySound):
                    turn.first_sound = turn.first_sound or now
                elif isinstance(event, ReplyEnded):
                    answered.set()

        reader = asyncio.create_task(read())
        await opened.wait()
        began = time.perf_counter()
        whole = pcm + bytes(WIRE.bytes(HANGOVER_MS))
        for number, start in enumerate(range(0, len(whole), frame), start=1):
            await asyncio.sleep(max(0.0, began + number * 0.02 - time.perf_counter()))
            link.send(SendAudio(whole[start : start + frame]))
            if start <= len(pcm) < start + frame:
                turn.spoken_at = time.perf_counter()
            if start <= pause < start + frame:
                link.send(PrepareTurn(TURN))
            if start >= soonest and turn.words:
                break
        turn.ended = time.perf_counter() - turn.spoken_at
        link.send(CommitTurn(TURN))
        await answered.wait()
        reader.cancel()
        await asyncio.gather(reader, return_exceptions=True)
    return turn


async def _plainest(machine: LocalMachine, pcm: bytes) -> Turn:
    """Wait for the end, recognise all, think all, speak all: then the first sound."""
    await asyncio.sleep((WIRE.ms(len(pcm)) + HANGOVER_MS) / 1000)
    began = time.perf_counter() - HANGOVER_MS / 1000
    turn = Turn(HANGOVER_MS / 1000)

    async def sound() -> AsyncGenerator[bytes]:
        yield pcm

    text = ""
    async with aclosing(machine.recogniser().transcribe(sound(), RecognitionHints("en"))) as answers:
        async for heard in answers:
            text = heard.text
    turn.words = time.perf_counter() - began
    item = Message(ItemId("q"), Speaker.USER, 0.0, text, MessageState.DONE)
    said = ""
    async with aclosing(machine.chat().answer((item,), SessionWishes())) as pieces:
        async for piece in pieces:
            said += piece.text if isinstance(piece, ChatText) else ""
    turn.first_text = time.perf_counter() - began
    async with aclosing(machine.voice().speak(said, SessionWishes())) as spoken:
        _ = [piece async for piece in spoken]
    turn.first_sound = time.perf_counter() - began
    return turn


def _settings(api: ApiServer) -> Settings:
    settings = Settings().with_value("engines.base_url", api.base_url)
    for name, model in (
        ("stt.model", "whisper-1"),
        ("tts.model", "tts-1"),
        ("realtime.model", "gpt-realtime-2.1-mini"),
    ):
        settings = settings.with_value(name, model)
    return settings


async def _run(api: ApiServer, times: int, *, services_only: bool) -> None:
    settings = _settings(api)
    keys = KeyRing({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": api.base_url})
    machine, pool = LocalMachine(chosen_models(settings)), ConnectionPool()
    factory = PartsFactory(settings, keys, pool, machine)
    pcm = pcm_of(SAID)

    async def answered(engine: Engine, way: Way = IN_TURN) -> Turn:
        api.script.hear("When is a lobster not a lobster?").reply(
            "When it is a crayfish.", after_ms=THINKS_MS, pace=4.0
        )
        return await through(engine, pcm, way)

    def turns_through(name: str, make: Callable[[], Engine]) -> dict[str, Callable[[], Awaitable[Turn]]]:
        return {
            name: lambda: answered(make()),
            f"{name}, thinks ahead": lambda: answered(make(), AHEAD),
            f"{name}, thinks ahead, almost certainly over": lambda: answered(make(), CERTAIN),
        }

    ways = turns_through("cascade", factory.cascade) | turns_through("Realtime", factory.realtime)
    ways["Realtime, almost certainly over (as at first)"] = lambda: answered(factory.realtime(), ONLY_CERTAIN)
    local = ("ears", "brain", "voice")
    if not services_only:
        here = turns_through("this machine", factory.on_this_machine)
        ways |= {name: way for name, way in here.items() if name == "this machine" or "thinks ahead" in name}
        ways["this machine, one thing after the other"] = lambda: _plainest(machine, pcm)
    async with machine.using(*(() if services_only else local)):
        print(
            f"{WIRE.ms(len(pcm)) / 1000:.1f} s of speech, {times} times each; medians in ms after the last sample of speech\n"
        )
        print("| | turn ended | words | first text | first sound | slowest |")
        print("| --- | --- | --- | --- | --- | --- |")
        # All ways in turn, so that each has the same load of the computer.
        rounds = [{name: await way() for name, way in ways.items()} for _ in range(times)]
        for name in ways:
            turns = [each[name] for each in rounds]
            cells = [
                statistics.median(getattr(turn, part) for turn in turns)
                for part in ("ended", "words", "first_text", "first_sound")
            ]
            slowest = max(turn.first_sound for turn in turns)
            print(f"| {name} | " + " | ".join(f"{cell * 1000:.0f}" for cell in [*cells, slowest]) + " |")
        if not services_only:
            memory = (f"{part} {memory_of(machine.process(part).pid):.0f} MB" for part in local)
            print("\nmemory: " + ", ".join(memory))
    await machine.close()
    await pool.close()


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    with serving() as api:
        asyncio.run(_run(api, times, services_only=len(sys.argv) > 2))


if __name__ == "__main__":
    main()
