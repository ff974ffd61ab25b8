"""Reads and changes notes for a command: by the running app where one runs, so that its window shows them at once."""

import asyncio
import json
import webbrowser
from collections.abc import Mapping
from pathlib import Path

from voiceapp.backups.kept_notes import note_stores
from voiceapp.core.notes.book import Notes
from voiceapp.core.sentence import Sentence
from voiceapp.desktop.clipboard.tool_clipboard import ToolClipboard
from voiceapp.exports.note_files import notes_file
from voiceapp.one_off.handed_tools import HandedTools, NoHistory
from voiceapp.settings.atomic import replace_file
from voiceapp.settings.paths import Paths
from voiceapp.storage.note_store import MEMORY_FILE, NOTES_FILE
from voiceapp.tools import TOOLS
from voiceapp.tools.parts.alarms import Alarms
from voiceapp.tools.parts.tool_context import ToolContext


def kept(paths: Paths, *, memory: bool) -> Notes:
    return note_stores(paths.data)[MEMORY_FILE if memory else NOTES_FILE].notes


def use(paths: Paths, tool: str, arguments: Mapping[str, object]) -> None:
    """Let one of the tools for notes do it. Raises ToolError."""
    paths.make()
    stores = note_stores(paths.data)
    alarms = Alarms(paths.data / "alarms.json", lambda _: None)
    context = ToolContext(
        alarms,
        NoHistory(),
        ToolClipboard(),
        webbrowser.open,
        notes=stores[NOTES_FILE],
        memory=stores[MEMORY_FILE],
    )
    function = next(function for function in TOOLS if function.name == tool)
    asyncio.run(HandedTools(paths, context).used(function, json.dumps(arguments)))


def export(notes: Notes, path: Path, heading: str) -> bool:
    """Write them into a file. False: its name tells no format. Raises OSError."""
    content = notes_file(notes, path.name, heading)
    if content is not None:
        replace_file(path, content)
    return content is not None


NO_FORMAT = Sentence("Name the file .md, .txt, .json, .ics or todo.txt.")
