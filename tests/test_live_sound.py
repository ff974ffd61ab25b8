"""An utterance's sound is read from the beginning as often as it has to be, while it still grows."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator

import pytest

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints
from voiceapp.core.sentence import Sentence
from voiceapp.live_sound import MOST_NEW_LINES, LiveSound, recognised_live


def broken(kind: FailureKind = FailureKind.LINK_DROPPED) -> EngineError:
    return EngineError(Failure(kind, Sentence("The connection was lost.")))


async def gathered(sound: AsyncIterator[bytes]) -> list[bytes]:
    return [pcm async for pcm in sound]


async def test_a_reader_that_is_cancelled_takes_nothing_with_it() -> None:
    sound = LiveSound()
    sound.append(b"before")
    first = asyncio.create_task(gathered(sound.from_beginning()))
    await asyncio.sleep(0)
    assert sound.waiting == 0
    sound.append(b"meanwhile")
    assert sound.waiting == 1
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    second, third = (asyncio.create_task(gathered(sound.from_beginning())) for _ in range(2))
    await asyncio.sleep(0)
    sound.append(b"after")
    sound.end()
    assert await second == await third == [b"before", b"meanwhile", b"after"]


async def test_what_a_source_raises_comes_after_what_it_gave() -> None:
    async def source() -> AsyncGenerator[bytes]:
        yield b"given"
        raise ZeroDivisionError

    sound = LiveSound()
    await sound.take_all(source())
    reader = sound.from_beginning()
    assert await anext(reader) == b"given"
    with pytest.raises(ZeroDivisionError):
        await anext(reader)


class Lines:
    """A recogniser of which one line after another breaks."""

    def __init__(self, *breaks: EngineError) -> None:
        self._breaks = list(breaks)
        self.opened = 0
        self.again = asyncio.Event()
        self.traits = EngineTraits(Sentence("lines"))

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        del hints
        self.opened += 1
        if self.opened > 1:
            self.again.set()
        if self._breaks:
            yield RecognisedText((await anext(sound)).decode(), final=False)
            raise self._breaks.pop(0)
        yield RecognisedText(b" ".join(await gathered(sound)).decode())


async def heard(lines: Lines, sound: LiveSound) -> list[str]:
    return [each.text async for each in recognised_live(lines, sound, RecognitionHints())]


async def test_a_broken_line_is_followed_by_another_that_gets_all_of_it() -> None:
    sound, lines = LiveSound(), Lines(broken())
    hearing = asyncio.create_task(heard(lines, sound))
    sound.append(b"before")
    await lines.again.wait()
    sound.append(b"after")
    sound.end()
    assert await hearing == ["before", "before after"]


@pytest.mark.parametrize(
    ("breaks", "opened"),
    [((broken(),) * (MOST_NEW_LINES + 1), MOST_NEW_LINES + 1), ((broken(FailureKind.NO_QUOTA),), 1)],
)
async def test_it_is_not_asked_for_ever_nor_after_a_refusal(breaks: tuple[EngineError, ...], opened: int) -> None:
    sound, lines = LiveSound(), Lines(*breaks)
    sound.append(b"before")
    with pytest.raises(EngineError):
        await heard(lines, sound)
    assert lines.opened == opened


async def test_once_all_is_said_whoever_asked_is_told_of_the_broken_line() -> None:
    sound, lines = LiveSound(), Lines(broken())
    sound.append(b"all")
    sound.end()
    with pytest.raises(EngineError):
        await heard(lines, sound)
    assert lines.opened == 1
