"""Servers of other hands, asked as a person asks: a line each."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.foreign.needs import NotToBeHadError
from tests.foreign.results import Cell, Part, Row, Verdict
from tests.foreign.servers import aimock, llama_cpp, speech_to_speech

COLUMNS = ("asked by `ask`", "a typed turn", "a spoken turn", "under faults")
Try = Callable[[Path], Iterator[Cell]]
TRIED: dict[str, tuple[str, Try]] = {
    "speech-to-speech (Hugging Face)": (speech_to_speech.VERSION, speech_to_speech.tried),
    "aimock (CopilotKit)": (aimock.VERSION, aimock.tried),
    "llama.cpp, chat with tools": ("of xllamacpp", llama_cpp.with_templates),
    "llama.cpp, tools refused": ("of xllamacpp", llama_cpp.without_templates),
}


def _run(names: Sequence[str]) -> Iterator[Row]:
    for name in names:
        version, attempt = TRIED[name]
        with tempfile.TemporaryDirectory(prefix="voiceapp-foreign-", ignore_cleanup_errors=True) as folder:
            yield Row(name, version, _cells(attempt, Path(folder)))


def _cells(attempt: Try, folder: Path) -> list[Cell]:
    cells: list[Cell] = []
    try:
        cells.extend(attempt(folder))
    except NotToBeHadError as reason:
        cells.append(Cell(Verdict.NOT_TRIED, str(reason)))
    return (cells + [Cell(Verdict.NOT_TRIED)] * len(COLUMNS))[: len(COLUMNS)]


SERVERS = Part("servers", COLUMNS, tuple(TRIED), _run)
