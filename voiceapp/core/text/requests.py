"""Tells whether words ask for something, or only tell it: "My train takes twenty minutes" wants no timer.

English and German words are looked for together, because nobody says in which language one word of the other stands. Orders
to a machine begin with few verbs, and what begins with none of them, nor with a word of questions, tells something.
"""

import re

_COURTESIES = (
    r"(?:(?:hey|hi|hello|okay|ok|well|please|so|now|then|and|but|oh|just|also|sorry|thanks|thank you|yes|no"
    r"|hallo|bitte|ja|nein|gut|dann|und|aber|also|jetzt|ach|danke)\b[,!\s]*)*"
)
_ORDERS = (
    r"set|start|stop|cancel|delete|remove|clear|take|put|give|let|make|create|add|remind|wake|tell|ring|call|ping|buzz"
    r"|alert|warn|notify|time|count|begin|open|show|go to|visit|copy|paste|write|save|find|search|look|read|play"
    r"|calculate|compute|work out|convert|change|turn|say|list|check|help|note|remember|keep|do not|don['’]t|never forget"
    r"|get|bring|brew|book|order|buy|send|switch|pause|resume|continue|repeat|skip|explain|describe|define|translate|spell"
    r"|suggest|recommend|compare|summari[sz]e|guess|sing|pick|choose|teach|talk|name|finish|answer|fix|cook|pour|go on"
    r"|(?:stell|setz|start|mach|sag|erinner|weck|lösch|stopp|öffn|zeig|kopier|schreib|such|rechn|berechn|nenn|notier|warn"
    r"|klingel|klingl|entfern|leg|brauch|schalt|speicher|prüf|wandl|hol|ruf|merk"
    r"|bring|bestell|kauf|schick|spiel|erklär|erzähl|beschreib|übersetz|buchstabier|wiederhol|vergleich|schlag|rat|sing|buch)(?:e|en sie|n sie|el)?"
    r"|empfiehl|empfehlen sie|stoppe|gib|geben sie|brich|brechen sie|nimm|nehmen sie|füg(?:e|en sie)?|lies|lesen sie|finde|wandel|vergiss"
    r"|vergessen sie|lass|lassen sie|denk(?:e|en sie)? (?:bitte )?(?:dran|daran)"
)
_FOR_ME = (
    r"(?:remind|wake|tell|ping|warn|alert|notify|call|give|show) me|let me know|take (?:it|them|that) (?:out|off)"
    r"|(?:erinner|weck|warn|ruf)(?:e|en sie|n sie)? mich|(?:sag|gib|zeig)(?:e|en sie)? mir|(?:sag|gib)(?:e|en sie)? bescheid"
    r"|lösch(?:e|en sie)? (?:ihn|sie|den|die|das)"
)
_THING = r"(?:timers?|alarms?|reminders?|countdown|wecker|erinnerung(?:en)?)"
_LENGTH = r"(?:[\w.,½¼]+[\s-]+){1,5}?(?:hours?|minutes?|seconds?|mins?|secs?|stunden?|minuten?|sekunden?)"
_ORDER = re.compile(
    rf"^{_COURTESIES}(?:{_ORDERS})\b(?!\s+off\b)"
    r"|(?:^|\W)(?:please|bitte)$"
    r"|\b(?:can|could|would|will|won['’]t) you\b|\b(?:kannst|könntest|würdest|willst) du\b"
    r"|\b(?:können|könnten|würden) sie\b"
    rf"|(?:^|[,:–—-]\s*|\b(?:and|then|so|please|und|dann|bitte)\s+)(?:{_FOR_ME})\b"
    rf"|\bi(?:['’]d| would)? (?:need|want|like)\b(?! no\b).*(?:\b{_THING}\b|\byou to\b|\bto be (?:reminded|woken|told)\b)"
    rf"|\bi (?:don['’]t|do not) need\b.*\b{_THING}\b"
    rf"|\bich (?:brauche|möchte|will|hätte gern\w*)\b.*(?:\b\w*{_THING}\b|\b(?:geweckt|erinnert) werden\b)"
    rf"|^{_COURTESIES}(?:(?:an?|one|another|einen?|noch einen) )?(?:{_LENGTH}[\s-]+)?(?:\w+[\s-]+)?(?:timer|wecker|alarm)"
    rf"(?: (?:for|of|in|on|auf|für|von|in) {_LENGTH})?(?:,? (?:please|bitte|thanks|danke))?$",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    rf"^{_COURTESIES}(?:what(?:['’]s)?|who(?:['’]s)?|whose|when|where|which|why|how"
    r"|(?:is|are|was|were|do|does|did|has|have|had|should|shall|may|must|can|could|will|would)"
    r" (?:i|you|we|they|he|she|it|there|this|that|these|those|the|an?|any|my|your|our)"
    r"|wer|was|wann|wo|woher|wohin|welche[mnrs]?|warum|weshalb|wie|wieso|wozu|womit"
    r"|(?:ist|sind|war|hast|habe|haben|hat|gibt|läuft|laufen|steht|stehen|darf|soll|muss|kann)"
    r" (?:ich|du|wir|sie|er|es|da|das|der|die|bei|ein|eine|mein|meine|noch))\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    rf"^{_COURTESIES}(?:i(?:['’]d| would) (?:like|love)|i want(?:ed)?|ich (?:möchte|will|hätte gern\w*|würde gern\w*))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n;:]+(?:[.:](?=\w)[^.!?\n;:]*)*[.!?\n;:]*")
"""A dot in a number or an address ends none."""


def is_order(text: str) -> bool:
    """True if something is to be done: an order, a wish for a timer, or "can you"."""
    return any(_ORDER.search(_bare(sentence)) for sentence in _SENTENCE.findall(text))


def asks_for_something(text: str) -> bool:
    """True if there is an order or a question in it."""
    return is_order(text) or any(
        "?" in sentence or _QUESTION.search(_bare(sentence)) for sentence in _SENTENCE.findall(text)
    )


def wants_answer(text: str) -> bool:
    """True if the last sentence asks for something or wishes for it, so that the other side is expected to act."""
    last = (_SENTENCE.findall(text) or [""])[-1]
    return asks_for_something(last) or _WISH.search(_bare(last)) is not None


def _bare(sentence: str) -> str:
    return " ".join(sentence.split()).rstrip(".!?;: ")
