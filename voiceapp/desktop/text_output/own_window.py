"""Puts text into the app's own window before the desktop's way is tried, without keys and without the clipboard.

With the desktop's way, the window would ask this very process for the clipboard's content, and its threads
would wait for each other.
"""

from collections.abc import Collection, Mapping

from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.messages import Deliver, Delivered, DeliveryResult
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import ContextKind, DeliveryMethod
from voiceapp.desktop.ports import OwnWindow, ReadsContext, ReadsSelection, ServesClipboard, TextOutput, WatchesTyping
from voiceapp.desktop.text_output.line_output import NOWHERE

HERE = "our own window"


class OwnWindowFirst:
    """Meets `TextOutput`, `ServesClipboard` and `WatchesTyping`."""

    def __init__(self, others: TextOutput | None) -> None:
        self._others = others
        self.own: OwnWindow | None = None
        """The window, if there is one."""

    def focus(self) -> TextTarget | None:
        secret = self.own.secret() if self.own is not None else None
        if secret is not None:
            return TextTarget(HERE, "voiceapp", secret)
        return None if self._others is None else self._others.focus()

    def prepare(self) -> None:
        if self._others is not None:
            self._others.prepare()

    def deliver(self, wish: Deliver) -> Delivered:
        meant = wish.target is not None and wish.target.window == HERE
        if (
            self.own is not None
            and (meant or wish.target is None)
            and (wish.way is not DeliveryMethod.CLIPBOARD or wish.erase)
        ):
            delivered = self.own.deliver(wish)
            if delivered is not None:
                return delivered
        if meant and wish.way is not DeliveryMethod.CLIPBOARD:
            return Delivered(wish.delivery, DeliveryResult.FOCUS_MOVED)
        if self._others is None:
            return Delivered(wish.delivery, DeliveryResult.FAILED, failure=NOWHERE)
        return self._others.deliver(wish)

    def in_clipboard(self) -> Mapping[str, bytes] | None:
        return self._others.in_clipboard() if isinstance(self._others, ServesClipboard) else None

    @property
    def others(self) -> TextOutput | None:
        """The desktop's own way."""
        return self._others

    def read_context(self, kinds: Collection[ContextKind], target: TextTarget) -> DictationContext:
        others: object = self._others
        ours = target.window == HERE
        return (
            others.read_context(kinds, target) if isinstance(others, ReadsContext) and not ours else DictationContext()
        )

    def selected(self, target: TextTarget | None, *, copy: bool) -> str:
        others: object = self._others
        ours = target is not None and target.window == HERE
        return others.selected(target, copy=copy) if isinstance(others, ReadsSelection) and not ours else ""

    def has_keys(self, keys: Collection[str]) -> None:
        others: object = self._others
        if isinstance(others, WatchesTyping):
            others.has_keys(keys)

    def close(self) -> None:
        if self._others is not None:
            self._others.close()
