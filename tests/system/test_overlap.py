"""Sounds over a reply, through the whole session and a sound card: what is heard of the reply, and what is answered."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Iterator, Sequence

import numpy as np
import pytest

from tests.rig.patience import EVENT
from tests.rig.signals import Samples, decibels, find, noise, silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded
from tests.rig.streams import Recording
from voiceapp.audio.echo import Cleaning, FarEnd
from voiceapp.audio.frontend import FrontEndWishes
from voiceapp.audio.loudspeaker_playback import LATENCY_VARIABLE, LoudspeakerPlayback
from voiceapp.audio.microphone_capture import MicrophoneCapture
from voiceapp.core.messages import (
    Command,
    EngineTraits,
    Event,
    MicFrame,
    OverlapJudged,
    PlaybackEnded,
    PlaybackStopped,
    TalkOpened,
    TalkStarted,
    TextEntered,
)
from voiceapp.core.overlap_decision import OverlapKind
from voiceapp.core.ports import (
    ChatEnd,
    ChatPiece,
    ChatText,
    PauseJudge,
    RecognisedText,
    RecognitionHints,
    SpeechToText,
    SpokenAudio,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.conversation import Conversation
from voiceapp.core.transcript import Item, ItemId, Message, SoundId, Speaker, Talk, TalkId
from voiceapp.core.wishes import SessionWishes, TalkWishes, TurnTaking
from voiceapp.engines.cascade.engine import CascadeEngine
from voiceapp.engines.cascade.parts import CascadeParts
from voiceapp.runtime.clock import SteadyClock
from voiceapp.runtime.session import Session, SessionParts
from voiceapp.runtime.session_thread import SessionThread

REPLY = noise(5.0, RATE, level=0.25, seed=71)
TRAITS = EngineTraits(Sentence("Parts of a test"))


class Recogniser:
    traits = TRAITS

    def __init__(self) -> None:
        self.text = ""
        self.hints: list[RecognitionHints] = []

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        self.hints.append(hints)
        async for _ in sound:
            pass
        yield RecognisedText(self.text)


class Model:
    traits = TRAITS

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        self.asked += [item.text for item in items[-1:] if isinstance(item, Message)]
        yield ChatText("A long reply.")
        yield ChatEnd()


class Voice:
    traits = TRAITS

    def __init__(self, sound: Samples = REPLY) -> None:
        self._sound = sound

    async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
        yield SpokenAudio(self._sound.tobytes())


class Keeper:
    def __init__(self) -> None:
        self.items: dict[ItemId, Item] = {}

    def keep_talk(self, talk: Talk) -> None: ...
    def keep_item(self, talk: TalkId, item: Item) -> None:
        self.items[item.id] = item

    def forget_item(self, talk: TalkId, item: ItemId) -> None:
        self.items.pop(item, None)

    def set_item_aside(self, talk: TalkId, item: Item) -> None: ...
    def keep_sound(self, sound: SoundId, pcm: bytes) -> None: ...
    def end_sound(self, sound: SoundId, *, keep: bool = True) -> None: ...
    def read_sound(self, sound: SoundId, then: Callable[[bytes], None]) -> None:
        then(b"")


class Log:
    """Notes every event and what followed, and lets a test wait for one."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.commands: list[str] = []
        self.times: list[tuple[float, Event, list[str]]] = []
        self._news = threading.Condition()

    def note(self, event: Event, commands: list[Command], now: float) -> None:
        with self._news:
            self.events.append(event)
            names = [type(command).__name__ for command in commands]
            self.commands += names
            self.times.append((now, event, names))
            self._news.notify_all()

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    def wait_for(self, there: Callable[[], bool], patience: float = EVENT) -> None:
        with self._news:
            assert self._news.wait_for(there, patience), self.commands[-60:]

    @property
    def decided(self) -> list[OverlapKind]:
        return [event.decision.kind for event in self.events if isinstance(event, OverlapJudged)]


class Talking:
    """A cascade's session with ears, a mouth and a recogniser for what is said over replies."""

    def __init__(
        self,
        ears: SpeechToText | None = None,
        voice: Voice | None = None,
        cleaning: Cleaning | None = None,
        judge: PauseJudge | None = None,
    ) -> None:
        """With nothing given, recognisers that say what a test tells them, noise as a voice, and headphones."""
        self.log, self.keeper, self.model = Log(), Keeper(), Model()
        self.ears, self.overlap_ears = Recogniser(), Recogniser()
        self._room = SessionThread("test-overlap")
        self._room.start()
        clock, far_end = SteadyClock(), FarEnd()
        self.playback = LoudspeakerPlayback(self.tell, far_end, clock.at)
        form = FrontEndWishes(cleaning or Cleaning(echo=False))
        self.capture = MicrophoneCapture(self._room.loop, self.tell, far_end, form, clock.at)
        self.playback.choose("speaker")
        self.playback.open(on=True)
        self.capture.choose("mic")
        engine = CascadeEngine(CascadeParts(ears or self.ears, self.model, voice or Voice()), TRAITS, _ready)
        self._parts = SessionParts(
            engine=lambda: engine,
            loudspeaker=self.playback,
            capture=_Listener(self.capture),
            keeper=self.keeper,
            clock=clock,
            show=lambda _: None,
            tools={},
            chimes={},
            recorder=self.log,
            pause_judge=judge,
            overlap_recogniser=ears or self.overlap_ears,
        )
        self._wishes = SessionWishes(language="de" if ears is None else "en", turn_taking=TurnTaking.LOCAL)
        self._session: Session | None = None
        begun = threading.Event()
        self._running = self._room.run(self._run(begun))
        assert begun.wait(EVENT)
        self.tell(TalkOpened(Talk(TalkId("t"), 0.0)))
        self.tell(TalkStarted())
        self.log.wait_for(lambda: bool(self.log.of(MicFrame)))

    async def _run(self, begun: threading.Event) -> None:
        self._session = Session(Conversation(TalkWishes(self._wishes, titles=False)), self._parts)
        begun.set()
        with contextlib.suppress(asyncio.CancelledError):
            await self._session.run()

    def tell(self, event: Event) -> None:
        if self._session is not None:
            self._session.tell(event)

    def run(self, work: Coroutine[None, None, None]) -> None:
        """In the session's loop."""
        self._room.run(work).result(EVENT)

    def close(self) -> None:
        self.capture.close()
        self.playback.close()
        self._running.cancel()
        self._room.stop()

    def said(self) -> list[str]:
        lines = [item for item in self.keeper.items.values() if isinstance(item, Message)]
        return [line.text for line in lines if line.speaker is Speaker.USER]


class _Listener:
    def __init__(self, capture: MicrophoneCapture) -> None:
        self._capture = capture

    def listen(self, *, on: bool) -> None:
        self._capture.listen(on=on)


@contextlib.asynccontextmanager
async def _ready() -> AsyncGenerator[None]:
    yield


@pytest.fixture
def talking(sound_card: SoundCard, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talking]:
    monkeypatch.setenv(LATENCY_VARIABLE, "0.2")
    talking = Talking()
    yield talking
    talking.close()


def over_a_reply(card: SoundCard, talking: Talking, recording: Recording, sound: Samples) -> None:
    """A reply sounds, and a second later something is heard over it."""
    talking.tell(TextEntered("Tell me."))
    recording.wait_for(lambda samples: int(np.count_nonzero(np.abs(samples) > 1_000)) > RATE * 0.8)
    card.speak(np.concatenate([silence(0.1, RATE), sound, silence(1.2, RATE)]))


def spoken(seconds: float) -> Samples:
    """So long a piece of a voice, from its first loud sound on."""
    voice = recorded("so-silly")
    start = int(np.flatnonzero(np.abs(voice.astype(np.int32)) > 4_000)[0])
    return voice[start : start + int(seconds * RATE)]


def heard_of_reply(recording: Recording) -> list[Samples]:
    """The stretches in which the reply was heard."""
    samples = recording.samples
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 40)
    cuts = np.flatnonzero(np.diff(loud) > RATE // 10)
    starts, ends = [loud[0], *loud[cuts + 1]], [*loud[cuts], loud[-1]]
    return [samples[int(start) : int(end) + 1] for start, end in zip(starts, ends, strict=True)]


@pytest.mark.alone
def test_after_an_mhm_the_rest_of_the_sentence_is_heard_exactly_once(sound_card: SoundCard, talking: Talking) -> None:
    talking.overlap_ears.text = "Mhm."
    with sound_card.recording() as recording:
        over_a_reply(sound_card, talking, recording, spoken(0.45))
        talking.log.wait_for(lambda: bool(talking.log.of(PlaybackEnded)))
        recording.wait_for_silence()
    assert talking.log.decided == [OverlapKind.BACKCHANNEL]
    first, rest = heard_of_reply(recording)
    assert abs(len(first) + len(rest) - len(REPLY)) < RATE // 20
    place = find(rest[RATE // 2 : RATE], REPLY)
    assert place.score > 0.99
    assert abs(place.at - RATE // 2 - len(first)) < RATE // 20, "from where it was left"
    assert talking.said() == ["Tell me."]
    assert ["Genau." in hints.before for hints in talking.overlap_ears.hints] == [True], "German is expected"
    assert talking.model.asked == ["Tell me."]
    assert not talking.log.of(PlaybackStopped)


@pytest.mark.alone
def test_stop_ends_it_and_is_not_answered(sound_card: SoundCard, talking: Talking) -> None:
    talking.overlap_ears.text = "Stop!"
    with sound_card.recording() as recording:
        over_a_reply(sound_card, talking, recording, spoken(0.45))
        talking.log.wait_for(lambda: bool(talking.log.of(PlaybackStopped)))
        (heard,) = heard_of_reply(recording)
    talking.log.wait_for(lambda: talking.said() == ["Tell me.", "Stop!"])
    assert talking.log.decided == [OverlapKind.STOP_COMMAND]
    assert len(heard) < len(REPLY) * 0.6
    assert talking.model.asked == ["Tell me."]


@pytest.mark.alone
def test_a_cough_only_makes_it_quieter(sound_card: SoundCard, talking: Talking) -> None:
    burst = noise(0.25, RATE, level=0.8, seed=3)
    cough = (burst * np.exp(-np.arange(len(burst)) / (0.06 * RATE))).astype(np.int16)
    with sound_card.recording() as recording:
        over_a_reply(sound_card, talking, recording, cough)
        talking.log.wait_for(lambda: bool(talking.log.of(PlaybackEnded)))
        recording.wait_for_silence()
    assert talking.log.decided in ([OverlapKind.NOISE], [OverlapKind.NOISE] * 2)
    (heard,) = heard_of_reply(recording)
    assert abs(len(heard) - len(REPLY)) < RATE // 20, "it never waited"
    assert decibels(heard[RATE // 2 : RATE]) - decibels(heard[-RATE:]) < 3, "and is as loud as before in the end"
    assert talking.model.asked == ["Tell me."]


@pytest.mark.alone
def test_speech_ends_it_and_is_answered(sound_card: SoundCard, talking: Talking) -> None:
    talking.ears.text = talking.overlap_ears.text = "What about Paris?"
    with sound_card.recording() as recording:
        over_a_reply(sound_card, talking, recording, spoken(1.4))
        talking.log.wait_for(lambda: talking.model.asked[1:] == ["What about Paris?"])
        first = heard_of_reply(recording)[0]
    assert talking.log.decided == [OverlapKind.SPEECH]
    assert len(first) < len(REPLY) * 0.6
    commands = talking.log.commands
    assert commands.index("Duck") < commands.index("PausePlaying") < commands.index("StopPlaying")
