"""Writes a PDF that looks the same everywhere, because it embeds its fonts.

Characters that no font of this device can show become boxes, and the last lines say so: nothing is dropped silently.
"""

import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC

from fontTools.ttLib import TTLibError
from fpdf import FPDF
from fpdf.enums import WrapMode, XPos, YPos
from fpdf.errors import FPDFException
from fpdf.fonts import TTFFont
from PIL import Image, UnidentifiedImageError

from voiceapp.core.history import ExportWishes
from voiceapp.core.sentence import Sentence
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
from voiceapp.exports.fonts import Fonts, fonts_for, needs_glyph
from voiceapp.exports.summary_lines import TRANSCRIPT, SummaryBlock, summary_blocks
from voiceapp.exports.text_direction import is_rtl, needs_shaping

BOX = "□"
MARGIN = 20.0
LEADING = 1.45
PICTURE_WIDTH = 100.0
"""The greatest width in millimetres."""
INK, SOFT = (28, 29, 33), (105, 107, 116)
ACCENT = {Speaker.USER: (36, 87, 179), Speaker.ASSISTANT: (47, 111, 85)}
MM_PER_POINT = 25.4 / 72


def render(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> bytes:
    del sounds
    every = list(days(lines(talk, wishes)))
    about = [part for block in summary_blocks(talk, wishes) for part in _texts_of(block)]
    texts = [heading(talk, wishes), *about, *(part for line, _ in every for part in _texts(line))]
    page = _Pages(fonts_for("".join(texts) + BOX))
    try:
        return _laid_out(page, talk, every, wishes)
    finally:
        page.let_go()


def _laid_out(page: "_Pages", talk: Talk, every: Iterable[tuple[ExportLine, bool]], wishes: ExportWishes) -> bytes:
    title = heading(talk, wishes)
    page.describe(talk, title)
    page.paragraph(title, size=19, bold=True)
    if wishes.timestamps:
        page.paragraph(describe(talk, wishes), size=10, colour=SOFT)
    page.ln(4)
    _about(page, talk, wishes)
    for line, new_day in every:
        if new_day and wishes.timestamps:
            page.ln(4)
            page.paragraph(f"{line.at:%Y-%m-%d}", size=11, bold=True, colour=SOFT)
        _entry(page, line, wishes)
    page.own_up(wishes)
    return bytes(page.output())


def _texts(line: ExportLine) -> Iterable[str]:
    arguments = clean(line.item.arguments) if isinstance(line.item, ToolCall) else ""
    return (
        line.name,
        line.text,
        line.unheard,
        line.remark,
        arguments,
        *(each.title + each.url for each in line.sources),
    )


def _texts_of(block: SummaryBlock) -> Iterable[str]:
    return (block.heading, block.text, *(row.whole for row in block.rows), "•")


def _about(page: "_Pages", talk: Talk, wishes: ExportWishes) -> None:
    """Write what was written about the talk, above its lines."""
    blocks = summary_blocks(talk, wishes)
    for block in blocks:
        page.title_of_part(block.heading)
        for row in block.rows:
            page.paragraph(f"•  {row.text}", struck=row.point.done, indent=3)
            page.paragraph(row.remark, size=9, colour=SOFT, indent=7)
        page.paragraph(block.text)
    if blocks:
        page.title_of_part(in_words(TRANSCRIPT, wishes))


def _entry(page: "_Pages", line: ExportLine, wishes: ExportWishes) -> None:
    rest = [f"{line.at:%H:%M:%S}"] if wishes.timestamps else []
    rest += [line.remark] if line.remark else []
    match line.item:
        case Message():
            page.head(line.name, " · ".join(rest), ACCENT[line.item.speaker])
            for image in line.item.images:
                page.picture(image.data, in_words(NO_PICTURE, wishes))
            page.paragraph(line.text.strip("\n"))
            if line.unheard.strip():
                page.paragraph(line.unheard.strip(), colour=SOFT, struck=True)
                page.paragraph(f"({in_words(NOT_HEARD, wishes)})", size=9, colour=SOFT)
            for words in source_words(line, wishes):
                page.paragraph(words, size=9, colour=SOFT)
        case ToolCall():
            page.head(named(line, wishes), " · ".join(rest), SOFT)
            page.paragraph(clean(line.item.arguments), size=9, colour=SOFT, indent=5)
            page.paragraph(line.text, size=9, colour=SOFT, indent=5)
        case Note():
            page.ln(3)
            page.paragraph(line.text.strip(), size=9.5, colour=SOFT)


class _Pages(FPDF):
    def __init__(self, fonts: Fonts) -> None:
        super().__init__(format="A4")
        self._missing = set(fonts.missing)
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN)
        self.add_font("text", "", fonts.regular.path)
        self.add_font("text", "B", fonts.bold.path)
        self.set_fallback_fonts([*self._added(fonts)], exact_match=False)
        self.add_page()

    def _added(self, fonts: Fonts) -> Iterator[str]:
        """The further usable fonts, by the names they are given."""
        for number, (font, signs) in enumerate(fonts.others):
            name = f"other{number}"
            try:
                self.add_font(name, "", font.path, collection_font_number=font.number)
            except (FPDFException, TTLibError, OSError, KeyError, ValueError, AttributeError, NotImplementedError):
                # Some fonts can be read but not embedded.
                self._missing |= signs
            else:
                yield name

    def let_go(self) -> None:
        """Close the font files."""
        for font in [each for each in self.fonts.values() if isinstance(each, TTFFont)]:
            font.ttfont.close()

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font("text", size=8)
        self.set_text_color(*SOFT)
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="C")

    def describe(self, talk: Talk, title: str) -> None:
        self.set_title(title)
        self.set_creator("voiceapp")
        self.set_producer("voiceapp")
        self.set_creation_date(moment(talk.started_at, UTC))

    def paragraph(
        self,
        text: str,
        *,
        size: float = 11,
        bold: bool = False,
        colour: tuple[int, int, int] = INK,
        struck: bool = False,
        indent: float = 0,
    ) -> None:
        """Writes a separate paragraph, wrapped, beginning at its own side of the page."""
        if not text.strip():
            return
        self.set_font("text", ("B" if bold else "") + ("S" if struck else ""), size)
        self.set_text_color(*colour)
        self.set_text_shaping(use_shaping_engine=needs_shaping(text))
        self.set_x(MARGIN + indent)
        self.multi_cell(
            self.epw - indent,
            size * LEADING * MM_PER_POINT,
            self._shown(text),
            align="R" if is_rtl(text) else "L",
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
            wrapmode=WrapMode.CHAR if _has_no_spaces(text) else WrapMode.WORD,
        )

    def title_of_part(self, text: str) -> None:
        """Writes a heading; never alone at the foot of a page."""
        self.ln(3.5)
        if self.will_page_break(20):
            self.add_page()
        self.paragraph(text, size=13, bold=True)

    def head(self, name: str, rest: str, colour: tuple[int, int, int]) -> None:
        """Writes who and when; never alone at the foot of a page."""
        self.ln(3.5)
        if self.will_page_break(20):
            self.add_page()
        self.set_font("text", "B", 10)
        self.set_text_color(*colour)
        self.set_text_shaping(use_shaping_engine=needs_shaping(name + rest))
        shown = self._shown(name)
        while self.get_string_width(shown) > self.epw * 0.6 and len(shown) > 1:
            shown = f"{shown[:-2]}…"
        self.cell(self.get_string_width(shown) + 3, 5, shown)
        self.set_font("text", size=9)
        self.set_text_color(*SOFT)
        self.multi_cell(0, 5, self._shown(rest), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def picture(self, data: bytes, instead: str) -> None:
        try:
            self._place(data)
        except (UnidentifiedImageError, FPDFException, OSError, ValueError, SyntaxError):
            self.paragraph(f"[{instead}]", size=9, colour=SOFT)

    def own_up(self, wishes: ExportWishes) -> None:
        """Say what could not be shown."""
        if not self._missing:
            return
        names = sorted({unicodedata.name(sign, f"U+{ord(sign):04X}").split(" ")[0].title() for sign in self._missing})
        self.ln(8)
        told = Sentence(
            "{box} stands for {count} different characters ({names}) that no font on this device has. The other formats "
            "have them all. To see them here, install a font that has them and export again.",
            box=BOX,
            count=len(self._missing),
            names=", ".join(names[:8]),
        )
        self.paragraph(in_words(told, wishes), size=9, colour=SOFT)

    def _place(self, data: bytes) -> None:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
        across = min(PICTURE_WIDTH, width * 25.4 / 96)
        tall = across * height / width
        if tall > self.eph * 0.8:
            across, tall = across * self.eph * 0.8 / tall, self.eph * 0.8
        if self.will_page_break(tall):
            self.add_page()
        self.image(io.BytesIO(data), x=MARGIN + self.c_margin, w=across, h=tall)
        self.ln(2)

    def _shown(self, text: str) -> str:
        return "".join(BOX if sign in self._missing else sign for sign in text.expandtabs(4) if _is_shown(sign))


def _is_shown(sign: str) -> bool:
    return needs_glyph(sign) or sign.isspace() or sign in "\u200c\u200d"


def _has_no_spaces(text: str) -> bool:
    """Says whether most of it is in a script that may break between any two characters."""
    wide = sum(unicodedata.east_asian_width(sign) in ("W", "F") for sign in text)
    return wide * 2 > len(text)
