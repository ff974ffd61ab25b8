"""Every file is read back by a reader that knows nothing of us; no text whatever breaks a format."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from openai.types.chat import ChatCompletionMessageParam
from pydantic import TypeAdapter

from tests.exports.readers import (
    csv_rows,
    docx_text,
    html_text,
    json_lines,
    markdown_text,
    pdf_text,
    sound_facts,
    srt_cues,
    vtt_cues,
)
from tests.exports.rich import RICH, SOUNDS, timed
from tests.talks import NASTY, answered, said, talk_of, talks
from voiceapp.core.history import ExportWishes, SpeakersMix
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import ItemId, Message, Talk
from voiceapp.exports import FORMATS, fonts
from voiceapp.exports.csv import safe
from voiceapp.exports.cues import GAP, LATEST, LINE, LONGEST, SHORTEST, width

WISHES = ExportWishes(time_zone="UTC")
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "export.schema.json").read_text())


def rendered(name: str, talk: Talk, wishes: ExportWishes = WISHES) -> bytes:
    return FORMATS[name].render(talk, wishes, SOUNDS)


def bare(text: str) -> str:
    """The signs of a text, without the space around them."""
    return "".join(clean(text).split())


def messages(talk: Talk) -> list[Message]:
    return [item for item in talk.items if isinstance(item, Message)]


# --- pages that people read


@given(talks())
def test_a_web_page_shows_every_word_and_no_tag_of_theirs(talk: Talk) -> None:
    shown, tags = html_text(rendered("html", talk))
    for message in messages(talk):
        assert bare(message.heard_text) in bare(shown)
        assert bare(message.unheard_text) in bare(shown)
    assert set(tags) <= {
        *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "ol", "li", "article", "div"),
        *("bdi", "span", "time", "del", "img", "audio", "details", "summary", "pre"),
    }


def test_a_web_page_carries_the_sound_when_it_is_wished_for() -> None:
    page = rendered("html", RICH, ExportWishes(with_sound=True)).decode()
    assert page.count("<audio ") == len(SOUNDS)
    assert "audio" not in html_text(rendered("html", RICH))[1]
    assert "http" not in re.sub(r"https://example\.com|http-equiv", "", page), "it asks nothing of the network"


@given(talks())
def test_markdown_shows_every_word_as_it_was_said(talk: Talk) -> None:
    shown, tags = markdown_text(rendered("md", talk))
    for message in messages(talk):
        for line in clean(message.heard_text).split("\n"):
            assert bare(line) in bare(shown)
    assert set(tags) <= {"h1", "h2", "p", "br", "strong", "em", "s", "pre", "code"}


@given(talks())
def test_plain_text_has_every_word_and_no_control_character(talk: Talk) -> None:
    text = rendered("txt", talk).decode()
    for message in messages(talk):
        assert bare(message.heard_text) in bare(text)
        assert bare(message.unheard_text) in bare(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


@settings(max_examples=25)
@given(talks())
def test_word_documents_open_with_every_word(talk: Talk) -> None:
    text = bare(docx_text(rendered("docx", talk)))
    for message in messages(talk):
        assert bare(message.heard_text) in text
        assert bare(message.unheard_text) in text


@settings(max_examples=10)
@given(talks())
def test_pdfs_open_whatever_was_said(talk: Talk) -> None:
    assert pdf_text(rendered("pdf", talk))


def test_a_pdf_has_the_words_and_says_what_it_cannot_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_installed", tuple)
    text = pdf_text(rendered("pdf", RICH))
    assert "whether I need a coat?" in text.replace("\n", " ")
    assert "<script>alert(1)</script>" in text
    assert "□" in text
    assert "that no font on this device has" in text.replace("\n", " ")
    assert "□" not in pdf_text(rendered("pdf", talk_of(said("Grüße, Привет, γειά"))))


# --- tables and data


@given(talks())
def test_no_cell_is_taken_for_a_formula_and_none_is_lost(talk: Talk) -> None:
    rows = csv_rows(rendered("csv", talk))
    assert len(rows) == len(talk.items)
    for row, item in zip(rows, talk.items, strict=True):
        assert None not in row
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))
        if isinstance(item, Message):
            assert row["text"].removeprefix("'") + row["not heard"].removeprefix("'") in (
                clean(item.heard_text).removeprefix("'") + clean(item.unheard_text).removeprefix("'"),
                clean(item.heard_text) + clean(item.unheard_text),
                clean(item.heard_text) + clean(item.unheard_text).removeprefix("'"),
            )


@pytest.mark.parametrize("cell", ["=1+1", " =1", "\t=1", "+1", "-1", "@x", "＝1", "|x", "%x", "\tx"])
def test_what_looks_like_a_formula_is_told_apart(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@given(talks())
def test_json_keeps_to_its_schema(talk: Talk) -> None:
    content = json.loads(rendered("json", talk, ExportWishes(with_sound=True)))
    jsonschema.validate(content, SCHEMA)


def test_json_with_sound_keeps_to_its_schema() -> None:
    content = json.loads(rendered("json", RICH, ExportWishes(with_sound=True)))
    jsonschema.validate(content, SCHEMA)
    assert set(content["sounds"]) == set(SOUNDS)


@given(talks())
def test_every_line_for_fine_tuning_is_a_conversation_as_the_api_knows_it(talk: Talk) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(list[ChatCompletionMessageParam])
    for line in json_lines(rendered("jsonl", talk)):
        assert isinstance(line, dict)
        adapter.validate_python(line["messages"])
        assert line["messages"][-1]["role"] == "assistant"
        asked = {call["id"] for message in line["messages"] for call in message.get("tool_calls", ())}
        told = {message["tool_call_id"] for message in line["messages"] if message["role"] == "tool"}
        assert asked == told


# --- subtitles


def check_cues(found: list[tuple[float, float]]) -> None:
    last = 0.0
    for start, end in found:
        assert start >= last, "none begins before the one before it has gone"
        assert start < end <= start + LONGEST / 1000 + 0.001
        last = end


@given(talks())
def test_subtitles_open_and_never_overlap(talk: Talk) -> None:
    subrip = srt_cues(rendered("srt", talk))
    web = vtt_cues(rendered("vtt", talk))
    check_cues([(start, end) for start, end, _ in subrip])
    check_cues([(start, end) for start, end, _, _ in web])
    shown = bare("".join(text for _, _, _, text in web))
    for message in messages(talk):
        if message.sound is not None or message.sound_ms:
            # Two who speak at once take turns in the cues: a text may be shown in pieces, but in its order.
            signs = iter(shown)
            assert all(sign in signs for sign in bare(message.heard_text))
    for _, _, text in subrip:
        assert len(text.split("\n")) <= 2
        assert all(width(line) <= LINE for line in text.split("\n"))
        assert not re.search("<[^>]*>", text)


def test_subtitles_stand_long_enough_to_be_read() -> None:
    for start, end, text in srt_cues(rendered("srt", RICH)):
        assert len(text.replace("\n", " ")) / (end - start) <= 20
        assert end - start >= SHORTEST / 1000


def test_subtitles_come_with_their_sound() -> None:
    """A long reply at an ordinary pace: no piece is early, none is later than it may be."""
    text = "This is a sentence of some length. " * 30
    words = timed(text, 500)
    talk = talk_of(said(text, sound_ms=words[-1].end + 200, words=words))
    starts = {word.start for word in words}
    for start, _, _ in srt_cues(rendered("srt", talk)):
        sounded = max(at for at in starts if at <= start * 1000 + 1)
        assert start * 1000 - sounded <= LATEST + GAP


def test_what_was_not_heard_is_not_subtitled() -> None:
    text = rendered("srt", RICH).decode()
    assert "storm" not in text
    assert "north" in text


def test_markup_in_what_was_said_is_not_markup_in_subtitles() -> None:
    talk = talk_of(said("<i>x</i> {\\an8} --> <v Bob> & &amp; 00:01", sound_ms=3000))
    ((_, _, subrip),) = srt_cues(rendered("srt", talk))
    assert subrip == "‹i›x‹/i› (\\an8) → ‹v Bob› & &amp; 00:01"
    assert "&lt;i&gt;x&lt;/i&gt; {\\an8} --&gt; &lt;v Bob&gt; &amp; &amp;amp; 00:01" in rendered(
        "vtt", talk
    ).decode().replace("\n", " ")


# --- sound


def test_the_whole_talk_sounds_in_its_own_time() -> None:
    together = sound_facts(rendered("wav", RICH)).splitlines()
    assert together[0].startswith("24000 Hz, 1 channels")
    assert together[1 + 3] != "3: [0]"
    assert together[1 + 20] == "20: [0]", "a silence between two turns stays one"
    apart = sound_facts(rendered("flac", RICH, ExportWishes(mix=SpeakersMix.LEFT_RIGHT)))
    assert "3: [4242, 0]" in apart
    assert "10: [0, 4242]" in apart


def test_one_turn_alone_is_what_was_heard_of_it() -> None:
    facts = sound_facts(rendered("wav", RICH, ExportWishes(item=ItemId("talk-0003"))))
    assert facts.splitlines()[0] == f"24000 Hz, 1 channels, {24 * 4400} samples"


@pytest.mark.parametrize("name", FORMATS)
def test_one_turn_can_be_taken_alone(name: str) -> None:
    content = rendered(name, RICH, ExportWishes(item=ItemId("talk-0003")))
    if name not in ("docx", "pdf", "wav", "flac"):
        assert b"whether I need a coat" not in content


TEXTUAL = [name for name, each in FORMATS.items() if not (each.format.needs_sound or each.format.needs_tasks)]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("name", TEXTUAL)
def test_no_text_breaks_a_format(name: str, text: str) -> None:
    talk = talk_of(said(text, sound_ms=2000), answered(text, sound_ms=900), title=text)
    rendered(name, talk, ExportWishes(user_name=text, assistant_name=text)).decode("utf-8", "replace")


def test_files_of_several_talks_can_be_put_together() -> None:
    for name, exporter in FORMATS.items():
        if exporter.format.joins:
            parts = [rendered(name, talk_of(said(word), answered(word), name=word)) for word in ("one", "two")]
            whole = exporter.join(parts)
            assert b"one" in whole
            assert b"two" in whole
    assert len(csv_rows(FORMATS["csv"].join([rendered("csv", RICH), rendered("csv", RICH)]))) == 2 * len(RICH.items)
    several = json.loads(FORMATS["json"].join([rendered("json", RICH), rendered("json", RICH)]))
    jsonschema.validate(several, SCHEMA)
    assert len(several["talks"]) == 2
