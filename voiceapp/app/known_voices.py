"""Finds those who spoke in a recording so far, so that a recogniser knows them again in its next part."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType

from voiceapp.app.idle_work import answered
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import RecognisedText
from voiceapp.core.recordings.sound_cuts import assembled
from voiceapp.core.recordings.voices import SHORTEST_SAMPLE, VoiceSample, label_of, named_turns, voice_samples
from voiceapp.core.transcript import Message, Talk, TalkId
from voiceapp.core.voice_turns import KnownVoice
from voiceapp.storage.recording_jobs import RecordingJobs


@dataclass(frozen=True, slots=True)
class KnownVoices:
    names: tuple[str, ...] = ()
    """All names in the recording so far."""
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The names of those of whom there are samples, by the label that they are sent under."""
    samples: tuple[KnownVoice, ...] = ()

    def named(self, found: RecognisedText, name: Callable[[int], str]) -> RecognisedText:
        """Return what was heard with the names of who spoke. `name` gives those who are new theirs."""
        return replace(found, turns=named_turns(found.turns, self.labels, self.names, name))


async def known_voices(kept: RecordingJobs, talk: TalkId) -> KnownVoices:
    items = (await answered(partial(kept.lines, talk), Talk(talk, 0.0))).items
    names = dict.fromkeys(item.voice for item in items if isinstance(item, Message) and item.voice)
    samples: list[KnownVoice] = []
    labels: dict[str, str] = {}
    for number, sample in enumerate(voice_samples(items)):
        pcm = await _sound_of(kept, sample)
        # Its file may be gone by now.
        if WIRE.ms(len(pcm)) >= SHORTEST_SAMPLE:
            labels[label_of(number)] = sample.name
            samples.append(KnownVoice(label_of(number), pcm))
    return KnownVoices(tuple(names), labels, tuple(samples))


async def _sound_of(kept: RecordingJobs, sample: VoiceSample) -> bytes:
    sounds = dict.fromkeys(part.sound for part in sample.parts)
    return assembled(sample.parts, {sound: await answered(partial(kept.sound, sound), b"") for sound in sounds})
