"""A live file of captions is whole at every moment."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.captions.flow import MOST, CaptionEvent, CaptionFlow, Said, Translated, Unsaid
from voiceapp.core.sentence import verbatim
from voiceapp.exports.live_captions import LiveCues, LiveFormat, NewestLines, ShownLanguages, finished_line

ANNA = verbatim("Anna")
VTT_TIME = r"\d\d:\d\d:\d\d\.\d{3}"


def test_what_is_still_being_said_stands_in_it_and_its_end_moves_on() -> None:
    flow, cues = CaptionFlow(), LiveCues(str)
    flow.take(Said("a", "hello", name=ANNA, began=1.0), 1.5)
    assert cues.take(flow.captions)
    assert not cues.take(flow.captions)
    assert cues.render(LiveFormat.VTT) == "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.500\n<v Anna>hello\n"
    flow.take(Said("a", "hello <there>", name=ANNA), 2.0)
    cues.take(flow.captions)
    assert cues.render(LiveFormat.SRT) == "1\n00:00:01,000 --> 00:00:04,000\nAnna: hello ‹there›\n"


def test_long_captions_are_cut_into_cues_of_two_lines_at_the_time_of_their_words() -> None:
    flow, cues = CaptionFlow(), LiveCues(None)
    words = [f"word{number:02}" for number in range(30)]
    for count in range(1, 31):
        flow.take(Said("a", " ".join(words[:count]), began=0.0), count / 2)
        cues.take(flow.captions)
    text = cues.render(LiveFormat.VTT)
    found = re.findall(rf"({VTT_TIME}) --> ({VTT_TIME})\n(.+)\n(.+)?", text)
    assert len(found) == 3
    assert found[0][2] == " ".join(words[:6])
    assert found[0][0] == "00:00:00.000"
    # Six words a line: the second cue begins with the thirteenth word.
    assert "00:00:05" < found[1][0] < "00:00:07"


def test_a_cue_ends_where_the_next_one_begins_if_it_can_be_read_by_then() -> None:
    flow, cues = CaptionFlow(), LiveCues(None)
    for name, began in (("a", 1.0), ("b", 3.0), ("c", 3.4)):
        flow.take(Said(name, name, final=True, began=began), began + 0.5)
    cues.take(flow.captions)
    times = re.findall(rf"{VTT_TIME} --> {VTT_TIME}", cues.render(LiveFormat.VTT))
    assert times == [
        "00:00:01.000 --> 00:00:03.000",
        "00:00:03.000 --> 00:00:04.000",
        "00:00:03.400 --> 00:00:05.900",
    ]


def test_nothing_that_was_said_before_it_began_is_in_it() -> None:
    flow, cues = CaptionFlow(), LiveCues(None, began=10.0)
    flow.take(Said("a", "before", final=True), 9.0)
    flow.take(Said("b", "half before", began=9.5), 11.0)
    cues.take(flow.captions)
    assert cues.render(LiveFormat.SRT) == "1\n00:00:00,000 --> 00:00:03,000\nhalf before\n"


@pytest.mark.parametrize("alone", [True, False])
def test_what_nobody_said_is_taken_out(alone: bool) -> None:
    flow, cues = CaptionFlow(), LiveCues(None)
    for name in ("a",) if alone else ("a", "b", "c"):
        flow.take(Said(name, name, final=True), 1.0)
    cues.take(flow.captions)
    flow.take(Unsaid("a"), 2.0)
    assert cues.take(flow.captions)
    assert not cues.take(flow.captions)
    assert ("a" in cues.render(LiveFormat.SRT).split()) is False
    assert ("b" in cues.render(LiveFormat.SRT).split()) is not alone


def test_what_is_no_longer_held_stays() -> None:
    flow, cues = CaptionFlow(), LiveCues(None)
    for number in range(MOST + 2):
        flow.take(Said(str(number), f"word{number}", final=True), 1.0)
        cues.take(flow.captions)
    flow.take(Unsaid(str(MOST)), 2.0)
    cues.take(flow.captions)
    found = cues.render(LiveFormat.SRT).split()
    assert [f"word{number}" in found for number in (0, 1, MOST, MOST + 1)] == [True, True, False, True]


def test_the_two_languages_are_shown_together_or_one_alone() -> None:
    flow = CaptionFlow()
    flow.take(Said("a", "good morning", final=True, began=1.0), 2.0)
    flow.take(Said("b", "unheard of", final=True, began=3.0), 4.0)
    flow.take(Translated("a", "guten Morgen"), 5.0)
    both, alone = LiveCues(None, ShownLanguages.BOTH), LiveCues(None, ShownLanguages.TRANSLATION)
    both.take(flow.captions)
    alone.take(flow.captions)
    assert re.findall("(?m)^[a-z ]+$", both.render(LiveFormat.SRT), re.IGNORECASE) == [
        "good morning",
        "guten Morgen",
        "unheard of",
    ]
    assert alone.render(LiveFormat.SRT) == "1\n00:00:01,000 --> 00:00:04,000\nguten Morgen\n"


def test_the_newest_lines_are_those_of_a_small_screen() -> None:
    flow, lines = CaptionFlow(), NewestLines(2, str)
    flow.take(Said("a", "hello", name=ANNA), 1.0)
    assert lines.render(flow.captions, 0.0) == "Anna: hello\n"
    flow.take(Said("b", " ".join(["word"] * 18)), 2.0)
    assert lines.render(flow.captions, 0.0) == f"{'word ' * 7}word\n{'word ' * 1}word\n"
    assert lines.render(flow.captions, 3.0) == ""


def test_the_newest_lines_hold_so_many_of_each_language() -> None:
    flow, lines = CaptionFlow(), NewestLines(1, None, ShownLanguages.BOTH)
    flow.take(Said("a", "good morning", final=True), 1.0)
    flow.take(Translated("a", "guten Morgen"), 1.0)
    flow.take(Said("b", "and then"), 2.0)
    assert lines.render(flow.captions, 0.0) == "and then\nguten Morgen\n"


@pytest.mark.parametrize(
    ("shown", "line"),
    [(None, "Anna: good"), (ShownLanguages.BOTH, "Anna: good | gut"), (ShownLanguages.TRANSLATION, "Anna: gut")],
)
def test_a_finished_caption_is_one_line(shown: ShownLanguages | None, line: str) -> None:
    flow = CaptionFlow()
    flow.take(Said("a", "good", name=ANNA), 1.0)
    assert finished_line(flow.captions[0], str, shown) == ""
    flow.take(Said("a", "good", final=True, name=ANNA), 1.0)
    if shown is not None:
        assert finished_line(flow.captions[0], str, shown) == ""
    flow.take(Translated("a", "gut"), 1.0)
    assert finished_line(flow.captions[0], str, shown) == line
    assert finished_line(flow.captions[0], None, shown) == line.removeprefix("Anna: ")


def test_a_caption_that_nobody_could_translate_is_no_line_where_only_the_translation_is_wanted() -> None:
    flow = CaptionFlow()
    flow.take(Said("a", "good", final=True, name=ANNA), 1.0)
    flow.take(Translated("a", ""), 1.0)
    assert finished_line(flow.captions[0], str, ShownLanguages.TRANSLATION) == ""
    assert finished_line(flow.captions[0], str, ShownLanguages.BOTH) == "Anna: good"


EVENTS = st.lists(
    st.tuples(
        st.one_of(
            st.builds(
                Said,
                st.sampled_from("abc"),
                st.text("ab <>&-\n你{}", max_size=120),
                st.booleans(),
                st.sampled_from([None, ANNA, verbatim("a-->b")]),
            ),
            st.builds(Unsaid, st.sampled_from("abc")),
            st.builds(Translated, st.sampled_from("abc"), st.text("xy ", max_size=60)),
        ),
        st.floats(0.0, 5.0),
    ),
    max_size=12,
)


@given(EVENTS, st.sampled_from([None, *ShownLanguages]))
def test_it_is_whole_whatever_is_said(events: list[tuple[CaptionEvent, float]], shown: ShownLanguages | None) -> None:
    flow, cues, now = CaptionFlow(), LiveCues(str, shown), 0.0
    for event, passed in events:
        now += passed
        flow.take(event, now)
        cues.take(flow.captions)
        head, *blocks = cues.render(LiveFormat.VTT).split("\n\n")
        assert head == "WEBVTT" or (head == "WEBVTT\n" and not blocks)
        starts: list[str] = []
        for number, block in enumerate(blocks, 1):
            first, times, *rows = block.removesuffix("\n").split("\n")
            assert first == str(number)
            start, end = re.fullmatch(rf"({VTT_TIME}) --> ({VTT_TIME})", times).groups()  # type: ignore[union-attr]
            assert start < end
            starts.append(start)
            assert 1 <= len(rows) <= 2
            assert all(row.strip() and "-->" not in row for row in rows)
        assert starts == sorted(starts)
