"""Tells a recogniser what helps it: the languages, the vocabulary, and the context that the person lets out."""

from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.wishes import DictationWishes, LiveWords
from voiceapp.core.ports import RecognitionHints

EMPTY_CONTEXT = DictationContext()


def hints_of(wishes: DictationWishes, before: str = "", context: DictationContext = EMPTY_CONTEXT) -> RecognitionHints:
    """`before`: the words of the part before this one."""
    vocabulary = tuple(dict.fromkeys((*wishes.vocabulary, *context.names())))
    spoken = wishes.languages
    before = before or context.words_before()
    live = wishes.live_words is not LiveWords.OFF
    if len(spoken) == 1:
        return RecognitionHints(spoken[0], vocabulary, before, live=live)
    return RecognitionHints("", vocabulary, before, spoken, live=live)
