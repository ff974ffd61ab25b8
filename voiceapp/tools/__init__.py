"""This package has the functions that the model may call: a file each, and a line each in `TOOLS`."""

from collections.abc import Iterable, Mapping

from voiceapp.core.phrasing import Phrasing
from voiceapp.core.ports import Tool
from voiceapp.tools import (
    add_note,
    calculate,
    cancel_alarm,
    control_player,
    convert_units,
    date_and_time,
    draw_picture,
    edit_picture,
    find_program,
    forget,
    list_alarms,
    now_playing,
    open_link,
    open_program,
    read_clipboard,
    read_notes,
    read_selection,
    read_talk,
    remember,
    remove_note,
    search_talks,
    search_uploads,
    search_web,
    set_reminder,
    set_timer,
    set_volume,
    tick_note,
    write_clipboard,
)
from voiceapp.tools.parts.function import AnyFunction
from voiceapp.tools.parts.tool_context import ToolContext

TOOLS: tuple[AnyFunction, ...] = (
    date_and_time.TOOL,
    set_timer.TOOL,
    set_reminder.TOOL,
    list_alarms.TOOL,
    cancel_alarm.TOOL,
    search_talks.TOOL,
    read_talk.TOOL,
    search_web.TOOL,
    search_uploads.TOOL,
    read_clipboard.TOOL,
    read_selection.TOOL,
    write_clipboard.TOOL,
    open_link.TOOL,
    calculate.TOOL,
    convert_units.TOOL,
    set_volume.TOOL,
    control_player.TOOL,
    now_playing.TOOL,
    find_program.TOOL,
    open_program.TOOL,
    draw_picture.TOOL,
    edit_picture.TOOL,
    add_note.TOOL,
    read_notes.TOOL,
    tick_note.TOOL,
    remove_note.TOOL,
    remember.TOOL,
    forget.TOOL,
)


def all_tools(context: ToolContext, tools: Iterable[AnyFunction] = TOOLS) -> Mapping[str, Tool]:
    """Every tool by its name, ready to be run in these surroundings."""
    return {tool.name: tool.within(context) for tool in tools}


def phrasings_of(tools: Iterable[AnyFunction] = TOOLS) -> Mapping[str, Phrasing]:
    """Return how each tool is asked for in words, by its name."""
    return {tool.name: tool.phrasing for tool in tools if tool.phrasing is not None}
