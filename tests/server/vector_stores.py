"""Vector stores as the service keeps them: files are read into them, which takes a moment and may fail."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.server.checks import query_violation
from tests.server.files import FileShelf, page_of
from tests.server.log import Log
from tests.server.refusals import Guarded, RefusedRequestError

DAY = 24 * 3_600
PAGE = 100
STORES = "/v1/vector_stores"
FILES = "/v1/vector_stores/files"


@dataclass
class Shelved:
    id: str
    created_at: int
    attributes: dict[str, Any]
    looks: int = 0
    """How often it was asked for since."""
    failed: bool = False


@dataclass
class Store:
    id: str
    name: str
    created_at: int
    last_active_at: int
    metadata: dict[str, str]
    days: int | None
    files: dict[str, Shelved] = field(default_factory=dict[str, Shelved])


class VectorStores:
    def __init__(self, shelf: FileShelf, log: Log, violation: Callable[[str, dict[str, Any]], None]) -> None:
        self._shelf = shelf
        self._log = log
        self._check = violation
        self._numbers = itertools.count(1)
        self.stores: dict[str, Store] = {}
        self.slow = 1
        """How often a file is asked for before it was read."""
        self.unreadable: set[str] = set()
        """Words of files that it cannot read."""

    def find(self, name: str) -> Store:
        store = self.stores.get(name)
        if store is None:
            raise RefusedRequestError(404, f"Vector store with id '{name}' not found.", param="vector_store_id")
        return store

    def search(self, name: str, query: str) -> list[tuple[str, str]]:
        """The files that hold words of the query, the best first: id and name."""
        store = self.find(name)
        if self._expired(store):
            raise RefusedRequestError(400, f"Vector store {name} is expired.", "vector_store_expired")
        store.last_active_at = self._shelf.now
        words = {word for word in re.findall(r"\w+", query.lower()) if len(word) > 2}
        lying = self._shelf.lying
        scores = {
            file: len(words & set(re.findall(r"\w+", lying[file].content.decode().lower())))
            for file in store.files
            if file in lying
        }
        found = sorted((file for file, score in scores.items() if score), key=lambda file: -scores[file])
        return [(file, lying[file].filename) for file in found]

    def add_to(self, app: web.Application, guarded: Guarded) -> None:
        one, files = f"{STORES}/{{store}}", f"{STORES}/{{store}}/files"
        app.router.add_post(STORES, guarded(self._create))
        app.router.add_get(STORES, guarded(self._list))
        app.router.add_get(one, guarded(self._retrieve))
        app.router.add_delete(one, guarded(self._delete))
        app.router.add_post(files, guarded(self._add))
        app.router.add_get(files, guarded(self._list_files))
        app.router.add_get(f"{files}/{{file}}", guarded(self._retrieve_file))
        app.router.add_delete(f"{files}/{{file}}", guarded(self._take_out))

    # --- stores

    async def _create(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self._log.add("in", f"POST {STORES}", body)
        days = (body.get("expires_after") or {}).get("days")
        if days is not None and not 1 <= days <= 365:
            raise RefusedRequestError(400, "Invalid 'expires_after.days'", "invalid_value", "expires_after.days")
        now = self._shelf.now
        store = Store(
            f"vs_{next(self._numbers):024d}", body.get("name", ""), now, now, body.get("metadata") or {}, days
        )
        self.stores[store.id] = store
        for file in body.get("file_ids") or ():
            self._put(store, file, {})
        return web.json_response(self._shown(store))

    async def _list(self, request: web.Request) -> web.StreamResponse:
        query = self._query(request, STORES)
        rows = [self._shown(store) for store in self.stores.values()]
        return web.json_response(page_of(rows, query, PAGE, 20))

    async def _retrieve(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self._shown(self.find(request.match_info["store"])))

    async def _delete(self, request: web.Request) -> web.StreamResponse:
        store = self.find(request.match_info["store"])
        self._log.add("in", f"DELETE {STORES}", {"id": store.id})
        del self.stores[store.id]
        return web.json_response({"id": store.id, "object": "vector_store.deleted", "deleted": True})

    # --- their files

    async def _add(self, request: web.Request) -> web.StreamResponse:
        store = self.find(request.match_info["store"])
        body = await request.json()
        self._check(FILES, body)
        self._log.add("in", f"POST {FILES}", body)
        return web.json_response(self._shown_file(store, self._put(store, body["file_id"], body.get("attributes"))))

    def _put(self, store: Store, file: str, attributes: dict[str, Any] | None) -> Shelved:
        kept = self._shelf.find(file)
        if kept.purpose not in ("assistants", "user_data"):
            raise RefusedRequestError(400, f"The file {file} has an unsupported purpose.", param="file_id")
        shelved = Shelved(file, self._shelf.now, dict(attributes or {}))
        shelved.failed = any(word in kept.content.decode("utf-8", "replace") for word in self.unreadable)
        store.files[file] = shelved
        store.last_active_at = self._shelf.now
        return shelved

    async def _list_files(self, request: web.Request) -> web.StreamResponse:
        store = self.find(request.match_info["store"])
        query = self._query(request, FILES)
        rows = [self._shown_file(store, shelved) for shelved in store.files.values()]
        wanted = query.get("filter")
        return web.json_response(page_of([row for row in rows if wanted in (None, row["status"])], query, PAGE, 20))

    async def _retrieve_file(self, request: web.Request) -> web.StreamResponse:
        store = self.find(request.match_info["store"])
        return web.json_response(self._shown_file(store, self._shelved(store, request.match_info["file"])))

    async def _take_out(self, request: web.Request) -> web.StreamResponse:
        store = self.find(request.match_info["store"])
        file = self._shelved(store, request.match_info["file"])
        del store.files[file.id]
        self._log.add("in", f"DELETE {FILES}", {"id": file.id})
        return web.json_response({"id": file.id, "object": "vector_store.file.deleted", "deleted": True})

    def _shelved(self, store: Store, file: str) -> Shelved:
        if file not in store.files:
            raise RefusedRequestError(404, f"No such File object: {file}", param="file_id")
        return store.files[file]

    def _query(self, request: web.Request, path: str) -> dict[str, str]:
        query = dict(request.query)
        violation = query_violation(path, query)
        if violation:
            raise RefusedRequestError(400, violation, "unknown_parameter")
        self._log.add("in", f"GET {path}", query)
        return query

    # --- as it shows them

    def _expired(self, store: Store) -> bool:
        return store.days is not None and store.last_active_at + store.days * DAY <= self._shelf.now

    def _shown(self, store: Store) -> dict[str, Any]:
        states = [self._state(shelved) for shelved in store.files.values()]
        counts = {state: states.count(state) for state in ("in_progress", "completed", "failed", "cancelled")}
        status = "expired" if self._expired(store) else "in_progress" if counts["in_progress"] else "completed"
        return {
            "id": store.id,
            "object": "vector_store",
            "created_at": store.created_at,
            "last_active_at": store.last_active_at,
            "name": store.name,
            "metadata": store.metadata,
            "status": status,
            "usage_bytes": sum(self._bytes(file) for file in store.files),
            "file_counts": {**counts, "total": len(states)},
            "expires_after": {"anchor": "last_active_at", "days": store.days} if store.days else None,
            "expires_at": store.last_active_at + store.days * DAY if store.days else None,
        }

    def _state(self, shelved: Shelved) -> str:
        if shelved.looks < self.slow:
            return "in_progress"
        return "failed" if shelved.failed else "completed"

    def _bytes(self, file: str) -> int:
        kept = self._shelf.lying.get(file)
        return 2 * len(kept.content) if kept is not None else 0

    def _shown_file(self, store: Store, shelved: Shelved) -> dict[str, Any]:
        state = self._state(shelved)
        shelved.looks += 1
        error = {"code": "invalid_file", "message": "The file could not be parsed."} if state == "failed" else None
        return {
            "id": shelved.id,
            "object": "vector_store.file",
            "created_at": shelved.created_at,
            "vector_store_id": store.id,
            "status": state,
            "last_error": error,
            "usage_bytes": self._bytes(shelved.id),
            "attributes": shelved.attributes,
            "chunking_strategy": {
                "type": "static",
                "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400},
            },
        }
