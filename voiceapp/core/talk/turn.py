"""Describes one thing that the person said or wrote, and what can happen to it until it is answered.

The possible changes stand in `TURN_TRANSITIONS`, and in docs/STATES.md, which is generated from it.
"""

from enum import Enum

from voiceapp.core.messages import LinkId, ReplyId, TurnId
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
        """Begin a turn. `spoken`: it is to be answered by voice."""
        self.id = turn
        self.item = item
        self.sound = sound
        self.images = images
        self.spoken = spoken
        self._text = text
        self._recognised = ""
        """The words that an engine recognised in its sound, kept for engines that need words."""
        self._phase = TURN_TRANSITIONS.first
        self._link: LinkId | None = None
        """The link that it last went over. An engine that already has it is only asked to answer."""
        self._sent_at = 0.0
        self._reply: ReplyId | None = None
        """The reply that answers it."""
        self._asked_once_more = False

    @property
    def phase(self) -> TurnPhase:
        return self._phase

    @property
    def is_waiting(self) -> bool:
        """Return whether it is still to be sent."""
        return self._phase is TurnPhase.WAITING

    @property
    def awaits_reply(self) -> bool:
        """Return whether it was sent and no reply has begun."""
        return self._phase in (TurnPhase.SENT, TurnPhase.UNWANTED)

    @property
    def is_unwanted(self) -> bool:
        return self._phase is TurnPhase.UNWANTED

    @property
    def is_out(self) -> bool:
        """Return whether the engine has to answer it, rather than we to send it."""
        return self.awaits_reply or self._phase is TurnPhase.BEING_ANSWERED

    @property
    def was_given_up(self) -> bool:
        return self._phase is TurnPhase.GIVEN_UP

    @property
    def sent_at(self) -> float:
        return self._sent_at

    @property
    def got_no_reply(self) -> bool:
        """Return whether no reply has begun since it was last sent."""
        return self._reply is None

    @property
    def was_asked_once_more(self) -> bool:
        """Return whether its answer did not come and it was asked again automatically."""
        return self._asked_once_more

    def is_known_on(self, link: LinkId | None) -> bool:
        """Return whether the engine at the other end has it."""
        return link is not None and self._link == link

    def is_answered_by(self, reply: ReplyId) -> bool:
        return self._phase is TurnPhase.BEING_ANSWERED and self._reply == reply

    def in_writing(self, *, hears: bool) -> str | None:
        """Return the words to give an engine, depending on whether it hears. None: it gets the sound."""
        if self.sound is None:
            return self._text
        return self._text or (self._recognised if not hears else "") or None

    # --- what is known of it

    def write(self, text: str) -> None:
        """Replace the words. If it is sent again, it goes in writing, because the recording no longer counts."""
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
        self._reply = None

    def interrupt(self) -> None:
        self._move(TurnMove.INTERRUPT)

    def begin(self, reply: ReplyId) -> None:
        self._move(TurnMove.BEGIN)
        self._reply = reply

    def go_on(self) -> None:
        self._move(TurnMove.GO_ON)
        self._reply = None

    def answer(self) -> None:
        self._move(TurnMove.ANSWER)

    def lose(self) -> None:
        self._move(TurnMove.LOSE)

    def lose_words(self) -> None:
        """Note that the engine has nothing of it, so that it is sent again whole."""
        self._move(TurnMove.LOSE)
        self._link = None

    def ask_once_more(self) -> None:
        """Ask again automatically, and only this once."""
        self._move(TurnMove.LOSE)
        self._asked_once_more = True

    def give_up(self) -> None:
        self._move(TurnMove.GIVE_UP)

    def ask_again(self) -> None:
        self._move(TurnMove.ASK_AGAIN)

    def forget(self) -> None:
        self._move(TurnMove.FORGET)
