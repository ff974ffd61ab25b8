"""Writes one self-contained HTML file: readable on paper, in the dark, by a screen reader; it can carry
the sound.

It contains no script, and forbids itself to load anything.
"""

import base64
from collections.abc import Mapping
from html import escape

from voiceapp.core.history import ExportWishes
from voiceapp.core.sentence import Sentence
from voiceapp.core.sources import Source
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import ItemId, Message, Note, SoundId, Speaker, Talk, ToolCall
from voiceapp.exports.export_lines import NOT_HEARD, SOURCES, ExportLine, days, describe, heading, in_words, lines
from voiceapp.exports.sound import flac, heard_sound
from voiceapp.exports.summary_lines import TRANSCRIPT, SummaryBlock, SummaryRow, summary_blocks

_STYLE = """
:root { color-scheme: light dark; --ink: #1c1d21; --paper: #fbfaf8; --soft: #62646d; --edge: #dedbd5;
  --you: #e6eefb; --other: #ffffff; --accent: #2457b3; }
@media (prefers-color-scheme: dark) { :root { --ink: #ecebe8; --paper: #17181b; --soft: #a3a5ae; --edge: #34363c;
  --you: #20304d; --other: #212327; --accent: #8db4ff; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 2.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, "Segoe UI", "Noto Sans", sans-serif; overflow-wrap: anywhere; }
main { max-width: 44rem; margin: 0 auto; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1rem; font-weight: 600; color: var(--soft); margin: 2.25rem 0 1rem; text-align: center; }
.when { color: var(--soft); margin: 0 0 2rem; }
ol { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 1rem; }
.turn { padding: .7rem 1rem .8rem; border: 1px solid var(--edge); border-radius: .9rem; background: var(--other);
  margin-inline-end: 12%; }
.user .turn { background: var(--you); border-color: transparent; margin-inline: 12% 0; }
.head { display: flex; gap: .6rem; align-items: baseline; font-size: .875rem; margin-bottom: .15rem; }
.name { font-weight: 650; color: var(--accent); }
time, .remark { color: var(--soft); font-size: .875rem; font-variant-numeric: tabular-nums; }
.said { margin: 0; white-space: pre-wrap; }
del { color: var(--soft); }
.about { border: 1px solid var(--edge); border-radius: .9rem; padding: .2rem 1.2rem .8rem; background: var(--other); }
.about h3 { font-size: 1rem; margin: 1rem 0 .3rem; } .about ul { margin: 0; padding-inline-start: 1.2rem; }
.about li { margin: 0 0 .3rem; } .about a { color: inherit; text-decoration-color: var(--accent); }
li:target .turn { outline: 2px solid var(--accent); }
.note { text-align: center; color: var(--soft); font-size: .9rem; margin: 1.2rem 2rem; }
details { border-inline-start: 3px solid var(--edge); padding: .2rem 0 .2rem .9rem; font-size: .925rem; margin-inline-end: 12%; }
summary { cursor: pointer; color: var(--soft); }
pre { white-space: pre-wrap; margin: .4rem 0; padding: .6rem .75rem; border-radius: .5rem; background: var(--other);
  border: 1px solid var(--edge); font: .85rem/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
audio { display: block; width: 100%; height: 2.25rem; margin-top: .5rem; }
img { display: block; max-width: 100%; height: auto; border-radius: .5rem; margin: .4rem 0; }
.aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media print { body { background: none; padding: 0; font-size: 10.5pt; } audio { display: none; }
  .turn { break-inside: avoid; } details > * { display: block; } }
""".strip()

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:; base-uri 'none'; form-action 'none'"
)


def render(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> str:
    title = _text(heading(talk, wishes))
    body = [*_about(talk, wishes), "<ol>"]
    for line, new_day in days(lines(talk, wishes)):
        if new_day and wishes.timestamps:
            body += ["</ol>", f"<h2>{line.at:%Y-%m-%d}</h2>", "<ol>"]
        body.append(_entry(line, wishes, sounds))
    body.append("</ol>")
    when = f'<p class="when">{_text(describe(talk, wishes))}</p>' if wishes.timestamps else ""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{_text(_language(talk))}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="voiceapp">',
            f"<title>{title}</title>",
            f"<style>\n{_STYLE}\n</style>",
            "</head>",
            "<body>",
            "<main>",
            f'<h1 dir="auto">{title}</h1>',
            *([when] if when else []),
            *body,
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _about(talk: Talk, wishes: ExportWishes) -> list[str]:
    """What was written about the talk, above its lines, each point a link to the line that it came from."""
    there = {item.id for item in talk.items}
    blocks = [_block(block, there) for block in summary_blocks(talk, wishes)]
    if not blocks:
        return []
    return ['<section class="about">', *blocks, "</section>", f"<h2>{_text(in_words(TRANSCRIPT, wishes))}</h2>"]


def _block(block: SummaryBlock, there: set[ItemId]) -> str:
    rows = "".join(f'<li dir="auto">{_row(row, there)}</li>' for row in block.rows)
    content = f"<ul>{rows}</ul>" if rows else f'<p class="said" dir="auto">{_text(block.text)}</p>'
    return f'<h3 dir="auto">{_text(block.heading)}</h3>{content}'


def _row(row: SummaryRow, there: set[ItemId]) -> str:
    line = next((line for line in row.point.lines if line in there), None)
    text = f"<s>{_text(row.text)}</s>" if row.point.done else _text(row.text)
    remark = f' <span class="remark">({_text(row.remark)})</span>' if row.remark else ""
    return f"{text}{remark}" if line is None else f'<a href="#{_text(_anchor(line))}">{text}</a>{remark}'


def _anchor(item: ItemId) -> str:
    return f"line-{clean(item)}"


def _entry(line: ExportLine, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> str:
    time = (
        f'<time datetime="{line.at.isoformat(timespec="seconds")}">{line.at:%H:%M:%S}</time>'
        if wishes.timestamps
        else ""
    )
    match line.item:
        case Message():
            return _turn(line, line.item, time, wishes, sounds)
        case ToolCall():
            remark = f" ({_text(line.remark)})" if line.remark else ""
            asked, answer = in_words(Sentence("Asked"), wishes), in_words(Sentence("Answer"), wishes)
            blocks = "".join(
                f'<pre dir="auto" aria-label="{_text(label)}">{_text(block)}</pre>'
                for label, block in ((asked, clean(line.item.arguments)), (answer, line.text))
                if block.strip()
            )
            return f"<li><details><summary>{_tool(line, wishes)}{remark} {time}</summary>{blocks}</details></li>"
        case Note():
            return f'<li class="note" dir="auto">{_text(line.text.strip())}</li>'


def _turn(line: ExportLine, message: Message, time: str, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> str:
    side = "user" if message.speaker is Speaker.USER else "assistant"
    remark = f'<span class="remark">{_text(line.remark)}</span>' if line.remark else ""
    language = f' lang="{_text(clean(message.language))}"' if message.language else ""
    said = _text(line.text.strip("\n") if not line.unheard else line.text.lstrip("\n"))
    if line.unheard:
        gap = line.unheard[: len(line.unheard) - len(line.unheard.lstrip())]
        said += f'{gap}<del><span class="aside">{_text(in_words(NOT_HEARD, wishes))}: </span>{_text(line.unheard.strip())}</del>'
    return "".join(
        [
            f'<li class="{side}" id="{_text(_anchor(message.id))}"><article class="turn">',
            f'<div class="head"><bdi class="name">{_text(line.name)}</bdi>',
            f"{time}{remark}</div>",
            *(
                _picture(_picture_name(number, wishes), image.media_type, image.data)
                for number, image in enumerate(message.images, 1)
            ),
            f'<p class="said" dir="auto"{language}>{said}</p>' if said else "",
            _sources(line, wishes),
            _player(line, message, sounds) if wishes.with_sound else "",
            "</article></li>",
        ]
    )


def _sources(line: ExportLine, wishes: ExportWishes) -> str:
    if not line.sources:
        return ""
    rows = "".join(f'<li dir="auto">{_source(source)}</li>' for source in line.sources)
    return f'<p class="remark">{_text(in_words(SOURCES, wishes))}</p><ul class="sources">{rows}</ul>'


def _source(source: Source) -> str:
    words = _text(source.shown_title)
    return f'<a href="{_text(source.url)}" rel="noreferrer">{words}</a>' if source.url else words


def _tool(line: ExportLine, wishes: ExportWishes) -> str:
    """A name keeps its own direction whatever language surrounds it."""
    words = _text(in_words(Sentence("Tool: {name}", name="{name}"), wishes))
    return words.replace("{name}", f"<bdi>{_text(line.name)}</bdi>")


def _picture_name(number: int, wishes: ExportWishes) -> str:
    return _text(in_words(Sentence("Picture {number}", number=number), wishes))


def _picture(name: str, media_type: str, data: bytes) -> str:
    kind = media_type if media_type in ("image/png", "image/jpeg", "image/gif", "image/webp") else "image/png"
    return f'<img alt="{name}" src="data:{kind};base64,{base64.b64encode(data).decode()}">'


def _player(line: ExportLine, message: Message, sounds: Mapping[SoundId, bytes]) -> str:
    pcm = heard_sound(message, sounds)
    if not pcm:
        return ""
    data = base64.b64encode(flac(pcm)).decode()
    label = _text(f"{line.name}, {line.at:%H:%M:%S}")
    return f'<audio controls preload="metadata" aria-label="{label}" src="data:audio/flac;base64,{data}"></audio>'


def _language(talk: Talk) -> str:
    """The language of most of it; empty means unknown, which HTML uses as well."""
    said = [item.language for item in talk.items if isinstance(item, Message) and item.language]
    return clean(max(sorted(set(said)), key=said.count)) if said else ""


def _text(text: str) -> str:
    return escape(text, quote=True)
