"""Judges what words mean that are said while a reply sounds: a sign that one listens, a command to stop, or speech.

Nobody wants "mhm" answered, and whoever says "stop" wants silence rather than an answer about it.
"""

import re
from enum import Enum

_LISTENING = {
    "en": (
        "aha",
        "ah",
        "all right",
        "alright",
        "cool",
        "exactly",
        "fine",
        "go on",
        "good",
        "got it",
        "great",
        "huh",
        "i see",
        "interesting",
        "makes sense",
        "mhm",
        "nice",
        "of course",
        "oh",
        "okay",
        "ok",
        "quite",
        "really",
        "right",
        "so",
        "sure",
        "true",
        "uh",
        "uh huh",
        "uh uh",
        "uhuh",
        "um",
        "wow",
        "yeah",
        "yep",
        "yes",
        "yup",
    ),
    "de": (
        "ach",
        "ach ja",
        "ach so",
        "achso",
        "ah",
        "aha",
        "ah ja",
        "ah so",
        "alles klar",
        "echt",
        "genau",
        "gut",
        "interessant",
        "ja",
        "jawohl",
        "jo",
        "klar",
        "mhm",
        "na ja",
        "naja",
        "natürlich",
        "oh",
        "okay",
        "ok",
        "richtig",
        "schön",
        "sehr gut",
        "so so",
        "stimmt",
        "super",
        "toll",
        "verstanden",
        "verstehe",
        "ich verstehe",
        "weiter",
        "wow",
        "äh",
        "ähm",
    ),
}
_STOPPING = {
    "en": (
        "be quiet",
        "cancel",
        "enough",
        "hang on",
        "hold on",
        "hush",
        "just a moment",
        "just a second",
        "one moment",
        "one second",
        "pause",
        "quiet",
        "shut up",
        "shush",
        "stop",
        "stop it",
        "stop talking",
        "that's enough",
        "wait",
        "wait a minute",
        "wait a moment",
        "wait a second",
    ),
    "de": (
        "aufhören",
        "augenblick",
        "das genügt",
        "das reicht",
        "ein moment",
        "einen augenblick",
        "einen moment",
        "es reicht",
        "genug",
        "halt",
        "hör auf",
        "hören sie auf",
        "leise",
        "lass es",
        "lass gut sein",
        "moment",
        "pause",
        "ruhe",
        "schluss",
        "sei bitte still",
        "sei leise",
        "sei ruhig",
        "sei still",
        "seien sie still",
        "sekunde",
        "still",
        "stop",
        "stopp",
        "warte",
        "wart mal",
        "warten sie",
    ),
}
_BESIDE_A_STOP = frozenset(
    ("bitte", "doch", "jetzt", "kurz", "mal", "na", "nein", "no", "now", "please", "there", "hey")
)
_ANSWERING = frozenset(
    (
        *("yes", "yeah", "yep", "yup", "okay", "ok", "sure", "right", "fine", "good", "great", "exactly", "true"),
        *("all right", "alright", "of course", "uh huh", "uh uh", "uhuh"),
        *("ja", "jo", "jawohl", "genau", "gut", "klar", "richtig", "stimmt", "natürlich", "alles klar", "sehr gut"),
    )
)
_LISTENING_WORDS = frozenset(words for table in _LISTENING.values() for words in table)
_STOP_WORDS = frozenset(words for table in _STOPPING.values() for words in table)
_KNOWN = _LISTENING_WORDS | _STOP_WORDS | _BESIDE_A_STOP
_LONGEST = max(len(words.split()) for words in _KNOWN)

_NO_WORD = re.compile(r"[^\w']+")
_NOISES = re.compile(r"[\[(*][^\])*]*[\])*]|[♪♫]")
"""How recognisers write laughter and music: "(laughs)", "[music]"."""
_LAUGHTER = re.compile(r"(h[aei]){2,}h?|(ha|he|hi)h|ha")
_HUMMING = re.compile(r"(m+h+m+|m{2,}|h+m+|mh+)(m|h)*")
_SPELLED = re.compile(r"\bm-(\w-)+m\b")
"""How recognisers spell a hum that they take for letters."""
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")


class OverlapWords(Enum):
    NOTHING = "nothing"
    """No word was recognised."""
    LISTENING = "listening"
    """Nothing but signs that one listens."""
    ANSWER = "answer"
    """The same, but of a kind that also answers a question."""
    STOP = "stop"
    """A command to be silent, and nothing else."""
    SPEECH = "speech"


_EXPECTED = {
    "de": "Mhm. Ja. Genau. Ach so. Stimmt.",
}
"""No commands are among them: told of "hold on", recognisers hear it in "got it". And no English: they know it well, and
told of "yeah" they hear it in "enough".
"""


def expected_words(language: str) -> str:
    """Return signs of listening in that language, for a recogniser that has only a syllable to go by."""
    return _EXPECTED.get(language, "")


def is_understood(text: str, spoken: str, recognised: str) -> bool:
    """Return whether a recogniser understood what was said. One that knows only another language than the one that is
    spoken makes sentences of anything; but "stop" and "okay" sound alike in many.
    """
    return not (spoken and recognised and spoken != recognised) or meaning_of(text) is not OverlapWords.SPEECH


def meaning_of(text: str) -> OverlapWords:
    """Judge all that was said. The language does not matter, because recognisers get it wrong in a word or two."""
    plain = _SPELLED.sub("mhm", _NOISES.sub(" ", text.lower().replace("’", "'")))
    said = [_plain(word) for word in _NO_WORD.sub(" ", plain).split()]
    if not said:
        return OverlapWords.NOTHING
    phrases = _phrases(said)
    if phrases is None:
        return OverlapWords.SPEECH
    if any(phrase in _STOP_WORDS for phrase in phrases):
        return OverlapWords.STOP
    if any(phrase not in _LISTENING_WORDS for phrase in phrases):
        return OverlapWords.SPEECH
    return OverlapWords.ANSWER if any(phrase in _ANSWERING for phrase in phrases) else OverlapWords.LISTENING


def _plain(word: str) -> str:
    """Return the one spelling under which the tables know laughter, humming and words that are drawn out."""
    if _LAUGHTER.fullmatch(word):
        return "ah"
    if _HUMMING.fullmatch(word):
        return "mhm"
    return _DRAWN_OUT.sub(r"\1", word)


def _phrases(said: list[str]) -> list[str] | None:
    """Return the known phrases that the words consist of. None if they are not all known."""
    phrases: list[str] = []
    place = 0
    while place < len(said):
        for count in range(min(_LONGEST, len(said) - place), 0, -1):
            phrase = " ".join(said[place : place + count])
            if phrase in _KNOWN:
                phrases.append(phrase)
                place += count
                break
        else:
            return None
    return phrases
