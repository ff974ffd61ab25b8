"""Names a talk that has no title yet: after its first words, then by asking the engine once it has answered."""

from collections.abc import Callable, Collection

from voiceapp.core.history import shown_title
from voiceapp.core.messages import AskAside, Command, LinkId, ToEngine
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.transcript import ItemId, Message, Speaker, Talk

LONGEST = 60
"""The most characters in a title made from words."""

TITLE_JOB = "title"
TITLE_INSTRUCTIONS = (
    "Give this conversation a title of at most six words, in its own language. Answer with the title only."
)
MOST_REQUESTS = 2
LONGEST_PROOF = 2000
"""The most characters of a talk from which an engine makes its title."""


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return the beginning of a text on one line, cut between words if possible."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[:longest]
    at_word = cut.rfind(" ")
    return (cut[:at_word] if at_word > longest // 2 else cut).rstrip(" ,;:.–-") + "…"


def first_words(talk: Talk) -> str:
    """Return what the person said first, or what was said to them if they said nothing."""
    said = [item for item in talk.items if isinstance(item, Message) and item.text.strip()]
    by_user = [message for message in said if message.speaker is Speaker.USER]
    return next((message.text for message in by_user or said), "")


def title_of(talk: Talk) -> Sentence:
    """Return the talk's title as people see it, which is never empty."""
    return shown_title(talk.title.strip() or shortened(first_words(talk)), talk.kind)


class TitleRequest:
    """Asks the engine for a title if the talk has none: once, and once more if the answer was lost with the link."""

    def __init__(self, emit: Callable[[Command], None], transcript: TranscriptWriter) -> None:
        self._emit = emit
        self._transcript = transcript
        self._asked_over: tuple[LinkId, ...] = ()
        self._settled = False
        self._made_from: tuple[ItemId, ...] = ()
        self._unwanted = 0
        """Answers that are still to come, and would tell of what is off the record."""

    def clear(self) -> None:
        """Forget the request, because another talk begins."""
        self._asked_over = ()
        self._settled = False
        self._made_from = ()
        self._unwanted = 0

    def ask(self, link: LinkId) -> None:
        tried = link in self._asked_over or len(self._asked_over) == MOST_REQUESTS
        if self._settled or tried or self._transcript.title or self._transcript.record.is_off:
            return
        said = [item for item in self._on_record if item.heard_text]
        if not said:
            return
        self._asked_over += (link,)
        self._made_from = tuple(item.id for item in said)
        proof = "\n".join(item.heard_text for item in said)
        self._emit(ToEngine(link, AskAside(TITLE_JOB, TITLE_INSTRUCTIONS, proof[:LONGEST_PROOF])))

    @property
    def _on_record(self) -> tuple[Message, ...]:
        return tuple(item for item in self._transcript.as_it_stands.items if isinstance(item, Message))

    def withdraw(self, items: Collection[ItemId]) -> None:
        """Take back a title that was made from what turned out to be off the record, or is being made from it."""
        if not any(item in items for item in self._made_from):
            return
        if self._settled:
            self._transcript.entitle(shortened(first_words(self._transcript.as_it_stands)) or "…")
        else:
            self._unwanted += 1
            self._asked_over, self._made_from = (), ()

    def ask_again(self, link: LinkId) -> None:
        """Ask again over the link that replaced another."""
        if self._asked_over:
            self.ask(link)

    def answered(self, job: str, text: str) -> None:
        if job == TITLE_JOB and self._unwanted:
            self._unwanted -= 1
            return
        if not self._asked_over or job != TITLE_JOB:
            return
        self._settled = True
        if text.strip() and not self._transcript.title:
            self._transcript.entitle(text.strip().splitlines()[0].strip(' "\u201c\u201d.')[:80])
