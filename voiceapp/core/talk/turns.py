"""Tracks what the person said that is not answered yet. A turn leaves this list answered, or not at all.

What may become of a turn stands in `TURN_TRANSITIONS`, and in docs/STATES.md, which is made from it.
"""

from collections.abc import Iterable
from enum import Enum

from voiceapp.core.messages import LinkId, ReplyId, TurnId, own_turn
from voiceapp.core.transcript import Image, ItemId, SoundId
from voiceapp.core.transitions import Transitions


class TurnPhase(Enum):
    WAITING = "waiting"
    """It is still to be sent: it goes out as soon as a link is open."""
    SENT = "sent"
    """It went over a link, and no reply to it has begun."""
    UNWANTED = "unwanted"
    """It was sent, and the person went on before a reply to it began."""
    BEING_ANSWERED = "being answered"
    """A reply to it has begun."""
    GIVEN_UP = "given up"
    """It stays where the person sees it, and nothing happens to it until they ask again."""
    ANSWERED = "answered"
    """Its reply was given: it is done with."""
    FORGOTTEN = "forgotten"
    """The person deleted it, or nothing is left of it that could be sent."""


class TurnMove(Enum):
    SEND = "send"
    """It goes over the link, or the engine that has it already is asked again."""
    INTERRUPT = "interrupt"
    """The person takes the floor."""
    BEGIN = "begin"
    """A reply begins that answers it."""
    GO_ON = "go on"
    """That reply only asked a tool, or was taken back: the next one answers."""
    ANSWER = "answer"
    """That reply was given, or the person cut it."""
    LOSE = "lose"
    """The link was lost, or the reply failed."""
    GIVE_UP = "give up"
    """Nobody answered it."""
    ASK_AGAIN = "ask again"
    """The person asks again, or there is another reason to try once more."""
    FORGET = "forget"
    """It is deleted, or its recording is gone."""


_NOT_ANSWERED_YET = {
    TurnMove.INTERRUPT: TurnPhase.UNWANTED,
    TurnMove.BEGIN: TurnPhase.BEING_ANSWERED,
    TurnMove.LOSE: TurnPhase.WAITING,
    TurnMove.GIVE_UP: TurnPhase.GIVEN_UP,
    TurnMove.FORGET: TurnPhase.FORGOTTEN,
}
TURN_TRANSITIONS = Transitions(
    "A turn of the person",
    TurnPhase.WAITING,
    {
        TurnPhase.WAITING: {
            TurnMove.SEND: TurnPhase.SENT,
            TurnMove.FORGET: TurnPhase.FORGOTTEN,
        },
        TurnPhase.SENT: _NOT_ANSWERED_YET,
        TurnPhase.UNWANTED: _NOT_ANSWERED_YET,
        TurnPhase.BEING_ANSWERED: {
            TurnMove.GO_ON: TurnPhase.SENT,
            TurnMove.ANSWER: TurnPhase.ANSWERED,
            TurnMove.LOSE: TurnPhase.WAITING,
            TurnMove.GIVE_UP: TurnPhase.GIVEN_UP,
            TurnMove.FORGET: TurnPhase.FORGOTTEN,
        },
        TurnPhase.GIVEN_UP: {
            TurnMove.ASK_AGAIN: TurnPhase.WAITING,
            TurnMove.FORGET: TurnPhase.FORGOTTEN,
        },
        TurnPhase.ANSWERED: {},
        TurnPhase.FORGOTTEN: {},
    },
)


class Turn:
    """One thing that the person said or wrote."""

    def __init__(
        self,
        turn: TurnId,
        item: ItemId,
        sound: SoundId | None = None,
        text: str = "",
        images: tuple[Image, ...] = (),
        *,
        spoken: bool = True,
    ) -> None:
        """`spoken`: answer by voice."""
        self.id = turn
        self.item = item
        self.sound = sound
        self.images = images
        self.spoken = spoken
        self._text = text
        self._recognised = ""
        """What an engine made of its sound. Another one that needs words gets these, and need not guess anew."""
        self._phase = TURN_TRANSITIONS.first
        self._link: LinkId | None = None
        """Over which it went last: an engine that has it already is only asked to answer."""
        self._sent_at = 0.0
        self._reply: ReplyId | None = None
        """The one that answers it."""
        self._asked_once_more = False

    @property
    def phase(self) -> TurnPhase:
        return self._phase

    @property
    def is_waiting(self) -> bool:
        """It is still to be sent."""
        return self._phase is TurnPhase.WAITING

    @property
    def awaits_reply(self) -> bool:
        """Sent, and no reply has begun."""
        return self._phase in (TurnPhase.SENT, TurnPhase.UNWANTED)

    @property
    def is_unwanted(self) -> bool:
        return self._phase is TurnPhase.UNWANTED

    @property
    def is_out(self) -> bool:
        """It is the engine's to answer, not ours to send."""
        return self.awaits_reply or self._phase is TurnPhase.BEING_ANSWERED

    @property
    def was_given_up(self) -> bool:
        return self._phase is TurnPhase.GIVEN_UP

    @property
    def sent_at(self) -> float:
        return self._sent_at

    @property
    def was_asked_once_more(self) -> bool:
        """Its answer did not come, and it was asked again by itself."""
        return self._asked_once_more

    def is_known_on(self, link: LinkId | None) -> bool:
        """The engine at the other end has it."""
        return link is not None and self._link == link

    def is_answered_by(self, reply: ReplyId) -> bool:
        return self._phase is TurnPhase.BEING_ANSWERED and self._reply == reply

    def in_writing(self, *, hears: bool) -> str | None:
        """As an engine is told it, one that hears or one that needs words; None: it gets the sound."""
        if self.sound is None:
            return self._text
        return self._text or (self._recognised if not hears else "") or None

    # --- what is known of it

    def write(self, text: str) -> None:
        """Should it be sent again: in writing. What the recording says does not count any more."""
        self._text = text

    def recognise(self, text: str) -> None:
        self._recognised = text

    # --- what becomes of it

    def _move(self, event: TurnMove) -> None:
        self._phase = TURN_TRANSITIONS.after(self._phase, event)

    def send(self, link: LinkId, now: float) -> None:
        self._move(TurnMove.SEND)
        self._link = link
        self._sent_at = now

    def interrupt(self) -> None:
        self._move(TurnMove.INTERRUPT)

    def begin(self, reply: ReplyId) -> None:
        self._move(TurnMove.BEGIN)
        self._reply = reply

    def go_on(self) -> None:
        self._move(TurnMove.GO_ON)

    def answer(self) -> None:
        self._move(TurnMove.ANSWER)

    def lose(self) -> None:
        self._move(TurnMove.LOSE)

    def lose_words(self) -> None:
        """The engine has nothing of it: it goes out again whole."""
        self._move(TurnMove.LOSE)
        self._link = None

    def ask_once_more(self) -> None:
        """By itself, and only this once."""
        self._move(TurnMove.LOSE)
        self._asked_once_more = True

    def give_up(self) -> None:
        self._move(TurnMove.GIVE_UP)

    def ask_again(self) -> None:
        self._move(TurnMove.ASK_AGAIN)

    def forget(self) -> None:
        self._move(TurnMove.FORGET)


class Turns:
    """All turns that are not answered, in the order in which they were said."""

    def __init__(self) -> None:
        self._turns: dict[TurnId, Turn] = {}
        self._items: dict[TurnId, ItemId] = {}
        self._order: dict[TurnId, int] = {}
        """Which went to the engine before which."""
        self._sent = 0
        self._disowned: set[TurnId] = set()
        self._refused = 0
        """Turns that the engine took in vain: it may still begin to answer them."""

    def clear(self) -> None:
        """Another talk."""
        self._turns.clear()
        self._items.clear()
        self._order.clear()
        self._sent = self._refused = 0
        self._disowned.clear()

    def add(self, turn: Turn) -> None:
        self._turns[turn.id] = turn
        self._items[turn.id] = turn.item

    # --- which there are

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
    def items(self) -> set[ItemId]:
        """The lines that have no answer yet."""
        return {turn.item for turn in self._turns.values()}

    @property
    def unsent(self) -> tuple[Turn, ...]:
        return tuple(turn for turn in self._turns.values() if turn.is_waiting)

    @property
    def not_out(self) -> int:
        """How many the person sees waiting: to be sent, or given up."""
        return sum(not turn.is_out for turn in self._turns.values())

    @property
    def awaiting(self) -> tuple[Turn, ...]:
        """Sent, and no reply has begun."""
        return tuple(turn for turn in self._turns.values() if turn.awaits_reply)

    def of(self, turn: TurnId) -> Turn | None:
        return self._turns.get(turn)

    def of_item(self, item: ItemId) -> Turn | None:
        return next((turn for turn in self._turns.values() if turn.item == item), None)

    def answered_by(self, reply: ReplyId) -> tuple[Turn, ...]:
        return tuple(turn for turn in self._turns.values() if turn.is_answered_by(reply))

    # --- the person

    def interrupt(self) -> None:
        """The person went on: an answer that has not begun is not wanted."""
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

    # --- the engine

    def send(self, turn: Turn, link: LinkId, now: float) -> None:
        if not turn.is_known_on(link):
            self._sent += 1
            self._order[turn.id] = self._sent
        turn.send(link, now)

    def reply_began(self, reply: ReplyId, link: LinkId, turn: TurnId | None, up_to: TurnId | None) -> bool:
        """A reply answers the turn that it names, those up to one, or else all that were sent. True: nobody wants it."""
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
            self._refused = 0  # the engine answers in order: what it took before this is behind it
        return unwanted if answers else self.take_refused()

    def answered(self, reply: ReplyId) -> tuple[Turn, ...]:
        """That reply was given: its turns are done with."""
        done = self.answered_by(reply)
        for turn in done:
            turn.answer()
            del self._turns[turn.id]
        return done

    def still_open(self, reply: ReplyId, link: LinkId | None) -> None:
        """That reply only asked a tool: the next reply answers, over this link if it is the same one still."""
        for turn in self.answered_by(reply):
            turn.go_on()
            if not turn.is_known_on(link):
                turn.lose()

    def unanswered(self, reply: ReplyId) -> tuple[Turn, ...]:
        """That reply failed: its turns are to be sent again."""
        again = self.answered_by(reply)
        for turn in again:
            turn.lose()
        return again

    def link_lost(self, link: LinkId, whole: frozenset[ReplyId]) -> None:
        """What was sent over it is to be sent again, except what a whole reply answers."""
        self._disowned.clear()
        self._refused = 0
        for turn in self._turns.values():
            kept = any(turn.is_answered_by(reply) for reply in whole)
            if turn.is_out and turn.is_known_on(link) and not kept:
                turn.lose()

    @staticmethod
    def give_up(turns: Iterable[Turn]) -> None:
        for turn in turns:
            turn.give_up()
