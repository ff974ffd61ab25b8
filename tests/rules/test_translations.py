"""Holds what is compiled to what is translated: after a new text, run scripts/translations.py."""

import pytest

from scripts import translations


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_the_terminal_reads_what_is_translated(language: str) -> None:
    """The window reads another file, which the same script writes."""
    compiled = translations.FOLDER / f"voiceapp_{language}.json"
    assert compiled.read_text(encoding="utf-8") == translations.compiled_for_text(language)
