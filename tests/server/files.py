"""Files as the service keeps them: with a purpose, for a time, read only where it lets them be read."""

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web

from tests.server.checks import query_violation
from tests.server.log import Log
from tests.server.refusals import Guarded, RefusedRequestError

PURPOSES = ("assistants", "batch", "fine-tune", "vision", "user_data", "evals")
READABLE = ("batch", "batch_output", "fine-tune", "fine-tune-results")
LARGEST = 512 * 1024 * 1024
SHORTEST_STAY, LONGEST_STAY = 3_600, 2_592_000
MONTH = 30 * 24 * 3_600
PAGE = 10_000
PIECE = 64 * 1024


@dataclass
class Kept:
    id: str
    filename: str
    content: bytes
    purpose: str
    created_at: int
    expires_at: int | None
    status: str = "processed"

    @property
    def shown(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "object": "file",
            "bytes": len(self.content),
            "created_at": self.created_at,
            "expires_at": self.expires_at,
            "filename": self.filename,
            "purpose": self.purpose,
            "status": self.status,
            "status_details": None,
        }


class FileShelf:
    """What lies at the service. Its clock can be put forward."""

    def __init__(self, log: Log, check: Callable[[str, dict[str, str]], None], violations: list[str]) -> None:
        self._log = log
        self._check = check
        self._violations = violations
        self._kept: dict[str, Kept] = {}
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self.later = 0.0
        """Seconds by which its clock was put forward."""
        self.largest = LARGEST
        self.undeletable: set[str] = set()
        """Files that it does not delete, though asked."""

    # --- what a test asks

    @property
    def now(self) -> int:
        return int(time.time() + self.later)

    @property
    def lying(self) -> dict[str, Kept]:
        with self._lock:
            return {each.id: each for each in self._kept.values() if not self._is_over(each)}

    def put(self, filename: str, content: bytes, purpose: str, stays: int | None = None) -> Kept:
        """A file of the service's own making."""
        with self._lock:
            name = f"file-{next(self._numbers):024d}"
            kept = Kept(name, filename, content, purpose, self.now, self.now + stays if stays else None)
            self._kept[name] = kept
            return kept

    def find(self, name: str) -> Kept:
        found = self.lying.get(name)
        if found is None:
            raise RefusedRequestError(404, f"No such File object: {name}", param="id")
        return found

    # --- what it answers

    def add_to(self, app: web.Application, guarded: Guarded) -> None:
        app.router.add_post("/v1/files", guarded(self._create))
        app.router.add_get("/v1/files", guarded(self._list))
        app.router.add_get("/v1/files/{id}", guarded(self._retrieve))
        app.router.add_delete("/v1/files/{id}", guarded(self._delete))
        app.router.add_get("/v1/files/{id}/content", guarded(self._content))

    async def _create(self, request: web.Request) -> web.StreamResponse:
        fields: dict[str, str] = {}
        filename, content = "", None
        reader = await request.multipart()
        async for part in reader:
            assert isinstance(part, BodyPartReader)
            if part.name == "file":
                filename, content = part.filename or "", bytes(await part.read())
            elif part.name:
                fields[part.name] = await part.text()
        self._check(request.path, fields)
        if content is None or not filename:
            raise RefusedRequestError(400, "'file' is a required property")
        purpose = fields["purpose"]
        if purpose not in PURPOSES:
            raise RefusedRequestError(400, f"'{purpose}' is not one of {list(PURPOSES)} - 'purpose'", param="purpose")
        if len(content) > self.largest:
            raise RefusedRequestError(413, f"Maximum content size limit ({self.largest}) exceeded")
        if purpose in ("batch", "fine-tune") and not filename.endswith(".jsonl"):
            raise RefusedRequestError(400, "Invalid file format. Must be .jsonl", param="file")
        kept = self.put(filename, content, purpose, self._stay(fields, purpose))
        self._log.add("in", "POST /v1/files", {**fields, "filename": filename, "bytes": len(content)})
        return web.json_response(kept.shown)

    def _stay(self, fields: dict[str, str], purpose: str) -> int | None:
        anchor, seconds = fields.get("expires_after[anchor]"), fields.get("expires_after[seconds]")
        if anchor is None and seconds is None:
            return MONTH if purpose == "batch" else None
        if anchor != "created_at":
            raise RefusedRequestError(400, "Invalid value for 'anchor'", "invalid_value", "expires_after.anchor")
        if not seconds or not seconds.isdecimal() or not SHORTEST_STAY <= int(seconds) <= LONGEST_STAY:
            raise RefusedRequestError(400, "Invalid value for 'seconds'", "invalid_value", "expires_after.seconds")
        return int(seconds)

    async def _list(self, request: web.Request) -> web.StreamResponse:
        query = dict(request.query)
        violation = query_violation(request.path, query)
        if violation:
            self._violations.append(violation)
            raise RefusedRequestError(400, violation, "unknown_parameter")
        self._log.add("in", "GET /v1/files", query)
        rows = [each for each in self.lying.values() if query.get("purpose", each.purpose) == each.purpose]
        return web.json_response(page_of([each.shown for each in rows], query, PAGE))

    async def _retrieve(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self.find(request.match_info["id"]).shown)

    async def _delete(self, request: web.Request) -> web.StreamResponse:
        kept = self.find(request.match_info["id"])
        self._log.add("in", "DELETE /v1/files", {"id": kept.id})
        deleted = kept.id not in self.undeletable
        if deleted:
            with self._lock:
                del self._kept[kept.id]
        return web.json_response({"id": kept.id, "object": "file", "deleted": deleted})

    async def _content(self, request: web.Request) -> web.StreamResponse:
        kept = self.find(request.match_info["id"])
        self._log.add("in", "GET /v1/files/content", {"id": kept.id})
        if kept.purpose not in READABLE:
            raise RefusedRequestError(400, f"Not allowed to download files of purpose: {kept.purpose}")
        response = web.StreamResponse(headers={"Content-Type": "application/octet-stream"})
        await response.prepare(request)
        for start in range(0, len(kept.content), PIECE):
            await response.write(kept.content[start : start + PIECE])
        await response.write_eof()
        return response

    def _is_over(self, kept: Kept) -> bool:
        return kept.expires_at is not None and kept.expires_at <= self.now


def page_of(rows: list[dict[str, Any]], query: dict[str, str], most: int, usual: int | None = None) -> dict[str, Any]:
    """A page of a list, the newest first where nothing else is asked for. Rows come the oldest first."""
    limit = query.get("limit", str(usual or most))
    if not limit.isdecimal() or not 1 <= int(limit) <= most:
        raise RefusedRequestError(400, f"Invalid value for 'limit': {limit}", "invalid_value", "limit")
    rows = rows if query.get("order", "desc") == "asc" else list(reversed(rows))
    names = [row["id"] for row in rows]
    after = query.get("after")
    if after is not None:
        rows = rows[names.index(after) + 1 :] if after in names else []
    shown = rows[: int(limit)]
    ends = {"first_id": shown[0]["id"], "last_id": shown[-1]["id"]} if shown else {"first_id": None, "last_id": None}
    return {"object": "list", "data": shown, "has_more": len(rows) > len(shown), **ends}
