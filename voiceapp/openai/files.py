"""Keeps files at a service by the calls under "files": adds, lists, reads and deletes them."""

import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from enum import Enum
from typing import cast

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import DataSize, Sentence
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.openai.connections import READ_PATIENCE
from voiceapp.openai.http import FormField, Server
from voiceapp.openai.json_fields import NO_ANSWER, list_in, number_in, text_in

LARGEST = 512 * 1024 * 1024
"""Bytes of a file that OpenAI takes."""
SHORTEST_STAY, LONGEST_STAY = 3_600, 2_592_000
"""Seconds after which a file can be deleted by the service itself."""
LONGEST_NAME = 200
PAGE = 100
MOST = 10_000
"""Files that are listed at most."""
SLOW_LINE = 64 * 1024
"""Bytes a second that an upload is given time for."""
NOT_DELETED = Failure(
    FailureKind.SERVER_BROKEN,
    Sentence("The service hasn't deleted this. Try again in a moment, or delete it on the service's own page."),
)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")


class Purpose(Enum):
    """Says what a file is uploaded for, in the service's words."""

    ASSISTANTS = "assistants"
    BATCH = "batch"
    FINE_TUNE = "fine-tune"
    VISION = "vision"
    USER_DATA = "user_data"
    EVALS = "evals"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Describes a file as it lies at the service. Times are in seconds since 1970."""

    id: str
    name: str
    bytes: int
    created: float
    purpose: str
    """As the service calls it: of what it wrote itself it has more kinds than `Purpose`."""
    expires: float | None = None


class Files:
    """Manages the files of an account at a server."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def add(
        self,
        name: str,
        content: bytes,
        purpose: Purpose,
        *,
        stays: int | None = None,
        media_type: str = "application/octet-stream",
    ) -> StoredFile:
        """`stays`: seconds after which the service deletes it by itself. Raises EngineError."""
        if len(content) > LARGEST:
            raise EngineError(
                Failure(
                    FailureKind.REJECTED,
                    Sentence("That was too large for the service: it takes {most}.", most=DataSize(LARGEST)),
                )
            )
        fields: list[FormField] = [("purpose", purpose.value)]
        if stays is not None:
            seconds = min(max(stays, SHORTEST_STAY), LONGEST_STAY)
            fields += [("expires_after[anchor]", "created_at"), ("expires_after[seconds]", str(seconds))]
        upload = self._server.upload(
            "files", fields, (name, content, media_type), patience=READ_PATIENCE + len(content) / SLOW_LINE
        )
        async with upload as answer, aclosing(answer.parts()) as parts:
            return _needed(file_in(await anext(parts)))

    async def all(self, purpose: str = "") -> tuple[StoredFile, ...]:
        """Return the files, the newest first, of one purpose or of all. Raises EngineError."""
        found: dict[str, StoredFile] = {}
        after = ""
        while len(found) < MOST:
            fields = [("limit", str(PAGE)), ("order", "desc")]
            fields += [("purpose", purpose)] if purpose else []
            fields += [("after", after)] if after else []
            page = await self._server.get("files", fields)
            rows = rows_in(page)
            new = [each for each in rows if each.id not in found]
            found |= {each.id: each for each in new}
            if not new or not says_more(page):
                break
            after = rows[-1].id
        return tuple(found.values())

    async def find(self, file: str) -> StoredFile:
        """Raises EngineError, of the kind NOT_FOUND where it is gone."""
        return _needed(file_in(await self._server.get(call_of("files", file))))

    async def content(self, file: str, most: int) -> AsyncGenerator[bytes]:
        """Yields the content as it comes. Raises EngineError, also where there is more than `most` bytes of it."""
        async with (
            self._server.download(f"{call_of('files', file)}/content") as answer,
            aclosing(answer.pieces(most)) as pieces,
        ):
            async for piece in pieces:
                yield piece

    async def delete(self, file: str) -> None:
        """Return where it is gone, deleted now or before. Raises EngineError."""
        await delete_at(self._server, call_of("files", file))


async def delete_at(server: Server, call: str) -> None:
    """Deletes what a call names; that it is gone already is as good. Raises EngineError."""
    try:
        answer = await server.delete(call)
    except EngineError as error:
        if error.failure.kind is FailureKind.NOT_FOUND:
            return
        raise
    if isinstance(answer, dict) and cast("dict[str, object]", answer).get("deleted") is False:
        raise EngineError(NOT_DELETED)


def call_of(kind: str, name: str) -> str:
    """Return the call for one thing of a kind. Its name comes from a service, and may not lead elsewhere."""
    if not is_id(name):
        raise EngineError(Failure(FailureKind.NOT_FOUND, Sentence("The service doesn't have this any more.")))
    return f"{kind}/{name}"


def is_id(name: str) -> bool:
    """Says whether it is a name such as services give what they keep."""
    return _ID.fullmatch(name) is not None


def says_more(page: object) -> bool:
    """Says whether a list goes on after this page."""
    return isinstance(page, dict) and cast("dict[str, object]", page).get("has_more") is True


def rows_in(page: object) -> list[StoredFile]:
    """Reads a page of a list, skipping what is no file."""
    rows = list_in(cast("dict[str, object]", page), "data") if isinstance(page, dict) else []
    return [each for row in rows if (each := file_in(row)) is not None]


def file_in(answer: object) -> StoredFile | None:
    """Reads a file's description. None where it is none. Never raises."""
    if not isinstance(answer, dict):
        return None
    fields = cast("Mapping[str, object]", answer)
    name = text_in(fields, "id")
    if not is_id(name):
        return None
    shown = in_one_line(clean(text_in(fields, "filename")[: 4 * LONGEST_NAME])).strip()[:LONGEST_NAME]
    expires = number_in(fields, "expires_at")
    return StoredFile(
        name,
        shown or name,
        max(0, number_in(fields, "bytes")),
        float(number_in(fields, "created_at")),
        text_in(fields, "purpose")[:LONGEST_NAME],
        float(expires) if expires else None,
    )


def _needed(file: StoredFile | None) -> StoredFile:
    if file is None:
        raise EngineError(NO_ANSWER)
    return file
