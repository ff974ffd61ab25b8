"""The marks of a level fall when it grows quiet, though it is told only once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from voiceapp.core.messages import Phase, TalkState
from voiceapp.gui.look.controls import SILENT, LevelMeter
from voiceapp.gui.talk.button import TalkButton
from voiceapp.gui.words import PhaseWords, state_words


def test_a_level_that_was_told_once_falls_to_what_it_is(qapp: QApplication, qtbot: QtBot) -> None:
    level = LevelMeter()
    qtbot.addWidget(level)
    level.show()
    level.show_level(-10.0)
    assert level._lit > 10
    level.show_level(SILENT)
    assert level._lit > 0, "the peak stays a moment"
    # Nothing beats on when there is nothing left to move.
    qtbot.waitUntil(lambda: not level._falling.isActive())
    assert level._lit == 0


def quiet_button(qtbot: QtBot) -> TalkButton:
    button = TalkButton()
    qtbot.addWidget(button)
    # A ring would come with the keyboard, at some time.
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def painted(button: TalkButton) -> bytes:
    image = button.grab().toImage()
    return bytes(image.constBits())


def shown(button: TalkButton, phase: Phase) -> None:
    button.show_state(TalkState(phase=phase), state_words(TalkState(phase=phase)))


@pytest.mark.parametrize("phase", [Phase.THINKING, Phase.OFF, Phase.MUTED, Phase.ASKING])
@pytest.mark.parametrize("visible", [True, False])
def test_no_halo_stays_on_the_button_when_the_words_end(
    qapp: QApplication, qtbot: QtBot, phase: Phase, visible: bool
) -> None:
    button = quiet_button(qtbot)
    shown(button, phase)
    button.setVisible(visible)
    quiet = painted(button)
    shown(button, Phase.HEARING)
    button.show_level(-20.0)
    shown(button, phase)
    qtbot.waitUntil(lambda: not button._falling.isActive())
    assert painted(button) == quiet


def test_no_halo_stays_on_the_button_when_a_dictation_ends(qapp: QApplication, qtbot: QtBot) -> None:
    button = quiet_button(qtbot)
    button.show()
    words = PhaseWords("Dictate", "Press and speak")
    button.show_words(Phase.OFF, words)
    quiet = painted(button)
    button.show_words(Phase.HEARING, words)
    button.show_level(-15.0)
    assert painted(button) != quiet
    button.show_words(Phase.OFF, words)
    qtbot.waitUntil(lambda: not button._falling.isActive())
    assert painted(button) == quiet


def test_the_halo_falls_to_the_level_that_was_told_last(qapp: QApplication, qtbot: QtBot) -> None:
    button = quiet_button(qtbot)
    button.show()
    shown(button, Phase.LISTENING)
    button.show_level(SILENT)
    quiet = painted(button)
    button.show_level(-10.0)
    loud = painted(button)
    button.show_level(SILENT)
    assert painted(button) != quiet, "it falls, it doesn't drop"
    assert painted(button) != loud
    qtbot.waitUntil(lambda: not button._falling.isActive())
    assert painted(button) == quiet
