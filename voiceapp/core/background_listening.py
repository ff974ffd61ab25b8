"""Decides what becomes of an open microphone when the window goes: nobody is listened to unawares."""

from enum import Enum


class OnClose(Enum):
    """The choices for what closing the window does."""

    END = "end"
    HIDE = "hide"
    STOP = "stop"
    """The talk is hung up, then the window hidden."""
    ASK = "ask"


_BY_WISH = {"keep": OnClose.HIDE, "stop": OnClose.STOP}


def on_close(*, stays: bool, hears: bool, wish: str) -> OnClose:
    """`stays`: the app lives on in the tray. `hears`: the microphone is open. `wish`: ask, keep or stop."""
    if not stays:
        return OnClose.END
    return _BY_WISH.get(wish, OnClose.ASK) if hears else OnClose.HIDE


class UnseenListening:
    """Says when a person must be told that the microphone is open though nothing of the app is seen: once each time."""

    def __init__(self) -> None:
        self._told = False

    def knows(self) -> None:
        """The person has just been asked."""
        self._told = True

    def must_tell(self, *, hears: bool, on: bool, seen: bool) -> bool:
        """`on`: a talk goes on, heard or muted."""
        if seen or not on:
            self._told = False
        due = hears and not seen and not self._told
        self._told = self._told or due
        return due
