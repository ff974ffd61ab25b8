"""Says what the window does for each action of the table."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QTextCursor

from voiceapp.core.actions import ActionId
from voiceapp.core.desk import SettingsAccess
from voiceapp.core.dictation.messages import DictationRequest, RequestMade
from voiceapp.core.failures import Remedy
from voiceapp.core.overlap_decision import OverlapKind
from voiceapp.core.overlap_learning import corrected
from voiceapp.core.sentence import SettingPlace
from voiceapp.core.things_to_try import TIMER_REQUEST, ThingToTry
from voiceapp.gui.bar_place import KeptBarPlaces
from voiceapp.gui.sentences import in_words
from voiceapp.gui.shortcuts import Works

if TYPE_CHECKING:
    from voiceapp.gui.window import Window


def works_of(window: "Window") -> Works:
    return {
        ActionId.TALK: window.key.hang_up_or_talk,
        ActionId.STOP: window.stop,
        ActionId.MUTE: window.panel.mute.toggle,
        ActionId.OFF_RECORD: window.panel.off_record.toggle,
        ActionId.NEW_TALK: window.main_area.begin_new,
        ActionId.DICTATE: lambda: _dictate(window),
        ActionId.HANDS_FREE: lambda: window.desk.dictation.tell(RequestMade(DictationRequest.HANDS_FREE)),
        ActionId.WRITE: window.composer.setFocus,
        ActionId.SCREENSHOT: lambda: window.message.take_picture(True),
        ActionId.WHOLE_SCREEN: lambda: window.message.take_picture(False),
        ActionId.PICTURE: window.message.choose_picture,
        ActionId.UNDO: window.edits.undo,
        ActionId.REDO: window.edits.redo,
        ActionId.DELETED: window.show_deleted,
        ActionId.SEARCH: window.begin_search,
        ActionId.ASK_HISTORY: window.rooms.asking.show,
        ActionId.HISTORY: window.top.history.toggle,
        ActionId.RECORDINGS: window.rooms.recordings.show,
        ActionId.TRANSCRIBE: window.rooms.recordings.choose,
        ActionId.MEETING: window.rooms.recordings.record_or_stop,
        ActionId.CAPTIONS: window.rooms.captions.toggle,
        ActionId.PRESENT_CAPTIONS: window.rooms.captions.present,
        ActionId.INTERPRET: window.rooms.interpreter.show,
        ActionId.NOTES: window.rooms.notes.show,
        ActionId.MEMORY: window.rooms.memory.show,
        ActionId.IMPORT: window.history.choose_import,
        ActionId.EXPORT: window.export_shown,
        ActionId.WHAT_HAPPENED: window.top.activity.toggle,
        ActionId.REPORT: lambda: window.remedies.help_with(Remedy.REPORT),
        ActionId.SMALL_BAR: window.presence.toggle_bar,
        ActionId.BAR_PLACE: lambda: KeptBarPlaces(window.remembered).forget(),
        ActionId.SETTINGS: lambda: window.open_settings(),
        ActionId.PALETTE: lambda: window.overlays.palette_opener.toggle(),
        ActionId.SHORTCUT_SHEET: lambda: window.overlays.show_shortcuts(),
        ActionId.QUIT: window.quit,
    }


def controls_of(window: "Window") -> QRect:
    """Returns where the talk button and the message are on the screen; empty while the window cannot be seen."""
    if not window.isVisible() or window.isMinimized():
        return QRect()
    panel, message = window.panel, window.message
    return QRect(panel.mapToGlobal(panel.rect().topLeft()), message.mapToGlobal(message.rect().bottomRight()))


def find_similar(window: "Window", text: str, like: str) -> None:
    window.top.history.setChecked(True)
    window.history.find_similar(text, like)


def learn_about_overlaps(settings: SettingsAccess, kind: OverlapKind) -> None:
    """The person says what a voice over a reply really was."""
    learnt = settings.value("talking.barge_in_learnt")
    assert isinstance(learnt, int)
    settings.change("talking.barge_in_learnt", corrected(learnt, kind))


def try_thing(window: "Window", works: Works, what: ThingToTry) -> None:
    """Do what was chosen in an empty talk."""
    if what is ThingToTry.TIMER:
        window.composer.setPlainText(in_words(TIMER_REQUEST))
        window.composer.moveCursor(QTextCursor.MoveOperation.End)
        window.composer.setFocus()
    elif what is ThingToTry.CHOOSE_DICTATION_KEY:
        window.open_settings(SettingPlace("dictation"))
    else:
        works[_TRIED[what]]()


_TRIED = {
    ThingToTry.TALK: ActionId.TALK,
    ThingToTry.WRITE: ActionId.WRITE,
    ThingToTry.DICTATE: ActionId.DICTATE,
    ThingToTry.SCREEN: ActionId.SCREENSHOT,
    ThingToTry.SEARCH: ActionId.SEARCH,
    ThingToTry.IMPORT: ActionId.IMPORT,
}


def _dictate(window: "Window") -> None:
    """What is said goes into the message, because the cursor is in our own window."""
    window.composer.setFocus()
    window.desk.dictation.tell(RequestMade(DictationRequest.TOGGLE))
