"""Says in words what state the talk is in, in one place, so that eyes and screen readers get the same."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from voiceapp.core import status_words
from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.messages import TalkState
from voiceapp.core.status_words import NO_KEYS, StatusKeys, StatusWords
from voiceapp.core.wishes import title_of_tool
from voiceapp.gui.sentences import in_words

CONTEXT = "window"


@dataclass(frozen=True, slots=True)
class PhaseWords:
    title: str
    hint: str
    """What pressing, holding, and the keys that the person has do now."""


def tr(text: str) -> str:
    """Text of the window. Must be called with a literal, because a script finds the texts there."""
    return QCoreApplication.translate(CONTEXT, text)


def translated(text: str) -> str:
    """Translate the name of a setting, a choice or a format, which another part of the app declares in English."""
    return QCoreApplication.translate("app", text) if text else ""


def tool_words(name: str) -> str:
    """Returns the name of a tool for people."""
    return translated(title_of_tool(name))


def state_words(
    state: TalkState, dictation: DictationStage = DictationStage.IDLE, keys: StatusKeys = NO_KEYS
) -> PhaseWords:
    """Say what the talk is doing. `dictation`: what a dictation beside it is doing."""
    return _rendered(status_words.status_words(state, dictation, keys))


def dictation_words(stage: DictationStage, loading: str = "") -> PhaseWords:
    """`loading`: the model that is being waited for."""
    return _rendered(status_words.dictation_words(stage, loading))


def _rendered(words: StatusWords) -> PhaseWords:
    return PhaseWords(in_words(words.title), in_words(words.hint))


def loading_words(part: str) -> str:
    return in_words(status_words.loading_words(part))


def percent(share: float) -> str:
    return tr("{0}%").format(round(share * 100))
