"""Talks for tests: any that can be (for Hypothesis), and small ones by hand."""

from dataclasses import replace

from hypothesis import strategies as st

from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import (
    Image,
    Improvement,
    Item,
    ItemId,
    Message,
    MessageState,
    Note,
    SoundId,
    SoundPart,
    Speaker,
    Spent,
    Stage,
    Talk,
    TalkId,
    TalkKind,
    ToolCall,
    ToolState,
    Usage,
    Version,
    Via,
    Word,
)

NASTY = (
    "",
    " ",
    "=1+1",
    "@SUM(A1:A9)",
    "-2+3",
    "<b>bold</b> & <script>alert(1)</script>",
    "-->",
    "00:00:01,000 --> 00:00:02,000",
    "# heading\n\n* list\n> quote `code`",
    "</script>",
    "WEBVTT",
    "a\r\nb\rc\nd",
    "\x00\x01\x08\x0b\x0c\x1b\x7f\x85\u2028\u2029\ufeff\ufffe\uffff",
    "سلام، كيف حالك؟ \u202eabc\u202c",
    "日本語のテキストです。",
    "👩‍👩‍👧‍👦🎉",
    "W" * 300,
    "\n\n\n",
    "1\n\n2",
    '"quoted", and; more\ttabs',
    "STYLE\n::cue { color: red }",
    "NOTE this",
    "---",
    "|a|b|",
    "<!--",
    "]]>",
)

texts = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=60), st.text(alphabet="ab <>&=-+@#*_`|\n\r\t\"'", max_size=40)
)
names = st.text(alphabet="abcdefghij-0123456789", min_size=1, max_size=12)
seconds = st.floats(0, 4_000_000_000, allow_nan=False)
lengths = st.integers(0, 3_600_000)


def _word(text: str, start: int, length: int, sure: float | None) -> Word:
    return Word(text, start, start + length, sure)


words = st.builds(
    _word, texts, st.integers(0, 100_000), st.integers(0, 5_000), st.sampled_from((None, None, 0.0, 0.37, 1.0))
)
parts = st.builds(
    SoundPart, st.builds(SoundId, names), st.integers(0, 5_000), st.integers(0, 5_000), st.integers(0, 5_000)
)
usages = st.builds(
    Usage,
    text_in=st.integers(0, 10**9),
    audio_in=st.integers(0, 10**9),
    audio_out=st.integers(0, 10**9),
    seconds=st.floats(0, 1e6),
    characters=st.integers(0, 10**6),
)
spents = st.builds(Spent, texts, usages, st.none() | st.floats(0, 1e6))
images = st.builds(Image, st.sampled_from(["image/png", "image/jpeg"]), st.binary(max_size=40), lengths, lengths)


versions = st.builds(
    Version,
    texts,
    texts,
    texts,
    st.none() | texts,
    st.lists(words, max_size=2).map(tuple),
    st.none() | st.builds(Improvement, texts, texts),
)


@st.composite
def messages(draw: st.DrawFn) -> Message:
    text = draw(texts)
    sound = draw(st.none() | names)
    return Message(
        id=ItemId(""),
        speaker=draw(st.sampled_from(Speaker)),
        at=draw(seconds),
        text=text,
        state=draw(st.sampled_from(MessageState)),
        via=draw(st.sampled_from(Via)),
        heard=draw(st.none() | st.integers(0, len(text))),
        words=tuple(draw(st.lists(words, max_size=4))),
        sound=None if sound is None else SoundId(sound),
        sound_ms=draw(lengths),
        images=tuple(draw(st.lists(images, max_size=2))),
        language=draw(st.none() | texts),
        engine=draw(st.none() | texts),
        model=draw(st.none() | texts),
        spent=tuple(draw(st.lists(spents, max_size=2))),
        stages=tuple(draw(st.lists(st.builds(Stage, texts, seconds), max_size=3))),
        thoughts=draw(texts),
        original=draw(st.none() | texts),
        improved=draw(st.none() | st.builds(Improvement, texts, texts)),
        heard_by=draw(texts),
        versions=tuple(draw(st.lists(versions, max_size=2))),
        parts=() if sound is None else tuple(draw(st.lists(parts, max_size=2))),
        failure=draw(st.none() | st.builds(Sentence.restored, texts)),
    )


tool_calls = st.builds(
    ToolCall,
    st.just(ItemId("")),
    seconds,
    texts,
    texts,
    texts,
    st.sampled_from(ToolState),
    texts,
    st.none() | seconds,
)
notes = st.builds(Note, st.just(ItemId("")), seconds, st.builds(Sentence.restored, texts))


@st.composite
def talks(draw: st.DrawFn) -> Talk:
    items: list[Item] = draw(st.lists(st.one_of(messages(), messages(), tool_calls, notes), max_size=8))
    name = draw(names)
    return Talk(
        TalkId(name),
        draw(seconds),
        draw(st.sampled_from(TalkKind)),
        draw(texts.map(str.strip)),
        draw(st.booleans()),
        draw(st.none() | seconds),
        tuple(replace(item, id=ItemId(f"{name}-{number:04d}")) for number, item in enumerate(items)),
    )


def said(text: str, number: int = 1, *, talk: str = "talk", at: float | None = None, **more: object) -> Message:
    """Something the person said, whole."""
    message = Message(
        ItemId(f"{talk}-{number:04d}"),
        Speaker.USER,
        float(number) if at is None else at,
        text,
        MessageState.DONE,
    )
    return replace(message, **more)  # type: ignore[arg-type]


def answered(text: str, number: int = 2, *, talk: str = "talk", at: float | None = None, **more: object) -> Message:
    return replace(said(text, number, talk=talk, at=at), speaker=Speaker.ASSISTANT, **more)  # type: ignore[arg-type]


def talk_of(*items: Item, name: str = "talk", **more: object) -> Talk:
    return replace(Talk(TalkId(name), items[0].at if items else 1.0, items=items), **more)  # type: ignore[arg-type]
