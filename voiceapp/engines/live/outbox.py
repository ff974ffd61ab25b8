"""Queues the frames of a Live session on their way, in pieces that the service takes."""

from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.realtime.outbox import Outbox
from voiceapp.openai import live_client_events as client
from voiceapp.openai.live_client_events import Context

SPEAK_NOW = "Do not wait for the person to speak first. After that, pause and listen."


class LiveOutbox(Outbox):
    """Says what it must in words, for there are no other commands."""

    def __init__(self) -> None:
        super().__init__()
        self._unknown: set[str] = set()
        """Events that the service says it does not know."""

    def append(self, pcm: bytes) -> None:
        self._frames.append(client.append_audio(pcm))

    def give_up(self, kind: str) -> None:
        """Never send this again: the service does not know it."""
        self._unknown.add(kind)

    def knows(self, kind: str) -> bool:
        return kind not in self._unknown

    def mute(self, muted: bool) -> None:
        kind = f"session.input_audio.{'mute' if muted else 'unmute'}"
        if self.knows(kind):
            self.post(kind)

    def append_context(self, context: Context, text: str, work: str | None = None) -> None:
        for piece in client.pieces_of(text):
            self.post(context.value, content=piece, delegation_id=work)

    def tell_to_say(self, text: str, work: str | None = None) -> None:
        """Have it say this in its own words."""
        self.append_context(Context.COMMENTARY, text, work)

    def ask_for_answer(self, written: str = "") -> None:
        """Have it answer now: what the person wrote, or what was said last."""
        if not written.strip():
            self.post(Context.COMMENTARY.value, content=f"Reply to the person now. {SPEAK_NOW}", delegation_id=None)
            return
        ask = f"The person wrote this. Reply to it now, and don't repeat it. {SPEAK_NOW}"
        *before, last = client.pieces_of(written, client.MOST_TOKENS - client.tokens_of(ask))
        for piece in before:
            self.post(Context.THINKING.value, content=f"The person writes: {piece}", delegation_id=None)
        self.post(Context.COMMENTARY.value, content=f"{ask}\n\n{last}", delegation_id=None)

    def wrote(self, text: str) -> None:
        """The person wrote this, and writes more."""
        self.append_context(Context.THINKING, f"The person wrote: {text}")

    def update(self, wishes: SessionWishes, model: str) -> None:
        self.post("session.update", session=client.update(client.backend(wishes, model)))
