"""What passes between an engine and a talk while everything is checked."""

import pytest

from voiceapp.core.failures import Failure, FailureKind, Remedy
from voiceapp.core.messages import (
    CallId,
    CancelReply,
    CommitTurn,
    CorrectTurn,
    DropAudio,
    EngineCommand,
    EngineEvent,
    EngineRefused,
    ForgetTurn,
    LinkCharged,
    LinkLost,
    NeedsNewSession,
    Outcome,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySound,
    ReplySpoken,
    ReplyTakenBack,
    ReplyThought,
    ReplyWords,
    SendText,
    SendUtterance,
    ToolAsked,
    TruncateReply,
    TurnId,
    TurnNotUnderstood,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.moderation.gate import WORDS_PATIENCE, Check, GateAction, GateRules, ModerationGate, Pass, Tell
from voiceapp.core.moderation.held_reply import LONGEST_CUT
from voiceapp.core.moderation.verdict import Harm, Verdict, picture_failure
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image, Spent, Usage

TURN, REPLY = TurnId("t"), ReplyId("r")
CLEAN = Verdict(frozenset(), {Harm.VIOLENCE: 0.01})
VIOLENT = Verdict(frozenset({Harm.VIOLENCE}), {Harm.VIOLENCE: 0.9, Harm.HATE: 0.2})
GONE = Failure(FailureKind.NO_NETWORK, Sentence("The service can't be reached."))
SECOND = ReplySound(REPLY, bytes(WIRE.bytes(1_000)))
SPENT = (Spent("m", Usage(text_out=3), 0.01),)
PICTURE = Image("image/png", b"png")


class Rig:
    """A gate between a scripted engine and what a talk would see."""

    def __init__(self, *, strict: bool = False, closed: bool = False) -> None:
        self.gate = ModerationGate(GateRules(strict=strict, closed=closed))
        self.passed: list[EngineEvent] = []
        self.told: list[EngineCommand] = []
        self.checks: list[Check] = []
        self.now = 0.0

    def _take(self, actions: tuple[GateAction, ...]) -> None:
        for action in actions:
            match action:
                case Check():
                    self.checks.append(action)
                case Pass(event):
                    self.passed.append(event)
                case Tell(command):
                    self.told.append(command)

    def come(self, *events: EngineEvent) -> None:
        for event in events:
            self._take(self.gate.came(event, self.now))

    def send(self, command: EngineCommand) -> None:
        self._take(self.gate.sent(command))

    def judge(self, verdict: Verdict | Failure) -> str:
        """Answer the oldest check. Returns its text."""
        check = self.checks.pop(0)
        self._take(self.gate.judged(check.number, verdict))
        return check.text

    def say(self, words: str = "Tell me a story.") -> None:
        """The person says something harmless that is taken as a turn."""
        self.come(TurnTaken(TURN), TurnWords(TURN, words, final=True))

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self._take(self.gate.tick(self.now))

    def deadline(self) -> float | None:
        return self.gate.deadline

    @property
    def answered(self) -> list[EngineEvent]:
        return [event for event in self.passed if not isinstance(event, TurnTaken | TurnWords)]


def test_an_answer_is_heard_sentence_by_sentence_once_each_is_found_harmless() -> None:
    rig = Rig()
    rig.say()
    began, first, second = ReplyBegan(REPLY), ReplyWords(REPLY, "Once upon a time."), ReplyWords(REPLY, " There was")
    rig.come(began, first, SECOND, second)
    assert rig.answered == [began]
    assert rig.judge(CLEAN) == "Tell me a story."
    assert rig.answered == [began]
    assert rig.judge(CLEAN) == "Once upon a time."
    assert rig.answered == [began, first, SECOND]
    rest = ReplyWords(REPLY, " a fox who liked to sleep late. ")
    ended = ReplyEnded(REPLY, Outcome.DONE, SPENT)
    rig.come(rest, SECOND, ReplySpoken(REPLY), ended)
    assert rig.judge(CLEAN) == "Once upon a time. There was a fox who liked to sleep late. "
    assert rig.answered == [began, first, SECOND, second, rest, SECOND, ReplySpoken(REPLY), ended]
    assert (rig.told, rig.checks) == ([], [])


def test_sound_waits_for_words_and_no_longer_than_for_these() -> None:
    rig = Rig()
    rig.come(ReplyBegan(REPLY), SECOND)
    assert SECOND not in rig.passed
    rig.come(ReplyWords(REPLY, "Good morning to you."))
    rig.judge(CLEAN)
    assert rig.passed.count(SECOND) == 1
    rig.come(SECOND)
    assert rig.passed.count(SECOND) == 2


def test_what_is_found_in_an_answer_ends_it_and_is_forgotten_by_the_engine() -> None:
    rig = Rig()
    rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "Good morning to you."), SECOND)
    rig.judge(CLEAN)
    rig.come(ReplyWords(REPLY, " And now I will tell you how to hurt your neighbour."), SECOND)
    rig.judge(VIOLENT)
    assert rig.told == [CancelReply(REPLY), TruncateReply(REPLY, 1_000, "Good morning to you.")]
    ended = rig.passed[-1]
    assert isinstance(ended, ReplyEnded)
    assert ended.outcome is Outcome.FAILED
    assert ended.failure is not None
    assert ended.failure.kind is FailureKind.CONTENT_REFUSED
    assert str(ended.failure.sentence) == (
        "The rest of the answer was held back, because the check found violence in it."
    )
    before = len(rig.passed)
    rig.come(ReplyWords(REPLY, "Still more."), SECOND, ReplyThought(REPLY, "hm"), ReplyEnded(REPLY, Outcome.CUT, SPENT))
    assert rig.passed[before:] == [LinkCharged(SPENT)]
    rig.come(ReplyBegan(ReplyId("next")))
    assert rig.passed[-1] == ReplyBegan(ReplyId("next"))


def test_an_answer_that_is_whole_when_something_is_found_is_charged_with_its_end() -> None:
    rig = Rig()
    rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "Hit him."), ReplyEnded(REPLY, Outcome.DONE, SPENT))
    rig.judge(VIOLENT)
    assert rig.told == [TruncateReply(REPLY, 0, "")]
    ended = rig.passed[-1]
    assert isinstance(ended, ReplyEnded)
    assert (ended.spent, ended.outcome) == (SPENT, Outcome.FAILED)
    assert ended.failure is not None
    assert str(ended.failure.sentence).startswith("The answer was held back, because the check found violence")


def test_a_refused_answer_may_end_without_costing_or_be_taken_back() -> None:
    for end in (ReplyEnded(REPLY, Outcome.CUT), ReplyTakenBack(REPLY)):
        rig = Rig()
        rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "I'd hit him hard."))
        rig.judge(VIOLENT)
        before = list(rig.passed)
        rig.come(end)
        assert rig.passed == before


def test_what_the_person_said_is_not_answered_where_something_is_found() -> None:
    rig = Rig()
    rig.say("How do I hurt him?")
    rig.come(ReplyBegan(REPLY, TURN), ReplyWords(REPLY, "That is not something to do."), SECOND)
    rig.judge(VIOLENT)
    assert rig.told == [CancelReply(REPLY), TruncateReply(REPLY, 0, ""), ForgetTurn(TURN)]
    ended = rig.passed[-1]
    assert isinstance(ended, ReplyEnded)
    assert ended.failure is not None
    assert str(ended.failure.sentence) == "This wasn't answered, because the check found violence in it."
    rig.judge(CLEAN)
    assert rig.passed[-1] is ended


def test_an_answer_that_begins_after_something_was_found_ends_at_once() -> None:
    rig = Rig()
    rig.send(SendText(TURN, "How do I hurt him?"))
    rig.judge(VIOLENT)
    assert rig.passed == []
    rig.come(ReplyBegan(REPLY, TURN))
    assert [type(event) for event in rig.passed] == [ReplyBegan, ReplyEnded]
    assert rig.told[1:] == [CancelReply(REPLY), TruncateReply(REPLY, 0, ""), ForgetTurn(TURN)]
    rig.come(ReplyEnded(REPLY, Outcome.CUT), ReplyBegan(ReplyId("2")))
    assert rig.passed[-1] == ReplyBegan(ReplyId("2"))


def test_what_is_found_once_its_answer_was_held_back_concerns_no_later_answer() -> None:
    rig = Rig()
    rig.send(SendText(TURN, "How do I hurt him?"))
    rig.come(ReplyBegan(REPLY, TURN), ReplyWords(REPLY, "Hit him hard."), ReplyEnded(REPLY, Outcome.DONE))
    said = rig.checks.pop(0)
    rig.judge(VIOLENT)
    rig.checks.append(said)
    rig.judge(VIOLENT)
    assert rig.told[-1] == ForgetTurn(TURN)
    rig.send(SendText(TurnId("u"), "How do I knit?"))
    rig.come(ReplyBegan(ReplyId("2"), TurnId("u")))
    assert rig.passed[-1] == ReplyBegan(ReplyId("2"), TurnId("u"))


def test_who_speaks_of_hurting_themselves_is_not_answered_with_a_word_about_rules() -> None:
    rig = Rig()
    rig.send(SendText(TURN, "I can't go on."))
    rig.judge(Verdict(frozenset({Harm.SELF_HARM}), {}))
    rig.come(ReplyBegan(REPLY))
    ended = rig.passed[-1]
    assert isinstance(ended, ReplyEnded)
    assert ended.failure is not None
    assert "someone you trust" in str(ended.failure.sentence)


def test_the_strict_are_told_of_what_comes_near() -> None:
    nearly = Verdict(frozenset(), {Harm.SEXUAL: 0.3})
    for strict in (False, True):
        rig = Rig(strict=strict)
        rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "Something not for children."))
        rig.judge(nearly)
        assert isinstance(rig.passed[-1], ReplyEnded) is strict
    assert "sexual content" in str(picture_failure(Harm.SEXUAL).sentence)


def test_pictures_are_looked_at_with_the_words_that_come_with_them() -> None:
    rig = Rig()
    rig.send(SendText(TURN, "", (PICTURE,)))
    assert rig.checks == [Check(1, "", (PICTURE,))]
    rig.judge(CLEAN)
    rig.send(SendText(TurnId("u"), ""))
    assert rig.checks == []
    assert rig.gate.deadline is None


def test_calls_of_tools_are_looked_at() -> None:
    rig = Rig()
    call = ToolAsked(REPLY, CallId("c"), "draw_picture", '{"what": "a fight"}')
    rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "I'll draw"), call)
    assert rig.checks[0].text == 'I\'ll draw\n{"what": "a fight"}\n'
    rig.judge(CLEAN)
    assert rig.passed[-1] == call


def test_thoughts_are_not_shown_but_seen_to_be_thought() -> None:
    rig = Rig()
    rig.come(ReplyBegan(REPLY), ReplyThought(REPLY, "I could tell them how"))
    assert rig.passed[-1] == ReplyThought(REPLY, "")


def test_a_reply_that_was_not_meant_for_the_person_goes() -> None:
    rig = Rig()
    rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "Not for you."), ReplyTakenBack(REPLY))
    rig.judge(CLEAN)
    assert rig.passed == [ReplyBegan(REPLY), ReplyTakenBack(REPLY)]


def test_an_empty_reply_ends_without_a_check() -> None:
    rig = Rig()
    rig.come(ReplyBegan(REPLY), ReplyEnded(REPLY, Outcome.DONE))
    assert rig.passed == [ReplyBegan(REPLY), ReplyEnded(REPLY, Outcome.DONE)]
    assert rig.checks == []


def test_much_without_an_end_is_checked_in_between() -> None:
    rig = Rig()
    rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "and " * 10))
    assert rig.checks == []
    rig.come(ReplyWords(REPLY, "and " * (LONGEST_CUT // 4)))
    assert len(rig.checks) == 1


def test_words_that_come_late_are_waited_for_but_not_for_ever() -> None:
    for closed in (False, True):
        rig = Rig(closed=closed)
        rig.come(TurnTaken(TURN), ReplyBegan(REPLY), ReplyWords(REPLY, "Here is what I think of it."))
        rig.judge(CLEAN)
        assert len(rig.answered) == 1
        assert rig.deadline() == WORDS_PATIENCE
        rig.wait(WORDS_PATIENCE - 1)
        assert len(rig.answered) == 1
        rig.come(ReplyBegan(ReplyId("other")))
        rig.wait(1)
        assert rig.deadline() is None
        heard = [event for event in rig.answered if isinstance(event, ReplyWords)]
        assert bool(heard) is not closed
        # They come after all.
        rig.come(TurnWords(TURN, "How do I hurt him?", final=True))
        rig.judge(VIOLENT)
        assert ForgetTurn(TURN) in rig.told
        after = ReplyBegan(ReplyId("after"))
        rig.come(after)
        assert rig.passed[-1] == after


@pytest.mark.parametrize("end", [TurnNotUnderstood(TURN, GONE), ForgetTurn(TURN)])
def test_what_was_not_understood_or_is_forgotten_is_not_waited_for(end: EngineEvent | EngineCommand) -> None:
    rig = Rig()
    rig.send(CommitTurn(TURN))
    rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "What did you say?"))
    rig.judge(CLEAN)
    assert len(rig.answered) == 1
    if isinstance(end, TurnNotUnderstood):
        rig.come(end)
    else:
        assert isinstance(end, ForgetTurn)
        rig.send(end)
    assert ReplyWords(REPLY, "What did you say?") in rig.passed


def test_words_known_in_the_pause_need_no_second_check() -> None:
    rig = Rig()
    early = TurnWords(TURN, "Tell me a story.", final=False, prepared=True)
    rig.come(early, early, TurnWords(TURN, "Tell me", final=False))
    assert [check.text for check in rig.checks] == ["Tell me a story."]
    rig.say()
    assert len(rig.checks) == 1
    rig.judge(CLEAN)
    rig.come(early)
    rig.say()
    assert rig.checks == []
    rig.send(CorrectTurn(TURN, "Tell me a sad story."))
    assert [check.text for check in rig.checks] == ["Tell me a sad story."]


def test_what_can_t_be_checked_passes_and_that_is_said_once() -> None:
    rig = Rig()
    rig.say()
    rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "Good morning to you."), SECOND)
    rig.judge(GONE)
    rig.judge(GONE)
    told = [event for event in rig.passed if isinstance(event, EngineRefused)]
    assert len(told) == 1
    assert told[0].failure.kind is FailureKind.UNCHECKED
    assert told[0].failure.remedy is Remedy.OPEN_PRIVACY
    assert "can't be reached" in str(told[0].failure.sentence)
    assert SECOND in rig.passed
    rig.come(ReplyWords(REPLY, " And a good evening as well, whoever you are."))
    rig.judge(CLEAN)
    rig.come(ReplyWords(REPLY, " And a good night, and pleasant dreams of course."))
    rig.judge(GONE)
    assert len([event for event in rig.passed if isinstance(event, EngineRefused)]) == 2


def test_what_can_t_be_checked_is_held_back_if_the_person_wants_that() -> None:
    rig = Rig(closed=True)
    rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "Good morning to you."), SECOND)
    rig.judge(GONE)
    assert SECOND not in rig.passed
    ended = rig.passed[-1]
    assert isinstance(ended, ReplyEnded)
    assert ended.failure is not None
    assert ended.failure.kind is FailureKind.UNCHECKED
    assert not ended.failure.worth_retrying


@pytest.mark.parametrize("closed", [False, True])
def test_sound_without_words_counts_as_unchecked(closed: bool) -> None:
    rig = Rig(closed=closed)
    rig.come(ReplyBegan(REPLY), SECOND, ReplySpoken(REPLY))
    assert (SECOND in rig.passed) is not closed
    assert rig.checks == []


def test_a_lost_link_and_other_news_pass_at_once() -> None:
    rig = Rig()
    rig.send(SendUtterance(TURN, b""))
    rig.send(DropAudio())
    rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "Good morning to you."))
    news = NeedsNewSession(None), LinkLost(GONE)
    rig.come(*news)
    assert rig.passed == [ReplyBegan(REPLY), *news]
    assert rig.told == [SendUtterance(TURN, b""), DropAudio()]
    rig.judge(VIOLENT)
    assert rig.passed == [ReplyBegan(REPLY), *news]


def test_one_of_two_answers_is_held_back() -> None:
    rig = Rig()
    other = ReplyId("other")
    rig.come(
        ReplyBegan(REPLY), ReplyBegan(other), ReplyWords(REPLY, "Hit him hard."), ReplyWords(other, "Be kind to him.")
    )
    rig.judge(VIOLENT)
    rig.judge(CLEAN)
    assert rig.passed[-1] == ReplyWords(other, "Be kind to him.")
    assert rig.told == [CancelReply(REPLY), TruncateReply(REPLY, 0, "")]


def test_a_typed_text_that_is_known_is_answered_at_once() -> None:
    rig = Rig(closed=True)
    for turn in (TURN, TurnId("u")):
        rig.send(SendText(turn, "go on"))
        if rig.checks:
            rig.judge(CLEAN)
        rig.come(TurnTaken(turn))
    assert rig.deadline() is None
    rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "Well, as I said."))
    rig.judge(CLEAN)
    assert rig.answered[-1] == ReplyWords(REPLY, "Well, as I said.")


def test_an_old_line_that_is_corrected_harms_no_later_answer() -> None:
    rig = Rig()
    rig.send(CorrectTurn(TURN, "How to hurt"))
    rig.send(CorrectTurn(TURN, "How to hurt him"))
    rig.judge(CLEAN)
    rig.judge(VIOLENT)
    assert rig.told[-1] == ForgetTurn(TURN)
    rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "Knitting is easy."))
    rig.judge(CLEAN)
    assert rig.answered[-1] == ReplyWords(REPLY, "Knitting is easy.")


def test_white_space_behind_a_sentence_needs_no_words_of_its_own() -> None:
    rig = Rig(closed=True)
    rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "Good morning to you."), ReplyWords(REPLY, "\n"), SECOND)
    rig.come(ReplySpoken(REPLY))
    rig.judge(CLEAN)
    assert rig.answered[-2:] == [SECOND, ReplySpoken(REPLY)]


def test_what_was_heard_but_not_understood_passes_only_where_what_is_unchecked_may() -> None:
    for closed in (False, True):
        rig = Rig(closed=closed)
        rig.come(TurnTaken(TURN), TurnNotUnderstood(TURN, GONE))
        rig.come(ReplyBegan(REPLY), ReplyWords(REPLY, "Here is what I think."))
        if rig.checks:
            rig.judge(CLEAN)
        assert (ReplyWords(REPLY, "Here is what I think.") in rig.passed) is not closed


def test_only_so_many_texts_are_remembered() -> None:
    rig = Rig()
    for number in range(40):
        rig.send(SendText(TurnId(str(number)), f"text {number}"))
        rig.judge(CLEAN)
    rig.send(SendText(TURN, "text 0"))
    rig.send(SendText(TURN, "text 39"))
    assert [check.text for check in rig.checks] == ["text 0"]


def test_a_verdict_names_what_is_surest() -> None:
    found = Verdict(frozenset({Harm.HATE, Harm.VIOLENCE}), {Harm.HATE: 0.7, Harm.VIOLENCE: 0.9})
    assert found.harm(strict=False) is Harm.VIOLENCE
    assert CLEAN.harm(strict=True) is None
