"""Names a talk that nobody has named yet: after its first words, and by asking the engine once it has answered."""

from collections.abc import Callable

from voiceapp.core.messages import AskAside, Command, LinkId, ToEngine
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.transcript import Message, Speaker, Talk, TalkKind

LONGEST = 60
"""Characters of a title that was made from words."""

TITLE_JOB = "title"
TITLE_INSTRUCTIONS = (
    "Give this conversation a title of at most six words, in its own language. Answer with the title only."
)
MOST_REQUESTS = 2
LONGEST_PROOF = 2000
"""Characters of a talk from which an engine makes its title."""

_UNNAMED = {
    TalkKind.CONVERSATION: "Conversation",
    TalkKind.DICTATION: "Dictation",
    TalkKind.TRANSCRIPTION: "Transcription",
}


def shortened(text: str, longest: int = LONGEST) -> str:
    """The beginning of a text on one line, cut between words where there are any."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[:longest]
    at_word = cut.rfind(" ")
    return (cut[:at_word] if at_word > longest // 2 else cut).rstrip(" ,;:.–-") + "…"


def title_from(words: str, kind: TalkKind) -> str:
    return shortened(words) or _UNNAMED[kind]


def first_words(talk: Talk) -> str:
    """Returns what the person said first; where they said nothing, what was said to them."""
    said = [item for item in talk.items if isinstance(item, Message) and item.text.strip()]
    by_user = [message for message in said if message.speaker is Speaker.USER]
    return next((message.text for message in by_user or said), "")


def title_of(talk: Talk) -> str:
    """Never empty."""
    return talk.title.strip() or title_from(first_words(talk), talk.kind)


class TitleRequest:
    """Asks the engine for the title of the talk that has none: once, and once more where the link took the answer with it."""

    def __init__(self, emit: Callable[[Command], None], transcript: TranscriptWriter) -> None:
        self._emit = emit
        self._transcript = transcript
        self._asked_over: tuple[LinkId, ...] = ()
        self._settled = False

    def clear(self) -> None:
        """Another talk."""
        self._asked_over = ()
        self._settled = False

    def ask(self, link: LinkId) -> None:
        tried = link in self._asked_over or len(self._asked_over) == MOST_REQUESTS
        if self._settled or tried or self._transcript.title:
            return
        self._asked_over += (link,)
        said = [item.heard_text for item in self._transcript.items if isinstance(item, Message) and item.heard_text]
        self._emit(ToEngine(link, AskAside(TITLE_JOB, TITLE_INSTRUCTIONS, "\n".join(said)[:LONGEST_PROOF])))

    def ask_again(self, link: LinkId) -> None:
        """Over the link that was opened in the place of another."""
        if self._asked_over:
            self.ask(link)

    def answered(self, job: str, text: str) -> None:
        if not self._asked_over or job != TITLE_JOB:
            return
        self._settled = True
        if text.strip() and not self._transcript.title:
            self._transcript.entitle(text.strip().splitlines()[0].strip(' "\u201c\u201d.')[:80])
