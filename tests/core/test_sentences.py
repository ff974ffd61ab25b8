"""Where answers are cut into sentences, and what of them is said aloud."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voiceapp.core.text.sentences import LONGEST, SentenceCutter, sentences
from voiceapp.core.text.speakable import speakable
from voiceapp.core.text.unfinished import looks_unfinished


def cut(text: str) -> list[str]:
    """As it comes, letter by letter."""
    cutter = SentenceCutter()
    found = [sentence for letter in text for sentence in cutter.add(letter)]
    return [*found, *cutter.flush()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello there. How are you?", ["Hello there. ", "How are you?"]),
        ("Dr. Smith paid $3.50. He left.", ["Dr. Smith paid $3.50. ", "He left."]),
        ("It was e.g. fine. Then it rained.", ["It was e.g. fine. ", "Then it rained."]),
        ("He left at 5 p.m. She stayed.", ["He left at 5 p.m. ", "She stayed."]),
        (
            "Am 3. Mai kam Hr. Müller, z.B. mit dem Auto. Gut so.",
            ["Am 3. Mai kam Hr. Müller, z.B. mit dem Auto. ", "Gut so."],
        ),
        ("Das war am 21. Oktober. Danach nichts.", ["Das war am 21. Oktober. ", "Danach nichts."]),
        ("We met J. R. R. Tolkien there. Nice.", ["We met J. R. R. Tolkien there. ", "Nice."]),
        ("1. First thing\n2. Second thing\nThat is all.", ["1. First thing\n", "2. Second thing\n", "That is all."]),
        ("See https://example.com/a.b?c=1. Bye then.", ["See https://example.com/a.b?c=1. ", "Bye then."]),
        ("Version 2.0.1 is out... Really now?", ["Version 2.0.1 is out... ", "Really now?"]),
        ("你好。我是你的助手！今天好吗？", ["你好。我是你的助手！", "今天好吗？"]),
        ('She said: "I am here." And he left.', ['She said: "I am here." ', "And he left."]),
        (
            "Look:\n```python\nprint('a. b')\n```\nThat is it.",
            ["Look:\n", "```python\nprint('a. b')\n```\n", "That is it."],
        ),
        ("Is it I? You and I. We know.", ["Is it I? ", "You and I. ", "We know."]),
        ("That is it (really). Then go.", ["That is it (really). ", "Then go."]),
        ("See fig. 3 there. Nice.", ["See fig. 3 there. ", "Nice."]),
        ("See vol. 2 and no. 7. Nice.", ["See vol. 2 and no. 7. ", "Nice."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_pauses(text: str, expected: list[str]) -> None:
    found = cut(text)
    assert "".join(found) == text
    if text.startswith("Look"):
        assert any(sentence.startswith("```") and sentence.rstrip().endswith("```") for sentence in found)
    else:
        assert found == expected


def test_a_whole_text_is_cut_at_once() -> None:
    assert sentences("Hello there. How are you?") == ["Hello there. ", "How are you?"]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        (f"{'Word ' * 30}and, {'word ' * 60}", len("Word " * 30 + "and, ")),
        ("Word " * 90, LONGEST),
        ("W" * 500, LONGEST),
    ],
    ids=["at a comma", "at a space", "anywhere"],
)
def test_what_has_no_end_is_cut_all_the_same(text: str, length: int) -> None:
    cutter = SentenceCutter()
    first, second, *rest = cutter.add(f"So it is. {text}")
    assert first == "So it is. "
    assert len(second) == length
    assert "".join([second, *rest, *cutter.flush()]) == text


@given(st.text(alphabet=st.sampled_from("aB .!?,\n1\"'`#*-。é😀:/"), max_size=600), st.integers(1, 50), st.booleans())
def test_no_character_is_lost_however_it_comes(text: str, size: int, hurry: bool) -> None:
    cutter = SentenceCutter(hurry=hurry)
    found: list[str] = []
    for start in range(0, len(text), size):
        found += cutter.add(text[start : start + size])
    found += cutter.flush()
    assert "".join(found) == text
    assert all(found)


@given(st.text(alphabet="abc de", min_size=300, max_size=2000))
def test_speech_never_waits_for_more_than_a_few_lines(text: str) -> None:
    assert all(len(sentence) <= LONGEST + 1 for sentence in cut(text))


def test_the_first_words_do_not_wait_for_the_end_of_a_long_sentence() -> None:
    text = "Well, that is an interesting question, and one that many people have asked over the years, in many places."
    assert len(cut(text)[0]) < 60


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Sure! A good book is this one.", "Sure! "),
        ("Yes. It is closed.", "Yes. "),
        ("Good morning, I'm doing well, thanks.", "Good morning, "),
        ("Well, I think so, too.", "Well, I think so, "),
        ("The sky is blue because it scatters the light.", "The sky is blue "),
        ("Der Himmel ist blau, weil er das Licht streut.", "Der Himmel ist blau, "),
        ("There were 10, 20 and 30 of them.", "There were 10, 20 and 30 of them."),
        ("It is unclear because", "It is unclear because"),
        ("The capital of Norway is Oslo.", "The capital of Norway is Oslo."),
        ("1. Take an egg\n2. Boil it", "1. Take an egg\n"),
        ("See this:\n```python\na, b = 1, 2\n```\nDone.", "See this:\n"),
        ("你好，我是你的助手。", "你好，我是你的助手。"),
    ],
)
def test_in_a_hurry_the_first_piece_is_a_clause_or_a_word(text: str, first: str) -> None:
    cutter = SentenceCutter(hurry=True)
    found = [sentence for letter in text for sentence in cutter.add(letter)]
    found += cutter.flush()
    assert found[0] == first
    assert "".join(found) == text


@pytest.mark.parametrize(("text", "cut"), [("It is in Oslo. ", True), ("It is in Oslo.", False), ("It was on the 21. ", False),
    ("Ask Prof. ", False), ("See U.S. ", False)])  # fmt: skip
def test_a_dot_and_a_space_end_the_first_piece_though_the_next_word_is_still_to_come(text: str, cut: bool) -> None:
    assert SentenceCutter(hurry=True).add(text) == ([text] if cut else [])
    assert SentenceCutter().add(text) == []


def test_only_the_first_piece_is_in_a_hurry() -> None:
    cutter = SentenceCutter(hurry=True)
    assert cutter.add("Sure! Well then, yes. It is so, I think.") == ["Sure! ", "Well then, yes. "]


def test_the_first_sentence_is_waited_for_where_it_has_no_weaker_place() -> None:
    text = "There is no place in this whole sentence at which a person who reads it aloud would draw breath. Then go."
    assert cut(text) == [text[:-8], "Then go."]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("**Bold** and _quiet_ `code`.", "Bold and quiet code."),
        ("## Title\nText.", "Title. Text."),
        ("- one\n- two", "one. two"),
        ("[the page](https://example.org/a/b) shows it", "the page shows it"),
        ("See https://www.example.org/a/b?c=d.", "See example.org."),
        ("Write to a.b@example.org!", "Write to a.b at example.org!"),
        ("Fine 😀👍 then", "Fine then"),
        ("```python\nprint(1)\n```", "The code is in the text."),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a, b. 1, 2"),
        ("5 & 6 are 50%", "5 and 6 are 50 percent"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("<b>Bold</b>", "Bold"),
        ("---", ""),
        ("…", ""),
    ],
)
def test_markup_is_not_read_out(written: str, said: str) -> None:
    assert speakable(written) == said


def test_signs_are_said_in_the_language_of_the_talk() -> None:
    assert speakable("50% & mehr", "de") == "50 Prozent und mehr"


@given(st.text(max_size=300))
@example("&`")
def test_anything_can_be_made_speakable(text: str) -> None:
    said = speakable(text)
    assert said == said.strip()
    assert "```" not in said


@pytest.mark.parametrize(
    "text", ["I would like to", "So, um", "Can you tell me about the", "Well…", "first, second,", "ich möchte und"]
)
def test_open_ends_are_seen(text: str) -> None:
    assert looks_unfinished(text, "de" if text.startswith("ich") else "en")


@pytest.mark.parametrize("text", ["", "Yes.", "What time is it?", "Tell me a joke.", "Stop!", "Who.", "That is all"])
def test_whole_sentences_are_not_waited_for(text: str) -> None:
    assert not looks_unfinished(text, "en")
