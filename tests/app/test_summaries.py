"""Talks are summarised in the running app: on request, and by the person's rule."""

import asyncio
import json
import queue
import threading
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

import pytest

from tests.app.idle import becomes
from tests.rig.patience import EVENT
from tests.server.api import ApiServer
from tests.storage.wav import WavFiles
from tests.talks import said, talk_of
from voiceapp.app.summaries_desk import SummariesDesk
from voiceapp.app.summary_rule import SummaryRule, by_rule, summarising
from voiceapp.core.answers import Answer
from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits, Phase, ShowState, ShowTalk, TalkState
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatText
from voiceapp.core.recordings.jobs import RecordingJob, RecordingPhase
from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.access import SummaryOffer, WritingState
from voiceapp.core.summaries.limits import OF_THIS_DEVICE
from voiceapp.core.summaries.summary import Summaries
from voiceapp.core.transcript import Item, Talk, TalkId, TalkKind
from voiceapp.core.wishes import SessionWishes
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.runtime.summary_making import Summariser
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.storage.saved_summaries import MOST_TRIES
from voiceapp.storage.store import Store

T = TypeVar("T")
WORDS = "We talked for a while about the tea and who buys it before the guests come on Sunday. " * 5
TALK = talk_of(said(WORDS, talk="tea"), name="tea")
SHORT = talk_of(said("Hello there.", talk="short"), name="short")
WRITTEN = json.dumps(
    {name: [] for name in ("decisions", "tasks", "questions", "chapters", "tags")}
    | {"summary": [{"text": "Tea is bought.", "lines": [1]}], "title": "The tea"}
)


class NoVault:
    def get_password(self, service: str, username: str) -> str | None:
        del service, username
        return None

    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class Running:
    """The parts of the app that summarise."""

    def __init__(self, folder: Path, base_url: str) -> None:
        self.settings = Settings().with_value("engines.base_url", base_url).with_value("engines.allow_plain", True)
        self.store = Store(folder / "data", WavFiles(), lambda _: None)
        self.store.start()
        self.room = SessionThread()
        self.room.start()
        keys = KeyRing({}, NoVault)
        self.engines = AvailableEngines(lambda: self.settings, keys)
        made: tuple[SummariesDesk, SummaryRule] = summarising(
            self.store, lambda: self.settings, keys, self.engines, self.room
        )
        self.desk, self.rule = made

    def keep(self, *talks: Talk) -> None:
        for talk in talks:
            self.store.keep_talk(talk)
            for item in talk.items:
                self.store.keep_item(talk.id, item)

    def change(self, name: str, value: object) -> None:
        self.settings = self.settings.with_value(name, value)

    def about(self, talk: TalkId) -> Summaries:
        def load(then: Answer[Talk]) -> None:
            self.store.load_talk(talk, then)

        return found(load).summaries

    def wait_for_end(self, talk: TalkId) -> None:
        """Wait until something was written about a talk, or it was tried."""
        begun, over = threading.Event(), threading.Event()

        def show(states: tuple[WritingState, ...]) -> None:
            if any(state.talk == talk for state in states):
                begun.set()
            elif begun.is_set():
                over.set()

        stop = self.desk.watch(show)
        assert over.wait(EVENT)
        stop()

    def close(self) -> None:
        self.rule.close()
        self.desk.close()
        self.room.run(self.engines.close()).result(EVENT)
        self.room.stop()
        self.store.close()


def answer(ask: Callable[[Answer[T]], None]) -> T | Failure:
    future: Future[T | Failure] = Future()
    ask(future.set_result)
    return future.result(EVENT)


def found(ask: Callable[[Answer[T]], None]) -> T:
    got = answer(ask)
    assert not isinstance(got, Failure), got
    return got


@pytest.fixture
def app(tmp_path: Path, api_server: ApiServer) -> Iterator[Running]:
    api_server.script.open = True
    running = Running(tmp_path, api_server.base_url)
    yield running
    running.close()


def make(app: Running, talk: TalkId, prompt: str = "") -> Summaries | Failure:
    def ask(then: Answer[Summaries]) -> None:
        app.desk.make(talk, prompt, then)

    return answer(ask)


def test_a_summary_is_made_and_kept_and_names_the_talk(app: Running, api_server: ApiServer) -> None:
    api_server.script.reply(WRITTEN)
    app.keep(TALK)
    about = make(app, TALK.id)
    assert isinstance(about, Summaries)
    assert about.summary is not None
    assert about.summary.title == "The tea"
    assert app.about(TALK.id) == about

    def load(then: Answer[Talk]) -> None:
        app.store.load_talk(TALK.id, then)

    assert found(load).title == "The tea"


def test_a_text_stands_beside_it_and_what_the_person_changes_stays(app: Running, api_server: ApiServer) -> None:
    api_server.script.reply(WRITTEN).reply("# Minutes")
    app.keep(TALK)
    first = make(app, TALK.id)
    assert isinstance(first, Summaries)
    assert first.summary is not None
    mine = Summaries(first.summary.without_point(0))
    app.desk.change(TALK.id, mine)
    both = make(app, TALK.id, "minutes")
    assert isinstance(both, Summaries)
    assert both.summary == mine.summary
    assert [text.prompt for text in both.texts] == ["Minutes"]


def test_what_cannot_be_done_is_told(app: Running, api_server: ApiServer) -> None:
    app.keep(TALK)
    gone, no_prompt = make(app, TalkId("gone")), make(app, TALK.id, "poem")
    assert isinstance(gone, Failure)
    assert isinstance(no_prompt, Failure)
    assert {gone.kind, no_prompt.kind} == {FailureKind.NOT_FOUND}
    app.change("engines.leaves_machine", "nothing")
    refused = make(app, TALK.id)
    assert isinstance(refused, Failure)
    assert refused.kind is FailureKind.NOT_INSTALLED, "the small model that comes along isn't fit for it"
    assert api_server.log.received("/v1/chat/completions") == []
    offer = answer(app.desk.offer)
    assert isinstance(offer, Failure)
    app.change("engines.leaves_machine", "text")
    assert isinstance(found(app.desk.offer), SummaryOffer)


def test_one_thing_is_written_about_a_talk_at_a_time_and_can_be_stopped(app: Running, api_server: ApiServer) -> None:
    api_server.script.reply(WRITTEN, after_ms=EVENT * 1000)
    app.keep(TALK)
    begun = threading.Event()
    stop = app.desk.watch(lambda states: begun.set() if states else None)
    app.desk.make(TALK.id, "", lambda _: None)
    assert begun.wait(EVENT)
    assert isinstance(make(app, TALK.id), Failure)
    stop()
    over = threading.Event()
    app.desk.watch(lambda states: None if states else over.set())
    app.desk.cancel(TALK.id)
    app.desk.cancel(TalkId("other"))
    assert over.wait(EVENT)
    assert not app.about(TALK.id)


class Slow:
    """A model on this device that writes when it's let."""

    traits = EngineTraits(Sentence("A model"))

    def __init__(self) -> None:
        self.asked: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.may_write, self.left = threading.Event(), threading.Event()

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        del items
        self.asked.put(wishes.instructions)
        try:
            await asyncio.to_thread(self.may_write.wait, EVENT)
        except asyncio.CancelledError:
            self.left.set()
            raise
        yield ChatText(WRITTEN)
        yield ChatEnd()


def test_a_model_on_this_device_leaves_whoever_talks_alone_and_goes_on_after(app: Running) -> None:
    app.keep(TALK)
    model = Slow()
    app.desk.quiet.quiet_after = 0.0
    writing = app.room.run(app.desk.write(TALK, None, Summariser(model, OF_THIS_DEVICE)))
    assert model.asked.get(timeout=EVENT)
    app.rule.take_show(ShowState(TalkState(Phase.HEARING)))
    app.rule.take_view(DictationView())
    assert model.left.wait(EVENT), "it's interrupted"
    model.may_write.set()
    app.rule.take_show(ShowState(TalkState(Phase.READY)))
    assert model.asked.get(timeout=EVENT), "it's asked again"
    writing.result(EVENT)
    assert app.about(TALK.id).summary is not None


# --- by rule


def test_the_rule_says_which_talks_are_summarised() -> None:
    def rule(when: str) -> list[bool]:
        settings = Settings().with_value("summaries.when", when)
        return [by_rule(settings, kind) for kind in (TalkKind.CONVERSATION, TalkKind.TRANSCRIPTION)]

    assert [rule(when) for when in ("asked", "recordings", "all")] == [[False, False], [False, True], [True, True]]


def test_a_conversation_is_summarised_when_the_next_one_begins(app: Running, api_server: ApiServer) -> None:
    api_server.script.reply(WRITTEN)
    app.keep(SHORT, TALK)
    app.change("summaries.when", "all")
    app.rule.start()
    app.rule.take_show(ShowTalk(SHORT))
    app.rule.take_show(ShowTalk(TALK))
    app.rule.take_show(ShowTalk(TALK))
    app.rule.take_show(ShowTalk(talk_of(name="next")))
    app.wait_for_end(TALK.id)
    assert app.about(TALK.id).summary is not None
    assert not app.about(SHORT.id), "so few words need none"


class Asking:
    """Counts how often it's asked who summarises."""

    def __init__(self, app: Running, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0
        self._ask = app.desk.summariser
        monkeypatch.setattr(app.desk, "summariser", self)

    async def __call__(self) -> Summariser:
        self.times += 1
        return await self._ask()


@pytest.mark.parametrize(
    ("refuse", "leaves"), [(401, "text"), (429, "text"), (503, "text"), (None, "nothing")], ids=str
)
def test_a_talk_is_summarised_after_all_when_nobody_could_be_asked_for_long(
    app: Running, api_server: ApiServer, monkeypatch: pytest.MonkeyPatch, refuse: int | None, leaves: str
) -> None:
    asking = Asking(app, monkeypatch)
    api_server.script.refuse = {"status": refuse} if refuse else None
    app.change("engines.leaves_machine", leaves)
    app.keep(TALK)
    app.desk.kept.put_due(TALK.id)
    app.change("summaries.when", "all")
    app.rule.start()
    assert becomes(app.rule.wake, lambda: asking.times > MOST_TRIES)
    api_server.script.refuse = None
    api_server.script.reply(WRITTEN)
    app.change("engines.leaves_machine", "text")
    assert becomes(app.rule.wake, lambda: app.about(TALK.id).summary is not None)


def test_a_talk_that_the_model_cannot_sum_up_is_left_after_some_tries(
    app: Running, api_server: ApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = Asking(app, monkeypatch)
    for _ in range(MOST_TRIES + 1):
        api_server.script.reply("I'd rather talk about the weather.")
    app.keep(TALK)
    app.desk.kept.put_due(TALK.id)
    app.change("summaries.when", "all")
    app.rule.start()
    assert becomes(app.rule.wake, lambda: found(app.desk.kept.next_due) == "")
    assert asking.times == MOST_TRIES
    assert not app.about(TALK.id)


def job(talk: Talk, phase: RecordingPhase) -> RecordingJob:
    return RecordingJob(str(talk.id), "/nowhere/talk.wav", 0.0, phase=phase)


def test_a_recording_is_summarised_when_it_is_written_down(app: Running, api_server: ApiServer) -> None:
    before, now = (talk_of(said(WORDS, talk=name), name=name, kind=TalkKind.TRANSCRIPTION) for name in ("old", "new"))
    api_server.script.reply(WRITTEN)
    app.keep(before, now)
    app.change("summaries.when", "recordings")
    app.rule.start()
    app.rule.take_jobs((job(before, RecordingPhase.DONE), job(now, RecordingPhase.WORKING)))
    app.rule.take_jobs((job(before, RecordingPhase.DONE), job(now, RecordingPhase.DONE)))
    app.wait_for_end(now.id)
    assert app.about(now.id).summary is not None
    assert not app.about(before.id), "it was there before"


def test_what_the_rule_began_can_be_stopped_and_is_left_then(app: Running, api_server: ApiServer) -> None:
    api_server.script.reply(WRITTEN, after_ms=EVENT * 1000)
    app.keep(TALK)
    app.change("summaries.when", "all")
    begun, over = threading.Event(), threading.Event()
    app.desk.watch(lambda states: begun.set() if states else over.set() if begun.is_set() else None)
    app.rule.start()
    app.rule.take_show(ShowTalk(TALK))
    app.rule.take_show(ShowTalk(talk_of(name="next")))
    assert begun.wait(EVENT)
    assert isinstance(make(app, TALK.id), Failure), "one thing is written at a time"
    app.desk.cancel(TALK.id)
    assert over.wait(EVENT)
    assert not app.about(TALK.id)

    def due(then: Answer[TalkId]) -> None:
        app.desk.kept.next_due(then)

    app.room.run(asyncio.sleep(0)).result(EVENT)
    assert found(due) == ""


def test_what_waits_is_not_done_after_the_rule_is_off(app: Running, api_server: ApiServer) -> None:
    app.keep(TALK)
    app.rule.take_show(ShowTalk(TALK))
    app.rule.take_show(ShowTalk(talk_of(name="next")))

    def due(then: Answer[TalkId]) -> None:
        app.desk.kept.next_due(then)

    assert found(due) == ""
    assert api_server.log.received("/v1/chat/completions") == []


def test_the_last_conversation_waits_for_the_next_start(tmp_path: Path, api_server: ApiServer) -> None:
    api_server.script.open = True
    api_server.script.reply(WRITTEN)
    first = Running(tmp_path, api_server.base_url)
    first.keep(TALK)
    first.change("summaries.when", "all")
    first.rule.take_show(ShowTalk(TALK))
    first.close()
    second = Running(tmp_path, api_server.base_url)
    second.change("summaries.when", "all")
    second.rule.start()
    second.wait_for_end(TALK.id)
    assert second.about(TALK.id).summary is not None
    second.close()
