"""Who speaks when: voices that sound alike are one, however many lines there are."""

import random

import pytest

from tests.core.recordings.voices import STEP, spoken, voice
from voiceapp.core.recordings import voice_groups
from voiceapp.core.recordings.speakers import ENOUGH, FoundVoices, SpeakerTurn, tell_apart
from voiceapp.core.recordings.voice_groups import VoiceGroup, grouped, unit
from voiceapp.core.recordings.voice_prints import VoiceStretch


def voices_of(found: FoundVoices) -> list[list[int]]:
    return [[turn.voice for turn in line] for line in found.lines]


def test_two_persons_take_turns() -> None:
    lines = [spoken([number] * 10, seed) for seed, number in enumerate([3, 5, 3, 3, 5])]
    found = tell_apart(lines)
    assert voices_of(found) == [[0], [1], [0], [0], [1]]
    assert len(found.prints) == 2
    assert found.lines[0] == (SpeakerTurn(0, 9 * STEP + 1600, 0),)


def test_one_person_stays_one() -> None:
    assert voices_of(tell_apart([spoken([2] * 12, seed) for seed in range(6)])) == [[0]] * 6


def test_a_line_changes_where_another_voice_begins() -> None:
    found = tell_apart([spoken([1] * 10 + [4] * 10), spoken([4] * 10, 9)])
    (first, second), (third,) = found.lines
    assert (first.voice, second.voice, third.voice) == (0, 1, 1)
    assert first.end == second.start
    assert abs(first.end - (10 * STEP + 600)) <= STEP


def test_a_stretch_in_which_two_voices_meet_makes_no_third() -> None:
    chance = random.Random(2)
    both = [one + other for one, other in zip(voice(1, chance), voice(4, chance), strict=True)]
    line = spoken([1] * 12 + [0] + [4] * 12)
    line[12] = VoiceStretch(line[12].start, line[12].end, unit(both))
    assert len(tell_apart([line] * 3).prints) == 2


def test_what_is_too_short_to_be_a_person_is_given_to_the_nearest() -> None:
    lines = [spoken([1] * 12), spoken([6] * (ENOUGH - 1), 2), spoken([4] * 12, 3)]
    assert len(tell_apart(lines).prints) == 2


def test_where_the_person_says_how_many_speak_a_short_word_is_enough() -> None:
    lines = [spoken([1] * 12), spoken([6] * 4, 2), spoken([4] * 12, 3)]
    assert voices_of(tell_apart(lines, 3)) == [[0], [1], [2]]


def test_never_more_persons_than_the_person_says() -> None:
    lines = [spoken([number] * 10, number) for number in range(5)]
    assert len(tell_apart(lines).prints) == 5
    assert len(tell_apart(lines, 2).prints) == 2
    assert len(tell_apart(lines, 1).prints) == 1


def test_what_surely_is_one_voice_is_not_split_because_two_are_expected() -> None:
    assert len(tell_apart([spoken([1] * 12, seed) for seed in range(4)], 2).prints) == 1


def test_a_few_words_by_one_person_are_theirs() -> None:
    assert voices_of(tell_apart([spoken([1])])) == [[0]]


def test_where_nobody_speaks_there_is_no_voice() -> None:
    assert tell_apart([]) == FoundVoices((), ())
    assert tell_apart([[], []]) == FoundVoices(((), ()), ())
    found = tell_apart([spoken([1] * 9), []])
    assert voices_of(found) == [[0], []]


@pytest.mark.parametrize("persons", [0, 3])
def test_however_long_it_is(persons: int) -> None:
    """Far more than are compared with each other at once."""
    order = [random.Random(seed).choice((1, 7, 9)) for seed in range(150)]
    lines = [spoken([number] * 4, seed) for seed, number in enumerate(order)]
    found = tell_apart(lines, persons)
    known = {number: place for place, number in enumerate(dict.fromkeys(order))}
    assert voices_of(found) == [[known[number]] for number in order]


def test_blocks_come_to_an_end_even_if_nothing_is_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_groups, "BLOCK", 4)
    groups = [VoiceGroup(voice(number, random.Random(number)), 1) for number in range(20)]
    left = grouped(groups, 0.99, 0, 1)
    assert 1 <= len(left) <= 4
    assert sum(group.weight for group in left) == 20


def test_a_vector_of_nothing_stays_nothing() -> None:
    assert list(unit([0.0, 0.0])) == [0.0, 0.0]
