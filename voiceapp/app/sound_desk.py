"""Lists devices, tries them out, and plays sound outside a talk."""

import time
from collections.abc import Callable
from contextlib import aclosing
from typing import TYPE_CHECKING

from voiceapp.app.live_settings import LiveSettings
from voiceapp.app.session_builder import RunningTalk
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.audio.devices import Devices
from voiceapp.core.answers import Answer, Probe
from voiceapp.core.failures import Failure
from voiceapp.core.messages import ReplyId
from voiceapp.core.ports import TextToSpeech
from voiceapp.core.sentence import Sentence
from voiceapp.core.sound_access import DeviceChoice
from voiceapp.core.text.read_aloud import read_aloud
from voiceapp.core.transcript import SoundId
from voiceapp.core.wishes import SessionWishes
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.settings.wishes_from_settings import session_wishes

if TYPE_CHECKING:
    from voiceapp.checks.probes import MicrophoneProbe

SAMPLE = "Hello. This is how I sound when I answer you."
SAMPLE_PATIENCE = 60.0
CLOSING_PATIENCE = 3.0


class SoundDesk:
    """May be used from any thread. Sound is played through the talk's loudspeaker."""

    def __init__(
        self,
        settings: LiveSettings,
        talking: RunningTalk,
        engines: AvailableEngines,
        workers: WorkerPool,
        read_sound: Callable[[SoundId, Callable[[bytes], None]], None],
    ) -> None:
        self._settings = settings
        self._talking = talking
        self._engines = engines
        self._workers = workers
        self._probes: list[MicrophoneProbe] = []
        self._read_sound = read_sound

    def microphones(self, then: Answer[tuple[DeviceChoice, ...]]) -> None:
        self._workers.ask(lambda: tuple(Devices(output=False).choices()), then)

    def speakers(self, then: Answer[tuple[DeviceChoice, ...]]) -> None:
        self._workers.ask(lambda: tuple(Devices(output=True).choices()), then)

    def test(self, seconds: float, then: Answer[Probe]) -> None:
        """Record for that long and play it back."""
        from voiceapp.checks.probes import record_and_play  # noqa: PLC0415  (only when somebody asks)

        self._workers.ask(lambda: record_and_play(self._settings(), seconds), then)

    def open_level_meter(self, heard: Callable[[float], None]) -> Callable[[], None]:
        from voiceapp.checks.probes import MicrophoneProbe  # noqa: PLC0415

        probe = MicrophoneProbe(self._settings(), heard)
        self._probes = [*(each for each in self._probes if not each.over), probe]
        return probe.stop

    def close(self) -> None:
        """Ends every trial of the microphone, even if its listener never stopped it."""
        for probe in self._probes:
            probe.stop()
        for probe in self._probes:
            probe.wait(CLOSING_PATIENCE)

    def say_sample(self, voice: str, then: Answer[Probe]) -> None:
        self._workers.ask(lambda: self._talking.room.run(self._speak_sample(voice)).result(SAMPLE_PATIENCE), then)

    def try_voice(self, voice: str, text: str, then: Answer[Probe]) -> None:
        self._workers.ask(lambda: self._talking.room.run(self._try_voice(voice, text)).result(SAMPLE_PATIENCE), then)

    async def _try_voice(self, voice: str, text: str) -> Probe:
        settings = self._settings()
        speaking = self._engines.voice_named(voice) if voice else self._engines.sample_voice(settings)
        wishes = session_wishes(settings)
        said = read_aloud(text, wishes)
        if not said:
            return Probe(False, Sentence("There's nothing to say in that."))
        trouble = await self._say(speaking, said, wishes)
        return Probe(trouble is None, Sentence("That's how it sounds.") if trouble is None else trouble.sentence)

    async def _speak_sample(self, voice: str) -> Probe:
        """Speaks one sentence with the voice that will be used."""
        settings = self._settings().with_value("tts.voice", voice) if voice else self._settings()
        speaking = self._engines.sample_voice(settings)
        trouble = await self._say(speaking, SAMPLE, session_wishes(settings))
        if trouble is not None:
            return Probe(False, trouble.sentence)
        return Probe(True, _whose_voice(voice, speaking.traits.name))

    async def _say(self, speaking: TextToSpeech, text: str, wishes: SessionWishes) -> Failure | None:
        """Say a text instead of what is sounding now. Return why another voice said it. Raises EngineError."""
        reply = _new_reply("sample")
        playback = self._talking.playback
        playback.stop()
        playback.open(on=True)
        trouble: Failure | None = None
        async with aclosing(speaking.speak(text, wishes)) as pieces:
            async for piece in pieces:
                if piece.trouble is not None:
                    trouble = piece.trouble
                if piece.pcm:
                    playback.play(reply, piece.pcm)
        playback.finish(reply)
        return trouble

    def play(self, sound: SoundId) -> None:
        """Plays a recording, instead of what is sounding now."""
        self._read_sound(sound, self.play_samples)

    def play_samples(self, pcm: bytes) -> None:
        """Play raw sound, instead of what is sounding now."""
        reply = _new_reply("replay")
        playback = self._talking.playback
        playback.stop()
        playback.play(reply, pcm)
        playback.finish(reply)

    def stop(self) -> None:
        self._talking.playback.stop()


def _whose_voice(voice: str, speaker: Sentence) -> Sentence:
    """`voice`: its name, where one was chosen. `speaker`: who spoke with it."""
    if not voice:
        return Sentence("That's the voice you'll hear.")
    return Sentence("That was {voice} ({speaker}).", voice=voice, speaker=speaker)


def _new_reply(what: str) -> ReplyId:
    """A name that no reply of a talk has."""
    return ReplyId(f"{what}-{time.monotonic_ns()}")
