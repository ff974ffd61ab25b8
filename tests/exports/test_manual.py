"""The manual names what there is."""

from pathlib import Path

from voiceapp.exports import FORMATS

DOCS = Path(__file__).parents[2] / "docs"


def test_every_format_is_in_the_manual() -> None:
    manual = (DOCS / "EXPORT.md").read_text()
    for name in FORMATS:
        assert f"`{name}`" in manual
