"""Dictation: word error rate on recordings, as heard and after the vocabulary.

The vocabulary are the rare long words of the reference texts, mixed with as many that are not said: what a person's
list of names is like. The recogniser is the one on this machine.
"""

import asyncio
import csv
import re
import time
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

from voiceapp.audio.decode import blocks_of
from voiceapp.core.dictation.vocabulary import Vocabulary
from voiceapp.core.ports import RecognitionHints
from voiceapp.local.chosen_models import ChosenModels
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.recogniser import LocalRecogniser

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
OWN = Path(__file__).resolve().parent.parent / "tests" / "data"
OWN_TEXTS = {
    "lobster.flac": "when is a lobster not a lobster when it is a crayfish",
}
MOST = 40
LONG = 7


def main() -> None:
    asyncio.run(_measure())


def _recordings() -> list[tuple[Path, str]]:
    manifest = DATA / "manifest.csv"
    if not manifest.exists():
        print("(only the recordings of the tests are here)")
        return [(OWN / name, text) for name, text in OWN_TEXTS.items()]
    with manifest.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "stt" and row["transcript"]]
    return [(DATA / row["file"], row["transcript"]) for row in rows][:MOST]


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


async def _heard(recogniser: LocalRecogniser, path: Path, vocabulary: tuple[str, ...]) -> str:
    text = ""
    async for heard in recogniser.transcribe(_pieces(path), RecognitionHints("en", vocabulary)):
        text = heard.text
    return text


async def _measure() -> None:
    recordings = _recordings()
    counts = Counter(word for _, text in recordings for word in set(_words(text)))
    rare = sorted(word for word, count in counts.items() if count == 1 and len(word) >= LONG)
    never_said = [f"{word[::-1]}" for word in rare]
    terms = tuple(rare + never_said)
    vocabulary = Vocabulary(terms)
    machine = LocalMachine(ChosenModels())
    recogniser = machine.recogniser()
    errors = Counter[str]()
    total = 0
    took = 0.0
    for path, text in recordings:
        said = _words(text)
        total += len(said)
        plain = await _heard(recogniser, path, ())
        hinted = await _heard(recogniser, path, tuple(rare[:50]))
        errors["as heard"] += _errors(said, _words(plain))
        began = time.perf_counter()
        corrected = vocabulary.correct(plain)
        took += time.perf_counter() - began
        errors["after the vocabulary"] += _errors(said, _words(corrected))
        errors["told the vocabulary"] += _errors(said, _words(hinted))
        errors["told, and after it"] += _errors(said, _words(vocabulary.correct(hinted)))
    await machine.close()
    print(f"{len(recordings)} recordings, {total} words, {len(terms)} terms of which {len(rare)} are said")
    for name, count in errors.items():
        print(f"  {name:<22}{100 * count / total:6.1f} % of words wrong")
    print(f"  the correction takes {1000 * took / len(recordings):.1f} ms for each")


if __name__ == "__main__":
    main()
