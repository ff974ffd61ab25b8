"""An alarm rings until it is stopped, and never for longer than a minute."""

from voiceapp.core.ringing import EVERY, LONGEST, Beat, Ringing


def test_it_sounds_again_and_again_and_is_over_after_a_minute() -> None:
    ringing = Ringing()
    assert (ringing.deadline, ringing.beat(0.0)) == (None, None)
    ringing.begin(1, 0.0)
    beats: list[Beat | None] = []
    while (now := ringing.deadline) is not None:
        beats.append(ringing.beat(now))
    assert beats == [Beat.SOUND] * int(LONGEST / EVERY) + [Beat.OVER]
    assert ringing.numbers == ()


def test_between_two_rings_there_is_nothing_to_do() -> None:
    ringing = Ringing()
    ringing.begin(1, 0.0)
    assert ringing.beat(EVERY - 0.1) is None
    assert ringing.beat(EVERY) is Beat.SOUND


def test_one_that_is_stopped_is_silent_while_another_rings_on() -> None:
    ringing = Ringing()
    ringing.begin(1, 0.0)
    ringing.begin(2, 1.0)
    assert set(ringing.numbers) == {1, 2}
    assert ringing.stop(1)
    assert not ringing.stop(1)
    assert set(ringing.numbers) == {2}
    assert ringing.beat(1.0 + EVERY) is Beat.SOUND
    assert ringing.stop(2)
    assert ringing.deadline is None
