"""Talks that are uploaded to be searched: they go there whole or not at all, are listed, found and deleted."""

import json
import queue
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from tests.server.api import ApiServer
from tests.talks import answered, said, talk_of
from voiceapp import providers
from voiceapp.app import uploads_desk
from voiceapp.app.uploads_desk import UploadsDesk
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.hosted_search import SearchFind
from voiceapp.core.sources import Source
from voiceapp.core.transcript import ItemId, Talk, TalkId, ToolCall, ToolState
from voiceapp.core.uploads.access import UploadedTalk, UploadState
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.hosted_search import SearchByService
from voiceapp.providers import COMPATIBLE
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.storage.store import Store
from voiceapp.storage.upload_memory import UploadMemory

CALL = ToolCall(ItemId("c"), 3.0, "read_clipboard", "{}", "a secret", ToolState.DONE)
TEA = talk_of(said("Where is the tea?", 1, talk="tea"), CALL, answered("In the tin.", 2, talk="tea"), name="tea")
ODD = talk_of(said("The boat needs paint.", talk="odd"), name="odd/../name:1")
EMPTY = talk_of(CALL, name="empty")


class NoVault:
    def get_password(self, service: str, username: str) -> str | None:
        del service, username
        return None

    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class Running:
    """The parts of the app that upload and search."""

    def __init__(self, folder: Path, base_url: str, store: Store, room: SessionThread) -> None:
        self.settings = Settings()
        for name, value in {"engines.base_url": base_url, "chat.model": "gpt-6-luna"}.items():
            self.settings = self.settings.with_value(name, value)
        self.room = room
        self.engines = AvailableEngines(lambda: self.settings, KeyRing({}, NoVault))
        self.file = folder / "uploads.json"
        self.memory = UploadMemory(self.file)
        self.changes = 0
        self.desk = UploadsDesk(self.engines, store, room, self.memory, self._changed)
        self.search = SearchByService(self.engines, self.memory.store_at, self.memory.title_of)
        for talk in (TEA, ODD, EMPTY):
            store.keep_talk(talk)
            for item in talk.items:
                store.keep_item(talk.id, item)

    def _changed(self) -> None:
        self.changes += 1

    def upload(self, talk: Talk = TEA) -> UploadedTalk:
        came = self.try_upload(talk.id)
        assert isinstance(came, UploadedTalk), came
        return came

    def try_upload(self, name: TalkId) -> UploadedTalk | Failure:
        answers: queue.Queue[UploadedTalk | Failure] = queue.Queue()
        self.desk.upload(name, answers.put)
        return answers.get(timeout=EVENT)

    def delete(self, files: tuple[str, ...] | None) -> int | Failure:
        answers: queue.Queue[int | Failure] = queue.Queue()
        self.desk.delete(files, answers.put)
        return answers.get(timeout=EVENT)

    def lying(self) -> tuple[UploadedTalk, ...]:
        answers: queue.Queue[tuple[UploadedTalk, ...] | Failure] = queue.Queue()
        self.desk.uploaded(answers.put)
        came = answers.get(timeout=EVENT)
        assert not isinstance(came, Failure), came
        return came

    def found(self, question: str) -> SearchFind:
        return self.room.run(self.search.uploads(question)).result(EVENT)


@pytest.fixture
def running(
    tmp_path: Path, api_server: ApiServer, store: Store, room: SessionThread, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Running]:
    api_server.script.open = True
    monkeypatch.setattr(providers, "COMPATIBLE", replace(COMPATIBLE, searches=True))
    monkeypatch.setattr(uploads_desk, "LOOKS_EVERY", 0.001)
    made = Running(tmp_path, api_server.base_url, store, room)
    yield made
    room.run(made.engines.close()).result(EVENT)


def test_a_talk_is_uploaded_found_and_deleted(running: Running, api_server: ApiServer) -> None:
    assert not running.search.may_search_uploads()
    uploaded = running.upload()
    assert (uploaded.talk, uploaded.state) == (TEA.id, UploadState.READY)
    (kept,) = api_server.files.lying.values()
    content = kept.content.decode()
    assert "Where is the tea?" in content
    assert "a secret" not in content, "what tools answered stays here"
    assert kept.expires_at == kept.created_at + 30 * 24 * 3_600
    assert stat.S_IMODE(running.file.stat().st_mode) == 0o600
    assert running.search.may_search_uploads()
    api_server.script.reply("In the tin.")
    assert running.found("Where is the tea?").sources == (Source(uploaded.title, talk=TEA.id),)
    assert running.lying() == (uploaded,)
    assert running.delete((uploaded.file,)) == 1
    assert api_server.files.lying == {}
    assert api_server.stores.stores == {}, "the empty vector store goes as well"
    assert not running.search.may_search_uploads()
    assert running.changes == 2
    assert api_server.violations == []


def test_a_talk_that_is_uploaded_again_takes_the_place_of_the_former(running: Running, api_server: ApiServer) -> None:
    first = running.upload()
    second = running.upload()
    assert first.file != second.file
    assert [each.file for each in running.lying()] == [second.file]
    assert len(api_server.stores.stores) == 1


def test_any_name_of_a_talk_comes_back_as_it_was(running: Running, api_server: ApiServer) -> None:
    running.upload(ODD)
    (there,) = running.lying()
    assert there.talk == ODD.id
    api_server.script.reply("It needs paint.")
    assert [source.talk for source in running.found("Does the boat need paint?").sources] == [ODD.id]


def test_what_others_put_there_is_neither_shown_nor_deleted(running: Running, api_server: ApiServer) -> None:
    other = api_server.files.put("report.pdf", b"x", "assistants")
    api_server.files.put("voiceapp-tea.md", b"x", "user_data")
    running.upload()
    running.upload(ODD)
    assert len(running.lying()) == 2
    assert running.delete(None) == 2
    assert other.id in api_server.files.lying
    assert len(api_server.files.lying) == 2


def test_what_the_service_cannot_read_leaves_nothing_behind(running: Running, api_server: ApiServer) -> None:
    api_server.stores.unreadable.add("tea")
    refused = running.try_upload(TEA.id)
    assert isinstance(refused, Failure)
    assert "couldn't read" in str(refused.sentence)
    assert api_server.files.lying == {}
    assert not running.search.may_search_uploads()


@pytest.mark.parametrize("ends", ["deleted", "expired"])
def test_a_vector_store_that_has_ended_is_made_anew(running: Running, api_server: ApiServer, ends: str) -> None:
    running.upload()
    (before,) = api_server.stores.stores
    if ends == "deleted":
        api_server.stores.stores.clear()
    else:
        api_server.files.later = 31 * 24 * 3_600
    assert [each.state for each in running.lying()] in ([UploadState.FAILED], [])
    running.upload()
    assert set(api_server.stores.stores) - {before}
    assert [each.state for each in running.lying()] == [UploadState.READY]


def test_what_cannot_be_uploaded_is_said(running: Running, api_server: ApiServer) -> None:
    for name, why in ((TalkId("gone"), "no longer in the history"), (EMPTY.id, "no words")):
        refused = running.try_upload(name)
        assert isinstance(refused, Failure)
        assert why in str(refused.sentence)
    running.settings = running.settings.with_value("engines.leaves_machine", "nothing")
    refused = running.try_upload(TEA.id)
    assert isinstance(refused, Failure)
    assert refused.kind is FailureKind.NOT_ALLOWED
    assert not running.search.may_search_web()
    assert api_server.log.entries == []


def test_a_disk_that_is_full_leaves_nothing_at_the_service(running: Running, api_server: ApiServer) -> None:
    running.file.mkdir()
    refused = running.try_upload(TEA.id)
    assert isinstance(refused, Failure)
    assert refused.kind is FailureKind.DISK_FULL
    assert api_server.files.lying == {}


def test_a_memory_that_cannot_be_read_is_empty_and_the_service_knows_the_rest(
    running: Running, api_server: ApiServer
) -> None:
    running.upload()
    running.file.write_text("{broken")
    fresh = UploadMemory(running.file)
    assert fresh.store_at("x") == ""
    fresh.forget("x", None)
    fresh.keep("x", "vs_1", TEA.id, "Tea")
    assert json.loads(running.file.read_text()) == {"x": {"store": "vs_1", "titles": {"tea": "Tea"}}}
    assert UploadMemory(running.file).title_of(TEA.id) == "Tea"
    fresh.forget("x", {TEA.id})
    assert (fresh.store_at("x"), fresh.title_of(TEA.id)) == ("vs_1", "")
