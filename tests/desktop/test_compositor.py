"""Whether transparent windows show what is behind them."""

import os

from Xlib import X

from tests.rig.display import Display
from voiceapp.desktop.x11.compositor import is_composited
from voiceapp.desktop.x11.connection import connect


def test_an_x_server_is_composited_while_a_program_says_that_it_does_it(display: Display) -> None:
    environment = {**os.environ, **display.environment}
    assert not is_composited(environment)
    compositor = connect(environment)
    window = compositor.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
    window.set_selection_owner(compositor.intern_atom("_NET_WM_CM_S0"), X.CurrentTime)
    compositor.sync()
    assert is_composited(environment)
    compositor.close()
    assert not is_composited(environment)


def test_without_an_x_server_nothing_speaks_against_it() -> None:
    assert is_composited({})
