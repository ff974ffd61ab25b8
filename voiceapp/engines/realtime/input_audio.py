"""Handles the person's side of a Realtime session, namely outgoing sound, the turns it becomes and the words that come
back.

The service has a single sound buffer. What is being said now grows in it, and earlier utterances that are sent again go
through it too, because only sound that arrives this way is transcribed. They go in pieces, because a large frame would
block a slow line. So the buffer's content is first taken back (`freeze_all`) and put in again afterwards.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    EngineEvent,
    PreparedInVain,
    TurnBegan,
    TurnEnded,
    TurnId,
    TurnNotUnderstood,
    TurnTaken,
    TurnWords,
    own_turn,
)
from voiceapp.core.pcm import SHORTEST_TURN, WIRE, Milliseconds
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image, Message
from voiceapp.engines.realtime.billing import Pricing, transcription_bill
from voiceapp.engines.realtime.outbox import Outbox
from voiceapp.engines.realtime.server_items import forget, put_in_place
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.realtime_server_events import (
    SpeechStarted,
    SpeechStopped,
    TranscriptionFailed,
    WordsDelta,
    WordsDone,
)
from voiceapp.openai.token_weights import weighed_over

SHORTEST_COMMIT = SHORTEST_TURN
PIECE = WIRE.bytes(2_000)
"""Most bytes of sound in one frame. At a megabit this takes a second, so nothing waits long behind it."""
LEAD = WIRE.bytes(1_000)
"""Bytes before the service's detector reports speech that may already belong to it."""
MOST_SET_ASIDE = WIRE.bytes(300_000)
"""Bytes of the current utterance that are remembered. During a longer one nothing else is sent."""

MOST_PUT_BACK = WIRE.bytes(15_000)
"""Bytes of an utterance that are sent once more when the person goes on after a pause. After a longer one no reply is
prepared, because what they say next would wait behind it on a slow line.
"""

InputEvent = SpeechStarted | SpeechStopped | WordsDelta | WordsDone | TranscriptionFailed
"""What the service reports about the person's side, except commits, after which it may owe a reply."""


@dataclass(slots=True)
class _SaidSoFar:
    """What was said up to a pause, which the service has as an item of its own."""

    turn: TurnId
    name: TurnId
    """Stands for the turn as long as it may go on."""
    pcm: bytes
    before: TurnId | None
    """The newest turn before it."""
    words: TurnWords | TurnNotUnderstood | None = None
    """As they are if the turn is over."""


class InputAudio:
    """`name` distinguishes this session's turns from another's, on servers that restart their numbering."""

    def __init__(
        self,
        out: Outbox,
        on_engine_event: Callable[[EngineEvent], None],
        pricing: Pricing,
        name: str,
        *,
        detected: bool,
    ) -> None:
        self._out = out
        self._on_engine_event = on_engine_event
        self._pricing = pricing
        self._session = name
        self.detected = detected
        """The service ends turns itself, so sound is sent all the time and most of it is not speech."""
        self._appended = 0
        """Bytes since the last commit or clear."""
        self._growing = bytearray()
        """The same bytes, as far as they may be needed again."""
        self.can_set_aside = True
        """The current utterance is short enough to be sent again."""
        self._commits: deque[TurnId] = deque()
        """Turns of ours that the server has not confirmed yet."""
        self.newest: TurnId | None = None
        """The last turn that the service was given or took."""
        self._turns: dict[str, TurnId] = {}
        self._items: dict[TurnId, list[str]] = {}
        self._late: dict[TurnId, Callable[[], None]] = {}
        """What to do with turns once they have an item."""
        self._words: dict[str, str] = {}
        self._lengths: dict[TurnId, Milliseconds] = {}
        """How long the sound of turns is whose words are still to come."""
        self._began_at: dict[str, Milliseconds] = {}
        self._announced: str | None = None
        """The item whose beginning the service's detector has reported."""
        self._resumed: TurnId | None = None
        """A turn that was set aside midway and sent again; the next one announced is the same turn."""
        self._so_far: _SaidSoFar | None = None
        self._withdrawn: set[TurnId] = set()
        """Names of what was said up to pauses after which the person went on."""

    # --- outgoing

    def append(self, pcm: bytes) -> None:
        """Send sound from the microphone. Next stop: `Outbox.append`, which makes the frame that the socket sends."""
        self._appended += len(pcm)
        self._growing += pcm
        if self.detected and self._announced is None:
            del self._growing[:-LEAD]
        elif len(self._growing) > MOST_SET_ASIDE:
            self._growing.clear()
            self.can_set_aside = False
        self._send(pcm)

    def _send(self, pcm: bytes) -> None:
        for start in range(0, len(pcm), PIECE):
            self._out.append(pcm[start : start + PIECE])

    def clear(self) -> None:
        self._forget_growing()
        if self._appended:
            self._appended = 0
            self._out.post("input_audio_buffer.clear")

    def drop(self) -> None:
        """Take back what is being said. Anything the service's detector announced about it becomes void."""
        self._announced = self._resumed = None
        self.clear()

    def _forget_growing(self) -> None:
        self._growing.clear()
        self.can_set_aside = True

    def commit(self, turn: TurnId) -> bool:
        """Ends a turn. Returns False if it is too short, because the service would refuse it."""
        if self._appended < SHORTEST_COMMIT:
            self.clear()
            return False
        self._lengths[turn] = WIRE.ms(self._appended)
        self._appended = 0
        self._forget_growing()
        self._commits.append(turn)
        self.newest = turn
        self._out.post("input_audio_buffer.commit")
        return True

    def commit_so_far(self, turn: TurnId) -> bool:
        """Ends a turn that may go on. Returns False if it could not be put together again then."""
        size = len(self._growing)
        if self.detected or size != self._appended or not SHORTEST_COMMIT <= size <= MOST_PUT_BACK:
            return False
        self._so_far = _SaidSoFar(turn, TurnId(self._out.name("p")), bytes(self._growing), self.newest)
        self.commit(self._so_far.name)
        self.newest = turn
        return True

    def end_there(self) -> None:
        """Take as the whole turn what was said up to the pause, because only silence followed."""
        assert self._so_far is not None
        whole, self._so_far = self._so_far, None
        self.clear()
        self._commits = deque(whole.turn if turn == whole.name else turn for turn in self._commits)
        items = self._items.pop(whole.name, [])
        for item in items:
            self._know(whole.turn, item)
        if items:
            self._on_engine_event(TurnTaken(whole.turn))
        if whole.words is not None:
            self._on_engine_event(whole.words)

    def put_together(self, *, goes_on: bool) -> None:
        """Let the service forget what was said up to the pause. If the turn goes on, it gets that again with what
        followed, as one turn.
        """
        assert self._so_far is not None
        part, self._so_far = self._so_far, None
        self.newest = part.before
        self._withdrawn.add(part.name)
        self.forget(part.name)
        if isinstance(part.words, TurnWords):
            self._count(part.words)
        followed = self.set_aside()
        if goes_on:
            self.append(part.pcm + followed)

    def set_aside(self) -> bytes:
        """Frees the buffer for something else. Returns what was in it, to be given back to `resume`."""
        growing = bytes(self._growing)
        self.clear()
        return growing

    def utterance(self, turn: TurnId, pcm: bytes) -> None:
        """Sends a whole utterance into the free buffer."""
        self._appended += len(pcm)
        self._send(pcm)
        self.commit(turn)

    def resume(self, growing: bytes) -> None:
        if self._announced is not None:
            self._resumed, self._announced = self.turn(self._announced), None
        if growing:
            self.append(growing)

    def text(self, turn: TurnId, text: str, images: Sequence[Image]) -> None:
        """Sends each picture as an item of its own, because four of them in one frame are too much for a slow line."""
        for body in client.user_items(lambda: self._new_item(turn), text, images):
            self._out.post("conversation.item.create", item=body)
        self._on_engine_event(TurnTaken(turn))

    def forget(self, turn: TurnId) -> None:
        if turn in self._items:
            forget(self._out, self._items.pop(turn))
        else:
            self._late[turn] = partial(self.forget, turn)

    def correct(self, turn: TurnId, text: str, pictures: int) -> None:
        """Replaces what was said or written with this text; the pictures before it stay."""
        items = self._items.get(turn)
        if items is None:
            self._late[turn] = partial(self.correct, turn, text, pictures)
            return
        said = items[pictures:]
        item_id = self._out.name("u")
        (body,) = client.user_items(lambda: item_id, text)
        put_in_place(self._out, body, after=items[-1], of=said)
        self._know(turn, item_id)
        for each in said:
            items.remove(each)

    # --- incoming

    def on_server_event(self, event: InputEvent, transcriber: str) -> None:
        """`transcriber`: the model that transcribes the person."""
        match event:
            case SpeechStarted(item_id):
                self._began_at[item_id] = event.at
                self._on_engine_event(TurnBegan(self._on_started(item_id), event.at))
            case SpeechStopped(item_id):
                turn = self.turn(item_id)
                self._lengths[turn] = event.at - self._began_at.pop(item_id, event.at)
                self._on_engine_event(TurnEnded(turn, event.at))
            case WordsDelta(item_id, delta):
                self._on_words(item_id, delta or "")
            case WordsDone():
                self._on_words_done(event, transcriber)
            case TranscriptionFailed(item_id, error):
                self._on_words_failed(item_id, str(error.code or ""))

    def _on_started(self, item_id: str) -> TurnId:
        """The service's detector reported the beginning of speech."""
        before = self.turn(self._announced) if self._announced is not None else None
        same = self._resumed or before
        if same is not None:
            # The turn continues under a new name from the service.
            self._know(same, item_id)
        self._resumed, self._announced = None, item_id
        return self.turn(item_id)

    def on_committed(self, item_id: str) -> bool:
        """Returns True when the server ended that turn by itself."""
        ours = bool(self._commits) and not self._ended_by_the_service(item_id)
        if ours:
            self._know(self._commits.popleft(), item_id)
        else:
            turn = self.newest = self.turn(item_id)
            if self._resumed == turn:
                # The turn had ended when it was set aside. The service already has it and must not hear it twice.
                self._resumed = None
                self.clear()
            if self._announced in (item_id, None):
                self._announced = None
                self._appended = 0
                self._forget_growing()
        if not self._may_go_on(self.turn(item_id)):
            self._on_engine_event(TurnTaken(self.turn(item_id)))
        late = self._late.pop(self.turn(item_id), None)
        if late is not None:
            late()
        return not ours

    def _ended_by_the_service(self, item_id: str) -> bool:
        """Decides who ended the turn. An announced turn was ended by the service unless we asked for its end."""
        turn = self._turns.get(item_id)
        announced = item_id == self._announced or (turn is not None and turn == self._resumed)
        return self.detected and announced and turn != self._commits[0]

    def on_commit_refused(self) -> bool:
        """Returns True if the turn may still go on, and has to be put together."""
        refused = self._commits.popleft() if self._commits else None
        part = self._so_far
        if part is None or refused != part.name:
            return False
        self._appended += len(part.pcm)  # it is still in the service's buffer
        return True

    def _on_words(self, item_id: str, delta: str) -> None:
        text = self._words[item_id] = self._words.get(item_id, "") + delta
        if not self._may_go_on(self.turn(item_id)):
            self._on_engine_event(TurnWords(self.turn(item_id), text, final=False))

    def _on_words_done(self, event: WordsDone, model: str) -> None:
        self._words.pop(event.item_id, None)
        language = event.languages[0].code if event.languages else None
        spent = transcription_bill(self._pricing, model, event.usage)
        text = (event.transcript or "").strip()
        turn = self.turn(event.item_id)
        words = weighed_over(text, event.logprobs, 0, self._lengths.pop(turn, 0))
        self._tell(TurnWords(turn, text, final=True, language=language or None, words=words, spent=spent))

    def _on_words_failed(self, item_id: str, code: str) -> None:
        turn = self.turn(item_id)
        self._words.pop(item_id, None)
        self._lengths.pop(turn, None)
        failure = Failure(
            FailureKind.NOT_UNDERSTOOD,
            Sentence("The assistant heard you, but your words couldn't be transcribed."),
            code,
        )
        self._tell(TurnNotUnderstood(turn, failure))

    # --- a pause, after which the turn may go on

    def _may_go_on(self, turn: TurnId) -> bool:
        """Returns True for the name of what was said up to a pause."""
        return turn in self._withdrawn or (self._so_far is not None and turn == self._so_far.name)

    def _tell(self, said: TurnWords | TurnNotUnderstood) -> None:
        part = self._so_far
        if not self._may_go_on(said.turn):
            self._on_engine_event(said)
        elif part is not None and said.turn == part.name:
            part.words = said.changed(turn=part.turn)
            if isinstance(part.words, TurnWords):
                self._on_engine_event(part.words.changed(final=False, spent=(), prepared=True))
        elif isinstance(said, TurnWords):
            self._count(said)

    def _count(self, unused: TurnWords) -> None:
        if unused.spent:
            self._on_engine_event(PreparedInVain(unused.spent))

    # --- names

    def turn(self, item_id: str) -> TurnId:
        """Returns our name for the server's item, derived from its own name where the server ended the turn."""
        turn = self._turns.get(item_id)
        if turn is None:
            turn = TurnId(f"{item_id}{self._session}")
            self._know(turn, item_id)
        return turn

    def know_old(self, message: Message, item_id: str) -> None:
        """Registers a turn from before this session."""
        self._know(own_turn(message.id), item_id)

    def _new_item(self, turn: TurnId) -> str:
        item = self._out.name("u")
        self._know(turn, item)
        self.newest = turn
        return item

    def _know(self, turn: TurnId, item_id: str) -> None:
        self._turns[item_id] = turn
        items = self._items.setdefault(turn, [])
        if item_id not in items:
            items.append(item_id)
