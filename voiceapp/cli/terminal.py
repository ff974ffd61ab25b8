"""Writes to the terminal: everything that goes there passes through here.

A terminal obeys control characters, and what is printed was written by people, models, servers and files: they must not
move its cursor, set its clipboard or repaint a question that it asks. What the terminal has no letter for becomes a
question mark, and a reader that has enough ends nothing with a traceback.
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

from voiceapp.core.text.clean_text import clean

LONGEST = 20_000
"""Characters of one line of a talk."""
INDENT = "\n    "
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_CLEAR = "\r\x1b[K"
_ACTS = re.compile("[^\n\t -~\xa0-\U0010ffff]|[\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ud800-\udfff]")
"""In JSON it is kept, as an escape."""


def prepare() -> None:
    """Before anything is printed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: object = "") -> None:
    """A line of ours, with whatever stands in it."""
    write(f"{text}\n")


def warn(text: object) -> None:
    """A line beside what the command is for. A command that it names is written as it works here."""
    sentence = str(text)
    if "`voiceapp " in sentence:
        from voiceapp.settings.installation import as_typed  # noqa: PLC0415  (most commands name no other)

        sentence = as_typed(sentence)
    _put(sys.stderr, f"{clean(sentence)}\n")


def line(text: str) -> None:
    """One line of a talk. What somebody else wrote into it cannot begin another one that looks like ours."""
    text = clean(text)
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}… ({len(text) - LONGEST} more characters)"
    question(text)


def question(text: str) -> None:
    """The same, whole however long it is."""
    say(text.replace("\n", INDENT))


def write(text: str) -> bool:
    """Writes what the command is for, as it comes. False: nobody reads any more."""
    return _put(sys.stdout, clean(text))


def highlighted(parts: Iterable[tuple[str, bool]]) -> None:
    """A line, with some of its parts to be seen at once."""
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
    """Writes a file's content: every byte of it for a program or a file, what can be read of it for a person."""
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
    """Write over the last such line, for a person who watches; empty: clear it. A file gets nothing of it."""
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
    """Whoever reads has enough; Python must not complain of it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
