"""One conversation with everything in it, for the golden files."""

import math
import struct
import zlib

from tests.talks import answered, said, talk_of
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.summary import Point, PromptedText, Section, Summaries, Summary
from voiceapp.core.transcript import (
    Image,
    ItemId,
    Message,
    MessageState,
    Note,
    SoundId,
    Spent,
    Stage,
    Talk,
    TalkKind,
    ToolCall,
    ToolState,
    Usage,
    Via,
    Word,
)

START = 1_760_000_000.0
"""2025-10-09 08:53:20 UTC."""


def png(width: int, height: int) -> bytes:
    """A small picture of many colours."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(
        b"\0" + b"".join(bytes(((40 + x) % 256, (90 + y) % 256, 179)) for x in range(width)) for y in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")


def tone(seconds: float, pitch: float) -> bytes:
    count = int(seconds * WIRE.rate)
    return struct.pack(f"<{count}h", *(int(6000 * math.sin(2 * math.pi * pitch * n / WIRE.rate)) for n in range(count)))


def timed(text: str, start: int, per_character: int = 60) -> tuple[Word, ...]:
    words: list[Word] = []
    for word in text.split():
        words.append(Word(word, start, start + len(word) * per_character))
        start += (len(word) + 1) * per_character
    return tuple(words)


_QUESTION = "Good morning! Could you tell me what the weather will be like in Reykjavík this weekend, and whether I need a coat?"
_CUT = "Of course. On Saturday it stays dry with a light wind from the north, and on Sunday a storm comes in from the west."
_HEARD = _CUT.index(" and on Sunday")

ABOUT = Summaries(
    Summary(
        "A weekend in Reykjavík",
        (
            Point(Section.KEY, "It stays dry on Saturday; <b>a storm</b> follows.", (ItemId("talk-0002"),)),
            Point(Section.DECISION, "The coat comes along.", (ItemId("talk-0003"), ItemId("talk-0002"))),
            Point(
                Section.TASK,
                "Pack the coat, the hat; and *gloves*\\scarf",
                (ItemId("talk-0001"),),
                "Anna",
                "2025-10-11",
            ),
            Point(
                Section.TASK,
                "Ask whether the hotel has a sauna — " + "with a view of the sea " * 6,
                (),
                "",
                "next week",
            ),
            Point(Section.TASK, "Book the flight", (ItemId("gone"),), done=True),
            Point(Section.QUESTION, "هل الجو بارد؟"),
            Point(Section.CHAPTER, "The weather", (ItemId("talk-0001"),)),
        ),
        ("weather", "travel"),
        START + 100,
        "gpt-6-luna",
    ),
    (
        PromptedText(
            "Minutes", "As minutes.", "# Minutes\n\n- **One** <script>x</script>\n\n## Tasks\n\nNone.", START + 200
        ),
    ),
)

RICH: Talk = talk_of(
    said(
        _QUESTION,
        1,
        at=START,
        sound=SoundId("talk-0001"),
        sound_ms=7200,
        words=timed(_QUESTION, 200),
        language="en",
        stages=(Stage("speech_ended", START + 7.2), Stage("first_sound", START + 7.6), Stage("sound_out", START + 7.7)),
        spent=(Spent("gpt-4o-transcribe", Usage(audio_in=72, text_out=25), 0.00043),),
    ),
    ToolCall(
        ItemId("talk-0002"),
        START + 7.3,
        "look_up_weather",
        '{"place": "Reykjavík", "days": 2}',
        "Saturday 4 °C dry; Sunday 2 °C storm\n```\n=SUM(A1)\n```",
        ToolState.DONE,
        "call_abc",
        START + 7.5,
    ),
    answered(
        _CUT,
        3,
        at=START + 7.6,
        state=MessageState.CUT,
        heard=_HEARD,
        sound=SoundId("talk-0003"),
        sound_ms=4400,
        words=timed(_CUT[:_HEARD], 0),
        engine="OpenAI Realtime",
        model="gpt-realtime",
        thoughts="They want the weather, so look it up.",
        spent=(Spent("gpt-realtime", Usage(audio_in=120, audio_out=300, text_out=40), 0.0231),),
    ),
    said(
        "Stop. هل ستمطر غدًا في القاهرة؟", 4, at=START + 12.0, sound=SoundId("talk-0004"), sound_ms=2400, language="ar"
    ),
    answered(
        "لا، سيكون الجو مشمسًا في القاهرة غدًا.",
        5,
        at=START + 15.0,
        sound=SoundId("talk-0005"),
        sound_ms=3000,
        language="ar",
        engine="OpenAI Realtime",
        model="gpt-realtime",
    ),
    Note(ItemId("talk-0006"), START + 19.0, Sentence("The connection was lost; this machine answers from here on.")),
    said(
        "请用中文告诉我：东京的樱花什么时候开？我想在花开得最好的时候去，顺便拜访朋友，也想知道哪个公园最适合野餐。",
        7,
        at=START + 22.0,
        sound=SoundId("talk-0007"),
        sound_ms=9000,
        language="zh",
    ),
    answered(
        "三月底到四月初。 🌸👩‍👩‍👧‍👦 — और हिन्दी में: मार्च के अंत में। עברית: סוף מרץ.",
        8,
        at=START + 32.0,
        sound=SoundId("talk-0008"),
        sound_ms=6000,
        engine="On this device",
        model="qwen",
        spent=(Spent("qwen", Usage(text_in=400, text_out=60), None),),
    ),
    said(
        "<b>bold</b> & \"quotes\" 'n' `code` *stars* _lines_ [link](https://example.com) {\\an8} <script>alert(1)</script>\n"
        '# not a heading\n1. not a list\n- nor this\n\n=HYPERLINK("https://example.com")\n-->\n| a | b |\n~~kept~~',
        9,
        at=START + 60.0,
        via=Via.TEXT,
        images=(Image("image/png", png(96, 48), 96, 48),),
        original="bold",
    ),
    answered("=1+1", 10, at=START + 61.0, via=Via.TEXT, engine="On this device"),
    said("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrik" * 2, 11, at=START + 67.0, sound_ms=9000),
    answered(
        "", 12, at=START + 77.0, state=MessageState.FAILED, failure=Sentence("The model did not answer; press Retry.")
    ),
    said("", 13, at=START + 80.0, state=MessageState.WAITING, sound=SoundId("talk-0013"), sound_ms=1200),
    ToolCall(ItemId("talk-0014"), START + 90.0, "delete_files", '{"path": "/"}', "", ToolState.REFUSED, "call_x"),
    said("And the next day?", 15, at=START + 86_400.0, sound=SoundId("talk-0015"), sound_ms=1000),
    title="Weather, cherry blossoms & a <very> long word",
    started_at=START,
    ended_at=START + 86_402.0,
    pinned=True,
    summaries=ABOUT,
)

EMPTY = talk_of(name="empty", started_at=START)
ONLY_TOOLS = talk_of(
    ToolCall(ItemId("tools-0001"), START, "now", "{}", "08:53", ToolState.DONE, "call_1", START + 0.1),
    ToolCall(ItemId("tools-0002"), START + 1, "remember", '{"what": "tea"}', "", ToolState.FAILED, "call_2"),
    name="tools",
)
DICTATION = talk_of(
    said("Dear Anna, new paragraph.", 1, talk="letter", at=START, via=Via.DICTATION, sound_ms=2000),
    name="letter",
    kind=TalkKind.DICTATION,
)

FOUND = talk_of(
    said("What colour is Mars?", 1, talk="found", at=START, via=Via.TEXT),
    ToolCall(
        ItemId("found-0002"),
        START + 1,
        "search_web",
        '{"words": "What colour is Mars?"}',
        '{"found": "Red.", "sources": [{"title": "Mars [*] <b> - NASA", "url": "https://www.nasa.gov/mars?a=(1)&b=2"}, '
        '{"title": "The sky & we", "talk": "20261101"}]}',
        ToolState.DONE,
        "call_1",
        START + 3,
    ),
    answered("It is red.", 3, talk="found", at=START + 4, via=Via.TEXT),
    name="found",
)

TALKS = {"found": FOUND, "rich": RICH, "empty": EMPTY, "tools": ONLY_TOOLS, "dictation": DICTATION}

SOUNDS = {
    item.sound: tone(item.sound_ms / 1000 + (1 if item.state is MessageState.CUT else 0), 220 + 40 * number)
    for number, item in enumerate(RICH.items)
    if isinstance(item, Message) and item.sound is not None
}
