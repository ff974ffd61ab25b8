"""The settings' page of profiles, for pictures and for tests that look at all of it."""

from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.desk import PaperDesk
from tests.gui.scenes import Scene
from voiceapp.core.sentence import SettingPlace
from voiceapp.gui import language
from voiceapp.gui.profiles.profiles_editor import ProfilesEditor
from voiceapp.gui.settings.dialog import SettingsDialog
from voiceapp.gui.window import Window


def editor_of(window: Window) -> ProfilesEditor:
    assert window.overlays.settings is not None
    return window.overlays.settings.findChildren(ProfilesEditor)[0]


def opened_at(window: Window, size: tuple[int, int] = (860, 1000), row: int = 0) -> SettingsDialog:
    window.open_settings(SettingPlace("profiles"))
    dialog = window.overlays.settings
    assert dialog is not None
    dialog.resize(*size)
    editor_of(window).list.setCurrentRow(row)
    for _ in range(3):
        QApplication.processEvents()
    return dialog


def profiles(window: Window, desk: PaperDesk) -> QWidget | None:
    return opened_at(window)


def german_profiles(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    dialog = opened_at(window, row=3)
    form = editor_of(window).form
    form.written_forms.setCurrentIndex(form.written_forms.findData("own"))
    form.written_forms.activated.emit(form.written_forms.currentIndex())
    return dialog


def end_in_little_room(window: Window, desk: PaperDesk) -> QWidget | None:
    """The least room and the most words."""
    language.install("de")
    desk.settings.change("appearance.text_size", 150)
    dialog = opened_at(window, (720, 500))
    dialog._area.verticalScrollBar().setValue(dialog._area.verticalScrollBar().maximum() // 2)
    return dialog


def top_in_little_room(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    desk.settings.change("appearance.text_size", 150)
    return opened_at(window, (720, 900), row=3)


PROFILE_SCENES: dict[str, Scene] = {
    "profiles": Scene(profiles),
    "german-profiles": Scene(german_profiles),
    "german-profiles-large": Scene(end_in_little_room),
    "german-profiles-large-top": Scene(top_in_little_room),
}
