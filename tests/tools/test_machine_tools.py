"""Tools for the machine around the app: players, the volume, programs."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.core.world import World
from tests.tools.world import ToolWorld
from voiceapp.core.machine_ports import InstalledProgram, MediaKey, OutputVolume, Surroundings
from voiceapp.core.ports import ChatText, ChatTool, ToolError
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import Permission, SessionWishes
from voiceapp.local.quick_answers import MARK, QuickAnswers, intent_in, sentence_of
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import talk_wishes
from voiceapp.tools import phrasings_of
from voiceapp.tools.parts.program_names import meant_by, shown_names


async def run(world: ToolWorld, name: str, /, **arguments: Any) -> Any:
    return json.loads(await world.tool(name).run(json.dumps(arguments)))


async def test_a_player_obeys_and_tells_what_it_plays(tmp_path: Path) -> None:
    world = ToolWorld(tmp_path)
    assert await run(world, "control_player", action="next") == {"done": "next", "player": "Rhythmbox"}
    assert world.media.pressed == [MediaKey.NEXT]
    assert (await run(world, "now_playing"))["title"] == "Clair de lune"
    world.media.now = None
    for name, arguments in (("now_playing", {}), ("control_player", {"action": "play"})):
        with pytest.raises(ToolError, match="No media player is open"):
            await run(world, name, **arguments)


@pytest.mark.parametrize(
    ("before", "arguments", "after"),
    [
        ((50, False), {"action": "tell"}, (50, False)),
        ((50, False), {"action": "set", "percent": 30}, (30, False)),
        ((50, True), {"action": "set", "percent": 30}, (30, False)),
        ((50, False), {"action": "up"}, (60, False)),
        ((95, False), {"action": "up", "percent": 30}, (100, False)),
        ((50, True), {"action": "down"}, (40, True)),
        ((5, False), {"action": "down"}, (0, False)),
        ((140, False), {"action": "down"}, (130, False)),
        ((140, False), {"action": "up"}, (100, False)),
        ((50, False), {"action": "mute"}, (50, True)),
        ((50, True), {"action": "unmute"}, (50, False)),
    ],
)
async def test_the_volume_changes_and_is_told(
    tmp_path: Path, before: tuple[int, bool], arguments: dict[str, Any], after: tuple[int, bool]
) -> None:
    world = ToolWorld(tmp_path)
    world.volume.now = OutputVolume(*before)
    assert await run(world, "set_volume", **arguments) == {"percent": after[0], "muted": after[1]}


@pytest.mark.parametrize(
    "arguments", [{"action": "set"}, {"action": "up", "percent": 101}, {"action": "set", "percent": -1}]
)
async def test_a_volume_beyond_reason_is_refused(tmp_path: Path, arguments: dict[str, Any]) -> None:
    world = ToolWorld(tmp_path)
    with pytest.raises(ToolError, match="between 0 and 100"):
        await run(world, "set_volume", **arguments)
    assert world.volume.now == OutputVolume(50)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("firefox", ["Firefox"]),
        ("the calculator", ["Taschenrechner"]),
        ("Taschenrechner", ["Taschenrechner"]),
        ("text editor", ["Texteditor"]),
        ("Web Browser", ["Firefox"]),
        ("fierfox", ["Firefox"]),
        ("visual studio", ["Visual Studio Code"]),
        ("code", ["Visual Studio Code"]),
        ("internet", ["Firefox"]),
        ("files", ["Files (files)", "Files (other.files)"]),
        ("pad", ["Mousepad"]),
        ("washing machine", []),
        ("  ", []),
    ],
)
async def test_a_program_is_found_by_what_people_call_it(tmp_path: Path, asked: str, found: list[str]) -> None:
    world = ToolWorld(tmp_path)
    assert (await run(world, "find_program", name=asked))["found"] == found


async def test_only_the_program_that_is_named_whole_is_opened(tmp_path: Path) -> None:
    world = ToolWorld(tmp_path)
    await run(world, "open_program", program="Files (other.files)")
    assert world.programs.opened == ["other.files.desktop"]
    for wrong in ("Files", "firefox", "Firefox; rm -rf ~", ""):
        with pytest.raises(ToolError, match="No program is named"):
            await run(world, "open_program", program=wrong)
    assert world.programs.opened == ["other.files.desktop"]


def test_no_more_than_a_few_are_told() -> None:
    many = [InstalledProgram(f"{number}.desktop", (f"Editor {number}",)) for number in range(30)]
    assert len(meant_by("editor", many)) == 8
    assert len(shown_names(many)) == 30


def test_what_is_not_there_says_what_to_do() -> None:
    nothing = Surroundings()
    for ask in (
        nothing.media.playing,
        lambda: nothing.media.press(MediaKey.PLAY),
        nothing.volume.read,
        lambda: nothing.volume.turn(3),
        lambda: nothing.volume.mute(on=True),
        nothing.programs.installed,
        lambda: nothing.programs.open(InstalledProgram("a", ("A",))),
    ):
        with pytest.raises(ToolError):
            ask()


# --- permission for one program


def test_a_program_asks_with_its_whole_name_unless_that_one_is_allowed(tmp_path: Path) -> None:
    tools = tuple(ToolWorld(tmp_path).tools.values())
    settings = Settings().with_value("tools.permissions.open_program Firefox", "always")
    world = World(talk_wishes(settings, tools)).begin()
    world.say_something()
    world.ask_tool("open_program", '{"program": "Files (files)"}')
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    assert (call.state, str(call.told)) == (ToolState.ASKED, "Open the program “Files (files)”?")
    assert call.allowed_as == "open_program Files (files)"
    assert call.says_all
    wishes = talk_wishes(settings, tools)
    assert wishes.permission("open_program", "open_program Firefox") is Permission.ALWAYS
    assert wishes.permission("open_program", "open_program Files") is Permission.ASK
    never = talk_wishes(settings.with_value("tools.permissions.open_program", "never"), tools)
    assert never.permission("open_program", "open_program Firefox") is Permission.NEVER


# --- a small model on this device


PHRASINGS = phrasings_of()
GERMAN = ("Musik", "Lied", "läuft", "Laut", "laut", "eiser", "Ton", "Öffne", "Starte", "Hoch")


@pytest.mark.parametrize(
    ("said", "tool", "arguments"),
    [
        ("Pause the music.", "control_player", {"action": "pause"}),
        ("Next song, please.", "control_player", {"action": "next"}),
        ("Skip this track", "control_player", {"action": "next"}),
        ("Play the previous song", "control_player", {"action": "previous"}),
        ("Resume the music", "control_player", {"action": "play"}),
        ("Pausiere die Musik.", "control_player", {"action": "pause"}),
        ("Nächstes Lied bitte", "control_player", {"action": "next"}),
        ("Spiel die Musik weiter", "control_player", {"action": "play"}),
        ("Das vorige Lied", "control_player", {"action": "previous"}),
        ("What song is this?", "now_playing", {}),
        ("What's playing?", "now_playing", {}),
        ("Was läuft gerade?", "now_playing", {}),
        ("Was ist das für ein Lied?", "now_playing", {}),
        ("Turn the volume up.", "set_volume", {"action": "up"}),
        ("Make it louder by twenty percent", "set_volume", {"action": "up", "percent": 20}),
        ("Set the volume to thirty percent", "set_volume", {"action": "set", "percent": 30}),
        ("A bit quieter please", "set_volume", {"action": "down"}),
        ("Mute the sound", "set_volume", {"action": "mute"}),
        ("Unmute", "set_volume", {"action": "unmute"}),
        ("How loud is it?", "set_volume", {"action": "tell"}),
        ("Lautstärke auf 40 Prozent", "set_volume", {"action": "set", "percent": 40}),
        ("Mach es etwas lauter", "set_volume", {"action": "up"}),
        ("Leiser bitte", "set_volume", {"action": "down"}),
        ("Stell die Lautstärke auf 20 Prozent", "set_volume", {"action": "set", "percent": 20}),
        ("Ton aus", "set_volume", {"action": "mute"}),
        ("Ton wieder an", "set_volume", {"action": "unmute"}),
        ("Wie laut ist es gerade?", "set_volume", {"action": "tell"}),
        ("Open Firefox.", "find_program", {"name": "Firefox"}),
        ("Could you open the text editor?", "", {}),
        ("Launch Visual Studio Code", "find_program", {"name": "Visual Studio Code"}),
        ("Öffne den Taschenrechner", "find_program", {"name": "Taschenrechner"}),
        ("Starte Thunderbird", "find_program", {"name": "Thunderbird"}),
        ("Start a timer", "", {}),
        ("Open the window a bit", "", {}),
        ("Start a story about dragons", "", {}),
        ("Open wikipedia.org", "", {}),
        ("Hoch", "", {}),
        ("Öffne ein neues Gespräch", "", {}),
    ],
)
def test_plain_words_go_to_their_tool(said: str, tool: str, arguments: dict[str, object]) -> None:
    language = "de" if any(word in said for word in GERMAN) else ""
    each = ((name, intent_in(said, {name: PHRASINGS[name]}, language)) for name in PHRASINGS)
    found = [(name, intent) for name, intent in each if intent is not None]
    assert [(intent.tool, dict(intent.arguments)) for _, intent in found] == ([(tool, arguments)] if tool else [])


@pytest.mark.parametrize(
    ("tool", "output", "english", "german"),
    [
        ("control_player", '{"done": "pause"}', "It's paused.", "Es ist angehalten."),
        ("now_playing", '{"title": "A", "artist": "B"}', "It's A by B.", "Das ist A von B."),
        ("now_playing", '{"title": "A", "artist": ""}', "It's A.", "Das ist A."),
        ("now_playing", '{"title": "", "player": "P"}', "P doesn't say what it is.", "Der Mediaplayer sagt nicht, was es ist."),
        ("set_volume", '{"percent": 40, "muted": false}', "The volume is 40 percent.", "Die Lautstärke ist 40 Prozent."),
        ("set_volume", '{"percent": 40, "muted": true}', "It's muted, at 40 percent.", "Stumm, bei 40 Prozent."),
        ("find_program", '{"found": []}', "I find no program of that name here.", "Ein Programm dieses Namens finde ich hier nicht."),
        ("find_program", '{"found": ["A", "B"]}', "Which one: A, B?", "Welches davon: A, B?"),
        ("open_program", '{"opened": "A"}', "A is opening.", "A wird geöffnet."),
    ],
)  # fmt: skip
def test_an_answer_is_said_in_both_languages(tool: str, output: str, english: str, german: str) -> None:
    assert sentence_of(PHRASINGS, tool, output, failed=False) == english
    assert sentence_of(PHRASINGS, tool, output, failed=False, german=True) == german


class Nobody:
    """A model that is never asked."""

    traits = None

    def answer(self, items: object, wishes: object) -> Any:
        raise AssertionError


@pytest.mark.parametrize("call_id", [f"{MARK}1", "local-1"])
async def test_what_alone_was_found_is_opened(tmp_path: Path, call_id: str) -> None:
    world = ToolWorld(tmp_path)
    chat = QuickAnswers(Nobody(), PHRASINGS)  # type: ignore[arg-type]
    wishes = SessionWishes(tools=tuple(tool.spec for tool in world.tools.values()))
    said = "Open Firefox." if call_id.startswith(MARK) else "Fire up Firefox, would you?"
    found = await world.tool("find_program").run('{"name": "Firefox"}')
    items: list[Item] = [
        Message(ItemId("u"), Speaker.USER, 0.0, said, MessageState.DONE),
        ToolCall(ItemId("c"), 0.0, "find_program", '{"name": "Firefox"}', found, ToolState.DONE, call_id),
    ]
    if call_id.startswith(MARK):
        (call, _) = [piece async for piece in chat.answer(items[:1], wishes)]
        assert isinstance(call, ChatTool)
        assert (call.name, json.loads(call.arguments)) == ("find_program", {"name": "Firefox"})
    (call, _) = [piece async for piece in chat.answer(items, wishes)]
    assert isinstance(call, ChatTool)
    assert (call.name, json.loads(call.arguments)) == ("open_program", {"program": "Firefox"})
    none = [*items[:1], ToolCall(ItemId("c"), 0.0, "find_program", "{}", '{"found": []}', ToolState.DONE, call_id)]
    (told, _) = [piece async for piece in chat.answer(none, wishes)]
    assert told == ChatText("I find no program of that name here.")
