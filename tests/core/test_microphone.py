"""The microphone as the conversation knows it."""

from voiceapp.core.messages import Command, Listen, ShowLevels
from voiceapp.core.talk.microphone import DEAF_AFTER, SILENCE, VISIBLE, Microphone


def open_microphone(now: float = 0.0) -> tuple[Microphone, list[Command]]:
    said: list[Command] = []
    microphone = Microphone(said.append)
    microphone.open(now)
    microphone.changed("mic", now)
    return microphone, said


def is_deaf(microphone: Microphone) -> bool:
    return microphone.deaf


def test_it_is_opened_and_closed_once() -> None:
    said: list[Command] = []
    microphone = Microphone(said.append)
    microphone.open(1.0)
    microphone.open(2.0)
    assert microphone.close()
    assert not microphone.close()
    assert said == [Listen(on=True), Listen(on=False)]


def test_it_goes_deaf_once_when_nothing_comes_and_hears_again() -> None:
    microphone, _ = open_microphone()
    microphone.gave(-40.0, 1.0)
    due = 1.0 + DEAF_AFTER
    assert [microphone.went_deaf(at) for at in (due - 0.01, due, 100.0)] == [False, True, False]
    assert is_deaf(microphone)
    assert microphone.deadline is None
    microphone.gave(-40.0, 101.0)
    assert not is_deaf(microphone)


def is_opening(microphone: Microphone) -> bool:
    return microphone.opening


def test_it_is_opening_until_somebody_knows_whether_there_is_one() -> None:
    microphone = Microphone(list[Command]().append)
    for told in (None, "mic"):
        microphone.open(0.0)
        assert is_opening(microphone)
        microphone.changed(told, 0.1)
        assert not is_opening(microphone)
        microphone.close()
    microphone.open(1.0)
    assert not is_opening(microphone), "it is known from before"


def test_one_that_never_opens_is_deaf_and_opens_no_longer() -> None:
    microphone = Microphone(list[Command]().append)
    microphone.open(0.0)
    assert microphone.went_deaf(DEAF_AFTER)
    assert is_deaf(microphone)
    assert not is_opening(microphone)


def test_muted_gone_or_closed_it_owes_no_sound() -> None:
    muted, _ = open_microphone()
    muted.mute(1.0, muted=True)
    gone, _ = open_microphone()
    gone.changed(None, 1.0)
    closed, _ = open_microphone()
    closed.close()
    for microphone in (muted, gone, closed):
        assert microphone.deadline is None
        assert not microphone.went_deaf(100.0)
    muted.mute(5.0, muted=False)
    assert muted.deadline == 5.0 + DEAF_AFTER


def test_a_level_is_shown_when_it_changes_and_falls_when_the_microphone_goes() -> None:
    microphone, said = open_microphone()
    said.clear()
    microphone.gave(-40.0, 1.0)
    microphone.gave(-40.0 + VISIBLE / 2, 1.02)
    microphone.gave(-40.0 + VISIBLE, 1.04)
    microphone.changed(None, 2.0)
    assert said == [
        ShowLevels(microphone=-40.0),
        ShowLevels(microphone=-40.0 + VISIBLE),
        ShowLevels(microphone=SILENCE),
    ]
