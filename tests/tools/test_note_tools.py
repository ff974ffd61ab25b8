"""Tools for notes, lists and memory: what they do, what they ask first, and how they are asked for in words."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.core.world import World
from tests.tools.world import ToolWorld
from voiceapp.core.messages import OffRecordSet
from voiceapp.core.notes.book import KeptNote
from voiceapp.core.ports import ToolError
from voiceapp.core.talk.tool_cards import line_of, question_of
from voiceapp.core.transcript import ToolCall, ToolState
from voiceapp.core.wishes import Permission
from voiceapp.local.quick_answers import intent_in, sentence_of
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import talk_wishes
from voiceapp.tools import TOOLS, phrasings_of


async def run(world: ToolWorld, tool: str, /, **arguments: Any) -> Any:
    return json.loads(await world.tool(tool).run(json.dumps(arguments)))


async def test_a_list_is_filled_read_ticked_off_and_emptied(tmp_path: Path) -> None:
    world = ToolWorld(tmp_path)
    assert await run(world, "add_note", texts=["milk", "eggs"], list="the shopping list") == {
        "noted": ["milk", "eggs"],
        "list": "Shopping",
    }
    await run(world, "add_note", texts=["Ask Ben"])
    assert (await run(world, "tick_note", what="milk"))["ticked"] == ["milk"]
    read = await run(world, "read_notes", list="shopping")
    assert read == {"notes": [{"text": "eggs", "list": "Shopping"}], "done": 1, "lists": ["Shopping"]}
    assert (await run(world, "tick_note", what="milk", done=False))["ticked"] == ["milk"]
    assert (await run(world, "read_notes", words="ben"))["notes"] == [{"text": "Ask Ben"}]
    assert (await run(world, "remove_note", what="eggs", list="shopping"))["deleted"] == ["eggs"]
    assert [note.text for note in world.notes.notes] == ["milk", "Ask Ben"]
    for tool in ("tick_note", "remove_note"):
        with pytest.raises(ToolError, match="no such note"):
            await run(world, tool, what="bread")
    with pytest.raises(ToolError, match="nothing to note"):
        await run(world, "add_note", texts=[])


async def test_a_fact_is_remembered_and_forgotten(tmp_path: Path) -> None:
    world = ToolWorld(tmp_path)
    assert await run(world, "remember", text="I'm allergic to nuts") == {"remembered": "I'm allergic to nuts"}
    await run(world, "remember", text="I live in Graz")
    assert (await run(world, "forget"))["forgotten"] == ["I live in Graz"]
    assert (await run(world, "forget", what="nuts"))["forgotten"] == ["I'm allergic to nuts"]
    for what in ("", "nuts"):
        with pytest.raises(ToolError, match="Nothing like that is remembered"):
            await run(world, "forget", what=what)
    with pytest.raises(ToolError, match="too long"):
        await run(world, "remember", text="x" * 301)


async def test_forget_that_means_nothing_of_long_ago(tmp_path: Path) -> None:
    world = ToolWorld(tmp_path)
    world.memory.notes = (KeptNote(1, "old", at=5.0),)
    with pytest.raises(ToolError, match="Nothing like that"):
        await run(world, "forget")


class Full:
    """A keeper whose disk is full."""

    notes = ()

    def edit(self, make: object) -> Any:
        raise OSError(28, "No space left on device")


async def test_a_full_disk_is_told(tmp_path: Path) -> None:
    world = ToolWorld(tmp_path)
    world.notes.edit = Full().edit  # type: ignore[method-assign]
    with pytest.raises(ToolError, match=r"couldn't be saved \(No space left"):
        await run(world, "add_note", texts=["milk"])


# --- what the person sees


def card_of(tool: str) -> Any:
    return next(function.card for function in TOOLS if function.name == tool)


def test_the_cards_say_all_in_words() -> None:
    asked = question_of("add_note", '{"texts": ["milk", "eggs"], "list": "shopping"}', card_of("add_note"))
    assert (str(asked.sentence), asked.says_all) == ("Note milk, eggs in the list “shopping”?", True)
    asked = question_of("remember", '{"text": "I live in Graz"}', card_of("remember"))
    assert (str(asked.sentence), asked.says_all) == ("Remember “I live in Graz”?", True)
    done = line_of("{}", '{"noted": ["milk", "eggs"], "list": "Shopping"}', card_of("add_note"))
    assert str(done) == "Noted milk, eggs · Shopping"
    assert str(line_of("{}", '{"noted": ["milk"], "list": ""}', card_of("add_note"))) == "Noted milk"


@pytest.mark.parametrize(
    ("tool", "arguments"), [("remember", '{"text": "my secret"}'), ("add_note", '{"texts": ["my secret"]}')]
)
def test_off_the_record_nothing_is_kept(tmp_path: Path, tool: str, arguments: str) -> None:
    settings = Settings().with_value("tools.permissions.remember", "always")
    world = World(talk_wishes(settings, tuple(ToolWorld(tmp_path).tools.values()))).begin()
    world.tell(OffRecordSet(off=True))
    world.say_something()
    world.ask_tool(tool, arguments)
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    assert (call.state, world.running) == (ToolState.FAILED, [])
    assert "off the record" in str(call.failure)


def test_without_memory_no_model_is_told_of_it(tmp_path: Path) -> None:
    tools = tuple(ToolWorld(tmp_path).tools.values())
    on = talk_wishes(Settings(), tools, ("I live in Graz",))
    assert on.permission("remember") is Permission.ASK
    assert "I live in Graz" in on.session.told_services
    off = talk_wishes(Settings().with_value("memory.enabled", False), tools, ("I live in Graz",))
    assert off.permission("remember") is off.permission("forget") is Permission.NEVER
    assert "I live in Graz" not in off.session.told_here
    here = talk_wishes(Settings().with_value("memory.services", False), tools, ("I live in Graz",))
    assert "I live in Graz" not in here.session.told_services
    assert "I live in Graz" in here.session.told_here


# --- a small model on this device

PHRASINGS = phrasings_of()


@pytest.mark.parametrize(
    ("said", "tool", "arguments"),
    [
        ("Add milk, eggs and bread to the shopping list.", "add_note", {"texts": ["milk", "eggs", "bread"], "list": "shopping"}),
        ("Put tea on my list", "add_note", {"texts": ["tea"], "list": "to do"}),
        ("Note that the meeting moved to Friday.", "add_note", {"texts": ["the meeting moved to Friday"]}),
        ("Make a note: call Ben", "add_note", {"texts": ["call Ben"]}),
        ("What's on my shopping list?", "read_notes", {"list": "shopping"}),
        ("Read my notes", "read_notes", {}),
        ("Tick off the milk", "tick_note", {"what": "the milk"}),
        ("Check milk off my shopping list", "tick_note", {"what": "milk", "list": "shopping"}),
        ("Remove milk from the shopping list", "remove_note", {"what": "milk", "list": "shopping"}),
        ("Delete the note about Ben", "remove_note", {"what": "Ben"}),
        ("Remember that I'm allergic to nuts.", "remember", {"text": "I'm allergic to nuts"}),
        ("Forget that.", "forget", {}),
        ("Forget that I'm allergic to nuts", "forget", {"what": "I'm allergic to nuts"}),
        ("Schreib Milch und Eier auf die Einkaufsliste.", "add_note", {"texts": ["Milch", "Eier"], "list": "Einkaufsliste"}),
        ("Füge Tee zur Einkaufsliste hinzu", "add_note", {"texts": ["Tee"], "list": "Einkaufsliste"}),
        ("Notiere, dass Ben am Freitag kommt", "add_note", {"texts": ["Ben am Freitag kommt"]}),
        ("Was steht auf meiner Einkaufsliste?", "read_notes", {"list": "Einkaufsliste"}),
        ("Lies mir meine Notizen vor", "read_notes", {}),
        ("Hake die Milch ab", "tick_note", {"what": "die Milch"}),
        ("Streiche die Milch von der Einkaufsliste", "remove_note", {"what": "die Milch", "list": "Einkaufsliste"}),
        ("Merk dir, dass ich in Graz wohne", "remember", {"text": "ich in Graz wohne"}),
        ("Vergiss das wieder", "forget", {}),
        ("Vergiss, dass ich in Graz wohne", "forget", {"what": "ich in Graz wohne"}),
        ("Check the weather", "", {}),
        ("I remember that day well.", "", {}),
        ("What's on television?", "", {}),
        ("Vergiss nicht meinen Pass", "", {}),
    ],
)  # fmt: skip
def test_plain_words_go_to_their_tool(said: str, tool: str, arguments: dict[str, object]) -> None:
    german = any(word in said for word in ("Milch", "Tee", "Ben am", "Einkauf", "Notizen", "Graz wohne", "Vergiss"))
    each = ((name, intent_in(said, {name: PHRASINGS[name]}, "de" if german else "")) for name in PHRASINGS)
    found = [(intent.tool, dict(intent.arguments)) for _, intent in each if intent is not None]
    assert found == ([(tool, arguments)] if tool else [])


@pytest.mark.parametrize(
    ("tool", "output", "english", "german"),
    [
        ("add_note", '{"noted": ["a"], "list": ""}', "I've noted it.", "Ich habe es notiert."),
        ("add_note", '{"noted": ["a"], "list": "To do"}', "It's on the list To do.", "Das steht jetzt auf der Liste To do."),
        ("add_note", '{"noted": ["a", "b"], "list": "To do"}', "They're on the list To do.", "Das steht jetzt auf der Liste To do."),
        ("read_notes", '{"notes": [{"text": "a"}, {"text": "b"}]}', "a; b.", "a; b."),
        ("read_notes", '{"notes": []}', "Nothing is noted there.", "Da ist nichts notiert."),
        ("tick_note", '{"ticked": ["a"]}', "It's ticked off.", "Abgehakt."),
        ("remove_note", '{"deleted": ["a"]}', "It's deleted.", "Gelöscht."),
        ("remember", '{"remembered": "a"}', "I'll remember: a.", "Ich merke mir: a."),
        ("forget", '{"forgotten": ["a"]}', "I've forgotten it.", "Ich habe es vergessen."),
    ],
)  # fmt: skip
def test_an_answer_is_said_in_both_languages(tool: str, output: str, english: str, german: str) -> None:
    assert sentence_of(PHRASINGS, tool, output, failed=False) == english
    assert sentence_of(PHRASINGS, tool, output, failed=False, german=True) == german


async def test_the_selection_is_read(tmp_path: Path) -> None:
    world = ToolWorld(tmp_path)
    assert (await run(world, "read_selection"))["text"] == ""
    world.selected = "Grüße\x1b" + "x" * 7_000
    read = await run(world, "read_selection")
    assert (read["text"][:6], len(read["text"]), read["whole"]) == ("Grüßex", 6_000, False)


@pytest.mark.parametrize("said", ["Read the selected text aloud", "Read this to me", "Lies mir die Markierung vor"])
def test_the_selection_is_asked_for(said: str) -> None:
    intent = intent_in(said, PHRASINGS, "de" if said.startswith("Lies") else "")
    assert intent is not None
    assert intent.tool == "read_selection"
    assert sentence_of(PHRASINGS, "read_selection", '{"text": "Hello."}', failed=False) == "Hello."
