"""Lists the profiles from which a person chooses the one that holds: in menus, in the palette and in the settings."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from voiceapp.core.desk import Desk, SettingsAccess
from voiceapp.core.dictation.wishes import AS_USUAL
from voiceapp.gui.words import tr, translated
from voiceapp.settings.kinds import Profiles

KEY = "profiles.chosen"


@dataclass(frozen=True, slots=True)
class ProfileChoice:
    """Holds a choice: a profile, or one of the two that are none."""

    id: str
    words: str


def profile_choices(settings: SettingsAccess) -> Iterator[ProfileChoice]:
    yield ProfileChoice("", tr("By program"))
    profiles = settings.value("profiles.list")
    if isinstance(profiles, Profiles):
        yield from (ProfileChoice(profile.id, translated(profile.name)) for profile in profiles)
    yield ProfileChoice(AS_USUAL, tr("No profile"))


class ProfileMenu(QMenu):
    """Holds the choices as they are when it opens."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Dictation profile"))
        self.setObjectName("profileMenu")
        self._desk = desk
        # A tray in another process may show it without asking for it first.
        self.fill()
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        self.clear()
        group = QActionGroup(self)
        chosen = self._desk.settings.value(KEY)
        for choice in profile_choices(self._desk.settings):
            action = QAction(choice.words, self)
            action.setCheckable(True)
            action.setChecked(choice.id == chosen)
            action.triggered.connect(lambda _=False, profile=choice.id: self._choose(profile))
            group.addAction(action)
            self.addAction(action)

    def _choose(self, profile: str) -> None:
        self._desk.dictation.choose_profile(profile)
