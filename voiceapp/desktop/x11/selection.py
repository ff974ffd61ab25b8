"""Lends our text to the clipboard for a moment, then restores everything that was there.

All formats are read from the clipboard's owner and served again afterwards, unless somebody copied something
meanwhile. A thread with its own connection serves them for as long as the clipboard is ours.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import cast

from Xlib import X
from Xlib.protocol import event as events
from Xlib.protocol import request
from Xlib.xobject.drawable import Window

from voiceapp.desktop.text_output.surroundings import SECRET_HINT
from voiceapp.desktop.x11.connection import connect
from voiceapp.desktop.x11.display_thread import DisplayThread
from voiceapp.desktop.x11.transfer import SelectionContent, SelectionTransfers, SilentOwnerError, text_formats

_TICK = 0.05
_PATIENCE = 20.0
"""Seconds, far longer than clipboard owners are waited for."""
_QUIET = 0.25
"""Seconds without another request from the pasting program, after which the clipboard is restored."""
_ASKS_AGAIN = 2.0
"""Seconds for a program that requests the text several times and has not finished: its page may be busy."""


class ClipboardLoan(Enum):
    LENT = auto()
    OWNER_HANGS = auto()
    """What was copied cannot be read, so it could not be restored. Nothing was changed."""
    FAILED = auto()

    def __bool__(self) -> bool:
        return self is ClipboardLoan.LENT


@dataclass(slots=True)
class _Lent:
    """One selection that currently holds our text."""

    before: Mapping[str, SelectionContent]


@dataclass(slots=True)
class _Served:
    """The content that we serve for one selection."""

    pieces: Mapping[str, SelectionContent] = field(default_factory=dict[str, SelectionContent])
    owned: bool = False
    since: int = X.CurrentTime


class X11Clipboard:
    """Every method may be called from another thread and waits for its answer in bounded time."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._display = connect(environ)
        self._window: Window = self._display.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self._window.change_attributes(event_mask=X.PropertyChangeMask)
        self._display.sync()
        self._served: dict[str, _Served] = {"CLIPBOARD": _Served(), "PRIMARY": _Served()}
        self._lent: dict[str, _Lent] = {}
        self._taken_by: Callable[[int], bool] | None = None
        self._to_be_asked = 1
        self._given_back = threading.Event()
        self._given_back.set()
        self._taken = threading.Event()
        self._noticed = threading.Event()
        self._lost = threading.Event()
        """Another program has taken the clipboard."""
        self._stood_in: Mapping[str, SelectionContent] = {}
        self.taken_from_it = False
        """The lent text replaced something that the pasting program itself had copied."""
        self._give_back_at: float | None = None
        self._transfers = SelectionTransfers(self._display, self._window, self._take_event)
        self._thread = DisplayThread(
            "clipboard",
            self._display,
            self._take_turn,
            patience=_PATIENCE,
            lost="the X server is gone: the clipboard cannot be used any more",
            ended=self._given_back.set,
        )
        self._thread.start()

    # --- from any thread

    def put(self, text: str) -> bool:
        """Puts the text into the clipboard to stay."""
        return self._thread.ask(lambda: self._put(text), otherwise=False)

    def lend(
        self, text: str, taken_by: Callable[[int], bool], *, primary: bool = False, times: int = 1
    ) -> ClipboardLoan:
        """Our text is in the clipboard until it was fetched and `give_back_soon` was called.

        `taken_by` receives the window that requests it: others, such as clipboard managers, do not count. `times`: how
        often the program requests the text for a single paste. A text that was lent before is given back first, because
        its program may still be about to ask and would get this one.
        """
        self._given_back.wait(_ASKS_AGAIN + _PATIENCE)
        self._taken.clear()
        self._noticed.clear()
        return self._thread.ask(
            lambda: self._lend(text, taken_by, primary=primary, times=times), otherwise=ClipboardLoan.FAILED
        )

    def wait_until_noticed(self, patience: float) -> bool:
        """Says whether the program has asked which formats there are."""
        return self._noticed.wait(patience)

    def wait_until_taken(self, patience: float) -> bool:
        return self._taken.wait(patience)

    def give_back_soon(self) -> None:
        """Restores the clipboard once the program has requested everything that it wants."""
        self._given_back.clear()
        self._thread.do(self._plan_giving_back)

    def give_back(self) -> None:
        """Restores the clipboard at once."""
        self._thread.ask(self._give_back, otherwise=False)

    def standing(self) -> Mapping[str, SelectionContent] | None:
        """Returns what we serve while the clipboard is ours; None: somebody else owns it. Never waits."""
        served = self._served["CLIPBOARD"]
        return served.pieces if served.owned else None

    def text_of(self, name: str, owned_by: Callable[[int], bool] = lambda _: True) -> str:
        """Returns the text of CLIPBOARD or PRIMARY, if that window owns it. Empty if its owner asks to keep it secret."""
        return self._thread.ask(lambda: self._text_of(name, owned_by), otherwise="")

    def copied(self, press: Callable[[], None], copied_by: Callable[[int], bool], patience: float) -> str:
        """Returns what a program copies when `press` presses its keys for that, and restores the clipboard.

        Until then the clipboard is ours, with all that is in it: its loss says that the program has copied something.
        """
        self._given_back.wait(_ASKS_AGAIN + _PATIENCE)
        self._lost.clear()
        if not self._thread.ask(self._stand_in, otherwise=False):
            return ""
        press()
        self._lost.wait(patience)
        return self._thread.ask(lambda: self._take_copy(copied_by), otherwise="")

    def close(self) -> None:
        """Restore what was lent. What we serve ends with us, as with every program; clipboard managers keep it."""
        self._thread.ask(self._give_back, otherwise=False)
        self._thread.close()

    # --- on the thread

    def _take_turn(self) -> float | None:
        if self._give_back_at is not None and time.monotonic() >= self._give_back_at:
            self._give_back()
        while self._display.pending_events():
            self._take_event(self._display.next_event())
        return None if self._give_back_at is None else _TICK

    def _put(self, text: str) -> bool:
        self._lent.clear()
        self._give_back_at = None
        self._given_back.set()
        return self._own("CLIPBOARD", text_formats(text))

    def _lend(self, text: str, taken_by: Callable[[int], bool], *, primary: bool, times: int) -> ClipboardLoan:
        self._taken_by = taken_by
        self._to_be_asked = times
        self.taken_from_it = taken_by(self._owner("CLIPBOARD"))
        self._give_back_at = None
        names = ("CLIPBOARD", "PRIMARY") if primary else ("CLIPBOARD",)
        for name in names:
            # A second text before the first was given back: what was there before the first must be restored.
            if name not in self._lent or not self._served[name].owned:
                try:
                    self._lent[name] = self._read(name)
                except SilentOwnerError:
                    return ClipboardLoan.OWNER_HANGS
            if not self._own(name, text_formats(text, hint_secret=True)):
                return ClipboardLoan.FAILED
        return ClipboardLoan.LENT

    def _stand_in(self) -> bool:
        """False: what was copied cannot be read, so it could not be restored. Nothing was changed."""
        try:
            self._stood_in = self._read("CLIPBOARD").before
        except SilentOwnerError:
            return False
        return self._own("CLIPBOARD", self._stood_in)

    def _take_copy(self, copied_by: Callable[[int], bool]) -> str:
        text, ours = "", self._served["CLIPBOARD"]
        if not ours.owned:
            if not copied_by(self._owner("CLIPBOARD")):
                return ""  # Somebody else has copied something, which stays.
            text = self._text_of("CLIPBOARD", copied_by)
            self._own("CLIPBOARD", self._stood_in)
        if not self._stood_in:
            self._disown("CLIPBOARD", self._served["CLIPBOARD"].since)
            self._served["CLIPBOARD"].owned = False
        self._stood_in = {}
        self._display.sync()
        return text

    def _read(self, name: str) -> _Lent:
        served = self._served[name]
        if served.owned:
            return _Lent(served.pieces)
        if self._owner(name) == X.NONE:
            return _Lent({})
        return _Lent(self._transfers.read_all(name))

    def _text_of(self, name: str, owned_by: Callable[[int], bool]) -> str:
        if not owned_by(self._owner(name)):
            return ""
        try:
            pieces = self._read(name).before
        except SilentOwnerError:
            return ""
        text = pieces.get("UTF8_STRING")
        return "" if text is None or SECRET_HINT in pieces else text.data.decode("utf-8", "replace")

    def _own(self, name: str, pieces: Mapping[str, SelectionContent], since: int | None = None) -> bool:
        """`since`: take it only if nobody else has since then, which the server itself ensures."""
        atom = self._display.intern_atom(name)
        stamp = self._transfers.now() if since is None else since
        self._window.set_selection_owner(atom, stamp)
        owned = self._owner(name) == self._window.id
        self._served[name] = _Served(pieces, owned, stamp)
        return owned

    def _disown(self, name: str, since: int) -> None:
        selection = self._display.intern_atom(name)
        request.SetSelectionOwner(display=self._display.display, window=X.NONE, selection=selection, time=since)

    def _owner(self, name: str) -> int:
        # The stubs promise a number, but it is a window if there is one.
        owner = cast("Window | int", self._display.get_selection_owner(self._display.intern_atom(name)))
        return owner if isinstance(owner, int) else owner.id

    def _plan_giving_back(self) -> None:
        self._give_back_at = time.monotonic() + (_QUIET if self._to_be_asked <= 0 else _ASKS_AGAIN)

    def _give_back(self) -> bool:
        self._give_back_at = None
        self._taken_by = None
        for name, lent in self._lent.items():
            served = self._served[name]
            if not served.owned:
                continue  # Somebody copied something else, which stays.
            if lent.before:
                self._own(name, lent.before, served.since)
            else:
                served.owned = False
                self._disown(name, served.since)
        self._lent.clear()
        self._display.sync()
        self._given_back.set()
        return True

    def _take_event(self, event: object) -> None:
        if isinstance(event, events.SelectionRequest):
            self._serve(event)
        elif isinstance(event, events.SelectionClear):
            name = self._display.get_atom_name(event.atom)
            if name in self._served and event.time >= self._served[name].since:
                self._served[name].owned = False
                if name == "CLIPBOARD":
                    self._lost.set()
        elif isinstance(event, events.PropertyNotify):
            self._transfers.go_on(event)

    def _serve(self, event: events.SelectionRequest) -> None:
        name = self._display.get_atom_name(event.selection)
        served = self._served.get(name)
        wanted = self._display.get_atom_name(event.target)
        answered = served is not None and self._transfers.answer(event, wanted, served.pieces, served.since)
        if not answered:
            self._transfers.refuse(event)
            return
        if name in self._lent:
            if self._taken_by is None or not self._taken_by(event.requestor.id):
                return  # This is a clipboard manager, not the program that the text is for.
            if wanted == "TARGETS":
                self._noticed.set()
            elif wanted != "TIMESTAMP":
                self._to_be_asked -= 1
                self._taken.set()
            if self._give_back_at is not None:
                self._plan_giving_back()


__all__ = ["ClipboardLoan", "X11Clipboard"]
