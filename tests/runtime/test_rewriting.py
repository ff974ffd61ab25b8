"""Carrying out what becomes of an instruction: the text is read, a model rewrites it, and whatever fails is said."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Collection, Sequence

import pytest

from tests.rig.patience import EVENT
from tests.runtime.test_dictation_runner import FRAME, Editor, Page, Room
from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.messages import Deliver, Delivered, DictationRequest, RequestMade, TextTarget
from voiceapp.core.dictation.rewrite_messages import RewriterSeen
from voiceapp.core.dictation.rewrite_prompt import asked, examples, task
from voiceapp.core.dictation.wishes import ContextKind, DictationWishes
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import MicFrame
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatText, ChatThought, EngineError
from voiceapp.core.sampling import MODELS_OWN
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, Message
from voiceapp.core.wishes import SessionWishes, side_job

REFUSED = Failure(FailureKind.REJECTED, Sentence("The service refused that."))
PLAIN = DictationWishes(chimes=False)


class Selecting(Page):
    """A program with a selection, and a clipboard beside it."""

    def __init__(self, selected: str = "A long text.", *, copies: bool = False, clipboard: str = "") -> None:
        super().__init__()
        self.selection = selected
        self.copies = copies
        self.clipboard = clipboard
        self.threads: dict[bool, str] = {}
        self.wish: Deliver | None = None

    def selected(self, target: TextTarget | None, *, copy: bool) -> str:
        self.threads[copy] = threading.current_thread().name
        return self.selection if copy >= self.copies else ""

    def read_context(self, kinds: Collection[ContextKind], target: TextTarget) -> DictationContext:
        assert tuple(kinds) == (ContextKind.CLIPBOARD,), "nothing else is read"
        return DictationContext(clipboard=self.clipboard)

    def deliver(self, wish: Deliver) -> Delivered:
        self.wish = wish
        return super().deliver(wish)


async def instruct(room: Room) -> None:
    room.dictating.tell(RequestMade(DictationRequest.EDIT))
    for _ in range(30):
        room.dictating.take_mic_frame(MicFrame(FRAME, room.clock.now(), 0.9, -20.0))
    room.dictating.tell(RequestMade(DictationRequest.EDIT))
    for _ in range(10):
        room.dictating.take_mic_frame(MicFrame(FRAME, room.clock.now(), 0.0, -60.0))


async def test_a_draft_is_continued_by_whoever_writes_on() -> None:
    chat, base = Editor(ChatText("Never asked.")), Editor(ChatText(" by a"), ChatText(" river."), ChatEnd())
    room, page = Room(wishes=PLAIN, chat=chat), Selecting("Once there lived a fox")
    room.continuer = base
    room.say("Please continue.")
    room.change_output(page)
    await instruct(room)
    await room.until(lambda: room.stage is DictationStage.OFFERED)
    ((items, wishes),) = base.told
    assert [item.text for item in items if isinstance(item, Message)] == ["Once there lived a fox"]
    assert wishes.sampling == MODELS_OWN, "a continuation is no work with one right answer"
    grown = [view.rewrite.after for view in room.views if view.rewrite is not None and view.rewrite.growing]
    assert grown[0] == "Once there lived a fox by a", "it is read as it comes"
    room.dictating.tell(RequestMade(DictationRequest.ACCEPT))
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    assert page.wish is not None
    assert page.wish.text == "Once there lived a fox by a river."
    assert chat.told == []
    await room.dictating.close()


@pytest.mark.parametrize("copies", [False, True])
async def test_a_selection_is_read_rewritten_shown_and_inserted(copies: bool) -> None:
    chat = Editor(ChatThought("Hm.", takes_back=False), ChatText("A "), ChatText("text."), ChatEnd())
    room, page = Room(wishes=PLAIN, chat=chat), Selecting(copies=copies)
    room.change_output(page)
    await instruct(room)
    await room.until(lambda: room.stage is DictationStage.OFFERED)
    assert room.catches_answer == [True]
    ((items, wishes),) = chat.told
    assert [item.text for item in items if isinstance(item, Message)] == [asked("A long text.", "Hello.")]
    assert wishes == side_job(task("A long text."), examples())
    room.dictating.tell(RequestMade(DictationRequest.ACCEPT))
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    assert page.wish is not None
    assert (page.wish.text, page.wish.selected) == ("A text.", "A long text.")
    assert room.catches_answer == [True, False]
    assert page.threads[False].startswith("focus")
    assert page.threads.get(True, "output").startswith("output"), "keys are pressed on the thread that inserts"
    await room.dictating.close()


@pytest.mark.parametrize(
    ("pieces", "told"),
    [
        ((EngineError(REFUSED),), str(REFUSED.sentence)),
        ((ChatText("A te"), ChatEnd(shortened=True)), "The new text became too long"),
        ((), "The language model wrote nothing"),
    ],
)
async def test_where_no_text_comes_the_reason_is_said(pieces: tuple[ChatPiece | EngineError, ...], told: str) -> None:
    room = Room(wishes=PLAIN, chat=Editor(*pieces))
    room.change_output(Selecting())
    await instruct(room)
    await room.until(lambda: room.stage is DictationStage.FAILED)
    assert str(room.views[-1].sentence).startswith(told)
    assert room.views[-1].can_retry
    await room.dictating.close()


class Broken(Editor):
    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        yield ChatText("A")
        raise RuntimeError("a bug")


@pytest.mark.expects_log
async def test_a_bug_of_a_model_or_of_a_look_is_said_and_ends_nothing() -> None:
    room = Room(wishes=PLAIN, chat=Broken())
    room.change_output(Selecting())
    await instruct(room)
    await room.until(lambda: room.stage is DictationStage.FAILED)
    assert "A bug kept the text from being rewritten" in str(room.views[-1].sentence)
    room.dictating.tell(RequestMade(DictationRequest.DISCARD))

    def broken(dictation: object) -> RewriterSeen:
        raise RuntimeError("a bug")

    room.change_parts(look_at_rewriter=broken)
    await instruct(room)
    await room.until(lambda: "A bug kept voiceapp from asking" in str(room.views[-1].sentence))
    assert [failure.kind for failure in room.complaints] == [FailureKind.BUG]
    await room.dictating.close()


async def test_the_clipboard_is_read_where_nothing_can_be_selected() -> None:
    room = Room(wishes=PLAIN, chat=Editor(ChatText("Yes."), ChatEnd()))
    room.say("Answer it, from the clipboard.")
    room.change_output(Selecting("", clipboard="Can you come?"))
    await instruct(room)
    await room.until(lambda: room.stage is DictationStage.OFFERED)
    assert room.views[-1].rewrite is not None
    assert room.views[-1].rewrite.before == "Can you come?"
    await room.dictating.close()


@pytest.mark.parametrize("said", ["Shorter.", "Answer it, from the clipboard."])
async def test_a_program_that_can_tell_nothing_has_no_text(said: str) -> None:
    room = Room(wishes=PLAIN, chat=Editor())
    room.say(said)
    await instruct(room)
    await room.until(lambda: room.stage is DictationStage.FAILED)
    assert "o text" in str(room.views[-1].sentence)
    await room.dictating.close()


class Endless(Editor):
    def __init__(self) -> None:
        super().__init__()
        self.asked, self.ended = asyncio.Event(), asyncio.Event()

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        self.asked.set()
        try:
            await asyncio.Event().wait()
            yield ChatText("")
        finally:
            self.ended.set()


async def test_who_does_not_want_it_any_more_pays_for_no_more_of_it() -> None:
    chat = Endless()
    room = Room(wishes=PLAIN, chat=chat)
    room.change_output(Selecting())
    await instruct(room)
    async with asyncio.timeout(EVENT):
        await chat.asked.wait()
    room.dictating.tell(RequestMade(DictationRequest.CANCEL))
    await room.until(lambda: room.stage is DictationStage.IDLE)
    await room.dictating.close()
    assert chat.ended.is_set()
