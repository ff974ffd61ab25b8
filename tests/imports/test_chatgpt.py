"""ChatGPT's export, as far as anyone knows it."""

import io
import json
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.transcript import Message, Speaker, ToolCall, ToolState, Via
from voiceapp.imports import SMALL, BadFileError, read

Json = dict[str, Any]


def node(key: str, parent: str | None, role: str, parts: list[Any], at: float | None = None, **more: Any) -> Json:
    content = more.pop("content", {"content_type": "text", "parts": parts})
    message = {
        "id": key,
        "author": {"role": role, "name": more.pop("name", None), "metadata": {}},
        "create_time": at,
        "content": content,
        "status": "finished_successfully",
        "metadata": more.pop("metadata", {}),
        "recipient": more.pop("recipient", "all"),
    }
    return {"id": key, "message": message, "parent": parent, "children": []}


def conversation(*nodes: Json, **more: Any) -> Json:
    mapping: dict[str, Any] = {"root": {"id": "root", "message": None, "parent": None, "children": []}}
    mapping |= {entry["id"]: entry for entry in nodes}
    for entry in nodes:
        mapping[entry["parent"]]["children"].append(entry["id"])
    return {
        "title": "Tea  questions",
        "create_time": 100.5,
        "update_time": 200.0,
        "mapping": mapping,
        "current_node": nodes[-1]["id"],
        "conversation_id": "abc-1",
        **more,
    }


TREE = conversation(
    node("sys", "root", "system", [""], metadata={"is_visually_hidden_from_conversation": True}),
    node("u1", "sys", "user", ["Where is the tea?"], 101.0),
    node("a0", "u1", "assistant", ["An answer that was thrown away."], 102.0),
    node("a1", "u1", "assistant", ['{"query": "tea"}'], 103.0, recipient="browser"),
    node(
        "t1",
        "a1",
        "tool",
        [],
        104.0,
        name="browser",
        content={"content_type": "tether_browsing_display", "result": "In the tin."},
    ),
    node("h1", "t1", "assistant", [], None, content={"content_type": "thoughts", "thoughts": [{"content": "hm"}]}),
    node("a2", "h1", "assistant", ["In the tin\ue200cite\ue202turn0\ue201."], 105.0, metadata={"model_slug": "gpt-5"}),
    node(
        "u2",
        "a2",
        "user",
        [],
        None,
        content={
            "content_type": "multimodal_text",
            "parts": [
                {"content_type": "audio_transcription", "text": "Thank you!", "direction": "in"},
                {"content_type": "real_time_user_audio_video_asset_pointer", "frames_asset_pointers": []},
                {"content_type": "something_new", "wow": 1},
            ],
        },
    ),
    node(
        "u3",
        "u2",
        "user",
        [],
        110.0,
        content={
            "content_type": "multimodal_text",
            "parts": [
                {
                    "content_type": "image_asset_pointer",
                    "asset_pointer": "file-service://file-77",
                    "width": 4,
                    "height": 3,
                },
                "What is it?",
            ],
        },
    ),
    node("t2", "u3", "tool", ["A picture of tea."], 111.0, name="dalle"),
)


def packed(*conversations: Json) -> bytes:
    return json.dumps(list(conversations)).encode()


def test_the_branch_that_was_last_seen_is_taken() -> None:
    bundle = read(packed(TREE, {"title": "empty", "mapping": {"root": {"message": None}}}, {"nothing": 1}))
    assert bundle.skipped == 2
    (talk,) = bundle.talks
    assert (talk.id, talk.title, talk.started_at, talk.ended_at) == ("chatgpt-abc-1", "Tea questions", 100.5, 111.0)
    ask, call, answer, thanks, show, paint = talk.items
    assert isinstance(ask, Message)
    assert (ask.speaker, ask.text, ask.via, ask.at) == (Speaker.USER, "Where is the tea?", Via.TEXT, 101.0)
    assert isinstance(call, ToolCall)
    assert (call.name, call.arguments, call.output, call.state) == (
        "browser",
        '{"query": "tea"}',
        "In the tin.",
        ToolState.DONE,
    )
    assert isinstance(answer, Message)
    assert (answer.text, answer.model, answer.engine) == ("In the tin.", "gpt-5", "ChatGPT")
    assert isinstance(thanks, Message)
    assert (thanks.text, thanks.via, thanks.at) == ("Thank you!", Via.VOICE, 105.0)
    assert isinstance(show, Message)
    assert show.text == "What is it?"
    assert isinstance(paint, ToolCall)
    assert (paint.name, paint.output) == ("dalle", "A picture of tea.")
    assert [item.id for item in talk.items] == [f"chatgpt-abc-1-{number:04d}" for number in range(1, 7)]


def test_the_archive_itself_will_do_and_brings_pictures() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("export/conversations-000.json", packed(TREE))
        archive.writestr("export/file-77-tea.png", b"\x89PNG")
        archive.writestr("export/chat.html", "<html>")
    (talk,) = read(file.getvalue()).talks
    show = talk.items[4]
    assert isinstance(show, Message)
    assert [(image.media_type, image.data, image.width) for image in show.images] == [("image/png", b"\x89PNG", 4)]


def test_an_archive_without_conversations_is_said_so() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("chat.html", "<html>")
    with pytest.raises(BadFileError, match=r"no conversations\.json"):
        read(file.getvalue())


@pytest.mark.parametrize("claimed", [None, 10])
def test_an_archive_that_unpacks_to_far_more_than_it_is_is_not_unpacked(claimed: int | None) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("conversations.json", bytes(SMALL + 1))
        archive.infolist()[0].file_size = claimed or archive.infolist()[0].file_size
    with pytest.raises(BadFileError):
        read(file.getvalue())


def test_words_that_pack_well_are_taken_all_the_same() -> None:
    tree = conversation(node("u1", "root", "user", ["tea " * 1_000_000], 1.0))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("conversations.json", packed(tree))
    (talk,) = read(file.getvalue()).talks
    assert len(talk.items) == 1


def test_without_a_current_node_the_newest_leaf_is_taken() -> None:
    tree = conversation(*list(TREE["mapping"].values())[1:4])
    (talk,) = read(packed({**tree, "current_node": None})).talks
    assert [item.text for item in talk.items if isinstance(item, Message)][-1] == "An answer that was thrown away."


def test_a_tree_that_bites_its_tail_ends() -> None:
    tree = conversation(node("u1", "root", "user", ["one"], 1.0), node("u2", "u1", "user", ["two"], 2.0))
    tree["mapping"]["u1"]["parent"] = "u2"
    (talk,) = read(packed(tree)).talks
    assert len(talk.items) == 2


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.data())
def test_whatever_stands_in_a_file_it_is_read_or_refused(data: st.DataObject) -> None:
    """Each value of a good conversation is replaced by anything, one at a time."""
    tree = json.loads(packed(TREE))

    def spoil(value: Any) -> Any:
        if data.draw(st.integers(0, 25)) == 0:
            return data.draw(json_values)
        if isinstance(value, dict):
            return {key: spoil(inner) for key, inner in value.items()}
        return [spoil(inner) for inner in value] if isinstance(value, list) else value

    try:
        bundle = read(json.dumps(spoil(tree)).encode())
    except BadFileError:
        return
    for talk in bundle.talks:
        assert talk.items


def test_what_it_brings_acts_nowhere() -> None:
    dirty = conversation(node("u1", "root", "user", ["paste\x1b[201~\r\nthis\u202e"], 1.0), title="T\x1b]0;x\x07ea")
    (talk,) = read(json.dumps([dirty]).encode()).talks
    assert [item.text for item in talk.items if isinstance(item, Message)] == ["paste[201~\nthis"]
    assert talk.title == "T]0;xea"
