"""Captions of what is said, their translation, and the file that other programs follow."""

import asyncio
import errno
import itertools
import os
import stat
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from tests.rig.signals import silence
from tests.rig.speech import recorded
from voiceapp.app import caption_file, heard_captions
from voiceapp.app.caption_file import CaptionFile, CaptionFileWishes
from voiceapp.app.captions_desk import CaptionNeeds, CaptionsDesk
from voiceapp.audio.meeting_capture import NO_RECORDER
from voiceapp.audio.portaudio import SoundError
from voiceapp.core.captions.flow import Caption, CaptionFlow, Said
from voiceapp.core.dictation.bar_view import DictationView, SpokenPart
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits, Phase, Show, ShowItem, ShowLevels, ShowState, TalkState
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import (
    ChatEnd,
    ChatPiece,
    ChatText,
    EngineError,
    RecognisedText,
    RecognitionHints,
    SpeechToText,
)
from voiceapp.core.recordings.jobs import RecordingJob, RecordingOptions
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker, Spent, Usage
from voiceapp.core.wishes import SessionWishes
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.settings.model import Settings

SAID = Message(ItemId("1"), Speaker.USER, 0.0, "Good morning.", MessageState.DONE)


def until(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + EVENT
    looks = threading.Event()
    while not holds():
        assert time.monotonic() < end, what
        looks.wait(0.01)


class LiveFile:
    """A file of captions that is being written."""

    def __init__(self, path: Path, **wishes: object) -> None:
        self.path = path
        self.flow = CaptionFlow()
        self.troubles: list[Failure] = []
        chosen = replace(CaptionFileWishes(path), **wishes)  # type: ignore[arg-type]
        self.file = CaptionFile(chosen, lambda: self.flow.captions, self.troubles.append)

    def say(self, id: str, text: str, *, final: bool = False) -> None:
        self.flow.take(Said(id, text, final), time.monotonic())
        self.file.wake()

    def holds(self, words: str) -> None:
        until(lambda: self.path.exists() and words in self.text, f"{words!r} is not in {self.path}")

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["vtt", "srt"])
def test_the_file_is_whole_while_one_speaks_and_the_owners_alone(tmp_path: Path, kind: str) -> None:
    live = LiveFile(tmp_path / f"captions.{kind}")
    live.say("a", "good mor")
    live.holds("good mor\n")
    assert stat.S_IMODE(live.path.stat().st_mode) == 0o600
    live.say("a", "Good morning.", final=True)
    live.file.close()
    assert live.text.endswith("Good morning.\n")
    assert live.text.count("-->") == 1
    assert [each.name for each in tmp_path.iterdir()] == [live.path.name]


def test_whoever_reads_it_never_sees_half_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caption_file, "PACE", 0.0)
    live = LiveFile(tmp_path / "captions.vtt")
    live.holds("WEBVTT")
    torn: list[str] = []
    ended = threading.Event()

    def read_on() -> None:
        while not ended.is_set():
            text = live.text
            if not (text.startswith("WEBVTT\n") and text.endswith("\n")) or text.count("-->") != text.count("word 0"):
                torn.append(text)

    reader = threading.Thread(target=read_on)
    reader.start()
    for number in range(60):
        for words in range(1, 4):
            live.say(str(number), " ".join(f"word {word}" for word in range(words)))
    live.say("end", "word 0 and the end")
    live.file.close()
    ended.set()
    reader.join(EVENT)
    assert "word 0 and the end" in live.text
    assert torn == []


def test_a_text_file_holds_the_lines_of_now_and_nothing_in_the_end(tmp_path: Path) -> None:
    live = LiveFile(tmp_path / "captions.txt", rows=2, stay=0.4)
    live.say("a", "one", final=True)
    live.say("b", "two", final=True)
    live.say("c", "three")
    live.holds("two\nthree\n")
    assert live.text == "two\nthree\n"
    until(lambda: live.text == "", "nobody reads it any more")
    live.say("d", "four")
    live.holds("four\n")
    live.file.close()
    assert live.text == ""


def test_a_text_file_that_grows_gets_each_line_once_below_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "captions.txt"
    path.write_text("yesterday\n", encoding="utf-8")
    live = LiveFile(path, grows=True)
    before = path.stat().st_ino
    live.say("a", "one", final=True)
    live.holds("one\n")
    live.say("b", "two")
    live.say("b", "two and three", final=True)
    live.file.close()
    assert live.text == "yesterday\none\ntwo and three\n"
    assert path.stat().st_ino == before, "whoever follows it goes on reading"


def test_nothing_that_stands_in_its_place_gets_lost(tmp_path: Path) -> None:
    path = tmp_path / "captions.vtt"
    for words in ("a diary", "another day"):
        path.write_text(words, encoding="utf-8")
        live = LiveFile(path)
        live.holds("WEBVTT")
        live.file.close()
    assert (tmp_path / "captions-1.vtt").read_text(encoding="utf-8") == "a diary"
    assert (tmp_path / "captions-2.vtt").read_text(encoding="utf-8") == "another day"


@pytest.mark.expects_log
def test_a_file_that_cannot_be_written_is_told_once_and_written_when_it_can(tmp_path: Path) -> None:
    folder = tmp_path / "not there"
    live = LiveFile(folder / "captions.vtt")
    live.say("a", "hello")
    until(lambda: bool(live.troubles), "nobody was told")
    folder.mkdir()
    live.holds("hello")
    live.file.close()
    assert len(live.troubles) == 1
    assert str(folder) in str(live.troubles[0].sentence)


@pytest.mark.expects_log
def test_a_full_disk_leaves_the_version_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = LiveFile(tmp_path / "captions.vtt")
    live.say("a", "hello")
    live.holds("hello")

    def full(*_: object, **_wishes: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    live.say("a", "hello there")
    until(lambda: bool(live.troubles), "nobody was told")
    assert live.troubles[0].kind is FailureKind.DISK_FULL
    assert live.text.endswith("hello\n")
    monkeypatch.undo()
    live.holds("hello there\n")
    live.file.close()
    assert [each.name for each in tmp_path.iterdir()] == ["captions.vtt"]


@pytest.mark.expects_log
def test_of_a_disk_that_takes_only_a_part_nothing_is_lost_or_written_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveFile(tmp_path / "captions.txt", grows=True)
    until(live.path.exists, "it is not begun")
    real, asked = os.write, itertools.count()

    def sparing(descriptor: int, data: bytes) -> int:
        if not os.path.samestat(os.fstat(descriptor), live.path.stat()):
            return real(descriptor, data)
        if next(asked) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data[:5])

    monkeypatch.setattr(os, "write", sparing)
    live.say("a", "one two three", final=True)
    live.holds("one two three\n")
    live.say("b", "four five", final=True)
    live.file.close()
    assert live.text == "one two three\nfour five\n"
    assert len(live.troubles) == 1


# --- the desk


class Translator:
    """A language model that puts words into capitals."""

    traits = EngineTraits(Sentence("A translator"))

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.refuses: Failure | None = None

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        assert "German" in wishes.instructions
        (item,) = items
        assert isinstance(item, Message)
        self.asked.append(item.text)
        if self.refuses is not None:
            raise EngineError(self.refuses)
        yield ChatText(item.text.upper())
        yield ChatEnd((Spent("a-model", Usage(text_in=1), 0.1),))


class Ears:
    """A recogniser that says how much it was given."""

    traits = EngineTraits(Sentence("Ears"))

    def __init__(self) -> None:
        self.refuses: Failure | None = None
        self.ended = 0
        """Utterances whose sound it has been given to the end."""
        self.last_words: asyncio.Event | None = None
        """Held back until then."""

    def recogniser(self) -> SpeechToText:
        return self

    def hints(self) -> RecognitionHints:
        return RecognitionHints(live=True)

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        if self.refuses is not None:
            raise EngineError(self.refuses)
        begun = False
        async for _ in sound:
            if not begun:
                begun = True
                yield RecognisedText("so far", final=False)
        self.ended += 1
        if self.last_words is not None:
            await self.last_words.wait()
        yield RecognisedText("so far and no further", language="en")


class PlayedSource:
    """Sound that a test plays."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.closed = False
        self._heard = bytearray()
        self._lock = threading.Lock()

    @property
    def waiting(self) -> int:
        return len(self._heard)

    def play(self, pcm: bytes) -> None:
        with self._lock:
            self._heard += pcm

    def take(self, length: int) -> bytes:
        with self._lock:
            taken = bytes(self._heard[:length])
            del self._heard[:length]
        return taken

    def go_on(self) -> None: ...
    def close(self) -> None:
        self.closed = True


def at_once(work: Callable[[], object]) -> None:
    work()


class House:
    def __init__(self) -> None:
        self.settings = Settings().with_value("captions.on", True)
        self.room = SessionThread()
        self.room.start()
        self.translator = Translator()
        self.troubles: list[Failure] = []
        self.ears = Ears()
        self.sources: list[PlayedSource] = []
        self.refusal: SoundError | None = None
        self.desk = CaptionsDesk(
            lambda: self.settings,
            CaptionNeeds(self.room, at_once, self.ears, self.opened, lambda: self.translator, self.troubles.append),
        )
        self.seen: list[tuple[Caption, ...]] = []
        self.watching: list[Callable[[Show], None]] = []

    def start(self) -> None:
        self.desk.start(self._watch_talk, lambda take: None, lambda take: None)

    def _watch_talk(self, take: Callable[[Show], None]) -> None:
        take(ShowItem(replace(SAID, id=ItemId("before"))))
        self.watching.append(take)

    def opened(self, device: str) -> "PlayedSource":
        if self.refusal is not None:
            raise self.refusal
        self.sources.append(PlayedSource(device))
        return self.sources[-1]

    def choose(self, name: str, value: object) -> None:
        self.settings = self.settings.with_value(name, value)
        self.desk.change()

    def texts(self) -> list[str]:
        return [each.text for each in self.desk.captions]

    def close(self) -> None:
        self.desk.close()
        self.room.stop()


@pytest.fixture
def house() -> Iterator[House]:
    house = House()
    house.start()
    yield house
    house.close()


def test_it_shows_the_talk_and_the_dictation_if_they_are_wanted(house: House) -> None:
    stop = house.desk.watch(house.seen.append)
    house.desk.take_show(ShowItem(SAID))
    house.desk.take_view(DictationView(parts=(SpokenPart("d/1", "a letter"),)))
    assert [each.text for each in house.seen[-1]] == ["Good morning.", "a letter"]
    stop()
    house.choose("captions.talk", False)
    house.choose("captions.dictation", False)
    house.desk.take_show(ShowItem(replace(SAID, id=ItemId("2"))))
    house.desk.take_view(DictationView(parts=(SpokenPart("d/2", "another"),)))
    assert house.texts() == ["Good morning.", "a letter"]


def test_nothing_is_held_while_nobody_wants_captions(house: House) -> None:
    house.desk.take_show(ShowItem(SAID))
    house.choose("captions.on", False)
    assert house.texts() == []
    house.desk.take_show(ShowItem(SAID))
    assert house.texts() == []
    stop = house.desk.watch(house.seen.append)
    house.desk.take_show(ShowItem(SAID))
    assert house.texts() == ["Good morning."]
    stop()
    stop()
    assert house.texts() == []


def test_the_file_is_written_while_captions_are_on(house: House, tmp_path: Path) -> None:
    path = tmp_path / "captions.srt"
    house.choose("captions.file", str(path))
    house.desk.take_show(ShowItem(SAID))
    until(lambda: path.exists() and "You: Good morning." in path.read_text(encoding="utf-8"), "it is not written")
    house.choose("captions.on", False)
    house.choose("captions.file", "")
    assert "Good morning." in path.read_text(encoding="utf-8")


def test_captions_are_translated_where_the_person_chose_it(house: House) -> None:
    house.desk.take_show(ShowItem(SAID))
    assert house.translator.asked == []
    house.choose("captions.second", "de")
    until(lambda: house.desk.captions[0].is_translated, "it is not translated")
    assert house.desk.captions[0].translated == "GOOD MORNING."
    house.desk.take_show(ShowItem(replace(SAID, id=ItemId("2"), text="Guten Tag", language="de")))
    until(lambda: house.desk.captions[1].is_translated, "it is not taken as it is")
    assert house.translator.asked == ["Good morning."]
    house.choose("captions.second", "")
    house.desk.take_show(ShowItem(replace(SAID, id=ItemId("3"))))
    assert not house.desk.captions[2].is_translated


def test_why_nothing_is_translated_is_told_once(house: House) -> None:
    house.translator.refuses = Failure(FailureKind.NO_KEY, Sentence("There is no key."))
    house.choose("captions.second", "de")
    house.desk.take_show(ShowItem(SAID))
    house.desk.take_show(ShowItem(replace(SAID, id=ItemId("2"))))
    until(lambda: all(each.is_translated for each in house.desk.captions), "it waits for ever")
    assert house.troubles == [house.translator.refuses]
    assert [each.translated for each in house.desk.captions] == ["", ""]


def test_it_follows_what_is_shown_from_now_on(house: House) -> None:
    (take,) = house.watching
    take(ShowItem(replace(SAID, id=ItemId("before"))))
    take(ShowItem(replace(SAID, text="now")))
    assert house.texts() == ["now"]


# --- what others say

WORDS = recorded("modern", WIRE.rate).astype("<i2").tobytes()
QUIET = silence(1.5, WIRE.rate).astype("<i2").tobytes()
MEETING = RecordingJob("m", "/m.wav", 0.0, RecordingOptions(names=("Me", "Others"), meeting=True), recording=True)


def play_slowly(source: PlayedSource, pcm: bytes, meanwhile: Callable[[], object] = lambda: None) -> None:
    """Play it in pieces, so that it takes time as speech does."""
    step = WIRE.bytes(400)
    for start in range(0, len(pcm), step):
        meanwhile()
        source.play(pcm[start : start + step])
        until(lambda: source.waiting == 0, "it is not taken")


def names(house: House) -> list[str]:
    return [str(each.name) for each in house.desk.captions]


def test_what_the_computer_plays_is_recognised_as_it_goes(house: House) -> None:
    assert house.sources == [], "nothing listens unless it is wanted"
    house.choose("captions.computer", "always")
    (played,) = house.sources
    assert played.device == "@DEFAULT_MONITOR@"
    played.play(QUIET + WORDS)
    until(lambda: house.texts() == ["so far"], "no words while it goes on")
    played.play(QUIET)
    until(lambda: house.desk.captions[0].final, "no end")
    assert house.texts() == ["so far and no further"]
    assert house.desk.captions[0].name is None
    house.choose("captions.on", False)
    assert played.closed


def test_both_sides_of_a_meeting_are_read_while_it_is_recorded(house: House) -> None:
    house.desk.take_jobs((MEETING,))
    mine, theirs = house.sources
    theirs.play(QUIET + WORDS + QUIET)
    until(lambda: names(house) == ["Others"], "the others")
    mine.play(QUIET + WORDS + QUIET)
    until(lambda: names(house) == ["Others", "Me"], "the microphone")
    house.desk.take_jobs((replace(MEETING, recording=False),))
    assert mine.closed
    assert theirs.closed
    house.choose("captions.computer", "off")
    house.desk.take_jobs((MEETING,))
    assert len(house.sources) == 2


def leave_record(house: House, *, off: bool) -> None:
    house.desk.take_show(ShowState(TalkState(Phase.LISTENING, off_record=off)))


def test_the_microphone_of_a_meeting_gives_no_captions_off_the_record(house: House, tmp_path: Path) -> None:
    path = tmp_path / "captions.vtt"
    house.choose("captions.file", str(path))
    house.desk.take_jobs((MEETING,))
    mine, theirs = house.sources
    mine.play(QUIET + WORDS)
    until(lambda: names(house) == ["Me"], "the microphone")
    leave_record(house, off=True)
    until(lambda: names(house) == [], "what goes on when the person leaves the record is off it")
    mine.play(WORDS + QUIET)
    until(lambda: mine.waiting == 0, "it is not taken")
    theirs.play(QUIET + WORDS + QUIET)
    until(lambda: names(house) == ["Others"], "the others go on")
    until(lambda: "<v Others>" in path.read_text(encoding="utf-8"), "the others in the file")
    assert "<v Me>" not in path.read_text(encoding="utf-8")
    leave_record(house, off=False)
    play_slowly(mine, QUIET + WORDS + QUIET)
    until(lambda: "<v Me>" in path.read_text(encoding="utf-8"), "it is the person's turn again")


def test_a_meeting_that_begins_off_the_record_begins_without_the_microphone(house: House) -> None:
    leave_record(house, off=True)
    house.desk.take_jobs((MEETING,))
    mine, theirs = house.sources
    mine.play(QUIET + WORDS + QUIET)
    until(lambda: mine.waiting == 0, "it is not taken")
    theirs.play(QUIET + WORDS + QUIET)
    until(lambda: bool(names(house)), "the others")
    assert names(house) == ["Others"]
    assert house.ears.ended <= 1


def test_words_that_come_late_of_what_was_off_the_record_are_dropped(house: House) -> None:
    house.room.call(lambda: setattr(house.ears, "last_words", asyncio.Event()))
    house.desk.take_jobs((MEETING,))
    mine, theirs = house.sources
    before = time.time()
    mine.play(QUIET + WORDS + QUIET)
    until(lambda: house.ears.ended == 1, "its sound is over")
    house.desk.take_show(ShowItem(replace(SAID, at=before, sound_ms=60_000, off_record=True)))
    theirs.play(QUIET + WORDS + QUIET)
    until(lambda: house.ears.ended == 2, "the others")
    assert house.ears.last_words is not None
    house.room.call(house.ears.last_words.set)
    until(lambda: any(each.final for each in house.desk.captions), "the others' last words")
    assert names(house) == ["Others"]


def test_that_it_was_off_the_record_is_known_late(house: House) -> None:
    house.choose("captions.second", "de")
    house.desk.take_jobs((MEETING,))
    mine = house.sources[0]
    for count in (1, 2):
        play_slowly(mine, QUIET + WORDS + QUIET)
        until(lambda count=count: [each.is_translated for each in house.desk.captions] == [True] * count, "its words")  # type: ignore[misc]
    first, second = house.desk.captions
    behind = time.time() - time.monotonic()
    said = replace(SAID, at=first.began + behind, sound_ms=100, off_record=True)
    house.desk.take_show(ShowItem(said))
    until(lambda: house.desk.captions == (second,), "it is taken back, and what was said after it stays")


def test_our_own_reply_is_left_out_of_what_the_computer_plays(house: House) -> None:
    house.choose("captions.computer", "always")
    (played,) = house.sources
    house.desk.take_show(ShowState(TalkState(Phase.SPEAKING)))
    played.play(QUIET + WORDS + QUIET)
    until(lambda: played.waiting == 0, "it is not taken")
    house.desk.take_show(ShowState(TalkState(Phase.LISTENING)))
    assert house.texts() == []


def test_our_own_reply_is_left_out_also_while_the_person_speaks_over_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heard_captions, "ECHO", EVENT)  # however long a busy machine takes between two levels
    house.choose("captions.computer", "always")
    (played,) = house.sources
    house.desk.take_show(ShowState(TalkState(Phase.HEARING)))
    play_slowly(played, QUIET + WORDS + QUIET, lambda: house.desk.take_show(ShowLevels(speaker=-20.0)))
    assert house.texts() == []


def test_a_source_that_is_not_there_is_told_once_and_tried_again_when_something_is_chosen(house: House) -> None:
    house.refusal = SoundError(NO_RECORDER)
    house.choose("captions.computer", "always")
    house.choose("captions.stay", 5)
    assert house.troubles == [NO_RECORDER]
    house.refusal = None
    house.choose("captions.computer", "off")
    house.choose("captions.computer", "always")
    assert len(house.sources) == 1


def test_why_others_are_not_recognised_is_told_once(house: House) -> None:
    house.ears.refuses = Failure(FailureKind.NO_MODEL, Sentence("There is no recogniser."))
    house.choose("captions.computer", "always")
    for _ in range(2):
        house.sources[0].play(QUIET + WORDS + QUIET)
        until(lambda: house.sources[0].waiting == 0, "it is not taken")
    until(lambda: bool(house.troubles), "nobody was told")
    house.choose("captions.computer", "off")
    assert house.troubles == [house.ears.refuses]
