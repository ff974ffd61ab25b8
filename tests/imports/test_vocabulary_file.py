"""Files of words are read as other programs write them, and what we write is read again."""

import json

import pytest

from voiceapp.imports import vocabulary_file
from voiceapp.imports.vocabulary_file import VocabularyEntries, read_vocabulary, write_vocabulary

BOTH = VocabularyEntries(("PySide", "Anna-Lena, Dr."), {"btw": "by the way", "b t w": "by the way", "pie": "Py"})


@pytest.mark.parametrize("name", ["words.csv", "words.JSON"])
def test_what_is_written_is_read_again(name: str) -> None:
    assert read_vocabulary(write_vocabulary(name, BOTH)) == BOTH


def test_a_plain_list_holds_the_terms_alone() -> None:
    entries = VocabularyEntries(("PySide", "Qwen"), {"btw": "by the way"})
    assert read_vocabulary(write_vocabulary("words.txt", entries)) == VocabularyEntries(("PySide", "Qwen"))


VOICEINK = {
    "format": "voiceink.dictionary",
    "schemaVersion": 1,
    "exportedAt": "2026-11-01T10:00:00Z",
    "vocabulary": [{"term": "PySide", "createdAt": "2026-11-01T10:00:00Z"}, {"nothing": 1}],
    "replacements": [{"sources": ["btw", "b t w"], "replacement": "by the way"}, {"sources": ["x"]}, "y"],
}
EARLIER_VOICEINK = {"vocabularyWords": [{"word": "PySide"}], "wordReplacements": {"btw, b t w": "by the way", "z": 1}}


@pytest.mark.parametrize("document", [VOICEINK, EARLIER_VOICEINK])
def test_a_dictionary_of_voiceink_is_read(document: dict[str, object]) -> None:
    found = read_vocabulary(json.dumps(document).encode())
    assert found == VocabularyEntries(("PySide",), {"btw": "by the way", "b t w": "by the way"})


@pytest.mark.parametrize(
    ("content", "entries"),
    [
        ("word\nFoo\nBar\n", VocabularyEntries(("Foo", "Bar"))),
        ("Foo, Bar\nBaz;\tQux", VocabularyEntries(("Foo", "Bar", "Baz", "Qux"))),
        ('["Foo", "Bar"]', VocabularyEntries(("Foo", "Bar"))),
        ('{"btw": "by the way"}', VocabularyEntries((), {"btw": "by the way"})),
        ("from;to\nbtw;by the way\n", VocabularyEntries((), {"btw": "by the way"})),
        ("btw,by the way\nfyi,for your information", VocabularyEntries(
            (), {"btw": "by the way", "fyi": "for your information"})),
        ("# mine\n- Foo\nbtw → by the way\n", VocabularyEntries(("Foo",), {"btw": "by the way"})),
        ("\ufeffFoo\nFoo\n\n", VocabularyEntries(("Foo",))),
        ("written,heard\nFoo\n", VocabularyEntries(("Foo",))),
    ],
)  # fmt: skip
def test_lists_and_tables_are_read(content: str, entries: VocabularyEntries) -> None:
    assert read_vocabulary(content.encode()) == entries


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a\0b", b"{", b"[1, 2]", b'{"a": 1}', b"\n\n"])
def test_what_holds_no_words_is_no_vocabulary(content: bytes) -> None:
    assert read_vocabulary(content) is None


def test_a_file_without_end_is_no_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary_file, "LARGEST", 4)
    assert read_vocabulary(b"Foo\nBar\n") is None


def test_of_two_vocabularies_the_second_holds_where_both_say_something() -> None:
    first, second = VocabularyEntries(("a",), {"x": "1", "y": "2"}), VocabularyEntries(("b", "a"), {"x": "3"})
    assert first.with_all_of(second) == VocabularyEntries(("a", "b"), {"x": "3", "y": "2"})
    assert len(first) == 3


def test_what_is_here_stays_as_it_is_whatever_comes_from_a_file() -> None:
    long = "Anna" * 100
    here = VocabularyEntries(("Müller", long), {"signature": "Anna\nCologne", "address": long})
    both = here.with_all_of(VocabularyEntries(("Kowalska",), {"cow": "Kowalska"}))
    assert both.terms == (*here.terms, "Kowalska")
    assert both.replacements == {**here.replacements, "cow": "Kowalska"}


def test_old_line_ends_part_words_and_one_endless_cell_is_no_list() -> None:
    found = read_vocabulary(b"Anna\rKowalska\r")
    assert found is not None
    assert found.terms == ("Anna", "Kowalska")
    assert read_vocabulary(b"x" * 200_000) is None
    assert read_vocabulary(b'"' + b"x\n" * 100_000) is None
