"""Dictation: word error rate on recordings, as heard, after the vocabulary, and as people write it.

The vocabulary are the rare long words of the reference texts, mixed with as many that are not said: what a person's
list of names is like. The recogniser is the one on this machine. References are in words; so that "25" is no error for
"twenty-five", the last line compares both as voiceapp writes them, and what that changed in the references is shown to
be looked over. A folder of your own in VOICEAPP_DATA is measured instead: a `manifest.csv` with file, transcript, and
perhaps a language.
"""

import asyncio
import csv
import os
import re
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from voiceapp.audio.decode import blocks_of
from voiceapp.core.dictation.vocabulary import Vocabulary
from voiceapp.core.dictation.writing.table import DEFAULT_RULES
from voiceapp.core.dictation.writing.writer import write
from voiceapp.core.ports import RecognitionHints
from voiceapp.core.text.word_alignment import aligned
from voiceapp.local.chosen_models import ChosenModels
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.recogniser import LocalRecogniser

DATA = Path(os.environ.get("VOICEAPP_DATA") or Path(__file__).resolve().parent.parent.parent / "shared" / "data")
OWN = Path(__file__).resolve().parent.parent / "tests" / "data"
OWN_TEXTS = {
    "lobster.flac": "when is a lobster not a lobster when it is a crayfish",
}
MOST = 40
LONG = 7
SHOWN = 12
"""How many of the references that are written otherwise are shown."""


@dataclass(frozen=True)
class Recording:
    path: Path
    text: str
    language: str = "en"


def main() -> None:
    asyncio.run(_measure())


def recordings() -> list[Recording]:
    found = _listed(DATA, "en")[:MOST] + _listed(DATA / "de", "de")
    if found:
        return found
    print("(only the recordings of the tests are here)")
    return [Recording(OWN / name, text) for name, text in OWN_TEXTS.items()]


def _listed(folder: Path, usual: str) -> list[Recording]:
    manifest = folder / "manifest.csv"
    if not manifest.exists():
        return []
    with manifest.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row.get("kind") in (None, "", "stt") and row["transcript"]]
    return [Recording(DATA / row["file"], row["transcript"], row.get("language") or usual) for row in rows]


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.casefold())


def _errors(said: list[str], heard: list[str]) -> int:
    row = list(range(len(heard) + 1))
    for i, mine in enumerate(said, 1):
        above, row[0] = row[0], i
        for j, theirs in enumerate(heard, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (mine != theirs))
    return row[-1]


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    for block in blocks_of(path):
        yield block


async def _heard(recogniser: LocalRecogniser, recording: Recording, vocabulary: tuple[str, ...]) -> str:
    text = ""
    async for heard in recogniser.transcribe(_pieces(recording.path), RecognitionHints(recording.language, vocabulary)):
        text = heard.text
    return text


async def _measure() -> None:
    chosen = recordings()
    counts = Counter(word for each in chosen for word in set(_words(each.text)))
    rare = sorted(word for word, count in counts.items() if count == 1 and len(word) >= LONG)
    never_said = [f"{word[::-1]}" for word in rare]
    terms = tuple(rare + never_said)
    vocabulary = Vocabulary(terms)
    machine = LocalMachine(ChosenModels())
    recogniser = machine.recogniser()
    errors, total, took = Counter[str](), Counter[str](), defaultdict[str, float](float)
    for each in chosen:
        said, written = _words(each.text), _words(_written(each.text, each.language))
        plain = await _heard(recogniser, each, ())
        hinted = await _heard(recogniser, each, tuple(rare[:50]))
        began = time.perf_counter()
        corrected = vocabulary.correct(plain)
        took["the vocabulary"] += time.perf_counter() - began
        began = time.perf_counter()
        forms = _written(corrected, each.language)
        took["writing numbers and the like"] += time.perf_counter() - began
        for name, reference, found in (
            ("as heard", said, plain),
            ("after the vocabulary", said, corrected),
            ("told the vocabulary", said, hinted),
            ("told, and after it", said, vocabulary.correct(hinted)),
            ("as one writes it", written, forms),
        ):
            errors[name] += _errors(reference, _words(found))
            total[name] += len(reference)
    await machine.close()
    words = total["as heard"]
    print(f"{len(chosen)} recordings, {words} words, {len(terms)} terms of which {len(rare)} are said")
    for name, count in errors.items():
        print(f"  {name:<22}{100 * count / total[name]:6.1f} % of words wrong")
    for name, seconds in took.items():
        print(f"  {name} takes {1000 * seconds / len(chosen):.1f} ms for each")
    _show_changes(chosen)


def _written(text: str, language: str) -> str:
    return write(text, language[:2], DEFAULT_RULES)


def _show_changes(recordings: list[Recording]) -> None:
    """What is written otherwise in the references, which hold no mistake of a recogniser."""
    changed = [(each, _written(each.text, each.language)) for each in recordings]
    changed = [(each, text) for each, text in changed if text != each.text]
    print(f"  {len(changed)} of {len(recordings)} references are written otherwise than they are said:")
    for each, text in changed[:SHOWN]:
        parts = [part for part in aligned(each.text.split(), text.split()) if not part.same]
        print("    " + "; ".join(f"{' '.join(part.before)} → {' '.join(part.after)}" for part in parts))


if __name__ == "__main__":
    main()
