"""What holds for dictation in any order of gestures."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.core.dictation.world import EDITOR, NO_NETWORK, TERMINAL, WRONG_KEY, World, secret
from voiceapp.core.dictation.messages import (
    Deliver,
    DictationCommand,
    DictationRequest,
    FeedWords,
    LookAtFocus,
    ProfileTaken,
    TextTarget,
    TidyCame,
)
from voiceapp.core.dictation.wishes import (
    ContextKind,
    DictationProfile,
    DictationWishes,
    HandsFreeWishes,
    KeyStyle,
    LineEnds,
    Splits,
    TidyStyle,
)
from voiceapp.core.failures import Failure
from voiceapp.core.messages import EndSound, KeepSound, NetworkCameBack, Stopped
from voiceapp.core.transcript import MessageState

FEWEST = 20
IN_TERMINALS = DictationProfile("t", "T", ("@terminal",), line_ends=LineEnds.ONE_LINE)
ABROAD = DictationProfile("a", "A", languages=("de",), translate_to="en", context=(ContextKind.TITLE,))
UNSEEN = TextTarget("3", "xterm", terminal=True, unseen=True)


class DictationRules(RuleBasedStateMachine):
    @initialize(style=st.sampled_from(KeyStyle), tidy=st.sampled_from((TidyStyle.AS_SAID, TidyStyle.CLEAR)))
    def begin(self, style: KeyStyle, tidy: TidyStyle) -> None:
        self.asked_by_person = False
        self.focus_at_press: dict[str, object] = {}
        self.open_sounds: set[str] = set()
        wishes = DictationWishes(
            style=style,
            tidy=tidy,
            warm=0.4,
            splits=Splits(30, 60, 90, 5, 3),
            profiles=(IN_TERMINALS, ABROAD),
            hands_free=HandsFreeWishes(pause=15, silence=5.0),
        )
        self.world = World(wishes, watch=self.see)
        self.down = False
        self.spoke = False
        self.only_hands_free = True

    def see(self, command: DictationCommand) -> None:
        match command:
            case LookAtFocus(dictation):
                self.focus_at_press[dictation] = self.world.focus
            case KeepSound(sound):
                self.open_sounds.add(sound)
            case EndSound(sound):
                self.open_sounds.discard(sound)
            case FeedWords(part):
                name = f"{part.dictation}-{part.number}"
                assert name in self.world.sounds, "sound is kept before a recogniser gets it"
            case Deliver() as deliver:
                assert len(self.world.flying) == 1, "one delivery at a time"
                if deliver.target is None:
                    assert self.asked_by_person, "without a target only where the person said so"
                else:
                    assert not deliver.target.secret
                    assert deliver.target in self.focus_at_press.values()
            case _:
                pass

    @property
    def hands_free(self) -> bool:
        return self.world.machine.view.hands_free

    # --- gestures

    @rule()
    def press(self) -> None:
        self.down = True
        self.spoke = False
        self.only_hands_free &= self.hands_free
        self.world.press()

    @rule()
    def let_go(self) -> None:
        # A tap, with nothing said, inserts what waits.
        self.asked_by_person |= not self.spoke
        self.down = False
        self.world.release()

    @rule(frames=st.integers(1, 60))
    def speak(self, frames: int) -> None:
        # A few frames may be no speech for the machine either.
        self.spoke = self.spoke or frames > FEWEST
        self.world.speak(frames)

    @rule(frames=st.integers(1, 40))
    def be_silent(self, frames: int) -> None:
        self.world.be_silent(frames)

    @rule(
        what=st.sampled_from(
            (
                DictationRequest.START,
                DictationRequest.STOP,
                DictationRequest.TOGGLE,
                DictationRequest.HANDS_FREE,
                DictationRequest.CANCEL,
                DictationRequest.DISCARD,
                DictationRequest.ORIGINAL,
                DictationRequest.RETRY,
                DictationRequest.UNDO,
            )
        )
    )
    def ask(self, what: DictationRequest) -> None:
        # A recording that ends at once without a word is a tap, also where it was asked for.
        if what in (DictationRequest.START, DictationRequest.STOP, DictationRequest.TOGGLE) and not self.hands_free:
            self.asked_by_person |= not self.spoke
            self.spoke &= what is DictationRequest.STOP
        if what in (DictationRequest.START, DictationRequest.TOGGLE):
            self.only_hands_free &= self.hands_free
        self.world.ask(what)

    @rule(what=st.sampled_from((DictationRequest.INSERT_HERE, DictationRequest.AGAIN)))
    def insert_here(self, what: DictationRequest) -> None:
        self.asked_by_person = True
        self.world.ask(what)

    @rule(profile=st.sampled_from(("t", "a", "", "gone")))
    def another_profile(self, profile: str) -> None:
        self.world.tell(ProfileTaken(profile))

    @rule(where=st.sampled_from((EDITOR, TERMINAL, UNSEEN, secret(EDITOR))))
    def focus(self, where: TextTarget) -> None:
        self.world.focus = where

    @precondition(lambda self: any(self.world.asked_words.values()))
    @rule(
        text=st.sampled_from(
            (
                "Hello.",
                "new line",
                "scratch that",
                "undo that",
                "That is all. Stop dictation.",
                "one, comma, two",
                "",
                "I think, so.",
                "ls\r\nrm",
                "a\x1b[201~\tb",
            )
        )
    )
    def words_come(self, text: str) -> None:
        self.world.hear(text)

    @precondition(lambda self: bool(self.world.asked_words))
    @rule(failure=st.sampled_from((NO_NETWORK, WRONG_KEY)))
    def recogniser_fails(self, failure: Failure) -> None:
        self.world.fail(failure)

    @precondition(lambda self: bool(self.world.tidying))
    @rule(text=st.sampled_from((None, "Hello!", "Something else entirely.")))
    def tidied(self, text: str | None) -> None:
        self.world.tell(TidyCame(self.world.tidying.pop(0).part, text))

    @precondition(lambda self: bool(self.world.flying))
    @rule()
    def it_arrives(self) -> None:
        flying = self.world.flying[0]
        there = flying.target or self.world.focus
        before = dict(self.world.texts)
        self.world.land()
        changed = [window for window, text in self.world.texts.items() if before.get(window) != text]
        assert all(there is not None and window == there.window for window in changed)
        if there == UNSEEN and UNSEEN.window in changed:
            assert self.asked_by_person, "a place that may ask for a password gets nothing by itself"

    @rule(seconds=st.floats(0.1, 40.0))
    def time_goes_by(self, seconds: float) -> None:
        self.world.wait(seconds)

    @rule()
    def network_comes_back(self) -> None:
        self.world.tell(NetworkCameBack())

    # --- rules

    @invariant()
    def a_terminal_gets_nothing_that_acts(self) -> None:
        for window in (TERMINAL.window, UNSEEN.window):
            text = self.world.texts.get(window, "")
            assert text.replace("\n", "").isprintable()
            if not self.asked_by_person:
                assert "\n" not in text

    @invariant()
    def what_was_heard_is_in_the_history(self) -> None:
        for item in self.world.items.values():
            assert item.state in (MessageState.GROWING, MessageState.DONE, MessageState.FAILED)
            if item.state is MessageState.FAILED:
                assert item.sound in self.world.sounds, "what failed can be tried again"

    @invariant()
    def the_microphone_is_open_while_it_records(self) -> None:
        if self.world.is_recording():
            assert self.world.listening

    @invariant()
    def the_phrase_is_in_no_text_that_it_ended(self) -> None:
        if self.only_hands_free:
            assert not any("dictation" in text for text in self.world.texts.values())

    @invariant()
    def memory_stays_flat(self) -> None:
        assert len(self.world.parts_in_memory()) < 200

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        world = self.world
        self.let_go()
        world.ask(DictationRequest.STOP)
        world.be_silent(60)
        for _ in range(500):
            if any(world.asked_words.values()):
                world.hear("The end.")
            elif world.tidying:
                world.tell(TidyCame(world.tidying.pop(0).part, None))
            elif world.flying:
                world.land()
            else:
                break
        world.wait(60)
        assert not world.flying, "it comes to rest"
        assert not world.listening, "the microphone is given back"
        assert not [item for item in world.items.values() if item.state is MessageState.GROWING], "nothing hangs"
        world.tell(Stopped())
        assert not self.open_sounds


DictationRules.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
test_dictation_keeps_its_rules = DictationRules.TestCase
__all__ = ["test_dictation_keeps_its_rules"]
