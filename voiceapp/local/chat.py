"""Answers with the language model on this machine. It is small, so it gets a short task, the end of the talk, and no
tools.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatThought, pieces_of
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.recap import fitted
from voiceapp.core.text.sentences import SentenceCutter
from voiceapp.core.text.thoughts import AnswerBeginning, ThoughtSplitter
from voiceapp.core.transcript import Item, Message, Speaker, Spent, ToolCall, Usage
from voiceapp.core.wishes import SessionWishes
from voiceapp.local.model_process import ModelProcess, Using
from voiceapp.local.process_messages import ChatJob, Done, TextMessage

TASK = "You are a friendly voice assistant. Answer in one or two short sentences, in plain words."
SMALL_CONTEXT = 600
"""Tokens of the talk that the small model gets; more would only confuse it."""
OWN_CONTEXT = 3000
LONGEST = 120
SENTENCES = 3
LONGEST_OF_OWN = 600
LONGEST_ERRAND = 2000
"""No limit, because a tidied or translated text is as long as the original."""


class AnswerLimit:
    """Ends an answer after so many sentences, because a small model does not know when to stop."""

    def __init__(self, sentences: int | None) -> None:
        self._left = sentences
        self._cutter = SentenceCutter()

    @property
    def reached(self) -> bool:
        return self._left is not None and self._left <= 0

    def up_to_limit(self, text: str) -> str:
        """Return as much of the text as still counts."""
        if self._left is None:
            return text
        if self.reached:
            return ""
        finished = self._cutter.add(text)
        self._left -= sum(1 for sentence in finished if sentence.strip().endswith((".", "!", "?", "…", ":")))
        # Whatever follows the end of the last sentence is within this piece.
        begun = self._cutter.flush() if self.reached else []
        return text[: len(text) - len("".join(begun))] if self.reached else text


class LocalChat:
    """Implements `core.ports.Chat`."""

    def __init__(self, process: ModelProcess, using: Using, *, own_model: bool) -> None:
        """`own_model` says that the person chose it, so it is assumed to be able to follow their instructions."""
        self._process = process
        self._using = using
        self._own = own_model

    @property
    def traits(self) -> EngineTraits:
        return EngineTraits(
            Sentence("On this device") if self._own else Sentence("On this device (small model)"), loads_models=True
        )

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        longest = wishes.max_reply_tokens or self._longest(wishes)
        messages = self._messages(items, wishes)
        enough = AnswerLimit(None if self._own else SENTENCES)
        # The model that comes with the app does not think aloud; one of the person's own may.
        thinking = ThoughtSplitter(AnswerBeginning.UNKNOWN if self._own else AnswerBeginning.SAYING)
        end = ChatEnd()
        asked = self._process.ask(lambda job: ChatJob(job, messages, longest))
        async with self._using(), aclosing(asked) as pieces:
            async for piece in pieces:
                if isinstance(piece, TextMessage):
                    for part in pieces_of(thinking.add(enough.up_to_limit(piece.text))):
                        yield part
                    if thinking.holds:
                        yield ChatThought("")
                    if enough.reached:
                        break
                elif isinstance(piece, Done):
                    usage = Usage(text_in=piece.tokens_in, text_out=piece.tokens_out)
                    end = ChatEnd((Spent(self._process.model, usage, 0.0),), shortened=piece.shortened)
        for part in pieces_of(thinking.end(cut=end.shortened)):
            yield part
        yield end

    def _longest(self, wishes: SessionWishes) -> int:
        if not self._own:
            return LONGEST
        return LONGEST_ERRAND if wishes.side_job else LONGEST_OF_OWN

    def _messages(self, items: Sequence[Item], wishes: SessionWishes) -> list[dict[str, str]]:
        task = _task(wishes) if self._own else TASK
        shown = fitted([item for item in items if _shown(item)], OWN_CONTEXT if self._own else SMALL_CONTEXT).items
        messages = [{"role": "system", "content": task}]
        for item in shown:
            role, said = _said(item)
            if not said:
                continue
            if messages[-1]["role"] == role:
                # Chat templates require the sides to take turns.
                messages[-1]["content"] += f"\n{said}"
            else:
                messages.append({"role": role, "content": said})
        return messages


def _task(wishes: SessionWishes) -> str:
    if wishes.side_job:
        return wishes.instructions
    return f"{TASK}\n\n{wishes.instructions}" if wishes.instructions else TASK


def _shown(item: Item) -> bool:
    return isinstance(item, Message) or (isinstance(item, ToolCall) and bool(item.output))


def _said(item: Item) -> tuple[str, str]:
    match item:
        case Message(speaker=Speaker.USER):
            return "user", item.text.strip()
        case Message():
            return "assistant", item.heard_text.strip()
        case ToolCall():
            return "user", f"({item.name}: {item.output.strip()[:500]})"
        case _:
            return "system", ""
