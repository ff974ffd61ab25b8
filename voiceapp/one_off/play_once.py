"""Plays sound without a talk: pieces go to the loudspeaker as they are made."""

import asyncio
from collections.abc import AsyncIterator

from voiceapp.audio.echo import FarEnd
from voiceapp.audio.loudspeaker_playback import LoudspeakerPlayback
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Event, PlaybackEnded, ReplyId
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.runtime.clock import SteadyClock
from voiceapp.settings.model import Settings

STUCK_AFTER = 15.0
"""Seconds for which a speaker may make no progress once it has all the sound."""


async def play(settings: Settings, pieces: AsyncIterator[bytes]) -> None:
    """Runs until the last sample was heard. Raises EngineError if nothing can be played."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    moved = asyncio.Event()

    def tell(event: Event) -> None:
        # The end must be set before the progress, because whoever wakes up for the progress must see the end.
        if isinstance(event, PlaybackEnded):
            loop.call_soon_threadsafe(ended.set)
        loop.call_soon_threadsafe(moved.set)

    playback = LoudspeakerPlayback(tell, FarEnd(), SteadyClock().at)
    reply = ReplyId("aloud")
    try:
        playback.choose(settings.sound.output_device)
        playback.turn(settings.sound.output_volume)
        playback.open(on=True)
        any_sound = False
        async for pcm in pieces:
            any_sound = True
            playback.play(reply, pcm)
        playback.finish(reply)
        while any_sound and not ended.is_set():
            moved.clear()
            try:
                async with asyncio.timeout(STUCK_AFTER):
                    await moved.wait()
            except TimeoutError:
                raise EngineError(
                    Failure(FailureKind.NO_SOUND, Sentence("Nothing could be played. Choose another speaker."))
                ) from None
    finally:
        await asyncio.to_thread(playback.close)
