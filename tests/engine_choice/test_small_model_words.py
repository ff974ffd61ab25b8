"""What is said of a small model's answers advises nothing that would not help."""

import pytest

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.engine_choice.options.local import small_model_words


@pytest.mark.parametrize("kind", list(FailureKind))
def test_a_key_is_asked_for_only_where_a_key_is_what_is_missing(kind: FailureKind) -> None:
    told = str(small_model_words(Failure(kind, Sentence("The server does not answer."))))
    assert "key" not in told
    assert "small model on this device" in told


def test_without_a_key_it_says_what_would_help() -> None:
    assert "enter a key in Settings" in str(small_model_words(None))
