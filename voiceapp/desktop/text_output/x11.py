"""Puts text into other programs on X11: typed with XTest, pasted (with the clipboard restored), or only copied."""

import contextlib
import logging
import os
import time
from collections.abc import Collection, Mapping
from dataclasses import replace

from Xlib import error

from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.insertion import FRESH
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
from voiceapp.desktop.text_output.joined_signs import has_joined_signs
from voiceapp.desktop.text_output.known_programs import ASKS_TWICE, LOSES_TYPED_SIGNS, PasteKeys, paste_keys
from voiceapp.desktop.text_output.surroundings import NOT_SELECTED, surroundings
from voiceapp.desktop.x11.connection import NoDisplayError, connect
from voiceapp.desktop.x11.keyboard import Keyboard, typable
from voiceapp.desktop.x11.selection import ClipboardLoan, X11Clipboard
from voiceapp.desktop.x11.typing_watch import TypingWatch
from voiceapp.desktop.x11.windows import Focused, Windows, WindowSettled

log = logging.getLogger(__name__)

_LOOK_EVERY = 4
"""Characters between two checks of who has the keyboard, and of what the person holds."""
_SHOWN_BY, _LOOK_AGAIN = 0.5, 0.02
_TAIL = 20
_NOTICE_PATIENCE = 0.3
"""Seconds in which a program that owned the clipboard notices that something else was copied."""
_PASTE_PATIENCE = 2.0
"""Seconds in which a program that has received the keys for pasting asks for the text."""
_COPY = ("c", "Control_L")
_COPY_PATIENCE = 0.6
"""Seconds in which a program that has received the keys for copying takes the clipboard."""
_PICK_PATIENCE = 30.0
"""Seconds for clicking the window that is meant."""
_NOT_TAKEN = Failure(
    FailureKind.TOO_SLOW,
    Sentence("The other program didn't take the text. Click into it, and insert the words again."),
)
_NOT_LAST = Failure(
    FailureKind.REJECTED,
    Sentence("You typed or clicked since, so the inserted text can't be undone."),
)
_JOINED = Failure(
    FailureKind.REJECTED,
    Sentence("Some emoji can't be taken back safely. Undo it in the other program."),
)
_GONE = Failure(FailureKind.BUG, Sentence("The X server didn't respond, so your words are kept here."))
_NO_CLIPBOARD = Failure(
    FailureKind.BUG, Sentence("The clipboard couldn't be used. Choose typing in the dictation settings.")
)
_NO_KEYS = Failure(
    FailureKind.REJECTED, Sentence("This keyboard layout has no room for these characters. Choose pasting.")
)


class X11Output:
    """Meets `TextOutput`, `KeepsClipboard` and `MindsKeys`. Raises NoDisplayError if there is no X server."""

    def __init__(self, environ: Mapping[str, str] | None = None, context: TextContext | None = None) -> None:
        environ = os.environ if environ is None else environ
        self._environ = environ
        self._display = connect(environ)
        self._windows = Windows(self._display)
        self._keyboard = Keyboard(self._display)
        self._clipboard = X11Clipboard(environ)
        self._context = context or Accessibility(environ)
        self._hands = TypingWatch(environ)
        self._joined = False
        """What was inserted last has signs of which nobody knows how many keys delete them."""
        # Separate, because who has the keyboard is asked on another thread than the one that inserts text.
        self._looking_display = connect(environ)
        self._looking = Windows(self._looking_display)

    # --- TextOutput

    def focus(self) -> TextTarget | None:
        with contextlib.suppress(error.ConnectionClosedError, error.XError, OSError):
            focused = self._looking.focused()
            return self._target(focused, self._read_context(focused)) if focused else TextTarget("", "")
        return None

    def prepare(self) -> None:
        with contextlib.suppress(error.ConnectionClosedError, error.XError, OSError):
            self._keyboard.refresh()

    def deliver(self, wish: Deliver) -> Delivered:
        if wish.way is DeliveryMethod.CLIPBOARD and not wish.erase:
            return self._copy(wish)
        try:
            delivered = self._insert(wish)
            if delivered.inserted and delivered.target is not None:
                standing = f"{wish.before or ''}{delivered.inserted}"
                window = int(delivered.target.window)
                self._hands.watch(window, standing, FRESH)
                self._joined = has_joined_signs(delivered.inserted)
                return delivered.changed(can_undo=self._hands.untouched(window) and not self._joined)
            return delivered  # noqa: TRY300
        except (error.ConnectionClosedError, error.XError, OSError) as refused:
            log.warning("text could not be put into a window: %s", type(refused).__name__)
            return Delivered(wish.delivery, DeliveryResult.FAILED, failure=_GONE)

    def has_keys(self, keys: Collection[str]) -> None:
        self._hands.ignore(keys)

    def in_clipboard(self) -> Mapping[str, bytes] | None:
        standing = self._clipboard.standing()
        return None if standing is None else {name: piece.data for name, piece in standing.items()}

    def pick_window(self) -> TextTarget | None:
        with contextlib.suppress(error.ConnectionClosedError, error.XError, OSError):
            display = connect(self._environ)
            try:
                focused = Windows(display).pick(_PICK_PATIENCE)
                return self._target(focused, self._read_context(focused)) if focused else None
            finally:
                display.close()
        return None

    def read_context(self, kinds: Collection[ContextKind], target: TextTarget) -> DictationContext:
        def of_target(window: int) -> bool:
            return self._looking.same_program(window, int(target.window or 0))

        return surroundings(
            kinds,
            target,
            lambda: self._clipboard.text_of("PRIMARY", of_target),
            lambda: self._clipboard.text_of("CLIPBOARD"),
        )

    def selected(self, target: TextTarget | None, *, copy: bool) -> str:
        windows = self._windows if copy else self._looking
        with contextlib.suppress(error.ConnectionClosedError, error.XError, OSError):
            focused = windows.focused()
            if focused is not None and (target is None or target.window == str(focused.window)):
                return self._selected(focused, windows, copy=copy)
        return ""

    def _selected(self, focused: Focused, windows: Windows, *, copy: bool) -> str:
        context = self._read_context(focused)
        if context.secret or context.selected is not None:
            return context.selected or ""

        def of_it(window: int) -> bool:
            return windows.same_program(window, focused.window)

        shown = self._clipboard.text_of("PRIMARY", of_it)
        if shown or not copy:
            return shown
        self._keyboard.refresh()
        self._keyboard.free_modifiers()
        return self._clipboard.copied(lambda: self._press(*_COPY), of_it, _COPY_PATIENCE)

    def _press(self, key: str, *held: str) -> None:
        self._keyboard.press_named(key, *held)
        self._display.sync()

    def close(self) -> None:
        self._clipboard.close()
        self._context.close()
        self._hands.close()
        with contextlib.suppress(error.ConnectionClosedError, error.XError, OSError):
            self._keyboard.give_back()
            self._display.close()
            self._looking_display.close()

    # --- where

    def _target(self, focused: Focused, context: CursorContext) -> TextTarget:
        return place(str(focused.window), focused.program, focused.pid, context, focused.title)

    def _read_context(self, focused: Focused) -> CursorContext:
        return self._context.read(focused.pid, focused.title)

    def _settled_context(self, focused: Focused) -> CursorContext:
        """What was inserted a moment ago may not be visible yet, although it was accepted."""
        put = self._hands.text(focused.window) if self._hands.untouched(focused.window) else None
        end = time.monotonic() + _SHOWN_BY
        while not (context := self._read_context(focused)).before and context.before is not None and put:
            if time.monotonic() > end:
                return context
            time.sleep(_LOOK_AGAIN)
        if put and context.before and context.before[-_TAIL:] in put:
            return replace(context, before=put)  # A part of it is visible, and the rest is still to come.
        return context

    def _insert(self, wish: Deliver) -> Delivered:
        self._keyboard.refresh()
        self._keyboard.free_modifiers()
        focused = self._windows.focused()
        if focused is None or (wish.target is not None and wish.target.window != str(focused.window)):
            return Delivered(wish.delivery, DeliveryResult.FOCUS_MOVED)
        context = self._settled_context(focused)
        target = self._target(focused, context)
        refused = wish.refused_by(target)
        if refused is not None:
            return Delivered(wish.delivery, refused, target=target)
        if wish.selected is not None:
            if self._selected(focused, self._windows, copy=True) != wish.selected:
                return Delivered(wish.delivery, DeliveryResult.FAILED, "", target, NOT_SELECTED)
            if wish.after_selection:
                self._press("Right")
        text = wish.text_for(target)
        if not wish.as_is:
            known = context.before is not None
            before = context.before if known and not wish.erase else self._presumed(wish.before, focused)
            text = fit(text, before, context.after if known else None)
        if wish.erase and not self._hands.untouched(focused.window):
            return Delivered(wish.delivery, DeliveryResult.FAILED, "", target, _NOT_LAST)
        if wish.erase and self._joined:
            # One key too many would delete what stood there before.
            return Delivered(wish.delivery, DeliveryResult.FAILED, "", target, _JOINED)
        if wish.erase and not self._erase(focused, wish.erase):
            return Delivered(wish.delivery, DeliveryResult.FOCUS_MOVED)
        if not text:
            return Delivered(wish.delivery, DeliveryResult.INSERTED, "", target)
        lost = focused.program in LOSES_TYPED_SIGNS and any(ord(each) > 0xFFFF for each in text)
        if wish.way is not DeliveryMethod.TYPED or lost:
            return self._paste(wish, text, focused, target)
        with self._keyboard.without_caps_lock():
            return self._type(wish, text, focused, target)

    def _presumed(self, before: str | None, focused: Focused) -> str | None:
        """Returns the text before the cursor if we put it there and the program does not tell."""
        return None if before is None else self._hands.text(focused.window)

    def _erase(self, focused: Focused, count: int) -> bool:
        for number in range(count):
            if number % _LOOK_EVERY == 0:
                if not self._windows.has_keyboard(focused.inner):
                    return False
                self._keyboard.free_modifiers()
            self._keyboard.press_named("BackSpace")
        self._display.sync()
        return True

    # --- the ways

    def _type(self, wish: Deliver, text: str, focused: Focused, target: TextTarget) -> Delivered:
        text = typable(text)
        typed = 0
        for piece in self._keyboard.batches(text):
            # The keys of the previous piece must have been understood before they get another meaning.
            if typed and self._windows.settle(focused.window) is WindowSettled.HANGS:
                return Delivered(wish.delivery, DeliveryResult.FAILED, text[:typed], target, _NOT_TAKEN)
            if not self._keyboard.prepare(piece):
                return Delivered(wish.delivery, DeliveryResult.FAILED, text[:typed], target, _NO_KEYS)
            for character in piece:
                if typed % _LOOK_EVERY == 0:
                    if not self._windows.has_keyboard(focused.inner):
                        return Delivered(wish.delivery, DeliveryResult.FOCUS_MOVED, text[:typed], target)
                    # The next dictation may begin during the typing: its key must not turn a word into a shortcut.
                    self._keyboard.free_modifiers()
                self._keyboard.press(character)
                typed += 1
        self._display.sync()
        self._windows.settle(focused.window)
        return Delivered(wish.delivery, DeliveryResult.INSERTED, text, target)

    def _paste(self, wish: Deliver, text: str, focused: Focused, target: TextTarget) -> Delivered:
        keys = paste_keys(focused.program)

        def by_it(window: int) -> bool:
            return self._windows.same_program(window, focused.window)

        times = 2 if focused.program in ASKS_TWICE else 1
        loan = self._clipboard.lend(text, by_it, primary=keys is PasteKeys.SHIFT_INSERT, times=times)
        if loan is ClipboardLoan.OWNER_HANGS:
            # Pasting would destroy what was copied in a program that hangs.
            self._clipboard.give_back()
            with self._keyboard.without_caps_lock():
                return self._type(wish, text, focused, target)
        if not loan:
            self._clipboard.give_back()
            return Delivered(wish.delivery, DeliveryResult.FAILED, "", target, _NO_CLIPBOARD)
        if not self._windows.has_keyboard(focused.inner):
            self._clipboard.give_back()
            return Delivered(wish.delivery, DeliveryResult.FOCUS_MOVED)
        if self._clipboard.taken_from_it:
            # Until it has noticed, it pastes what it had copied itself.
            self._clipboard.wait_until_noticed(_NOTICE_PATIENCE)
            self._windows.settle(focused.window)
        key, *held = keys.value
        self._press(key, *held)
        # A busy program pastes only when it reaches the keys. If the clipboard were restored before that, it would
        # paste what the person had copied.
        self._windows.settle(focused.window)
        if not self._clipboard.wait_until_taken(_PASTE_PATIENCE):
            self._clipboard.give_back()
            return Delivered(wish.delivery, DeliveryResult.FAILED, "", target, _NOT_TAKEN)
        # By then it has requested everything that it wants.
        self._windows.settle(focused.window)
        self._clipboard.give_back_soon()
        return Delivered(wish.delivery, DeliveryResult.INSERTED, text, target)

    def _copy(self, wish: Deliver) -> Delivered:
        text = wish.text_for(wish.target)
        if self._clipboard.put(text):
            return Delivered(wish.delivery, DeliveryResult.COPIED, text)
        return Delivered(wish.delivery, DeliveryResult.FAILED, failure=_NO_CLIPBOARD)


def open_output(here: DesktopEnvironment) -> X11Output:
    return X11Output(here.environ)


__all__ = ["NoDisplayError", "X11Output", "open_output"]
