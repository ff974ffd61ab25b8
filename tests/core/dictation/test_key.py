"""The dictation key."""

from voiceapp.core.dictation.key import LONGEST_PRESS, DictationKey


def test_what_a_held_key_repeats_changes_nothing() -> None:
    key = DictationKey()
    assert [key.press(at, hold=True) for at in (1.0, 1.5, 1.54)] == [True, False, False]
    assert [key.lift(), key.lift()] == [True, False]
    assert key.press(2.0, hold=True)


def test_held_it_stays_down_for_as_long_as_one_speaks() -> None:
    key = DictationKey()
    key.press(1.0, hold=True)
    key.tick(3_600.0)
    assert key.is_held(3_600.0)
    assert key.deadline is None
    key.lift()
    assert not key.is_held(3_600.0)


def test_pressed_to_begin_and_to_end_it_is_not_down_for_ever_where_nobody_tells_when_it_comes_up() -> None:
    key = DictationKey()
    key.press(1.0, hold=False)
    assert key.is_held(1.0 + LONGEST_PRESS / 2)
    assert key.deadline == 1.0 + LONGEST_PRESS
    key.tick(1.0 + LONGEST_PRESS)
    assert not key.is_held(1.0 + LONGEST_PRESS)
    assert key.press(4.0, hold=False)
