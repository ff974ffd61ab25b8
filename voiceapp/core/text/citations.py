"""Takes out of an answer the marks by which services say where they found it, which nobody wants to hear."""

import re

_LINK = r"\[[^\[\]\n]*\]\(\s*<?(?:https?://)?[^()\s]*(?:\([^()\s]*\)[^()\s]*)*>?[^()\n]*\)"
_IN_BRACKETS = re.compile(rf"[ \t]*\(\s*{_LINK}(?:\s*[,;]?\s*{_LINK})*\s*\)")
"""As ([nasa.gov](https://…)): a link within brackets is a source, one in the sentence belongs to it."""
_MARK = re.compile(r"[ \t]*【[^【】\n]*】|[ \t]*\ue200[^\ue200\ue201\n]*\ue201")
"""As 【4:0†talk.md】, and between the private characters that some models write instead."""


def without_citations(text: str) -> str:
    """Return the text as it would be said."""
    return _MARK.sub("", _IN_BRACKETS.sub("", text))
