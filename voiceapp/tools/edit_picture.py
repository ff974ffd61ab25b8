"""Changes the newest picture of the talk, drawn here or shown by the person. Both go out, which is said before."""

import re
from typing import Annotated

from msgspec import Meta

from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.pictures.painter import LONGEST_PROMPT, SIZES, PictureWish, Shape
from voiceapp.core.pictures.picture_terms import PictureTerms
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image
from voiceapp.core.wishes import CardFact, ToolCard
from voiceapp.tools.parts.function import ToolArguments
from voiceapp.tools.parts.picture_function import PictureFunction

_PICTURE = r"(?:the |this |that |my )?(?:last )?(?:picture|image|photo|drawing|painting)"
_CHANGE = re.compile(
    rf"(?:please )?(?:change|edit|modify) {_PICTURE}(?: so that|:|,| and| to)? (?P<change>.+)"
    rf"|in {_PICTURE},? (?P<inside>.+)|(?P<whole>.+) in {_PICTURE}",
    re.IGNORECASE | re.DOTALL,
)
_BILD = r"(?:das |dieses |mein |dem |diesem )?(?:letzte[ns]? )?(?:bild|foto|zeichnung|gemälde)"
_GERMAN = re.compile(
    rf"(?:bitte )?(?:ändere?|bearbeite?)(?:n sie)? {_BILD}(?: so, dass| so dass|:|,| und)? (?P<change>.+)"
    rf"|(?:auf|in|im) {_BILD},? (?P<inside>.+)|(?P<whole>(?:mach|färb|male?|entfern|füg).+) (?:auf|in|im) {_BILD}(?P<end>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ORDER = re.compile(r"(?:please )?(?:make|turn|paint|colou?r|add|remove|put|draw|replace|erase|give)\b", re.IGNORECASE)
_BEFEHL = re.compile(r"(?:bitte )?(?:mach|färb|mal|zeichne|entfern|füg|ersetz|lösch|setz|gib)\w*\b", re.IGNORECASE)


class EditArguments(ToolArguments, frozen=True):
    prompt: Annotated[
        str,
        Meta(description="What shall change in the picture, in the person's words.", max_length=LONGEST_PROMPT),
    ]


def _wish(asked: EditArguments, before: Image | None) -> PictureWish:
    return PictureWish(asked.prompt, before=before)


def _card(terms: PictureTerms) -> ToolCard:
    return ToolCard(
        questions=(
            Sentence("Change the last picture: “{prompt}”? {terms}", prompt="", terms=""),
            Sentence("Change the last picture? {terms}", terms=""),
        ),
        done=(Sentence("“{prompt}”", prompt=""),),
        facts=(CardFact("terms", terms.of_picture(SIZES[Shape.SQUARE])),),
        takes_picture=True,
        goes_on=True,
    )


def _asked(pattern: re.Pattern[str], order: re.Pattern[str], words: str) -> Fields | None:
    found = pattern.fullmatch(words)
    if found is None:
        return None
    told = found.groupdict()
    change = told["change"]
    if change is None:
        change = told["inside"] or f"{told['whole']}{told.get('end') or ''}"
        if order.match(change) is None:
            return None
    return {"prompt": change.strip()}


TOOL = PictureFunction(
    "edit_picture",
    "Changes the newest picture in this conversation, one that was drawn or that the person showed, such as "
    '"make the sky red". The person is asked first.',
    EditArguments,
    _wish,
    _card,
    phrasing=Phrasing(
        lambda words: _asked(_CHANGE, _ORDER, words),
        lambda told: "Here it is." if "done" in told else "It will be there in a moment.",
        german=Phrasing(
            lambda words: _asked(_GERMAN, _BEFEHL, words),
            lambda told: "Hier ist es." if "done" in told else "Es ist gleich da.",
            refused="Gut, dann nicht.",
        ),
    ),
)
