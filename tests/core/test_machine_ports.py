"""Where the machine has no players, volume or programs that can be reached, each wish says so."""

from collections.abc import Callable

import pytest

from voiceapp.core.machine_ports import (
    NO_PLAYER,
    NO_PROGRAMS,
    NO_VOLUME,
    InstalledProgram,
    MediaKey,
    Surroundings,
)
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence

NOTHING = Surroundings()


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (lambda: NOTHING.media.press(next(iter(MediaKey))), NO_PLAYER),
        (NOTHING.media.playing, NO_PLAYER),
        (NOTHING.volume.read, NO_VOLUME),
        (lambda: NOTHING.volume.turn(50), NO_VOLUME),
        (lambda: NOTHING.volume.mute(on=True), NO_VOLUME),
        (NOTHING.programs.installed, NO_PROGRAMS),
        (lambda: NOTHING.programs.open(InstalledProgram("a", ("A",))), NO_PROGRAMS),
    ],
)
def test_what_is_not_there_says_so(wish: Callable[[], object], says: Sentence) -> None:
    with pytest.raises(ToolError) as error:
        wish()
    assert error.value.args == (says,)
