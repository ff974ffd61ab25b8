"""Lists the profiles from which a person chooses the one that holds: in menus, in the palette and in the settings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from voiceapp.core.desk import Desk, SettingsAccess
from voiceapp.core.dictation.wishes import AS_USUAL, TidyStyle
from voiceapp.gui.words import tr, translated
from voiceapp.settings.kinds import Entries, Profiles

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


def tidy_words(name: str) -> str:
    """Returns the name of a way of cleaning up for people."""
    return dict(tidy_styles()).get(name) or translated(name)


def tidy_styles() -> tuple[tuple[str, str], ...]:
    """Returns the ways of cleaning up that need no prompt, each with its name for people."""
    return (
        (TidyStyle.AS_SAID.value, tr("As spoken")),
        (TidyStyle.PUNCTUATED.value, tr("Punctuated")),
        (TidyStyle.CLEAR.value, tr("Clear sentences")),
        (TidyStyle.EMAIL.value, tr("E-mail")),
        (TidyStyle.CODE_COMMENT.value, tr("Code comment")),
    )


def prompt_choices(settings: SettingsAccess) -> tuple[tuple[str, str], ...]:
    """Returns the person's own prompts, each with its name for people."""
    prompts = settings.value("profiles.prompts")
    return tuple((name, translated(name)) for name in prompts) if isinstance(prompts, Entries) else ()


def tidy_choices(settings: SettingsAccess) -> tuple[tuple[str, str], ...]:
    """Returns all ways of cleaning up, each with its name for people."""
    return (*tidy_styles(), *prompt_choices(settings))


class ProfileMenu(QMenu):
    """Holds the choices as they are when it opens."""

    def __init__(self, desk: Desk, tidy_with: Callable[[str], None] | None = None) -> None:
        """`tidy_with`: called with the way of cleaning up that is wanted this time, where that is offered."""
        super().__init__(tr("Dictation profile"))
        self.setObjectName("profileMenu")
        self._desk = desk
        self._tidy_with = tidy_with
        self._ways = QMenu(tr("Clean up this time"), self)
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
        if self._tidy_with is not None:
            self._offer_tidying(self._tidy_with)

    def _offer_tidying(self, tidy_with: Callable[[str], None]) -> None:
        self.addSeparator()
        ways = self._ways
        ways.clear()
        self.addMenu(ways)
        for name, words in tidy_choices(self._desk.settings):
            action = QAction(words, ways)
            action.triggered.connect(lambda _=False, name=name: tidy_with(name))
            ways.addAction(action)

    def _choose(self, profile: str) -> None:
        self._desk.dictation.choose_profile(profile)
