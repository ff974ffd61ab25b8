"""How sure a service was of each word follows from the tokens that it wrote."""

import math

import numpy as np
import pytest

from voiceapp.core.pcm import WIRE
from voiceapp.core.recordings.doubt import is_doubtful
from voiceapp.openai.logprobs import weighed_words

SECOND = (np.sin(np.arange(WIRE.rate) / 20) * 9000).astype("<i2").tobytes()
QUIET = bytes(len(SECOND))


def token(text: str, share: float) -> dict[str, object]:
    return {"token": text, "logprob": math.log(share), "bytes": list(text.encode())}


def test_a_word_is_as_sure_as_its_tokens() -> None:
    tokens = [token("Good", 1.0), token(" mor", 0.9), token("row", 0.1), token(", Ada", 0.25), token(".", 0.75)]
    words = weighed_words("Good morrow, Ada.", tokens, SECOND)
    assert [(word.text, round(word.sure or 0, 2)) for word in words] == [("Good", 1.0), ("morrow,", 0.5), ("Ada.", 0.5)]


def test_unlikely_words_are_doubtful() -> None:
    words = weighed_words("or dry", [token("or", 0.9), token(" dry", 0.2)], SECOND)
    assert [is_doubtful(word) for word in words] == [False, True]


def test_words_sound_where_there_is_a_voice() -> None:
    words = weighed_words("one two", [token("one", 0.9), token(" two", 0.9)], QUIET + SECOND)
    assert words[0].start >= 800
    assert words[-1].end <= 2_000
    assert [word.start for word in words] == sorted(word.start for word in words)


@pytest.mark.parametrize("text", ["", "  "])
def test_without_words_or_tokens_there_is_nothing_to_say(text: str) -> None:
    assert weighed_words(text, [token("x", 0.5)], SECOND) == ()
    assert weighed_words("one", [], SECOND) == ()


def test_tokens_that_are_not_what_they_should_be_are_passed_over() -> None:
    words = weighed_words("one two", [token("one", 0.5), {"token": " two", "logprob": None}, {}], SECOND)
    assert [word.sure for word in words] == [0.5, None]
    assert weighed_words("one", [token("one", 0.5)], b"")[0].sure == 0.5
