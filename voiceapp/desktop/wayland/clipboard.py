"""Lends our text to the clipboard for a moment, then restores everything that was there (data control).

A thread with its own connection reads what others offer, in all formats, and serves what is ours.
"""

import contextlib
import logging
import os
import queue
import select
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TypeVar

from voiceapp.desktop.text_output.surroundings import SECRET_HINT
from voiceapp.desktop.wayland.wire import EventReader, WaylandConnection, WaylandError, number, text

log = logging.getLogger(__name__)
T = TypeVar("T")

MANAGERS = ("ext_data_control_manager_v1", "zwlr_data_control_manager_v1")
TEXT_FORMATS = ("text/plain;charset=utf-8", "text/plain", "UTF8_STRING", "TEXT", "STRING")
_PATIENCE = 20.0
_SILENT, _IN_ALL = 2.0, 5.0
"""Seconds after which an owner that gives nothing counts as hanging, and for all of its formats."""
_MOST_BYTES = 64 << 20
_QUIET = 0.25
"""Seconds without another request, after which the clipboard is restored."""
_ASKS_AGAIN = 2.0
_MANAGERS_ASK = 0.05
"""Seconds in which a clipboard manager asks for what is new. It is not the program that the text is for."""
_NO_CONTENT = ("TARGETS", "MULTIPLE", "TIMESTAMP", "SAVE_TARGETS", "DELETE")
Content = Mapping[str, bytes]


class OwnerHangsError(Exception):
    """The program that has the clipboard does not give what it offers."""


@dataclass(slots=True)
class _Source:
    """Content of ours that the compositor asks us for."""

    content: Content
    owned: bool = True
    given: threading.Event = field(default_factory=threading.Event)


@dataclass(slots=True)
class _Selection:
    """The clipboard, or what is selected."""

    request: int
    offer: int = 0
    source: _Source | None = None
    before: Content | None = None
    """What was there before our text, while it is lent."""


class WaylandClipboard:
    """Every method may be called from another thread and waits in bounded time. Raises WaylandError where there is none."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._connection = WaylandConnection(environ)
        try:
            manager = next((each for each in MANAGERS if self._connection.offers(each)), MANAGERS[-1])
            seat = self._connection.bind("wl_seat", 1)
            self._manager = self._connection.bind(manager, 2)
            self._offers: dict[int, list[str]] = {}
            self._clipboard, self._primary = _Selection(0), _Selection(2)
            self._device = self._connection.new_id(self._told_by_device)
            self._connection.send(self._manager, 1, number(self._device), number(seat))
            self._connection.roundtrip()
        except OSError:
            self._connection.close()
            raise
        self._give_back_at: float | None = None
        self._give_back_by = 0.0
        self._jobs: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self._wake_read, self._wake_write = os.pipe()
        self._open = True
        self._thread = threading.Thread(target=self._live, name="clipboard", daemon=True)
        self._thread.start()

    # --- from any thread

    def put(self, content: str) -> bool:
        """Puts the text into the clipboard to stay."""
        return self._ask(lambda: self._put(content), otherwise=False)

    def lend(self, content: str, *, primary: bool = False) -> bool:
        """Our text is there until `give_back_soon`. Raises OwnerHangsError if what was there cannot be read; then nothing
        was changed.
        """
        refused: bool | None = False
        lent = self._ask(lambda: self._lend(content, primary=primary), otherwise=refused)
        if lent is None:
            raise OwnerHangsError
        if lent:
            self._let_managers_ask()
        return lent

    def _let_managers_ask(self) -> None:
        self.wait_until_taken(_MANAGERS_ASK)
        for source in (self._clipboard.source, self._primary.source):
            if source is not None:
                source.given.clear()

    def wait_until_taken(self, patience: float) -> bool:
        source = self._clipboard.source
        other = self._primary.source if self._primary.before is not None else None
        end = time.monotonic() + patience
        while source is not None and time.monotonic() < end:
            if source.given.wait(0.02) or (other is not None and other.given.is_set()):
                return True
        return False

    def give_back_soon(self) -> None:
        self._do(self._begin_giving_back)

    def give_back(self) -> None:
        self._ask(self._give_back, otherwise=False)

    def text_of(self, *, primary: bool = False) -> str:
        """Returns the text of the clipboard or of the selection; empty if its owner asks to keep it secret."""
        return self._ask(lambda: self._text_of(self._primary if primary else self._clipboard), otherwise="")

    def content(self) -> Content:
        """Returns the clipboard in all its formats. Empty as well if its owner gives nothing."""
        return self._ask(lambda: self._read_all(self._clipboard) or {}, otherwise={})

    def close(self) -> None:
        if self._open:
            self._ask(self._give_back, otherwise=False)
            self._open = False
            self._do(lambda: None)
            self._thread.join(_PATIENCE)
            os.close(self._wake_read)
            os.close(self._wake_write)

    def _do(self, job: Callable[[], object]) -> None:
        self._jobs.put(job)
        with contextlib.suppress(OSError):
            os.write(self._wake_write, b"x")

    def _ask(self, job: Callable[[], T], otherwise: T) -> T:
        answer: Future[T] = Future()

        def work() -> None:
            try:
                answer.set_result(job())
            except OSError as error:
                log.info("the clipboard could not be used: %s", error)
                answer.set_result(otherwise)

        if not self._thread.is_alive():
            return otherwise
        self._do(work)
        try:
            return answer.result(_PATIENCE)
        except TimeoutError:
            return otherwise

    # --- on the thread

    def _live(self) -> None:
        try:
            while self._open:
                patience = None
                if self._give_back_at is not None:
                    patience = max(0.0, self._give_back_at - time.monotonic())
                readable, _, _ = select.select([self._connection.socket.fileno(), self._wake_read], [], [], patience)
                if self._wake_read in readable:
                    os.read(self._wake_read, 1024)
                if self._connection.socket.fileno() in readable:
                    self._connection.dispatch()
                self._work()
                if self._give_back_at is not None and time.monotonic() >= self._give_back_at:
                    self._give_back()
        except OSError as error:
            if self._open:
                log.warning("the clipboard cannot be used any more: %s", error)
        finally:
            self._connection.close()
            # Whoever asked just before the end must be answered as well.
            self._work()

    def _work(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._jobs.get_nowait()()

    def _told_by_device(self, event: int, reader: EventReader) -> None:
        if event == 0:
            offer = reader.number()
            formats = self._offers[offer] = []

            def told(event: int, reader: EventReader) -> None:
                if event == 0:
                    formats.append(reader.text())

            self._connection.handle(offer, told)
        elif event in (1, 3):
            selection = self._clipboard if event == 1 else self._primary
            before, selection.offer = selection.offer, reader.number()
            if before and before != selection.offer:
                self._connection.send(before, 1)
                self._connection.forget(before)
                self._offers.pop(before, None)

    def _put(self, content: str) -> bool:
        self._clipboard.before = self._primary.before = None
        self._give_back_at = None
        self._own(self._clipboard, text_content(content))
        return True

    def _lend(self, content: str, *, primary: bool) -> bool | None:
        """None: what is there cannot be read."""
        self._give_back_at = None
        selections = (self._clipboard, self._primary) if primary else (self._clipboard,)
        for selection in selections:
            still_lent = selection.before is not None and selection.source is not None and selection.source.owned
            if still_lent:
                continue
            found = self._read_all(selection)
            if found is None:
                self._give_back()
                return None
            selection.before = found
        for selection in selections:
            self._own(selection, text_content(content, secret=True))
        return True

    def _own(self, selection: _Selection, content: Content) -> None:
        source = _Source(content)

        def told(event: int, reader: EventReader) -> None:
            if event == 0:
                self._give(source, reader.text(), reader.descriptor())
            elif source.owned:
                # Some desktops say it twice, and take it amiss if what is gone is destroyed again.
                source.owned = False
                self._connection.forget(made)
                self._connection.send(made, 1)

        made = self._connection.new_id(told)
        self._connection.send(self._manager, 0, number(made))
        for form in content:
            self._connection.send(made, 0, text(form))
        self._connection.send(self._device, selection.request, number(made))
        selection.source = source
        self._connection.roundtrip()

    def _give(self, source: _Source, form: str, descriptor: int) -> None:
        """Whoever pastes may read slowly, and others must not wait for it."""
        content = source.content.get(form, b"")

        def write() -> None:
            with contextlib.suppress(OSError), os.fdopen(descriptor, "wb") as pipe:
                pipe.write(content)
            source.given.set()

        threading.Thread(target=write, name="clipboard content", daemon=True).start()
        if self._give_back_at is not None:
            self._plan_giving_back()

    def _begin_giving_back(self) -> None:
        self._give_back_by = time.monotonic() + _ASKS_AGAIN
        self._plan_giving_back()

    def _plan_giving_back(self) -> None:
        """Nobody is told who asks, so that a clipboard manager that asks for ever must not put it off for ever."""
        lent = (self._clipboard.source, self._primary.source)
        taken = any(each is not None and each.given.is_set() for each in lent)
        self._give_back_at = min(self._give_back_by, time.monotonic() + (_QUIET if taken else _ASKS_AGAIN))

    def _give_back(self) -> bool:
        self._give_back_at = None
        for selection in (self._clipboard, self._primary):
            before, selection.before = selection.before, None
            if before is None or selection.source is None or not selection.source.owned:
                continue  # Somebody copied something else, which stays.
            if before:
                self._own(selection, before)
            else:
                selection.source = None
                self._connection.send(self._device, selection.request, number(0))
                self._connection.roundtrip()
        return True

    def _text_of(self, selection: _Selection) -> str:
        formats = self._formats(selection)
        form = next((each for each in TEXT_FORMATS if each in formats), "")
        if not form or SECRET_HINT in formats:
            return ""
        if selection.source is not None and selection.source.owned:
            return selection.source.content.get(form, b"").decode("utf-8", "replace")
        return (self._receive(selection.offer, form, _SILENT) or b"").decode("utf-8", "replace")

    def _formats(self, selection: _Selection) -> list[str]:
        if selection.source is not None and selection.source.owned:
            return list(selection.source.content)
        return self._offers.get(selection.offer, [])

    def _read_all(self, selection: _Selection) -> Content | None:
        """Everything its owner offers, in bounded time: text first. None: it gives nothing of it."""
        if selection.source is not None and selection.source.owned:
            return selection.source.content
        formats = [each for each in dict.fromkeys(self._formats(selection)) if each not in _NO_CONTENT]
        found: dict[str, bytes] = {}
        end, size = time.monotonic() + _IN_ALL, 0
        for form in sorted(formats, key=lambda each: each not in TEXT_FORMATS):
            content = self._receive(selection.offer, form, min(_SILENT, end - time.monotonic()))
            if content is None and not found:
                return None
            if content is not None and size + len(content) <= _MOST_BYTES:
                found[form] = content
                size += len(content)
        return found

    def _receive(self, offer: int, form: str, patience: float) -> bytes | None:
        if not offer:
            return b""
        read, write = os.pipe()
        try:
            self._connection.send(offer, 0, text(form), descriptors=(write,))
        finally:
            os.close(write)
        content = _read_until(read, time.monotonic() + patience)
        if content is None:
            # Many an owner ends when nobody reads what it writes at last, and what was copied would go with it.
            threading.Thread(target=_drain, args=(read,), name="clipboard content", daemon=True).start()
        else:
            os.close(read)
        return content


def _read_until(read: int, end: float) -> bytes | None:
    """None: it did not all come in time, or is too much."""
    pieces, size = list[bytes](), 0
    while size <= _MOST_BYTES and select.select([read], [], [], max(0.0, end - time.monotonic()))[0]:
        piece = os.read(read, 1 << 16)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        size += len(piece)
    return None


def _drain(read: int) -> None:
    with contextlib.suppress(OSError), os.fdopen(read, "rb") as pipe:
        while pipe.read(1 << 16):
            pass


def text_content(content: str, *, secret: bool = False) -> dict[str, bytes]:
    """All formats that programs request for text. The hint asks clipboard managers not to remember it."""
    found: dict[str, bytes] = {form: content.encode() for form in TEXT_FORMATS}
    return {**found, SECRET_HINT: b"secret"} if secret else found


__all__ = ["OwnerHangsError", "WaylandClipboard", "WaylandError"]
