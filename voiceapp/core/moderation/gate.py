"""Decides what passes between an engine and the talk while what is said and answered is checked. Pure: time is an argument.

What the person says goes to the engine at once, and an answer is made while it is checked. Nothing of an answer passes
before its own words and what it answers are found harmless. Where something is found, the engine is told to forget it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from voiceapp.core.failures import Failure
from voiceapp.core.messages import (
    CancelReply,
    CommitTurn,
    CorrectTurn,
    EngineCommand,
    EngineEvent,
    EngineRefused,
    ForgetTurn,
    LinkCharged,
    LinkLost,
    Outcome,
    ReplyBegan,
    ReplyEnded,
    ReplyEvent,
    ReplyId,
    ReplySpoken,
    ReplyTakenBack,
    ReplyThought,
    SendText,
    SendUtterance,
    ToolAsked,
    TruncateReply,
    TurnId,
    TurnNotUnderstood,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.moderation.held_reply import HeldReply
from voiceapp.core.moderation.verdict import (
    NO_WORDS,
    Verdict,
    answer_failure,
    goes_unchecked,
    said_failure,
    unchecked_failure,
)
from voiceapp.core.transcript import Image

WORDS_PATIENCE = 5.0
"""Seconds for which an answer waits for the words of what it answers. Some services recognise these beside the answer."""
REMEMBERED = 32
"""How many texts are remembered as harmless: words are often reported before a turn ends, and then once more."""


@dataclass(frozen=True, slots=True)
class Check:
    """Have this looked at, and tell the gate what was found."""

    number: int
    text: str
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Pass:
    """Let the talk have this."""

    event: EngineEvent


@dataclass(frozen=True, slots=True)
class Tell:
    """Send this to the engine."""

    command: EngineCommand


GateAction = Check | Pass | Tell


@dataclass(slots=True)
class _Turn:
    """Something that the person said whose harmlessness isn't known."""

    check: int | None = None
    """None: its words have not come."""
    waited_since: float | None = None
    """An answer has been waiting for its words since then."""
    failure: Failure | None = None
    """Why it isn't answered."""
    was_replied_to: bool = False
    """A reply to it began, which may be over already."""


@dataclass(frozen=True, slots=True)
class GateRules:
    strict: bool = False
    closed: bool = False
    """What cannot be checked is held back."""


@dataclass(slots=True)
class ModerationGate:
    rules: GateRules
    _turns: dict[TurnId, _Turn] = field(default_factory=dict[TurnId, _Turn])
    _replies: dict[ReplyId, HeldReply] = field(default_factory=dict[ReplyId, HeldReply])
    _refused: set[ReplyId] = field(default_factory=set[ReplyId])
    """Held back, and not yet ended by the engine."""
    _asked: dict[int, str | None] = field(default_factory=dict[int, str | None])
    """The texts of the checks that are under way. None: there are pictures with it."""
    _given_up: set[TurnId] = field(default_factory=set[TurnId])
    """What was answered already when its words came, or came anew."""
    _typed: set[TurnId] = field(default_factory=set[TurnId])
    """What has its words from the start."""
    _harmless: dict[str, None] = field(default_factory=dict[str, None])
    _last: int = 0
    _told_unchecked: bool = False

    # --- from the talk to the engine

    def sent(self, command: EngineCommand) -> tuple[GateAction, ...]:
        """Take what goes to the engine."""
        return tuple(self._on_command(command))

    def _on_command(self, command: EngineCommand) -> Iterator[GateAction]:
        yield Tell(command)
        match command:
            case CommitTurn(turn) | SendUtterance(turn):
                self._turns.setdefault(turn, _Turn())
            case SendText(turn, text, images):
                self._typed.add(turn)
                yield from self._check_turn(turn, text, images)
            case CorrectTurn(turn, text):
                if turn not in self._turns:
                    self._given_up.add(turn)
                yield from self._check_turn(turn, text)
            case ForgetTurn(turn):
                self._turns.pop(turn, None)
                yield from self._let_go()
            case _:
                pass

    # --- from the engine to the talk

    def came(self, event: EngineEvent, now: float) -> tuple[GateAction, ...]:
        """Take what the engine reports."""
        return tuple(self._on_event(event, now))

    def _on_event(self, event: EngineEvent, now: float) -> Iterator[GateAction]:
        if isinstance(event, ReplyEvent | ToolAsked):
            yield from self._on_reply(event, now)
            return
        match event:
            case TurnTaken(turn):
                if turn not in self._typed:
                    self._turns.setdefault(turn, _Turn())
                yield Pass(event)
            case TurnWords():
                yield Pass(event)
                yield from self._on_words(event)
            case TurnNotUnderstood(turn):
                yield Pass(event)
                yield from self._on_not_understood(turn)
            case LinkLost():
                self._replies.clear()
                yield Pass(event)
            case _:
                yield Pass(event)

    def _on_words(self, event: TurnWords) -> Iterator[GateAction]:
        if event.final:
            yield from self._check_turn(event.turn, event.text)
        elif event.prepared and event.text not in self._harmless and event.text not in self._asked.values():
            yield self._check(event.text)

    def _on_not_understood(self, name: TurnId) -> Iterator[GateAction]:
        """An engine that hears may answer it all the same."""
        turn = self._turns.get(name)
        if self.rules.closed and turn is not None and turn.check is None:
            yield from self._judge_turn(name, turn, NO_WORDS)
        else:
            self._turns.pop(name, None)
            yield from self._let_go()

    def _check_turn(self, turn: TurnId, text: str, images: tuple[Image, ...] = ()) -> Iterator[GateAction]:
        if not images and (not text.strip() or text in self._harmless):
            self._turns.pop(turn, None)
            yield from self._let_go()
            return
        under_way = None if images else next((n for n, asked in self._asked.items() if asked == text), None)
        state = self._turns.setdefault(turn, _Turn(was_replied_to=turn in self._given_up))
        if under_way is not None:
            state.check = under_way
            return
        check = self._check(text, images)
        state.check = check.number
        yield check

    def _check(self, text: str, images: tuple[Image, ...] = ()) -> Check:
        number = self._next()
        self._asked[number] = None if images else text
        return Check(number, text, images)

    def _next(self) -> int:
        self._last += 1
        return self._last

    # --- replies

    def _on_reply(self, event: ReplyEvent | ToolAsked, now: float) -> Iterator[GateAction]:
        reply = event.reply
        if reply in self._refused:
            yield from self._on_refused(event)
            return
        match event:
            case ReplyBegan():
                yield Pass(event)
                yield from self._begin(event, now)
                return
            case ReplyThought():
                # It cannot be seen before it has been checked, and nobody waits for it.
                yield Pass(ReplyThought(reply, ""))
                return
            case ReplyTakenBack():
                self._replies.pop(reply, None)
                yield Pass(event)
                return
            case _:
                pass
        held = self._replies.setdefault(reply, HeldReply(reply))
        held.take(event)
        if isinstance(event, ReplySpoken | ToolAsked | ReplyEnded):
            yield from self._cut_at_end(held)
        elif held.is_cut_here:
            yield self._cut(held)
        yield from self._let_go_of(held)

    def _begin(self, event: ReplyBegan, now: float) -> Iterator[GateAction]:
        self._replies[event.reply] = HeldReply(event.reply)
        for name, turn in self._turns.items():
            turn.was_replied_to = turn.was_replied_to or event.turn in (None, name)
            if turn.check is None and turn.waited_since is None:
                turn.waited_since = now
        yield from self._refuse_answers()

    def _on_refused(self, event: ReplyEvent | ToolAsked) -> Iterator[GateAction]:
        if isinstance(event, ReplyEnded):
            self._refused.discard(event.reply)
            if event.spent:
                yield Pass(LinkCharged(event.spent))
        elif isinstance(event, ReplyTakenBack):
            self._refused.discard(event.reply)

    def _cut(self, held: HeldReply) -> Check:
        number = self._next()
        text = held.cut(number)
        self._asked[number] = text
        return Check(number, text)

    def _cut_at_end(self, held: HeldReply) -> Iterator[GateAction]:
        if held.has_words:
            yield self._cut(held)
        elif held.has_sound_without_words:
            number = self._next()
            held.cut(number)
            yield from self._judge_reply(held, number, NO_WORDS)
        else:
            number = self._next()
            held.cut(number)
            held.clear(number)

    # --- verdicts

    def judged(self, number: int, verdict: Verdict | Failure) -> tuple[GateAction, ...]:
        """Take what a check found. A Failure: it could not be made."""
        return tuple(self._on_verdict(number, verdict))

    def _on_verdict(self, number: int, verdict: Verdict | Failure) -> Iterator[GateAction]:
        text = self._asked.pop(number, None)
        harm = None if isinstance(verdict, Failure) else verdict.harm(strict=self.rules.strict)
        if isinstance(verdict, Verdict):
            self._told_unchecked = False
            if harm is None and text is not None:
                self._remember(text)
        for name, turn in tuple(self._turns.items()):
            if turn.check == number:
                yield from self._judge_turn(name, turn, verdict)
        for held in tuple(self._replies.values()):
            yield from self._judge_reply(held, number, verdict)

    def _judge_turn(self, name: TurnId, turn: _Turn, verdict: Verdict | Failure) -> Iterator[GateAction]:
        if isinstance(verdict, Failure):
            if self.rules.closed:
                turn.failure = unchecked_failure(verdict)
            else:
                yield from self._tell_unchecked(verdict)
        else:
            harm = verdict.harm(strict=self.rules.strict)
            turn.failure = None if harm is None else said_failure(harm)
        if turn.failure is None:
            self._turns.pop(name)
            yield from self._let_go()
        elif self._replies or turn.was_replied_to:
            yield from self._refuse_answers()

    def _judge_reply(self, held: HeldReply, number: int, verdict: Verdict | Failure) -> Iterator[GateAction]:
        failure: Failure | None = None
        if isinstance(verdict, Failure):
            if self.rules.closed:
                failure = unchecked_failure(verdict)
            else:
                yield from self._tell_unchecked(verdict)
        else:
            harm = verdict.harm(strict=self.rules.strict)
            failure = None if harm is None else answer_failure(harm, some_heard=bool(held.heard_text))
        if failure is None:
            held.clear(number)
            yield from self._let_go_of(held)
        elif held.waits_for(number):
            yield from self._refuse(held, failure)

    def _tell_unchecked(self, why: Failure) -> Iterator[GateAction]:
        if not self._told_unchecked:
            self._told_unchecked = True
            yield Pass(EngineRefused(goes_unchecked(why)))

    def _remember(self, text: str) -> None:
        self._harmless[text] = None
        while len(self._harmless) > REMEMBERED:
            del self._harmless[next(iter(self._harmless))]

    # --- what follows

    def _refuse_answers(self) -> Iterator[GateAction]:
        """End the replies to what may not be answered, and let the engine forget it."""
        flagged = [(name, turn.failure) for name, turn in self._turns.items() if turn.failure is not None]
        if not flagged:
            return
        for held in tuple(self._replies.values()):
            failure = flagged[-1][1]
            assert failure is not None
            yield from self._refuse(held, failure)
        for name, _ in flagged:
            self._turns.pop(name)
            yield Tell(ForgetTurn(name))

    def _refuse(self, held: HeldReply, failure: Failure) -> Iterator[GateAction]:
        del self._replies[held.reply]
        ended = held.ended
        if ended is None:
            self._refused.add(held.reply)
            yield Tell(CancelReply(held.reply))
        yield Tell(TruncateReply(held.reply, held.heard_ms, held.heard_text))
        spent = ended.spent if ended is not None else ()
        yield Pass(ReplyEnded(held.reply, Outcome.FAILED, spent, failure))

    def _let_go(self) -> Iterator[GateAction]:
        for held in tuple(self._replies.values()):
            yield from self._let_go_of(held)

    def _let_go_of(self, held: HeldReply) -> Iterator[GateAction]:
        if self._turns:
            return
        for event in held.let_go():
            yield Pass(event)
        if held.is_over:
            self._replies.pop(held.reply, None)

    # --- time

    @property
    def deadline(self) -> float | None:
        """Return when an answer has waited long enough for the words of what it answers."""
        waits = (turn.waited_since for turn in self._turns.values() if turn.check is None)
        return min((since + WORDS_PATIENCE for since in waits if since is not None), default=None)

    def tick(self, now: float) -> tuple[GateAction, ...]:
        """Go on without words that do not come."""
        late = [
            (name, turn)
            for name, turn in self._turns.items()
            if turn.check is None and turn.waited_since is not None and now >= turn.waited_since + WORDS_PATIENCE
        ]
        actions: list[GateAction] = []
        for name, turn in late:
            self._given_up.add(name)
            actions.extend(self._judge_turn(name, turn, NO_WORDS))
        return tuple(actions)
