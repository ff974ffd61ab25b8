"""Pictures that were drawn for the person are in their files, whether or not they want the tools' calls."""

import json
from dataclasses import replace

import pytest

from tests.exports.readers import docx_text, html_text, pdf_text
from tests.exports.rich import png
from tests.talks import said, talk_of
from voiceapp.core.history import ExportWishes
from voiceapp.core.transcript import Image, ItemId, Talk, ToolCall, ToolState
from voiceapp.exports import FORMATS
from voiceapp.imports import read

FOX = Image("image/png", png(8, 6), 8, 6)
DRAWN = ToolCall(
    ItemId("talk-2"),
    2.0,
    "draw_picture",
    '{"prompt": "a  fox"}',
    '{"done": "There."}',
    ToolState.DONE,
    "c1",
    9.0,
    images=(FOX,),
)
WISHES = ExportWishes(time_zone="UTC")


def a_talk() -> Talk:
    talk = talk_of(said("Draw a fox."))
    return replace(talk, items=(*talk.items, DRAWN))


def rendered(name: str, wishes: ExportWishes = WISHES) -> bytes:
    return FORMATS[name].render(a_talk(), wishes, {})


@pytest.mark.parametrize("tools", [False, True])
def test_people_read_it_as_what_the_assistant_showed(tools: bool) -> None:
    wishes = replace(WISHES, tools=tools)
    texts = {
        "txt": rendered("txt", wishes).decode(),
        "md": rendered("md", wishes).decode(),
        "html": html_text(rendered("html", wishes)),
        "docx": docx_text(rendered("docx", wishes)),
        "pdf": pdf_text(rendered("pdf", wishes)),
    }
    assert [name for name, text in texts.items() if "Picture: a fox" not in " ".join(str(text).split())] == []
    assert "picture, 8 × 6" in texts["txt"]
    assert b"data:image/png;base64," in rendered("html", wishes)


def test_who_wants_the_persons_words_alone_gets_no_picture() -> None:
    assert b"fox" not in rendered("txt", replace(WISHES, only="user")).replace(b"Draw a fox.", b"")
    assert b"Picture: a fox" in rendered("txt", replace(WISHES, only="assistant"))


@pytest.mark.parametrize("tools", [False, True])
def test_json_keeps_it_and_it_comes_back(tools: bool) -> None:
    content = rendered("json", replace(WISHES, tools=tools))
    (_, call) = json.loads(content)["talks"][0]["items"]
    assert (call["type"], call["images"][0]["width"]) == ("tool_call", 8)
    (_, back) = read(content).talks[0].items
    assert isinstance(back, ToolCall)
    assert back.images == (FOX,)


def test_training_files_have_none() -> None:
    assert b"fox" not in rendered("jsonl").replace(b"Draw a fox.", b"")
