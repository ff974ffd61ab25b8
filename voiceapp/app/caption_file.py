"""Keeps the captions of now in a file that other programs follow, and that is whole whenever they read it."""

import contextlib
import itertools
import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from voiceapp.core.captions.flow import Caption
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence, SettingPlace
from voiceapp.exports.live_captions import LiveCues, LiveFormat, NewestLines, ShownLanguages, finished_line
from voiceapp.storage.disk_trouble import failure_of

log = logging.getLogger(__name__)

PACE = 0.2
"""Seconds between two versions of the file."""
LOOK_EVERY = 0.5
"""Seconds after which lines that nobody reads any more are looked for."""


@dataclass(frozen=True, slots=True)
class CaptionFileWishes:
    path: Path
    grows: bool = False
    """A text file gets each line once it is finished, instead of the lines of now."""
    rows: int = 3
    stay: float = 0.0
    """Seconds after which lines of now go away; 0: never."""
    shown: ShownLanguages | None = None
    named: Callable[[Sentence], str] | None = None


class _Content(Protocol):
    """Makes the content of one kind of file."""

    def begin(self, path: Path) -> None: ...
    def take(self, captions: tuple[Caption, ...], now: float) -> bool:
        """Return whether the file has to be written."""
        ...

    def write(self, path: Path) -> None: ...
    def end(self, path: Path) -> None:
        """Leave the file as it stays."""


class _Subtitles:
    def __init__(self, wishes: CaptionFileWishes, began: float) -> None:
        self._format = LiveFormat(wishes.path.suffix.lower().removeprefix("."))
        self._cues = LiveCues(wishes.named, wishes.shown, began)

    def begin(self, path: Path) -> None:
        _set_aside(path)
        self.write(path)

    def take(self, captions: tuple[Caption, ...], now: float) -> bool:
        del now
        return self._cues.take(captions)

    def write(self, path: Path) -> None:
        _replace(path, self._cues.render(self._format))

    def end(self, path: Path) -> None:
        """It is whole already."""


class _LinesOfNow:
    def __init__(self, wishes: CaptionFileWishes, began: float) -> None:
        self._began = began
        self._stay = wishes.stay
        self._lines = NewestLines(wishes.rows, wishes.named, wishes.shown)
        self._text = ""

    def begin(self, path: Path) -> None:
        _set_aside(path)
        self.write(path)

    def take(self, captions: tuple[Caption, ...], now: float) -> bool:
        stale = max(now - self._stay, self._began) if self._stay else self._began
        before, self._text = self._text, self._lines.render(captions, stale)
        return before != self._text

    def write(self, path: Path) -> None:
        _replace(path, self._text)

    def end(self, path: Path) -> None:
        _replace(path, "")


class _GrowingLines:
    def __init__(self, wishes: CaptionFileWishes, began: float) -> None:
        self._wishes = wishes
        self._began = began
        self._written: set[int] = set()
        self._new: dict[int, str] = {}
        self._rest = b""
        """What the disk has not taken yet."""

    def begin(self, path: Path) -> None:
        """Go on below what is there."""
        _append(path, b"")

    def take(self, captions: tuple[Caption, ...], now: float) -> bool:
        del now
        for each in captions:
            line = finished_line(each, self._wishes.named, self._wishes.shown)
            if line and each.until >= self._began and each.number not in self._written:
                self._new[each.number] = line
        return bool(self._new)

    def write(self, path: Path) -> None:
        self._rest += "".join(f"{self._new[number]}\n" for number in sorted(self._new)).encode()
        self._written |= set(self._new)
        self._new.clear()
        while self._rest:
            # In one go as far as the disk allows, so that nobody reads half a line.
            self._rest = self._rest[_append(path, self._rest) :]

    def end(self, path: Path) -> None:
        """All that is finished is there."""


def _content_of(wishes: CaptionFileWishes, began: float) -> _Content:
    if wishes.path.suffix.lower() != ".txt":
        return _Subtitles(wishes, began)
    return _GrowingLines(wishes, began) if wishes.grows else _LinesOfNow(wishes, began)


class CaptionFile:
    """Begun when captions are turned on, and closed when they are turned off. It writes on a thread of its own."""

    def __init__(
        self,
        wishes: CaptionFileWishes,
        captions: Callable[[], tuple[Caption, ...]],
        trouble: Callable[[Failure], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.wishes = wishes
        self._path = wishes.path.expanduser().resolve()
        self._captions = captions
        self._trouble = trouble
        self._clock = clock
        self._content = _content_of(wishes, clock())
        self._woken = threading.Event()
        self._closed = threading.Event()
        self._failed = self._begun = False
        self._due = False
        """What has changed is not in the file yet."""
        self._thread = threading.Thread(target=self._write_on, name="caption-file", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """The captions have changed. Never waits."""
        self._woken.set()

    def close(self, patience: float = 5.0) -> None:
        """Write what is there, and leave the file whole. A second call does nothing."""
        self._closed.set()
        self._woken.set()
        self._thread.join(patience)

    def _write_on(self) -> None:
        self._try(self._begin)
        while not self._closed.is_set():
            self._woken.wait(LOOK_EVERY)
            self._woken.clear()
            self._try(self._write)
            self._closed.wait(PACE)
        self._try(self._write)
        if self._begun:
            self._try(lambda: self._content.end(self._path))

    def _try(self, work: Callable[[], None]) -> None:
        try:
            work()
        except OSError as error:
            if not self._failed:
                self._failed = True
                known = failure_of(error)
                log.warning("captions can't be written: %s", known.kind.value)
                told = Sentence(
                    "Captions can't be written to {path}. Choose another file in Settings, {page}, or free some space.",
                    path=str(self._path),
                    page=SettingPlace("captions.file"),
                )
                self._trouble(Failure(known.kind, told, known.detail))
        except Exception:  # a bug in the file must not end its thread
            log.exception("captions could not be written in a way that they should")

    def _begin(self) -> None:
        self._content.begin(self._path)
        self._begun = True

    def _write(self) -> None:
        if not self._begun:
            self._begin()
        self._due |= self._content.take(self._captions(), self._clock())
        if self._due:
            self._content.write(self._path)
            self._due = False


def _set_aside(path: Path) -> None:
    """Keep what stands in its place under another name."""
    if path.is_file() and path.stat().st_size:
        names = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in itertools.count(1))
        path.rename(next(name for name in names if not name.exists()))


def _append(path: Path, more: bytes) -> int:
    """Return how much of it the disk took."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        return os.write(descriptor, more)
    finally:
        os.close(descriptor)


def _replace(path: Path, text: str) -> None:
    """Put a whole file in the place of the one before, so that whoever opens it reads either."""
    new = path.with_name(f".{path.name}.new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        new.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
