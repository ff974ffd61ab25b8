"""Cuts subtitles as subtitlers do: the words that were heard, in pieces that can be read while they are shown.

At most two lines of at most 42 characters, seventeen characters a second where the sound allows, no piece
shorter than a second or longer than seven, no overlaps, and cuts where a sentence or a clause ends.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from voiceapp.core.history import ExportWishes
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.timeline import TimelinePlace, places, spoken_part
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import Message, Talk, Word
from voiceapp.exports.export_lines import name_of, wanted

LINE = 42
"""Width of a line; a wide character (Chinese, Japanese, Korean, emoji) counts as two."""
LINES = 2
SPEED = 17
"""Characters a second that are read with ease."""
SHORTEST: Milliseconds = 1_000
LONGEST: Milliseconds = 7_000
GAP: Milliseconds = 80
"""The gap between two pieces, so that the eye notices the change: two frames of film."""
LATEST: Milliseconds = 1_500
"""No piece begins later than this after its sound, even if the one before it could not be read so fast."""
SMALL_WORD = 3
PAUSE: Milliseconds = 700
"""A silence that begins a new piece."""

_SENTENCE = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "։", "۔")
_CLAUSE = (",", ";", ":", "–", "—", "，", "、", "；", "：", "،", "؛")
_CLOSING = "\"'”’»)]）」』】"


@dataclass(frozen=True, slots=True)
class Cue:
    start: Milliseconds
    end: Milliseconds
    lines: tuple[str, ...]
    name: str
    """The speaker."""


@dataclass(frozen=True, slots=True)
class _CuePiece:
    """A word, or a part of one that is longer than a line, and when it is spoken."""

    text: str
    start: Milliseconds
    end: Milliseconds
    spaced: bool
    """A space goes before it."""
    width: int


def cues(talk: Talk, wishes: ExportWishes, *, prefixed: bool = False) -> list[Cue]:
    """The subtitles of a talk's recording, in order. `prefixed`: with two speakers, each turn begins with a name."""
    at = places(talk, wishes.longest_pause)
    spoken = [item for item in wanted(talk, wishes) if isinstance(item, Message) and item.id in at]
    spoken.sort(key=lambda message: (at[message.id].start, message.id))
    prefixed = prefixed and len({name_of(message, wishes) for message in spoken}) > 1
    raw = [cue for message in spoken for cue in _of_message(message, at[message.id], wishes, prefixed=prefixed)]
    # A file that holds only one side begins with that side, as its sound does.
    shift = min((at[message.id].start for message in spoken), default=0)
    raw.sort(key=lambda cue: cue.start)
    return list(_spread([replace(cue, start=cue.start - shift, end=cue.end - shift) for cue in raw]))


def width(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_sign_width, text))


@lru_cache(maxsize=4096)
def _sign_width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1


def _signs(text: str) -> int:
    """Returns the text as it is displayed."""
    return sum(1 for sign in text if _sign_width(sign))


# --- from words to pieces that fit


def _of_message(message: Message, place: TimelinePlace, wishes: ExportWishes, *, prefixed: bool) -> Iterator[Cue]:
    name = name_of(message, wishes)
    pieces = list(_pieces(message, place))
    if pieces and prefixed:
        at = pieces[0].start
        pieces[:0] = [
            _CuePiece(part, at, at, spaced=True, width=width(part))
            for word in f"{name}:".split()
            for part in _split(word)
        ]
    for group in _groups(pieces):
        yield Cue(group[0].start, group[-1].end, _laid_out(group), name)


def _pieces(message: Message, place: TimelinePlace) -> Iterator[_CuePiece]:
    for word, spaced in _timed_words(message, place):
        parts = list(_split(word.text))
        length = max(word.end - word.start, 0)
        for number, part in enumerate(parts):
            start = word.start + length * number // len(parts)
            end = word.start + length * (number + 1) // len(parts)
            yield _CuePiece(part, start, end, spaced and number == 0, width(part))


def _timed_words(message: Message, place: TimelinePlace) -> Iterator[tuple[Word, bool]]:
    """Each word with its time in the whole recording, and whether a space goes before it."""
    text = clean(message.heard_text)
    words = [replace(word, text=" ".join(clean(word.text).split())) for word in message.words]
    if not _same("".join(word.text for word in words), text):
        # It was edited since it was heard, or never timed.
        yield from _spread_words(text.split(), spoken_part(message, place))
        return
    left, last = len("".join(text.split())), place.start
    for word in words:
        start = max(last, place.start + max(word.start, 0))
        last = max(start, min(place.start + word.end, max(place.end, start)))
        if word.text and left > 0:
            yield Word(word.text, start, last), True
        left -= len("".join(word.text.split()))


def _same(words: str, text: str) -> bool:
    """Says whether the timed words are those of the text, or continue after it (what was no longer heard)."""
    return bool(text.strip()) and "".join(words.split()).startswith("".join(text.split()))


def _spread_words(words: Sequence[str], place: TimelinePlace) -> Iterator[tuple[Word, bool]]:
    """Words without known times: spread evenly over the sound, by their length."""
    whole = sum(len(word) + 1 for word in words)
    done = 0
    for word in words:
        start = place.start + (place.end - place.start) * done // whole
        done += len(word) + 1
        yield Word(word, start, place.start + (place.end - place.start) * done // whole), True


def _split(word: str) -> Iterator[str]:
    """Parts of a word that fit into a line; scripts without spaces may break at any wide character."""
    part, used = "", 0
    for sign in word:
        size = _sign_width(sign)
        breakable = size == 2 and used >= LINE // 3 and part[-1:] in (*_SENTENCE, *_CLAUSE)
        if part and (used + size > LINE or breakable):
            yield part
            part, used = "", 0
        part += sign
        used += size
    yield part


def _groups(pieces: list[_CuePiece]) -> Iterator[list[_CuePiece]]:
    group: list[_CuePiece] = []
    for piece in pieces:
        if group and (_ends(group, piece) or not _fits([*group, piece])):
            keep = len(group) if _ends(group, piece) else _best_cut(group)
            yield group[:keep]
            group = group[keep:]
            if group and not _fits([*group, piece]):
                yield group
                group = []
        group.append(piece)
    if group:
        yield group


def _ends(group: Sequence[_CuePiece], following: _CuePiece) -> bool:
    """Says whether a new piece should begin here, although there is room."""
    last = group[-1]
    if following.start - last.end >= PAUSE:
        return True
    long_enough = last.end - group[0].start >= SHORTEST and width(_joined(group)) >= LINE // 2
    return long_enough and _closes(last.text, _SENTENCE)


def _fits(group: Sequence[_CuePiece]) -> bool:
    return group[-1].end - group[0].start <= LONGEST and _rows(group) <= LINES


def _best_cut(group: Sequence[_CuePiece]) -> int:
    """After how many of these to cut: as late as possible, but preferably where a sentence or a clause ends."""
    for signs in (_SENTENCE, _CLAUSE):
        for place in range(len(group) - 1, len(group) // 2, -1):
            if _closes(group[place - 1].text, signs):
                return place
    return len(group)


def _closes(text: str, signs: tuple[str, ...]) -> bool:
    return text.rstrip(_CLOSING).endswith(signs)


# --- lines


def _joined(group: Iterable[_CuePiece]) -> str:
    return "".join((" " if piece.spaced else "") + piece.text for piece in group).strip()


def _rows(group: Sequence[_CuePiece]) -> int:
    """Says how many lines it takes if each is filled as far as possible."""
    rows, used = 1, 0
    for piece in group:
        size = piece.width + (1 if used and piece.spaced else 0)
        if used and used + size > LINE:
            rows, used, size = rows + 1, 0, piece.width
        used += size
    return rows


def _laid_out(group: Sequence[_CuePiece]) -> tuple[str, ...]:
    """One line if it fits, otherwise two of about the same length, broken where the sense allows."""
    whole = _joined(group)
    if width(whole) <= LINE or len(group) < 2:
        return (whole,)
    cuts = [(_joined(group[:cut]), _joined(group[cut:])) for cut in range(1, len(group))]
    fitting = [cut for cut in cuts if max(map(width, cut)) <= LINE]
    return min(fitting, key=_awkwardness)


def _awkwardness(cut: tuple[str, str]) -> float:
    first, second = cut
    uneven = abs(width(first) - width(second))
    # A short line above a long one hides less of the picture than the other way round.
    heavy = 2 if width(first) > width(second) else 0
    # Small words (the, in, of, un, der) belong to what follows them.
    torn = 8 if len(first.rpartition(" ")[2]) <= SMALL_WORD else 0
    bonus = 14 if _closes(first, _SENTENCE) else 9 if _closes(first, _CLAUSE) else 0
    return uneven + heavy + torn - bonus


# --- time to read


def _spread(every: list[Cue]) -> Iterator[Cue]:
    """Give each piece the time that reading takes, as far as what follows allows, without overlaps."""
    free_from = 0
    for place, cue in enumerate(every):
        start = max(cue.start, free_from)
        need = max(SHORTEST, sum(map(_signs, cue.lines)) * 1000 // SPEED)
        end = max(cue.end, start + need)
        if place + 1 < len(every):
            following = every[place + 1].start
            # The next one waits until this one can be read, but not for long.
            patient = min(start + need, following + LATEST - GAP)
            end = min(end, max(following - GAP, patient, start + SHORTEST // 2))
        end = min(end, start + LONGEST)
        free_from = end + GAP
        yield replace(cue, start=start, end=end)


def stamp(at: Milliseconds, point: str) -> str:
    """Formats a time as 01:02:03,004."""
    rest, ms = divmod(max(at, 0), 1000)
    rest, second = divmod(rest, 60)
    hour, minute = divmod(rest, 60)
    return f"{hour:02}:{minute:02}:{second:02}{point}{ms:03}"
