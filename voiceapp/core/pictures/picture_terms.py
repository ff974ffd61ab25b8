"""Says what a picture costs and who gets its words, before any is asked for."""

from dataclasses import dataclass

from voiceapp.core.prices import PriceTable
from voiceapp.core.sentence import Dollars, Sentence


@dataclass(frozen=True, slots=True)
class PictureTerms:
    """Holds what is known of who makes pictures."""

    whom: str
    """Who gets the words, and the picture that is changed. Empty: nobody outside this device."""
    model: str
    quality: str
    free: bool
    """It is a machine of the person's own."""
    prices: PriceTable

    def of_words(self, size: str) -> Sentence:
        """Return what is said before a new picture is made."""
        if not self.whom:
            return _HERE
        return self._priced(Sentence("The words go to {whom}.", whom=self.whom), size)

    def of_picture(self, size: str) -> Sentence:
        """Return what is said before a picture is changed."""
        if not self.whom:
            return _HERE
        return self._priced(Sentence("The picture and the words go to {whom}.", whom=self.whom), size)

    def _priced(self, goes: Sentence, size: str) -> Sentence:
        if self.free:
            return Sentence("{goes} It costs nothing.", goes=goes)
        price = self.prices.price(self.model)
        usd = None if price is None else price.picture(self.quality, size)
        if usd is None:
            return Sentence("{goes} What it costs isn't known here.", goes=goes)
        return Sentence("{goes} It costs about {cost}.", goes=goes, cost=Dollars(usd))


_HERE = Sentence("It's made on this device and costs nothing.")
