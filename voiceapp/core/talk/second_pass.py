"""Decides what becomes of a person's line when a better recogniser hears it again. Pure."""

from dataclasses import replace

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.text.word_changes import word_changes
from voiceapp.core.transcript import BY_PERSON, Improvement, Item, Message, MessageState, Speaker, Via, Word

LONGEST: Milliseconds = 300_000
"""The length above which a recording isn't heard again, because whatever is begun is done at once or not at all."""
LIKE_ENOUGH = 0.5
"""The share of words that both versions must have: those who hear quite different words hear different things."""


def may_be_improved(item: Item) -> bool:
    """Return whether this line may be heard again: nobody corrected or tidied it or had it transcribed again, and its
    sound is there.
    """
    return (
        isinstance(item, Message)
        and item.speaker is Speaker.USER
        and item.state is MessageState.DONE
        and item.via in (Via.VOICE, Via.DICTATION)
        and item.original is None
        and (item.improved is None or item.improved.by != BY_PERSON)
        and not item.profile
        and item.sound is not None
        and item.sound_ms <= LONGEST
        and bool(item.text.strip())
    )


def improved(message: Message, text: str, by: str, words: tuple[Word, ...] = ()) -> Message | None:
    """Return the line with what a better recogniser heard. None: it heard the same words, or something else entirely."""
    changes = word_changes(message.text, text)
    most = changes.same + max(len(changes.removed), len(changes.added))
    if not (changes.removed or changes.added) or changes.same < LIKE_ENOUGH * most:
        return None
    before = message.text if message.improved is None else message.improved.before
    return replace(message, text=text, words=words, improved=Improvement(by, before))


def first_version(message: Message) -> Message:
    """Return the line with the words that were recognised first."""
    if message.improved is None:
        return message
    return replace(message, text=message.improved.before, words=(), improved=None)
