"""Where a key comes from, as a person reads it."""

import pytest

from voiceapp.core.key_source import KeySource


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (KeySource.COMMAND, "command"),
        (KeySource.ENVIRONMENT, "OPENAI_API_KEY"),
        (KeySource.KEYRING, "keyring"),
        (KeySource.SESSION, "session"),
    ],
)
def test_a_key_says_where_it_comes_from(source: KeySource, words: str) -> None:
    assert words in str(source.words("OPENAI_API_KEY"))
