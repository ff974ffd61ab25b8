"""What is said before a picture is made: who gets it, and what it costs."""

import pytest

from voiceapp.core.pictures.picture_terms import PictureTerms
from voiceapp.core.prices import Picture, Price, PriceTable

PRICES = PriceTable("2026-11-28", (("paints", Price(image_out=30.0, pictures=(Picture("low", "1x1", 0.006),))),))
SENT = "The words go to Somebody."


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (PictureTerms("Somebody", "paints", "low", free=False, prices=PRICES), f"{SENT} It costs about $0.0060."),
        (
            PictureTerms("Somebody", "paints", "high", free=False, prices=PRICES),
            f"{SENT} What it costs isn't known here.",
        ),
        (
            PictureTerms("Somebody", "other", "low", free=False, prices=PRICES),
            f"{SENT} What it costs isn't known here.",
        ),
        (PictureTerms("Somebody", "other", "low", free=True, prices=PRICES), f"{SENT} It costs nothing."),
        (PictureTerms("", "other", "low", free=True, prices=PRICES), "It's made on this device and costs nothing."),
    ],
)
def test_price_and_recipient_are_said(terms: PictureTerms, said: str) -> None:
    assert str(terms.of_words("1x1")) == said
    assert str(terms.of_picture("1x1")) == said.replace("The words", "The picture and the words")
