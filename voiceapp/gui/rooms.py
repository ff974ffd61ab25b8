"""Holds the window's rooms: what each of its larger topics does beside the talk, whose pages are made when somebody looks."""

from typing import TYPE_CHECKING

from voiceapp.gui.asking.room import AskingRoom
from voiceapp.gui.captions.room import CaptionsRoom
from voiceapp.gui.interpreter.room import InterpreterRoom
from voiceapp.gui.look.theme import Palette
from voiceapp.gui.notes.room import NotesRoom, words_of_memory, words_of_notes
from voiceapp.gui.recordings.room import RecordingsRoom

if TYPE_CHECKING:
    from voiceapp.gui.window import Window


class Rooms:
    def __init__(self, window: "Window") -> None:
        self.recordings = RecordingsRoom(window)
        self.asking = AskingRoom(window)
        self.captions = CaptionsRoom(window)
        self.interpreter = InterpreterRoom(window)
        self.notes = NotesRoom(window, window.desk.notes, words_of_notes)
        self.memory = NotesRoom(window, window.desk.memory, words_of_memory)

    def use(self, palette: Palette) -> None:
        self.recordings.use(palette)
        self.asking.use(palette)
        self.interpreter.use(palette)
        self.notes.use(palette)
        self.memory.use(palette)

    def close(self) -> None:
        self.captions.close()
        self.recordings.close()
        self.asking.close()
        self.interpreter.close()
        self.notes.close()
        self.memory.close()
