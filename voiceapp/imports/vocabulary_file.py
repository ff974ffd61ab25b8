"""Reads and writes files of words: CSV, plain lists, VoiceInk's dictionary, and lists as OpenWhispr has them."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

LARGEST = 4 * 1024**2
"""Bytes; a list of words that is larger is none."""
_LONGEST = 200
_MOST = 2_000
_VOICEINK = "voiceink.dictionary"
_HEARD = frozenset(("heard", "from", "wrong", "original", "find", "source", "spoken", "gehört"))
_WRITTEN = frozenset(("written", "to", "correct", "replacement", "replace", "target", "word", "term", "geschrieben"))
_ARROW = re.compile(r"\s*(?:→|=>|->)\s*")


@dataclass(frozen=True, slots=True)
class VocabularyEntries:
    """Holds terms, and what is written for what is heard."""

    terms: tuple[str, ...] = ()
    replacements: Mapping[str, str] = field(default_factory=dict[str, str])

    def __len__(self) -> int:
        return len(self.terms) + len(self.replacements)

    def with_all_of(self, other: "VocabularyEntries") -> "VocabularyEntries":
        """Both; where they replace the same, the other's holds."""
        terms = tuple(dict.fromkeys((*self.terms, *other.terms)))
        pairs = list({**self.replacements, **other.replacements}.items())
        # What is already here stays as it is, whatever a file could not hold of it.
        return VocabularyEntries(
            terms[: max(_MOST, len(self.terms))], dict(pairs[: max(_MOST, len(self.replacements))])
        )


def read_vocabulary(content: bytes) -> VocabularyEntries | None:
    """The words of a file. None: it is not a file of words."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None
    if len(content) > LARGEST or "\0" in text:
        return None
    try:
        found = _from_json(text) if text.lstrip()[:1] in ("{", "[") else _from_lines(text)
    except csv.Error:
        return None
    return found or None


def write_vocabulary(name: str, entries: VocabularyEntries) -> bytes:
    """The file: JSON as VoiceInk reads it, a plain list of terms, or else CSV with both."""
    if name.lower().endswith(".json"):
        return _voiceink(entries)
    if name.lower().endswith((".txt", ".md")):
        return "".join(f"{term}\n" for term in entries.terms).encode()
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("written", "heard"))
    table.writerows((term, "") for term in entries.terms)
    table.writerows((written, heard) for heard, written in entries.replacements.items())
    return out.getvalue().encode()


def _entries(terms: Iterable[str], replacements: Iterable[tuple[str, str]]) -> VocabularyEntries:
    kept = dict.fromkeys(term.strip() for term in terms if _is_word(term))
    pairs = {heard.strip(): written.strip() for heard, written in replacements if _is_word(heard) and _is_word(written)}
    return VocabularyEntries(tuple(kept)[:_MOST], dict(list(pairs.items())[:_MOST]))


def _is_word(text: object) -> bool:
    return isinstance(text, str) and 0 < len(text.strip()) <= _LONGEST and text.strip().isprintable()


# --- lines


def _from_lines(text: str) -> VocabularyEntries:
    rows = [row for row in _rows(text) if any(cell.strip() for cell in row)]
    names = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if names and all(name in _HEARD | _WRITTEN for name in names):
        return _from_table(names, rows[1:])
    if rows and all(len(row) == 2 for row in rows):
        return _entries((), ((heard, written) for heard, written in rows))
    return _from_list(text)


def _rows(text: str) -> list[list[str]]:
    separator = max(",;\t", key=text.count)
    return list(csv.reader(io.StringIO(text), delimiter=separator))


def _from_table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> VocabularyEntries:
    written_at = next((at for at, name in enumerate(names) if name in _WRITTEN), 0)
    heard_at = next((at for at, name in enumerate(names) if name in _HEARD), None)
    terms: list[str] = []
    pairs: list[tuple[str, str]] = []
    for row in rows:
        written = row[written_at] if written_at < len(row) else ""
        heard = row[heard_at] if heard_at is not None and heard_at < len(row) else ""
        if heard.strip():
            pairs.append((heard, written))
        else:
            terms.append(written)
    return _entries(terms, pairs)


def _from_list(text: str) -> VocabularyEntries:
    terms: list[str] = []
    pairs: list[tuple[str, str]] = []
    for line in re.split(r"[\n;,\t]+", text):
        heard, *written = _ARROW.split(line.strip(), maxsplit=1)
        if written:
            pairs.append((heard, written[0]))
        elif not heard.startswith("#"):
            terms.append(heard.removeprefix("- "))
    return _entries(terms, pairs)


# --- JSON


def _from_json(text: str) -> VocabularyEntries | None:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, list):
        return _entries(_texts(cast("list[object]", found)), ())
    if not isinstance(found, dict):
        return None
    root = cast("dict[str, object]", found)
    terms = [text for key in ("vocabulary", "vocabularyWords", "customDictionary") for text in _texts(root.get(key))]
    pairs = [pair for key in ("replacements", "wordReplacements") for pair in _pairs(root.get(key))]
    if not terms and not pairs and all(isinstance(value, str) for value in root.values()):
        pairs = list(cast("dict[str, str]", root).items())
    return _entries(terms, pairs)


def _texts(found: object) -> Iterator[str]:
    """The words of a list, whose entries may say more about each."""
    for each in cast("list[object]", found) if isinstance(found, list) else ():
        value: object = each
        if isinstance(each, dict):
            entry = cast("dict[str, object]", each)
            value = entry.get("term") or entry.get("word")
        if isinstance(value, str):
            yield value


def _pairs(found: object) -> Iterator[tuple[str, str]]:
    if isinstance(found, dict):
        for heard, written in cast("dict[str, object]", found).items():
            # VoiceInk once kept several that are heard in one text.
            yield from ((each, written) for each in heard.split(",") if isinstance(written, str))
        return
    for each in cast("list[object]", found) if isinstance(found, list) else ():
        entry = cast("dict[str, object]", each) if isinstance(each, dict) else {}
        sources, written = entry.get("sources"), entry.get("replacement")
        if isinstance(written, str):
            yield from ((source, written) for source in _texts(sources))


def _voiceink(entries: VocabularyEntries) -> bytes:
    sources: dict[str, list[str]] = {}
    for heard, written in entries.replacements.items():
        sources.setdefault(written, []).append(heard)
    archive = {
        "format": _VOICEINK,
        "schemaVersion": 1,
        "exportedAt": "1970-01-01T00:00:00Z",
        "vocabulary": [{"term": term} for term in entries.terms],
        "replacements": [{"sources": heard, "replacement": written} for written, heard in sources.items()],
    }
    return json.dumps(archive, ensure_ascii=False, indent=2).encode()
