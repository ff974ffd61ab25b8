"""Cleans the words in engine events. Everything that reaches a talk from outside passes through here."""

from dataclasses import replace

from voiceapp.core.messages.engine import (
    AsideAnswered,
    EngineEvent,
    ReplySound,
    ReplyThought,
    ReplyWords,
    ToolAsked,
    TurnWords,
)
from voiceapp.core.talk.tool_arguments import tidied
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.transcript import Word


def cleaned(event: EngineEvent) -> EngineEvent:
    match event:
        case ReplySound():
            return event
        case TurnWords(text=text, words=words):
            return event.changed(text=clean(text), words=tuple(map(_clean_word, words)))
        case ReplyWords(text=text):
            return event.changed(text=clean(text))
        case ReplyThought(text=text):
            return event.changed(text=clean(text))
        case AsideAnswered(text=text):
            return event.changed(text=clean(text))
        case ToolAsked(name=name, arguments=arguments):
            return event.changed(name=in_one_line(clean(name)), arguments=tidied(arguments))
        case _:
            return event


def _clean_word(word: Word) -> Word:
    return replace(word, text=clean(word.text))
