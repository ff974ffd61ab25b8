"""Puts text into other programs on Wayland: on a keyboard of our own, with wtype, on a keyboard that the desktop lends, or
with ydotool; the clipboard by data control or wl-clipboard.

Sway and Hyprland tell who has the keyboard; elsewhere words go where the cursor is.
"""

import logging
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Protocol

from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.joining import fit
from voiceapp.core.dictation.messages import Deliver, Delivered, DeliveryResult
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import ContextKind, DeliveryMethod
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.text_output.accessibility import Accessibility
from voiceapp.desktop.text_output.cursor_context import CursorContext, TextContext
from voiceapp.desktop.text_output.field_kinds import place
from voiceapp.desktop.text_output.known_programs import PasteKeys, paste_keys
from voiceapp.desktop.text_output.surroundings import NOT_SELECTED, surroundings
from voiceapp.desktop.text_output.wayland_programs import ProgramClipboard, WaylandPrograms
from voiceapp.desktop.text_output.wayland_typists import Typists
from voiceapp.desktop.text_output.wayland_windows import WaylandWindows
from voiceapp.desktop.wayland.clipboard import OwnerHangsError, WaylandClipboard

log = logging.getLogger(__name__)

_PASTE_PATIENCE = 2.0
"""Seconds in which a program that has received the keys for pasting asks for the text."""
_NO_TYPIST = Failure(
    FailureKind.NOT_INSTALLED,
    Sentence(
        "voiceapp can't press keys here. Allow it when the desktop asks, install wtype or "
        "ydotool, or choose the clipboard."
    ),
)
_NO_CLIPBOARD = Failure(FailureKind.NOT_INSTALLED, Sentence("The clipboard can't be reached. Install wl-clipboard."))
_REFUSED = Failure(
    FailureKind.NOT_INSTALLED,
    Sentence("This desktop doesn't let programs type. Choose the clipboard only, and paste it yourself."),
)
_NOT_TAKEN = Failure(
    FailureKind.TOO_SLOW,
    Sentence("The other program didn't take the text. Click into it, and insert the words again."),
)


class LendsClipboard(Protocol):
    """The clipboard as pasting needs it."""

    def put(self, content: str) -> bool: ...
    def lend(self, content: str, *, primary: bool = False) -> bool:
        """Raises OwnerHangsError if what was there cannot be read."""
        ...

    def wait_until_taken(self, patience: float) -> bool: ...
    def give_back_soon(self) -> None: ...
    def text_of(self, *, primary: bool = False) -> str: ...
    def close(self) -> None: ...


class WaylandOutput:
    """Meets `TextOutput`."""

    def __init__(
        self,
        environ: Mapping[str, str] | None = None,
        token_file: Path | None = None,
        context: TextContext | None = None,
    ) -> None:
        environ = dict(os.environ if environ is None else environ)
        self._context = context or Accessibility(environ)
        self._programs = WaylandPrograms(environ)
        self._typists = Typists(environ, self._programs, token_file)
        self._windows = WaylandWindows(environ, self._programs)
        self._clipboard = _clipboard(environ, self._programs)
        self._windows.keep_bar_off_keyboard()

    # --- TextOutput

    def focus(self) -> TextTarget | None:
        seen = self._look()
        return None if seen is None else seen[0]

    def prepare(self) -> None:
        """The desktop may ask the person, which is better while they speak than when the words are ready."""
        self._typists.ready()

    def deliver(self, wish: Deliver) -> Delivered:
        if wish.way is DeliveryMethod.CLIPBOARD and not wish.erase:
            copied = self._clipboard.put(wish.text_for(wish.target))
            return Delivered(
                wish.delivery,
                DeliveryResult.COPIED if copied else DeliveryResult.FAILED,
                failure=None if copied else _NO_CLIPBOARD,
            )
        now, context = self._look() or (None, CursorContext())
        if wish.target is not None and now is not None and now.window != wish.target.window:
            return Delivered(wish.delivery, DeliveryResult.FOCUS_MOVED)
        refused = wish.refused_by(now) if now is not None else None
        if refused is not None:
            return Delivered(wish.delivery, refused, target=now)
        if not self._typists.ready():
            return Delivered(wish.delivery, DeliveryResult.FAILED, failure=_NO_TYPIST)
        known = context.before is not None and not wish.erase
        before, after = (context.before, context.after) if known else (wish.before, None)
        text = wish.text_for(now) if wish.as_is else fit(wish.text_for(now), before, after)
        if wish.selected is not None and self._selected(context) != wish.selected:
            return Delivered(wish.delivery, DeliveryResult.FAILED, failure=NOT_SELECTED)
        # What stays selected is put in again: no key goes to its end in every program.
        stays = wish.selected or "" if wish.after_selection else ""
        failure = self._put_in(f"{stays}{text}", wish, now)
        if failure is not None:
            return Delivered(wish.delivery, DeliveryResult.FAILED, failure=failure)
        return Delivered(wish.delivery, DeliveryResult.INSERTED, text, now or wish.target)

    def read_context(self, kinds: Collection[ContextKind], target: TextTarget) -> DictationContext:
        return surroundings(kinds, target, lambda: self._clipboard.text_of(primary=True), self._clipboard.text_of)

    def selected(self, target: TextTarget | None, *, copy: bool) -> str:
        now, context = self._look() or (None, CursorContext())
        if target is not None and now is not None and now.window != target.window:
            return ""
        # Nobody says whose the selection of the desktop is, so it counts only where the person asks for it.
        return self._selected(context) if copy else context.selected or ""

    def _selected(self, context: CursorContext) -> str:
        if context.secret or context.selected is not None:
            return context.selected or ""
        return self._clipboard.text_of(primary=True)

    def close(self) -> None:
        self._context.close()
        self._clipboard.close()
        self._typists.close()
        self._windows.close()

    def _look(self) -> tuple[TextTarget, CursorContext] | None:
        """Says who has the keyboard, and what is known about its field. None: this desktop does not say."""
        window = self._windows.focused()
        if window is None:
            return None
        context = self._context.read(window.pid, window.title)
        return place(window.name, window.program, window.pid, context, window.title), context

    # --- the ways

    def _put_in(self, text: str, wish: Deliver, target: TextTarget | None) -> Failure | None:
        if wish.erase and not self._typists.do(lambda typist: typist.erase(wish.erase)):
            return _REFUSED
        if not text:
            return None
        keys = paste_keys(target.program if target else "")
        if wish.way is DeliveryMethod.PASTE:
            return self._paste(text, keys)
        return self._type(text) and self._paste(text, keys)

    def _type(self, text: str) -> Failure | None:
        return None if self._typists.do(lambda typist: typist.type(text)) else _REFUSED

    def _paste(self, text: str, keys: PasteKeys) -> Failure | None:
        try:
            lent = self._clipboard.lend(text, primary=keys is PasteKeys.SHIFT_INSERT)
        except OwnerHangsError:
            lent = False
        if not lent:
            # Typing leaves alone what was copied.
            log.info("the clipboard could not be lent, so the text is typed")
            return self._type(text)
        pressed = self._typists.do(lambda typist: typist.paste(keys))
        taken = pressed and self._clipboard.wait_until_taken(_PASTE_PATIENCE)
        self._clipboard.give_back_soon()
        if not pressed:
            return _REFUSED
        return None if taken else _NOT_TAKEN


def _clipboard(environ: Mapping[str, str], programs: WaylandPrograms) -> LendsClipboard:
    try:
        return WaylandClipboard(environ)
    except OSError as error:
        log.info("the clipboard is reached by programs only: %s", error)
        return ProgramClipboard(programs)


def open_output(here: DesktopEnvironment) -> WaylandOutput:
    return WaylandOutput(here.environ, here.state and here.state / "typing-permission")
