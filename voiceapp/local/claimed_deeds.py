"""Notices where a language model claims a deed that no tool did: "I've set a timer", though nothing was set.

Small models answer an order as a person would. Nobody may rely on a timer that isn't there, so such a sentence is never
said.
"""

import itertools
import re
from collections.abc import Sequence

from voiceapp.core.text.requests import is_order
from voiceapp.core.transcript import Item, Message, Speaker, ToolCall, ToolState
from voiceapp.local.asked_language import is_german

ONLY_LOOKS = frozenset(
    {
        "date_and_time",
        "list_alarms",
        "search_talks",
        "read_talk",
        "read_notes",
        "read_selection",
        "read_clipboard",
        "calculate",
        "convert_units",
        "now_playing",
        "find_program",
    }
)
"""Tools that change nothing, so that no deed is done once they were used."""
_DONE = (
    r"set(?: up)?|started|scheduled|created|added|saved|noted|jotted|written|wrote|sent|e-?mailed|texted|messaged|booked"
    r"|ordered|turned (?:on|off|up|down)|turned .{1,30} (?:on|off|up|down)|switched (?:on|off)|opened|copied|deleted"
    r"|removed|cancell?ed|dimmed|locked|unlocked|called (?!you\b)|dialled|put|made (?:a|the|your) (?:note|reminder|timer|call)"
    r"|recorded|stopped|reminded|paused|bought|reserved|updated"
)
_DOING = (
    r"set(?: up)?|start|schedule|create|add|save|note (?:that|it|this)|jot|write (?:that|it|this) down|send|e-?mail|text"
    r"|message (?:him|her|them)|book|order|turn .{0,30}(?:on|off|up|down)|switch|open|copy|delete|remove|cancel|dim|lock"
    r"|unlock|remind|wake|alert|notify|ping|buzz|ring|let you know|give you a (?:shout|call|ring|buzz)|make a note"
    r"|call (?!you\b|it\b|that\b)"
    r"|tell you (?:when|in|at)|time (?:it|that|the|your|you)|stop|put|play|count down"
)
_FINISHED = (
    r"set|started|running|scheduled|created|added|saved|noted|sent|booked|ordered|opened|copied|deleted|cancell?ed"
)
_THING = (
    r"timers?|reminders?|alarms?|countdown|appointment|e-?mail|message|note|event|lights?|wecker|erinnerung|termin"
    r"|nachricht|notiz|licht"
)
_MEANWHILE = r"(?:(?:just|now|already|also|gladly|happily|certainly|definitely|of course|quickly|simply) )*"
_GERMAN_DONE = (
    r"(?:ein|auf|ab|aus|um|an)?ge(?:stellt|setzt|legt|schaltet|macht|schrieben|schickt|sendet|speichert|öffnet|löscht|tragen"
    r"|bucht|startet|rufen|stoppt|dimmt|brochen)|notiert|erstellt|hinzugefügt|kopiert|gestartet|geöffnet|gelöscht"
    r"|bestellt|vermerkt|eingerichtet|abonniert|reserviert|gebucht|programmiert|aktiviert|storniert|entfernt|erinnert"
)
_GERMAN_DOING = (
    r"stelle|setze|starte|erstelle|erinnere|wecke|benachrichtige|schicke|sende|speichere|notiere|öffne|kopiere|lösche"
    r"|schalte|buche|bestelle|rufe|trage|lege|sage (?:dir|ihnen)|gebe (?:dir|ihnen)|merke|klingle|füge"
)
_GERMAN_TO_DO = (
    r"stellen|setzen|starten|erstellen|erinnern|wecken|benachrichtigen|schicken|senden|speichern|notieren|öffnen|kopieren"
    r"|löschen|einschalten|ausschalten|buchen|bestellen|anrufen|eintragen|anlegen|bescheid (?:sagen|geben)|hinzufügen"
)
_CLAIM = re.compile(
    rf"\bi(?:['’]ve| have| had)? {_MEANWHILE}(?:{_DONE})\b"
    rf"|\bi(?:['’](?:ll|d)| will| shall| would|['’]m going to| am going to|['’]m about to) {_MEANWHILE}(?:{_DOING})\b"
    rf"|\b(?:i['’]m|i am) {_MEANWHILE}(?:setting|starting|scheduling|creating|adding|sending|opening|copying|turning|timing"
    r"|cancell?ing|deleting|calling (?!you)|reminding)\b"
    rf"|\b(?:{_THING}) (?:is|are|was|were|has been|have been|will be) (?:now |already |all )*(?:{_FINISHED}|(?:turned |switched )?(?:on|off))\b"
    rf"|^\W*(?:your |the |a )?(?:[\w-]+,? ){{0,3}}(?:{_THING}) (?:{_FINISHED})\b"
    r"|^\W*(?:(?:all |it['’]s )?done|consider it done|all set|you['’]re all set|it is done|erledigt|schon erledigt)\W*$"
    rf"|\b(?:habe|hab) ich\b.*\b(?:{_GERMAN_DONE})\b|\bich (?:habe|hab)\b.*\b(?:{_GERMAN_DONE})\b"
    rf"|\bich (?:{_GERMAN_DOING})\b|\b(?:{_GERMAN_DOING}) ich\b"
    rf"|\b(?:ich werde|werde ich)\b.*\b(?:{_GERMAN_TO_DO})\b"
    rf"|\b(?:\w*timer|\w*wecker|\w*erinnerung|\w*termin|\w*nachricht|\w*notiz|\w*licht) (?:ist|wurde|läuft|steht)\b"
    rf"(?:.*\b(?:{_GERMAN_DONE})\b|\W*$| jetzt\b| nun\b)",
    re.IGNORECASE,
)
_NO_CLAIM = re.compile(
    r"\bif you\b|\bonce you\b|\bwhen you (?:tell|say|ask)\b|\bwould you like\b|\bdo you want\b|\bwenn (?:du|sie)\b"
    r"|\bsobald (?:du|sie)\b|\b(?:can['’]t|cannot|can not|unable|not able)\b|\bnicht\b|\bkein\w*\b|\bnever\b",
    re.IGNORECASE,
)
"""Offers, and what is denied."""
_FIRST_WORDS = (
    "i", "i'm", "i've", "i'll", "i'd", "ich", "habe", "werde", "timer", "timers", "reminder", "reminders", "alarm", "alarms",
    "appointment", "countdown", "email", "e-mail", "message", "note", "event", "light", "lights",
    "done", "it's done", "consider", "all set", "your", "termin", "nachricht", "notiz", "licht", "wecker", "erinnerung",
    "erledigt", "dein", "deine", "ihr", "ihre",
)  # fmt: skip
"""Words with which a claim begins."""
_BEGINS = re.compile(rf"\b(?:{'|'.join(_FIRST_WORDS)}|\w+(?:wecker|erinnerung|timer|termin))\b", re.IGNORECASE)
_END = re.compile(r"[.!?…][\"”“)]*\s+|\n")
"""The space behind it is given back, too, because a voice waits for it to know that the sentence is over."""
_ASKED_FOR = re.compile(
    r"timer|remind|alarm|\bforget\b|vergiss|vergess|\bmerk|\bwake\b|wecke?r?\b|erinner", re.IGNORECASE
)
_LANGUAGES = (
    r"(?:english|german|french|spanish|italian|englisch\w*|deutsch\w*|französisch\w*|spanisch\w*|italienisch\w*)"
)
_WANTS_WORDS = re.compile(
    r"\btranslate\b|\btranslation\b|\bübersetz\w*|\bhow (?:do|would|can) (?:you|i|we) say\b"
    r"|\bwie (?:sagt man|sage ich|heißt)\b|\bwhat does\b.*\bmean\b|\bwas (?:heißt|bedeutet)\b"
    rf"|\b(?:what(?:['’]s| is)|was ist)\b.*\b(?:in|auf) {_LANGUAGES}\b"
    r"|\b(?:write|tell|make up|invent|give|sing|recite|compose|schreib\w*|erzähl\w*|dichte?|sing\w*|erfind\w*|reime?)\b"
    r".*\b(?:\w*story|tale|poem|song|lyrics|haiku|limerick|joke|dialogue|essay|monologue|speech|rhyme"
    r"|\w*geschichte|märchen|\w*gedicht|lied|witz|dialog|aufsatz|monolog|rede|reim)\b"
    r"|\b(?:draft|compose|rephrase|reword|formulier\w*|entwirf|entwerfen|verfass\w*)\b"
    r"|^\W*(?:what|which|where|how|when)\b.*\b(?:would you|should i|do i)\b"
    r"|^\W*(?:was|welche[mnrs]?|wo|wie|wann)\b.*\b(?:würdest du|würden sie|soll(?:te)? ich)\b",
    re.IGNORECASE,
)
_WANTS_KNOWLEDGE = re.compile(
    r"^\W*(?:what(?:['’]s| is| are)|why do(?:es)?|how do(?:es)?|explain|describe|define|was (?:ist|sind)|warum"
    r"|wie funktionier\w*|erklär\w*)\b(?!.*\b(?:you|your|my|me|i|we|our|du|dein\w*|sie|ihr\w*|mein\w*|mich|ich|wir)\b)",
    re.IGNORECASE,
)
"""Questions in which neither side is named: the world's deeds are told in the answer."""


def claims_deed(sentence: str) -> bool:
    """Return whether a sentence says that something was done, or will be."""
    if sentence.rstrip(' "”)').endswith("?") or _NO_CLAIM.search(sentence):
        return False
    return _CLAIM.search(sentence) is not None


def may_claim(items: Sequence[Item]) -> bool:
    """Return whether the model may speak of a deed, because a tool did one."""
    after = list(itertools.takewhile(lambda item: not _is_asked(item), reversed(items)))
    if any(_is_deed(item) for item in after):
        return True
    asked = next((item for item in reversed(items) if isinstance(item, Message) and _is_asked(item)), None)
    return asked is not None and not is_order(asked.text) and any(_is_deed(item) for item in items)


def wants_words(asked: str) -> bool:
    """Return whether a translation, a story, advice or knowledge is asked for: "I sent the letter" is no claim then."""
    wants = _WANTS_WORDS.search(asked) or _WANTS_KNOWLEDGE.search(asked)
    return wants is not None and _ASKED_FOR.search(asked) is None


def nothing_done(asked: str, language: str = "") -> str:
    """Return what is said instead of the claim, in the language of what was asked."""
    about_time = _ASKED_FOR.search(asked) is not None
    if is_german(asked, language):
        return (
            "Ich habe nichts gestellt, weil ich das nicht genau verstanden habe. Es geht zum Beispiel so: "
            "Stell einen Timer auf zehn Minuten."
            if about_time
            else "Ich habe nichts getan, denn das kann ich von hier aus nicht."
        )
    if about_time:
        return (
            "I haven't set anything, because I didn't quite understand. Say, for example: set a timer for ten minutes."
        )
    return "I haven't done anything, because I can't do that from here."


class ClaimGuard:
    """Takes an answer as it comes, gives back what may be said, and drops the rest from the first claim on."""

    def __init__(self, *, watches: bool, whole_sentences: bool) -> None:
        """`whole_sentences`: nothing is given back before its sentence is over."""
        self._watches = watches
        self._whole = whole_sentences
        self._sentence = ""
        """The sentence so far."""
        self._given = 0
        """How much of it was given back."""
        self.claimed = False

    def add(self, text: str) -> str:
        if not self._watches:
            return text
        said = ""
        self._sentence += text
        while not self.claimed and (end := _END.search(self._sentence)) is not None:
            said += self._over(end.end())
        return said if self.claimed else said + self._so_far()

    def take_back(self) -> None:
        """Forget what came so far, because it was a thought of the model's."""
        self._sentence, self._given = "", 0

    def end(self) -> str:
        """Return what was still held back."""
        return "" if self.claimed or not self._watches else self._over(len(self._sentence))

    def _over(self, length: int) -> str:
        """The sentence is over after so many characters."""
        sentence, self._sentence = self._sentence[:length], self._sentence[length:]
        given, self._given = self._given, 0
        self.claimed = claims_deed(sentence.strip())
        return "" if self.claimed else sentence[given:]

    def _so_far(self) -> str:
        """Return as much of an unfinished sentence as belongs to no claim. Its last word may go on."""
        begins = _BEGINS.search(self._sentence)
        last = self._sentence.rfind(" ") + 1
        held = last if _may_begin(self._sentence[last:]) else len(self._sentence)
        until = 0 if self._whole else min(held, begins.start() if begins else held)
        said = self._sentence[self._given : until]
        self._given = max(self._given, until)
        return said


def _may_begin(word: str) -> bool:
    plain = word.casefold().lstrip('"“„(').replace("’", "'")
    return bool(plain) and any(first.startswith(plain) for first in _FIRST_WORDS)


def _is_asked(item: Item) -> bool:
    return isinstance(item, Message) and item.speaker is Speaker.USER


def _is_deed(item: Item) -> bool:
    return isinstance(item, ToolCall) and item.state is ToolState.DONE and item.name not in ONLY_LOOKS
