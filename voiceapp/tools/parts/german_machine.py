"""Understands in German what is asked of players, the volume and programs, and says in German what came of it."""

import re
from collections.abc import Callable

from voiceapp.core.phrasing import Fields, OtherToolFirst, Phrasing
from voiceapp.tools.parts.wording import NUMBER


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _first_of(patterns: tuple[tuple[str, re.Pattern[str]], ...], words: str) -> Fields | None:
    return next(({"action": action} for action, pattern in patterns if pattern.fullmatch(words)), None)


# --- players

_PLAYED = r"(?:(?:die|das|den|der|dieses|diesen) )?(?:musik|lied|titel|song|video|wiedergabe|podcast|radio|film)"
_PLAYER = (
    (
        "pause",
        _pattern(rf"(?:pausier(?:e|en sie)?|stopp(?:e|en sie)?|halt(?:e|en sie)?) {_PLAYED}(?: an)?|(?:mach )?pause"),
    ),
    (
        "play",
        _pattern(
            rf"(?:spiel(?:e|en sie)?|setz(?:e|en sie)?|lass) {_PLAYED} (?:weiter(?:laufen)?|fort)"
            r"|spiel(?:e|en sie)? (?:weiter|(?:die |etwas )?musik)|musik an"
        ),
    ),
    (
        "next",
        _pattern(
            r"(?:spiel(?:e|en sie)? )?(?:das |den |die )?nächste[sn]? (?:lied|titel|song|video|folge|stück)"
            r"|überspring(?:e|en sie)? (?:das|den|dieses|diesen) (?:lied|titel|song|stück)"
        ),
    ),
    (
        "previous",
        _pattern(
            r"(?:spiel(?:e|en sie)? )?(?:das |den |die )?(?:vorige|vorherige|letzte)[sn]? (?:lied|titel|song|video|folge|stück)"
            r"|ein (?:lied|titel|stück) zurück"
        ),
    ),
)
_PLAYER_SAID = {
    "play": "Es läuft.",
    "pause": "Es ist angehalten.",
    "next": "Hier ist das nächste.",
    "previous": "Hier ist das vorige.",
}


def player() -> Phrasing:
    return Phrasing(
        lambda words: _first_of(_PLAYER, words),
        lambda answered: _PLAYER_SAID.get(str(answered.get("done")), "Erledigt."),
        failed="Es ist kein Mediaplayer offen, der das kann.",
    )


_PLAYING = _pattern(
    r"was (?:läuft|spielt)(?: (?:da|gerade|jetzt|denn))*|was ist das für ein (?:lied|song|titel|stück)"
    r"|welche[sr]? (?:lied|song|titel|musik) (?:läuft|ist das|spielt)(?: (?:da|gerade|jetzt))*|wie heißt (?:das|dieses) lied"
)


def now_playing() -> Phrasing:
    def said(answered: Fields) -> str:
        title, artist = str(answered.get("title", "")), str(answered.get("artist", ""))
        if not title:
            return "Der Mediaplayer sagt nicht, was es ist."
        return f"Das ist {title} von {artist}." if artist else f"Das ist {title}."

    return Phrasing(
        lambda words: {} if _PLAYING.fullmatch(words) else None,
        said,
        refused="Gut, ich sehe nicht nach.",
        failed="Es ist kein Mediaplayer offen.",
    )


_SELECTED = _pattern(
    r"lies (?:mir )?(?:(?:die auswahl|die markierung|den markierten text|den ausgewählten text|das markierte)"
    r"|was (?:markiert|ausgewählt) ist|das|dies)(?: (?:laut|vor|mir))*"
)


def selection() -> Phrasing:
    return Phrasing(
        lambda words: {} if _SELECTED.fullmatch(words) else None,
        lambda answered: str(answered.get("text") or "") or "Es ist nichts markiert.",
        refused="Gut, ich lese es nicht vor.",
        failed="Die Markierung ließ sich nicht lesen.",
    )


# --- the volume

_SOUND = r"(?:(?:die|den) )?(?:lautstärke|ton|lautsprecher)"
_PERCENT = r"(?: ?(?:%|prozent))?"
_SET = _pattern(
    rf"(?:(?:stell|setz|dreh|mach|änder)(?:e|en sie|n sie)? )?{_SOUND} (?:bitte )?auf {NUMBER}{_PERCENT}(?: ein)?(?: stellen| setzen)?"
)
_UP = _pattern(
    rf"(?:(?:mach|stell|dreh)(?:e|en sie)? )?(?:es |{_SOUND} )?(?:etwas |ein bisschen |ein wenig )?(?:um {NUMBER}{_PERCENT} )?(?:lauter|höher|hoch|auf)"
)
_DOWN = _pattern(
    rf"(?:(?:mach|stell|dreh)(?:e|en sie)? )?(?:es |{_SOUND} )?(?:etwas |ein bisschen |ein wenig )?(?:um {NUMBER}{_PERCENT} )?(?:leiser|runter|herunter|ab)"
)
_VOLUME = (
    (
        "mute",
        _pattern(
            rf"(?:(?:schalt|mach|stell)(?:e|en sie)? )?{_SOUND} (?:aus|stumm)|(?:schalt(?:e|en sie)? )?stumm(?:schalten)?"
        ),
    ),
    ("unmute", _pattern(rf"(?:(?:schalt|mach|stell)(?:e|en sie)? )?{_SOUND} (?:wieder )?(?:an|ein)")),
    (
        "tell",
        _pattern(rf"wie laut (?:ist es|ist {_SOUND})(?: gerade| jetzt)?|wie hoch ist {_SOUND}(?: gerade| jetzt)?"),
    ),
)
_LOUDER_WORDS = re.compile(r"^(?:hoch|auf|höher|ab|runter|herunter)$", re.IGNORECASE)
"""Words that mean the volume only beside another word."""


def volume() -> Phrasing:
    def said(answered: Fields) -> str:
        percent = answered.get("percent", "")
        return f"Stumm, bei {percent} Prozent." if answered.get("muted") else f"Die Lautstärke ist {percent} Prozent."

    return Phrasing(_volume_asked, said, failed="Die Lautstärke lässt sich nicht ändern.")


def _volume_asked(words: str) -> Fields | None:
    if (match := _SET.fullmatch(words)) is not None:
        return {"action": "set", "percent": round(float(match[1]))}
    if not _LOUDER_WORDS.fullmatch(words):
        for action, pattern in (("up", _UP), ("down", _DOWN)):
            if (match := pattern.fullmatch(words)) is not None:
                return {"action": action} | ({"percent": round(float(match[1]))} if match[1] else {})
    return _first_of(_VOLUME, words)


# --- programs

_OPEN = _pattern(
    r"(?:öffn(?:e|en sie)|start(?:e|en sie)?) (?:mal )?(?:das |den |die |mein(?:e|en)? )?(?:programm )?"
    r"(?P<name>[\w+&'-]+(?: [\w+&'-]+){0,2})"
)
_NO_PROGRAM = re.compile(
    r"\b(?:eine?n?|über|von|mit|für|zu|im|in|timer|wecker|musik|lied|seite|webseite|link|es|das|geschichte|gespräch"
    r"|fenster|tür|spiel|video|noch\w*|neu)\b",
    re.IGNORECASE,
)


def programs(named: Callable[[str], OtherToolFirst]) -> Phrasing:
    def asked(words: str) -> OtherToolFirst | None:
        match = _OPEN.fullmatch(words)
        return None if match is None or _NO_PROGRAM.search(match["name"]) else named(match["name"])

    return Phrasing(
        asked,
        lambda answered: f"{answered.get('opened', 'Das Programm')} wird geöffnet.",
        refused="Gut, ich öffne es nicht.",
        failed="Das Programm ließ sich nicht öffnen.",
    )


def program_sought(names_in: Callable[[Fields], list[str]]) -> Phrasing:
    def said(answered: Fields) -> str:
        names = names_in(answered)
        return f"Welches davon: {', '.join(names)}?" if names else "Ein Programm dieses Namens finde ich hier nicht."

    return Phrasing(lambda _: None, said, failed="Hier lassen sich keine Programme öffnen.")
