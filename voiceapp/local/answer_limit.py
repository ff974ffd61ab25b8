"""Ends an answer where the model itself would not stop: after enough sentences, or when it repeats itself."""

from voiceapp.core.text.sentences import SentenceCutter

_ENDS = (".", "!", "?", "…", ":")
LOOP = 3
"""So often in a row the same words are a loop."""
LOOP_OF_DIGITS = 6
LONGEST_LOOP = 80
"""Characters of words that are looked for in a row."""
SHORTEST_LOOP = 4


class AnswerLimit:
    """Takes an answer as it comes, and gives back as much of it as is to be said."""

    def __init__(self, sentences: int | None) -> None:
        """`sentences`: how many are enough. None: there is no limit."""
        self._left = sentences
        self._cutter = SentenceCutter()
        self._said: set[str] = set()
        self._tail = ""
        self._loops = False

    @property
    def reached(self) -> bool:
        return self._loops or (self._left is not None and self._left <= 0)

    def up_to_limit(self, text: str) -> str:
        """Return as much of the text as still counts."""
        if self.reached:
            return ""
        finished = self._cutter.add(text)
        ends = [sentence for sentence in finished if sentence.strip().endswith(_ENDS)]
        self._loops = self._says_again(finished) or self._goes_round(text)
        if self._left is not None:
            self._left -= len(ends)
        # Whatever follows the end of the last sentence is within this piece.
        begun = self._cutter.flush() if self.reached else []
        return text[: len(text) - len("".join(begun))] if self.reached else text

    def _says_again(self, finished: list[str]) -> bool:
        """Whole sentences that were said before are no news, and more of the same follow."""
        for sentence in finished:
            plain = sentence.strip().casefold()
            if len(plain) > SHORTEST_LOOP and plain in self._said:
                return True
            self._said.add(plain)
        return False

    def _goes_round(self, text: str) -> bool:
        """The same few words come again and again, or the same digits: "1,000,000,000" has some of them, too."""
        self._tail = (self._tail + text)[-LOOP * LONGEST_LOOP :]
        return any(
            self._tail.endswith(self._tail[-length:] * _often(self._tail[-length:]))
            for length in range(SHORTEST_LOOP, len(self._tail) // LOOP + 1)
        )


def _often(text: str) -> int:
    return LOOP if any(char.isalpha() for char in text) else LOOP_OF_DIGITS
