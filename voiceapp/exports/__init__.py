"""This package has the export formats of a talk: a module for each, with a line each in `EXPORTERS`.

A module is imported only when its format is requested, because some bring heavy libraries with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO, Protocol, cast

from voiceapp.core.history import ExportFormat, ExportWishes
from voiceapp.core.transcript import SoundId, Talk


class Render(Protocol):
    def __call__(self, talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes], /) -> str | bytes:
        """The whole file. `sounds`: recordings at the wire rate, by name; ExportError says why it cannot be made."""
        ...


class Write(Protocol):
    def __call__(self, talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes], out: BinaryIO, /) -> None:
        """Writes the whole file. `sounds` may read each recording when it is asked for."""
        ...


class Join(Protocol):
    def __call__(self, files: list[str], /) -> str:
        """Joins several files, each of one talk, into one."""
        ...


@dataclass(frozen=True, slots=True)
class Exporter:
    format: ExportFormat
    module: str = ""
    """The module in this package that makes it, if its name differs from the format's."""
    function: str = "render"
    heavy: bool = False
    """It imports so much that a long-running program makes it in another process (`separate_process.py`)."""
    writer: str = ""
    """The function that writes it piece by piece, where it can grow beyond what fits into memory."""

    def render(self, talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> bytes:
        """The file's content. The same talk always makes the same text."""
        made = cast("Render", self._part(self.function))(talk, wishes, sounds)
        # Unpaired surrogates cannot be encoded in any file.
        return made if isinstance(made, bytes) else made.encode("utf-8", "replace")

    def write(self, talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes], out: BinaryIO) -> None:
        """Write what `render` makes. Only where there is a `writer`."""
        cast("Write", self._part(self.writer))(talk, wishes, sounds, out)

    def join(self, files: list[bytes]) -> bytes:
        return cast("Join", self._part("join"))([file.decode() for file in files]).encode()

    def _part(self, name: str) -> object:
        return getattr(import_module(f"{__name__}.{self.module or self.format.name}"), name)


_WHO = frozenset({"only", "item"})
_CUES = _WHO | {"language", "user_name", "assistant_name", "longest_pause"}
_READ = _WHO | {"language", "user_name", "assistant_name", "timestamps", "time_zone", "unheard", "tools"}
_LANGUAGE = frozenset({"language"})
_TASKS = frozenset({"language", "timestamps", "time_zone"})
_TOLD = _READ | {"summary"}
_SOUND = _WHO | {"mix", "longest_pause"}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

EXPORTERS: tuple[Exporter, ...] = (
    Exporter(ExportFormat("md", "Markdown", "text/markdown", _TOLD, joins=True, for_transcripts=True, common=True)),
    Exporter(ExportFormat("txt", "Plain text", "text/plain", _TOLD, joins=True, for_transcripts=True, common=True)),
    Exporter(ExportFormat("html", "Web page", "text/html", _TOLD | {"with_sound"})),
    Exporter(ExportFormat("docx", "Word document", _WORD, _TOLD, is_text=False, common=True), heavy=True),
    Exporter(ExportFormat("pdf", "PDF", "application/pdf", _TOLD, is_text=False, common=True), heavy=True),
    Exporter(
        ExportFormat(
            "json",
            "JSON (everything)",
            "application/json",
            _WHO | {"tools", "with_sound", "summary"},
            timed=True,
            joins=True,
            for_transcripts=True,
        )
    ),
    Exporter(
        ExportFormat(
            "jsonl", "JSON Lines for fine-tuning", "application/jsonl", _WHO | {"unheard", "tools"}, joins=True
        )
    ),
    Exporter(ExportFormat("csv", "Table (CSV)", "text/csv", _READ, joins=True)),
    Exporter(
        ExportFormat(
            "srt", "Subtitles (SRT)", "application/x-subrip", _CUES, timed=True, for_transcripts=True, common=True
        )
    ),
    Exporter(ExportFormat("vtt", "Subtitles (WebVTT)", "text/vtt", _CUES, timed=True, for_transcripts=True)),
    Exporter(
        ExportFormat("tasks.md", "Tasks (Markdown list)", "text/markdown", _TASKS, needs_tasks=True),
        "tasks",
    ),
    Exporter(ExportFormat("ics", "Tasks (calendar to-dos)", "text/calendar", _LANGUAGE, needs_tasks=True)),
    Exporter(
        ExportFormat("events.ics", "Tasks (calendar events)", "text/calendar", _LANGUAGE, needs_tasks=True),
        "ics",
        "render_events",
    ),
    Exporter(
        ExportFormat("wav", "Sound (WAV)", "audio/wav", _SOUND, is_text=False, needs_sound=True),
        "sound",
        "render_wav",
        writer="write_wav",
    ),
    Exporter(
        ExportFormat("flac", "Sound (FLAC)", "audio/flac", _SOUND, is_text=False, needs_sound=True),
        "sound",
        "render_flac",
        writer="write_flac",
    ),
)
FORMATS: Mapping[str, Exporter] = {exporter.format.name: exporter for exporter in EXPORTERS}
LOSSLESS = FORMATS["json"]
"""The format that can be imported without loss, so it also keeps what the store could not."""
