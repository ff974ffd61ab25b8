"""A picture is drawn in a talk: asked first, seen as it comes, kept with the talk, and changed."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from tests.server.api import KEY, ApiServer
from tests.server.images import colour_of, png
from tests.server.script import Call
from voiceapp.app import AppDesk, open_desk
from voiceapp.core.messages import Show, ShowItem, TextEntered, ToolPermitted
from voiceapp.core.transcript import Image, Item, Talk, TalkId, ToolCall, ToolState

pytestmark = pytest.mark.usefixtures("sound_card")
DRAW = Call("draw_picture", '{"prompt": "a fox"}')
CHANGE = Call("edit_picture", '{"prompt": "make the sky red"}')
CAT = Image("image/png", png(64, 32, (1, 2, 3)), 64, 32)


class Talking:
    """A desk with a chat that writes, and what is shown of it."""

    def __init__(self, server: ApiServer, **more: str) -> None:
        self.server = server
        overrides = {
            "engines.base_url": server.base_url,
            "engines.order": "cascade",
            "talking.output": "text",
            "stt.where": "local",
            "tts.where": "local",
            "pictures.model": "gpt-image-2.5-flare",
            "chat.model": "gpt-6-luna",
            "local.fetch_models": "asked",
        }
        self.desk: AppDesk = open_desk(overrides=overrides | more)
        self.items: dict[str, Item] = {}
        self._news = threading.Condition()
        self.desk.talk.watch(self._take)

    def _take(self, show: Show) -> None:
        if isinstance(show, ShowItem):
            with self._news:
                self.items[show.item.id] = show.item
                self._news.notify_all()

    def cards(self) -> list[ToolCall]:
        return [item for item in self.items.values() if isinstance(item, ToolCall)]

    def wait(self, enough: Callable[[list[ToolCall]], bool]) -> ToolCall:
        with self._news:
            assert self._news.wait_for(lambda: enough(self.cards()), EVENT), self.items
            return self.cards()[-1]

    def say(self, words: str, *images: Image) -> None:
        self.desk.talk.tell(TextEntered(words, images, spoken=False))

    def asked(self, number: int = 1) -> ToolCall:
        return self.wait(lambda cards: len(cards) == number and cards[-1].state is ToolState.ASKED)

    def allow(self, card: ToolCall, *, allowed: bool = True) -> None:
        self.desk.talk.tell(ToolPermitted(card.id, allowed=allowed))

    def done(self, number: int = 1) -> ToolCall:
        return self.wait(lambda cards: len(cards) == number and cards[-1].state is ToolState.DONE)

    def kept(self) -> Talk:
        """The talk as it is on the disk."""
        future: Future[object] = Future()
        self.desk.store.load_talk(TalkId(str(self.cards()[0].id).rpartition("-")[0]), future.set_result)
        talk = future.result(EVENT)
        assert isinstance(talk, Talk), talk
        return talk


@pytest.fixture
def talking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, api_server: ApiServer) -> Iterator[Talking]:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", api_server.base_url)
    talking = Talking(api_server)
    yield talking
    talking.desk.close()


def test_it_is_asked_for_seen_as_it_comes_kept_and_changed(talking: Talking, tmp_path: Path) -> None:
    server = talking.server
    server.script.pictures_may_go.clear()
    server.script.reply(calls=(DRAW,)).reply("Here it is.")
    talking.say("Draw a fox.")
    card = talking.asked()
    assert str(card.told) == "Draw “a fox”? It's made on this device and costs nothing."
    assert server.log.received("/v1/images/generations") == []
    talking.allow(card)
    half = talking.wait(lambda cards: bool(cards[-1].images))
    assert half.state is ToolState.RUNNING
    server.script.pictures_may_go.set()
    done = talking.done()
    server.log.wait_for_received("/v1/chat/completions", 3)  # the answer, and a title for the talk
    (picture,) = done.images
    assert picture.data == png(1024, 1024, colour_of("a fox"))
    server.script.reply(calls=(CHANGE,)).reply("Here it is.")
    talking.say("Make the sky red.")
    talking.allow(talking.asked(2))
    changed = talking.done(2)
    server.log.wait_for_received("/v1/chat/completions", 5)
    assert server.rest.pictures.given == [picture.data]
    server.script.reply(calls=(CHANGE,)).reply("Here it is.")
    talking.say("And this one.", CAT)
    talking.allow(talking.asked(3))
    talking.done(3)
    assert server.rest.pictures.given[-1] == CAT.data
    kept = [item for item in talking.kept().items if isinstance(item, ToolCall)]
    assert [item.images for item in kept][:2] == [(picture,), changed.images]
    assert server.violations == []


def test_cancelling_closes_the_request(talking: Talking) -> None:
    server = talking.server
    server.script.pictures_may_go.clear()
    server.script.reply(calls=(DRAW,)).reply("Okay.")
    talking.say("Draw a fox.")
    card = talking.asked()
    talking.allow(card)
    talking.wait(lambda cards: bool(cards[-1].images))
    talking.allow(card, allowed=False)
    stopped = talking.wait(lambda cards: cards[-1].state is ToolState.FAILED)
    assert stopped.images == ()
    server.log.wait_for_received("picture given up")


def test_a_refusal_is_one_sentence_on_the_card(talking: Talking) -> None:
    talking.server.script.forbidden = "fox"
    talking.server.script.reply(calls=(DRAW,)).reply("I can't.")
    talking.say("Draw a fox.")
    talking.allow(talking.asked())
    failed = talking.wait(lambda cards: cards[-1].state is ToolState.FAILED)
    assert "Describe it differently" in str(failed.failure)


def test_all_of_it_goes_with_everything_else(talking: Talking, tmp_path: Path) -> None:
    talking.server.script.reply(calls=(DRAW,)).reply("Here it is.")
    talking.say("Draw a fox.")
    talking.allow(talking.asked())
    talking.done()
    talking.kept()
    database = tmp_path / "home" / "data" / "voiceapp.db"
    assert _pictures_in(database) == 1
    gone: Future[object] = Future()
    talking.desk.store.delete_everything(gone.set_result)
    gone.result(EVENT)
    assert _pictures_in(database) == 0


def _pictures_in(database: Path) -> int:
    with closing(sqlite3.connect(database)) as db:
        return int(db.execute("SELECT count(*) FROM images").fetchone()[0])
