"""Cleans the output of recognisers, models and servers, so that it is only text and nothing in it acts.

A terminal obeys control characters, a shell runs what a line end closes, and direction marks make a text look other
than it is. Whatever comes from outside is cleaned where it enters, so what other programs get is already clean.
"""

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_ACTS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # the control characters of both sets
    "\u202a-\u202e\u2066-\u2069"  # overrides and embeddings of direction; the marks between words are harmless
    "\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_HALF = re.compile("[\ud800-\udfff]")
"""Unpaired surrogates, which no encoding accepts."""
_AROUND_LINE_END = re.compile(r"[ \t]*[\n\t][ \t\n]*")


def clean(text: str) -> str:
    """The text without control characters other than line ends and tabs. Every kind of line end becomes a plain one."""
    if text.isascii() and text.isprintable():
        return text
    return _HALF.sub("\ufffd", _ACTS.sub("", _LINE_ENDS.sub("\n", text)))


def in_one_line(text: str) -> str:
    """Clean a text and replace each line end and tab by a space."""
    return _AROUND_LINE_END.sub(" ", text)
