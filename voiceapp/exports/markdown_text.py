"""Writes texts so that Markdown shows just these texts, whatever characters they contain."""

import re

_INLINE = re.compile(r"[\\`*_\[\]<>&|~]")
_NUMBER = re.compile(r"^(\d+)([.)])")


def escaped(text: str) -> str:
    """Escapes a text so that Markdown shows just this text, with its line breaks."""
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip())
    return "\n\n".join("\\\n".join(map(_escaped_line, paragraph.split("\n"))) for paragraph in paragraphs)


def _escaped_line(line: str) -> str:
    line = line.strip()
    line = _INLINE.sub(r"\\\g<0>", line)
    numbered = _NUMBER.match(line)
    if numbered:
        return f"{numbered[1]}\\{line[numbered.end(1) :]}"
    return f"\\{line}" if line[:1] in ("#", "+", "-", "=", ":") else line
