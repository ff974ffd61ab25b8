"""Independent readers of what is exported: each tells a file as plain text."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser

import docx
import numpy as np
import pypdf
import soundfile
import webvtt
from markdown_it import MarkdownIt

from voiceapp.exports.csv import MARK


def html_text(content: bytes) -> tuple[str, list[str]]:
    """What a browser shows, and every tag."""
    reader = _Reader()
    reader.feed(content.decode())
    reader.close()
    return "".join(reader.shown), reader.tags


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self.tags: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._silent += tag in ("style", "title", "script")
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "title", "script")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.shown.append(data)


def markdown_text(content: bytes) -> tuple[str, list[str]]:
    """What a reader of Markdown shows, and every tag that it makes."""
    page = MarkdownIt("commonmark").enable(["strikethrough", "table"]).render(content.decode())
    return html_text(page.encode())


def csv_rows(content: bytes) -> list[dict[str, str]]:
    text = content.decode()
    assert text.startswith(MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK), newline="")))


def srt_cues(content: bytes) -> list[tuple[float, float, str]]:
    if not content:
        return []  # The reader takes no file without a cue.
    captions: list[webvtt.Caption] = webvtt.from_buffer(io.BytesIO(content), format="srt").captions
    # It passes over what it cannot read: a cue that is not shown, or not numbered in order, is a mistake of ours.
    numbers = re.findall(r"^(\d+)\n.*-->", content.decode(), re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(captions) + 1)]
    return [(_seconds(cue.start), _seconds(cue.end), cue.raw_text) for cue in captions]


def vtt_cues(content: bytes) -> list[tuple[float, float, str, str]]:
    captions: list[webvtt.Caption] = webvtt.from_string(content.decode()).captions
    return [(_seconds(cue.start), _seconds(cue.end), cue.voice or "", unescape(cue.text)) for cue in captions]


def _seconds(stamp: str) -> float:
    hours, minutes, seconds = stamp.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def docx_text(content: bytes) -> str:
    """Each paragraph with its style, struck text in tildes."""
    document = docx.Document(io.BytesIO(content))
    return "\n".join(
        f"[{paragraph.style.name if paragraph.style else ''}] "
        + "".join(f"~{run.text}~" if run.font.strike else run.text for run in paragraph.runs)
        for paragraph in document.paragraphs
    )


def pdf_text(content: bytes) -> str:
    return "\n\f\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def sound_facts(content: bytes) -> str:
    """What is in a sound file: how long, on how many channels, and how loud each second is on each."""
    samples, rate = soundfile.read(io.BytesIO(content), dtype="int16", always_2d=True)
    lines = [f"{rate} Hz, {samples.shape[1]} channels, {samples.shape[0]} samples"]
    for second in range(0, samples.shape[0], rate):
        piece = samples[second : second + rate].astype(np.int64)
        loud = [int((piece[:, channel] ** 2).mean() ** 0.5) for channel in range(piece.shape[1])]
        lines.append(f"{second // rate}: {loud}")
    return "\n".join(lines) + "\n"


def json_lines(content: bytes) -> Iterator[object]:
    return map(json.loads, content.decode().splitlines())


AS_TEXT: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "docx": ("docx.txt", docx_text),
    "pdf": ("pdf.txt", pdf_text),
    "wav": ("wav.txt", sound_facts),
    "flac": ("flac.txt", sound_facts),
}
"""Formats whose bytes say nothing to a reviewer: their golden files hold what is in them."""
