"""Reads a selection in all its formats, and serves ours to whoever asks. Large ones are sent in pieces (INCR)."""

import contextlib
import select
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from Xlib import X, Xatom, error
from Xlib.display import Display
from Xlib.protocol import event as events
from Xlib.xobject.drawable import Window

from voiceapp.desktop.text_output.surroundings import SECRET_HINT

_ASKED = "VOICEAPP_SELECTION"
_STAMP = "VOICEAPP_TIME"
_SILENT = 2.0
"""Seconds after which an owner that has not answered counts as hanging."""
_IN_ALL = 5.0
_MOST_BYTES = 64 << 20
_NOT_CONTENT = frozenset(
    {"TARGETS", "MULTIPLE", "TIMESTAMP", "SAVE_TARGETS", "DELETE", "INSERT_SELECTION", "INSERT_PROPERTY"}
)


@dataclass(frozen=True, slots=True)
class SelectionContent:
    """The content in one format, as its owner gave it."""

    type: str
    bits: int
    data: bytes


def text_formats(text: str, *, hint_secret: bool = False) -> dict[str, SelectionContent]:
    """All formats that programs request for text. The hint asks clipboard managers not to remember it."""
    encoded = text.encode()
    pieces = {
        "UTF8_STRING": SelectionContent("UTF8_STRING", 8, encoded),
        "text/plain;charset=utf-8": SelectionContent("text/plain;charset=utf-8", 8, encoded),
        "text/plain": SelectionContent("text/plain", 8, encoded),
        "TEXT": SelectionContent("UTF8_STRING", 8, encoded),
    }
    try:
        pieces["STRING"] = SelectionContent("STRING", 8, text.encode("latin-1"))
    except UnicodeEncodeError:
        pieces["STRING"] = SelectionContent("STRING", 8, text.encode("ascii", "replace"))
    if hint_secret:
        pieces[SECRET_HINT] = SelectionContent("STRING", 8, b"secret")
    return pieces


@dataclass(slots=True)
class _Sending:
    """Content that is sent in pieces."""

    window: Window
    property: int
    piece: SelectionContent
    at: int = 0


class SilentOwnerError(Exception):
    """The owner of the selection does not answer."""


class SelectionTransfers:
    """Used on the clipboard's thread; other events that arrive meanwhile go to `elsewhere`."""

    def __init__(self, display: Display, window: Window, elsewhere: Callable[[object], None]) -> None:
        self._display = display
        self._window = window
        self._elsewhere = elsewhere
        self._sending: list[_Sending] = []
        # Well below the limit of one request.
        self._chunk = min(256 << 10, display.display.info.max_request_length * 4 - 1024)

    # --- reading

    def now(self) -> int:
        """The server's time, which taking a selection requires."""
        atom = self._display.intern_atom(_STAMP)
        self._window.change_property(atom, Xatom.STRING, 8, b"", X.PropModeAppend)
        event = self._next(
            lambda each: isinstance(each, events.PropertyNotify) and each.atom == atom, time.monotonic() + _SILENT
        )
        return event.time if isinstance(event, events.PropertyNotify) else X.CurrentTime

    def read_all(self, selection: str) -> dict[str, SelectionContent]:
        """Everything its owner offers, in bounded time: text first, and oversized formats are left out.

        Raises SilentOwnerError if its owner does not answer at all.
        """
        end = time.monotonic() + _IN_ALL
        targets = self._read(selection, "TARGETS", end)
        if targets is None:
            found = self._read(selection, "UTF8_STRING", end) or self._read(selection, "STRING", end)
            return text_formats(found.data.decode("utf-8", "replace")) if found else {}
        names = [
            self._display.get_atom_name(int.from_bytes(targets.data[at : at + 4], "little"))
            for at in range(0, len(targets.data), 4)
        ]
        wanted = sorted(dict.fromkeys(names), key=lambda name: not name.startswith(("UTF8", "text/", "STRING")))
        pieces: dict[str, SelectionContent] = {}
        size = 0
        for name in wanted:
            if name in _NOT_CONTENT or time.monotonic() > end:
                continue
            piece = None
            with contextlib.suppress(SilentOwnerError):
                piece = self._read(selection, name, end)
            if piece is not None and size + len(piece.data) <= _MOST_BYTES:
                pieces[name] = piece
                size += len(piece.data)
        return pieces

    def _read(self, selection: str, target: str, end: float) -> SelectionContent | None:
        """Returns None if there is nothing of that kind. Raises SilentOwnerError if its owner does not answer."""
        asked = self._display.intern_atom(_ASKED)
        self._window.delete_property(asked)
        self._window.convert_selection(
            self._display.intern_atom(selection), self._display.intern_atom(target), asked, X.CurrentTime
        )
        wanted = self._display.intern_atom(target)
        until = min(end, time.monotonic() + _SILENT)
        answer = self._next(lambda each: isinstance(each, events.SelectionNotify) and each.target == wanted, until)
        if not isinstance(answer, events.SelectionNotify):
            raise SilentOwnerError
        if answer.property == X.NONE:
            return None
        found = self._window.get_full_property(asked, X.AnyPropertyType)
        if found is None:
            return None
        kind = self._display.get_atom_name(found.property_type)
        if kind == "INCR":
            return self._read_pieces(asked, end)
        self._window.delete_property(asked)
        return SelectionContent(kind, found.format, _bytes(found.value, found.format))

    def _read_pieces(self, asked: int, end: float) -> SelectionContent | None:
        self._window.delete_property(asked)
        data = b""
        while len(data) <= _MOST_BYTES:
            came = self._next(
                lambda each: (
                    isinstance(each, events.PropertyNotify) and each.atom == asked and each.state == X.PropertyNewValue
                ),
                min(end, time.monotonic() + _SILENT),
            )
            if came is None:
                raise SilentOwnerError
            found = self._window.get_full_property(asked, X.AnyPropertyType)
            self._window.delete_property(asked)
            if found is None or not len(found.value):
                return (
                    SelectionContent(self._display.get_atom_name(found.property_type), found.format, data)
                    if found
                    else None
                )
            data += _bytes(found.value, found.format)
        return None

    def _next(self, fits: Callable[[object], bool], until: float) -> object | None:
        """The next event that fits; others are handled meanwhile."""
        while True:
            while self._display.pending_events():
                event = self._display.next_event()
                if fits(event):
                    return event
                self._elsewhere(event)
            left = until - time.monotonic()
            if left <= 0:
                return None
            select.select([self._display.fileno()], [], [], left)

    # --- answering

    def answer(
        self, event: events.SelectionRequest, wanted: str, pieces: Mapping[str, SelectionContent], since: int
    ) -> bool:
        """False: we have nothing of that kind."""
        place = event.property or event.target
        if wanted == "TARGETS":
            atoms = [self._display.intern_atom(name) for name in ("TARGETS", "TIMESTAMP", *pieces)]
            event.requestor.change_property(place, Xatom.ATOM, 32, atoms)
        elif wanted == "TIMESTAMP":
            event.requestor.change_property(place, Xatom.INTEGER, 32, [since])
        elif wanted in pieces:
            self._give(event.requestor, place, pieces[wanted])
        else:
            return False
        self._notify_requestor(event, place)
        return True

    def refuse(self, event: events.SelectionRequest) -> None:
        self._notify_requestor(event, X.NONE)

    def _give(self, window: Window, place: int, piece: SelectionContent) -> None:
        if len(piece.data) <= self._chunk:
            window.change_property(place, self._display.intern_atom(piece.type), piece.bits, _values(piece))
            return
        window.change_attributes(event_mask=X.PropertyChangeMask)
        window.change_property(place, self._display.intern_atom("INCR"), 32, [len(piece.data)])
        self._sending.append(_Sending(window, place, piece))

    def go_on(self, event: events.PropertyNotify) -> None:
        """Send the next piece to a program that receives our content in pieces and has taken one."""
        if event.state != X.PropertyDelete:
            return
        for sending in list(self._sending):
            if sending.window.id == event.window.id and sending.property == event.atom:
                data = sending.piece.data[sending.at : sending.at + self._chunk]
                sending.at += len(data)
                part = SelectionContent(sending.piece.type, sending.piece.bits, data)
                kind = self._display.intern_atom(part.type)
                sending.window.change_property(sending.property, kind, part.bits, _values(part))
                self._display.flush()
                if not data:
                    self._sending.remove(sending)

    def _notify_requestor(self, event: events.SelectionRequest, place: int) -> None:
        told = events.SelectionNotify(
            time=event.time, requestor=event.requestor, selection=event.selection, target=event.target, property=place
        )
        event.requestor.send_event(told, onerror=error.CatchError(error.BadWindow))
        self._display.flush()


def _bytes(value: object, bits: int) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("latin-1", "replace")
    width = 4 if bits == 32 else bits // 8
    return b"".join(int(each).to_bytes(width, "little") for each in value)  # type: ignore[attr-defined]


def _values(piece: SelectionContent) -> bytes | list[int]:
    if piece.bits == 8:
        return piece.data
    width = piece.bits // 8
    return [int.from_bytes(piece.data[at : at + width], "little") for at in range(0, len(piece.data), width)]
