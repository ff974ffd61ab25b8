"""Lines are given to who speaks in them, and split between the words where somebody else goes on."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.core.test_line_edits import do, timed
from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.recordings.speaker_edits import ToldLine, given_to_speakers, lines_to_hear
from voiceapp.core.recordings.speaker_wishes import SpeakerWishes
from voiceapp.core.recordings.speakers import SpeakerTurn
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Note

NAMES = ("Ana", "Ben", "Cleo")


def ids() -> Callable[[], ItemId]:
    numbers = itertools.count(1)
    return lambda: ItemId(f"new-{next(numbers)}")


def turns(*ends: tuple[int, int]) -> tuple[SpeakerTurn, ...]:
    """Turns in a row, each with its end and its voice."""
    starts = (0, *(end for end, _ in ends))
    return tuple(SpeakerTurn(start, end, voice) for start, (end, voice) in zip(starts, ends, strict=False))


def told(items: Sequence[Item], *said: tuple[SpeakerTurn, ...]) -> LineEdit | None:
    lines = [item for item in items if isinstance(item, Message)]
    known = {line.id: ToldLine(line, each) for line, each in zip(lines, said, strict=True)}
    return given_to_speakers(items, known, NAMES, ids())


def spoken(line: Message, *ends: tuple[int, int]) -> list[tuple[str, str]]:
    items = (line,)
    return [(each.voice, each.text) for each in do(items, told(items, turns(*ends)))]


def test_each_line_gets_the_name_of_who_speaks_in_it() -> None:
    note = Note(ItemId("note"), 1.0, Sentence("A note."))
    items = (timed("good morning", 1), note, timed("and to you", 2), timed("well", 3))
    after = do(items, told(items, turns((800, 0)), turns((1200, 1)), turns((400, 0))))
    assert [line.voice for line in after] == ["Ana", "Ben", "Ana"]


def test_a_line_is_split_where_somebody_else_goes_on() -> None:
    line = timed("how are you I am fine thanks")
    items = (line,)
    one, other = do(items, told(items, turns((1250, 0), (2800, 1))))
    assert (one.voice, one.text) == ("Ana", "how are you")
    assert (other.voice, other.text) == ("Ben", "I am fine thanks")
    assert (one.id, other.follows) == (line.id, line.id)
    assert one.sound_ms + other.sound_ms == line.sound_ms
    assert [word.start for word in other.words] == [50, 450, 850, 1250]


def test_it_is_split_more_than_once() -> None:
    line = timed("yes it is no it is not well then let us see that")
    found = spoken(line, (1200, 0), (2800, 1), (4800, 2))
    assert found == [("Ana", "yes it is"), ("Ben", "no it is not"), ("Cleo", "well then let us see that")]


def test_the_end_of_a_sentence_nearby_is_where_the_other_begins() -> None:
    line = timed("are you there? yes I am here now")
    assert spoken(line, (1700, 0), (2800, 1)) == [("Ana", "are you there?"), ("Ben", "yes I am here now")]
    assert spoken(line, (800, 0), (2800, 1)) == [("Ana", "are you there?"), ("Ben", "yes I am here now")]


def test_who_says_no_word_has_no_line() -> None:
    line = timed("one two three four five six seven eight nine ten eleven twelve")
    assert spoken(line, (0, 1), (4800, 0)) == [("Ana", line.text)]
    assert spoken(line, (4700, 0), (4800, 1)) == [("Ana", line.text)]
    assert spoken(line, (2400, 0), (2410, 1), (4800, 0)) == [("Ana", line.text)]
    found = spoken(line, (2400, 0), (2410, 1), (4800, 2))
    assert [name for name, _ in found] == ["Ana", "Cleo"]


def test_far_from_any_word_the_nearest_is_taken() -> None:
    line = replace(timed("so then"), sound_ms=9000)
    (first, second) = line.words
    line = replace(line, words=(first, replace(second, start=8000, end=8500)))
    assert spoken(line, (4000, 0), (9000, 1)) == [("Ana", "so"), ("Ben", "then")]


def test_a_line_without_times_is_all_of_who_speaks_longest() -> None:
    plain = replace(timed("how are you fine thanks"), words=())
    assert spoken(plain, (500, 0), (2000, 1)) == [("Ben", plain.text)]
    waiting = replace(timed("how are you fine thanks"), state=MessageState.WAITING)
    assert spoken(waiting, (1500, 0), (2000, 1)) == [("Ana", waiting.text)]


def test_a_line_that_has_changed_meanwhile_is_left_as_it_is() -> None:
    line = timed("good morning")
    known = {line.id: ToldLine(line, turns((800, 0)))}
    changed = replace(line, text="Good morning!")
    assert given_to_speakers((changed,), known, NAMES, ids()) is not None
    moved = timed("good morning", 1, sound=None, sound_ms=0)
    assert given_to_speakers((moved,), known, NAMES, ids()) is None


def test_what_is_known_already_changes_nothing() -> None:
    items = (replace(timed("good morning"), voice="Ana"), timed("and you", 2))
    assert told(items, turns((800, 0)), ()) is None


def test_only_lines_with_a_sound_are_listened_to_and_only_those_that_are_wanted() -> None:
    items = (
        timed("one", 1, voice="Me"),
        timed("two", 2, voice="Others"),
        timed("three", 3, sound=None),
        Note(ItemId("note"), 1.0, Sentence("A note.")),
    )
    assert [line.text for line in lines_to_hear(items, SpeakerWishes())] == ["one", "two"]
    assert [line.text for line in lines_to_hear(items, SpeakerWishes(only="Others"))] == ["two"]


def test_who_comes_after_those_who_are_named_has_a_number() -> None:
    wishes = SpeakerWishes(names=("Ana",))
    assert [wishes.name(0), wishes.name(1)] == ["Ana", "Speaker 2"]
