"""Gathers what stands around the cursor, in the selection and in the clipboard, each only where it is wanted."""

from collections.abc import Callable, Collection

from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import ContextKind
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence

SECRET_HINT = "x-kde-passwordManagerHint"  # noqa: S105  (a name, which holds no secret)
"""The format by which password managers, and we while we paste, ask others not to remember the content."""
NOT_SELECTED = Failure(
    FailureKind.REJECTED, Sentence("That text isn't selected any more, so nothing was replaced. Select it again.")
)


def _nothing() -> str:
    return ""


def surroundings(
    kinds: Collection[ContextKind],
    target: TextTarget,
    selection: Callable[[], str] = _nothing,
    clipboard: Callable[[], str] = _nothing,
) -> DictationContext:
    return DictationContext(
        title=target.title if ContextKind.TITLE in kinds else "",
        before=(target.before or "") if ContextKind.BEFORE in kinds else "",
        selection=selection() if ContextKind.SELECTION in kinds else "",
        clipboard=clipboard() if ContextKind.CLIPBOARD in kinds else "",
    )
