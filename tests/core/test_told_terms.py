"""A prompt holds as many terms as a recogniser reads of it, and the first ones."""

from voiceapp.core.text.told_terms import MOST_IN_PROMPT, within


def test_the_first_terms_are_told_as_far_as_there_is_room() -> None:
    assert within(("PySide", "Qwen")) == ("PySide", "Qwen")
    assert within(("abc", "de", "f"), 9) == ("abc", "de")
    many = tuple(f"term number {n}" for n in range(500))
    assert 0 < len(", ".join(within(many))) <= MOST_IN_PROMPT
    assert within(()) == ()
