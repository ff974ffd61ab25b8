"""Writes to the terminal: all output passes through here.

A terminal obeys control characters, and what is printed comes from people, models, servers and files: it must not
move the cursor, set the clipboard or repaint a question. Characters that the terminal lacks become question
marks, and a reader that closes the pipe causes no traceback. What is ours comes as sentences, and becomes text here.
"""

import contextlib
import errno
import io
import json
import os
import re
import sys
from collections.abc import Iterable
from typing import TextIO

from voiceapp.cli.language import in_words
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean

LONGEST = 20_000
"""The most characters of one line of a talk."""
INDENT = "\n    "
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_CLEAR = "\r\x1b[K"
_ACTS = re.compile("[^\n\t -~\xa0-\U0010ffff]|[\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ud800-\udfff]")
"""In JSON it is kept, as an escape."""


def prepare() -> None:
    """Must be called before anything is printed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(told: Sentence) -> None:
    """Prints a sentence of ours in the person's language, with whatever is inserted into it."""
    plain(in_words(told))


def plain(text: object = "") -> None:
    """Prints a line that is the same in every language, such as a path, or a row of a table."""
    write(f"{text}\n")


def warn(told: Sentence) -> None:
    """Prints a sentence beside the actual output. A command that it names is written as it works here."""
    sentence = in_words(told)
    if "`voiceapp " in sentence:
        from voiceapp.settings.installation import as_typed  # noqa: PLC0415  (most commands name no other)

        sentence = as_typed(sentence)
    _put(sys.stderr, f"{clean(sentence)}\n")


def line(text: str) -> None:
    """One line of a talk. Text from others cannot begin another line that looks like ours."""
    text = clean(text)
    if len(text) > LONGEST:
        shortened = Sentence("{text}… ({count} more characters)", text=text[:LONGEST], count=len(text) - LONGEST)
        text = in_words(shortened)
    question(text)


def question(text: str) -> None:
    """The same, but never shortened."""
    plain(text.replace("\n", INDENT))


def write(text: str) -> bool:
    """Writes the actual output as it comes. False: nobody is reading any more."""
    return _put(sys.stdout, clean(text))


def highlighted(parts: Iterable[tuple[str, bool]]) -> None:
    """Prints a line with some of its parts highlighted."""
    bold = sys.stdout.isatty()
    _put(
        sys.stdout,
        "".join(f"{_BOLD}{clean(text)}{_PLAIN}" if marked and bold else clean(text) for text, marked in parts) + "\n",
    )


def value(told: object, *, indent: int | None = None) -> None:
    """JSON for a program."""
    text = json.dumps(told, ensure_ascii=False, indent=indent)
    with contextlib.suppress(LookupError):
        try:
            text.encode(sys.stdout.encoding or "utf-8")
        except UnicodeEncodeError:
            text = json.dumps(told, indent=indent)
    _put(sys.stdout, _ACTS.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def content(data: bytes) -> None:
    """Writes a file's content: every byte for a program or a file, the readable parts for a person."""
    if sys.stdout.isatty():
        write(data.decode("utf-8", "replace"))
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _read_no_more(sys.stdout)


def moving(text: str) -> None:
    """Overwrite the previous such line, for a person who watches; empty: clear it. Nothing goes to a file."""
    if sys.stderr.isatty():
        _put(sys.stderr, f"{_CLEAR}{clean(text)}")


def _put(stream: TextIO, text: str) -> bool:
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        # The reader, or the terminal itself, is gone.
        if error.errno not in (errno.EPIPE, errno.EIO):
            raise
        _read_no_more(stream)
        return False
    return True


def _read_no_more(stream: TextIO) -> None:
    """The reader has closed the pipe, and Python must not complain about it at exit."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
