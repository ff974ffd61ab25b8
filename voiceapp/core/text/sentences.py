"""Cuts a growing text into sentences, so that the first is spoken while the rest is being written.

A cut in the wrong place is heard as a wrong pause. So a dot counts only where a sentence can end:
not in an abbreviation, a number, an address, a list's numbering or between initials. Text in code
fences is never cut; scripts without spaces have their own full stops.
"""

import re

LONGEST = 220
"""Characters after which a weaker place is good enough for a cut, and finally any gap between words."""
SHORTEST = 8
"""A shorter piece is joined to the next sentence unless nothing follows, because it would sound too abrupt."""
FIRST_CLAUSE = 60
"""From this length on the first piece of a text may end at a comma."""
FIRST_WORDS = 2
"""The same in a hurry: the words before a comma."""
SHORTEST_ANSWER = 2
"""Characters of a first piece in a hurry that ends as sentences do: "No."."""

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sr",
        "jr",
        "st",
        "vs",
        "etc",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "approx",
        "no",
        "nos",
        "vol",
        "fig",
        "ca",
        "cf",
        "al",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "est",
        "a.m",
        "p.m",
        "am",
        "pm",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "z.b",
        "bzw",
        "usw",
        "d.h",
        "u.a",
        "ggf",
        "evtl",
        "inkl",
        "zzgl",
        "str",
        "tel",
        "hr",
        "fr",
        "nr",
        "abs",
        "art",
        "bd",
        "ca",
        "geb",
        "jh",
        "jhd",
        "max",
        "min",
        "mio",
        "mrd",
        "sog",
        "u.s",
        "u.k",
        "ph.d",
        "b.a",
        "m.a",
        "m",
        "p.",
        "pp",
        "ed",
        "eds",
        "hrsg",
        "vgl",
        "s.o",
        "s.u",
        "o.ä",
        "u.ä",
    ]
)
_BEFORE_A_NUMBER = frozenset({"no", "nos", "nr", "vol", "fig", "abs", "art", "bd", "p", "pp", "s", "ca", "approx"})
_ENDS_A_SENTENCE_TOO = frozenset({"etc", "usw", "a.m", "p.m", "am", "pm", "inc", "ltd", "co", "u.s", "u.k", "jr", "sr"})
_MONTHS = (
    "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|"
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
_ORDINAL = re.compile(rf"(?i:(?:{_MONTHS})\b)|[a-zäöüß]")
_CLOSERS = "\"'”’»“)]}*_」』）】"
_WIDE_ENDS = "。！？｡"
_ENDS = ".!?…"
_WEAK = re.compile(r"[,;:，、；：—–](?=\s|$)|[，、；：]")
_JOINT = re.compile(r"(?<=\w) (?=(?:because|although|unless|weil|obwohl) )")
"""Where a sentence may be cut though it has no comma there, for its first part is one, too."""
_PLAIN_END = re.compile(r"(?<![.\w])(?!(?:prof|approx|usw|etc|evtl|inkl|zzgl)\.)[a-zäöüß]{4,}\.$", re.IGNORECASE)
"""A dot after a word that is no abbreviation."""
_FENCE = re.compile(r"^\s*```", re.MULTILINE)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'’-]*|\d[\d.,]*)$")


class SentenceCutter:
    """Takes text as it comes and gives back whole sentences, without losing a character."""

    def __init__(self, *, hurry: bool = False) -> None:
        """`hurry`: somebody waits for the first piece, so it may be a clause, or a word such as "Sure!"."""
        self._hurry = hurry
        self._text = ""
        self._given = False

    def add(self, text: str) -> list[str]:
        self._text += text
        found: list[str] = []
        while (end := self._cut()) > 0:
            found.append(self._text[:end])
            self._text = self._text[end:]
            self._given = True
        return found

    def flush(self) -> list[str]:
        """Returns what is left, at the end of the answer."""
        rest, self._text = self._text, ""
        return [rest] if rest else []

    def _cut(self) -> int:
        text = self._text
        fence = _FENCE.search(text)
        if fence is not None and not text[: fence.start()].strip():
            return _end_of_fence(text, fence.end())
        limit = len(text) if fence is None else fence.start()
        hurry = self._hurry and not self._given
        shortest = SHORTEST_ANSWER if hurry else SHORTEST
        for place in range(limit):
            end = _end_at(text, place) or (_hurried_end_at(text, place) if hurry else 0)
            if end and end <= limit and len(text[:end].strip()) >= shortest:
                return end
        if fence is not None:
            return limit
        if not self._given and len(text) > FIRST_CLAUSE:
            early = _last_weak(text, FIRST_CLAUSE // 2, len(text) - 1)
            if early:
                return early
        return _forced(text) if len(text) > LONGEST else 0


def sentences(text: str) -> list[str]:
    """All of a text, cut into sentences."""
    cutter = SentenceCutter()
    return [*cutter.add(text), *cutter.flush()]


def _end_at(text: str, place: int) -> int:
    """Says where the sentence with its last mark here ends, including the space after it; 0: it does not end here."""
    char = text[place]
    if char == "\n":
        return _end_of_line(text, place)
    if char in _WIDE_ENDS:
        end = _past_closers(text, place + 1)
        return end if end < len(text) else 0
    if char not in _ENDS:
        return 0
    if place + 1 < len(text) and text[place + 1] in _ENDS:
        return 0
    end = _past_closers(text, place + 1)
    if end >= len(text) or not text[end].isspace():
        return 0  # what follows is unknown, or this is inside a word, a number or an address
    following = text[end:].lstrip(" \t")
    if char == "." and not (following and _whole_word(following, text[place - 1 : place])):
        return 0  # the next word tells whether the dot ended anything
    if char == "." and not _dot_ends(text[:place], following):
        return 0
    return _past_spaces(text, end)


def _whole_word(following: str, before: str) -> bool:
    """Enough of the next word is there. After a number all of it is needed, since it may be a month."""
    return not before.isdigit() or any(char.isspace() or char in _ENDS for char in following)


def _hurried_end_at(text: str, place: int) -> int:
    """Says where a first piece with its last character here ends; 0: it does not end here."""
    before = text[: place + 1]
    if place + 1 >= len(text):
        return 0
    if _PLAIN_END.search(before) and not text[place + 1 :].strip():
        return _past_spaces(text, place + 1)  # the next sentence may come much later
    if len(before.split()) < FIRST_WORDS:
        return 0
    if _JOINT.match(text, place + 1):
        return place + 2
    return _past_spaces(text, place + 1) if _WEAK.match(text, place) and not before[-2:-1].isdigit() else 0


def _end_of_line(text: str, place: int) -> int:
    """A line break ends a sentence if something stands before it and something more is known to follow."""
    end = _past_spaces(text, place)
    if end >= len(text):
        return 0
    return end if text[:place].strip() else 0


def _dot_ends(before: str, following: str) -> bool:
    found = _WORD_BEFORE.search(before)
    if found is None:
        return True
    word = found.group(1)
    lower = word.lower().rstrip(".")
    line_start = before[: found.start()].rpartition("\n")[2].strip()
    if word[0].isdigit():
        numbers_a_list = not line_start.strip("-*• ")
        return not numbers_a_list and not (len(word) <= 2 and _ORDINAL.match(following))
    if len(word) == 1 and word.isupper():
        return word == "I"  # initials
    if lower in _ABBREVIATIONS:
        if lower in _BEFORE_A_NUMBER and following[:1].isdigit():
            return False
        return lower in _ENDS_A_SENTENCE_TOO and following[:1].isupper()
    return not following[:1].islower()


def _past_closers(text: str, place: int) -> int:
    while place < len(text) and text[place] in _CLOSERS:
        place += 1
    return place


def _past_spaces(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _end_of_fence(text: str, after_opening: int) -> int:
    """The end of a block of code; 0 while it is still being written."""
    closing = _FENCE.search(text, after_opening)
    if closing is None:
        return 0
    line_end = text.find("\n", closing.end())
    return 0 if line_end < 0 else _past_spaces(text, line_end)


def _last_weak(text: str, low: int, high: int) -> int:
    """The position after the last comma or the like within these bounds; 0: there is none."""
    places = [
        match.end() for match in _WEAK.finditer(text, low, high) if text[match.end() : match.end() + 1].strip() == ""
    ]
    return _past_spaces(text, places[-1]) if places and not text[: places[-1]][-2:-1].isdigit() else 0


def _forced(text: str) -> int:
    weak = _last_weak(text, LONGEST // 3, LONGEST)
    if weak:
        return weak
    space = text.rfind(" ", LONGEST // 3, LONGEST)
    return space + 1 if space > 0 else LONGEST
