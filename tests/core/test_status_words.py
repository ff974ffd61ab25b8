"""What is said of the state is true in every state: nobody is told to speak where nobody is heard."""

import itertools
from collections.abc import Iterator

import pytest

from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.messages import Phase, TalkState
from voiceapp.core.status_words import (
    DICTATING,
    NO_KEYS,
    StatusKeys,
    dictation_phase,
    dictation_words,
    loading_words,
    status_words,
    tray_words,
)
from voiceapp.core.wishes import TurnTaking

PARTS = ("", "ears", "brain", "voice", "something")
SPEAKS = ("speak", "say")
KEYS = StatusKeys(talk="Space", stop="Esc")


def possible(state: TalkState) -> bool:
    """What a phase means is not contradicted by the rest."""
    muted = state.muted or state.phase is not Phase.MUTED
    listening = state.hears or state.phase not in (Phase.LISTENING, Phase.READY, Phase.HEARING)
    deaf = not state.hears or state.phase not in (Phase.OFF, Phase.ASLEEP, Phase.MUTED, Phase.DEAF)
    by_key = state.phase not in (Phase.READY, Phase.LISTENING, Phase.ASLEEP) or state.turn_taking.by_key is (
        state.phase is Phase.READY
    )
    return muted and listening and deaf and by_key and not (state.muted and state.hears)


def talk_states() -> Iterator[TalkState]:
    switches = (False, True)
    for phase, turns, muted, hears, interrupts, loading in itertools.product(
        Phase, TurnTaking, switches, switches, switches, ("", "brain")
    ):
        state = TalkState(
            phase, turns, muted=muted, hears=hears, voice_interrupts=interrupts, loading=loading, loaded=0.4
        )
        if possible(state):
            yield state


def all_states() -> Iterator[tuple[TalkState, DictationStage]]:
    yield from itertools.product(talk_states(), DictationStage)


def told(state: TalkState, stage: DictationStage = DictationStage.IDLE) -> str:
    words = status_words(state, stage, KEYS)
    return f"{words.title}: {words.hint}"


def test_speaking_interrupts_where_a_voice_is_heard_and_weighed_and_nowhere_else() -> None:
    for state, stage in all_states():
        says_so = "Speak to interrupt" in told(state, stage)
        true = (
            state.phase is Phase.SPEAKING
            and state.hears
            and state.voice_interrupts
            and not state.turn_taking.by_key
            and stage is not DictationStage.RECORDING
        )
        assert says_so is true, (state, stage)


def test_a_key_interrupts_unless_it_is_muted() -> None:
    for state in talk_states():
        if state.phase is Phase.SPEAKING and state.turn_taking.by_key:
            assert ("Space to interrupt" in told(state)) is not state.muted


def test_nobody_is_told_to_speak_who_is_not_heard() -> None:
    for state, stage in all_states():
        heard = state.hears and stage is not DictationStage.RECORDING
        by_key = state.turn_taking.by_key and not state.muted
        if not heard and not by_key and state.phase is not Phase.OFF:
            words = told(state, stage).lower()
            assert not any(word in words.split() for word in SPEAKS), (words, state, stage)


def test_while_a_dictation_records_nobody_is_said_to_listen_but_it() -> None:
    for state in talk_states():
        words = status_words(state, DictationStage.RECORDING)
        assert "Listening" not in str(words.title)
        assert "Just speak" not in str(words.hint)
        if state.phase in (
            Phase.OFF,
            Phase.LISTENING,
            Phase.READY,
            Phase.ASLEEP,
            Phase.HEARING,
            Phase.MUTED,
            Phase.OFFLINE,
        ):
            assert words == DICTATING
    speaking = TalkState(Phase.SPEAKING, hears=True)
    assert str(status_words(speaking, DictationStage.RECORDING).title) == "Speaking"


def test_a_talk_that_sleeps_says_what_wakes_it_and_that_it_sleeps() -> None:
    sleeps = TalkState(Phase.ASLEEP, wake_phrase="Okay Nabu")
    assert str(status_words(sleeps).title) == "Say “Okay Nabu”"
    assert str(tray_words(sleeps)) == "Say “Okay Nabu” · asleep"
    assert str(tray_words(TalkState(Phase.ASLEEP))) == "Asleep"
    assert tray_words(sleeps, DictationStage.RECORDING) == DICTATING.title


def test_only_a_recording_changes_what_is_said_of_the_talk() -> None:
    for state, stage in all_states():
        if stage is not DictationStage.RECORDING:
            assert status_words(state, stage) == status_words(state)


@pytest.mark.parametrize(
    ("state", "hint"),
    [
        (TalkState(Phase.ASLEEP), "Press to talk"),
        (TalkState(Phase.ASLEEP, wake_phrase="Okay Nabu"), "Or press · nothing is recorded"),
        (TalkState(Phase.CONNECTING, hears=True), "You can speak already"),
        (TalkState(Phase.CONNECTING, waiting=1), "Your message goes out once connected"),
        (TalkState(Phase.CONNECTING), "One moment…"),
        (TalkState(Phase.OFFLINE, hears=True), "What you say is saved and sent later"),
        (TalkState(Phase.OFFLINE), "What you write is saved and sent later"),
        (TalkState(Phase.HEARING, TurnTaking.HOLD, hears=True), "Let go when you're done"),
        (TalkState(Phase.HEARING, TurnTaking.TOGGLE, hears=True), "Press again when you're done"),
        (TalkState(Phase.HEARING, hears=True), "Pause when you're done"),
        (TalkState(Phase.READY, TurnTaking.HOLD, hears=True), "Hold Space while you speak"),
        (TalkState(Phase.READY, TurnTaking.TOGGLE, hears=True), "Press Space, speak, press again"),
        (TalkState(Phase.SPEAKING, TurnTaking.HOLD), "Hold Space to interrupt · Esc to stop"),
        (TalkState(Phase.SPEAKING, TurnTaking.TOGGLE), "Press Space to interrupt · Esc to stop"),
        (TalkState(Phase.SPEAKING), "Esc to stop"),
        (TalkState(Phase.CONNECTING, hears=True, loading="brain", loaded=0.43), "43% · You can speak already"),
        (TalkState(Phase.CONNECTING, loading="brain", loaded=0.43), "43% · One moment…"),
        (TalkState(Phase.CONNECTING, loading="brain"), "One moment…"),
    ],
)
def test_the_hint_says_what_can_be_done(state: TalkState, hint: str) -> None:
    assert str(status_words(state, keys=KEYS).hint) == hint


@pytest.mark.parametrize(
    ("state", "hint"),
    [
        (TalkState(Phase.OFF), "Press the button to talk"),
        (TalkState(Phase.READY, TurnTaking.HOLD, hears=True), "Hold the button while you speak"),
        (TalkState(Phase.READY, TurnTaking.TOGGLE, hears=True), "Press, speak, press again"),
        (TalkState(Phase.THINKING), "One moment…"),
        (TalkState(Phase.ASKING), "Allow it, or don't"),
        (TalkState(Phase.SPEAKING, TurnTaking.HOLD), "Hold to interrupt"),
        (TalkState(Phase.SPEAKING, TurnTaking.TOGGLE), "Press to interrupt"),
        (TalkState(Phase.SPEAKING, TurnTaking.TOGGLE, muted=True), "Unmute to interrupt"),
        (TalkState(Phase.SPEAKING, hears=True), "Speak to interrupt"),
        (TalkState(Phase.SPEAKING), "Press to stop"),
    ],
)
def test_without_keys_the_hint_says_what_the_button_does(state: TalkState, hint: str) -> None:
    assert str(status_words(state, keys=NO_KEYS).hint) == hint


def test_no_hint_names_a_key_that_was_not_chosen() -> None:
    for state, stage in all_states():
        assert "Space" not in str(status_words(state, stage, StatusKeys(stop="Esc")).hint), (state, stage)
        assert "Esc" not in str(status_words(state, stage, StatusKeys(talk="Space")).hint), (state, stage)


def test_a_hint_names_the_keys_that_were_chosen() -> None:
    chosen = StatusKeys(talk="F9", stop="F10")
    hints = {str(status_words(state, stage, chosen).hint) for state, stage in all_states()}
    assert {
        "Press the button or F9 to talk",
        "Hold F9 while you speak",
        "Press F9, speak, press again",
        "F10 drops the answer",
        "Allow it, or don't · F10 drops the answer",
        "Hold F9 to interrupt · F10 to stop",
        "Press F9 to interrupt · F10 to stop",
        "Speak to interrupt · F10 to stop",
        "F10 to stop",
    } <= hints


def test_every_phase_has_a_title_of_its_own() -> None:
    titles = {str(status_words(TalkState(phase)).title) for phase in Phase}
    assert len(titles) == len(Phase)


def test_a_model_is_waited_for_only_where_one_waits() -> None:
    for state in talk_states():
        waits = bool(state.loading) and state.phase in (Phase.CONNECTING, Phase.THINKING, Phase.OFFLINE)
        assert ("Loading" in told(state)) is waits, state
    assert len({str(loading_words(part)) for part in PARTS[1:]}) == 4


@pytest.mark.parametrize("stage", list(DictationStage))
@pytest.mark.parametrize("loading", PARTS)
def test_the_button_of_a_dictation_says_what_it_does(stage: DictationStage, loading: str) -> None:
    words = dictation_words(stage, loading)
    needs_model = (DictationStage.TRANSCRIBING, DictationStage.TIDYING, DictationStage.REWRITING)
    waits = bool(loading) and stage in needs_model
    assert ("Loading" in str(words.title)) is waits
    assert (str(words.title) == "Dictating") is (dictation_phase(stage) is Phase.HEARING)
    assert (str(words.title) == "Dictate") is (dictation_phase(stage) is Phase.OFF)
    assert str(words.hint)


def test_a_title_that_is_read_alone_says_that_the_microphone_is_open() -> None:
    for state, stage in all_states():
        words = str(tray_words(state, stage)).lower()
        records = stage is DictationStage.RECORDING
        is_open = any(each in words for each in ("listening", "hearing", "dictating"))
        if state.hears and not records:
            assert is_open, (state, stage)
        if not state.hears and not records:
            assert not is_open, (state, stage)


def test_who_asked_for_time_is_given_it() -> None:
    assert told(TalkState(Phase.HEARING, hears=True, keeps_floor=True)) == "Hearing you: Take your time…"
    assert "Take your time" not in told(TalkState(Phase.HEARING, hears=True))
