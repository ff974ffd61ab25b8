"""Decides line by line what goes into a file; every format that people read is made from this."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import ExportWishes, shown_title
from voiceapp.core.sentence import Sentence
from voiceapp.core.sources import Source
from voiceapp.core.talk.cited_sources import with_sources
from voiceapp.core.talk.titles import title_of
from voiceapp.core.talk.tool_arguments import fields_of
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import Image, Item, Message, MessageState, Note, Speaker, Talk, ToolCall, ToolState, Via
from voiceapp.exports.errors import ExportError
from voiceapp.settings.text_language import text_language


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One line of a transcript, ready to be laid out."""

    item: Item
    at: datetime
    name: str
    """The speaker; for tools and notes, the kind."""
    text: str
    """The words that were said and heard, or the message of the app or a tool."""
    unheard: str = ""
    """The unheard rest of a reply that was cut; also empty if it is not wanted."""
    remark: str = ""
    """A remark about it in a few words: not answered, not transcribed yet."""
    sources: tuple[Source, ...] = ()
    """Where an answer was found."""


def zone_of(wishes: ExportWishes) -> tzinfo | None:
    """Returns the time zone of that name; None: the system's own."""
    if not wishes.time_zone:
        return None
    try:
        return ZoneInfo(wishes.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        sentence = Sentence(
            "There's no time zone “{name}”. Use a name such as Europe/Berlin, or leave it empty.",
            name=wishes.time_zone,
        )
        raise ExportError(Failure(FailureKind.BAD_FILE, sentence)) from error


def moment(at: float, zone: tzinfo | None) -> datetime:
    """A time on the person's clock. Times outside the calendar become the nearest one inside it."""
    return datetime.fromtimestamp(min(max(at, 0.0), 250_000_000_000.0), zone).astimezone(zone)


def in_words(sentence: Sentence | None, wishes: ExportWishes) -> str:
    """Returns a sentence as the file has it; empty for nothing."""
    return "" if sentence is None else clean(text_language(wishes.language).render(sentence))


def heading(talk: Talk, wishes: ExportWishes) -> str:
    return " ".join(in_words(title_of(talk), wishes).split()) or in_words(shown_title("", talk.kind), wishes)


def name_of(message: Message, wishes: ExportWishes) -> str:
    usual = wishes.user_name if message.speaker is Speaker.USER else wishes.assistant_name
    names = (" ".join(clean(name).split()) for name in (message.voice, usual))
    return next(filter(None, names), "") or in_words(_NAMES[message.speaker], wishes)


_NAMES = {Speaker.USER: Sentence("You"), Speaker.ASSISTANT: Sentence("Assistant")}


def wanted(talk: Talk, wishes: ExportWishes, *, pictures: bool = False) -> Iterator[Item]:
    """The items that the person wants in the file. `pictures`: also what was drawn for them, by whatever tool."""
    for item in talk.items:
        if wishes.item is not None and item.id != wishes.item:
            continue
        if isinstance(item, Message):
            if not wishes.only or item.speaker.value == wishes.only:
                yield item
        elif (not wishes.only and (wishes.tools or isinstance(item, Note))) or (
            pictures and isinstance(item, ToolCall) and item.images and wishes.only != Speaker.USER.value
        ):
            yield item


def has_summaries(talk: Talk, wishes: ExportWishes) -> bool:
    """Say whether what was written about a talk goes into its file. It is about all of it, not about a part."""
    return bool(talk.summaries) and wishes.summary and wishes.item is None and not wishes.only


def lines(talk: Talk, wishes: ExportWishes) -> Iterator[ExportLine]:
    zone = zone_of(wishes)
    for item in wanted(replace(talk, items=with_sources(talk.items)), wishes, pictures=True):
        at = moment(item.at, zone)
        match item:
            case Message():
                yield _spoken(item, at, wishes)
            case ToolCall() if item.images:
                yield _spoken(_drawn(item, wishes), at, wishes)
            case ToolCall():
                name = clean(item.name) or in_words(Sentence("unknown"), wishes)
                remark = in_words(_TOOL_REMARKS[item.state], wishes)
                yield ExportLine(item, at, name, clean(item.output), remark=remark)
            case Note():
                yield ExportLine(item, at, in_words(Sentence("Note"), wishes), in_words(item.sentence, wishes))


def _drawn(call: ToolCall, wishes: ExportWishes) -> Message:
    """Returns a picture that was drawn as what the assistant showed."""
    prompt = " ".join(fields_of(call.arguments).get("prompt", "").split())
    text = in_words(Sentence("Picture: {prompt}", prompt=prompt), wishes)
    return Message(call.id, Speaker.ASSISTANT, call.at, text, MessageState.DONE, Via.TEXT, images=call.images)


def _spoken(message: Message, at: datetime, wishes: ExportWishes) -> ExportLine:
    heard, unheard = clean(message.heard_text), clean(message.unheard_text) if wishes.unheard else ""
    remark = in_words(_remark(message), wishes)
    return ExportLine(message, at, name_of(message, wishes), heard, unheard, remark, message.sources)


def _remark(message: Message) -> Sentence | None:
    match message.state:
        case MessageState.WAITING if message.text.strip():
            return Sentence("not answered yet")
        case MessageState.WAITING:
            return Sentence(
                "recording of {seconds} s, not transcribed yet", seconds=round(max(message.sound_ms, 0) / 1000)
            )
        case MessageState.FAILED:
            return message.failure or Sentence("failed")
        case MessageState.CUT if message.heard is None or message.heard < len(message.text):
            return Sentence("interrupted")
        case _:
            return None if message.text.strip() or message.images else Sentence("no words")


_TOOL_REMARKS: Mapping[ToolState, Sentence | None] = {
    ToolState.ASKED: Sentence("waited for permission"),
    ToolState.RUNNING: Sentence("was running"),
    ToolState.DONE: None,
    ToolState.FAILED: Sentence("failed"),
    ToolState.REFUSED: Sentence("was refused"),
}


def named(line: ExportLine, wishes: ExportWishes) -> str:
    """Returns the heading of a line in formats that distinguish tools from speakers."""
    if isinstance(line.item, ToolCall):
        return in_words(Sentence("Tool: {name}", name=line.name), wishes)
    return line.name


def picture_of(image: Image) -> Sentence:
    return Sentence("picture, {width} × {height}", width=image.width, height=image.height)


NO_PICTURE = Sentence("a picture that can't be shown")
NOT_HEARD = Sentence("not heard")
SOURCES = Sentence("Sources")


def source_words(line: ExportLine, wishes: ExportWishes) -> tuple[str, ...]:
    """Return where an answer was found, as formats without links have it."""
    named = (f"{each.title} – {each.url}" if each.title and each.url else each.shown_title for each in line.sources)
    return tuple(in_words(Sentence("Source: {where}", where=where), wishes) for where in named)


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
    """Formats an offset as UTC or UTC+02:00, because short names of zones are ambiguous."""
    offset = f"{at:%z}"
    return "UTC" if offset in ("+0000", "-0000") else f"UTC{offset[:3]}:{offset[3:5]}"


def days(every: Iterator[ExportLine]) -> Iterator[tuple[ExportLine, bool]]:
    """Each line, and whether a new day begins with it (never so for the first)."""
    day = None
    for line in every:
        yield line, day is not None and line.at.date() != day
        day = line.at.date()
