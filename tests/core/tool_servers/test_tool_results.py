"""What a tool answers is bounded and clean, and what is no text is described."""

from voiceapp.core.tool_servers.tool_results import CUT, LONGEST, MediaAnswered, TextAnswered, answer_text


def test_texts_are_cleaned_and_cut() -> None:
    assert answer_text([TextAnswered("a\x1b[2J\u202e"), TextAnswered(" "), TextAnswered("b")]) == "a[2J\nb"
    long = answer_text([TextAnswered("x" * 100_000)])
    assert long == "x" * LONGEST + CUT
    assert answer_text([]) == "(The tool answered nothing.)"


def test_a_value_stands_for_a_text_where_there_is_none() -> None:
    assert answer_text([], {"degrees": 3, "where": "Köln"}) == '{"degrees": 3, "where": "Köln"}'
    assert answer_text([TextAnswered("3 degrees")], {"degrees": 3}) == "3 degrees"


def test_what_is_no_text_is_described() -> None:
    told = answer_text(
        [
            TextAnswered("Here:"),
            MediaAnswered("image", "image/png", 402),
            MediaAnswered("audio"),
            MediaAnswered("file", "text/plain", 0, "file:///a\nb"),
        ]
    )
    assert told.splitlines() == [
        "Here:",
        "[a picture (image/png, 402 bytes), which was not opened]",
        "[a recording, which was not opened]",
        "[a file file:///a b (text/plain), which was not opened]",
    ]
