"""Captions on the screen: they follow the setting, stand where they were put, and can be read."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.caption_scenes import caption, said_now
from tests.gui.desk import PaperDesk
from tests.rig.patience import EVENT
from voiceapp.core.actions import ActionId
from voiceapp.core.sentence import SettingPlace, verbatim
from voiceapp.gui.captions import window as captions_window
from voiceapp.gui.captions.lines import height_of
from voiceapp.gui.captions.look import look_wanted
from voiceapp.gui.captions.place import KeptCaptionPlaces, chosen_screen
from voiceapp.gui.captions.window import CaptionPresentation, CaptionWindow
from voiceapp.gui.look.theme import CAPTION_PAIRS, KEYED_OUT, contrast
from voiceapp.gui.window import Window
from voiceapp.gui.window_actions import works_of


def shown_of(qtbot: QtBot, window: Window, desk: PaperDesk) -> CaptionWindow:
    desk.settings.change("captions.on", True)
    qtbot.waitUntil(lambda: window.rooms.captions.shown is not None)
    assert window.rooms.captions.shown is not None
    return window.rooms.captions.shown


def texts(part: CaptionWindow | CaptionPresentation) -> list[str]:
    return [row.text for rows in part.lines.rows for row in rows]


def drag(widget: QWidget, grip: QPoint, by: QPoint) -> None:
    left, start = Qt.MouseButton.LeftButton, widget.mapToGlobal(grip)
    for kind, at in (
        (QEvent.Type.MouseButtonPress, start),
        (QEvent.Type.MouseMove, start + by),
        (QEvent.Type.MouseButtonRelease, start + by),
    ):
        event = QMouseEvent(kind, QPointF(grip), QPointF(at), left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)


def test_they_are_shown_while_they_are_on_and_told_what_is_said(qtbot: QtBot, window: Window, desk: PaperDesk) -> None:
    assert window.rooms.captions.shown is None
    assert desk.captions.watchers == [], "nothing is asked for what nobody sees"
    works_of(window)[ActionId.CAPTIONS]()
    shown = shown_of(qtbot, window, desk)
    desk.captions.say(*said_now())
    qtbot.waitUntil(lambda: bool(texts(shown)))
    whole = " ".join(texts(shown))
    assert whole.endswith("twelve minutes.")
    works_of(window)[ActionId.CAPTIONS]()
    qtbot.waitUntil(lambda: window.rooms.captions.shown is None)
    assert desk.captions.watchers == []


def test_it_stays_on_top_and_never_takes_the_keyboard(qtbot: QtBot, window: Window, desk: PaperDesk) -> None:
    flags = shown_of(qtbot, window, desk).windowFlags()
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert flags & Qt.WindowType.FramelessWindowHint
    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus


def test_it_stands_where_it_was_put(qtbot: QtBot, window: Window, desk: PaperDesk) -> None:
    shown = shown_of(qtbot, window, desk)
    before = shown.geometry()
    drag(shown, QPoint(60, 40), QPoint(-25, 60))
    assert shown.geometry() == before.translated(-25, 60)
    drag(shown, QPoint(shown.width() - 2, 40), QPoint(-130, 0))
    assert shown.width() == before.width() - 130
    place = shown.geometry()
    for on in (False, True):
        desk.settings.change("captions.on", on)
        qtbot.waitUntil(lambda on=on: (window.rooms.captions.shown is not None) is on)  # type: ignore[misc]
    assert window.rooms.captions.shown is not None
    assert window.rooms.captions.shown.geometry() == place


def test_a_place_belongs_to_its_screen(window: Window) -> None:
    places, screen = KeptCaptionPlaces(window.remembered), QGuiApplication.primaryScreen()
    usual = places.of(screen, 100)
    assert screen.availableGeometry().contains(usual)
    places.keep(QRect(40, 50, 300, 100))
    assert places.of(screen, 120) == QRect(40, 50, 300, 120)
    window.remembered.setValue("captions/screen", "one that is gone")
    assert places.screen() is screen
    places.keep(QRect(5000, 5000, 300, 100))
    assert screen.availableGeometry().contains(places.of(screen, 100)), "it comes back to where it is seen"


def test_at_first_it_covers_none_of_the_windows_own_controls(window: Window) -> None:
    places, screen = KeptCaptionPlaces(window.remembered), QGuiApplication.primaryScreen()
    usual = places.of(screen, 100)
    controls = usual.adjusted(20, 20, -20, 40)
    assert not places.of(screen, 100, controls).intersects(controls)
    places.keep(usual)
    assert places.of(screen, 100, controls) == usual, "there the person wants it"


def test_a_higher_frame_has_larger_letters(qtbot: QtBot, window: Window, desk: PaperDesk) -> None:
    shown = shown_of(qtbot, window, desk)
    drag(shown, QPoint(100, 2), QPoint(0, -120))
    size = desk.settings.value("captions.text_size")
    assert isinstance(size, int)
    assert size > 50
    qtbot.waitUntil(lambda: shown.lines.look.size == size)
    assert shown.height() == height_of(look_wanted(desk.settings.value))


def test_its_width_decides_where_lines_end(qtbot: QtBot, window: Window, desk: PaperDesk) -> None:
    shown = shown_of(qtbot, window, desk)
    shown.resize(700, shown.height())
    desk.captions.say(caption(1, "one two three four five six seven eight nine ten"))
    qtbot.waitUntil(lambda: bool(texts(shown)))
    wide = texts(shown)
    shown.resize(350, shown.height())
    assert len(texts(shown)) > len(wide)
    assert len(texts(shown)) <= 3


def test_lines_go_when_nothing_was_said_for_so_long(qtbot: QtBot, window: Window, desk: PaperDesk) -> None:
    desk.settings.change("captions.stay", 1)
    shown = shown_of(qtbot, window, desk)
    old = replace(caption(1, "long ago"), until=time.monotonic() - 2)
    desk.captions.say(old, caption(2, "just now"))
    qtbot.waitUntil(lambda: texts(shown) == ["just now"])
    qtbot.waitUntil(lambda: texts(shown) == [], timeout=10_000)


def test_two_languages_have_lines_of_their_own(qtbot: QtBot, window: Window, desk: PaperDesk) -> None:
    desk.settings.change("captions.second", "de")
    desk.settings.change("captions.names", False)
    shown = shown_of(qtbot, window, desk)
    high = shown.height()
    desk.captions.say(caption(1, "Good morning.", translated="Guten Morgen."))
    qtbot.waitUntil(lambda: texts(shown) == ["Good morning.", "Guten Morgen."])
    desk.settings.change("captions.second_shown", "translation")
    qtbot.waitUntil(lambda: texts(shown) == ["Guten Morgen."])
    assert shown.height() < high


def test_who_speaks_is_named_if_that_is_wanted(qtbot: QtBot, window: Window, desk: PaperDesk) -> None:
    shown = shown_of(qtbot, window, desk)
    desk.captions.say(caption(1, "Good morning.", verbatim("Anna")))
    qtbot.waitUntil(lambda: texts(shown) == ["Anna: Good morning."])
    desk.settings.change("captions.names", False)
    qtbot.waitUntil(lambda: texts(shown) == ["Good morning."])


def test_a_frame_without_words_leaves_the_screen_to_what_is_behind_it(
    qtbot: QtBot, window: Window, desk: PaperDesk
) -> None:
    desk.settings.change("captions.stay", 1)
    shown = shown_of(qtbot, window, desk)
    assert not shown.isVisible()
    desk.captions.say(caption(1, "Good morning."))
    qtbot.waitUntil(shown.isVisible)
    place = shown.geometry()
    qtbot.waitUntil(lambda: not shown.isVisible(), timeout=10_000)
    desk.captions.say(caption(2, "Good evening."))
    qtbot.waitUntil(shown.isVisible)
    assert shown.geometry() == place


def test_a_frame_that_is_being_placed_stays_until_it_is_let_go(qtbot: QtBot, window: Window, desk: PaperDesk) -> None:
    shown = shown_of(qtbot, window, desk)
    desk.captions.say(caption(1, "Good morning."))
    qtbot.waitUntil(shown.isVisible)
    qtbot.mousePress(shown, Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    desk.captions.say()
    qtbot.waitUntil(lambda: texts(shown) == [])
    assert shown.isVisible()
    qtbot.mouseRelease(shown, Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    assert not shown.isVisible()


def test_its_menu_does_not_go_with_the_words(qtbot: QtBot, window: Window, desk: PaperDesk) -> None:
    shown = shown_of(qtbot, window, desk)
    desk.captions.say(caption(1, "Good morning."))
    qtbot.waitUntil(shown.isVisible)
    shown.menu.popup(shown.pos())
    desk.captions.say()
    qtbot.waitUntil(lambda: texts(shown) == [])
    assert shown.isVisible()
    shown.menu.close()
    qtbot.waitUntil(lambda: not shown.isVisible())


def test_where_a_window_that_comes_back_would_stand_elsewhere_it_only_paints_nothing(
    qtbot: QtBot, window: Window, desk: PaperDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(captions_window, "knows_places", lambda: False)
    shown = shown_of(qtbot, window, desk)
    assert shown.isVisible()
    image = painted(shown)
    assert image.pixelColor(image.width() // 2, 3).alpha() == 0
    desk.captions.say(caption(1, "Good morning."))
    qtbot.waitUntil(lambda: bool(texts(shown)))
    assert painted(shown).pixelColor(image.width() // 2, 3).alpha() == 255


def test_where_nothing_is_transparent_the_ground_is_solid_up_to_the_corners(desk: PaperDesk) -> None:
    desk.settings.change("captions.ground", "clear")
    letters, ground = CAPTION_PAIRS["white_on_black"]
    through, solid = (look_wanted(desk.settings.value, through=through) for through in (True, False))
    assert (through.ground, through.outline, through.square) == ("", ground, False)
    assert (solid.letters, solid.ground, solid.outline, solid.square) == (letters, ground, "", True)


@pytest.mark.parametrize("pair", CAPTION_PAIRS)
def test_every_pair_of_colours_is_of_high_contrast(pair: str) -> None:
    assert contrast(*CAPTION_PAIRS[pair]) >= 7.0


def painted(shown: CaptionWindow) -> QImage:
    return shown.grab().toImage().convertToFormat(QImage.Format.Format_ARGB32)


@pytest.mark.parametrize("ground", ["green", "magenta", "blue"])
def test_a_ground_to_be_keyed_out_is_of_one_colour_up_to_the_corners(
    qtbot: QtBot, window: Window, desk: PaperDesk, ground: str
) -> None:
    desk.settings.change("captions.ground", ground)
    shown = shown_of(qtbot, window, desk)
    image = painted(shown)
    for corner in ((0, 0), (image.width() - 1, 0), (0, image.height() - 1), (image.width() // 2, 3)):
        assert QColor(image.pixel(*corner)) == QColor(KEYED_OUT[ground])


def test_letters_on_nothing_have_an_outline(qtbot: QtBot, window: Window, desk: PaperDesk) -> None:
    desk.settings.change("captions.ground", "clear")
    shown = shown_of(qtbot, window, desk)
    desk.captions.say(caption(1, "HHHH"))
    qtbot.waitUntil(lambda: bool(texts(shown)))
    image = painted(shown)
    colours = {image.pixelColor(x, y).name(QColor.NameFormat.HexArgb) for x in range(120) for y in range(80)}
    assert {"#00000000", "#ff000000", "#ffffffff"} <= colours


def test_full_screen_is_dark_and_very_large_and_ends_with_esc(qtbot: QtBot, window: Window, desk: PaperDesk) -> None:
    desk.settings.change("captions.colours", "black_on_white")
    desk.captions.now = said_now()
    works_of(window)[ActionId.PRESENT_CAPTIONS]()
    presented = window.rooms.captions.presented
    assert presented is not None
    qtbot.waitExposed(presented)
    assert presented.geometry() == presented.screen().geometry()
    assert presented.lines.look.size >= presented.height() // 12
    assert presented.lines.look.ground == CAPTION_PAIRS["white_on_black"][1]
    qtbot.waitUntil(lambda: bool(texts(presented)))
    qtbot.waitUntil(presented.isActiveWindow)
    qtbot.keyClick(presented, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.rooms.captions.presented is None)
    assert desk.captions.watchers == []
    works_of(window)[ActionId.PRESENT_CAPTIONS]()
    works_of(window)[ActionId.PRESENT_CAPTIONS]()
    qtbot.waitUntil(lambda: window.rooms.captions.presented is None)


def test_the_screen_for_the_presentation_is_the_named_one_or_another_than_the_windows() -> None:
    screens = ("HDMI-1 1920x1080", "DP-2 3840x2160")
    assert chosen_screen("dp-2", screens, screens[0]) == screens[1]
    assert chosen_screen("", screens, screens[0]) == screens[1]
    assert chosen_screen("", screens, screens[1]) == screens[0]
    assert chosen_screen("gone", screens[:1], screens[0]) == screens[0]


def test_its_menu_hides_it_presents_it_and_leads_to_the_settings(
    qtbot: QtBot, window: Window, desk: PaperDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[SettingPlace | None] = []
    monkeypatch.setattr(window, "open_settings", asked.append)
    shown = shown_of(qtbot, window, desk)
    present, settings, hide = shown.menu.actions()
    settings.trigger()
    assert asked == [SettingPlace("captions")]
    present.trigger()
    assert window.rooms.captions.presented is not None
    window.rooms.captions.presented.close()
    hide.trigger()
    qtbot.waitUntil(lambda: window.rooms.captions.shown is None)
    assert desk.settings.value("captions.on") is False


def test_closing_it_as_other_windows_turns_captions_off(qtbot: QtBot, window: Window, desk: PaperDesk) -> None:
    shown_of(qtbot, window, desk).close()
    assert desk.settings.value("captions.on") is False
    assert window.rooms.captions.shown is None


def test_the_captions_go_with_the_window(qtbot: QtBot, window: Window, desk: PaperDesk) -> None:
    shown_of(qtbot, window, desk)
    window.rooms.captions.present()
    window.rooms.captions.close()
    assert window.rooms.captions.shown is None
    qtbot.waitUntil(lambda: window.rooms.captions.presented is None)
    assert desk.captions.watchers == []


def test_on_two_screens_each_has_its_place(tmp_path: Path) -> None:
    left, right = QRect(0, 0, 1400, 900), QRect(1400, 0, 1600, 900)
    screens = [
        {
            "name": name,
            "x": place.x(),
            "y": 0,
            "width": place.width(),
            "height": place.height(),
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 1,
        }
        for name, place in (("LEFT", left), ("RIGHT", right))
    ]
    chosen = tmp_path / "screens.json"
    chosen.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.captions_on_two_screens"],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={chosen}", "VOICEAPP_HOME": str(tmp_path)},
        capture_output=True, text=True, timeout=EVENT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = {name: QRect(*place) for name, place in json.loads(done.stdout).items()}
    assert found["beside the window"] == right
    assert found["named"] == left
    assert left.contains(found["at first"])
    assert right.contains(found["again"])
    assert found["again"] == found["dragged"]
