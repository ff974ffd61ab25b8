"""Puts the state of the talk and a dictation into words, so that each front end shows the same.

A phase alone does not tell whether anyone is heard: an answer to a typed question is spoken while the microphone is
closed, and a dictation takes the person's words away from the talk.
"""

from dataclasses import dataclass

from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.messages import Phase, TalkState
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import TurnTaking

WAITS_FOR_MODELS = (Phase.CONNECTING, Phase.THINKING, Phase.OFFLINE)
"""What the button shows while a model is loaded for the talk, the last of these if another engine has failed before."""
_NEEDS_EARS = (
    Phase.OFF,
    Phase.CONNECTING,
    Phase.READY,
    Phase.LISTENING,
    Phase.ASLEEP,
    Phase.HEARING,
    Phase.MUTED,
    Phase.OFFLINE,
)
"""What they say about being heard is untrue while a dictation records."""


@dataclass(frozen=True, slots=True)
class StatusWords:
    title: Sentence
    hint: Sentence
    """What a press, a hold, and the keys that the person has do now."""


@dataclass(frozen=True, slots=True)
class StatusKeys:
    """Names the keys that a hint may tell of, as on the person's system; an empty name is never told."""

    talk: str = ""
    stop: str = ""


NO_KEYS = StatusKeys()
"""For a button that can be pressed, but whose window does not hear any key."""

DICTATING = StatusWords(Sentence("Dictating"), Sentence("Your words go into the text, not to the assistant"))


def status_words(
    talk: TalkState, dictation: DictationStage = DictationStage.IDLE, keys: StatusKeys = NO_KEYS
) -> StatusWords:
    """Describe the state of a button that serves the talk."""
    dictates = dictation is DictationStage.RECORDING
    if dictates and talk.phase in _NEEDS_EARS:
        return DICTATING
    heard = talk.hears and not dictates
    words = StatusWords(_off_record(talk, _title(talk)), _hint(talk, keys, heard=heard))
    if not talk.loading or talk.phase not in WAITS_FOR_MODELS:
        return words
    return StatusWords(_off_record(talk, loading_words(talk.loading)), _waiting(talk.loaded, heard=heard))


def _off_record(talk: TalkState, title: Sentence) -> Sentence:
    return Sentence("{state} · off the record", state=title) if talk.off_record else title


def tray_words(talk: TalkState, dictation: DictationStage = DictationStage.IDLE) -> Sentence:
    """Describe the same state where only a title is read, so it also says whether the microphone is open."""
    title = status_words(talk, dictation).title
    says_so = talk.phase in (Phase.LISTENING, Phase.HEARING) or dictation is DictationStage.RECORDING
    if talk.phase is Phase.ASLEEP and talk.wake_phrase and dictation is not DictationStage.RECORDING:
        return Sentence("{state} · asleep", state=title)
    if not talk.hears or says_so:
        return title
    return Sentence("{state} · listening", state=title)


def dictation_words(stage: DictationStage, loading: str = "") -> StatusWords:
    """Describe the state of a button that serves the dictation. `loading`: the model it is waiting for."""
    match stage:
        case DictationStage.IDLE | DictationStage.INSERTED | DictationStage.ENDED | DictationStage.FAILED:
            return StatusWords(Sentence("Dictate"), Sentence("Press and speak. Your words go where the cursor is"))
        case DictationStage.RECORDING:
            return StatusWords(Sentence("Dictating"), Sentence("Speak · press again when you're done"))
        case DictationStage.TRANSCRIBING | DictationStage.TIDYING | DictationStage.REWRITING if loading:
            return StatusWords(loading_words(loading), A_MOMENT)
        case DictationStage.TRANSCRIBING | DictationStage.TIDYING | DictationStage.INSERTING:
            return StatusWords(Sentence("Writing it down…"), A_MOMENT)
        case DictationStage.REWRITING:
            return StatusWords(Sentence("Rewriting…"), A_MOMENT)
        case DictationStage.OFFERED:
            return StatusWords(Sentence("Rewritten"), Sentence("Take it, or leave the text as it is"))
        case DictationStage.WAITING:
            return StatusWords(Sentence("Words waiting"), Sentence("Click where the text belongs · press to insert it"))


def dictation_phase(stage: DictationStage) -> Phase:
    """Return the phase of the talk whose look fits the dictation."""
    match stage:
        case DictationStage.IDLE | DictationStage.INSERTED | DictationStage.ENDED | DictationStage.FAILED:
            return Phase.OFF
        case DictationStage.RECORDING:
            return Phase.HEARING
        case DictationStage.TRANSCRIBING | DictationStage.TIDYING | DictationStage.INSERTING | DictationStage.REWRITING:
            return Phase.THINKING
        case DictationStage.WAITING | DictationStage.OFFERED:
            return Phase.READY


def loading_words(part: str) -> Sentence:
    """Say which model is being loaded. `part`: ears, brain or voice."""
    match part:
        case "ears":
            return Sentence("Loading the recogniser…")
        case "brain":
            return Sentence("Loading the language model…")
        case "voice":
            return Sentence("Loading the voice…")
        case _:
            return Sentence("Loading…")


A_MOMENT = Sentence("One moment…")
CAN_SPEAK = Sentence("You can speak already")


def _waiting(loaded: float | None, *, heard: bool) -> Sentence:
    then = CAN_SPEAK if heard else A_MOMENT
    if loaded is None:
        return then
    return Sentence("{share}% · {then}", share=round(loaded * 100), then=then)


def _title(talk: TalkState) -> Sentence:
    match talk.phase:
        case Phase.OFF:
            return Sentence("Ready when you are")
        case Phase.CONNECTING:
            return Sentence("Connecting…")
        case Phase.READY:
            return Sentence("Your turn")
        case Phase.LISTENING:
            return Sentence("Listening")
        case Phase.ASLEEP:
            return Sentence("Say “{word}”", word=talk.wake_phrase) if talk.wake_phrase else Sentence("Asleep")
        case Phase.HEARING:
            return Sentence("Hearing you")
        case Phase.THINKING:
            return Sentence("Thinking…")
        case Phase.LOOKING:
            return Sentence("Looking that up…")
        case Phase.ASKING:
            return Sentence("Waiting for you")
        case Phase.SPEAKING:
            return Sentence("Speaking")
        case Phase.MUTED:
            return Sentence("Muted")
        case Phase.OFFLINE:
            return Sentence("Offline")
        case Phase.DEAF:
            return Sentence("No microphone")


def _hint(talk: TalkState, keys: StatusKeys, *, heard: bool) -> Sentence:
    match talk.phase:
        case Phase.OFF:
            return _beginning(keys)
        case Phase.CONNECTING:
            return _connecting(talk, heard=heard)
        case Phase.READY:
            return _taking_the_floor(talk.turn_taking, keys)
        case Phase.LISTENING:
            return Sentence("Just speak · press to end")
        case Phase.ASLEEP:
            return _waking(talk)
        case Phase.HEARING:
            return Sentence("Take your time…") if talk.keeps_floor else _end_of_turn(talk.turn_taking)
        case Phase.THINKING | Phase.LOOKING:
            return Sentence("{key} drops the answer", key=keys.stop) if keys.stop else A_MOMENT
        case Phase.ASKING:
            if not keys.stop:
                return Sentence("Allow it, or don't")
            return Sentence("Allow it, or don't · {key} drops the answer", key=keys.stop)
        case Phase.SPEAKING:
            return _stopping(talk, keys, heard=heard)
        case Phase.MUTED:
            return Sentence("Press to unmute")
        case Phase.OFFLINE:
            if heard:
                return Sentence("What you say is saved and sent later")
            return Sentence("What you write is saved and sent later")
        case Phase.DEAF:
            return Sentence("Type below until you plug one in")


def _waking(talk: TalkState) -> Sentence:
    """Say what else wakes it. Without a phrase only a press does, because nothing can hear the word."""
    return Sentence("Or press · nothing is recorded") if talk.wake_phrase else Sentence("Press to talk")


def _connecting(talk: TalkState, *, heard: bool) -> Sentence:
    if heard:
        return CAN_SPEAK
    return Sentence("Your message goes out once connected") if talk.waiting else A_MOMENT


def _beginning(keys: StatusKeys) -> Sentence:
    if not keys.talk:
        return Sentence("Press the button to talk")
    return Sentence("Press the button or {key} to talk", key=keys.talk)


def _taking_the_floor(turn_taking: TurnTaking, keys: StatusKeys) -> Sentence:
    if turn_taking is TurnTaking.HOLD:
        if not keys.talk:
            return Sentence("Hold the button while you speak")
        return Sentence("Hold {key} while you speak", key=keys.talk)
    if not keys.talk:
        return Sentence("Press, speak, press again")
    return Sentence("Press {key}, speak, press again", key=keys.talk)


def _end_of_turn(turn_taking: TurnTaking) -> Sentence:
    if turn_taking is TurnTaking.HOLD:
        return Sentence("Let go when you're done")
    return Sentence("Press again when you're done") if turn_taking.by_key else Sentence("Pause when you're done")


def _stopping(talk: TalkState, keys: StatusKeys, *, heard: bool) -> Sentence:
    interrupting = _interrupting(talk, keys, heard=heard)
    stopping = Sentence("{key} to stop", key=keys.stop) if keys.stop else None
    if interrupting and stopping:
        return Sentence("{interrupting} · {stopping}", interrupting=interrupting, stopping=stopping)
    return interrupting or stopping or _without_voice_and_keys(talk)


def _interrupting(talk: TalkState, keys: StatusKeys, *, heard: bool) -> Sentence | None:
    """Say what stops a reply: a voice only if it is heard and weighed; the key opens a closed microphone."""
    if talk.turn_taking.by_key:
        return None if talk.muted else _interrupting_by_key(talk.turn_taking, keys)
    return Sentence("Speak to interrupt") if heard and talk.voice_interrupts else None


def _interrupting_by_key(turn_taking: TurnTaking, keys: StatusKeys) -> Sentence:
    if turn_taking is TurnTaking.HOLD:
        return Sentence("Hold {key} to interrupt", key=keys.talk) if keys.talk else Sentence("Hold to interrupt")
    return Sentence("Press {key} to interrupt", key=keys.talk) if keys.talk else Sentence("Press to interrupt")


def _without_voice_and_keys(talk: TalkState) -> Sentence:
    """Say what the button does: where it takes turns, pressing it would open a muted microphone."""
    return Sentence("Unmute to interrupt") if talk.turn_taking.by_key else Sentence("Press to stop")
