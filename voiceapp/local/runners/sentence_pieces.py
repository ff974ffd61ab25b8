"""Splits a text into the pieces of words that a SentencePiece model was taught with, the likeliest ones."""

from collections.abc import Mapping, Sequence

SPACE = "\u2581"
"""Marks where a word begins."""
UNKNOWN_COSTS = 10.0
"""How much less likely than the rarest piece a sign is that no piece has."""


class SentencePieces:
    def __init__(
        self, pieces: Mapping[str, int], scores: Sequence[float], unknown: int, folded: Mapping[int, str]
    ) -> None:
        """`pieces` are numbered, `scores` says how likely each is, and `folded` what replaces a sign beforehand."""
        self._pieces = pieces
        self._scores = scores
        self._unknown = unknown
        self._folded = folded
        self._unknown_score = min(scores) - UNKNOWN_COSTS
        self._longest = max(map(len, pieces))

    def numbers(self, text: str) -> list[int]:
        signs = self._signs(text)
        best = [0.0] + [float("-inf")] * len(signs)
        last: list[tuple[int, int]] = [(0, self._unknown)] * (len(signs) + 1)
        for start in range(len(signs)):
            score = best[start] + self._unknown_score
            if score > best[start + 1]:
                best[start + 1], last[start + 1] = score, (start, self._unknown)
            for end in range(start + 1, min(len(signs), start + self._longest) + 1):
                piece = self._pieces.get(signs[start:end])
                if piece is None:
                    continue
                score = best[start] + self._scores[piece]
                if score > best[end]:
                    best[end], last[end] = score, (start, piece)
        found: list[int] = []
        place = len(signs)
        while place:
            place, piece = last[place]
            found.append(piece)
        return found[::-1]

    def _signs(self, text: str) -> str:
        """The text with the signs of the model, each run of spaces as one."""
        folded = text.translate(self._folded)
        while "  " in folded:
            folded = folded.replace("  ", " ")
        return (folded if folded.startswith(" ") else f" {folded}").replace(" ", SPACE)
