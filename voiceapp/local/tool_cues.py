"""Says which tools a question may be for, by words that would stand in it: the model chooses among these, or none.

A small model that may choose among all tools calls one for nearly everything: asked 30 questions of fact, the standard one
called the clock or a reminder in 19. These words call nothing themselves. Who only tells something ("My train takes twenty
minutes") means no tool, and a question means none that does something. In languages without words here every tool may be
meant.
"""

import re
from collections.abc import Mapping, Sequence

from voiceapp.core.text.requests import asks_for_something, is_order
from voiceapp.core.wishes import ToolSpec

KNOWN = frozenset({"", "en", "de"})
"""Languages that have words here. Empty: nobody said which it is."""
_ALARM = r"\b(?:timers?|reminders?|alarms?|wecker|erinnerung\w*)\b"
_CLIPBOARD = r"clipboard|\bcop(?:y|ied|ies)\b|\bpaste|zwischenablage|kopier|einfüg"
_UNITS = (
    r"kilomet|\bmiles?\b|\binch|\bfeet\b|\bfoot\b|centimet|millimet|\bmet(?:er|re)s?\b|celsius|fahrenheit|\bpounds?\b"
    r"|\bkilos?\b|gram|\bounces?\b|\blit(?:er|re)s?\b|millilit|\bcups?\b|gallon|\bmph\b|\bkm\b|\bcm\b|\bkg\b|\blbs?\b"
    r"|\bzoll\b|\bfuß\b|\bmeilen?\b|zentimet|\bgrad\b|\bpfund\b|\bunzen?\b|\btassen?\b|convert|rechne\b.*\bum\b|wandle"
)
_PICTURE = r"\bpictures?\b|\bimages?\b|\bphotos?\b|drawing|painting|\bbild(?:er)?\b|\bfotos?\b|zeichnung|gemälde"
_NOTED = r"(?:\bnotes?\b|\blists?\b|notiz|\bliste\b|\w+liste\b)"
_CUES: Mapping[str, str] = {
    "date_and_time": (
        r"\btime\b|\blate\b|o['’]?clock|\bdate\b|\bday\b|\btoday\b"
        r"|\bspät\b|\buhr(?:zeit)?\b|\bdatum\b|\b(?:wochen)?tag\b|\bheute\b|\bwievielte"
    ),
    "set_timer": (
        r"timer|\bminutes?\b|\bseconds\b|\bhours?\b|\bwake\b|countdown|\bnap\b"
        r"|\bminuten?\b|\bsekunden?\b|\bstunden?\b|\bweck"
    ),
    "set_reminder": r"\bremind|\bforget\b|\bremember\b|\berinner|\bvergess|\bvergiss|\bmerk",
    "list_alarms": _ALARM,
    "cancel_alarm": rf"(?=.*{_ALARM})(?=.*(?:cancel|delete|stop|remove|\btake|\boff\b|need|lösch|stopp|abbr|\bweg\b|entfern|\baus\b|brauch))",
    "search_talks": (
        r"conversation|\btalk(?:s|ed)?\b|discuss|\bwe (?:say|said)\b|\bt(?:old|ell) you\b|\bearlier\b|the other day|last time"
        r"|gespräch|gesprochen|geredet|gesagt|erzählt|neulich|letztens|letztes mal"
    ),
    "read_talk": "",
    "search_web": (
        r"\bweb\b|internet|online|\bgoogle\b|look (?:it |that )?up|\bnews\b|weather|forecast|temperature outside|\bstock\b"
        r"|\bscore\b|opening hours|opens? (?:today|tomorrow)|latest|current(?:ly)?\b|who won"
        r"|\bnetz\b|googl|nachrichten|wetter|vorhersage|aktienkurs|spielstand|öffnungszeit|geöffnet|neuest|aktuell|gewonnen"
    ),
    "search_uploads": r"upload|hochgeladen",
    "read_clipboard": _CLIPBOARD,
    "write_clipboard": _CLIPBOARD,
    "open_link": (
        r"\bopen\b|web ?(?:site|page)|browser|\bwww\b|\blink\b|https?:|\w\.(?:com|org|net|de|at|ch|eu|io|uk)\b"
        r"|\böffne|webseite|\bseite\b|internet"
    ),
    "calculate": (
        r"\d|percent|\bplus\b|\bminus\b|\btimes\b|divided|\bsum\b|\bcosts?\b|together|\broot\b|how much|calculat"
        r"|prozent|\bmal\b|geteilt|wurzel|\bkoste|wie ?viel\b|zusammen|rechne"
    ),
    "convert_units": _UNITS,
    "find_program": r"\bopen\b|\bstart\b|\blaunch\b|\bprogram\b|\bapp\b|\böffne|\bstarte?\b|\bprogramm\b",
    "open_program": "",
    "read_selection": r"\bread\b.*\b(?:this|that|select\w*|out|aloud)\b|\bselect(?:ed|ion)\b|\bmarkier|\bauswahl\b|\blies\b",
    "add_note": r"\bnotes?\b|\blists?\b|\bjot\b|\bwrite\b.*\bdown\b|notier|notiz|\bliste\b|\w+liste\b|\baufschreib|\bschreib\b.*\bauf\b",
    "read_notes": r"\bnotes?\b|\blists?\b|\bnoted\b|notiz|notiert|\bliste\b|\w+liste\b",
    "tick_note": r"\btick|\bcheck\b|\bcross\b|\bhak\w*\b|\babhak|\berledigt\b",
    "remove_note": rf"(?=.*{_NOTED})(?=.*(?:remove|delete|\btake\b|\bcross\b|lösch|streich|entfern|\bnimm\b))",
    "remember": r"\bremember\b|\bmemori|\bmerk",
    "forget": r"\bforget\b|\bvergiss\b|\bvergessen\b",
    "control_player": (
        r"\bmusic\b|\bsongs?\b|\btrack\b|\bplayback\b|\bvideo\b|\bpodcast\b|\bpause\b"
        r"|\bmusik\b|\blied\b|\btitel\b|\bwiedergabe\b|\bpausier|\bfilm\b"
    ),
    "now_playing": r"\bplaying\b|\bsong\b|\bmusic\b|\blisten|\bläuft\b|\bspielt\b|\blied\b|\bmusik\b",
    "set_volume": (
        r"\bvolume\b|\blouder\b|\bquieter\b|\bsofter\b|\bmute|\bunmute|\bloud\b|\bsound\b"
        r"|lautstärke|\blauter\b|\bleiser\b|\bstumm|\blaut\b|\bton\b"
    ),
    "draw_picture": rf"\bdraw|\bpaint|\bsketch|{_PICTURE}|zeichne|\bmal(?:e|en)?\b|skizz",
    "edit_picture": rf"{_PICTURE}|\bcolou?r|\bbackground\b|\bsky\b|farbe|\bfärb|hintergrund|himmel",
}
_PATTERNS = {name: re.compile(cue, re.IGNORECASE | re.DOTALL) for name, cue in _CUES.items()}


_DOING = frozenset(
    {
        "set_timer",
        "set_reminder",
        "cancel_alarm",
        "open_link",
        "write_clipboard",
        "control_player",
        "find_program",
        "open_program",
        "draw_picture",
        "edit_picture",
        "add_note",
        "tick_note",
        "remove_note",
        "remember",
        "forget",
    }
)
"""Tools that are told to do something, and that no question is for."""


def perhaps_meant(
    tools: Sequence[ToolSpec], text: str, language: str = "", *, answers_question: bool = False
) -> tuple[ToolSpec, ...]:
    """Return the tools that the text may ask for. A tool without words here may always be meant.

    `answers_question`: the assistant asked for it, so that a length alone may say how long a timer is to run.
    """
    if language.split("-", maxsplit=1)[0] not in KNOWN:
        return tuple(tools)
    ordered = answers_question or is_order(text)
    asked = ordered or asks_for_something(text)
    return tuple(
        tool
        for tool in tools
        if tool.name not in _PATTERNS
        or ((ordered if tool.name in _DOING else asked) and _PATTERNS[tool.name].search(text))
    )
