"""When words sound that nobody timed."""

from dataclasses import replace

from voiceapp.core.recordings.editing import retyped
from voiceapp.core.recordings.line_edits import edited
from voiceapp.core.recordings.untimed import LONGEST, MOST, timed_words, untimed
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, MessageState, Note, SoundId, Speaker, Via, Word

LINE = Message(
    ItemId("1"),
    Speaker.USER,
    0.0,
    "We use PySide, here.",
    MessageState.DONE,
    Via.FILE,
    sound=SoundId("s"),
    sound_ms=2_000,
)
HEARD = (
    Word("we", 100, 300, 0.9),
    Word("use", 300, 500, 0.9),
    Word("pie", 550, 800, 0.2),
    Word("side", 800, 1_100, 0.3),
)
VOICED = [(0, 900), (1_400, 2_000)]


def test_words_get_the_times_of_what_is_heard_in_their_place() -> None:
    words = timed_words(LINE, (*HEARD, Word("here", 1_500, 2_300, 0.9)), VOICED)
    assert words == (
        Word("We", 100, 300),
        Word("use", 300, 500),
        Word("PySide,", 550, 1_100),
        Word("here.", 1_500, 2_000),
    )


def test_where_something_else_is_heard_they_are_spread_over_the_voice() -> None:
    other = (Word("Thank", 0, 200), Word("you", 200, 400))
    words = timed_words(LINE, other, VOICED)
    assert [word.text for word in words] == ["We", "use", "PySide,", "here."]
    assert (words[0].start, words[-1].end) == (0, 2_000)
    assert not any(900 < word.start < 1_400 for word in words), "nobody speaks there"
    assert [word.end for word in timed_words(LINE, (), [])][-1] == 2_000


def test_only_lines_with_sound_and_words_are_timed_and_not_without_end() -> None:
    others = (
        Note(ItemId("n"), 0.0, Sentence("Here.")),
        replace(LINE, words=HEARD),
        replace(LINE, text=" "),
        replace(LINE, sound=None),
        replace(LINE, sound_ms=0),
        replace(LINE, sound_ms=LONGEST + 1),
        replace(LINE, state=MessageState.WAITING),
    )
    assert untimed((*others, LINE)) == (LINE,)
    long = replace(LINE, sound_ms=LONGEST)
    assert len(untimed([long] * 9)) == MOST // LONGEST


def test_words_that_are_timed_in_between_leave_the_way_back_open() -> None:
    edit = retyped((LINE,), LINE.id, "We use Qt here.")
    assert edit is not None
    after = edited((LINE,), edit)
    assert after is not None
    (changed,) = after
    assert isinstance(changed, Message)
    timed = replace(changed, words=(Word("We", 0, 100),))
    assert edited((timed,), edit.inverse) == (LINE,)
    assert edited((replace(timed, text="Something else."),), edit.inverse) is None
