"""Closing the window never leaves a microphone open of which the person does not know."""

import itertools

import pytest

from voiceapp.core.background_listening import OnClose, UnseenListening, on_close

WISHES = ("ask", "keep", "stop", "something else")


@pytest.mark.parametrize(("stays", "hears", "wish"), list(itertools.product((False, True), (False, True), WISHES)))
def test_what_closing_does_in_every_state(stays: bool, hears: bool, wish: str) -> None:
    does = on_close(stays=stays, hears=hears, wish=wish)
    assert (does is OnClose.END) is not stays, "without a tray the app ends, and with it the microphone"
    if stays:
        stays_open = does is OnClose.HIDE and hears
        assert stays_open is (hears and wish == "keep"), "only where the person said so"
        assert (does is OnClose.STOP) is (hears and wish == "stop")


def test_it_is_told_once_while_nothing_is_seen() -> None:
    unseen = UnseenListening()
    assert not unseen.must_tell(hears=True, on=True, seen=True)
    assert unseen.must_tell(hears=True, on=True, seen=False)
    assert not unseen.must_tell(hears=True, on=True, seen=False)
    assert not unseen.must_tell(hears=False, on=True, seen=False), "muted for a while"
    assert not unseen.must_tell(hears=True, on=True, seen=False)


@pytest.mark.parametrize(
    "between", [{"hears": False, "on": False, "seen": False}, {"hears": True, "on": True, "seen": True}]
)
def test_it_is_told_again_of_another_talk_and_after_the_window_was_seen(between: dict[str, bool]) -> None:
    unseen = UnseenListening()
    assert unseen.must_tell(hears=True, on=True, seen=False)
    assert not unseen.must_tell(**between)
    assert unseen.must_tell(hears=True, on=True, seen=False)


def test_who_was_just_asked_is_not_told() -> None:
    unseen = UnseenListening()
    unseen.knows()
    assert not unseen.must_tell(hears=True, on=True, seen=False)
    assert not unseen.must_tell(hears=False, on=False, seen=False)
    assert unseen.must_tell(hears=True, on=True, seen=False)


def test_a_microphone_that_opens_later_is_told_of_as_well() -> None:
    unseen = UnseenListening()
    assert not unseen.must_tell(hears=False, on=True, seen=False)
    assert unseen.must_tell(hears=True, on=True, seen=False)
