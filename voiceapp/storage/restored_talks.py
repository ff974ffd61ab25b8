"""Brings the talks and learnt words of a backup into the history, all of them or none.

Recordings are made ready in a folder beside the others. They are moved to their places once the talks are written, and
where the app ends in between, the next start does it.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec

from voiceapp.core.dictation.vocabulary_access import Learnt
from voiceapp.core.transcript import TalkId
from voiceapp.storage.backed_up_talks import BackedUpTalk
from voiceapp.storage.database import Database
from voiceapp.storage.recordings import Recordings
from voiceapp.storage.rows import clean
from voiceapp.storage.sound_references import sounds

STAGING = "restoring"


class LearntRow(msgspec.Struct, frozen=True):
    """Holds a word that was corrected, as a backup has it."""

    heard: str
    written: str
    times: Annotated[int, msgspec.Meta(ge=0, lt=1 << 53)]
    state: Learnt
    at: float
    profile: str = ""


def learnt_rows(database: Database) -> list[LearntRow]:
    found = database.db.execute("SELECT heard, written, times, state, at, profile FROM learnt_words")
    return [
        LearntRow(heard, written, times, Learnt(state), at, profile)
        for heard, written, times, state, at, profile in found
    ]


def staging_folder(sound_folder: Path) -> Path:
    return sound_folder / STAGING


def known_talks(database: Database) -> dict[TalkId, bool]:
    """Every talk that is here, and whether it can be seen."""
    found = database.db.execute("SELECT id, deleted_at IS NULL FROM talks")
    return {TalkId(name): bool(seen) for name, seen in found}


def bring_in(
    database: Database,
    recordings: Recordings,
    talks: Iterable[BackedUpTalk],
    back: Iterable[TalkId],
    words: Iterable[LearntRow],
) -> None:
    """Write talks that are not here yet, and bring back deleted ones. Any error leaves everything as it was."""
    with database.writing():
        for kept in talks:
            _put(database, kept)
        for name in back:
            database.mark_deleted(name, None)
        put_learnt(database, words)
    move_staged(database, recordings)


def put_learnt(database: Database, words: Iterable[LearntRow]) -> None:
    """Words that are here stay as they are."""
    database.db.executemany(
        """INSERT OR IGNORE INTO learnt_words (heard, written, times, state, at, profile)
           VALUES (?, ?, ?, ?, ?, ?)""",
        [
            (clean(word.heard), clean(word.written), word.times, word.state.value, word.at, clean(word.profile))
            for word in words
        ],
    )


def _put(database: Database, kept: BackedUpTalk) -> None:
    database.put_whole(kept.talk)
    if kept.named:
        database.rename(kept.talk.id, kept.talk.title)


def move_staged(database: Database, recordings: Recordings) -> None:
    """Move recordings that a restore made ready to their places. Those of a restore that came to nothing go."""
    staging = staging_folder(recordings.folder)
    if not staging.exists():
        return
    known = {recordings.path(sound).name for sound in sounds(database.db)}
    for file in sorted(staging.iterdir()):
        home = recordings.folder / file.name
        if file.name in known and not home.exists():
            file.replace(home)
    shutil.rmtree(staging, ignore_errors=True)
