"""Sets the window's keys from the settings, and shows them in tooltips and menus."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from voiceapp.core.actions import BY_ID, ActionId, KeyPlace
from voiceapp.core.desk import SettingsAccess
from voiceapp.core.status_words import StatusKeys
from voiceapp.gui.sentences import in_words

Works = Mapping[ActionId, Callable[[], object]]
"""The callback of each action."""


def title_of(action: ActionId) -> str:
    return in_words(BY_ID[action].title)


def keys_of(settings: SettingsAccess, action: ActionId) -> QKeySequence:
    """The keys chosen for it; empty if it has none."""
    declared = BY_ID[action]
    return QKeySequence(str(settings.value(declared.setting) or "") if declared.setting else declared.keys)


def fixed_keys(action: ActionId) -> QKeySequence:
    """The keys of an action whose keys nobody can change."""
    return QKeySequence(BY_ID[action].keys)


def is_key_of(action: ActionId, event: QKeyEvent) -> bool:
    """It is pressed, whatever is held with it: a keypad has Del as well."""
    return QKeySequence(event.key()) == fixed_keys(action)


def named(keys: QKeySequence) -> str:
    """The keys as they are named on the person's system."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def key_words(settings: SettingsAccess, action: ActionId) -> str:
    return named(keys_of(settings, action))


def status_keys(settings: SettingsAccess) -> StatusKeys:
    """The keys of the window that the hints tell of."""
    return StatusKeys(talk=key_words(settings, ActionId.TALK), stop=key_words(settings, ActionId.STOP))


def show_keys(action: QAction, keys: QKeySequence) -> None:
    """Show the keys in a menu, which does not listen for them: the window does."""
    action.setShortcut(keys)
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)


class Shortcuts:
    def __init__(self, window: QWidget, settings: SettingsAccess, works: Works) -> None:
        self._window = window
        self._settings = settings
        self._works = works
        self._keys: list[QShortcut] = []
        self.read()

    def read(self) -> None:
        """Apply the keys again, because the person chose others."""
        for key in self._keys:
            key.setEnabled(False)
            key.deleteLater()
        self._keys.clear()
        for action, work in self._works.items():
            # The talk key is held as well as pressed, so the window listens for it.
            if action is ActionId.TALK or BY_ID[action].place is not KeyPlace.WINDOW:
                continue
            keys = keys_of(self._settings, action)
            if not keys.isEmpty():
                self._keys.append(QShortcut(keys, self._window, work))

    def is_talk_key(self, event: QKeyEvent) -> bool:
        return QKeySequence(event.keyCombination()) == keys_of(self._settings, ActionId.TALK)
