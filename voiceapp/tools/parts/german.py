"""Understands plain questions for tools in German, and says in German what the tools answer."""

import re
from collections.abc import Callable
from datetime import datetime

from voiceapp.core.phrasing import Fields, OtherToolFirst, Phrasing
from voiceapp.tools.parts.times import moment_in
from voiceapp.tools.parts.wording import NUMBER

InEnglish = Callable[[str], Fields | OtherToolFirst | None]
"""How the same tool is asked for in English."""

_OPENING = (
    r"(?:(?:kannst|könntest|können|könnten) (?:du|sie) (?:mir )?(?:bitte )?(?:sagen,? )?"
    r"|sag(?:e|en sie)? mir,? |weißt du,? |ich (?:will|möchte) wissen,? )?"
)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _number(text: str) -> str:
    return text.replace(".", ",")


# --- the time

_TIME = _pattern(
    rf"{_OPENING}(?:wie spät (?:ist es|es ist)|wie ?viel uhr (?:ist es|es ist|haben wir)"
    r"|(?:was ist die|welche) uhrzeit(?: ist es| haben wir)?)"
    r"(?: jetzt| gerade)?(?: in (?P<place>[\w .'-]+?))?(?: jetzt| gerade)?"
)
_DATE = _pattern(
    rf"{_OPENING}(?:welche[rns]? (?:wochentag|tag|datum) (?:ist|haben wir)(?: heute)?"
    r"|was (?:ist|haben wir) heute für (?:ein|einen) tag|was ist das (?:heutige )?datum(?: heute)?"
    r"|(?:der|den) wievielten? (?:ist|haben wir)(?: heute)?)"
)
_CITIES = {
    "athen": "athens", "brüssel": "brussels", "kairo": "cairo", "kopenhagen": "copenhagen", "lissabon": "lisbon",
    "moskau": "moscow", "neapel": "rome", "peking": "shanghai", "prag": "prague", "rom": "rome", "singapur": "singapore",
    "teheran": "tehran", "tokio": "tokyo", "warschau": "warsaw", "wien": "vienna", "zürich": "zurich",
}  # fmt: skip
_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip


def clock(in_english: InEnglish) -> Phrasing:
    def asked(words: str) -> Fields | OtherToolFirst | None:
        match = _TIME.fullmatch(words)
        if match is None:
            return in_english("what is the date") if _DATE.fullmatch(words) else None
        place = (match["place"] or "").lower()
        return in_english(f"what time is it in {_CITIES.get(place, place)}" if place else "what time is it")

    return Phrasing(asked, _time_said, failed="Dafür kenne ich keine Uhrzeit.")


def _time_said(answered: Fields) -> str:
    told = str(answered.get("now", ""))
    try:
        now = datetime.fromisoformat(told.rsplit(" ", maxsplit=1)[-1])
    except ValueError:
        return told
    return f"Es ist {now:%H:%M} Uhr am {_DAYS[now.weekday()]}, dem {now.day}. {_MONTHS[now.month - 1]} {now.year}."


# --- sums

_SUM = _pattern(
    rf"{_OPENING}(?:(?:was|wie ?viel) (?:ist|sind|macht|ergibt|gibt) |(?:be)?rechne(?: mir)?(?: aus)?,? )?"
    r"(?P<sum>(?:die )?(?:quadrat)?(?:wurzel )?[\d(-].*?|(?:die )?(?:quadrat)?wurzel (?:aus|von) .*?)(?: aus)?"
)
_IN_ENGLISH = (
    (r"\bmultipliziert mit\b|\bmal\b", "times"),
    (r"\b(?:geteilt|dividiert) durch\b|\bdurch\b", "divided by"),
    (r"\bhoch\b", "to the power of"),
    (r"\b(?:zum|im) quadrat\b", "squared"),
    (r"\b(?:die )?(?:quadrat)?wurzel (?:aus|von)\b", "square root of"),
    (r"\bprozent\b", "percent"),
    (r"\bvon\b", "of"),
)


def sums(in_english: InEnglish) -> Phrasing:
    def asked(words: str) -> Fields | OtherToolFirst | None:
        match = _SUM.fullmatch(words)
        if match is None:
            return None
        wanted = match["sum"]
        for german, english in _IN_ENGLISH:
            wanted = re.sub(german, english, wanted, flags=re.IGNORECASE)
        return in_english(wanted)

    def said(answered: Fields) -> str:
        return f"Das ist {_number(str(answered.get('result', '')))}."

    return Phrasing(asked, said, failed="Das lässt sich nicht ausrechnen.")


# --- units

_UNITS = (
    ("m", "Meter", "Meter"), ("km", "Kilometer", "Kilometer"), ("cm", "Zentimeter", "Zentimeter"),
    ("mm", "Millimeter", "Millimeter"), ("in", "Zoll", "Zoll"), ("ft", "Fuß", "Fuß"), ("yd", "Yard", "Yards"),
    ("mi", "Meile", "Meilen"), ("nmi", "Seemeile", "Seemeilen"), ("kg", "Kilogramm", "Kilogramm"), ("kg", "Kilo", "Kilo"),
    ("g", "Gramm", "Gramm"), ("t", "Tonne", "Tonnen"), ("oz", "Unze", "Unzen"), ("s", "Sekunde", "Sekunden"),
    ("min", "Minute", "Minuten"), ("h", "Stunde", "Stunden"), ("d", "Tag", "Tage"), ("wk", "Woche", "Wochen"),
    ("m2", "Quadratmeter", "Quadratmeter"), ("km2", "Quadratkilometer", "Quadratkilometer"), ("ha", "Hektar", "Hektar"),
    ("l", "Liter", "Liter"), ("ml", "Milliliter", "Milliliter"), ("gal", "Gallone", "Gallonen"), ("cup", "Tasse", "Tassen"),
    ("km/h", "Kilometer pro Stunde", "Kilometer pro Stunde"), ("km/h", "Stundenkilometer", "Stundenkilometer"),
    ("m/s", "Meter pro Sekunde", "Meter pro Sekunde"), ("mph", "Meile pro Stunde", "Meilen pro Stunde"),
    ("°C", "Grad Celsius", "Grad Celsius"), ("°C", "Celsius", "Celsius"), ("°F", "Grad Fahrenheit", "Grad Fahrenheit"),
    ("°F", "Fahrenheit", "Fahrenheit"),
)  # fmt: skip
"""The sign of each, and its names; the first name of a sign is the one that is said."""
_SIGNS = {name.lower(): sign for sign, *names in _UNITS for name in (*names, sign)} | {"fuss": "ft", "tagen": "d"}
_NAMES = {sign: (one, more) for sign, one, more in reversed(_UNITS)}
_UNIT = r"[\w°/ ]+?"
_MEASURE = _pattern(
    rf"{_OPENING}(?:wie ?viele? (?P<b>{_UNIT}) (?:sind|ist|haben|hat|entsprechen) {NUMBER} (?P<a>{_UNIT})"
    rf"|(?:rechne|wandle?|konvertiere) {NUMBER} (?P<a2>{_UNIT}) in (?P<b2>{_UNIT})(?: um)?"
    rf"|(?:(?:was|wie ?viel) (?:ist|sind) )?{NUMBER} (?P<a3>{_UNIT}) in (?P<b3>{_UNIT}))"
)


def measures() -> Phrasing:
    return Phrasing(_measure_asked, _measure_said, failed="Das lässt sich nicht umrechnen.")


def _measure_asked(words: str) -> Fields | None:
    match = _MEASURE.fullmatch(words)
    if match is None:
        return None
    value = next(number for number in match.groups() if number and re.fullmatch(NUMBER, number))
    source = _SIGNS.get((match["a"] or match["a2"] or match["a3"]).lower())
    target = _SIGNS.get((match["b"] or match["b2"] or match["b3"]).lower())
    return {"value": float(value), "source": source, "target": target} if source and target else None


def _measure_said(answered: Fields) -> str:
    number, _, sign = str(answered.get("result", "")).partition(" ")
    one, more = _NAMES.get(sign, (sign, sign))
    return f"Das ist 1 {one}." if number == "1" else f"Das sind {_number(number)} {more}."


# --- timers

_LENGTH = rf"{NUMBER}[\s-]*(stunden?|minuten?|sekunden?)"
_LENGTHS = rf"{_LENGTH}(?:(?:,? und |, | ){_LENGTH})*".replace("(-?", "(?:-?").replace("(st", "(?:st")
_TIMER = _pattern(
    rf"{_OPENING}(?:(?:(?:stell|setz|start)(?:e|en sie)?|mach(?:e|en sie)?)(?: mir)?(?: bitte)? )?(?:(?:einen?|den) )?"
    rf"(?:(?P<what>\w+)[ -]?)??timer (?:auf|für|von|über|mit) (?P<after>{_LENGTHS})"
    r"(?: für (?:den |die |das )?(?P<label>[\w ]{1,30}?))?(?: ein| stellen| starten)?"
    rf"|weck(?:e|en sie)? mich in (?P<ring>{_LENGTHS})"
    rf"|erinner(?:e|n sie)? mich in (?P<then>{_LENGTHS}) (?:an (?:den |die |das )?|daran,? )(?P<about>.+)"
)


def timers() -> Phrasing:
    return Phrasing(
        _timer_asked,
        lambda answered: f"Der Timer klingelt in {_spoken_length(answered.get('rings_in'))}.",
        refused="Gut, ich stelle keinen Timer.",
        failed="Der Timer ließ sich nicht stellen.",
    )


def reminders() -> Phrasing:
    return Phrasing(
        lambda _: None,
        _reminder_said,
        refused="Gut, ich stelle keine Erinnerung.",
        failed="Die Erinnerung ließ sich nicht stellen.",
    )


def _reminder_said(answered: Fields) -> str:
    at = moment_in(answered.get("at"))
    if at is None:
        return "Die Erinnerung ist gestellt."
    return f"Die Erinnerung kommt am {_DAYS[at.weekday()]}, dem {at.day}. {_MONTHS[at.month - 1]}, um {at:%H:%M} Uhr."


def _timer_asked(words: str) -> Fields | None:
    match = _TIMER.fullmatch(words)
    if match is None:
        return None
    found: dict[str, object] = {}
    for number, unit in re.findall(_LENGTH, match["after"] or match["ring"] or match["then"], re.IGNORECASE):
        found[{"st": "hours", "mi": "minutes", "se": "seconds"}[unit[:2].lower()]] = float(number)
    label = (match["what"] or match["label"] or match["about"] or "").strip()[:100]
    return found | ({"label": label} if label else {})


def _spoken_length(text: object) -> str:
    words = {
        "d": ("Tag", "Tagen"),
        "h": ("Stunde", "Stunden"),
        "min": ("Minute", "Minuten"),
        "s": ("Sekunde", "Sekunden"),
    }
    parts = [
        f"{number} {words[unit][number != '1']}" for number, unit in re.findall(r"(\d+) (d|h|min|s)\b", str(text or ""))
    ]
    return " und ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} und {parts[-1]}"
