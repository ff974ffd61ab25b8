"""Decides what happens to an open microphone when the window closes, so that nobody is listened to unawares."""

from enum import Enum


class OnClose(Enum):
    """Names what closing the window can do."""

    END = "end"
    HIDE = "hide"
    STOP = "stop"
    """The talk is hung up, then the window is hidden."""
    ASK = "ask"


_BY_WISH = {"keep": OnClose.HIDE, "stop": OnClose.STOP}


def on_close(*, stays: bool, hears: bool, wish: str) -> OnClose:
    """Return what closing the window does. `stays`: the app lives on in the tray. `hears`: the microphone is open.
    `wish`: ask, keep or stop.
    """
    if not stays:
        return OnClose.END
    return _BY_WISH.get(wish, OnClose.ASK) if hears else OnClose.HIDE


class UnseenListening:
    """Decides when to tell a person that the microphone is open while no window shows it, once each time."""

    def __init__(self) -> None:
        self._told = False

    def knows(self) -> None:
        """Note that the person has just been asked."""
        self._told = True

    def must_tell(self, *, hears: bool, on: bool, seen: bool) -> bool:
        """Return whether to tell the person now. `on`: a talk goes on, heard or muted."""
        if seen or not on:
            self._told = False
        due = hears and not seen and not self._told
        self._told = self._told or due
        return due
