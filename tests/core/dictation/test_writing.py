"""What is said for numbers, dates, money, addresses and spellings is written as people write it; idioms stay."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.dictation.languages import likely_language
from voiceapp.core.dictation.wishes import DictationWishes
from voiceapp.core.dictation.wording import Wording
from voiceapp.core.dictation.writing.table import DEFAULT_RULES, WritingRule
from voiceapp.core.dictation.writing.writer import WRITING, write

SPOKEN = Path(__file__).with_name("spoken")
FEWEST = 200


def _cases(name: str, language: str) -> list[tuple[str, str, str, frozenset[WritingRule]]]:
    lines = (SPOKEN / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(language, said, written, frozenset(map(WritingRule, more))) for said, written, *more in rows]


CASES = _cases("english.tsv", "en") + _cases("german.tsv", "de")


@pytest.mark.parametrize("language", WRITING)
def test_each_language_is_tried_on_many_cases(language: str) -> None:
    assert sum(case[0] == language for case in CASES) >= FEWEST


@pytest.mark.parametrize(("language", "said", "written", "more"), CASES)
def test_words_are_written_as_people_write_them(
    language: str, said: str, written: str, more: frozenset[WritingRule]
) -> None:
    assert write(said, language, DEFAULT_RULES | more) == written


@pytest.mark.parametrize(("language", "said", "written", "more"), CASES)
def test_nothing_changes_where_every_kind_is_off(
    language: str, said: str, written: str, more: frozenset[WritingRule]
) -> None:
    assert write(said, language, ()) == said


OFF = [
    (WritingRule.FILLERS, "um yes", "um yes"),
    (WritingRule.NUMBERS, "twenty-five people", "twenty-five people"),
    (WritingRule.DIGITS, "call five five five one", "call five five five one"),
    (WritingRule.ORDINALS, "the twenty-first time", "the twenty-first time"),
    (WritingRule.DATES, "on March third", "on March third"),
    (WritingRule.TIMES, "three pm", "three pm"),
    (WritingRule.MONEY, "five dollars", "five dollars"),
    (WritingRule.UNITS, "five percent", "five percent"),
    (WritingRule.ADDRESSES, "go to example dot com", "go to example dot com"),
    (WritingRule.SPELLING, "spell that A B C", "spell that A B C"),
]


@pytest.mark.parametrize(("rule", "said", "written"), OFF)
def test_each_kind_can_be_switched_off_by_itself(rule: WritingRule, said: str, written: str) -> None:
    assert write(said, "en", DEFAULT_RULES - {rule}) == written
    assert write(said, "en", DEFAULT_RULES) != written


def test_spaces_lines_and_other_languages_stay_as_they_are() -> None:
    assert write("two  cats\n\nand twenty-five\n", "en", DEFAULT_RULES) == "two  cats\n\nand 25\n"
    assert write("vingt-cinq um", "fr", DEFAULT_RULES) == "vingt-cinq um"
    assert write("", "en", DEFAULT_RULES) == ""


@given(st.text(max_size=80), st.sampled_from(sorted(WRITING)))
def test_any_text_can_be_written(text: str, language: str) -> None:
    assert isinstance(write(text, language, frozenset(WritingRule)), str)


PIECES = ["one", "two", "twenty", "hundred", "and", "a", "half", "point", "oh", "million", "dollars", "percent", "at", "dot", "com",
          "May", "third", "pm", "to", "minus", "spell", "that", "B", "um", "5", "1,500", "plus", "double", "www", "slash", ",", "eins",
          "Uhr", "zwanzig", "Euro", "Komma", "zweieinhalb", "dritten", "ersten", "bis", "buchstabiere", "Anton", "wie"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=9), st.sampled_from(sorted(WRITING)))
def test_what_is_written_once_is_not_written_otherwise_again(words: list[str], language: str) -> None:
    write(" ".join(words), language, frozenset(WritingRule))


def test_vocabulary_numbers_and_marks_work_together() -> None:
    wording = Wording.of(DictationWishes(vocabulary=("PySide",)))
    said = "um use pie side version two point five comma it costs twenty dollars period bullet point done"
    assert wording.write(said, "en").text == "use PySide version 2.5, it costs $20.\n• done"


def test_the_language_of_the_words_is_found_among_those_that_are_spoken() -> None:
    wording = Wording.of(DictationWishes(languages=("en", "de")))
    assert wording.language("Es geht um die Sache", None) == "de"
    assert wording.language("It is about the thing", None) == "en"
    assert wording.language("Hallo", None) == "en"
    assert wording.language("Es geht um die Sache", "fr") == "fr"
    assert likely_language("um die", ("fr", "de-AT")) == "de-AT"
    assert likely_language("whatever", ()) is None


@pytest.mark.parametrize(("language", "cue"), [("en", "spell double "), ("de", "buchstabiere doppel ")])
def test_what_a_recogniser_says_over_and_over_neither_fails_nor_grows(language: str, cue: str) -> None:
    again = cue.split()[1]
    for text in (
        cue + f"{again} " * 60 + "a b",
        cue + f"{again} capital groß " * 2_000 + "a b",
        "1" * 5_000,
        "." * 99_999 + "x",
    ):
        assert len(write(text, language, DEFAULT_RULES)) <= len(text)
    assert write("spell capital double a b", "en", DEFAULT_RULES) == "AAb"


def test_words_of_an_unknown_language_are_no_hesitations() -> None:
    for languages in ((), ("en", "de")):
        wording = Wording.of(DictationWishes(languages=languages))
        assert wording.write("Er kommt um acht.", None).text == "Er kommt um acht."
        assert wording.write("Um, he comes.", "en").text == "He comes."
    assert Wording.of(DictationWishes(languages=("en",))).write("Um, he comes.", None).text == "He comes."
