"""This package has the functions that the model may call: a file each, and a line each in `TOOLS`."""

from collections.abc import Callable, Mapping

from voiceapp.core.ports import Tool
from voiceapp.tools import (
    calculate,
    cancel_alarm,
    convert_units,
    date_and_time,
    list_alarms,
    open_link,
    read_clipboard,
    read_talk,
    search_talks,
    set_reminder,
    set_timer,
    write_clipboard,
)
from voiceapp.tools.parts.tool_context import ToolContext

TOOLS: tuple[Callable[[ToolContext], Tool], ...] = (
    date_and_time.tool,
    set_timer.tool,
    set_reminder.tool,
    list_alarms.tool,
    cancel_alarm.tool,
    search_talks.tool,
    read_talk.tool,
    read_clipboard.tool,
    write_clipboard.tool,
    open_link.tool,
    calculate.tool,
    convert_units.tool,
)


def all_tools(around: ToolContext) -> Mapping[str, Tool]:
    """Every tool by its name, ready to be run in these surroundings."""
    return {made.spec.name: made for made in (make(around) for make in TOOLS)}
