"""Describes in JSON what happens in the talk and in dictation, for status bars and scripts."""

from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.messages import (
    ClearFailure,
    HideItem,
    Show,
    ShowAlarm,
    ShowFailure,
    ShowItem,
    ShowState,
    ShowTalk,
    TalkState,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Message

Described = dict[str, object]


def described(show: Show) -> Described | None:
    """Tell what a script may want to know of it. None: nothing, such as the level of the microphone."""
    match show:
        case ShowState(state):
            return {"event": "talk", **_state(state)}
        case ShowTalk(talk):
            return {"event": "conversation", "id": talk.id, "title": talk.title}
        case ShowItem(Message() as message):
            return {
                "event": "message",
                "id": message.id,
                "from": message.speaker.value,
                "state": message.state.value,
                # Whoever watches may write it down.
                "text": "" if message.off_record else message.text,
                "heard": "" if message.off_record else message.heard_text,
                "off_record": message.off_record,
            }
        case HideItem(item):
            return {"event": "removed", "id": item}
        case ShowFailure(failure):
            return {"event": "failure", "kind": failure.kind.value, "sentence": str(failure.sentence)}
        case ClearFailure(failure):
            return {"event": "failure over", "kind": failure.kind.value}
        case ShowAlarm(sentence):
            return {"event": "alarm", "sentence": str(sentence)}
        case _:
            return None


def described_dictation(view: DictationView) -> Described:
    return {
        "event": "dictation",
        "stage": view.stage.value,
        "words": view.words,
        "preview": view.preview,
        "waiting": view.waiting,
        "program": view.program,
        "profile": view.profile,
        "sentence": _text(view.sentence),
        "hands_free": view.hands_free,
    }


def _state(state: TalkState) -> Described:
    return {
        "phase": state.phase.value,
        "muted": state.muted,
        "hears": state.hears,
        "off_record": state.off_record,
        "microphone": state.microphone or "",
        "speaker": state.speaker or "",
        "engine": _text(state.engine),
        "model": state.model,
        "waiting": state.waiting,
        "spent_usd": state.spent_usd,
    }


def _text(sentence: Sentence | None) -> str:
    return "" if sentence is None else str(sentence)
