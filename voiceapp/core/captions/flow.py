"""Gathers what is being said into captions that grow steadily, although recognisers change their minds."""

from dataclasses import dataclass, replace

from voiceapp.core.sentence import Sentence

MOST = 40
"""How many of the last captions are kept."""


@dataclass(frozen=True, slots=True)
class Said:
    """Tells what somebody has said so far, as its source knows it now."""

    id: str
    """The same from its first word to its last."""
    text: str
    final: bool = False
    name: Sentence | None = None
    """Who says it, where that is known."""
    began: float | None = None
    """When its first word sounded, in the time of the captions. None: when it came."""
    language: str = ""
    grows_only: bool = False
    """What is there stays as it is, final or not."""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """It turned out to be nothing that anybody said."""

    id: str


@dataclass(frozen=True, slots=True)
class Translated:
    """More of a caption was put into the second language."""

    id: str
    text: str
    whole: bool = True
    """Nothing more comes."""


CaptionEvent = Said | Unsaid | Translated


@dataclass(frozen=True, slots=True)
class Caption:
    """Holds what is shown of something that was said."""

    id: str
    number: int
    """Captions are ordered by when their first word came."""
    text: str
    final: bool
    name: Sentence | None
    began: float
    until: float
    """When its words last changed."""
    language: str = ""
    grows_only: bool = False
    translated: str = ""
    is_translated: bool = False
    """Nothing more of it comes, or nobody could."""


class CaptionFlow:
    """Told what is said at which time, in any order. Holds the last captions."""

    def __init__(self) -> None:
        self._captions: dict[str, Caption] = {}
        self._count = 0

    @property
    def captions(self) -> tuple[Caption, ...]:
        return tuple(self._captions.values())

    def take(self, event: CaptionEvent, now: float) -> bool:
        """Return whether that changed any caption."""
        before = self._captions.get(event.id)
        match event:
            case Said():
                after = self._said(before, event, now)
            case Unsaid():
                after = None
            case Translated():
                after = None if before is None else _translated(before, event)
        if after == before:
            return False
        if after is None:
            del self._captions[event.id]
        else:
            self._captions[event.id] = after
            self._let_go()
        return True

    def _said(self, before: Caption | None, said: Said, now: float) -> Caption | None:
        heard = " ".join(said.text.split())
        if before is None:
            if not heard:
                return None
            self._count += 1
            began = now if said.began is None else said.began
            return Caption(
                said.id, self._count, heard, said.final, said.name, began, now, said.language, said.grows_only
            )
        text = heard if said.final else steadied(before.text, heard)
        if not text:
            return None
        until = before.until if text == before.text else now
        final = before.final or said.final
        return replace(before, text=text, final=final, until=until, language=said.language or before.language)

    def _let_go(self) -> None:
        while len(self._captions) > MOST:
            del self._captions[next(iter(self._captions))]


def _translated(caption: Caption, more: Translated) -> Caption:
    translated = " ".join(f"{caption.translated} {more.text}".split())
    return replace(caption, translated=translated, is_translated=more.whole)


def steadied(shown: str, heard: str) -> str:
    """Return what to show of words that are not final yet.

    Recognisers say less for a moment before they say more, and the chosen one begins anew where another has shown its words
    already. Words that are only missing at the end stay until others take their place.
    """
    old, new = shown.split(), heard.split()
    if len(new) >= len(old):
        return " ".join(new)
    same = all(_bare(one) == _bare(other) for one, other in zip(old, new[:-1], strict=False))
    if new and not (same and _bare(old[len(new) - 1]).startswith(_bare(new[-1]))):
        return " ".join(new)
    if new and _bare(old[len(new) - 1]) != _bare(new[-1]):
        # The last word is still on its way.
        new.pop()
    return " ".join((*new, *old[len(new) :]))


def _bare(word: str) -> str:
    return "".join(sign for sign in word.casefold() if sign.isalnum()) or word
