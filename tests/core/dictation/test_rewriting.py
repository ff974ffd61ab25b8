"""A selected text, spoken to: what is read, what may leave, what is shown, and what takes whose place."""

from dataclasses import dataclass, field, replace

import pytest

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
    ShowDictation,
    Tidy,
)
from voiceapp.core.dictation.rewrite_job import REWRITE_TRANSITIONS, RewriteMove, RewritePlace
from voiceapp.core.dictation.rewrite_messages import (
    CatchAnswer,
    DropRewrite,
    LookAtRewriter,
    ReadSource,
    Rewrite,
    RewriteCame,
    RewriteGrew,
    RewriterSeen,
    SourceRead,
    TextSource,
)
from voiceapp.core.dictation.rewrite_prompt import LONGEST
from voiceapp.core.dictation.rewrite_reasons import (
    NO_ANSWER,
    NO_SELECTION,
    NOT_READ_HERE,
    NOTHING_COPIED,
    NOTHING_WRITTEN,
    PASSWORD_FIELD,
    TOO_SLOW,
    too_long,
)
from voiceapp.core.dictation.rewriting import ANSWER_KEYS_FOR, PATIENCE
from voiceapp.core.dictation.text_target import DictationId, TextTarget
from voiceapp.core.dictation.wishes import DeliveryMethod, DictationProfile, DictationWishes, LineEnds, TidyStyle
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Stopped
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Speaker, Spent, Usage

ALLOWED = ("rewriting:selection", "rewriting:clipboard")
LONG = "I wanted to let you know that I am late."
SHORT = "I'm late."
NOBODY = Sentence("Nobody can.")


@dataclass
class Desk:
    """The world, with a text that is selected and a language model that rewrites."""

    wishes: DictationWishes = field(default_factory=lambda: DictationWishes(warm=0.5, agreed_context=ALLOWED))
    selected: str = LONG
    copied: str = ""
    clipboard: str = ""
    focus: TextTarget | None = EDITOR
    trouble: Sentence | None = None
    leaves: bool = True
    fit: bool = True
    told: bool = True
    """The program and the settings answer."""
    world: World = field(init=False)
    read: list[TextSource] = field(default_factory=list[TextSource])
    asked: list[Rewrite] = field(default_factory=list[Rewrite])
    caught: bool = False
    dropped: int = 0

    def __post_init__(self) -> None:
        self.world = World(self.wishes, focus=self.focus, watch=self._see)

    def _see(self, command: DictationCommand) -> None:
        match command:
            case ReadSource(dictation, source):
                self.read.append(source)
                texts = {
                    TextSource.SELECTED: self.selected,
                    TextSource.COPIED: self.copied,
                    TextSource.CLIPBOARD: self.clipboard,
                }
                if self.told:
                    self.world.answers.append(SourceRead(dictation, source, texts[source]))
            case LookAtRewriter(dictation) if self.told:
                self.world.answers.append(RewriterSeen(dictation, self.trouble, self.leaves, self.fit))
            case Rewrite():
                self.asked.append(command)
            case DropRewrite():
                self.dropped += 1
            case CatchAnswer(on):
                self.caught = on
            case _:
                pass

    def say(self, words: str = "Shorter.", *, edits: bool = True, let_go: bool = True) -> None:
        self.world.tell(KeyWentDown(edits=edits))
        self.world.be_silent(5)
        self.world.speak(50)
        self.world.be_silent(10)
        if let_go:
            self.world.release()
            self.world.be_silent(10)
            self.world.hear(words)

    def rewrite(self, text: str = SHORT) -> None:
        self.world.tell(RewriteCame(self.asked[-1].number, text))

    def ask(self, what: DictationRequest) -> None:
        self.world.ask(what)

    def offer(self) -> None:
        self.say()
        self.rewrite()
        assert self.stage() is DictationStage.OFFERED

    def hears_keys(self) -> bool:
        return self.caught

    def stage(self) -> DictationStage:
        return view(self.world).stage

    @property
    def sentence(self) -> Sentence | None:
        return view(self.world).sentence

    @property
    def wish(self) -> Deliver:
        return self.world.flying[-1]

    def insert(self, *, can_undo: bool = True) -> None:
        """The program takes it in the place of what was selected."""
        wish = self.world.flying.pop()
        there = self.world.texts.get("1", LONG)
        text = wish.text_for(EDITOR)
        if wish.selected is not None and not wish.after_selection:
            there = there.replace(wish.selected, "")
        there = there[: len(there) - wish.erase]
        self.world.texts["1"] = there + text
        self.world.tell(
            Delivered(wish.delivery, DeliveryResult.INSERTED, text, wish.target or EDITOR, can_undo=can_undo)
        )

    @property
    def text(self) -> str:
        return self.world.texts["1"]


def test_what_is_selected_is_rewritten_looked_at_and_takes_its_place() -> None:
    desk = Desk()
    desk.say(let_go=False)
    shown = view(desk.world)
    assert (shown.stage, shown.instructs, shown.program) == (DictationStage.RECORDING, True, "editor")
    desk.world.release()
    desk.world.be_silent(10)
    assert (desk.stage(), view(desk.world).instructs) == (DictationStage.TRANSCRIBING, True)
    desk.world.hear("Shorter, comma.")
    assert desk.read == [TextSource.SELECTED]
    (asked,) = desk.asked
    assert (asked.text, asked.instruction, asked.refused) == (LONG, "Shorter, comma.", ""), "no command is carried out"
    assert (desk.stage(), view(desk.world).words) == (DictationStage.REWRITING, "Shorter, comma.")
    desk.rewrite(f" {SHORT}\n")
    offered = view(desk.world).rewrite
    assert offered is not None
    assert (offered.before, offered.instruction, offered.after) == (LONG, "Shorter, comma.", SHORT)
    assert offered.replaces
    assert offered.hears_keys
    assert desk.hears_keys()
    assert not desk.world.flying, "nothing happens before a look"
    desk.ask(DictationRequest.ACCEPT)
    assert (desk.wish.text, desk.wish.selected, desk.wish.as_is, desk.wish.target) == (SHORT, LONG, True, EDITOR)
    assert not desk.hears_keys()
    desk.insert()
    assert desk.text == SHORT
    shown = view(desk.world)
    assert (shown.stage, shown.rewritten, shown.can_undo, shown.can_restore) == (
        DictationStage.INSERTED,
        True,
        True,
        True,
    )


@pytest.mark.parametrize("key", [DictationRequest.UNDO, DictationRequest.ORIGINAL])
def test_one_key_brings_the_original_back(key: DictationRequest) -> None:
    desk = Desk()
    desk.offer()
    desk.ask(DictationRequest.ACCEPT)
    desk.insert()
    desk.ask(key)
    assert (desk.wish.text, desk.wish.erase, desk.wish.selected) == (LONG, len(SHORT), None)
    desk.insert()
    assert desk.text == LONG
    shown = view(desk.world)
    assert (shown.can_undo, shown.as_spoken, shown.can_restore) == (False, True, True)
    desk.ask(DictationRequest.UNDO)
    assert not desk.world.flying, "the original is no insertion that could be taken out"
    desk.ask(DictationRequest.ORIGINAL)
    desk.insert()
    assert desk.text == SHORT
    desk.ask(DictationRequest.CORRECT)
    assert not desk.world.flying
    assert not view(desk.world).correcting


def test_where_nobody_watches_the_keyboard_only_the_key_for_the_original_words_brings_it_back() -> None:
    desk = Desk()
    desk.offer()
    desk.ask(DictationRequest.ACCEPT)
    desk.insert(can_undo=False)
    desk.ask(DictationRequest.UNDO)
    assert not desk.world.flying
    desk.ask(DictationRequest.ORIGINAL)
    desk.insert(can_undo=False)
    assert desk.text == LONG


def test_the_history_has_the_instruction_the_new_text_and_the_original() -> None:
    desk = Desk()
    desk.say()
    spent = Spent("chat", Usage(text_in=3), 0.01)
    desk.world.tell(RewriteCame(desk.asked[-1].number, SHORT, None, (spent,)))
    said, written = desk.world.items.values()
    assert (said.speaker, said.text) == (Speaker.USER, "Shorter.")
    assert (written.speaker, written.text, written.original) == (Speaker.ASSISTANT, SHORT, LONG)
    assert written.spent == (spent,)
    desk.ask(DictationRequest.REWRITE_AGAIN)
    desk.rewrite("Late.")
    assert [item.text for item in desk.world.items.values()] == ["Shorter.", "Late."], "one line, the newest text"


def test_without_a_history_none_of_it_is_kept() -> None:
    desk = Desk(DictationWishes(warm=0.5, agreed_context=ALLOWED, keep_talks=False))
    desk.offer()
    assert not desk.world.items


def test_the_spaces_around_the_selection_stay_and_the_original_comes_back_with_them() -> None:
    desk = Desk(selected=f"  {LONG}\n")
    desk.world.texts["1"] = f"  {LONG}\n"
    desk.offer()
    desk.ask(DictationRequest.ACCEPT)
    assert desk.wish.text == f"  {SHORT}\n"
    desk.insert()
    desk.ask(DictationRequest.UNDO)
    desk.insert()
    assert desk.text == f"  {LONG}\n"


def test_another_version_is_asked_for_by_showing_the_one_that_was_refused() -> None:
    desk = Desk()
    desk.offer()
    desk.ask(DictationRequest.REWRITE_AGAIN)
    assert (desk.asked[-1].text, desk.asked[-1].refused) == (LONG, SHORT)
    assert not desk.hears_keys()
    desk.world.tell(RewriteCame(desk.asked[0].number, "Too late for this one."))
    assert desk.stage() is DictationStage.REWRITING
    desk.rewrite("Late.")
    assert view(desk.world).rewrite is not None


def test_what_is_being_written_is_seen_as_it_grows_and_can_be_left() -> None:
    desk = Desk()
    desk.say("Continue.")
    number = desk.asked[-1].number
    assert view(desk.world).rewrite is None
    desk.world.tell(RewriteGrew(number + 1, "Of another one."))
    assert view(desk.world).rewrite is None
    desk.world.tell(RewriteGrew(number, f"{LONG} The bus\x1b"))
    shown = view(desk.world).rewrite
    assert shown is not None
    assert (shown.before, shown.after, shown.growing) == (LONG, f"{LONG} The bus", True)
    assert desk.stage() is DictationStage.REWRITING
    assert not desk.hears_keys(), "Enter accepts nothing that is half written"
    desk.rewrite(f"{LONG} The bus broke down.")
    shown = view(desk.world).rewrite
    assert shown is not None
    assert (shown.after, shown.growing) == (f"{LONG} The bus broke down.", False)
    desk.ask(DictationRequest.REWRITE_AGAIN)
    assert view(desk.world).rewrite is None, "the next version begins anew"
    desk.world.tell(RewriteGrew(desk.asked[-1].number, f"{LONG} My"))
    desk.ask(DictationRequest.DISCARD)
    assert desk.dropped == 1
    assert desk.stage() is DictationStage.IDLE


@pytest.mark.parametrize(
    ("selected", "result", "put"),
    [(LONG, SHORT, f" {SHORT}"), (LONG, "- a\n- b", "\n- a\n- b"), (f"{LONG}\n", SHORT, SHORT), ("a\nb", "c", "\nc")],
)
def test_both_are_kept_one_after_the_other(selected: str, result: str, put: str) -> None:
    desk = Desk(selected=selected)
    desk.say()
    desk.rewrite(result)
    desk.ask(DictationRequest.KEEP_BOTH)
    assert (desk.wish.text, desk.wish.selected, desk.wish.after_selection) == (put, selected, True)
    desk.insert()
    desk.ask(DictationRequest.UNDO)
    assert (desk.wish.text, desk.wish.erase) == ("", len(put)), "the original stands there anyway"


def test_it_can_be_copied_or_left() -> None:
    desk = Desk()
    desk.offer()
    desk.ask(DictationRequest.COPY)
    desk.world.land()
    assert (desk.world.clipboard, desk.stage()) == (SHORT, DictationStage.IDLE)
    for how in (DictationRequest.CANCEL, DictationRequest.DISCARD):
        desk.offer()
        desk.ask(how)
        assert (desk.stage(), desk.hears_keys()) == (DictationStage.IDLE, False)
    assert not desk.world.flying


def test_enter_and_esc_are_given_back_after_a_while_and_at_the_end() -> None:
    desk = Desk()
    desk.offer()
    desk.world.wait(ANSWER_KEYS_FOR + 1)
    assert not desk.hears_keys()
    assert desk.stage() is DictationStage.OFFERED
    offered = view(desk.world).rewrite
    assert offered is not None
    assert not offered.hears_keys
    desk.ask(DictationRequest.DISCARD)
    desk.offer()
    assert desk.hears_keys()
    desk.world.tell(Stopped())
    assert not desk.hears_keys()


def test_enter_is_left_alone_while_something_else_is_seen_than_the_offer() -> None:
    desk = Desk()
    desk.offer()
    caught = [desk.caught]
    for what in (DictationRequest.HANDS_FREE, DictationRequest.STOP):
        desk.ask(what)
        caught.append(desk.caught)
    assert caught == [True, False, True]
    assert desk.stage() is DictationStage.OFFERED


def test_at_once_only_where_the_place_is_known_and_the_person_still_waits() -> None:
    quick = DictationWishes(warm=0.5, agreed_context=ALLOWED, look_at_rewrites=False)
    desk = Desk(quick)
    desk.say()
    desk.rewrite()
    assert desk.wish.text == SHORT
    nowhere = Desk(quick, focus=None)
    nowhere.say()
    nowhere.rewrite()
    assert nowhere.stage() is DictationStage.OFFERED
    small = Desk(quick, leaves=False, fit=False)
    small.say()
    small.rewrite()
    assert small.stage() is DictationStage.OFFERED, "a small model obeys what stands in the text"
    late = Desk(quick)
    late.say()
    late.world.wait(40)
    late.rewrite()
    assert late.stage() is DictationStage.OFFERED


def test_nothing_leaves_before_the_person_has_allowed_it() -> None:
    desk = Desk(DictationWishes(warm=0.5))
    desk.say()
    assert not desk.asked
    shown = view(desk.world)
    assert (shown.stage, shown.asks_context) == (DictationStage.REWRITING, True)
    assert "the selected text" in str(shown.sentence)
    desk.ask(DictationRequest.ALLOW_CONTEXT)
    assert AgreeToContext(("rewriting:selection",)) in desk.world.out
    assert len(desk.asked) == 1
    other = Desk(DictationWishes(warm=0.5))
    other.say()
    other.ask(DictationRequest.DISCARD)
    assert (other.stage(), other.asked) == (DictationStage.IDLE, [])


def test_what_stays_on_this_device_needs_no_leave() -> None:
    desk = Desk(DictationWishes(warm=0.5), leaves=False)
    desk.offer()
    assert not [each for each in desk.world.out if isinstance(each, AgreeToContext)]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"focus": secret(EDITOR)}, PASSWORD_FIELD),
        ({"focus": replace(EDITOR, program="keepass")}, NOT_READ_HERE),
        ({"focus": replace(EDITOR, title="Private Browsing")}, NOT_READ_HERE),
        ({"selected": ""}, NO_SELECTION),
        ({"selected": "", "focus": TERMINAL}, NO_SELECTION),
        ({"selected": "", "focus": None}, NO_SELECTION),
        ({"selected": "x" * (LONGEST + 1)}, too_long(LONGEST)),
        ({"trouble": NOBODY}, NOBODY),
        ({"told": False}, NO_SELECTION),
    ],
)
def test_what_is_impossible_is_said_and_nothing_is_asked(change: dict[str, object], why: Sentence) -> None:
    wishes = DictationWishes(warm=0.5, agreed_context=ALLOWED, no_context=("keepass",))
    desk = Desk(wishes, **change)  # type: ignore[arg-type]
    desk.say()
    desk.world.wait(15)
    failures = [each.view for each in desk.world.out if isinstance(each, ShowDictation)]
    assert why in [each.sentence for each in failures]
    assert not desk.asked
    assert not desk.world.flying
    if "focus" in change:
        assert TextSource.COPIED not in desk.read, "no keys for copying in a terminal, a password field, or anywhere"


def test_nobody_who_can_rewrite_is_known_in_time() -> None:
    desk = Desk()
    desk.world.watch = lambda command: (
        desk.world.answers.append(SourceRead(command.dictation, command.source, LONG))
        if isinstance(command, ReadSource)
        else None
    )
    desk.say()
    desk.world.wait(6.5)
    assert desk.sentence == NO_ANSWER


def test_a_program_that_tells_nothing_is_asked_to_copy_once_the_key_is_up() -> None:
    desk = Desk(selected="", copied=LONG)
    desk.say(let_go=False)
    assert desk.read == [TextSource.SELECTED]
    desk.world.release()
    desk.world.be_silent(10)
    desk.world.hear("Shorter.")
    assert desk.read == [TextSource.SELECTED, TextSource.COPIED]
    desk.rewrite()
    desk.ask(DictationRequest.ACCEPT)
    assert desk.wish.selected == LONG


def test_nothing_is_copied_or_inserted_while_the_key_is_down() -> None:
    desk = Desk(selected="", copied=LONG, wishes=DictationWishes(warm=0.5, agreed_context=ALLOWED))
    desk.say(let_go=False)
    desk.ask(DictationRequest.STOP)
    desk.world.be_silent(10)
    desk.world.hear("Shorter.")
    assert desk.read == [TextSource.SELECTED]
    desk.world.release()
    assert desk.read == [TextSource.SELECTED, TextSource.COPIED]
    desk.rewrite()
    desk.world.tell(KeyWentDown())
    desk.ask(DictationRequest.ACCEPT)
    assert not desk.world.flying
    desk.world.release()
    assert desk.wish.text == SHORT


def test_nothing_is_copied_while_the_next_dictation_is_held() -> None:
    desk = Desk(selected="", told=False)
    desk.say()
    desk.world.tell(KeyWentDown())
    (looked,) = [each for each in desk.world.out if isinstance(each, ReadSource)]
    for event in (RewriterSeen(looked.dictation), SourceRead(looked.dictation, TextSource.SELECTED, "")):
        desk.world.tell(event)
    assert desk.read == [TextSource.SELECTED]
    desk.world.release()
    assert desk.read == [TextSource.SELECTED, TextSource.COPIED]


def test_it_is_inserted_after_what_is_being_inserted() -> None:
    desk = Desk()
    desk.offer()
    desk.say("Hello.", edits=False)
    desk.ask(DictationRequest.ACCEPT)
    assert [each.text for each in desk.world.flying] == ["Hello."]
    desk.world.land()
    assert desk.wish.text == SHORT


def test_the_clipboard_is_used_when_the_person_says_so() -> None:
    desk = Desk(selected="", clipboard="Can you come on Monday?")
    desk.say("Write a reply that says yes, from the clipboard.")
    assert desk.read == [TextSource.SELECTED, TextSource.CLIPBOARD]
    desk.rewrite("Yes, I can.")
    offered = view(desk.world).rewrite
    assert offered is not None
    assert not offered.replaces
    desk.ask(DictationRequest.ACCEPT)
    assert (desk.wish.selected, desk.wish.text) == (None, "Yes, I can.")
    desk.insert()
    desk.ask(DictationRequest.UNDO)
    assert (desk.wish.text, desk.wish.erase) == ("", len("Yes, I can."))


def test_the_clipboard_needs_a_leave_of_its_own_and_may_be_empty() -> None:
    desk = Desk(DictationWishes(warm=0.5, agreed_context=ALLOWED[:1]), selected="", clipboard="Come?")
    desk.say("Answer it from the clipboard.")
    assert "the clipboard" in str(desk.sentence)
    desk.ask(DictationRequest.ALLOW_CONTEXT)
    assert AgreeToContext(("rewriting:clipboard",)) in desk.world.out
    empty = Desk(selected="")
    empty.say("Answer it from the clipboard.")
    assert empty.sentence == NOTHING_COPIED


def test_what_a_terminal_shows_stays_and_the_new_text_comes_in_one_line() -> None:
    desk = Desk(focus=TERMINAL)
    desk.say("As a list.")
    desk.rewrite("- a\n- b\x1b[201~\n")
    desk.ask(DictationRequest.KEEP_BOTH)
    assert (desk.wish.selected, desk.wish.after_selection) == (None, False)
    assert desk.wish.text_for(TERMINAL) == "- a - b[201~"


def test_a_profile_of_one_line_holds_for_new_texts_too() -> None:
    line = DictationProfile("l", "Line", ("editor",), line_ends=LineEnds.ONE_LINE, way=DeliveryMethod.TYPED)
    desk = Desk(DictationWishes(warm=0.5, agreed_context=ALLOWED, profiles=(line,), tidy=TidyStyle.CLEAR))
    desk.say()
    assert not [each for each in desk.world.out if isinstance(each, Tidy)], "an instruction is not tidied"
    desk.rewrite("a\nb")
    desk.ask(DictationRequest.ACCEPT)
    assert (desk.wish.text, desk.wish.way) == ("a b", DeliveryMethod.TYPED)
    assert view(desk.world).profile in ("Line", "")


@pytest.mark.parametrize(
    ("came", "why"),
    [
        (RewriteCame(1, "", NO_NETWORK), NO_NETWORK.sentence),
        (RewriteCame(1, " \n"), NOTHING_WRITTEN),
        (None, TOO_SLOW),
    ],
)
def test_where_no_text_came_it_can_be_tried_again(came: RewriteCame | None, why: Sentence) -> None:
    desk = Desk()
    desk.say()
    if came is None:
        desk.world.wait(PATIENCE + 1)
        assert desk.dropped == 1
    else:
        desk.world.tell(came)
    assert (desk.stage(), desk.sentence, view(desk.world).can_retry) == (DictationStage.FAILED, why, True)
    desk.world.wait(20)
    assert desk.stage() is DictationStage.FAILED, "it waits for the person"
    desk.ask(DictationRequest.RETRY)
    assert (desk.asked[-1].number, desk.asked[-1].instruction) == (2, "Shorter.")
    desk.rewrite()
    assert desk.stage() is DictationStage.OFFERED
    other = Desk()
    other.say()
    other.world.tell(RewriteCame(1))
    other.ask(DictationRequest.DISCARD)
    assert other.stage() is DictationStage.IDLE


@pytest.mark.parametrize(
    ("result", "failure", "told"),
    [
        (DeliveryResult.FOCUS_MOVED, None, "Another window"),
        (DeliveryResult.FAILED, Failure(FailureKind.REJECTED, Sentence("It has changed.")), "It has changed."),
        (DeliveryResult.FAILED, None, "No text is selected"),
    ],
)
def test_what_could_not_be_inserted_is_still_offered_with_the_reason(
    result: DeliveryResult, failure: Failure | None, told: str
) -> None:
    desk = Desk()
    desk.offer()
    desk.ask(DictationRequest.ACCEPT)
    desk.ask(DictationRequest.ACCEPT)
    wish = desk.world.flying.pop()
    assert desk.stage() is DictationStage.INSERTING
    desk.world.tell(Delivered(wish.delivery, result, "", EDITOR, failure))
    offered = view(desk.world).rewrite
    assert offered is not None
    assert str(offered.sentence).startswith(told)
    desk.ask(DictationRequest.ACCEPT)
    desk.insert()
    assert desk.text == SHORT


def test_what_is_offered_is_changed_further_by_speaking_on() -> None:
    desk = Desk()
    desk.offer()
    desk.selected = ""
    desk.say("In German.")
    assert (desk.asked[-1].text, desk.asked[-1].instruction) == (SHORT, "In German.")
    desk.rewrite("Ich bin spät dran.")
    offered = view(desk.world).rewrite
    assert offered is not None
    assert (offered.before, offered.after) == (LONG, "Ich bin spät dran.")
    desk.ask(DictationRequest.ACCEPT)
    assert desk.wish.selected == LONG
    desk.insert()
    desk.ask(DictationRequest.UNDO)
    desk.insert()
    assert desk.text == LONG


def test_a_touch_of_the_key_accepts_and_silence_changes_nothing() -> None:
    desk = Desk()
    desk.offer()
    desk.world.tell(KeyWentDown(edits=True))
    desk.world.release()
    desk.world.be_silent(60)
    assert desk.wish.text == SHORT
    desk.insert()
    desk.world.wait(10)
    desk.offer()
    desk.world.tell(KeyWentDown(edits=True))
    desk.world.be_silent(60)
    desk.world.release()
    desk.world.be_silent(60)
    assert desk.stage() is DictationStage.OFFERED
    assert not desk.world.flying
    again = Desk()
    again.world.tell(KeyWentDown(edits=True))
    again.world.release()
    again.world.be_silent(60)
    assert again.stage() is DictationStage.IDLE


def test_esc_right_after_the_key_accepts_nothing() -> None:
    desk = Desk()
    desk.offer()
    desk.world.tell(KeyWentDown(edits=True))
    desk.ask(DictationRequest.CANCEL)
    desk.world.release()
    desk.world.be_silent(60)
    assert not desk.world.flying
    assert desk.stage() is DictationStage.OFFERED


def test_an_instruction_that_is_impossible_leaves_the_offer_with_the_reason() -> None:
    desk = Desk()
    desk.offer()
    desk.trouble = NOBODY
    desk.say("In German.")
    offered = view(desk.world).rewrite
    assert offered is not None
    assert (offered.after, offered.sentence) == (SHORT, NOBODY)


def test_esc_drops_the_instruction_that_is_spoken_and_then_the_offer() -> None:
    desk = Desk()
    desk.offer()
    desk.say(let_go=False)
    desk.ask(DictationRequest.CANCEL)
    assert desk.stage() is DictationStage.OFFERED
    desk.world.release()
    desk.world.hear("In German.")
    desk.ask(DictationRequest.CANCEL)
    assert desk.stage() is DictationStage.IDLE
    desk.say()
    desk.ask(DictationRequest.CANCEL)
    assert (desk.stage(), desk.dropped) == (DictationStage.IDLE, 1)
    desk.rewrite()
    assert desk.stage() is DictationStage.IDLE


def test_esc_drops_an_instruction_whose_words_are_on_their_way() -> None:
    desk = Desk()
    desk.say(let_go=False)
    desk.world.release()
    desk.world.be_silent(10)
    desk.ask(DictationRequest.CANCEL)
    desk.world.hear("Shorter.")
    assert (desk.stage(), desk.asked) == (DictationStage.IDLE, [])


def test_a_new_instruction_takes_the_place_of_one_that_is_being_written() -> None:
    desk = Desk()
    desk.say()
    desk.say("In German.")
    assert desk.dropped == 1
    assert [each.instruction for each in desk.asked] == ["Shorter.", "In German."]
    assert desk.asked[-1].text == LONG
    desk.rewrite()
    desk.ask(DictationRequest.ACCEPT)
    desk.say("As a list.")
    assert desk.wish.text == SHORT, "what is being inserted goes in"
    desk.insert()
    assert desk.stage() is DictationStage.REWRITING


def test_words_that_were_not_understood_at_first_still_become_an_instruction() -> None:
    desk = Desk()
    desk.say(let_go=False)
    desk.world.release()
    desk.world.be_silent(10)
    desk.world.fail(Failure(FailureKind.WRONG_KEY, Sentence("The key is wrong.")))
    assert desk.stage() is DictationStage.FAILED
    desk.ask(DictationRequest.RETRY)
    desk.world.hear("Shorter.")
    assert desk.asked[-1].instruction == "Shorter."
    nothing = Desk()
    nothing.say("")
    assert (nothing.stage(), nothing.asked) == (DictationStage.IDLE, [])


def test_the_edit_request_begins_and_ends_without_a_key() -> None:
    desk = Desk()
    desk.ask(DictationRequest.EDIT)
    desk.world.speak(50)
    desk.ask(DictationRequest.EDIT)
    desk.world.be_silent(20)
    desk.world.hear("Shorter.")
    assert desk.asked
    for what in (DictationRequest.ACCEPT, DictationRequest.KEEP_BOTH, DictationRequest.REWRITE_AGAIN):
        desk.ask(what)
    assert not desk.world.flying, "there is nothing to accept yet"
    assert len(desk.asked) == 1
    desk.ask(DictationRequest.DISCARD)
    for what in (DictationRequest.ACCEPT, DictationRequest.KEEP_BOTH, DictationRequest.REWRITE_AGAIN):
        desk.ask(what)
    assert not desk.world.flying


# --- the dictation key itself

BY_KEY = DictationWishes(warm=0.5, agreed_context=ALLOWED, edits_selections=True)


def test_with_a_selection_the_dictation_key_takes_an_instruction() -> None:
    desk = Desk(BY_KEY)
    desk.say(edits=False)
    assert desk.asked[-1].instruction == "Shorter."


@pytest.mark.parametrize("focus", [EDITOR, TERMINAL, secret(TERMINAL), replace(EDITOR, title="Inkognito"), None])
def test_without_one_it_dictates_and_presses_no_keys_for_copying(focus: TextTarget | None) -> None:
    desk = Desk(BY_KEY, focus=focus, selected=LONG if focus not in (EDITOR, None) else "")
    desk.say("Hello.", edits=False)
    desk.world.wait(2)
    assert TextSource.COPIED not in desk.read
    assert not desk.asked
    if focus == EDITOR:
        assert desk.wish.text == "Hello."


def test_a_program_that_never_tells_what_is_selected_costs_a_moment_and_no_words() -> None:
    desk = Desk(BY_KEY, told=False)
    desk.say("Hello.", edits=False)
    assert not desk.world.flying
    desk.world.wait(1.2)
    assert desk.wish.text == "Hello."


def test_a_dictation_over_an_offer_leaves_the_offer_where_nothing_is_selected() -> None:
    desk = Desk(BY_KEY)
    desk.offer()
    desk.selected = ""
    desk.say("Hello.", edits=False)
    assert desk.wish.text == "Hello."
    desk.world.land()
    assert desk.stage() is DictationStage.OFFERED


def test_a_dictation_that_is_followed_at_once_by_another_is_inserted() -> None:
    desk = Desk(BY_KEY, told=False)
    desk.say("Hello.", edits=False)
    desk.world.tell(KeyWentDown())
    desk.world.speak(30)
    desk.world.release()
    desk.world.be_silent(10)
    assert desk.wish.text == "Hello."


def test_news_of_another_dictation_changes_nothing() -> None:
    desk = Desk()
    desk.say(let_go=False)
    for event in (
        SourceRead(DictationId("other"), TextSource.SELECTED, "Something else."),
        RewriterSeen(DictationId("other"), NOBODY),
        SourceRead(DictationId("other"), TextSource.COPIED, "Something else."),
        RewriteCame(7, "Nobody asked."),
    ):
        desk.world.tell(event)
    desk.world.release()
    desk.world.be_silent(10)
    desk.world.hear("Shorter.")
    assert desk.asked[-1].text == LONG
    assert REWRITE_TRANSITIONS.after(RewritePlace.LISTENING, RewriteMove.END) is RewritePlace.OVER
