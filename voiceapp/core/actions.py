"""Lists all actions with their keys. Windows, tray, palette, the sheet of shortcuts and tooltips are built from it."""

from dataclasses import dataclass
from enum import Enum

from voiceapp.core.sentence import Sentence


class ActionId(Enum):
    TALK = "talk"
    STOP = "stop"
    MUTE = "mute"
    OFF_RECORD = "off_record"
    NEW_TALK = "new_talk"
    DICTATE = "dictate"
    WRITE = "write"
    SCREENSHOT = "screenshot"
    WHOLE_SCREEN = "whole_screen"
    PICTURE = "picture"
    UNDO = "undo"
    REDO = "redo"
    DELETED = "deleted"
    SEARCH = "search"
    ASK_HISTORY = "ask_history"
    HISTORY = "history"
    RECORDINGS = "recordings"
    TRANSCRIBE = "transcribe"
    MEETING = "meeting"
    CAPTIONS = "captions"
    PRESENT_CAPTIONS = "present_captions"
    INTERPRET = "interpret"
    LEFT_SPEAKS = "left_speaks"
    EITHER_SPEAKS = "either_speaks"
    RIGHT_SPEAKS = "right_speaks"
    NOTES = "notes"
    MEMORY = "memory"
    IMPORT = "import"
    EXPORT = "export"
    WHAT_HAPPENED = "what_happened"
    REPORT = "report"
    SMALL_BAR = "small_bar"
    BAR_PLACE = "bar_place"
    SETTINGS = "settings"
    PALETTE = "palette"
    SHORTCUT_SHEET = "shortcut_sheet"
    QUIT = "quit"
    TALK_ANYWHERE = "talk_anywhere"
    MUTE_ANYWHERE = "mute_anywhere"
    READ_ANYWHERE = "read_anywhere"
    ORIGINAL = "original"
    UNDO_DICTATION = "undo_dictation"
    EDIT_SELECTION = "edit_selection"
    HANDS_FREE = "hands_free"
    SEND = "send"
    NEW_LINE = "new_line"
    COPY = "copy"
    EDIT = "edit"
    DELETE = "delete"
    LINE_MENU = "line_menu"
    RENAME = "rename"
    DELETE_TALK = "delete_talk"
    GO_BACK = "go_back"
    PLAY_RECORDING = "play_recording"
    PLAY_BACK = "play_back"
    PLAY_FORWARD = "play_forward"
    PLAY_SLOWER = "play_slower"
    PLAY_FASTER = "play_faster"
    NEXT_DOUBT = "next_doubt"
    SPLIT_LINE = "split_line"
    MERGE_LINES = "merge_lines"
    FIND_IN_TALK = "find_in_talk"


class KeyPlace(Enum):
    """Names the places where the keys of an action are heard."""

    WINDOW = "window"
    ANYWHERE = "anywhere"
    MESSAGE_FIELD = "message_field"
    MESSAGE = "message"
    HISTORY = "history"
    RECORDING = "recording"
    INTERPRETER = "interpreter"

    @property
    def title(self) -> Sentence:
        match self:
            case KeyPlace.WINDOW:
                return Sentence("In the window")
            case KeyPlace.ANYWHERE:
                return Sentence("In every program")
            case KeyPlace.MESSAGE_FIELD:
                return Sentence("While typing a message")
            case KeyPlace.MESSAGE:
                return Sentence("On a message")
            case KeyPlace.HISTORY:
                return Sentence("In the history")
            case KeyPlace.RECORDING:
                return Sentence("In a recording")
            case KeyPlace.INTERPRETER:
                return Sentence("While interpreting")


@dataclass(frozen=True, slots=True)
class Action:
    id: ActionId
    title: Sentence
    setting: str = ""
    """The setting that its keys are chosen in."""
    keys: str = ""
    """Fixed keys, which cannot be changed."""
    place: KeyPlace = KeyPlace.WINDOW
    found_by: Sentence | None = None
    """Other words that people search for it by."""

    @property
    def offered(self) -> bool:
        """Return whether it can be done without choosing anything first, so that the palette offers it."""
        return self.place is KeyPlace.WINDOW or self.id in (ActionId.DICTATE, ActionId.HANDS_FREE)


ACTIONS: tuple[Action, ...] = (
    Action(
        ActionId.TALK,
        Sentence("Start or stop talking"),
        "shortcuts.talk",
        found_by=Sentence("microphone listen speak voice call end hang up"),
    ),
    Action(ActionId.NEW_TALK, Sentence("New conversation"), "shortcuts.new_talk", found_by=Sentence("chat begin talk")),
    Action(ActionId.STOP, Sentence("Stop the reply"), "shortcuts.stop", found_by=Sentence("silence quiet interrupt")),
    Action(ActionId.MUTE, Sentence("Mute or unmute"), "shortcuts.mute", found_by=Sentence("microphone off on privacy")),
    Action(
        ActionId.OFF_RECORD,
        Sentence("Off the record or back"),
        "shortcuts.off_record",
        found_by=Sentence("private secret confidential incognito not kept privacy"),
    ),
    Action(ActionId.WRITE, Sentence("Type a message"), keys="Ctrl+L", found_by=Sentence("ask write composer")),
    Action(
        ActionId.SCREENSHOT,
        Sentence("Ask about part of the screen"),
        "shortcuts.screenshot",
        found_by=Sentence("picture screenshot capture"),
    ),
    Action(
        ActionId.WHOLE_SCREEN,
        Sentence("Ask about the whole screen"),
        found_by=Sentence("picture screenshot capture"),
    ),
    Action(ActionId.PICTURE, Sentence("Add a picture"), found_by=Sentence("image photo file attach")),
    Action(ActionId.SEARCH, Sentence("Search conversations"), "shortcuts.search", found_by=Sentence("find look for")),
    Action(
        ActionId.ASK_HISTORY,
        Sentence("Ask your history"),
        found_by=Sentence("question answer earlier conversations sources remember"),
    ),
    Action(
        ActionId.HISTORY,
        Sentence("Show or hide the history"),
        "shortcuts.history",
        found_by=Sentence("earlier conversations sidebar list"),
    ),
    Action(
        ActionId.RECORDINGS,
        Sentence("Recordings"),
        found_by=Sentence("files audio video queue transcribe watched folder"),
    ),
    Action(
        ActionId.TRANSCRIBE,
        Sentence("Transcribe files"),
        found_by=Sentence("audio video recording meeting file open subtitles"),
    ),
    Action(
        ActionId.MEETING,
        Sentence("Record a meeting or stop"),
        found_by=Sentence("call computer sound system audio loopback consent"),
    ),
    Action(
        ActionId.CAPTIONS,
        Sentence("Show or hide captions"),
        "shortcuts.captions",
        found_by=Sentence("subtitles live text deaf hard of hearing OBS overlay"),
    ),
    Action(
        ActionId.PRESENT_CAPTIONS,
        Sentence("Captions full screen"),
        found_by=Sentence("subtitles present second screen projector beamer large"),
    ),
    Action(
        ActionId.INTERPRET,
        Sentence("Interpret between two languages"),
        found_by=Sentence("interpreter translate translation live speech foreign language two people"),
    ),
    Action(ActionId.NOTES, Sentence("Notes and lists"), found_by=Sentence("note list shopping to do tasks tick off")),
    Action(
        ActionId.MEMORY,
        Sentence("What the assistant remembers"),
        found_by=Sentence("memory remembered forget facts about me privacy"),
    ),
    Action(ActionId.IMPORT, Sentence("Import conversations"), found_by=Sentence("file bring open ChatGPT")),
    Action(
        ActionId.EXPORT,
        Sentence("Export this conversation"),
        found_by=Sentence("save file Markdown PDF Word subtitles"),
    ),
    Action(ActionId.UNDO, Sentence("Undo"), keys="Ctrl+Z", found_by=Sentence("back restore delete edit rename")),
    Action(ActionId.REDO, Sentence("Redo"), keys="Ctrl+Shift+Z", found_by=Sentence("again repeat")),
    Action(ActionId.DELETED, Sentence("Recently deleted"), found_by=Sentence("trash bin restore undelete")),
    Action(
        ActionId.WHAT_HAPPENED,
        Sentence("Show or hide activity"),
        "shortcuts.what_happened",
        found_by=Sentence("what happened costs time events limits"),
    ),
    Action(ActionId.REPORT, Sentence("Save report"), found_by=Sentence("problem bug help")),
    Action(
        ActionId.SMALL_BAR,
        Sentence("Small bar"),
        "shortcuts.small_bar",
        found_by=Sentence("mini compact on top"),
    ),
    Action(
        ActionId.BAR_PLACE,
        Sentence("Dictation bar: back to its usual place"),
        found_by=Sentence("move reset position dragged"),
    ),
    Action(ActionId.SETTINGS, Sentence("Settings"), "shortcuts.settings", found_by=Sentence("preferences options")),
    Action(
        ActionId.PALETTE,
        Sentence("Do anything"),
        "shortcuts.palette",
        found_by=Sentence("commands palette"),
    ),
    Action(
        ActionId.SHORTCUT_SHEET,
        Sentence("Keyboard shortcuts"),
        "shortcuts.shortcut_sheet",
        found_by=Sentence("keys hotkeys help"),
    ),
    Action(ActionId.QUIT, Sentence("Quit"), "shortcuts.quit", found_by=Sentence("exit close end app")),
    Action(
        ActionId.DICTATE,
        Sentence("Dictate"),
        "dictation.key",
        place=KeyPlace.ANYWHERE,
        found_by=Sentence("write type speak text"),
    ),
    Action(
        ActionId.HANDS_FREE,
        Sentence("Dictate hands-free"),
        "dictation.hands_free_key",
        place=KeyPlace.ANYWHERE,
        found_by=Sentence("write type speak text listen"),
    ),
    Action(
        ActionId.EDIT_SELECTION,
        Sentence("Change the selected text by voice"),
        "dictation.edit_key",
        place=KeyPlace.ANYWHERE,
        found_by=Sentence("rewrite shorter translate reply edit"),
    ),
    Action(ActionId.ORIGINAL, Sentence("The words as dictated"), "dictation.original_key", place=KeyPlace.ANYWHERE),
    Action(ActionId.UNDO_DICTATION, Sentence("Undo the last dictation"), "dictation.undo_key", place=KeyPlace.ANYWHERE),
    Action(
        ActionId.TALK_ANYWHERE, Sentence("Start or stop talking"), "shortcuts.talk_anywhere", place=KeyPlace.ANYWHERE
    ),
    Action(ActionId.MUTE_ANYWHERE, Sentence("Mute or unmute"), "shortcuts.mute_anywhere", place=KeyPlace.ANYWHERE),
    Action(
        ActionId.READ_ANYWHERE,
        Sentence("Read the selection aloud, or stop"),
        "shortcuts.read_anywhere",
        place=KeyPlace.ANYWHERE,
    ),
    Action(ActionId.SEND, Sentence("Send"), keys="Return", place=KeyPlace.MESSAGE_FIELD),
    Action(ActionId.NEW_LINE, Sentence("New line"), keys="Shift+Return", place=KeyPlace.MESSAGE_FIELD),
    Action(ActionId.COPY, Sentence("Copy"), keys="Ctrl+C", place=KeyPlace.MESSAGE),
    Action(ActionId.EDIT, Sentence("Edit"), keys="F2", place=KeyPlace.MESSAGE),
    Action(ActionId.DELETE, Sentence("Delete"), keys="Del", place=KeyPlace.MESSAGE),
    Action(ActionId.LINE_MENU, Sentence("Everything else"), keys="Return", place=KeyPlace.MESSAGE),
    Action(ActionId.RENAME, Sentence("Rename"), keys="F2", place=KeyPlace.HISTORY),
    Action(ActionId.DELETE_TALK, Sentence("Delete"), keys="Del", place=KeyPlace.HISTORY),
    Action(ActionId.GO_BACK, Sentence("Back to the current conversation"), keys="Alt+Left", place=KeyPlace.HISTORY),
    Action(ActionId.PLAY_RECORDING, Sentence("Play or pause"), keys="Ctrl+P", place=KeyPlace.RECORDING),
    Action(ActionId.PLAY_BACK, Sentence("5 seconds back"), keys="Ctrl+Left", place=KeyPlace.RECORDING),
    Action(ActionId.PLAY_FORWARD, Sentence("5 seconds forward"), keys="Ctrl+Right", place=KeyPlace.RECORDING),
    Action(ActionId.PLAY_SLOWER, Sentence("Slower"), keys="F3", place=KeyPlace.RECORDING),
    Action(ActionId.PLAY_FASTER, Sentence("Faster"), keys="F4", place=KeyPlace.RECORDING),
    Action(ActionId.NEXT_DOUBT, Sentence("Next unsure word"), keys="Tab", place=KeyPlace.RECORDING),
    Action(ActionId.SPLIT_LINE, Sentence("Split before the chosen word"), keys="Ctrl+Return", place=KeyPlace.RECORDING),
    Action(ActionId.MERGE_LINES, Sentence("Merge with the next message"), keys="Ctrl+J", place=KeyPlace.RECORDING),
    Action(ActionId.LEFT_SPEAKS, Sentence("The left one speaks"), keys="Ctrl+1", place=KeyPlace.INTERPRETER),
    Action(ActionId.EITHER_SPEAKS, Sentence("Hear who speaks"), keys="Ctrl+2", place=KeyPlace.INTERPRETER),
    Action(ActionId.RIGHT_SPEAKS, Sentence("The right one speaks"), keys="Ctrl+3", place=KeyPlace.INTERPRETER),
    Action(ActionId.FIND_IN_TALK, Sentence("Find and replace"), keys="Ctrl+R", place=KeyPlace.RECORDING),
)
BY_ID = {action.id: action for action in ACTIONS}
