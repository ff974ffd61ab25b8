"""Tracks what the person said that is not answered yet. A turn leaves this list only when answered or deleted."""

from collections.abc import Iterable

from voiceapp.core.messages import LinkId, ReplyId, TurnId, own_turn
from voiceapp.core.talk.turn import Turn
from voiceapp.core.transcript import ItemId


class Turns:
    """All turns that are not answered, in the order in which they were said."""

    def __init__(self) -> None:
        self._turns: dict[TurnId, Turn] = {}
        self._items: dict[TurnId, ItemId] = {}
        self._order: dict[TurnId, int] = {}
        """The order in which turns went to the engine."""
        self._sent = 0
        self._disowned: set[TurnId] = set()
        self._refused = 0
        """Turns that were taken back from the engine, which may still begin to answer them."""
        self._repeated = 0
        """Answers that were requested again before any began. An engine that queues requests gives each of them."""
        self._repeated_after = 0
        """The number of the last turn that was sent before that."""

    def clear(self) -> None:
        """Forget all turns, because another talk begins."""
        self._turns.clear()
        self._items.clear()
        self._order.clear()
        self._sent = self._refused = self._repeated = self._repeated_after = 0
        self._disowned.clear()

    def add(self, turn: Turn) -> None:
        self._turns[turn.id] = turn
        self._items[turn.id] = turn.item

    # --- which there are

    def item_of(self, turn: TurnId) -> ItemId | None:
        """Return a turn's line, even if it was answered long ago, because its words may come late."""
        return self._items.get(turn)

    def names_of(self, item: ItemId) -> tuple[TurnId, ...]:
        """Return every name by which an engine may know this item."""
        known = [turn for turn, of in self._items.items() if of == item]
        return tuple(dict.fromkeys((*known, own_turn(item))))

    @property
    def count(self) -> int:
        """Return how many turns there have ever been in this talk."""
        return len(self._items)

    @property
    def all(self) -> tuple[Turn, ...]:
        return tuple(self._turns.values())

    @property
    def owe_answer(self) -> bool:
        """Return whether any is to be answered without the person asking again."""
        return any(not turn.was_given_up for turn in self._turns.values())

    @property
    def items(self) -> set[ItemId]:
        """Return the lines that have no answer yet."""
        return {turn.item for turn in self._turns.values()}

    @property
    def unsent(self) -> tuple[Turn, ...]:
        return tuple(turn for turn in self._turns.values() if turn.is_waiting)

    @property
    def not_out(self) -> int:
        """Return how many the person sees waiting to be sent, or given up."""
        return sum(not turn.is_out for turn in self._turns.values())

    @property
    def awaiting(self) -> tuple[Turn, ...]:
        """Return the turns that were sent and have no reply yet."""
        return tuple(turn for turn in self._turns.values() if turn.awaits_reply)

    def of(self, turn: TurnId) -> Turn | None:
        return self._turns.get(turn)

    def of_item(self, item: ItemId) -> Turn | None:
        return next((turn for turn in self._turns.values() if turn.item == item), None)

    def answered_by(self, reply: ReplyId) -> tuple[Turn, ...]:
        return tuple(turn for turn in self._turns.values() if turn.is_answered_by(reply))

    # --- the person

    def interrupt(self) -> None:
        """Note that the person went on, so that an answer that has not begun is unwanted."""
        for turn in self.awaiting:
            turn.interrupt()

    def forget(self, turn: Turn) -> None:
        turn.forget()
        self._turns.pop(turn.id, None)

    def try_again(self) -> None:
        for turn in self._turns.values():
            if turn.was_given_up:
                turn.ask_again()

    def correct(self, item: ItemId, text: str) -> None:
        turn = self.of_item(item)
        if turn is not None:
            turn.write(text)

    # --- names that the engine gives

    def disown(self, turn: TurnId) -> None:
        """Mark a turn that the engine named, because it is sent again under a name of ours."""
        self._disowned.add(turn)

    def is_disowned(self, turn: TurnId) -> bool:
        return turn in self._disowned

    def refuse(self, turn: TurnId) -> None:
        self._disowned.add(turn)
        self._refused += 1

    def _take_superfluous(self) -> bool:
        """Return whether a reply that answers nothing of ours belongs to a refused turn, or is a second answer to one
        that was asked again.
        """
        if self._refused:
            self._refused -= 1
        elif self._repeated:
            self._repeated -= 1
        else:
            return False
        return True

    # --- the engine

    def send(self, turn: Turn, link: LinkId, now: float) -> None:
        if not turn.is_known_on(link):
            self._sent += 1
            self._order[turn.id] = self._sent
        elif turn.got_no_reply:
            self._repeated += 1
            self._repeated_after = self._sent
        turn.send(link, now)

    def reply_began(self, reply: ReplyId, link: LinkId, turn: TurnId | None, up_to: TurnId | None) -> bool:
        """Let a reply answer the turn that it names, those up to one, or else all that were sent. Return True if
        unwanted.
        """
        last = self._order.get(up_to) if up_to is not None else None
        answers = [
            waiting
            for waiting in self.awaiting
            if waiting.is_known_on(link)
            and turn in (None, waiting.id)
            and (last is None or self._order[waiting.id] <= last)
        ]
        unwanted = all(each.is_unwanted for each in answers)
        for each in answers:
            each.begin(reply)
            self._refused = 0  # the engine answers in order, so it is past everything that it took before this
        return unwanted if answers else self._take_superfluous()

    def answered(self, reply: ReplyId) -> tuple[Turn, ...]:
        """Finish and return the turns of a reply that was given."""
        done = self.answered_by(reply)
        for turn in done:
            turn.answer()
            del self._turns[turn.id]
            if self._order[turn.id] > self._repeated_after:
                self._repeated = 0  # a later turn has been answered, so earlier repeats are no longer due
        return done

    def still_open(self, reply: ReplyId, link: LinkId | None) -> None:
        """Leave the turns of a reply that only asked a tool to the next one. If the link has changed, they are sent
        again.
        """
        for turn in self.answered_by(reply):
            turn.go_on()
            if not turn.is_known_on(link):
                turn.lose()

    def unanswered(self, reply: ReplyId) -> tuple[Turn, ...]:
        """Have the turns of a failed reply sent again."""
        again = self.answered_by(reply)
        for turn in again:
            turn.lose()
        return again

    def link_lost(self, link: LinkId, whole: frozenset[ReplyId]) -> None:
        """Make what was sent over this link wait again, except what a whole reply answers."""
        self._disowned.clear()
        self._refused = self._repeated = 0
        for turn in self._turns.values():
            kept = any(turn.is_answered_by(reply) for reply in whole)
            if turn.is_out and turn.is_known_on(link) and not kept:
                turn.lose()

    @staticmethod
    def give_up(turns: Iterable[Turn]) -> None:
        for turn in turns:
            turn.give_up()
