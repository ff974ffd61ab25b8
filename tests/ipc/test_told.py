"""What the running app answers is data, which each caller renders in the language of its own person."""

import json

import pytest

from voiceapp.core.sentence import DataSize, Sentence
from voiceapp.ipc.told import NO_ANSWER, data_of, line_of, refusal, sentence_in, told_in
from voiceapp.settings.text_language import text_language

GERMAN = text_language("de")
TOLD = Sentence("Saved to {path}.", path="grün\nund mehr")


def test_a_sentence_arrives_as_it_was_sent_on_one_line() -> None:
    line = refusal(TOLD)
    assert line.startswith("error {")
    assert "\n" not in line
    assert sentence_in(line) == TOLD
    sizes = Sentence("{done} of {whole}", done=DataSize(1), whole=DataSize(2_000_000_000))
    assert sentence_in(line_of("ok", sizes)) == sizes


def test_its_caller_renders_it_and_others_find_it_in_english() -> None:
    told = Sentence("There is no tool named {name}.", name="x")
    assert GERMAN.render(sentence_in(refusal(told))) == "Es gibt kein Werkzeug namens x."
    assert json.loads(refusal(told).removeprefix("error "))["text"] == "There is no tool named x."
    assert told_in(data_of(told)) == told


@pytest.mark.parametrize("line", ["error there is no x.", "ok {broken", "error [1]"])
def test_plain_words_of_another_version_are_shown_as_they_are(line: str) -> None:
    assert str(sentence_in(line)) == line.partition(" ")[2]


@pytest.mark.parametrize("line", ["", "error"])
def test_who_says_nothing_does_not_answer(line: str) -> None:
    assert sentence_in(line) == NO_ANSWER
    assert str(told_in(None)) == ""
