"""Small print of the formats, one case at a time."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from tests.exports.readers import csv_rows, docx_text, html_text, pdf_text, srt_cues, vtt_cues
from tests.exports.rich import png, timed
from tests.talks import answered, said, talk_of
from voiceapp.core.history import ExportWishes
from voiceapp.core.pcm import WIRE
from voiceapp.core.recordings.timeline import places
from voiceapp.core.sentence import Sentence
from voiceapp.core.sound_stretch import SoundStretch
from voiceapp.core.transcript import (
    Image,
    ItemId,
    Message,
    MessageState,
    Note,
    SoundId,
    SoundPart,
    Spent,
    Stage,
    Talk,
    ToolCall,
    ToolState,
    Usage,
    Version,
    Word,
)
from voiceapp.exports import FORMATS, fonts
from voiceapp.exports.errors import ExportError
from voiceapp.exports.filenames import LONGEST, file_name
from voiceapp.exports.fonts import Font, Fonts, fonts_for
from voiceapp.exports.sound import heard_sound

WISHES = ExportWishes(time_zone="UTC")


def rendered(name: str, talk: Talk, wishes: ExportWishes = WISHES) -> bytes:
    return FORMATS[name].render(talk, wishes, {})


def cues(*items: Message) -> list[tuple[float, float, str]]:
    return srt_cues(rendered("srt", talk_of(*items)))


def as_shown(name: str, content: bytes) -> str:
    match name:
        case "docx":
            return docx_text(content)
        case "pdf":
            return pdf_text(content)
        case "html":
            return html_text(content)[0]
        case _:
            return content.decode()


# --- times


@pytest.mark.parametrize("zone", ["Nowhere/Land", "../etc/passwd", "\x00"])
def test_a_time_zone_that_there_is_not_is_said_so(zone: str) -> None:
    with pytest.raises(ExportError, match="no time zone"):
        rendered("txt", talk_of(said("one")), ExportWishes(time_zone=zone))


def test_without_a_time_zone_the_systems_own_holds() -> None:
    assert b"UTC" in rendered("txt", talk_of(said("one")), ExportWishes())


@pytest.mark.parametrize("name", ["md", "txt", "html", "docx", "pdf"])
def test_another_day_has_a_heading(name: str) -> None:
    talk = talk_of(said("one", at=86_000.0), answered("two", at=87_000.0), ended_at=90_000.0)
    assert as_shown(name, rendered(name, talk)).count("1970-01-02") == 2
    assert "1970-01-02" not in as_shown(name, rendered(name, talk, ExportWishes(timestamps=False)))


def test_a_reply_counts_from_when_it_was_heard() -> None:
    ask = said("one", at=10.0, sound_ms=1000, stages=(Stage("sound_out", 12.5),))
    talk = talk_of(ask, answered("two", at=11.5, sound_ms=1000), answered("three", 3, at=20.0, sound_ms=1000))
    assert [place.start for place in places(talk, 0).values()] == [0, 2500, 10_000]


def test_long_silences_are_shortened_where_that_is_wished() -> None:
    talk = talk_of(said("one", at=0.0, sound_ms=1000), said("two", 2, at=86_400.0, sound_ms=1000))
    assert places(talk, 30_000)[ItemId("talk-0002")].start == 31_000
    assert places(talk, 0)[ItemId("talk-0002")].start == 86_400_000


# --- subtitles


def test_a_sentence_ends_a_piece_when_it_has_stood_long_enough() -> None:
    text = "This is the first sentence of it. And this is another sentence."
    found = cues(said(text, sound_ms=4000, words=timed(text, 0)))
    assert [words for _, _, words in found] == ["This is the first sentence of it.", "And this is another sentence."]


def test_a_pause_ends_a_piece() -> None:
    words = (Word("One", 0, 300), Word("two", 5000, 5300))
    assert [(start, text) for start, _, text in cues(said("One two", words=words, sound_ms=6000))] == [
        (0.0, "One"),
        (5.0, "two"),
    ]


def test_a_piece_that_is_too_long_is_cut_at_a_clause_and_its_lines_are_even() -> None:
    text = "Whenever the weather is good in the afternoon, we sit in the garden, and drink tea with all of our friends from town"
    first, second = (words for _, _, words in cues(said(text, sound_ms=7000, words=timed(text, 0))))
    assert first == "Whenever the weather is good\nin the afternoon, we sit in the garden,"
    assert second == "and drink tea with\nall of our friends from town"


def test_a_word_that_lasts_stands_alone() -> None:
    short = [Word(word, place * 300, place * 300 + 300) for place, word in enumerate(("One", "two", "three,", "four"))]
    item = said("One two three, four fiiive", words=(*short, Word("fiiive", 1500, 8400)), sound_ms=8400)
    assert [words for _, _, words in cues(item)] == ["One two three,", "four", "fiiive"]


def test_words_that_were_changed_by_hand_are_spread_over_the_sound() -> None:
    (cue,) = cues(said("A new text", sound_ms=2000, words=timed("Another old text", 0)))
    assert cue == (0.0, 2.0, "A new text")


def test_the_silence_after_a_turn_is_not_subtitled() -> None:
    late, early = Stage("speech_ended", 3.0), Stage("speech_ended", 0.5)
    assert cues(said("Three little words here", at=1.0, sound_ms=3000, stages=(late,)))[0][:2] == (0.0, 2.0)
    assert cues(said("Three little words here", at=1.0, sound_ms=3000, stages=(early,)))[0][:2] == (0.0, 3.0)
    assert cues(answered("Three little words here", at=1.0, sound_ms=3000, stages=(late,)))[0][:2] == (0.0, 3.0)


def test_words_after_what_was_heard_are_left_out() -> None:
    words = timed("one two three", 0)
    (cue,) = cues(answered("one two three", heard=7, sound_ms=900, words=words))
    assert cue[2] == "one two"


def test_two_who_speak_at_once_follow_one_another() -> None:
    reply = answered("A long reply that goes on", 1, at=1.0, sound_ms=3000)
    stop = said("Stop it now", 2, at=2.0, sound_ms=1000)
    found = vtt_cues(rendered("vtt", talk_of(reply, stop)))
    assert [voice for _, _, voice, _ in found] == ["Assistant", "You"]
    assert found[0][1] < found[1][0]


def test_scripts_without_spaces_break_after_a_mark() -> None:
    text = "我们在花园里喝茶，天气很好，朋友们都来了，大家都很高兴。后来下雨了，我们回到屋里继续聊天，直到很晚才回家。"
    found = cues(said(text, sound_ms=12_000))
    assert "".join(words.replace("\n", "") for _, _, words in found) == text
    assert all(line[-1] in "，。" for _, _, words in found for line in words.split("\n"))


# --- pictures, names and odds


@pytest.mark.parametrize("data", [b"", b"\x89PNG broken", png(4, 4)[:40], b"\xff\xd8\xff\xe0 no"])
@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_a_broken_picture_is_said_so(name: str, data: bytes) -> None:
    content = rendered(name, talk_of(said("look", images=(Image("image/png", data),))))
    text = docx_text(content) if name == "docx" else pdf_text(content)
    assert "a picture that can't be shown" in text
    assert "look" in text


@pytest.mark.parametrize("size", [(900, 90), (90, 2000)])
@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_large_pictures_are_made_to_fit(name: str, size: tuple[int, int]) -> None:
    items = [said("word " * 300), said("look", 2, images=(Image("image/png", png(*size), *size),))]
    assert rendered(name, talk_of(*items))


def test_pictures_of_unknown_kinds_do_not_become_something_else() -> None:
    page = rendered("html", talk_of(said("", images=(Image("text/html", b"<b>"),)))).decode()
    assert "data:image/png;base64,PGI+" in page


def test_names_that_are_too_long_are_cut_in_a_pdf() -> None:
    text = pdf_text(rendered("pdf", talk_of(said("one")), ExportWishes(user_name="N" * 200)))
    assert "NNN…" in text


def test_long_talks_have_many_pages_and_no_name_alone_at_the_foot() -> None:
    talk = talk_of(*(said(f"line {number}", number) for number in range(1, 120)))
    pages = [page.extract_text().splitlines() for page in pypdf.PdfReader(io.BytesIO(rendered("pdf", talk))).pages]
    assert len(pages) > 3
    assert all(lines[-2].startswith("line ") for lines in pages)


def test_names_without_a_sign_fall_back() -> None:
    assert rendered("txt", talk_of(said("one")), ExportWishes(user_name=" \n", timestamps=False)).endswith(
        b"You: one\n"
    )


def test_long_file_names_are_not_cut_within_a_sign() -> None:
    name = file_name("x" * (LONGEST - 4) + "👩\u200d👧", "")
    assert name == "x" * (LONGEST - 4)


def test_bills_with_an_unknown_price_are_not_added_up() -> None:
    known, unknown = Spent("a", Usage(text_in=1), 0.5), Spent("b", Usage(text_out=2), None)
    rows = csv_rows(rendered("csv", talk_of(said("one", spent=(known, known)), said("two", 2, spent=(known, unknown)))))
    assert [(row["tokens"], row["usd"]) for row in rows] == [("2", "1.000000"), ("3", "")]


# --- fine-tuning


def test_what_teaches_nothing_is_left_out_of_fine_tuning() -> None:
    talk = talk_of(
        said("Tea?"),
        ToolCall(ItemId("talk-0002"), 2.0, "look up", "", "tin", ToolState.DONE),
        ToolCall(ItemId("talk-0003"), 2.0, "look", "{}", "", ToolState.FAILED),
        Note(ItemId("talk-0004"), 2.0, Sentence("note")),
        answered("In the tin.", 5),
        said("", 6),
        said("Never answered", 7),
        answered("failed", 8, state=MessageState.FAILED),
    )
    line = json.loads(rendered("jsonl", talk))
    assert [message["role"] for message in line["messages"]] == ["user", "assistant", "tool", "assistant"]
    assert line["messages"][1]["tool_calls"][0]["function"] == {"name": "look_up", "arguments": "{}"}
    assert line["messages"][2]["tool_call_id"] == "call_talk-0002"
    assert [tool["function"]["name"] for tool in line["tools"]] == ["look_up"]


# --- fonts


def test_a_file_that_is_no_font_has_no_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "NotoSans-Regular.ttf"
    broken.write_bytes(b"not a font")
    monkeypatch.setattr(fonts, "_installed", lambda: (broken,))
    found = fonts_for("茶")
    assert found.others == ()
    assert found.missing == {"茶"}


def test_a_font_that_cannot_be_put_into_a_file_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from voiceapp.exports import pdf

    broken = tmp_path / "a folder.ttf"
    broken.mkdir()
    ours = fonts_for("a")
    both = Fonts(ours.regular, ours.bold, ((Font(broken), frozenset("茶")),), frozenset())
    monkeypatch.setattr(pdf, "fonts_for", _always(both))
    text = pdf_text(rendered("pdf", talk_of(said("茶 tea"))))
    assert "□ tea" in text
    assert "no font on this" in text


def _always(found: Fonts) -> Callable[[str], Fonts]:
    def fonts_for(text: str) -> Fonts:
        del text
        return found

    return fonts_for


def test_signs_that_our_font_has_not_are_set_in_one_that_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, other = fonts_for("").regular, fonts_for("").bold
    signs = {ours: frozenset("ta □1/"), other: frozenset("é")}
    monkeypatch.setattr(fonts, "_signs", signs.__getitem__)
    monkeypatch.setattr(fonts, "_candidates", lambda: iter((ours, other)))
    found = fonts_for("té")
    assert found.others == ((other, frozenset("é")),)
    assert found.missing == frozenset()
    from voiceapp.exports import pdf

    monkeypatch.setattr(pdf, "fonts_for", _always(found))
    assert "té" in pdf_text(rendered("pdf", talk_of(said("té"))))


@pytest.mark.parametrize(("system", "folder"), [("win32", "Fonts"), ("darwin", "Library"), ("linux", "share")])
def test_fonts_are_looked_for_where_the_system_keeps_them(
    system: str, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", system)
    assert any(folder in path.parts for path in fonts._folders())  # pyright: ignore[reportPrivateUsage]


def test_only_formats_that_can_use_it_ask_for_sound() -> None:
    asked = {name for name, exporter in FORMATS.items() if exporter.format.reads_sound(ExportWishes())}
    assert asked == {"wav", "flac"}
    assert FORMATS["html"].format.reads_sound(ExportWishes(with_sound=True))


def test_what_was_said_and_not_answered_says_so() -> None:
    waiting = said("Are you there?", state=MessageState.WAITING)
    assert "not answered yet" in rendered("txt", talk_of(waiting)).decode()


def test_other_words_for_a_line_are_in_our_own_file() -> None:
    other = Version("Good mourning.", by="Whisper", words=(Word("Good", 0, 300), Word("mourning.", 300, 900)))
    (talk,) = json.loads(rendered("json", talk_of(replace(said("Good morning."), versions=(other,)))))["talks"]
    (line,) = talk["items"]
    assert line["versions"][0]["text"] == "Good mourning."
    assert line["versions"][0]["words"][1] == {"text": "mourning.", "start": 300, "end": 900}


def test_our_own_file_tells_nobody_of_the_persons_folders() -> None:
    first, second = (SoundStretch("/home/jo/Secret.mp3", at, at + 1000).sound for at in (0, 1000))
    both = SoundPart(first, 0, 1000), SoundPart(second, 0, 1000, at=1000)
    talk = talk_of(
        said("Hello.", 1, sound=first, sound_ms=2000, parts=both),
        said("Typed.", 2),
        Note(ItemId("n"), 3.0, Sentence("note")),
    )
    assert b"Secret" not in rendered("json", talk)
    sounds = {first: bytes_of(1000, 1), second: bytes_of(1000, 2)}
    whole = FORMATS["json"].render(talk, ExportWishes(with_sound=True), sounds)
    assert b"Secret" not in whole
    content = json.loads(whole)
    line = content["talks"][0]["items"][0]
    assert [part["sound"] for part in line["parts"]] == sorted(content["sounds"])
    assert line["sound"] == line["parts"][0]["sound"]
    put_aside = FORMATS["json"].render(talk, ExportWishes(with_sound=True), {})
    assert b"Secret" in put_aside, "nothing else leads to the recording"


def bytes_of(milliseconds: int, level: int) -> bytes:
    return bytes((level,)) * WIRE.bytes(milliseconds)


def test_the_sound_of_a_line_is_put_together_from_its_parts() -> None:
    sounds = {SoundId("a"): bytes_of(100, 1), SoundId("b"): bytes_of(50, 2)}
    parts = (SoundPart(SoundId("a"), 40, 60), SoundPart(SoundId("b"), 0, 50, at=60))
    line = replace(said("Both.", sound=SoundId("a"), sound_ms=110), parts=parts)
    pcm = heard_sound(line, sounds)
    assert pcm == bytes_of(60, 1) + bytes_of(50, 2)
