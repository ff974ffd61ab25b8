"""Decides which four suggestions an empty window shows: only those that work with the person's setup."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from voiceapp.core.sentence import Sentence


class ThingToTry(Enum):
    """Names what choosing a suggestion does."""

    TALK = "talk"
    WRITE = "write"
    DICTATE = "dictate"
    CHOOSE_DICTATION_KEY = "choose_dictation_key"
    TIMER = "timer"
    SCREEN = "screen"
    SEARCH = "search"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Situation:
    """Holds what decides which suggestions work. Keys are named as on the person's system, empty if there are none."""

    microphone: bool = True
    timers: bool = True
    """The assistant may set timers."""
    screen: bool = True
    """This desktop lets the app take pictures of the screen."""
    history: bool = False
    """There are conversations already."""
    talk_key: str = ""
    held: bool = False
    """Push-to-talk requires holding the key while speaking."""
    write_key: str = ""
    dictation_key: str = ""
    dictation_held: bool = True
    screen_key: str = ""
    search_key: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    what: ThingToTry
    title: Sentence
    hint: Sentence


MOST = 4
TIMER_REQUEST = Sentence("Set a timer for 10 minutes")


def suggestions(now: Situation) -> tuple[Suggestion, ...]:
    return tuple(_all(now))[:MOST]


def _all(now: Situation) -> Iterator[Suggestion]:
    if now.microphone:
        yield Suggestion(ThingToTry.TALK, Sentence("Ask something"), _talk_hint(now))
        yield _dictation(now)
    else:
        yield Suggestion(
            ThingToTry.WRITE, Sentence("Ask something"), _pressed(now.write_key, Sentence("Type your question below"))
        )
    if now.timers:
        hint = Sentence("Say it, or click and press Enter") if now.microphone else Sentence("Click and press Enter")
        yield Suggestion(ThingToTry.TIMER, TIMER_REQUEST, hint)
    if now.history:
        yield Suggestion(
            ThingToTry.SEARCH,
            Sentence("Search your conversations"),
            _pressed(now.search_key, Sentence("Finds what you said, even misspelled")),
        )
    if now.screen:
        yield Suggestion(
            ThingToTry.SCREEN,
            Sentence("Ask about your screen"),
            _pressed(now.screen_key, Sentence("Pick a part of it and ask")),
        )
    yield Suggestion(
        ThingToTry.IMPORT, Sentence("Import your conversations"), Sentence("From ChatGPT, or drop a file here")
    )


def _talk_hint(now: Situation) -> Sentence:
    if not now.talk_key:
        return Sentence("Press the button and speak")
    if now.held:
        return Sentence("Hold {key} while you speak", key=now.talk_key)
    return Sentence("Press {key} and speak", key=now.talk_key)


def _dictation(now: Situation) -> Suggestion:
    title = Sentence("Dictate anywhere")
    if not now.dictation_key:
        return Suggestion(ThingToTry.CHOOSE_DICTATION_KEY, title, Sentence("Choose a key for it"))
    if now.dictation_held:
        hint = Sentence("Hold {key} in any program", key=now.dictation_key)
    else:
        hint = Sentence("Press {key} in any program", key=now.dictation_key)
    return Suggestion(ThingToTry.DICTATE, title, hint)


def _pressed(key: str, what: Sentence) -> Sentence:
    return Sentence("{what} · {key}", what=what, key=key) if key else what
