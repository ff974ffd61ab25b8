"""Surroundings for tools: values where the world would be."""

from pathlib import Path

from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import HistoryPage, Hit, Query, TalkSummary
from voiceapp.core.machine_ports import (
    NO_PLAYER,
    InstalledProgram,
    MediaKey,
    NowPlaying,
    OutputVolume,
    Surroundings,
)
from voiceapp.core.notes.access import LooseNotes
from voiceapp.core.ports import Tool, ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker, Talk, TalkId, TalkKind
from voiceapp.tools import all_tools
from voiceapp.tools.parts.alarms import AlarmRinging, Alarms
from voiceapp.tools.parts.tool_context import ToolContext

TALK = Talk(
    TalkId("tea"),
    1_760_000_000.0,
    title="Where is the tea?",
    items=(
        Message(ItemId("1"), Speaker.USER, 1.0, "Where is the tea?", MessageState.DONE),
        Message(ItemId("2"), Speaker.ASSISTANT, 2.0, "In the tin. On the shelf.", MessageState.CUT, heard=11),
    ),
)


class Shelf:
    """Meets `History`: finds its one talk by any single word of it."""

    def __init__(self) -> None:
        self.asked: list[Query] = []

    def find(self, query: Query, then: Answer[HistoryPage]) -> None:
        self.asked.append(query)
        found = query.words.lower() in "where is the tea? in the tin."
        hit = Hit(ItemId("2"), 2.0, "assistant", "In the tin.", ())
        summary = TalkSummary(
            TALK.id, TALK.title, TALK.started_at, None, TalkKind.CONVERSATION, pinned=False, items=2, hits=(hit,)
        )
        then(HistoryPage(query, (summary,) if found else (), int(found)))

    def load_talk(self, talk: TalkId, then: Answer[Talk]) -> None:
        then(TALK if talk == TALK.id else Failure(FailureKind.NOT_FOUND, Sentence("There is no such talk.")))


class Board:
    """Meets `core.ports.Clipboard`."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    async def read(self) -> str:
        return self.text

    async def write(self, text: str) -> None:
        self.text = text


class PaperPlayers:
    """Meets `MediaKeys`."""

    def __init__(self) -> None:
        self.now: NowPlaying | None = NowPlaying("Rhythmbox", "Clair de lune", "Debussy")
        self.pressed: list[MediaKey] = []

    def press(self, key: MediaKey) -> str:
        self.pressed.append(key)
        return self.playing().player

    def playing(self) -> NowPlaying:
        if self.now is None:
            raise ToolError(NO_PLAYER)
        return self.now


class PaperVolume:
    """Meets `SystemVolume`."""

    def __init__(self) -> None:
        self.now = OutputVolume(50)

    def read(self) -> OutputVolume:
        return self.now

    def turn(self, percent: int) -> None:
        self.now = OutputVolume(percent, self.now.muted)

    def mute(self, *, on: bool) -> None:
        self.now = OutputVolume(self.now.percent, on)


class PaperPrograms:
    """Meets `Programs`."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def installed(self) -> list[InstalledProgram]:
        return [
            InstalledProgram("firefox.desktop", ("Firefox",), ("Webbrowser", "Web Browser"), ("Internet",)),
            InstalledProgram("org.gnome.Calculator.desktop", ("Taschenrechner", "Calculator")),
            InstalledProgram("org.gnome.TextEditor.desktop", ("Texteditor", "Text Editor")),
            InstalledProgram("mousepad.desktop", ("Mousepad",), ("Texteditor", "Text Editor")),
            InstalledProgram("files.desktop", ("Files",)),
            InstalledProgram("other.files.desktop", ("Files",)),
            InstalledProgram("code.desktop", ("Visual Studio Code",)),
        ]

    def open(self, program: InstalledProgram) -> None:
        self.opened.append(program.id)


class ToolWorld:
    def __init__(self, folder: Path, *, browser: bool = True) -> None:
        self.rang: list[AlarmRinging] = []
        self.alarms = Alarms(folder / "alarms.json", self.rang.append)
        self.shelf = Shelf()
        self.board = Board()
        self.opened: list[str] = []

        def open_link(url: str) -> bool:
            self.opened.append(url)
            return browser

        self.media, self.volume, self.programs = PaperPlayers(), PaperVolume(), PaperPrograms()
        machine = Surroundings(self.media, self.volume, self.programs)
        self.notes, self.memory, self.selected = LooseNotes(), LooseNotes(), ""
        self.tools = all_tools(
            ToolContext(
                self.alarms, self.shelf, self.board, open_link, machine, self.notes, self.memory, lambda: self.selected
            )
        )

    def tool(self, name: str) -> Tool:
        return self.tools[name]
