"""Changes a message as the person corrects it, and restores its words when the correction is undone. Pure."""

from dataclasses import replace

from voiceapp.core.sentence import Sentence
from voiceapp.core.text.word_times import carried
from voiceapp.core.transcript import Item, Message, MessageState, Speaker, ToolCall, ToolState

DELETED_EARLY = Sentence("You deleted this before it was answered.")


def corrected(message: Message, text: str) -> Message:
    """Replace the words that were recognised. The new ones get the times of those in whose place they stand."""
    original = message.text if message.original is None else message.original
    return replace(message, text=text, original=original, words=carried(message.words, text), heard=None)


def uncorrected(message: Message, before: Message) -> Message:
    """Bring back a message's former words, but keep everything else that has changed since. `before` may lack words
    that were recognised before the correction, or after it.
    """
    text = before.text if before.original is not None or message.original is None else message.original
    words = before.words if text == before.text else ()
    return replace(
        message, text=text, original=before.original, words=words, heard=before.heard, improved=before.improved
    )


def brought_back(item: Item) -> Item:
    """Return a deleted item as it is restored. Anything that was in progress at its deletion is over."""
    match item:
        case ToolCall(state=ToolState.ASKED | ToolState.RUNNING):
            return replace(item, state=ToolState.FAILED)
        case Message(speaker=Speaker.USER, state=MessageState.GROWING):
            if item.text.strip() or item.images:
                return replace(item, state=MessageState.DONE)
            return replace(item, state=MessageState.WAITING, failure=DELETED_EARLY)
        case Message(speaker=Speaker.USER, state=MessageState.WAITING, failure=None):
            return replace(item, failure=DELETED_EARLY)
        case Message(state=MessageState.GROWING):
            heard = item.spoken if item.heard is None else item.heard
            return replace(item, state=MessageState.CUT, heard=heard, spoken=None)
        case Message():
            return replace(item, spoken=None)
        case _:
            return item
