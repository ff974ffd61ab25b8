"""Writes what an item has in tables of their own: its pictures and its bill."""

import sqlite3
from collections.abc import Sequence

from voiceapp.core.transcript import Image, Message
from voiceapp.storage.rows import clean, usage_text


def put_images(db: sqlite3.Connection, place: int, images: Sequence[Image]) -> None:
    kept = db.execute("SELECT count(*) FROM images WHERE item = ?", (place,)).fetchone()[0]
    if kept == len(images):
        # A message's pictures never change, so they are written once.
        return
    db.execute("DELETE FROM images WHERE item = ?", (place,))
    db.executemany(
        "INSERT INTO images (item, place, media_type, data, width, height) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (place, number, clean(image.media_type), image.data, image.width, image.height)
            for number, image in enumerate(images)
        ],
    )


def put_spent(db: sqlite3.Connection, place: int, message: Message, *, known: bool) -> None:
    if known:
        db.execute("DELETE FROM spent WHERE item = ?", (place,))
    db.executemany(
        "INSERT INTO spent (item, place, at, model, usd, usage) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (place, number, message.at, clean(line.model), line.usd, usage_text(line.usage))
            for number, line in enumerate(message.spent)
        ],
    )
