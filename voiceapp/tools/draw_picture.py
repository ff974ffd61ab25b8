"""Draws a picture of anything. What it shall show, who gets that and what it costs is shown before it is allowed."""

import re
from typing import Annotated, Literal

from msgspec import Meta

from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.pictures.painter import LONGEST_PROMPT, SIZES, PictureWish, Shape
from voiceapp.core.pictures.picture_terms import PictureTerms
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image
from voiceapp.core.wishes import CardFact, ToolCard
from voiceapp.tools.parts.function import ToolArguments
from voiceapp.tools.parts.picture_function import PictureFunction

_NO_PICTURE = (
    r"(?!(?:attention|(?:any |a |the |your )?(?:conclusions?|lines?|cards?|numbers?|lots?|straws?|breath|curtains?)\b))"
)
_DRAW = re.compile(
    rf"(?:please )?(?:(?:can|could|would|will) you )?(?:draw|paint|sketch) (?:me )?{_NO_PICTURE}(?P<what>.+)"
    r"|(?:please )?(?:(?:can|could|would|will) you )?(?:make|create|generate) (?:me )?(?:a |an )?"
    r"(?:picture|image|drawing|painting|photo) (?:of |that shows |showing )(?P<of>.+)",
    re.IGNORECASE | re.DOTALL,
)
_GERMAN = re.compile(
    r"(?:bitte )?(?:(?:kannst|könntest) du |(?:können|könnten) sie )?(?:zeichne|male?|skizziere)(?:n sie)?"
    r"(?: mir| uns)?(?: bitte)? (?!sehen|schauen|gucken|eben|kurz|ehrlich)(?P<what>.+)"
    r"|(?:bitte )?(?:mach|erstelle?|erzeuge?|generiere?)(?:en sie)?(?: mir| uns)?(?: bitte)? (?:ein |eine )?"
    r"(?:bild|zeichnung|gemälde|foto)(?: von| mit|, das|, auf dem)? (?P<of>.+)",
    re.IGNORECASE | re.DOTALL,
)


class DrawArguments(ToolArguments, frozen=True):
    prompt: Annotated[
        str,
        Meta(
            description="What the picture shall show, with all that the person said of it.", max_length=LONGEST_PROMPT
        ),
    ]
    shape: Annotated[
        Literal["square", "wide", "tall"] | None, Meta(description="Only if the person asks for one; else square.")
    ] = None


def _wish(asked: DrawArguments, before: Image | None) -> PictureWish:
    del before
    return PictureWish(asked.prompt, Shape(asked.shape or "square"))


def _card(terms: PictureTerms) -> ToolCard:
    shapes = (
        CardFact("shape_words", Sentence("wide"), "shape", "wide"),
        CardFact("shape_words", Sentence("tall"), "shape", "tall"),
        CardFact("shape_words", Sentence("square"), "shape", "square"),
    )
    costs = (CardFact("terms", terms.of_words(SIZES[shape]), "shape", shape.value) for shape in Shape)
    usual = CardFact("terms", terms.of_words(SIZES[Shape.SQUARE]))
    return ToolCard(
        questions=(
            Sentence("Draw “{prompt}” ({shape_words})? {terms}", prompt="", shape_words="", terms=""),
            Sentence("Draw “{prompt}”? {terms}", prompt="", terms=""),
            Sentence("Draw this picture? {terms}", terms=""),
        ),
        done=(Sentence("“{prompt}”", prompt=""),),
        facts=(*shapes, *costs, usual),
        goes_on=True,
    )


def _asked(pattern: re.Pattern[str], words: str) -> Fields | None:
    found = pattern.fullmatch(words)
    return None if found is None else {"prompt": (found["what"] or found["of"]).strip()}


TOOL = PictureFunction(
    "draw_picture",
    "Draws a picture of anything and shows it to the person, who is asked first.",
    DrawArguments,
    _wish,
    _card,
    phrasing=Phrasing(
        lambda words: _asked(_DRAW, words),
        lambda told: "Here it is." if "done" in told else "It will be there in a moment.",
        german=Phrasing(
            lambda words: _asked(_GERMAN, words),
            lambda told: "Hier ist es." if "done" in told else "Es ist gleich da.",
            refused="Gut, dann nicht.",
        ),
    ),
)
