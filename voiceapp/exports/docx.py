"""Writes a Word document, for people who forward transcripts."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.oxml.parser import OxmlElement
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Inches, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from voiceapp.core.history import ExportWishes
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import Message, Note, SoundId, Speaker, Talk, ToolCall
from voiceapp.exports.export_lines import (
    NO_PICTURE,
    NOT_HEARD,
    ExportLine,
    days,
    describe,
    heading,
    in_words,
    lines,
    moment,
    named,
    source_words,
)
from voiceapp.exports.summary_lines import TRANSCRIPT, SummaryRow, summary_blocks
from voiceapp.exports.text_direction import is_rtl

PICTURE_WIDTH = 4.0
"""The greatest width in inches."""
FIRST_ZIP_YEAR = 1980
ACCENT = {Speaker.USER: (0x24, 0x57, 0xB3), Speaker.ASSISTANT: (0x2F, 0x6F, 0x55)}
SOFT = (0x6B, 0x6D, 0x76)
_AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)
"""The elements that the format requires after the right-to-left mark, in order."""


def render(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> bytes:
    del sounds
    document = docx.Document()
    title = heading(talk, wishes)
    _prepare(document, talk, title)
    _aligned(document.add_heading(title, level=0), title)
    if wishes.timestamps:
        _soft(document.add_paragraph(), describe(talk, wishes))
    _about(document, talk, wishes)
    for line, new_day in days(lines(talk, wishes)):
        if new_day and wishes.timestamps:
            document.add_heading(f"{line.at:%Y-%m-%d}", level=2)
        _entry(document, line, wishes)
    file = io.BytesIO()
    document.save(file)
    return _dated(file, moment(talk.started_at, UTC))


def _about(document: Document, talk: Talk, wishes: ExportWishes) -> None:
    """Write what was written about the talk, above its lines."""
    blocks = summary_blocks(talk, wishes)
    for block in blocks:
        _aligned(document.add_heading(block.heading, level=2), block.heading)
        for row in block.rows:
            _row(document, row)
        for part in filter(None, block.text.split("\n\n")):
            paragraph = document.add_paragraph()
            _run(paragraph, part)
            _aligned(paragraph, part)
    if blocks:
        document.add_heading(in_words(TRANSCRIPT, wishes), level=2)


def _row(document: Document, row: SummaryRow) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    run = _run(paragraph, row.text)
    run.font.strike = row.point.done or None
    if row.remark:
        _soft(paragraph, f" ({row.remark})")
    _aligned(paragraph, row.text)


def _dated(file: io.BytesIO, at: datetime) -> bytes:
    """The parts carry the talk's time instead of the export's, so that the same talk gives the same file."""
    again = io.BytesIO()
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as dated:
        for part in parts.infolist():
            name = zipfile.ZipInfo(part.filename, (max(at.year, FIRST_ZIP_YEAR), *at.timetuple()[1:6]))
            dated.writestr(name, parts.read(part), zipfile.ZIP_DEFLATED)
    return again.getvalue()


def _prepare(document: Document, talk: Talk, title: str) -> None:
    properties = document.core_properties
    properties.title = title[:255]
    properties.author = properties.last_modified_by = "voiceapp"
    properties.comments = ""
    began = moment(talk.started_at, UTC)
    properties.created = properties.modified = began
    style = document.styles["Normal"]
    assert isinstance(style, ParagraphStyle)
    style.font.name = "Calibri"
    style.font.size = Pt(11)
    style.paragraph_format.space_after = Pt(4)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)


def _entry(document: Document, line: ExportLine, wishes: ExportWishes) -> None:
    match line.item:
        case Message():
            _head(document, line, wishes, ACCENT[line.item.speaker])
            for image in line.item.images:
                _picture(document, image.data, in_words(NO_PICTURE, wishes))
            _said(document, line, wishes)
            for words in source_words(line, wishes):
                _soft(document.add_paragraph(), words)
        case ToolCall():
            _head(document, line, wishes, SOFT)
            for text in (clean(line.item.arguments), line.text):
                if text.strip():
                    _code(document, text)
        case Note():
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _soft(paragraph, line.text.strip(), italic=True)


def _head(document: Document, line: ExportLine, wishes: ExportWishes, colour: tuple[int, int, int]) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(10), Pt(0)
    paragraph.paragraph_format.keep_with_next = True
    name = paragraph.add_run(named(line, wishes))
    name.bold = True
    name.font.color.rgb = RGBColor(*colour)
    rest = [f"{line.at:%H:%M:%S}"] if wishes.timestamps else []
    rest += [line.remark] if line.remark else []
    if rest:
        _soft(paragraph, "   " + " · ".join(rest))


def _said(document: Document, line: ExportLine, wishes: ExportWishes) -> None:
    if not line.text.strip() and not line.unheard.strip():
        return
    paragraph = document.add_paragraph()
    _aligned(paragraph, line.text or line.unheard)
    _run(paragraph, line.text.strip("\n") if not line.unheard else line.text.lstrip("\n"))
    if line.unheard:
        struck = _run(paragraph, line.unheard.rstrip())
        struck.font.strike = True
        _colour(struck)
        _soft(paragraph, f"  ({in_words(NOT_HEARD, wishes)})")


def _code(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(0.6)
    run = _run(paragraph, text)
    run.font.name, run.font.size = "Consolas", Pt(9)


def _picture(document: Document, data: bytes, instead: str) -> None:

    broken = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ZeroDivisionError)
    try:
        Image.from_blob(data)
        picture = document.add_picture(io.BytesIO(data))
    except broken:
        _soft(document.add_paragraph(), f"[{instead}]")
        return
    if picture.width > Inches(PICTURE_WIDTH):
        picture.height = Length(picture.height * Inches(PICTURE_WIDTH) // picture.width)
        picture.width = Inches(PICTURE_WIDTH)


def _aligned(paragraph: Paragraph, text: str) -> None:
    """Right-to-left paragraphs are marked, or Word puts their full stops on the wrong side."""
    if not is_rtl(text):
        return
    element = paragraph.paragraph_format.element
    assert isinstance(element, CT_P)
    mark = cast("BaseOxmlElement", OxmlElement("w:bidi"))
    element.get_or_add_pPr().insert_element_before(mark, *_AFTER_BIDI)
    for run in paragraph.runs:
        run.font.rtl = True


def _run(paragraph: Paragraph, text: str) -> Run:
    run = paragraph.add_run(text)
    if is_rtl(text):
        run.font.rtl = True
    return run


def _soft(paragraph: Paragraph, text: str, *, italic: bool = False) -> None:
    run = _run(paragraph, text)
    run.italic = italic
    _colour(run)


def _colour(run: Run) -> None:
    run.font.color.rgb = RGBColor(*SOFT)
