"""Sends text line by line to standard output, or to a terminal that listens to the running app."""

from collections.abc import Callable, Collection

from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.joining import fit
from voiceapp.core.dictation.messages import Deliver, Delivered, DeliveryResult
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import ContextKind
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.desktop.ports import ReadsContext, ReadsSelection, TextOutput

HERE = TextTarget("lines", "terminal")
NOWHERE = Failure(
    FailureKind.NOT_INSTALLED,
    Sentence("voiceapp can't insert text into other programs here. Copy it from the bar or the history."),
)
_CLOSED = Failure(FailureKind.LINK_DROPPED, Sentence("Nobody is reading the words any more. They're in the history."))


class LinesOutput:
    """Meets `TextOutput`. Written text cannot be taken back, so erasing begins a new line instead."""

    def __init__(self, write: Callable[[str], bool]) -> None:
        self._write = write

    def focus(self) -> TextTarget:
        return HERE

    def prepare(self) -> None:
        pass

    def deliver(self, wish: Deliver) -> Delivered:
        text = wish.text if wish.as_is else fit(wish.text, wish.before)
        if wish.erase:
            text = f"\n{text}"
        if not self._write(text):
            return Delivered(wish.delivery, DeliveryResult.FAILED, failure=_CLOSED)
        return Delivered(wish.delivery, DeliveryResult.INSERTED, text, HERE)

    def close(self) -> None:
        pass


class OutputSwitch:
    """Passes on to the usual output, or temporarily to another one. Meets `TextOutput`."""

    def __init__(self, usual: TextOutput | None) -> None:
        self._usual = usual
        self._other: TextOutput | None = None

    def turn(self, other: TextOutput | None) -> None:
        """Switches to another output; None: back to the usual one."""
        self._other = other

    @property
    def turned(self) -> bool:
        return self._other is not None

    def focus(self) -> TextTarget | None:
        output = self._other or self._usual
        return None if output is None else output.focus()

    def prepare(self) -> None:
        output = self._other or self._usual
        if output is not None:
            output.prepare()

    def read_context(self, kinds: Collection[ContextKind], target: TextTarget) -> DictationContext:
        output: object = self._other or self._usual
        return output.read_context(kinds, target) if isinstance(output, ReadsContext) else DictationContext()

    def selected(self, target: TextTarget | None, *, copy: bool) -> str:
        output: object = self._other or self._usual
        return output.selected(target, copy=copy) if isinstance(output, ReadsSelection) else ""

    def deliver(self, wish: Deliver) -> Delivered:
        output = self._usual
        if self._other is not None and wish.target in (None, HERE):
            output = self._other
        if output is None:
            return Delivered(wish.delivery, DeliveryResult.FAILED, failure=NOWHERE)
        return output.deliver(wish)

    def close(self) -> None:
        if self._usual is not None:
            self._usual.close()
