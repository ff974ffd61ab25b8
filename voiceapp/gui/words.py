"""Says in words how the talk stands: one place, so that eyes and screen readers get the same."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from voiceapp.core.dictation.messages import DictationStage
from voiceapp.core.messages import Phase, TalkState
from voiceapp.core.wishes import TurnTaking, title_of_tool

CONTEXT = "window"


WAITS_FOR_MODELS = (Phase.CONNECTING, Phase.THINKING, Phase.OFFLINE)
"""What the button shows while a model is loaded for the talk; the last where another engine has failed before."""


@dataclass(frozen=True, slots=True)
class PhaseWords:
    title: str
    hint: str
    """What a press, a hold, Space and Esc do now."""


def tr(text: str) -> str:
    """Text of the window. Called with the text itself: a script finds it there."""
    return QCoreApplication.translate(CONTEXT, text)


def translated(text: str) -> str:
    """What a setting, a choice or a format is called, which another part of the app declares in English."""
    return QCoreApplication.translate("app", text) if text else ""


def tool_words(name: str) -> str:
    """Returns what a tool is called by people."""
    return translated(title_of_tool(name))


def dictation_words(stage: DictationStage, loading: str = "") -> PhaseWords:
    """`loading`: the model that is waited for."""
    match stage:
        case DictationStage.IDLE | DictationStage.INSERTED | DictationStage.FAILED:
            return PhaseWords(tr("Dictate"), tr("Press the button and speak: the words go where the cursor is"))
        case DictationStage.RECORDING:
            return PhaseWords(tr("Dictating"), tr("Speak · press again when you are done"))
        case DictationStage.TRANSCRIBING | DictationStage.TIDYING if loading:
            return PhaseWords(loading_words(loading), tr("A moment…"))
        case DictationStage.TRANSCRIBING | DictationStage.TIDYING | DictationStage.INSERTING:
            return PhaseWords(tr("Writing it down…"), tr("A moment…"))
        case DictationStage.WAITING:
            return PhaseWords(tr("Words are waiting"), tr("Put the cursor where they belong · press to insert them"))


def dictation_phase(stage: DictationStage) -> Phase:
    """The state of the talk whose look fits."""
    match stage:
        case DictationStage.IDLE | DictationStage.INSERTED | DictationStage.FAILED:
            return Phase.OFF
        case DictationStage.RECORDING:
            return Phase.HEARING
        case DictationStage.TRANSCRIBING | DictationStage.TIDYING | DictationStage.INSERTING:
            return Phase.THINKING
        case DictationStage.WAITING:
            return Phase.READY


def state_words(state: TalkState) -> PhaseWords:
    """Returns what the talk is doing; while one waits for a model of this machine, which one and how far it is."""
    words = phase_words(state.phase, state.turn_taking)
    if not state.loading or state.phase not in WAITS_FOR_MODELS:
        return words
    share = "" if state.loaded is None else f"{percent(state.loaded)} · "
    return PhaseWords(loading_words(state.loading), share + tr("You can speak already"))


def loading_words(part: str) -> str:
    match part:
        case "ears":
            return tr("Loading the recogniser…")
        case "brain":
            return tr("Loading the language model…")
        case "voice":
            return tr("Loading the voice…")
        case _:
            return tr("Loading…")


def percent(share: float) -> str:
    return tr("{0}%").format(round(share * 100))


def phase_words(phase: Phase, turn_taking: TurnTaking) -> PhaseWords:
    hold = turn_taking is TurnTaking.HOLD
    match phase:
        case Phase.OFF:
            return PhaseWords(tr("Ready when you are"), tr("Press the button or Space to talk"))
        case Phase.CONNECTING:
            return PhaseWords(tr("Connecting…"), tr("You can speak already: nothing is lost"))
        case Phase.READY:
            hint = tr("Hold Space while you speak") if hold else tr("Press Space, speak, press again")
            return PhaseWords(tr("Your turn"), hint)
        case Phase.LISTENING:
            return PhaseWords(tr("Listening"), tr("Just speak · press to hang up"))
        case Phase.HEARING:
            if hold:
                return PhaseWords(tr("Hearing you"), tr("Let go when you are done"))
            hint = tr("Press again when you are done") if turn_taking.by_key else tr("Pause when you are done")
            return PhaseWords(tr("Hearing you"), hint)
        case Phase.THINKING:
            return PhaseWords(tr("Thinking…"), tr("Esc drops the answer"))
        case Phase.LOOKING:
            return PhaseWords(tr("Looking that up…"), tr("Esc drops the answer"))
        case Phase.SPEAKING:
            return PhaseWords(tr("Speaking"), tr("Speak to interrupt · Esc to stop"))
        case Phase.MUTED:
            return PhaseWords(tr("Muted"), tr("Nothing you say is heard · press to unmute"))
        case Phase.OFFLINE:
            return PhaseWords(tr("Offline"), tr("What you say is kept and sent later"))
        case Phase.DEAF:
            return PhaseWords(tr("No microphone"), tr("Type below until one appears"))
