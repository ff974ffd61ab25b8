"""A reply settles exactly once, and no sound of one that was cut is ever played, in whatever order the news come."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    Command,
    EndSound,
    LinkId,
    Outcome,
    Play,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    StopPlaying,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.replies import Replies
from voiceapp.core.talk.reply import Reply, ReplyOutcome
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.transcript import Message, MessageState, Talk, TalkId
from voiceapp.core.transitions import IllegalMoveError

LINK = LinkId(1)
BROKEN = Failure(FailureKind.SERVER_BROKEN, Sentence("The service had a fault."))
NAMES = [ReplyId(f"reply-{number}") for number in range(3)]
SOUND = bytes(4_800)


class RepliesWalk(RuleBasedStateMachine):
    """News of three replies, from the engine, the loudspeaker and the person, also such as cannot be."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.commands: list[Command] = []
        self.transcript = TranscriptWriter(self.commands.append)
        self.transcript.open(Talk(TalkId("talk"), 0.0), 0.0)
        self.replies = Replies(self.commands.append, self.transcript)
        self.begun: set[ReplyId] = set()
        self.settled: list[ReplyOutcome] = []
        self.silenced: set[ReplyId] = set()
        """What the person may not hear any more."""

    def follow(self) -> None:
        self.now += 0.1
        self.settled += self.replies.take_news()

    @rule(reply=st.sampled_from(NAMES))
    def begin(self, reply: ReplyId) -> None:
        if reply not in self.begun:  # no name is used twice in a talk
            self.begun.add(reply)
            self.replies.began(ReplyBegan(reply), LINK, "Engine", "model", self.now)

    @rule(reply=st.sampled_from(NAMES), times=st.integers(1, 3))
    def sound(self, reply: ReplyId, times: int) -> None:
        before = len(self.commands)
        for _ in range(times):
            self.replies.sound(reply, SOUND, self.now)
        played = [each for each in self.commands[before:] if isinstance(each, Play)]
        assert not (played and reply in self.silenced), "a cut reply is never played again"
        self.follow()

    @rule(reply=st.sampled_from(NAMES))
    def words(self, reply: ReplyId) -> None:
        self.replies.words(reply, "More words. ", 0, self.now)
        self.follow()

    @rule(reply=st.sampled_from(NAMES))
    def thought(self, reply: ReplyId) -> None:
        self.replies.thought(reply, "Hm.", self.now)
        self.follow()

    @rule(reply=st.sampled_from(NAMES))
    def all_sound_has_come(self, reply: ReplyId) -> None:
        self.replies.finished_speaking(reply)
        self.follow()

    @rule(reply=st.sampled_from(NAMES))
    def take_back(self, reply: ReplyId) -> None:
        if self.replies.take_back(reply, self.now):
            self.silenced.add(reply)
        self.follow()

    @rule(reply=st.sampled_from(NAMES), outcome=st.sampled_from(Outcome))
    def end(self, reply: ReplyId, outcome: Outcome) -> None:
        self.replies.ended(ReplyEnded(reply, outcome, failure=BROKEN if outcome is Outcome.FAILED else None))
        self.follow()

    @rule()
    def lose_link(self) -> None:
        self.replies.link_lost(LINK)
        self.follow()

    @rule(reply=st.sampled_from(NAMES), heard=st.integers(0, 400))
    def play(self, reply: ReplyId, heard: int) -> None:
        self.replies.played(reply, heard, self.now)
        self.follow()

    @rule(reply=st.sampled_from(NAMES), heard=st.integers(0, 400), whole=st.booleans())
    def speaker_is_done(self, reply: ReplyId, heard: int, *, whole: bool) -> None:
        if whole:
            self.replies.playback_ended(reply, heard, self.now)
        else:
            self.replies.playback_stopped(reply, heard, self.now)
            self.silenced |= {reply} & self.begun
        self.follow()

    @rule()
    def interrupt(self) -> None:
        before = len(self.commands)
        audible = self.replies.audible
        self.replies.cut(self.now, LINK)
        assert audible == any(isinstance(each, StopPlaying) for each in self.commands[before:])
        self.silenced |= self.begun
        self.follow()

    @rule(seconds=st.sampled_from([0.5, 2.0, 40.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds
        self.replies.tick(self.now)
        self.follow()

    @invariant()
    def each_settles_once(self) -> None:
        names = [news.reply for news in self.settled]
        assert len(names) == len(set(names))
        ended = [each.sound for each in self.commands if isinstance(each, EndSound)]
        assert len(ended) == len(set(ended)), "a recording is closed once"

    def teardown(self) -> None:
        """In the end nothing is left half done."""
        self.replies.cut(self.now, LINK)
        self.replies.close()
        self.follow()
        assert {news.reply for news in self.settled} == self.begun
        self.each_settles_once()
        for reply in self.begun:
            self.replies.ended(ReplyEnded(reply, Outcome.CUT))
        assert not self.replies.live
        assert not self.replies.stopping
        assert self.replies.deadline is None
        for item in self.transcript.items:
            assert not isinstance(item, Message) or item.state is not MessageState.GROWING


TestRepliesWalk = RepliesWalk.TestCase


def test_what_is_settled_cannot_be_played_or_settled_again() -> None:
    reply = Reply(NAMES[0], LINK, "Engine", "model", 0.0)
    reply.settle()
    with pytest.raises(IllegalMoveError, match="SETTLE"):
        reply.settle()
    with pytest.raises(IllegalMoveError, match="PLAY"):
        reply.take_sound(SOUND, 0.0)


def test_what_is_still_to_be_heard_cannot_be_settled() -> None:
    reply = Reply(NAMES[0], LINK, "Engine", "model", 0.0)
    reply.take_sound(SOUND, 0.0)
    with pytest.raises(IllegalMoveError, match="SETTLE"):
        reply.settle()
