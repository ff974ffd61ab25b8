"""Notices when a text is corrected or said anew right after it was inserted: what was misheard is learnt from that."""

from voiceapp.core.dictation.insertion import Insertion
from voiceapp.core.dictation.messages import Deliver, DictationCommand, LearnWords
from voiceapp.core.talk.corrections import corrected

SOON = 60.0
"""Seconds after which what is said is no longer the same thing once more."""


class Rewording:
    def __init__(self, out: list[DictationCommand]) -> None:
        self._out = out
        self._edited: Insertion | None = None
        """The text that the person corrects by hand."""
        self._is_out = False
        """It no longer stands in the other program."""
        self._puts_back = False
        self._taken_back: tuple[Insertion, float] | None = None

    @property
    def text(self) -> str:
        """Returns what is being corrected by hand; empty: nothing."""
        return "" if self._edited is None else self._edited.text.strip()

    def begin(self, last: Insertion) -> None:
        self._edited, self._is_out = last, False

    def correct(self, text: str, *, keep: bool) -> Insertion | None:
        """Answers what was corrected if the text is to be put where it was. `keep`: the history shows it, too."""
        last, self._edited = self._edited, None
        if last is None:
            return None
        if text.strip() != last.text.strip():
            self._out.append(LearnWords(last.text.strip(), text.strip(), last.profile))
            if keep and len(last.parts) == 1:
                part = last.parts[0]
                part.item = corrected(part.item, text.strip())
                self._out.append(part.keep())
        self._puts_back = self._is_out
        return last if self._is_out else None

    def arrived(self, before: Insertion | None, wish: Deliver, inserted: str, now: float, *, spoken: bool) -> None:
        """Something was inserted or taken out. `before`: what was inserted until then. `spoken`: it is a dictation."""
        self._puts_back = False
        if wish.erase and not wish.text:
            self._is_out = self._edited is not None
            self._taken_back = None if self._is_out or before is None else (before, now)
        elif spoken:
            said = before if wish.erase and before is not None else self._said_before(now)
            self._taken_back = None
            if said is not None:
                self._out.append(LearnWords(said.text.strip(), inserted.strip(), said.profile))

    def was_to_put_back(self, wish: Deliver) -> bool:
        """Says whether what failed was to put a corrected text back."""
        puts_back, self._puts_back = self._puts_back and bool(wish.text), False
        return puts_back

    def _said_before(self, now: float) -> Insertion | None:
        if self._taken_back is None or now - self._taken_back[1] > SOON:
            return None
        return self._taken_back[0]
