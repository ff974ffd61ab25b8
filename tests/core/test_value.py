"""What events and commands are made of: frozen, compared by what they hold, and silent about sound."""

import pytest

from voiceapp.core.messages import Duck, MicFrame, Unduck
from voiceapp.core.value import Value

FRAME = MicFrame(b"\1\0" * 480, 2.0, speech=0.5, level=-20.0)


def test_no_sound_stands_in_its_text() -> None:
    assert repr(FRAME) == "MicFrame(at=2.0, speech=0.5, level=-20.0)"


def test_it_is_another_value_once_a_field_is_another() -> None:
    louder = FRAME.changed(level=-10.0)
    assert louder == MicFrame(FRAME.pcm, 2.0, speech=0.5, level=-10.0) != FRAME
    assert FRAME.changed() == FRAME
    with pytest.raises(TypeError):
        FRAME.changed(colour="red")


def test_it_stays_as_it_was_made() -> None:
    with pytest.raises(AttributeError):
        FRAME.level = 0.0  # type: ignore[misc]
    assert hash(FRAME) == hash(FRAME.changed())


def test_values_of_two_kinds_are_never_equal() -> None:
    kinds: tuple[Value, ...] = (Duck(), Unduck())
    assert kinds[0] != kinds[1]
