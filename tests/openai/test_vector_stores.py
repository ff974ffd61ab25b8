"""Vector stores, in which a service searches."""

import pytest

from tests.server.api import ApiServer
from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.openai import vector_stores
from voiceapp.openai.http import Server
from voiceapp.openai.vector_stores import ReadFile, VectorStores

DAY = 24 * 3_600


async def test_a_file_is_read_into_a_store_and_taken_out_again(server: Server, api_server: ApiServer) -> None:
    stores = VectorStores(server)
    store = await stores.create("voiceapp", 30)
    (made,) = api_server.log.received("POST /v1/vector_stores")
    assert made.body == {"name": "voiceapp", "expires_after": {"anchor": "last_active_at", "days": 30}}
    assert await stores.is_alive(store)
    file = api_server.files.put("tea.md", b"The tea.", "assistants").id
    read = await stores.add(store, file)
    assert (read, read.is_over) == (ReadFile(file, "in_progress"), False)
    read = await stores.look(store, file)
    assert (read.is_over, read.is_found) == (True, True)
    assert await stores.files(store) == (read,)
    await stores.take_out(store, file)
    await stores.take_out(store, file)
    assert await stores.files(store) == ()
    await stores.delete(store)
    await stores.delete(store)
    with pytest.raises(EngineError) as gone:
        await stores.is_alive(store)
    assert gone.value.failure.kind is FailureKind.NOT_FOUND
    assert api_server.violations == []


async def test_what_cannot_be_read_fails_and_a_store_ends(server: Server, api_server: ApiServer) -> None:
    stores = VectorStores(server)
    store = await stores.create("voiceapp", 1)
    api_server.stores.unreadable.add("broken")
    api_server.stores.slow = 0
    file = api_server.files.put("tea.md", b"broken", "assistants").id
    read = await stores.add(store, file)
    assert (read.is_over, read.is_found) == (True, False)
    api_server.files.later = 2 * DAY
    assert not await stores.is_alive(store)


async def test_a_long_list_is_read_page_by_page(
    server: Server, api_server: ApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vector_stores, "PAGE", 2)
    stores = VectorStores(server)
    store = await stores.create("voiceapp", 1)
    names = [api_server.files.put(f"{number}.md", b"x", "assistants").id for number in range(5)]
    for name in names:
        await stores.add(store, name)
    assert sorted(each.file for each in await stores.files(store)) == sorted(names)
    assert len(api_server.log.received("GET /v1/vector_stores/files")) == 3


async def test_names_that_lead_elsewhere_are_never_asked_for(server: Server, api_server: ApiServer) -> None:
    stores = VectorStores(server)
    for work in (stores.look("../files", "x"), stores.look("vs_1", "../x"), stores.delete("..")):
        with pytest.raises(EngineError):
            await work
    assert api_server.headers == []
