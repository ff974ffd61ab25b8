"""Gives the tools of the running app what they need of the world around it."""

from collections.abc import Callable

from voiceapp.app.notes_desk import NotesDesks
from voiceapp.core.hosted_search import HostedSearch
from voiceapp.core.ports import Clipboard
from voiceapp.desktop.machine import this_machine
from voiceapp.tools.parts.alarms import Alarms
from voiceapp.tools.parts.tool_context import History, PictureMaker, ToolContext


def tool_surroundings(
    alarms: Alarms,
    history: History,
    clipboard: Clipboard,
    noted: NotesDesks,
    pictures: PictureMaker,
    selected: Callable[[], str],
    search: HostedSearch,
) -> ToolContext:
    return ToolContext(
        alarms,
        history,
        clipboard,
        _open_link,
        this_machine(),
        noted.notes.store,
        noted.memory.store,
        selected,
        pictures,
        search,
    )


def _open_link(address: str) -> bool:
    import webbrowser  # noqa: PLC0415  (only when the model opens a page)

    return webbrowser.open(address)
