"""Finds when the words of a line sound, where nobody timed them, from what a recogniser finds in it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.text.word_alignment import aligned
from voiceapp.core.text.word_times import carried, plain_word, spread, spread_over
from voiceapp.core.transcript import Item, Message, MessageState, Word

LONGEST: Milliseconds = 300_000
"""Longer lines are left alone, for whoever hears one hears it to its end."""
MOST: Milliseconds = 1_200_000
"""How much sound of a talk is heard for this each time that it is opened."""
ENOUGH = 0.3
"""The share of the words that has to be heard. With fewer, something else was heard."""


def untimed(items: Iterable[Item]) -> tuple[Message, ...]:
    """Return the lines whose words nobody timed, as many as are heard at once."""
    found: list[Message] = []
    length = 0
    for item in items:
        if isinstance(item, Message) and _is_untimed(item) and length + item.sound_ms <= MOST:
            length += item.sound_ms
            found.append(item)
    return tuple(found)


def _is_untimed(message: Message) -> bool:
    written = message.state is MessageState.DONE and bool(message.text.strip()) and not message.words
    return written and bool(message.sound_parts) and 0 < message.sound_ms <= LONGEST


def timed_words(
    message: Message, heard: Sequence[Word], voiced: Sequence[tuple[Milliseconds, Milliseconds]]
) -> tuple[Word, ...]:
    """Return the words of a line with the times of those that were heard. Those that were not share the time between
    their neighbours; where hardly any was, all are spread over the voice, so that it need not be heard again.
    """
    tokens = message.text.split()
    if _share_heard(tokens, heard) < ENOUGH:
        found = spread_over(tokens, voiced) or tuple(spread(tokens, 0, message.sound_ms))
    else:
        found = carried(heard, message.text)
    end = message.sound_ms
    # How sure somebody else was of them says nothing of these.
    return tuple(replace(word, start=min(word.start, end), end=min(word.end, end), sure=None) for word in found)


def _share_heard(tokens: Sequence[str], heard: Sequence[Word]) -> float:
    both = aligned([plain_word(word.text) for word in heard], [plain_word(token) for token in tokens])
    return sum(len(stretch.after) for stretch in both if stretch.same) / max(1, len(tokens))
