"""Remembered voices are known again, and only where it's sure."""

import random
from collections.abc import Sequence

import pytest

from tests.core.recordings.voices import spoken, voice
from voiceapp.core.recordings.jobs import speaker_name
from voiceapp.core.recordings.known_voices import LEAST, known_again, named_voices, voice_print
from voiceapp.core.recordings.speakers import tell_apart
from voiceapp.core.recordings.voice_groups import likeness, unit
from voiceapp.core.recordings.voice_prints import RememberedVoice, VoiceStretch


def remembered(name: str, number: int) -> RememberedVoice:
    print_ = voice_print(spoken([number] * 20, 50 + number))
    assert print_ is not None
    return RememberedVoice(name, print_, 1.0)


KNOWN = (remembered("Ana", 1), remembered("Ben", 4))


def test_a_voice_is_known_again_and_another_is_not() -> None:
    prints = [voice(number, random.Random(number)) for number in (4, 7, 1)]
    assert known_again(prints, KNOWN) == ("Ben", "", "Ana")
    assert known_again(prints, ()) == ("", "", "")
    assert known_again([], KNOWN) == ()


def test_of_two_that_sound_alike_none_is_taken() -> None:
    twin = RememberedVoice("Twin", KNOWN[0].vector, 1.0)
    assert known_again([KNOWN[0].vector], (*KNOWN, twin)) == ("",)


def test_nobody_is_two_voices_of_a_recording() -> None:
    further = unit([one + other for one, other in zip(KNOWN[0].vector, voice(2, random.Random(2)), strict=True)])
    near = unit([3 * one + other for one, other in zip(KNOWN[0].vector, further, strict=True)])
    assert known_again([near], KNOWN) == ("Ana",)
    assert known_again([near, KNOWN[0].vector], KNOWN) == ("", "Ana")


def test_a_voice_is_its_mean_and_needs_some_seconds() -> None:
    line = spoken([1] * LEAST)
    print_ = voice_print(line)
    assert print_ is not None
    assert all(likeness(print_, stretch.vector) > 0.8 for stretch in line)
    assert voice_print(line[1:]) is None


def names_of(*lines: list[VoiceStretch], known: Sequence[RememberedVoice] = KNOWN) -> list[list[str]]:
    named = named_voices(tell_apart(lines), lines, known, speaker_name)
    return [[named.names[turn.voice] for turn in line] for line in named.lines]


@pytest.mark.parametrize("stretches", [1, 3, LEAST - 1])
def test_whoever_says_little_never_has_the_remembered_name_of_the_voice_that_is_most_alike(stretches: int) -> None:
    short = names_of(spoken([1] * 20), spoken([7] * stretches, 2), spoken([1], 3), known=KNOWN[:1])
    assert short == [["Ana"], ["Speaker 1"], ["Ana"]]


def test_nor_where_they_throw_in_a_word_in_somebodys_line() -> None:
    (line, other) = names_of(spoken([1] * 12 + [7] * 4 + [4] * 12), spoken([4] * 12, 5))
    assert line[0] == "Ana"
    assert line[-1] == "Ben"
    assert other == ["Ben"]
    assert names_of(spoken([7]), known=KNOWN[:1]) == [["Speaker 1"]]


def test_who_is_not_remembered_is_called_by_the_number_of_their_voice() -> None:
    assert names_of(spoken([7] * 12), spoken([4] * 12, 5)) == [["Speaker 1"], ["Ben"]]
