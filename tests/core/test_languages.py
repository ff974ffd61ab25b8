"""A voice introduces itself in its own language, and a language is called by its name."""

from voiceapp.core.languages import language_name, sample_sentence


def test_a_voice_says_its_sample_in_its_own_language() -> None:
    assert sample_sentence("de") != sample_sentence("fr") != sample_sentence("en")
    assert "voix" in sample_sentence("fr")


def test_a_language_without_a_sample_is_tried_in_english() -> None:
    assert sample_sentence("xx") == sample_sentence("en")
    assert str(language_name("de")) == "German"
