"""What is kept is heard again by a better recogniser while nobody talks, and corrected where it heard other words."""

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Hashable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypedDict, Unpack

import pytest

from tests.app.idle import becomes
from tests.rig.models import installed
from tests.rig.patience import EVENT
from tests.storage.ask import found, load
from tests.storage.wav import WavFiles
from tests.talks import said, talk_of
from voiceapp.app.quiet_time import QuietTime
from voiceapp.app.second_ears import SecondEarsBySettings
from voiceapp.app.second_pass import SecondEars, SecondPass
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits, Phase, ShowState, ShowTalk, TalkState
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import (
    Improvement,
    Message,
    SoundId,
    Spent,
    Talk,
    TalkId,
    Usage,
    Via,
    Word,
)
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.local.better_ears import better_ears, rank_of_words
from voiceapp.local.chosen_models import ChosenModels, find
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.storage.database import Database
from voiceapp.storage.second_looks import lines_to_hear
from voiceapp.storage.store import Store

HERE = (Spent("Whisper (English)", Usage(seconds=2.0), 0.0),)
BETTER = 30
FIRST = "I'd like to booked a table."
SECOND = "I'd like to book a table."


class Ears:
    """A better recogniser, and the rest that the second pass asks for."""

    def __init__(self) -> None:
        self.words = SECOND
        self.heard: list[tuple[bytes, bool]] = []
        self.began = threading.Event()
        self.may_end = threading.Event()
        self.may_end.set()
        self.cancelled = threading.Event()
        self.fails = False
        self.here = True

    def ears(self) -> SecondEars | None:
        return SecondEars("Whisper base", BETTER - 9, BETTER, partial(_Recogniser, self)) if self.here else None

    def rank(self, spent: tuple[Spent, ...]) -> int | None:
        return rank_of_words(spent)

    def hints(self, line: Message) -> RecognitionHints:
        del line
        return RecognitionHints("en")

    def written(self, line: Message, heard: RecognisedText) -> str:
        del line
        return heard.text


class _Recogniser:
    traits = EngineTraits(Sentence("Whisper base"))

    def __init__(self, ears: Ears, timed: bool) -> None:
        self._ears = ears
        self._timed = timed

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        del hints
        pcm = b"".join([piece async for piece in sound])
        self._ears.heard.append((pcm, self._timed))
        self._ears.began.set()
        if self._ears.fails:
            raise EngineError(Failure(FailureKind.MODEL_BROKEN, Sentence("It crashed.")))
        try:
            await asyncio.to_thread(self._ears.may_end.wait, EVENT)
        except asyncio.CancelledError:
            self._ears.cancelled.set()
            raise
        yield RecognisedText(self._ears.words, words=(Word("I'd", 0, 300),) if self._timed else ())


Begin = Callable[..., SecondPass]


@pytest.fixture
def begin(store: Store, room: SessionThread) -> Iterator[Begin]:
    begun: list[SecondPass] = []

    def start(ears: Ears, quiet: QuietTime | None = None, live: str = "") -> SecondPass:
        begun.append(SecondPass(store, ears, room, quiet or QuietTime(0.0)))
        begun[-1].take_show(ShowTalk(Talk(TalkId(live), 0.0)))
        begun[-1].start()
        return begun[-1]

    yield start
    for each in begun:
        each.close()


class More(TypedDict, total=False):
    words: tuple[Word, ...]
    sound: SoundId
    via: Via
    original: str
    profile: str
    spent: tuple[Spent, ...]


def keep(store: Store, name: str, text: str = FIRST, /, **more: Unpack[More]) -> Message:
    usual = said(text, talk=name, sound=SoundId(name), sound_ms=2_000, spent=HERE, engine="This device")
    message = replace(usual, **more)
    store.keep_talk(talk_of(message, name=name))
    store.keep_item(TalkId(name), message)
    if message.sound is not None:
        store.keep_whole_sound(message.sound, b"\x01\x00" * 24_000)
    return message


def line(store: Store, name: str) -> Message:
    (item,) = load(store, name).items
    assert isinstance(item, Message)
    return item


def left(store: Store) -> int:
    assert store.settle()
    return len(found(partial(store.ask, lambda database: lines_to_hear(database, BETTER - 9, TalkId("")))))


def test_a_line_gets_the_better_words_and_says_by_whom(store: Store, begin: Begin) -> None:
    keep(store, "talk", words=(Word("I'd", 0, 200),))
    ears = Ears()
    work = begin(ears)
    assert becomes(work.wake, lambda: line(store, "talk").text == SECOND)
    now = line(store, "talk")
    assert now.improved == Improvement("Whisper base", FIRST)
    assert now.words == (Word("I'd", 0, 300),), "timed as the first ones were"
    assert left(store) == 0
    assert [len(pcm) for pcm, _ in ears.heard] == [48_000]


def test_what_it_heard_the_same_is_not_heard_a_third_time(store: Store, begin: Begin) -> None:
    before = keep(store, "talk", SECOND)
    ears = Ears()
    work = begin(ears)
    assert becomes(work.wake, lambda: left(store) == 0)
    assert line(store, "talk") == before
    assert ears.heard == [(ears.heard[0][0], False)]


@pytest.mark.parametrize(
    "more",
    [
        {"original": "I'd like two."},
        {"via": Via.TEXT},
        {"profile": "letters"},
        {"spent": (Spent("gpt-transcribe", Usage(seconds=2.0), 0.001),)},
        {"spent": (Spent("Whisper", Usage(seconds=2.0), 0.0),)},
        {"spent": ()},
    ],
)
def test_what_the_person_or_somebody_better_wrote_is_left_alone(store: Store, begin: Begin, more: More) -> None:
    before = keep(store, "talk", FIRST, **more)
    ears = Ears()
    work = begin(ears)
    assert becomes(work.wake, lambda: left(store) == 0)
    assert line(store, "talk") == before
    assert ears.heard == []


def test_the_talk_that_goes_on_and_what_was_deleted_are_left_alone(store: Store, begin: Begin) -> None:
    keep(store, "live")
    keep(store, "gone")
    store.delete_talk(TalkId("gone"))
    keep(store, "kept")
    ears = Ears()
    work = begin(ears, live="live")
    assert becomes(work.wake, lambda: line(store, "kept").text == SECOND)
    assert line(store, "live").text == FIRST
    assert len(ears.heard) == 1


def test_whoever_begins_to_talk_has_the_processor(store: Store, begin: Begin) -> None:
    keep(store, "talk")
    ears, quiet = Ears(), QuietTime(0.0)
    ears.may_end.clear()
    work = begin(ears, quiet)
    assert ears.began.wait(EVENT)
    quiet.take_show(ShowState(TalkState(Phase.HEARING)))
    assert ears.cancelled.wait(EVENT)
    assert line(store, "talk").text == FIRST
    ears.may_end.set()
    quiet.take_show(ShowState(TalkState(Phase.LISTENING)))
    assert becomes(work.wake, lambda: line(store, "talk").text == SECOND), "it's done another time"


def test_what_the_person_corrects_meanwhile_stays(store: Store, begin: Begin) -> None:
    before = keep(store, "talk")
    ears = Ears()
    ears.may_end.clear()
    work = begin(ears)
    assert ears.began.wait(EVENT)
    store.correct_item(TalkId("talk"), before.id, "I booked a table.")
    ears.may_end.set()
    assert becomes(work.wake, lambda: left(store) == 0)
    assert line(store, "talk").text == "I booked a table."


def test_the_first_version_stays_once_it_is_brought_back(store: Store, begin: Begin) -> None:
    before = keep(store, "talk")
    ears = Ears()
    work = begin(ears)
    assert becomes(work.wake, lambda: line(store, "talk").improved is not None)
    store.undo_correction(TalkId("talk"), replace(before, words=()))
    assert line(store, "talk") == before
    keep(store, "other")
    assert becomes(work.wake, lambda: line(store, "other").improved is not None)
    assert line(store, "talk").improved is None


def test_nothing_happens_without_a_better_recogniser_or_after_it_failed(store: Store, begin: Begin) -> None:
    keep(store, "talk")
    ears = Ears()
    ears.here = False
    work = begin(ears)
    work.wake()
    ears.fails = ears.here = True
    assert becomes(work.wake, ears.began.is_set)
    assert line(store, "talk").text == FIRST
    assert left(store) == 1


class EarsThatFailOnOne(Ears):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def hints(self, line: Message) -> RecognitionHints:
        if line.sound == SoundId("newest"):
            self.began.set()
            raise self.error
        return super().hints(line)


@pytest.mark.expects_log
@pytest.mark.parametrize(
    "error",
    [EngineError(Failure(FailureKind.MODEL_BROKEN, Sentence("It crashed."))), ValueError("nobody thought of this")],
    ids=["the recogniser's", "a mistake of ours"],
)
def test_a_line_that_always_fails_keeps_no_older_one_waiting(store: Store, begin: Begin, error: Exception) -> None:
    keep(store, "older")
    keep(store, "newest")
    ears = EarsThatFailOnOne(error)
    work = begin(ears)
    assert ears.began.wait(EVENT), "the newest comes first"
    assert becomes(work.wake, lambda: line(store, "older").text == SECOND)
    assert line(store, "newest").text == FIRST
    assert left(store) == 1, "it's tried again after the next start"


def test_a_recording_that_is_gone_is_not_looked_for_again(store: Store, begin: Begin) -> None:
    keep(store, "talk", sound=SoundId("talk"))
    store.end_sound(SoundId("talk"), keep=False)
    ears = Ears()
    work = begin(ears)
    assert becomes(work.wake, lambda: left(store) == 0)
    assert line(store, "talk").text == FIRST


# --- who hears


def by_settings(*, plugged: bool, wanted: str = "mains") -> SecondEarsBySettings:
    settings = Settings().with_value("history.second_pass", wanted).with_value("dictation.spoken_commands", True)
    return SecondEarsBySettings(lambda: settings, AvailableEngines(lambda: settings, KeyRing({})), lambda: plugged)


@pytest.mark.parametrize(
    ("plugged", "wanted", "hears"),
    [(True, "mains", True), (False, "mains", False), (False, "always", True), (True, "off", False)],
)
def test_it_works_when_the_person_wants_it(*, plugged: bool, wanted: str, hears: bool) -> None:
    assert by_settings(plugged=plugged, wanted=wanted).is_time is hears
    if not hears:
        assert by_settings(plugged=plugged, wanted=wanted).ears() is None


@installed
def test_the_best_recogniser_that_is_here_and_fits_hears(tmp_path: Path) -> None:
    chosen = ChosenModels(english_only=True, languages=("en",), store=str(tmp_path))
    found = better_ears(chosen)
    assert found is not None
    assert found.chosen == chosen, "what hears already needs no process of its own"
    whisper = find("ears", chosen)
    assert found.title.casefold().replace(" ", "-") == whisper.id
    assert (
        better_ears(replace(chosen, english_only=False, languages=("en", "de"))) is None
        or whisper.id != "whisper-tiny.en"
    )


def test_a_dictation_is_written_as_it_was() -> None:
    ears = by_settings(plugged=True)
    heard = RecognisedText("first, new line, second", language="en")
    dictated = replace(said("first\nsecond"), via=Via.DICTATION)
    assert ears.written(dictated, heard).splitlines() == ["first", "Second"]
    assert ears.written(said("x"), heard) == heard.text
    assert ears.hints(dictated).languages == ears.hints(said("x")).languages


def test_who_heard_a_line_is_known_by_its_bill() -> None:
    english, many = rank_of_words(HERE), rank_of_words((Spent("Whisper", Usage(seconds=1.0), 0.0),))
    assert english is not None
    assert many is not None
    assert english < many
    assert rank_of_words((Spent("Whisper", Usage(seconds=1.0), 0.01),)) is None


class FullDisk(Store):
    """Takes what is said, but no change to it."""

    changes = 0

    def change(self, change: Callable[[Database], object], about: Hashable | None = None) -> None:
        self.changes += 1


class AskedEars(Ears):
    """Counts how often it was looked for work."""

    asked = 0

    def ears(self) -> SecondEars | None:
        self.asked += 1
        return super().ears()


@pytest.mark.parametrize("via", [Via.VOICE, Via.TEXT])
def test_what_cannot_be_kept_is_neither_heard_nor_kept_again_and_again(
    tmp_path: Path, room: SessionThread, via: Via
) -> None:
    store = FullDisk(tmp_path / "data", WavFiles(), lambda _: None)
    store.start()
    keep(store, "talk", via=via)
    ears = AskedEars()
    work = SecondPass(store, ears, room, QuietTime(0.0))
    work.start()
    assert becomes(work.wake, lambda: ears.asked >= 6)
    work.close()
    store.close()
    assert store.changes == 1
    assert len(ears.heard) == (1 if via is Via.VOICE else 0)
