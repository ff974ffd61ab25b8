"""Fetches the sample by which a publisher lets one hear a voice before it's downloaded."""

import asyncio

from voiceapp.audio.decode import decoded
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.downloads.resumable import Open
from voiceapp.local.downloads.sources import mirrored
from voiceapp.openai.download import download

LONGEST = 3_000_000
"""Bytes. Those known have a twentieth of this."""
PATIENCE = 20.0


async def sample_of(model: CatalogueModel, mirror: str, *, open_address: Open = download) -> bytes:
    """Return the sound. Raises EngineError if there is none, or it can't be had now."""
    if not model.sample:
        raise EngineError(
            Failure(
                FailureKind.NOT_FOUND,
                Sentence("{title} has no sample. Get it to hear it: you can delete it again.", title=model.title),
            )
        )
    try:
        async with asyncio.timeout(PATIENCE):
            body = await _fetched(mirrored(model.sample, mirror), open_address)
    except (TimeoutError, EngineError) as error:
        kind = error.failure.kind if isinstance(error, EngineError) else FailureKind.TIMED_OUT
        raise EngineError(
            Failure(kind, Sentence("{title}'s sample can't be reached. Check your network.", title=model.title))
        ) from error
    return await asyncio.to_thread(lambda: b"".join(decoded(body)))


async def _fetched(address: str, open_address: Open) -> bytes:
    body = b""
    async with open_address(address) as coming:
        if coming.is_page:
            raise EngineError(Failure(FailureKind.SERVER_BROKEN, Sentence("That isn't a sample.")))
        async for piece in coming.pieces():
            body += piece
            if len(body) > LONGEST:
                raise EngineError(Failure(FailureKind.BAD_FILE, Sentence("That isn't a sample.")))
    return body
