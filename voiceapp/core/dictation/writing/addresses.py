"""Writes addresses of e-mail and of the web as they are typed."""

import re

from voiceapp.core.dictation.writing.table import AddressWords, Found, Place, ReadNumber, WritingTable, words

_PIECE = re.compile(r"[\w.+-]*\w")
_TOP_LEVEL = frozenset(words("com net org edu gov io dev app ai co eu uk de at ch fr it es nl us ca info me tv"))
_SCHEMES = ("https", "http")


def addresses(place: Place, table: WritingTable) -> Found | None:
    said_for = table.addresses
    return _mail(place, said_for, table.read) or _web(place, said_for)


# --- e-mail


def _mail(place: Place, said_for: AddressWords, read: ReadNumber) -> Found | None:
    local = _local(place, said_for, read)
    if local is None:
        return None
    text, end, certain = local
    if place.key(end) not in said_for.at:
        return None
    host = _host(place, end + 1, said_for)
    if host is None:
        return None
    cued = place.before[-1] in said_for.cues if place.before else host[1] == len(place.keys)
    if not certain and not cued:
        return None
    return Found(f"{text}@{host[0]}", host[1])


def _local(place: Place, said_for: AddressWords, read: ReadNumber) -> tuple[str, int, bool] | None:
    """What stands before "at", where it ends, and whether it can be nothing but that."""
    if not _PIECE.fullmatch(place.key(0)) or place.key(0) in said_for.never_names:
        return None
    text, end, certain = place.key(0), 1, not place.key(0).isalpha()
    joins = _joins(said_for)
    while True:
        number = read(place.keys, end)
        if number is not None and number.whole and not number.one:
            text, end, certain = f"{text}{number.value}", end + number.length, True
        elif place.key(end) in joins and _PIECE.fullmatch(place.key(end + 1)):
            text, end, certain = f"{text}{joins[place.key(end)]}{place.key(end + 1)}", end + 2, True
        else:
            return text, end, certain


def _joins(said_for: AddressWords) -> dict[str, str]:
    return {**said_for.joins, **dict.fromkeys(said_for.dots, ".")}


# --- the web


def _web(place: Place, said_for: AddressWords) -> Found | None:
    scheme, at = _scheme(place, said_for)
    host = _host(place, at, said_for)
    if host is None or place.key(at) in said_for.never_names:
        return None
    text, end = host
    spoken = end - at > 1
    path, end = _path(place, end, said_for)
    # What was written as an address already stays as it is.
    return Found(scheme + text + path, end) if scheme or spoken or path else None


def _scheme(place: Place, said_for: AddressWords) -> tuple[str, int]:
    if place.key(0) in _SCHEMES and place.key(1) == said_for.colon:
        return (f"{place.key(0)}://", 4) if {place.key(2), place.key(3)} <= said_for.slashes else ("", 0)
    return "", 0


def _host(place: Place, at: int, said_for: AddressWords) -> tuple[str, int] | None:
    """The longest name of a computer that begins there, and where it ends."""
    joins = _joins(said_for)
    text, end = _first_label(place, at, said_for)
    if not text:
        return None
    best = (text, end) if _is_host(text) else None
    while place.key(end) in joins and _PIECE.fullmatch(place.key(end + 1)):
        text, end = f"{text}{joins[place.key(end)]}{place.key(end + 1)}", end + 2
        if _is_host(text):
            best = (text, end)
    return best


def _first_label(place: Place, at: int, said_for: AddressWords) -> tuple[str, int]:
    for said in said_for.three_w:
        if tuple(place.keys[at : at + len(said)]) == said:
            return "www", at + len(said)
    return (place.key(at), at + 1) if _PIECE.fullmatch(place.key(at)) else ("", at)


def _is_host(text: str) -> bool:
    name, dot, top = text.rpartition(".")
    return bool(dot) and top in _TOP_LEVEL and name not in ("", "www")


def _path(place: Place, at: int, said_for: AddressWords) -> tuple[str, int]:
    joins = _joins(said_for)
    path = ""
    while place.key(at) in said_for.slashes:
        path, at = f"{path}/", at + 1
        if not _PIECE.fullmatch(place.key(at)):
            break
        path, at = f"{path}{place.key(at)}", at + 1
        while place.key(at) in joins and _PIECE.fullmatch(place.key(at + 1)):
            path, at = f"{path}{joins[place.key(at)]}{place.key(at + 1)}", at + 2
    return path, at
