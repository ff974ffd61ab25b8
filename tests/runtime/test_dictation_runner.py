"""Carrying out what the dictation machine commands: recognisers that stream, fail, stall, and programs that take text."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

import pytest

from tests.rig.patience import EVENT
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.messages import (
    Deliver,
    Delivered,
    DeliveryResult,
    DictationRequest,
    KeptFound,
    RequestMade,
    ShowDictation,
)
from voiceapp.core.dictation.recorder import DictationRecorder
from voiceapp.core.dictation.rewrite_messages import RewriterSeen
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import (
    ContextKind,
    DictationProfile,
    DictationWishes,
    LiveWords,
    TidyStyle,
    Transcriber,
)
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Chime, EngineTraits, MicFrame
from voiceapp.core.ports import (
    Chat,
    ChatEnd,
    ChatPiece,
    ChatText,
    EngineError,
    RecognisedText,
    RecognitionHints,
    SpeechToText,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import BY_PERSON, Improvement, Item, ItemId, Message, MessageState, SoundId, Talk, TalkId
from voiceapp.core.wishes import SessionWishes, side_job
from voiceapp.runtime.clock import SteadyClock
from voiceapp.runtime.dictation_runner import DictationParts, DictationRunner

FRAME = bytes(960)
EDITOR = TextTarget("1", "editor")


@dataclass
class Kept:
    """A store of values."""

    items: dict[ItemId, Item] = field(default_factory=dict[ItemId, Item])
    sounds: dict[SoundId, bytes] = field(default_factory=dict[SoundId, bytes])

    def keep_talk(self, talk: Talk) -> None:
        pass

    def keep_item(self, talk: TalkId, item: Item) -> None:
        self.items[item.id] = item

    def forget_item(self, talk: TalkId, item: ItemId) -> None:
        self.items.pop(item, None)

    def set_item_aside(self, talk: TalkId, item: Item) -> None:
        self.items.pop(item.id, None)

    def keep_sound(self, sound: SoundId, pcm: bytes) -> None:
        self.sounds[sound] = self.sounds.get(sound, b"") + pcm

    def end_sound(self, sound: SoundId, *, keep: bool) -> None:
        if not keep:
            self.sounds.pop(sound, None)

    def read_sound(self, sound: SoundId, then: Callable[[bytes], None]) -> None:
        then(self.sounds.get(sound, b""))


class Page:
    """A program that takes text."""

    def __init__(self) -> None:
        self.text = ""
        self.closed = False
        self.breaks = False

    def focus(self) -> TextTarget | None:
        return EDITOR

    def prepare(self) -> None:
        pass

    def deliver(self, wish: Deliver) -> Delivered:
        if self.breaks:
            raise RuntimeError("a bug")
        self.text += wish.text
        return Delivered(wish.delivery, DeliveryResult.INSERTED, wish.text, EDITOR)

    def close(self) -> None:
        self.closed = True


Answer = Callable[[int, AsyncIterator[bytes], RecognitionHints], AsyncGenerator[RecognisedText]]


@dataclass
class Recogniser:
    answer: Answer
    asked: list[RecognitionHints] = field(default_factory=list[RecognitionHints])
    heard: list[int] = field(default_factory=list[int])

    @property
    def traits(self) -> EngineTraits:
        return EngineTraits(Sentence("of values"))

    def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        self.asked.append(hints)
        return self.answer(len(self.asked), self._counted(sound), hints)

    async def _counted(self, sound: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        self.heard.append(0)
        async for pcm in sound:
            self.heard[-1] += len(pcm)
            yield pcm


async def whole(sound: AsyncIterator[bytes]) -> None:
    async for _ in sound:
        pass


async def plain(number: int, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
    yield RecognisedText("Hel", final=False)
    await whole(sound)
    yield RecognisedText("Hello.")


class Room:
    def __init__(self, answer: Answer = plain, wishes: DictationWishes | None = None, chat: Chat | None = None) -> None:
        self.kept = Kept()
        self.page = Page()
        self.recogniser = Recogniser(answer)
        self.views: list[DictationView] = []
        self.news = asyncio.Event()
        self.chimes: list[Chime] = []
        self.clock = SteadyClock()
        self.complaints: list[Failure] = []
        self.chat = chat
        self.continuer: Chat | None = None
        self.translator_trouble: Sentence | None = None
        self.rewriter_trouble: Sentence | None = None
        self.leaves = False
        self.catches_answer: list[bool] = []
        self.seen: list[TextTarget] = []
        self.agreed: list[tuple[str, ...]] = []
        self.watched: list[LiveWords] = []
        usual = wishes or DictationWishes(chimes=False)
        self.dictating = DictationRunner(
            replace(usual, languages=("en",), vocabulary=("Qwen",)),
            DictationParts(
                recogniser=self._recogniser,
                chat=self._chat,
                translator_trouble=lambda: self.translator_trouble,
                rewriter=lambda: self._chat(False),
                continuer=self._continuer,
                look_at_rewriter=lambda dictation: RewriterSeen(dictation, self.rewriter_trouble, self.leaves),
                keeper=self.kept,
                output=self.page,
                listen=lambda on: None,
                chime=self.chimes.append,
                catch_cancel=lambda on: None,
                catch_answer=self.catches_answer.append,
                show=self._show,
                clock=self.clock,
                complain=self.complaints.append,
            ),
        )

    def _continuer(self) -> Chat:
        return self.continuer or self._chat(False)

    def change_parts(self, **changes: object) -> None:
        parts = self.dictating._parts  # pyright: ignore[reportPrivateUsage]
        changed = replace(parts, **changes)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        self.dictating._parts = changed  # pyright: ignore[reportPrivateUsage]
        self.dictating._look_ups._asked = changed  # pyright: ignore[reportPrivateUsage]
        self.dictating._editing._chats = changed  # pyright: ignore[reportPrivateUsage]

    def change_output(self, output: Page) -> None:
        self.change_parts(output=output)

    def say(self, words: str) -> None:
        """The recogniser hears this from now on."""

        async def answer(
            number: int, sound: AsyncIterator[bytes], hints: RecognitionHints
        ) -> AsyncGenerator[RecognisedText]:
            await whole(sound)
            yield RecognisedText(words)

        self.recogniser.answer = answer

    def waits_for_context(self) -> bool:
        delivery = self.dictating._machine._delivery  # pyright: ignore[reportPrivateUsage]
        return delivery.parts[0].dictation.context_due

    def _recogniser(self, by: Transcriber, watched: LiveWords) -> SpeechToText:
        del by
        self.watched.append(watched)
        return self.recogniser

    def _chat(self, translates: bool) -> Chat:
        del translates
        assert self.chat is not None
        return self.chat

    def _show(self, show: ShowDictation) -> None:
        self.views.append(show.view)
        self.news.set()

    async def until(self, fits: Callable[[], bool]) -> None:
        async with asyncio.timeout(EVENT):
            while not fits():
                self.news.clear()
                await self.news.wait()

    async def dictate(self, frames: int = 30) -> None:
        self.dictating.tell(RequestMade(DictationRequest.START))
        for _ in range(frames):
            assert self.dictating.take_mic_frame(MicFrame(FRAME, self.clock.now(), 0.9, -20.0))
            await asyncio.sleep(0)
        self.dictating.tell(RequestMade(DictationRequest.STOP))
        for _ in range(10):
            self.dictating.take_mic_frame(MicFrame(FRAME, self.clock.now(), 0.0, -60.0))

    @property
    def stage(self) -> DictationStage:
        return self.views[-1].stage if self.views else DictationStage.IDLE


async def test_words_come_while_one_speaks_and_stand_in_the_program_afterwards() -> None:
    room = Room()
    await room.dictate()
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    assert room.page.text == "Hello."
    assert "Hel" in [view.words for view in room.views]
    assert room.recogniser.asked == [RecognitionHints("en", ("Qwen",), "", live=True)]
    assert [item.text for item in room.kept.items.values() if isinstance(item, Message)] == ["Hello."]
    await room.dictating.close()
    assert room.page.closed


async def test_a_dictation_is_heard_again_in_the_language_that_the_person_names_and_is_not_typed() -> None:
    async def by_language(
        number: int, sound: AsyncIterator[bytes], hints: RecognitionHints
    ) -> AsyncGenerator[RecognisedText]:
        await whole(sound)
        yield RecognisedText("Guten Tag." if hints.language == "de" else "Good and tack.")

    room = Room(by_language)
    await room.dictate()
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    (first,) = room.kept.items.values()
    assert isinstance(first, Message)
    room.dictating.tell(KeptFound(TalkId("t"), first, ("de",)))
    await room.until(lambda: room.stage is DictationStage.WAITING)
    (line,) = room.kept.items.values()
    assert isinstance(line, Message)
    assert (line.text, line.improved) == ("Guten Tag.", Improvement(BY_PERSON, "Good and tack."))
    assert room.recogniser.heard[0] == room.recogniser.heard[1], "the whole recording"
    assert (room.page.text, room.views[-1].waiting) == ("Good and tack.", "Guten Tag.")
    await room.dictating.close()


async def test_frames_belong_to_the_dictation_only_while_it_records() -> None:
    room = Room()
    assert not room.dictating.take_mic_frame(MicFrame(FRAME, 0.0, 0.9, -20.0))
    await room.dictate()
    assert not room.dictating.take_mic_frame(MicFrame(FRAME, 0.0, 0.9, -20.0))
    await room.dictating.close()


async def test_a_recogniser_that_fails_in_the_middle_gets_the_recording_again() -> None:
    async def once_broken(
        number: int, sound: AsyncIterator[bytes], hints: RecognitionHints
    ) -> AsyncGenerator[RecognisedText]:
        if number == 1:
            await anext(sound)
            raise EngineError(Failure(FailureKind.LINK_DROPPED, Sentence("The connection was lost.")))
        await whole(sound)
        yield RecognisedText("All of it.")

    room = Room(once_broken)
    await room.dictate(50)
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    assert room.page.text == "All of it."
    assert room.recogniser.heard[1] >= 50 * len(FRAME), "the second one heard it whole"
    await room.dictating.close()


async def test_what_is_dictated_after_the_line_broke_is_heard_live_with_what_was_said_before() -> None:
    async def once_broken(
        number: int, sound: AsyncIterator[bytes], hints: RecognitionHints
    ) -> AsyncGenerator[RecognisedText]:
        if number == 1:
            reader = asyncio.ensure_future(whole(sound))  # as a socket is fed, and cancelled once it is gone
            yield RecognisedText("Half", final=False)
            await asyncio.wait((reader,), timeout=0)
            reader.cancel()
            await asyncio.gather(reader, return_exceptions=True)
            raise EngineError(Failure(FailureKind.LINK_DROPPED, Sentence("The connection was lost.")))
        await anext(sound)
        yield RecognisedText("Live again", final=False)
        await whole(sound)
        yield RecognisedText("All of it.")

    room = Room(once_broken)
    room.dictating.tell(RequestMade(DictationRequest.START))
    for _ in range(100):
        room.dictating.take_mic_frame(MicFrame(FRAME, room.clock.now(), 0.9, -20.0))
        await asyncio.sleep(0)
    assert [view.words for view in room.views if view.words][-1] == "Live again", "while one still speaks"
    room.dictating.tell(RequestMade(DictationRequest.STOP))
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    assert room.page.text == "All of it."
    (kept,) = room.kept.sounds.values()
    assert room.recogniser.heard[1] == len(kept), "all of it, once"
    await room.dictating.close()


async def test_that_another_recogniser_wrote_the_words_is_said() -> None:
    trouble = Failure(FailureKind.SERVER_BROKEN, Sentence("The service had an internal error."))

    async def spare(
        number: int, sound: AsyncIterator[bytes], hints: RecognitionHints
    ) -> AsyncGenerator[RecognisedText]:
        await whole(sound)
        yield RecognisedText("", final=False, trouble=trouble)
        yield RecognisedText("All the same.")

    room = Room(spare)
    await room.dictate()
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    assert room.page.text == "All the same."
    assert room.complaints == [trouble]
    await room.dictating.close()


@pytest.mark.expects_log
async def test_a_recognisers_bug_loses_nothing() -> None:
    async def buggy(
        number: int, sound: AsyncIterator[bytes], hints: RecognitionHints
    ) -> AsyncGenerator[RecognisedText]:
        await whole(sound)
        yield RecognisedText("So far", final=False)
        raise ZeroDivisionError

    room = Room(buggy)
    await room.dictate()
    await room.until(lambda: room.stage is DictationStage.FAILED)
    (item,) = room.kept.items.values()
    assert isinstance(item, Message)
    assert item.state is MessageState.FAILED
    assert room.kept.sounds
    await room.dictating.close()


async def test_a_recogniser_that_says_nothing_at_all_has_failed() -> None:
    async def mute(number: int, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        await whole(sound)
        for heard in list[RecognisedText]():
            yield heard

    room = Room(mute)
    await room.dictate()
    await room.until(lambda: room.stage is DictationStage.FAILED)
    assert "didn't answer" in str(room.views[-1].sentence)
    await room.dictating.close()


@pytest.mark.expects_log
async def test_a_program_that_cannot_take_text_leaves_it_waiting() -> None:
    room = Room()
    room.page.breaks = True
    await room.dictate()
    await room.until(lambda: room.stage is DictationStage.WAITING)
    assert room.views[-1].waiting == "Hello."
    room.page.breaks = False
    room.dictating.tell(RequestMade(DictationRequest.INSERT_HERE))
    await room.until(lambda: room.page.text == "Hello.")
    await room.dictating.close()


async def test_the_end_of_the_app_in_the_middle_keeps_everything() -> None:
    started = asyncio.Event()

    async def forever(
        number: int, sound: AsyncIterator[bytes], hints: RecognitionHints
    ) -> AsyncGenerator[RecognisedText]:
        await whole(sound)
        started.set()
        await asyncio.Event().wait()
        yield RecognisedText("Never.")

    room = Room(forever)
    await room.dictate()
    await started.wait()
    await room.dictating.close()
    (item,) = room.kept.items.values()
    assert isinstance(item, Message)
    assert item.state is MessageState.WAITING
    assert item.sound in room.kept.sounds
    assert room.page.text == ""


class Editor:
    """A language model of values."""

    def __init__(self, *pieces: ChatPiece | EngineError) -> None:
        self.pieces = pieces
        self.told: list[tuple[Sequence[Item], SessionWishes]] = []

    @property
    def traits(self) -> EngineTraits:
        return EngineTraits(Sentence("of values"))

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        self.told.append((items, wishes))
        for piece in self.pieces:
            if isinstance(piece, EngineError):
                raise piece
            yield piece


TIDY = DictationWishes(chimes=False, tidy=TidyStyle.PUNCTUATED)


async def test_a_language_model_sets_the_words_in_order() -> None:
    chat = Editor(ChatText("Hel"), ChatText("lo!"), ChatEnd())
    room = Room(wishes=TIDY, chat=chat)
    await room.dictate()
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    assert room.page.text == "Hello!"
    ((items, wishes),) = chat.told
    assert [item.text for item in items if isinstance(item, Message)] == ["Hello."]
    assert "Change no word" in wishes.instructions
    assert wishes == side_job(wishes.instructions, wishes.examples), "nobody is talked with, and nothing is spoken"
    (item,) = room.kept.items.values()
    assert isinstance(item, Message)
    assert (item.text, item.original) == ("Hello!", "Hello.")
    await room.dictating.close()


@pytest.mark.parametrize(
    "pieces",
    [
        (EngineError(Failure(FailureKind.NO_NETWORK, Sentence("There is no network."))),),
        (ChatText("Hello and"), ChatEnd(shortened=True)),
        (ChatText("I am an assistant."), ChatEnd()),
        (ChatEnd(),),
    ],
)
async def test_without_a_good_answer_the_words_stay_as_said(pieces: tuple[ChatPiece | EngineError, ...]) -> None:
    room = Room(wishes=TIDY, chat=Editor(*pieces))
    await room.dictate()
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    assert room.page.text == "Hello."
    await room.dictating.close()


async def test_the_microphones_own_chime_can_be_taken_out() -> None:
    room = Room()

    def clean(frame: MicFrame) -> MicFrame:
        return frame.changed(pcm=b"\1\0" * 480)

    room.change_parts(clean=clean)
    await room.dictate()
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    assert set(next(iter(room.kept.sounds.values()))) == {0, 1}
    await room.dictating.close()


@pytest.mark.expects_log
async def test_a_mistake_of_the_machine_is_said_keeps_the_recording_and_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = Room()
    room.dictating.tell(RequestMade(DictationRequest.START))
    for _ in range(20):
        room.dictating.take_mic_frame(MicFrame(FRAME, room.clock.now(), 0.9, -20.0))

    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    with monkeypatch.context() as broke:
        broke.setattr(DictationRecorder, "take_mic_frame", broken)
        room.dictating.take_mic_frame(MicFrame(FRAME, room.clock.now(), 0.9, -20.0))
    assert [failure.kind for failure in room.complaints] == [FailureKind.BUG]
    assert room.stage is DictationStage.IDLE
    (item,) = room.kept.items.values()
    assert isinstance(item, Message)
    assert item.state is MessageState.WAITING
    assert sum(map(len, room.kept.sounds.values())) == 20 * len(FRAME)
    await room.dictate()
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    await room.dictating.close()


@pytest.mark.expects_log
async def test_an_output_that_does_not_end_well_keeps_nothing_from_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    room = Room()

    def broken() -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(room.page, "close", broken)
    await room.dictating.close()


class Around(Page):
    """A program that says what stands around its cursor."""

    def __init__(self) -> None:
        super().__init__()
        self.breaks_reading = False
        self.asked: list[tuple[ContextKind, ...]] = []

    def read_context(self, kinds: Collection[ContextKind], target: TextTarget) -> DictationContext:
        assert target == EDITOR
        self.asked.append(tuple(kinds))
        if self.breaks_reading:
            raise RuntimeError("a bug")
        return DictationContext(clipboard="Anna Kowalska")


CURIOUS = DictationProfile(
    "p", "P", ("editor",), tidy="clear", translate_to="fr", context=(ContextKind.CLIPBOARD, ContextKind.TITLE)
)


@pytest.mark.parametrize("breaks", [False, pytest.param(True, marks=pytest.mark.expects_log)])
async def test_what_was_allowed_is_read_told_and_never_costs_the_words(breaks: bool) -> None:
    chat = Editor(ChatText("Bonjour, Anna Kowalska."), ChatEnd())
    wishes = DictationWishes(chimes=False, profiles=(CURIOUS,), agreed_context=("p:clipboard",))
    room = Room(wishes=wishes, chat=chat)
    room.page = page = Around()
    page.breaks_reading = breaks
    room.change_parts(output=page, seen=room.seen.append, agree=room.agreed.append)
    room.dictating.tell(RequestMade(DictationRequest.START))
    async with asyncio.timeout(EVENT):
        while not page.asked or room.waits_for_context():  # noqa: ASYNC110
            await asyncio.sleep(0)
    await room.dictate()
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    assert page.text == "Bonjour, Anna Kowalska."
    assert page.asked == [(ContextKind.CLIPBOARD,)]
    assert ("Anna Kowalska" in chat.told[0][1].instructions) is not breaks
    assert room.seen == [EDITOR]
    assert [failure.kind for failure in room.complaints] == [FailureKind.BUG] * breaks
    room.dictating.tell(RequestMade(DictationRequest.ALLOW_CONTEXT))
    await room.until(lambda: room.agreed == [("p:title",)])
    await room.dictating.close()


async def test_why_nobody_translates_is_said_and_the_words_stay() -> None:
    room = Room(wishes=DictationWishes(chimes=False, profiles=(replace(CURIOUS, tidy="", context=()),)))
    room.translator_trouble = Sentence("Nobody can.")
    room.dictating.tell(RequestMade(DictationRequest.START))
    await room.until(lambda: any("Nobody can." in str(view.sentence) for view in room.views))
    await room.dictate()
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    assert room.page.text == "Hello."
    await room.dictating.close()


@pytest.mark.expects_log
async def test_a_bug_in_finding_a_translator_is_said_and_the_words_stay() -> None:
    room = Room(wishes=DictationWishes(chimes=False, profiles=(replace(CURIOUS, tidy="", context=()),)))

    def broken() -> Sentence | None:
        raise RuntimeError("a bug")

    room.change_parts(translator_trouble=broken)
    room.dictating.tell(RequestMade(DictationRequest.START))
    await room.until(lambda: any("as spoken" in str(view.sentence) for view in room.views))
    await room.dictate()
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    assert room.page.text == "Hello."
    assert [failure.kind for failure in room.complaints] == [FailureKind.BUG]
    await room.dictating.close()


@pytest.mark.expects_log
async def test_a_bug_in_seeing_who_has_the_keyboard_is_said_and_the_words_come(monkeypatch: pytest.MonkeyPatch) -> None:
    room = Room()

    def broken() -> TextTarget | None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(room.page, "focus", broken)
    await room.dictate()
    await room.until(lambda: room.stage is DictationStage.INSERTED)
    assert room.page.text == "Hello."
    assert [failure.kind for failure in room.complaints] == [FailureKind.BUG]
    await room.dictating.close()
