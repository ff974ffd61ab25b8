"""The person's side of a Realtime session: sound that goes out, turns that it becomes, words that come back."""

from collections import deque
from collections.abc import Callable, Sequence

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineEvent, TurnId, TurnNotUnderstood, TurnTaken, TurnWords
from voiceapp.core.pcm import WIRE
from voiceapp.core.transcript import Image, Message
from voiceapp.engines.realtime.bill import Pricing, transcription_bill
from voiceapp.engines.realtime.outbox import Outbox
from voiceapp.openai import realtime_client as client
from voiceapp.openai.realtime_wire import WordsDone

SHORTEST_COMMIT = WIRE.bytes(100)
PIECE = WIRE.bytes(10_000)
"""Bytes of sound in one frame at most: far below the service's limit of 15 MiB."""
LARGEST_ITEM = WIRE.bytes(200_000)
"""Bytes of sound in one item at most; longer ones go through the buffer, in pieces."""


class Hearing:
    """`name` tells this session's turns from those of another, on servers that count from one again."""

    def __init__(self, out: Outbox, tell: Callable[[EngineEvent], None], pricing: Pricing, name: str) -> None:
        self._out = out
        self._tell = tell
        self._pricing = pricing
        self._session = name
        self._appended = 0
        """Bytes since the last commit or clear."""
        self._commits: deque[TurnId] = deque()
        """Turns of ours that the server has not confirmed yet."""
        self.newest: TurnId | None = None
        """The turn that the service was given, or took, last."""
        self._turns: dict[str, TurnId] = {}
        self._items: dict[TurnId, str] = {}
        self._words: dict[str, str] = {}

    # --- what goes out

    def append(self, pcm: bytes) -> None:
        self._appended += len(pcm)
        for start in range(0, len(pcm), PIECE):
            self._out.append(pcm[start : start + PIECE])

    def clear(self) -> None:
        if self._appended:
            self._appended = 0
            self._out.post("input_audio_buffer.clear")

    def commit(self, turn: TurnId) -> bool:
        """End a turn. False: there is too little of it, and the service would refuse it."""
        if self._appended < SHORTEST_COMMIT:
            self.clear()
            return False
        self._appended = 0
        self._commits.append(turn)
        self.newest = turn
        self._out.post("input_audio_buffer.commit")
        return True

    def utterance(self, turn: TurnId, pcm: bytes, *, detected: bool) -> bool:
        """A whole utterance. `detected`: the service ends turns itself, and would cut it. False: it is too short."""
        if len(pcm) < SHORTEST_COMMIT:
            return False
        if self._appended == 0 and (not detected or len(pcm) > LARGEST_ITEM):
            # Through the buffer, because only what comes that way is transcribed.
            self.append(pcm)
            return self.commit(turn)
        item = self._new_item(turn)
        self._out.post("conversation.item.create", item=client.spoken_item(item, pcm))
        self._tell(TurnTaken(turn))
        return True

    def text(self, turn: TurnId, text: str, images: Sequence[Image]) -> None:
        item = self._new_item(turn)
        self._out.post("conversation.item.create", item=client.user_item(item, text, images))
        self._tell(TurnTaken(turn))

    def forget(self, turn: TurnId) -> None:
        item_id = self._items.pop(turn, None)
        if item_id is not None:
            self._out.post("conversation.item.delete", item_id=item_id)

    # --- what comes

    def on_committed(self, item_id: str) -> bool:
        """True when the server ended that turn by itself."""
        ours = bool(self._commits)
        if ours:
            self._know(self._commits.popleft(), item_id)
        else:
            self._appended = 0
            self.newest = self.turn(item_id)
        self._tell(TurnTaken(self.turn(item_id)))
        return not ours

    def on_commit_refused(self) -> None:
        if self._commits:
            self._commits.popleft()

    def on_words(self, item_id: str, delta: str) -> None:
        text = self._words[item_id] = self._words.get(item_id, "") + delta
        self._tell(TurnWords(self.turn(item_id), text, final=False))

    def on_words_done(self, event: WordsDone, model: str) -> None:
        self._words.pop(event.item_id, None)
        language = event.languages[0].code if event.languages else None
        spent = transcription_bill(self._pricing, model, event.usage)
        text = (event.transcript or "").strip()
        self._tell(TurnWords(self.turn(event.item_id), text, final=True, language=language or None, spent=spent))

    def on_words_failed(self, item_id: str, code: str) -> None:
        self._words.pop(item_id, None)
        failure = Failure(
            FailureKind.NOT_UNDERSTOOD,
            "The answer was given by ear: what you said could not be written down.",
            code,
        )
        self._tell(TurnNotUnderstood(self.turn(item_id), failure))

    # --- names

    def turn(self, item_id: str) -> TurnId:
        """Our name for what the server calls this item; made from its own where the server ended the turn."""
        turn = self._turns.get(item_id)
        if turn is None:
            turn = TurnId(f"{item_id}{self._session}")
            self._know(turn, item_id)
        return turn

    def know_old(self, message: Message, item_id: str) -> None:
        """A turn from before this session can be forgotten like any other."""
        self._know(TurnId(f"turn-{message.id}"), item_id)

    def _new_item(self, turn: TurnId) -> str:
        item = self._out.name("u")
        self._know(turn, item)
        self.newest = turn
        return item

    def _know(self, turn: TurnId, item_id: str) -> None:
        self._turns[item_id] = turn
        self._items[turn] = item_id
