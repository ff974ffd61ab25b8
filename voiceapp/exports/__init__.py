"""This package has the formats that a talk can be exported in: one module each, one line each in `FORMATS`.

A module is imported when its format is asked for: some bring heavy libraries with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from voiceapp.core.history import ExportFormat, ExportWishes
from voiceapp.core.transcript import SoundId, Talk


class Render(Protocol):
    def __call__(self, talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes], /) -> str | bytes:
        """The whole file. `sounds`: recordings at the wire rate, by name; ExportError says why it cannot be."""
        ...


class Join(Protocol):
    def __call__(self, files: list[str], /) -> str:
        """One file of several, each of one talk."""
        ...


@dataclass(frozen=True, slots=True)
class Exporter:
    format: ExportFormat
    module: str
    function: str = "render"
    wants_sound: bool = False
    """It is nothing without the recordings; others take them only when they are wished for."""
    joins: bool = False
    """Several talks can share a file."""
    heavy: bool = False
    """It loads so much that a program which stays open makes it apart from itself (`apart.py`)."""

    def render(self, talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> bytes:
        """The file's content. The same talk always makes the same text."""
        made = cast("Render", self._part(self.function))(talk, wishes, sounds)
        # Halves of characters can be in no file.
        return made if isinstance(made, bytes) else made.encode("utf-8", "replace")

    def join(self, files: list[bytes]) -> bytes:
        return cast("Join", self._part("join"))([file.decode() for file in files]).encode()

    def reads_sound(self, wishes: ExportWishes) -> bool:
        return self.wants_sound or wishes.with_sound

    def _part(self, name: str) -> object:
        return getattr(import_module(f"{__name__}.{self.module}"), name)


def _line(
    name: str,
    label: str,
    media_type: str,
    *,
    module: str = "",
    function: str = "render",
    sound: bool = False,
    joins: bool = False,
    heavy: bool = False,
) -> tuple[str, Exporter]:
    form = ExportFormat(name, label, f".{name}", media_type)
    return name, Exporter(form, module or name, function, sound, joins, heavy)


FORMATS: Mapping[str, Exporter] = dict(
    (
        _line("md", "Markdown", "text/markdown", joins=True),
        _line("txt", "Plain text", "text/plain", joins=True),
        _line("html", "Web page", "text/html"),
        _line(
            "docx",
            "Word document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            heavy=True,
        ),
        _line("pdf", "PDF", "application/pdf", heavy=True),
        _line("json", "JSON, everything", "application/json", joins=True),
        _line("jsonl", "JSON Lines for fine-tuning", "application/jsonl", joins=True),
        _line("csv", "Table (CSV)", "text/csv", joins=True),
        _line("srt", "Subtitles (SRT)", "application/x-subrip"),
        _line("vtt", "Subtitles (WebVTT)", "text/vtt"),
        _line("wav", "Sound (WAV)", "audio/wav", module="sound", function="render_wav", sound=True),
        _line("flac", "Sound (FLAC)", "audio/flac", module="sound", function="render_flac", sound=True),
    )
)
