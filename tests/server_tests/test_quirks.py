"""What is said of the server's modes is what they are."""

from pathlib import Path

from tests.server.quirks import table

README = Path(__file__).parent.parent / "server" / "README.md"


def test_the_table_names_every_mode_and_who_behaves_so() -> None:
    assert table() in README.read_text("utf-8")
