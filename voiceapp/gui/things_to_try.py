"""Shows four things to try while nothing has been said yet: clickable, with the keys currently set."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.actions import ActionId
from voiceapp.core.desk import Desk, SettingsAccess
from voiceapp.core.failures import Failure
from voiceapp.core.history import HistoryPage, Query
from voiceapp.core.sound_access import DeviceChoice
from voiceapp.core.things_to_try import Situation, Suggestion, ThingToTry, suggestions
from voiceapp.core.wishes import TurnTaking
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.icons import pixmap
from voiceapp.gui.look.theme import EDGE, HAIR, LIGHT, SPACE, WIDE, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.shortcuts import key_words
from voiceapp.settings.kinds import Entries

SIGNS = {
    ThingToTry.TALK: "microphone",
    ThingToTry.WRITE: "send",
    ThingToTry.DICTATE: "keys",
    ThingToTry.CHOOSE_DICTATION_KEY: "keys",
    ThingToTry.TIMER: "history",
    ThingToTry.SCREEN: "picture",
    ThingToTry.SEARCH: "search",
    ThingToTry.IMPORT: "down",
}
TIMER_TOOL = "set_timer"
NO_SCREENSHOTS = "wayland"
"""There, Qt gets no picture of the screen."""


class ThingsToTry(QWidget):
    chosen = Signal(object)
    """A ThingToTry was chosen."""
    fitted = Signal()
    """It needs a different amount of room now."""

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._palette = LIGHT
        self._microphone = True
        self._history = False
        self._shown: tuple[Suggestion, ...] = ()
        self._buttons: list[_SuggestionButton] = []
        self._columns = 2
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE)
        self._show()

    def use(self, palette: Palette) -> None:
        self._palette = palette
        for button in self._buttons:
            button.use(palette)

    def look(self) -> None:
        """Find out what the person has set up, and show what applies now."""

        def heard(devices: tuple[DeviceChoice, ...] | Failure) -> None:
            self._microphone = isinstance(devices, Failure) or bool(devices)
            self._show()

        def found(page: HistoryPage | Failure) -> None:
            self._history = not isinstance(page, Failure) and page.total > 0
            self._show()

        self._desk.sound.microphones(self._bridge().answer(heard))
        self._desk.history.find(Query(count=1), self._bridge().answer(found))
        self._show()

    def fit(self, room: QSize) -> bool:
        """Arrange them side by side or stacked in the middle of this room. False: there is too little of it."""
        for columns in (2, 1):
            self._arrange(columns)
            wanted = self._grid.sizeHint()
            if wanted.width() <= room.width() and wanted.height() <= room.height():
                x, y = (room.width() - wanted.width()) // 2, (room.height() - wanted.height()) // 2
                self.setGeometry(x, y, wanted.width(), wanted.height())
                return True
        return False

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self._buttons):
            self._grid.removeWidget(button)
            self._grid.addWidget(button, place // columns, place % columns)

    def _situation(self) -> Situation:
        settings = self._desk.settings
        return Situation(
            microphone=self._microphone,
            timers=bool(settings.value("tools.enabled")) and _permission(settings, TIMER_TOOL) != "never",
            screen=not QGuiApplication.platformName().startswith(NO_SCREENSHOTS),
            history=self._history,
            talk_key=key_words(settings, ActionId.TALK),
            held=settings.value("talking.turn_taking") == TurnTaking.HOLD.value
            and settings.value("talking.key_style") == "hold",
            write_key=key_words(settings, ActionId.WRITE),
            dictation_key=key_words(settings, ActionId.DICTATE),
            dictation_held=settings.value("dictation.key_style") == "hold",
            screen_key=key_words(settings, ActionId.SCREENSHOT),
            search_key=key_words(settings, ActionId.SEARCH),
        )

    def _show(self) -> None:
        shown = suggestions(self._situation())
        if shown == self._shown:
            return
        self._shown = shown
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for place, suggestion in enumerate(shown):
            button = _SuggestionButton(suggestion, self)
            button.use(self._palette)
            self._offer(button, suggestion.what)
            self._grid.addWidget(button, place // self._columns, place % self._columns)
            button.show()
            self._buttons.append(button)
        self.fitted.emit()

    def _offer(self, button: QPushButton, what: ThingToTry) -> None:
        button.clicked.connect(lambda: self.chosen.emit(what))


def _permission(settings: SettingsAccess, tool: str) -> object:
    """What the person chose for this tool, or else for all that have no entry of their own."""
    chosen = settings.value("tools.permissions")
    own = chosen.get(tool) if isinstance(chosen, Entries) else None
    return own or settings.value("tools.otherwise")


class _SuggestionButton(QPushButton):
    """An icon and a name, with instructions below."""

    def __init__(self, suggestion: Suggestion, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("suggestion")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._sign_name = SIGNS[suggestion.what]
        self._sign = QLabel()
        title = QLabel(in_words(suggestion.title))
        hint = QLabel(in_words(suggestion.hint))
        hint.setObjectName("quiet")
        self.setAccessibleName(title.text())
        self.setAccessibleDescription(hint.text())
        words = QVBoxLayout()
        words.setSpacing(HAIR)
        words.addWidget(title)
        words.addWidget(hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(WIDE, SPACE, EDGE, SPACE)
        row.setSpacing(WIDE)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        for label in (self._sign, title, hint):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def use(self, palette: Palette) -> None:
        self._sign.setPixmap(pixmap(self._sign_name, palette.accent, self.devicePixelRatioF()))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
