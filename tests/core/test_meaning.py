"""What tells the meaning of texts, as the rest of the app sees it."""

import asyncio
import struct
from collections.abc import Sequence

from voiceapp.core.meaning import Embedder, TextUse, Vectors


class Lengths:
    """Tells no more of a text than how long it is."""

    name = "lengths"

    async def embed(self, texts: Sequence[str], use: TextUse) -> Vectors:
        rows = (struct.pack("<2f", 1.0, 0.0) if len(text) % 2 else struct.pack("<2f", 0.0, 1.0) for text in texts)
        return Vectors(b"".join(rows) if use is TextUse.PASSAGE else b"", 2)


def test_whatever_tells_meanings_gives_a_row_a_text() -> None:
    embedder: Embedder = Lengths()
    told = asyncio.run(embedder.embed(["a", "bb"], TextUse.PASSAGE))
    assert struct.unpack("<4f", told.rows) == (1.0, 0.0, 0.0, 1.0)
    assert len(told.rows) == 2 * told.width * 4
    assert asyncio.run(embedder.embed(["a"], TextUse.QUERY)).rows == b""
