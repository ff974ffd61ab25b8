"""Finds out who spoke in a recording of the history, line by line and beside the talk."""

import asyncio
import uuid
from collections.abc import Callable

from voiceapp.app.idle_work import answered
from voiceapp.app.quiet_time import QuietTime
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.recordings.known_voices import named_voices, voice_print
from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.recordings.speaker_edits import ToldLine, given_to_speakers, lines_to_hear
from voiceapp.core.recordings.speaker_wishes import SpeakerWishes
from voiceapp.core.recordings.speakers import tell_apart
from voiceapp.core.recordings.voice_groups import Vector
from voiceapp.core.recordings.voice_prints import RememberedVoice, VoiceReader, VoiceStretch
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, SoundId, Talk, TalkId
from voiceapp.one_off.another_version import sound_of
from voiceapp.storage.store import Store

LOOKS_EVERY = 0.25
"""Seconds after which it's noticed that nobody talks any more."""
PLENTY = 150
"""Stretches after which a voice is known well: a minute."""
GONE = Failure(FailureKind.NOT_FOUND, Sentence("This conversation is no longer in the history."))
NO_VOICE = Failure(
    FailureKind.NO_SPEECH,
    Sentence("Nobody's voice can be told in it: no sound is kept of these lines, or too little is said."),
)


class SpeakerWork:
    """Works in the session's loop."""

    def __init__(
        self,
        store: Store,
        reader: Callable[[], VoiceReader],
        quiet: QuietTime,
        known: Callable[[], tuple[RememberedVoice, ...]],
    ) -> None:
        """`reader` is asked for each line, as the models may change meanwhile. It raises EngineError, as does `known`."""
        self._known = known
        self._store = store
        self._reader = reader
        self._quiet = quiet

    async def find(
        self, talk: TalkId, wishes: SpeakerWishes, progress: Callable[[float], None] = lambda _: None
    ) -> LineEdit | None:
        """Return what gives the lines to those who speak. None: they are theirs already. Raises EngineError.

        `progress` receives how much of it is done, from 0 to 1.
        """
        lines = lines_to_hear((await self._talk(talk)).items, wishes)
        heard: list[tuple[VoiceStretch, ...]] = []
        for place, line in enumerate(lines):
            heard.append(await self._read(line))
            progress((place + 1) / len(lines))
        found = await asyncio.to_thread(tell_apart, heard, wishes.persons)
        if not found.prints:
            raise EngineError(NO_VOICE)
        voices = named_voices(found, heard, await asyncio.to_thread(self._known), wishes.name)
        told = {line.id: ToldLine(line, turns) for line, turns in zip(lines, voices.lines, strict=True)}
        # The person may have changed lines meanwhile.
        return given_to_speakers((await self._talk(talk)).items, told, voices.names, _new_line)

    async def voice_of(self, talk: TalkId, name: str) -> Vector | None:
        """Return how somebody sounds, by their longest lines. None: too little is said. Raises EngineError."""
        lines = lines_to_hear((await self._talk(talk)).items, SpeakerWishes(only=name))
        heard: list[VoiceStretch] = []
        for line in sorted(lines, key=lambda line: -line.sound_ms):
            heard += await self._read(line)
            if len(heard) >= PLENTY:
                break
        return voice_print(heard)

    async def _read(self, line: Message) -> tuple[VoiceStretch, ...]:
        while not self._quiet.is_quiet:  # noqa: ASYNC110  (nobody tells when it becomes so)
            await asyncio.sleep(LOOKS_EVERY)
        sounds = {part.sound: await self._sound(part.sound) for part in line.sound_parts}
        pcm = sound_of(line, sounds)
        return await self._reader().read(pcm) if pcm else ()

    async def _sound(self, sound: SoundId) -> bytes:
        return await answered(lambda then: self._store.read_sound(sound, then), b"")

    async def _talk(self, talk: TalkId) -> Talk:
        def ask(then: Answer[Talk | None]) -> None:
            self._store.load_talk(talk, then)

        found = await answered(ask, None)
        if found is None:
            raise EngineError(GONE)
        return found


def _new_line() -> ItemId:
    return ItemId(f"turn-{uuid.uuid4().hex[:12]}")
