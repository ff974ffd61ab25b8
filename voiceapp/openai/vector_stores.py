"""Lets a service read files, so that it can search in them: vector stores, by the calls under "vector_stores"."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import cast

from voiceapp.core.ports import EngineError
from voiceapp.openai.files import call_of, delete_at, is_id, says_more
from voiceapp.openai.http import Server
from voiceapp.openai.json_fields import NO_ANSWER, list_in, text_in

STORES = "vector_stores"
PAGE = 100
MOST = 10_000


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Says how far the service has read a file."""

    file: str
    status: str
    """As the service calls it: in_progress, completed, cancelled or failed."""

    @property
    def is_over(self) -> bool:
        return self.status != "in_progress"

    @property
    def is_found(self) -> bool:
        return self.status == "completed"


class VectorStores:
    """Manages the vector stores of an account at a server."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def create(self, name: str, days: int) -> str:
        """Return its name at the service. It's deleted after so many days without a search. Raises EngineError."""
        body = {"name": name, "expires_after": {"anchor": "last_active_at", "days": days}}
        made = text_in(_fields(await self._server.post(STORES, body)), "id")
        if not is_id(made):
            raise EngineError(NO_ANSWER)
        return made

    async def is_alive(self, store: str) -> bool:
        """Say whether it can be searched. Raises EngineError, of the kind NOT_FOUND where it's gone."""
        return text_in(_fields(await self._server.get(call_of(STORES, store))), "status") != "expired"

    async def add(self, store: str, file: str) -> ReadFile:
        """Have the service read a file. Raises EngineError."""
        return _read(await self._server.post(f"{call_of(STORES, store)}/files", {"file_id": file}))

    async def look(self, store: str, file: str) -> ReadFile:
        """Raises EngineError."""
        return _read(await self._server.get(call_of(f"{call_of(STORES, store)}/files", file)))

    async def files(self, store: str) -> tuple[ReadFile, ...]:
        """Raises EngineError."""
        return tuple([each async for each in self._files(store)])

    async def _files(self, store: str) -> AsyncGenerator[ReadFile]:
        seen: set[str] = set()
        after = ""
        while len(seen) < MOST:
            fields = [("limit", str(PAGE)), *([("after", after)] if after else [])]
            page = await self._server.get(f"{call_of(STORES, store)}/files", fields)
            rows = [_read(row) for row in list_in(_fields(page), "data") if is_id(text_in(row, "id"))]
            new = [row for row in rows if row.file not in seen]
            for row in new:
                seen.add(row.file)
                yield row
            if not new or not says_more(page):
                return
            after = rows[-1].file

    async def take_out(self, store: str, file: str) -> None:
        """Let a file be found no longer. Raises EngineError."""
        await delete_at(self._server, call_of(f"{call_of(STORES, store)}/files", file))

    async def delete(self, store: str) -> None:
        """Raises EngineError."""
        await delete_at(self._server, call_of(STORES, store))


def _fields(answer: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", answer) if isinstance(answer, dict) else {}


def _read(answer: object) -> ReadFile:
    fields = _fields(answer)
    if not is_id(text_in(fields, "id")):
        raise EngineError(NO_ANSWER)
    return ReadFile(text_in(fields, "id"), text_in(fields, "status"))
