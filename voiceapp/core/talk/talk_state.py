"""Summarises the state of the talk for the person: the one phase that the button shows, and the line beside it."""

from dataclasses import dataclass
from enum import Enum

from voiceapp.core.messages import ModelLoading, Phase, TalkState
from voiceapp.core.talk.link_state import LinkKeeper
from voiceapp.core.talk.tool_calls import ToolCalls
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.wishes import TurnTaking


class Floor(Enum):
    NOBODY = "nobody"
    USER = "user"
    THINKING = "thinking"
    SPEAKING = "speaking"


@dataclass(frozen=True, slots=True)
class PersonState:
    """The person's side of the talk."""

    on: bool
    """The person wants to be listened to."""
    muted: bool
    asleep: bool
    """Only the wake word is listened for."""
    wake_phrase: str
    deaf: bool
    """The microphone delivers nothing."""
    opening: bool
    """Whether there is a microphone is not known yet."""
    microphone: str | None
    speaker: str | None
    turn_taking: TurnTaking
    voice_interrupts: bool
    keeps_floor: bool
    """The person is silent after asking for time to think."""
    off_record: bool = False

    @property
    def heard(self) -> bool:
        """Return whether what the person says reaches the talk."""
        return self.on and not self.muted and not self.asleep and not self.unplugged

    @property
    def unplugged(self) -> bool:
        return self.deaf or self.microphone is None


@dataclass(frozen=True, slots=True)
class EngineState:
    """The engine's side of the talk."""

    link: LinkKeeper
    not_out: int
    """The number of turns that the person sees waiting."""
    unsent: bool
    """Some of them go out as soon as possible."""
    tools: ToolCalls
    rests: bool = False
    """There is no link because it costs money by the second, and nobody speaks."""


def talk_state_of(
    person: PersonState, floor: Floor, engine: EngineState, transcript: TranscriptWriter, loading: ModelLoading
) -> TalkState:
    info = engine.link.info
    return TalkState(
        phase=_phase(person, floor, engine),
        turn_taking=person.turn_taking,
        muted=person.muted,
        hears=person.heard,
        voice_interrupts=person.voice_interrupts,
        keeps_floor=person.keeps_floor,
        off_record=person.off_record,
        wake_phrase=person.wake_phrase,
        engine=info.traits.name if info else None,
        model=info.model if info else "",
        voice=info.voice if info else "",
        leaves_machine=info.traits.leaves_machine if info else None,
        microphone=person.microphone,
        speaker=person.speaker,
        waiting=engine.not_out,
        retry_at=engine.link.retry_at,
        spent_usd=transcript.spent_usd,
        unpriced=transcript.unpriced,
        loading=loading.what,
        loaded=loading.done,
    )


def _phase(person: PersonState, floor: Floor, engine: EngineState) -> Phase:
    link = engine.link
    if floor is Floor.SPEAKING:
        return Phase.SPEAKING
    if floor is Floor.USER:
        return Phase.HEARING
    if floor is Floor.THINKING:
        if engine.tools.asking:
            return Phase.ASKING
        return Phase.LOOKING if engine.tools.busy else Phase.THINKING
    if not person.on and not engine.unsent:
        return Phase.OFF
    if not link.is_open and not engine.rests and (engine.unsent or not person.asleep):
        return Phase.OFFLINE if link.failure is not None else Phase.CONNECTING
    if person.muted:
        return Phase.MUTED
    if person.opening:
        return Phase.ASLEEP if person.asleep else Phase.CONNECTING
    if person.unplugged:
        return Phase.DEAF
    if person.asleep:
        return Phase.ASLEEP
    return Phase.READY if person.turn_taking.by_key else Phase.LISTENING
