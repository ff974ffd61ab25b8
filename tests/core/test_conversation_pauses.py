"""In a pause an answer is prepared. It is heard when the turn is over, and never when the person goes on."""

from dataclasses import replace

import pytest

from tests.core.world import FRAME, World
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    BEING_SAID,
    CommitTurn,
    DropAudio,
    JudgePause,
    KeyPressed,
    KeyReleased,
    MuteSet,
    Outcome,
    PauseJudged,
    PreparedInVain,
    PrepareTurn,
    ReadyJudge,
    ReplyEnded,
    ResumeTurn,
    TurnWords,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk import listening
from voiceapp.core.talk.turn_end import PauseSigns, silence_that_ends
from voiceapp.core.talk.utterance import JUDGED
from voiceapp.core.transcript import MessageState, Speaker, Spent, Usage
from voiceapp.core.wishes import EndpointingWishes, SessionWishes, TalkWishes, ThinkAhead, TurnTaking

WISHES = TalkWishes(
    SessionWishes(),
    EndpointingWishes(pause=10, hangover=35, certain_end=15, likely_end=45, doubtful_end=60, unfinished_end=75),
    titles=False,
)
REFUSED = Failure(FailureKind.REJECTED, Sentence("The service refused that."))
THE_END = (PrepareTurn, CommitTurn, ResumeTurn, DropAudio)


def prepared_world(wishes: TalkWishes = WISHES) -> World:
    return World(wishes, hears=False, prepares=True).begin()


def told(world: World) -> list[object]:
    return [each for each in world.sent if isinstance(each, THE_END)]


def test_the_pause_prepares_and_the_end_commits_the_same_turn() -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(9, 0.02)
    assert told(world) == []
    world.frames(1, 0.02)
    prepare = told(world)[0]
    assert isinstance(prepare, PrepareTurn)
    world.frames(25, 0.02)
    assert told(world) == [prepare, CommitTurn(prepare.turn)]
    assert len(world.lines(Speaker.USER)) == 1


def test_who_goes_on_says_one_turn_and_nothing_prepared_is_left() -> None:
    world = prepared_world()
    for _ in range(3):
        world.frames(40, 0.95)
        world.frames(20, 0.02)
    world.frames(15, 0.02)
    turn = world.commits[0]
    assert told(world) == [
        PrepareTurn(turn),
        ResumeTurn(turn),
        PrepareTurn(turn),
        ResumeTurn(turn),
        PrepareTurn(turn),
        CommitTurn(turn),
    ]
    assert len(world.lines(Speaker.USER)) == 1


def test_words_that_look_unfinished_are_waited_for_in_the_pause() -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(12, 0.02)
    world.hear_engine(TurnWords(BEING_SAID, "Set a timer for", final=False))
    world.frames(62, 0.02)
    assert world.commits == [], "they think what to say next"
    world.frames(1, 0.02)
    assert len(world.commits) == 1


def test_finished_words_do_not_make_the_pause_longer() -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(12, 0.02)
    world.hear_engine(TurnWords(BEING_SAID, "Set a timer for ten minutes.", final=False))
    world.frames(23, 0.02)
    assert len(world.commits) == 1


def test_words_from_before_the_pause_say_nothing_of_it() -> None:
    world = prepared_world()
    world.frames(20, 0.95)
    world.hear_engine(TurnWords(BEING_SAID, "Set a timer for", final=False))
    world.frames(20, 0.95)
    world.frames(35, 0.02)
    assert len(world.commits) == 1, "the recogniser was behind"


def test_an_engine_that_cannot_is_not_asked() -> None:
    world = World(WISHES).begin()
    world.say_something()
    assert world.told(PrepareTurn) == []
    assert len(world.commits) == 1


def test_what_costs_something_is_prepared_only_where_the_person_wants_it() -> None:
    unwanted = replace(WISHES, session=SessionWishes(think_ahead=False))
    for whom, prepared in ((Sentence("Your voice goes to the service."), 0), (None, 1)):
        world = World(unwanted, hears=False, prepares=True)
        world.traits = replace(world.traits, leaves_machine=whom)
        world.begin()
        world.say_something()
        assert len(world.told(PrepareTurn)) == prepared


def test_what_may_be_a_whisper_in_the_pause_throws_the_prepared_answer_away_once() -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(12, 0.02)
    assert [type(each) for each in told(world)] == [PrepareTurn]
    world.frames(2, 0.3)
    assert [type(each) for each in told(world)] == [PrepareTurn], "a breath"
    world.frames(8, 0.3)
    assert [type(each) for each in told(world)] == [PrepareTurn, ResumeTurn]
    world.frames(30, 0.02)
    assert [type(each) for each in told(world)] == [PrepareTurn, ResumeTurn, CommitTurn]


def test_a_turn_whose_answer_was_thrown_away_in_doubt_ends_no_sooner_than_the_person_chose() -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(10, 0.02)
    world.hear_engine(TurnWords(BEING_SAID, "Set a timer.", final=False, prepared=True))
    asked = next(each for each in world.commands if isinstance(each, JudgePause))
    world.tell(PauseJudged(asked.sound, asked.pause, 0.99), 0.0)
    world.frames(3, 0.3)
    world.frames(10, 0.02)
    assert world.commits == []
    world.frames(20, 0.02)
    assert len(world.commits) == 1


def test_a_whisper_that_lasts_is_weighed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    weighed: list[PauseSigns] = []

    def weigh(signs: PauseSigns, edges: EndpointingWishes, usual_pause: int) -> int:
        weighed.append(signs)
        return silence_that_ends(signs, edges, usual_pause)

    monkeypatch.setattr(listening, "silence_that_ends", weigh)
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(10, 0.02)
    world.hear_engine(TurnWords(BEING_SAID, "Set a timer.", final=False, prepared=True))
    world.frames(20, 0.3)
    assert [signs.prepared for signs in weighed] == [False, True, False]


def test_a_whisper_in_a_pause_in_which_nothing_is_prepared_changes_nothing() -> None:
    world = World(WISHES).begin()
    world.frames(40, 0.95)
    world.frames(12, 0.02)
    world.frames(5, 0.3)
    world.frames(30, 0.02)
    assert [type(each) for each in told(world)] == [CommitTurn]


def test_a_whisper_in_a_pause_is_no_concern_of_ours_where_the_engine_ends_the_turn() -> None:
    wishes = replace(WISHES, session=SessionWishes(turn_taking=TurnTaking.SERVER))
    world = World(wishes, ends_turns=True, prepares=True).begin()
    world.frames(40, 0.95)
    world.frames(12, 0.02)
    world.frames(5, 0.3)
    assert told(world) == []


@pytest.mark.parametrize("whom", [Sentence("Your voice goes to the service."), None])
def test_an_engine_that_hears_prepares_only_where_the_person_wants_that(whom: Sentence | None) -> None:
    for wanted, prepared in ((ThinkAhead.NEVER, 0), (ThinkAhead.CERTAIN, 0), (ThinkAhead.ALWAYS, 3)):
        world = World(replace(WISHES, session=SessionWishes(think_ahead_hearing=wanted)), hears=True, prepares=True)
        world.traits = replace(world.traits, leaves_machine=whom)
        world.begin()
        for _ in range(5):
            world.frames(40, 0.95)
            world.frames(12, 0.02)
        assert len(world.told(PrepareTurn)) == prepared


@pytest.mark.parametrize(("whom", "prepared"), [(Sentence("Your voice goes to the service."), 3), (None, 5)])
def test_what_costs_something_is_prepared_in_three_pauses_of_one_utterance(
    whom: Sentence | None, prepared: int
) -> None:
    world = World(WISHES, hears=False, prepares=True)
    world.traits = replace(world.traits, leaves_machine=whom)
    world.begin()
    for _ in range(5):
        world.frames(40, 0.95)
        world.frames(12, 0.02)
    assert len(world.told(PrepareTurn)) == prepared
    world.frames(60, 0.02)
    world.answer()
    world.play_out()
    world.say_something()
    assert len(world.told(PrepareTurn)) == prepared + 1, "the next utterance has pauses of its own"


@pytest.mark.parametrize(("words", "waited"), [("Set a timer for", True), ("", False)])
def test_the_engine_is_told_that_words_were_waited_for(words: str, waited: bool) -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(12, 0.02)
    world.hear_engine(TurnWords(BEING_SAID, words, final=False))
    world.frames(75, 0.02)
    assert world.told(CommitTurn) == [CommitTurn(world.commits[0], waited)]


def test_with_a_key_nothing_is_prepared() -> None:
    world = prepared_world(replace(WISHES, session=SessionWishes(turn_taking=TurnTaking.HOLD)))
    world.tell(KeyPressed())
    world.frames(40, 0.95)
    world.frames(20, 0.02)
    world.frames(40, 0.95)
    world.tell(KeyReleased())
    world.frames(60, 0.02)
    assert world.told(PrepareTurn) == []
    assert len(world.commits) == 1


def test_while_an_answer_is_owed_nothing_else_is_prepared() -> None:
    world = prepared_world()
    world.say_something()
    assert len(world.told(PrepareTurn)) == 1
    world.say_something()
    assert len(world.told(PrepareTurn)) == 1
    assert len(world.commits) == 2


def test_a_turn_that_was_given_up_keeps_no_answer_from_being_prepared() -> None:
    world = prepared_world()
    world.say_something()
    reply = world.answer(whole=False)
    assert reply is not None
    world.hear_engine(ReplyEnded(reply, Outcome.FAILED, failure=REFUSED))
    world.play_out()
    assert world.lines(Speaker.USER)[0].state is MessageState.WAITING
    world.say_something()
    assert len(world.told(PrepareTurn)) == 2


def test_more_words_in_the_same_pause_leave_its_answer_prepared() -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(12, 0.02)
    asked = next(each for each in world.commands if isinstance(each, JudgePause))
    world.hear_engine(TurnWords(BEING_SAID, "Turn on the light.", final=False, prepared=True))
    world.hear_engine(TurnWords(BEING_SAID, "Turn on the light.", final=False))
    world.tell(PauseJudged(asked.sound, asked.pause, 0.99), 0.0)
    world.frames(3, 0.02)
    assert len(world.commits) == 1


def test_a_pause_of_what_may_be_a_cough_prepares_nothing() -> None:
    world = prepared_world()
    world.say_something()
    world.answer()
    world.frames(6, 0.95)
    world.frames(30, 0.02)
    assert len(world.told(PrepareTurn)) == 1


def test_muting_in_a_pause_ends_the_turn_with_what_was_prepared() -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(12, 0.02)
    world.tell(MuteSet(muted=True))
    assert told(world) == [PrepareTurn(world.commits[0]), CommitTurn(world.commits[0])]


def test_what_was_prepared_in_vain_is_on_the_bill() -> None:
    world = prepared_world()
    world.hear_engine(PreparedInVain((Spent("m", Usage(text_out=9), 0.25),)))
    assert world.state.spent_usd == 0.25


def test_the_wait_counts_from_the_last_word_however_long_it_was() -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    spoken_until = world.now
    world.frames(12, 0.02)
    world.hear_engine(TurnWords(BEING_SAID, "Set a timer for", final=False))
    world.frames(70, 0.02)
    ended = next(stage.at for stage in world.lines(Speaker.USER)[0].stages if stage.name == "speech_ended")
    assert abs(ended - spoken_until) < 0.05


def test_a_pause_is_judged_by_what_was_said_up_to_it() -> None:
    world = prepared_world()
    world.frames(600, 0.95)
    world.frames(10, 0.02)
    asked = [each for each in world.commands if isinstance(each, JudgePause)]
    assert len(asked) == 1
    assert len(asked[0].pcm) == JUDGED * len(FRAME), "its last eight seconds"
    world.frames(30, 0.02)
    assert asked[0].sound == world.lines(Speaker.USER)[0].sound


def judge(world: World, likelihood: float) -> None:
    asked = [each for each in world.commands if isinstance(each, JudgePause)][-1]
    world.tell(PauseJudged(asked.sound, asked.pause, likelihood), 0.0)


def test_where_nothing_is_prepared_no_turn_ends_before_the_chosen_silence() -> None:
    """However sure the judge is: it called the pause in "When is a lobster … not a lobster?" .989."""
    world = World(WISHES).begin()
    world.frames(40, 0.95)
    world.frames(10, 0.02)
    judge(world, 1.0)
    world.frames(24, 0.02)
    assert world.commits == []
    world.frames(1, 0.02)
    assert len(world.commits) == 1


def test_where_an_answer_is_prepared_an_almost_certain_end_waits_for_its_words() -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(10, 0.02)
    judge(world, 0.99)
    world.frames(24, 0.02)
    assert world.commits == []


def test_who_was_cut_off_and_spoke_on_is_waited_for_longer_the_next_time() -> None:
    world = World(WISHES).begin()
    for waits in (35, 41):
        world.frames(40, 0.95)
        world.frames(10, 0.02)
        judge(world, 0.99)
        before = len(world.commits)
        world.frames(waits - 11, 0.02)
        assert len(world.commits) == before
        world.frames(1, 0.02)
        assert len(world.commits) == before + 1
        world.frames(40 - waits, 0.02)
    assert len(world.lines(Speaker.USER)) == 2


@pytest.mark.parametrize("played_ms", [0, 300])
def test_who_is_cut_off_and_speaks_on_has_said_both_parts_once_and_heard_no_more(played_ms: int) -> None:
    world = World(WISHES).begin()
    world.frames(40, 0.95)
    world.frames(35, 0.02)
    first = world.commits[0]
    reply = world.answer("I see, and I would like to say this.", whole=False)
    assert reply is not None
    world.play(played_ms)
    world.frames(45, 0.95)
    world.frames(60, 0.02)
    assert world.commits == [first, world.commits[1]], "each part was said once"
    assert len(world.lines(Speaker.USER)) == 2
    heard = "".join(line.heard_text for line in world.lines(Speaker.ASSISTANT))
    assert bool(heard) == bool(played_ms), "what nobody heard is in no memory"
    assert len(heard) < len("I see, and I would like to say this.")
    world.answer("To both of them: this.")
    world.play_out()
    assert [line.state for line in world.lines(Speaker.USER)] == [MessageState.DONE, MessageState.DONE]
    assert world.breaches == []


def test_who_tells_something_long_is_waited_for_after_a_whole_sentence() -> None:
    world = prepared_world()
    world.frames(280, 0.95)
    world.frames(12, 0.02)
    world.hear_engine(TurnWords(BEING_SAID, "I went home, and it rained.", final=False, language="en", prepared=True))
    judge(world, 0.99)
    world.frames(47, 0.02)
    assert world.commits == []
    world.frames(1, 0.02)
    assert len(world.commits) == 1


@pytest.mark.parametrize(("likelihood", "frames"), [(0.99, 15), (0.9, 45), (0.1, 60)])
def test_the_surer_the_judge_the_sooner_the_turn_is_over(likelihood: float, frames: int) -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(12, 0.02)
    world.hear_engine(TurnWords(BEING_SAID, "Turn on the light.", final=False, prepared=True))
    asked = next(each for each in world.commands if isinstance(each, JudgePause))
    world.tell(PauseJudged(asked.sound, asked.pause, likelihood), 0.0)
    world.frames(frames - 13, 0.02)
    assert world.commits == []
    world.frames(1, 0.02)
    assert len(world.commits) == 1


def test_a_judgement_that_comes_late_is_of_another_pause() -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(12, 0.02)
    asked = next(each for each in world.commands if isinstance(each, JudgePause))
    world.frames(5, 0.95)
    world.tell(PauseJudged(asked.sound, asked.pause, 0.99))
    world.frames(34, 0.02)
    assert world.commits == []
    world.frames(1, 0.02)
    assert len(world.commits) == 1
    world.tell(PauseJudged(asked.sound, asked.pause, 0.99))
    assert len(world.commits) == 1, "it is over"


def test_over_another_link_nothing_was_prepared() -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(12, 0.02)
    world.lose_link()
    world.frames(5, 0.95)
    assert [each for each in told(world) if isinstance(each, ResumeTurn)] == []


def test_a_judgement_of_an_earlier_pause_says_nothing_of_this_one() -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(12, 0.02)
    earlier = next(each for each in world.commands if isinstance(each, JudgePause))
    world.frames(5, 0.95)
    world.frames(12, 0.02)
    world.tell(PauseJudged(earlier.sound, earlier.pause, 0.99), 0.0)
    world.frames(22, 0.02)
    assert world.commits == []
    world.frames(1, 0.02)
    assert len(world.commits) == 1


def asked_to_end_by(turn_taking: TurnTaking) -> TalkWishes:
    return replace(WISHES, session=replace(WISHES.session, turn_taking=turn_taking))


def readied(world: World) -> int:
    return sum(isinstance(command, ReadyJudge) for command in world.commands)


def test_whoever_judges_pauses_is_loaded_when_the_person_may_speak_and_again_when_they_do() -> None:
    world = World(asked_to_end_by(TurnTaking.LOCAL)).begin()
    assert readied(world) == 1
    world.frames(40, 0.95)
    assert readied(world) == 2


@pytest.mark.parametrize("turn_taking", [TurnTaking.HOLD, TurnTaking.SERVER])
def test_nobody_is_loaded_to_judge_pauses_that_end_nothing(turn_taking: TurnTaking) -> None:
    world = World(asked_to_end_by(turn_taking), ends_turns=True).begin()
    world.tell(KeyPressed())
    world.frames(40, 0.95)
    assert readied(world) == 0


def keeps_floor(world: World) -> bool:
    return world.state.keeps_floor


def test_who_asks_for_time_keeps_the_floor_and_is_told_so() -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(12, 0.02)
    assert not keeps_floor(world)
    world.hear_engine(TurnWords(BEING_SAID, "I would like, let me think.", final=False))
    assert keeps_floor(world)
    world.frames(400, 0.02)
    assert world.commits == []
    world.frames(40, 0.95)
    assert not keeps_floor(world)
    world.frames(35, 0.02)
    assert len(world.commits) == 1
    assert not keeps_floor(world)


@pytest.mark.parametrize(("asked", "frames"), [("Here you are.", 35), ("What's your phone number?", 45)])
def test_what_is_said_in_pieces_is_waited_for(asked: str, frames: int) -> None:
    world = prepared_world()
    world.say_something()
    world.answer(asked)
    world.play_out()
    before = len(world.commits)
    world.frames(40, 0.95)
    world.frames(frames - 1, 0.02)
    assert len(world.commits) == before
    world.frames(1, 0.02)
    assert len(world.commits) == before + 1


ASKS = "What's your phone number?"


@pytest.mark.parametrize(
    ("reply", "played_ms", "frames"),
    [(f"Sure. {ASKS}", 400, 35), ("Here you are.", 0, 45)],
)
def test_only_a_question_that_was_heard_asks_for_something_in_pieces(reply: str, played_ms: int, frames: int) -> None:
    world = prepared_world()
    world.say_something()
    world.answer(ASKS)
    world.play_out()
    world.say_something()
    world.answer(reply)
    world.frames(50, 0.02)  # at once, it would be the same turn that goes on
    world.play(played_ms)
    before = len(world.commits)
    world.frames(40, 0.95)
    world.frames(frames - 1, 0.02)
    assert len(world.commits) == before
    world.frames(1, 0.02)
    assert len(world.commits) == before + 1


@pytest.mark.parametrize("said", [(), (TurnWords(BEING_SAID, "Turn on the light.", final=False),)])
def test_where_nothing_is_prepared_a_turn_ends_no_sooner_than_the_person_chose(said: tuple[TurnWords, ...]) -> None:
    world = prepared_world()
    world.frames(40, 0.95)
    world.frames(12, 0.02)
    for words in said:
        world.hear_engine(words)
    asked = next(each for each in world.commands if isinstance(each, JudgePause))
    world.tell(PauseJudged(asked.sound, asked.pause, 0.99), 0.0)
    world.frames(22, 0.02)
    assert world.commits == []
    world.frames(1, 0.02)
    assert len(world.commits) == 1
