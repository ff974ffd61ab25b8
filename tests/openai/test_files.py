"""Files that are kept at a service."""

from dataclasses import replace
from typing import cast

import pytest

from tests.server.api import ApiServer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.openai import files
from voiceapp.openai.files import Files, Purpose, file_in
from voiceapp.openai.http import Server

DAY = 24 * 3_600


async def whole(kept: Files, file: str, most: int = 1_000_000) -> bytes:
    return b"".join([piece async for piece in kept.content(file, most)])


async def test_a_file_is_added_with_its_purpose_and_end_and_read_again(server: Server, api_server: ApiServer) -> None:
    kept = Files(server)
    content = b'{"custom_id": "1"}\n' * 9_000
    added = await kept.add("titles.jsonl", content, Purpose.BATCH, stays=DAY)
    (asked,) = api_server.log.received("POST /v1/files")
    assert asked.body == {
        "purpose": "batch",
        "expires_after[anchor]": "created_at",
        "expires_after[seconds]": str(DAY),
        "filename": "titles.jsonl",
        "bytes": len(content),
    }
    assert (added.name, added.bytes, added.purpose) == ("titles.jsonl", len(content), "batch")
    assert added.expires == added.created + DAY
    assert await kept.find(added.id) == added
    assert await whole(kept, added.id) == content
    assert api_server.violations == []


@pytest.mark.parametrize(("asked", "sent"), [(1, files.SHORTEST_STAY), (10**9, files.LONGEST_STAY)])
async def test_how_long_a_file_stays_is_what_the_service_takes(
    server: Server, api_server: ApiServer, asked: int, sent: int
) -> None:
    added = await Files(server).add("talk.txt", b"tea", Purpose.USER_DATA, stays=asked)
    assert added.expires == added.created + sent


async def test_a_file_without_an_end_has_none(server: Server, api_server: ApiServer) -> None:
    added = await Files(server).add("talk.txt", b"tea", Purpose.ASSISTANTS)
    assert added.expires is None
    assert "expires_after[anchor]" not in api_server.log.received("POST /v1/files")[0].body


async def test_a_long_list_is_read_page_by_page_the_newest_first(
    server: Server, api_server: ApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PAGE", 3)
    names = [api_server.files.put(f"{number}.txt", b"x", "user_data").id for number in range(7)]
    other = api_server.files.put("b.jsonl", b"{}", "batch").id
    kept = Files(server)
    assert [each.id for each in await kept.all("user_data")] == names[::-1]
    assert [each.id for each in await kept.all()] == [other, *names[::-1]]
    asked = [entry.body for entry in api_server.log.received("GET /v1/files")]
    assert [each.get("after") for each in asked] == [None, names[4], names[1], None, names[5], names[2]]
    assert api_server.violations == []


async def test_a_list_that_never_ends_is_read_to_a_bound(
    server: Server, api_server: ApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"id": "file-1", "object": "file", "filename": "a"}
    asked: list[object] = []

    class Endless:
        async def get(self, call: str, fields: object) -> object:
            asked.append(fields)
            return {"data": [row, {**row, "id": f"file-{len(asked)}"}], "has_more": True}

    monkeypatch.setattr(files, "MOST", 50)
    assert len(await Files(cast("Server", Endless())).all()) == 50
    assert len(asked) == 50


async def test_what_was_deleted_is_gone_and_deleting_it_again_is_no_error(
    server: Server, api_server: ApiServer
) -> None:
    kept = Files(server)
    added = await kept.add("talk.txt", b"tea", Purpose.ASSISTANTS)
    await kept.delete(added.id)
    assert api_server.files.lying == {}
    await kept.delete(added.id)
    with pytest.raises(EngineError, match="doesn't have this any more") as gone:
        await kept.find(added.id)
    assert gone.value.failure.kind is FailureKind.NOT_FOUND


async def test_a_file_that_stays_though_it_was_deleted_is_said(server: Server, api_server: ApiServer) -> None:
    kept = Files(server)
    added = await kept.add("talk.txt", b"tea", Purpose.ASSISTANTS)
    api_server.files.undeletable.add(added.id)
    with pytest.raises(EngineError, match="hasn't deleted this"):
        await kept.delete(added.id)


async def test_an_expired_file_is_gone(server: Server, api_server: ApiServer) -> None:
    kept = Files(server)
    added = await kept.add("b.jsonl", b"{}", Purpose.BATCH, stays=DAY)
    api_server.files.later = DAY + 1
    assert await kept.all() == ()
    with pytest.raises(EngineError) as gone:
        await whole(kept, added.id)
    assert gone.value.failure.kind is FailureKind.NOT_FOUND


async def test_what_the_service_refuses_is_said_in_its_words(server: Server, api_server: ApiServer) -> None:
    kept = Files(server)
    with pytest.raises(EngineError) as refused:
        await kept.add("talk.txt", b"tea", Purpose.BATCH)
    assert refused.value.failure.kind is FailureKind.REJECTED
    assert "jsonl" in refused.value.failure.said
    added = await kept.add("talk.txt", b"tea", Purpose.ASSISTANTS)
    with pytest.raises(EngineError) as unread:
        await whole(kept, added.id)
    assert "Not allowed to download" in unread.value.failure.said


async def test_a_file_that_is_too_large_is_refused_here_or_there(
    server: Server, api_server: ApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    api_server.files.largest = 10
    with pytest.raises(EngineError, match="too large for the service"):
        await Files(server).add("talk.txt", b"x" * 11, Purpose.ASSISTANTS)
    monkeypatch.setattr(files, "LARGEST", 5)
    with pytest.raises(EngineError, match="too large for the service: it takes"):
        await Files(server).add("talk.txt", b"x" * 6, Purpose.ASSISTANTS)
    assert api_server.files.lying == {}


async def test_more_than_was_bargained_for_is_not_read(server: Server, api_server: ApiServer) -> None:
    large = api_server.files.put("out.jsonl", b"x" * 200_000, "batch_output")
    with pytest.raises(EngineError, match="far too much data"):
        await whole(Files(server), large.id, most=100_000)


@pytest.mark.parametrize("name", ["", "..", "../models", "file-1/content", "file-1?x=1", "a" * 201])
async def test_a_name_that_leads_elsewhere_is_never_asked_for(server: Server, api_server: ApiServer, name: str) -> None:
    kept = Files(server)
    with pytest.raises(EngineError):
        await kept.find(name)
    with pytest.raises(EngineError):
        await kept.delete(name)
    assert api_server.headers == []


async def test_over_the_budget_nothing_is_added_but_what_lies_there_can_be_deleted(
    server: Server, api_server: ApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Server, "is_ones_own", False)
    over = replace(server, over_budget=lambda: Failure(FailureKind.OVER_BUDGET, Sentence("Enough.")))
    lying = api_server.files.put("talk.txt", b"tea", "assistants")
    with pytest.raises(EngineError, match="Enough"):
        await Files(over).add("talk.txt", b"tea", Purpose.ASSISTANTS)
    await Files(over).delete(lying.id)
    assert api_server.files.lying == {}


async def test_a_file_is_added_once_the_service_is_well_again(server: Server, api_server: ApiServer) -> None:
    api_server.script.refuse = {"status": 500, "times": 1, "paths": ("/files",)}
    added = await Files(server).add("talk.txt", b"tea", Purpose.ASSISTANTS)
    assert api_server.files.lying[added.id].content == b"tea"


@pytest.mark.parametrize("answer", [None, [], {}, {"id": 7}, {"id": "../x"}, {"object": "file"}])
def test_what_is_no_file_is_not_taken_for_one(answer: object) -> None:
    assert file_in(answer) is None


def test_a_name_is_shown_in_one_clean_line() -> None:
    shown = file_in({"id": "file-1", "filename": "a\x1b[31m\nb", "bytes": -4, "created_at": "x"})
    assert shown is not None
    assert (shown.bytes, shown.created) == (0, 0.0)
    assert shown.name.isprintable()
    assert shown.name.startswith("a")
    bare = file_in({"id": "file-1", "filename": "\x00"})
    assert bare is not None
    assert bare.name == "file-1"
