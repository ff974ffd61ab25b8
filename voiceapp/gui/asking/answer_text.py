"""Writes an answer from earlier talks as rich text, in which each source is a link to the message that it comes from."""

from html import escape

from voiceapp.core.talk_questions.access import TalkAnswer
from voiceapp.core.talk_questions.passages import FoundPassage
from voiceapp.gui.history.model import clock_words, date_words
from voiceapp.gui.look.theme import SPACE, WIDE, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

LINK = "source:"


def answer_html(answer: TalkAnswer, palette: Palette) -> str:
    parts = [f'<p style="margin: 0 0 {WIDE}px 0">{_words(answer, palette)}</p>'] if answer.written else []
    if answer.remark is not None:
        parts.append(f'<p style="color: {palette.warn}">{escape(in_words(answer.remark))}</p>')
    if answer.failure is not None:
        parts.append(f'<p style="color: {palette.bad}">{escape(in_words(answer.failure.sentence))}</p>')
    if answer.is_over and answer.sources:
        heading = tr("Sources") if answer.read.cited else tr("Messages that may fit")
        parts.append(f'<p style="color: {palette.quiet}; margin: {SPACE}px 0 0 0">{escape(heading)}</p>')
        parts += [_source(number, source, palette) for number, source in answer.listed()]
    return "".join(parts)


def _words(answer: TalkAnswer, palette: Palette) -> str:
    pieces = answer.read.pieces
    return "".join(
        f"&nbsp;{_link(piece.source, f'[{piece.source}]', palette)}" if piece.source else _lines(piece.text)
        for piece in pieces
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def _link(number: int, text: str, palette: Palette) -> str:
    return f'<a href="{LINK}{number}" style="color: {palette.accent}">{escape(text)}</a>'


def _source(number: int, source: FoundPassage, palette: Palette) -> str:
    title = _link(number, f"[{number}] {in_words(source.shown_title)}", palette)
    when = escape(f"{date_words(source.found.at)}, {clock_words(source.found.at)}")
    said = escape(f"{speaker_words(source.found.speaker)}: {source.found.text}")
    return (
        f'<p style="margin: {SPACE}px 0 0 0">{title} <span style="color: {palette.quiet}">{when}</span><br/>'
        f'<span style="color: {palette.quiet}">{said}</span></p>'
    )


def speaker_words(speaker: str) -> str:
    """Return who said it, as the person is told."""
    if speaker == "User":
        return tr("You")
    return tr("Assistant") if speaker == "Assistant" else speaker
