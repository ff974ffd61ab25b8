"""Understands in German what is asked of notes, lists and memory, and says in German what came of it."""

import re
from collections.abc import Callable

from voiceapp.core.phrasing import Fields, Phrasing

EntriesIn = Callable[[str, str], list[str]]
"""Cuts words into entries at commas and at this conjunction."""

_MY = r"(?:(?:der|die|das|den|dem|meine?[rnm]?|unsere?[rnm]?) )?"
_LIST = rf"{_MY}(?P<list>[\w-]{{0,30}}?liste)"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_ADD = _pattern(
    rf"(?:setz|schreib|pack|tu|nimm)(?:e|en sie)? (?:mir )?(?P<what>.+?) (?:mit )?auf {_LIST}"
    rf"|füg(?:e|en sie)? (?P<what2>.+?) (?:zu|zur|zu der) {_LIST.replace('list>', 'list2>')} hinzu"
)
_NOTE = _pattern(
    r"(?:notier(?:e|en sie)?|schreib(?:e|en sie)?(?: mir)? auf|mach(?:e|en sie)?(?: mir)? (?:eine|ne) notiz)"
    r"(?: mir)?(?:,? dass|:|,)? (?P<what>.+)"
)


def adding(entries_in: EntriesIn) -> Phrasing:
    def asked(words: str) -> Fields | None:
        match = _ADD.fullmatch(words)
        if match is not None:
            return {
                "texts": entries_in(match["what"] or match["what2"], "und"),
                "list": (match["list"] or match["list2"]).strip(),
            }
        match = _NOTE.fullmatch(words)
        return {"texts": [match["what"].strip()]} if match is not None else None

    def said(answered: Fields) -> str:
        name = answered.get("list")
        return f"Das steht jetzt auf der Liste {name}." if name else "Ich habe es notiert."

    return Phrasing(asked, said, refused="Gut, ich notiere es nicht.", failed="Das ließ sich nicht notieren.")


_READ = _pattern(
    rf"(?:was steht (?:noch |alles )?auf {_LIST}"
    rf"|(?:lies|zeig|sag)(?:e|en sie)?(?: mir)? {_LIST.replace('list>', 'list2>')}(?: vor)?)"
)
_READ_ALL = _pattern(
    r"(?:lies|zeig|sag)(?:e|en sie)?(?: mir)? (?:alle )?(?:die |meine )?(?:notizen|listen)(?: vor)?"
    r"|(?:was|welche notizen) habe ich (?:mir )?(?:notiert|aufgeschrieben)|welche (?:notizen|listen) (?:habe ich|gibt es)"
)


def reading(texts_in: Callable[[Fields], list[str]]) -> Phrasing:
    def asked(words: str) -> Fields | None:
        if _READ_ALL.fullmatch(words):
            return {}
        match = _READ.fullmatch(words)
        return {"list": (match["list"] or match["list2"]).strip()} if match is not None else None

    def said(answered: Fields) -> str:
        texts = texts_in(answered)
        return f"{'; '.join(texts)}." if texts else "Da ist nichts notiert."

    return Phrasing(asked, said, refused="Gut, ich sehe nicht nach.", failed="Die Notizen ließen sich nicht lesen.")


_TICK = _pattern(rf"hak(?:e|en sie)? (?P<what>.+?)(?: (?:auf|von) {_LIST})? ab")
_REMOVE = _pattern(
    rf"(?:lösch|streich|nimm|entfern)(?:e|en sie)? (?P<what>.+?) (?:von|aus|auf) {_LIST}"
    r"|(?:lösch|entfern)(?:e|en sie)? (?:die|meine) notiz (?:über|zu|mit)? ?(?P<note>.+)"
)


def ticking() -> Phrasing:
    def asked(words: str) -> Fields | None:
        match = _TICK.fullmatch(words)
        if match is None:
            return None
        return {"what": match["what"]} | ({"list": match["list"].strip()} if match["list"] else {})

    return Phrasing(asked, lambda _: "Abgehakt.", failed="Einen solchen Eintrag finde ich nicht.")


def removing() -> Phrasing:
    def asked(words: str) -> Fields | None:
        match = _REMOVE.fullmatch(words)
        if match is None:
            return None
        return {"what": match["note"]} if match["note"] else {"what": match["what"], "list": match["list"].strip()}

    return Phrasing(
        asked, lambda _: "Gelöscht.", refused="Gut, es bleibt.", failed="Eine solche Notiz finde ich nicht."
    )


_REMEMBER = _pattern(
    r"(?:merk(?:e|en sie)? (?:dir|sich)(?: bitte)?|behalt(?:e|en sie)?)(?:,? dass|:|,) (?P<what>.{4,})"
)
_FORGET_LAST = _pattern(r"vergiss (?:das|es|dies)(?: wieder)?|merk dir das (?:doch )?nicht")
_FORGET = _pattern(
    r"vergiss(?:,? dass|,? was ich über| alles über| alles, was du über) (?P<what>.{3,}?)(?: (?:gesagt habe|weißt))?"
)


def remembering() -> Phrasing:
    def asked(words: str) -> Fields | None:
        match = _REMEMBER.fullmatch(words)
        return {"text": match["what"].strip()} if match is not None else None

    return Phrasing(
        asked,
        lambda answered: f"Ich merke mir: {answered.get('remembered', '')}.",
        refused="Gut, ich merke es mir nicht.",
        failed="Das konnte ich mir nicht merken.",
    )


def forgetting() -> Phrasing:
    def asked(words: str) -> Fields | None:
        if _FORGET_LAST.fullmatch(words):
            return {}
        match = _FORGET.fullmatch(words)
        return {"what": match["what"].strip()} if match is not None else None

    return Phrasing(asked, lambda _: "Ich habe es vergessen.", failed="So etwas habe ich mir nicht gemerkt.")
