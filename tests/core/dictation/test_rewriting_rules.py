"""What holds for a selected text that is spoken to, in any order of gestures."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.core.dictation.world import EDITOR, NO_NETWORK, TERMINAL, World, secret, view
from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.dictation.messages import (
    AgreeToContext,
    Deliver,
    Delivered,
    DeliveryResult,
    DictationCommand,
    DictationRequest,
    KeyWentDown,
    WishesGiven,
)
from voiceapp.core.dictation.rewrite_messages import (
    CatchAnswer,
    DropRewrite,
    LookAtRewriter,
    ReadSource,
    Rewrite,
    RewriteCame,
    RewriterSeen,
    SourceRead,
    TextSource,
)
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import DictationWishes, KeyStyle
from voiceapp.core.messages import Stopped

PRIVATE = TextTarget("5", "keepassxc")
REQUESTS = (
    DictationRequest.ACCEPT,
    DictationRequest.KEEP_BOTH,
    DictationRequest.REWRITE_AGAIN,
    DictationRequest.COPY,
    DictationRequest.DISCARD,
    DictationRequest.CANCEL,
    DictationRequest.RETRY,
    DictationRequest.UNDO,
    DictationRequest.ORIGINAL,
    DictationRequest.ALLOW_CONTEXT,
    DictationRequest.EDIT,
)


class RewritingRules(RuleBasedStateMachine):
    @initialize(
        look=st.booleans(),
        by_key=st.booleans(),
        style=st.sampled_from(KeyStyle),
        leaves=st.booleans(),
        agreed=st.sampled_from(((), ("rewriting:selection", "rewriting:clipboard"))),
    )
    def begin(self, look: bool, by_key: bool, style: KeyStyle, leaves: bool, agreed: tuple[str, ...]) -> None:
        self.wishes = DictationWishes(
            style=style,
            warm=0.4,
            look_at_rewrites=look,
            edits_selections=by_key,
            no_context=("keepassxc",),
            agreed_context=agreed,
        )
        self.leaves = leaves
        self.allowed = set(agreed)
        self.sources: list[ReadSource] = []
        self.lookers: list[LookAtRewriter] = []
        self.rewrites: list[Rewrite] = []
        self.caught = False
        self.accepted = not look
        self.world = World(self.wishes, watch=self.see)

    def see(self, command: DictationCommand) -> None:
        match command:
            case ReadSource(_, source, target):
                assert target is None or not target.secret, "no password field is read"
                assert target != PRIVATE, "nor a program of the list"
                if source is TextSource.COPIED:
                    assert target is not None
                    assert not target.terminal, "the keys for copying end what runs in a terminal"
                self.sources.append(command)
            case LookAtRewriter():
                self.lookers.append(command)
            case AgreeToContext(what):
                self.allowed |= set(what)
            case Rewrite():
                assert self.allowed or not self.leaves, "nothing leaves before it was allowed"
                self.rewrites = [command]
            case DropRewrite():
                self.rewrites.clear()
            case CatchAnswer(on):
                assert on is not self.caught
                self.caught = on
            case Deliver() as deliver:
                assert len(self.world.flying) == 1, "one delivery at a time"
                if deliver.selected is not None:
                    assert self.accepted, "nothing is replaced before a look"
                    assert deliver.target is None or not deliver.target.terminal
            case _:
                pass

    @rule(edits=st.booleans())
    def press(self, edits: bool) -> None:
        self.accepted |= edits  # A touch of it accepts.
        self.world.tell(KeyWentDown(edits=edits))

    @rule()
    def let_go(self) -> None:
        self.world.release()

    @rule(frames=st.integers(1, 50))
    def speak(self, frames: int) -> None:
        self.world.speak(frames)
        self.world.be_silent(10)

    @rule(text=st.sampled_from(("A long text.", "two\nlines\n", "")), copied=st.sampled_from(("Copied.", "")))
    def say_it(self, text: str, copied: str) -> None:
        """Says it all at once, as people do, so that the rest is tried with something on its way."""
        world = self.world
        world.release()
        world.tell(KeyWentDown(edits=True))
        world.speak(30)
        world.release()
        world.be_silent(60)
        while any(world.asked_words.values()):
            world.hear("Shorter.")
        while self.lookers:
            self.rewriter_is_known()
        for each in (text, copied):
            if self.sources:
                self.source_comes(each)

    @rule(what=st.sampled_from(REQUESTS))
    def ask(self, what: DictationRequest) -> None:
        self.accepted |= what in (DictationRequest.ACCEPT, DictationRequest.KEEP_BOTH)
        self.world.ask(what)

    @rule(where=st.sampled_from((EDITOR, EDITOR, EDITOR, TERMINAL, PRIVATE, secret(EDITOR), None)))
    def focus(self, where: TextTarget | None) -> None:
        self.world.focus = where

    @precondition(lambda self: any(self.world.asked_words.values()))
    @rule(text=st.sampled_from(("Shorter.", "", "Answer it, from the clipboard.", "undo that")))
    def words_come(self, text: str) -> None:
        self.world.hear(text)

    @precondition(lambda self: bool(self.world.asked_words))
    @rule()
    def recogniser_fails(self) -> None:
        self.world.fail(NO_NETWORK)

    @precondition(lambda self: bool(self.sources))
    @rule(text=st.sampled_from(("", "A long text.", "two\nlines\n", "x" * 20_000)))
    def source_comes(self, text: str) -> None:
        wanted = self.sources.pop(0)
        self.world.tell(SourceRead(wanted.dictation, wanted.source, text))

    @precondition(lambda self: bool(self.lookers))
    @rule()
    def rewriter_is_known(self) -> None:
        self.world.tell(RewriterSeen(self.lookers.pop(0).dictation, None, self.leaves))

    @precondition(lambda self: bool(self.rewrites))
    @rule(text=st.sampled_from(("", "Short.", "- a\n- b\x1b[0m")), fails=st.booleans())
    def text_comes(self, text: str, fails: bool) -> None:
        number = self.rewrites.pop(0).number
        self.world.tell(RewriteCame(number, text, NO_NETWORK if fails else None))

    @precondition(lambda self: bool(self.world.flying))
    @rule(result=st.sampled_from((None, DeliveryResult.FAILED, DeliveryResult.FOCUS_MOVED)))
    def it_arrives(self, result: DeliveryResult | None) -> None:
        if result is None:
            self.world.land(can_undo=True)
        else:
            self.world.tell(Delivered(self.world.flying.pop(0).delivery, result))

    @rule(seconds=st.floats(0.1, 100.0))
    def time_goes_by(self, seconds: float) -> None:
        self.world.wait(seconds)

    @rule()
    def settings_change(self) -> None:
        self.world.tell(WishesGiven(self.wishes))

    @invariant()
    def keys_are_caught_only_for_an_offer(self) -> None:
        if hasattr(self, "world") and self.caught:
            assert view(self.world).stage in (
                DictationStage.OFFERED,
                DictationStage.RECORDING,
                DictationStage.TRANSCRIBING,
                DictationStage.INSERTING,
            )

    @invariant()
    def a_terminal_gets_nothing_that_acts(self) -> None:
        if hasattr(self, "world"):
            assert self.world.texts.get(TERMINAL.window, "").isprintable()

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        world = self.world
        world.release()
        world.ask(DictationRequest.STOP)
        world.be_silent(60)
        for _ in range(500):
            if any(world.asked_words.values()):
                world.hear("The end.")
            elif world.flying:
                world.land()
            else:
                break
            world.wait(3)
        world.ask(DictationRequest.DISCARD)
        world.wait(200)
        world.tell(Stopped())
        assert not self.caught, "Enter and Esc are given back"


RewritingRules.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
test_rewriting_keeps_its_rules = RewritingRules.TestCase
__all__ = ["test_rewriting_keeps_its_rules"]
