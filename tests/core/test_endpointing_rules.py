"""From any sequence of frames: utterances never overlap, have what was heard before them, and always end."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.messages import Command, EndSound, KeepSound, MicFrame
from voiceapp.core.sound_rules import MARGIN
from voiceapp.core.talk.endpointing import Endpointer, SpeechEdge
from voiceapp.core.talk.listening import Listening
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.transcript import SoundId
from voiceapp.core.wishes import EndpointingWishes, SessionWishes, TalkWishes, TurnTaking

LOUD, ROOM = -30.0, -60.0
LEAST_BEFORE = 15
"""300 ms."""

probability = st.one_of(st.sampled_from([0.0, 0.2, 0.4, 0.45, 0.6, 0.95]), st.floats(0.0, 1.0))
level = st.one_of(st.sampled_from([-120.0, ROOM, LOUD]), st.floats(-120.0, 0.0))
frame = st.tuples(probability, level)
runs = st.lists(st.tuples(frame, st.integers(1, 60)), max_size=25).map(
    lambda each: [one for one, times in each for _ in range(times)]
)
key = st.sampled_from(["press", "release"])
with_keys = st.lists(st.one_of(key, st.tuples(frame, st.integers(1, 40))), max_size=25).map(
    lambda each: [one for item in each for one in (([item[0]] * item[1]) if isinstance(item, tuple) else [item])]
)
edges = st.builds(
    EndpointingWishes,
    attack=st.integers(1, 6),
    hangover=st.integers(1, 50),
    pause=st.integers(0, 20),
    shortest=st.integers(1, 15),
    preroll=st.integers(LEAST_BEFORE, 30),
    postroll=st.integers(1, 15),
    longest=st.integers(60, 300),
)


def feed(endpointer: Endpointer, what: "str | tuple[float, float]") -> SpeechEdge | None:
    match what:
        case "press":
            endpointer.press()
        case "release":
            endpointer.release()
        case (float() as speech, float() as loud):
            return endpointer.take_frame(speech, loud)
        case _:
            raise AssertionError(what)
    return None


@given(edges, with_keys)
def test_beginnings_and_ends_alternate_and_silence_ends_everything(
    wishes: EndpointingWishes, happened: "list[str | tuple[float, float]]"
) -> None:
    endpointer = Endpointer(wishes)
    found: list[SpeechEdge] = []
    pauses: list[SpeechEdge] = []
    length = 0
    silence = [(0.0, -90.0)] * (wishes.hangover + wishes.postroll + 1)
    for what in [*happened, "release", *silence]:
        edge = feed(endpointer, what)
        if edge in (SpeechEdge.PAUSED, SpeechEdge.WENT_ON):
            pauses.append(edge)
            assert endpointer._paused is (edge is SpeechEdge.PAUSED)
        elif edge is SpeechEdge.STIRRED:
            assert endpointer._paused, "only in a pause, and neither a beginning nor an end"
        elif edge is not None:
            found.append(edge)
            assert endpointer.speaking is (edge is SpeechEdge.BEGAN)
            assert not endpointer._paused
            assert pauses[1::2] == [SpeechEdge.WENT_ON] * len(pauses[1::2]), "in turn"
            assert pauses[::2] == [SpeechEdge.PAUSED] * len(pauses[::2])
            pauses.clear()
        length = length + isinstance(what, tuple) if endpointer.speaking and edge in (None, SpeechEdge.STIRRED) else 0
        assert length < wishes.longest
    assert not endpointer.speaking
    assert all(edge is SpeechEdge.BEGAN for edge in found[::2])
    assert all(edge is not SpeechEdge.BEGAN for edge in found[1::2])
    assert len(found) % 2 == 0


@dataclass
class Heard:
    """Runs the listening as a conversation does, and keeps which frames went into which recording."""

    wishes: TalkWishes
    kept: dict[SoundId, list[int]] = field(default_factory=dict)
    whole: list[SoundId] = field(default_factory=list)
    first_voiced: dict[SoundId, int] = field(default_factory=dict)
    """The first frame that our endpointer counted for it."""

    def __post_init__(self) -> None:
        self._listening = Listening(self._say, TranscriptWriter(lambda _: None), self.wishes)
        self._number = 0

    def _say(self, command: Command) -> None:
        match command:
            case KeepSound(sound, pcm):
                self.kept.setdefault(sound, []).append(int.from_bytes(pcm, "little"))
            case EndSound(sound, keep):
                if keep:
                    self.whole.append(sound)
                else:
                    self.kept.pop(sound, None)
            case _:
                pass

    def take(self, what: "str | tuple[float, float]") -> None:
        if what == "press":
            self._listening.press()
        elif what == "release":
            self._listening.release()
        elif isinstance(what, tuple):
            number, self._number = self._number, self._number + 1
            heard = MicFrame(number.to_bytes(4, "little"), number * 0.02, *what)
            edge = self._listening.take_mic_frame(heard, None)
            if edge is SpeechEdge.BEGAN:
                utterance = self._listening.begin(heard.at, None, sure=True)
                by_key = self.wishes.turn_taking.by_key
                self.first_voiced[utterance.sound] = number if by_key else number - self.wishes.edges.attack + 1
            elif edge is not None and self._listening.utterance is not None:
                finish = self._listening.end if edge is SpeechEdge.ENDED else self._listening.drop
                finish(self._listening.utterance)


def check(heard: Heard) -> None:
    ended_at = -1
    for sound in heard.whole:
        frames = heard.kept[sound]
        assert frames == list(range(frames[0], frames[-1] + 1)), "one stretch of sound, nothing left out or twice"
        assert frames[0] > ended_at, "nothing of the one before"
        before = heard.first_voiced[sound] - frames[0]
        assert before >= min(LEAST_BEFORE, heard.first_voiced[sound] - ended_at - 1), "what was heard before is there"
        ended_at = frames[-1]


@given(edges, runs)
def test_utterances_never_overlap_and_have_their_preroll(
    wishes: EndpointingWishes, frames: list[tuple[float, float]]
) -> None:
    heard = Heard(TalkWishes(edges=wishes))
    for one in [*frames, *[(0.0, -90.0)] * (wishes.hangover + 1)]:
        heard.take(one)
    check(heard)


@given(edges, with_keys)
def test_the_same_with_a_key(wishes: EndpointingWishes, happened: "list[str | tuple[float, float]]") -> None:
    heard = Heard(TalkWishes(edges=wishes, session=SessionWishes(turn_taking=TurnTaking.HOLD)))
    for one in [*happened, "release", *[(0.0, -90.0)] * (wishes.postroll + 1)]:
        heard.take(one)
    check(heard)


def test_what_goes_on_at_once_after_an_end_does_not_repeat_it() -> None:
    heard = Heard(TalkWishes(edges=EndpointingWishes(hangover=10)))
    speech, pause = [(0.9, LOUD)] * 30, [(0.0, ROOM)] * 10
    for one in [*[(0.0, ROOM)] * 50, *speech, *pause, *speech, *pause]:
        heard.take(one)
    first, second = (heard.kept[sound] for sound in heard.whole)
    assert second[0] == first[-1] + 1


def test_whoever_never_pauses_is_cut_off_at_last() -> None:
    endpointer = Endpointer(EndpointingWishes(attack=3, longest=100))
    edges = [(number, edge) for number in range(103) if (edge := endpointer.take_frame(0.9, LOUD)) is not None]
    assert edges == [(2, SpeechEdge.BEGAN), (102, SpeechEdge.ENDED)]
    assert not endpointer.speaking


# --- the room


def quiet_room(endpointer: Endpointer, loudness: float, seconds: float) -> None:
    for _ in range(int(seconds * 50)):
        assert endpointer.take_frame(0.05, loudness) is None


def begins(endpointer: Endpointer, loudness: float) -> bool:
    return any(endpointer.take_frame(0.9, loudness) is SpeechEdge.BEGAN for _ in range(10))


def test_what_is_no_louder_than_the_room_is_no_speech_whatever_the_detector_says() -> None:
    endpointer = Endpointer(EndpointingWishes())
    quiet_room(endpointer, -50.0, 20)
    assert not begins(endpointer, -50.0 + MARGIN - 1)
    assert begins(endpointer, -50.0 + MARGIN + 1)


def test_it_follows_a_quieter_room_at_once_and_a_louder_one_within_seconds() -> None:
    endpointer = Endpointer(EndpointingWishes())
    quiet_room(endpointer, -40.0, 25)
    assert not begins(endpointer, -45.0)
    quiet_room(endpointer, -70.0, 0.1)
    assert begins(endpointer, -45.0)
    endpointer.reset()
    quiet_room(endpointer, -50.0, 9)
    assert not begins(endpointer, -50.0 + MARGIN - 1)


def test_speech_does_not_raise_the_floor_under_itself() -> None:
    endpointer = Endpointer(EndpointingWishes())
    quiet_room(endpointer, -60.0, 15)
    assert begins(endpointer, -40.0)
    for _ in range(50 * 30):
        assert endpointer.take_frame(0.9, -40.0) is None, "half a minute of talking is one utterance"
