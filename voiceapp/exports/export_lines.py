"""Decides what of a talk goes into a file, line by line: every format that people read is made from this."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import ExportWishes
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.titles import title_of
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import Item, Message, MessageState, Note, Speaker, Talk, ToolCall, ToolState
from voiceapp.exports.errors import ExportError


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One line of a transcript, ready to be laid out."""

    item: Item
    at: datetime
    name: str
    """Who; for tools and notes, what."""
    text: str
    """What was said and heard, or what the app or a tool has to say."""
    unheard: str = ""
    """What came after, of a reply that was cut; empty as well when it is not wanted."""
    remark: str = ""
    """What is to be known about it, in a few words: not answered, not transcribed yet."""


def zone_of(wishes: ExportWishes) -> tzinfo | None:
    """Returns the zone of that name; None: the system's own."""
    if not wishes.time_zone:
        return None
    try:
        return ZoneInfo(wishes.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        sentence = Sentence(
            "There is no time zone “{name}”: use a name such as Europe/Berlin, or leave it empty.",
            name=wishes.time_zone,
        )
        raise ExportError(Failure(FailureKind.BAD_FILE, sentence)) from error


def moment(at: float, zone: tzinfo | None) -> datetime:
    """A time as the person's clock showed it. Times that no calendar has become the nearest that it has."""
    return datetime.fromtimestamp(min(max(at, 0.0), 250_000_000_000.0), zone).astimezone(zone)


def heading(talk: Talk) -> str:
    return " ".join(clean(title_of(talk)).split()) or "Conversation"


def name_of(speaker: Speaker, wishes: ExportWishes) -> str:
    name = wishes.user_name if speaker is Speaker.USER else wishes.assistant_name
    return " ".join(clean(name).split()) or speaker.value.capitalize()


def wanted(talk: Talk, wishes: ExportWishes) -> Iterator[Item]:
    """The items that the person wants in the file."""
    for item in talk.items:
        if wishes.item is not None and item.id != wishes.item:
            continue
        if isinstance(item, Message):
            if not wishes.only or item.speaker.value == wishes.only:
                yield item
        elif not wishes.only and (wishes.tools or isinstance(item, Note)):
            yield item


def lines(talk: Talk, wishes: ExportWishes) -> Iterator[ExportLine]:
    zone = zone_of(wishes)
    for item in wanted(talk, wishes):
        at = moment(item.at, zone)
        match item:
            case Message():
                yield _spoken(item, at, wishes)
            case ToolCall():
                yield ExportLine(
                    item, at, clean(item.name) or "tool", clean(item.output), remark=_TOOL_REMARKS[item.state]
                )
            case Note():
                yield ExportLine(item, at, "Note", clean(item.text))


def _spoken(message: Message, at: datetime, wishes: ExportWishes) -> ExportLine:
    heard, unheard = clean(message.heard_text), clean(message.unheard_text) if wishes.unheard else ""
    return ExportLine(message, at, name_of(message.speaker, wishes), heard, unheard, _remark(message))


def _remark(message: Message) -> str:
    match message.state:
        case MessageState.WAITING:
            return (
                "not answered yet" if message.text.strip() else f"recording of {seconds(message)}, not transcribed yet"
            )
        case MessageState.FAILED:
            return clean(str(message.failure or "failed"))
        case MessageState.CUT if message.heard is None or message.heard < len(message.text):
            return "interrupted"
        case _:
            return "" if message.text.strip() or message.images else "no words"


_TOOL_REMARKS = {
    ToolState.ASKED: "waited for permission",
    ToolState.RUNNING: "was running",
    ToolState.DONE: "",
    ToolState.FAILED: "failed",
    ToolState.REFUSED: "was refused",
}


def seconds(message: Message) -> str:
    return f"{max(message.sound_ms, 0) / 1000:.0f} s"


def describe(talk: Talk, wishes: ExportWishes) -> str:
    """Says when it was, in one line under the title."""
    zone = zone_of(wishes)
    began = moment(talk.started_at, zone)
    text = f"{began:%Y-%m-%d %H:%M}"
    if talk.ended_at is not None and talk.ended_at > talk.started_at:
        ended = moment(talk.ended_at, zone)
        text += f" – {ended:%H:%M}" if ended.date() == began.date() else f" – {ended:%Y-%m-%d %H:%M}"
    return f"{text} {zone_name(began)}"


def zone_name(at: datetime) -> str:
    """UTC, UTC+02:00: short names of zones mean different things in different places."""
    offset = f"{at:%z}"
    return "UTC" if offset in ("+0000", "-0000") else f"UTC{offset[:3]}:{offset[3:5]}"


def days(every: Iterator[ExportLine]) -> Iterator[tuple[ExportLine, bool]]:
    """Each line, and whether another day begins with it (never so for the first)."""
    day = None
    for line in every:
        yield line, day is not None and line.at.date() != day
        day = line.at.date()
