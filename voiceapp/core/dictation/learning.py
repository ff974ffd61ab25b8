"""Learns words from what the person corrects: what was heard, what they wrote instead, and how often."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from voiceapp.core.dictation.languages import SMALL_WORDS
from voiceapp.core.dictation.vocabulary import Vocabulary, sound_alike
from voiceapp.core.dictation.vocabulary_access import Learnt, LearntWord, WordChange
from voiceapp.core.dictation.wishes import DictationProfile
from voiceapp.core.text.word_alignment import Stretch, aligned

ENOUGH = 2
"""How often a word must have been corrected before it is proposed."""
_LONGEST = 4
"""The most words that are one term."""
_MARKS = ".,;:!?…\"'“”„‚‘’«»()[]"


def misheard_words(before: str, after: str) -> tuple[WordChange, ...]:
    """The words that were misheard, as far as the correction tells: not what the person only put in other words."""
    one, other = before.split(), after.split()
    stretches = aligned([_bare(word) for word in one], [_bare(word) for word in other])
    changed = sum(len(stretch.before) for stretch in stretches if not stretch.same)
    if 2 * changed > max(len(one), 2 * _LONGEST):
        return ()
    found: list[WordChange] = []
    begins = True
    for stretch in stretches:
        change = WordChange(" ".join(stretch.before), " ".join(stretch.after))
        if not stretch.same and _misheard(stretch, change, begins=begins):
            found.append(change)
        begins = False
    return tuple(dict.fromkeys(found))


def _bare(word: str) -> str:
    return word.strip(_MARKS) or word


def _misheard(stretch: Stretch, change: WordChange, *, begins: bool) -> bool:
    heard, written = change.heard, change.written
    if not heard or not written or max(len(stretch.before), len(stretch.after)) > _LONGEST:
        return False
    if any(each.isdigit() for each in heard + written) or not any(each.isalpha() for each in written):
        return False
    if heard.casefold() == written.casefold():
        # At the beginning of a text only its place makes a word large.
        return not begins
    ordinary = all(word.casefold() in SMALL_WORDS for word in stretch.before)
    return not ordinary and sound_alike(heard, written)


def proposals(words: Iterable[LearntWord], terms: Sequence[str], replacements: Mapping[str, str]) -> list[LearntWord]:
    """The words that the person has corrected often enough, unless both ways or the vocabulary writes them already."""
    counted = [word for word in words if word.state is Learnt.COUNTED and word.times >= ENOUGH]
    changes = {word.change for word in counted}
    vocabulary = Vocabulary(terms, tuple(replacements.items()))
    return [
        word
        for word in counted
        if WordChange(word.change.written, word.change.heard) not in changes
        and vocabulary.correct(word.change.heard) != word.change.written
    ]


def taken(
    change: WordChange, terms: Sequence[str], replacements: Mapping[str, str]
) -> tuple[tuple[str, ...], dict[str, str]]:
    """The vocabulary with the word: as a term, and as a replacement where its sound alone would not find it."""
    with_term = tuple(dict.fromkeys((*terms, change.written)))
    known = Vocabulary(with_term, tuple(replacements.items())).correct(change.heard) == change.written
    return with_term, dict(replacements) if known else {**replacements, change.heard: change.written}


def with_word(profile: DictationProfile, change: WordChange) -> DictationProfile:
    """The profile with the word in its own vocabulary."""
    terms, replacements = taken(change, profile.vocabulary, dict(profile.replacements))
    return replace(profile, vocabulary=terms, replacements=tuple(replacements.items()))
