"""A turn leaves answered or not at all, whatever happens to it, and what cannot happen is refused."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from voiceapp.core.messages import LinkId, ReplyId, TurnId
from voiceapp.core.talk.turn import Turn, TurnPhase
from voiceapp.core.talk.turns import Turns
from voiceapp.core.transcript import ItemId
from voiceapp.core.transitions import IllegalMoveError


class TurnsWalk(RuleBasedStateMachine):
    """Turns as the engine side moves them, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.turns = Turns()
        self.said: list[Turn] = []
        self.link = LinkId(1)
        self.replies: dict[ReplyId, LinkId] = {}
        """Begun, and not over, with the link of each: one that came whole outlives its link."""
        self.begun = 0

    @rule()
    def say(self) -> None:
        number = len(self.said) + 1
        turn = Turn(TurnId(f"turn-{number}"), ItemId(f"item-{number}"))
        self.said.append(turn)
        self.turns.add(turn)

    @rule()
    def send_what_waits(self) -> None:
        for turn in self.turns.unsent:
            self.turns.send(turn, self.link, 0.0)

    @rule()
    def interrupt(self) -> None:
        self.turns.interrupt()

    @rule(data=st.data())
    def reply_begins(self, data: st.DataObject) -> None:
        self.begun += 1
        reply = ReplyId(f"reply-{self.begun}")
        known = st.none() | st.sampled_from([turn.id for turn in self.said] or [TurnId("unknown")])
        waited = [turn for turn in self.turns.awaiting if not turn.is_unwanted]
        unwanted = self.turns.reply_began(reply, self.link, data.draw(known), data.draw(known))
        self.replies[reply] = self.link
        answers = self.turns.answered_by(reply)
        assert not (unwanted and set(answers) & set(waited)), "what is waited for is not cut"

    @precondition(lambda self: self.replies)
    @rule(data=st.data(), how=st.sampled_from(["given", "only a tool", "failed", "failed for good", "once more"]))
    def reply_ends(self, data: st.DataObject, how: str) -> None:
        reply = data.draw(st.sampled_from(list(self.replies)))
        del self.replies[reply]
        turns = self.turns.answered_by(reply)
        match how:
            case "given":
                assert self.turns.answered(reply) == turns
            case "only a tool":
                self.turns.still_open(reply, self.link)
            case "failed":
                self.turns.unanswered(reply)
            case "failed for good":
                self.turns.give_up(turns)
            case _:
                for turn in turns:
                    turn.ask_once_more()
                assert all(turn.was_asked_once_more for turn in turns)
        assert self.turns.answered_by(reply) == ()

    @rule(keeps=st.booleans())
    def lose_link(self, *, keeps: bool) -> None:
        whole = frozenset(self.replies) if keeps else frozenset[ReplyId]()
        self.turns.link_lost(self.link, whole)
        self.replies = {reply: link for reply, link in self.replies.items() if link != self.link or reply in whole}
        self.link = LinkId(self.link + 1)

    @rule()
    def nobody_answers(self) -> None:
        self.turns.give_up(self.turns.awaiting)

    @rule()
    def ask_again(self) -> None:
        self.turns.try_again()

    @precondition(lambda self: self.turns.all)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self.turns.forget(data.draw(st.sampled_from(self.turns.all)))

    @invariant()
    def only_the_answered_and_the_deleted_leave(self) -> None:
        here = set(self.turns.all)
        for turn in self.said:
            gone = turn.phase in (TurnPhase.ANSWERED, TurnPhase.FORGOTTEN)
            assert gone != (turn in here), turn.phase

    @invariant()
    def nothing_waits_where_nobody_looks(self) -> None:
        out = sum(turn.is_out for turn in self.turns.all)
        assert self.turns.not_out + out == len(self.turns.all)
        for turn in self.turns.awaiting:
            assert turn.is_known_on(self.link), "what went over a link that is gone is sent again"

    def teardown(self) -> None:
        """In the end somebody answers."""
        self.turns.try_again()
        self.turns.link_lost(self.link, frozenset())
        self.send_what_waits()
        for reply in self.replies:
            self.turns.answered(reply)
        last = ReplyId("last")
        self.turns.reply_began(last, self.link, None, None)
        self.turns.answered(last)
        assert self.turns.all == ()


TestTurnsWalk = TurnsWalk.TestCase


def test_an_answered_turn_cannot_be_sent_again() -> None:
    turn = Turn(TurnId("turn"), ItemId("item"))
    turn.send(LinkId(1), 0.0)
    turn.begin(ReplyId("reply"))
    turn.answer()
    with pytest.raises(IllegalMoveError, match="SEND"):
        turn.send(LinkId(1), 0.0)
    assert turn.phase is TurnPhase.ANSWERED, "what is refused changes nothing"
