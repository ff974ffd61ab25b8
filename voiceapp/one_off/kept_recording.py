"""Puts what was written down of a file into the history, with its sound or with the file to play it from."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from voiceapp.audio.decode import sound_of
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.sound_stretch import stretch_in
from voiceapp.core.transcript import ItemId, Message, SoundId, Talk, TalkId
from voiceapp.one_off.archive import Archive, ArchiveError
from voiceapp.settings.model import Settings

NOTHING_KEPT = Failure(
    FailureKind.REJECTED,
    Sentence("Conversations aren't kept, so a transcript has no place. Turn on Keep conversations in Settings."),
)


def keep(talk: Talk, settings: Settings, folder: Path) -> None:
    """Keep a talk whose lines refer to their file. Works beside a running app as well.

    Raises ArchiveError, and EngineError where the file can't be read any more.
    """
    if not settings.privacy.keep_talks:
        raise ArchiveError(NOTHING_KEPT)
    now = time.time()
    named = _as_of_now(talk, now)
    copies = settings.recordings.sound == "copy" and settings.privacy.keep_audio
    kept = _with_own_sound(named) if copies else named
    Archive(folder).keep_new(kept, _recordings(named, kept) if copies else ())


def _as_of_now(talk: Talk, now: float) -> Talk:
    """The talk by a name of its own, as old as its transcript, because what is old may be deleted by itself."""
    later = now - talk.started_at
    name = f"recording-{int(now * 1000)}"
    items = tuple(
        replace(item, id=ItemId(f"{name}-{place:05d}"), at=item.at + later) for place, item in enumerate(talk.items, 1)
    )
    ended_at = None if talk.ended_at is None else talk.ended_at + later
    return replace(talk, id=TalkId(name), started_at=now, ended_at=ended_at, items=items)


def _with_own_sound(talk: Talk) -> Talk:
    return replace(
        talk,
        items=tuple(
            replace(item, sound=SoundId(item.id)) if isinstance(item, Message) else item for item in talk.items
        ),
    )


def _recordings(named: Talk, kept: Talk) -> Iterator[tuple[SoundId, bytes]]:
    """Each line's recording under its name, read only when it is wanted, so that one at a time is in memory."""
    for refers, owns in zip(named.items, kept.items, strict=True):
        if isinstance(refers, Message) and isinstance(owns, Message) and refers.sound and owns.sound:
            stretch = stretch_in(refers.sound)
            if stretch is not None:
                yield owns.sound, sound_of(stretch)
