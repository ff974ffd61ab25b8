"""Writes talks of the history as lines of a backup, and reads such lines back without loss."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

import msgspec

from voiceapp.core.summaries.summary import NO_SUMMARIES, Summaries
from voiceapp.core.transcript import (
    Image,
    Item,
    Message,
    MessageState,
    Note,
    SoundId,
    Spent,
    Talk,
    TalkId,
    TalkKind,
    ToolCall,
    ToolState,
    Usage,
)
from voiceapp.storage.database import Database
from voiceapp.storage.rows import Row, item_of, row_of

_Moment = Annotated[float, msgspec.Meta(ge=0, lt=1e11)]
"""Seconds that a calendar knows."""
_Count = Annotated[int, msgspec.Meta(ge=0, lt=2**53)]


class _BillLine(msgspec.Struct, omit_defaults=True):
    model: str
    usage: Usage
    usd: float | None = None


class _PictureLine(msgspec.Struct, omit_defaults=True):
    media_type: str
    data: bytes
    width: _Count = 0
    height: _Count = 0


class _ItemLine(msgspec.Struct, omit_defaults=True):
    id: str
    kind: Literal["message", "tool", "note"]
    at: _Moment
    state: str = ""
    speaker: str = ""
    text: str = ""
    sound: str | None = None
    sound_ms: _Count = 0
    engine: str | None = None
    rest: str = "{}"
    images: list[_PictureLine] = []
    spent: list[_BillLine] = []


class _TalkLine(msgspec.Struct, omit_defaults=True):
    id: str
    started_at: _Moment
    kind: TalkKind
    items: list[_ItemLine]
    title: str = ""
    named: bool = False
    pinned: bool = False
    ended_at: _Moment | None = None
    summaries: Summaries = NO_SUMMARIES


_read_talk = msgspec.json.Decoder(_TalkLine)


class NoTalkError(ValueError):
    """A line is none that a backup has."""


@dataclass(frozen=True, slots=True)
class BackedUpTalk:
    talk: Talk
    named: bool
    """The person gave it its title."""

    @property
    def sounds(self) -> tuple[SoundId, ...]:
        parts = (part for item in self.talk.items if isinstance(item, Message) for part in item.sound_parts)
        return tuple(dict.fromkeys(part.sound for part in parts))


def numbers_to_back_up(database: Database) -> list[int]:
    """Find what the history shows: nothing that was deleted, and nothing that isn't to be kept."""
    found = database.db.execute(
        "SELECT number FROM talks WHERE deleted_at IS NULL AND NOT passing AND items > 0 ORDER BY number"
    )
    return [int(number) for (number,) in found]


def talks_to_back_up(database: Database, numbers: Sequence[int]) -> Iterator[BackedUpTalk]:
    for number in numbers:
        found = database.talk(number)
        if found is not None:
            (named,) = database.db.execute("SELECT named FROM talks WHERE number = ?", (number,)).fetchone()
            yield BackedUpTalk(replace(found, items=database.items(number)), bool(named))


def line_of(kept: BackedUpTalk) -> bytes:
    talk = kept.talk
    row = _TalkLine(
        talk.id,
        talk.started_at,
        talk.kind,
        [_written(item) for item in talk.items],
        talk.title,
        kept.named,
        talk.pinned,
        talk.ended_at,
        talk.summaries,
    )
    return msgspec.json.encode(row) + b"\n"


def _written(item: Item) -> _ItemLine:
    row = row_of(item)
    images: list[_PictureLine] = []
    spent: list[_BillLine] = []
    if not isinstance(item, Note):
        images = [_PictureLine(image.media_type, image.data, image.width, image.height) for image in item.images]
    if isinstance(item, Message):
        spent = [_BillLine(bill.model, bill.usage, bill.usd) for bill in item.spent]
    return _ItemLine(*row, images, spent)  # type: ignore[arg-type]


def talk_in(line: bytes) -> BackedUpTalk:
    """Raises NoTalkError where the line holds anything that we would not write."""
    try:
        row = _read_talk.decode(line)
        items = tuple(_settled(_read(item)) for item in row.items)
    except (ValueError, TypeError, LookupError, RecursionError, OverflowError) as error:
        raise NoTalkError(type(error).__name__) from error
    if not row.id or len({item.id for item in items}) < len(items):
        raise NoTalkError("names")
    last = max((item.at for item in items), default=row.started_at)
    ended = last if row.ended_at is None else row.ended_at
    talk = Talk(TalkId(row.id), row.started_at, row.kind, row.title, row.pinned, ended, items, row.summaries)
    return BackedUpTalk(talk, row.named)


def _read(item: _ItemLine) -> Item:
    images = [Image(image.media_type, image.data, image.width, image.height) for image in item.images]
    spent = [Spent(bill.model, bill.usage, bill.usd) for bill in item.spent]
    row = Row(
        item.id,
        item.kind,
        item.at,
        item.state,
        item.speaker,
        item.text,
        item.sound,
        item.sound_ms,
        item.engine,
        item.rest,
    )
    return item_of(row, images, spent)


def _settled(item: Item) -> Item:
    """What was going on when the backup was made goes on nowhere."""
    match item:
        case Message(state=MessageState.GROWING):
            return replace(item, state=MessageState.DONE)
        case ToolCall(state=ToolState.ASKED | ToolState.RUNNING):
            return replace(item, state=ToolState.FAILED)
        case _:
            return item


def with_sounds(talk: Talk, names: Mapping[SoundId, SoundId]) -> Talk:
    """Return the talk with its recordings under these names; it has no others."""
    return replace(
        talk,
        items=tuple(_with_sounds(item, names) if isinstance(item, Message) else item for item in talk.items),
    )


def _with_sounds(message: Message, names: Mapping[SoundId, SoundId]) -> Message:
    sound = None if message.sound is None else names.get(message.sound)
    parts = tuple(replace(part, sound=names[part.sound]) for part in message.parts if part.sound in names)
    return replace(message, sound=sound, parts=parts if sound is not None else ())
