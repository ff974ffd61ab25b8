"""Tracks what the person said that is not answered yet. A turn leaves this list answered, or not at all.

waiting --sent over a link--> sent --a reply begins--> being answered --reply done--> gone
   ^------ the link was lost, or the reply failed ------'
"""

from dataclasses import dataclass

from voiceapp.core.messages import LinkId, ReplyId, TurnId, own_turn
from voiceapp.core.transcript import Image, ItemId, SoundId


@dataclass(slots=True)
class Turn:
    id: TurnId
    item: ItemId
    sound: SoundId | None = None
    text: str = ""
    images: tuple[Image, ...] = ()
    spoken: bool = True
    """Answer by voice."""
    known_on: LinkId | None = None
    """The last link over which it went: an engine that has it already is only asked to answer."""
    sent_on: LinkId | None = None
    sent_at: float = 0.0
    answered_by: ReplyId | None = None
    retried: bool = False
    """Its reply failed once, and it was sent again by itself."""
    unwanted: bool = False
    """The person went on before its reply began."""
    given_up: bool = False
    """It stays, but nothing happens to it until the person asks again."""
    recognised: str = ""
    """What an engine made of its sound. Another one that needs words gets these, and need not guess anew."""

    def in_writing(self, *, hears: bool) -> str | None:
        """As an engine is told it, one that hears or one that needs words; None: it gets the sound."""
        if self.sound is None:
            return self.text
        return self.text or (self.recognised if not hears else "") or None


class Turns:
    def __init__(self) -> None:
        self._turns: dict[TurnId, Turn] = {}
        self._items: dict[TurnId, ItemId] = {}
        self._order: dict[TurnId, int] = {}
        """Which went to the engine before which."""
        self._sent = 0
        self._disowned: set[TurnId] = set()
        self._refused = 0
        """Turns that the engine took in vain: it may still begin to answer them."""

    def add(self, turn: Turn) -> None:
        self._turns[turn.id] = turn
        self._items[turn.id] = turn.item

    def item_of(self, turn: TurnId) -> ItemId | None:
        """Also of a turn that was answered long ago: its words may come late."""
        return self._items.get(turn)

    def names_of(self, item: ItemId) -> tuple[TurnId, ...]:
        """All under which an engine may know this item."""
        known = [turn for turn, of in self._items.items() if of == item]
        return tuple(dict.fromkeys((*known, own_turn(item))))

    @property
    def count(self) -> int:
        """Of all turns there ever were in this talk."""
        return len(self._items)

    @property
    def all(self) -> tuple[Turn, ...]:
        return tuple(self._turns.values())

    @property
    def unsent(self) -> tuple[Turn, ...]:
        """In the order in which they were said."""
        return tuple(turn for turn in self._turns.values() if turn.sent_on is None and not turn.given_up)

    @property
    def awaiting(self) -> tuple[Turn, ...]:
        """Sent, and no reply has begun."""
        return tuple(t for t in self._turns.values() if t.sent_on is not None and t.answered_by is None)

    def of(self, turn: TurnId) -> Turn | None:
        return self._turns.get(turn)

    def of_item(self, item: ItemId) -> Turn | None:
        return next((turn for turn in self._turns.values() if turn.item == item), None)

    def forget(self, turn: TurnId) -> None:
        self._turns.pop(turn, None)

    def put_in_writing(self, turn: Turn, text: str) -> None:
        """It was to be sent as sound, and is not: as text it is still to be sent."""
        turn.text = text
        turn.sent_on = turn.known_on = None

    def disown(self, turn: TurnId) -> None:
        """What the engine calls so is sent to it again, under a name of ours."""
        self._disowned.add(turn)

    def is_disowned(self, turn: TurnId) -> bool:
        return turn in self._disowned

    def refuse(self, turn: TurnId) -> None:
        self._disowned.add(turn)
        self._refused += 1

    def take_refused(self) -> bool:
        """Whether a reply that answers nothing of ours answers a turn that was refused."""
        if not self._refused:
            return False
        self._refused -= 1
        return True

    def sent(self, turn: Turn, link: LinkId, now: float) -> None:
        if turn.known_on != link:
            self._sent += 1
            self._order[turn.id] = self._sent
        turn.sent_on = turn.known_on = link
        turn.sent_at = now
        turn.unwanted = False

    def reply_began(self, reply: ReplyId, link: LinkId, turn: TurnId | None, up_to: TurnId | None) -> tuple[Turn, ...]:
        """Says which turns this reply answers: the one that it names, those up to one, or else all that were sent."""
        last = self._order.get(up_to) if up_to is not None else None
        answers = tuple(
            waiting
            for waiting in self._turns.values()
            if waiting.sent_on == link
            and waiting.answered_by is None
            and turn in (None, waiting.id)
            and (last is None or self._order[waiting.id] <= last)
        )
        for each in answers:
            each.answered_by = reply
            self._refused = 0  # the engine answers in order: what it took before this is behind it
        return answers

    def answered(self, reply: ReplyId) -> tuple[Turn, ...]:
        """That reply was given: its turns are done with."""
        done = tuple(turn for turn in self._turns.values() if turn.answered_by == reply)
        for turn in done:
            del self._turns[turn.id]
        return done

    def still_open(self, reply: ReplyId) -> None:
        """That reply only asked a tool: the next reply answers."""
        for turn in self._turns.values():
            if turn.answered_by == reply:
                turn.answered_by = None

    def give_up(self, turns: tuple[Turn, ...]) -> None:
        for turn in turns:
            turn.sent_on = None
            turn.answered_by = None
            turn.given_up = True

    def unanswered(self, reply: ReplyId) -> tuple[Turn, ...]:
        """That reply failed: its turns are to be sent again."""
        again = tuple(turn for turn in self._turns.values() if turn.answered_by == reply)
        for turn in again:
            turn.sent_on = None
            turn.answered_by = None
        return again

    def link_lost(self, link: LinkId, whole: frozenset[ReplyId]) -> None:
        """What was sent over it is to be sent again, except what a whole reply answers."""
        self._disowned.clear()
        self._refused = 0
        for turn in self._turns.values():
            if turn.sent_on == link and turn.answered_by not in whole:
                turn.sent_on = None
                turn.answered_by = None

    def try_again(self) -> None:
        for turn in self._turns.values():
            turn.given_up = False
