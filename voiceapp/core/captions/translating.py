"""Decides which piece of the captions is translated next: what was said to its end, and of a reply each whole sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from voiceapp.core.captions.flow import Caption

_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’»)]*(?= )")
MOST_WAITING = 6
"""Captions that wait for their translation at most; older ones are left, for nobody reads them any more."""


@dataclass(frozen=True, slots=True)
class PieceToTranslate:
    id: str
    text: str
    whole: bool
    """Nothing of the caption is left after it."""
    is_known: bool = False
    """It is in that language already, or empty, so that nobody has to be asked."""


class TranslationOrder:
    """Asked for the next piece whenever the one before is done."""

    def __init__(self, into: str) -> None:
        """`into`: a two-letter code."""
        self._into = into
        self._done: dict[str, int] = {}
        """How far each caption is translated, in characters."""
        self._whole: set[str] = set()

    def next_piece(self, captions: Iterable[Caption]) -> PieceToTranslate | None:
        """Return a piece, which counts as taken from then on. None: nothing waits."""
        there = list(captions)
        self._forget({each.id for each in there})
        waiting = [each for each in there if each.id not in self._whole]
        for caption in waiting[:-MOST_WAITING]:
            self._whole.add(caption.id)
            return PieceToTranslate(caption.id, "", whole=True, is_known=True)
        for caption in waiting:
            piece = self._piece_of(caption)
            if piece is not None:
                return piece
        return None

    def _piece_of(self, caption: Caption) -> PieceToTranslate | None:
        done = self._done.get(caption.id, 0)
        rest = caption.text[done:]
        if caption.final:
            self._whole.add(caption.id)
            known = caption.language[:2] == self._into or not rest.strip()
            return PieceToTranslate(caption.id, rest.strip(), whole=True, is_known=known)
        if not caption.grows_only:
            return None
        ends = list(_SENTENCE_END.finditer(rest))
        if not ends:
            return None
        self._done[caption.id] = done + ends[-1].end()
        return PieceToTranslate(caption.id, rest[: ends[-1].end()].strip(), whole=False)

    def _forget(self, there: set[str]) -> None:
        self._whole &= there
        self._done = {each: done for each, done in self._done.items() if each in there}
